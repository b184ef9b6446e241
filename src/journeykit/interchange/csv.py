"""CSV and TSV: the tables that every spreadsheet program opens.

A whole journey is written as a keyed table, which loses nothing. What is read may be such a table,
edited by a team, or any table with touchpoints in rows or stages in columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Unpack

from journeykit import fields
from journeykit.bounded_read import checked_memory, decoded, wrong_bytes
from journeykit.errors import DocumentError, ModelError
from journeykit.interchange.csv_places import located
from journeykit.interchange.formats import Export, Format, Reading, when_named
from journeykit.interchange.hints import Hints
from journeykit.interchange.keyed_table import keyed_table
from journeykit.interchange.losses import LossReport
from journeykit.interchange.table import Row, Table, bounded_row, neutralised, restored
from journeykit.interchange.table_reader import read_tables
from journeykit.model import Journey

__all__ = ["FORMAT", "TSV", "read_table", "written"]

_ROW, _CELL = 200, 70
"""How many bytes of memory a row and a cell take at most, beside their text."""

_DELIMITERS = ",;\t|"
_FIRST_LINE = re.compile(r".*\S.*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONGEST_HEADER = 100_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\r?\n?")
"""The first line with which spreadsheet programs say what stands between cells."""


def read_table(text: str, *, delimiter: str | None = None) -> Table:
    r"""Read the table of a text.

    Args:
        text: The text; the quotes of a cell are doubled inside it.
        delimiter: What stands between two cells; the commonest of the first line if left out.

    Returns:
        The table, with the line of each row.

    Raises:
        DocumentError: A quote is not closed, or the table is too large; the error says where.
        ModelError: The delimiter is no character.

    Example:
        >>> read_table("stage;step\nBuy;\"Pays; at last\"").rows[1].cells
        ('Buy', 'Pays; at last')
    """
    stated: object = delimiter
    if stated is not None and not (isinstance(stated, str) and len(stated) == 1):
        raise ModelError(
            f'delimiter: expected one character such as ";", got {fields.described(stated)}'
        )
    match = _SEPARATOR_LINE.match(text)
    text = text[match.end() :] if match else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    between = delimiter or (str(match[1]) if match else _delimiter(text))
    checked_memory(text.count(between) * _CELL + text.count("\n") * _ROW, len(text))
    before = 1 if match else 0
    try:
        return Table(_rows(text, between, before))
    except DocumentError as error:
        within = error.at((error.line or 1) - before)
        error_there = located(within, text, between)
        raise error_there.at(
            (error_there.line or 1) + before, error_there.column
        ) from error.__cause__


def _rows(text: str, delimiter: str, before: int) -> list[Row]:
    """The rows of a text, below as many lines as stand before it."""
    # Line by line: a text that is open like a file takes four bytes for each of its characters.
    lines = (line[0] for line in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = before + 1
    try:
        for cells in reader:
            rows.append(bounded_row(map(restored, cells), line, after=len(rows)))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise DocumentError("", problem=f"it is no table: {error}", line=line) from error
    return rows


def _delimiter(text: str) -> str:
    """What stands most often in the first line, outside of quotes."""
    first = _FIRST_LINE.search(text, 0, _LONGEST_HEADER)
    bare = "".join(first[0].split('"')[::2]) if first else ""
    return max(_DELIMITERS, key=bare.count)


def _text_of(content: bytes, encoding: str | None) -> str:
    """The text of a file; spreadsheets write UTF-16 too, and old ones whatever they like."""
    if encoding is not None and not isinstance(encoding, str):
        raise ModelError(
            f'encoding: expected text such as "cp1252", got {fields.described(encoding)}'
        )
    named = "utf-16" if content[:2] in _UTF_16 else encoding
    if named is None and b"\0" in content[:2] and len(content) > 1:  # a letter and half of nothing
        named = "utf-16-be" if content[0] == 0 else "utf-16-le"
    if named is None:
        return decoded(content)
    try:
        return content.decode(named)
    except UnicodeDecodeError as error:
        raise wrong_bytes(content, error, named) from error
    except (LookupError, ValueError) as error:
        raise ModelError(f'there is no encoding "{named}", such as "cp1252"') from error


def written(table: Table, delimiter: str) -> bytes:
    """Write a table, so that no cell is taken for a formula.

    Args:
        delimiter: What stands between two cells.

    Returns:
        The bytes of a file in UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows(map(neutralised, row.cells) for row in table.rows)
    return text.getvalue().encode()


def _reads(
    content: bytes,
    *,
    file: str = "",
    delimiter: str | None = None,
    encoding: str | None = None,
    **hints: Unpack[Hints],
) -> Iterator[Reading]:
    """The journey of a table."""
    yield read_tables(
        [read_table(_text_of(content, encoding), delimiter=delimiter)],
        "csv",
        file=file,
        **hints,
    )


def _writes(journey: Journey, *, delimiter: str = ",") -> Export:
    """A keyed table of a journey."""
    return Export(written(keyed_table(journey), delimiter), LossReport("csv"))


def _writes_tabs(journey: Journey) -> Export:
    """A keyed table of a journey, with tabs between its cells."""
    return Export(written(keyed_table(journey), "\t"), LossReport("tsv"))


def _reads_tabs(
    content: bytes,
    *,
    file: str = "",
    delimiter: str = "\t",
    encoding: str | None = None,
    **hints: Unpack[Hints],
) -> Iterator[Reading]:
    """The journey of a table with tabs."""
    return _reads(content, file=file, delimiter=delimiter, encoding=encoding, **hints)


FORMAT = Format("csv", (".csv",), _reads, _writes, "a table of comma-separated values", when_named)
TSV = Format(
    "tsv",
    (".tsv", ".tab"),
    _reads_tabs,
    _writes_tabs,
    "a table of tab-separated values",
    when_named,
)
