"""YAML: written by hand, read safely, with the line and the column of every error."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Channel, Journey
from journeykit.errors import DocumentError, JourneyError
from journeykit.interchange import short_forms
from journeykit.interchange.short_forms import short_schema
from journeykit.testing.strategies import journeys

yaml: Any = pytest.importorskip("yaml", reason="needs journeykit[yaml]")

VALIDATOR = jsonschema.Draft202012Validator(short_schema())
SCHEMA_FILE = Path(short_forms.__file__).with_name("short_schema.json")

BY_HAND = """\
# Notes are welcome.
name: Buying a gift
state: as-is
version: 1.10
personas:
  Maya:
    goals: a gift by Friday
    prefers: [website, Kiosk]
  Tom:
stages:
  Awareness:
    Clicks an ad: advertising
    Explores the shop:
      channels: website
      experiences: {Maya: curious, Tom: -1.5}
  Purchase:
    customer_goal: no
    touchpoints:
      - Pays
      - name: Calls
        optional: yes
        personas: Tom
transitions:
  - Clicks an ad >> explores-the-shop >> Pays
  - path: Explores the shop >> Calls
    when: the total is a surprise
    kind: branch
"""


def _read(text: str) -> Journey:
    return jk.read(io.StringIO(text), "yaml").journey


@given(journeys())
def test_yaml_loses_nothing(made: Journey) -> None:
    """Whatever a journey says is there again, with an empty report, and fits the schema."""
    export = jk.export(made, "yaml")
    reading = jk.read(io.BytesIO(export.content), "yaml")
    assert (made, ()) == (reading.journey, reading.losses.entries)
    VALIDATOR.validate(yaml.safe_load(export.text))


@pytest.mark.parametrize(
    "text", ["0e0", "1e5", "1.", ".5", "+7", "٣", "007", "1_000", "0x1f", "no"]
)
def test_a_text_that_looks_like_a_number_stays_a_text(text: str) -> None:
    """What the reader would take for a number is written in quotes."""
    made = jk.journey("Gift").walked_by(jk.persona("Maya", demographics={"age": text}))
    assert made == jk.read(io.BytesIO(jk.export(made, "yaml").content), "yaml").journey


@given(journeys(max_stages=2))
def test_a_json_document_is_yaml_too(made: Journey) -> None:
    """The strict form is one of the forms that are read."""
    assert made == _read(jk.dumps(made))


def test_short_forms() -> None:
    """Names for things, one for a list, mappings of names, words for emotions, and paths."""
    made = _read(BY_HAND)
    maya, tom = made.personas
    assert ["a gift by Friday"] == [goal.name for goal in maya.goals]
    assert (Channel.WEBSITE, Channel("Kiosk")) == maya.prefers
    ad, shop, pays, calls = made.touchpoints
    assert ((Channel.ADVERTISING,), "Pays") == (ad.channels, pays.name)
    assert (0, -1.5) == (shop.valence_of(maya.key), shop.valence_of(tom.key))
    assert (True, ("tom",)) == (calls.optional, calls.personas)
    assert ("1.10", "no") == (made.version, made.stages[1].customer_goal)
    assert [
        "transition:clicks-an-ad/explores-the-shop",
        "transition:explores-the-shop/pays",
        "transition:explores-the-shop/calls",
    ] == [str(t.element) for t in made.transitions]
    by_hand = yaml.safe_load(BY_HAND) | {"version": "1.10"}
    by_hand["stages"]["Purchase"]["customer_goal"] = "no"
    VALIDATOR.validate({"journeykit": 1, "journey": by_hand})


def test_what_is_written_is_pleasant_to_read() -> None:
    """What needs no more than a name is a name."""
    maya = jk.persona("Maya")
    pays = jk.touchpoint("Pays", Channel.WEBSITE).feels(maya, +1)
    opens = jk.touchpoint("Opens")
    made = jk.journey("Gift").walked_by(maya).stage("Purchase", pays, opens).flow(pays >> opens)
    assert (
        """\
journeykit: 1
journey:
  name: Gift
  personas:
  - Maya
  stages:
  - name: Purchase
    touchpoints:
    - name: Pays
      channels:
      - website
      experiences:
        maya: 1
    - Opens
  transitions:
  - pays >> opens
"""
        == jk.export(made, "yaml").text
    )


def test_several_documents_are_several_journeys() -> None:
    """A file may hold more than one, between lines of hyphens."""
    readings = jk.read_all(io.StringIO("name: A\n---\nname: B\n---\n"), "yaml")
    assert ["A", "B"] == [each.journey.name for each in readings]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: A\nsate: as-is", 'line 2, column 7: journey.sate: .* did you mean "state"'),
        (
            "name: A\nstages:\n  - name: S\n    optional: often",
            "line 4, column 15: .*true or false",
        ),
        ("name: A\ntransitions: a >> b", 'line 2, column 14: .*found "a"'),
        ("name: A\ntransitions: a", "line 2, column 14: transitions: .*path joins|a path joins"),
        ("name: [", "line 1, column 8: it is no YAML|line 2, column 1: it is no YAML"),
        ("name: A\nname: B", 'line 2, column 1: the key "name" stands here twice'),
        ("? [a]\n: b", "line 1, column 3: a key is a text"),
        ("a: &x 1\nb: *x", r"line 2, column 4: the alias \*x is not read"),
        ("name: !!python/object/apply:os.system [ls]", "line 1, column 7: the tag .* is not read"),
        (
            "[" * 5_000,
            "line 1, column 1001: it is no YAML|line 1, column 101: it is nested more",
        ),
        ("- a\n- b", "line 1, column 1: expected a mapping"),
        ("journeykit: 2\nname: A", "version 2"),
        (
            "journeykit: 1\njourney: {name: A}\nmore: 1",
            'line 3, column 7: more: expected "journeyk',
        ),
        ("name: A\x00", "no YAML|not allowed"),
        ("", "holds no journey"),
        ("name: A\npersonas: {Maya: {age: 3}}", "line 2, .*personas"),
    ],
)
def test_errors_have_a_line_and_a_column(text: str, message: str) -> None:
    """Whoever writes by hand is told where to look."""
    with pytest.raises(DocumentError, match=message):
        _read(text)


def test_a_character_that_no_yaml_holds() -> None:
    """The reader of YAML does not say where it stands; we do."""
    with pytest.raises(DocumentError, match="line 2, column 4: it is no YAML: control characters"):
        jk.read(io.StringIO("a: ä\nb: \x00"), "yaml")


def test_blocks_of_text_and_what_looks_like_no_text() -> None:
    """A folded name has no line break at its end; dates, numbers and yes stay what was written."""
    text = "name: >\n  A long\n  name\nversion: 1.10\nstages: {yes: [no, 2026-01-05]}\n"
    made = jk.read(io.StringIO(text), "yaml").journey
    assert ("A long name", "1.10", "yes") == (made.name, made.version, made.stages[0].name)
    assert ["no", "2026-01-05"] == [each.name for each in made.touchpoints]


def test_a_billion_laughs() -> None:
    """Nothing is multiplied: aliases are refused where they stand."""
    rows = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    lines = ["a0: &a0 lol", *rows]
    with pytest.raises(DocumentError, match="line 2, column 10: the alias"):
        _read("\n".join(lines))


@given(st.text("name: stages\n-[]{}\"'&*!|>#,?%@`ab1\t", max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes any error but ours."""
    try:
        jk.read_all(io.StringIO(text), "yaml")
    except JourneyError:
        return


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "Maya", "a >> b", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("name", "key", "stages", "personas", "touchpoints", "transitions", "path"),
                    *(
                        "experiences",
                        "emotion",
                        "channels",
                        "guard",
                        "parts",
                        "after",
                        "owner",
                        "x",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["name", "stages", "personas", "transitions"]), PARTS))
def test_any_data_is_read_or_refused(data: dict[str, Any]) -> None:
    """No structure makes any error but ours."""
    try:
        _read(yaml.safe_dump(data))
    except JourneyError:
        return


def test_the_published_schema_is_up_to_date() -> None:
    """The file that editors use is the one that the model makes."""
    assert short_schema() == json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
