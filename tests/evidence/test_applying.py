"""What was observed, written back into the journey."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, shop, survey_schema
from journeykit import (
    Element,
    Evidence,
    EvidenceReport,
    Journey,
    Metric,
    ModelError,
    check,
    compare,
    confront,
    coverage_of,
    dumps,
    journey,
    loads,
)

END = datetime.date(2026, 5, 1)


@cache
def _report() -> EvidenceReport:
    return confront(shop(), EVENTS, events=SCHEMA, survey=(SURVEY, survey_schema()))


def _measured() -> Journey:
    """The shop, with a metric where each kind of figure is."""
    made = shop()
    help_ = made["help"].measured_by(
        Metric("Help, recommended", "nps", target=0, direction="higher", source="survey"),
        Metric("Help, satisfied", "csat", "%", source="survey"),
        Metric("Calls", "other", source="telephone system"),
    )
    buy = next(each for each in made.stages if each.key == "buy")
    buy = buy.measured_by(
        Metric("Comes to the checkout", "conversion rate", "%", source="clicks"),
        Metric("Time to buy", "time", "h", source="clicks"),
        Metric("Guessed", "conversion rate", "%"),
    )
    order = made["order"].measured_by(Metric("Sales", "revenue", "€", source="clicks"))
    made = made.replace(help_).replace(buy).replace(order)
    newer = Metric("Buys", "conversion rate", "%", source="till", value=12, measured="2026-07-01")
    return made.measured_by(newer)


def test_metrics_with_a_source_have_what_was_measured() -> None:
    """In their unit, with the day the log ends; guesses and newer values stay as they are."""
    told = _report().applied_to(_measured())
    values = {
        metric.name: (metric.value, metric.measured)
        for owner in (told, *told.stages, *told.touchpoints)
        for metric in owner.metrics
    }
    assert {
        "Help, recommended": (-43.8414, END),
        "Help, satisfied": (36.8233, END),
        "Calls": (None, None),
        "Comes to the checkout": (pytest.approx(64.26, abs=0.01), END),
        "Time to buy": (pytest.approx(15.5642, abs=0.001), END),
        "Guessed": (None, None),
        "Sales": (69564.91, END),
        "Buys": (12, datetime.date(2026, 7, 1)),
    } == values


def test_what_was_seen_has_evidence() -> None:
    """With its size and its day; what was never seen has none."""
    told = _report().applied_to(shop())
    assert (Evidence("events.csv", "observed", 667, END),) == told["order"].evidence
    assert () == told["store_pickup"].evidence
    assert ["observed", "reported", "reported"] == [e.kind for e in told["help"].evidence]
    seen = {persona.name: [each.sample for each in persona.evidence] for persona in told.personas}
    assert ([17], []) == (seen["Company buyer"], seen["Gift giver"])
    assert "evidence 21/22 95.5%" == str(coverage_of(told)["evidence"])
    weak = " ".join(finding.message for finding in check(told).of("assumption-only"))
    assert '"Picks up in the store"' in weak
    assert '"Gift giver"' in weak


def test_traffic_counts_as_evidence() -> None:
    """In the measure of evidence, without writing it into the journey."""
    assert "evidence 0/22 0.0%" == str(coverage_of(shop())["evidence"])
    measured = coverage_of(shop(), evidence=_report())["evidence"]
    assert coverage_of(_report().applied_to(shop()))["evidence"] == measured
    with pytest.raises(ModelError, match="expected what confront"):
        coverage_of(shop(), evidence=EVENTS)  # type: ignore[arg-type]


def test_accepted_deviations_leave_the_counts() -> None:
    """They are listed apart, with their reason."""
    at = Element("transition", ("help", "product"))
    made = shop().waive("unexpected-transition", reason="people look twice", at=at)
    report = confront(made, EVENTS, events=SCHEMA)
    (accepted,) = report.transitions.accepted_transitions
    assert ("people look twice", 21) == (accepted.accepted, accepted.count)
    assert accepted not in report.unexpected
    assert _report().transitions.unexpected.count == report.transitions.unexpected.count + 21
    assert "21 more are accepted" in str(report)
    assert report == EvidenceReport.from_json(report.to_json())


def test_writing_back_twice_is_writing_back_once() -> None:
    """Also after a newer log, and through a document."""
    once = _report().applied_to(_measured())
    assert once == _report().applied_to(once)
    assert once == loads(dumps(once))
    old = Evidence("events.csv", "observed", 3, "2026-01-01")
    mine = Evidence("12 interviews", "reported")
    known = shop().replace(shop()["order"].evidenced_by(old, mine))
    assert (Evidence("events.csv", "observed", 667, END), mine) == (
        _report().applied_to(known)["order"].evidence
    )


def test_nothing_else_is_different() -> None:
    """Keys, transitions and words stay; the comparison knows metrics and evidence alone."""
    changes = compare(shop(), _report().applied_to(shop())).changes
    assert {"evidence"} == {change.attribute for change in changes}


def test_another_journey_is_left_alone() -> None:
    """What was seen of one journey says nothing of another."""
    with pytest.raises(ModelError, match='of the journey "online-shop", not of "gift"'):
        _report().applied_to(journey("Gift"))
    with pytest.raises(ModelError, match="a journey"):
        _report().applied_to("gift")  # type: ignore[arg-type]
