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
