"""What the room asks of an engine: SQL text in, rows out, and a few words of its dialect."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol, runtime_checkable

from attrs import field, frozen

BLANKS = " \t\n\r\x0b\x0c\xa0\u3000"
"""The characters of which a blank field consists."""


class Dialect(ABC):
    """The few functions that SQL engines write differently; everything else is common to all.

    What is written here is plain ANSI with the functions of PostgreSQL where the standard has none.
    """

    keeps_rows: ClassVar[bool] = True
    """Whether `keep` keeps rows; else it keeps a query, which asks what it was made of."""

    def text(self, value: str) -> str:
        """Return a text as a literal: data, whatever stands in it."""
        return "'" + value.replace("'", "''") + "'"

    def identifier(self, name: str) -> str:
        """Return the name of a column or a relation, quoted."""
        return '"' + name.replace('"', '""') + '"'

    def trimmed(self, text: str) -> str:
        """Return a text without blanks at its ends."""
        return f"TRIM({text}, {self.text(BLANKS)})"

    def is_blank(self, text: str) -> str:
        """Return whether a text is NULL or of blanks alone; few are trimmed for it."""
        blanks = ", ".join(map(self.text, BLANKS))
        return (
            f"({text} IS NULL OR {text} = '' OR "
            f"(SUBSTR({text}, 1, 1) IN ({blanks}) AND {self.trimmed(text)} = ''))"
        )

    def as_text(self, value: str) -> str:
        """Return anything as text."""
        return f"CAST({value} AS VARCHAR)"

    @abstractmethod
    def number(self, text: str) -> str:
        """Return a text as a number, or NULL where it is none."""

    @abstractmethod
    def decimal(self, text: str) -> str:
        """Return a text as an exact decimal number, or NULL where it is no plain one."""

    def exact_sum(self, decimals: str) -> str:
        """Return the exact sum of decimal numbers, as text."""
        return f"CAST(SUM({decimals}) AS VARCHAR)"

    @abstractmethod
    def instant(self, text: str, offset: str) -> str:
        """Return the microseconds since 1970 of a timestamp in text, or NULL."""

    @abstractmethod
    def microseconds(self, value: str, kind: str, offset: int) -> str:
        """Return the microseconds since 1970 of a typed timestamp."""

    def ordered(self, number: str, order: str) -> str:
        """Return an aggregate that joins numbers with commas, in an order."""
        return f"STRING_AGG({self.as_text(number)}, ',' ORDER BY {order})"

    def counted(self, number: str, relation: str) -> str:
        """Return the query for how often, `m`, each entity `e` has each number, `n`.

        Args:
            number: A column of whole numbers from -1 on.
            relation: The events.
        """
        return f"SELECT e, {number} AS n, COUNT(*) AS m FROM {relation} GROUP BY e, {number}"

    def blank_first(self, number: str) -> str:
        """Return what orders by a number, those that are NULL before the others."""
        return f"CASE WHEN {number} IS NULL THEN 0 ELSE 1 END, {number}"

    def numbered(self, columns: str, query: str, order: str) -> str:
        """Return the query that gives the events of another a position, `pos`, along an entity.

        Args:
            columns: The columns to keep.
            query: The events, each with its entity `e`.
            order: What orders the events of an entity.

        Returns:
            The query; `next` and `position` are asked of what it was kept as.
        """
        return (
            f"SELECT {columns}, ROW_NUMBER() OVER (PARTITION BY e ORDER BY {order}) AS pos "
            f"FROM ({query}) coded"
        )

    def next(self, value: str, steps: int = 1, order: str = "pos") -> str:
        """Return a value of the next event of the same entity; NULL for its last."""
        return f"LEAD({value}, {steps}) OVER (PARTITION BY e ORDER BY {order})"

    def position(self) -> str:
        """Return a number that counts on from event to event of an entity."""
        return "ROW_NUMBER() OVER (PARTITION BY e ORDER BY pos)"

    def real(self, value: str) -> str:
        """Return a number in floating point."""
        return f"CAST({value} AS DOUBLE PRECISION)"

    def logarithm(self, value: str) -> str:
        """Return the natural logarithm."""
        return f"LN({value})"

    def keep(self, name: str, query: str) -> str:
        """Return the statement that keeps the rows of a query under a name for this session."""
        return f"CREATE TEMPORARY TABLE {name} AS {query}"

    def index(self, name: str, columns: str) -> str:  # noqa: ARG002 — few engines want one
        """Return the statement that makes what was kept quick to look up; nothing by default."""
        return ""

    def drop(self, name: str) -> str:
        """Return the statement that forgets what was kept."""
        return f"DROP TABLE IF EXISTS {name}"


def _columns(columns: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(columns)


@frozen
class LogTable:
    """A log as an engine sees it.

    Args:
        name: What people call it: the path of a file, the name of a table.
        sql: What stands after FROM.
        columns: Each column with its kind: `text`, `number`, `time` (without an offset), `instant`
            (with one), `day` or `other`.
        row: An expression for the position of a row, or empty where rows have none.
    """

    name: str
    sql: str = field(repr=False)
    columns: tuple[tuple[str, str], ...] = field(converter=_columns)
    row: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(name for name, _ in self.columns)

    def kind(self, column: str) -> str:
        """Return the kind of a column."""
        return dict(self.columns)[column]


class SqlEngine(Protocol):
    """Whatever answers SQL: text in, rows out."""

    @property
    def dialect(self) -> Dialect:
        """How it writes what SQL engines write differently."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement.

        Args:
            sql: The text of the statement.

        Returns:
            All rows it returns; none for a statement that returns nothing.
        """
        ...

    def table(self, source: Any, name: str = "log") -> LogTable:
        """Find out what columns a source has.

        Args:
            source: A path, a data frame, or the name of a table.
            name: What the source is called inside the engine, if it has no name of its own.

        Raises:
            DocumentError: The source cannot be read.
        """
        ...


@runtime_checkable
class ArrayEngine(Protocol):
    """An engine that also hands rows over as arrays of NumPy, and takes them."""

    def arrays(self, sql: str) -> dict[str, Any]:
        """Return the columns of a query as arrays, masked where something is NULL."""
        ...

    def take(self, name: str, columns: Mapping[str, Any], *, more: bool = False) -> None:
        """Keep arrays as a table, or put them behind those it has."""
        ...
