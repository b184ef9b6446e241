"""`journeykit discover`: propose a first journey from a log of events."""

from __future__ import annotations

import argparse

from journeykit.atomic_write import write_whole
from journeykit.cli.confront import add_columns, schema_of
from journeykit.cli.convert import refuse_to_replace
from journeykit.cli.discovery import STANDARD_INPUT
from journeykit.cli.exit_codes import CLEAN
from journeykit.cli.output import tell
from journeykit.evidence.discovery import discover
from journeykit.interchange.formats import export, format_of

DESCRIPTION = """Propose a first journey from a log of what happened, for people who have data and
no map: touchpoints, stages and transitions, to be edited. How much of the log it explains is told
on the errors."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument("log", metavar="EVENTS", help="the log: a CSV, Parquet or JSON file")
    command.add_argument(
        "target", metavar="OUT", help="the file to write, such as journey.yaml; - for JSON"
    )
    add_columns(command)
    command.add_argument("--name", default="Discovered journey", help="what the journey is called")
    command.add_argument(
        "--stages", type=int, default=5, metavar="N", help="how many stages at most (5)"
    )
    for what, whom, usual in (("touchpoint", "of customers", 2), ("transition", "who leave", 5)):
        command.add_argument(
            f"--{what}-share",
            type=float,
            default=usual,
            metavar="PERCENT",
            help=f"the share {whom} that a {what} needs ({usual})",
        )
    command.add_argument("--force", action="store_true", help="replace OUT if it is there")


def run(args: argparse.Namespace) -> int:
    """Write the journey."""
    refuse_to_replace(args.target, force=args.force)
    standard = args.target == STANDARD_INPUT
    target = format_of("json" if standard else None, args.target)
    discovery = discover(
        args.log,
        events=schema_of(args),
        name=args.name,
        stages=args.stages,
        touchpoint_share=args.touchpoint_share / 100,
        transition_share=args.transition_share / 100,
        engine=args.engine,
    )
    document = export(discovery.journey, target)
    if standard:
        args.stdout.flush()
        args.stdout.buffer.write(document.content)
        args.stdout.buffer.flush()
    else:
        write_whole(args.target, document.content)
    for line in str(discovery).splitlines():
        tell(line)
    return CLEAN
