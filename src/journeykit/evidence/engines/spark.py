"""A Spark session of the user's own: SQL text goes there, and counts come back."""

from __future__ import annotations

from typing import Any

from journeykit.errors import DocumentError
from journeykit.evidence.engines.engine import Dialect, LogTable
from journeykit.evidence.instants import DECIMAL, SHAPE

KINDS = {
    "string": "text",
    "timestamp": "instant",
    "timestamp_ntz": "time",
    "date": "day",
    "tinyint": "number",
    "smallint": "number",
    "int": "number",
    "bigint": "number",
    "float": "number",
    "double": "number",
    "decimal": "number",
}
"""What the types of its columns are for us."""


class SparkDialect(Dialect):
    """What Spark writes its own way."""

    keeps_rows = False

    def text(self, value: str) -> str:
        """Return a text as a literal; a dollar sign would begin a variable, a backslash a code."""
        special = {"\\": "\\\\", "'": "\\'", "$": "\\u0024"}
        return "'" + "".join(special.get(c, c) for c in value) + "'"

    def identifier(self, name: str) -> str:
        """Return the name of a column or a relation, quoted."""
        return "`" + name.replace("`", "``") + "`"

    def trimmed(self, text: str) -> str:
        """Return a text without blanks at its ends."""
        blanks = super().trimmed("x").removeprefix("TRIM(x, ").removesuffix(")")
        return f"TRIM(BOTH {blanks} FROM {text})"

    def as_text(self, value: str) -> str:
        """Return anything as text."""
        return f"CAST({value} AS STRING)"

    def number(self, text: str) -> str:
        """Return a text as a number, or NULL where it is none."""
        return f"TRY_CAST({self.trimmed(text)} AS DOUBLE)"

    def decimal(self, text: str) -> str:
        """Return a text as an exact decimal number, or NULL where it is no plain one."""
        trimmed = self.trimmed(text)
        return (
            f"CASE WHEN {trimmed} RLIKE {self.text(f'^{DECIMAL}$')} "
            f"THEN TRY_CAST({trimmed} AS DECIMAL(38, 12)) END"
        )

    def exact_sum(self, decimals: str) -> str:
        """Return the exact sum of decimal numbers, as text."""
        return f"CAST(SUM({decimals}) AS STRING)"

    def instant(self, text: str, offset: str) -> str:
        """Return the microseconds since 1970 of a timestamp in text, or NULL."""
        trimmed = self.trimmed(text)
        aware = f"({trimmed} LIKE '%Z' OR SUBSTR({trimmed}, -6, 1) IN ('+', '-'))"
        whole = f"CASE WHEN {aware} THEN {trimmed} ELSE CONCAT({trimmed}, {self.text(offset)}) END"
        return (
            f"CASE WHEN {trimmed} RLIKE {self.text(f'^({SHAPE})$')} "
            f"THEN UNIX_MICROS(TRY_CAST({whole} AS TIMESTAMP)) END"
        )

    def microseconds(self, value: str, kind: str, offset: int) -> str:
        """Return the microseconds since 1970 of a typed timestamp."""
        if kind == "instant":
            return f"UNIX_MICROS({value})"
        wall = f"CAST(CAST({value} AS TIMESTAMP_NTZ) AS STRING)"
        return f"UNIX_MICROS(CAST(CONCAT({wall}, '+00:00') AS TIMESTAMP)) - {offset * 1_000_000}"

    def ordered(self, number: str, order: str) -> str:
        """Return an aggregate that joins numbers with commas, in an order."""
        sorted_ = f"SORT_ARRAY(COLLECT_LIST(STRUCT({order} AS o, {self.as_text(number)} AS v)))"
        return f"ARRAY_JOIN(TRANSFORM({sorted_}, x -> x.v), ',')"

    def real(self, value: str) -> str:
        """Return a number in floating point."""
        return f"CAST({value} AS DOUBLE)"

    def keep(self, name: str, query: str) -> str:
        """Return the statement that keeps the rows of a query under a name for this session."""
        return f"CACHE TABLE {name} AS {query}"

    def drop(self, name: str) -> str:
        """Return the statement that forgets what was kept."""
        return f"DROP VIEW IF EXISTS {name}"


class Spark:
    """A Spark session, which answers SQL.

    Rows of a cluster have no order of their own: name a column that orders the events of one
    instant.
    """

    def __init__(self, session: Any) -> None:
        self.dialect = SparkDialect()
        self._session = session

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def table(self, source: Any, name: str = "log") -> LogTable:
        """Find out what columns a source has.

        Args:
            source: The name of a table or view, or a data frame of Spark.
            name: What a data frame is called inside the session.

        Raises:
            DocumentError: There is no such table.
        """
        if not isinstance(source, str):
            called = f"journeykit_{name}"
            source.createOrReplaceTempView(called)
            source = called
        sql = ".".join(map(self.dialect.identifier, source.split(".")))
        try:
            described = self._session.sql(f"SELECT * FROM {sql} LIMIT 0").dtypes
        except Exception as error:
            problem = str(error).splitlines()[0]
            raise DocumentError("", problem=problem, file=source) from error
        columns = (
            (column, KINDS.get(kind.partition("(")[0], "other")) for column, kind in described
        )
        return LogTable(source, sql, columns)
