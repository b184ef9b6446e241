"""What the changes between two journeys did: to feelings, coverage, findings and the plan."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given

from journeykit import (
    Channel,
    Element,
    Journey,
    Opportunity,
    Pain,
    Stage,
    Touchpoint,
    check,
    coverage_of,
    journey,
    persona,
    touchpoint,
)
from journeykit.comparison import Deviation, compare
from journeykit.comparison.reporters.wording import feelings_summary
from journeykit.errors import UnknownReferenceError
from journeykit.testing.strategies import journeys

MAYA = persona("Maya", goals=["a gift"])
COSTS = Pain("Hidden costs", "cost", 4)
SHOP = touchpoint("Explores the shop").feels(MAYA, +1)
PAYS = touchpoint("Pays").feels(MAYA, -2, "annoyed").hurts(MAYA, COSTS)
AS_IS = (
    journey("Gift", state="as-is")
    .walked_by(MAYA)
    .stage("Consideration", SHOP)
    .stage("Purchase", PAYS)
    .opportunity("Show costs early", COSTS)
    .opportunity("Ask how it was", SHOP)
)
PAYS_EASILY = touchpoint("Pays").feels(MAYA, +1, "relieved").serves(MAYA, "a gift")
TO_BE = (
    journey("Gift", state="to-be")
    .walked_by(MAYA)
    .stage("Consideration", SHOP)
    .stage("Purchase", PAYS_EASILY)
)


def test_feelings_are_held_against_each_other() -> None:
    """Each feeling that is different is told, with by how much it is better."""
    (feeling,) = compare(AS_IS, TO_BE).feelings

    assert ("Maya at Pays", 3.0) == (feeling.name, feeling.difference)


def test_a_range_is_compared_at_its_low_end() -> None:
    """From −1…+1 to 0…+1 it is better by one, whatever the middles are."""
    before = AS_IS.replace(touchpoint("Pays").feels(MAYA, 0, low=-1, high=1))
    after = AS_IS.replace(touchpoint("Pays").feels(MAYA, 0.5, low=0, high=1))

    assert [1.0] == [each.difference for each in compare(before, after).feelings]


def test_a_feeling_that_is_as_good_as_before_is_a_change_alone() -> None:
    """Called otherwise, or known from elsewhere: neither better nor worse."""
    after = AS_IS.replace(touchpoint("Pays").feels(MAYA, -2, "angry", basis="observed"))

    assert ["Pays"] == [
        each.name.rpartition(" at ")[2]
        for each in compare(AS_IS, after).of("changed")
        if each.attribute == "emotion"
    ]
    assert () == compare(AS_IS, after).feelings


def test_feelings_are_counted_by_what_became_of_them() -> None:
    """Better, worse, of another span, newly stated and no longer."""
    thinks = touchpoint("Pays").thinks(MAYA, "hm")
    before, after = AS_IS.replace(thinks), AS_IS.replace(touchpoint("Pays").feels(MAYA, -2))
    wider = AS_IS.replace(touchpoint("Pays").feels(MAYA, low=-2, high=1))

    assert ["1 newly stated", "1 no longer stated", "1 of another span"] == [
        feelings_summary(compare(*pair).feelings)
        for pair in [(before, after), (after, before), (after, wider)]
    ]


def test_coverage_is_gained_and_lost_cell_by_cell() -> None:
    """The goal is served in the to-be, and the other way round it is lost."""
    there = {each.name: each for each in compare(AS_IS, TO_BE).coverage}
    back = {each.name: each for each in compare(TO_BE, AS_IS).coverage}

    assert ["goal:maya/a-gift"] == [str(element) for element in there["goal"].gained]
    assert ["goal:maya/a-gift"] == [str(element) for element in back["goal"].lost]


def test_findings_are_new_gone_or_kept_whatever_the_state() -> None:
    """As-is and to-be of one journey are compared by rule and place, not by their state."""
    comparison = compare(AS_IS, TO_BE)
    rules = {finding.rule for finding in comparison.kept_findings}

    assert "no-post-purchase" in rules
    assert not {"no-post-purchase"} & {finding.rule for finding in comparison.new_findings}


def test_an_opportunity_is_carried_out_where_what_it_addresses_changed() -> None:
    """Paying serves a goal and hurts no more; nothing happened to the shop."""
    first, second = compare(AS_IS, TO_BE).plan

    assert ("carried out", ()) == (first.progress, first.open)
    assert ("not carried out", ("Explores the shop",)) == (second.progress, second.open)


_PAYING = touchpoint("Pays", Channel.WEBSITE).feels(MAYA, -1, "annoyed").hurts(MAYA, COSTS)


@pytest.mark.parametrize(
    ("to_be", "progress"),
    [
        (attrs.evolve(_PAYING, name="Pays in the shop"), "not carried out"),
        (attrs.evolve(_PAYING, description="With a card."), "not carried out"),
        (_PAYING.feels(MAYA, -1, "cross", basis="observed"), "not carried out"),
        (_PAYING.says(MAYA, "Oh no.").thinks(MAYA, "Again?"), "not carried out"),
        (_PAYING.evidenced_by("diary study"), "not carried out"),
        (_PAYING.feels(MAYA, 0), "effect only"),
        (touchpoint("Pays", Channel.WEBSITE).feels(MAYA, -1, "annoyed"), "effect only"),
        (attrs.evolve(_PAYING, channels=(Channel.PHONE,)), "carried out"),
        (_PAYING.does(MAYA, "Pays with one tap"), "carried out"),
        (_PAYING.feels(MAYA, 1).owned_by("Ada"), "carried out"),
    ],
    ids=[
        *("name", "text", "label", "quote", "evidence", "feeling", "pain point", "channel"),
        *("action", "feeling and owner"),
    ],
)
@pytest.mark.parametrize("addressed", ["touchpoint", "stage", "journey"])
def test_only_what_is_done_carries_out(to_be: Touchpoint, progress: str, addressed: str) -> None:
    """Names, words and evidence are nothing; feelings and pain points are what one hopes for."""
    before = journey("Gift", state="as-is").walked_by(MAYA).stage("Buy", _PAYING)
    elements = {each.kind: each for each in (before.element, *map(_address, before.stages))}
    elements["touchpoint"] = _PAYING.element
    plan = [Opportunity("Pay faster", elements[addressed])]
    after = journey("Gift", state="to-be").walked_by(MAYA).stage("Buy", to_be)

    assert progress == compare(attrs.evolve(before, opportunities=plan), after).plan[0].progress


def _address(stage: Stage) -> Element:
    return stage.element


@pytest.mark.parametrize(
    ("channel", "progress"), [(Channel.WEBSITE, "effect only"), (Channel.PHONE, "carried out")]
)
def test_a_pain_point_alone_is_not_wished_away(channel: Channel, progress: str) -> None:
    """Where it was, something has to be another than before."""
    before = journey("Gift", state="as-is").walked_by(MAYA).stage("Buy", _PAYING)
    after = journey("Gift", state="to-be").walked_by(MAYA).stage("Buy", touchpoint("Pays", channel))

    assert progress == compare(before.opportunity("Show costs", COSTS), after).plan[0].progress


def test_a_stage_without_its_pain_points_is_as_it_was() -> None:
    """What is said to hurt in the stage as a whole is a pain point like any other."""
    sore = Stage("Buy", [_PAYING], pains=["It takes an hour"])
    before = journey("Gift", state="as-is").walked_by(MAYA).stage(sore)
    after = journey("Gift", state="to-be").walked_by(MAYA).stage(attrs.evolve(sore, pains=()))

    progressed = compare(before.opportunity("Be quick", sore), after).plan[0]
    assert ("effect only", ("Buy",)) == (progressed.progress, progressed.open)


def test_another_place_carries_nothing_out() -> None:
    """A touchpoint that stands in another stage, as it was, was not worked on."""
    before = journey("Gift").walked_by(MAYA).stage("Look").stage("Buy", _PAYING)
    after = journey("Gift").walked_by(MAYA).stage("Look", _PAYING).stage("Buy")

    planned = before.opportunity("Pay faster", _PAYING)

    assert "not carried out" == compare(planned, after).plan[0].progress


@pytest.mark.parametrize(("status", "progress"), [("done", "carried out"), ("dropped", "dropped")])
def test_a_status_is_taken_at_its_word(status: str, progress: str) -> None:
    """Who says that an opportunity is done or dropped is believed."""
    first, second = AS_IS.opportunities
    after = attrs.evolve(AS_IS, opportunities=(attrs.evolve(first, status=status), second))

    assert progress == compare(AS_IS, after).plan[0].progress


def test_an_actual_journey_deviates_from_the_plan() -> None:
    """Touchpoints are missing, ad hoc, out of order or failed."""
    a, b, c = touchpoint("A"), touchpoint("B"), touchpoint("C")
    planned = journey("J", state="planned").stage("S", a, b, c)
    failed = touchpoint("A", outcome="failed")
    actual = journey("J", state="actual").stage("S", failed, c, b, touchpoint("D"))

    comparison = compare(planned, actual)

    assert {"A": "failed", "C": "out of order", "D": "ad hoc"} == {
        each.name: each.kind for each in comparison.deviations
    }
    assert isinstance(comparison.deviations[0], Deviation)
    assert () == compare(planned, TO_BE).deviations


def test_another_key_is_proposed_and_not_assumed() -> None:
    """A touchpoint with a like name may be the same; it is told as removed and added."""
    after = journey("Gift").walked_by(MAYA).stage("Consideration", SHOP)
    after = after.stage("Purchase", touchpoint("Pays now"))

    comparison = compare(AS_IS, after)

    assert ("touchpoint:pays", "touchpoint:pays-now") in [
        (str(match.before), str(match.after)) for match in comparison.matches
    ]
    assert "touchpoint:pays-now" in [str(change.element) for change in comparison.of("added")]


def test_a_touchpoint_between_the_same_neighbours_is_proposed() -> None:
    """Where names say nothing, the place may."""
    a, b, c = touchpoint("Looks around"), touchpoint("Pays"), touchpoint("Unpacks")
    before = journey("J").stage("S", a, b, c)
    after = journey("J").stage("S", a, touchpoint("Settles the bill"), c)

    (match,) = compare(before, after).matches

    assert ("pays", "settles-the-bill") == (match.before.key, match.after.key)


def test_kinds_of_change_are_asked_by_name() -> None:
    """A misspelt kind is an error that names the nearest."""
    with pytest.raises(UnknownReferenceError, match='did you mean "added"'):
        compare(AS_IS, TO_BE).of("aded")  # type: ignore[arg-type]


def test_a_comparison_is_true_where_something_is_different() -> None:
    """Equal journeys compare as false, so that `if` reads well."""
    assert not compare(AS_IS, AS_IS)
    assert compare(AS_IS, TO_BE)


def test_a_comparison_survives_pickling() -> None:
    """It can be handed to another process."""
    comparison = compare(AS_IS, TO_BE)

    assert comparison == pickle.loads(pickle.dumps(comparison))


@given(journeys(), journeys())
def test_findings_are_parted_without_remainder(first: Journey, second: Journey) -> None:
    """Each finding of the second journey is new, kept, or in part both."""
    comparison = compare(first, second)
    rules = {f.rule for f in (*comparison.new_findings, *comparison.kept_findings)}

    assert {f.rule for f in check(second).findings} == rules


@given(journeys(), journeys())
def test_measures_are_those_of_each_journey(first: Journey, second: Journey) -> None:
    """Both figures of each measure are what is measured of each journey alone."""
    coverage = compare(first, second).coverage

    assert list(coverage_of(first).measures) == [each.before for each in coverage]
    assert list(coverage_of(second).measures) == [each.after for each in coverage]
