"""Which files a command line means: named ones, those of folders and those of patterns."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from attrs import frozen

from journeykit.bounded_read import read_whole
from journeykit.cli.usage import UsageError
from journeykit.errors import JourneyError

STANDARD_INPUT = "-"
"""The word that means a document on standard input."""


@frozen
class Source:
    """A file that may hold journeys.

    Args:
        path: Its path, or `-` for standard input.
        named: Whether somebody named it, so that it has to hold a journey. What was found in a
            folder or by a pattern need not.
    """

    path: str
    named: bool


def sources(words: Iterable[str]) -> Iterator[Source]:
    """Yield the files that the words of a command line mean, each once.

    Args:
        words: Paths of files and folders, patterns such as `maps/**/*.py`, and `-`.

    Yields:
        The files, in the order of the words; those of a folder or a pattern by name.

    Raises:
        UsageError: A pattern matches nothing.
    """
    seen: set[str] = set()
    for word in words:
        for source in _meant(word):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _meant(word: str) -> Iterator[Source]:
    """Yield the files that one word means."""
    if word == STANDARD_INPUT or "\0" in word:
        yield Source(word, named=True)
    elif Path(word).is_dir():
        yield from _in_folder(word)
    elif glob.has_magic(word) and not Path(word).exists():
        paths = sorted(glob.iglob(word, recursive=True))  # noqa: PTH207 — Path has no pattern with a root
        if not paths:
            raise UsageError(f"{word}: no file matches this pattern")
        for path in filter(partial(_is_of_the_project, word), paths):
            yield from _in_folder(path) if Path(path).is_dir() else _candidate(path)
    else:
        yield Source(word, named=True)


_PASSED_OVER = frozenset({"__pycache__", "node_modules", "build", "dist"})


def _is_of_the_project(pattern: str, path: str) -> bool:
    """Tell whether a file is no cache and no package, but for folders that the pattern names."""
    return not any(map(_is_passed_over, set(Path(path).parts[:-1]) - set(Path(pattern).parts)))


def _is_passed_over(folder: str) -> bool:
    """Tell whether a folder holds what programs put there."""
    return folder in _PASSED_OVER or (folder.startswith(".") and folder not in {".", ".."})


def _in_folder(folder: str) -> Iterator[Source]:
    """Yield the files in and below a folder that look as if they held journeys."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not _is_passed_over(name) and not Path(path, name, "pyvenv.cfg").exists()
        )
        for name in sorted(files):
            yield from _candidate(os.path.join(path, name))  # noqa: PTH118 — keeps "./"


def _candidate(path: str) -> Iterator[Source]:
    """Yield a file if it looks as if it held journeys: only such programs are run."""
    sign = _SIGNS.get(Path(path).suffix)
    if sign is None:
        return
    try:
        content = read_whole(path, limit=_LARGEST)
    except (OSError, JourneyError):
        return
    if re.search(sign, content):
        yield Source(path, named=False)


_LARGEST = 50_000_000
_SIGNS = {
    ".py": rb"(?m)^[ \t]*(from|import)[ \t]+journeykit\b",
    ".json": rb'"journeykit"\s*:\s*[0-9]',
}
"""What a program says that makes journeys, and what a document begins with."""
