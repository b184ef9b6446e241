"""Where a table of separated values goes wrong: the line and the column, once reading has failed.

Python's reader tells the line of a row, and nothing of the place in it. So the row that it refused
is gone through once more.
"""

from __future__ import annotations

import re
from itertools import count

from journeykit.errors import DocumentError
from journeykit.interchange.table import LONGEST_CELL, MOST_COLUMNS

_QUOTED = re.compile(r'"(?:[^"]++|"")*+("?)')


def located(error: DocumentError, text: str, delimiter: str) -> DocumentError:
    """Return the error of a row with the place in it that is wrong.

    Args:
        error: The error, with the line in which the row starts.
        text: The text, its lines ended by line feeds.
        delimiter: What stands between two cells.

    Returns:
        An error that says more, or the same one where nothing wrong was found.
    """
    problem_there = _wrong(text, _start(text, error.line or 1), delimiter)
    if problem_there is None:
        return error
    problem, start = problem_there
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return DocumentError("", problem=problem or error.problem, line=line, column=column)


def _start(text: str, line: int) -> int:
    """The place at which a line starts."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start


def _wrong(text: str, start: int, delimiter: str) -> tuple[str, int] | None:
    """What is wrong with the row that starts at a place, and where."""
    bare = re.compile(f"[^{re.escape(delimiter)}\n]*+")
    for number in count(1):
        if number > MOST_COLUMNS:
            return f"it has more than {MOST_COLUMNS:,} columns", start
        quoted = _QUOTED.match(text, start)
        if quoted and not quoted[1]:
            return "a quote is opened here and never closed", start
        cell = quoted or bare.match(text, start)
        end = cell.end() if cell else start
        if quoted and text[end : end + 1] not in {"", "\n", delimiter}:
            separator = "a tab" if delimiter == "\t" else f'"{delimiter}"'
            return f"expected {separator} or the end of the line after the quote", end
        if end - start > LONGEST_CELL:
            return f"cell {number} has more than {LONGEST_CELL:,} characters", start
        if text[end : end + 1] != delimiter:
            return None
        start = end + 1
    return None
