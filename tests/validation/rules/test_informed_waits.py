"""Waits: judged for each persona who waits, by what reaches that persona."""

from __future__ import annotations

from helpers.asking import asked, found_at, said
from journeykit import Channel, Touchpoint, Wait, journey, persona, touchpoint
from journeykit.communication import Message
from journeykit.model import Journey
from journeykit.validation import check, everything

RULE = "wait-without-information"
MAYA, BEN = persona("Maya"), persona("Ben")
WAIT = touchpoint("Waits", wait=Wait("3 days"))
TOLD = touchpoint("Tracking email", purpose="inform")
BEGUN = touchpoint("Letter", initiator="company")
PAYS = touchpoint("Pays", purpose="convert")


def gift(*touchpoints: Touchpoint) -> Journey:
    """Maya and Ben buy a gift."""
    return journey("Buying a gift").walked_by(MAYA, BEN).stage("Purchase", *touchpoints)


def test_what_informs_at_the_wait_or_one_step_before_is_enough() -> None:
    """A message at the wait, the purpose inform there, or a stated step before."""
    telling = touchpoint("Waits", wait=Wait("3 days"), messages=[Message("delivery", "Friday")])
    apart = journey("Gift").stage("Purchase", TOLD, PAYS).stage("Retention", WAIT)
    assert [("Waits",)] == found_at(RULE, apart)
    assert [] == said(RULE, apart.flow(TOLD >> WAIT))
    assert [] == said(RULE, gift(telling, PAYS))


def test_what_can_come_at_any_time_informs() -> None:
    """It may come during the wait."""
    assert [] == said(RULE, gift(WAIT).anytime(BEGUN))


def test_beside_the_wait_informs_where_no_order_is_stated() -> None:
    """Anything in an unordered stage may come during the wait; one step after it ends the wait."""
    assert [] == said(RULE, gift(WAIT, BEGUN))
    assert [("Waits",)] == found_at(RULE, gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT >> BEGUN))


def test_what_comes_and_goes_during_the_wait_informs() -> None:
    """The wait leads there and back."""
    whole = gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT >> BEGUN)
    assert [] == said(RULE, whole.flow(BEGUN >> WAIT, kind="return"))


def test_what_the_company_begins_only_before_the_wait_is_told_apart() -> None:
    """It may have said how long it takes; nothing follows while people wait."""
    [finding] = asked(RULE, gift(BEGUN, WAIT).flow(BEGUN >> WAIT))
    assert not finding.review
    assert 'the wait "Waits" has information only before it begins' == finding.message


def test_a_wait_is_informed_for_a_persona_only_by_what_reaches_that_persona() -> None:
    """Maya gets the letter; Ben waits as long and hears nothing."""
    letter = touchpoint("Letter", purpose="inform").met_by(MAYA)
    [finding] = asked(RULE, gift(letter, WAIT))
    assert ("Waits", "Ben") == finding.names
    assert 'no information for "Ben" during "Waits"' == finding.message
    assert [] == said(RULE, gift(letter.met_by(MAYA, BEN), WAIT))
    assert [] == said(RULE, gift(letter, WAIT.met_by(MAYA)))


def test_a_step_that_is_not_open_to_a_persona_informs_others() -> None:
    """The letter is for both; the step from there to the wait is Maya's."""
    whole = gift(PAYS, TOLD, WAIT).flow(PAYS >> WAIT)
    assert [("Waits", "Ben")] == found_at(RULE, whole.flow(TOLD >> WAIT, personas=MAYA))


def test_an_unrelated_field_changes_nothing() -> None:
    """Neither a purpose elsewhere nor a company that writes in another stage ends the silence."""
    whole = gift(PAYS, WAIT).flow(PAYS >> WAIT)
    assert [("Waits",)] == found_at(RULE, whole)
    elsewhere = whole.stage("Retention", BEGUN, touchpoint("Helps", purpose="support"))
    assert [("Waits",)] == found_at(RULE, elsewhere)


def test_where_nobody_is_said_to_begin_anything_the_wait_is_for_review() -> None:
    """The map may not speak of that at all."""
    [finding] = asked(RULE, gift(touchpoint("Comes in"), WAIT))
    assert finding.review


def test_what_happens_by_itself_after_a_while_is_no_wait_of_people() -> None:
    """A timer that ends in an email is the company's; there is nothing to judge."""
    timer = touchpoint("Offer ends", Channel.EMAIL, automated=True, wait=Wait("14 days"))
    report = check(gift(PAYS, timer), everything().select(RULE))
    assert ((), [RULE]) == (report.passed, [each.rule for each in report.inapplicable])


def test_how_many_waits_were_judged_is_told() -> None:
    """Two waits, both informed: passed at two."""
    whole = gift(WAIT, touchpoint("Waits again", wait=Wait()), TOLD)
    (passed,) = check(whole, everything().select(RULE)).passed
    assert (2, "waits") == (passed.number, passed.subjects)


def test_without_a_wait_there_is_nothing_to_judge() -> None:
    """Not applicable, and never passed."""
    report = check(gift(PAYS), everything().select(RULE))
    assert ((), [RULE]) == (report.passed, [each.rule for each in report.inapplicable])


def test_what_comes_only_under_a_condition_informs_nobody_else() -> None:
    """Whoever has all papers in order hears nothing of the review."""
    asked_again = gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT).flow(BEGUN >> WAIT, kind="return")
    missing = asked_again.flow(WAIT >> BEGUN, when="a paper is missing")
    assert [("Waits",)] == found_at(RULE, missing.flow(WAIT >> PAYS, kind="return"))
    assert [] == said(RULE, asked_again.flow(WAIT >> BEGUN))


def test_whoever_hears_nothing_has_to_ask() -> None:
    """People leave the wait to call and come back; the silence explains it where it is found."""
    rule, calls = "avoidable-contact", touchpoint("Calls", Channel.PHONE)
    passed_on = touchpoint("Is passed on", Channel.PHONE)
    waits = gift(PAYS, WAIT, calls, passed_on).flow(PAYS >> WAIT)
    assert [("Calls",)] == found_at(rule, waits.flow(WAIT >> calls >> WAIT, kind="return"))
    assert [("Calls",)] == found_at(rule, waits.flow(WAIT >> calls >> passed_on >> WAIT))
    assert [] == said(rule, waits.flow(WAIT >> calls))
    thanked = waits.stage("After", touchpoint("Is thanked", initiator="company"))
    silent = check(
        thanked.flow(WAIT >> calls >> WAIT, kind="return"), everything().select(RULE, rule)
    )
    assert [[rule]] == [[c.rule for c in f.consequences] for f in silent.findings]


def test_whoever_looks_in_vain_and_then_calls_has_asked_twice() -> None:
    """Both are told: the page that says nothing, and the call that follows from it."""
    looks = touchpoint("Looks it up", Channel.WEBSITE).hurts(MAYA, "the status says nothing")
    calls, rule = touchpoint("Calls", Channel.PHONE), "avoidable-contact"
    whole = gift(WAIT, looks, calls).flow(WAIT >> looks >> WAIT, looks >> calls >> WAIT)
    assert [("Looks it up", "Calls")] == found_at(rule, whole)
    thinks = touchpoint("Thinks it over", Channel.SELF)
    assert [("Calls",)] == found_at(
        rule, gift(WAIT, thinks, calls).flow(WAIT >> thinks >> calls >> WAIT)
    )


def test_looking_it_up_asks_nobody() -> None:
    """A page that tells how far it is spares the call."""
    looks, rule = touchpoint("Looks up the status", Channel.WEBSITE), "avoidable-contact"
    whole = gift(WAIT, looks).flow(WAIT >> looks >> WAIT, kind="return")
    assert [] == said(rule, whole)
    in_vain = whole.replace(looks.hurts(MAYA, "the status says nothing"))
    assert ['customers have to look again while they wait: "Looks up the status"'] == said(
        rule, in_vain
    )
