"""Measurement: whether anybody can tell that the journey works.

A metric always belongs to the journey, a stage or a touchpoint, so none can be an orphan; an
opportunity that names a metric nobody has is an unknown reference.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

from attrs import evolve

from journeykit.addresses import element_of
from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.metrics import Metric
from journeykit.model import Journey
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import buying
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_CHECKOUTS = Metric(
    "Completed checkouts", "conversion rate", "%", 80, "higher", source="web analytics"
)


def _measured(*metrics: Metric | str, **fields: Any) -> Journey:
    """A touchpoint with metrics."""
    return buying(touchpoint("Pays", metrics=metrics), **fields)


def _lacking(
    view: View, lacks: Callable[[Metric], bool], *, of: Iterable[Metric], statement: str
) -> Iterator[Verdict]:
    """One problem for all the metrics that lack something; one that measures several is one."""
    metrics = {metric.key: metric for metric in of}
    incomplete = [metric for metric in metrics.values() if lacks(metric)]
    yield from lacking(
        view, incomplete, of=tuple(metrics.values()), what="metric", statement=statement
    )


def _metrics(view: View) -> tuple[Metric, ...]:
    """Every metric, of the journey or of a part of it."""
    return tuple(metric for metric, _ in view.metrics)


def _number_of_parts(view: View) -> int:
    """How often a stage or a touchpoint is measured."""
    return sum(1 for _, at in view.metrics if at.kind != "journey")


@rule(
    "stage-without-metric",
    "JK601",
    subjects="stages",
    severity="info",
    detects="Stages without a metric, on a map that measures others.",
    why="What is not measured in a stage shows only as a loss in the next one.",
    formally="Stages or touchpoints are measured in at least two places; and a stage that holds "
    "touchpoints is not, neither itself nor at one of these, nor is it optional. One finding names "
    "all such stages. Where fewer than half of the stages are measured, a person has to decide "
    "whether the others should be. A journey that is measured only as a whole, or in one place, "
    "has no plan to measure stages, and cannot be judged.",
    fix='add one: stage({stage}, …).measured_by(Metric("…", …))',
    source="Journey-mapping guides: define metrics for each stage.",
    fires=lambda: _measured(_CHECKOUTS, "Returns").stage("Retention", touchpoint("Gets a letter")),
    silent=lambda: _measured(_CHECKOUTS, "Returns"),
    profiles=["checklist"],
)
def stage_without_metric(view: View) -> Iterator[Verdict]:
    """Look for stages without a metric in or at them."""
    measured = {stage.key for stage in view.content.measured_stages}
    whole = [stage for stage in view.required_stages if stage.touchpoints]
    bare = [stage for stage in whole if stage.key not in measured]
    if bare and _number_of_parts(view) < _TWO:
        yield unstated("metrics of stages", whole)
        return
    review = 2 * len(view.content.measured_stages) < len(view.filled_stages)
    yield from lacking(
        view, bare, of=whole, what="stage", statement="have no metric", review=review
    )


@rule(
    "metric-without-target",
    "JK602",
    subjects="metrics",
    severity="warning",
    detects="Metrics without a target.",
    why="Without a target a figure is neither good nor bad.",
    formally="A metric has neither a target nor a value: a figure that was observed may be context "
    "and need no target. One finding names all such metrics.",
    fix='say what it should be: Metric({metric}, target=…, direction="…")',
    source="Journey-mapping guides: establish key figures and track them.",
    fires=lambda: _measured("Completed checkouts"),
    silent=lambda: _measured(_CHECKOUTS),
    profiles=["checklist"],
)
def metric_without_target(view: View) -> Iterator[Verdict]:
    """Look for metrics without a target."""
    yield from _lacking(
        view,
        lambda m: m.target is None and m.value is None,
        of=_metrics(view),
        statement="have no target",
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
    profiles=["checklist"],
)
def metric_without_source(view: View) -> Iterator[Verdict]:
    """Look for metrics without a source."""
    yield from _lacking(view, lambda m: not m.source, of=_metrics(view), statement="have no source")


def _improving(baseline: float | None) -> Journey:
    """An opportunity that a metric will judge."""
    metric = Metric("Completed checkouts", target=80, baseline=baseline)
    return _measured(metric).opportunity("Show cost early", everywhere=True, metric=metric)


@rule(
    "metric-without-baseline",
    "JK604",
    subjects="metrics of opportunities",
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
)
def metric_without_baseline(view: View) -> Iterator[Verdict]:
    """Look for metrics of opportunities that have never been measured."""
    used = _of_opportunities(view)
    yield from _lacking(
        view,
        lambda m: m.baseline is None and m.value is None,
        of=[metric for metric in _metrics(view) if metric.key in used],
        statement="should show an improvement and have no baseline",
    )


def _of_opportunities(view: View) -> set[str]:
    """The keys of the metrics that judge an opportunity, whether it names their keys or names."""
    metrics = view.content.metrics_by_word
    ideas = (idea for idea in view.journey.opportunities if idea.open)
    return {metrics[idea.metric].key for idea in ideas if idea.metric in metrics}


@rule(
    "no-journey-metric",
    "JK606",
    subjects="journeys measured in three places or more",
    severity="info",
    detects="A journey of which only parts are measured.",
    why="Every touchpoint can score well while the journey as a whole disappoints.",
    formally="At least three metrics measure stages or touchpoints, and none the journey.",
    fix='measure the whole: journey.measured_by(Metric("…", "nps", …))',
    source="Rawson, Duncan and Jones 2013, The Truth About Customer Experience.",
    fires=lambda: _measured(_CHECKOUTS, "Returns", "Days to the parcel"),
    silent=lambda: _measured(_CHECKOUTS, "Returns", "Days to the parcel").measured_by("Loyalty"),
)
def no_journey_metric(view: View) -> Iterator[Verdict]:
    """Look for a metric of the journey itself."""
    if _number_of_parts(view) < _THREE:
        return
    if view.journey.metrics:
        yield Fine(view.journey)
    else:
        yield Problem("no metric measures the journey as a whole", view.journey)


@rule(
    "no-perception-metric",
    "JK607",
    subjects="journeys with two metrics or more",
    severity="info",
    detects="A journey whose metrics never ask customers.",
    why="Conversion says what people did; only asking says what they thought of it.",
    formally="At least two metrics have a kind, and none of these is csat, nps, ces, trust or "
    "reviews.",
    fix='ask customers: .measured_by(Metric("…", "csat", …))',
    source="Journey-mapping guides name the satisfaction score beside conversion.",
    fires=lambda: _measured(_CHECKOUTS, Metric("Returning customers", "retention rate")),
    silent=lambda: _measured(_CHECKOUTS, Metric("Satisfaction", "csat")),
)
def no_perception_metric(view: View) -> Iterator[Verdict]:
    """Look for a metric that asks people."""
    kinds = [metric.kind for metric in _metrics(view) if metric.kind != "other"]
    if len(kinds) < _TWO:
        return
    if any(map(inference.asks_customers, _metrics(view))):
        yield Fine(view.journey)
    else:
        yield Problem("no metric asks customers", view.journey)


def _last_measured(day: datetime.date) -> Journey:
    """A metric taken on some day."""
    return _measured(Metric("Completed checkouts", value=62, measured=day))


@rule(
    "stale-measurement",
    "JK608",
    subjects="metrics with a date",
    severity="warning",
    detects="Metrics with an old value.",
    why="Decisions are made on how things were.",
    formally="The value of a metric was taken more than the given number of days before the clock. "
    "Metrics without a date are left alone. One finding names all such metrics.",
    fix="measure again, and set measured= to the day",
    source="Journey-mapping guides: iterate; a map is not static.",
    fires=lambda: _last_measured(datetime.date(2024, 6, 30)),
    silent=lambda: _last_measured(datetime.date(2026, 6, 30)),
)
def stale_measurement(
    view: View,
    clock: datetime.date,
    days: Annotated[int, "so many days a value stays fresh"] = 365,
) -> Iterator[Verdict]:
    """Look for old values."""
    oldest = clock - datetime.timedelta(days=days)
    yield from _lacking(
        view,
        lambda m: m.measured is not None and m.measured < oldest,
        of=[metric for metric in _metrics(view) if metric.measured is not None],
        statement=f"have not been measured for more than {days} days",
    )


def _with_value(value: float) -> Journey:
    """A metric with a value."""
    return _measured(
        Metric("Completed checkouts", unit="%", target=80, direction="higher", value=value)
    )


@rule(
    "target-missed",
    "JK609",
    subjects="metrics with a target and a value",
    severity="info",
    detects="A missed target without an opportunity.",
    why="This is what the target was set for.",
    formally="A metric has a target and a value, the value is on the wrong side, and no open "
    "opportunity names the metric or addresses it: an idea beside it, at what it measures, for the "
    "stage or for the journey as a whole, is not said to be about it. Where no direction is "
    "stated, less time and fewer errors are taken to be better, and more of what else the kinds of "
    "metrics name, for a person to decide. Not asked of a journey that is to be or planned: its "
    "figures are those of today.",
    fix='find out why, and add .opportunity("…", …, metric={metric})',
    source="Journey-mapping guides: track key figures.",
    fires=lambda: _with_value(62),
    silent=lambda: _with_value(81),
)
def target_missed(view: View) -> Iterator[Verdict]:
    """Compare values with targets."""
    if view.journey.is_plan:
        return
    answered = _of_opportunities(view)
    addressed = view.opportunities_by_element
    for metric in {metric.key: metric for metric in _metrics(view)}.values():
        if metric.value is None or metric.target is None:
            continue
        direction = inference.better_direction(metric)
        is_reached = evolve(metric, direction=direction).met
        if is_reached is None:
            yield Unknown("which way metrics get better", _DIRECTION, at=metric)
        elif is_reached or metric.key in answered or element_of(metric) in addressed:
            yield Fine(metric)
        else:
            unit = f" {metric.unit}" if metric.unit else ""
            bound = "at least" if direction == "higher" else "at most"
            yield Problem(
                f'"{metric.name}" is {metric.value:g}{unit} and should be '
                f"{bound} {metric.target:g}{unit}",
                metric,
                review=metric.direction is None,
            )


_DIRECTION = 'Metric(…, direction="…")'
_TWO, _THREE = 2, 3


@rule(
    "metric-direction-missing",
    "JK610",
    subjects="metrics with a target",
    severity="warning",
    detects="Metrics with a target and no direction.",
    why="Two minutes of call time is a ceiling, two minutes of reading time perhaps a floor.",
    formally="A metric has a target and no direction, and its kind does not tell which way it gets "
    "better. One finding names all such metrics.",
    fix='say which is better: Metric({metric}, …, direction="…")',
    source="A check of the data.",
    fires=lambda: _measured(Metric("Call time", target=2)),
    silent=lambda: _measured(Metric("Call time", target=2, direction="lower")),
)
def metric_direction_missing(view: View) -> Iterator[Verdict]:
    """Look for targets without a direction."""
    yield from _lacking(
        view,
        lambda m: inference.better_direction(m) is None,
        of=[metric for metric in _metrics(view) if metric.target is not None],
        statement="have a target and no direction",
    )


def _long(**fields: Any) -> Journey:
    """A journey of twelve touchpoints."""
    return buying(*(touchpoint(f"Step {number}") for number in range(1, 13)), **fields)


@rule(
    "nothing-measured",
    "JK611",
    subjects="journeys long enough to measure",
    severity="info",
    detects="A journey that nobody measures.",
    why="Whether it works, for whom, and whether a change helped, nobody can tell.",
    formally="A journey with so many touchpoints has no metric, neither of its own nor of a part "
    "of it. Perhaps the figures are elsewhere: a person has to decide.",
    fix='say how one can tell that it works: journey.measured_by(Metric("…", "csat", …))',
    source="Journey-mapping guides: define key figures and track them.",
    fires=_long,
    silent=lambda: _long(metrics="Satisfaction"),
    explains=("no-feedback-loop", "assumption-only", "persona-without-emotion"),
)
def nothing_measured(
    view: View,
    *,
    at_least: Annotated[int, "from how many touchpoints on a journey should be measured"] = 12,
) -> Iterator[Verdict]:
    """Look for any metric at all."""
    if view.metrics:
        yield Fine(view.journey)
    elif len(view.touchpoints) >= at_least:
        asks_for_feedback = any(map(inference.asks_for_feedback, view.touchpoints))
        more = "" if asks_for_feedback else ", and nobody asks customers how it was"
        yield Problem(
            f"no metric tells how well the journey works{more}",
            view.journey,
            review=True,
            therefore=() if asks_for_feedback else view.journey.personas,
        )


@rule(
    "business-goal-without-metric",
    "JK612",
    subjects="business goals",
    severity="info",
    detects="Business goals that no metric would show.",
    why="A goal of which nobody can tell whether it is reached is a wish.",
    formally="A journey has business goals; no metric measures the journey as a whole, and none a "
    "stage, or a touchpoint of a stage, that plays the role which the goal names. One finding "
    "names all such goals.",
    fix='say how one can tell: journey.measured_by(Metric("…", …))',
    source="Journey-mapping guides: tie the map to the goals of the business.",
    fires=lambda: _measured("Sales", business_goals="Repeat buyers"),
    silent=lambda: _measured("Sales", business_goals="Repeat buyers").measured_by("Repeat buyers"),
)
def business_goal_without_metric(view: View) -> Iterator[Verdict]:
    """Look for a metric of the whole, or of the part that would bring the goal."""
    measured = {role for stage in view.content.measured_stages for role in stage.roles}
    bare = [g for g in view.journey.business_goals if not g.role or g.role not in measured]
    if view.journey.business_goals and (view.journey.metrics or not bare):
        yield Fine(view.journey)
    elif bare:
        names = quoted(goal.name for goal in bare)
        yield Problem(
            f"no metric tells whether the business goals are reached: {names}", view.journey
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
    nothing_measured,
    business_goal_without_metric,
)
