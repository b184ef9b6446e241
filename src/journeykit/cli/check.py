"""``journeykit check``: look for gaps."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.configuration import Configuration
from journeykit.cli.files import journeys_in
from journeykit.cli.selection import configured, selected
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.validation import SEVERITIES, Report, Severity
from journeykit.validation import check as look
from journeykit.validation.baseline import load_baseline, save_baseline
from journeykit.validation.reporters import reporter
from journeykit.validation.reporters.text import as_text


def check(given: argparse.Namespace) -> int:
    """Check the journeys of some files.

    Args:
        given: The command line.

    Returns:
        0 if nothing was found that counts, else 1.
    """
    project = configured(given)
    rules = selected(given, project)
    write = reporter(given.format or project.format)
    fail_on = _severity(given.fail_on or project.fail_on)
    clock = _day(given.clock or project.clock)
    baseline = _baseline(given, project)
    journeys = journeys_in(given.files)
    known = baseline if baseline and not given.update_baseline else None
    reports = [
        look(
            journey,
            rules,
            clock=clock,
            baseline=load_baseline(known, journey.key) if known else (),
        ).relative_to(Path.cwd())
        for journey in journeys
    ]
    if given.update_baseline and baseline:
        save_baseline(reports, baseline)
        print(f"journeykit: wrote {_known(reports)} to {baseline}", file=sys.stderr)
        return CLEAN
    told = (
        as_text(*reports, verbose=True) if write is as_text and given.verbose else write(*reports)
    )
    if told:
        print(told)
    return FOUND if any(report.at_least(fail_on) for report in reports) else CLEAN


def _severity(name: str) -> Severity:
    """A severity by its name."""
    if name not in SEVERITIES:
        raise UsageError(str(UnknownReferenceError("severity", name, known=SEVERITIES)))
    return name


def _day(word: str) -> datetime.date | None:
    """A day; the library never looks at the clock by itself, but a person may ask for today."""
    if not word:
        return None
    if word == "today":
        return datetime.date.today()  # noqa: DTZ011 — the day where the person is
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        raise UsageError(f'clock "{word}": expected a day as YYYY-MM-DD, or today') from None


def _baseline(given: argparse.Namespace, project: Configuration) -> Path | None:
    """The baseline that is asked for."""
    path = Path(given.baseline) if given.baseline else project.baseline
    if given.update_baseline and path is None:
        raise UsageError(
            "--update-baseline needs --baseline FILE, or baseline in the configuration"
        )
    if path is not None and not given.update_baseline and not path.is_file():
        raise UsageError(f"{path}: there is no such baseline; write it with --update-baseline")
    return path


def _known(reports: list[Report]) -> str:
    """How many findings a baseline took over."""
    number = sum(len(report.findings) + len(report.review) for report in reports)
    return f"{number} finding{'' if number == 1 else 's'}"
