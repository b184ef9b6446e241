"""The default: DuckDB, which reads Parquet, CSV, JSON and data frames (an extra)."""

from __future__ import annotations

import itertools
import shutil
import weakref
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from journeykit.errors import DocumentError, MissingExtraError
from journeykit.evidence.engines.engine import Dialect, LogTable
from journeykit.evidence.engines.sqlite import LONGEST_FIELD, read_header
from journeykit.evidence.instants import DECIMAL, SHAPE

KINDS = {
    "VARCHAR": "text",
    "ENUM": "text",
    "UUID": "text",
    "TIMESTAMP": "time",
    "TIMESTAMP_S": "time",
    "TIMESTAMP_MS": "time",
    "TIMESTAMP_NS": "time",
    "TIMESTAMP WITH TIME ZONE": "instant",
    "DATE": "day",
    "TINYINT": "number",
    "SMALLINT": "number",
    "INTEGER": "number",
    "BIGINT": "number",
    "HUGEINT": "number",
    "UTINYINT": "number",
    "USMALLINT": "number",
    "UINTEGER": "number",
    "UBIGINT": "number",
    "FLOAT": "number",
    "DOUBLE": "number",
    "DECIMAL": "number",
}
"""What the types of its columns are for us."""


class DuckdbDialect(Dialect):
    """What DuckDB writes its own way."""

    def number(self, text: str) -> str:
        """Return a text as a number, or NULL where it is none."""
        return f"TRY_CAST({self.trimmed(text)} AS DOUBLE)"

    def decimal(self, text: str) -> str:
        """Return a text as an exact decimal number, or NULL where it is no plain one."""
        trimmed = self.trimmed(text)
        return (
            f"CASE WHEN REGEXP_FULL_MATCH({trimmed}, {self.text(DECIMAL)}) "
            f"THEN TRY_CAST({trimmed} AS DECIMAL(38, 12)) END"
        )

    def instant(self, text: str, offset: str) -> str:
        """Return the microseconds since 1970 of a timestamp in text, or NULL."""
        trimmed = self.trimmed(text)
        end = f"SUBSTR({trimmed}, -6, 1)"
        aware = f"({trimmed} LIKE '%Z' OR {end} IN ('+', '-'))"
        whole = f"CASE WHEN {aware} THEN {trimmed} ELSE {trimmed} || {self.text(offset)} END"
        return (
            f"CASE WHEN REGEXP_FULL_MATCH({trimmed}, {self.text(SHAPE)}) "
            f"THEN EPOCH_US(TRY_CAST({whole} AS TIMESTAMPTZ)) END"
        )

    def microseconds(self, value: str, kind: str, offset: int) -> str:
        """Return the microseconds since 1970 of a typed timestamp."""
        if kind == "instant":
            return f"EPOCH_US({value})"
        return f"EPOCH_US(CAST({value} AS TIMESTAMP)) - {offset * 1_000_000}"

    def is_blank(self, text: str) -> str:
        """Return whether a text is NULL or of blanks alone; its start mostly tells."""
        plain = f"COALESCE({text} BETWEEN '!' AND '~', false)"
        return f"(NOT {plain} AND {super().is_blank(text)})"

    def ordered(self, number: str, order: str) -> str:
        """Return an aggregate that joins numbers with commas, in an order.

        Sorting each list afterwards costs half of what an ordered aggregate does.
        """
        both = f"LIST_SORT(LIST(CAST({order} AS BIGINT) * {_NUMBERS} + {number}))"
        return f"ARRAY_TO_STRING([each % {_NUMBERS} FOR each IN {both}], ',')"

    def blank_first(self, number: str) -> str:
        """Return what orders by a number, those that are NULL before the others."""
        return f"{number} NULLS FIRST"


class _InOrder(DuckdbDialect):
    """What may be asked of a database that is ours: its tables keep the order of their rows.

    DuckDB promises so of `SELECT`, `WHERE`, one table after `FROM` and windows with an empty `OVER`
    where `preserve_insertion_order` is on, as it may not be on the connection of somebody else:
    https://duckdb.org/docs/stable/sql/dialect/order_preservation
    """

    def numbered(self, columns: str, query: str, order: str) -> str:
        """Return the query that sorts the events of another: its tables keep their order.

        So that `next` and `position`, which would sort again for each question, only look at
        neighbours.
        """
        return (
            f"SELECT {columns}, ROW_NUMBER() OVER () AS pos "
            f"FROM (SELECT * FROM ({query}) coded ORDER BY e, {order}) in_order"
        )

    def counted(self, number: str, relation: str) -> str:
        """Return the query for how often, `m`, each entity `e` has each number, `n`.

        Where entities follow one another, sorting them by number is nearly done already, and costs
        a third of a hash table of all of them.
        """
        own = f"CAST(e AS BIGINT) * {_NAMES} + {number} + 1 AS own"
        return (
            f"SELECT own // {_NAMES} AS e, own % {_NAMES} - 1 AS n, "
            "COALESCE(LEAD(row) OVER (), total) - row AS m FROM "
            "(SELECT own, row, total FROM (SELECT own, LAG(own) OVER () AS before, "
            "ROW_NUMBER() OVER () AS row, "
            f"(SELECT COUNT(*) + 1 FROM {relation}) AS total "
            f"FROM (SELECT {own} FROM {relation} ORDER BY own) sorted) numbered "
            "WHERE own IS DISTINCT FROM before) first"
        )

    def next(self, value: str, steps: int = 1, order: str = "pos") -> str:  # noqa: ARG002
        """Return a value of the next event of the same entity; NULL for its last."""
        return f"CASE WHEN LEAD(e, {steps}) OVER () = e THEN LEAD({value}, {steps}) OVER () END"

    def position(self) -> str:
        """Return a number that counts on from event to event of an entity."""
        return "ROW_NUMBER() OVER ()"


class _Stream:
    """A data frame as a stream of Arrow, for which no other library is needed."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._frame.__arrow_c_stream__(requested_schema)


class Duckdb:
    """A database in memory.

    Args:
        memory: How much memory it may take, such as `2GB`; what is more goes to a folder for
            temporary files.
        threads: How many threads it may use; as many as there are cores if left out.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """

    def __init__(self, *, memory: str = "800MB", threads: int | None = None) -> None:
        try:
            self._duckdb: Any = import_module("duckdb")
        except ImportError as error:
            raise MissingExtraError("duckdb", extra="evidence") from error
        self.dialect = _InOrder()
        self._reads = "the log"
        self._database = self._duckdb.connect(":memory:")
        # By itself it would make a folder where the program happens to run.
        folder = mkdtemp(prefix="journeykit-")
        self._remove_folder = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        settings = {
            "TimeZone": "UTC",
            "memory_limit": memory,
            "temp_directory": folder,
            "preserve_insertion_order": "true",  # on which the positions of events rest
            "enable_progress_bar": "false",  # which would be printed among somebody's output
        }
        for name, value in settings.items():
            self.rows(f"SET {name} = {self.dialect.text(value)}")
        if threads is not None:
            self.rows(f"SET threads = {int(threads)}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement; all rows at once, since an open result would block the next."""
        try:
            rows: list[tuple[Any, ...]] = self._database.execute(sql).fetchall()
        except self._duckdb.Error as error:
            raise DocumentError("", problem=_in_one_line(error), file=self._reads) from error
        return rows

    def arrays(self, sql: str) -> dict[str, Any]:
        """Return the columns of a query as arrays, masked where something is NULL."""
        try:
            columns: dict[str, Any] = self._database.execute(sql).fetchnumpy()
        except self._duckdb.Error as error:
            raise DocumentError("", problem=_in_one_line(error), file=self._reads) from error
        return columns

    def take(self, name: str, columns: Mapping[str, Any], *, more: bool = False) -> None:
        """Keep arrays as a table, or put them behind those it has."""
        numpy = import_module("numpy")
        arrays: dict[str, Any] = {}
        chosen = []
        for label, column in columns.items():
            # Old versions read what stands behind a mask, so that the mask goes along as a column.
            arrays[label] = numpy.ma.getdata(column)
            if numpy.ma.isMaskedArray(column):
                arrays[f"{label}_hidden"] = numpy.ma.getmaskarray(column)
                chosen.append(f"CASE WHEN NOT {label}_hidden THEN {label} END AS {label}")
            else:
                chosen.append(label)
        self._database.register("journeykit_arrays", arrays)
        keep = f"INSERT INTO {name}" if more else f"CREATE TEMPORARY TABLE {name} AS"
        self.rows(f"{keep} SELECT {', '.join(chosen)} FROM journeykit_arrays")
        self._database.unregister("journeykit_arrays")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
        self._remove_folder()

    def table(self, source: Any, name: str = "log") -> LogTable:
        """Take a file or a data frame.

        Args:
            source: The path of a Parquet, CSV or JSON file, or a frame of pandas, Polars or Arrow.
            name: What the table is called.

        Raises:
            DocumentError: The source cannot be read.
        """
        if isinstance(source, str | Path):
            called, sql = str(source), self._file(Path(source))
        else:
            called, sql = f"the {type(source).__name__}", f"journeykit_{name}"
            self._registered(sql, source, called)
        self._reads = called
        described = self.rows(f"DESCRIBE SELECT * FROM {sql}")
        columns = tuple((column[0], _kind(column[1])) for column in described)
        row = "ROW_NUMBER() OVER ()"
        if sql.startswith("READ_PARQUET") and _ROW not in {name.casefold() for name, _ in columns}:
            # Parquet knows the number of a row without reading those before it.
            sql, row = f"{sql.removesuffix(')')}, {_ROW} = true)", _ROW
        return LogTable(called, sql, columns, row)

    def _registered(self, name: str, frame: Any, called: str) -> None:
        """Give a data frame a name."""
        pandas = type(frame).__module__.startswith("pandas")  # whose arrays are read as they are
        stream = hasattr(frame, "__arrow_c_stream__") and not pandas
        if pandas:  # older DuckDB does not know the type of text that pandas 3 brought
            texts = [column for column, kind in frame.dtypes.items() if str(kind) == "str"]
            frame = frame.astype(dict.fromkeys(texts, object))
        try:
            self._database.register(f"{name}_given", _Stream(frame) if stream else frame)
        except Exception as error:
            expected = "the path of a file, or a frame of pandas, Polars or Arrow"
            raise DocumentError("", expected=expected, found=called) from error
        # A stream can be read once, so that its rows are kept.
        kept = "TEMPORARY TABLE" if stream else "TEMPORARY VIEW"
        self.rows(f"CREATE OR REPLACE {kept} {name} AS SELECT * FROM {name}_given")

    def _file(self, path: Path) -> str:
        """Return the function that reads a file."""
        quoted = self.dialect.text(_without_wildcards(path))
        suffix = path.suffix.casefold()
        if not path.is_file():
            raise DocumentError("", problem="there is no such file", file=str(path))
        if suffix in {".parquet", ".pq"}:
            _refuse_no_parquet(path)
            return f"READ_PARQUET({quoted})"
        if suffix in {".json", ".jsonl", ".ndjson"}:
            return f"READ_JSON({quoted})"
        separator = "'\t'" if suffix in {".tsv", ".tab"} else "','"
        columns = ", ".join(f"{self.dialect.text(each)}: 'VARCHAR'" for each in read_header(path))
        return (
            f"READ_CSV({quoted}, header = true, auto_detect = false, delim = {separator}, "
            f"quote = '\"', escape = '\"', columns = {{{columns}}}, "
            f"max_line_size = {4 * LONGEST_FIELD})"
        )


def _refuse_no_parquet(path: Path) -> None:
    """Refuse a file that does not end as Parquet does."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4))
        whole = file.read() in _PARQUET_ENDS
    if not whole:
        problem = "it is no Parquet file, or not all of it: it may be cut off, or still be written"
        raise DocumentError("", problem=problem, file=str(path))


_PARQUET_ENDS = frozenset({b"PAR1", b"PARE"})  # the second if it is encrypted


def _in_one_line(error: Exception) -> str:
    """Return what DuckDB says of a source, without its advice and without a customer's row."""
    message = str(error).partition("Possible fixes:")[0].partition("\nLINE ")[0]
    lines = message.splitlines()
    sentences = (line.strip() for line in lines if line and not line.startswith("Original Line"))
    return "; ".join(itertools.islice(sentences, _MOST_LINES))


_MOST_LINES = 3
_NUMBERS = 1 << 16
"""More than there are touchpoints: they are numbered in a SMALLINT."""
_NAMES = 1 << 31
"""More than there are names of events: they are numbered in an INTEGER."""
_ROW = "file_row_number"


def _without_wildcards(path: Path) -> str:
    """Return a path in which no character stands for others."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path))


def _kind(type_name: object) -> str:
    """Return the kind of a type."""
    return KINDS.get(str(type_name).partition("(")[0], "other")
