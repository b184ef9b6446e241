"""Baselines: what an old map is known for, so that a check fails only on what is new.

A finding is known by its fingerprint, which is made of the rule and the addresses of the elements,
never of words or order. The words stand in the file for the people who review it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from journeykit.atomic_write import write_whole
from journeykit.bounded_read import read_text
from journeykit.checked import checked
from journeykit.errors import DocumentError
from journeykit.model import Journey
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report

FORMAT = "journeykit-baseline"
VERSION = 1

_FINGERPRINT = re.compile("[0-9a-f]{20}")
_LARGEST = 64 * 1024 * 1024
"""Bytes: some 200,000 findings; what is larger is no baseline."""


@checked
def save_baseline(report: Report | Iterable[Report], path: str | os.PathLike[str]) -> None:
    """Write what a check found, so that later checks can tell what is new.

    Args:
        report: The report, or the reports of several journeys. Findings that an older baseline
            already knew stay in; what is waived does not, since its waiver speaks for it.
        path: The file to write.

    Raises:
        OSError: The file cannot be written; an old one is as it was.
    """
    reports = (report,) if isinstance(report, Report) else tuple(report)
    text = as_baseline(*reports, folder=Path(path).parent)
    write_whole(path, text.encode("utf-8", "backslashreplace"))


@checked
def as_baseline(*reports: Report, folder: str | os.PathLike[str] | None = None) -> str:
    """Return the text of a baseline.

    Args:
        *reports: The reports of one or several journeys.
        folder: Where the baseline will lie. Journeys are then told apart by their files as well,
            whose paths are relative to it, so that they are the same on every machine.

    Returns:
        JSON: the same bytes for the same findings.
    """
    journeys: dict[str, dict[str, Finding]] = {}
    for report in reports:
        findings = journeys.setdefault(_identity(report.key, report.state, report.file, folder), {})
        for finding in (*report.findings, *report.review, *report.known):
            for part in finding.parts:
                findings.setdefault(part.fingerprint, part)
    entries = {
        key: list(map(_entry, sorted(journeys[key].values(), key=_sort_key))) for key in journeys
    }
    document = {"format": FORMAT, "version": VERSION, "known": dict(sorted(entries.items()))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _identity(key: str, state: str, file: str, folder: str | os.PathLike[str] | None) -> str:
    """Return what tells a journey from others of its name: its state, and the file it is in."""
    identity = f"{key} ({state})" if state else key
    # The cell of a notebook has a path, but no file, and another one each time.
    if folder is None or not file or not Path(file).is_file():
        return identity
    try:
        relative = os.path.relpath(Path(file).resolve(), Path(folder).resolve())
    except ValueError:  # on another drive
        return identity
    return f"{identity} in {PurePath(relative).as_posix()}"


def _sort_key(finding: Finding) -> tuple[str, list[str], str]:
    """An order that new words or another severity do not change."""
    return finding.rule, sorted(map(str, finding.elements)), finding.fingerprint


def _entry(finding: Finding) -> dict[str, object]:
    """A finding as the file names it."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "elements": sorted(map(str, finding.elements)),
        "names": list(finding.names),
    }


@checked
def load_baseline(path: str | os.PathLike[str], journey: Journey | None = None) -> frozenset[str]:
    """Read the fingerprints of a baseline, for `check(journey, baseline=…)`.

    Args:
        path: A file that `save_baseline` wrote.
        journey: The journey that is checked, so that only what is known of this one counts, in
            this state and in its file; all that the baseline holds if left out.

    Raises:
        DocumentError: The file is no baseline of this version; the error says where.
        OSError: The file cannot be read.
    """
    file = Path(path)
    text = read_text(file, limit=_LARGEST)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(file.name, expected="a baseline in JSON", found=str(error)) from None
    fingerprints = _examined(document, file.name)
    if journey is None:
        return frozenset().union(*fingerprints.values())
    where = journey.location.file if journey.location else ""
    return fingerprints.get(_identity(journey.key, journey.state, where, file.parent), frozenset())


def _examined(document: Any, name: str) -> dict[str, frozenset[str]]:
    """The fingerprints of a document by journey, each of which is examined."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DocumentError(name, expected=f'a baseline, with "format": "{FORMAT}"')
    if document.get("version") is not VERSION:
        version = repr(document.get("version"))[:40]
        raise DocumentError(f"{name}: version", expected=str(VERSION), found=version)
    journeys = document.get("known")
    if not isinstance(journeys, dict):
        raise DocumentError(f"{name}: known", expected="the findings of each journey")
    for key, entries in journeys.items():
        if not isinstance(entries, list):
            raise DocumentError(f"{name}: known.{key}", expected="a list of findings")
        for index, entry in enumerate(entries):
            fingerprint = entry.get("fingerprint") if isinstance(entry, dict) else None
            if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
                where = f"{name}: known.{key}[{index}].fingerprint"
                raise DocumentError(where, expected="20 hexadecimal digits")
    return {key: frozenset(e["fingerprint"] for e in entries) for key, entries in journeys.items()}
