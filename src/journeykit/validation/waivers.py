"""Waivers: findings accepted on purpose, which stay visible with their reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator

from attrs import frozen

from journeykit.addresses import Element
from journeykit.graph import View
from journeykit.management import Waiver
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.validation.finding import Finding, Waived
from journeykit.validation.rule_set import RuleSet


@frozen
class PlacedWaiver:
    """A waiver with the element that it is said of.

    Args:
        at: Where it holds.
    """

    waiver: Waiver
    at: Element


@frozen
class Waiving:
    """What became of the waivers in one check.

    Args:
        remaining: The findings that stay.
        waived: The findings that were accepted.
        unused: The waivers that matched nothing although their rule ran.
        unknown: The waivers that name no rule.
        rule_words: The names and codes of all rules.
    """

    remaining: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    unused: tuple[PlacedWaiver, ...]
    unknown: tuple[PlacedWaiver, ...]
    rule_words: tuple[str, ...]


def waivers_of(view: View) -> tuple[PlacedWaiver, ...]:
    """Every waiver of a journey, the most specific first.

    Args:
        view: The journey, with its questions.

    Returns:
        The waivers of touchpoints and other single things, then those of stages and personas,
        then those of the journey as a whole, wherever they were said.
    """
    return tuple(sorted(_placed(view), key=lambda placed: _ORDER_OF_KINDS.get(placed.at.kind, 0)))


_ORDER_OF_KINDS = {"stage": 1, "persona": 1, "journey": 2}
"""How much a waiver covers; single things cover least."""


def _placed(view: View) -> Iterator[PlacedWaiver]:
    owners: list[Touchpoint | Stage | Journey] = [
        *view.touchpoints,
        *view.journey.stages,
        view.journey,
    ]
    for owner in owners:
        yield from (PlacedWaiver(waiver, waiver.at or owner.element) for waiver in owner.waivers)


def apply_waivers(
    findings: Iterable[Finding],
    view: View,
    rules: RuleSet,
    clock: datetime.date | None,
    *,
    silent: Collection[str] = (),
) -> Waiving:
    """Set aside what somebody accepted.

    A waiver that has expired by the clock accepts nothing; without a clock none expires. Of
    several waivers that match, the most specific counts.

    Args:
        findings: What the rules found.
        view: The journey, with its questions.
        rules: The rules that ran.
        clock: The day, if one was given.
        silent: The names of selected rules that said nothing because they could not: what they
            might have found, no waiver can be blamed for not covering.

    Returns:
        What is left, what was accepted, and which waivers were of no use.
    """
    placed = waivers_of(view)
    rule_words = tuple(word for rule in rules.available for word in (rule.name, rule.code))
    asked_rules = (rule for rule in rules.rules if rule.name not in silent)
    ran = {word for rule in asked_rules for word in (rule.name, rule.code)}
    by_rule: dict[str, list[PlacedWaiver]] = {}
    for each in placed:
        if clock is None or each.waiver.until is None or each.waiver.until >= clock:
            by_rule.setdefault(each.waiver.rule, []).append(each)
    remaining: list[Finding] = []
    waived: list[Waived] = []
    used: set[PlacedWaiver] = set()
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
            remaining.append(rest)
    return Waiving(
        remaining=tuple(remaining),
        waived=tuple(sorted(waived, key=lambda w: w.finding.sorting)),
        unused=tuple(
            p
            for p in placed
            if p.waiver.rule in ran
            and p not in used
            and (clock is None or p.waiver.until is None or p.waiver.until >= clock)
        ),
        unknown=tuple(p for p in placed if p.waiver.rule not in rule_words),
        rule_words=rule_words,
    )


def _split(finding: Finding, at: Element, view: View) -> tuple[Finding | None, Finding | None]:
    """The part of a finding that a waiver covers, and the part that it leaves."""
    covered = [_covers(at, element, view) for element in finding.elements]
    if at.kind == "transition" and _is_between(at, finding.elements):
        return finding, None
    if at.kind == "journey" or all(covered) or (any(covered) and not finding.each):
        return (finding, None) if covered or at.kind == "journey" else (None, finding)
    if not any(covered):
        return None, finding
    return finding.about(covered), finding.about([not c for c in covered])


ACCEPTS_TRANSITIONS = ("unexpected-transition", "JK803")
"""The name and the code of the rule whose waivers accept what nobody designed."""


def accepted_transitions(view: View) -> Callable[[str, str], str]:
    """Say of transitions that nobody designed why they are accepted.

    Args:
        view: The journey, with its questions.

    Returns:
        A function that takes the keys of two touchpoints, and gives the reason of the most
        specific waiver that covers what leads from one to the other; empty if none does.
    """
    placed = [each for each in waivers_of(view) if each.waiver.rule in ACCEPTS_TRANSITIONS]

    def reason(source: str, target: str) -> str:
        ends = tuple(dict.fromkeys(Element("touchpoint", (key,)) for key in (source, target)))
        for each in placed:
            covers = each.at.kind == "journey" or any(_covers(each.at, end, view) for end in ends)
            if covers or (each.at.kind == "transition" and _is_between(each.at, ends)):
                return each.waiver.reason
        return ""

    return reason


def _is_between(at: Element, elements: Iterable[Element]) -> bool:
    """Whether a finding is about what leads from one touchpoint to another, designed or not."""
    ends = (Element("touchpoint", (key,)) for key in at.keys)
    return tuple(dict.fromkeys(ends)) == tuple(elements)


def _covers(at: Element, element: Element, view: View) -> bool:
    """Whether a waiver at one place covers another: the same place, or a part of it."""
    if at == element:
        return True
    if element in view.content.occurrences:
        return all(
            _covers(at, occurrence, view) for occurrence in view.content.occurrences[element]
        )
    if at.kind == "stage" and element.kind == "cell":
        return element.keys[1] == at.key
    if at.kind == "stage" and element.kind == "touchpoint":
        return view.stage_key_of(element) == at.key
    if at.kind == "persona":
        return element.kind in _OF_PERSONA and element.key == at.key
    parts = at.kind == "cell" == element.kind and element.keys[: len(at.keys)] == at.keys
    return parts or (
        at.kind == "touchpoint" and element.kind == "transition" and at.key in element.keys
    )


_OF_PERSONA = frozenset({"cell", "goal", "need", "expectation", "behaviour"})
"""What belongs to a persona, whose key its address begins with."""
