"""Upkeep: whether somebody measures, owns and knows what the map claims."""

from __future__ import annotations

from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.graph import View
from journeykit.model import Stage, Touchpoint
from journeykit.observations import Observations


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

    def cell(one: Stage) -> Cell:
        how = status(one)
        unfounded = how == "missing" and (one.metrics or any(t.metrics for t in one.touchpoints))
        return Cell(one.element, how, "its metric has no target or no source" if unfounded else "")

    return Measure("measurement", map(cell, view.journey.stages))


def ownership(view: View) -> Measure:
    """Touchpoints that somebody answers for.

    That is an owner, or whoever handles it backstage. What is out of the company's hands is not
    applicable, unless somebody answers for it all the same. The counterpart of code ownership.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in touchpoints.
    """

    def cell(touchpoint: Touchpoint) -> Cell:
        if touchpoint.is_owned:
            return Cell(touchpoint.element, "covered")
        if touchpoint.belongs_to_others:
            return Cell(touchpoint.element, "not applicable", "out of the company's hands")
        return Cell(touchpoint.element, "missing")

    return Measure("ownership", map(cell, view.touchpoints))


def evidence(view: View, observations: Observations | None = None) -> Measure:
    """Touchpoints with something behind them that is more than an assumption.

    That is evidence which is no assumption itself, a feeling that was observed or reported, or a
    customer who was seen there. A touchpoint is partial when such evidence stands only behind its
    stage, or behind the journey as a whole. The counterpart of review coverage.

    Args:
        view: The journey, with its questions.
        observations: What was seen of it, if anything was.

    Returns:
        The measure, in touchpoints.
    """
    traffic = observations.touchpoints if observations else ()
    visited = {each.touchpoint for each in traffic if each.entities}

    def cell(here: Touchpoint) -> Cell:
        if here.key in visited or view.has_evidence(here):
            return Cell(here.element, "covered")
        if view.content.belongs_to_what_is_known(here):
            return Cell(here.element, "partial", "evidence of the stage or journey only")
        return Cell(here.element, "missing")

    return Measure("evidence", map(cell, view.touchpoints))
