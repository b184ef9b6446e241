"""The questions about single events in arrays of NumPy, at a third of what SQL costs.

Events come sorted, some entities at a time, and then every question is one about neighbours, which
arrays answer in one go. What is asked is gathered from part to part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from attrs import frozen

from journeykit.evidence.array_variants import VariantCounter
from journeykit.evidence.engines.engine import ArrayEngine, SqlEngine
from journeykit.evidence.facts import (
    DAY,
    DAYS,
    EXPLICIT,
    HALF,
    LOST,
    NO_TOUCHPOINT,
    NOBODY_STAYS,
    OPEN,
    SILENT,
    START,
    SUCCEEDED,
    SUCCESS,
    Misordered,
    Passage,
    Variants,
    Waits,
    positions_around,
)
from journeykit.evidence.sorted_events import MappedEvents, SortedBatches, SortedEvents

if TYPE_CHECKING:
    from journeykit.evidence.projection import Projection

_NEVER = -(1 << 63)
"""In place of an instant that there is not."""

_NOWHERE = 1 << 62
"""In place of a position that there is not; behind all others."""

_FEW = 1 << 22
"""Below so many kinds, they are counted in a table."""


def has_arrays(engine: SqlEngine) -> bool:
    """Whether an engine hands over arrays of NumPy, and NumPy is there."""
    return isinstance(engine, ArrayEngine) and find_spec("numpy") is not None


@frozen(eq=False)
class _People:
    """What is known of some entities.

    Args:
        entities: Their numbers.
        count: How many events they have.
        last_at: When the last was.
        group: The numbers of their groups.
        path: Their paths.
    """

    entities: Any
    count: Any
    last_at: Any
    group: Any
    path: MappedEvents


class ArrayEvents:
    """The events of a log, taken through arrays some entities at a time.

    Args:
        projection: The projection, which has numbered names and entities.
        coded: The query for the events in codes.
        events: How many there are, copies among them.
    """

    def __init__(self, projection: Projection, coded: str, events: int) -> None:
        self._np: Any = import_module("numpy")
        self._p = p = projection
        self._engine: Any = p.engine
        (entities,) = p.one("SELECT COUNT(*) FROM jk_entities")
        self._size = len(p.design.touchpoints)
        self._stage = self._np.full(self._size + 1, -1, self._np.int16)
        for k, stage in p.design.stage_of.items():
            self._stage[k] = stage
        self._good, self._bad = map(self._marks, (p.design.success, p.design.abandonment))
        self._passages: Counter[int] = Counter()
        self._with_unmapped: Counter[int] = Counter()
        self._in_time: Counter[int] = Counter()
        self._in_file: Counter[int] = Counter()
        self._visits: Counter[int] = Counter()
        self._visitors: Counter[int] = Counter()
        self._runs: Counter[int] = Counter()
        self._names: list[Any] = []
        self._reached: list[Any] = []
        self._first: list[Any] = []
        self._ends: list[Any] = []
        self._moves: list[Any] = []
        self._variants = VariantCounter(self._size, len(p.groups))
        batches = SortedBatches(p, coded, events, entities)
        for number, some in enumerate(batches):
            self._take(some, first=number == 0)
        self.copies, self.tied = batches.copies, batches.tied
        self._keep_names()

    def _marks(self, touchpoints: Iterable[int]) -> Any:
        """Return an array that is true for some touchpoints; false behind the last, for none."""
        marks = self._np.zeros(self._size + 1, bool)
        marks[list(touchpoints)] = True
        return marks

    # -- gathering --------------------------------------------------------------------------------

    def _take(self, events: SortedEvents, *, first: bool) -> None:
        """Gather what is asked of some events."""
        np = self._np
        owner, k = events.owner, events.k
        size = len(events.entities)
        same = owner[1:] == owner[:-1]
        self._with_unmapped.update(
            self._counted((k[:-1][same] + 1) * (self._size + 1) + (k[1:][same] + 1))
        )
        self._count_names(events)
        self._compare_orders(events, same)
        lasts = np.append(np.flatnonzero(~same), len(owner) - 1)
        count = np.diff(lasts, prepend=-1)

        group = np.full(size, len(self._p.groups) - 1, np.int8)
        stated = np.flatnonzero(events.g >= 0)
        self._set_first(group, owner[stated], events.g[stated])
        path = MappedEvents.of(np, events, size, self._size)
        people = _People(events.entities, count, events.instant[lasts], group, path)
        self._count_path(people, first=first)

    def _counted(self, keys: Any) -> dict[int, int]:
        """Return how often each of some numbers from 0 on occurs."""
        np = self._np
        if not len(keys):
            return {}
        if keys.max() < _FEW:
            counts = np.bincount(keys)
            values = np.flatnonzero(counts)
            return dict(zip(values.tolist(), counts[values].tolist(), strict=True))
        values, counts = np.unique(keys, return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))

    def _set_first(self, target: Any, owners: Any, values: Any) -> None:
        """Set, for each owner, the first of its values; owners are sorted."""
        np = self._np
        first = np.empty(len(owners), bool)
        first[:1] = True
        np.not_equal(owners[1:], owners[:-1], out=first[1:])
        target[owners[first]] = values[first]

    def _count_names(self, events: SortedEvents) -> None:
        """Count the events and the entities of each name."""
        np = self._np
        most = int(events.n.max()) + 1
        bits = most.bit_length()
        own = (events.owner.astype(np.int64) << bits) | events.n
        own.sort()
        new = np.append(True, own[1:] != own[:-1])
        entities = np.bincount(own[new] & ((1 << bits) - 1), minlength=most)
        self._names.append((np.bincount(events.n, minlength=most), entities))

    def _keep_names(self) -> None:
        """Keep `jk_counted`: the events and entities of each name."""
        np = self._np
        size = max(len(events) for events, _ in self._names)
        totals = np.zeros((2, size), np.int64)
        for each in self._names:
            for part, counts in enumerate(each):
                totals[part, : len(counts)] += counts
        n = np.flatnonzero(totals[0])
        self._p.take("jk_counted", {"n": n, "events": totals[0][n], "entities": totals[1][n]})

    def _compare_orders(self, events: SortedEvents, same: Any) -> None:
        """Count how transitions differ in the order of time and then the file, and of the file."""
        np = self._np
        back = same & (events.line[1:] < events.line[:-1])
        if not back.any():
            return
        shuffled = np.zeros(len(events.entities), bool)
        shuffled[events.owner[1:][back]] = True
        tied = np.zeros(len(events.entities), bool)
        tied[events.owner[1:][back & (events.instant[1:] == events.instant[:-1])]] = True
        for counts, which, in_time in (
            (self._in_time, tied, True),
            (self._in_file, shuffled, False),
        ):
            rows = np.flatnonzero(which[events.owner] & (events.k >= 0))
            counts.update(self._pairs(events.owner[rows], events.k[rows]))
            keys = [events.line[rows], *([events.instant[rows]] if in_time else [])]
            rows = rows[np.lexsort((*keys, events.owner[rows]))]
            counts.subtract(self._pairs(events.owner[rows], events.k[rows]))

    def _pairs(self, owner: Any, k: Any) -> dict[int, int]:
        """Count the neighbours of some paths."""
        same = owner[1:] == owner[:-1]
        return self._counted(k[:-1][same].astype(self._np.int64) * self._size + k[1:][same])

    def _count_path(self, people: _People, *, first: bool) -> None:
        """Gather what is asked of the paths of some entities."""
        np, p, path = self._np, self._p, people.path
        size = len(people.entities)
        success = np.full(size, _NOWHERE, np.int64)
        good = np.flatnonzero(self._good[path.k])
        self._set_first(success, path.owner[good], good)
        walked = path.count > 0
        starts, ends = path.start, path.start + path.count - 1
        first_k, last_k = (
            np.where(walked, path.k[np.clip(at, 0, None)] if len(path.k) else -1, -1).astype(
                np.int16
            )
            for at in (starts.clip(max=max(0, len(path.k) - 1)), ends)
        )
        idle = p.log_end - people.last_at >= p.schema.idle_cutoff
        outcome = np.select(
            [~walked, success < _NOWHERE, self._bad[last_k], idle],
            [NO_TOUCHPOINT, SUCCESS, EXPLICIT, SILENT],
            OPEN,
        ).astype(np.int8)
        first_at = np.full(size, _NEVER, np.int64)
        first_at[walked] = path.instant[starts[walked]]
        hidden = np.ma.masked_array
        self._p.take(
            "jk_people",
            {
                "e": people.entities,
                "events": people.count,
                "last_at": people.last_at,
                "g": people.group.astype(np.int16),
                "v": np.full(size, 4, np.int32),
                "steps": path.count,
                "first_at": hidden(first_at, ~walked),
                "first_k": hidden(first_k, ~walked),
                "last_k": hidden(last_k, ~walked),
                "o": outcome.astype(np.int32),
                "idle": idle.astype(np.int32),
            },
            more=not first,
        )
        self._count_passages(people, success, outcome)
        self._count_visits(people)
        self._reach(people, still=(~idle & ~self._bad[last_k]))
        self._keep_moves(people, success, outcome, first_k, first_at)
        self._variants.add(
            path.k, path.start, path.count, (people.group, outcome, people.count - path.count)
        )

    def _count_passages(self, people: _People, success: Any, outcome: Any) -> None:
        """Count the passages of touchpoints."""
        np, path = self._np, people.path
        old = path.instant <= self._p.decided_until
        at = success[path.owner]
        side = np.sign(np.arange(len(path.k)) - at)
        key = path.k.astype(np.int64) * (self._size + 1) + path.next_k
        for values, size in (
            (people.group[path.owner], len(self._p.groups)),
            (outcome[path.owner], NO_TOUCHPOINT + 1),
            (old, 2),
            (side + 1, 3),
            (path.cut, 2),
        ):
            key *= size
            key += values
        self._passages.update(self._counted(key))

    def _count_visits(self, people: _People) -> None:
        """Count the events and the entities of each touchpoint and group."""
        np, path = self._np, people.path
        groups = len(self._p.groups)
        where = path.k.astype(np.int64) * groups + people.group[path.owner]
        self._visits.update(self._counted(where))
        bits = max(1, self._size).bit_length()
        own = (path.owner.astype(np.int64) << bits) | path.k
        own.sort()
        own = own[np.append(True, own[1:] != own[:-1])] if len(own) else own
        where = (own & ((1 << bits) - 1)) * groups + people.group[own >> bits]
        self._visitors.update(self._counted(where))

    def _reach(self, people: _People, still: Any) -> None:
        """Find when each entity reached each stage, and first came to each."""
        np, path = self._np, people.path
        size, stage = len(people.entities), self._stage[people.path.k]
        before = np.full(size, -1, np.int64)
        times, firsts = [], []
        for number in range(len(self._p.design.stages)):
            inside = np.flatnonzero(stage == number)
            owners = path.owner[inside]
            came = np.full(size, _NOWHERE, np.int64)
            self._set_first(came, owners, inside)
            firsts.append(came < _NOWHERE)
            later = inside > before[owners]
            before = np.full(size, _NOWHERE, np.int64)
            self._set_first(before, owners[later], inside[later])
            time = np.full(size, _NEVER, np.int64)
            reached = before < _NOWHERE
            time[reached] = path.instant[before[reached]]
            times.append(time)
        self._reached.append((people.entities, times, still))
        self._first.append(firsts)
        self._count_runs(path, stage)

    def _count_runs(self, path: MappedEvents, stage: Any) -> None:
        """Count who went through the stages with neighbouring events."""
        np = self._np
        here = np.flatnonzero(stage == 0)
        for number in range(1, len(self._p.design.stages)):
            here = here[here + number < len(stage)]
            there = here + number
            here = here[(path.owner[there] == path.owner[here]) & (stage[there] == number)]
            self._runs[number] += len(np.unique(path.owner[here]))

    def _keep_moves(
        self, people: _People, success: Any, outcome: Any, first_k: Any, first_at: Any
    ) -> None:
        """Keep the steps older than the idle cutoff of a sample of entities."""
        np, path, until = self._np, people.path, self._p.decided_until
        sampled = people.entities % self._p.every == 0
        began = np.flatnonzero(sampled & (path.count > 0) & (first_at <= until))
        rows = np.flatnonzero(sampled[path.owner])
        rows = rows[(rows <= success[path.owner[rows]]) & (path.instant[rows] <= until)]
        owner = path.owner[rows]
        lost = np.isin(outcome[owner], (EXPLICIT, SILENT))
        target = path.next_k[rows].astype(np.int64)
        nowhere = LOST - 1
        target[target == self._size] = nowhere
        target[lost & (target == nowhere)] = LOST
        target[rows == success[owner]] = SUCCEEDED
        known = target > nowhere
        self._moves.append(
            (
                people.entities[np.append(began, owner[known])],
                np.append(np.full(len(began), START), path.k[rows][known]),
                np.append(first_k[began], target[known]),
            )
        )

    # -- answering --------------------------------------------------------------------------------

    @property
    def passages(self) -> tuple[Passage, ...]:
        """How often each touchpoint was passed, by whom, and where they went next."""
        sizes = (self._size + 1, len(self._p.groups), NO_TOUCHPOINT + 1, 2, 3, 2)
        keys = self._np.array(sorted(self._passages), self._np.int64)
        columns = self._np.unravel_index(keys, (self._size, *sizes))
        counts: dict[tuple[int, ...], list[int]] = {}
        for key, *kind, cut in zip(keys.tolist(), *(c.tolist() for c in columns), strict=True):
            both = counts.setdefault(tuple(kind), [0, 0])
            both[0] += self._passages[key]
            both[1] += self._passages[key] * cut
        return tuple(
            Passage(k, next_k if next_k < self._size else None, g, o, old, side - 1, count, cut)
            for (k, next_k, g, o, old, side), (count, cut) in counts.items()
        )

    def misordered(self) -> tuple[Misordered, Misordered]:
        """Compare the transitions with those in the order of time and then the file, and of it."""
        in_time, in_file = (
            [abs(n) for n in counts.values() if n] for counts in (self._in_time, self._in_file)
        )
        return Misordered(len(in_time), sum(in_time)), Misordered(len(in_file), sum(in_file))

    def visits(self) -> Iterable[tuple[int, int, int, int]]:
        """Return touchpoint, group, events and entities."""
        return [
            (*divmod(key, len(self._p.groups)), events, self._visitors[key])
            for key, events in sorted(self._visits.items())
        ]

    def with_unmapped(self) -> Sequence[tuple[int, int, int]]:
        """Return transitions with their count where unmapped events stay in the path, in order."""
        pairs = ((divmod(key, self._size + 1), n) for key, n in sorted(self._with_unmapped.items()))
        return [(a - 1, b - 1, n) for (a, b), n in pairs]

    def keep_funnel(self) -> None:
        """Keep `jk_funnel` and `jk_funnel_first`: when each entity reached each stage."""
        np = self._np
        for number, ((entities, times, _), firsts) in enumerate(
            zip(self._reached, self._first, strict=True)
        ):
            came = np.flatnonzero(times[0] > _NEVER) if times else np.arange(0)
            reached = {
                f"t{n}": np.ma.masked_array(time[came], time[came] == _NEVER)
                for n, time in enumerate(times, 1)
            }
            first = {
                f"i{n}": np.ma.masked_array(known.astype(np.int8), ~known)
                for n, known in enumerate(firsts, 1)
            }
            more = number > 0
            self._p.take("jk_funnel", {"e": entities[came]} | reached, more=more)
            self._p.take("jk_funnel_first", {"e": entities} | first, more=more)

    def in_one_run(self) -> list[int]:
        """Count who went from the first stage to the second, third … with neighbouring events."""
        return [self._runs[number] for number in range(1, len(self._p.design.stages))]

    def variants(self, most: int) -> Variants:
        """Return the most frequent variants; of equally frequent ones, the first as texts."""
        return self._variants.most_common(most)

    def waits(self, number: int, shares: Sequence[float]) -> Waits:
        """Measure the time from a stage, counted from 1, to the next."""
        np = self._np
        since, then, still = (
            np.concatenate(each)
            for each in zip(
                *((times[number - 1], times[number], open_) for _, times, open_ in self._reached),
                strict=True,
            )
        )
        reached = since > _NEVER
        since, then, still = since[reached], then[reached], still[reached]
        done = then > _NEVER
        time = np.where(done, then, self._p.log_end) - since
        # Who goes on comes before who leaves at the same time.
        key = (time << 1) | ~done
        key.sort()
        done, time = (key & 1) == 0, key >> 1
        every, n = len(key), int(done.sum())
        gone = time[done]
        left = every - np.arange(1, every + 1, dtype=float)
        with np.errstate(divide="ignore"):
            steps = np.where(done, np.log(left / (left + 1)), 0.0)
        steps[np.isinf(steps)] = NOBODY_STAYS
        staying = np.cumsum(steps)
        after = [int(np.searchsorted(time, day * DAY, "right")) for day in DAYS]
        half = np.flatnonzero(staying <= HALF)
        return Waits(
            n,
            float(gone.sum(dtype=object)) / n if n else None,
            float(gone[-1]) if n else None,
            every - n,
            int((still & (then == _NEVER)).sum()),
            {at: float(gone[at]) for at in positions_around(n, shares) if at < n},
            tuple(float(staying[at - 1]) if at else 0.0 for at in after),
            float(time[half[0]]) if len(half) else None,
        )

    def squares(self, influences: Sequence[Mapping[tuple[int, int], float]]) -> list[float]:
        """Sum the decided steps of sampled entities by their influence; return sums of squares."""
        np = self._np
        entity, source, target = (np.concatenate(each) for each in zip(*self._moves, strict=True))
        _, owner = np.unique(entity, return_inverse=True)
        width = self._size - LOST
        key = (source.astype(np.int64) - START) * width + (target - LOST)
        kinds, kind = np.unique(key, return_inverse=True)
        steps = [(each // width + START, each % width + LOST) for each in kinds.tolist()]
        known = np.array([step in influences[0] for step in steps], bool)[kind]
        owner, kind = owner[known], kind[known]
        sums_of_squares = []
        for influence in influences:
            weights = np.array([influence.get(step, 0.0) for step in steps])
            sums = np.bincount(owner, weights[kind])
            sums_of_squares.append(float((sums * sums).sum()))
        return sums_of_squares
