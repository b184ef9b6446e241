"""A reader for the JSON that other programs keep journeys in, as an example of a format.

There is no standard: touchpoints may be plain texts or objects, goals and channels texts or objects
such as `{"primary": "…"}`. What is understood becomes a journey; every other field stands in the
loss report by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import journeykit as jk
from journeykit import (
    Channel,
    DocumentError,
    Element,
    Format,
    Journey,
    Loss,
    LossReport,
    Persona,
    Reading,
    Stage,
    Touchpoint,
)

_JOURNEY = {"name", "title", "persona", "stages", "phases"}
_STAGE = {"name", "stage", "phase", "goal", "touchpoints"}
_TOUCHPOINT = {"name", "title", "channel", "channels"}


def _texts(value: Any) -> list[str]:
    """What a text, a list, or an object such as `{"primary": "…"}` says."""
    if isinstance(value, dict):
        value = list(value.values())
    parts = value if isinstance(value, list) else [value]
    return [str(each) for each in parts if isinstance(each, str | int | float) and str(each)]


def _first(said: dict[str, Any], *names: str) -> str:
    """The first text under some names."""
    return next((text for name in names for text in _texts(said.get(name))), "")


class _Reader:
    """Reads one journey."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []

    def journey(self, said: dict[str, Any]) -> Journey:
        """The whole of it."""
        made = jk.journey(_first(said, "name", "title") or "Journey")
        self._tell(said, _JOURNEY, made.element)
        persona = _object(said.get("persona"))
        if name := _first(persona, "name"):
            made = made.walked_by(Persona(name, key="p1"))
            self._tell(persona, {"name"}, Element("persona", ("p1",)))
        stages = said.get("stages", said.get("phases"))
        if not isinstance(stages, list):
            raise DocumentError("stages", expected="a list of stages", found=type(stages).__name__)
        for number, each in enumerate(stages, 1):
            made = made.stage(self._stage(_object(each), number))
        return made

    def _stage(self, said: dict[str, Any], number: int) -> Stage:
        """A stage, whose touchpoints are texts or objects."""
        key = f"s{number}"
        self._tell(said, _STAGE, Element("stage", (key,)))
        steps = said.get("touchpoints")
        goal, *further = _texts(said.get("goal")) or [""]
        for text in further:
            reason = f'"{text}" is left out: a stage has one goal'
            self.losses.append(Loss("lost", Element("stage", (key,)), "customer_goal", reason))
        return Stage(
            _first(said, "name", "stage", "phase") or f"Stage {number}",
            [
                self._touchpoint(_object(each), f"{key}-t{place}")
                for place, each in enumerate(steps if isinstance(steps, list) else [steps], 1)
                if each
            ],
            customer_goal=goal,
            key=key,
        )

    def _touchpoint(self, said: dict[str, Any], key: str) -> Touchpoint:
        """A touchpoint with its channels."""
        self._tell(said, _TOUCHPOINT, Element("touchpoint", (key,)))
        names = dict.fromkeys([*_texts(said.get("channel")), *_texts(said.get("channels"))])
        return Touchpoint(
            _first(said, "name", "title") or "Touchpoint", map(_channel, names), key=key
        )

    def _tell(self, said: dict[str, Any], carried: set[str], element: Element) -> None:
        """Report the fields that a journey does not get."""
        for name in sorted(said.keys() - carried):
            self.losses.append(Loss("lost", element, "", f'the field "{name}" is left out'))


def _object(value: Any) -> dict[str, Any]:
    """An object; a text is the name of one."""
    return value if isinstance(value, dict) else {"name": value}


def _channel(name: str) -> Channel:
    """The channel of a name: one of the library, or a new one."""
    try:
        return Channel.of(name)
    except LookupError:
        return Channel(name)


def read_outline(content: bytes) -> Iterator[Reading]:
    """Read the journey of a JSON document that another program wrote.

    Args:
        content: The bytes of the file.

    Yields:
        The journey, with the fields that were left out.

    Raises:
        DocumentError: It is no JSON, or has no list of stages.
    """
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DocumentError("", problem="it is no JSON that can be read") from error
    reader = _Reader()
    journey = reader.journey(_object(said))
    yield Reading(journey, LossReport("outline", reader.losses))


FORMAT = Format("outline", (".outline.json",), read_outline, None, "JSON of another program")
