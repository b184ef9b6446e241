"""`journeykit draw`: draw a journey."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, get_args

from journeykit.cli.arguments import RUNS_CODE, add_evidence, words
from journeykit.cli.exit_codes import CLEAN
from journeykit.cli.files import journeys_in, only_journey
from journeykit.cli.observed import evidence_of
from journeykit.cli.usage import UsageError, one_of
from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey
from journeykit.render import draw as draw_journey
from journeykit.render.views.flow import Detail
from journeykit.validation import check

DESCRIPTION = f"Draw a journey. {RUNS_CODE}"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "file", metavar="FILE", help="a Python file (it is run) or a JSON document"
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="the picture; its suffix is its format",
    )
    command.add_argument(
        "--view",
        default="flow",
        metavar="VIEW",
        help="flow (default), graph, map, lanes, blueprint, coverage, personas, or the funnel of "
        "--evidence",
    )
    command.add_argument(
        "--journey", metavar="KEY", help="which one, by key or name, if the file defines several"
    )
    command.add_argument(
        "--persona",
        metavar="KEY",
        help="whose path is highlighted, or whose map it is; key or name",
    )
    _add_part(command)
    command.add_argument(
        "--direction",
        default="right",
        metavar="DIRECTION",
        help="where stages follow one another in a flow or graph: right (default) or down",
    )
    command.add_argument(
        "--theme",
        metavar="THEME",
        help="light (default), dark or mono; a page with rows follows its reader if left out",
    )
    command.add_argument(
        "--fit",
        metavar="PAGE",
        help="what it fills: a slide (16:9), a sheet (A4, A3) or a width in pixels",
    )
    command.add_argument(
        "--pictures",
        metavar="KEY=FILE",
        action="append",
        help="a PNG, JPEG or plain SVG of your own for a touchpoint (map) or a persona (personas), "
        "by key or name; may be repeated",
    )
    command.add_argument(
        "--language",
        metavar="CODE",
        help="of headings, legends and all else that no author wrote: en (default), de, fr, es, ja "
        "or ar",
    )
    command.add_argument(
        "--engine",
        metavar="ENGINE",
        help="what lays out boxes and lines: dot or pygraphviz; what works here if left out",
    )
    command.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        help="how long drawing may take; half a minute for a layout engine if left out",
    )
    command.add_argument(
        "--compared-with",
        metavar="FILE",
        help="the journey before, as the as-is of a to-be: what is new, removed, moved or changed "
        "says so (flow, map); FILE, or FILE:STATE or FILE:KEY where the file holds several",
    )
    add_evidence(command)
    command.add_argument(
        "--report",
        action="store_true",
        help="mark and list the findings of the recommended profile",
    )


def _add_part(command: argparse.ArgumentParser) -> None:
    """Add the options that say how much of a large journey is drawn."""
    command.add_argument(
        "--alone", action="store_true", help="draw only the path of --persona (flow)"
    )
    command.add_argument(
        "--stage", metavar="KEY", help="draw only this stage; key or name (not graph, coverage)"
    )
    command.add_argument(
        "--around",
        metavar="KEY",
        help="draw the neighbourhood of this touchpoint; key or name (not graph, coverage)",
    )
    command.add_argument(
        "--steps",
        metavar="NUMBER",
        type=int,
        help="how far the neighbourhood reaches; 1 if left out",
    )
    command.add_argument(
        "--detail",
        metavar="DETAIL",
        help="auto (default) shows less of large journeys, full shows everything (flow)",
    )
    command.add_argument(
        "--lanes",
        metavar="LANES",
        action="append",
        help="the rows from top to bottom, with commas, as in goals,touchpoints,emotions (map)",
    )
    command.add_argument(
        "--by", metavar="KIND", help="a lane for each persona (default), channel or owner (lanes)"
    )


def run(args: argparse.Namespace) -> int:
    """Draw the journey of a file."""
    options = _options(args)
    journey = _journey(args)
    evidence = evidence_of(args, [journey])(journey)
    try:
        picture = draw_journey(
            journey,
            view=args.view,
            compared_with=only_journey(args.compared_with) if args.compared_with else None,
            evidence=evidence,
            report=check(journey, evidence=evidence) if args.report else None,
            direction=args.direction,
            theme=args.theme,
            engine=args.engine,
            timeout=args.timeout,
            **options,
        )
    except UnknownReferenceError as error:
        if error.kind != "option":
            raise
        taken = ", ".join(f"--{name}" for name in _OF_A_VIEW if name in error.choices)
        message = f'the view "{args.view}" takes no --{error.name}; it takes {taken}'
        raise UsageError(message) from error
    picture.save(args.output)
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
    "pictures",
)
"""The options that not every view takes, in the order of the help."""


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """Return the options of the part that is drawn, once they make sense together."""
    if args.steps is not None and args.around is None:
        raise UsageError("--steps needs --around, from which they are counted")
    if args.alone and args.persona is None:
        raise UsageError("--alone needs --persona, whose path is drawn")
    if args.detail is not None:
        one_of("detail", args.detail, get_args(Detail))
    names = ("persona", "stage", "around", "steps", "detail", "by", "language")
    options = {name: getattr(args, name) for name in names}
    options |= {"alone": args.alone or None, "lanes": words(args.lanes) or None}
    options |= {"fit": _fit(args.fit), "pictures": _pictures(args.pictures)}
    return {name: value for name, value in options.items() if value is not None}


def _fit(page: str | None) -> str | float | None:
    """Return what a picture is to fill: the name of a page, or a width."""
    return float(page) if page is not None and page.isdecimal() else page


def _pictures(pairs: Sequence[str] | None) -> dict[str, str] | None:
    """Return the files by what they stand for."""
    if not pairs:
        return None
    files: dict[str, str] = {}
    for pair in pairs:
        name, sign, path = pair.rpartition("=")
        if not (sign and name and path):
            raise UsageError(f'--pictures takes KEY=FILE, as in pays=screen.png, not "{pair}"')
        files[name] = path
    return files


def _journey(args: argparse.Namespace) -> Journey:
    """Return the journey that is asked for; the one of the file if none is named."""
    journeys = journeys_in([args.file])
    keys = list(dict.fromkeys(journey.key for journey in journeys))
    if args.journey is None:
        only, *others = journeys
        if others:
            raise UsageError(
                f"{args.file}: defines {len(journeys)} journeys; "
                f"choose one with --journey: {', '.join(keys)}"
            )
        return only
    # A journey that grows step by step has one key all along: its last state is meant.
    for journey in reversed(journeys):
        if args.journey in {journey.key, journey.name}:
            return journey
    raise UsageError(
        str(UnknownReferenceError("journey", args.journey, choices=keys, where=args.file))
    )
