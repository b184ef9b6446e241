"""Funnels and the time between their stages equal the right answers on every engine."""

from __future__ import annotations

import pytest

from helpers.evidence_shop import oracle
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.durations import durations_of
from journeykit.evidence.funnel import funnel_of_counts, funnels_of
from journeykit.evidence.projection import Projection


@pytest.fixture(autouse=True)
def _kept(projection: Projection) -> None:
    projection.events.keep_funnel()


def test_the_funnel_in_every_way_of_counting(projection: Projection) -> None:
    """Ordered, within the window, by segment, by visit, in any order, with neighbours only."""
    answers = dict(oracle()["funnel"])
    funnels = plain(funnels_of(projection))
    for name in ("overall", "within_window", "sessions"):
        agrees(answers.pop(name), funnels[name]["steps"])
    for name in ("by_segment", "by_segment_within_window"):
        found = {group: funnel["steps"] for group, funnel in funnels[name].items()}
        agrees(answers.pop(name), found)
    answers.pop("time_between_stage_entries")
    agrees(answers, funnels)


def test_time_between_stages(projection: Projection) -> None:
    """Quantiles of those who went on, and the estimate of Kaplan and Meier for everybody."""
    durations = plain(durations_of(projection))
    answers = oracle()["funnel"]["time_between_stage_entries"]
    assert len(answers) == len(durations)
    for answer, found in zip(answers, durations, strict=True):
        renamed = {
            "from": found["source"],
            "to": found["target"],
            "kaplan_meier_progressed_by_day": found["progressed_by_day"],
        }
        agrees(answer, found | renamed)


def test_a_funnel_of_nobody() -> None:
    """Has rates of nothing, not of zero."""
    funnel = funnel_of_counts("nobody", ["look", "pay"], [0, 0])
    assert funnel.conversion is not None
    assert funnel.conversion.rate is None
    assert "nobody\n  look  0\n  pay   0  n/a of 0" == str(funnel)
