"""`journeykit coverage`: measure how complete a journey is."""

from __future__ import annotations

import argparse
import json

from journeykit.cli.arguments import RUNS_CODE, add_evidence, add_files, add_output, words
from journeykit.cli.exit_codes import USAGE, exit_code
from journeykit.cli.files import read_and_tell
from journeykit.cli.observed import evidence_of
from journeykit.cli.output import progress, tell, write
from journeykit.cli.thresholds import least_percentage
from journeykit.cli.usage import one_of
from journeykit.coverage import MEASURES, coverage_of, shortfalls
from journeykit.coverage.coverage import REGISTRY as KNOWN
from journeykit.coverage.reporters import REGISTRY as FORMATS

DESCRIPTION = f"Measure journeys. {RUNS_CODE}"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_files(command)
    command.add_argument(
        "--fail-under",
        metavar="MEASURE=PERCENT",
        action="append",
        help="exit with 1 if a measure is lower, as in persona_stage=90; may be repeated",
    )
    command.add_argument(
        "--measure",
        metavar="MEASURE",
        action="append",
        help="take this measure, of the library or of an installed package, instead of all of the "
        "library; may be repeated",
    )
    add_evidence(command)
    add_output(command, "text (default), markdown, json or html")


def run(args: argparse.Namespace) -> int:
    """Measure the journeys of some files."""
    report_as = FORMATS[one_of("format", args.format, FORMATS)]
    thresholds = dict(
        least_percentage("measure", word, KNOWN, 90) for word in words(args.fail_under)
    )
    wanted = [one_of("measure", name, KNOWN) for name in words(args.measure)] or MEASURES
    measures = tuple(dict.fromkeys((*wanted, *thresholds)))
    files = read_and_tell(args.files)
    if not files.journeys:
        return USAGE
    evidence = evidence_of(args, files.journeys)
    measured = [
        coverage_of(journey, measures, evidence=evidence(journey))
        for journey in progress(files.journeys, "measuring")
    ]
    texts = [report_as(each).rstrip("\n") for each in measured]
    several = args.format == "json" and len(texts) > 1
    write(args, _listed(texts) if several else "\n\n".join(texts), args.format)
    short = [(each, low) for each in measured for low in shortfalls(each, thresholds)]
    for each, low in short:
        tell(f"{each.journey}: {low}")
    return exit_code(findings=bool(short), broken=bool(files.problems))


def _listed(documents: list[str]) -> str:
    """Return several documents in one list."""
    return json.dumps([json.loads(text) for text in documents], ensure_ascii=False, indent=2)
