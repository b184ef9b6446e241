"""Every difference is told: what is written, read and compared is equal, or a report says why not.

First come small journeys whose texts are full of what formats take for marks of their own, then a
plain journey of which each element says one thing more, for every field and each kind of content.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from helpers.one_field import (
    BASE,
    CLASSES,
    Difference,
    different,
    element_of,
    fields_of,
    saying_more,
)
from journeykit import (
    Channel,
    Element,
    Emotion,
    Journey,
    Loss,
    LossReport,
    Persona,
    Stage,
    Touchpoint,
)
from journeykit.experience import Experience
from journeykit.interchange.feelings import in_words
from journeykit.interchange.losses import shown
from journeykit.interchange.splitting import is_nothing
from journeykit.markup import markdown_text
from journeykit.testing.strategies import journeys

_WORDS = st.sampled_from(
    [
        *(
            "Pays",
            "1. first",
            "a; b",
            "Mood: glad",
            "x / y",
            "Slow. Too dear.",
            "A, B",
            "(−1)",
            "+2",
        ),
        *(
            "!",
            "5",
            "2 * 3",
            "“so”",
            "a | b",
            "# 1",
            "- no",
            "=1+1",
            "Maya: +1",
            "Stage",
            "all",
            "–",
        ),
        *(
            "At any time",
            "a\nb",
            "3/5",
            "😀 ok",
            "n/a",
            "%",
            "title x",
            "• one • two",
            "<br>",
            "&amp;",
        ),
    ]
)
_VALENCES = st.integers(-4, 4).map(lambda half: half / 2)
_EMOTIONS = st.builds(Emotion, _VALENCES, _WORDS | st.just("")) | st.tuples(
    _VALENCES, _VALENCES
).map(lambda ends: Emotion(None, "", low=min(ends), high=max(ends)))


@st.composite
def _journeys(draw: st.DrawFn) -> Journey:
    """A journey of what tables and diagrams have a place for."""
    people = [Persona(name, key=f"p{n}") for n, name in enumerate(draw(_several(3)))]
    stages = []
    for number, name in enumerate(draw(st.lists(_WORDS, min_size=1, max_size=3))):
        steps = [
            _step(draw, people, step, f"t{number}-{place}")
            for place, step in enumerate(draw(st.lists(_WORDS, min_size=not number, max_size=2)))
        ]
        stages.append(Stage(name.replace("\n", " "), steps, key=f"s{number}"))
    return Journey(draw(_WORDS), personas=people, stages=stages)


def _several(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_WORDS, max_size=most, unique=True)


def _step(draw: st.DrawFn, people: list[Persona], name: str, key: str) -> Touchpoint:
    """A touchpoint that some of the people experience."""
    felt = [
        Experience(each.key, emotion=draw(_EMOTIONS | st.none()), pains=draw(_several(2)))
        for each in people
        if draw(st.booleans())
    ]
    channels = [Channel(name, key=f"c-{key}-{n}") for n, name in enumerate(draw(_several(2)))]
    owner = draw(_WORDS | st.none())
    truth = draw(st.booleans())
    return Touchpoint(name, channels, experiences=felt, owner=owner, moment_of_truth=truth, key=key)


_SEVERAL = "cells of {} are taken to hold several"
_SCALE = "the scale of the scores is taken to be"
_ALL = "is taken for everybody"
_NOTHING = "is taken for nothing"
_GENERAL = {
    "journey": ("the journey is called",),
    "persona": ("Who it is about", "nobody is named", _SEVERAL.format("persona")),
    "stage": (_NOTHING,),
    "touchpoint": (_NOTHING, _SEVERAL.format("touchpoints")),
    "channel": (_SEVERAL.format("channels"), _NOTHING),
    "pain": (_SEVERAL.format("pains"), "what a row says of several people", _NOTHING, _ALL),
    "felt": (_SCALE, _NOTHING, _ALL),
    "label": (_NOTHING, _ALL),
    "owner": (_NOTHING,),
    "truth": (_NOTHING,),
}
"""What an entry says of everything of a kind."""

Fact = tuple[str, ...]
Said = tuple[Fact, str, str]
_OF_PERSONA = {"felt", "label", "pain"}
_OF_STEP = {"channel", "owner", "truth", *_OF_PERSONA}


def _facts(made: Journey) -> Iterator[Said]:
    """What a journey says, in words, each with the element and the field that say it."""
    yield ("journey", made.name), str(made.element), "name"
    for persona in made.personas:
        yield ("persona", persona.name), str(persona.element), "name"
    for stage in made.stages:
        yield ("stage", stage.name), str(stage.element), "name"
        for each in stage.touchpoints:
            yield from _of_touchpoint(made, (stage.name, each.name), each)


def _of_touchpoint(made: Journey, step: tuple[str, str], said: Touchpoint) -> Iterator[Said]:
    """What a journey says of a touchpoint."""
    element = str(said.element)
    yield ("touchpoint", *step), element, "name"
    yield from (
        (("channel", *step, channel.name), element, "channels") for channel in said.channels
    )
    if said.owner:
        yield ("owner", *step, said.owner.name), element, "owner"
    if said.moment_of_truth:
        yield ("truth", *step), element, "moment_of_truth"
    names = {each.key: each.name for each in made.personas}
    for each in said.experiences:
        who, place = (*step, names[each.persona]), f"experience:{each.persona}/{said.key}"
        if each.emotion:
            yield ("felt", *who, f"{each.emotion.low} {each.emotion.high}"), place, "emotion"
        if each.emotion and each.emotion.label:
            yield ("label", *who, each.emotion.label), place, "emotion"
        yield from ((("pain", *who, pain.text), place, "pains") for pain in each.pains)


def _untold(made: Journey, content: bytes, format: str, told: Iterable[Loss]) -> list[Fact]:
    """What is different after a file is read, and in neither report."""
    reading = jk.read(io.BytesIO(content), format)
    before, after = list(_facts(made)), list(_facts(reading.journey))
    differences = [*_beyond(before, after), *_beyond(after, before)]
    entries = [*told, *reading.losses]
    return [fact for fact, *at in differences if not _is_told(fact, at, entries)]


def _beyond(facts: list[Said], others: list[Said]) -> list[Said]:
    """What only one of two journeys says, of things that both have."""
    known = {fact for fact, *_ in others}
    names = {words[-1] for kind, *words in known if kind == "persona"}
    stages = {words[-1] for kind, *words in known if kind == "stage"}
    steps = {tuple(words) for kind, *words in known if kind == "touchpoint"}
    return [
        said
        for said in facts
        if (fact := said[0]) not in known
        and (fact[0] != "touchpoint" or fact[1] in stages)
        and (fact[0] not in _OF_STEP or fact[1:3] in steps)
        and (fact[0] not in _OF_PERSONA or fact[3] in names)
    ]


def _is_told(fact: Fact, at: list[str], told: list[Loss]) -> bool:
    """Whether an entry speaks of the element and the field, or of the words."""
    element, field = at
    touchpoint = f"touchpoint:{element.rpartition('/')[2]}"
    words = {shown(word) for word in fact[1:] if word}
    return any(
        (str(entry.element) == element and entry.field in {field, ""})
        or (str(entry.element) == touchpoint and entry.field == "experiences")
        or any(word in entry.reason for word in words)
        or any(reason in entry.reason for reason in _GENERAL.get(fact[0], ()))
        for entry in told
    )


@pytest.mark.parametrize("format", ["markdown", "mermaid"])
@given(made=_journeys())
@settings(max_examples=25)
def test_every_difference_is_told(format: str, made: Journey) -> None:
    """There and back: equal, or in one of the two reports."""
    assume(not all(is_nothing(each.name) for each in made.touchpoints))
    export = jk.export(made, format)
    assert [] == _untold(made, export.content, format, export.losses)


@pytest.mark.parametrize("format", ["csv", "markdown", "xlsx"])
@given(made=_journeys())
@settings(max_examples=25)
def test_every_difference_to_a_table_is_told(format: str, made: Journey) -> None:
    """A table as people keep it: what is read is what stands there, or the report says why not."""
    there = {felt.persona for each in made.touchpoints for felt in each.experiences}
    assume(not all(is_nothing(each.name) for each in made.touchpoints))
    walked = attrs.evolve(
        made,
        personas=[each for each in made.personas if each.key in there],
        stages=[stage for stage in made.stages if stage.touchpoints],
    )
    assert [] == _untold(walked, _table(list(_rows(walked)), format), format, [])


_HEADERS = (
    "Stage",
    "Touchpoint",
    "Channels",
    "Persona",
    "Emotion",
    "Pains",
    "Owner",
    "Moment of truth",
)


def _rows(made: Journey) -> Iterator[tuple[str, ...]]:
    """A row for each touchpoint, and one for each further persona who experiences it."""
    names = {each.key: each.name for each in made.personas}
    yield _HEADERS
    for stage in made.stages:
        for each in stage.touchpoints:
            channels = "; ".join(channel.name for channel in each.channels)
            owner = each.owner.name if each.owner else ""
            truth = "yes" if each.moment_of_truth else ""
            for felt in each.experiences or (None,):
                pains = "; ".join(pain.text for pain in felt.pains) if felt else ""
                emotion = in_words(felt.emotion) if felt and felt.emotion else ""
                who = names[felt.persona] if felt else ""
                yield stage.name, each.name, channels, who, emotion, pains, owner, truth


def _table(rows: list[tuple[str, ...]], format: str) -> bytes:
    """A file of a table."""
    if format == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()
    if format == "markdown":
        lines = [f"| {' | '.join(map(markdown_text, row))} |" for row in rows]
        return "\n".join([lines[0], f"|{'--|' * len(rows[0])}", *lines[1:]]).encode()
    book = pytest.importorskip("openpyxl").Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# ------------------------------------------------------- every field of every element, one by one

LOSSY = ("mermaid", "markdown", "graphml", "node-link", "drawio", "pptx")
CASES = [(kind, field) for kind in CLASSES for field in fields_of(kind)]


@pytest.mark.parametrize(("kind", "field"), CASES, ids=lambda each: getattr(each, "__name__", each))
def test_what_is_said_is_in_the_file_or_told(kind: type, field: str) -> None:
    """Journeys that differ make files that differ, or all but one of the reports say so."""
    formats = [each for each in LOSSY if each != "pptx" or find_spec("pptx")]
    each_once = [BASE, *saying_more(kind, field)]
    assert len(each_once) > 1
    for format in formats:
        alike: dict[bytes, list[LossReport]] = {}
        for made in each_once:
            export = jk.export(made, format)
            alike.setdefault(export.content, []).append(export.losses)
        for reports in alike.values():
            silent = [each for each in reports if not _tells(each, kind, field)]
            assert len(silent) <= 1, format


def _tells(report: LossReport, kind: type, field: str) -> bool:
    """Whether a report says of an element, or of what it stands in, that a field is not there."""
    element, _ = element_of(kind)
    here = {(str(element), field), (str(element), ""), _above(element)}
    return any(
        (str(entry.element), entry.field) in here
        or ((entry.element.kind, entry.field) == (element.kind, "key") and field == "key")
        for entry in report
    )


def _above(element: Element) -> tuple[str, str]:
    """What an element stands in, and the field of it, where whole forms have no place for it."""
    if element.kind == "experience":
        return f"touchpoint:{element.keys[1]}", "experiences"
    return str(BASE.element), f"{element.kind}s"


@pytest.mark.parametrize("format", ["mermaid", "markdown"])
@pytest.mark.parametrize(("kind", "field"), CASES, ids=lambda each: getattr(each, "__name__", each))
def test_what_comes_back_otherwise_is_told(kind: type, field: str, format: str) -> None:
    """Of each field of each element: equal after reading, or named in one of the two reports."""
    for made in saying_more(kind, field):
        export = jk.export(made, format)
        reading = jk.read(io.BytesIO(export.content), format)
        entries = [*export.losses, *reading.losses]
        differences = different(made, reading.journey)
        assert [] == [each for each in differences if not _is_named(each, made, entries)]


def _is_named(difference: Difference, made: Journey, told: list[Loss]) -> bool:
    """Whether an entry names a field of an element, what it stands in, or the words of a page."""
    element, field = difference
    stage = next((each.name for each in made.stages if each.element == element), "")
    heading = {"persona": "Who it is about", "stage": stage}.get(element.kind, made.name)
    words = (f"the text under {shown(heading)} is left out", f"more than once in a cell of {field}")
    here = {(str(element), field), (str(element), ""), _above(element)}
    of_kind = {(element.kind, "key")} if field == "key" else set()
    if element.kind in {"stage", "transition"}:
        of_kind |= {("journey", f"{element.kind}s"), ("journey", "any_time")}
    return any(
        (str(entry.element), entry.field) in here
        or (entry.element.kind, entry.field) in of_kind
        or any(each in entry.reason for each in words)
        for entry in told
    )


@given(made=journeys())
def test_what_mermaid_makes_of_any_journey_is_told(made: Journey) -> None:
    """Whatever is said of whatever, in whatever words: as it was, or named."""
    export = jk.export(made, "mermaid")
    reading = jk.read(io.BytesIO(export.content), "mermaid")
    told = [*export.losses, *reading.losses]
    differences = different(made, reading.journey)
    assert [] == [each for each in differences if not _is_named(each, made, told)]
