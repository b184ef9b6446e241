"""Cells: persona by stage, by channel, by touchpoint — the grid that hangs on whiteboards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from journeykit.addresses import Element, cell
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.graph import View
from journeykit.model import Persona, Stage, Touchpoint

Want: TypeAlias = Literal["preferred", "all"]
"""Which channels a persona is owed in a stage: those it prefers, or every one offered there."""


def persona_stage(view: View) -> Measure:
    """Cells of persona and stage in which the persona meets something.

    A cell is partial when everything in it is out of the persona's reach, is only on channels
    the persona avoids, or feels −1 or worse. Optional stages and cells declared not applicable
    have left the denominator, and so have the stages of others: before a persona joins, after it
    has left, and where it plays another part. A waived hole has not.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in cells.
    """
    cells = []
    for persona in view.journey.personas:
        reachable = view.reachable(persona.key)
        for each in view.journey.stages:
            touchpoints = view.cells[persona.key, each.key]
            status, why = _persona_stage(view, persona, each, touchpoints, reachable)
            cells.append(Cell(cell(persona, each), status, why))
    return Measure("persona_stage", cells)


def _persona_stage(
    view: View,
    persona: Persona,
    each: Stage,
    touchpoints: tuple[Touchpoint, ...],
    reachable: frozenset[str],
) -> tuple[Status, str]:
    """What one cell is, and why."""
    status, why = _escape(view, persona, each)
    if status:
        return status, why
    if not touchpoints:
        return "missing", ""
    reservation = _reservation(view, persona, touchpoints, reachable)
    return ("partial", reservation) if reservation else ("covered", "")


def _reservation(
    view: View, persona: Persona, touchpoints: tuple[Touchpoint, ...], reachable: frozenset[str]
) -> str:
    """Why what a persona meets in a stage is not all it should be."""
    if not any(t.key in reachable for t in touchpoints):
        return "out of reach"
    avoided = set(persona.avoids)
    if avoided and all(t.channels and avoided.issuperset(t.channels) for t in touchpoints):
        return "only on channels that are avoided"
    valences = (view.content.valence(t.key, persona.key) for t in touchpoints)
    if all(valence is not None and valence <= -1 for valence in valences):
        return "only negative experiences"
    return ""


def persona_stage_channel(view: View) -> Measure:
    """Cells of persona, stage and channel, for the channels that the persona prefers.

    A channel counts in a stage where the company offers it, that is where any touchpoint of the
    stage uses it.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in cells.
    """
    return Measure("persona_stage_channel", _by_channel(view, "preferred"))


def persona_stage_every_channel(view: View) -> Measure:
    """Cells of persona, stage and channel, for every channel offered in the stage.

    A diagnosis and no target: nobody needs every channel in every stage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in cells.
    """
    return Measure("persona_stage_every_channel", _by_channel(view, "all"))


def _by_channel(view: View, want: Want) -> Iterator[Cell]:
    """The cells of three factors under one policy."""
    offered = {
        each.key: dict.fromkeys(c for t in each.touchpoints for c in t.channels)
        for each in view.journey.stages
    }
    for persona in view.journey.personas:
        liked = set(persona.prefers)
        for each in view.journey.stages:
            status, why = _escape(view, persona, each)
            channels = {c for t in view.cells[persona.key, each.key] for c in t.channels}
            for channel in offered[each.key]:
                if want == "all" or channel in liked:
                    there: Status = "covered" if channel in channels else "missing"
                    yield Cell(cell(persona, each, channel), status or there, why)


def _escape(view: View, persona: Persona, each: Stage) -> tuple[Status | None, str]:
    """Whether a persona and a stage have left the denominator, and why."""
    reason = view.excluded.get((persona.key, each.key))
    if reason is not None:
        return "not applicable", reason
    if view.persona_stages.is_absent(persona.key, each.key):
        stated = view.persona_stages.stated_absences
        return "not applicable", stated.get((persona.key, each.key), "others act there")
    return ("optional" if each.optional else None), ""


def emotion(view: View) -> Measure:
    """Personas at their touchpoints whose emotion is known.

    The counterpart of annotation coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in pairs of persona and touchpoint.
    """
    felt = view.content.feelings
    return Measure(
        "emotion",
        (
            Cell(
                Element("experience", (persona.key, t.key)),
                "covered" if t.key in felt[persona.key] else "missing",
            )
            for persona in view.journey.personas
            for t in view.touchpoints_of(persona.key)
        ),
    )
