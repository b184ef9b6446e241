"""Waivers: whether what was accepted is still accepted by somebody, for a reason, for something.

Three things are refused when a waiver is made, so that no rule has to look for them: a waiver
without a reason, a waiver that names no rule, and a cell that is not applicable without a reason.
A waiver that is said of a journey without a place covers one rule in the whole journey, which is
a decision that can be read; one for every rule cannot be said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated

from journeykit.addresses import Element
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.presence import Presence, absences
from journeykit.printable import quoted
from journeykit.suggestions import did_you_mean_one_of
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import MAYA, buying
from journeykit.validation.waivers import PlacedWaiver, Waiving, waivers_of

_REASON = "the shop team is on it"


def _accepting(rule_name: str, *, until: datetime.date | None = None) -> Journey:
    """A low point that nobody works on, and a waiver."""
    basket = touchpoint("Abandons the basket").feels(MAYA, -2)
    return buying(basket.waive(rule_name, reason=_REASON, until=until))


def _problem(view: View, placed: PlacedWaiver, statement: str, fix: str = "") -> Problem:
    """What is wrong with a waiver, at the element it is said of."""
    at = placed.at if view.has(placed.at) else view.journey.element
    where = "" if at.kind == "journey" else f' at "{view.name_of(at)}"'
    return Problem(
        f'the waiver of "{placed.waiver.rule}"{where} {statement}',
        at,
        fix=fix,
        salient=f"{placed.waiver.rule} {placed.at}",
    )


@rule(
    "unused-waiver",
    "JK011",
    subjects="waivers",
    severity="warning",
    detects="A waiver that matches no finding.",
    why="The gap it accepted has been closed. The next one like it would be accepted without "
    "anybody noticing.",
    formally="The rule that the waiver names ran, the waiver has not expired, and it covers no "
    "finding, or only findings that a more specific waiver covers too. A rule that was not "
    "selected, was inapplicable or crashed says nothing about its waivers.",
    fix="remove the waiver",
    source="ruff, unused-noqa.",
    fires=lambda: _accepting("empty-journey"),
    silent=lambda: _accepting("dip-without-opportunity"),
    requires={"waivers": 1},
)
def unused_waiver(view: View, waiving: Waiving) -> Iterator[Problem]:
    """Look for waivers that matched nothing."""
    for placed in waiving.unused:
        yield _problem(view, placed, "accepts nothing")


@rule(
    "waiver-expired",
    "JK013",
    subjects="waivers",
    severity="warning",
    detects="A waiver whose date has passed.",
    why="It was meant to end; what it accepted is a finding again.",
    formally="The waiver has a last day, and that day is before the clock.",
    fix="close the gap, or decide again and set a new until= with a reason",
    source="Practice of dated exceptions.",
    fires=lambda: _accepting("dip-without-opportunity", until=datetime.date(2026, 6, 30)),
    silent=lambda: _accepting("dip-without-opportunity", until=datetime.date(2026, 7, 1)),
    requires={"waivers": 1},
)
def waiver_expired(view: View, clock: datetime.date) -> Iterator[Problem]:
    """Look for last days that have passed."""
    for placed in waivers_of(view):
        if placed.waiver.until is not None and placed.waiver.until < clock:
            yield _problem(view, placed, f"ended on {placed.waiver.until}")


@rule(
    "waiver-unknown-rule",
    "JK014",
    subjects="waivers",
    severity="error",
    detects="A waiver that names a rule which does not exist.",
    why="It accepts nothing, although its author believes it does.",
    formally="No rule of the library, or of the set that was given, has the name or code that the "
    "waiver names.",
    fix="correct the name of the rule",
    source="ruff, invalid-rule-code.",
    fires=lambda: _accepting("dip-without-oportunity"),
    silent=lambda: _accepting("JK502"),
    requires={"waivers": 1},
)
def waiver_unknown_rule(view: View, waiving: Waiving) -> Iterator[Problem]:
    """Look for waivers of rules that do not exist."""
    for placed in waiving.unknown:
        hint = did_you_mean_one_of(placed.waiver.rule, waiving.rule_words)
        yield _problem(view, placed, f"names no rule{hint}")


@rule(
    "waiver-expires-soon",
    "JK016",
    subjects="waivers",
    severity="info",
    detects="A waiver that ends soon.",
    why="There is still time to close the gap it accepts.",
    formally="The last day of the waiver is the day of the clock, or at most the given number of "
    "days after it.",
    fix="close the gap before the waiver ends, or set a new until=",
    source="Practice of dated exceptions.",
    fires=lambda: _accepting("dip-without-opportunity", until=datetime.date(2026, 7, 10)),
    silent=lambda: _accepting("dip-without-opportunity", until=datetime.date(2026, 12, 31)),
    requires={"waivers": 1},
)
def waiver_expires_soon(
    view: View,
    clock: datetime.date,
    days: Annotated[int, "so many days ahead it is told"] = 30,
) -> Iterator[Problem]:
    """Look for last days that are near."""
    for placed in waivers_of(view):
        until = placed.waiver.until
        if until is not None and 0 <= (until - clock).days <= days:
            yield _problem(view, placed, f"ends on {until}")


def _excluding(*, named: bool) -> Journey:
    """A stage that is not for Maya, with a touchpoint that may be."""
    asks = touchpoint("Asks for a discount", personas=[MAYA] if named else [])
    return buying(asks).not_applicable(MAYA, "Purchase", reason="her employer pays")


def _speaks_of(touchpoint: Touchpoint, persona: str) -> bool:
    """Whether a touchpoint names a persona, has an experience of it or serves its goals."""
    return (
        persona in touchpoint.personas
        or touchpoint.experience_of(persona) is not None
        or any(served.persona == persona for served in touchpoint.served)
    )


@rule(
    "not-applicable-contradicted",
    "JK018",
    subjects="cells that are not applicable",
    severity="error",
    detects="A persona marked as not applicable in a stage that has a touchpoint for them.",
    why="One of the two is wrong, and coverage relies on the first.",
    formally="A cell of persona and stage is not applicable, and a touchpoint of the stage names "
    "the persona, has an experience of it or serves one of its goals. A touchpoint that names "
    "nobody is for all others, and contradicts nothing.",
    fix="remove the persona from the touchpoint, or remove .not_applicable(…)",
    source="A check of the data.",
    fires=lambda: _excluding(named=True),
    silent=lambda: _excluding(named=False),
)
def not_applicable_contradicted(view: View) -> Iterator[Problem]:
    """Look for named personas in excluded cells."""
    for (persona, stage), reason in view.excluded.items():
        named = [t for t in view.stage(stage).touchpoints if _speaks_of(t, persona)]
        if named:
            cell = Element("cell", (persona, stage))
            yield Problem(
                f'"{view.persona(persona).name}" is not applicable in "{view.stage(stage).name}" '
                f'("{reason}"), but has the touchpoint "{named[0].name}"',
                (cell, *(t.element for t in named)),
            )


def _joining_late(*, early: bool) -> Journey:
    """A visitor who joins in the second stage, and may have a touchpoint in the first."""
    tom = persona("Tom")
    asks = touchpoint("Asks for a discount", personas=[MAYA, tom] if early else [])
    shop = journey("Shop").walked_by(MAYA, tom).stage("Purchase", asks)
    return shop.stage("Use", touchpoint("Unpacks")).present(tom, joins_at="Use")


@rule(
    "presence-contradicted",
    "JK020",
    subjects="presences",
    severity="error",
    detects="A persona at a touchpoint before they join or after they have left, or a touchpoint "
    "at which nobody is left.",
    why="One of the two is wrong, and walks, coverage and pictures rely on both.",
    formally="A touchpoint outside of the presence of a persona names the persona, has an "
    "experience of it or serves one of its goals; or a touchpoint names nobody, and every persona "
    "is absent there, so that it counts for everybody.",
    fix="correct joins_at= or leaves_after= in .present(…), or say who comes there with .met_by(…)",
    source="A check of the data.",
    fires=lambda: _joining_late(early=True),
    silent=lambda: _joining_late(early=False),
)
def presence_contradicted(view: View) -> Iterator[Problem]:
    """Look for personas where they are not, and touchpoints where nobody is."""
    absent = absences(view.journey).touchpoints
    for presence in view.journey.presences:
        there = [
            touchpoint
            for touchpoint in view.touchpoints
            if presence.persona in absent.get(touchpoint.key, ())
            and _speaks_of(touchpoint, presence.persona)
        ]
        if there:
            name = view.persona(presence.persona).name
            yield Problem(
                f'"{name}" {_when(view, presence)}, but has {_first_of(there)}',
                (view.persona(presence.persona).element, *(each.element for each in there)),
            )
    deserted = [t for t in view.touchpoints if t.key in absent and not t.personas]
    if deserted:
        yield Problem(
            f"nobody is left at {_first_of(deserted)}",
            tuple(touchpoint.element for touchpoint in deserted),
            salient="deserted",
        )


def _first_of(touchpoints: Sequence[Touchpoint]) -> str:
    """The first of some touchpoints, and how many there are besides."""
    first, *others = touchpoints
    return f"{quoted(first.name)}{f' and {len(others)} more' if others else ''}"


def _when(view: View, presence: Presence) -> str:
    """Where somebody joins and leaves, in words."""
    joins, leaves = presence.joins_at, presence.leaves_after
    words = [f'joins at "{view.name_of(joins)}"'] if joins else []
    return " and ".join([*words, *([f'leaves after "{view.name_of(leaves)}"'] if leaves else [])])


@rule(
    "waiver-without-expiry",
    "JK019",
    subjects="waivers",
    severity="info",
    detects="A waiver without an end date.",
    why="What is accepted for ever is never looked at again.",
    formally="The waiver has no last day.",
    fix="set until= to the day on which to decide again",
    source="Practice of dated exceptions.",
    fires=lambda: _accepting("dip-without-opportunity"),
    silent=lambda: _accepting("dip-without-opportunity", until=datetime.date(2026, 12, 31)),
    recommended=False,
    requires={"waivers": 1},
)
def waiver_without_expiry(view: View) -> Iterator[Problem]:
    """Look for waivers without a last day."""
    for placed in waivers_of(view):
        if placed.waiver.until is None:
            yield _problem(view, placed, "never ends")


RULES: tuple[Rule, ...] = (
    unused_waiver,
    waiver_expired,
    waiver_unknown_rule,
    waiver_expires_soon,
    not_applicable_contradicted,
    presence_contradicted,
    waiver_without_expiry,
)
