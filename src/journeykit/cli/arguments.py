"""The arguments that several commands share, and how their words are read."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

RUNS_CODE = "This runs the .py files that you name. JSON documents are data and are never executed."
"""What the help of every command says that reads journeys."""


def add_files(command: argparse.ArgumentParser) -> None:
    """Add the files that a command reads."""
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="Python files that define journeys at module level (they are run) and documents; "
        "folders and patterns such as maps/**/*.py, of whose Python files those are run that "
        "import journeykit; - for a JSON document on standard input",
    )


def add_output(
    command: argparse.ArgumentParser, formats: str, *, default: str | None = "text"
) -> None:
    """Add the options that say in which format the report is, and where it goes.

    Args:
        formats: The formats there are, in words.
        default: The format if none is named.
    """
    command.add_argument("--format", default=default, metavar="FORMAT", help=formats)
    command.add_argument(
        "--output-file", metavar="FILE", help="write the report there, whole or not at all"
    )


def add_evidence(command: argparse.ArgumentParser) -> None:
    """Add the option that names what happened."""
    command.add_argument(
        "--evidence",
        metavar="FILE",
        help="what customers did, as journeykit confront writes it with --format json",
    )


def add_rule_selection(command: argparse.ArgumentParser) -> None:
    """Add the options that say which rules there are, and which run."""
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
        help="run only these: names, codes, beginnings of codes or families, with commas",
    )
    command.add_argument(
        "--also", metavar="RULES", action="append", help="run these in addition to the profile"
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


def words(values: Iterable[str] | None) -> tuple[str, ...]:
    """Return the words of an option that takes several, with commas or repeated.

    Example:
        >>> words(["JK1, JK2", "personas"])
        ('JK1', 'JK2', 'personas')
    """
    return tuple(word.strip() for item in values or () for word in item.split(",") if word.strip())
