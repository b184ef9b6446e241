"""Waiting: how long, how often, of which nobody knows how long, and who is told of what."""

from __future__ import annotations

import itertools

from helpers.asking import CLOCK, asked, found_at, said
from journeykit import Channel, Touchpoint, Wait, journey, persona, touchpoint
from journeykit.communication import Message
from journeykit.model import Journey
from journeykit.validation import check, everything

ANA = persona("Ana")


def row(*touchpoints: Touchpoint) -> Journey:
    """One touchpoint after another."""
    whole = journey("Permit").walked_by(ANA).stage("Apply", *touchpoints)
    for before, after in itertools.pairwise(touchpoints):
        whole = whole.flow(before >> after)
    return whole


def waits(name: str, *duration: str, **told: str) -> Touchpoint:
    """A wait."""
    return touchpoint(name, wait=Wait(*duration, **told))


def test_what_ends_a_wait_does_not_tell_how_long_it_takes() -> None:
    """An answer by somebody else may come tomorrow or next year; all such waits are one finding."""
    whole = row(waits("For the answer", until="they answer"), waits("In line"), waits("W", "1 day"))

    assert ['2 of 3 waits have no known length: "For the answer" and "In line"'] == said(
        "wait-without-duration", whole
    )


def test_a_term_on_which_people_agreed_is_no_long_wait() -> None:
    """They chose a trial of 30 days, and were promised an answer in two weeks."""
    agreed = [waits("Tries it out", "30 days", until="the trial ends"), waits("A", "14 days")]
    promised = waits("Waits for the promised answer", "2 weeks")
    assert [("A",)] == found_at("long-wait", row(*agreed, promised))


def test_a_silence_between_two_dates_is_for_review() -> None:
    """Names and conditions tell when something happens; what lies between breaks the silence."""
    first, last = touchpoint("Check-up after 6 weeks"), touchpoint("Month 12: check-up")
    told = (
        'nothing happens for a long time: "Check-up after 6 weeks → Month 12: check-up (10 months)"'
    )
    assert [told] == said("long-silence", row(first, last))
    assert [] == said("long-silence", row(first, touchpoint("Gets a letter"), last))
    assert [] == said("long-silence", row(last, first))
    buys, again = touchpoint("Buys"), touchpoint("Buys again")
    later = row(buys).stage("Retention", again).flow(buys >> again, when="9 months later")
    assert [("Buys → Buys again",)] == found_at("long-silence", later)
    soon = row(buys).stage("Retention", again).flow(buys >> again, when="after 9 days")
    assert [] == said("long-silence", soon)


def test_short_waits_may_be_long_together() -> None:
    """Nobody minds two days; everybody minds six."""
    three = [waits(f"Wait {n}", "2 days") for n in range(3)]

    assert ["Wait 0", "Wait 1", "Wait 2"] == list(*found_at("long-wait", row(*three)))
    assert said("long-wait", row(*three))[0].endswith("everybody waits at least 6 days in all")
    assert [] == said("long-wait", row(*three[:2]))


def test_only_what_everybody_passes_is_added_up() -> None:
    """Of two ways to wait one takes one."""
    ask, post, office, end = (
        touchpoint("Asks"),
        waits("Post", "3 days"),
        waits("Office", "3 days"),
        touchpoint("End"),
    )
    whole = journey("Permit").stage("Apply", ask, post, office, end)
    whole = whole.flow(ask >> post >> end).flow(ask >> office >> end)

    assert [] == said("long-wait", whole)


def test_a_range_counts_with_its_shorter_end() -> None:
    """Up to a month is no long wait by itself; more than three weeks is one."""
    assert [] == said("long-wait", row(waits("W", "up to a month")))
    assert ['a long wait: "W (more than 3 weeks)"'] == said(
        "long-wait", row(waits("W", "more than 3 weeks"))
    )


def test_a_deadline_is_no_wait() -> None:
    """What the company does by itself after two weeks nobody has to wait for."""
    lapsed = touchpoint("It lapses", automated=True, wait=Wait("2 weeks"))

    assert [] == said("long-wait", row(touchpoint("Asks"), lapsed))


def test_words_that_name_no_time_are_not_judged() -> None:
    """A wait that takes for ever is not said to be short."""
    report = check(row(waits("W", "ages")), everything().select("long-wait"), clock=CLOCK)

    assert [("long-wait", "how long waits take")] == [(u.rule, u.what) for u in report.unanswered]
    assert () == report.passed


def test_a_journey_of_waits_says_who_feels_worst_there() -> None:
    """Three waits, the lowest points of all."""
    bad = [waits(f"Wait {n}", "10 minutes").feels(ANA, -2) for n in range(3)]
    [told] = said("much-waiting", row(*bad, touchpoint("Pays").feels(ANA, -1)))
    assert told.startswith("people wait at 3 of 4 touchpoints, and Ana feels worst there: ")
    assert said("much-waiting", row(*bad, touchpoint("Pays").feels(ANA, -2)))[0].startswith(
        "people wait at 3 of 4 touchpoints: "
    )
    assert [] == said("much-waiting", row(*bad, *(touchpoint(f"Step {n}") for n in range(18))))


# ------------------------------------------------------- by what reaches the persona who waits

INFORMED = "wait-without-information"
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
    assert [("Waits",)] == found_at(INFORMED, apart)
    assert [] == said(INFORMED, apart.flow(TOLD >> WAIT))
    assert [] == said(INFORMED, gift(telling, PAYS))


def test_what_can_come_at_any_time_informs() -> None:
    """It may come during the wait."""
    assert [] == said(INFORMED, gift(WAIT).anytime(BEGUN))


def test_beside_the_wait_informs_where_no_order_is_stated() -> None:
    """Anything in an unordered stage may come during the wait; one step after it ends the wait."""
    assert [] == said(INFORMED, gift(WAIT, BEGUN))
    assert [("Waits",)] == found_at(INFORMED, gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT >> BEGUN))


def test_what_comes_and_goes_during_the_wait_informs() -> None:
    """The wait leads there and back."""
    whole = gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT >> BEGUN)
    assert [] == said(INFORMED, whole.flow(BEGUN >> WAIT, kind="return"))


def test_what_the_company_begins_only_before_the_wait_is_told_apart() -> None:
    """It may have said how long it takes; nothing follows while people wait."""
    [finding] = asked(INFORMED, gift(BEGUN, WAIT).flow(BEGUN >> WAIT))
    assert not finding.review
    assert 'the wait "Waits" has information only before it begins' == finding.message


def test_a_wait_is_informed_for_a_persona_only_by_what_reaches_that_persona() -> None:
    """Maya gets the letter; Ben waits as long and hears nothing."""
    letter = touchpoint("Letter", purpose="inform").met_by(MAYA)
    [finding] = asked(INFORMED, gift(letter, WAIT))
    assert ("Waits", "Ben") == finding.names
    assert 'no information for "Ben" during "Waits"' == finding.message
    assert [] == said(INFORMED, gift(letter.met_by(MAYA, BEN), WAIT))
    assert [] == said(INFORMED, gift(letter, WAIT.met_by(MAYA)))


def test_a_step_that_is_not_open_to_a_persona_informs_others() -> None:
    """The letter is for both; the step from there to the wait is Maya's."""
    whole = gift(PAYS, TOLD, WAIT).flow(PAYS >> WAIT)
    assert [("Waits", "Ben")] == found_at(INFORMED, whole.flow(TOLD >> WAIT, personas=MAYA))


def test_an_unrelated_field_changes_nothing() -> None:
    """Neither a purpose elsewhere nor a company that writes in another stage ends the silence."""
    whole = gift(PAYS, WAIT).flow(PAYS >> WAIT)
    assert [("Waits",)] == found_at(INFORMED, whole)
    elsewhere = whole.stage("Retention", BEGUN, touchpoint("Helps", purpose="support"))
    assert [("Waits",)] == found_at(INFORMED, elsewhere)


def test_where_nobody_is_said_to_begin_anything_the_wait_is_for_review() -> None:
    """The map may not speak of that at all."""
    [finding] = asked(INFORMED, gift(touchpoint("Comes in"), WAIT))
    assert finding.review


def test_what_happens_by_itself_after_a_while_is_no_wait_of_people() -> None:
    """A timer that ends in an email is the company's; there is nothing to judge."""
    timer = touchpoint("Offer ends", Channel.EMAIL, automated=True, wait=Wait("14 days"))
    report = check(gift(PAYS, timer), everything().select(INFORMED))
    assert ((), [INFORMED]) == (report.passed, [each.rule for each in report.inapplicable])


def test_how_many_waits_were_judged_is_told() -> None:
    """Two waits, both informed: passed at two."""
    whole = gift(WAIT, touchpoint("Waits again", wait=Wait()), TOLD)
    (passed,) = check(whole, everything().select(INFORMED)).passed
    assert (2, "waits") == (passed.number, passed.subjects)


def test_without_a_wait_there_is_nothing_to_judge() -> None:
    """Not applicable, and never passed."""
    report = check(gift(PAYS), everything().select(INFORMED))
    assert ((), [INFORMED]) == (report.passed, [each.rule for each in report.inapplicable])


def test_what_comes_only_under_a_condition_informs_nobody_else() -> None:
    """Whoever has all papers in order hears nothing of the review."""
    asked_again = gift(PAYS, WAIT, BEGUN).flow(PAYS >> WAIT).flow(BEGUN >> WAIT, kind="return")
    missing = asked_again.flow(WAIT >> BEGUN, when="a paper is missing")
    assert [("Waits",)] == found_at(INFORMED, missing.flow(WAIT >> PAYS, kind="return"))
    assert [] == said(INFORMED, asked_again.flow(WAIT >> BEGUN))


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
        thanked.flow(WAIT >> calls >> WAIT, kind="return"), everything().select(INFORMED, rule)
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
