"""``journeykit draw`` and ``journeykit doctor``: pictures, and what draws them."""

from __future__ import annotations

import argparse

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.files import journeys_in
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey
from journeykit.render.engine import EngineStatus, engines
from journeykit.validation import check


def draw(given: argparse.Namespace) -> int:
    """Draw the journey of a file.

    Args:
        given: The command line.

    Returns:
        0.
    """
    from journeykit.render import draw as picture_of

    journey = _chosen(given)
    picture_of(
        journey,
        view=given.view,
        report=check(journey) if given.report else None,
        persona=given.persona,
        direction=given.direction,
        theme=given.theme,
    ).save(given.output)
    return CLEAN


def _chosen(given: argparse.Namespace) -> Journey:
    """The journey that is asked for; the one of the file if none is named."""
    found = journeys_in([given.file])
    known = list(dict.fromkeys(journey.key for journey in found))
    if given.journey is None:
        only, *others = found
        if others:
            raise UsageError(
                f"{given.file}: defines {len(found)} journeys; "
                f"choose one with --journey: {', '.join(known)}"
            )
        return only
    # A journey that grows step by step has one key all along: its last state is meant.
    for journey in reversed(found):
        if given.journey in {journey.key, journey.name}:
            return journey
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
