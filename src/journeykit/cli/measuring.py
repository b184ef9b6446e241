"""``journeykit coverage``: how much of a journey is thought through."""

from __future__ import annotations

import argparse
import json
import sys

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.files import journeys_in
from journeykit.cli.selection import words
from journeykit.cli.usage import UsageError
from journeykit.coverage import MEASURES, coverage_of, shortfalls
from journeykit.coverage.reporters import FORMATS
from journeykit.coverage.thresholds import is_percentage
from journeykit.errors import UnknownReferenceError


def coverage(given: argparse.Namespace) -> int:
    """Measure the journeys of some files.

    Args:
        given: The command line.

    Returns:
        0 if every measure is high enough, else 1.
    """
    if given.format not in FORMATS:
        raise UsageError(str(UnknownReferenceError("format", given.format, known=FORMATS)))
    least = dict(map(_limit, words(given.fail_under)))
    measured = [coverage_of(journey) for journey in journeys_in(given.files)]
    told = [FORMATS[given.format](each).rstrip("\n") for each in measured]
    several = given.format == "json" and len(told) > 1
    print(_listed(told) if several else "\n\n".join(told))
    short = [(each, low) for each in measured for low in shortfalls(each, least)]
    for each, low in short:
        print(f"journeykit: {each.journey}: {low}", file=sys.stderr)
    return FOUND if short else CLEAN


def _listed(documents: list[str]) -> str:
    """Several documents in one list."""
    return json.dumps([json.loads(text) for text in documents], ensure_ascii=False, indent=2)


def _limit(word: str) -> tuple[str, float]:
    """A measure and the least percentage, from ``persona_stage=90``."""
    name, _, percent = word.partition("=")
    if name not in MEASURES:
        raise UsageError(str(UnknownReferenceError("measure", name, known=MEASURES)))
    try:
        limit = float(percent)
    except ValueError:
        limit = -1.0
    if not is_percentage(limit):
        raise UsageError(f'--fail-under "{word}": expected a percentage, as in {name}=90')
    return name, limit
