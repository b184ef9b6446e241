"""The same functions from a shell: ``journeykit check``, ``draw``, ``coverage`` and the like."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from journeykit import __version__
from journeykit.cli.usage import USAGE, UsageError
from journeykit.errors import JourneyError

__all__ = ["main", "parser"]

CLEAN, FOUND = 0, 1

_EPILOG = """\
exit codes: 0 nothing found, 1 something found, 2 wrong usage or an unreadable file

A .py file is a program: naming it here RUNS it, as python would. Only name files you
trust. A .json file is data and is never executed.
"""
_FILES = "Python files that define journeys at module level (they are run), or JSON documents"
_CODE = "This runs the .py files that you name. JSON documents are data and are never executed."


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line asks for.

    Args:
        arguments: The words after the program's name; those of this process if left out.

    Returns:
        0 when nothing was found, 1 when something was, 2 for wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    try:
        return run(given)
    except UsageError as error:
        message = str(error)
    except JourneyError as error:
        message = str(error)
    except BrokenPipeError:
        # Whoever read has seen enough, as in `… | head`; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    print(f"journeykit: {message}", file=sys.stderr)
    return USAGE


def parser() -> argparse.ArgumentParser:
    """The command line, with its help.

    Returns:
        A parser whose result knows, as ``run``, what to call.
    """
    made = argparse.ArgumentParser(
        prog="journeykit",
        description="Customer journeys as code: check, measure and draw them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"journeykit {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_check, _rules, _explain, _coverage, _draw, _questions, _doctor):
        add(commands)
    return made


_Commands = argparse._SubParsersAction  # noqa: SLF001 — the class argparse documents without a name


def _check(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check", help="look for gaps in journeys", description=f"Look for gaps. {_CODE}"
    )
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    _selection(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        help="text (default), markdown, json, sarif, github, junit or html",
    )
    command.add_argument(
        "--verbose", action="store_true", help="tell why each finding matters (text only)"
    )
    command.add_argument("--baseline", metavar="FILE", help="only what is not in here counts")
    command.add_argument(
        "--update-baseline",
        action="store_true",
        help="write everything found to the baseline, and succeed",
    )
    command.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help="the mildest that makes the exit code 1: error, warning (default) or info",
    )
    command.add_argument(
        "--clock", metavar="DAY", help="the day for rules about age: YYYY-MM-DD or today"
    )
    command.set_defaults(run=_later("check", "check"))


def _selection(command: argparse.ArgumentParser) -> None:
    """The options that say which rules there are, and which run."""
    command.add_argument(
        "--profile",
        metavar="PROFILE",
        help="recommended (default), draft, strict, checklist, privacy, public-service, "
        "blueprint or automation",
    )
    command.add_argument(
        "--select",
        metavar="RULES",
        action="append",
        help="run these alone: names, codes, beginnings of codes or families, with commas",
    )
    command.add_argument("--ignore", metavar="RULES", action="append", help="do not run these")
    command.add_argument(
        "--plugins",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="load the rules of installed packages",
    )
    command.add_argument(
        "--config",
        metavar="FILE",
        help="a pyproject.toml; the nearest one above the working directory if left out",
    )


def _rules(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "rules",
        help="list the rules",
        description="List the rules; a star marks those that run. --select lists the selected "
        "ones alone.",
    )
    _selection(command)
    command.add_argument(
        "--format", default="text", metavar="FORMAT", help="text (default), markdown or json"
    )
    command.set_defaults(run=_later("catalogue", "rules"))


def _explain(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "explain", help="explain a rule", description="Show the page of a rule."
    )
    command.add_argument("name", metavar="NAME", help="its name or code, in any case")
    _selection(command)
    command.add_argument(
        "--format", default="text", metavar="FORMAT", help="text (default) or markdown"
    )
    command.set_defaults(run=_later("catalogue", "explain"))


def _coverage(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "coverage",
        help="measure how much of a journey is thought through",
        description=f"Measure journeys. {_CODE}",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    command.add_argument(
        "--fail-under",
        metavar="MEASURE=PERCENT",
        action="append",
        help="exit with 1 if a measure is lower, as in persona_stage=90; may be repeated",
    )
    command.add_argument(
        "--format", default="text", metavar="FORMAT", help="text (default), markdown, json or html"
    )
    command.set_defaults(run=_later("measuring", "coverage"))


def _draw(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "draw", help="draw a journey", description=f"Draw a journey. {_CODE}"
    )
    command.add_argument(
        "file", metavar="FILE", help="a Python file (it is run) or a JSON document"
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="the picture; its ending is its format",
    )
    command.add_argument(
        "--view",
        default="flow",
        metavar="VIEW",
        help="flow (default), graph, map, lanes, blueprint or coverage",
    )
    command.add_argument(
        "--journey", metavar="KEY", help="which one, by key or name, if the file defines several"
    )
    command.add_argument(
        "--persona", metavar="KEY", help="whose way is picked out, or whose map it is; key or name"
    )
    _part(command)
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
        "--engine",
        metavar="ENGINE",
        help="what lays out boxes and lines: dot or pygraphviz; what works here if left out",
    )
    command.add_argument(
        "--report",
        action="store_true",
        help="mark and list what the recommended profile finds",
    )
    command.set_defaults(run=_later("drawing", "draw"))


def _part(command: argparse.ArgumentParser) -> None:
    """The options that say how much of a large journey is drawn."""
    command.add_argument(
        "--alone", action="store_true", help="leave out what is not on the way of --persona (flow)"
    )
    command.add_argument(
        "--stage", metavar="KEY", help="draw this stage alone; key or name (not graph, coverage)"
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


def _questions(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "questions",
        help="ask what a journey does not say yet",
        description=f"Ask for everything that journeys do not say yet. {_CODE}",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    command.add_argument(
        "--format", default="text", metavar="FORMAT", help="text (default) or json"
    )
    command.set_defaults(run=_later("interview", "questions"))


def _doctor(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "doctor",
        help="tell which layout engines work here",
        description="Let every layout engine draw, and tell which work here.",
    )
    command.set_defaults(run=_later("drawing", "doctor"))


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it runs, so that help is quick."""

    def run(given: argparse.Namespace) -> int:
        from importlib import import_module

        command = getattr(import_module(f"journeykit.cli.{module}"), function)
        return int(command(given))

    return run
