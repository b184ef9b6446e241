"""An Ibis backend of the user's own: SQL text goes there, and counts come back."""

from __future__ import annotations

from typing import Any

from journeykit.errors import DocumentError, ModelError
from journeykit.evidence.engines.duckdb import DuckdbDialect
from journeykit.evidence.engines.engine import Dialect, LogTable
from journeykit.evidence.engines.spark import SparkDialect

_DIALECTS: dict[str, type[Dialect]] = {"duckdb": DuckdbDialect, "pyspark": SparkDialect}
"""The dialect of each backend that we know."""


class Ibis:
    """A backend of Ibis, which answers SQL.

    Rows of a table have no order of their own: name a column that orders the events of one instant.
    What is kept for the questions is temporary, and dropped at the end.

    Args:
        backend: The backend, as `ibis.duckdb.connect(…)` returns it.
        dialect: How its database writes what SQL engines write differently; known for DuckDB and
            Spark.

    Raises:
        ModelError: The dialect of the backend is not known, and none was given.
    """

    def __init__(self, backend: Any, dialect: Dialect | None = None) -> None:
        name = str(getattr(backend, "name", type(backend).__name__))
        if dialect is None and name not in _DIALECTS:
            raise ModelError(
                f"an Ibis backend for {name}: give its dialect, Ibis(backend, dialect); those of "
                f"{' and '.join(_DIALECTS)} are known"
            )
        self.dialect = dialect or _DIALECTS[name]()
        self._backend = backend

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        answer = self._backend.raw_sql(sql)
        if hasattr(answer, "collect"):  # a data frame of Spark
            return [tuple(row) for row in answer.collect()]
        # A statement that returns nothing has no description, and must not be fetched from.
        rows = answer.fetchall() if answer.description else []
        if not hasattr(answer, "cursor"):  # DuckDB answers with the connection itself
            answer.close()
        return [tuple(row) for row in rows]

    def table(self, source: Any, name: str = "log") -> LogTable:
        """Find out what columns a table has.

        Args:
            source: The name of a table, with its schema if it has one; or a table expression.
            name: What a table expression is called.

        Raises:
            DocumentError: There is no such table.
        """
        if not isinstance(source, str):
            sql = f"({self._backend.compile(source)}) AS journeykit_{name}"
            return LogTable("the Ibis table", sql, _columns(source))
        *schema, own = source.split(".")
        try:
            columns = _columns(self._backend.table(own, database=".".join(schema) or None))
        except Exception as error:
            problem = f"there is no such table, or it cannot be read: {type(error).__name__}"
            raise DocumentError("", problem=problem, file=source) from error
        return LogTable(source, ".".join(map(self.dialect.identifier, (*schema, own))), columns)


def _columns(table: Any) -> list[tuple[str, str]]:
    """Return the columns of a table expression, each with its kind."""
    return [(column, _kind(kind)) for column, kind in table.schema().items()]


def _kind(kind: Any) -> str:
    """Return what a type of Ibis is for us."""
    if kind.is_string() or kind.is_uuid():
        return "text"
    if kind.is_timestamp():
        return "time" if kind.timezone is None else "instant"
    if kind.is_date():
        return "day"
    return "number" if kind.is_numeric() else "other"
