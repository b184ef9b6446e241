"""A command that is run again whenever a file changes."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from journeykit.cli.discovery import sources
from journeykit.cli.files import parted
from journeykit.cli.output import tell

_INTERVAL = 0.5
"""Seconds between two looks at the files."""

_SUFFIXES = (".py", ".json", ".toml")

Snapshot = dict[str, tuple[int, int]]
"""For each file, when it was changed and how large it is."""


def watch(args: argparse.Namespace) -> int:
    """Run a command now and after each change, until somebody presses Ctrl-C.

    Each run is a program of its own, so that every module is imported anew.

    Args:
        args: The command line, with its words.

    Returns:
        The exit code of the last run.
    """
    words = [word for word in args.words if word != "--watch"]
    command = [sys.executable, "-m", "journeykit", *words]
    code = 0
    try:
        while True:
            seen = snapshot(args.files)
            code = subprocess.run(command, stdout=args.stdout, check=False).returncode  # noqa: S603 our own program
            tell("watching for changes; Ctrl-C ends this")
            while snapshot(args.files) == seen:
                time.sleep(_INTERVAL)
    except KeyboardInterrupt:
        return code


def snapshot(words: Iterable[str]) -> Snapshot:
    """Return when the files of a command line, and those beside them, were last changed.

    Args:
        words: Paths of files and folders, and patterns; or `FILE:KEY`.

    Returns:
        The files with what tells two states of them apart.
    """
    files = {Path(source.path) for source in sources(parted(word)[0] for word in words)}
    folders = {file.parent for file in files}
    files |= {
        file
        for folder in folders
        if folder.is_dir()
        for file in folder.iterdir()
        if file.suffix in _SUFFIXES
    }
    return {str(file): _state(file) for file in files if file.is_file()}


def _state(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mtime_ns, status.st_size
