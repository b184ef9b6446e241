"""``journeykit draw`` and ``journeykit doctor``: pictures, and what draws them."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from journeykit.cli import CLEAN, FOUND
from journeykit.cli.files import journeys_in
from journeykit.cli.selection import words
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey
from journeykit.render.engine import EngineStatus, engines
from journeykit.render.views.flow import Detail
from journeykit.validation import check


def draw(given: argparse.Namespace) -> int:
    """Draw the journey of a file.

    Args:
        given: The command line.

    Returns:
        0.
    """
    from journeykit.render import draw as picture_of

    options = _options(given)
    journey = _chosen(given)
    try:
        picture = picture_of(
            journey,
            view=given.view,
            report=check(journey) if given.report else None,
            direction=given.direction,
            theme=given.theme,
            engine=given.engine,
            **options,
        )
    except UnknownReferenceError as error:
        if error.kind != "option":
            raise
        takes = ", ".join(f"--{name}" for name in _OF_A_VIEW if name in error.known)
        told = f'the view "{given.view}" takes no --{error.name}; it takes {takes}'
        raise UsageError(told) from error
    picture.save(given.output)
    return CLEAN


_OF_A_VIEW = (
    "persona",
    "direction",
    "report",
    "alone",
    "stage",
    "around",
    "steps",
    "detail",
    "lanes",
    "by",
)
"""The options that not every view takes, in the order of the help."""


def _options(given: argparse.Namespace) -> dict[str, Any]:
    """What was said of the part that is drawn, once it makes sense together."""
    if given.steps is not None and given.around is None:
        raise UsageError("--steps needs --around, from which they are counted")
    if given.alone and given.persona is None:
        raise UsageError("--alone needs --persona, whose way is drawn alone")
    if given.detail is not None and given.detail not in get_args(Detail):
        raise UsageError(str(UnknownReferenceError("detail", given.detail, known=get_args(Detail))))
    names = ("persona", "stage", "around", "steps", "detail", "by")
    said = {name: getattr(given, name) for name in names}
    said |= {"alone": given.alone or None, "lanes": words(given.lanes) or None}
    return {name: value for name, value in said.items() if value is not None}


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
