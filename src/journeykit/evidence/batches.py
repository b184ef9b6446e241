"""Many alignments at once: by NumPy where it is installed, one by one where it is not.

The programme is that of `Aligner`, of all paths together, an event a turn, the longest paths first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any, TypeAlias

from attrs import frozen

from journeykit.evidence.alignment import Aligner

Path: TypeAlias = tuple[int, ...]

LONGEST = 512
"""Longer paths are few, and are aligned one by one."""

_FAR = 1 << 28
_CELLS = 1 << 21
"""How many pairs of a path and a state are held at once."""


@frozen
class Alignments:
    """Cheapest alignments of many paths with one design.

    Args:
        costs: Their costs, in the order of the paths.
        skipped: How often each touchpoint was skipped, if it was asked how often paths occur.
        inserted: How often each was inserted.
    """

    costs: list[int]
    skipped: Counter[int]
    inserted: Counter[int]


class Paths:
    """Paths to be aligned, as tuples and, where NumPy is, as arrays.

    Args:
        paths: The touchpoints of each, by number.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.tuples = paths

    @cached_property
    def arrays(self) -> tuple[Any, Any, Any]:
        """All touchpoints one after the other, where each path starts, and how long it is."""
        np: Any = import_module("numpy")
        lengths = np.fromiter(map(len, self.tuples), np.int64, len(self.tuples))
        flat = np.fromiter(chain.from_iterable(self.tuples), np.int32, int(lengths.sum()))
        return flat, np.cumsum(lengths) - lengths, lengths


def align_all(
    aligner: Aligner,
    paths: Paths | Sequence[Path],
    counts: Sequence[int] | None = None,
    which: Sequence[int] | None = None,
) -> Alignments:
    """Align many paths with one design.

    Args:
        counts: How often each occurs; if it is left out, the costs are all that is found.
        which: The positions of those that are aligned; all if it is left out.

    Returns:
        The alignments, the same that `Aligner.align` chooses; the cost of what is not aligned
        is -1.

    Example:
        >>> from journeykit.evidence.design import Automaton
        >>> line = Automaton(frozenset({(0, 1)}), frozenset({0}), frozenset({1}))
        >>> align_all(Aligner(line), [(0, 1), (1,), ()]).costs
        [0, 1, 2]
    """
    several = paths if isinstance(paths, Paths) else Paths(paths)
    positions = range(len(several.tuples)) if which is None else which
    alignments = Alignments([-1] * len(several.tuples), Counter(), Counter())
    for batch in _batches(aligner, several, positions):
        for index, cost in zip(batch.places.tolist(), batch.costs, strict=True):
            alignments.costs[index] = cost
        if counts is not None:
            batch.add_moves(aligner, counts, alignments)
    for index in positions:
        if alignments.costs[index] < 0:
            path = several.tuples[index]
            alignments.costs[index] = aligner.cost(path)
            if counts is not None:
                alignment = aligner.align(path)
                for k in alignment.skipped:
                    alignments.skipped[k] += counts[index]
                for k in alignment.inserted:
                    alignments.inserted[k] += counts[index]
    return alignments


def _batches(aligner: Aligner, paths: Paths, which: Sequence[int]) -> Iterator[_Batch]:
    """Yield the paths that NumPy aligns, some at a time, the longest first."""
    if find_spec("numpy") is None or aligner.shortest is None:
        return
    np: Any = import_module("numpy")
    tables = _Tables.of(aligner)
    _, _, lengths = paths.arrays
    short = np.array(which, np.int64)
    short = short[lengths[short] <= LONGEST]
    short = short[np.argsort(-lengths[short], kind="stable")]
    size = max(1, _CELLS // len(tables.after))
    for start in range(0, len(short), size):
        yield _Batch.of(tables, aligner, paths, short[start : start + size])


@frozen(eq=False)
class _Tables:
    """The distances of a design as arrays; the last state stands for what it has not."""

    row_of_state: Any
    before: Any
    between: Any
    after: Any

    @classmethod
    def of(cls, aligner: Aligner) -> _Tables:
        """Write the distances of a design into arrays."""
        np: Any = import_module("numpy")
        states = sorted(aligner.after)
        row_of_state = {state: n for n, state in enumerate(states)}
        size = len(states) + 1
        before, after = np.full(size, _FAR, np.int32), np.full(size, _FAR, np.int32)
        between = np.full((size, size), _FAR, np.int32)
        for state, n in row_of_state.items():
            before[n] = min(aligner.before[state], _FAR)
            after[n] = min(aligner.after[state], _FAR)
            for earlier, gap in aligner.between[state].items():
                between[n, row_of_state[earlier]] = gap
        every = np.full(max(states, default=-1) + 2, size - 1, np.int16)
        every[states] = range(size - 1)
        return cls(every, before, between, after)


@frozen(eq=False)
class _Batch:
    """Some paths, aligned: for each event, which one matched before it in the cheapest way."""

    places: Any
    costs: list[int]
    events: Any
    lengths: Any
    states: Any
    previous: Any
    last: Any

    @classmethod
    def of(cls, tables: _Tables, aligner: Aligner, paths: Paths, places: Any) -> _Batch:
        """Align some paths, which are sorted by their length."""
        np: Any = import_module("numpy")
        flat, starts, every = paths.arrays
        lengths = every[places]
        row = np.repeat(np.arange(len(places)), lengths)
        turn = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        events = flat[np.repeat(starts[places], lengths) + turn]
        if floating := aligner.floating:
            kept = ~np.isin(events, list(floating))
            row, events = row[kept], events[kept]
            lengths = np.bincount(row, minlength=len(places))
            order = np.argsort(-lengths, kind="stable")
            again = np.argsort(np.argsort(order)[row], kind="stable")
            places, lengths, events = places[order], lengths[order], events[again]
        longest, other = int(lengths.max(initial=0)), len(tables.after) - 1
        states = np.full((len(places), longest), other, np.int16)
        known_states = tables.row_of_state[np.minimum(events, len(tables.row_of_state) - 1)]
        states[np.arange(longest) < lengths[:, None]] = known_states
        best = np.full((len(places), other + 1), _FAR, np.int32)
        where = np.full((len(places), other + 1), -1, np.int16)
        previous = np.full((len(places), longest), -1, np.int16)
        for turn in range(longest):
            some = int(np.searchsorted(-lengths, -turn))
            row, state = np.arange(some), states[:some, turn]
            options = best[:some] + tables.between[state]
            least = options.min(axis=1)
            latest = np.where(options == least[:, None], where[:some], -1).max(axis=1)
            start = tables.before[state]
            previous[:some, turn] = np.where(least - 1 <= start, latest, -1)
            cost = np.minimum(least - 1, start)
            better = (cost <= best[row, state]) & (cost < _FAR // 2)
            best[row[better], state[better]] = cost[better]
            where[row[better], state[better]] = turn
        ends = best + tables.after - 1
        least = np.minimum(ends.min(axis=1), aligner.shortest)
        last = np.where(ends == least[:, None], where, -1).max(axis=1)
        costs = (lengths + least).tolist()
        return cls(places, costs, events, lengths, states, previous, last)

    def add_moves(
        self,
        aligner: Aligner,
        counts: Sequence[int],
        alignments: Alignments,
    ) -> None:
        """Add what was skipped and inserted, following the matches back from the last."""
        np: Any = import_module("numpy")
        weights = np.asarray(counts, np.int64)[self.places]
        names = sorted(aligner.after)
        size = len(names) + 1
        times = np.bincount(self.events, np.repeat(weights, self.lengths))
        for k in np.flatnonzero(times).tolist():
            alignments.inserted[k] += round(float(times[k]))
        moves: Counter[tuple[int | None, int | None]] = Counter()
        moves[None, None] += int(weights[self.last < 0].sum())
        row = np.flatnonzero(self.last >= 0)
        turn = self.last[row]
        after = np.full(len(row), size - 1)
        while len(row):
            here = self.states[row, turn].astype(np.int64)
            pairs = np.bincount(here * size + after, weights[row], size * size)
            for pair in np.flatnonzero(pairs).tolist():
                source, target = divmod(pair, size)
                count = round(float(pairs[pair]))
                alignments.inserted[names[source]] -= count
                moves[names[source], names[target] if target < size - 1 else None] += count
            earlier = self.previous[row, turn]
            first = earlier < 0
            for state in np.unique(here[first]).tolist():
                count = int(weights[row[first & (here == state)]].sum())
                moves[None, names[state]] += count
            row, turn, after = row[~first], earlier[~first], here[~first]
        for (source, target), count in moves.items():
            if count:
                for k in aligner.between_matches(source, target):
                    alignments.skipped[k] += count


def tally(weights: Sequence[int], *columns: Sequence[int]) -> dict[tuple[int, ...], int]:
    """Sum weights by what stands beside them.

    Args:
        weights: The weights.
        columns: Whole numbers from 0 on, as many as weights each.

    Example:
        >>> tally([3, 4, 5], [1, 1, 0], [2, 2, 7])
        {(0, 7): 5, (1, 2): 7}
    """
    if find_spec("numpy") is None or not weights:
        found: Counter[tuple[int, ...]] = Counter()
        for weight, *kind in zip(weights, *columns, strict=True):
            found[tuple(kind)] += weight
        return dict(sorted(found.items()))
    np: Any = import_module("numpy")
    arrays = [np.asarray(column, np.int64) for column in columns]
    sizes = tuple(int(array.max()) + 1 for array in arrays)
    kinds, which = np.unique(np.ravel_multi_index(arrays, sizes), return_inverse=True)
    sums = np.bincount(which, weights).astype(np.int64).tolist()
    rows = zip(*(each.tolist() for each in np.unravel_index(kinds, sizes)), strict=True)
    return dict(zip(rows, sums, strict=True))
