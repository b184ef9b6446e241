"""Lifecycle: a map is measured by what it means to cover, and never by a shop's stages."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.asking import found_at, passed, said, sorts, unanswered
from journeykit import (
    BusinessGoal,
    Channel,
    Metric,
    buyer_journey,
    five_experience,
    five_retention,
    funnel,
    journey,
    persona,
    touchpoint,
)
from journeykit.model import Journey, Stage, Touchpoint

AD = touchpoint("Ad", purpose="inform")
PAYS = touchpoint("Pays", purpose="convert")
UNPACKS = touchpoint("Unpacks it", purpose="other")
MAYA, BEN = persona("Maya"), persona("Ben")


def sale() -> Journey:
    """As far as the sale."""
    return journey("Gift").stage("Awareness", AD).stage("Purchase", PAYS)


def used(*touchpoints: Touchpoint) -> Journey:
    """And beyond it."""
    return sale().stage("Experience", UNPACKS, *touchpoints)


@pytest.mark.parametrize("model", [funnel, buyer_journey], ids=lambda model: model.key)
def test_a_funnel_is_not_told_that_it_ends_at_the_sale(model: object) -> None:
    """It says so by its model, or by its scope."""
    stages = [s.including(touchpoint(f"In {s.name}")) for s in model.stages]  # type: ignore[attr-defined]
    whole = journey("Gift", stages=model)  # type: ignore[arg-type]
    for stage in stages:
        whole = whole.stage(stage.name, *stage.touchpoints)
    for rule in ("no-post-purchase", "missing-role", "no-follow-up"):
        assert [] == said(rule, whole)
    scoped = journey("Gift", scope=["awareness", "purchase"]).stage("Purchase", PAYS)
    assert [] == said("no-post-purchase", scoped)


def test_stages_of_ones_own_owe_no_sale() -> None:
    """A public service sells nothing, and nobody asks it to."""
    life = journey("Life").stage("Joining", AD).stage("Serving", UNPACKS)
    for rule in ("no-post-purchase", "missing-role", "no-follow-up", "no-support-touchpoint"):
        assert [] == said(rule, life)


def test_a_sale_nobody_has_filled_yet_ends_nothing() -> None:
    """A model just taken up is told of its empty stages, and of nothing else."""
    assert [] == said("no-post-purchase", journey("Gift").stage("Purchase"))


def test_any_stage_after_the_sale_will_do() -> None:
    """Retention alone is a life after the sale; an empty stage one may leave out is not."""
    assert [] == said("no-post-purchase", sale().stage("Retention", UNPACKS))
    left_out = sale().stage("Retention", optional=True)
    assert [("Purchase",)] == found_at("no-post-purchase", left_out)


def test_an_empty_stage_after_the_sale_is_left_to_the_rule_on_empty_stages() -> None:
    """The gap is there, and it is told once."""
    assert [] == said("no-post-purchase", sale().stage("Retention"))
    assert [("Retention",)] == found_at("empty-stage", sale().stage("Retention"))


def test_a_role_in_scope_needs_touchpoints() -> None:
    """Each missing role is one finding with a role for its address."""
    whole = journey("Gift", scope=["awareness", "purchase", "retention", "advocacy"])
    whole = whole.stage("Awareness", AD).stage("Purchase", PAYS)
    assert [("advocacy",), ("retention",)] == found_at("missing-role", whole)


def test_onboarding_of_its_own_needs_no_purpose() -> None:
    """A stage that is onboarding and nothing else says it all."""
    together = journey("Gift", stages=five_experience).stage("Purchase", PAYS, UNPACKS)
    assert [("Purchase",)] == found_at("no-onboarding", together)
    apart = sale().stage("Onboarding", UNPACKS)
    assert [] == said("no-onboarding", apart)


def test_help_for_some_is_no_help_for_the_others() -> None:
    """The personas who find none are named."""
    helps = touchpoint("Chat", purpose="support", personas=[MAYA])
    whole = journey("Gift").walked_by(MAYA, BEN).stage("Experience", UNPACKS, helps)
    assert [("Ben",)] == found_at("no-support-touchpoint", whole)


def test_help_at_any_time_or_by_phone_is_help() -> None:
    """It need not stand in the stage, nor be called support."""
    calls = touchpoint("Calls", Channel.PHONE, purpose="other")
    assert [] == said("no-support-touchpoint", used().anytime(calls))
    assert [] == said("no-support-touchpoint", used(calls))


def test_purposes_are_asked_for_only_where_they_are_used() -> None:
    """A map that does not say what touchpoints are for cannot lack help, thanks or a farewell."""
    bare = journey("Gift").stage("Purchase", touchpoint("Pays"))
    bare = bare.stage("Experience", touchpoint("Uses it")).stage("Advocacy", touchpoint("Talks"))
    for rule in (
        "no-onboarding",
        "no-support-touchpoint",
        "no-advocacy-mechanism",
        "no-feedback-loop",
        "no-offboarding",
    ):
        assert [] == said(rule, bare)


def test_the_company_is_heard_of_again() -> None:
    """Later in the walk, or at any time; before the sale does not count."""
    offer = touchpoint("Gets an offer", initiator="company")
    thanks = touchpoint("Gets a thank-you", initiator="company")
    before = journey("Gift").stage("Awareness", offer).stage("Purchase", PAYS)
    silent = before.stage("Experience", UNPACKS)
    assert ['the company does not get in touch again after "Pays"'] == said("no-follow-up", silent)
    assert [] == said("no-follow-up", before.stage("Experience", UNPACKS, thanks))
    assert [] == said("no-follow-up", silent.anytime(thanks))
    nobody = sale().stage("Experience", UNPACKS)
    assert ["who begins the contact"] == unanswered("no-follow-up", nobody)


def test_what_the_company_sends_by_itself_it_begins() -> None:
    """A machine with a trigger does not wait for customers, though nobody said who begins."""
    mail = touchpoint("Tracking email", automated=True, trigger="shipped")
    assert [(1, "sales")] == passed("no-follow-up", used(mail))


def test_without_an_order_nobody_knows_what_comes_after_the_sale() -> None:
    """What stands beside the sale in an unordered stage may come before it."""
    offer = touchpoint("Gets an offer", initiator="company")
    beside = journey("Gift").stage("Purchase", PAYS, offer).stage("Experience", UNPACKS)
    assert ["how people move on"] == unanswered("no-follow-up", beside)
    assert [("Pays",)] == found_at("no-follow-up", beside.flow(offer >> PAYS))


def test_reviews_are_a_means_to_recommend() -> None:
    """The channel tells as much as the purpose."""
    writes = touchpoint("Writes", Channel.REVIEWS, purpose="other")
    assert [] == said("no-advocacy-mechanism", used().stage("Advocacy", writes))


@pytest.mark.parametrize("outcome", ["abandoned", "failed"])
def test_a_bad_outcome_needs_a_way_on(outcome: str) -> None:
    """Any way but churn is one, and so is a touchpoint that is there to recover."""
    lost = Touchpoint("Leaves", outcome=outcome)  # type: ignore[arg-type]
    whole = journey("Gift").stage("Purchase", lost, PAYS)
    assert [("Leaves",)] == found_at("no-recovery-path", whole)
    assert [("Leaves",)] == found_at("no-recovery-path", whole.flow(lost >> PAYS, kind="churn"))
    assert [] == said("no-recovery-path", whole.flow(lost >> PAYS))
    mails = touchpoint("Reminder", purpose="recovery")
    assert [] == said("no-recovery-path", whole.stage("Purchase", mails))
    assert [] == said("no-recovery-path", whole.anytime(mails))


def test_telling_others_of_a_failure_is_no_way_on() -> None:
    """What people do alone or among others leads back only if it leads somewhere."""
    lost = touchpoint("Gives up", Channel.SELF, outcome="abandoned")
    tells = touchpoint("Tells a colleague", Channel.WORD_OF_MOUTH)
    whole = journey("Gift").stage("Purchase", PAYS, lost, tells).flow(PAYS >> lost >> tells)
    assert [("Gives up",)] == found_at("no-recovery-path", whole)
    assert [] == said("no-recovery-path", whole.flow(tells >> PAYS))


def test_a_recovery_of_the_whole_stage_counts() -> None:
    """People who fail anywhere in it are led on together."""
    lost = touchpoint("Fails", outcome="failed")
    test, lessons = Stage("Test", [lost]), Stage("Lessons", [AD])
    whole = journey("Driving").stage(lessons).stage(test)
    assert [("Fails",)] == found_at("no-recovery-path", whole)
    assert [] == said("no-recovery-path", whole.flow(test >> lessons, kind="retry"))


def test_a_farewell_may_be_a_way_out() -> None:
    """A transition of kind churn shows how people leave."""
    whole = used(touchpoint("Quits", purpose="other"))
    assert 1 == len(said("no-offboarding", whole))
    quits = whole.stages[-1].touchpoints[-1]
    assert [] == said("no-offboarding", whole.flow(UNPACKS >> quits, kind="churn"))


def test_a_model_in_a_document_is_held_to_its_roles() -> None:
    """Where a scope is declared, the scope speaks instead."""
    short = Journey("Gift", stage_model="five-retention", stages=funnel.stages)
    assert [
        (
            'no stage plays "experience", "retention" and "advocacy", which the model "Five stages '
            'with retention" has'
        )
    ] == said("template-mismatch", short)
    assert [] == said("template-mismatch", journey("Gift", stages=five_retention))
    own = Journey("Gift", stage_model="acme-seven", stages=funnel.stages)
    assert [] == said("template-mismatch", own)


def test_a_business_goal_needs_its_part_of_the_journey() -> None:
    """A misspelt role is proposed in full; a goal without a role asks for nothing."""
    goals = [BusinessGoal("Repeat riders", "retencion"), BusinessGoal("Fame")]
    whole = sale().aims_at(*goals)
    assert [
        (
            'no touchpoint for the business goal "Repeat riders" ("retencion"); did you mean '
            '"retention"?'
        )
    ] == said("business-goal-without-stage", whole)


def test_a_stage_of_ones_own_after_the_sale_may_be_what_comes_after() -> None:
    """Nobody knows its role, so nobody may say that the journey ends before it."""
    assert [] == said("no-post-purchase", sale().stage("Settling in", UNPACKS))
    assert [("Purchase",)] == found_at("no-post-purchase", sale().stage("Settling in"))
    before = journey("Gift").stage("Dreaming", UNPACKS).stage("Purchase", PAYS)
    assert [("Purchase",)] == found_at("no-post-purchase", before)


def test_of_a_sale_without_roles_after_it_nothing_is_claimed() -> None:
    """A stage of one's own may be anything, so that its role is asked for."""
    later = sale().stage("Settling in", UNPACKS)
    assert ["which part of a life each stage is"] == unanswered("no-post-purchase", later)


def test_stages_come_in_the_order_of_a_life() -> None:
    """Comparing after paying is a slip; stages with both roles and those of one's own are not."""
    compares = touchpoint("Compares")
    assert [("Consideration",)] == found_at(
        "role-out-of-order", sale().stage("Consideration", compares)
    )
    own = sale().stage("Compares again", compares)
    assert [(2, "stages with a role")] == passed("role-out-of-order", own)
    both = sale().stage("Next one", compares, roles=["consideration", "retention"])
    assert [] == said("role-out-of-order", both)


CALLS = touchpoint("Asks for help", Channel.PHONE, purpose="support")


def test_one_line_for_help_is_one_too_few() -> None:
    """Unless there is another way; on no channel at all it cannot be told."""
    assert [("Asks for help",)] == found_at("single-channel-support", used(CALLS))
    assert [] == said("single-channel-support", used(CALLS.on(Channel.EMAIL)))
    writes = touchpoint("Writes", Channel.SUPPORT)
    assert [(2, "touchpoints that help")] == passed("single-channel-support", used(CALLS, writes))
    nowhere = used(touchpoint("Asks", purpose="support"))
    assert ["where touchpoints happen"] == unanswered("single-channel-support", nowhere)


def steps(number: int, **told: Any) -> list[Touchpoint]:
    """So many touchpoints."""
    return [touchpoint(f"Step {n}", **told) for n in range(number)]


def test_a_long_journey_asks_how_it_was() -> None:
    """For review where purposes are not said; a metric of satisfaction is a question asked."""
    whole = journey("Permit").stage("Apply", *steps(12)).measured_by("Days")
    assert [(("Permit",), True)] == sorts("no-feedback-loop", whole)
    assert [] == said("no-feedback-loop", whole.measured_by(Metric("Content", "csat")))
    assert [] == said("no-feedback-loop", whole.stage("End", touchpoint("Says", Channel.SURVEY)))
    assert [] == said("no-feedback-loop", journey("Permit").stage("Apply", *steps(11)))
    assert [(("Gift",), False)] == sorts("no-feedback-loop", used())


def test_a_company_is_silent_with_those_whom_it_tells_nothing() -> None:
    """A letter to Ben does not reach Maya, who waits."""
    letter = touchpoint("Gets a letter", initiator="company").met_by(BEN)
    asks, again = touchpoint("Asks"), touchpoint("Asks again")
    whole = journey("Claim").walked_by(MAYA, BEN).stage("Report", AD)
    whole = whole.stage("Settle", letter, asks, again)
    assert ['the company begins no contact in "Settle" with "Maya"'] == said(
        "silent-company", whole
    )
    assert [("Settle", "Asks again")] == found_at("silent-company", whole)
    both = journey("Claim").walked_by(MAYA, BEN).stage("Report", AD).stage("Settle", asks, again)
    assert ["the company begins no contact in the whole journey"] == said("silent-company", both)


FLAT = persona("Ana", goals=["a flat"])
GETS = touchpoint("Gets the flat").serves(FLAT, "a flat")


def test_a_goal_reached_is_not_the_end() -> None:
    """Moving in is; a sale is asked for what comes after it by another rule."""
    whole = journey("Renting").walked_by(FLAT).stage("Looking", AD).stage("Moving", GETS)
    rule = "ends-with-the-goal"
    assert [(("Gets the flat",), True)] == sorts(rule, whole)
    assert [(1, "ends of the journey")] == passed(rule, whole.stage("Living", UNPACKS))
    bought = journey("Renting").walked_by(FLAT).stage("Looking", AD).stage("Purchase", GETS)
    assert [] == said(rule, bought)
    unsaid = journey("Renting").walked_by(FLAT).stage("Looking", AD).stage("Moving", UNPACKS)
    assert ["which goals touchpoints serve"] == unanswered(rule, unsaid)
    mixed = journey("Renting").walked_by(FLAT).stage("Looking", AD).stage("Moving", GETS, UNPACKS)
    assert ["how people move on"] == unanswered(rule, mixed)


def test_who_decides_may_refuse() -> None:
    """A review by somebody else with one way on; a plan without any other way."""
    check, rule = touchpoint("The papers are reviewed"), "no-unhappy-path"
    whole = journey("Permit", state="as-is").stage("Apply", AD, check, UNPACKS)
    assert [(("The papers are reviewed",), True)] == sorts(rule, whole)
    refused = touchpoint("Is refused", outcome="failed")
    assert [(1, "decisions by somebody else, and plans")] == passed(
        rule, whole.stage("End", refused)
    )
    assert [] == said(rule, whole.flow(check >> UNPACKS, when="the papers are valid"))
    reads = journey("Gift").stage("Look", touchpoint("Reads reviews"), UNPACKS)
    assert [] == said(rule, reads)
    plan = journey("Gift", state="to-be").stage("Buy", *steps(5))
    assert [(("Gift",), True)] == sorts(rule, plan)
    assert [] == said(rule, journey("Gift", state="as-is").stage("Buy", *steps(5)))


def test_asking_meanwhile_is_no_other_decision() -> None:
    """People may call and come back: what happens if they are refused, nobody says."""
    rule, check = "no-unhappy-path", touchpoint("The papers are reviewed")
    asks, given = touchpoint("Asks", Channel.PHONE), touchpoint("Hears that it is approved")
    whole = journey("Permit", state="as-is").stage("Apply", AD, check, asks, given)
    whole = whole.flow(AD >> check >> given).flow(check >> asks >> check, kind="return")
    assert [(("The papers are reviewed", "Hears that it is approved"), True)] == sorts(rule, whole)
    again = whole.flow(check >> AD, when="a paper is missing")
    assert [] == said(rule, again)


def test_what_is_granted_may_be_refused_whatever_else_goes_wrong() -> None:
    """The missing paper is on the map, those who are turned down are not."""
    rule, check = "no-unhappy-path", touchpoint("The papers are reviewed")
    tests, given = touchpoint("Is tested"), touchpoint("Hears that it is approved")
    whole = journey("Permit", state="as-is").stage("Apply", AD, check, tests, given)
    whole = whole.flow(AD >> check >> tests >> given).flow(check >> AD, when="a paper is missing")
    assert [(("Hears that it is approved",), True)] == sorts(rule, whole)
    assert [] == said(rule, whole.flow(tests >> AD, when="the test is not passed"))


def test_what_people_decide_themselves_needs_no_refusal() -> None:
    """Nobody turns them down."""
    decides = touchpoint("Decides which one to take")
    whole = journey("Gift", state="as-is").stage("Buy", AD, decides, UNPACKS)
    assert [] == said("no-unhappy-path", whole.flow(AD >> decides >> UNPACKS))


def test_bad_ends_are_two_findings_at_most() -> None:
    """Those who gave up share one, those who failed another."""
    left = [touchpoint(f"Leaves {n}", outcome="abandoned") for n in range(2)]
    lost = [touchpoint(f"Fails {n}", outcome="failed") for n in range(2)]
    assert [("Fails 0", "Fails 1"), ("Leaves 0", "Leaves 1")] == sorted(
        found_at("no-recovery-path", sale().stage("End", *left, *lost))
    )


@pytest.mark.parametrize("words", ["Writes to customer service", "Asks the help desk"])
def test_a_touchpoint_that_speaks_of_help_is_a_second_way_to_get_it(words: str) -> None:
    """Its name says what it is, though nobody stated a purpose."""
    other = touchpoint(words, Channel.EMAIL)
    assert [] == said("single-channel-support", used(CALLS, other))
    assert 1 == len(said("single-channel-support", used(CALLS, touchpoint("Buys", Channel.EMAIL))))


def test_a_telephone_that_customers_call_is_a_second_way_to_get_help() -> None:
    """A call from the company is none."""
    chats = touchpoint("Chats", Channel.SUPPORT)
    calls = touchpoint("Calls", Channel.PHONE)
    called = touchpoint("Is called", Channel.PHONE, initiator="company")
    assert [] == said("single-channel-support", used(chats, calls))
    assert [("Chats",)] == found_at("single-channel-support", used(chats, called))


def test_a_decision_among_stages_of_other_names_is_no_sale() -> None:
    """A council decides, too; beside Consideration somebody decides to buy."""
    applies, hears = touchpoint("Applies"), touchpoint("Hears the decision")
    permit = journey("Permit").stage("Applying", applies).stage("Decision", hears)
    assert [] == said("no-post-purchase", permit)
    bought = journey("Gift").stage("Consideration", applies).stage("Decision", hears)
    assert ['the journey ends with "Decision"'] == said("no-post-purchase", bought)
    scoped = journey("Gift", scope=["purchase", "experience"]).stage("Decision", hears)
    assert ['the journey ends with "Decision"'] == said("no-post-purchase", scoped)
