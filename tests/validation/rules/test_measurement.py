"""Measurement: what every metric needs, and what the map as a whole needs."""

from __future__ import annotations

import datetime

from helpers.asking import CLOCK, asked, found_at, said, sorts, unanswered
from journeykit import BusinessGoal, Channel, journey, stage, touchpoint
from journeykit.metrics import Metric
from journeykit.model import Journey


def gift(*metrics: Metric | str) -> Journey:
    """A touchpoint with metrics."""
    return journey("Gift").stage("Purchase", touchpoint("Pays", metrics=metrics))


def test_a_metric_in_or_at_a_stage_measures_it() -> None:
    """A stage is measured by its own metric or by that of a touchpoint; an empty one needs none."""
    whole = (
        gift("Sales")
        .stage(stage("Awareness", touchpoint("Ad"), metrics="Clicks"))
        .stage("Experience", touchpoint("Unpacks"))
        .stage("Retention")
    )
    assert [("Experience",)] == found_at("stage-without-metric", whole)


def test_a_journey_measured_as_a_whole_is_left_alone() -> None:
    """One figure for everything may be what was meant."""
    whole = journey("Gift").stage("Purchase", touchpoint("Pays")).measured_by("Recommends us")
    assert [] == said("stage-without-metric", whole)


def test_a_few_metrics_may_be_no_plan_to_measure_every_stage() -> None:
    """Where fewer than half of the stages are measured, a person decides; one figure is no plan."""
    whole = gift("Sales", "Returns").stage("Use", touchpoint("Unpacks"))
    assert [(("Use",), False)] == sorts("stage-without-metric", whole)
    later = whole.stage("Later", touchpoint("Mail"))
    assert [(("Use", "Later"), True)] == sorts("stage-without-metric", later)
    assert [] == sorts("stage-without-metric", gift("Sales").stage("Use", touchpoint("Unpacks")))


def test_only_an_idea_about_the_metric_answers_a_missed_target() -> None:
    """One at the same place, in its stage or for everything has not said that it is about it."""
    late = Metric("Days", "time", "days", 2, "lower", value=3)
    whole, rule = gift(late), "target-missed"
    assert 1 == len(said(rule, whole))
    assert [] == said(rule, whole.opportunity("Hurry", everywhere=True, metric=late))
    assert [] == said(rule, whole.opportunity("Hurry", late))
    assert 1 == len(said(rule, whole.opportunity("Hurry", late, status="dropped")))
    assert 1 == len(said(rule, whole.opportunity("Hurry", whole.stages[0].touchpoints[0])))
    assert 1 == len(said(rule, whole.opportunity("Hurry", whole.stages[0])))
    assert 1 == len(said(rule, whole.opportunity("Hurry", everywhere=True)))


def test_less_time_is_better_unless_somebody_says_otherwise() -> None:
    """What the kind of a metric tells is for review; what nobody can tell is asked."""
    slow = Metric("Days", "time", target=2, value=3)
    assert [(("Days",), True)] == sorts("target-missed", gift(slow))
    assert [] == sorts("target-missed", gift(Metric("Happy", "csat", target=4, value=4.5)))
    assert [] == said("metric-direction-missing", gift(slow))

    odd = Metric("Cows", target=2, value=3)
    assert [("Cows",)] == found_at("metric-direction-missing", gift(odd))
    assert ["which way metrics get better"] == unanswered("target-missed", gift(odd))


def test_a_long_journey_without_any_figure_is_for_review() -> None:
    """Of a sketch nobody asks it; that customers are asked is something."""
    steps = [touchpoint(f"Step {n}") for n in range(12)]
    whole = journey("Gift").stage("Purchase", *steps)
    assert [(("Gift",), True)] == sorts("nothing-measured", whole)
    assert said("nothing-measured", whole)[0].endswith(", and nobody asks customers how it was")
    survey = touchpoint("Is asked", Channel.SURVEY)
    assert said("nothing-measured", whole.stage("End", survey))[0].endswith("the journey works")
    assert [] == said("nothing-measured", whole.measured_by("Sales"))
    assert [] == said("nothing-measured", journey("Gift").stage("Purchase", *steps[1:]))


def test_a_goal_of_the_business_is_shown_by_a_metric_of_its_part() -> None:
    """Of the whole, or of a stage with the role that would bring it."""
    pays, rides = touchpoint("Pays", metrics="Sales"), touchpoint("Rides again")
    whole = journey("Rides", business_goals=BusinessGoal("Repeat riders", "retention"))
    whole = whole.stage("Purchase", pays).stage("Retention", rides)
    assert ['no metric tells whether the business goals are reached: "Repeat riders"'] == said(
        "business-goal-without-metric", whole
    )
    assert [] == said("business-goal-without-metric", whole.measured_by("Riders"))
    part = journey("Rides", business_goals=BusinessGoal("Repeat riders", "retention"))
    part = part.stage("Purchase", pays).stage("Retention", rides.measured_by("Riders"))
    assert [] == said("business-goal-without-metric", part)


def test_metrics_that_lack_the_same_are_one_finding() -> None:
    """Names alone are told once, not once each."""
    [finding] = asked("metric-without-target", gift("A", "B", Metric("C", target=1)))
    assert ("A", "B") == finding.names
    assert '2 of 3 metrics have no target: "A" and "B"' == finding.message


def test_one_metric_of_two_places_is_one_metric() -> None:
    """It is counted once."""
    whole = gift("A").stage("Retention", touchpoint("Mail", metrics="A"))
    assert ['the metric "A" has no source'] == said("metric-without-source", whole)


def test_only_figures_with_a_kind_can_miss_perception() -> None:
    """Of metrics without a kind nobody knows whether they ask people."""
    assert [] == said("no-perception-metric", gift("A", "B"))
    assert [] == said("no-perception-metric", gift(Metric("A", "revenue"), "B"))
    assert 1 == len(said("no-perception-metric", gift(Metric("A", "revenue"), Metric("B", "time"))))


def test_age_is_counted_to_the_day() -> None:
    """On the last day a value is still fresh; without a date it has no age."""
    last = CLOCK - datetime.timedelta(days=365)
    assert [] == said(
        "stale-measurement", gift(Metric("A", value=1, measured=last), Metric("B", value=1))
    )
    before = last - datetime.timedelta(days=1)
    assert 1 == len(said("stale-measurement", gift(Metric("A", value=1, measured=before))))
    assert [] == said("stale-measurement", gift(Metric("A", value=1, measured=before)), days=400)


def test_the_direction_decides_what_is_missed() -> None:
    """Less is better for a waiting time, and without a direction nothing is missed."""
    time = Metric("Call time", "time", "minutes", 2, "lower", value=3)
    assert ['"Call time" is 3 minutes and should be at most 2 minutes'] == said(
        "target-missed", gift(time)
    )
    assert [] == said("target-missed", gift(Metric("Call time", target=2, value=3)))
    assert [] == said(
        "target-missed", gift(Metric("Call time", target=2, direction="lower", value=2))
    )
