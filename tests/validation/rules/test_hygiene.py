"""Hygiene: names, placeholders and leftovers."""

from __future__ import annotations

import pytest

from helpers.asking import asked, found_at, said
from journeykit import Channel, Touchpoint, journey, persona, touchpoint
from journeykit.communication import Segment, Trigger
from journeykit.guards import in_segment
from journeykit.model import Journey
from journeykit.validation import everything, recommended


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


def test_pains_of_a_portrait_need_no_place() -> None:
    """As long as no persona's pain is placed, they describe a person."""
    maya = persona("Maya", pains=["hidden costs", "late parcels"])
    pays = touchpoint("Pays").hurts(maya, "a long form")
    assert [] == said("orphan-pain", journey("Gift").walked_by(maya).stage("Purchase", pays))


def test_every_use_of_a_segment_counts() -> None:
    """A persona, a touchpoint, a trigger, a guard, or another segment."""
    shop, pays = touchpoint("Shop"), touchpoint("Pays", segment="a")
    mail = touchpoint("Mail", trigger=Trigger("x", "b"))
    names = ["a", "b", "c", "d", "e"]
    whole = (
        journey(
            "Gift",
            segments=[*(Segment(n) for n in names), Segment("f", in_segment("e")), Segment("g")],
        )
        .walked_by(persona("Maya", segment="c"))
        .stage("Purchase", shop, pays, mail)
        .flow(shop >> pays, when=in_segment("d") & ~in_segment("f"))
    )
    assert ['the segment "g" is not used'] == said("orphan-segment", whole)


@pytest.mark.parametrize(
    "text", ["TODO", "ask Cho (TBD)", "Lorem ipsum dolor", "…", "...", "???", "- ... -", "XXX"]
)
def test_placeholders(text: str) -> None:
    """The words and signs of unfinished work."""
    assert [f'"{text}" at "Pays" is placeholder text'] == said(
        "placeholder-text", gift(touchpoint("Pays", description=text))
    )


@pytest.mark.parametrize(
    "text", ["Todo el mundo", "método", "waits…", "why???", "XXXL", "?", "A – B", "-"]
)
def test_what_only_looks_like_a_placeholder(text: str) -> None:
    """Words of other languages, and signs at the end of a sentence, are text."""
    assert [] == said("placeholder-text", gift(touchpoint("Pays", description=text)))


def test_placeholders_are_found_wherever_people_write() -> None:
    """Each element is told once, however many placeholders it holds."""
    maya = persona("Maya", goals=["TODO"], needs=["TBD"])
    pays = touchpoint("Pays").does(maya, "TBD").thinks(maya, "TODO").hurts(maya, "FIXME")
    shop = touchpoint("Shop")
    whole = (
        journey("Gift", scenario="TBC")
        .walked_by(maya)
        .stage("Purchase", shop, pays, company_goal="TBD")
        .flow(shop >> pays, handover="TODO")
        .opportunity("TBD", everywhere=True)
        .measured_by("XXX")
    )
    names = {finding.names[0] for finding in asked("placeholder-text", whole)}
    assert {"Gift", "Maya", "Purchase", "Pays", "Shop → Pays", "TBD"} == names


def test_the_state_matters_once_there_are_feelings() -> None:
    """A bare map is not asked whether it exists."""
    assert [] == said("state-undeclared", gift(touchpoint("Pays")))


def test_stage_names_that_everybody_uses_are_no_jargon() -> None:
    """Onboarding is a usual name of a stage, and jargon for a touchpoint."""
    whole = journey("Gift").stage("Onboarding", touchpoint("Onboarding call"))
    assert [("Onboarding call",)] == found_at("inside-out-wording", whole)


def test_scripts_without_capitals_are_never_inconsistent() -> None:
    """Neither large nor small: nothing to compare."""
    steps = [touchpoint(name) for name in ("お支払い", "Pays", "広告を見る")]
    assert [] == said("inconsistent-casing", gift(*steps))


def test_unused_layers_are_one_line_and_off_by_default() -> None:
    """Absence stays visible on request, in one sentence."""
    [line] = said("dimension-unused", gift(touchpoint("Pays", Channel.WEBSITE)))
    assert "no emotions" in line
    assert "no channels" not in line
    assert "dimension-unused" not in recommended()
    assert "dimension-unused" in everything()


def test_a_layer_used_anywhere_is_used() -> None:
    """Evidence of a persona is evidence, and the owner of an idea is an owner."""
    ana = persona("Ana").evidenced_by("12 interviews")
    whole = journey("Gift").walked_by(ana).stage("Purchase", touchpoint("Pays"))
    [told] = said("dimension-unused", whole.opportunity("Hurry", everywhere=True, owner="Cho"))
    assert "evidence" not in told
    assert "owners" not in told
