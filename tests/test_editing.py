"""Look-up and changes by key: whatever is changed, nothing refers to what is not there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import (
    Channel,
    Element,
    Goal,
    Journey,
    Metric,
    Pain,
    Path,
    Persona,
    Segment,
    Stage,
    Touchpoint,
    cell,
    in_segment,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.journey_index import elements_in
from journeykit.references import rebuilt
from journeykit.rerouting import rerouted
from journeykit.testing.strategies import journeys

MAYA = persona("Maya", goals=[Goal("a gift", due="buy")], segment="gifts", needs="time")
TOM = persona("Tom")
AD = touchpoint("Ad").feels(MAYA, 1).met_by(MAYA, TOM)
SHOP = touchpoint("Shop", Channel.WEBSITE).hurts(MAYA, "slow").serves(MAYA, "a gift")
PAYS = touchpoint("Pays", Channel.WEBSITE).measured_by("paid").does(TOM, "clicks")
CHAT = touchpoint("Chat")
GIFT = (
    journey("Gift", segments=[Segment("Gifts"), Segment("Staff")])
    .walked_by(MAYA, TOM)
    .stage("Look", AD, SHOP)
    .stage("Buy", PAYS)
    .stage("Love", after=stage("Buy"))
    .anytime(CHAT)
    .flow(AD >> SHOP >> PAYS)
    .flow(SHOP >> CHAT, when="stuck", personas=[TOM])
    .flow(AD >> PAYS, when=in_segment("staff"))
    .opportunity("Faster", SHOP, cell(MAYA, "Look"), metric=Metric("paid"))
    .not_applicable(TOM, "Love", reason="never")
    .waive("no-exit", reason="later", at=PAYS)
    .waive("dead-end", reason="known", at=Element("transition", ("shop", "chat")))
)


# ---------------------------------------------------------------------- look up


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pays", PAYS),
        ("Pays", PAYS),
        ("MAYA", MAYA),
        ("look", GIFT.stages[0]),
        ("stage:look", GIFT.stages[0]),
        ("faster", GIFT.opportunities[0]),
        ("slow", Pain("slow")),
        ("paid", Metric("paid")),
        ("website", Channel.WEBSITE),
        (Element("touchpoint", ("ad",)), AD),
        (touchpoint("Shop"), SHOP),
        (Element("goal", ("maya", "a-gift")), MAYA.goals[0]),
        (Element("goal", ("a-gift",)), MAYA.goals[0]),
        (Element("need", ("maya", "time")), "time"),
        (Element("experience", ("maya", "shop")), SHOP.experiences[0]),
        (cell(MAYA, "Look"), (AD, SHOP)),
        ("transition:ad/shop", GIFT.transitions[0]),
        (GIFT.transitions[1], GIFT.transitions[1]),
        ("journey:gift", GIFT),
        ("gift", GIFT),
    ],
    ids=str,
)
def test_a_thing_is_found(asked: Any, found: object) -> None:
    """By key, by name, by address, and by another version of it."""
    assert found == GIFT[asked]
    assert asked in GIFT


def test_an_experience_is_addressed_as_everywhere() -> None:
    """The persona first, then the place: a touchpoint, a stage or the journey."""
    lived = GIFT.feels(MAYA, 2).replace(GIFT.stages[0].feels(MAYA, -1))
    changed = {change.element for change in jk.compare(GIFT, lived).changes}
    for place in (lived, lived.stages[0], lived["shop"]):
        address = Element("experience", ("maya", place.key))
        assert place.experiences[0] == lived[address]
        assert address in changed or place == GIFT["shop"]


def test_an_address_of_an_experience_follows_both_keys() -> None:
    """And goes with either."""
    worded = GIFT.opportunity("Wrap it", "experience:maya/shop")
    rekeyed = worded.rekey("shop", "store").rekey("maya", "ann")
    assert ["experience:ann/store"] == [str(each) for each in rekeyed["wrap-it"].addresses]
    assert () == worded.remove(SHOP)["wrap-it"].addresses


@given(journeys())
def test_whatever_has_an_address_is_found_there(made: Journey) -> None:
    """What a finding names gives its value."""
    for thing in elements_in(made):
        assert thing.element == made[thing.element].element
        assert thing.element in made
    for transition in made.transitions:
        assert transition in made.transitions_from(transition.source)
        assert transition in made.transitions_to(transition.target)
        assert transition in made.transitions_between(transition.source, transition.target)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("pay", 'unknown key or name "pay" in journey "Gift"; did you mean "pays"?'),
        ("stage:lok", 'unknown stage "lok" in journey "Gift"; did you mean "look"?'),
        (touchpoint("Shops"), 'unknown touchpoint "shops" in journey "Gift"; did you mean "shop"?'),
        (Element("cell", ("maya", "sleep")), 'unknown cell "maya/sleep" in journey "Gift"'),
        ("experience:shop/maya", 'unknown experience "shop/maya" in journey "Gift"'),
        ("experience:maya/shp", 'did you mean "maya/shop"?'),
    ],
    ids=str,
)
def test_what_is_not_there_is_named(asked: Any, message: str) -> None:
    """With the nearest key or name."""
    with pytest.raises(UnknownReferenceError) as caught:
        GIFT[asked]
    assert message in str(caught.value)
    assert isinstance(caught.value, LookupError)
    assert asked not in GIFT


def test_a_key_of_two_kinds_has_to_say_which() -> None:
    """A stage and a touchpoint may share a key."""
    made = journey("Shop").stage("Pays", touchpoint("Pays"))
    with pytest.raises(ModelError, match='"pays" may be "touchpoint:pays" or "stage:pays" here'):
        made["pays"]
    assert "pays" in made
    assert made.stages[0] == made["stage:pays"]


def test_nothing_else_is_in_a_journey() -> None:
    """`in` does not fail."""
    assert 3 not in GIFT
    assert None not in GIFT


def test_touchpoints_of_somebody_and_of_a_stage() -> None:
    """Of a persona: those it comes to."""
    assert (AD, SHOP, PAYS, CHAT) == GIFT.touchpoints_of(MAYA)
    assert (PAYS,) == GIFT.touchpoints_of("Buy")
    with pytest.raises(ModelError, match='expected a persona or a stage, got the touchpoint "Ad"'):
        GIFT.touchpoints_of("ad")


def test_transitions_from_to_and_between() -> None:
    """By value, key or name."""
    assert ["shop", "pays"] == [t.target.key for t in GIFT.transitions_from(AD)]
    assert ["shop", "ad"] == [t.source.key for t in GIFT.transitions_to("Pays")]
    assert GIFT.transitions[:1] == GIFT.transitions_between("ad", SHOP)


# ---------------------------------------------------------------------- remove


def test_a_touchpoint_goes_with_what_refers_to_it() -> None:
    """Transitions, what opportunities address, waivers."""
    made = GIFT.remove(SHOP)
    assert ["transition:ad/pays"] == [str(t.element) for t in made.transitions]
    assert (cell(MAYA, "Look"),) == made.opportunities[0].addresses
    assert ["no-exit"] == [waiver.rule for waiver in made.waivers]
    assert SHOP not in made


def test_what_led_through_may_lead_on() -> None:
    """The way in keeps its condition; where it had none, that of the way out counts."""
    made = GIFT.remove("shop", reroute=True)
    assert [("ad", "pays", ""), ("ad", "chat", "stuck")] == [
        (t.source.key, t.target.key, t.when) for t in made.transitions[:2]
    ]
    assert ("tom",) == made.transitions_between(AD, CHAT)[0].personas


def test_leading_on_makes_no_circle_of_one() -> None:
    """There and back again leads nowhere."""
    there = journey("Walk").stage("Way", CHAT, touchpoint("B"))
    b = there["b"]
    assert () == there.flow(CHAT >> b >> CHAT).remove(b, reroute=True).transitions


def test_a_stage_goes_with_its_touchpoints() -> None:
    """What came after it comes after what it came after."""
    made = GIFT.remove("Buy")
    assert [("look", None), ("love", ("look",))] == [(s.key, s.after) for s in made.stages]
    assert PAYS not in made
    assert "no-exit" not in [waiver.rule for waiver in made.waivers]
    assert "" == made["maya"].goals[0].due


def test_an_order_that_was_not_said_stays_as_it_was() -> None:
    """A stage beside the line leaves no trace in it."""
    made = journey("J").stage("A").stage("B", after=()).stage("C").remove("B")
    assert [None, ()] == [s.after for s in made.stages]


def test_a_persona_goes_with_what_was_said_of_it() -> None:
    """Experiences, what is served, cells, flows that only it takes."""
    made = GIFT.remove(TOM)
    assert ("maya",) == made["ad"].personas
    assert () == made["pays"].experiences
    assert () == made.excluded
    assert () == made.transitions_between(SHOP, CHAT)
    assert [] == [waiver for waiver in made.waivers if waiver.rule == "dead-end"]


def test_what_is_for_one_alone_has_to_go_too() -> None:
    """It would be for everybody."""
    lounge = touchpoint("Lounge").met_by(TOM)
    made = GIFT.anytime(lounge)
    with pytest.raises(ModelError, match='without "Tom", nobody comes to "Lounge"; remove that'):
        made.remove(TOM)
    assert GIFT.remove(TOM) == made.remove(TOM, lounge)


def test_a_segment_that_a_guard_asks_for_stays() -> None:
    """The error names who asks."""
    with pytest.raises(ModelError, match="segment:staff cannot go: transition:ad/pays asks for it"):
        GIFT.remove("Staff")
    assert "" == GIFT.remove("Gifts")["maya"].segment


@pytest.mark.parametrize(
    "thing", ["Faster", "transition:ad/shop", "slow", "website", GIFT.transitions[3]], ids=str
)
def test_other_things_can_be_removed(thing: Any) -> None:
    """Opportunities, transitions, pain points and channels, wherever they stand."""
    assert thing in GIFT
    assert thing not in GIFT.remove(thing)


@pytest.mark.parametrize("thing", [GIFT, cell(MAYA, "Look"), "need:maya/time"], ids=repr)
def test_a_journey_or_a_cell_cannot_be_removed(thing: Any) -> None:
    """They are not things that stand in the journey."""
    with pytest.raises(ModelError, match="expected something that can be removed"):
        GIFT.remove(thing)


# ---------------------------------------------------------------------- insert and move


def _order(made: Journey) -> str:
    rows = [f"{s.key}: {' '.join(t.key for t in s.touchpoints)}".strip() for s in made.stages]
    return "; ".join([*rows, *(t.key for t in made.any_time)])


B = touchpoint("B")


@pytest.mark.parametrize(
    ("change", "order"),
    [
        (lambda j: j.insert("Need", B, before="Look"), "need: b; look: ad shop; buy: pays; love:"),
        (lambda j: j.insert("Need", after="Love"), "look: ad shop; buy: pays; love:; need:"),
        (lambda j: j.insert(B, before=AD), "look: b ad shop; buy: pays; love:"),
        (lambda j: j.insert(B, after="ad"), "look: ad b shop; buy: pays; love:"),
        (lambda j: j.move(AD, after=SHOP), "look: shop ad; buy: pays; love:"),
        (lambda j: j.move(AD, before="pays"), "look: shop; buy: ad pays; love:"),
        (lambda j: j.move("ad", into="Love"), "look: shop; buy: pays; love: ad"),
        (lambda j: j.move("buy", before="Look"), "buy: pays; look: ad shop; love:"),
        (lambda j: j.move("Look", after="Buy"), "buy: pays; look: ad shop; love:"),
    ],
    ids=range(9),
)
def test_a_thing_can_be_put_anywhere(change: Callable[[Journey], Journey], order: str) -> None:
    """First too; what refers to it stays."""
    made = change(GIFT)
    assert f"{order}; chat" == _order(made)
    assert GIFT.transitions == made.transitions


def test_a_touchpoint_of_any_time_has_places_too() -> None:
    """It moves into a stage, and others beside it."""
    assert "look: ad shop chat; buy: pays; love:" == _order(GIFT.move(CHAT, into="Look"))
    assert "look: ad shop; buy:; love:; pays; chat" == _order(GIFT.move(PAYS, before=CHAT))


def test_a_stage_put_before_another_takes_over_what_it_came_after() -> None:
    """The order that was said stays whole."""
    made = GIFT.insert("Unpack", before="Love")
    assert [None, None, ("buy",), ("unpack",)] == [s.after for s in made.stages]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda j: j.insert(B), "expected one place: before=… or after=…"),
        (lambda j: j.insert(B, before=AD, after=AD), "expected one place"),
        (lambda j: j.insert(AD, after=SHOP), 'have the key "ad"'),
        (lambda j: j.insert(B, after="Buy"), 'a touchpoint to put it beside, got the stage "Buy"'),
        (
            lambda j: j.insert("X", after=AD),
            'expected a stage or its name, got the touchpoint "Ad"',
        ),
        (lambda j: j.move(AD, after=AD), "expected another touchpoint"),
        (lambda j: j.move("Buy", into="Look"), "expected a touchpoint to move into a stage"),
        (lambda j: j.move(AD, into="Look", after=SHOP), "expected one place"),
        (lambda j: j.move("Buy", after="Buy"), "expected another stage"),
        (lambda j: j.move("adds", into="Look"), 'did you mean "ad"?'),
        (lambda j: j.move(AD), "expected one place: into=…, before=… or after=…"),
        (
            lambda j: j.insert(persona("Z"), after="ad"),
            'expected a touchpoint, a stage or its name, got the persona "Z"',
        ),
    ],
    ids=range(12),
)
def test_a_place_that_is_none_is_refused(change: Any, message: str) -> None:
    """The error says what was expected."""
    with pytest.raises(ModelError) as caught:
        change(GIFT)
    assert message in str(caught.value)


# ---------------------------------------------------------------------- rename, rekey, replace


def test_a_name_changes_and_the_key_stays() -> None:
    """Of whatever the journey has."""
    made = GIFT.rename("pays", "Checks out").rename(MAYA, "Maya L.").rename("slow", "It is slow")
    made = made.rename(made, "Present").rename("Faster", "Quicker")
    assert ("Checks out", "Maya L.") == (made["pays"].name, made["maya"].name)
    assert ("It is slow", "Present", "Quicker") == (
        made["slow"].text,
        made.name,
        made["faster"].name,
    )
    assert GIFT.transitions == made.transitions


def test_a_key_changes_with_all_its_references() -> None:
    """The journey with another key is the journey that was written with it."""
    made = GIFT.rekey(MAYA, "m").rekey("shop", "s").rekey("stage:look", "l").rekey("Staff", "team")
    assert ("m", "tom") == made["ad"].personas
    assert [Element("touchpoint", ("s",)), Element("cell", ("m", "l"))] == [
        *made.opportunities[0].addresses
    ]
    assert Element("transition", ("s", "chat")) == made.waivers[1].at
    assert in_segment("team") == made.transitions[3].when
    with pytest.raises(DuplicateKeyError, match='the key "tom": "Tom" and "Maya"'):
        GIFT.rekey(MAYA, "tom")


def test_a_transition_can_be_changed() -> None:
    """By its ends; where several join them, the old one is said."""
    first = GIFT.transitions[0]
    made = GIFT.replace(attrs.evolve(first, when="curious"))
    assert "curious" == made.transitions[0].when
    twice = GIFT.flow(AD >> SHOP, when="bored")
    with pytest.raises(ModelError, match="2 transitions join these ends, transition:ad/shop; say"):
        twice.replace(attrs.evolve(first, when="curious"))
    assert (
        "curious"
        == twice.replace(attrs.evolve(first, when="curious"), old=first)["transition:ad/shop"].when
    )


def test_another_thing_can_take_the_place_of_an_old_one() -> None:
    """With another key, which everything then refers to."""
    made = GIFT.replace(touchpoint("Pays by phone"), old="pays")
    assert ["pays-by-phone"] * 2 == [t.target.key for t in made.transitions_to("pays-by-phone")]
    with pytest.raises(
        ModelError, match='cannot take the place of the stage "Buy"; expected a stage'
    ):
        GIFT.replace(touchpoint("X"), old="Buy")


def test_small_things_are_replaced_wherever_they_stand() -> None:
    """A channel, a metric, a pain point."""
    online = attrs.evolve(Channel.WEBSITE, name="Our site")
    made = GIFT.replace(online).replace(Metric("paid", "csat")).replace(Pain("slow", "cost"))
    assert {online} == {c for t in made.touchpoints for c in t.channels}
    assert ("csat", "cost") == (made["paid"].kind, made["slow"].kind)


# ---------------------------------------------------------------------- map, part, merge


def test_every_touchpoint_can_be_changed_at_once() -> None:
    """By a function that keeps keys."""
    made = GIFT.map_touchpoints(lambda each: each.owned_by("Ann"))
    assert {"Ann"} == {each.owner.name for each in made.touchpoints if each.owner}
    with pytest.raises(ModelError, match=r"another key, \"x\"; .rekey"):
        GIFT.map_touchpoints(lambda each: attrs.evolve(each, key="x"))
    with pytest.raises(ModelError, match="a touchpoint from the function, got None"):
        GIFT.map_touchpoints(lambda _: None)  # type: ignore[arg-type, return-value]


def test_a_part_is_a_journey() -> None:
    """Stages, touchpoints and personas that are named stay; the rest is gone."""
    assert "look: ad shop" == _order(GIFT.only("Look"))
    assert "look: shop; buy: pays" == _order(GIFT.only(SHOP, "Buy"))
    assert "look: ad shop; buy: pays; love:; chat" == _order(GIFT.only(MAYA))
    assert (MAYA,) == GIFT.only(MAYA).personas
    assert ("tom",) == GIFT.only(TOM)["ad"].personas
    with pytest.raises(ModelError, match="personas to keep, got opportunity:faster"):
        GIFT.only("Faster")


def test_two_journeys_become_one() -> None:
    """Stages of one key are joined, new things come last."""
    other = journey("After").walked_by(TOM).stage("Buy", B).stage("Use", CHAT.on(Channel.PHONE))
    with pytest.raises(DuplicateKeyError, match='in stage "Use" and at any time'):
        GIFT.merge(other)
    made = GIFT.remove(CHAT).merge(other)
    assert "look: ad shop; buy: pays b; love:; use: chat" == _order(made)
    assert "Gift" == made.name
    with pytest.raises(DuplicateKeyError, match="two versions of one stage"):
        GIFT.merge(journey("After").stage("Buy", optional=True))


VOUCHER = GIFT.opportunity("A voucher", SHOP, PAYS, MAYA)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Look"], ["Buy", "Love", CHAT]),
        (["Look", "Buy"], ["Buy", "Love", CHAT]),
        ([MAYA], [TOM]),
        ([MAYA, TOM], [TOM]),
        (["Look", MAYA], ["Look", "Buy", "Love", CHAT, TOM]),
    ],
)
def test_parts_that_were_cut_out_join_again(one: list[Any], other: list[Any]) -> None:
    """What an opportunity addresses, and what touchpoints say of personas, is there in whole."""
    made = VOUCHER.only(*one).merge(VOUCHER.only(*other))
    (voucher,) = [each for each in made.opportunities if each.name == "A voucher"]
    assert {each.element for each in (SHOP, PAYS, MAYA)} == set(voucher.addresses)
    for touchpoint_ in made.touchpoints:
        whole = VOUCHER[touchpoint_.key]
        assert set(whole.experiences) >= set(touchpoint_.experiences)
        assert set(whole.personas) == set(touchpoint_.personas)


def test_a_transition_for_some_stands_beside_the_one_for_everybody() -> None:
    """They are two, whichever part comes first."""
    asks = touchpoint("Asks")
    shop = journey("Shop").walked_by(MAYA).stage("Buy", asks)
    everybody, some = shop.flow(asks >> asks), shop.flow(asks >> asks, personas=[MAYA])
    assert 2 == len(everybody.merge(some).transitions) == len(some.merge(everybody).transitions)


def test_what_is_really_different_does_not_join() -> None:
    """Other words under one key, or a touchpoint for everybody and for some."""
    first = journey("A").walked_by(MAYA)
    with pytest.raises(DuplicateKeyError, match="two different opportunities have the key"):
        first.opportunity("Idea", MAYA).merge(first.opportunity("Idea", MAYA, effort=2))
    everybody, some = touchpoint("Asks"), touchpoint("Asks").met_by(MAYA)
    with pytest.raises(DuplicateKeyError, match="two versions of one touchpoint"):
        first.stage("Look", everybody).merge(first.stage("Look", some))


# ---------------------------------------------------------------------- of any journey


def _valid(made: Journey) -> None:
    """A journey that was changed is as good as one that was made: it can be stored and read."""
    assert made == jk.loads(jk.dumps(made))
    assert made == attrs.evolve(made)


@given(journeys(), st.data())
def test_whatever_is_removed_leaves_a_valid_journey(made: Journey, data: st.DataObject) -> None:
    """Nothing refers to what has gone."""
    these = [each for each in elements_in(made) if each is not made]
    assume(these)
    thing = data.draw(st.sampled_from(these))
    assume(not isinstance(thing, Persona | Segment))
    after = made.remove(thing.element, reroute=data.draw(st.booleans()))
    _valid(after)
    assert thing.element not in after
    if isinstance(thing, Touchpoint | Stage):
        assert thing.key not in {
            end.key
            for t in after.transitions
            for end in (t.source, t.target)
            if end.kind == thing.element.kind
        }


@given(journeys(), st.data())
def test_whoever_is_removed_leaves_a_valid_journey(made: Journey, data: st.DataObject) -> None:
    """With what is for nobody else; the others stay where they are."""
    assume(made.personas)
    who = data.draw(st.sampled_from(made.personas))
    alone = [t for t in made.touchpoints if t.personas and {who.key} == {*t.personas}]
    after = made.remove(who, *alone)
    _valid(after)
    for other in after.personas:
        kept = {t.key for t in made.touchpoints_of(other)} - {t.key for t in alone}
        assert kept == {t.key for t in after.touchpoints_of(other)}


@given(journeys(), st.data())
def test_another_key_and_back_is_no_change(made: Journey, data: st.DataObject) -> None:
    """Every reference followed, there and back."""
    these = [each for each in elements_in(made) if each is not made]
    assume(these)
    thing = data.draw(st.sampled_from(these))
    after = made.rekey(thing.element, "quite-another-key")
    _valid(after)
    assert made == after.rekey(Element(thing.element.kind, ("quite-another-key",)), thing.key)


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_another_place_and_back_is_no_change(first: int, second: int, data: st.DataObject) -> None:
    """A touchpoint that was moved and put back beside its old neighbour is where it was."""
    one = [touchpoint(f"one {n}") for n in range(first + 1)]
    two = [touchpoint(f"two {n}") for n in range(second + 1)]
    made = journey("Walk").stage("One", *one).stage("Two", *two).flow(one[0] >> two[1])
    row = data.draw(st.sampled_from([one, two]))
    index = data.draw(st.integers(1, len(row) - 1))
    after = made.move(row[index], into=data.draw(st.sampled_from(made.stages)))
    _valid(after)
    assert made == after.move(row[index], after=row[index - 1])


@given(journeys(), st.data())
def test_what_is_put_in_can_be_taken_out(made: Journey, data: st.DataObject) -> None:
    """Of touchpoints; stages that come after nothing named."""
    assume(made.touchpoints)
    beside = data.draw(st.sampled_from(made.touchpoints))
    new = touchpoint("quite new", key="quite-another-key")
    side = data.draw(st.sampled_from(["before", "after"]))
    after = made.insert(new, **{side: beside.element})
    _valid(after)
    assert made == after.remove(new)


@given(journeys())
def test_nothing_changes_where_nothing_is_changed(made: Journey) -> None:
    """Not even the object."""
    assert made is rebuilt(made, lambda value: value)
    assert made == made.map_touchpoints(lambda each: each)
    assert made == made.merge(made)
    steps = [each.element for each in (*made.stages, *made.any_time)]
    assert not steps or made == made.only(*steps)


def test_nothing_is_no_answer_to_what() -> None:
    """Whoever names nothing has forgotten something; an empty list is no wish for everything."""
    with pytest.raises(ModelError, match="expected what to keep: stages, touchpoints or personas"):
        GIFT.only()
    with pytest.raises(ModelError, match="expected something to remove"):
        GIFT.remove()


@pytest.mark.parametrize(("key", "got"), [("", "the text ''"), (5, "5")])
def test_what_is_no_key_is_refused_by_the_name_of_its_owner(key: Any, got: str) -> None:
    """No slug is advised where there is nothing to make one of."""
    with pytest.raises(ModelError) as caught:
        GIFT.rekey("pays", key)
    assert str(caught.value) == (
        'key of touchpoint "Pays": expected letters, digits, hyphens, underscores and dots, '
        f"got {got}"
    )


# ---------------------------------------------------------------------- what it costs


def _chain(length: int) -> Journey:
    steps = [touchpoint(f"Step {n}", key=f"t{n}").feels(MAYA, 1) for n in range(length)]
    halves = steps[: length // 2], steps[length // 2 :]
    made = journey("Chain").walked_by(MAYA).stage("First", *halves[0]).stage("Then", *halves[1])
    return made.flow(Path(tuple(steps)))


def _calls(function: Callable[[], object]) -> int:
    """How many calls of Python a function takes, comparisons of values among them."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def _half(made: Journey) -> list[str]:
    return [each.key for each in made.touchpoints[::2]]


@pytest.mark.parametrize(
    "change",
    [
        lambda j: j.remove(*_half(j)),
        lambda j: j.remove(*_half(j), reroute=True),
        lambda j: j.remove(*j.transitions[::2]),
        lambda j: j.only(*_half(j)),
        lambda j: [j[each.key] for each in j.touchpoints],
        lambda j: [j[each.element] for each in (*j.touchpoints, *j.transitions)],
        lambda j: [j.transitions_between(t.source, t.target) for t in j.transitions],
        lambda j: j.replace(touchpoint("New", key="t1")),
        lambda j: j.rekey("t1", "new"),
    ],
    ids=["remove", "reroute", "transitions", "only", "keys", "addresses", "between", "one", "key"],
)
def test_twice_the_journey_takes_twice_the_work(change: Callable[[Journey], object]) -> None:
    """What a journey has is looked up in an index, however much is asked for."""
    small, large = (_chain(length) for length in (40, 80))
    change(_chain(4))
    assert _calls(lambda: change(large)) < 2.2 * _calls(lambda: change(small))


@given(journeys(), st.data())
def test_leading_past_many_is_leading_past_one_after_another(
    made: Journey, data: st.DataObject
) -> None:
    """Each new transition stands where the one stood that led to the step."""
    ends = list(dict.fromkeys(end for t in made.transitions for end in (t.source, t.target)))
    assume(ends)
    steps = data.draw(st.lists(st.sampled_from(ends), unique=True))
    expected = made.transitions
    for step in steps:
        row = []
        for each in expected:
            if each.target != step:
                row += [each] if each.source != step else []
            elif each.source != step:
                onward = (o for o in expected if o.source == step and o.target != step)
                row += [j for on in onward for j in rerouted((each, on), [step])]
        expected = tuple(dict.fromkeys(row))
    assert expected == rerouted(made.transitions, steps)


@given(journeys(min_personas=2))
def test_the_parts_of_any_journey_join_again(made: Journey) -> None:
    """By personas: everybody is there, and everything that somebody comes to."""
    first, *others = made.personas
    joined = made.only(first).merge(made.only(*others))
    _valid(joined)
    assert set(made.personas) == set(joined.personas)
    assert {each.key for each in made.touchpoints} == {each.key for each in joined.touchpoints}
