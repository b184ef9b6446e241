"""Which files a command line means: named ones, those of folders and those of patterns."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path

from attrs import frozen

from journeykit.bounded_read import read_whole
from journeykit.cli.usage import UsageError
from journeykit.errors import JourneyError
from journeykit.interchange.formats import (
    Format,
    Recogniser,
    brought_formats,
    format_by_ending,
    when_named,
)

STANDARD_INPUT = "-"
"""The word that means a document on standard input."""


@frozen
class JourneyFile:
    """A file that may hold journeys.

    Args:
        path: Its path, or `-` for standard input.
        named: Whether somebody named it, so that it has to hold a journey. What was found in a
            folder or by a pattern need not.
    """

    path: str
    named: bool


def sources(words: Iterable[str]) -> Iterator[JourneyFile]:
    """Yield the files that the words of a command line mean, each once.

    Args:
        words: Paths of files and folders, patterns such as `maps/**/*.py`, and `-`.

    Yields:
        The files, in the order of the words; those of a folder or a pattern by name.

    Raises:
        UsageError: A pattern matches nothing.
    """
    seen: set[str] = set()
    maps = _Maps()
    for word in words:
        for source in _meant(word, maps):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _meant(word: str, maps: _Maps) -> Iterator[JourneyFile]:
    """Yield the files that one word means."""
    if word == STANDARD_INPUT or "\0" in word:
        yield JourneyFile(word, named=True)
    elif Path(word).is_dir():
        yield from _in_folder(word, maps)
    elif glob.has_magic(word) and not Path(word).exists():
        paths = sorted(glob.iglob(word, recursive=True))  # noqa: PTH207 — Path has no pattern with a root
        if not paths:
            raise UsageError(f"{word}: no file matches this pattern")
        for path in filter(partial(_is_of_the_project, word), paths):
            if Path(path).is_dir():
                yield from _in_folder(path, maps)
            elif maps.look_like(path, word):
                yield JourneyFile(path, named=False)
    else:
        yield JourneyFile(word, named=True)


_PASSED_OVER = frozenset({"__pycache__", "node_modules", "build", "dist"})


def _is_of_the_project(pattern: str, path: str) -> bool:
    """Tell whether a file is no cache and no package, but for folders that the pattern names."""
    return not any(map(_is_passed_over, set(Path(path).parts[:-1]) - set(Path(pattern).parts)))


def _is_passed_over(folder: str) -> bool:
    """Tell whether a folder holds what programs put there."""
    return folder in _PASSED_OVER or (folder.startswith(".") and folder not in {".", ".."})


def _in_folder(folder: str, maps: _Maps) -> Iterator[JourneyFile]:
    """Yield the files in and below a folder that look as if they held journeys."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not _is_passed_over(name) and not Path(path, name, "pyvenv.cfg").exists()
        )
        for name in sorted(files):
            file = os.path.join(path, name)  # noqa: PTH118 — keeps "./"
            if maps.look_like(file):
                yield JourneyFile(file, named=False)


_LARGEST = 50_000_000
_PROGRAM = re.compile(rb"(?m)^[ \t]*(from|import)[ \t]+journeykit\b")
"""What a program says that makes journeys."""


class _Maps:
    """Tells which files look as if they held journeys; packages are asked once."""

    def look_like(self, path: str, pattern: str = "") -> bool:
        """Whether a file is worth reading, by its ending and its content.

        Args:
            pattern: The pattern that found it, which may spell an ending that is not told by its
                content.
        """
        if Path(path).suffix == ".py":
            return self._holds(path, lambda content: _PROGRAM.search(content) is not None)
        format = format_by_ending(path, lambda: self._brought)
        if format is None or format.reads is None:
            return False
        if format.recognises is when_named:
            return pattern.lower().endswith(format.suffixes)
        return self._holds(path, format.recognises)

    @cached_property
    def _brought(self) -> tuple[Format, ...]:
        """The formats of installed packages."""
        return brought_formats()

    def _holds(self, path: str, recognises: Recogniser) -> bool:
        """Whether the content of a file is recognised; what cannot be read, and told, is not."""
        try:
            content = read_whole(path, limit=_LARGEST)
        except (OSError, JourneyError):
            return False
        try:
            return recognises(content)
        except Exception:  # noqa: BLE001 — anybody's function; reading the file tells what is wrong
            return True
