"""The options by which a command is given a survey, and how its metrics are written."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from journeykit.cli.usage import UsageError, one_of
from journeykit.evidence import SurveyMetric, SurveySchema
from journeykit.evidence.survey import SurveyKind

_COLUMNS = MappingProxyType(
    {
        "touchpoint": "the column of the survey with the key of a touchpoint",
        "score": "the column with the answer",
        "metric": "the column that tells several questions apart",
        "entity": "the column with the customer who answered",
        "weight": "the column with the weight of an answer",
    }
)
_REQUIRED = ("touchpoint", "score")
_KINDS: Mapping[str, SurveyKind] = MappingProxyType({"nps": "nps", "csat": "csat", "ces": "ces"})
_RANGES = ("scale", "promoters", "detractors", "top")
_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)")


def add_survey(command: argparse.ArgumentParser) -> None:
    """Add the options for a survey.

    Args:
        command: The command that reads one.
    """
    command.add_argument("--survey", metavar="FILE", help="answers of a survey, a file like EVENTS")
    for name, meaning in _COLUMNS.items():
        command.add_argument(f"--survey-{name}", metavar="NAME", help=meaning)
    command.add_argument(
        "--ask",
        metavar="METRIC",
        action="append",
        help="what was asked, as in nps, or recommends=nps,scale=0..10,missing=11: the word in the "
        "column of metrics, its kind (nps, csat or ces), and what is not as usual (scale, missing, "
        "promoters, detractors, top); may be repeated",
    )


def survey_in(args: argparse.Namespace) -> tuple[str, SurveySchema] | None:
    """Return the survey that a command line names, and what its columns mean.

    Returns:
        The file and the schema; None without a survey.

    Raises:
        UsageError: Something is missing, or a metric is written in another way.
    """
    columns = {name: getattr(args, f"survey_{name}") for name in _COLUMNS}
    if args.survey is None:
        if args.ask or any(columns.values()):
            raise UsageError("there is no survey: name its file with --survey FILE")
        return None
    missing = [f"--survey-{name}" for name in _REQUIRED if columns[name] is None]
    missing += [] if args.ask else ["--ask"]
    if missing:
        raise UsageError(f"--survey needs {' and '.join(missing)} as well")
    metrics: dict[str, SurveyMetric] = {}
    for word in args.ask:
        name, metric = _metric(word)
        if name in metrics:
            raise UsageError(f'--ask: "{name}" stands there twice')
        metrics[name] = metric
    columns_given = {name: column for name, column in columns.items() if column is not None}
    return args.survey, SurveySchema(metrics=metrics, **columns_given)


def _metric(word: str) -> tuple[str, SurveyMetric]:
    """Return a metric with its word, from `recommends=nps,scale=0..10,missing=11`."""
    first, *parts = word.split(",")
    name, _, kind = first.partition("=")
    asked = _KINDS[one_of("kind of survey", kind or name, _KINDS)]
    unusual: dict[str, Any] = {}
    for part in parts:
        key, _, value = part.strip().partition("=")
        one_of("part of a metric", key, (*_RANGES, "missing"))
        if key == "missing":
            unusual[key] = (*unusual.get(key, ()), _code(word, value))
        else:
            unusual[key] = _range(word, key, value)
    return name, SurveyMetric(asked, **unusual)


def _range(word: str, key: str, value: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(value)
    if match is None:
        raise UsageError(f'--ask "{word}": expected two whole numbers, as in {key}=0..10')
    return int(match[1]), int(match[2])


def _code(word: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise UsageError(f'--ask "{word}": expected a number, as in missing=11') from None
