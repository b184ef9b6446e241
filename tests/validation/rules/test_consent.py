"""Consent: asked for before it is used, and possible to withdraw."""

from __future__ import annotations

from typing import Any

from helpers.asking import asked, found_at, said
from journeykit import Touchpoint, journey, touchpoint
from journeykit.communication import Consent, Trigger
from journeykit.model import Journey
from journeykit.validation import PROFILES, check

MAIL = "marketing mail"


def gift(*touchpoints: Touchpoint, **told: Any) -> Journey:
    """A journey of one unordered stage."""
    return journey("Gift", **told).stage("Purchase", *touchpoints)


def mail(name: str = "Mail", **told: Any) -> Touchpoint:
    """A mail that nobody sends by hand."""
    said_: dict[str, Any] = {"initiator": "company", "automated": True}
    return touchpoint(name, **(said_ | told))


def asks(name: str = "Signs up", **told: Any) -> Touchpoint:
    """A touchpoint that asks for permission."""
    return touchpoint(name, consents=[Consent(MAIL, "asks")], **told)


def needs(name: str = "Offers", **told: Any) -> Touchpoint:
    """A touchpoint that needs permission."""
    return touchpoint(name, consents=[Consent(MAIL, "requires")], **told)


def test_consent_on_every_way_is_enough_and_on_one_of_two_is_not() -> None:
    """A way around the question is what the rule looks for."""
    start, ask, shop, use = touchpoint("Starts"), asks(), touchpoint("Shop"), needs()
    whole = gift(start, ask, shop, use).flow(start >> ask >> use)
    assert [] == said("consent-not-before-use", gift(start, ask, use).flow(start >> ask >> use))
    assert [("Offers",)] == found_at("consent-not-before-use", whole.flow(start >> shop >> use))


def test_both_branches_may_ask() -> None:
    """No single touchpoint has to: together they leave no way around."""
    start, left, right, use = touchpoint("Starts"), asks("Web"), asks("Phone"), needs()
    whole = gift(start, left, right, use).flow(start >> left >> use).flow(start >> right >> use)
    assert [] == said("consent-not-before-use", whole)


def test_in_an_unordered_stage_the_question_counts_as_first() -> None:
    """Nobody said that the mail comes before the sign-up; an optional sign-up asks some only."""
    assert [] == said("consent-not-before-use", gift(asks(), needs()))
    assert 1 == len(said("consent-not-before-use", gift(asks(optional=True), needs())))


def test_an_earlier_stage_asks_for_the_later() -> None:
    """The order of stages is an order of questions."""
    assert [] == said("consent-not-before-use", gift(asks()).stage("Retention", needs()))
    assert 1 == len(said("consent-not-before-use", gift(needs()).stage("Retention", asks())))


def test_another_purpose_is_another_question() -> None:
    """Permission for mails is none for calls."""
    calls = touchpoint("Calls", consents=[Consent("calls", "requires")])
    assert ['"Calls" needs consent for "calls", and nothing asks for it'] == said(
        "consent-not-before-use", gift(asks(), calls)
    )


def test_what_asks_at_any_time_is_trusted_and_what_asks_itself_too() -> None:
    """A banner, or a form with a box to tick."""
    assert [] == said("consent-not-before-use", gift(needs()).anytime(asks()))
    both = touchpoint("Form", consents=[Consent(MAIL, "asks"), Consent(MAIL, "requires")])
    assert [] == said("consent-not-before-use", gift(both))
    [late] = asked("consent-not-before-use", gift(touchpoint("Pays")).anytime(needs()))
    assert ("Offers",) == late.names


def test_the_privacy_profile_takes_it_as_an_error() -> None:
    """A warning elsewhere, an error where privacy is what is checked."""
    report = check(gift(needs()), PROFILES["privacy"]())
    assert ["error"] == [f.severity for f in report.of("consent-not-before-use")]
    assert ["warning"] == [f.severity for f in check(gift(needs())).of("consent-not-before-use")]


def test_an_opt_out_has_to_come_after_the_message() -> None:
    """Before it, or on another branch, it helps nobody; at any time it helps all."""
    push, out = mail(trigger="new offers"), touchpoint("Preferences", purpose="preferences")
    ask = asks()
    rule = "no-opt-out"
    assert [("Mail",)] == found_at(rule, gift(ask, push).flow(ask >> push))
    assert [("Mail",)] == found_at(rule, gift(ask, push, out).flow(out >> ask >> push))
    assert [] == said(rule, gift(ask, push, out).flow(ask >> push >> out))
    assert [] == said(rule, gift(ask, push).flow(ask >> push).anytime(out))


def test_messages_of_a_deal_need_no_opt_out() -> None:
    """An invoice comes whether one likes it or not."""
    invoice = mail("Invoice", trigger=Trigger("paid", transactional=True))
    assert [] == said("no-opt-out", gift(asks(), invoice))
