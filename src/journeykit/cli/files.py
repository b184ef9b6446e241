"""Journeys from files: programs, which are run, and documents, which are read."""

from __future__ import annotations

import contextlib
import re
import runpy
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeGuard

from attrs import evolve, frozen

from journeykit.addresses import Location
from journeykit.bounded_read import decoded
from journeykit.cli.discovery import STANDARD_INPUT, JourneyFile, sources
from journeykit.cli.output import tell
from journeykit.cli.usage import UsageError
from journeykit.errors import DocumentError, JourneyError, UnknownReferenceError
from journeykit.model import Journey
from journeykit.suggestions import did_you_mean

RUN_NAME = "__journeykit__"
"""What a file is called while it is run, so that `if __name__ == "__main__"` does not run."""


@frozen
class Files:
    """What the files of a command line hold.

    Args:
        journeys: The journeys, file by file, each once.
        problems: What is wrong with the files that hold none or cannot be read, a line each.
    """

    journeys: tuple[Journey, ...]
    problems: tuple[str, ...]


def read_files(words: Iterable[str]) -> Files:
    """Read every journey that some files hold; a broken file leaves the others.

    Args:
        words: Paths of `.py` files, which are run, and of documents; folders, patterns, and `-`
            for a document on standard input.

    Returns:
        The journeys, and what is wrong with the files that hold none.
    """
    journeys: dict[Journey, None] = {}
    problems: list[str] = []
    for word in words:
        read, wrong = _meant(word)
        journeys.update(dict.fromkeys(read))
        problems += wrong if read or wrong else [f"{word}: no journey was found here"]
    return Files(tuple(journeys), tuple(problems))


def _meant(word: str) -> tuple[list[Journey], list[str]]:
    """The journeys that one word means, and what is wrong with its files."""
    journeys: list[Journey] = []
    problems: list[str] = []
    try:
        for source in sources([word]):
            try:
                journeys += _in_file(source)
            except (JourneyError, OSError) as error:
                problems.append(_problem(error, source.path))
    except JourneyError as error:
        problems.append(str(error))
    return journeys, problems


def read_and_tell(words: Iterable[str]) -> Files:
    """Read some files, and tell on the errors what is wrong with those that hold no journey.

    Args:
        words: Paths of files and folders, patterns, and `-`.

    Returns:
        The journeys, and what was told.
    """
    files = read_files(words)
    for problem in files.problems:
        tell(problem)
    return files


def journeys_in(words: Iterable[str]) -> tuple[Journey, ...]:
    """Return every journey that some files hold.

    Args:
        words: Paths of files and folders, patterns, and `-`.

    Returns:
        The journeys, file by file, each once.

    Raises:
        UsageError: A file cannot be read or run, or holds no journey.
    """
    files = read_files(words)
    if files.problems:
        raise UsageError(files.problems[0])
    return files.journeys


def _problem(error: JourneyError | OSError, path: str) -> str:
    """What is wrong with a file, in a line that names it."""
    path = "standard input" if path == STANDARD_INPUT else path
    if isinstance(error, JourneyError):
        message = str(error)
        return message if path in message else f"{path}: {message}"
    return f"{path}: {error.strerror or error}"


def _in_file(source: JourneyFile) -> Iterable[Journey]:
    """The journeys of one file."""
    path = Path(source.path)
    if source.path == STANDARD_INPUT:
        return (_read_standard_input(),)
    if not path.exists():
        raise UsageError(f"{source.path}: there is no such file or folder")
    if path.suffix == ".py":
        journeys = tuple(_defined(_run(path)))
        if not journeys and source.named:
            raise UsageError(f"{path}: defines no journey at module level")
        return journeys
    return tuple(_read(source))


def _read_standard_input() -> Journey:
    """The journey of a document that comes through a pipe."""
    from journeykit.interchange.json import LARGEST_DOCUMENT, loads

    return loads(decoded(sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)))


def _read(source: JourneyFile) -> Iterator[Journey]:
    """The journeys of a document; the document itself is where they were written."""
    from journeykit.interchange.formats import read_all

    path = Path(source.path)
    try:
        readings = read_all(path)
    except UnknownReferenceError as error:
        if error.kind != "format of file":
            raise
        formats = ", ".join(error.choices)
        message = f"{path}: expected a Python file (.py) or a document ({formats})"
        raise UsageError(message) from error
    except DocumentError:
        if not _is_report(path):
            raise
        if source.named:
            raise UsageError(f"{path}: this is a report or a baseline, and no journey") from None
        return
    for reading in readings:
        if reading.losses:
            number = len(tuple(reading.losses))
            losses = "1 thing was" if number == 1 else f"{number} things were"
            tell(f"{path}: {losses} lost or guessed in reading")
        journey, location = reading.journey, Location(str(path.resolve()))
        yield journey if journey.location else evolve(journey, location=location)


def _is_report(path: Path) -> bool:
    """Whether a document is one that the library writes itself, which a pattern may match."""
    with path.open("rb") as file:  # it was read before, so that it is a file
        return re.match(rb'\s*\{\s*"format":\s*"journeykit-', file.read(200)) is not None


def _run(path: Path) -> dict[str, Any]:
    """What a program defines, when it is run beside its neighbours and nobody else's."""
    file = path.resolve()
    modules = set(sys.modules)
    sys.path.insert(0, str(file.parent))
    try:
        return runpy.run_path(str(file), run_name=RUN_NAME)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a program of anybody's
        raise UsageError(f"{path}{_line(error, file)}: {_summary(error)}") from error
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(str(file.parent))
        # Another folder may have a module of the same name, which would not be imported again.
        for name in set(sys.modules) - modules:
            if _lies_in(file.parent, getattr(sys.modules[name], "__file__", None)):
                del sys.modules[name]


def _lies_in(folder: Path, file: object) -> bool:
    """Whether a module is from a folder."""
    return isinstance(file, str) and Path(file).is_relative_to(folder)


def _line(error: BaseException, file: Path) -> str:
    """The last line of the file itself that the error came through."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return f":{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(file)]
    return f":{lines[-1]}" if lines else ""


def _summary(error: BaseException) -> str:
    """An error in one line, whatever its class makes of that."""
    try:
        text = str.__str__(str(error)).replace("\n", " ").strip()
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 — an exception of anybody's
        text = "it cannot be shown"
    if isinstance(error, JourneyError):
        return text
    return f"{type(error).__name__}: {text}".rstrip(": ")


def _defined(names: dict[str, Any]) -> Iterator[Journey]:
    """The journeys among the names of a module, alone or in a list or dictionary."""
    for name, value in names.items():
        if not name.startswith("_"):
            yield from filter(_is_journey, _listed(value))


def _listed(value: Any) -> Iterable[object]:
    """What a name stands for: a value, or several; only Python's own lists are looked into."""
    if type(value) in (list, tuple):
        return tuple(value)
    if type(value) is dict:
        return tuple(value.values())
    return (value,)


def _is_journey(value: object) -> TypeGuard[Journey]:
    """Whether a value is a journey, by its type: `isinstance` would ask the value itself."""
    return issubclass(type(value), Journey)


def only_journey(word: str) -> Journey:
    """Return the one journey that a word names: the only one of a file, or that of a state or key.

    Args:
        word: `FILE`, `FILE:STATE` or `FILE:KEY`.

    Raises:
        UsageError: The file holds several, or none that is meant.
    """
    file, which = parted(word)
    journeys = journeys_in([file])
    chosen = [each for each in journeys if which is None or which in {each.state, each.key}]
    if len(chosen) != 1:
        choices = ", ".join(
            f"{each.key} ({each.state})" if each.state else each.key for each in journeys
        )
        names = [name for each in journeys for name in (each.key, each.state) if name]
        guess = "" if which is None else did_you_mean(which, names)
        message = f"{word}: expected one journey, as in FILE:to-be or FILE:KEY"
        raise UsageError(f"{message}; the file holds {choices}{guess}")
    return chosen[0]


def parted(word: str) -> tuple[str, str | None]:
    """Part a word into a file and which of its journeys is meant.

    Args:
        word: `FILE`, `FILE:STATE` or `FILE:KEY`.

    Returns:
        The file, and the state or key if there is one.

    Example:
        >>> parted("shop.py:to-be"), parted("shop.py")
        (('shop.py', 'to-be'), ('shop.py', None))
    """
    file, colon, which = word.rpartition(":")
    return (file, which) if colon and Path(file).suffix else (word, None)
