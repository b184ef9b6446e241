"""How much of a trip is thought of before something goes wrong."""

from __future__ import annotations

from journeykit.coverage import Cell, Measure
from journeykit.graph import View
from journeykit.validation import Usage


def disruption(view: View) -> Measure:
    """Measure how many disruptions lead on to something.

    Args:
        view: The journey, with its questions.

    Returns:
        A cell for each touchpoint that is about a disruption: covered where a transition of the
        kind recovery leaves it, partial where another does.
    """
    from journeykit_airline import is_disruption

    kinds: dict[str, set[str]] = {}
    for transition in view.journey.transitions:
        kinds.setdefault(transition.source.key, set()).add(transition.kind)
    cells = []
    for step in filter(is_disruption, view.touchpoints):
        left_by = kinds.get(step.key, set())
        if "recovery" in left_by:
            cells.append(Cell(step.element, "covered"))
        elif left_by:
            cells.append(Cell(step.element, "partial", why="it leads on, but not to a recovery"))
        else:
            cells.append(Cell(step.element, "missing"))
    return Measure("disruption", cells)


def disruptions(view: View) -> Usage:
    """Count the touchpoints that are about a disruption, so that rules can ask for some."""
    from journeykit_airline import is_disruption

    return Usage(sum(map(is_disruption, view.touchpoints)), len(view.touchpoints))
