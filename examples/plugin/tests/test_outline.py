"""The reader of the JSON of other programs: what it carries, what it reports, what it refuses."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from journeykit_airline.outline import FORMAT

import journeykit as jk
from journeykit import DocumentError

TRIP = {
    "title": "Flying home",
    "persona": {"name": "Ines", "age": 36},
    "budget": "low",
    "phases": [
        {
            "phase": "Before",
            "goal": {"primary": "a window seat", "secondary": "calm"},
            "touchpoints": [
                "Books",
                {"name": "Checks in", "channel": {"primary": "App"}, "time": 3},
            ],
        },
        {"name": "At the gate", "touchpoints": "Waits"},
    ],
}


def _read(said: Any) -> jk.Reading:
    return jk.read(io.StringIO(json.dumps(said)), FORMAT)


def test_what_is_carried() -> None:
    """Names, stages, touchpoints as texts and as objects, goals and channels."""
    made = _read(TRIP).journey
    assert ("Flying home", ["Ines"]) == (made.name, [each.name for each in made.personas])
    assert ["Before", "At the gate"] == [stage.name for stage in made.stages]
    assert ["Books", "Checks in", "Waits"] == [each.name for each in made.touchpoints]
    assert (jk.Channel.APP,) == made.touchpoints[1].channels
    assert "a window seat" == made.stages[0].customer_goal


def test_what_is_left_out_is_named() -> None:
    """Every field that has no place, with whose it is."""
    assert [
        'lost: journey:flying-home: the field "budget" is left out',
        'lost: persona:p1: the field "age" is left out',
        'lost: stage:s1, customer_goal: "calm" is left out: a stage has one goal',
        'lost: touchpoint:s1-t2: the field "time" is left out',
    ] == [str(entry) for entry in _read(TRIP).losses]


ALLOTMENT = {
    "title": "Renting an allotment",
    "stages": [
        {
            "name": "Hears of it",
            "phase": "awareness",
            "touchpoints": ["Notice at the library", "Plots & prices page"],
        },
        {"name": "Signs", "phase": "decision", "touchpoints": ["Lease (form → key)"]},
        {"name": "Digs", "phase": "soil", "touchpoints": ["Tool shed"]},
    ],
}
"""Modelled on a published file: touchpoints are plain texts, and the phase is a role."""

MAPS = {
    "journey_maps": [
        {
            "persona_id": "p-7",
            "persona_name": "Night reader",
            "stages": [
                {
                    "stage_name": "Finds a book",
                    "user_behaviors": ["scrolls in bed"],
                    "touchpoints": ["Shelf in the app"],
                    "emotion_score": 3,
                    "pain_points": ["the light is too bright"],
                    "opportunities": ["dim after ten"],
                }
            ],
            "emotional_arc": {"overall_trend": "rising"},
        },
        {"persona_name": "Day reader", "stages": [{"stage_name": "Reads", "touchpoints": []}]},
    ]
}
"""Modelled on a published form: a map for each persona, with scores on no stated scale."""


def test_a_published_file_with_phases() -> None:
    """It becomes a journey like any other, and the report is what a reader would say of it."""
    reading = _read(ALLOTMENT)
    assert ["awareness", "purchase", None] == [
        stage.roles[0] if stage.roles else None for stage in reading.journey.stages
    ]
    assert [
        'guessed: stage:s2, roles: the phase "decision" is taken for the role purchase',
        'lost: stage:s3, roles: the phase "soil" is left out: it is no role of a stage',
    ] == [str(entry) for entry in reading.losses]
    assert "Lease (form → key)" in jk.draw(reading.journey, "map").text()
    assert "Renting an allotment" == jk.check(reading.journey).journey


def test_a_published_file_with_a_map_for_each_persona() -> None:
    """Each is read; pain points and ideas are those of the stage."""
    first, second = jk.read_all(io.StringIO(json.dumps(MAPS)), FORMAT)
    assert ["Night reader", "Day reader"] == [
        each.journey.personas[0].name for each in (first, second)
    ]
    (stage,) = first.journey.stages
    assert ["the light is too bright"] == [pain.text for pain in stage.pains]
    assert [(stage.element,)] == [each.addresses for each in first.journey.opportunities]
    assert [
        'lost: journey:journey: the field "emotional_arc" is left out',
        'lost: journey:journey: the field "persona_id" is left out',
        'lost: stage:s1: the field "emotion_score" is left out',
        'lost: stage:s1: the field "user_behaviors" is left out',
    ] == [str(entry) for entry in first.losses]
    assert not second.losses
    assert "dim after ten" in jk.draw(first.journey, "map").text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('"Trip"', "expected a list of stages"),
        ('{"stages": 3}', "stages: expected a list of stages, found int"),
    ],
)
def test_files_that_are_none(text: str, message: str) -> None:
    """One error that says what was expected."""
    with pytest.raises(DocumentError, match=message):
        jk.read(io.StringIO(text), FORMAT)
