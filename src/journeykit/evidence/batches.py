"""Many alignments at once: by NumPy where it is installed, one by one where it is not.

The programme is that of `Aligner`, of all paths together, an event a turn, the longest paths first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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


def align_all(
    aligner: Aligner, paths: Sequence[Path], counts: Sequence[int] | None = None
) -> Alignments:
    """Align many paths with one design.

    Args:
        counts: How often each occurs; if it is left out, the costs are all that is found.

    Returns:
        The alignments, the same that `Aligner.align` chooses.

    Example:
        >>> from journeykit.evidence.design import Automaton
        >>> line = Automaton(frozenset({(0, 1)}), frozenset({0}), frozenset({1}))
        >>> align_all(Aligner(line), [(0, 1), (1,), ()]).costs
        [0, 1, 2]
    """
    alignments = Alignments([-1] * len(paths), Counter(), Counter())
    for batch in _batches(aligner, paths):
        for index, cost in zip(batch.indices, batch.costs, strict=True):
            alignments.costs[index] = cost
        if counts is not None:
            batch.add_moves(aligner, paths, counts, alignments)
    for index, path in enumerate(paths):
        if alignments.costs[index] < 0:
            alignments.costs[index] = aligner.cost(path)
            if counts is not None:
                alignment = aligner.align(path)
                for k in alignment.skipped:
                    alignments.skipped[k] += counts[index]
                for k in alignment.inserted:
                    alignments.inserted[k] += counts[index]
    return alignments


def _batches(aligner: Aligner, paths: Sequence[Path]) -> Iterator[_Batch]:
    """Yield the paths that NumPy aligns, some at a time, the longest first."""
    if find_spec("numpy") is None or aligner.shortest is None:
        return
    tables = _Tables.of(aligner)
    short = [index for index, path in enumerate(paths) if len(path) <= LONGEST]
    short.sort(key=lambda index: -len(paths[index]))
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

    indices: list[int]
    costs: list[int]
    states: Any
    previous: Any
    last: Any

    @classmethod
    def of(
        cls, tables: _Tables, aligner: Aligner, paths: Sequence[Path], indices: list[int]
    ) -> _Batch:
        """Align some paths, which are sorted by their length."""
        np: Any = import_module("numpy")
        relevant = [aligner.relevant(paths[index]) for index in indices]
        lengths = np.fromiter(map(len, relevant), np.int32, len(relevant))
        order = np.argsort(-lengths, kind="stable").tolist()
        lengths = lengths[order]
        relevant, indices = [relevant[n] for n in order], [indices[n] for n in order]
        longest, other = int(lengths.max(initial=0)), len(tables.after) - 1
        flat = np.fromiter(chain.from_iterable(relevant), np.int32, int(lengths.sum()))
        states = np.full((len(relevant), longest), other, np.int16)
        relevant_states = tables.row_of_state[np.minimum(flat, len(tables.row_of_state) - 1)]
        states[np.arange(longest) < lengths[:, None]] = relevant_states
        best = np.full((len(relevant), other + 1), _FAR, np.int32)
        where = np.full((len(relevant), other + 1), -1, np.int16)
        previous = np.full((len(relevant), longest), -1, np.int16)
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
        return cls(indices, (lengths + least).tolist(), states, previous, last)

    def add_moves(
        self,
        aligner: Aligner,
        paths: Sequence[Path],
        counts: Sequence[int],
        alignments: Alignments,
    ) -> None:
        """Add what was skipped and inserted, following the matches back from the last."""
        np: Any = import_module("numpy")
        weights = np.array([counts[index] for index in self.indices], np.int64)
        names = sorted(aligner.after)
        size = len(names) + 1
        relevant = [aligner.relevant(paths[index]) for index in self.indices]
        events = np.fromiter(chain.from_iterable(relevant), np.int64)
        times = np.bincount(events, np.repeat(weights, [len(path) for path in relevant]))
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
