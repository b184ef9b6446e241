"""Measuring a check by published maps: what it shows of their gaps, and what else it says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

import attrs

from helpers.expected_findings import EXPECTED
from helpers.expected_further_findings import FURTHER
from helpers.published import Forbidden, PublishedMap
from helpers.unwanted_findings import LIFECYCLE, NOISE, SAID
from journeykit import Element, Journey, Report
from journeykit.graph import view_of
from journeykit.validation import Finding

RULES_OF_GAPS = EXPECTED | FURTHER
"""For each map and gap, the rules of which one would show it."""


@attrs.frozen
class Measured:
    """How a report does on one map, or on several together."""

    stated: frozenset[str] = frozenset()
    stated_found: frozenset[str] = frozenset()
    inferred: frozenset[str] = frozenset()
    inferred_found: frozenset[str] = frozenset()
    findings: int = 0
    noise: int = 0
    review: int = 0
    forbidden: tuple[Forbidden, ...] = ()

    @property
    def stated_share(self) -> Fraction:
        """Return the share of the stated gaps that is shown."""
        return Fraction(len(self.stated_found), len(self.stated))

    @property
    def inferred_share(self) -> Fraction:
        """Return the share of the inferred gaps that is shown."""
        return Fraction(len(self.inferred_found), len(self.inferred))

    @property
    def noise_share(self) -> Fraction:
        """Return the share of the findings that were judged noise."""
        return Fraction(self.noise, max(1, self.findings))


def measured(said: PublishedMap, report: Report) -> Measured:
    """Return what a report shows of a map's gaps, and what it says beside them."""
    found = frozenset(shown(said, (*report.findings, *report.review)))
    numbers = frozenset(said.gaps)
    stated = frozenset(number for number in numbers if number.startswith("S"))
    return Measured(
        stated=frozenset(f"{said.name} {number}" for number in stated),
        stated_found=frozenset(f"{said.name} {number}" for number in stated & found),
        inferred=frozenset(f"{said.name} {number}" for number in numbers - stated),
        inferred_found=frozenset(f"{said.name} {number}" for number in found - stated),
        findings=len(report.findings),
        noise=sum(is_noise(said, finding) for finding in report.findings),
        review=len(report.review),
        forbidden=tuple(wrong(said, report.findings)),
    )


def together(each: Collection[Measured]) -> Measured:
    """Return the measure of several maps as one."""
    return Measured(
        *(
            frozenset().union(*(getattr(one, name) for one in each))
            for name in ("stated", "stated_found", "inferred", "inferred_found")
        ),
        *(sum(getattr(one, name) for one in each) for name in ("findings", "noise", "review")),
        tuple(entry for one in each for entry in one.forbidden),
    )


def shown(said: PublishedMap, findings: Collection[Finding]) -> Iterator[str]:
    """Yield the numbers of the gaps that one of the findings shows, or what follows from it."""
    followed = (each.finding for finding in findings for each in finding.consequences)
    findings = (*findings, *followed)
    for number, gap in said.gaps.items():
        rules = RULES_OF_GAPS[said.name][number]
        if any(
            finding.rule in rules and not set(gap.elements).isdisjoint(touched(said, finding))
            for finding in findings
        ):
            yield number


def wrong(said: PublishedMap, findings: Collection[Finding]) -> Iterator[Forbidden]:
    """Yield what must not be said and is."""
    for entry in said.forbidden:
        rules = SAID.get(entry.said, LIFECYCLE)
        for finding in findings:
            if finding.rule in rules and entry.element in set(touched(said, finding)):
                yield entry
                break


def is_noise(said: PublishedMap, finding: Finding) -> bool:
    """Whether the finding was judged noise."""
    spoken_of = set(map(str, finding.elements))
    return any(
        rule == finding.rule and element in spoken_of for rule, element in NOISE.get(said.name, ())
    )


def touched(said: PublishedMap, finding: Finding) -> Iterator[str]:
    """Yield the elements that a finding touches: those it names, and those they belong to."""
    for element in finding.elements:
        yield str(element)
        yield from owners(said.journey, element)


def owners(journey: Journey, element: Element) -> Iterator[str]:
    """Yield what an element belongs to: the persona of a goal, the places of a pain, both ends."""
    if element.kind in {"goal", "need", "expectation", "behaviour", "cell"}:
        yield f"persona:{element.keys[0]}"
    if element.kind == "cell":
        yield f"stage:{element.keys[1]}"
    if element.kind == "transition":
        yield from (f"touchpoint:{key}" for key in element.keys)
    if element.kind == "metric":
        yield str(journey.element)
    if element.kind == "pain":
        yield from map(str, view_of(journey).content.occurrences.get(element, ()))
