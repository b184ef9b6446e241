"""`journeykit doctor`: tell which layout engines work here."""

from __future__ import annotations

import argparse

from journeykit.cli.exit_codes import CLEAN, FINDINGS
from journeykit.cli.output import write
from journeykit.errors import EngineMissingError
from journeykit.render.graphviz.engine import EngineStatus, engines

DESCRIPTION = "Let every layout engine draw, and tell which work here."


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no arguments."""


def run(args: argparse.Namespace) -> int:
    """Tell which layout engines work here; 0 if at least one does."""
    statuses = engines()
    works = any(status.works for status in statuses)
    advice = () if works else (EngineMissingError("dot", "does not work here").advice,)
    write(args, "\n".join([*map(_line, statuses), *advice]))
    return CLEAN if works else FINDINGS


def _line(status: EngineStatus) -> str:
    """Return one engine in one line."""
    if status.works:
        problem = f"; {status.problem}" if status.problem else ""
        return (
            f"{status.name}: works, Graphviz {status.version}, {', '.join(status.formats)}{problem}"
        )
    return f"{status.name}: does not work: {status.problem}"
