"""The events of a log in arrays of NumPy, sorted, some entities at a time.

The engine reads, cleans and numbers; here events are put in order once, and those that stand in the
log twice are left out. Large logs are taken in parts, so that memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from journeykit.evidence.projection import Projection

EVENTS_AT_ONCE = 4_000_000
"""How many events are held in arrays at once, about."""


@frozen(eq=False)
class SortedEvents:
    """Some events, sorted by entity, instant, order and line.

    Args:
        entities: The numbers of the entities, in order.
        owner: The position of each event's entity among them.
        instant: When each event was.
        n: The number of its name.
        k: Its touchpoint, or -1.
        line: Its position in the log.
        g: The group its row says; -1 if it says none.
    """

    entities: Any
    owner: Any
    instant: Any
    n: Any
    k: Any
    line: Any
    g: Any

    def only(self, kept: Any) -> SortedEvents:
        """Return some of the events; no entity loses all."""
        return SortedEvents(
            self.entities,
            *(each[kept] for each in (self.owner, self.instant, self.n, self.k, self.line, self.g)),
        )


@frozen(eq=False)
class MappedEvents:
    """The mapped events of some entities, in order.

    Args:
        owner: The position of each event's entity.
        instant: When it was.
        k: Its touchpoint.
        next_k: The next touchpoint, or how many there are at the end of a path.
        cut: Whether something unmapped lies between.
        start: For each entity, where its path begins.
        count: For each entity, how long it is.
    """

    owner: Any
    instant: Any
    k: Any
    next_k: Any
    cut: Any
    start: Any
    count: Any

    @classmethod
    def of(cls, np: Any, events: SortedEvents, entities: int, touchpoints: int) -> MappedEvents:
        """Take the mapped events."""
        rows = np.flatnonzero(events.k >= 0)
        owner, k = events.owner[rows], events.k[rows]
        next_k = np.full(len(rows), touchpoints, np.int16)
        cut = np.zeros(len(rows), bool)
        same = owner[1:] == owner[:-1]
        next_k[:-1][same] = k[1:][same]
        cut[:-1] = same & (np.diff(rows) > 1)
        count = np.bincount(owner, minlength=entities)
        start = np.cumsum(count) - count
        return cls(owner, events.instant[rows], k, next_k, cut, start, count)


class SortedBatches:
    """The events of a log, sorted, some entities at a time.

    Args:
        projection: The projection, which has numbered names and entities.
        coded: The query for the events in codes.
        events: How many there are, copies among them.
        entities: How many entities there are.
    """

    def __init__(self, projection: Projection, coded: str, events: int, entities: int) -> None:
        self._np: Any = import_module("numpy")
        self._p = projection
        self._engine: Any = projection.engine
        self._coded = coded
        self._events = events
        self._entities = entities
        self.copies = 0
        """How many events were copies of earlier ones, of those that were taken so far."""
        self.tied = 0
        """How many share their instant with another of their entity, of those taken so far."""

    def __iter__(self) -> Iterator[SortedEvents]:
        """Yield the events of some entities at a time."""
        columns = ["e", "instant", "n", "k", "line"]
        columns += ["g"] if self._p.schema.persona else []
        columns += ["seq"] if self._p.schema.order else []
        chosen = f"SELECT {', '.join(columns)} FROM"
        parts = -(-self._events // EVENTS_AT_ONCE)
        source = f"({self._coded}) coded"
        if parts > 1:
            self._p.keep("jk_coded", f"{chosen} {source}")
            source = "jk_coded"
        for part in range(parts):
            low, high = (self._entities * each // parts for each in (part, part + 1))
            if high > low:
                which = f" WHERE e > {low} AND e <= {high}" if parts > 1 else ""
                yield self._without_copies(
                    self._sorted(self._engine.arrays(f"{chosen} {source}{which}"))
                )
        self._p.forget("jk_coded")

    def _sorted(self, columns: dict[str, Any]) -> SortedEvents:
        """Sort events by entity, instant, order and line."""
        np = self._np
        size = len(columns["e"])
        line = columns["line"]
        if size and (line[1:] < line[:-1]).any():
            order = np.argsort(line, kind="stable")
            columns = {name: column[order] for name, column in columns.items()}
        bits = max(1, size).bit_length()
        # The entity above the position: sorting such numbers is quick, and keeps the order else.
        key = (columns.pop("e").astype(np.int64) << bits) | np.arange(size)
        key.sort()
        order = key & ((1 << bits) - 1)
        entity = key >> bits
        del key
        first = np.empty(size, bool)
        first[:1] = True
        np.not_equal(entity[1:], entity[:-1], out=first[1:])
        entities = entity[first].astype(np.int32)
        del entity
        owner = np.cumsum(first, dtype=np.int32)
        owner -= 1
        seq = columns.pop("seq", None)
        ranks = [] if seq is None else [column[order] for column in self._ranks(seq)]
        columns = {name: columns[name][order] for name in list(columns)}
        del order
        g = columns.get("g")
        group = np.full(size, -1, np.int8) if g is None else np.ma.filled(g, -1)
        late = self._late(owner, columns["instant"], ranks)
        events = SortedEvents(
            entities, owner, columns["instant"], columns["n"], columns["k"], columns["line"], group
        )
        if not late.any():
            return events
        crooked = np.zeros(len(entities), bool)
        crooked[owner[1:][late]] = True
        rows = np.flatnonzero(crooked[owner])
        keys = (*(rank[rows] for rank in reversed(ranks)), events.instant[rows], owner[rows])
        order = np.arange(size)
        order[rows] = rows[np.lexsort(keys)]
        return events.only(order)

    def _ranks(self, seq: Any) -> list[Any]:
        """Return what orders by a number, those that are blank before the others."""
        np = self._np
        blank = np.ma.getmaskarray(seq)
        if not blank.any():
            return [np.ma.getdata(seq)]
        return [(~blank).astype(np.int8), np.ma.filled(seq, 0)]

    def _late(self, owner: Any, instant: Any, ranks: Sequence[Any]) -> Any:
        """Return which events belong before the one before them."""
        np = self._np
        late = np.zeros(max(0, len(owner) - 1), bool)
        level = owner[1:] == owner[:-1]
        for column in (instant, *ranks):
            late |= level & (column[1:] < column[:-1])
            level &= column[1:] == column[:-1]
        return late

    def _without_copies(self, events: SortedEvents) -> SortedEvents:
        """Leave out events that are equal to earlier ones in every column of the log."""
        np = self._np
        tie = (events.owner[1:] == events.owner[:-1]) & (events.instant[1:] == events.instant[:-1])
        tied = np.zeros(len(events.owner), bool)
        tied[1:] |= tie
        tied[:-1] |= tie
        rows = np.flatnonzero(tied)
        if self._p.looks_for_copies and len(rows):
            keys = (events.n[rows], events.instant[rows], events.owner[rows])
            rows = rows[np.lexsort(keys)]
            same = np.ones(len(rows) - 1, bool)
            for column in (events.n, events.instant, events.owner):
                same &= column[rows[1:]] == column[rows[:-1]]
            suspect = np.zeros(len(rows), bool)
            suspect[1:] |= same
            suspect[:-1] |= same
            events = events.only(self._originals(events.line, rows[suspect]))
            tie = (events.owner[1:] == events.owner[:-1]) & (
                events.instant[1:] == events.instant[:-1]
            )
        apart = np.zeros(len(events.owner), bool)
        apart[1:] |= tie
        apart[:-1] |= tie
        self.tied += int(apart.sum())
        return events

    def _originals(self, line: Any, suspects: Any) -> Any:
        """Return which events are not equal to earlier ones."""
        np = self._np
        original = np.ones(len(line), bool)
        if len(suspects):
            lines = line[suspects]
            self._p.take("jk_alike", {"line": lines, "fate": np.zeros(len(lines), np.int32)})
            copies = sum(self._p.keep_copies("SELECT line, fate FROM jk_alike").values())
            if copies:
                copied = self._engine.arrays("SELECT line FROM jk_copies")["line"]
                original[suspects[np.isin(lines, copied)]] = False
                self._p.take("jk_copied", {"line": copied}, more=self.copies > 0)
                self.copies += copies
            self._p.forget("jk_copies")
            self._p.forget("jk_alike")
        return original
