"""``journeykit coverage``: how much of a journey is thought through."""

from __future__ import annotations

import argparse
import sys

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.files import journeys_in
from journeykit.cli.selection import words
from journeykit.cli.usage import UsageError
from journeykit.coverage.coverage import MEASURES, coverage_of
from journeykit.errors import UnknownReferenceError


def coverage(given: argparse.Namespace) -> int:
    """Measure the journeys of some files.

    Args:
        given: The command line.

    Returns:
        0 if every measure is high enough, else 1.
    """
    least = dict(map(_limit, words(given.fail_under)))
    measured = [coverage_of(journey) for journey in journeys_in(given.files)]
    print("\n\n".join(f"{each.journey}\n{each}" for each in measured))
    low = [
        f"{each.journey}: {name} is {percent:.0f} %, below {limit:g} %"
        for each in measured
        for name, limit in least.items()
        if (percent := each[name].percent) is not None and percent < limit
    ]
    for line in low:
        print(f"journeykit: {line}", file=sys.stderr)
    return FOUND if low else CLEAN


def _limit(word: str) -> tuple[str, float]:
    """A measure and the least percentage, from ``persona_stage=90``."""
    name, _, percent = word.partition("=")
    if name not in MEASURES:
        raise UsageError(str(UnknownReferenceError("measure", name, known=MEASURES)))
    try:
        limit = float(percent)
    except ValueError:
        limit = -1.0
    if not 0 <= limit <= 100:  # noqa: PLR2004 — a percentage
        raise UsageError(f'--fail-under "{word}": expected a percentage, as in {name}=90')
    return name, limit
