"""Baselines: what an old map is known for, so that a check fails only on what is new.

A finding is known by its fingerprint, which is made of the rule and the addresses of the elements,
never of words or order. The words stand in the file for the people who review it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journeykit.errors import DocumentError
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report

FORMAT = "journeykit-baseline"
VERSION = 1

_FINGERPRINT = re.compile("[0-9a-f]{20}")
_LARGEST = 64 * 1024 * 1024
"""Bytes: some 200,000 findings; what is larger is no baseline."""


def save_baseline(report: Report | Iterable[Report], path: str | os.PathLike[str]) -> None:
    """Write what a check found, so that later checks can tell what is new.

    Args:
        report: The report, or the reports of several journeys. Findings that an older baseline
            already knew stay in; what is waived does not, since its waiver speaks for it.
        path: The file to write.

    Raises:
        OSError: The file cannot be written.
    """
    reports = (report,) if isinstance(report, Report) else tuple(report)
    Path(path).write_text(as_baseline(*reports), encoding="utf-8", newline="\n")


def as_baseline(*reports: Report) -> str:
    """The text of a baseline.

    Args:
        *reports: The reports of one or several journeys.

    Returns:
        JSON: the same bytes for the same findings.
    """
    found: dict[str, Finding] = {}
    for report in reports:
        for finding in (*report.findings, *report.review, *report.known):
            found.setdefault(finding.fingerprint, finding)
    entries = [
        {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "elements": sorted(map(str, finding.elements)),
            "names": list(finding.names),
        }
        for finding in sorted(found.values(), key=lambda f: (f.rule, f.sorting, f.fingerprint))
    ]
    document = {"format": FORMAT, "version": VERSION, "known": entries}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def load_baseline(path: str | os.PathLike[str]) -> frozenset[str]:
    """Read the fingerprints of a baseline, for ``check(journey, baseline=…)``.

    Args:
        path: A file that :func:`save_baseline` wrote.

    Returns:
        The fingerprints.

    Raises:
        DocumentError: The file is no baseline of this version; the error says where.
        OSError: The file cannot be read.
    """
    file = Path(path)
    if file.stat().st_size > _LARGEST:
        raise DocumentError(file.name, expected=f"a baseline of at most {_LARGEST} bytes")
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(file.name, expected="a baseline in JSON", found=str(error)) from None
    return frozenset(_fingerprints(document, file.name))


def _fingerprints(document: Any, name: str) -> Iterable[str]:
    """The fingerprints of a document, each of which is examined."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DocumentError(name, expected=f'a baseline, with "format": "{FORMAT}"')
    if document.get("version") != VERSION or isinstance(document.get("version"), bool):
        found = repr(document.get("version"))[:40]
        raise DocumentError(f"{name}: version", expected=str(VERSION), found=found)
    known = document.get("known")
    if not isinstance(known, list):
        raise DocumentError(f"{name}: known", expected="a list of findings")
    for place, entry in enumerate(known):
        fingerprint = entry.get("fingerprint") if isinstance(entry, dict) else None
        if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
            raise DocumentError(
                f"{name}: known[{place}].fingerprint", expected="20 hexadecimal digits"
            )
        yield fingerprint
