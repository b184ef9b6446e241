"""A connection of the user's own, as Python's database interface (PEP 249) has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeykit.errors import DocumentError
from journeykit.evidence.engines.engine import Dialect, LogTable


class Database:
    """A connection to a database, which answers SQL.

    Rows of a database have no order of their own: name a column that orders the events of one
    instant. Relations that are kept for the questions are temporary, and dropped at the end.

    Args:
        dialect: How the database writes what SQL engines write differently.
        kinds: The columns that hold no text: `number`, `time` (without an offset), `instant` (with
            one) or `day`.
    """

    def __init__(
        self, connection: Any, dialect: Dialect, kinds: Mapping[str, str] | None = None
    ) -> None:
        self.dialect = dialect
        # One cursor for all, because for some databases a cursor is a session of its own.
        self._cursor = connection.cursor()
        self._kinds = dict(kinds or {})

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        self._cursor.execute(sql)
        # A statement that returns nothing has no description, and must not be fetched from.
        return [tuple(row) for row in self._cursor.fetchall()] if self._cursor.description else []

    def table(self, source: Any, name: str = "log") -> LogTable:  # noqa: ARG002 — it has a name
        """Find out what columns a table has.

        Args:
            source: The name of the table, with its schema if it has one.
            name: Unused: the table has a name of its own.

        Raises:
            DocumentError: There is no such table.
        """
        sql = ".".join(map(self.dialect.identifier, str(source).split(".")))
        try:
            self._cursor.execute(f"SELECT * FROM {sql} WHERE 1 = 0")
            names = [column[0] for column in self._cursor.description]
            self._cursor.fetchall()
        except Exception as error:
            problem = str(error).splitlines()[0]
            raise DocumentError("", problem=problem, file=str(source)) from error
        return LogTable(str(source), sql, ((each, self._kinds.get(each, "text")) for each in names))
