"""What real maps taught: the same gap is told once, and what is no gap is left alone."""

from __future__ import annotations

import pytest

from helpers.asking import found_at, said
from journeykit import (
    Channel,
    Metric,
    attribute,
    five_experience,
    journey,
    persona,
    touchpoint,
)
from journeykit.model import Journey, State
from journeykit.validation import check, recommended

ANA, BEN = persona("Ana"), persona("Ben")
AD, PAYS = touchpoint("Ad"), touchpoint("Pays")


def rules_of(whole: Journey) -> set[str]:
    """The names of the recommended rules that find something."""
    return {finding.rule for finding in check(whole, recommended()).findings}


def test_an_empty_stage_is_told_once() -> None:
    """Not once more for each persona, nor for the role that the stage plays."""
    whole = journey("Gift").walked_by(ANA, BEN).stage("Awareness", AD).stage("Retention")

    told = rules_of(whole) & {"empty-stage", "persona-stage-hole", "missing-role"}
    assert {"empty-stage"} == told


def test_an_empty_stage_that_may_be_left_out_still_lacks_its_role() -> None:
    """Nobody asks an optional stage for touchpoints, so the scope has to."""
    whole = journey("Gift", scope=["awareness", "retention"]).stage("Awareness", AD)

    assert ["missing-role"] == [
        f.rule for f in check(whole.stage("Retention", optional=True), recommended()).findings
    ]


def test_empty_stages_are_one_finding() -> None:
    """Who has just started from a stage model is told once, and not of the lifecycle as well."""
    whole = journey("Shop", stages=five_experience).stage("Purchase", PAYS)

    assert {"empty-stage"} == rules_of(whole)
    told = '4 of 5 stages have no touchpoints: "Awareness", "Consideration"'
    assert [f'{told}, "Experience" and "Advocacy"'] == said("empty-stage", whole)


def test_a_branch_for_nobody_is_told_where_it_begins() -> None:
    """What follows behind it is a consequence."""
    desk, seat = touchpoint("VIP desk"), touchpoint("VIP seat")
    whole = (
        journey("Gift")
        .walked_by(persona("Ana", demographics={"age": 30}))
        .stage("Awareness", AD)
        .stage("Purchase", desk, seat, PAYS)
        .flow(AD >> PAYS)
        .flow(AD >> desk, when=attribute("age").at_least(65))
        .flow(desk >> seat >> PAYS)
    )

    assert [("Ad → VIP desk",)] == found_at("persona-branch-uncovered", whole)


def test_who_does_not_get_through_is_not_told_of_goals_as_well() -> None:
    """That the goal lies behind the closed way is a consequence."""
    young = persona("Ana", goals=["a bottle of wine"], demographics={"age": 16})
    sold = touchpoint("Pays").serves(young, "a bottle of wine")
    whole = (
        journey("Wine")
        .walked_by(young)
        .stage("Awareness", AD)
        .stage("Purchase", sold)
        .flow(AD >> sold, when=attribute("age").at_least(18))
    )

    assert "persona-without-path" in rules_of(whole)
    assert set() == rules_of(whole) & {"goal-out-of-reach", "persona-branch-uncovered"}


def test_nobody_is_lost_where_they_never_come() -> None:
    """A place for everybody to which only one persona is led need not lead the others on."""
    app, desk = touchpoint("Checks in in the app"), touchpoint("Checks in at the desk")
    flight = (
        journey("Flight")
        .walked_by(ANA, BEN)
        .stage("Book", AD)
        .stage("Check in", app, desk)
        .stage("Fly", PAYS)
        .flow(AD >> app >> PAYS, personas=[ANA])
        .flow(AD >> desk >> PAYS, personas=[BEN])
    )

    assert [] == said("incomplete-guards", flight)


def test_starting_over_does_not_leave_a_stage() -> None:
    """Whoever is won back begins anew; for everybody else the next stage follows."""
    tries, cancels = touchpoint("Tries it"), touchpoint("Cancels", outcome="abandoned")
    reads, shares = touchpoint("Reads"), touchpoint("Shares")
    whole = (
        journey("Newspaper", state="as-is")
        .stage("Consideration", tries)
        .stage("Retention", reads, cancels)
        .stage("Advocacy", shares)
        .flow(tries >> reads)
        .flow(reads >> cancels, kind="churn")
        .flow(cancels >> tries, kind="recovery")
    )

    assert set() == rules_of(whole)


def test_what_nothing_leads_to_is_one_finding() -> None:
    """With what only that leads to, however long the row."""
    lost = [touchpoint(f"Lost {n}") for n in range(4)]
    whole = (
        journey("Gift")
        .stage("Purchase", AD, PAYS, *lost)
        .flow(AD >> PAYS)
        .flow(lost[0] >> lost[2] >> lost[3], lost[1] >> lost[2])
    ).stage("Purchase", touchpoint("Start", entry=True))
    whole = whole.flow(whole.touchpoints[-1] >> AD)

    assert [("Lost 0", "Lost 1", "Lost 2", "Lost 3")] == found_at("unreachable-touchpoint", whole)


def test_a_misplaced_entry_is_one_finding() -> None:
    """Whatever cannot be reached any more because of it, by whomever, follows from that."""
    ana, ben = persona("Ana", goals=["a gift"]), persona("Ben", goals=["a book"])
    blog = touchpoint("Blog").serves(ben, "a book")
    shop, pays = touchpoint("Shop", entry=True), touchpoint("Pays").serves(ana, "a gift")
    whole = (
        journey("Gift", state="as-is")
        .walked_by(ana, ben)
        .stage("Awareness", AD)
        .stage("Consideration", blog)
        .stage("Buying", shop, pays)
        .flow(AD >> blog >> shop >> pays)
    )
    [cause] = [f for f in check(whole).findings if f.consequences]

    assert "unreachable-touchpoint" == cause.rule
    assert ["goal-out-of-reach"] == [each.rule for each in cause.consequences]
    assert 'touchpoint("Ad", entry=True), because "Shop" is marked as the entry' in cause.fix
    assert {"unreachable-touchpoint"} == rules_of(whole) - {"thin-persona"}


def test_who_starts_elsewhere_starts_there() -> None:
    """The entry of one persona says nothing of where the other begins: no finding, no fix."""
    starts, own = touchpoint("Starts", entry=True).met_by(ANA), touchpoint("Opens").met_by(BEN)
    whole = journey("Gift").walked_by(ANA, BEN).stage("One", starts, own).stage("Two", PAYS)
    report = check(whole.flow(starts >> PAYS).flow(own >> PAYS))

    assert () == (*report.of("unreachable-touchpoint"), *report.of("persona-without-path"))


def test_an_isolated_touchpoint_is_told_once() -> None:
    """Nobody comes there, and that nobody gets away is a consequence."""
    lone, shop = touchpoint("Kiosk"), touchpoint("Shop")
    whole = journey("Gift").stage("Awareness", AD).stage("Looking", shop, lone)
    whole = whole.stage("Buying", PAYS).flow(AD >> shop >> PAYS)

    assert {"unreachable-touchpoint"} == rules_of(whole) & {"unreachable-touchpoint", "dead-end"}


def test_two_journeys_on_one_map_leave_each_channel_alone() -> None:
    """That the web and the branch lead to no other channel is the same said again."""
    web, order = (touchpoint(name, Channel.WEBSITE) for name in ("Web", "Order"))
    walks_in, counter = (touchpoint(name, Channel.IN_STORE) for name in ("Comes", "Counter"))
    whole = (
        journey("Gift")
        .stage("Looking", web, walks_in)
        .stage("Buying", order, counter)
        .flow(web >> order)
        .flow(walks_in >> counter)
    )
    told = rules_of(whole) & {"disconnected-component", "isolated-channel"}

    assert {"disconnected-component"} == told
    assert 2 == len(check(whole).of("isolated-channel"))


def test_thin_personas_are_one_finding() -> None:
    """A workshop that has only names so far is told so once."""
    whole = journey("Gift").walked_by(ANA, BEN).stage("Purchase", PAYS)

    assert ['little is known of "Ana" and "Ben" beyond the names'] == said("thin-persona", whole)


def test_a_trap_is_told_once() -> None:
    """Where nobody gets through, that is not told again of each persona."""
    trap = (
        journey("Gift")
        .walked_by(ANA, BEN)
        .stage("Purchase", touchpoint("Ad", entry=True), PAYS)
        .flow(AD >> PAYS >> AD)
    )

    assert {"cycle-without-exit"} == rules_of(trap) & {
        "cycle-without-exit",
        "no-exit",
        "persona-without-path",
    }


def test_going_back_in_a_circle_is_called_so() -> None:
    """A cycle that has ways out is no trap, and people complain of it all the same."""
    guide, issues = touchpoint("Guide"), touchpoint("Issues")
    readme, change = touchpoint("README"), touchpoint("Change")
    whole = (
        journey("Contributing")
        .stage("Engagement", guide, issues)
        .stage("Onboarding", readme)
        .stage("Contribution", change)
        .flow(guide >> issues >> readme >> guide)
        .flow(issues >> change)
    )

    told = '"README → Guide" goes from "Onboarding" back to "Engagement"'
    assert [f"{told}, and people can go in circles"] == said("stage-order-violation", whole)


def test_going_back_is_one_finding_for_two_stages() -> None:
    """However many arrows lead from one stage to one other."""
    compare, browse = touchpoint("Compares"), touchpoint("Browses")
    receipt = touchpoint("Gets the receipt")
    whole = (
        journey("Gift")
        .stage("Awareness", AD)
        .stage("Consideration", compare, browse)
        .stage("Purchase", PAYS, receipt)
        .flow(AD >> compare >> PAYS >> receipt)
        .flow(PAYS >> compare, PAYS >> browse >> receipt)
        .flow(receipt >> AD)
    )

    assert [
        ("Gets the receipt → Ad",),
        ("Pays → Compares", "Pays → Browses"),
    ] == found_at("stage-order-violation", whole)


def test_the_holes_of_a_persona_are_one_finding() -> None:
    """Who is away in the middle misses it once; before joining and after leaving, nothing."""
    lone = [touchpoint(name, personas=ANA) for name in ("Ad", "Shop")]
    whole = (
        journey("Gift")
        .walked_by(ANA, BEN)
        .stage("Start", touchpoint("Hears of it"))
        .stage("Awareness", lone[0])
        .stage("Consideration", lone[1])
        .stage("Purchase", PAYS)
        .stage("Use", touchpoint("Uses it", personas=ANA))
    )

    assert ['Ben has no touchpoint in 2 of 4 stages: "Awareness" and "Consideration"'] == said(
        "persona-stage-hole", whole
    )


@pytest.mark.parametrize(("state", "told"), [("as-is", 1), ("to-be", 0), ("planned", 0)])
def test_a_plan_has_missed_no_target(state: State, told: int) -> None:
    """The figures on a map of what is to come are those of today."""
    sales = Metric("Sales", target=80, direction="higher", value=31)
    whole = journey("Gift", state=state).stage("Purchase", touchpoint("Pays", metrics=sales))

    assert told == len(said("target-missed", whole))


def test_one_measured_place_is_no_plan_to_measure() -> None:
    """The other stages are asked for metrics as soon as two places have some."""
    one = journey("Gift").stage("Awareness", AD).stage("Purchase", PAYS.measured_by("Sales"))
    two = one.stage("Experience", touchpoint("Unpacks", metrics="Returns"))

    assert [] == said("stage-without-metric", one)
    assert [("Awareness",)] == found_at("stage-without-metric", two)


def test_an_opportunity_is_asked_for_a_metric_when_another_has_one() -> None:
    """Metrics may watch a journey without judging a plan."""
    whole = (
        journey("Gift")
        .stage("Purchase", PAYS.measured_by("Sales"))
        .opportunity("Show costs", PAYS)
        .opportunity("Wrap gifts", PAYS)
    )
    judged = whole.opportunity("Ship faster", PAYS, metric="Sales")

    assert [] == said("opportunity-without-metric", whole)
    assert [("Show costs", "Wrap gifts")] == found_at("opportunity-without-metric", judged)


def test_what_others_own_needs_no_owner() -> None:
    """Nobody in the company answers for a search engine or for a bank."""
    whole = journey("Gift").stage(
        "Purchase",
        PAYS.owned_by("Shop team"),
        touchpoint("Pays by card").owned_by("Shop team"),
        touchpoint("Searches", Channel.SEARCH),
        touchpoint("The card expires", initiator="third party"),
    )

    assert [] == said("touchpoint-without-owner", whole)


def test_what_others_begin_needs_no_channel() -> None:
    """A card expires in the life of its owner, not on a channel of the company."""
    whole = journey("Gift").stage(
        "Purchase",
        touchpoint("Pays", Channel.WEBSITE),
        touchpoint("The card expires", initiator="third party"),
    )

    assert [] == said("touchpoint-without-channel", whole)


def test_a_failure_is_not_won_back() -> None:
    """Who gave up may be won back; who was refused needs help."""
    whole = journey("Fare").stage(
        "Prove it",
        touchpoint("Leaves the form", outcome="abandoned"),
        touchpoint("Is refused", outcome="failed"),
    )

    assert [
        'no help after "Is refused"',
        'nobody tries to win people back after "Leaves the form"',
    ] == said("no-recovery-path", whole)
