"""Reach: is each thing there, and does a walk of somebody come to it."""

from __future__ import annotations

from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.details import Element
from journeykit.graph import View
from journeykit.lifecycle import ROLES
from journeykit.model import Stage


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


def lifecycle(view: View) -> Measure:
    """Canonical roles in the journey's scope that some touchpoint's stage plays.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in roles.
    """
    played = {role for each in view.filled_stages for role in each.roles}
    return Measure(
        "lifecycle",
        (
            Cell(Element("role", (role,)), "covered" if role in played else "missing")
            for role in ROLES
            if role in view.scope
        ),
    )
