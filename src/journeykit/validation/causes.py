"""Causes: one finding for what has one cause, with everything that follows attached to it.

A rule names the rules whose findings its own may explain, and a problem names what follows from
it. Whatever one of those rules says only of such things is no finding of its own any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve

from journeykit.addresses import Element
from journeykit.graph import View
from journeykit.validation.finding import SEVERITIES, Consequence, Finding
from journeykit.validation.rule import Rule


def explained(
    findings: Iterable[Finding], accepted: Iterable[Finding], rules: Iterable[Rule], view: View
) -> tuple[list[Finding], list[Finding]]:
    """Attach consequences to their causes.

    A cause is as grave as the gravest of its consequences. What a person has to decide explains
    only what a person has to decide.

    Args:
        findings: What was found.
        accepted: What was found and waived; it explains as well, and nothing explains it.
        rules: The rules that ran.
        view: The journey, with its questions.

    Returns:
        The findings that are left, and those that were waived, with their consequences.
    """
    explains = {rule.name: frozenset(rule.explains) for rule in rules if rule.explains}
    order = {rule.name: index for index, rule in enumerate(rules)}
    open_findings = dict(enumerate(findings))
    waived = list(accepted)
    if not explains:
        return list(open_findings.values()), waived
    attaching = _Attaching(explains, open_findings, view)
    for index, finding in enumerate(waived):
        waived[index] = attaching.with_consequences(finding)
    first = sorted(open_findings, key=lambda number: order.get(open_findings[number].rule, 0))
    for number in first:
        if number in open_findings:
            cause = open_findings.pop(number)
            open_findings[number] = attaching.with_consequences(cause)
    return [open_findings[number] for number in sorted(open_findings)], waived


class _Attaching:
    """The findings that nothing explains so far."""

    def __init__(
        self, explains: dict[str, frozenset[str]], findings: dict[int, Finding], view: View
    ) -> None:
        self.explains = explains
        self.findings = findings
        self.view = view

    def with_consequences(self, cause: Finding) -> Finding:
        """The cause, with all that follows from it, directly or not."""
        taken = self._taken(cause)
        if not taken:
            return cause
        severities = (cause.severity, *(each.severity for each in taken))
        # What was a cause itself, when its turn came, brings along what follows from it.
        consequences = [
            each for finding in taken for each in (Consequence.of(finding), *finding.consequences)
        ]
        return evolve(
            cause,
            severity=min(severities, key=SEVERITIES.index),
            consequences=(*cause.consequences, *consequences),
        )

    def _taken(self, cause: Finding) -> list[Finding]:
        """Everything that a finding explains, which is then open no longer."""
        rules = self.explains.get(cause.rule)
        if not rules:
            return []
        affected = frozenset((*cause.elements, *cause.therefore))
        taken: list[Finding] = []
        for number, finding in list(self.findings.items()):
            if finding.rule not in rules or (cause.review and not finding.review):
                continue
            follows = [self._follows(element, affected) for element in finding.elements]
            if all(follows):
                taken.append(self.findings.pop(number))
            elif any(follows) and finding.each:
                taken.append(finding.about(follows))
                self.findings[number] = finding.about([not each for each in follows])
        for finding in list(taken):
            taken += self._taken(finding)
        return taken

    def _follows(self, element: Element, affected: Collection[Element]) -> bool:
        """Whether an element is one of those that follow, or consists of nothing else."""
        if element in affected:
            return True
        if element.kind == "transition":
            return any(Element("touchpoint", (key,)) in affected for key in element.keys)
        parts = _parts(element, self.view)
        return bool(parts) and all(part in affected for part in parts)


def _parts(element: Element, view: View) -> tuple[Element, ...]:
    """The touchpoints of which an element consists, or on which it depends."""
    if element.kind == "stage":
        return tuple(touchpoint.element for touchpoint in view.stage(element.key).touchpoints)
    if element.kind == "cell":
        persona, stage = element.keys
        return tuple(touchpoint.element for touchpoint in view.cells.get((persona, stage), ()))
    if element.kind in {"goal", "need", "expectation"}:
        return tuple(t.element for t in view.touchpoints_serving(*element.keys))
    if element.kind == "channel":
        return tuple(
            t.element for t in view.touchpoints if any(c.key == element.key for c in t.channels)
        )
    return ()
