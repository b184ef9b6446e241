"""Data frames: pandas, polars, pyarrow and whatever else `narwhals` knows (an extra)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Unpack

from journeykit import fields
from journeykit.errors import DocumentError, ModelError
from journeykit.interchange.extras import needed
from journeykit.interchange.formats import Format, Reading
from journeykit.interchange.hints import Hints
from journeykit.interchange.keyed_table import keyed_table
from journeykit.interchange.table import MOST_ROWS, Table, bounded_row
from journeykit.interchange.table_reader import read_tables
from journeykit.model import Journey

__all__ = ["FORMAT", "frame_of", "framed"]


def frame_of(journey: Journey, backend: str = "pandas") -> Any:
    """Write a journey as a data frame: the rows of a keyed table, which loses nothing.

    Args:
        backend: The library of the frame: `pandas`, `polars`, `pyarrow` or another that
            `narwhals` knows.

    Returns:
        A frame of text, with an empty text where nothing was said.

    Raises:
        MissingExtraError: `narwhals` or the library is not installed.
        ModelError: There is no such library.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> frame = frame_of(journey("Shop").stage("Buy", touchpoint("Pays")), "polars")
        >>> list(frame["name"])
        ['Shop', 'Buy', 'Pays']
    """
    table = keyed_table(journey)
    columns = zip(*(row.cells for row in table.rows[1:]), strict=True)
    cells = {name: list(cells) for name, cells in zip(table.header, columns, strict=True)}
    return framed(cells, backend)


def framed(columns: Mapping[str, list[Any]], backend: str) -> Any:
    """Make a data frame of columns.

    Args:
        columns: The cells of each, by its name.
        backend: The library of the frame.

    Raises:
        MissingExtraError: `narwhals` or the library is not installed.
        ModelError: There is no such library.
    """
    backend = fields.expect(backend, str, 'backend: the name of a library such as "pandas"')
    narwhals = needed("narwhals", "frames")
    try:
        return narwhals.from_dict(dict(columns), backend=backend).to_native()
    except ModuleNotFoundError:
        needed(backend, "frames")
        raise
    except (ValueError, TypeError, AssertionError) as error:  # the last in narwhals before 2
        raise ModelError(f'"{backend}" is no library of data frames that narwhals knows') from error


def _reads(
    frame: Any,
    **hints: Unpack[Hints],
) -> Iterator[Reading]:
    """The journey of a data frame."""
    yield read_tables(
        [_table(frame)],
        "frame",
        **hints,
    )


def _table(frame: Any) -> Table:
    """The texts of a frame."""
    narwhals = needed("narwhals", "frames")
    try:
        converted = narwhals.from_native(frame)
    except Exception as error:  # narwhals asks it for its methods, and it may raise what it likes
        expected, kind = "a path, an open file or a data frame", type(frame).__name__
        raise DocumentError("", expected=expected, found=kind) from error
    if isinstance(converted, narwhals.LazyFrame):
        converted = converted.head(MOST_ROWS + 1).collect()
    if len(converted) > MOST_ROWS:
        raise DocumentError("", problem=f"it has more than {MOST_ROWS:,} rows")
    header = bounded_row(map(str, converted.columns), 1, after=0)
    rows = (
        bounded_row(map(_text, row), line, after=line - 1)
        for line, row in enumerate(converted.iter_rows(), 2)
    )
    return Table([header, *rows])


def _text(value: object) -> str:
    """What a cell holds, as a person would type it; nothing for what is missing."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in _MISSING:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return str(int(value))
    return str(value)


_MISSING = frozenset({"<NA>", "NaT"})

FORMAT = Format("frame", (), _reads, None, "a data frame, such as one of pandas or polars")
