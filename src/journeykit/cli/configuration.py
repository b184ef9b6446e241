"""The table `[tool.journeykit]` of a project, in which a misspelt key is an error."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from journeykit.bounded_read import read_text
from journeykit.cli.usage import UsageError
from journeykit.fields import is_number
from journeykit.printable import quoted, representation
from journeykit.suggestions import did_you_mean


@frozen
class Configuration:
    """What a project says once for all its checks.

    Args:
        profile: The profile to start from.
        select: The only rules that run.
        also: Rules that run in addition to the profile.
        ignore: Rules that do not run.
        plugins: Whether the rules of installed packages are loaded.
        format: The format of reports.
        fail_on: The mildest severity that makes a check fail.
        baseline: The baseline, beside the configuration file.
        rule_timeout: How many seconds a rule may take; those of the library take milliseconds.
        clock: `today`, or a day.
        severity: For some rules, the severity they have here.
        options: For some rules, options of their own.
    """

    profile: str = "recommended"
    select: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    plugins: bool = False
    format: str = "text"
    fail_on: str = "warning"
    baseline: Path | None = None
    rule_timeout: float = 60.0
    clock: str = ""
    severity: Mapping[str, str] = field(factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(factory=dict)


def configuration(named: str | None, start: Path) -> Configuration:
    """Read the configuration of a project.

    Args:
        named: The file, if somebody named one.
        start: The folder from which upward the nearest `pyproject.toml` is looked for.

    Returns:
        The configuration; the defaults where there is none.

    Raises:
        UsageError: The file cannot be read, or something in it is wrong; the error lists
            everything that is.
    """
    path = Path(named) if named else _nearest(start)
    if path is None:
        return Configuration()
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    table = _document(path).get("tool", {})
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [tool] is not a table")
    return _configuration(table.get("journeykit", {}), path)


_LARGEST = 1_000_000
"""How many bytes a `pyproject.toml` may have."""


# Python's parser takes memory that grows with the square of the parts of a dotted key.
_KEY = r"""[\w-]+|"[^"\n]*"|'[^'\n]*'"""
_LONG_CHAIN = r"(?:k[ \t]*\.[ \t]*){100}"


def _document(path: Path) -> dict[str, Any]:
    """Return what a file in TOML says."""
    text = read_text(path, limit=_LARGEST)
    too_deep = UsageError(f"{path}: it is nested too deeply")
    if re.search(_LONG_CHAIN, re.sub(_KEY, "k", text)):
        raise too_deep
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise too_deep from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    except ValueError:  # Python's own, for a number of thousands of digits
        raise UsageError(f"{path}: a number has too many digits") from None


def _nearest(start: Path) -> Path | None:
    """The nearest `pyproject.toml`."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "pyproject.toml").is_file():
            return candidate / "pyproject.toml"
    return None


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_severities(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_options(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())


_Test = Callable[[object], bool]

_KEYS: dict[str, tuple[str, _Test]] = {
    "profile": ("a word", lambda value: isinstance(value, str)),
    "select": ("a list of words", _is_words),
    "also": ("a list of words", _is_words),
    "ignore": ("a list of words", _is_words),
    "plugins": ("true or false", lambda value: isinstance(value, bool)),
    "format": ("a word", lambda value: isinstance(value, str)),
    "fail-on": ("a word", lambda value: isinstance(value, str)),
    "baseline": ("a path", lambda value: isinstance(value, str)),
    "rule-timeout": ("a number of seconds", is_number),
    "clock": (
        '"today" or a day',
        lambda value: isinstance(value, str) or type(value) is datetime.date,
    ),
    "severity": ('a table such as {"thin-persona" = "warning"}', _is_severities),
    "options": ("a table of tables, one a rule", _is_options),
}
"""Every key of the table, with what it takes."""


def _configuration(table: object, path: Path) -> Configuration:
    """The values of the table, each of which is examined."""
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [tool.journeykit] is not a table")
    problems = []
    for key, value in table.items():
        if key not in _KEYS:
            problems.append(f"unknown key {quoted(key)}{did_you_mean(key, _KEYS)}")
        elif not _KEYS[key][1](value):
            problems.append(f"{key}: expected {_KEYS[key][0]}, got {representation(value)}")
    if problems:
        raise UsageError(f"{path}, [tool.journeykit]: {'; '.join(problems)}")
    values = {key.replace("-", "_"): value for key, value in table.items()}
    for key in ("select", "also", "ignore"):
        if key in values:
            values[key] = tuple(values[key])
    if "baseline" in values:
        values["baseline"] = path.parent / values["baseline"]
    if "clock" in values:
        values["clock"] = str(values["clock"])
    return Configuration(**values)
