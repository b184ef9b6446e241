"""`journeykit confront`: hold a log of events against a journey."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import fields_dict

from journeykit.cli.arguments import RUNS_CODE, add_output, words
from journeykit.cli.exit_codes import exit_code
from journeykit.cli.files import only_journey
from journeykit.cli.output import steps, tell, write
from journeykit.cli.survey_options import add_survey, survey_in
from journeykit.cli.thresholds import least_percentage
from journeykit.cli.usage import one_of
from journeykit.cli.watch import watch
from journeykit.coverage.thresholds import Shortfall
from journeykit.evidence import EventSchema, EvidenceReport, confront
from journeykit.evidence.reporters import FORMATS
from journeykit.interchange.json import dump

DESCRIPTION = f"Hold a log of what happened against a journey as it was designed. {RUNS_CODE}"


def _conversion(report: EvidenceReport) -> float | None:
    rate = report.funnel().conversion
    return rate.rate if rate else None


FIGURES: Mapping[str, Callable[[EvidenceReport], float | None]] = MappingProxyType(
    {
        "conversion": _conversion,
        "success": lambda report: report.outcomes.success_rate.rate,
        "fitness": lambda report: report.conformance.fitness,
        "mapped": lambda report: report.names.mapped_share.rate,
    }
)
"""What may be asked to be at least so many percent."""

_COLUMNS = MappingProxyType(
    {
        "entity": "the column with the customer",
        "timestamp": "the column with the time",
        "event": "the column with the name of the event",
        "order": "the column that orders events of one instant",
        "persona": "the column with the segment, by which personas are known",
        "session": "the column with the visit",
        "variant": "the column with the variant of an experiment",
        "value": "the column with a number, such as an amount",
        "naive_offset": "the offset of times that state none, as in +01:00",
        "baseline": "the variant that is compared with",
        "treatment": "the variant that is tried",
    }
)
_NUMBERS = MappingProxyType(
    {
        "idle_cutoff_days": "after how many days without an event somebody has left (14)",
        "window_days": "how many days a conversion within the window takes (7)",
        "min_n": "below how many customers a rate is marked as small (30)",
    }
)
_REQUIRED = ("entity", "timestamp", "event")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "files",
        nargs=1,
        metavar="JOURNEY",
        help="the journey: a Python file, which is run, or a document; FILE:STATE or FILE:KEY "
        "where the file holds several",
    )
    command.add_argument("log", metavar="EVENTS", help="the log: a CSV, Parquet or JSON file")
    add_columns(command)
    add_survey(command)
    command.add_argument(
        "--fail-under",
        metavar="FIGURE=PERCENT",
        action="append",
        help="exit with 1 if a figure is lower, as in conversion=30,fitness=80; conversion, "
        "success, fitness or mapped; may be repeated",
    )
    command.add_argument(
        "--min-cell",
        metavar="N",
        type=int,
        default=0,
        help="withhold what fewer customers did",
    )
    command.add_argument(
        "--apply-to",
        metavar="FILE",
        help="write the journey there as well, a JSON document: metrics with a source have the "
        "value that was measured, touchpoints and personas the evidence",
    )
    command.add_argument(
        "--watch", action="store_true", help="do it again whenever the journey changes"
    )
    add_output(command, "text (default), markdown, json or html")


def add_columns(command: argparse.ArgumentParser) -> None:
    """Add what says how a log is read."""
    for name, meaning in _COLUMNS.items():
        option = f"--{name.replace('_', '-')}"
        command.add_argument(option, metavar="NAME", required=name in _REQUIRED, help=meaning)
    for name, meaning in _NUMBERS.items():
        kind = int if name == "min_n" else float
        command.add_argument(f"--{name.replace('_', '-')}", metavar="N", type=kind, help=meaning)
    command.add_argument(
        "--engine", metavar="ENGINE", help="duckdb (default where it is installed) or sqlite"
    )


def schema_of(args: argparse.Namespace) -> EventSchema:
    """Return what the columns of a log mean.

    Args:
        args: The command line.

    Returns:
        The schema.
    """
    columns = {name: getattr(args, name, None) for name in fields_dict(EventSchema)}
    return EventSchema(**{name: value for name, value in columns.items() if value is not None})


def run(args: argparse.Namespace) -> int:
    """Hold the log against the journey."""
    if args.watch:
        return watch(args)
    report_as = FORMATS[one_of("format", args.format, FORMATS)]
    least_shares = dict(
        least_percentage("figure", word, FIGURES, 30) for word in words(args.fail_under)
    )
    schema, survey, journey = schema_of(args), survey_in(args), only_journey(args.files[0])
    with steps() as progress:
        report = confront(
            journey,
            args.log,
            events=schema,
            survey=survey,
            engine=args.engine,
            min_cell=args.min_cell,
            progress=progress,
        )
    if args.apply_to is not None:
        dump(report.applied_to(journey), args.apply_to)
    write(args, report_as(report).rstrip("\n"), args.format)
    short = [
        name for name, least in least_shares.items() if _is_short(FIGURES[name](report), least)
    ]
    for name in short:
        share = FIGURES[name](report)
        message = f"{name} is unknown, so that the gate of {least_shares[name]:g}% failed"
        if share is not None:
            message = str(Shortfall(name, least_shares[name], 100 * share))
        tell(f"{report.journey}: {message}")
    return exit_code(findings=bool(short), broken=False)


def _is_short(share: float | None, least: float) -> bool:
    """Whether a figure is lower than it should be; what nobody knows is."""
    return share is None or 100 * share < least
