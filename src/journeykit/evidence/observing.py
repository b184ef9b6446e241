"""What rules, measures and pictures read of a report of evidence."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from journeykit.addresses import Element
from journeykit.evidence.chain import Leverage
from journeykit.evidence.survey import Answers, MetricAnswers
from journeykit.observations import Figure, Observations, Scale, VisitLoss
from journeykit.rates import Rate, Z, rate_of, wilson

if TYPE_CHECKING:
    from journeykit.evidence.report import EvidenceReport


def observations_of_report(report: EvidenceReport) -> Observations:
    """Return what rules, measures and pictures read of a report.

    Returns:
        The observations.
    """
    return Observations(
        journey=report.key,
        source=PurePath(report.source).name or report.source,
        first=_day(report.log.first_instant),
        last=_day(report.log.log_end),
        entities=report.log.entities - (report.names.entities_without_touchpoint or 0),
        min_n=report.min_n,
        min_cell=report.min_cell,
        touchpoints=report.touchpoints,
        transitions=(
            *report.transitions.designed_transitions,
            *report.transitions.unexpected_transitions,
            *report.transitions.accepted_transitions,
        ),
        steps=report.funnels.overall.steps,
        steps_by_persona=[
            (key, funnel.steps)
            for key, funnel in report.funnels.by_segment
            if not key.startswith("(")
        ],
        stopped=report.funnels.where_they_stopped,
        losses=[
            _loss(each, report.min_n) for each in report.chains.decided.touchpoints if each.visits
        ],
        personas=[
            (key, outcomes.entities)
            for key, outcomes in report.outcomes_by_segment
            if not key.startswith("(")
        ],
        unmapped=report.unmapped,
        figures=_figures(report),
    )


def _day(instant: str) -> datetime.date:
    return datetime.date.fromisoformat(instant[:10])


def _loss(leverage: Leverage, min_n: int) -> VisitLoss:
    lost = rate_of(round((leverage.loss or 0) * leverage.visits), leverage.visits, min_n)
    change = leverage.change
    return VisitLoss(
        leverage.touchpoint,
        lost,
        leverage.loss_halved_change,
        change.low if change else None,
        change.high if change else None,
    )


def _figures(report: EvidenceReport) -> Iterator[Figure]:
    """Everything that was measured, each with what it rests on."""
    journey = Element("journey", (report.key,))
    yield from _of_stages(report, journey)
    for each in report.touchpoints:
        if each.looked_for:
            at = Element("touchpoint", (each.touchpoint,))
            yield Figure("completed transactions", at, each.events, "number", each.entities)
    for value in report.values:
        if value.segment is None:
            at = Element("touchpoint", (value.touchpoint,))
            yield Figure("revenue", at, float(value.sum), "number", value.n)
    for metric in report.survey.metrics if report.survey else ():
        yield from _answered(metric, journey, metric.everywhere)
        for key, answers in metric.by_touchpoint:
            yield from _answered(metric, Element("touchpoint", (key,)), answers)


def _of_stages(report: EvidenceReport, journey: Element) -> Iterator[Figure]:
    """How many went on from stage to stage, and how long that took."""
    if (conversion := report.funnel().conversion) is not None:
        yield from _share("conversion rate", journey, conversion)
    for step in report.funnels.overall.steps:
        if step.step is not None:
            yield from _share("conversion rate", Element("stage", (step.stage,)), step.step)
    for time in report.durations:
        if time.median_s is not None:
            at = Element("stage", (time.source,))
            yield Figure("time", at, time.median_s, "seconds", time.n)


def _share(kind: str, at: Element, rate: Rate, name: str = "") -> Iterator[Figure]:
    if rate.rate is not None:
        yield Figure(kind, at, rate.rate, "share", rate.of, rate.low, rate.high, name)


def _answered(metric: MetricAnswers, at: Element, answers: Answers) -> Iterator[Figure]:
    """The answers to a question, weighted where they have weights."""
    n, kish = answers.weighted_n, answers.effective_n
    if not n or not kish:
        return

    def figure(scale: Scale, value: float, low: float | None, high: float | None) -> Figure:
        return Figure(metric.kind, at, value, scale, n, low, high, metric.metric, metric.scale)

    if (nps := answers.weighted_nps) is not None and answers.weighted_nps_error is not None:
        margin = Z * answers.weighted_nps_error
        yield figure("nps", nps, max(-100.0, nps - margin), min(100.0, nps + margin))
        return
    if (share := answers.weighted_top_share) is not None:
        yield figure("share", share, *wilson(share, kish))
    if (mean := answers.weighted_mean) is not None:
        if answers.standard_deviation is None:
            yield figure("score", mean, None, None)
        else:
            margin = Z * answers.standard_deviation / math.sqrt(kish)
            yield figure("score", mean, mean - margin, mean + margin)
