"""What changed between two journeys, key by key."""

from __future__ import annotations

import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Channel, Journey, Metric, Pain, journey, persona, touchpoint
from journeykit.changes.changes import _longest_rising
from journeykit.comparison import Change, changes_between, compare
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.testing.strategies import journeys

MAYA = persona("Maya")
AD, SHOP, PAYS = touchpoint("Ad"), touchpoint("Shop"), touchpoint("Pays", Channel.WEBSITE)
GIFT = (
    journey("Gift", state="as-is")
    .walked_by(MAYA)
    .stage("Awareness", AD)
    .stage("Purchase", SHOP, PAYS)
    .flow(AD >> SHOP >> PAYS)
)


def said(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """The kind, the address and the attribute of each change."""
    return [(change.kind, str(change.element), change.attribute) for change in changes]


def test_equal_journeys_have_no_changes() -> None:
    """A journey held against itself differs in nothing."""
    assert () == changes_between(GIFT, GIFT)


def test_a_changed_property_is_told_with_both_values() -> None:
    """A change of a field names it, with what it was and what it is."""
    after = GIFT.replace(attrs.evolve(PAYS, channels=(Channel.EMAIL,)))

    (change,) = changes_between(GIFT, after)

    assert ("changed", "touchpoint:pays", "channels") == said((change,))[0]
    assert ((Channel.WEBSITE,), (Channel.EMAIL,)) == (change.before, change.after)
    assert "Purchase" == change.place


def test_what_is_new_and_what_is_gone_is_told() -> None:
    """A touchpoint of one side alone is added or removed."""
    after = GIFT.stage("Experience", touchpoint("Gets help"))

    assert [("added", "stage:experience", ""), ("added", "touchpoint:gets-help", "")] == said(
        changes_between(GIFT, after)
    )
    assert {"removed"} == {change.kind for change in changes_between(after, GIFT)}


def test_what_only_follows_from_another_change_is_marked() -> None:
    """An experience of a new touchpoint and a transition of a removed one follow from those."""
    after = GIFT.stage("Experience", touchpoint("Gets help").feels(MAYA, 1))

    added = {str(c.element): c.follows for c in changes_between(GIFT, after)}
    removed = {str(c.element): c.follows for c in changes_between(after, GIFT)}

    expected = {
        "stage:experience": False,
        "touchpoint:gets-help": True,
        "experience:maya/gets-help": True,
    }
    assert expected == added == removed


def test_a_touchpoint_in_another_stage_has_moved() -> None:
    """The stages before and after are named."""
    before = journey("J").stage("One", AD).stage("Two", SHOP)
    after = journey("J").stage("One").stage("Two", SHOP, AD)

    (change,) = changes_between(before, after)

    assert ("moved", "touchpoint:ad", "place") == said((change,))[0]
    assert ("One", "Two") == (change.before, change.after)


def test_the_fewest_touchpoints_have_moved_in_an_order() -> None:
    """One that went from the front to the end has moved, not the three it passed."""
    a, b, c, d = (touchpoint(name) for name in "ABCD")
    before = journey("J").stage("S", a, b, c, d)
    after = journey("J").stage("S", b, c, d, a)

    assert [("moved", "touchpoint:a", "order")] == said(changes_between(before, after))


@given(st.lists(st.integers(0, 20), unique=True, max_size=7))
def test_the_longest_rising_run_is_as_long_as_brute_force_finds(numbers: list[int]) -> None:
    """Trying all selections finds none that is longer."""
    kept = sorted(_longest_rising(numbers))
    rising = [numbers[index] for index in kept]
    longest = max(
        size
        for size in range(len(numbers) + 1)
        if any(list(c) == sorted(c) for c in itertools.combinations(numbers, size))
    )

    assert rising == sorted(rising)
    assert longest == len(rising)


def test_a_guard_that_changed_is_a_change_of_its_transition() -> None:
    """Transitions with the same ends are held against each other by guard, then by order."""
    base = journey("J").stage("S", AD, SHOP)
    before = base.flow(AD >> SHOP, when="curious").flow(AD >> SHOP, when="bored")
    after = base.flow(AD >> SHOP, when="curious").flow(AD >> SHOP, when="tired")

    (change,) = changes_between(before, after)

    assert ("changed", "transition:ad/shop", "when") == said((change,))[0]
    assert ("bored", "tired") == (change.before, change.after)


def test_a_pain_point_in_two_places_is_one_thing() -> None:
    """A pain point that is named in one more place has moved, and is not added."""
    pain = Pain("Hidden costs")
    before = GIFT.replace(SHOP.hurts(MAYA, pain))
    after = before.replace(PAYS.hurts(MAYA, pain))

    changes = changes_between(before, after)

    assert [("added", "experience:maya/pays", "")] == said(changes)


def test_what_is_felt_in_a_stage_and_in_the_journey_is_compared() -> None:
    """Also where a touchpoint shares the key of its stage, and where the journey has another."""
    both = journey("Gift", key="gift").walked_by(MAYA).feels(MAYA, 0).stage("Pays", PAYS)
    tired = jk.Stage("Pays", [PAYS.feels(MAYA, 1)], experiences=both.experiences)
    other = attrs.evolve(both, key="new-gift", stages=(tired,)).feels(MAYA, -1, "tired")

    assert [
        ("added", "Maya at Pays", "", None, None),
        ("added", "Maya in Pays as a whole", "", None, None),
        ("changed", "Maya in Gift as a whole", "emotion", jk.Emotion(0), jk.Emotion(-1, "tired")),
    ] == [(c.kind, c.name, c.attribute, c.before, c.after) for c in changes_between(both, other)]
    assert ["Maya in Gift as a whole"] == [c.name for c in compare(both, other).feelings]


def test_a_renamed_key_is_the_same_thing() -> None:
    """Where somebody says which key became which, only the rest is a change."""
    after = journey("Gift", state="as-is").walked_by(MAYA).stage("Awareness", AD)
    checkout = touchpoint("Pays", Channel.WEBSITE, key="checkout")
    after = after.stage("Purchase", SHOP, checkout).flow(AD >> SHOP >> checkout)

    assert () == compare(GIFT, after, renamed={"pays": "checkout"}).changes


def test_a_renamed_key_that_nobody_has_is_refused() -> None:
    """The nearest key is proposed."""
    with pytest.raises(UnknownReferenceError, match='did you mean "pays"'):
        compare(GIFT, GIFT, renamed={"payss": "pays"})


def test_something_else_is_refused() -> None:
    """Only journeys can be compared."""
    with pytest.raises(ModelError, match="expected a journey"):
        compare(GIFT, "Gift")  # type: ignore[arg-type]


def test_metrics_and_opportunities_are_compared() -> None:
    """A new target is a change of the metric, a new owner one of the opportunity."""
    before = GIFT.measured_by(Metric("NPS", "nps", target=40)).opportunity("Show costs", PAYS)
    after = GIFT.measured_by(Metric("NPS", "nps", target=50)).opportunity(
        "Show costs", PAYS, owner="Shop"
    )

    assert {
        ("changed", "metric:nps", "target"),
        ("changed", "opportunity:show-costs", "owner"),
    } == set(said(changes_between(before, after)))


@given(journeys())
def test_no_journey_differs_from_itself(drawn: Journey) -> None:
    """Whatever a journey holds, it is equal to itself."""
    assert () == changes_between(drawn, drawn)


@given(journeys(), journeys())
def test_what_one_side_gains_the_other_loses(first: Journey, second: Journey) -> None:
    """Swapping the journeys swaps what was added and removed, and keeps what changed."""
    there, back = changes_between(first, second), changes_between(second, first)

    def of(changes: tuple[Change, ...], kind: str) -> set[str]:
        return {str(c.element) for c in changes if c.kind == kind and c.element.kind != "journey"}

    assert of(there, "added") == of(back, "removed")
    assert of(there, "changed") == of(back, "changed")


@given(journeys(), journeys())
def test_no_difference_means_equal(first: Journey, second: Journey) -> None:
    """Two journeys without any change are equal but for their keys, and the other way round."""
    same_key = attrs.evolve(second, key=first.key)

    assert (first == same_key) == (not changes_between(first, same_key))
