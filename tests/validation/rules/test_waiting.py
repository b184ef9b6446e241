"""Waiting: how long, how often, and of which nobody knows how long."""

from __future__ import annotations

import itertools

from helpers.asking import CLOCK, found_at, said
from journeykit import Touchpoint, Wait, journey, persona, touchpoint
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
