"""Completion of the command line in a shell, by the package shtab."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from journeykit.cli.usage import UsageError, one_of

SHELLS = ("bash", "zsh", "tcsh")


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return a script that completes commands, options and file names.

    Args:
        parser: The parser of the whole command line.

    Returns:
        The script, to be put where the shell looks for such.

    Raises:
        UsageError: The shell is none of those, or shtab is not installed.
    """
    one_of("shell", shell, SHELLS)
    try:
        import shtab
    except ImportError:
        message = 'completion needs shtab: pip install "journeykit[completion]"'
        raise UsageError(message) from None
    for action in _actions(parser):
        if action.metavar == "FILE":
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell=shell)).rstrip("\n")


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield everything that a parser and its commands take."""
    for action in parser._actions:  # noqa: SLF001 — argparse has no other way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield from _actions(command)
