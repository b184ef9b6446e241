"""What a command writes: reports to standard output or a file, messages to the errors.

Standard output belongs to the report. Whatever the journeys that are run and the plug-ins print
goes to the errors, and nothing that a report quotes is obeyed by a build server.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

from journeykit.atomic_write import write_whole
from journeykit.printable import LONGEST_MESSAGE, log_text, printable

Item = TypeVar("Item")


@contextlib.contextmanager
def standard_output() -> Iterator[TextIO]:
    """Keep standard output for reports, and send everything else that is printed to the errors.

    Yields:
        The stream for reports.
    """
    try:
        sys.stdout.flush()
        kept = os.dup(sys.stdout.fileno())
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    except (AttributeError, OSError):  # no files behind them, as in a test or a notebook
        stream = sys.stdout
        with contextlib.redirect_stdout(sys.stderr):
            yield stream
        return
    stream = io.TextIOWrapper(
        os.fdopen(os.dup(kept), "wb"), encoding=sys.stdout.encoding, errors=sys.stdout.errors
    )
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield stream
    finally:
        with contextlib.suppress(OSError):  # whoever reads may be gone
            stream.close()
        os.dup2(kept, sys.stdout.fileno())
        os.close(kept)


def write(args: argparse.Namespace, text: str, format: str = "text") -> None:
    """Write a report to where the command line says: its file, or standard output.

    Args:
        text: The report, without a newline at its end.
    """
    # A file name may hold bytes that are no text; escaped so, JSON has them as JSON escapes them.
    encoded = text.encode("utf-8", "backslashreplace")
    path = getattr(args, "output_file", None)
    if path:
        write_whole(path, encoded + b"\n")
    elif text:
        print(_OBEYED.get(format, log_text)(encoded.decode()), file=args.stdout, flush=True)


def tell(message: str) -> None:
    """Write a message to the errors, as one line.

    Args:
        message: The sentence a person reads, of any length.
    """
    print(f"journeykit: {log_text(printable(message, LONGEST_MESSAGE))}", file=sys.stderr)


def progress(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield items, and show on a terminal, and only there, how many are done.

    Args:
        items: What is worked through.
        what: What is done with them, as in "checking".

    Yields:
        The items.
    """
    shown = len(items) > 1 and sys.stderr is not None and sys.stderr.isatty()
    for number, item in enumerate(items, start=1):
        if shown:
            print(f"\r{what} {number} of {len(items)}", end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show on a terminal, and only there, what is being done; it is gone in the end.

    Yields:
        A function that takes what is being done, as in "reading events.csv".
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda what: print(
            f"\r\x1b[K{printable(what)} …", end="", file=sys.stderr, flush=True
        )
    finally:
        print(_CLEARED, end="", file=sys.stderr, flush=True)


_CLEARED = "\r\x1b[K"
"""What makes the line of a terminal empty again."""


def _json_text(text: str) -> str:
    """JSON, in which a build server finds no command."""
    return re.sub(r"(?i)#(?=#(?:vso|teamcity)?\[)", r"\\u0023", text)


def _xml_text(text: str) -> str:
    """XML or HTML, in which a build server finds no command."""
    text = re.sub(r"(?m)^([^\S\n]*):(?=:)", r"\1&#58;", text)
    return re.sub(r"(?i)#(?=#(?:vso|teamcity)?\[)", "&#35;", text)


def _unchanged(text: str) -> str:
    return text


_OBEYED: dict[str, Callable[[str], str]] = {
    "json": _json_text,
    "sarif": _json_text,
    "junit": _xml_text,
    "html": _xml_text,
    "github": _unchanged,  # made of commands, with everything in them escaped
}
"""What keeps a build server from obeying what a format quotes."""
