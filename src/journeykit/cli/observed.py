"""What customers did, from a file that `confront` wrote."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from journeykit.bounded_read import read_text
from journeykit.cli.usage import UsageError
from journeykit.errors import DocumentError
from journeykit.model import Journey
from journeykit.suggestions import did_you_mean

if TYPE_CHECKING:
    from journeykit.evidence import EvidenceReport

_LARGEST = 100_000_000
"""How many bytes a report has at most."""


def evidence_of(
    args: argparse.Namespace, journeys: Iterable[Journey]
) -> Callable[[Journey], EvidenceReport | None]:
    """Return what was seen of each journey of a command line.

    Args:
        args: The command line, with `--evidence` or without.
        journeys: The journeys of the command line.

    Returns:
        A function that gives the report on a journey, and None for the others.

    Raises:
        UsageError: The file is no report of evidence, or is one on none of the journeys.
    """
    if args.evidence is None:
        return lambda _: None
    from journeykit.evidence import EvidenceReport

    try:
        report = EvidenceReport.from_json(read_text(args.evidence, limit=_LARGEST))
    except FileNotFoundError as error:
        raise UsageError(f"--evidence {args.evidence}: there is no such file") from error
    except (DocumentError, OSError) as error:
        raise UsageError(f"--evidence {args.evidence}: {error}") from error
    keys = [journey.key for journey in journeys]
    if report.key not in keys:
        guess = did_you_mean(report.key, keys)
        problem = f'it is of the journey "{report.key}", which is not there{guess}'
        raise UsageError(f"--evidence {args.evidence}: {problem}")
    return lambda journey: report if journey.key == report.key else None
