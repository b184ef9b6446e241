"""The floor: `sqlite3` of the standard library, which needs nothing installed."""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from journeykit.errors import DocumentError
from journeykit.evidence.engines.engine import BLANKS, Dialect, LogTable
from journeykit.evidence.instants import decimal_of, instant_of

MOST_ROWS = 2_000_000
"""How many rows are read at most; more of them are DuckDB's work."""

LONGEST_FIELD = 1_000_000
"""How many characters a field may have."""


class SqliteDialect(Dialect):
    """What sqlite lacks are functions of Python."""

    def as_text(self, value: str) -> str:
        """Return anything as text."""
        return f"CAST({value} AS TEXT)"

    def number(self, text: str) -> str:
        """Return a text as a number, or NULL where it is none."""
        return f"jk_number({text})"

    def decimal(self, text: str) -> str:
        """Return the text of a plain decimal number, or NULL."""
        return f"jk_decimal({text})"

    def exact_sum(self, decimals: str) -> str:
        """Return the exact sum of decimal numbers, as text."""
        return f"jk_sum({decimals})"

    def instant(self, text: str, offset: str) -> str:
        """Return the microseconds since 1970 of a timestamp in text, or NULL."""
        return f"jk_instant({self.trimmed(text)}, {self.text(offset)})"

    def microseconds(self, value: str, kind: str, offset: int) -> str:
        """Return the microseconds since 1970 of a typed timestamp, which is a text here."""
        stated = f"jk_instant({value}, 'Z')"
        return stated if kind == "instant" else f"{stated} - {offset * 1_000_000}"

    def ordered(self, number: str, order: str) -> str:
        """Return an aggregate that joins numbers with commas, in an order."""
        return f"jk_ordered({number}, {order})"

    def real(self, value: str) -> str:
        """Return a number in floating point."""
        return f"CAST({value} AS REAL)"

    def logarithm(self, value: str) -> str:
        """Return the natural logarithm."""
        return f"jk_ln({value})"

    def index(self, name: str, columns: str) -> str:
        """Return the statement that makes what was kept quick to look up."""
        return f"CREATE INDEX temp.{name}_index ON {name} ({columns})"


class _Ordered:
    """An aggregate: numbers in an order, joined by commas."""

    def __init__(self) -> None:
        self.items: list[tuple[int, int]] = []

    def step(self, number: int, order: int) -> None:
        self.items.append((order, number))

    def finalize(self) -> str:
        return ",".join(str(number) for _, number in sorted(self.items))


class _Sum:
    """An aggregate: the exact sum of decimal numbers."""

    def __init__(self) -> None:
        self.sum: Decimal | None = None

    def step(self, value: str | None) -> None:
        if value is not None:
            self.sum = (self.sum or Decimal(0)) + Decimal(value)

    def finalize(self) -> str | None:
        return None if self.sum is None else str(self.sum)


class Sqlite:
    """A database in memory that holds one log.

    Example:
        >>> Sqlite().rows("SELECT 1 + 1")
        [(2,)]
    """

    def __init__(self) -> None:
        self.dialect = SqliteDialect()
        self._database = sqlite3.connect(":memory:")
        self._database.execute("PRAGMA case_sensitive_like = ON")
        functions: tuple[tuple[str, int, Any], ...] = (
            ("jk_number", 1, _number),
            ("jk_decimal", 1, _decimal),
            ("jk_instant", 2, lambda text, offset: instant_of(text, offset) if text else None),
            ("jk_ln", 1, lambda value: math.log(value) if value else None),
        )
        for name, arity, function in functions:
            self._database.create_function(name, arity, function, deterministic=True)
        aggregate: Any = self._database.create_aggregate  # which type stubs want a protocol for
        aggregate("jk_ordered", 2, _Ordered)
        aggregate("jk_sum", 1, _Sum)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        return self._database.execute(sql).fetchall()

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def table(self, source: str | Path, name: str = "log", *, most: int = MOST_ROWS) -> LogTable:
        """Read a file of comma-separated values.

        Args:
            source: The path of the file.
            name: What the table is called.
            most: How many rows it may have.

        Raises:
            DocumentError: The file is no such file, or too large.
        """
        path = Path(source)
        if not path.is_file():
            raise DocumentError("", problem="there is no such file", file=str(path))
        header, records = _records(path, most)
        return self.table_of(header, records, name, called=str(path))

    def table_of(
        self,
        header: Sequence[str],
        records: Iterable[Sequence[str]],
        name: str = "log",
        *,
        called: str = "",
    ) -> LogTable:
        """Take rows of text.

        Args:
            header: The names of the columns.
            name: What the table is called.
            called: What people call it.
        """
        columns = ", ".join(f"{self.dialect.identifier(each)} TEXT" for each in header)
        self._database.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * len(header))
        self._database.executemany(f"INSERT INTO {name} VALUES ({marks})", records)
        return LogTable(called or name, name, ((each, "text") for each in header), "rowid")


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").strip(BLANKS))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _decimal(text: str | None) -> str | None:
    stripped = (text or "").strip(BLANKS)
    return None if decimal_of(stripped) is None else stripped


def read_header(path: Path) -> list[str]:
    """Return the names of the columns of a file of comma-separated values.

    Raises:
        DocumentError: It has none, or one of them twice.
    """
    return _records(path, 0)[0]


def _records(path: Path, most: int) -> tuple[list[str], Iterator[list[str]]]:
    """Return the header of a file, and its rows, which are read when they are asked for."""
    rows = _read(path)
    header = next(rows, None)
    if not header:
        raise DocumentError("", problem="it is empty", file=str(path))
    for index, name in enumerate(header):
        # Names of columns are alike in SQL whatever their case.
        if name.casefold() in {other.casefold() for other in header[:index]}:
            raise DocumentError(
                "", problem=f'two columns are called "{name}"', file=str(path), line=1
            )
    return header, _whole(rows, len(header), path, most)


def _whole(rows: Iterator[list[str]], width: int, path: Path, most: int) -> Iterator[list[str]]:
    """Return the rows, each of which has as many fields as the header."""
    filled = (row for row in rows if row)
    for number, row in enumerate(filled, 1):
        if len(row) != width:
            raise DocumentError(
                f"row {number}",
                expected=f"{width} fields as in the header",
                found=str(len(row)),
                file=str(path),
            )
        if number > most:
            raise DocumentError(
                "",
                problem=f"it has more than {most:,} rows, which is DuckDB's work: "
                'pip install "journeykit[evidence]"',
                file=str(path),
            )
        yield row


def _read(path: Path) -> Iterator[list[str]]:
    """Return the rows of a file."""
    separator = "\t" if path.suffix.casefold() in {".tsv", ".tab"} else ","
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            while (row := _next(reader)) is not None:
                yield row
    except UnicodeDecodeError as error:
        raise DocumentError("", expected="text in UTF-8", file=str(path)) from error
    except csv.Error as error:
        raise DocumentError("", problem=str(error), file=str(path)) from error


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """Return the next row, if there is one.

    The limit of Python's reader holds for the whole process, and is left to others between rows.
    """
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)
