"""The measures that everybody starts with: is each thing there, and can people get to it."""

from __future__ import annotations

from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.details import Element
from journeykit.graph import View
from journeykit.model import Persona, Stage, Touchpoint
from journeykit.verbs import cell


def stage(view: View) -> Measure:
    """Stages that hold a touchpoint, among those that are not optional.

    The counterpart of statement coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in stages.
    """

    def status(one: Stage) -> Status:
        if one.optional:
            return "optional"
        return "covered" if one.touchpoints else "missing"

    return Measure("stage", (Cell(s.element, status(s)) for s in view.journey.stages))


def touchpoint(view: View) -> Measure:
    """Touchpoints on some walk from an entry to an exit.

    The counterpart of function coverage: what lies on no such walk is never lived through.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in touchpoints.
    """
    complete = view.complete()
    return Measure(
        "touchpoint",
        (Cell(t.element, "covered" if t.key in complete else "missing") for t in view.touchpoints),
    )


def transition(view: View) -> Measure:
    """Declared transitions on some walk, from an entry to an exit, of some persona.

    The counterpart of branch coverage. Without personas, anybody walks.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in transitions.
    """
    taken = view.taken_transitions
    return Measure(
        "transition",
        (
            Cell(t.element, "covered" if place in taken else "missing")
            for place, t in enumerate(view.journey.transitions)
        ),
    )


def persona_stage(view: View) -> Measure:
    """Cells of persona and stage in which the persona meets something.

    A cell is partial when everything in it is out of the persona's reach, is only on channels
    the persona avoids, or feels −1 or worse. Optional stages and cells declared not applicable
    have left the denominator; a waived hole has not.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in cells.
    """
    cells = []
    for persona in view.journey.personas:
        reachable = view.reachable(persona.key)
        for each in view.journey.stages:
            met = view.cells[persona.key, each.key]
            status, why = _persona_stage(view, persona, each, met, reachable)
            cells.append(Cell(cell(persona, each), status, why))
    return Measure("persona_stage", cells)


def _persona_stage(
    view: View,
    persona: Persona,
    each: Stage,
    met: tuple[Touchpoint, ...],
    reachable: frozenset[str],
) -> tuple[Status, str]:
    """What one cell is, and why."""
    reason = view.excluded.get((persona.key, each.key))
    if reason is not None:
        return "not applicable", reason
    if each.optional:
        return "optional", ""
    if not met:
        return "missing", ""
    reservation = _reservation(persona, met, reachable)
    return ("partial", reservation) if reservation else ("covered", "")


def _reservation(
    persona: Persona, met: tuple[Touchpoint, ...], reachable: frozenset[str]
) -> str:
    """Why what a persona meets in a stage is not all it should be."""
    if not any(t.key in reachable for t in met):
        return "out of reach"
    avoided = set(persona.avoids)
    if avoided and all(t.channels and avoided.issuperset(t.channels) for t in met):
        return "only on channels that are avoided"
    valences = [t.valence_of(persona.key) for t in met]
    if all(valence is not None and valence <= -1 for valence in valences):
        return "nothing but bad experiences"
    return ""


def goal(view: View) -> Measure:
    """Goals served by a touchpoint that their persona can reach.

    The counterpart of requirements coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in goals of personas.
    """
    return Measure(
        "goal",
        (
            Cell(
                Element("goal", (persona.key, each.key)),
                "covered"
                if any(
                    t.is_for(persona.key) and t.key in view.reachable(persona.key)
                    for t in view.servers.get((persona.key, each.key), ())
                )
                else "missing",
            )
            for persona, each in view.goals
        ),
    )


def path(view: View) -> Measure:
    """Personas who have a walk from an entry to an exit.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in personas.
    """
    return Measure(
        "path",
        (
            Cell(p.element, "covered" if view.complete(p.key) else "missing")
            for p in view.journey.personas
        ),
    )
