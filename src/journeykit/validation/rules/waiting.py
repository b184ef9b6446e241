"""Waiting: how long customers wait, how much of a journey it is, and what they hear meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated

from journeykit.channels import Channel
from journeykit.dsl import touchpoint
from journeykit.durations import Wait, in_words
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.transitions import Transition
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, buying, in_a_row
from journeykit.validation.rules.wording import quoted

_DAY = datetime.timedelta(days=1)


def _pause(**fields: str) -> Journey:
    """A customer who waits."""
    return buying(touchpoint("Waits for the parcel", wait=Wait(**fields)))


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
    fix='say how long it takes: touchpoint({touchpoint}, wait="…")',
    source="Maister 1985, The Psychology of Waiting Lines: uncertain waits are longer than known, "
    "finite waits; Adobe AJOJAS-2030; Treasure Data MISSING_WAIT_PARAMS.",
    fires=lambda: _pause(until="the parcel comes"),
    silent=lambda: _pause(duration="3 days", until="the parcel comes"),
    profiles=("automation", "checklist"),
)
def wait_without_duration(view: View) -> Iterator[Verdict]:
    """Look for waits without a length."""
    waits = _waits(view)
    endless = [each for each in waits if not _duration(each)]

    yield from lacking(view, endless, of=waits, what="wait", statement="have no known length")


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
    "touchpoint is a deadline, and a wait whose words speak of a promise, a trial or the like is a "
    "term on which people agreed: both are left alone. One finding names all such waits, with what "
    "everybody waits in all.",
    fix="shorten {touchpoint}, or let people do something useful meanwhile",
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
    waits = {
        each.key: each
        for each in _waits(view)
        if not each.automated and not inference.is_agreed(each)
    }
    least = {
        key: span.least
        for key, each in waits.items()
        if each.wait and (span := each.wait.span) is not None
    }
    unread = [each for key, each in waits.items() if _duration(each) and key not in least]
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
        names = quoted(f"{waits[key].name} ({_duration(waits[key])})" for key in long)
        more = len(everybody) > 1 and total > max(least[key] for key in long)
        whole = f"; everybody waits at least {in_words(total)} in all" if more else ""
        several = "a long wait" if len(long) == 1 else f"{len(long)} long waits"
        yield Problem(f"{several}: {names}{whole}", [waits[key] for key in long], each=True)


def _duration(waiting: Touchpoint) -> str:
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
    fix="do some of it at once or before people come, beginning with {touchpoint}",
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


def _check_ups(*others: Touchpoint) -> Journey:
    """Check-ups whose names tell when they are, and perhaps something between two of them."""
    weeks, year = touchpoint("Check-up after 6 weeks"), touchpoint("Check-up after 12 months")
    return in_a_row(touchpoint("Leaves the hospital"), weeks, *others, year)


@rule(
    "long-silence",
    "JK723",
    subjects="steps between dates",
    severity="info",
    detects="A long time between two dates in which nothing happens.",
    why="Whoever hears nothing for months has left when the next letter comes.",
    formally="A declared transition leads from one touchpoint to another, the names of both, or "
    "the condition on the way, tell when they happen (Week 6, after 90 days), and at least so many "
    "days lie between. Names are words, so that it is for review. All are one entry.",
    fix="put a contact between the two in .flow(…), and say in its name when it comes: "
    'touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Reichheld on retention: customers leave in silence.",
    fires=_check_ups,
    silent=lambda: _check_ups(touchpoint("Call after 6 months"), touchpoint("Call after 9 months")),
)
def long_silence(
    view: View,
    *,
    days: Annotated[int, "from so many days on a silence is long"] = 180,
) -> Iterator[Verdict]:
    """Count the days between what follows one another."""
    dates = {t.element: inference.date_of(t.name) for t in view.touchpoints}
    silences: list[tuple[Transition, datetime.timedelta]] = []
    for step in view.journey.transitions:
        here, there = dates.get(step.source), dates.get(step.target)
        between = inference.date_of(f"{step.when}") if step.guarded else None
        if between is None and here is not None and there is not None:
            between = there - here
        if between is None or between <= datetime.timedelta():
            continue
        if between >= days * _DAY:
            silences.append((step, between))
        else:
            yield Fine(step.element)
    if silences:
        names = quoted(
            f"{view.name_of(step.element)} ({in_words(between)})" for step, between in silences
        )
        yield Problem(
            f"nothing happens for a long time: {names}",
            [step.element for step, _ in silences],
            each=True,
            review=True,
        )


_ANYBODY = ""
"""Who waits on a journey without personas."""


def _waiting(*others: Touchpoint) -> Journey:
    """Maya waits for her parcel."""
    wait = touchpoint("Waits for the parcel", wait="…")
    return buying(touchpoint("Pays", purpose="convert"), *others, wait)


@rule(
    "wait-without-information",
    "JK517",
    subjects="waits",
    severity="info",
    detects="A wait during which the customer is told nothing.",
    why="Waits without information feel longer than waits with it.",
    formally="A persona comes to a touchpoint with a wait, and nothing informs them. They are "
    "informed by a message, or the purpose inform, at the wait or one declared step before it; by "
    "what the company begins at any time, in between (the wait leads there without a condition, "
    "and back), or in the stage of the wait where no order is stated. Only what the persona comes "
    "to counts. What ends the wait does not inform during it; where the company begins something "
    "one step before and nothing during it, that is told apart. Where the map says nowhere who "
    "begins a contact, it is for review. One finding names all waits silent for everybody.",
    fix='tell them, beside {touchpoint}: touchpoint("…", purpose="inform", initiator="company")',
    source="Maister 1985, The Psychology of Waiting Lines.",
    fires=_waiting,
    silent=lambda: _waiting(touchpoint("Gets a tracking email", purpose="inform")),
    explains=("avoidable-contact",),
)
def wait_without_information(view: View) -> Iterator[Verdict]:
    """Ask of each wait, for each persona who has it, what they hear."""
    around = _NewsOfWaits(view)
    waits = [wait for wait in _waits(view) if not (wait.channels and _is_timed(wait))]
    silent: list[Touchpoint] = []
    informed_waits: list[Touchpoint] = []
    silent_for: dict[tuple[str, ...], list[Touchpoint]] = {}
    for wait in waits:
        people = [p.key for p in view.journey.personas if wait.is_for(p.key)] or [_ANYBODY]
        information = {person: around.informs(wait, person) for person in people}
        unaware = tuple(person for person, heard in information.items() if heard == _NOTHING)
        if len(unaware) == len(people):
            silent.append(wait)
        elif unaware:
            silent_for.setdefault(unaware, []).append(wait)
        elif _BEFORE in information.values():
            informed_waits.append(wait)
        else:
            yield Fine(wait)
    unsure = not around.anything_begun
    statement = "have no information for those who wait"
    yield from lacking(
        view,
        silent,
        of=len(waits),
        what="wait",
        statement=statement,
        review=unsure,
        therefore=[each for wait in silent for each in _questions(view, wait)],
    )
    for keys, some in silent_for.items():
        personas = [view.persona(key) for key in keys]
        yield Problem(
            f"no information for {quoted(p.name for p in personas)} during "
            f"{quoted(wait.name for wait in some)}",
            [*some, *personas],
        )
    yield from lacking(
        view,
        informed_waits,
        of=len(waits),
        what="wait",
        statement="have information only before they begin"
        if len(informed_waits) > 1
        else "have information only before it begins",
    )


def _is_timed(touchpoint: Touchpoint) -> bool:
    """Whether something happens by itself when its time has come."""
    return touchpoint.automated or touchpoint.trigger is not None


_NOTHING, _BEFORE, _MEANWHILE = 0, 1, 2
"""What a persona hears of a wait: nothing, something as it begins, or something meanwhile."""


class _NewsOfWaits:
    """What stands beside the waits of a journey, found once for all of them."""

    def __init__(self, view: View) -> None:
        """Remember who is told something where."""
        self._view = view
        self._heard: dict[tuple[str, bool, str], bool] = {}

    @cached_property
    def _in_order(self) -> frozenset[str]:
        """The keys of the touchpoints of which some transition tells when they come."""
        return frozenset(
            e.key for t in self._view.journey.transitions for e in (t.source, t.target)
        )

    @cached_property
    def anything_begun(self) -> bool:
        """Whether the map says anywhere that people are told something, or who begins it."""
        return any(
            _explicit(touchpoint) or inference.begun_by_company(touchpoint)
            for touchpoint in self._view.touchpoints
        )

    def _steps_to(self, touchpoint: Touchpoint) -> Iterator[Transition]:
        """The declared transitions from touchpoint to touchpoint that arrive at one of them."""
        arriving = self._view.incoming.get(touchpoint.element, ())
        return (step for step in arriving if step.source.kind == "touchpoint")

    def informs(self, wait: Touchpoint, person: str) -> int:
        """Return what somebody hears of a wait."""
        if _explicit(wait) or self._meanwhile(wait, person):
            return _MEANWHILE
        before = [
            self._view.touchpoint(step.source.key)
            for step in self._steps_to(wait)
            if not step.personas or person in step.personas
        ]
        near = [t for t in before if not t.wait and t.is_for(person)]
        if any(map(_explicit, near)):
            return _MEANWHILE
        return _BEFORE if any(map(inference.begun_by_company, near)) else _NOTHING

    def _meanwhile(self, wait: Touchpoint, person: str) -> bool:
        """Whether something reaches somebody while they wait."""
        stage = self._view.stage_of(wait.key)
        if self._is_heard("", self._view.journey.any_time, person):
            return True
        inside = stage.touchpoints if stage else ()
        ordered = wait.key in self._in_order
        loose = [t for t in inside if t.key not in self._in_order] if ordered else inside
        if stage and self._is_heard(stage.key, loose, person, ordered=ordered):
            return True
        back = {step.source.key for step in self._steps_to(wait)}
        return any(
            t.is_for(person) and _tells(t)
            for t in (self._view.touchpoint(key) for key in sorted(back))
            if any(step.source == wait.element and not step.guarded for step in self._steps_to(t))
        )

    def _is_heard(
        self, where: str, touchpoints: Iterable[Touchpoint], person: str, *, ordered: bool = True
    ) -> bool:
        """Whether one of some touchpoints tells somebody something; asked once for a place."""
        question = where, ordered, person
        if question not in self._heard:
            self._heard[question] = any(t.is_for(person) and _tells(t) for t in touchpoints)
        return self._heard[question]


def _explicit(touchpoint: Touchpoint) -> bool:
    """Whether the map states that people are told something at a touchpoint."""
    return touchpoint.purpose == "inform" or bool(touchpoint.messages)


def _tells(touchpoint: Touchpoint) -> bool:
    """Whether people are told something at a touchpoint, as stated or as its signs tell."""
    return _explicit(touchpoint) or (
        inference.begun_by_company(touchpoint) and touchpoint.wait is None
    )


def _calling(*, asks: bool) -> Journey:
    """Maya waits for her parcel, and may call to ask where it is."""
    pays, calls = touchpoint("Pays"), touchpoint("Calls to ask", Channel.PHONE)
    waits = touchpoint("Waits for the parcel", wait="3 days")
    waiting = buying(pays, waits, calls).flow(pays >> waits)
    return waiting.flow(waits >> calls >> waits, kind="return") if asks else waiting


@rule(
    "avoidable-contact",
    "JK724",
    subjects="waits",
    severity="info",
    detects="Customers have to ask, or look again, while they wait.",
    why="They would not if they knew what they ask. It costs them time, and the company too.",
    formally="Declared transitions lead from a wait to something that customers begin where "
    "somebody has to answer, in person, by phone or in writing, and back to the wait, with at most "
    "one more step on the way. What they look up by themselves counts where it "
    "feels bad or hurts: it does not tell what they want to know. One finding names all; "
    "wait-without-information explains it where it finds the wait.",
    fix="tell them before they ask, or let them look it up",
    source="Seddon 2003, Freedom from Command and Control: failure demand.",
    fires=lambda: _calling(asks=True),
    silent=lambda: _calling(asks=False),
)
def avoidable_contact(view: View) -> Iterator[Verdict]:
    """Look for what leads from a wait to somebody who answers, and back."""
    asking: dict[Touchpoint, None] = {}
    for wait in _waits(view):
        questions = _questions(view, wait)
        asking.update(dict.fromkeys(questions))
        if not questions:
            yield Fine(wait)
    if asking:
        names = quoted(each.name for each in asking)
        alone = not any(map(inference.asks_somebody, asking))
        what = "look again" if alone else "ask"
        message = f"customers have to {what} while they wait: {names}"
        yield Problem(message, list(asking), each=True)


def _questions(view: View, wait: Touchpoint) -> list[Touchpoint]:
    """What customers begin during a wait to ask, or to see in vain, and come back from."""
    questions: dict[Touchpoint, None] = {}
    for first in _next(view, wait):
        further = [t for t in _next(view, first) if t != wait and wait in _next(view, t)]
        if first == wait or not (further or wait in _next(view, first)):
            continue
        # Who has asked somebody, and is passed on, does not ask again.
        steps = (first,) if inference.asks_somebody(first) else (first, *further)
        questions.update(dict.fromkeys(step for step in steps if _is_asking(step)))
    return list(questions)


def _is_asking(touchpoint: Touchpoint) -> bool:
    """Whether customers ask somebody, or look something up and are none the wiser."""
    in_vain = any(
        lived.pains or (lived.emotion is not None and lived.emotion.low < 0)
        for lived in touchpoint.experiences
    )
    looks_up = touchpoint.initiator == "customer" and any(c.is_contact for c in touchpoint.channels)
    return inference.asks_somebody(touchpoint) or (looks_up and in_vain)


def _next(view: View, touchpoint: Touchpoint) -> list[Touchpoint]:
    """The touchpoints to which declared transitions lead from one."""
    steps = view.outgoing.get(touchpoint.element, ())
    return [view.touchpoint(s.target.key) for s in steps if s.target.kind == "touchpoint"]


RULES: tuple[Rule, ...] = (
    wait_without_duration,
    long_wait,
    much_waiting,
    long_silence,
    wait_without_information,
    avoidable_contact,
)
