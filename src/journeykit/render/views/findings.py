"""Findings as numbered marks: the numbers on the picture, and the list they lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from journeykit.addresses import Element
from journeykit.render.diagram.diagram import Mark

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["Numbers", "number_findings"]

Numbers = dict[Element, tuple[int, ...]]
"""For each element, the numbers of the findings about it."""


def number_findings(
    report: Report | None, shows: Callable[[Element], bool] = lambda _: True
) -> tuple[tuple[Mark, ...], Numbers]:
    """Number the findings of a report, and after them what went wrong with rules themselves.

    Args:
        report: The report; none makes no marks.
        shows: Whether a picture shows an element. A finding about nothing that is shown is left
            out, unless it is about no place at all.

    Returns:
        The marks in the order of the report, and where their numbers belong.
    """
    marks: list[Mark] = []
    numbers: dict[Element, list[int]] = {}
    for finding in (*report.findings, *report.crashed) if report else ():
        if finding.elements and not any(map(shows, finding.elements)):
            continue
        number = len(marks) + 1
        for element in finding.elements:
            numbers.setdefault(element, []).append(number)
        names = ", ".join(dict.fromkeys(finding.names))
        rule = f"{finding.code} {finding.rule}".strip()
        marks.append(Mark(number, finding.severity, finding.message, names, rule, finding.fix))
    return tuple(marks), {element: tuple(found) for element, found in numbers.items()}
