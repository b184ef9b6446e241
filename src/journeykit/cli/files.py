"""Journeys from files: programs, which are run, and documents, which are read."""

from __future__ import annotations

import contextlib
import runpy
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from journeykit.addresses import Location
from journeykit.cli.usage import UsageError
from journeykit.errors import JourneyError
from journeykit.model import Journey

RUN_NAME = "__journeykit__"
"""What a file is called while it is run, so that `if __name__ == "__main__"` does not run."""


def journeys_in(files: Iterable[str]) -> tuple[Journey, ...]:
    """Return every journey that some files hold.

    Args:
        files: Paths of `.py` files, which are run, and of `.json` documents.

    Returns:
        The journeys, file by file, each once.

    Raises:
        UsageError: A file cannot be read or run, or holds no journey.
    """
    journeys: list[Journey] = []
    for file in files:
        journeys.extend(journey for journey in _in_file(Path(file)) if journey not in journeys)
    return tuple(journeys)


def _in_file(path: Path) -> tuple[Journey, ...]:
    """The journeys of one file."""
    if path.suffix == ".json":
        return (_read(path),)
    if path.suffix != ".py":
        raise UsageError(f"{path}: expected a Python file (.py) or a document (.json)")
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    journeys = tuple(_defined(_run(path)))
    if not journeys:
        raise UsageError(f"{path}: defines no journey at module level")
    return journeys


def _read(path: Path) -> Journey:
    """The journey of a document; the document itself is where it was written."""
    from journeykit.interchange.json import load

    try:
        journey = load(path)
    except JourneyError as error:
        message = str(error)
        raise UsageError(message if str(path) in message else f"{path}: {message}") from error
    return journey if journey.location else evolve(journey, location=Location(str(path.resolve())))


def _run(path: Path) -> dict[str, Any]:
    """What a program defines; whatever it prints goes to the errors, where it harms no format."""
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return runpy.run_path(str(path.resolve()), run_name=RUN_NAME)
    except (Exception, SystemExit) as error:
        raise UsageError(f"{path}{_line(error, path)}: {_summary(error)}") from error
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)


def _line(error: BaseException, path: Path) -> str:
    """The last line of the file itself that the error came through."""
    here = str(path.resolve())
    if isinstance(error, SyntaxError) and error.filename == here:
        return f":{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == here]
    return f":{lines[-1]}" if lines else ""


def _summary(error: BaseException) -> str:
    """An error in one line."""
    kind = "" if isinstance(error, JourneyError) else f"{type(error).__name__}: "
    return f"{kind}{error}".strip().rstrip(":").replace("\n", " ")


def _defined(names: dict[str, Any]) -> Iterator[Journey]:
    """The journeys among the names of a module."""
    for name, value in names.items():
        if isinstance(value, Journey) and not name.startswith("_"):
            yield value
