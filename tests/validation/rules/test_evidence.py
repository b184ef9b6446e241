"""Evidence: what stands behind touchpoints and personas."""

from __future__ import annotations

import datetime

from attrs import evolve

from helpers.asking import CLOCK, asked, found_at, said
from journeykit import Touchpoint, journey, persona, stage, touchpoint
from journeykit.management import Evidence
from journeykit.model import Journey

MAYA = persona("Maya")


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Gift").walked_by(MAYA).stage("Purchase", *touchpoints)


def test_a_small_map_without_evidence_is_told_nothing() -> None:
    """Assumptions everywhere are a decision, or a beginning."""
    assert [] == said("assumption-only", gift(touchpoint("Pays")))
    assumed = touchpoint("Pays", evidence=Evidence("workshop", "assumed"))
    assert [] == said("assumption-only", gift(assumed, touchpoint("Waits")))


def test_a_large_map_of_feelings_without_any_evidence_is_for_review() -> None:
    """Not one that is a plan, nor one that tells little of what people feel."""
    felt = [touchpoint(f"Feels {n}").feels(MAYA, -1) for n in range(5)]
    others = [touchpoint(f"Step {n}") for n in range(7)]
    [entry] = asked("assumption-only", gift(*felt, *others))
    assert entry.review
    assert entry.message == "nothing says what the feelings and pain points rest on"
    assert [] == said("assumption-only", gift(*felt[1:], *others, touchpoint("Step 8")))
    assert [] == said("assumption-only", gift(*felt, *others[1:]))
    plan = evolve(gift(*felt, *others), state="to-be")
    assert [] == said("assumption-only", plan)


def test_a_feeling_that_was_observed_is_evidence() -> None:
    """Somebody was there and saw it."""
    known = touchpoint("Shop", evidence="12 interviews")
    seen = touchpoint("Pays").feels(MAYA, 1, basis="observed")
    guessed = touchpoint("Waits").feels(MAYA, -1, basis="assumed")
    assert [("Waits",)] == found_at("assumption-only", gift(known, seen, guessed))


def test_personas_and_touchpoints_are_judged_apart() -> None:
    """Interviews behind a persona do not ask for interviews behind every touchpoint."""
    known, ben = persona("Maya", evidence="12 interviews"), persona("Ben")
    whole = journey("Gift").walked_by(known, ben).stage("Purchase", touchpoint("Pays"))
    assert ['the persona "Ben" rests on assumptions only'] == said("assumption-only", whole)


def test_the_youngest_evidence_counts() -> None:
    """Old interviews do not spoil new ones, and what has no date has no age."""
    old = Evidence("interviews", date=datetime.date(2020, 1, 1))
    new = Evidence("survey", date=CLOCK)
    assert [] == said("stale-evidence", gift(touchpoint("A", evidence=[old, new])))
    assert [] == said("stale-evidence", gift(touchpoint("A", evidence="interviews")))
    assert [("A",)] == found_at("stale-evidence", gift(touchpoint("A", evidence=[old, "notes"])))


def test_samples_add_up() -> None:
    """Two and three people are five; of an unknown number nobody can say that it is small."""
    two, three = Evidence("a", sample=2), Evidence("b", sample=3)
    assert [] == said("small-sample", gift(touchpoint("A", evidence=[two, three])))
    assert [] == said("small-sample", gift(touchpoint("A", evidence=[two, "analytics"])))
    assert 1 == len(said("small-sample", gift(touchpoint("A", evidence=two))))


def test_evidence_of_one_touchpoint_does_not_accuse_all_others() -> None:
    """Where fewer than half say what they rest on, a person has to decide."""
    known = [touchpoint(f"Shop {n}", evidence="12 interviews") for n in range(2)]
    guessed = [touchpoint(f"Pays {n}") for n in range(3)]
    assert [True] == [f.review for f in asked("assumption-only", gift(*known, *guessed))]
    assert [False] == [f.review for f in asked("assumption-only", gift(*known, *guessed[1:]))]


def test_evidence_of_a_stage_or_of_the_journey_stands_behind_what_they_hold() -> None:
    """Whoever asked people about the whole map need not say so at each touchpoint."""
    felt = [touchpoint(f"Feels {n}").feels(MAYA, -1) for n in range(12)]
    whole, rule = gift(*felt), "assumption-only"
    assert 1 == len(asked(rule, whole))
    assert [] == said(rule, whole.evidenced_by("12 interviews"))
    assert 1 == len(asked(rule, whole.evidenced_by(Evidence("workshop", "assumed"))))
    known = stage("Before", evidence="a survey").including(touchpoint("Shop"))
    sure = gift(touchpoint("Pays", evidence="12 interviews"), touchpoint("Waits")).stage(known)
    assert [("Waits",)] == found_at(rule, sure)


def test_old_evidence_of_the_whole_journey_is_told() -> None:
    """The journey, and each stage, as the touchpoints."""
    old = Evidence("12 interviews", date=datetime.date(2020, 1, 1))
    whole = gift(touchpoint("Pays")).evidenced_by(old)
    assert ['the journey "Gift" has no evidence younger than 730 days'] == [
        finding.message for finding in asked("stale-evidence", whole)
    ]
