"""Contact: what is handed in is confirmed, and where things go wrong there is somebody to ask."""

from __future__ import annotations

import itertools

import pytest

from helpers.asking import asked, passed, said, unanswered
from journeykit import Channel, Touchpoint, check, journey, persona, touchpoint
from journeykit.communication import Message
from journeykit.model import Journey

MAYA = persona("Maya")
ORDERS = touchpoint("Orders the gift", Channel.WEBSITE)
CALLS = touchpoint("Calls to ask", Channel.PHONE).feels(MAYA, -1)


def row(*touchpoints: Touchpoint) -> Journey:
    """Touchpoints of Maya's, one after another."""
    whole = journey("Gift").walked_by(MAYA).stage("Purchase", *touchpoints)
    for here, there in itertools.pairwise(touchpoints):
        whole = whole.flow(here >> there)
    return whole


# ---------------------------------------------------------------------- a confirmation


def test_an_order_that_nobody_confirms_is_for_review() -> None:
    """She calls, and does not like it: a sign that she does not know whether it arrived."""
    [entry] = asked("no-confirmation", row(ORDERS, CALLS))
    assert entry.review
    assert entry.message == 'nothing confirms "Orders the gift"'


def test_stages_in_which_the_company_is_silent_come_in_the_order_of_the_map() -> None:
    """Whoever they concern, and however they are called."""
    tom, alone = persona("Tom"), touchpoint("Looks it up", Channel.WEBSITE)
    told = touchpoint("Is told", Channel.EMAIL, initiator="company").met_by(tom)
    whole = journey("Gift").walked_by(MAYA, tom).stage("First", ORDERS)
    whole = whole.stage("Second", touchpoint("Asks"), touchpoint("Asks again"), told)
    whole = whole.stage("Third", alone, touchpoint("Writes", Channel.EMAIL))
    [entry] = asked("silent-company", whole)
    assert entry.message == (
        'the company begins no contact in "Second" with "Maya", and none in "Third"'
    )
    stages = [element.key for element in entry.elements if element.kind == "stage"]
    assert stages == ["second", "third"]


def test_reading_reviews_is_not_being_asked() -> None:
    """Others wrote them; whoever writes one was asked, or found where to say it."""
    reads = touchpoint("Reads reviews", Channel.REVIEWS)
    steps = [touchpoint(f"Step {n}", Channel.WEBSITE) for n in range(12)]
    assert 1 == len(said("no-feedback-loop", row(reads, *steps)))
    assert [] == said("no-feedback-loop", row(touchpoint("Writes one", Channel.REVIEWS), *steps))


@pytest.mark.parametrize("words", ["Scans and emails everything", "Hands the form in"])
def test_handing_in_has_many_words(words: str) -> None:
    """The verb need not come first, nor its parts together."""
    handed_in = touchpoint(words, Channel.EMAIL)
    assert [f'nothing confirms "{words}"'] == said("no-confirmation", row(handed_in, CALLS))


@pytest.mark.parametrize(
    "whole",
    [
        row(ORDERS, touchpoint("Gets a mail", Channel.EMAIL, initiator="company"), CALLS),
        row(ORDERS, touchpoint("The bank calls", Channel.PHONE, initiator="third party"), CALLS),
        row(ORDERS.on(Channel.EMAIL), touchpoint("Reads mail", Channel.EMAIL).feels(MAYA, -1)),
        row(touchpoint("Orders", Channel.WEBSITE, messages=[Message("ok", "Thank you")]), CALLS),
        row(ORDERS, touchpoint("Calls a friend", Channel.PHONE)),
    ],
    ids=["company", "third party", "same channel", "message", "no sign of doubt"],
)
def test_whoever_is_told_or_does_not_mind_needs_no_confirmation(whole: Journey) -> None:
    """By the company or others, on the page itself, or because nothing shows that they wonder."""
    assert [] == said("no-confirmation", whole)
    assert [(1, "things handed in from afar")] == passed("no-confirmation", whole)


@pytest.mark.parametrize(
    "first",
    [
        touchpoint("Orders at the till", Channel.IN_STORE),
        touchpoint("Orders by phone", Channel.PHONE),
        touchpoint("Looks at orders", Channel.WEBSITE),
        touchpoint("Orders are packed", Channel.EMAIL, initiator="company"),
        touchpoint("Orders the gift"),
    ],
    ids=lambda first: str(first.name),
)
def test_what_is_no_handing_in_from_afar_is_not_asked(first: Touchpoint) -> None:
    """Before a person, by the company, on no channel, or in other words."""
    assert [] == said("no-confirmation", row(first, CALLS))
    assert [] == passed("no-confirmation", row(first, CALLS))


def test_without_an_order_nobody_can_tell_what_follows() -> None:
    """The transitions have to be said first."""
    loose = journey("Gift").walked_by(MAYA).stage("Purchase", ORDERS, CALLS)
    assert ["how people move on"] == unanswered("no-confirmation", loose)


# ---------------------------------------------------------------------- somebody to ask


def long_row(*touchpoints: Touchpoint) -> Journey:
    """Twelve steps on the web, and others."""
    return row(*(touchpoint(f"Step {n}", Channel.WEBSITE) for n in range(1, 13)), *touchpoints)


FAILS = touchpoint("The payment fails", Channel.WEBSITE, outcome="failed")


def test_trouble_without_anybody_to_ask_is_for_review() -> None:
    """A failure is trouble, and so are many pain points."""
    assert ["nowhere can people ask somebody for help"] == said("nobody-to-ask", long_row(FAILS))
    sore = touchpoint("Waits", Channel.WEBSITE).hurts(MAYA, *(f"Pain {n}" for n in range(5)))
    assert [True] == [each.review for each in asked("nobody-to-ask", long_row(sore))]


@pytest.mark.parametrize(
    "helper",
    [
        touchpoint("Writes", Channel.SUPPORT),
        touchpoint("Asks customer service"),
        touchpoint("Writes to the support"),
        touchpoint("Chats", Channel.CHAT),
        touchpoint("Goes to the counter", Channel.IN_STORE),
        touchpoint("Meets the adviser", Channel("Branch", "interpersonal")),
    ],
    ids=lambda helper: str(helper.name),
)
def test_a_person_a_place_or_help_is_enough(helper: Touchpoint) -> None:
    """By channel, by purpose or by name."""
    assert [] == said("nobody-to-ask", long_row(FAILS, helper))
    assert [(1, "journeys with trouble")] == passed("nobody-to-ask", long_row(FAILS, helper))


def test_short_maps_and_those_without_trouble_or_channels_are_not_told() -> None:
    """Nobody needs help where nothing goes wrong, and a map without channels cannot tell."""
    assert [] == said("nobody-to-ask", row(ORDERS, FAILS))
    assert [] == said("nobody-to-ask", long_row())
    silent = row(*(touchpoint(f"Step {n}") for n in range(1, 13)), FAILS)
    assert ["where touchpoints happen"] == unanswered("nobody-to-ask", silent)


def test_silence_explains_what_follows_from_it() -> None:
    """One entry: the company begins nothing, so nothing confirms and nobody is there to ask."""
    stages = long_row(FAILS).stage("Afterwards", ORDERS, CALLS).flow(ORDERS >> CALLS)
    silent = next(each for each in check(stages).review if each.rule == "silent-company")
    assert {"no-confirmation"} == {each.rule for each in silent.consequences}
