"""Names: two for one thing, one for two, and other people's words."""

from __future__ import annotations

import pytest

from helpers.asking import asked, found_at, said
from journeykit import Touchpoint, journey, persona, touchpoint
from journeykit.model import Journey


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Buying a gift").stage("Purchase", *touchpoints)


def test_one_moment_may_stand_in_two_stages() -> None:
    """Only within a stage a name has to be one thing; at any time counts as a stage."""
    again = touchpoint("Calls", key="again")
    assert [] == said("duplicate-name", gift(touchpoint("Calls")).stage("Retention", again))
    assert [] == said("duplicate-name", gift(touchpoint("Calls")).anytime(again))
    assert ['2 touchpoints are called "Calls" in what can come at any time'] == said(
        "duplicate-name", gift().anytime(touchpoint("Calls"), again)
    )


def test_capitals_and_spaces_do_not_make_another_name() -> None:
    """What reads the same is the same."""
    twins = touchpoint("Calls  us"), touchpoint("calls us", key="again")
    assert [("Calls  us", "calls us")] == found_at("duplicate-name", gift(*twins))
    assert [] == said("near-duplicate-name", gift(*twins))


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Log in", "Login", True),
        ("Reads review", "Reads reviews", True),
        ("E-mail", "Email", True),
        ("Step 1", "Step 2", False),
        ("Pays by card", "Pays by cash", False),
        ("🎉", "🎂", False),
    ],
)
def test_names_that_look_like_one(first: str, second: str, alike: bool) -> None:  # noqa: FBT001
    """A space, a sign, a plural: a person has to decide."""
    found = asked("near-duplicate-name", gift(touchpoint(first), touchpoint(second, key="b")))
    assert alike == bool(found)
    assert all(finding.review for finding in found)


def test_stages_and_personas_can_look_like_one_too() -> None:
    """The same slip happens to larger things."""
    whole = journey("Gift").walked_by(persona("Maya"), persona("Mayas")).stage("Check out")
    assert 2 == len(said("near-duplicate-name", whole.stage("Checkout")))


def test_stage_names_that_everybody_uses_are_no_jargon() -> None:
    """Onboarding is a usual name of a stage, and jargon for a touchpoint."""
    whole = journey("Gift").stage("Onboarding", touchpoint("Onboarding call"))
    assert [("Onboarding call",)] == found_at("inside-out-wording", whole)


def test_scripts_without_capitals_are_never_inconsistent() -> None:
    """Neither large nor small: nothing to compare."""
    steps = [touchpoint(name) for name in ("お支払い", "Pays", "広告を見る")]
    assert [] == said("inconsistent-casing", gift(*steps))
