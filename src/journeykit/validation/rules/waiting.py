"""Waiting: how long customers wait, and how much of a journey is nothing else.

Whether people are told anything meanwhile is asked by ``wait-without-information``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.durations import Wait, in_words
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, buying, in_a_row
from journeykit.validation.rules.wording import quoted

_DAY = datetime.timedelta(days=1)


def _pause(**said: str) -> Journey:
    """A customer who waits."""
    return buying(touchpoint("Waits for the parcel", wait=Wait(**said)))


def _waits(view: View) -> list[Touchpoint]:
    """The touchpoints at which people wait."""
    return [each for each in view.touchpoints if each.wait is not None]


@rule(
    "wait-without-duration",
    "JK710",
    subjects="waits",
    severity="warning",
    detects="Waits of which nobody knows how long they take.",
    why="People can bear a wait whose length they know. Nobody can judge or plan one without it, "
    "and no system can carry it out.",
    formally="A touchpoint has a wait without a duration. What ends it, such as an answer by "
    "somebody else, tells when it is over and not how long that takes. One finding names all such "
    "waits.",
    fix='say how long it takes: touchpoint({touchpoint}, wait=Wait("3 days"))',
    source="Maister 1985, The Psychology of Waiting Lines: uncertain waits are longer than known, "
    "finite waits; Adobe AJOJAS-2030; Treasure Data MISSING_WAIT_PARAMS.",
    fires=lambda: _pause(until="the parcel comes"),
    silent=lambda: _pause(duration="3 days", until="the parcel comes"),
    profiles=("automation", "checklist"),
)
def wait_without_duration(view: View) -> Iterator[Verdict]:
    """Look for waits without a length."""
    waits = _waits(view)
    endless = [each for each in waits if not _told(each)]
    yield from (Fine(each) for each in waits if _told(each))
    yield from lacking(view, endless, of=len(waits), what="wait", said="have no known length")


def _parcel(duration: str) -> Journey:
    """An order, and how long the parcel takes."""
    return in_a_row(touchpoint("Pays"), touchpoint("Waits for the parcel", wait=Wait(duration)))


@rule(
    "long-wait",
    "JK721",
    subjects="waits",
    severity="info",
    detects="Long waits, each or together.",
    why="While people wait they begin to doubt, call, and look for something else.",
    formally="A wait takes at least the given number of days, or those that everybody has to pass "
    "take as many together. Durations are read from their words: of a range the shorter end "
    "counts, a month has 30 days, five working days are a week. The wait of an automated "
    "touchpoint is a deadline, and left alone. One finding names all such waits, with what "
    "everybody waits in all.",
    fix="shorten it, or let people do something useful meanwhile",
    source="Maister 1985, The Psychology of Waiting Lines; Lean: waiting is waste.",
    fires=lambda: _parcel("2 to 3 weeks"),
    silent=lambda: _parcel("1 to 3 days"),
)
def long_wait(
    view: View,
    *,
    days: Annotated[int, "from so many days on a wait is long"] = 5,
) -> Iterator[Verdict]:
    """Add up what the waits take at least."""
    waits = {each.key: each for each in _waits(view) if not each.automated}
    least = {
        key: span.least
        for key, each in waits.items()
        if each.wait and (span := each.wait.span) is not None
    }
    unread = [each for key, each in waits.items() if _told(each) and key not in least]
    if unread:
        yield Unknown("how long waits take", 'wait=Wait("3 days")', at=unread)
    everybody = [each.key for each in view.unavoidable if each.key in least] if least else []
    total = sum((least[key] for key in everybody), datetime.timedelta())
    long = [key for key in least if least[key] >= days * _DAY]
    if not long and total >= days * _DAY:
        long = everybody
    fine = set(least).difference(long)
    yield from (Fine(waits[key]) for key in waits if key in fine)
    if long:
        names = quoted(f"{waits[key].name} ({_told(waits[key])})" for key in long)
        more = len(everybody) > 1 and total > max(least[key] for key in long)
        whole = f"; everybody waits at least {in_words(total)} in all" if more else ""
        several = "a long wait" if len(long) == 1 else f"{len(long)} long waits"
        yield Problem(f"{several}: {names}{whole}", [waits[key] for key in long], each=True)


def _told(waiting: Touchpoint) -> str:
    """How long a wait takes, in the words of its author."""
    return waiting.wait.duration if waiting.wait else ""


def _queue(number: int) -> Journey:
    """A counter with so many waits on the way to it."""
    waits = [
        touchpoint(f"Waits in line {n}", wait=Wait("10 minutes")).feels(MAYA, -1)
        for n in range(1, number + 1)
    ]
    return in_a_row(touchpoint("Takes a number"), *waits, touchpoint("Pays").feels(MAYA, +1))


@rule(
    "much-waiting",
    "JK722",
    subjects="waits",
    severity="info",
    detects="A journey of which a good part is waiting.",
    why="Each wait may be short. What people remember is that they waited again and again.",
    formally="There are at least three waits at touchpoints that are not automated, and they are "
    "at least the given percentage of all touchpoints. One finding names them all, and says so "
    "where a persona feels worst at waits only.",
    fix="do some of it at once, or before people come",
    source="Maister 1985, The Psychology of Waiting Lines; peak-end rule.",
    fires=lambda: _queue(3),
    silent=lambda: _queue(2),
)
def much_waiting(
    view: View,
    *,
    percent: Annotated[float, "from this share of all touchpoints on it is much"] = 15.0,
) -> Iterator[Verdict]:
    """Compare the waits with all touchpoints."""
    waits = [each for each in _waits(view) if not each.automated]
    if len(waits) < 3 or 100 * len(waits) < percent * len(view.touchpoints):  # noqa: PLR2004
        yield from map(Fine, waits)
        return
    keys = {each.key for each in waits}
    worst = [
        view.persona(persona).name
        for persona, felt in view.valences.items()
        if felt
        and min(felt.values()) < 0
        and keys.issuperset(key for key, valence in felt.items() if valence == min(felt.values()))
    ]
    feels = "feels" if len(worst) == 1 else "feel"
    lowest = f", and {', '.join(worst)} {feels} worst there" if worst else ""
    yield Problem(
        f"people wait at {len(waits)} of {len(view.touchpoints)} touchpoints{lowest}: "
        f"{quoted(each.name for each in waits)}",
        waits,
    )


RULES: tuple[Rule, ...] = (wait_without_duration, long_wait, much_waiting)
