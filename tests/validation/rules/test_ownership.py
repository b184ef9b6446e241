"""Ownership and action plan: somebody, by some day, for something."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest

from helpers.asking import CLOCK, asked, found_at, said, unanswered
from journeykit import Channel, journey, persona, touchpoint
from journeykit.management import Owner, System
from journeykit.model import Journey
from journeykit.validation import check, recommended


def plan(*, whole: Journey | None = None, **told: Any) -> Journey:
    """A journey with one idea."""
    start = journey("Gift").stage("Purchase", touchpoint("Pays")) if whole is None else whole
    return start.opportunity("Show costs", everywhere=True, **told)


def test_a_plan_without_owners_is_told_once() -> None:
    """As long as nobody owns anything one line says so; then each idea is asked for its owner."""
    rules = recommended().select("opportunity-without-owner", "nothing-owned")
    nobody = check(plan(), rules)
    assert ["nothing-owned"] == [f.rule for f in nobody.findings]
    somebody = check(plan().owned_by("Cho"), rules)
    assert ["opportunity-without-owner"] == [f.rule for f in somebody.findings]


def test_a_plan_that_ranks_only_what_comes_first_lacks_no_priorities() -> None:
    """One priority among many is a decision; one that is missing among many is a slip."""
    ranked = plan(priority="high").opportunity("Shorten the form", everywhere=True)
    assert 1 == len(said("opportunity-without-priority", ranked))
    more = ranked.opportunity("Send a receipt", everywhere=True)
    assert [] == said("opportunity-without-priority", more)
    assert 1 == len(unanswered("opportunity-without-priority", more))


def test_pain_points_call_for_somebody_who_answers_for_them() -> None:
    """Four may be chance; a persona's own belong to nobody on the map."""
    maya = persona("Maya", pains=["hidden costs"])
    pays = touchpoint("Pays").hurts(maya, "a long form", "no receipt", "no help", "it is slow")
    whole = journey("Gift").walked_by(maya).stage("Purchase", pays)
    assert [] == said("nothing-owned", whole)
    assert ["who owns what"] == unanswered("nothing-owned", whole)
    more = whole.stage("Afterwards", touchpoint("Waits").hurts(maya, "no news"))
    assert ["nobody owns anything, and there are 5 pain points"] == said("nothing-owned", more)
    assert [] == said("nothing-owned", more.owned_by("Cho"))


@pytest.mark.parametrize(
    "whole",
    [
        journey("Gift", owner="Cho"),
        journey("Gift", systems=System("Shop", "Cho")),
        journey("Gift").stage("Purchase", touchpoint("Pays", owner="Cho")),
        journey("Gift").stage("Purchase", touchpoint("Pays", systems=System("Shop", "Cho"))),
        plan(owner="Cho"),
    ],
    ids=["journey", "declared system", "touchpoint", "system", "opportunity"],
)
def test_any_owner_shows_that_owners_are_used(whole: Journey) -> None:
    """A map that names one owner anywhere means to name them."""
    ideas = whole.opportunity("Gift wrap", everywhere=True)
    assert ['the opportunity "Gift wrap" has no owner'] == said("opportunity-without-owner", ideas)


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_needs_nothing_more(status: Any) -> None:
    """Nobody has to own, rank or finish what is done or dropped."""
    over = plan(status=status, due=datetime.date(2020, 1, 1)).owned_by("Cho").measured_by("Sales")
    for rule in ("opportunity-without-owner", "opportunity-without-metric", "overdue-action"):
        assert [] == said(rule, over)


def test_on_the_day_it_is_due_it_is_not_late() -> None:
    """Late begins the day after."""
    assert [] == said("overdue-action", plan(due=CLOCK))
    late = plan(due=CLOCK - datetime.timedelta(days=1))
    assert ['the opportunity "Show costs" was due on 2026-06-30'] == said("overdue-action", late)


def test_what_lacks_the_same_is_one_finding() -> None:
    """Three ideas without an owner are one gap, and each can be accepted for itself."""
    whole = plan(owner="Cho").opportunity("A", everywhere=True).opportunity("B", everywhere=True)
    [finding] = asked("opportunity-without-owner", whole)
    assert ('2 of 3 opportunities have no owner: "A" and "B"', True) == (
        finding.message,
        finding.each,
    )


def test_owners_without_a_department_say_nothing_of_teams() -> None:
    """Three names may well belong to three departments."""
    steps = [touchpoint(name, owner=name) for name in "ABC"]
    assert [] == said("single-team-journey", journey("Gift").stage("Purchase", *steps))


def test_a_handoff_within_a_department_needs_no_agreement() -> None:
    """Only between departments do customers start over."""
    first = touchpoint("A", owner=Owner("x", "Sales"))
    second = touchpoint("B", owner=Owner("y", "Sales"))
    whole = journey("Gift").stage("Purchase", first, second).flow(first >> second)
    assert [] == said("team-handoff-unagreed", whole)


def test_a_map_never_reviewed_has_no_age() -> None:
    """Whoever notes no date is not told that it is old."""
    assert [] == said("map-stale", journey("Gift").stage("Purchase", touchpoint("Pays")))


def test_ownership_that_breaks_off_is_told_where_it_does() -> None:
    """Where few touchpoints are owned; where most are, each unowned one is named anyway."""
    owners = ["Sales", "Sales", None, None, None]
    steps = [touchpoint(f"Step {n}", owner=owner) for n, owner in enumerate(owners)]
    whole = journey("Gift").stage("Purchase", *steps)
    rule = "ownership-breaks-off"
    assert ["how people move on"] == unanswered(rule, whole)
    for before, after in itertools.pairwise(steps):
        whole = whole.flow(before >> after)
    assert [("Step 2",)] == found_at(rule, whole)
    assert [] == said("touchpoint-without-owner", whole)


def test_a_map_that_owns_one_thing_is_not_asked_to_own_all() -> None:
    """Without owners the rule cannot tell whether the map was meant to show them."""
    whole = journey("Gift").stage("Purchase", *(touchpoint(f"Step {n}") for n in range(3)))
    assert ["who owns the touchpoints"] == unanswered("touchpoint-without-owner", whole)


def test_what_people_do_alone_is_owned_by_nobody() -> None:
    """The company has no part in it."""
    owned = touchpoint("Pays", owner="Sales")
    alone, shop = touchpoint("Thinks", Channel.SELF), touchpoint("Looks", Channel.WEBSITE)
    rule = "touchpoint-without-owner"
    assert [] == found_at(rule, journey("Gift").stage("Purchase", owned, alone))
    assert [("Looks",)] == found_at(rule, journey("Gift").stage("Purchase", owned, shop))
