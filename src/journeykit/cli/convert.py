"""`journeykit convert`: write a journey in another format, and tell what that costs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeykit.atomic_write import write_whole
from journeykit.cli.arguments import RUNS_CODE
from journeykit.cli.discovery import STANDARD_INPUT
from journeykit.cli.exit_codes import CLEAN, FINDINGS
from journeykit.cli.files import journeys_in
from journeykit.cli.hints import as_typed, losses_as_typed
from journeykit.cli.output import tell
from journeykit.cli.usage import UsageError
from journeykit.errors import FolderError, JourneyError, UnknownReferenceError
from journeykit.interchange.formats import Reading, export, format_of, formats, read_all
from journeykit.interchange.losses import LossReport
from journeykit.model import Journey

DESCRIPTION = f"""Read a journey in one format and write it in another. What was lost, changed and
guessed on the way is told on the errors. {RUNS_CODE}"""

_SHOWN = 20
"""How many losses are told unless a file takes them all."""

_OPTIONS = (
    "scale",
    "systems",
    "columns",
    "feelings",
    "separator",
    "persona",
    "name",
    "flow",
    "sheet",
    "encoding",
)


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument("source", metavar="IN", help="the file to read; - for standard input")
    command.add_argument("target", metavar="OUT", help="the file to write; - for standard output")
    listed = ", ".join(formats())
    command.add_argument(
        "--from", dest="source_format", metavar="FORMAT", help=f"the format of IN: {listed}"
    )
    command.add_argument(
        "--to",
        dest="target_format",
        metavar="FORMAT",
        help="the format of OUT; its suffix tells it if left out",
    )
    command.add_argument(
        "--journey", metavar="KEY", help="which one, by key or name, if IN holds several"
    )
    command.add_argument("--force", action="store_true", help="replace OUT if it is there")
    command.add_argument(
        "--losses", metavar="FILE", help=f"write every loss there; without, {_SHOWN} are told"
    )
    command.add_argument(
        "--strict", action="store_true", help="exit with 1 if anything was lost or changed"
    )
    _add_reading(command)


def _add_reading(command: argparse.ArgumentParser) -> None:
    """Add the options that say what a reader would have to guess."""
    reading = command.add_argument_group("what a reader would have to guess")
    reading.add_argument("--scale", metavar="SCALE", help="the scale of scores, such as 1..5")
    reading.add_argument(
        "--system",
        dest="systems",
        metavar="ACTOR",
        action="append",
        help="an actor that is a system and no person; may be repeated",
    )
    reading.add_argument(
        "--column",
        dest="columns",
        metavar="HEADER=MEANING",
        action="append",
        help="what a column is, such as Wo=stage; may be repeated",
    )
    reading.add_argument(
        "--feeling",
        dest="feelings",
        metavar="WORD=VALENCE",
        action="append",
        help="what a word is worth, from -2 to 2; may be repeated",
    )
    reading.add_argument("--separator", metavar="TEXT", help="what stands between things in a cell")
    reading.add_argument("--persona", metavar="NAME", help="who a table without personas is about")
    reading.add_argument("--name", metavar="NAME", help="what the journey is called")
    reading.add_argument(
        "--no-flow",
        dest="flow",
        action="store_const",
        const=False,
        help="the order of the rows of a table is no flow",
    )
    reading.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    reading.add_argument("--encoding", metavar="NAME", help="of a CSV file, such as cp1252")


def run(args: argparse.Namespace) -> int:
    """Convert one journey."""
    refuse_to_replace(args.target, force=args.force)
    if args.target == STANDARD_INPUT and args.target_format is None:
        raise UsageError("standard output has no ending to tell its format; name one with --to")
    target = format_of(args.target_format, _file(args.target))
    reading = _reading(args)
    document = export(reading.journey, target)
    losses = losses_as_typed(reading.losses + document.losses)
    if args.target == STANDARD_INPUT:
        args.stdout.flush()
        args.stdout.buffer.write(document.content)
        args.stdout.buffer.flush()
    else:
        write_whole(args.target, document.content)
    _tell(losses, args.losses)
    return FINDINGS if args.strict and (losses.lost or losses.changed) else CLEAN


def refuse_to_replace(path: str, *, force: bool) -> None:
    """Refuse to write over a file.

    Args:
        path: The file, or `-`.
        force: Whether somebody asked for that.

    Raises:
        FolderError: It is a folder.
        UsageError: The file is there.
    """
    if path != STANDARD_INPUT and Path(path).is_dir():
        raise FolderError(path)
    if path != STANDARD_INPUT and Path(path).exists() and not force:
        raise UsageError(f"{path}: there is such a file already; --force replaces it")


def _file(word: str) -> str:
    """The path that a word means; none for a stream."""
    return "" if word == STANDARD_INPUT else word


def _reading(args: argparse.Namespace) -> Reading:
    """The journey that is asked for."""
    options = {name: _value(args, name) for name in _OPTIONS if getattr(args, name) is not None}
    if Path(args.source).suffix == ".py":
        if options:
            raise UsageError(f"{args.source}: a program leaves nothing to guess")
        readings = [Reading(each, LossReport("python")) for each in journeys_in([args.source])]
    else:
        readings = _read(args, options)
    return _chosen(readings, args)


def _read(args: argparse.Namespace, options: dict[str, Any]) -> list[Reading]:
    """All readings of a document; what is wrong with it names options as they are typed."""
    try:
        if args.source == STANDARD_INPUT:
            return list(read_all(sys.stdin.buffer, args.source_format or "json", **options))
        return list(read_all(args.source, args.source_format, **options))
    except JourneyError as error:
        unnamed = args.source == STANDARD_INPUT and args.source_format is None
        hint = "; --from names a format other than JSON" if unnamed else ""
        raise UsageError(f"{as_typed(str(error))}{hint}") from error


def _chosen(readings: list[Reading], args: argparse.Namespace) -> Reading:
    """The reading whose journey is asked for; the only one if none is named."""
    journeys: list[Journey] = [each.journey for each in readings]
    keys = [journey.key for journey in journeys]
    if args.journey is None:
        if len(readings) > 1:
            listed = ", ".join(keys)
            message = f"{args.source}: holds {len(readings)} journeys; choose one with --journey"
            raise UsageError(f"{message}: {listed}")
        return readings[0]
    # A journey that grows step by step has one key all along: its last state is meant.
    for reading in reversed(readings):
        if args.journey in {reading.journey.key, reading.journey.name}:
            return reading
    error = UnknownReferenceError("journey", args.journey, choices=keys, where=args.source)
    raise UsageError(str(error))


def _value(args: argparse.Namespace, name: str) -> Any:
    """The value of an option, as readers take it."""
    held = getattr(args, name)
    if name == "columns":
        return dict(_pair(each, "HEADER=MEANING") for each in held)
    if name == "feelings":
        return {word: _number(value) for word, value in (_pair(e, "WORD=VALENCE") for e in held)}
    return held


def _pair(word: str, expected: str) -> tuple[str, str]:
    """Both sides of an equals sign."""
    name, equals, value = word.partition("=")
    if not equals or not name:
        raise UsageError(f'"{word}": expected {expected}')
    return name, value


def _number(text: str) -> float:
    try:
        return float(text.replace("\u2212", "-"))
    except ValueError:
        raise UsageError(f'"{text}": expected a number from -2 to 2') from None


def _tell(losses: LossReport, file: str | None) -> None:
    """Tell the losses on the errors, or write them all to a file and tell how many there are."""
    if file:
        write_whole(file, f"{losses}\n".encode("utf-8", "backslashreplace"))
    lines = str(losses).splitlines()
    if losses or file:
        tell(lines[0])
    shown: Mapping[bool, int] = {True: 0, False: _SHOWN}
    for entry in losses.entries[: shown[bool(file)]]:
        tell(str(entry))
    if not file and len(losses) > _SHOWN:
        tell(f"and {len(losses) - _SHOWN} more; --losses FILE writes them all")
