"""Experience: each low point and each pain is told once, by the rule that knows most."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from helpers.asking import asked, found_at, said
from journeykit import Channel, Touchpoint, coverage_of, journey, persona, stage, touchpoint
from journeykit.model import Journey
from journeykit.pains import Pain
from journeykit.validation import check, recommended

MAYA, BEN = persona("Maya"), persona("Ben")


def gift(*touchpoints: Touchpoint, **said_: Any) -> Journey:
    """Maya and Ben buy a gift."""
    start = journey("Buying a gift", **said_).walked_by(MAYA, BEN)
    return start.stage("Purchase", *touchpoints)


def low(name: str = "Basket") -> Touchpoint:
    """A low point."""
    return touchpoint(name).feels(MAYA, -2)


def experience_rules(whole: Journey) -> list[str]:
    """Which recommended rules of the family speak."""
    rules = recommended().select("JK5")
    report = check(whole, rules, clock=datetime.date(2026, 7, 1))
    return [finding.rule for finding in report.findings]


def test_an_explained_low_point_is_told_once() -> None:
    """A pain explains the dip: what is done about it is the one question."""
    whole = gift(low().hurts(MAYA, "hidden costs"), touchpoint("Pays").feels(MAYA, 1))
    assert ["pain-without-response"] == experience_rules(whole)


def test_an_unexplained_low_point_is_told_once() -> None:
    """Neither a cause nor an idea: one finding asks for both."""
    whole = gift(low(), touchpoint("Pays").feels(MAYA, 1))
    assert ["dip-without-opportunity"] == experience_rules(whole)


def test_a_low_point_with_an_idea_and_no_cause_is_told_once() -> None:
    """An idea for an unknown cause: what hurts?"""
    whole = gift(basket := low(), touchpoint("Pays").feels(MAYA, 1)).opportunity("Be nice", basket)
    assert ["dip-without-cause"] == experience_rules(whole)


def test_a_low_point_with_cause_and_idea_is_left_alone() -> None:
    """This is what the map is for."""
    basket = low().hurts(MAYA, "hidden costs")
    assert [] == experience_rules(
        gift(basket, touchpoint("Pays").feels(MAYA, 1)).opportunity("Show costs", basket)
    )


def test_what_hurts_one_step_before_explains_a_low_point() -> None:
    """Who leaves the basket does so because of the checkout, which is told once."""
    checkout, leaves = touchpoint("Checks out").hurts(MAYA, "hidden costs"), low("Leaves")
    whole = gift(touchpoint("Shop").feels(MAYA, 1), checkout, leaves)
    assert [] == said("dip-without-opportunity", whole.flow(checkout >> leaves))
    assert [("Leaves",)] == found_at("dip-without-opportunity", whole)
    on_the_way = whole.flow(whole.touchpoints[0] >> leaves, pains="it is slow")
    assert [] == said("dip-without-opportunity", on_the_way)


def test_an_idea_for_the_stage_answers_nothing_but_the_pain_it_names() -> None:
    """The stage says where it is drawn; the other pain points and dips stay open."""
    costs, form = Pain("hidden costs"), Pain("a long form")
    pays = touchpoint("Pays").hurts(MAYA, costs, form)
    whole = gift(low(), pays)
    for addresses in ([whole.stages[0]], [costs, whole.stages[0]], [costs, pays]):
        planned = whole.opportunity("Rebuild the checkout", *addresses)
        assert [("Basket",)] == found_at("dip-without-opportunity", planned)
        (names,) = found_at("pain-without-response", planned)
        assert "a long form" in names
        assert (costs in addresses) == ("hidden costs" not in names)


def test_an_idea_for_a_touchpoint_answers_what_hurts_there_if_that_is_one_thing() -> None:
    """Of two pain points nobody can tell which it would end, until there are two ideas."""
    once = gift(pays := touchpoint("Pays").hurts(MAYA, "hidden costs"))
    assert [] == asked("pain-without-response", once.opportunity("Rebuild it", pays))
    twice = gift(pays := touchpoint("Pays").hurts(MAYA, "hidden costs", "a long form"))
    planned = twice.opportunity("Rebuild it", pays)
    (finding,) = asked("pain-without-response", planned)
    assert finding.review
    assert finding.message == (
        '"Rebuild it" at "Pays" does not say which of the pain points there would end: '
        '"hidden costs" and "a long form"'
    )
    assert finding.fix == 'name them: .opportunity("Rebuild it", …, pain)'
    assert [] == asked("pain-without-response", planned.opportunity("Ask for less", pays))
    assert 0 == coverage_of(planned)["pain"].numerator


def test_an_idea_that_names_a_pain_point_leaves_the_other_to_the_idea_beside_it() -> None:
    """One is answered by name, so that the other is the only one that is left."""
    costs = Pain("hidden costs")
    whole = gift(pays := touchpoint("Pays").hurts(MAYA, costs, "a long form"))
    planned = whole.opportunity("Show costs", costs)
    assert ['no response to the pain point "a long form" at "Pays"'] == said(
        "pain-without-response", planned
    )
    assert [] == asked("pain-without-response", planned.opportunity("Rebuild it", pays))


def test_a_dropped_idea_answers_nothing() -> None:
    """What will not be done is no answer."""
    basket = low().hurts(MAYA, "hidden costs")
    whole = gift(basket).opportunity("Show costs", basket, status="dropped")
    assert ['no response to the pain point "hidden costs" at "Basket"'] == said(
        "pain-without-response", whole
    )


def test_a_low_point_of_two_personas_is_one() -> None:
    """Who feels what is told in one sentence."""
    both = low().feels(BEN, -1)
    assert ['the low point "Basket" (Maya −2, Ben −1) has no cause and no opportunity'] == (
        said("dip-without-opportunity", gift(both))
    )


def test_without_any_idea_low_points_are_one_finding() -> None:
    """A map on which nobody has begun to work is told so once, and split by waivers."""
    [finding] = asked("dip-without-opportunity", gift(low("A"), low("B")))
    assert (("A", "B"), True) == (finding.names, finding.each)


def test_with_ideas_each_low_point_without_one_stands_for_itself() -> None:
    """Where others are worked on, each exception counts."""
    whole = gift(low("A"), low("B"), high := touchpoint("C")).opportunity("More of it", high)
    assert [("A",), ("B",)] == found_at("dip-without-opportunity", whole)


@pytest.mark.parametrize(("valence", "count"), [(-0.5, 0), (-1, 1), (-1.5, 1)])
def test_how_low_is_low(valence: float, count: int) -> None:
    """From −1 on, unless told otherwise."""
    whole = gift(touchpoint("Basket").feels(MAYA, valence))
    assert count == len(said("dip-without-opportunity", whole))
    assert 1 == len(said("dip-without-opportunity", whole, at_most=-0.5))


def test_pains_of_personas_belong_to_another_rule() -> None:
    """What a persona brings along is no pain of the map."""
    sore = persona("Maya", pains=["hidden costs"])
    pays = touchpoint("Pays").hurts(sore, "a long form", response="a short form")
    whole = journey("Gift").walked_by(sore).stage("Purchase", pays)
    assert [] == said("pain-without-response", whole)


def test_one_pain_at_two_places_is_one_finding() -> None:
    """The finding names both places."""
    pains = Pain("hidden costs"), Pain("long form", response="a short form")
    whole = gift(touchpoint("A").hurts(MAYA, *pains), touchpoint("B").hurts(MAYA, pains[0]))
    assert ['no response to the pain point "hidden costs" at "A" and "B"'] == said(
        "pain-without-response", whole
    )


def test_a_pain_answered_at_one_of_two_places_is_told_of_the_other() -> None:
    """An idea for one place does nothing for the other."""
    pain = Pain("hidden costs")
    first, second = touchpoint("A").hurts(MAYA, pain), touchpoint("B").hurts(MAYA, pain)
    whole = gift(first, second).opportunity("Show costs", first)
    assert [("hidden costs", "B")] == found_at("pain-without-response", whole)


def test_pains_of_stages_and_ways_count() -> None:
    """A stage and a step can hurt too."""
    shop, pays = touchpoint("Shop"), touchpoint("Pays")
    whole = (
        journey("Gift")
        .stage(stage("Purchase", shop, pays, pains="too slow"))
        .flow(shop >> pays, pains="log in again")
    )
    [finding] = asked("pain-without-response", whole)
    assert ("too slow", "log in again") == finding.names
    assert (
        'both pain points at "Purchase" and "Shop → Pays" have no response and no opportunity'
        in finding.message
    )


def test_unanswered_pain_points_are_one_finding() -> None:
    """However many they are, the cause is one; each is a part of the finding."""
    done = [f"answered {n}" for n in range(3)]
    pays = touchpoint("Pays").hurts(MAYA, *done, response="yes")
    assert 1 == len(said("pain-without-response", gift(pays.hurts(MAYA, "a"))))
    assert 1 == len(said("pain-without-response", gift(pays.hurts(MAYA, "a", "b", "c", "d"))))


def test_the_worst_point_may_be_one_of_several() -> None:
    """Of equally bad moments one can come first."""
    first, second = low("A"), low("B")
    whole = (
        gift(first, second)
        .opportunity("Mend A", first, priority="low")
        .opportunity("Mend B", second, priority="high")
    )
    assert [] == said("worst-peak-unprioritised", whole)


def test_a_worst_point_without_any_idea_is_left_to_other_rules() -> None:
    """There is nothing yet that could come first."""
    whole = gift(low(), shop := touchpoint("Shop")).opportunity("Tidy up", shop, priority="low")
    assert [] == said("worst-peak-unprioritised", whole)


def test_a_moment_of_truth_with_anything_behind_it_is_managed() -> None:
    """One owner, figure, system or person is enough: nobody draws everything on one map."""
    moments = [
        touchpoint("A", moment_of_truth=True, owner="Shop"),
        touchpoint("B", moment_of_truth=True, metrics="Sales"),
        touchpoint("C", moment_of_truth=True, systems="Catalogue"),
        touchpoint("D", moment_of_truth=True, frontstage="smiles"),
        touchpoint("E", moment_of_truth=True),
    ]
    assert [("E",)] == found_at("moment-of-truth-unmanaged", gift(*moments))


def test_a_bad_moment_of_truth_is_told_once() -> None:
    """It is no ordinary low point."""
    calls = touchpoint("Calls", moment_of_truth=True, owner="Desk").feels(MAYA, -2)
    whole = gift(calls, touchpoint("Mail").feels(MAYA, 1))
    assert ["moment-of-truth-negative"] == experience_rules(whole)


def test_words_of_ones_own_are_never_judged() -> None:
    """Only words with a usual valence on the other side of 0 are a slip."""
    fine = [("meh", 2), ("curious", -2), ("frustrated", 0), ("Relieved", 0.5)]
    for label, valence in fine:
        assert [] == said(
            "emotion-label-mismatch", gift(touchpoint("A").feels(MAYA, valence, label))
        )
    wrong = gift(touchpoint("A").feels(MAYA, -0.5, "Relieved").feels(BEN, 2, "angry"))
    assert 2 == len(said("emotion-label-mismatch", wrong))


@pytest.mark.parametrize(
    ("state", "basis", "count"),
    [
        ("planned", "observed", 1),
        ("to-be", "reported", 1),
        ("as-is", "observed", 0),
        ("", "observed", 0),
    ],
)
def test_only_plans_cannot_have_been_lived(state: Any, basis: Any, count: int) -> None:
    """On a journey that exists, feelings are facts."""
    whole = gift(touchpoint("Pays").feels(MAYA, 1, basis=basis), state=state)
    assert count == len(said("emotion-claimed-on-plan", whole))


def test_a_barrier_to_buying_that_has_a_response_is_no_barrier() -> None:
    """What is already dealt with need not come first; nor need what hurts elsewhere."""
    basket = low().hurts(MAYA, "hidden costs")
    answered = low().hurts(MAYA, "hidden costs", response="shown early")
    rule = "purchase-barrier"
    assert 1 == len(said(rule, gift(basket).opportunity("Show", basket, priority="low")))
    assert [] == said(rule, gift(answered).opportunity("Show", answered, priority="low"))
    later = journey("Gift").walked_by(MAYA).stage("Purchase").stage("Retention", basket)
    assert [] == said(rule, later.opportunity("Show", basket, priority="low"))


def test_all_barriers_to_buying_are_one_finding() -> None:
    """Each of them may be waived for itself."""
    first, second = low().hurts(MAYA, "hidden costs"), low("Form").hurts(MAYA, "a long form")
    whole = gift(first, second).opportunity("Show", first, priority="low")
    whole = whole.opportunity("Shorten", second, priority="low")
    assert [("hidden costs", "a long form", "Basket", "Form")] == found_at(
        "purchase-barrier", whole
    )


def test_a_contradiction_of_pain_and_feeling_is_for_a_person_to_decide() -> None:
    """Relief after trouble looks the same."""
    pays = touchpoint("Pays").feels(MAYA, 1).hurts(MAYA, "refused", severity=4)
    [finding] = asked("pain-positive-conflict", gift(pays))
    assert finding.review
    assert [] == said("pain-positive-conflict", gift(pays.feels(MAYA, 0)))
    unstated = gift(touchpoint("Pays").feels(MAYA, 1).hurts(MAYA, "refused"))
    assert [] == asked("pain-positive-conflict", unstated)
    assert [] == said(
        "pain-positive-conflict", gift(touchpoint("A").hurts(BEN, "x", severity=5).feels(MAYA, 1))
    )


def test_names_stay_as_people_write_them() -> None:
    """A minus sign is for numbers: a hyphen in a name stays a hyphen, in every message."""
    who = persona("María-José")
    step = touchpoint("Check-out", moment_of_truth=True).feels(who, -1.5, "satisfied")
    whole = journey("Gift").walked_by(who).stage("Purchase", step)
    assert ['"satisfied" at "Check-out" is María-José −1.5, but the word usually means +1'] == said(
        "emotion-label-mismatch", whole
    )
    assert ['the moment of truth "Check-out" is negative (María-José −1.5)'] == said(
        "moment-of-truth-negative", whole
    )


def test_the_low_end_of_a_range_counts_at_moments_of_truth_and_at_dips() -> None:
    """From −1 to +1 has no middle: for some it is bad."""
    calls = touchpoint("Calls", moment_of_truth=True).feels(MAYA, low=-1, high=1)
    assert ['the moment of truth "Calls" is negative (Maya −1 to +1)'] == said(
        "moment-of-truth-negative", gift(calls)
    )
    pays = touchpoint("Pays").feels(MAYA, low=-1, high=1)
    assert ['the low point "Pays" (Maya −1 to +1) has no cause and no opportunity'] == said(
        "dip-without-opportunity", gift(pays)
    )


def test_a_moment_of_truth_without_a_feeling_cannot_be_judged() -> None:
    """It is unanswered, and never passed."""
    report = check(gift(touchpoint("Calls", moment_of_truth=True)), recommended())
    (entry,) = [u for u in report.unanswered if u.rule == "moment-of-truth-negative"]
    assert (1, "what people feel") == (entry.number, entry.what)


def test_what_people_come_with_is_no_low_point_of_the_journey() -> None:
    """They are in pain before they meet anybody; a bad desk is another thing."""
    pain, desk = low("Is in pain"), touchpoint("Desk", Channel.IN_STORE)
    whole = gift(pain, desk).flow(pain >> desk)
    assert [] == said("dip-without-opportunity", whole)
    bad = desk.feels(MAYA, -1)
    assert [("Desk",)] == found_at("dip-without-opportunity", gift(pain, bad).flow(pain >> bad))


def test_the_worst_moment_is_told_where_its_pain_would_be_lost_in_a_list() -> None:
    """Ideas are there, three pain points are open, and nothing is planned for the worst moment."""
    pays = low("Pays").hurts(MAYA, "hidden costs", "a long form")
    shop = touchpoint("Shop").hurts(MAYA, "too slow")
    whole = gift(pays, shop, other := touchpoint("Mail")).opportunity("Write less", other)
    assert [("Pays",)] == found_at("worst-peak-unprioritised", whole)
    assert [] == said("worst-peak-unprioritised", whole.opportunity("Shorten it", pays))
    assert [] == said("worst-peak-unprioritised", gift(pays, shop))


def test_the_same_pain_point_in_several_places_is_one_finding_that_names_them_all() -> None:
    """What a persona brings along is no place."""
    costs, form = Pain("hidden costs"), Pain("a long form")
    shop = touchpoint("Shop").hurts(MAYA, costs, form)
    pays = touchpoint("Pays").hurts(BEN, costs)
    assert ['the same pain point in several places: "hidden costs" at "Shop" and "Pays"'] == said(
        "recurring-pain", gift(shop, pays)
    )
    carried = persona("Maya", pains=[costs])
    once = journey("Gift").walked_by(carried).stage("Purchase", shop)
    assert [] == said("recurring-pain", once)
    idea = gift(shop, pays).opportunity("Show them early", costs)
    assert [] == said("recurring-pain", idea)


def test_opposite_feelings_at_one_touchpoint_are_told() -> None:
    """One is glad and the other is not; a wish that is served counts as glad, a pain as not."""
    both = touchpoint("Pays").feels(MAYA, 1).feels(BEN, -1)
    assert ['"Pays" is good for Maya and bad for Ben'] == said("opposite-feelings", gift(both))
    hurts = touchpoint("Pays").feels(MAYA, 1).hurts(BEN, "too slow")
    assert ['"Pays" is good for Maya and bad for Ben'] == said("opposite-feelings", gift(hurts))
    for alike in (
        touchpoint("Pays").feels(MAYA, 1).feels(BEN, 0),
        touchpoint("Pays").feels(MAYA, -1).feels(BEN, -2),
        touchpoint("Pays").feels(MAYA, 1).hurts(MAYA, "too slow"),
    ):
        assert [] == said("opposite-feelings", gift(alike))


def test_what_is_felt_outranks_what_is_served() -> None:
    """Who feels bad where a wish is served is neither glad nor the one for whom it is bad."""
    ann = persona("Ann", goals=["lunch"])
    pays = touchpoint("Pays").serves(ann, "lunch").feels(ann, -1).feels(BEN, -1)
    whole = journey("Gift").walked_by(ann, BEN).stage("Purchase", pays)
    assert [] == said("opposite-feelings", whole)


def test_goals_that_pull_apart_at_one_touchpoint_are_told() -> None:
    """What serves one of them hurts the other."""
    ann = persona("Ann", goals=["a low price"])
    pays = touchpoint("Pays").serves(ann, "a low price").hurts(BEN, "earns too little")
    whole = journey("Gift").walked_by(ann, BEN).stage("Purchase", pays)
    assert ['"Pays" is good for Ann and bad for Ben'] == said("opposite-feelings", whole)


def test_a_stage_of_pain_points_alone_is_negative() -> None:
    """As far as anybody said; one good moment is enough."""
    steps = [touchpoint(name).hurts(MAYA, f"{name} hurts") for name in "AB"]
    told = 'the stage "Purchase" has several negative touchpoints or pain points for a persona, '
    told += "and nothing positive"
    assert [told] == said("negative-stage", gift(*steps))
    assert [told] == said("negative-stage", gift(steps[0], steps[1].feels(MAYA, -1)))
    assert [] == said("negative-stage", gift(steps[0], steps[1].feels(MAYA, 1)))
    assert [] == said("negative-stage", gift(steps[0]))


def test_a_persona_of_whom_little_is_known_is_told() -> None:
    """One feeling at seven touchpoints is no curve; two are."""
    steps = [touchpoint(f"Step {n}").met_by(MAYA) for n in range(7)]
    one = gift(steps[0].feels(MAYA, 1), *steps[1:])
    told = ["what Maya feels is known at 1 of 7 touchpoints only"]
    assert told == said("persona-without-emotion", one)
    two = gift(steps[0].feels(MAYA, 1), steps[1].feels(MAYA, 1), *steps[2:])
    assert [] == said("persona-without-emotion", two)


def test_a_map_without_any_feeling_is_for_review_where_it_tells_what_people_live_through() -> None:
    """Pain points at two touchpoints make it a map of experience; a plan has none yet."""
    steps = [touchpoint(f"Step {n}").hurts(MAYA, f"pain {n}") for n in range(3)]
    [finding] = asked("persona-without-emotion", gift(*steps))
    assert finding.review
    assert [] == said("persona-without-emotion", gift(*steps, state="to-be"))
    assert [] == said("persona-without-emotion", gift(*(touchpoint(f"Step {n}") for n in "abc")))


def test_what_the_company_does_is_no_action_of_customers() -> None:
    """A letter that arrives needs nothing that somebody does."""
    steps = [touchpoint(f"Step {n}").does(MAYA, "looks") for n in "ab"]
    letter = touchpoint("Letter", initiator="company")
    assert [] == said("touchpoint-without-action", gift(*steps, letter))
    assert [("Asks",)] == found_at("touchpoint-without-action", gift(*steps, touchpoint("Asks")))


def test_a_negative_stage_says_what_tells_it_from_one_that_is_left_out() -> None:
    """One negative touchpoint is not several, though the stage has nothing positive either."""
    steps = [touchpoint(name).feels(MAYA, -1) for name in "ABC"]
    whole = journey("Gift").walked_by(MAYA).stage("One", *steps[:2]).stage("Two", steps[2])
    told = 'the stage "One" has several negative touchpoints or pain points for a persona, '
    assert [told + "and nothing positive"] == said("negative-stage", whole)


def test_where_unanswered_pain_points_hurt_is_told_in_quotes() -> None:
    """Sentences that say what hurts stay apart, and the touchpoints are named."""
    pains = [f"it hurts, {n} times" for n in range(8)]
    whole = gift(touchpoint("Basket").hurts(MAYA, *pains[:4]), low("Pays").hurts(MAYA, *pains[4:]))
    report = check(whole, recommended().select("JK504"))
    assert 'all 8 pain points at "Basket" and "Pays" have no' in report.findings[0].message
    text = " ".join(str(report).split())
    assert 'in "it hurts, 5 times", "it hurts, 6 times", "it hurts, 7 times"' in text


def test_what_is_felt_in_the_whole_journey_is_a_low_point_where_nothing_tells_why() -> None:
    """A pain point or an idea anywhere is a beginning."""
    rule = "dip-without-opportunity"
    whole = gift(touchpoint("Pays")).feels(MAYA, -2, "angry")
    assert [
        "the whole journey feels bad (Maya −2), and the map has no cause and no opportunity"
    ] == said(rule, whole)
    assert [] == said(rule, whole.opportunity("Show costs", everywhere=True))
    assert [] == said(rule, gift(touchpoint("Pays").hurts(MAYA, "cost")).feels(MAYA, -2))
    assert [] == said(rule, gift(touchpoint("Pays")).feels(MAYA, 1))
