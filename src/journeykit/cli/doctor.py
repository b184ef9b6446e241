"""`journeykit doctor`: tell which layout engines work here."""

from __future__ import annotations

import argparse

from journeykit.cli.exit_codes import CLEAN, FOUND
from journeykit.errors import EngineMissingError
from journeykit.render.engine import EngineStatus, engines

DESCRIPTION = "Let every layout engine draw, and tell which work here."


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no arguments."""


def run(_: argparse.Namespace) -> int:
    """Tell which layout engines work here; 0 if at least one does."""
    statuses = engines()
    for status in statuses:
        print(_line(status))
    if any(status.works for status in statuses):
        return CLEAN
    print(EngineMissingError("dot", "does not work here").advice)
    return FOUND


def _line(status: EngineStatus) -> str:
    """Return one engine in one line."""
    if status.works:
        problem = f"; {status.problem}" if status.problem else ""
        return (
            f"{status.name}: works, Graphviz {status.version}, {', '.join(status.formats)}{problem}"
        )
    return f"{status.name}: does not work: {status.problem}"
