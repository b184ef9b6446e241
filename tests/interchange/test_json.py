"""A journey as JSON: the same bytes for the same journey, and no half-read document."""

from __future__ import annotations

import datetime
import json
import os
import re
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.build_log import controls_in
from journeykit import (
    Channel,
    Journey,
    Location,
    attribute,
    dump,
    dumps,
    in_segment,
    journey,
    load,
    loads,
    otherwise,
    persona,
    touchpoint,
)
from journeykit.errors import DocumentError, ModelError, UnknownReferenceError
from journeykit.guards import Guard
from journeykit.interchange import json as module
from journeykit.interchange.document import from_document, to_document
from journeykit.interchange.json import schema
from journeykit.testing.strategies import journeys

SCHEMA_FILE = Path(module.__file__).with_name("schema.json")
VALIDATOR = jsonschema.Draft202012Validator(schema())


def _document(**fields: Any) -> dict[str, Any]:
    """A document of a small journey, with some fields of the journey replaced."""
    known = {
        "name": "Shop",
        "personas": [{"name": "Maya"}],
        "stages": [
            {"name": "Awareness", "touchpoints": [{"name": "Ad", "channels": ["advertising"]}]},
            {"name": "Purchase", "touchpoints": [{"name": "Pays"}]},
        ],
        "transitions": [{"source": "touchpoint:ad", "target": "touchpoint:pays"}],
    }
    return {"journeykit": 1, "journey": {**known, **fields}}


def _refusal(document: object) -> DocumentError:
    """The error with which a document is refused."""
    text = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(DocumentError) as caught:
        loads(text)
    return caught.value


# ---------------------------------------------------------------------- out and in again


@given(journeys())
def test_a_journey_comes_back_equal(made: Journey) -> None:
    """Whatever a journey says is there again after a round trip."""
    assert made == loads(dumps(made))


@given(journeys(), st.sampled_from([None, 0, 4]))
def test_the_text_of_what_was_read_is_the_text_that_was_written(
    made: Journey, indent: int | None
) -> None:
    """Writing again gives the same bytes, with any indentation."""
    text = dumps(made, indent=indent)
    assert text == dumps(loads(text), indent=indent)
    assert made == loads(text)


def test_only_what_was_said_is_written() -> None:
    """Defaults are left out, keys stand in the order of the fields, dates are ISO dates."""
    shop = journey("Shop", state="as-is", reviewed=datetime.date(2026, 11, 21)).stage(
        "Purchase", touchpoint("Pays", Channel.WEBSITE)
    )
    assert {
        "journeykit": 1,
        "journey": {
            "name": "Shop",
            "state": "as-is",
            "stages": [
                {
                    "name": "Purchase",
                    "touchpoints": [{"name": "Pays", "channels": ["website"]}],
                }
            ],
            "reviewed": "2026-11-21",
        },
    } == to_document(shop)


def test_a_channel_of_ones_own_is_written_whole() -> None:
    """A channel of the library is its key, another is an object, even under a known key."""
    kiosk = Channel("Kiosk", "physical")
    phone = Channel("Phone", "digital")
    made = journey("Shop", channels=[Channel.EMAIL, kiosk, phone])
    assert [
        "email",
        {"name": "Kiosk", "channel_class": "physical"},
        {"name": "Phone", "channel_class": "digital"},
    ] == to_document(made)["journey"]["channels"]
    assert made.channels == loads(dumps(made)).channels


@pytest.mark.parametrize(
    ("guard", "written"),
    [
        (
            attribute("age").at_least(18),
            {"guard": "comparison", "attribute": "age", "operator": "at least", "value": 18},
        ),
        (in_segment("staff"), {"guard": "in segment", "segment": "staff"}),
        (
            ~in_segment("staff"),
            {"guard": "not", "part": {"guard": "in segment", "segment": "staff"}},
        ),
        (
            in_segment("a") & in_segment("b"),
            {
                "guard": "all of",
                "parts": [
                    {"guard": "in segment", "segment": "a"},
                    {"guard": "in segment", "segment": "b"},
                ],
            },
        ),
        (
            in_segment("a") | otherwise,
            {
                "guard": "any of",
                "parts": [{"guard": "in segment", "segment": "a"}, {"guard": "otherwise"}],
            },
        ),
    ],
    ids=["comparison", "in segment", "not", "all of", "any of"],
)
def test_a_guard_is_an_object_with_its_kind(guard: Guard, written: dict[str, Any]) -> None:
    """Every kind of guard is written by name, and read again as the same guard."""
    ad, shop = touchpoint("Ad"), touchpoint("Shop")
    made = journey("Gift").stage("All", ad, shop).flow(ad >> shop, when=guard)
    assert written == to_document(made)["journey"]["transitions"][0]["when"]
    assert guard == loads(dumps(made)).transitions[0].when


def test_equal_numbers_are_written_alike() -> None:
    """A whole number is written without a fraction, however it was said."""
    maya = persona("Maya")
    one, other = (
        journey("Shop").walked_by(maya).stage("A", touchpoint("Ad").feels(maya, valence))
        for valence in (1, 1.0)
    )
    assert dumps(one) == dumps(other)
    assert '"valence": 1\n' in dumps(one)


def test_text_of_any_script_stands_as_it_is() -> None:
    """Nobody has to read escapes."""
    assert '"name": "お支払い"' in dumps(Journey("お支払い"))


def test_the_bytes_are_the_same_under_any_hash_seed() -> None:
    """Two processes with different hash seeds write the same text."""
    program = (
        "from journeykit import *\n"
        "maya = persona('Maya', demographics={'b': 1, 'a': 'x'}, needs=['n', 'm'])\n"
        "print(dumps(journey('Shop').walked_by(maya).stage('A', touchpoint('Ad').does(maya, 'x'))))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "4242")
    }
    assert 1 == len(written)


# ---------------------------------------------------------------------- files


def test_a_file_holds_the_text_and_a_newline(tmp_path: Path) -> None:
    """`dump` writes UTF-8 with a newline at the end, and leaves nothing else behind."""
    path = tmp_path / "gift.json"
    dump(Journey("お支払い"), path)
    assert (dumps(Journey("お支払い")) + "\n").encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_what_is_loaded_remembers_its_file(tmp_path: Path) -> None:
    """The journey, its personas, stages and touchpoints are located in the file."""
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(_document()), encoding="utf-8")
    read = load(path)
    here = Location(str(path))
    assert [here] * 4 == [
        read.location,
        read.personas[0].location,
        read.stages[0].location,
        read.touchpoints[0].location,
    ]
    assert loads(json.dumps(_document())) == read


def test_a_failed_dump_leaves_the_old_file_alone(tmp_path: Path) -> None:
    """A file is replaced whole or not at all."""
    path = tmp_path / "shop.json"
    dump(Journey("Old"), path)
    with pytest.raises(ModelError, match="expected a journey"):
        dump("New", path)  # type: ignore[arg-type]
    assert Journey("Old") == load(path)
    assert [path] == list(tmp_path.iterdir())


def test_a_dump_into_no_folder_leaves_nothing(tmp_path: Path) -> None:
    """Where nothing can be written, the system's own error comes through."""
    with pytest.raises(FileNotFoundError):
        dump(Journey("Shop"), tmp_path / "missing" / "shop.json")
    assert [] == list(tmp_path.iterdir())


def test_a_dump_through_a_link_writes_what_it_leads_to(tmp_path: Path) -> None:
    """A symbolic link stays one."""
    path, link = tmp_path / "shop.json", tmp_path / "link.json"
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    dump(Journey("Shop"), link)
    assert link.is_symlink()
    assert Journey("Shop") == load(path)


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    """Colleagues can read the file as they can read any other that the person makes."""
    usual, path = tmp_path / "usual", tmp_path / "shop.json"
    usual.touch()
    dump(Journey("Shop"), path)
    assert stat.S_IMODE(usual.stat().st_mode) == stat.S_IMODE(path.stat().st_mode)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    path = tmp_path / "shop.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(Journey("Shop")).encode())
    assert Journey("Shop") == load(path)
    assert Journey("Shop") == loads("\ufeff" + dumps(Journey("Shop")))
    with pytest.raises(DocumentError, match="it is no JSON"):
        loads("\ufeff\ufeff{}")


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff", b"{}", b'{"journeykit": 1, "journey": {"naem": "Shop"}}', b"[" * 200_000],
    ids=["json", "bytes", "nothing", "key", "deep"],
)
def test_an_error_of_a_file_names_it(tmp_path: Path, content: bytes) -> None:
    """Once, in front, and as data; the place in the document follows."""
    path = tmp_path / "bin.json"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load(path)
    assert str(path) == caught.value.file
    assert str(caught.value).startswith(f"{path}")
    assert 1 == str(caught.value).count("bin.json")
    with pytest.raises(DocumentError, match=f"^{re.escape(str(path))}"):
        load(path, limit=0)


@pytest.mark.parametrize("wrong", [None, b"{}", 3], ids=["nothing", "bytes", "number"])
def test_only_text_is_read(wrong: Any) -> None:
    """The error says what came instead."""
    with pytest.raises(DocumentError, match="the document: expected text, found "):
        loads(wrong)


def test_only_a_journey_is_written() -> None:
    """A part of one is named as people call it."""
    with pytest.raises(ModelError, match=r'^expected a journey, got the touchpoint "Call"$'):
        dumps(touchpoint("Call"))  # type: ignore[arg-type]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """The message says where the bytes stop being UTF-8."""
    path = tmp_path / "shop.json"
    path.write_bytes(b'{"a": "\xff"}')
    with pytest.raises(DocumentError, match="expected text in UTF-8, found something else at byte"):
        load(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """The limit holds for files and for text, and can be raised."""
    path = tmp_path / "shop.json"
    dump(Journey("Shop"), path)
    size = path.stat().st_size
    for read in (lambda n: load(path, limit=n), lambda n: loads(path.read_text(), limit=n)):
        assert Journey("Shop") == read(size)
        with pytest.raises(DocumentError, match="larger than the limit"):
            read(size - 1)


# ---------------------------------------------------------------------- what is refused


def test_an_unknown_key_is_refused_with_its_path() -> None:
    """A misspelt key is never kept; the nearest one is proposed."""
    document = _document(stages=[{"name": "Awareness", "touchpoints": [{"naem": "Ad"}]}])
    error = _refusal(document)
    assert "journey.stages[0].touchpoints[0].naem" == error.path
    assert (
        ": journey.stages[0].touchpoints[0].naem: expected a field of a touchpoint; "
        'did you mean "name"?'
    ) in str(error)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"transitions": [{"source": "touchpoint:ad", "target": "touchpoint:pay"}]},
            (
                'journey.transitions[0].target: expected a known touchpoint, found "pay"; '
                'did you mean "pays"?'
            ),
        ),
        (
            {"excluded": [{"persona": "maja", "stage": "purchase", "reason": "x"}]},
            (
                'journey.excluded[0].persona: expected a known persona, found "maja"; '
                'did you mean "maya"?'
            ),
        ),
        (
            {"stages": [{"name": "Ads"}, {"name": "B", "after": ["adds"]}], "transitions": []},
            'journey.stages[1].after[0]: expected a known stage, found "adds"; did you mean "ads"?',
        ),
        (
            {"stages": [{"name": "Ad", "roles": ["awarness"]}], "transitions": []},
            (
                'journey.stages[0].roles[0]: expected a known role, found "awarness"; '
                'did you mean "awareness"?'
            ),
        ),
        (
            {"channels": ["emial"]},
            (
                'journey.channels[0]: expected a known channel, or an object, found "emial"; '
                'did you mean "email"?'
            ),
        ),
        (
            {"state": "asis"},
            'journey.state: expected a known state, found "asis"; did you mean "as-is"?',
        ),
        (
            {"any_time": [{"name": "Call", "outcome": "faild"}], "transitions": []},
            (
                'journey.any_time[0].outcome: expected "completed" or "abandoned" or "failed", '
                'found "faild"; did you mean "failed"?'
            ),
        ),
        (
            {"transitions": [{"source": "touchpint:ad", "target": "touchpoint:pays"}]},
            (
                "journey.transitions[0].source: expected an element of a known kind, "
                'found "touchpint:ad"; did you mean "touchpoint"?'
            ),
        ),
    ],
    ids=["touchpoint", "persona", "stage", "role", "channel", "word", "choice", "element"],
)
def test_a_dangling_name_is_refused_with_its_path(fields: dict[str, Any], message: str) -> None:
    """What refers to nothing is named where it stands, with the nearest that exists."""
    error = _refusal(_document(**fields))
    assert re.fullmatch(rf"line 1, column \d+: {re.escape(message)}", str(error))


def test_a_dangling_name_keeps_the_models_own_error() -> None:
    """The cause has what the model knows, such as all that would be there."""
    error = _refusal(_document(transitions=[{"source": "touchpoint:ad", "target": "stage:x"}]))
    assert isinstance(error.__cause__, UnknownReferenceError)
    assert ("awareness", "purchase") == error.__cause__.choices


def test_what_makes_no_value_is_refused_where_it_stands() -> None:
    """The model's invariants hold for documents too."""
    stages = [
        {
            "name": "A",
            "touchpoints": [
                {"name": "Ad", "experiences": [{"persona": "maya", "emotion": {"valence": 7}}]}
            ],
        }
    ]
    error = _refusal(_document(stages=stages, transitions=[]))
    assert "journey.stages[0].touchpoints[0].experiences[0].emotion" == error.path
    assert "expected a number from -2 to +2 in steps of 0.5, got 7.0" in str(error)
    assert isinstance(error.__cause__, ModelError)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": 3}, "journey.name: expected text, found 3"),
        ({"name": None}, "journey.name: expected text, found null"),
        ({"stages": {}}, "journey.stages: expected a list, found an object"),
        ({"stages": ["Ad"]}, 'journey.stages[0]: expected an object, found "Ad"'),
        ({"reviewed": "21.11.2026"}, "expected a date such as 2026-11-21"),
        ({"reviewed": "20261121"}, "expected a date such as 2026-11-21"),
        ({"reviewed": 3}, "expected a date such as 2026-11-21, found 3"),
        ({"stages": [{"name": "A", "optional": 1}]}, "expected true or false, found 1"),
        ({"personas": [{"name": "Maya", "demographics": {"age": []}}]}, "demographics.age"),
        ({"personas": [{"name": "Maya", "demographics": {"a b": {}}}]}, 'demographics["a b"]'),
        ({"metrics": [{"name": "NPS", "target": True}]}, "expected a number, found true"),
        ({"metrics": [{"name": "NPS", "target": 1e999}]}, "JSON has, found Infinity"),
        ({"transitions": [{"source": 3, "target": "stage:a"}]}, "expected an element such as"),
        ({"waivers": [{"rule": "JK101"}]}, 'expected a waiver with "reason"'),
        ({"owner": None}, "journey.owner: expected an object, found null"),
        (
            {"business_goals": [{"nme": "more"}]},
            'expected a field of a business goal; did you mean "name"?',
        ),
        (
            {"waivers": [{"rule": "a", "reason": "b", "at": "pain:a//b"}]},
            "journey.waivers[0].at: keys of an element",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_type_is_refused(fields: dict[str, Any], message: str) -> None:
    """Nothing is converted in silence."""
    assert message in str(_refusal(_document(**fields)))


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (3, "expected text or a guard, found 3"),
        ({}, 'expected a guard with "guard", which tells its kind'),
        ({"guard": "al of", "parts": []}, 'did you mean "all of"?'),
        ({"guard": "not", "part": {"guard": "otherwise", "x": 1}}, "when.part.x: expected"),
        ({"guard": "comparison", "attribute": "a", "operator": "is", "value": None}, "value"),
    ],
    ids=["number", "no kind", "misspelt kind", "unknown key", "no value"],
)
def test_a_guard_that_is_none_is_refused(when: object, message: str) -> None:
    """Guards are read as strictly as everything else."""
    flow = {"source": "touchpoint:ad", "target": "touchpoint:pays", "when": when}
    assert message in str(_refusal(_document(transitions=[flow])))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: it is no JSON: expecting value"),
        ('{"journeykit": 1,\n "journey": }', "line 2, column 13: it is no JSON: expecting value"),
        (
            '{"journeykit": 1,\n"journey": {"name": "A",\n"stages": [\n{"nme": "S"}]}}',
            'line 4, column 2: journey.stages[0].nme: expected a field of a stage; did you mean "n',
        ),
        (
            '{"journeykit": 1,\n"journey":\n{"name": "A",\n"name": "B"}}',
            "line 4, column 1: journey.name: this key stands here twice",
        ),
        (
            '{"journeykit": 1,\n"journey": {"name": 3}}',
            "line 2, column 13: journey.name: expected text",
        ),
        (
            '{"journeykit": 1,\n"journey": {"name": "a\\"[{", "stages": [{"name": "S"},\n {}]}}',
            'line 3, column 2: journey.stages[1]: expected a stage with "name"',
        ),
        (
            '{"journeykit": 1, "journey": {"name": "A"},\n "journeykit": 1}',
            "line 2, column 2: journeykit: this key stands here twice",
        ),
        ("[]", 'expected an object with "journeykit" and "journey"'),
        ('{"name": "Shop"}', 'expected an object with "journeykit" and "journey"'),
        ('{"journeykit": 1}', 'expected an object with "journey"'),
        ('{"journeykit": 1, "journey": {"name": "A"}, "jorney": 1}', 'did you mean "journey"?'),
        ('{"journeykit": "1", "journey": {"name": "A"}}', 'expected the version, 1, found "1"'),
        ('{"journeykit": true, "journey": {"name": "A"}}', "expected the version, 1, found true"),
        ('{"journeykit": 0, "journey": {"name": "A"}}', "expected the version, 1, found 0"),
        (
            '{"journeykit": 1, "journey":\n {"name": "NaN", "x": NaN}}',
            "line 2, column 23: expected numbers that JSON has, found NaN",
        ),
        ('{"journeykit": 1, "journey": {"x": -Infinity}}', "numbers that JSON has, found -Inf"),
        ('{"journeykit": 1, "journey": {"x": ' + "9" * 5000 + "}}", "of a sensible length"),
        ('{"journeykit": 1, "journey": {"name": "\\ud800"}}', "a lone surrogate"),
        ('{"journeykit": 1, "journey": {"\\ud800": 1}}', 'journey["\\ud800"]'),
        ("[" * 100_000, "line 1, column 100000: it is nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
    ids=lambda text: text[:40],
)
def test_a_text_that_is_no_document_is_refused(text: str, message: str) -> None:
    """Broken, cut off, hostile: one kind of error, and it says what is wrong."""
    assert message in str(_refusal(text))


def test_a_newer_version_is_refused_before_anything_is_read() -> None:
    """Nothing of a newer document is guessed at."""
    error = _refusal({"journeykit": 2, "journey": {"unheard": "of"}, "more": True})
    assert (
        "line 1, column 2: journeykit: this document has version 2, and this journeykit reads "
        "version 1; a newer journeykit will read it"
    ) == str(error)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"journeykit": 1, "journeykit": 1, "journey": {"name": "A"}}', "journeykit"),
        ('{"journeykit": 1, "journey": {"name": "A", "name": "B"}}', "journey.name"),
        (
            (
                '{"journeykit": 1, "journey": {"name": "A", "personas": [{"name": "M", '
                '"demographics": {"age": 1, "age": 2}}]}}'
            ),
            "journey.personas[0].demographics.age",
        ),
    ],
    ids=["top", "journey", "table"],
)
def test_a_key_that_stands_twice_is_refused(text: str, path: str) -> None:
    """JSON would let the last one win, in silence."""
    error = _refusal(text)
    assert path == error.path
    assert "this key stands here twice" in str(error)


def test_nesting_is_bounded_by_the_document_and_not_by_python() -> None:
    """Guards may stand fifty deep in one another, and no deeper."""
    guard: dict[str, Any] = {"guard": "otherwise"}
    for _ in range(200):
        guard = {"guard": "not", "part": guard}
    flow = {"source": "touchpoint:ad", "target": "touchpoint:pays", "when": guard}
    assert "at most 120 levels of nesting" in str(_refusal(_document(transitions=[flow])))


@pytest.mark.parametrize("version", [1, 2])
def test_a_document_need_not_come_from_json(version: int) -> None:
    """YAML, TOML or a program can give the same data."""
    document = {**_document(), "journeykit": version}
    if version == 1:
        assert ["Ad", "Pays"] == [each.name for each in from_document(document).touchpoints]
    else:
        with pytest.raises(DocumentError):
            from_document(document)


FIELDS = st.sampled_from(["name", "stages", "key", "when", "guard", "touchpoints", "owner"])
DATA = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(FIELDS | st.text(), inner),
    max_leaves=8,
)


@given(DATA | st.dictionaries(FIELDS, DATA).map(lambda said: {"name": "Shop", **said}))
def test_any_data_at_all_is_read_or_refused(data: object) -> None:
    """Nothing from outside raises anything but our own error."""
    try:
        read = from_document({"journeykit": 1, "journey": data})
    except DocumentError:
        return
    assert read == loads(dumps(read))


# ---------------------------------------------------------------------- the schema


def test_the_published_schema_is_the_models() -> None:
    """The file beside the code is what `scripts/write_schema.py` writes, and a valid schema."""
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema() == json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


@given(journeys())
def test_the_schema_accepts_every_journey_that_is_written(made: Journey) -> None:
    """Who validates before loading never refuses one of ours."""
    VALIDATOR.validate(json.loads(dumps(made)))


@given(journeys(), st.data())
def test_the_schema_refuses_unknown_keys_as_loading_does(
    made: Journey, data: st.DataObject
) -> None:
    """At any place where fields stand, a further one is wrong."""
    document = to_document(made)
    records: list[dict[str, Any]] = [document]
    _collect(document["journey"], records)
    data.draw(st.sampled_from(records))["unheard-of"] = 1
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(DocumentError):
        from_document(document)


def _collect(data: object, records: list[dict[str, Any]]) -> None:
    """Every object of a document but the mappings, whose names are free."""
    if isinstance(data, dict):
        records.append(data)
        for name, item in data.items():
            if name not in {"demographics", "psychographics", "meta"}:
                _collect(item, records)
    elif isinstance(data, list):
        for item in data:
            _collect(item, records)


def test_the_schema_tells_what_each_field_is_for() -> None:
    """Editors show the model's own words."""
    fields = schema()["$defs"]["Persona"]["properties"]
    assert "Channels they avoid." == fields["avoids"]["description"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"journeykit": 1, "journey": {"name": "A", 1: 2}}, "journey: expected text as keys"),
        ({"journeykit": 1, "journey": {"name": "A"}, 2: 3}, '"journeykit" and "journey" alone'),
        ({"journeykit": 1, "journey": {"name": "A", None: 2}}, "found null"),
        (
            {"journeykit": 1, "journey": {"name": "A", "personas": [{"name": "B", (1, 2): 2}]}},
            "journey.personas[0]: expected text as keys",
        ),
        (
            {
                "journeykit": 1,
                "journey": {"name": "A", "personas": [{"name": "B", "demographics": {36: 1}}]},
            },
            "journey.personas[0].demographics: expected text as keys, found 36",
        ),
    ],
)
def test_a_key_that_is_no_text_is_refused(document: Any, message: str) -> None:
    """JSON has no others, but what YAML or a program makes may."""
    with pytest.raises(DocumentError) as caught:
        from_document(document)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "journey",
    [
        {"name": "A", "metrics": [{"name": "B", "kind": "\x1b]0;forged\x07" * 50}]},
        {"name": "A", "scope": ["x" * 20_000_000]},
        {"name": "A", "state": "x" * 20_000_000},
        {"name": "A", "stages": [{"name": "B", "roles": ["é" * 20_000_000]}]},
        {"name": "A", "personas": [{"name": "B", "pains": [{"text": "C", "kind": "x" * 9_999}]}]},
        {"name": "x" * 20_000_000},
        {"name": "A", "x" * 20_000_000: 1},
        {"name": "A", "personas": [{"name": "B", "demographics": {"x" * 20_000_000: []}}]},
    ],
    ids=["kind", "scope", "state", "roles", "pain", "name", "key", "label"],
)
def test_a_huge_text_makes_a_short_error_in_little_memory(journey: Any) -> None:
    """A message is for people, and says how long the text was."""
    tracemalloc.start()
    with pytest.raises(DocumentError) as caught:
        from_document({"journeykit": 1, "journey": journey})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    message = str(caught.value)
    assert len(message) < 700
    assert not controls_in(message)
    assert peak < 150_000_000


@pytest.mark.parametrize("value", ["[]", "{}", "1", '""', '{"name":"a"}'])
def test_a_document_of_nothing_but_tiny_values_is_refused_before_it_is_read(value: str) -> None:
    """Each of them would take dozens of times the memory that its text takes."""
    values = ",".join([value] * 1_000_000)
    text = f'{{"journeykit": 1, "journey": {{"name": "A", "stages": [{values}]}}}}'
    tracemalloc.start()
    with pytest.raises(DocumentError, match="far too many values for its size"):
        loads(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(text)


def _named(field: str, number: int, **more: Any) -> dict[str, Any]:
    """A journey of things that have a name and nothing else."""
    return {"name": "A", **more, field: [{"name": f"A{n}"} for n in range(number)]}


def _joined(number: int) -> dict[str, Any]:
    """A journey of touchpoints that lead to each other and say nothing else."""
    ends = [f"touchpoint:a{n}" for n in range(number // 2)]
    flows = [{"source": a, "target": b} for a, b in pairwise([*ends, ends[0]])]
    return _named("any_time", number // 2, transitions=flows)


def _observed(number: int) -> dict[str, Any]:
    """A journey in which everybody feels something everywhere."""
    felt = [{"persona": f"a{n}", "emotion": {"valence": 1}} for n in range(50)]
    touchpoints = [{"name": f"A{n}", "experiences": felt} for n in range(number // 100)]
    return _named("personas", 50, any_time=touchpoints)


@pytest.mark.parametrize(
    "made",
    [
        lambda number: _named("stages", number),
        lambda number: _named("personas", number),
        lambda number: _named("any_time", number),
        lambda number: _named("metrics", number),
        lambda number: {"name": "A", "personas": [{"name": "B", "behaviours": ["b"] * number}]},
        _joined,
        _observed,
    ],
    ids=["stages", "personas", "touchpoints", "metrics", "texts", "transitions", "feelings"],
)
def test_a_value_takes_bounded_memory_however_short_it_is(
    made: Callable[[int], dict[str, Any]], tmp_path: Path
) -> None:
    """Three hundred and fifty bytes for each, so that a limit on values bounds the memory."""
    path = tmp_path / "a.json"
    document = {"journeykit": 1, "journey": made(200)}
    path.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")
    load(path)  # once before, so that what is made once is there
    document = {"journeykit": 1, "journey": made(2_500)}
    text = json.dumps(document, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    tracemalloc.start()
    load(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 350 * sum(map(text.count, ",[{"))


def test_what_was_given_is_left_as_it_is() -> None:
    """Only data that nobody else has is let go while it is read."""
    document = {"journeykit": 1, "journey": {"name": "A", "stages": [{"name": "B"}]}}
    before = json.dumps(document)
    from_document(document)
    assert before == json.dumps(document)


def test_reading_a_document_takes_memory_of_its_size(tmp_path: Path) -> None:
    """At most ten times as much, for journeys that say something of each touchpoint."""
    told = {
        "description": "What happens at this touchpoint, in about as many words as people use.",
        "channels": ["website"],
        "experiences": [
            {"persona": "ann", "emotion": {"valence": 1.0, "label": "glad"}, "actions": ["waits"]}
        ],
    }
    stages = [
        {
            "name": f"Stage {stage}",
            "touchpoints": [told | {"name": f"Touchpoint {stage} {n}"} for n in range(100)],
        }
        for stage in range(5)
    ]
    shop = {"name": "Shop", "personas": [{"name": "Ann"}], "stages": stages}
    path = tmp_path / "shop.json"
    path.write_text(json.dumps({"journeykit": 1, "journey": shop}), encoding="utf-8")
    assert 500 == len(load(path).touchpoints)  # once before, so that what is made once is there
    tracemalloc.start()
    load(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * path.stat().st_size


@given(journeys(max_stages=3))
def test_everything_that_is_read_knows_the_line_in_which_it_begins(shop: Journey) -> None:
    """Found again in the text: the name stands on the line after the brace, as we write it."""
    text = dumps(shop)
    lines = text.splitlines()
    read = from_document(module._parsed(text, len(text)), file="shop.json")
    for value in (read, *read.personas, *read.stages, *read.touchpoints):
        assert value.location is not None
        assert "{" == lines[value.location.line - 1][-1]
        name = json.dumps(value.name, ensure_ascii=False)
        assert f'"name": {name}' in lines[value.location.line]


def test_the_line_is_known_however_a_document_is_laid_out(tmp_path: Path) -> None:
    """Braces and ends of lines inside text do not count."""
    text = (
        '{"journeykit": 1, "journey": {"name": "{\\n}\\"{", "description": "a\\\\",\r\n'
        '"stages": [\n\n{"name": "A", "touchpoints": [{"name": "}"},\n{\n"name": "B"}]}]}}'
    )
    (tmp_path / "a.json").write_text(text, encoding="utf-8", newline="")
    read = load(tmp_path / "a.json")
    values = (read, *read.stages, *read.touchpoints)
    assert [1, 4, 4, 5] == [value.location.line for value in values if value.location]
