"""Upkeep: whether somebody measures, owns and knows what the map claims."""

from __future__ import annotations

from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.graph import View
from journeykit.model import Stage


def measurement(view: View) -> Measure:
    """Stages with a metric that has a target and a source, among those not optional.

    The metric may be the stage's own or one of its touchpoints'. The counterpart of assertion
    density: a stage without one can fail unseen.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in stages.
    """

    def status(one: Stage) -> Status:
        if one.optional:
            return "optional"
        metrics = (*one.metrics, *(m for t in one.touchpoints for m in t.metrics))
        measured = any(m.target is not None and m.source for m in metrics)
        return "covered" if measured else "missing"

    return Measure("measurement", (Cell(s.element, status(s)) for s in view.journey.stages))


def ownership(view: View) -> Measure:
    """Touchpoints that somebody answers for.

    The counterpart of code ownership.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in touchpoints.
    """
    return Measure(
        "ownership",
        (Cell(t.element, "covered" if t.owner else "missing") for t in view.touchpoints),
    )


def evidence(view: View) -> Measure:
    """Touchpoints with something behind them that is more than an assumption.

    The counterpart of review coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in touchpoints.
    """
    return Measure(
        "evidence",
        (
            Cell(
                t.element,
                "covered" if any(e.kind != "assumed" for e in t.evidence) else "missing",
            )
            for t in view.touchpoints
        ),
    )
