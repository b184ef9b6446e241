"""Measurement: whether anybody can tell that the journey works.

A metric always belongs to the journey, a stage or a touchpoint, so none can be an orphan; an
opportunity that names a metric nobody has is an unknown reference.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.metrics import PERCEPTION_METRICS, Metric
from journeykit.model import Journey
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import buying

_CHECKOUTS = Metric(
    "Completed checkouts", "conversion rate", "%", 80, "higher", source="web analytics"
)


def _measured(*metrics: Metric | str) -> Journey:
    """A touchpoint with metrics."""
    return buying(touchpoint("Pays", metrics=metrics))


def _lacking(
    view: View, lacks: Callable[[Metric], bool], *, of: int, said: str
) -> Iterator[Problem]:
    """One problem for all the metrics that lack something."""
    found = dict.fromkeys(Element("metric", (m.key,)) for m, _ in view.metrics if lacks(m))
    yield from lacking(view, found, of=of, what="metric", said=said)


def _count(view: View) -> int:
    """How many metrics there are; one that measures several things is one."""
    return len({metric.key for metric, _ in view.metrics})


@rule(
    "stage-without-metric",
    "JK601",
    subjects="stages",
    severity="info",
    detects="Stages without a metric, on a map that measures others.",
    why="What is not measured in a stage shows only as a loss in the next one.",
    formally="At least half of the stages that hold touchpoints are measured, by a metric of "
    "their own or of a touchpoint, in at least two places; and this one is not, nor is it "
    "optional. One finding names all such stages. A journey that is measured only as a whole, or "
    "here and there, is left alone: that is no plan to measure every stage.",
    fix='add one: stage({stage}, …).measured_by(Metric("…", …))',
    source="Journey-mapping guides: define metrics for each stage.",
    fires=lambda: _measured(_CHECKOUTS, "Returns").stage("Retention", touchpoint("Gets a letter")),
    silent=lambda: _measured(_CHECKOUTS, "Returns"),
    requires={"metrics of stages": 2, "measured stages": 0.5},
    profiles=["checklist"],
)
def stage_without_metric(view: View) -> Iterator[Problem]:
    """Look for stages without a metric in or at them."""
    measured = {stage.key for stage in view.content.measured_stages}
    whole = [stage for stage in view.required_stages if stage.touchpoints]
    bare = [stage for stage in whole if stage.key not in measured]
    yield from lacking(view, bare, of=len(whole), what="stage", said="have no metric")


@rule(
    "metric-without-target",
    "JK602",
    subjects="metrics",
    severity="warning",
    detects="Metrics without a target.",
    why="Without a target a figure is neither good nor bad.",
    formally="A metric has neither a target nor a value: a figure that was observed may be context "
    "and need no target. One finding names all such metrics.",
    fix='say what it should be: Metric({metric}, target=…, direction="higher")',
    source="Journey-mapping guides: establish key figures and track them.",
    fires=lambda: _measured("Completed checkouts"),
    silent=lambda: _measured(_CHECKOUTS),
    requires={"metrics": 1},
    profiles=["checklist"],
)
def metric_without_target(view: View) -> Iterator[Problem]:
    """Look for metrics without a target."""
    yield from _lacking(
        view,
        lambda m: m.target is None and m.value is None,
        of=_count(view),
        said="have no target",
    )


@rule(
    "metric-without-source",
    "JK603",
    subjects="metrics",
    severity="warning",
    detects="Metrics without a source.",
    why="A figure without a source is never collected, or collected twice in different ways.",
    formally="A metric has no source. One finding names all such metrics.",
    fix='say where it comes from: Metric({metric}, source="…")',
    source="Journey-mapping guides: collect data from surveys, analytics and sales.",
    fires=lambda: _measured("Completed checkouts"),
    silent=lambda: _measured(_CHECKOUTS),
    requires={"metrics": 1},
    profiles=["checklist"],
)
def metric_without_source(view: View) -> Iterator[Problem]:
    """Look for metrics without a source."""
    yield from _lacking(view, lambda m: not m.source, of=_count(view), said="have no source")


def _improving(baseline: float | None) -> Journey:
    """An opportunity that a metric will judge."""
    metric = Metric("Completed checkouts", target=80, baseline=baseline)
    return _measured(metric).opportunity("Show cost early", everywhere=True, metric=metric)


@rule(
    "metric-without-baseline",
    "JK604",
    subjects="metrics",
    severity="info",
    detects="Metrics that should show an improvement, without a baseline.",
    why="Nobody can say afterwards whether the opportunity paid off.",
    formally="An opportunity that was not dropped names the metric, which has neither a baseline "
    "nor a value. One finding names all such metrics.",
    fix="measure it before anything changes: Metric({metric}, baseline=…)",
    source="Practice of before-and-after measurement.",
    fires=lambda: _improving(None),
    silent=lambda: _improving(62),
    recommended=False,
    requires={"metrics": 1, "opportunities": 1},
)
def metric_without_baseline(view: View) -> Iterator[Problem]:
    """Look for metrics of opportunities that have never been measured."""
    used = {o.metric for o in view.journey.opportunities if o.open and o.metric}
    yield from _lacking(
        view,
        lambda m: m.key in used and m.baseline is None and m.value is None,
        of=len(used),
        said="should show an improvement and have no baseline",
    )


@rule(
    "no-journey-metric",
    "JK606",
    subjects="journeys",
    severity="info",
    detects="A journey of which only parts are measured.",
    why="Every touchpoint can score well while the journey as a whole disappoints.",
    formally="At least three metrics measure stages or touchpoints, and none the journey.",
    fix='measure the whole: journey.measured_by(Metric("…", "nps", …))',
    source="Rawson, Duncan and Jones 2013, The Truth About Customer Experience.",
    fires=lambda: _measured(_CHECKOUTS, "Returns", "Days to the parcel"),
    silent=lambda: _measured(_CHECKOUTS, "Returns", "Days to the parcel").measured_by("Loyalty"),
    requires={"metrics of stages": 3},
)
def no_journey_metric(view: View) -> Iterator[Problem]:
    """Look for a metric of the journey itself."""
    if not view.journey.metrics:
        yield Problem("no metric measures the journey as a whole", view.journey)


@rule(
    "no-perception-metric",
    "JK607",
    subjects="journeys",
    severity="info",
    detects="A journey whose metrics never ask customers.",
    why="Conversion says what people did; only asking says what they thought of it.",
    formally="At least two metrics have a kind, and none of these is csat, nps, ces or trust.",
    fix='ask customers: .measured_by(Metric("…", "csat", …))',
    source="Journey-mapping guides name the satisfaction score beside conversion.",
    fires=lambda: _measured(_CHECKOUTS, Metric("Returning customers", "retention rate")),
    silent=lambda: _measured(_CHECKOUTS, Metric("Satisfaction", "csat")),
    requires={"metrics": 2},
)
def no_perception_metric(view: View) -> Iterator[Problem]:
    """Look for a metric that asks people."""
    kinds = [metric.kind for metric, _ in view.metrics if metric.kind != "other"]
    if len(kinds) > 1 and not PERCEPTION_METRICS.intersection(kinds):
        yield Problem("no metric asks customers", view.journey)


def _last_measured(day: datetime.date) -> Journey:
    """A metric taken on some day."""
    return _measured(Metric("Completed checkouts", value=62, measured=day))


@rule(
    "stale-measurement",
    "JK608",
    subjects="metrics",
    severity="warning",
    detects="Metrics with an old value.",
    why="Decisions are made on how things were.",
    formally="The value of a metric was taken more than the given number of days before the clock. "
    "Metrics without a date are left alone. One finding names all such metrics.",
    fix="measure again, and set measured= to the day",
    source="Journey-mapping guides: iterate; a map is not static.",
    fires=lambda: _last_measured(datetime.date(2024, 6, 30)),
    silent=lambda: _last_measured(datetime.date(2026, 6, 30)),
    requires={"metrics": 1},
)
def stale_measurement(
    view: View,
    clock: datetime.date,
    days: Annotated[int, "so many days a value stays fresh"] = 365,
) -> Iterator[Problem]:
    """Look for old values."""
    oldest = clock - datetime.timedelta(days=days)
    yield from _lacking(
        view,
        lambda m: m.measured is not None and m.measured < oldest,
        of=_count(view),
        said=f"have not been measured for more than {days} days",
    )


def _reached(value: float) -> Journey:
    """A metric with a value."""
    return _measured(
        Metric("Completed checkouts", unit="%", target=80, direction="higher", value=value)
    )


@rule(
    "target-missed",
    "JK609",
    subjects="metrics",
    severity="info",
    detects="A missed target without an opportunity.",
    why="This is what the target was set for.",
    formally="A metric has a target, a direction and a value, the value is on the wrong side, and "
    "no open opportunity names the metric, or addresses it or what it measures; one for the "
    "journey as a whole answers the metrics of the journey. Not asked of a journey that is to be "
    "or planned: its figures are those of today.",
    fix='find out why, and add .opportunity("…", …, metric={metric})',
    source="Journey-mapping guides: track key figures.",
    fires=lambda: _reached(62),
    silent=lambda: _reached(81),
    requires={"metrics": 1},
)
def target_missed(view: View) -> Iterator[Problem]:
    """Compare values with targets."""
    if view.journey.state in {"to-be", "planned"}:
        return
    ideas = [idea for idea in view.journey.opportunities if idea.open]
    worked_on = {idea.metric for idea in ideas}
    whole = any(idea.everywhere for idea in ideas)
    missed = {
        metric.key: metric
        for metric, at in view.metrics
        if metric.met is False
        and metric.key not in worked_on
        and Element("metric", (metric.key,)) not in view.opportunities_by_element
        and not (whole if at.kind == "journey" else view.opportunities_at(at))
    }
    for metric in missed.values():
        unit = f" {metric.unit}" if metric.unit else ""
        yield Problem(
            f'"{metric.name}" is {metric.value:g}{unit} and should be '
            f"{'at least' if metric.direction == 'higher' else 'at most'} {metric.target:g}{unit}",
            metric,
        )


@rule(
    "metric-direction-missing",
    "JK610",
    subjects="metrics",
    severity="warning",
    detects="Metrics with a target and no direction.",
    why="Two minutes of call time is a ceiling, two minutes of reading time perhaps a floor.",
    formally="A metric has a target and no direction. One finding names all such metrics.",
    fix='say which is better: Metric({metric}, …, direction="lower")',
    source="A check of the data.",
    fires=lambda: _measured(Metric("Call time", target=2)),
    silent=lambda: _measured(Metric("Call time", target=2, direction="lower")),
    requires={"metrics": 1},
)
def metric_direction_missing(view: View) -> Iterator[Problem]:
    """Look for targets without a direction."""
    yield from _lacking(
        view,
        lambda m: m.target is not None and m.direction is None,
        of=_count(view),
        said="have a target and no direction",
    )


RULES: tuple[Rule, ...] = (
    stage_without_metric,
    metric_without_target,
    metric_without_source,
    metric_without_baseline,
    no_journey_metric,
    no_perception_metric,
    stale_measurement,
    target_missed,
    metric_direction_missing,
)
