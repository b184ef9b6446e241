"""Automation: causes, audiences and ends."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from helpers.asking import found_at, said, unanswered
from journeykit import Channel, Touchpoint, journey, persona, touchpoint
from journeykit.communication import Segment, Trigger
from journeykit.model import Journey


def gift(*touchpoints: Touchpoint, **told: Any) -> Journey:
    """A journey of one unordered stage."""
    return journey("Gift", **told).stage("Purchase", *touchpoints)


def mail(name: str = "Mail", **told: Any) -> Touchpoint:
    """A mail that nobody sends by hand."""
    said_: dict[str, Any] = {"initiator": "company", "automated": True}
    return touchpoint(name, **(said_ | told))


def test_a_step_before_it_is_a_cause() -> None:
    """A confirmation that follows the order is set off by it; a bot is started by the customer."""
    pays, confirms = touchpoint("Pays"), mail("Confirmation")
    assert 1 == len(said("automated-without-trigger", gift(pays, confirms)))
    assert [] == said("automated-without-trigger", gift(pays, confirms).flow(pays >> confirms))
    assert [] == said("automated-without-trigger", gift(touchpoint("Asks the bot", automated=True)))


def test_a_trigger_needs_a_segment_only_where_there_are_some() -> None:
    """The signal itself chooses, unless the journey distinguishes segments."""
    rule, segments = "trigger-without-segment", [Segment("Regulars")]
    open_ = mail(trigger="basket abandoned")
    assert [] == said(rule, gift(open_))
    assert 1 == len(said(rule, gift(open_, segments=segments)))
    deal = mail(trigger=Trigger("paid", transactional=True))
    assert [] == said(
        rule, gift(deal, mail("B", trigger="x", segment="regulars"), segments=segments)
    )


def test_whoever_is_named_is_an_audience() -> None:
    """A persona, a segment, an experience or the segment of the trigger."""
    maya = persona("Maya")
    told = [
        touchpoint("A", personalised=True, personas=maya),
        touchpoint("B", personalised=True, segment="regulars"),
        touchpoint("C", personalised=True).feels(maya, 1),
        touchpoint("D", personalised=True, trigger=Trigger("x", "regulars")),
    ]
    whole = journey("Gift").walked_by(maya).stage("Purchase", *told)
    assert [] == said("personalised-without-audience", whole)


@pytest.mark.parametrize("told", [{"attempts": 3}, {"when": "not bought yet"}])
def test_a_loop_stops_by_a_number_or_a_condition(told: dict[str, Any]) -> None:
    """Either is an exit criterion, on the loop or on the way out."""
    first, second, pays = mail("A", trigger="x"), mail("B"), touchpoint("Pays")
    whole = gift(first, second, pays).flow(first >> second)
    endless = whole.flow(second >> first, kind="loop").flow(second >> pays)
    assert [("A", "B")] == found_at("no-exit-criteria", endless)
    looping = whole.flow(second >> first, kind="loop", **told).flow(second >> pays)
    assert [] == said("no-exit-criteria", looping)


def test_a_loop_that_people_walk_is_theirs_to_leave() -> None:
    """Only what runs by itself has to be told when to stop; a loop nothing leaves is a trap."""
    browse, compare, pays = touchpoint("A"), touchpoint("B"), touchpoint("Pays")
    human = gift(browse, compare, pays).flow(browse >> compare >> browse).flow(compare >> pays)
    assert [] == said("no-exit-criteria", human)
    again = mail("A", trigger="x")
    assert [] == said("no-exit-criteria", gift(again).flow(again >> again))


def test_shares_are_added_up_where_there_are_some() -> None:
    """Ways without a share are no part of the split, and thirds may be rounded."""
    shop, a, b, c = (touchpoint(name) for name in ("Shop", "A", "B", "C"))
    start = gift(shop, a, b, c).flow(shop >> c)
    assert [] == said("split-not-100", start.flow(shop >> a, share=50).flow(shop >> b, share=50))
    assert ['the shares after "Shop" add up to 110, not 100'] == said(
        "split-not-100", start.flow(shop >> a, share=60).flow(shop >> b, share=50)
    )


def test_support_is_asked_for_each_persona() -> None:
    """A hotline for one persona is no help for another."""
    maya, ben = persona("Maya"), persona("Ben")
    bot = touchpoint("Bot", purpose="support", automated=True)
    line = touchpoint("Hotline", purpose="support", personas=ben)
    whole = journey("Gift").walked_by(maya, ben).stage("Experience", bot, line)
    assert ['Maya can get help only from machines: "Bot"'] == said("no-human-fallback", whole)


def test_a_stretch_of_machines_needs_a_person_near() -> None:
    """Four that lead to one another; somebody who can be called at any time is enough."""
    mails = [mail(f"Mail {n}") for n in range(4)]
    whole = gift(*mails)
    for before, after in itertools.pairwise(mails):
        whole = whole.flow(before >> after)
    assert [tuple(f"Mail {n}" for n in range(4))] == found_at("automated-stretch", whole)
    assert [] == said("automated-stretch", whole.anytime(touchpoint("Calls")))
    assert [] == said("automated-stretch", gift(*mails))
    assert [] == said("automated-stretch", whole, at_least=5)


def test_one_share_alone_is_no_split() -> None:
    """Eight per cent were counted on one way; nobody says how many took the others."""
    shop, left, right = (touchpoint(name) for name in ("Shop", "Left", "Right"))
    one = gift(shop, left, right).flow(shop >> left, share=8)
    for whole in (one, one.flow(shop >> right)):
        assert [] == said("split-not-100", whole)
        assert ["which share takes each of the ways"] == unanswered("split-not-100", whole)
    assert 1 == len(said("split-not-100", one.flow(shop >> right, share=90)))
    assert [] == said("split-not-100", one.flow(shop >> right, share=92))
    assert 1 == len(said("split-not-100", one.flow(shop >> right, share=93).flow(shop >> shop)))


def test_a_telephone_without_a_purpose_is_a_way_to_a_person() -> None:
    """People call there and reach somebody, whatever the map says it is for."""
    ann = persona("Ann")
    bot = touchpoint("Asks the bot", Channel.CHAT, purpose="support", automated=True)
    whole = journey("Gift").walked_by(ann).stage("Use", bot)
    assert 1 == len(said("no-human-fallback", whole))
    assert [] == said("no-human-fallback", whole.stage("Use", touchpoint("Calls", Channel.PHONE)))
