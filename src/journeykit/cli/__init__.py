"""The same functions from a shell: `journeykit check`, `draw`, `coverage` and the like.

Each command is a module of its name, with three names in it: `DESCRIPTION`, the first paragraph of
its help; `add_arguments`, which declares what it takes; and `run`, which does it and returns the
exit code. A command never prints: it calls `write` of `journeykit.cli.output`. A new command is
such a module and its line in `COMMANDS`.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, NoReturn

from journeykit import __version__
from journeykit.cli.exit_codes import CLEAN, FINDINGS, INTERRUPTED, USAGE
from journeykit.cli.output import standard_output, tell
from journeykit.cli.usage import UsageError, one_of
from journeykit.errors import JourneyError

__all__ = ["COMMANDS", "main", "parser"]

COMMANDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "check": "look for gaps in journeys",
        "rules": "list the rules",
        "explain": "explain a rule",
        "coverage": "measure how complete a journey is",
        "compare": "say what is different between two journeys",
        "confront": "hold a log of events against a journey",
        "discover": "propose a first journey from a log of events",
        "draw": "draw a journey",
        "convert": "write a journey in another format",
        "new": "write a first journey from a stage model",
        "questions": "ask for what a journey does not say yet",
        "doctor": "tell which layout engines work here",
    }
)
"""Every command, in the order of the help, with what it does."""

_EPILOG = """\
exit codes: 0 nothing found, 1 something found, 2 wrong usage or an unreadable file

A .py file is a program: naming it here RUNS it, as python would. Only name files you
trust. A .json file is data and is never executed.
"""


def main(words: Sequence[str] | None = None) -> int:
    """Do what a command line asks for.

    Args:
        words: What stands after the program's name; that of this process if left out.

    Returns:
        0 when nothing was found, 1 when something was, 2 for wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if words is None else list(words)
    try:
        program = parser(_command(words))
        args, unknown = program.parse_known_args(words)
        if unknown:
            # Before a command is named, they are the program's own.
            asked: Any = getattr(args, "parser", program)
            asked.refuse(unknown)
        args.words = words
        with standard_output() as args.stdout:
            return int(args.run(args))
    except JourneyError as error:
        message = str(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return FINDINGS  # whoever reads has seen enough, as in `… | head`
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    tell(message)
    return USAGE


def _command(words: Sequence[str]) -> str:
    """Return the command that is asked for, if one is."""
    first = words[0] if words else ""
    return first if first.startswith("-") or not first else one_of("command", first, COMMANDS)


class _ArgumentParser(argparse.ArgumentParser):
    """A parser whose errors look like all others."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line."""
        raise UsageError(f"{message}; see {self.prog} --help")

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Refuse what it does not know, with the nearest option where one is meant."""
        option = words[0].partition("=")[0]
        if option.startswith("-"):
            one_of("option", option, self._option_string_actions)
        pairs = {
            each.option_strings[0]: each.metavar
            for each in self._actions
            if "=" in str(each.metavar)
        }
        if pairs and all("=" in word for word in words):
            taken = "; ".join(f"{name} takes one {what} each time" for name, what in pairs.items())
            self.error(f"{taken}; repeat the option before {' '.join(words)}")
        self.error(f"unrecognized arguments: {' '.join(words)}")


class _Completion(argparse.Action):
    """The option that prints a script for a shell, as `--version` prints a version."""

    def __call__(self, _: object, __: object, shell: Any, ___: object = None) -> NoReturn:
        """Print the script and end."""
        from journeykit.cli.completion import completion

        sys.stdout.write(f"{completion(parser(), shell)}\n")
        raise SystemExit(CLEAN)


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line, with its help.

    Args:
        command: The only command that is to be understood, so that nothing is made and imported
            for the others; all of them, with their arguments, if left out.

    Returns:
        A parser whose result has, as `run`, the function to call.
    """
    top = _ArgumentParser(
        prog="journeykit",
        description="Customer journeys as code: check, measure and draw them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"journeykit {__version__}")
    top.add_argument(
        "--print-completion",
        action=_Completion,
        metavar="SHELL",
        help="print a script that completes commands in bash, zsh or tcsh, and exit",
    )
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS if command is None or command not in COMMANDS else (command,):
        subparser = subparsers.add_parser(name, help=COMMANDS[name], allow_abbrev=False)
        if command in {None, name}:
            module = import_module(f"journeykit.cli.{name}")
            subparser.description = module.DESCRIPTION
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run, parser=subparser)
    return top
