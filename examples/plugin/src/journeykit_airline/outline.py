"""A reader for the JSON that other programs keep journeys in, as an example of a format.

There is no standard: touchpoints may be plain texts or objects, goals and channels texts or objects
such as `{"primary": "…"}`, and a file may hold a map for each persona. What is understood becomes a
journey; every other field stands in the loss report by its name.
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

_JOURNEY = {"name", "title", "persona", "persona_name", "stages", "phases"}
_STAGE_NAMES = ("name", "stage", "stage_name", "title")
_PAINS = ("pain_points", "painPoints")
_STAGE = {*_STAGE_NAMES, *_PAINS, "phase", "goal", "touchpoints", "opportunities"}
_TOUCHPOINT = {"name", "title", "channel", "channels"}
_MAPS = ("journeys", "journey_maps")


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
        persona = _object(said.get("persona") or said.get("persona_name"))
        if name := _first(persona, "name"):
            made = made.walked_by(Persona(name, key="p1"))
            self._tell(persona, {"name"}, Element("persona", ("p1",)))
        stages = said.get("stages", said.get("phases"))
        if not isinstance(stages, list):
            raise DocumentError("stages", expected="a list of stages", found=type(stages).__name__)
        for number, each in enumerate(map(_object, stages), 1):
            stage = self._stage(each, number)
            made = made.stage(stage)
            for idea in _texts(each.get("opportunities")):
                made = made.opportunity(idea, stage)
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
        name, phase = _first(said, *_STAGE_NAMES), _first(said, "phase")
        called = name or phase or f"Stage {number}"
        return Stage(
            called,
            [
                self._touchpoint(_object(each), f"{key}-t{place}")
                for place, each in enumerate(steps if isinstance(steps, list) else [steps], 1)
                if each
            ],
            customer_goal=goal,
            roles=self._roles(phase, key) if name and phase else Stage(called).roles,
            pains=[text for field in _PAINS for text in _texts(said.get(field))],
            key=key,
        )

    def _roles(self, phase: str, key: str) -> tuple[str, ...]:
        """The role that a phase beside a name means, as "decision" does."""
        element, roles = Element("stage", (key,)), Stage(phase).roles
        if not roles:
            reason = f'the phase "{phase}" is left out: it is no role of a stage'
            self.losses.append(Loss("lost", element, "roles", reason))
        elif (phase.lower(),) != roles:
            reason = f'the phase "{phase}" is taken for the role {roles[0]}'
            self.losses.append(Loss("guessed", element, "roles", reason))
        return roles

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
    """Read every journey of a JSON document that another program wrote.

    Args:
        content: The bytes of the file.

    Yields:
        Each journey, with the fields that were left out.

    Raises:
        DocumentError: It is no JSON, or has no list of stages.
    """
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DocumentError("", problem="it is no JSON that can be read") from error
    for each in _maps(said):
        reader = _Reader()
        journey = reader.journey(each)
        yield Reading(journey, LossReport("outline", reader.losses))


def _maps(said: Any) -> list[dict[str, Any]]:
    """The maps of a document: those of its list, or the one that it is."""
    document = _object(said)
    lists = (document[name] for name in _MAPS if isinstance(document.get(name), list))
    return [_object(each) for each in next(lists, [document])]


FORMAT = Format("outline", (".outline.json",), read_outline, None, "JSON of another program")
