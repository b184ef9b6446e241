"""Distinct paths, counted in arrays: each is written into a few whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from journeykit.evidence.facts import NO_TOUCHPOINT, Variants

_MOST_WORDS = 8
"""Into how many numbers a path is written at most; longer ones are few, and stay as they are."""


class VariantCounter:
    """Counts equal paths of entities of one group with one outcome.

    A path is written as digits, the first event first and so that the order of the numbers is
    that of the paths as text, in which 10 comes before 2: who cuts a list of paths must cut it
    as SQL does.

    Args:
        touchpoints: How many there are.
        groups: How many groups of entities there are.
    """

    def __init__(self, touchpoints: int, groups: int) -> None:
        self._np: Any = import_module("numpy")
        self._groups = groups
        self._bits = touchpoints.bit_length()
        self._digits = 63 // max(1, self._bits)
        self._by_rank = sorted(range(touchpoints), key=str)
        self._rank = self._np.zeros(touchpoints + 1, self._np.int64)
        for rank, k in enumerate(self._by_rank, 1):
            self._rank[k] = rank
        self._counts: dict[int, tuple[Any, Any]] = {}
        self._long: Counter[tuple[tuple[int, ...], int]] = Counter()

    def add(self, k: Any, start: Any, count: Any, kinds: tuple[Any, Any, Any]) -> None:
        """Count the paths of some entities.

        Args:
            k: Their touchpoints, one entity after the other.
            start: Where each path begins.
            count: How long it is.
            kinds: The group, the outcome and the number of unmapped events of each entity.
        """
        np = self._np
        group, outcome, unmapped = kinds
        kind = (unmapped.astype(np.int64) * self._groups + group) * (NO_TOUCHPOINT + 1) + outcome
        width = -(-count // self._digits)
        for words in range(_MOST_WORDS + 1):
            some = np.flatnonzero(width == words)
            if len(some):
                rows = np.column_stack(
                    [*self._words(k, start[some], count[some], words), kind[some]]
                )
                self._merge(words, rows, np.ones(len(rows), np.int64))
        for each in np.flatnonzero(width > _MOST_WORDS).tolist():
            path = tuple(k[start[each] : start[each] + count[each]].tolist())
            self._long[path, int(kind[each])] += 1

    def _words(self, k: Any, start: Any, count: Any, words: int) -> Iterator[Any]:
        """Yield paths as digits, as many as a number holds at a time."""
        np = self._np
        for word in range(words):
            value = np.zeros(len(start), np.int64)
            for digit in range(word * self._digits, (word + 1) * self._digits):
                value <<= self._bits
                there = np.flatnonzero(count > digit)
                if len(there):
                    value[there] |= self._rank[k[start[there] + digit]]
            yield value

    def _merge(self, words: int, rows: Any, weights: Any) -> None:
        """Add rows, of which equal ones are counted together."""
        np = self._np
        known = self._counts.get(words)
        if known is not None:
            rows = np.concatenate([known[0], rows])
            weights = np.concatenate([known[1], weights])
        order = np.lexsort(rows.T[::-1])
        rows, weights = rows[order], weights[order]
        starts = np.flatnonzero(self._new(rows))
        self._counts[words] = rows[starts], np.add.reduceat(weights, starts)

    def _kinds(self, kind: Any) -> tuple[Any, Any, Any]:
        """Return groups, outcomes and numbers of unmapped events."""
        rest, outcome = divmod(kind, NO_TOUCHPOINT + 1)
        unmapped, group = divmod(rest, self._groups)
        return group, outcome, unmapped

    def most_common(self, most: int) -> Variants:
        """Return the most frequent variants; of equally frequent ones, the first as texts.

        Of paths that are alike in as many steps as eight numbers hold, any comes first.

        Args:
            most: How many at most.
        """
        np = self._np
        long = list(self._long.items())
        widths = sorted(self._counts)
        keys = [
            self._keys(rows, weights, each)
            for each, (rows, weights) in sorted(self._counts.items())
        ]
        rows, weights = self._long_rows([path for (path, _), _ in long])
        keys.append(self._keys(rows, weights, _MOST_WORDS))
        key = np.concatenate(keys)
        chosen = np.sort(np.lexsort(key.T[::-1])[:most]) if len(key) > most else np.arange(len(key))
        paths: list[tuple[int, ...]] = []
        columns: list[tuple[Any, ...]] = []
        place = 0
        for each in widths:
            rows, weights = self._counts[each]
            own = chosen[(chosen >= place) & (chosen < place + len(rows))] - place
            place += len(rows)
            rows = rows[own]
            new = self._new(rows[:, :each])
            columns.append((len(paths) + np.cumsum(new) - 1, rows[:, each], weights[own]))
            paths.extend(self._read(rows[new, :each]))
        position = {}
        for (path, kind), count in (long[at - place] for at in chosen[chosen >= place].tolist()):
            if path not in position:
                position[path] = len(paths)
                paths.append(path)
            columns.append(([position[path]], [kind], [count]))
        path, kind, count = (np.concatenate(each) for each in zip(*columns, strict=True))
        order = np.argsort(-count, kind="stable")
        kinds = self._kinds(kind[order])
        return Variants(paths, *(each.tolist() for each in (path[order], *kinds, count[order])))

    def _new(self, words: Any) -> Any:
        """Return which of some sorted rows differ from the one before."""
        new = self._np.ones(len(words), bool)
        new[1:] = (words[1:] != words[:-1]).any(axis=1)
        return new

    def _keys(self, rows: Any, weights: Any, words: int) -> Any:
        """Return what variants are ordered by: how many there are, their text, their kind."""
        np = self._np
        keys = np.zeros((len(rows), _MOST_WORDS + 4), np.int64)
        keys[:, 0] = -weights
        keys[:, 1 : words + 1] = rows[:, :words]
        keys[:, _MOST_WORDS + 1 :] = np.column_stack(self._kinds(rows[:, words]))
        return keys

    def _long_rows(self, paths: list[tuple[int, ...]]) -> tuple[Any, Any]:
        """Return the beginnings of long paths as rows like those of others."""
        np = self._np
        steps = _MOST_WORDS * self._digits
        flat = np.array([k for path in paths for k in path[:steps]], np.int64)
        start = np.arange(len(paths)) * steps
        words = self._words(flat, start, np.full(len(paths), steps), _MOST_WORDS)
        kinds = np.array([kind for _, kind in self._long], np.int64)
        counts = np.array(list(self._long.values()), np.int64)
        return np.column_stack([*words, kinds]), counts

    def _read(self, words: Any) -> Iterator[tuple[int, ...]]:
        """Yield the paths of some rows."""
        np = self._np
        shifts = self._bits * np.arange(self._digits - 1, -1, -1)
        digits = (words[:, :, None] >> shifts) & ((1 << self._bits) - 1)
        digits = digits.reshape(len(words), words.shape[1] * self._digits)
        ends = np.cumsum((digits > 0).sum(axis=1)).tolist()
        names = np.array([-1, *self._by_rank])
        flat = names[digits[digits > 0]].tolist()
        place = 0
        for end in ends:
            yield tuple(flat[place:end])
            place = end
