"""One projection of a log, from which every question is answered.

The log is cleaned, mapped and sorted once, in SQL that all engines know: compact codes for entities
and touchpoints, the position of each event, the next touchpoint of each. What comes back to Python
are counts, and never a row an entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from journeykit.errors import DocumentError
from journeykit.evidence.array_events import ArrayEvents, has_arrays
from journeykit.evidence.design import UNMAPPED, Design
from journeykit.evidence.engines.engine import LogTable, SqlEngine
from journeykit.evidence.facts import (
    BLANK,
    EXPLICIT,
    NO_TOUCHPOINT,
    OPEN,
    SEVERAL,
    SILENT,
    SUCCESS,
    UNDECLARED,
    Events,
)
from journeykit.evidence.mapping import EVENT
from journeykit.evidence.mapping import Mapping as EventMapping
from journeykit.evidence.refusals import (
    refuse_no_events,
    refuse_no_numbers,
    refuse_unknown_variants,
)
from journeykit.evidence.rows import GOOD, NOBODY, UNDATED, UNNAMED, Rows
from journeykit.evidence.schema import EventSchema
from journeykit.evidence.sql_events import SqlEvents

MOST_ENTITIES = 20_000
"""How many entities standard errors rest on at most."""


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
    * `jk_steps` — event: entity `e`, `instant`, name `n`, touchpoint `k` or -1, and `pos`, which
      grows along the events of an entity
    * `jk_path` — mapped event: `i`, which counts those of an entity on, the next, `next_k`, and
      whether something unmapped lies between, `cut`
    * `jk_people` — entity: persona `g`, variant `v`, outcome `o`, first and last touchpoint

    Args:
        engine: What answers SQL.
        table: The log.
        schema: What its columns mean.
        design: The numbered journey.
        mapping: How events find touchpoints.
        keep_duplicates: Whether exact duplicates count.
        in_arrays: Whether arrays of NumPy may answer what is asked of single events.
    """

    def __init__(
        self,
        engine: SqlEngine,
        table: LogTable,
        schema: EventSchema,
        design: Design,
        mapping: EventMapping,
        *,
        keep_duplicates: bool = False,
        in_arrays: bool = True,
    ) -> None:
        self.engine = engine
        self.table = table
        self.schema = schema
        self.design = design
        self.mapping = mapping
        self._sql = engine.dialect
        self._kept: list[str] = []
        self._naive_copies = 0
        others = self.groups.index(UNDECLARED)
        self._read = Rows(
            self._sql, table, schema, mapping, design.segments, others, keep_copies=keep_duplicates
        )
        self._rows = self._find()
        self._fates = {f: int(n) for f, n in self.rows("SELECT fate, events FROM jk_found")}
        self._number()
        arrays = in_arrays and self.has_positions and GOOD in self._fates and has_arrays(engine)
        self.events: Events = self._in_arrays() if arrays else self._in_sql()

    def _in_sql(self) -> SqlEvents:
        """Keep the events and what is known of each entity, all in SQL."""
        self._keep_steps()
        copies = self._without_copies() if self.looks_for_copies else {}
        self.cleaning = self._clean(copies)
        self._check()
        self._name(
            "SELECT n, SUM(m) AS events, COUNT(*) AS entities FROM "
            f"({self._sql.counted('n', 'jk_steps')}) own GROUP BY n"
        )
        self._forget_rows()
        self._keep_path()
        self._gather()
        return SqlEvents(self)

    def _in_arrays(self) -> ArrayEvents:
        """Sort the events in arrays; relations of them are kept when they are asked for."""
        self.log_start, self.log_end = self._bounds()
        events = ArrayEvents(self, self._coded(), self._fates[GOOD])
        others = self._copies_of_others() if self.looks_for_copies else {}
        self.cleaning = self._clean(others | {GOOD: events.copies})
        if self.schema.variant:
            self.keep_events()
        self._check()
        self._name("SELECT n, events, entities FROM jk_counted")
        if self.schema.variant:
            self._vary()
        return events

    def keep_events(self) -> None:
        """Keep the relations `jk_steps` and `jk_path` for those who ask for them."""
        if "jk_path" not in self._kept:
            self._keep_steps()
            if "jk_copied" in self._kept:
                self.rows("DELETE FROM jk_steps WHERE line IN (SELECT line FROM jk_copied)")
            self._keep_path()

    @property
    def looks_for_copies(self) -> bool:
        """Whether copies are sorted out where the rows have become small."""
        return self._read.positioned and not self._read.keep_copies

    def _forget_rows(self) -> None:
        """Forget what only sorting the events needs."""
        for name in ("jk_rows", "jk_codes", "jk_found"):
            self.forget(name)

    def _check(self) -> None:
        """Refuse a log that cannot be what its columns are said to be."""
        refuse_no_events(self)
        self.naive_timestamps = self._naive()
        refuse_no_numbers(self)
        refuse_unknown_variants(self)
        self.log_start, self.log_end = self._bounds()

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
        if name not in self._kept:
            self._kept.append(name)
        index = self._sql.index(name, by) if by else ""
        if index:
            self.engine.rows(index)

    def take(self, name: str, columns: Mapping[str, Any], *, more: bool = False) -> None:
        """Keep arrays under a name; of an engine that takes them.

        Args:
            name: The name.
            columns: The arrays.
            more: Whether they come behind what is kept under the name.
        """
        engine: Any = self.engine
        if not more:
            self.rows(self._sql.drop(name))
        engine.take(name, columns, more=more)
        if name not in self._kept:
            self._kept.append(name)

    def forget(self, name: str) -> None:
        """Forget what is not needed any more, where others do not rest on it."""
        if name in self._kept and self._sql.keeps_rows:
            self.engine.rows(self._sql.drop(name))
            self._kept.remove(name)

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

    @property
    def has_positions(self) -> bool:
        """Whether the rows of the log have a position, as in a file."""
        return self._read.positioned

    @cached_property
    def every(self) -> int:
        """Of how many entities one is taken for standard errors: a regular sample of many."""
        (entities,) = self.one("SELECT COUNT(*) FROM jk_entities")
        return max(1, -(-int(entities) // MOST_ENTITIES))

    @property
    def decided_until(self) -> int:
        """Until when somebody who was lost afterwards is known to be."""
        return self.log_end - self.schema.idle_cutoff

    def among(self, numbers: Any) -> str:
        """Return a list of numbers for IN; one that nothing is in, if there are none."""
        return "(" + ", ".join(map(str, sorted(numbers)) if numbers else ["-9"]) + ")"

    # -- how it is made ---------------------------------------------------------------------------

    def _find(self) -> str:
        """Count the rows by what becomes of them; return the query for them."""
        rows = f"({self._read.query()})"
        if self._read.times_are_text or not self._read.positioned:
            self.keep("jk_rows", self._read.query())
            rows = "jk_rows"
        self.keep(
            "jk_found",
            "SELECT fate, COUNT(*) AS events, SUM(naive) AS naive, MIN(instant) AS first_at, "
            f"MAX(instant) AS last_at FROM {rows} r GROUP BY fate",
        )
        return rows

    def _number(self) -> None:
        """Give each name its number and its touchpoint, and each entity a number."""
        guards, rows = self._read.guards, self._rows
        named = f" AND NOT {self._sql.is_blank(EVENT)}" if UNNAMED in self._fates else ""
        self.keep(
            "jk_codes",
            f"SELECT {EVENT}{guards}, CAST({self.mapping.as_case(self._sql)} AS SMALLINT) AS k, "
            f"CAST(ROW_NUMBER() OVER (ORDER BY {EVENT}{guards}) AS INTEGER) AS n "
            f"FROM (SELECT DISTINCT {EVENT}{guards} FROM {rows} r) different "
            f"WHERE NOT {self._sql.is_blank(EVENT)}",
        )
        self.keep(
            "jk_entities",
            "SELECT entity, CAST(ROW_NUMBER() OVER (ORDER BY entity) AS INTEGER) AS e "
            f"FROM (SELECT DISTINCT entity FROM {rows} r WHERE instant IS NOT NULL{named}) d "
            f"WHERE NOT {self._sql.is_blank('entity')}",
            by="entity",
        )

    def _coded(self) -> str:
        """Return the query for the events in codes.

        Blank entities and events have no number, so that only times are looked at.
        """
        line = ["line"] if self._read.positioned else []
        order = ["seq"] if self.schema.order else []
        joined = "".join(f" AND r.{guard} = n.{guard}" for guard in self._read.guard_names)
        return (
            "SELECT p.e, r.instant, n.n, n.k"
            + "".join(f", r.{column}" for column in (*line, *self._read.carried, *order))
            + f" FROM {self._rows} r JOIN jk_entities p ON p.entity = r.entity "
            f"JOIN jk_codes n ON n.{EVENT} = r.{EVENT}{joined} WHERE r.instant IS NOT NULL"
        )

    def _keep_steps(self) -> None:
        """Code the events and sort them: the one time that the whole log is."""
        line = ["line"] if self._read.positioned else []
        columns = ", ".join(("e", "instant", "n", "k", *line, *self._read.carried))
        steps = self._sql.numbered(columns, self._coded(), self._read.order())
        self.keep("jk_steps", steps, by="e, pos")

    def _keep_path(self) -> None:
        """Keep the mapped events, each with the next."""
        self.keep("jk_path", self.path("jk_steps"), by="e, i")

    def _clean(self, copies: Mapping[int, int]) -> Cleaning:
        """Say how many rows became what, those aside that are equal to earlier ones."""
        read = sum(self._fates.values())
        if not self._read.positioned:
            (read,) = self.one(f"SELECT COUNT(*) FROM {self.table.sql}")
        good = [self._fates.get(fate, 0) - copies.get(fate, 0) for fate in range(4)]
        return Cleaning(
            rows_read=read,
            exact_duplicates=read - sum(good),
            blank_entity=good[NOBODY],
            unreadable_timestamp=good[UNDATED],
            blank_event=good[UNNAMED],
            events=good[GOOD],
        )

    def _without_copies(self) -> dict[int, int]:
        """Leave out events that are equal to earlier ones in every column of the log.

        Only events of one entity, instant and name can be, and rows that do not count anyway.

        Returns:
            How many copies there are, by what becomes of the rows.
        """
        copies: dict[int, int] = {}
        then = f"(SELECT e, instant, {self._sql.next('instant')} AS then_at FROM jk_steps) s"
        tied = f"SELECT DISTINCT e, instant FROM {then} WHERE then_at = instant"
        if self.rows(f"{tied} LIMIT 1"):
            alike = (
                f"SELECT s.e, s.instant, s.n FROM jk_steps s JOIN ({tied}) t ON t.e = s.e "
                "AND t.instant = s.instant GROUP BY s.e, s.instant, s.n HAVING COUNT(*) > 1"
            )
            copies |= self.keep_copies(
                f"SELECT s.line, {GOOD} AS fate FROM jk_steps s JOIN ({alike}) a ON a.e = s.e "
                "AND a.instant = s.instant AND a.n = s.n"
            )
        if copies:
            self.rows("DELETE FROM jk_steps WHERE line IN (SELECT line FROM jk_copies)")
        self.forget("jk_copies")
        return copies | self._copies_of_others()

    def _copies_of_others(self) -> dict[int, int]:
        """Count the copies among rows that do not count anyway."""
        if len(self._fates) == (GOOD in self._fates):
            return {}
        rows = f"SELECT line, fate FROM {self._rows} r WHERE fate <> {GOOD}"
        copies = self.keep_copies(rows)
        self.forget("jk_copies")
        return copies

    def keep_copies(self, suspects: str) -> dict[int, int]:
        """Keep, as `jk_copies`, rows that are equal to earlier ones in every column of the log.

        Args:
            suspects: The query for the rows among which they are looked for: `line` and `fate`.

        Returns:
            How many there are, by what becomes of the rows.
        """
        columns = ", ".join(self._read.columns)
        self.keep("jk_suspects", suspects)
        self.keep(
            "jk_copies",
            f"SELECT line, fate FROM (SELECT r.line, u.fate, ROW_NUMBER() OVER (PARTITION BY "
            f"{columns} ORDER BY r.line) AS copy FROM ({self._read.every()}) r "
            "JOIN jk_suspects u ON u.line = r.line) w WHERE copy > 1",
        )
        self.forget("jk_suspects")
        copies = {
            f: int(n) for f, n in self.rows("SELECT fate, COUNT(*) FROM jk_copies GROUP BY fate")
        }
        if copies.get(GOOD) and self._read.times_are_text:
            (naive,) = self.one(
                f"SELECT SUM(r.naive) FROM {self._rows} r JOIN jk_copies c ON c.line = r.line "
                f"WHERE c.fate = {GOOD}"
            )
            self._naive_copies += int(naive)
        return copies

    def _naive(self) -> int:
        """Count timestamps without an offset; refuse them beside others if nobody said theirs."""
        naive, every = self.one(f"SELECT naive, events FROM jk_found WHERE fate = {GOOD}")
        if naive and naive < every and self.schema.naive_offset is None:
            raise DocumentError(
                f'column "{self.schema.timestamp}"',
                problem=f"{int(naive):,} of {int(every):,} timestamps state no offset from UTC and "
                'the others do; say what holds for those with naive_offset="+00:00", on the '
                "command line --naive-offset=+00:00",
                file=self.table.name,
            )
        return int(naive) - self._naive_copies

    def _bounds(self) -> tuple[int, int]:
        """Return the first and the last instant of the log."""
        first, last = self.one(f"SELECT first_at, last_at FROM jk_found WHERE fate = {GOOD}")
        return int(first), int(last)

    def _name(self, counts: str) -> None:
        """Count each name, now that every event counts once.

        Args:
            counts: The query for the events and entities of each name.
        """
        self.keep(
            "jk_names",
            f"SELECT {EVENT}{self._read.guards}, k, events, entities FROM jk_codes c "
            f"JOIN ({counts}) s ON s.n = c.n",
        )

    def path(self, steps: str) -> str:
        """Return the query for the mapped events of some steps, each with the next."""
        session = ", session" if self.schema.session else ""
        next_value = self._sql.next("k")
        return (
            f"SELECT e, instant, k{session}, {self._sql.position()} AS i, {next_value} AS next_k, "
            f"CASE WHEN after_k = {UNMAPPED} AND {next_value} IS NOT NULL THEN 1 ELSE 0 END AS cut "
            f"FROM (SELECT e, instant, k{session}, pos, {next_value} AS after_k FROM {steps}) s "
            "WHERE k >= 0"
        )

    def _gather(self) -> None:
        """Gather what is known of each entity."""
        size, most = len(self.groups) + 1, len(self.design.touchpoints) + 1
        good, bad = map(self.among, (self.design.success, self.design.abandonment))
        walked = (
            "SELECT e, COUNT(*) AS steps, MIN(instant) AS first_at, "
            f"MIN(i * {most} + k) % {most} AS first_k, "
            "MAX(CASE WHEN next_k IS NULL THEN k END) AS last_k, "
            f"MIN(CASE WHEN k IN {good} THEN i END) AS success_i FROM jk_path GROUP BY e"
        )
        group = f"MIN(CASE WHEN g IS NOT NULL THEN pos * {size} + g END) % {size}"
        lived = (
            "SELECT e, COUNT(*) AS events, MAX(instant) AS last_at, "
            f"{group if self.schema.persona else 'CAST(NULL AS INTEGER)'} AS g"
            f"{f', {self._said()}' if self.schema.variant else ''} FROM jk_steps GROUP BY e"
        )
        idle = f"{self.log_end} - last_at >= {self.schema.idle_cutoff}"
        self.keep(
            "jk_people",
            f"SELECT l.e, l.events, last_at, CAST(COALESCE(g, {size - 2}) AS SMALLINT) AS g, "
            f"{self._variant()} AS v, COALESCE(steps, 0) AS steps, first_at, first_k, last_k, "
            f"success_i, CASE WHEN steps IS NULL THEN {NO_TOUCHPOINT} "
            f"WHEN success_i IS NOT NULL THEN {SUCCESS} WHEN last_k IN {bad} THEN {EXPLICIT} "
            f"WHEN {idle} THEN {SILENT} ELSE {OPEN} END AS o, "
            f"CASE WHEN {idle} THEN 1 ELSE 0 END AS idle "
            f"FROM ({lived}) l LEFT JOIN ({walked}) w ON w.e = l.e",
            by="e",
        )

    def _vary(self) -> None:
        """Say of each entity which variant it had."""
        said = f"SELECT e, {self._said()} FROM jk_steps GROUP BY e"
        self.keep("jk_varied", f"SELECT e, {self._variant()} AS v FROM ({said}) l")
        self.rows("UPDATE jk_people SET v = (SELECT w.v FROM jk_varied w WHERE w.e = jk_people.e)")
        self.forget("jk_varied")

    def _said(self) -> str:
        """Return the first and the last variant of an entity, in the order of texts."""
        said = f"CASE WHEN NOT {self._sql.is_blank('variant')} THEN variant END"
        return f"MIN({said}) AS least, MAX({said}) AS most"

    def _variant(self) -> str:
        """Return the number of an entity's variant."""
        if self.schema.variant is None:
            return "4"
        declared = "".join(
            f" WHEN least = {self._sql.text(value)} THEN {number}"
            for number, value in enumerate((self.schema.baseline, self.schema.treatment))
            if value is not None
        )
        return f"CASE WHEN least IS NULL THEN 4 WHEN least <> most THEN 2{declared} ELSE 3 END"
