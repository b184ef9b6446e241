"""Traffic, terminals and transitions equal the right answers on every engine."""

from __future__ import annotations

from helpers.evidence_shop import oracle
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.projection import Projection
from journeykit.evidence.traffic import (
    terminals_of,
    touchpoints_of,
    transitions_of,
)


def test_traffic_of_every_touchpoint_and_group(projection: Projection) -> None:
    """Events and distinct entities, overall and by segment."""
    agrees(oracle()["touchpoints"], touchpoints_of(projection))


def test_where_entities_begin_and_end(projection: Projection) -> None:
    """First and last touchpoints, and whether the design begins and ends there."""
    answers = oracle()["coverage"]
    terminals = plain(terminals_of(projection))
    for listed in ("first_touchpoints", "last_touchpoints"):
        found = {each["touchpoint"]: each for each in terminals[listed]}
        agrees({each["touchpoint"]: each for each in answers[listed]}, found)
    for rate in ("entities_entering_as_designed", "entities_not_open_ending_as_designed"):
        agrees(answers[rate], terminals[rate])


def test_designed_and_unexpected_transitions(projection: Projection) -> None:
    """Each transition with its count, its interruptions, and how it lies in the stages."""
    answers = oracle()["transitions"]
    transitions = plain(transitions_of(projection))
    for figure in ("total", "designed", "unexpected", "interrupted"):
        agrees(answers[figure], transitions[figure])
    for listed in ("designed_transitions", "unexpected_transitions"):
        found = {(each["source"], each["target"]): each for each in transitions[listed]}
        assert len(found) == len(answers[listed])
        for answer in answers[listed]:
            figure = found[answer["from"], answer["to"]]
            ends = {"from": figure["source"], "to": figure["target"]}
            agrees(answer, figure | ends)


def test_never_taken(projection: Projection) -> None:
    """Transitions of the design without a passage."""
    never = [[each.source, each.target] for each in transitions_of(projection).never_taken]
    assert oracle()["coverage"]["transitions_never_taken"] == never


def test_unmapped_events_may_stay_in_the_path(projection: Projection) -> None:
    """Kept as one node, they interrupt exactly the transitions that are said to be."""
    answers = oracle()["transitions"]["with_unmapped_kept"]
    found = {
        (each.source, each.target): each.count
        for each in transitions_of(projection).with_unmapped_kept
    }
    assert answers["total"] == sum(found.values())
    assert {(each["from"], each["to"]): each["count"] for each in answers["counts"]} == found
