"""One projection of a log, from which every question is answered.

The log is cleaned, mapped and sorted once, in SQL that all engines know: compact codes for entities
and touchpoints, the position of each event, the next touchpoint of each. What comes back to Python
are counts, and never a row an entity.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import field, frozen

from journeykit.errors import DocumentError
from journeykit.evidence.design import UNMAPPED, Design
from journeykit.evidence.engines.engine import LogTable, SqlEngine
from journeykit.evidence.mapping import EVENT, Mapping
from journeykit.evidence.refusals import (
    refuse_no_events,
    refuse_no_numbers,
    refuse_unknown_variants,
)
from journeykit.evidence.rows import GOOD, NOBODY, UNDATED, UNNAMED, Rows
from journeykit.evidence.schema import EventSchema

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


@frozen
class Passage:
    """Equal passages of a touchpoint.

    Args:
        k: The touchpoint, by number.
        next_k: The next touchpoint of the path; None at its end.
        group: The number of the entities' group.
        outcome: The number of their outcome.
        old: Whether they are older than the idle cutoff, as 1 or 0.
        side: -1 before the first success of the entity, 0 at it and 1 after it.
        count: How many there are.
        cut: How many have something unmapped before the next touchpoint.
    """

    k: int
    next_k: int | None
    group: int
    outcome: int
    old: int
    side: int
    count: int
    cut: int = field(converter=int)  # a sum, which some engines return as a decimal number


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
    """

    def __init__(
        self,
        engine: SqlEngine,
        table: LogTable,
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
        self._naive_copies = 0
        others = self.groups.index(UNDECLARED)
        self._read = Rows(
            self._sql, table, schema, mapping, design.segments, others, keep_copies=keep_duplicates
        )
        rows = self._find()
        self._number(rows)
        self._order(rows)
        self.cleaning = self._clean(rows)
        self.forget("jk_rows")
        refuse_no_events(self)
        self.naive_timestamps = self._naive()
        refuse_no_numbers(self)
        refuse_unknown_variants(self)
        self.log_start, self.log_end = self._bounds()
        self._name()
        self.keep("jk_path", self.path("jk_steps"), by="e, i")
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
        if name not in self._kept:
            self._kept.append(name)
        index = self._sql.index(name, by) if by else ""
        if index:
            self.engine.rows(index)

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
    def tied(self) -> int:
        """How many events share entity and instant with another.

        A run of n of them has n - 1 events whose next is at the same instant, and one end.
        """
        next_value, later = (self._sql.next("instant", steps) for steps in (1, 2))
        row = self.one(
            "SELECT COUNT(*), SUM(CASE WHEN later = instant THEN 0 ELSE 1 END) FROM "
            f"(SELECT instant, {next_value} AS following, {later} AS later FROM jk_steps) s "
            "WHERE following = instant"
        )
        return sum(int(number or 0) for number in row)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """How often each touchpoint was passed, by whom, and where they went next."""
        old = f"CASE WHEN s.instant <= {self.decided_until} THEN 1 ELSE 0 END AS old"
        side = (
            "CASE WHEN p.success_i IS NULL OR s.i < p.success_i THEN -1 "
            "WHEN s.i = p.success_i THEN 0 ELSE 1 END AS side"
        )
        rows = self.rows(
            "SELECT k, next_k, g, o, old, side, COUNT(*), SUM(cut) FROM "
            f"(SELECT s.k, s.next_k, s.cut, p.g, p.o, {old}, {side} FROM jk_path s "
            "JOIN jk_people p ON p.e = s.e) w GROUP BY k, next_k, g, o, old, side"
        )
        return tuple(Passage(*row) for row in rows)

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

    def _number(self, rows: str) -> None:
        """Give each name its number and its touchpoint, and each entity a number."""
        guards = self._read.guards
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
            f"FROM (SELECT DISTINCT entity FROM {rows} r WHERE instant IS NOT NULL) different "
            f"WHERE NOT {self._sql.is_blank('entity')}",
            by="entity",
        )

    def _order(self, rows: str) -> None:
        """Code the events and sort them: the one time that the whole log is.

        Blank entities and events have no number, so that only times are looked at.
        """
        line = ["line"] if self._read.positioned else []
        carried = [*line, *self._read.carried]
        order = ["seq"] if self.schema.order else []
        joined = "".join(f" AND r.{guard} = n.{guard}" for guard in self._read.guard_names)
        coded = (
            "SELECT p.e, r.instant, n.n, n.k"
            + "".join(f", r.{column}" for column in (*carried, *order))
            + f" FROM {rows} r JOIN jk_entities p ON p.entity = r.entity "
            f"JOIN jk_codes n ON n.{EVENT} = r.{EVENT}{joined} WHERE r.instant IS NOT NULL"
        )
        columns = ", ".join(("e", "instant", "n", "k", *carried))
        self.keep("jk_steps", self._sql.numbered(columns, coded, self._read.order()), by="e, pos")

    def _clean(self, rows: str) -> Cleaning:
        """Leave out rows that are equal to earlier ones, and say how many became what."""
        fates = dict(self.rows("SELECT fate, events FROM jk_found"))
        copies: dict[int, int] = {}
        if self._read.positioned and not self._read.keep_copies:
            copies = self._without_copies(rows, with_uncounted=len(fates) > (GOOD in fates))
            read = sum(map(int, fates.values()))
        else:
            (read,) = self.one(f"SELECT COUNT(*) FROM {self.table.sql}")
        good = [int(fates.get(fate, 0)) - copies.get(fate, 0) for fate in range(4)]
        return Cleaning(
            rows_read=read,
            exact_duplicates=read - sum(good),
            blank_entity=good[NOBODY],
            unreadable_timestamp=good[UNDATED],
            blank_event=good[UNNAMED],
            events=good[GOOD],
        )

    def _without_copies(self, rows: str, *, with_uncounted: bool) -> dict[int, int]:
        """Leave out events that are equal to earlier ones in every column of the log.

        Only events of one entity, instant and name can be, and rows that do not count anyway.

        Args:
            rows: The rows by their roles.
            with_uncounted: Whether there are rows that do not count.

        Returns:
            How many copies there are, by what becomes of the rows.
        """
        sources = []
        then = f"(SELECT e, instant, {self._sql.next('instant')} AS then_at FROM jk_steps) s"
        tied = f"SELECT DISTINCT e, instant FROM {then} WHERE then_at = instant"
        if self.rows(f"{tied} LIMIT 1"):
            alike = (
                f"SELECT s.e, s.instant, s.n FROM jk_steps s JOIN ({tied}) t ON t.e = s.e "
                "AND t.instant = s.instant GROUP BY s.e, s.instant, s.n HAVING COUNT(*) > 1"
            )
            sources.append(
                f"SELECT s.line, {GOOD} AS fate FROM jk_steps s JOIN ({alike}) a ON a.e = s.e "
                "AND a.instant = s.instant AND a.n = s.n"
            )
        if with_uncounted:
            sources.append(f"SELECT line, fate FROM {rows} r WHERE fate <> {GOOD}")
        if not sources:
            return {}
        columns = ", ".join(self._read.columns)
        self.keep("jk_suspects", " UNION ALL ".join(sources))
        self.keep(
            "jk_copies",
            f"SELECT line, fate FROM (SELECT r.line, u.fate, ROW_NUMBER() OVER (PARTITION BY "
            f"{columns} ORDER BY r.line) AS copy FROM ({self._read.every()}) r "
            "JOIN jk_suspects u ON u.line = r.line) w WHERE copy > 1",
        )
        copies = {
            f: int(n) for f, n in self.rows("SELECT fate, COUNT(*) FROM jk_copies GROUP BY fate")
        }
        if copies.get(GOOD) and self._read.times_are_text:
            (naive,) = self.one(
                f"SELECT SUM(r.naive) FROM {rows} r JOIN jk_copies c ON c.line = r.line "
                f"WHERE c.fate = {GOOD}"
            )
            self._naive_copies = int(naive)
        if copies.get(GOOD):
            self.rows("DELETE FROM jk_steps WHERE line IN (SELECT line FROM jk_copies)")
        self.forget("jk_suspects")
        self.forget("jk_copies")
        return copies

    def _naive(self) -> int:
        """Count timestamps without an offset; refuse them beside others if nobody said theirs."""
        naive, every = self.one(f"SELECT naive, events FROM jk_found WHERE fate = {GOOD}")
        if naive and naive < every and self.schema.naive_offset is None:
            raise DocumentError(
                f'column "{self.schema.timestamp}"',
                problem=f"{int(naive):,} of {int(every):,} timestamps state no offset from UTC and "
                'the others do; say what holds for those with naive_offset="+00:00"',
                file=self.table.name,
            )
        return int(naive) - self._naive_copies

    def _bounds(self) -> tuple[int, int]:
        """Return the first and the last instant of the log."""
        first, last = self.one(f"SELECT first_at, last_at FROM jk_found WHERE fate = {GOOD}")
        return int(first), int(last)

    def _name(self) -> None:
        """Count each name, now that every event counts once."""
        self.keep(
            "jk_names",
            f"SELECT {EVENT}{self._read.guards}, k, events, entities FROM jk_codes c "
            "JOIN (SELECT n, SUM(m) AS events, COUNT(*) AS entities FROM "
            f"({self._sql.counted('n', 'jk_steps')}) own GROUP BY n) s ON s.n = c.n",
        )
        self.forget("jk_codes")
        self.forget("jk_found")

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
        variant = f"CASE WHEN NOT {self._sql.is_blank('variant')} THEN variant END"
        variants = f"MIN({variant}) AS least, MAX({variant}) AS most"
        lived = (
            "SELECT e, COUNT(*) AS events, MAX(instant) AS last_at, "
            f"{group if self.schema.persona else 'CAST(NULL AS INTEGER)'} AS g"
            f"{f', {variants}' if self.schema.variant else ''} FROM jk_steps GROUP BY e"
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
