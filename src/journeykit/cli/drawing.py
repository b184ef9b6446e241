"""``journeykit draw`` and ``journeykit doctor``: pictures, and what draws them."""

from __future__ import annotations

import argparse

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.files import journeys_in
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey
from journeykit.render.engine import EngineStatus, engines


def draw(given: argparse.Namespace) -> int:
    """Draw the journey of a file.

    Args:
        given: The command line.

    Returns:
        0.
    """
    from journeykit.render import draw as picture_of

    picture_of(_chosen(given), view=given.view).save(given.output)
    return CLEAN


def _chosen(given: argparse.Namespace) -> Journey:
    """The journey that is asked for; the last one of the file if none is named."""
    found = journeys_in([given.file])
    if given.journey is None:
        return found[-1]
    for journey in found:
        if given.journey in {journey.key, journey.name}:
            return journey
    known = [journey.key for journey in found]
    raise UsageError(
        str(UnknownReferenceError("journey", given.journey, known=known, where=given.file))
    )


def doctor(_: argparse.Namespace) -> int:
    """Tell which layout engines work here.

    Returns:
        0 if at least one does, else 1.
    """
    tried = engines()
    for status in tried:
        print(_line(status))
    if any(status.works for status in tried):
        return CLEAN
    from journeykit.errors import EngineMissingError

    print(EngineMissingError("dot", "does not work here").advice)
    return FOUND


def _line(status: EngineStatus) -> str:
    """One engine in one line."""
    if status.works:
        problem = f"; {status.problem}" if status.problem else ""
        return (
            f"{status.name}: works, Graphviz {status.version}, {', '.join(status.formats)}{problem}"
        )
    return f"{status.name}: does not work: {status.problem}"
