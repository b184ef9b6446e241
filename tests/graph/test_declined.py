"""Ways not taken: what is left of a journey without them."""

from __future__ import annotations

import journeykit as jk
from journeykit.graph import view_of
from journeykit.graph.declined import declined_touchpoints


def test_a_way_back_from_what_was_declined_takes_nothing_else_away() -> None:
    """Who decides is there, also where the way not taken would lead back to the decision."""
    asks, agent, buys = map(jk.touchpoint, ["Asks", "Agent", "Buys"])
    base = jk.journey("House").stage("Look", asks, agent, buys).flow(asks >> buys)
    for kind in ("return", "next", "loop"):
        house = base.flow(asks >> agent, kind="declined").flow(agent >> asks, kind=kind)

        assert {"agent"} == declined_touchpoints(house)
        assert not jk.check(house).of("empty-journey")
        assert [asks, buys] == list(view_of(house).touchpoints)


def test_a_ring_behind_what_was_declined_goes_with_it() -> None:
    """What can only be come to by a way not taken is left out, however it circles there."""
    asks, agent, offers, haggles, buys = map(
        jk.touchpoint, ["Asks", "Agent", "Offers", "Haggles", "Buys"]
    )
    house = (
        jk.journey("House")
        .stage("Look", asks, agent, offers, haggles, buys)
        .flow(asks >> buys)
        .flow(asks >> agent, kind="declined")
        .flow(agent >> offers >> haggles)
        .flow(haggles >> offers, kind="loop")
    )

    assert {"agent", "offers", "haggles"} == declined_touchpoints(house)
    assert {"agent"} == declined_touchpoints(house.flow(buys >> offers))


def test_who_declines_to_stay_is_still_there() -> None:
    """A declined way from a touchpoint to itself takes nothing away."""
    waits = jk.touchpoint("Waits")
    line = jk.journey("Queue").stage("Wait", waits).flow(waits >> waits, kind="declined")

    assert not declined_touchpoints(line)


def test_who_comes_by_another_way_declined_nothing() -> None:
    """Whoever declines a short cut still comes to where the long way leads."""
    bea, uma = jk.persona("Bea"), jk.persona("Uma")
    reviews, haggles, signs = map(jk.touchpoint, ["Reviews", "Haggles", "Signs"])
    trial = (
        jk.journey("Trial")
        .walked_by(bea, uma)
        .stage("Decide", reviews, haggles, signs)
        .flow(reviews >> haggles >> signs)
        .flow(reviews >> signs, kind="declined", personas=bea)
    )

    assert view_of(trial).can_reach("bea", "signs")


def test_who_is_not_there_is_not_said_to_take_what_others_decline() -> None:
    """What one declines is for the others who take part there."""
    bea, uma, carl = map(jk.persona, ["Bea", "Uma", "Carl"])
    starts, reviews, demo = map(jk.touchpoint, ["Starts", "Reviews", "Sees a demo"])
    trial = (
        jk.journey("Trial")
        .walked_by(bea, uma, carl)
        .stage("Try", starts)
        .stage("Decide", reviews, demo)
        .flow(reviews >> demo, kind="declined", personas=bea)
        .present(carl, leaves_after="Try")
    )

    assert view_of(trial).touchpoint("sees-a-demo").personas == ("uma",)
    assert not jk.check(trial).of("presence-contradicted")
