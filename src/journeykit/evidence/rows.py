"""The rows of a log as a query: each column under its role, and which rows count."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.errors import DocumentError
from journeykit.evidence.engines.engine import Dialect, LogTable
from journeykit.evidence.mapping import EVENT, Mapping
from journeykit.evidence.schema import EventSchema, offset_seconds, refuse_unknown

GOOD, NOBODY, UNDATED, UNNAMED = range(4)
"""What becomes of a row: it counts, or it is left out for the first reason that holds."""


@frozen
class Rows:
    """How the rows of a log are read.

    Args:
        sql: How the engine writes texts.
        schema: What its columns mean.
        mapping: How events find touchpoints.
        segments: The value of each persona, with the persona's number.
        others: The number of those of no persona.
        keep_copies: Whether rows equal in every column count, each.
    """

    sql: Dialect
    table: LogTable
    schema: EventSchema
    mapping: Mapping
    segments: dict[str, int]
    others: int
    keep_copies: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse columns that the log does not have."""
        refuse_unknown(self.schema.columns, self.table.names, self.table.name)

    @property
    def positioned(self) -> bool:
        """Whether rows have a position, as in a file."""
        return bool(self.table.row)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the log, under names of ours."""
        return tuple(f"c{index}" for index in range(len(self.table.names)))

    @property
    def guards(self) -> str:
        """The columns of conditions, for a list that has others before them."""
        return "".join(f", {guard}" for guard in self.guard_names)

    @property
    def guard_names(self) -> tuple[str, ...]:
        """The columns of conditions."""
        return tuple(f"guard_{n}" for n in range(len(self.mapping.guards)))

    def every(self) -> str:
        """Return the query for all rows, columns under names of ours."""
        named = zip(self.table.names, self.columns, strict=True)
        columns = ", ".join(f"{self.sql.identifier(name)} AS {own}" for name, own in named)
        guards = self.mapping.conditions(self.sql, self.table)
        extra = "".join(f", {guard} AS guard_{n}" for n, guard in enumerate(guards))
        line = f", {self.table.row} AS line" if self.positioned else ""
        return f"SELECT {columns}{extra}{line} FROM {self.table.sql}"

    def query(self) -> str:
        """Return the query for the rows, each column under its role.

        Rows without a position are counted once here if they are equal; those of a file are
        sorted out where they have become small.
        """
        every = self.every()
        if not self.positioned and not self.keep_copies:
            grouped = ", ".join((*self.columns, *self.guard_names))
            every = f"SELECT DISTINCT {grouped} FROM ({every}) each_row"
        roles = [
            *(["line"] if self.positioned else []),
            f"{self._text('entity')} AS entity",
            f"{self._text('event')} AS {EVENT}",
            f"{self._instant()} AS instant",
            f"{self._is_naive()} AS naive",
            *([f"{self._order_number()} AS seq"] if self.schema.order else []),
            *(f"{expression} AS {name}" for name, expression in self._carried().items()),
            *self.guard_names,
        ]
        return (
            f"SELECT roles.*, CASE WHEN {self.sql.is_blank('entity')} THEN {NOBODY} "
            f"WHEN instant IS NULL THEN {UNDATED} WHEN {self.sql.is_blank(EVENT)} THEN {UNNAMED} "
            f"ELSE {GOOD} END AS fate FROM (SELECT {', '.join(roles)} FROM ({every}) one) roles"
        )

    def _carried(self) -> dict[str, str]:
        """What every event keeps of its row, where the schema names a column for it."""
        kept: dict[str, str] = {}
        if self.schema.persona:
            kept["g"] = f"CAST({self._group()} AS SMALLINT)"
        if self.schema.session:
            kept["session"] = f"COALESCE({self._text('session')}, '')"
        if self.schema.variant:
            kept["variant"] = self._text("variant")
        if self.schema.value:
            kept["amount"] = self._text("value")
        return kept

    @property
    def carried(self) -> tuple[str, ...]:
        """The columns that every event keeps of its row."""
        return tuple(self._carried())

    def order(self) -> str:
        """Return what orders the events of an entity."""
        seq = f"{self.sql.blank_first('seq')}, " if self.schema.order else ""
        # Without positions, the order of names makes what nobody knows the same on every engine.
        return f"instant, {seq}{'line' if self.positioned else 'n'}"

    def _column(self, role: str) -> str:
        return self.columns[self.table.names.index(self.schema.columns[role])]

    def _text(self, role: str) -> str:
        return self.sql.as_text(self._column(role))

    def _instant(self) -> str:
        """Return the instant of an event, in microseconds."""
        kind = self.table.kind(self.schema.timestamp)
        offset = self.schema.naive_offset or "+00:00"
        column = self._column("timestamp")
        if kind == "text":
            return self.sql.instant(column, "+00:00" if offset == "Z" else offset)
        if kind in {"time", "instant", "day"}:
            return self.sql.microseconds(column, kind, offset_seconds(offset))
        raise DocumentError(
            f'column "{self.schema.timestamp}"',
            expected="times, or text such as 2026-03-02T00:26:18Z",
            found="numbers" if kind == "number" else "values of another type",
            file=self.table.name,
        )

    @property
    def times_are_text(self) -> bool:
        """Whether times have to be read out of texts, which costs so much that it is done once."""
        return self.table.kind(self.schema.timestamp) == "text"

    def _is_naive(self) -> str:
        """Return whether a timestamp states no offset, as 1 or 0."""
        if not self.times_are_text:
            return "0"
        text = self.sql.trimmed(self._column("timestamp"))
        end = f"SUBSTR({text}, LENGTH({text}) - 5, 1)"
        return f"CASE WHEN {text} LIKE '%Z' OR {end} IN ('+', '-') THEN 0 ELSE 1 END"

    def _order_number(self) -> str:
        if self.table.kind(self.schema.order or "") == "number":
            return self._column("order")
        return self.sql.number(self._text("order"))

    def _group(self) -> str:
        """Return the number of a segment's group; NULL where the field is blank."""
        text = self._text("persona")
        declared = "".join(
            f" WHEN {text} = {self.sql.text(value)} THEN {number}"
            for value, number in self.segments.items()
        )
        return f"CASE WHEN {self.sql.is_blank(text)} THEN NULL{declared} ELSE {self.others} END"
