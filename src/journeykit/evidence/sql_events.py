"""The questions about single events in SQL, which every engine answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from journeykit.evidence.facts import (
    DAY,
    DAYS,
    EXPLICIT,
    HALF,
    LOST,
    NOBODY_STAYS,
    SILENT,
    START,
    SUCCEEDED,
    Misordered,
    Passage,
    Variants,
    Waits,
    positions_around,
)

if TYPE_CHECKING:
    from journeykit.evidence.projection import Projection

_TOGETHER = 40
"""For how many figures the influences of entities are summed in one statement."""


class SqlEvents:
    """The events of a log in the relations of a projection.

    Args:
        projection: The projection, which has kept its events.
    """

    def __init__(self, projection: Projection) -> None:
        self._p = projection
        self._sql = projection.engine.dialect

    @property
    def tied(self) -> int:
        """How many events share entity and instant with another."""
        return self._tied

    @cached_property
    def _tied(self) -> int:
        """The same, counted once.

        A run of n of them has n - 1 events whose next is at the same instant, and one end.
        """
        following, later = (self._sql.next("instant", steps) for steps in (1, 2))
        row = self._p.one(
            "SELECT COUNT(*), SUM(CASE WHEN later = instant THEN 0 ELSE 1 END) FROM "
            f"(SELECT instant, {following} AS following, {later} AS later FROM jk_steps) s "
            "WHERE following = instant"
        )
        return sum(int(number or 0) for number in row)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """How often each touchpoint was passed, by whom, and where they went next."""
        return self._passages

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        """The same, counted once."""
        old = f"CASE WHEN s.instant <= {self._p.decided_until} THEN 1 ELSE 0 END AS old"
        side = (
            "CASE WHEN p.success_i IS NULL OR s.i < p.success_i THEN -1 "
            "WHEN s.i = p.success_i THEN 0 ELSE 1 END AS side"
        )
        rows = self._p.rows(
            "SELECT k, next_k, g, o, old, side, COUNT(*), SUM(cut) FROM "
            f"(SELECT s.k, s.next_k, s.cut, p.g, p.o, {old}, {side} FROM jk_path s "
            "JOIN jk_people p ON p.e = s.e) w GROUP BY k, next_k, g, o, old, side"
        )
        return tuple(Passage(*row) for row in rows)

    def misordered(self) -> tuple[Misordered, Misordered]:
        """Compare the transitions with those in the order of time and then the file, and of it.

        Only entities whose events the file has in another order can differ.
        """
        self._p.keep(
            "jk_shuffled",
            "SELECT e, MAX(CASE WHEN then_at = instant THEN 1 ELSE 0 END) AS tie FROM "
            f"(SELECT e, instant, line, {self._sql.next('instant')} AS then_at, "
            f"{self._sql.next('line')} AS then_line FROM jk_steps) s "
            "WHERE then_line < line GROUP BY e",
            by="e",
        )
        in_time = self._misordered("instant, line", "tie = 1")
        in_file = self._misordered("line", "1 = 1")
        self._p.forget("jk_shuffled")
        return in_time, in_file

    def _misordered(self, order: str, which: str) -> Misordered:
        """Compare the transitions of shuffled entities with those under another order."""
        shuffled = f"SELECT e FROM jk_shuffled WHERE {which}"
        others = (
            "SELECT k, next_k, COUNT(*) FROM (SELECT k, "
            f"LEAD(k) OVER (PARTITION BY e ORDER BY {order}) AS next_k FROM jk_steps "
            f"WHERE k >= 0 AND e IN ({shuffled})) w WHERE next_k IS NOT NULL GROUP BY k, next_k"
        )
        right = (
            "SELECT k, next_k, COUNT(*) FROM jk_path "
            f"WHERE next_k IS NOT NULL AND e IN ({shuffled}) GROUP BY k, next_k"
        )
        counts = Counter({(a, b): n for a, b, n in self._p.rows(right)})
        counts.subtract({(a, b): n for a, b, n in self._p.rows(others)})
        wrong = [abs(n) for n in counts.values() if n]
        return Misordered(len(wrong), sum(wrong))

    def visits(self) -> Iterable[tuple[int, int, int, int]]:
        """Return touchpoint, group, events and entities."""
        rows = self._p.rows(
            "SELECT s.n, p.g, SUM(s.m), COUNT(*) FROM "
            f"({self._sql.counted('k', 'jk_path')}) s "
            "JOIN jk_people p ON p.e = s.e GROUP BY s.n, p.g"
        )
        return [(k, g, int(events), entities) for k, g, events, entities in rows]

    def with_unmapped(self) -> Sequence[tuple[int, int, int]]:
        """Return transitions with their count where unmapped events stay in the path, in order."""
        rows = self._p.rows(
            "SELECT k, next_k, COUNT(*) FROM "
            f"(SELECT k, {self._sql.next('k')} AS next_k FROM jk_steps) w "
            "WHERE next_k IS NOT NULL GROUP BY k, next_k ORDER BY k, next_k"
        )
        return [(a, b, n) for a, b, n in rows]

    def keep_funnel(self) -> None:
        """Keep `jk_funnel` and `jk_funnel_first`: when each entity reached each stage."""
        keep_funnel(self._p, "jk_funnel", "e")

    def in_one_run(self) -> list[int]:
        """Count who went from the first stage to the second, third … with neighbouring events."""
        design = self._p.design
        inside = [self._p.among(design.in_stage(n)) for n in range(len(design.stages))]
        later = range(1, len(inside))
        if not later:
            return []
        following = ", ".join(f"{self._sql.next('k', n, 'i')} AS k{n}" for n in later)
        whole = {n: " AND ".join(f"k{m} IN {inside[m]}" for m in range(1, n + 1)) for n in later}
        best = ", ".join(f"MAX(CASE WHEN {whole[n]} THEN 1 ELSE 0 END) AS r{n}" for n in later)
        counted = ", ".join(f"SUM(r{n})" for n in later)
        row = self._p.one(
            f"SELECT {counted} FROM (SELECT e, {best} FROM (SELECT e, k, {following} FROM jk_path) "
            f"s WHERE k IN {inside[0]} AND {whole[1]} GROUP BY e) entity"
        )
        return [int(n or 0) for n in row]

    def variants(self, most: int) -> Variants:
        """Return the most frequent variants; of equally frequent ones, the first as texts."""
        walks = f"SELECT e, {self._sql.ordered('k', 'i')} AS walk FROM jk_path GROUP BY e"
        rows = self._p.rows(
            "SELECT COALESCE(walk, ''), g, o, p.events - p.steps, COUNT(*) AS n FROM jk_people p "
            f"LEFT JOIN ({walks}) w ON w.e = p.e GROUP BY COALESCE(walk, ''), g, o, "
            f"p.events - p.steps ORDER BY n DESC, 1, 2, 3, 4 LIMIT {most}"
        )
        position = {walk: n for n, walk in enumerate(dict.fromkeys(row[0] for row in rows))}
        return Variants(
            [tuple(map(int, walk.split(","))) if walk else () for walk in position],
            [position[row[0]] for row in rows],
            *([int(row[n]) for row in rows] for n in range(1, 5)),
        )

    def waits(self, number: int, shares: Sequence[float]) -> Waits:
        """Measure the time from a stage, counted from 1, to the next."""
        then, end = f"t{number + 1}", self._p.log_end
        self._p.keep(
            "jk_waits",
            f"SELECT CASE WHEN {then} IS NULL THEN {end} - t{number} "
            f"ELSE {then} - t{number} END AS t, "
            f"CASE WHEN {then} IS NULL THEN 0 ELSE 1 END AS done, "
            f"CASE WHEN {then} IS NULL AND idle = 0 AND last_k NOT IN "
            f"{self._p.among(self._p.design.abandonment)} THEN 1 ELSE 0 END AS still "
            f"FROM jk_funnel f JOIN jk_people p ON p.e = f.e WHERE t{number} IS NOT NULL",
        )
        n, mean, longest, not_yet, still = self._p.one(
            "SELECT SUM(done), AVG(CASE WHEN done = 1 THEN t END), "
            "MAX(CASE WHEN done = 1 THEN t END), SUM(1 - done), SUM(still) FROM jk_waits"
        )
        n, not_yet = int(n or 0), int(not_yet or 0)
        self._keep_staying(n + not_yet)
        places = self._p.among(position + 1 for position in positions_around(n, shares))
        around = self._p.rows(f"SELECT n - 1, t FROM jk_staying WHERE done = 1 AND n IN {places}")
        least = ", ".join(f"MIN(CASE WHEN t <= {day * DAY} THEN s END)" for day in DAYS)
        *sums, half = self._p.one(
            f"SELECT {least}, MIN(CASE WHEN s <= {HALF!r} THEN t END) FROM jk_staying"
        )
        self._p.forget("jk_staying")
        self._p.forget("jk_waits")
        return Waits(
            n,
            None if mean is None else float(mean),
            longest,
            not_yet,
            int(still or 0),
            {int(position): float(t) for position, t in around},
            tuple(float(total or 0) for total in sums),
            half,
        )

    def _keep_staying(self, every: int) -> None:
        """Keep the times in their order: how many went on so far, `n`, and which share stays.

        The product of the shares that stay is the exponential of a sum, `s`, which SQL has. Who
        leaves at the same time as another goes on is still under observation then; those who go
        on at the same time do so one after the other, which comes to the same product.
        """
        sql = self._sql
        staying = sql.logarithm(f"{sql.real(f'{every} - r')} / {sql.real(f'{every} - r + 1')}")
        self._p.keep(
            "jk_staying",
            "SELECT t, done, SUM(done) OVER (ORDER BY r) AS n, SUM(f) OVER (ORDER BY r) AS s FROM "
            f"(SELECT t, done, r, CASE WHEN done = 0 THEN {sql.real('0')} "
            f"WHEN r = {every} THEN {sql.real(repr(NOBODY_STAYS))} ELSE {staying} END AS f FROM "
            "(SELECT t, done, ROW_NUMBER() OVER (ORDER BY t, done DESC) AS r FROM jk_waits) w) k",
        )

    def squares(self, influences: Sequence[Mapping[tuple[int, int], float]]) -> list[float]:
        """Sum the decided steps of sampled entities by their influence; return sums of squares."""
        found: list[float] = []
        for start in range(0, len(influences), _TOGETHER):
            found.extend(self._squares(influences[start : start + _TOGETHER]))
        return found

    def _squares(self, influences: Sequence[Mapping[tuple[int, int], float]]) -> list[float]:
        """Return the sums of squares of some figures."""
        rows = " UNION ALL ".join(
            f"SELECT {a} AS wa, {b} AS wb, "
            + ", ".join(
                f"{self._sql.real(repr(each[a, b]))} AS w{n}" for n, each in enumerate(influences)
            )
            for a, b in influences[0]
        )
        sums = ", ".join(f"SUM(w{n}) AS s{n}" for n in range(len(influences)))
        squares = ", ".join(f"SUM(s{n} * s{n})" for n in range(len(influences)))
        row = self._p.one(
            f"SELECT {squares} FROM (SELECT e, {sums} FROM ({self._moves()}) moves "
            f"JOIN ({rows}) w ON wa = a AND wb = b GROUP BY e) entity"
        )
        return [float(total or 0.0) for total in row]

    def _moves(self) -> str:
        """Return the query for the steps that are older than the idle cutoff, of some entities."""
        every, until = self._p.every, self._p.decided_until
        return (
            f"SELECT e, {START} AS a, first_k AS b FROM jk_people "
            f"WHERE steps > 0 AND first_at <= {until} AND e % {every} = 0 UNION ALL "
            f"SELECT s.e, s.k, CASE WHEN s.i = p.success_i THEN {SUCCEEDED} "
            f"WHEN s.next_k IS NOT NULL THEN s.next_k WHEN p.o IN ({EXPLICIT}, {SILENT}) "
            f"THEN {LOST} END FROM jk_path s JOIN jk_people p ON p.e = s.e "
            f"WHERE (p.success_i IS NULL OR s.i <= p.success_i) AND s.instant <= {until} "
            f"AND s.e % {every} = 0 AND p.e % {every} = 0"
        )


def keep_funnel(p: Projection, name: str, unit: str) -> None:
    """Keep, for each unit, when it reached each stage, in columns `t1`, `t2`, …; NULL if never.

    Where and when a unit first comes to each stage is kept beside it, under the name with
    `_first`. Mostly these are the answer; only for units that were in a stage before they first
    came to the one before it, later events are looked up.

    Args:
        p: The projection.
        name: What the relation is called.
        unit: The columns of `jk_path` that make a unit.
    """
    stages = range(1, len(p.design.stages) + 1)
    inside = {n: f"k IN {p.among(p.design.in_stage(n - 1))}" for n in stages}
    firsts = "".join(
        f", MIN(CASE WHEN {inside[n]} THEN i END) AS i{n}, "
        f"MIN(CASE WHEN {inside[n]} THEN instant END) AS t{n}"
        for n in stages
    )
    p.keep(f"{name}_first", f"SELECT {unit}{firsts} FROM jk_path GROUP BY {unit}", by=unit)
    back = " OR ".join(f"i{n} < i{n - 1}" for n in stages if n > 1) or "1 = 0"
    crooked = f"CASE WHEN {back} THEN 1 ELSE 0 END"
    came = {n: " AND ".join(f"i{m} IS NOT NULL" for m in range(1, n + 1)) for n in stages}
    straight = "".join(f", CASE WHEN {came[n]} THEN t{n} END AS t{n}" for n in stages)
    p.keep(
        name,
        f"SELECT {unit}{straight} FROM {name}_first WHERE i1 IS NOT NULL AND {crooked} = 0 "
        f"UNION ALL {_looked_up(unit, inside, f'{name}_first WHERE i1 > 0 AND {crooked} = 1')}",
        by=unit,
    )


def _looked_up(unit: str, inside: Mapping[int, str], source: str) -> str:
    """Return the query for when some units reached each stage: one join for each stage."""
    columns = [column.strip() for column in unit.split(",")]
    same = " AND ".join(f"s.{column} = f.{column}" for column in columns)
    own = ", ".join(f"f.{column}" for column in columns)
    query = f"SELECT {unit}, t1, i1 FROM {source}"
    for n in list(inside)[1:]:
        known = "".join(f", MAX(f.t{m}) AS t{m}" for m in range(1, n))
        query = (
            f"SELECT {own}{known}, MIN(s.instant) AS t{n}, MIN(s.i) AS i{n} "
            f"FROM ({query}) f LEFT JOIN jk_path s "
            f"ON {same} AND s.i > f.i{n - 1} AND s.{inside[n]} GROUP BY {own}"
        )
    return f"SELECT {unit}{''.join(f', t{n}' for n in inside)} FROM ({query}) reached"
