"""One projection of a log, from which every question is answered.

The log is cleaned and mapped once, in SQL that all engines know: compact codes for entities and
touchpoints, the position of each event, the next touchpoint of each. What comes back to Python are
counts, and never a row an entity.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import frozen

from journeykit.errors import DocumentError
from journeykit.evidence.design import Design
from journeykit.evidence.engines.engine import SqlEngine, Table
from journeykit.evidence.mapping import EVENT, Mapping
from journeykit.evidence.refusals import (
    refuse_no_events,
    refuse_no_numbers,
    refuse_unknown_variants,
)
from journeykit.evidence.schema import EventSchema, offset_seconds, refuse_unknown

OUTCOMES = ("success", "abandoned_explicit", "abandoned_silent", "open", "no_touchpoint")
"""What became of an entity; the number of an outcome is its position."""

SUCCESS, EXPLICIT, SILENT, OPEN, NO_TOUCHPOINT = range(5)

UNDECLARED, BLANK, SEVERAL = "(undeclared)", "(blank)", "(several)"


@frozen
class Cleaning:
    """What became of the rows of a log.

    Args:
        rows_read: All rows.
        exact_duplicates: Rows equal in every column to an earlier one.
        blank_entity: Of the others, those that belong to nobody.
        unreadable_timestamp: Of the others, those whose time cannot be read.
        blank_event: Of the others, those without the name of an event.
        events: What is left.
    """

    rows_read: int
    exact_duplicates: int
    blank_entity: int
    unreadable_timestamp: int
    blank_event: int
    events: int


class Projection:
    """A log as the questions see it; the relations are kept in the engine until `close`.

    The relations, each with a row per:

    * `jk_names` — name of an event: how often it occurs, and its touchpoint `k`
    * `jk_steps` — event: entity `e`, `instant`, position `pos` in the entity, touchpoint `k` or -1
    * `jk_path` — mapped event: `i`, its position among those, and the next, `next_k`, `next_pos`
    * `jk_people` — entity: persona `g`, variant `v`, outcome `o`, first and last touchpoint

    Args:
        engine: What answers SQL.
        table: The log.
        schema: What its columns mean.
        design: The numbered journey.
        mapping: How events find touchpoints.
        keep_duplicates: Whether exact duplicates count.
    """

    def __init__(
        self,
        engine: SqlEngine,
        table: Table,
        schema: EventSchema,
        design: Design,
        mapping: Mapping,
        *,
        keep_duplicates: bool = False,
    ) -> None:
        self.engine = engine
        self.table = table
        self.schema = schema
        self.design = design
        self.mapping = mapping
        self._sql = engine.dialect
        self._kept: list[str] = []
        refuse_unknown(schema.columns, table.names, table.name)
        self.cleaning = self._clean(keep_duplicates=keep_duplicates)
        refuse_no_events(self)
        self._refuse_mixed_offsets()
        refuse_no_numbers(self)
        refuse_unknown_variants(self)
        self.log_start, self.log_end = self._bounds()
        self._map()
        self._order()
        self._gather()

    # -- what the questions ask with --------------------------------------------------------------

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.engine.rows(sql)

    def one(self, sql: str) -> tuple[Any, ...]:
        """Return the one row of a query."""
        return self.engine.rows(sql)[0]

    def keep(self, name: str, query: str, *, by: str = "") -> None:
        """Keep the rows of a query under a name; they are looked up by some columns."""
        self.engine.rows(self._sql.drop(name))
        self.engine.rows(self._sql.keep(name, query))
        self._kept.append(name)
        index = self._sql.index(name, by) if by else ""
        if index:
            self.engine.rows(index)

    def close(self) -> None:
        """Forget what was kept."""
        for name in reversed(self._kept):
            self.engine.rows(self._sql.drop(name))
        self._kept.clear()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of entities: the personas, then those of none, then those without a value."""
        return (*self.design.personas, UNDECLARED, BLANK)

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """The groups of an experiment, in the order of their numbers."""
        declared = (self.schema.baseline or "", self.schema.treatment or "")
        return (*declared, SEVERAL, UNDECLARED, BLANK)

    def among(self, numbers: Any) -> str:
        """Return a list of numbers for IN; one that nothing is in, if there are none."""
        return "(" + ", ".join(map(str, sorted(numbers)) if numbers else ["-9"]) + ")"

    # -- how it is made ---------------------------------------------------------------------------

    def _clean(self, *, keep_duplicates: bool) -> Cleaning:
        """Read the log, each column under its role, and mark the rows that do not count."""
        sql, names = self._sql, self.table.names
        code = {name: f"c{place}" for place, name in enumerate(names)}
        columns = ", ".join(f"{sql.identifier(name)} AS {code[name]}" for name in names)
        guards = self.mapping.conditions(sql, self.table)
        extra = "".join(f", {guard} AS guard_{n}" for n, guard in enumerate(guards))
        every = f"SELECT {columns}{extra}, {self.table.row or '0'} AS line FROM {self.table.sql}"
        if not keep_duplicates:
            grouped = ", ".join(code.values())
            guarded = "".join(f", MAX(guard_{n}) AS guard_{n}" for n in range(len(guards)))
            every = (
                f"SELECT {grouped}{guarded}, MIN(line) AS line FROM ({every}) each_row "
                f"GROUP BY {grouped}"
            )
        told = {role: code[column] for role, column in self.schema.columns.items()}
        guarded = "".join(f", guard_{n}" for n in range(len(guards)))
        roles = (
            f"SELECT line, {self._as_text(told.get('entity'))} AS entity, "
            f"{self._as_text(told.get('event'))} AS {EVENT}, "
            f"{self._instant(told['timestamp'])} AS instant, "
            f"{self._is_naive(told['timestamp'])} AS naive, "
            f"{self._order_number(told.get('order'))} AS seq, "
            f"{self._group(told.get('persona'))} AS g, "
            f"{self._as_text(told.get('session'))} AS session, "
            f"{self._as_text(told.get('variant'))} AS variant, "
            f"{self._as_text(told.get('value'))} AS amount{guarded} FROM ({every}) unique_row"
        )
        self.keep(
            "jk_rows",
            f"SELECT roles.*, CASE WHEN {self._is_blank('entity')} THEN 1 "
            f"WHEN instant IS NULL THEN 2 WHEN {self._is_blank(EVENT)} THEN 3 ELSE 0 END AS fate "
            f"FROM ({roles}) roles",
        )
        fates = dict(self.rows("SELECT fate, COUNT(*) FROM jk_rows GROUP BY fate"))
        (read,) = self.one(f"SELECT COUNT(*) FROM {self.table.sql}")
        good, blank, unreadable, unnamed = (int(fates.get(fate, 0)) for fate in range(4))
        twice = read - good - blank - unreadable - unnamed
        return Cleaning(read, twice, blank, unreadable, unnamed, good)

    def _as_text(self, column: str | None) -> str:
        return self._sql.as_text(column or "NULL")

    def _is_blank(self, text: str) -> str:
        return f"COALESCE({self._sql.trimmed(text)}, '') = ''"

    def _instant(self, column: str) -> str:
        """Return the instant of an event, in microseconds."""
        kind = self.table.kind(self.schema.timestamp)
        offset = self.schema.naive_offset or "+00:00"
        if kind == "text":
            return self._sql.instant(column, "+00:00" if offset == "Z" else offset)
        if kind in {"time", "instant", "day"}:
            return self._sql.microseconds(column, kind, offset_seconds(offset))
        raise DocumentError(
            f'column "{self.schema.timestamp}"',
            expected="times, or text such as 2026-03-02T00:26:18Z",
            found="numbers" if kind == "number" else "values of another type",
            file=self.table.name,
        )

    def _is_naive(self, column: str) -> str:
        """Return whether a timestamp states no offset, as 1 or 0."""
        if self.table.kind(self.schema.timestamp) != "text":
            return "0"
        text = self._sql.trimmed(column)
        end = f"SUBSTR({text}, LENGTH({text}) - 5, 1)"
        return f"CASE WHEN {text} LIKE '%Z' OR {end} IN ('+', '-') THEN 0 ELSE 1 END"

    def _order_number(self, column: str | None) -> str:
        if column is None:
            return "CAST(NULL AS INTEGER)"
        if self.table.kind(self.schema.order or "") == "number":
            return column
        return self._sql.number(self._sql.as_text(column))

    def _group(self, column: str | None) -> str:
        """Return the number of a segment's group; NULL where the field is blank."""
        if column is None:
            return "CAST(NULL AS INTEGER)"
        text = self._sql.as_text(column)
        declared = "".join(
            f" WHEN {text} = {self._sql.text(value)} THEN {number}"
            for value, number in self.design.segments.items()
        )
        others = self.groups.index(UNDECLARED)
        return f"CASE WHEN {self._is_blank(text)} THEN NULL{declared} ELSE {others} END"

    def _refuse_mixed_offsets(self) -> None:
        """Refuse timestamps with an offset beside others without one, of which nobody said it."""
        if self.schema.naive_offset is not None:
            return
        naive, every = self.one("SELECT SUM(naive), COUNT(*) FROM jk_rows WHERE fate = 0")
        if naive and naive < every:
            raise DocumentError(
                f'column "{self.schema.timestamp}"',
                problem=f"{naive:,} of {every:,} timestamps state no offset from UTC and the "
                'others do; say what holds for those with naive_offset="+00:00"',
                file=self.table.name,
            )

    def _bounds(self) -> tuple[int, int]:
        """Return the first and the last instant of the log."""
        first, last = self.one("SELECT MIN(instant), MAX(instant) FROM jk_rows WHERE fate = 0")
        return int(first), int(last)

    def _map(self) -> None:
        """Give each name its touchpoint, and each entity a number."""
        guards = "".join(f", guard_{n}" for n in range(len(self.mapping.guards)))
        self.keep(
            "jk_names",
            f"SELECT {EVENT}{guards}, events, entities, {self.mapping.as_case(self._sql)} AS k "
            f"FROM (SELECT {EVENT}{guards}, COUNT(*) AS events, COUNT(DISTINCT entity) AS entities "
            f"FROM jk_rows WHERE fate = 0 GROUP BY {EVENT}{guards}) named",
        )
        self.keep(
            "jk_entities",
            "SELECT entity, ROW_NUMBER() OVER (ORDER BY entity) AS e "
            "FROM (SELECT DISTINCT entity FROM jk_rows WHERE fate = 0) different",
            by="entity",
        )

    def _order(self) -> None:
        """Give each event its position, and each mapped event the next."""
        self.keep(
            "jk_steps",
            "SELECT e, instant, k, g, session, variant, amount, line, "
            f"ROW_NUMBER() OVER (PARTITION BY e ORDER BY {self.order()}) AS pos "
            f"FROM ({self.mapped()}) mapped_event",
        )
        self.keep("jk_path", self.path("jk_steps"), by="e, i")

    def order(self) -> str:
        """Return what orders the events of an entity."""
        seq = "CASE WHEN seq IS NULL THEN 0 ELSE 1 END, seq, " if self.schema.order else ""
        return f"instant, {seq}line"

    def mapped(self) -> str:
        """Return the query for all events with their codes."""
        joined = "".join(f" AND r.guard_{n} = n.guard_{n}" for n in range(len(self.mapping.guards)))
        return (
            "SELECT p.e, r.instant, r.seq, r.line, n.k, r.g, r.session, r.variant, r.amount "
            "FROM jk_rows r JOIN jk_entities p ON p.entity = r.entity "
            f"JOIN jk_names n ON n.{EVENT} = r.{EVENT}{joined} WHERE r.fate = 0"
        )

    def path(self, steps: str) -> str:
        """Return the query for the mapped events of some steps, each with the next."""
        window = "OVER (PARTITION BY e ORDER BY pos)"
        return (
            f"SELECT e, instant, k, session, pos, ROW_NUMBER() {window} AS i, "
            f"LEAD(k) {window} AS next_k, LEAD(pos) {window} AS next_pos "
            f"FROM {steps} WHERE k >= 0"
        )

    def _gather(self) -> None:
        """Gather what is known of each entity."""
        size = len(self.groups) + 1
        good, bad = map(self.among, (self.design.success, self.design.abandonment))
        walked = (
            "SELECT e, MAX(i) AS steps, MIN(instant) AS first_at, "
            "MAX(CASE WHEN i = 1 THEN k END) AS first_k, "
            "MAX(CASE WHEN next_k IS NULL THEN k END) AS last_k, "
            f"MIN(CASE WHEN k IN {good} THEN i END) AS success_i FROM jk_path GROUP BY e"
        )
        lived = (
            "SELECT e, COUNT(*) AS events, MAX(instant) AS last_at, "
            f"MIN(CASE WHEN g IS NOT NULL THEN pos * {size} + g END) % {size} AS g, "
            f"MIN(CASE WHEN NOT {self._is_blank('variant')} THEN variant END) AS least, "
            f"MAX(CASE WHEN NOT {self._is_blank('variant')} THEN variant END) AS most "
            "FROM jk_steps GROUP BY e"
        )
        idle = f"{self.log_end} - last_at >= {self.schema.idle_cutoff}"
        self.keep(
            "jk_people",
            f"SELECT l.e, l.events, last_at, COALESCE(g, {size - 2}) AS g, {self._variant()} AS v, "
            "COALESCE(steps, 0) AS steps, first_at, first_k, last_k, success_i, "
            f"CASE WHEN steps IS NULL THEN {NO_TOUCHPOINT} "
            f"WHEN success_i IS NOT NULL THEN {SUCCESS} WHEN last_k IN {bad} THEN {EXPLICIT} "
            f"WHEN {idle} THEN {SILENT} ELSE {OPEN} END AS o, "
            f"CASE WHEN {idle} THEN 1 ELSE 0 END AS idle "
            f"FROM ({lived}) l LEFT JOIN ({walked}) w ON w.e = l.e",
            by="e",
        )

    def _variant(self) -> str:
        """Return the number of an entity's variant."""
        declared = "".join(
            f" WHEN least = {self._sql.text(value)} THEN {number}"
            for number, value in enumerate((self.schema.baseline, self.schema.treatment))
            if value is not None
        )
        return f"CASE WHEN least IS NULL THEN 4 WHEN least <> most THEN 2{declared} ELSE 3 END"
