"""Mermaid journeys as journeys: what is read, what is written, and what the report says of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from helpers.hostile import HOSTILE
from helpers.mermaid_journeys import JOURNEYS
from helpers.round_trip import unexplained
from journeykit import Emotion, Journey, Reading, journey, persona, touchpoint
from journeykit.errors import DocumentError, ModelError, UnknownReferenceError
from journeykit.interchange.mermaid_syntax import parse
from journeykit.testing.strategies import journeys

Oracle = Callable[[str], dict[str, Any] | None]


def _read(text: str, **options: Any) -> Reading:
    return jk.read(io.StringIO(text), "mermaid", **options)


def _told(reading: Reading) -> list[tuple[str, str, str, int | None]]:
    """The entries of a report without their reasons."""
    return [(e.kind, str(e.element), e.field, e.line) for e in reading.losses]


def test_sections_tasks_people_and_scores() -> None:
    """Sections become stages, tasks touchpoints, actors personas, and scores feelings."""
    made = _read(JOURNEYS["plain"]).journey
    assert "Renewing a library card" == made.name
    assert ["At home", "At the desk"] == [stage.name for stage in made.stages]
    assert ["Nadia", "Clerk"] == [persona.name for persona in made.personas]
    assert [0, -1, -2, 2] == [t.valence_of("nadia") for t in made.touchpoints]
    assert [None, None, -2, 2] == [t.valence_of("clerk") for t in made.touchpoints]
    assert 3 == len(made.transitions)


def test_what_is_guessed_is_reported() -> None:
    """The scale and the flow are guesses, and there is nothing else to say of a plain journey."""
    assert [
        ("guessed", "journey:renewing-a-library-card", "experiences", None),
        ("guessed", "journey:renewing-a-library-card", "transitions", None),
    ] == _told(_read(JOURNEYS["plain"]))


def test_a_task_named_twice_gets_a_key_of_its_own() -> None:
    """The key is invented, and the report says so with the line."""
    reading = _read(JOURNEYS["a task of one name in two sections"])
    assert ["waits", "waits-2"] == [t.key for t in reading.journey.touchpoints]
    assert ("guessed", "touchpoint:waits-2", "key", 5) in _told(reading)


def test_sections_of_one_name_stay_apart() -> None:
    """A name may come again, and its section keeps its place."""
    reading = _read(JOURNEYS["sections of one name"])
    assert ["a", "b", "a-2"] == [stage.key for stage in reading.journey.stages]


def test_systems_can_be_named() -> None:
    """An actor that looks like a system is pointed out, and is none of the people once named."""
    text = JOURNEYS["actors that are systems"]
    guesses = [str(e.element) for e in _read(text).losses if "systems=" in e.reason]
    assert ["persona:system", "persona:mail-bot"] == guesses
    made = _read(text, systems=["System", "Mail bot"]).journey
    assert ["Bo"] == [persona.name for persona in made.personas]
    assert ["System", "Mail bot"] == [system.name for system in made.touchpoints[2].systems]


@pytest.mark.parametrize(
    ("name", "scale", "valences"),
    [
        ("scores to ten", None, [1, 2, -2, 0]),
        ("scores around zero", None, [-2, 1.5, 0]),
        ("scores around zero", (-4, 4), [-1, 1, 0]),
        ("scores to ten", "10..0", [-1, -2, 2, 0]),
    ],
)
def test_scales(name: str, scale: Any, valences: list[float]) -> None:
    """The scale is guessed from the scores, or given."""
    reading = _read(JOURNEYS[name], scale=scale)
    assert valences == [t.valence_of("bo") for t in reading.journey.touchpoints]
    assert (scale is None) == any(
        "the scale" in e.reason and e.kind == "guessed" for e in reading.losses
    )


def test_a_score_off_the_scale_is_cut() -> None:
    """The documented range is 1 to 5, and the report says what became of a zero."""
    reading = _read("journey\n a: 0: Bo\n b: 5: Bo")
    assert -2 == reading.journey.touchpoints[0].valence_of("bo")
    assert ("changed", "touchpoint:a", "experiences", 2) in _told(reading)


@pytest.mark.parametrize("name", ["a word for a score", "no score"])
def test_no_score_is_no_feeling(name: str) -> None:
    """What is no number says nothing, and so does nothing at all."""
    reading = _read(JOURNEYS[name])
    assert {None} == {t.valence_of("bo") for t in reading.journey.touchpoints}
    assert any(e.kind == "lost" and e.field == "experiences" for e in reading.losses)


def test_without_actors_somebody_is_invented() -> None:
    """The scores of a journey in which nobody is named belong to a customer."""
    reading = _read(JOURNEYS["no people, and nobody"].replace("5:", "5"))
    assert ["Customer"] == [persona.name for persona in reading.journey.personas]
    assert 2 == reading.journey.touchpoints[0].valence_of("customer")
    assert ("guessed", "persona:customer", "", None) in _told(reading)


def test_a_task_without_actors_among_others() -> None:
    """Its score is nobody's, which is a loss; everybody comes there."""
    reading = _read("journey\n a: 1: Bo\n b: 2")
    assert () == reading.journey.touchpoints[1].experiences
    assert ("lost", "touchpoint:b", "experiences", 3) in _told(reading)


def test_what_mermaid_drops_is_reported() -> None:
    """Comments, hashes and third parts."""
    reading = _read(JOURNEYS["a third part"] + "\n % of all: 3: Bo\n Sows: 3: Bo #1")
    assert [2, 3, 4] == [e.line for e in reading.losses.lost]


def test_the_name_of_a_journey_without_a_title() -> None:
    """It is the name given, and else a guess."""
    assert "Tea" == _read("journey", name="Tea").journey.name
    assert "Journey" == _read("journey").journey.name


def test_locations(tmp_path: Path) -> None:
    """What is read from a file knows its line."""
    file = tmp_path / "card.mmd"
    file.write_text(JOURNEYS["plain"], encoding="utf-8")
    location = jk.read(file).journey.touchpoints[1].location
    assert location
    assert (str(file), 5) == (location.file, location.line)


def test_errors_name_the_file_and_the_line(tmp_path: Path) -> None:
    """A file that Mermaid refuses is refused, with the place."""
    file = tmp_path / "card.mmd"
    file.write_text("journey\n section A: B\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"card\.mmd, line 2, column 11: "):
        jk.read(file)


def test_wrong_options() -> None:
    """An unknown option and a scale that is none are refused in a sentence."""
    with pytest.raises(UnknownReferenceError, match='unknown option "scal" in format mermaid; did'):
        _read("journey", scal=1)
    with pytest.raises(ModelError, match="expected a scale such as"):
        _read("journey\n a: 1", scale="big")


# ------------------------------------------------------------------------------------ writing


def test_written() -> None:
    """A journey as Mermaid has it, and what could not be said."""
    maya, tom = persona("Maya"), persona("Tom")
    pays = (
        touchpoint("Pays: by card", jk.Channel.WEBSITE).feels(maya, +1, "relieved").feels(tom, -2)
    )
    made = journey("Gift #1", state="as-is").walked_by(maya, tom).stage("Purchase", pays)
    export = jk.export(made, "mermaid")
    assert (
        """journey
  title Gift ＃1
  section Purchase
    Pays： by card: 2.5: Maya, Tom
"""
        == export.text
    )
    assert {
        ("lost", "journey:gift-1", "state"),
        ("changed", "journey:gift-1", "name"),
        ("lost", "touchpoint:pays-by-card", "channels"),
        ("changed", "touchpoint:pays-by-card", "name"),
        ("changed", "touchpoint:pays-by-card", "personas"),
        ("changed", "touchpoint:pays-by-card", "experiences"),
        ("lost", "experience:maya/pays-by-card", "emotion"),
    } == {(e.kind, str(e.element), e.field) for e in export.losses}


@pytest.mark.node
@given(journeys())
def test_mermaid_reads_what_is_written(mermaid: Oracle, made: Journey) -> None:
    """Mermaid's own parser gives back tasks, scores and people, or the report says why."""
    export = jk.export(made, "mermaid")
    theirs, ours = mermaid(export.text), parse(export.text)
    assert theirs is not None
    assert [task.name.strip() for task in ours.tasks] == [
        t["name"].strip() for t in theirs["tasks"]
    ]
    assert [list(task.people) for task in ours.tasks] == [t["people"] for t in theirs["tasks"]]
    assert [task.score for task in ours.tasks] == [float(t["score"]) for t in theirs["tasks"]]
    told = {(entry.element, entry.field) for entry in export.losses}
    for step, task in zip(made.touchpoints, theirs["tasks"], strict=True):
        assert step.name == task["name"].strip() or (step.element, "name") in told


@given(journeys())
def test_every_difference_is_explained(made: Journey) -> None:
    """What comes back otherwise stands in the report of the writing or in that of the reading."""
    export = jk.export(made, "mermaid")
    reading = _read(export.text)
    assert [] == unexplained(made, reading.journey, export.losses, reading.losses)


@pytest.mark.node
@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_texts(name: str, text: str, mermaid: Oracle) -> None:
    """Whatever a name holds, Mermaid takes the diagram, and there is one task in it."""
    someone = persona(text)
    step = touchpoint(text, key="t").feels(someone, 1)
    made = journey(text, text).walked_by(someone).stage(text, step)
    theirs = mermaid(jk.export(made, "mermaid").text)
    assert theirs is not None
    assert [("4", 1)] == [(task["score"], len(task["people"])) for task in theirs["tasks"]]


def test_written_again() -> None:
    """What was read from a plain diagram is written as it was."""
    text = jk.export(_read(JOURNEYS["plain"]).journey, "mermaid").text
    assert text == jk.export(_read(text).journey, "mermaid").text
    before, after = parse(JOURNEYS["plain"]).tasks, parse(text).tasks
    assert [(t.section, t.name, t.score, t.people) for t in before] == [
        (t.section, t.name, t.score, t.people) for t in after
    ]


# -------------------------------------------------------------------------------------- bounds


@given(st.text(st.sampled_from("journey\n :;#%{}sectiontitle,-1.5AB\t\u2028é"), max_size=200))
def test_anything_is_read_or_refused(text: str) -> None:
    """No text makes any error but ours."""
    try:
        reading = _read(f"journey\n{text}")
    except DocumentError:
        return
    assert isinstance(reading.journey, Journey)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    """Bytes of any kind are text or an error of ours."""
    try:
        jk.read(io.BytesIO(b"journey\n" + content), "mermaid")
    except DocumentError:
        return


def test_a_crowd_is_refused() -> None:
    """More actors than anybody draws are one error, in a moment."""
    with pytest.raises(DocumentError, match="more than 10,000 actors"):
        _read("journey\n a: 3: " + ",".join(map(str, range(200_000))))


def test_characters_that_cannot_be_shown_are_replaced() -> None:
    """A control character is replaced, and the report says so."""
    reading = _read("journey\n a\x07b: 3: Bo")
    assert "a\ufffdb" == reading.journey.touchpoints[0].name
    assert any(e.kind == "changed" and e.field == "name" for e in reading.losses)


def test_emotions_are_assumed() -> None:
    """A score does not say how it is known."""
    assert Emotion(2) == _read("journey\n a: 5: Bo").journey.touchpoints[0].experiences[0].emotion
