"""Waivers: findings accepted on purpose, which stay visible with their reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from journeykit.details import Element, Waiver
from journeykit.graph import View
from journeykit.validation.finding import Finding
from journeykit.validation.report import Waived
from journeykit.validation.rule_set import RuleSet


@frozen
class Placed:
    """A waiver with the element that it is said of.

    Args:
        waiver: The waiver.
        at: Where it holds.
    """

    waiver: Waiver
    at: Element


@frozen
class Waiving:
    """What became of the waivers in one check.

    Args:
        left: The findings that stay.
        waived: The findings that were accepted.
        unused: The waivers that matched nothing although their rule ran.
        unknown: The waivers that name no rule.
        known: The names and codes of all rules.
    """

    left: tuple[Finding, ...] = field(converter=tuple)
    waived: tuple[Waived, ...] = field(converter=tuple)
    unused: tuple[Placed, ...] = field(converter=tuple)
    unknown: tuple[Placed, ...] = field(converter=tuple)
    known: tuple[str, ...] = field(converter=tuple)


def waivers_of(view: View) -> tuple[Placed, ...]:
    """Every waiver of a journey, the most specific first.

    Args:
        view: The journey, with its questions.

    Returns:
        The waivers said of touchpoints, then of stages, then of the journey.
    """
    return tuple(_placed(view))


def _placed(view: View) -> Iterator[Placed]:
    for touchpoint in view.touchpoints:
        yield from (Placed(w, w.at or touchpoint.element) for w in touchpoint.waivers)
    for stage in view.journey.stages:
        yield from (Placed(w, w.at or stage.element) for w in stage.waivers)
    journey = view.journey
    at_element = [w for w in journey.waivers if w.at is not None]
    at_all = [w for w in journey.waivers if w.at is None]
    yield from (Placed(w, w.at or journey.element) for w in (*at_element, *at_all))


def apply_waivers(
    findings: Iterable[Finding], view: View, rules: RuleSet, clock: datetime.date | None
) -> Waiving:
    """Set aside what somebody accepted.

    A waiver that has expired by the clock accepts nothing; without a clock none expires. Of
    several waivers that match, the most specific counts.

    Args:
        findings: What the rules found.
        view: The journey, with its questions.
        rules: The rules that ran.
        clock: The day, if one was given.

    Returns:
        What is left, what was accepted, and which waivers were of no use.
    """
    placed = waivers_of(view)
    known = tuple(word for rule in rules.available for word in (rule.name, rule.code))
    ran = {word for rule in rules.rules for word in (rule.name, rule.code)}
    by_rule: dict[str, list[Placed]] = {}
    for each in placed:
        if clock is None or each.waiver.until is None or each.waiver.until >= clock:
            by_rule.setdefault(each.waiver.rule, []).append(each)
    left: list[Finding] = []
    waived: list[Waived] = []
    used: set[Placed] = set()
    for finding in findings:
        rest: Finding | None = finding
        for each in (*by_rule.get(finding.rule, ()), *by_rule.get(finding.code, ())):
            if rest is None:
                break
            accepted, rest = _split(rest, each.at, view)
            if accepted is not None:
                used.add(each)
                waived.append(Waived(accepted, each.waiver))
        if rest is not None:
            left.append(rest)
    return Waiving(
        left=left,
        waived=sorted(waived, key=lambda w: w.finding.sorting),
        unused=[
            p
            for p in placed
            if p.waiver.rule in ran
            and p not in used
            and (clock is None or p.waiver.until is None or p.waiver.until >= clock)
        ],
        unknown=[p for p in placed if p.waiver.rule not in known],
        known=known,
    )


def _split(finding: Finding, at: Element, view: View) -> tuple[Finding | None, Finding | None]:
    """The part of a finding that a waiver covers, and the part that it leaves."""
    covered = [_covers(at, element, view) for element in finding.elements]
    if at.kind == "journey" or all(covered) or (any(covered) and not finding.each):
        return (finding, None) if covered or at.kind == "journey" else (None, finding)
    if not any(covered):
        return None, finding
    return _part(finding, covered), _part(finding, [not c for c in covered])


def _part(finding: Finding, kept: list[bool]) -> Finding:
    """A finding about some of its elements."""
    pairs = [
        pair
        for pair, keep in zip(
            zip(finding.elements, finding.names, strict=True), kept, strict=True
        )
        if keep
    ]
    return evolve(
        finding, elements=tuple(e for e, _ in pairs), names=tuple(name for _, name in pairs)
    )


def _covers(at: Element, element: Element, view: View) -> bool:
    """Whether a waiver at one place covers another: the same place, or a part of it."""
    if at == element:
        return True
    if at.kind == "stage":
        if element.kind == "cell":
            return element.keys[1] == at.key
        if element.kind == "touchpoint":
            home = view.stage_of(element.key)
            return home is not None and home.key == at.key
    if at.kind == "persona":
        return element.kind in {"cell", "goal", "need", "expectation", "behaviour"} and (
            element.key == at.key
        )
    if at.kind == "cell" and element.kind == "cell":
        return element.keys[: len(at.keys)] == at.keys
    return at.kind == "touchpoint" and element.kind == "transition" and at.key in element.keys
