"""Tables: rows and columns of text, whatever file they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from journeykit.errors import DocumentError

MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
LONGEST_CELL = 131_072

MARK = "journeykit"
"""The header of the column that says what each row is, in tables that we write."""


def _as_cells(cells: Iterable[str]) -> tuple[str, ...]:
    """A tuple of cells."""
    return tuple(cells)


def _as_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """A tuple of rows."""
    return tuple(rows)


@frozen
class Row:
    """One row of a table.

    Args:
        cells: The texts of its cells.
        line: The line, or the row of a sheet, in which it starts, counted from 1.
    """

    cells: tuple[str, ...] = field(converter=_as_cells)
    line: int = 0


@frozen
class NamedRow:
    """What one row of a table says, by what its columns are.

    Args:
        cells: The texts of its cells by names such as `touchpoint` and `pains`.
        line: The line it comes from.
        lines: The line of each cell that stands in another one.
    """

    cells: Mapping[str, str]
    line: int
    lines: Mapping[str, int] = MappingProxyType({})

    def line_of(self, name: str) -> int:
        """The line in which a cell stands."""
        return self.lines.get(name, self.line)


@frozen
class Table:
    """A table of text.

    Args:
        rows: The rows, that of the headers first.
        name: What it is called: the name of the sheet, the heading above it, or the file.
        part: Which part of its file it is, for errors: `sheet "Stages"`; empty for the whole.
    """

    rows: tuple[Row, ...] = field(converter=_as_rows)
    name: str = ""
    part: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(cell.strip() for cell in self.rows[0].cells) if self.rows else ()

    @property
    def is_keyed(self) -> bool:
        """Whether we wrote it ourselves, with keys."""
        return MARK in self.header


def bounded_row(cells: Iterable[str], line: int, *, after: int) -> Row:
    """Return one more row of a table, unless nobody could have meant so much.

    Args:
        cells: The texts of its cells.
        line: The line in which it starts.
        after: How many rows there are before it.

    Raises:
        DocumentError: There are too many rows or columns, or a cell is too long.
    """
    row = Row(cells, line)
    problem = ""
    if after > MOST_ROWS:
        problem = f"it has more than {MOST_ROWS:,} rows"
    elif len(row.cells) > MOST_COLUMNS:
        problem = f"it has more than {MOST_COLUMNS:,} columns"
    elif row.cells and len(max(row.cells, key=len)) > LONGEST_CELL:
        problem = f"a cell has more than {LONGEST_CELL:,} characters"
    if problem:
        raise DocumentError("", problem=problem, line=line)
    return row


# ---------------------------------------------------------------- cells that look like formulas

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|\s*[{_SIGNS}])")
_NEUTRALISED = re.compile(rf"'+(?:[\t\r\n]|\s*[{_SIGNS}])")
_NEGATIVE = re.compile(r"-\d+(?:\.\d+)?")


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    An apostrophe goes before what begins with `=`, `+`, `-`, `@` or a tab (OWASP, "CSV
    Injection"); a negative number stays one. `restored` takes it away again.

    Args:
        cell: The text.

    Returns:
        The text, safe to be opened in a spreadsheet.

    Example:
        >>> neutralised("=1+1"), neutralised("-5 °C"), neutralised("-5"), neutralised("Pays")
        ("'=1+1", "'-5 °C", '-5', 'Pays')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NEGATIVE.fullmatch(cell) else cell


def restored(cell: str) -> str:
    """Return the text of which `neutralised` made a cell.

    Example:
        >>> restored("'@reception"), restored("'s morgens")
        ('@reception', "'s morgens")
    """
    return cell[1:] if _NEUTRALISED.match(cell) else cell
