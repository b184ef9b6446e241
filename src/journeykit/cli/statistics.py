"""How many findings each rule has, for those who want the numbers alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from journeykit.cli.usage import UsageError
from journeykit.validation import Report

FORMATS = ("text", "json")


def statistics(reports: Iterable[Report], format: str) -> str:
    """Return the number of findings of each rule, the most frequent first.

    Args:
        reports: The reports of some journeys.
        format: `text` or `json`.

    Returns:
        A line a rule; an empty text where nothing was found.

    Raises:
        UsageError: The numbers are not written in that format.
    """
    if format not in FORMATS:
        raise UsageError(f"--statistics is written as text or json, not as {format}")
    numbers = Counter(
        (finding.rule, finding.code, finding.severity, finding.detects)
        for report in reports
        for finding in (*report.crashed, *report.findings, *report.review)
    )
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    if format == "json":
        rows = [
            {"rule": rule, "code": code, "severity": severity, "count": number}
            for (rule, code, severity, _), number in ordered
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    return "\n".join(
        f"{number:>5}  {f'{rule} ({code})':<40}  {severity:<7}  {detects}".rstrip()
        for (rule, code, severity, detects), number in ordered
    )
