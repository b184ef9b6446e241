"""Optimal alignment of what happened with what was designed.

A designed journey is an automaton, so the cheapest alignment is found by a dynamic programme over
the events alone. Between two events that match, everything observed is inserted and the shortest
designed way is skipped, both at 1 each; so it is enough to know, for each touchpoint, how cheaply
one can have matched it last. That is one minimum an event, over the touchpoints seen so far.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.evidence.design import Automaton

NEVER = 1 << 40
"""The cost of what no designed walk allows; larger than that of any alignment."""


@frozen
class Alignment:
    """A cheapest alignment of a path with a design.

    Of several cheapest alignments it is the one that, looking from the end, matches the latest
    events; of equally short designed ways it skips the one whose touchpoints come first in the
    journey.

    Args:
        cost: The number of insertions and omissions.
        inserted: The touchpoints that happened where the design has none, in order.
        skipped: The touchpoints that the design has and that did not happen, in order.
    """

    cost: int
    inserted: tuple[int, ...]
    skipped: tuple[int, ...]


class Aligner:
    """A design, made ready for the alignment of many paths.

    Args:
        automaton: The designed walks.
        stop_anywhere: Whether a walk may end at any touchpoint, as that of somebody who is still
            under way.

    Attributes:
        before: How many touchpoints a shortest walk leads through before it comes to each.
        between: For each touchpoint, how many lie between it and each one that leads there.
        after: How many touchpoints follow each until a walk may end.
        floating: What can come at any time, and is never out of place.
        shortest: How many touchpoints the shortest walk has; None if there is no walk.
    """

    def __init__(self, automaton: Automaton, *, stop_anywhere: bool = False) -> None:
        self._successors: dict[int, list[int]] = {}
        for a, b in sorted(automaton.steps):
            self._successors.setdefault(a, []).append(b)
        self._entries = sorted(automaton.entries)
        states = {*automaton.entries, *automaton.exits, *(n for s in automaton.steps for n in s)}
        self._exits = states if stop_anywhere else automaton.exits
        self.floating = automaton.floating
        paths = {state: self._paths_from([state]) for state in sorted(states)}
        self._parents = paths
        # To match b right after a, the touchpoints between them are skipped.
        self.between = {
            b: {a: _length(paths[a], b) - 1 for a in states if b in paths[a]} for b in states
        }
        self.before = {
            state: min((_before(paths, entry, state) for entry in self._entries), default=NEVER)
            for state in states
        }
        self.after = {
            state: 0
            if state in self._exits
            else min((_length(paths[state], x) for x in self._exits if x in paths[state]),
                     default=NEVER)
            for state in states
        }  # fmt: skip
        shortest = min((1 + self.after[entry] for entry in self._entries), default=NEVER)
        self.shortest: int | None = shortest if shortest < NEVER else None

    def _paths_from(self, starts: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return, for each state that some steps lead to, how many, and the state before."""
        parents: dict[int, tuple[int, int]] = {}
        waiting = deque((start, 0) for start in starts)
        while waiting:
            here, steps = waiting.popleft()
            for there in self._successors.get(here, ()):
                if there not in parents:
                    parents[there] = steps + 1, here
                    waiting.append((there, steps + 1))
        return parents

    def relevant(self, path: Sequence[int]) -> list[int]:
        """Return the path without what can come at any time, which is never out of place."""
        return [k for k in path if k not in self.floating] if self.floating else list(path)

    def cost(self, path: Sequence[int]) -> int:
        """Return the cost of a cheapest alignment.

        Args:
            path: The touchpoints in the order in which they happened.

        Returns:
            The least number of insertions and omissions.

        Raises:
            ValueError: The design has no walk from an entry to an exit.
        """
        if self.shortest is None:
            raise ValueError("the design has no walk from an entry to an exit")
        before, between, after = self.before, self.between, self.after
        best: dict[int, int] = {}
        length = 0
        for k in path:
            if k in self.floating:
                continue
            cost = before.get(k, NEVER) + 1
            if k in between:
                row = between[k]
                for state, so_far in best.items():
                    gap = row.get(state)
                    if gap is not None and so_far + gap < cost:
                        cost = so_far + gap
            # Costs are kept less the events so far, so that insertions need no bookkeeping.
            if cost < NEVER and cost - 1 < best.get(k, NEVER):
                best[k] = cost - 1
            length += 1
        ends = (so_far - 1 + after[state] for state, so_far in best.items())
        return length + min(self.shortest, min(ends, default=NEVER))

    def align(self, path: Sequence[int]) -> Alignment:
        """Return a cheapest alignment, the one of the documented choice.

        Args:
            path: The touchpoints in the order in which they happened.
        """
        events = self.relevant(path)
        cost = self.cost(events)
        matched = self._matched(events, cost)
        inserted = tuple(k for index, k in enumerate(events) if index not in set(matched))
        states: list[int | None]
        states = [None, *(events[index] for index in matched), None]
        skipped = [k for a, b in pairwise(states) for k in self.between_matches(a, b)]
        return Alignment(cost, inserted, tuple(skipped))

    def between_matches(self, a: int | None, b: int | None) -> list[int]:
        """Return what is skipped between two matches, on the documented shortest walk.

        Args:
            a: The one before; None for the start.
            b: The one after; None for the end.

        Returns:
            The touchpoints between them.
        """
        if a is not None:
            return self._to_end(a) if b is None else self._shortest_path(a, b)[:-1]
        if b is not None:
            return self._from_start(b)
        entry = min(self._entries, key=lambda e: (self.after[e], e))
        return [entry, *self._to_end(entry)]

    def _matched(self, events: Sequence[int], cost: int) -> list[int]:
        """Return the positions of the events that match, in order."""
        least: list[int] = []
        for index, k in enumerate(events):
            options = [index + self.before.get(k, NEVER)]
            options += [
                least[i] + index - i - 1 + self.between[k][events[i]]
                for i in range(index)
                if k in self.between and events[i] in self.between[k]
            ]
            least.append(min(options))
        last = [
            index
            for index, k in enumerate(events)
            if least[index] + len(events) - 1 - index + self.after.get(k, NEVER) == cost
        ]
        matched = last[-1:]
        while matched:
            index = matched[0]
            k = events[index]
            earlier = [
                i
                for i in range(index)
                if least[i] + index - i - 1 + self.between[k].get(events[i], NEVER) == least[index]
            ]
            if not earlier:
                break
            matched.insert(0, earlier[-1])
        return matched

    def _shortest_path(self, a: int, b: int) -> list[int]:
        """Return the touchpoints after one up to another, on a shortest designed way."""
        path = [b]
        while self._parents[a][path[0]][1] != a or self._parents[a][path[0]][0] > 1:
            path.insert(0, self._parents[a][path[0]][1])
        return path

    def _from_start(self, state: int) -> list[int]:
        """Return what a shortest designed way from an entry leads through before a state."""
        if state in self._entries:
            return []
        entries = [e for e in self._entries if state in self._parents[e]]
        entry = min(entries, key=lambda e: (self._parents[e][state][0], e))
        return [entry, *self._shortest_path(entry, state)[:-1]]

    def _to_end(self, state: int) -> list[int]:
        """Return what a shortest designed way to an exit leads through after a state."""
        if state in self._exits:
            return []
        exits = [x for x in self._exits if x in self._parents[state]]
        return self._shortest_path(state, min(exits, key=lambda x: (self._parents[state][x][0], x)))


def _length(paths: dict[int, tuple[int, int]], target: int) -> int:
    return paths[target][0]


def _before(paths: dict[int, dict[int, tuple[int, int]]], entry: int, state: int) -> int:
    """Return how many touchpoints a way from an entry leads through before a state."""
    if entry == state:
        return 0
    return paths[entry][state][0] if state in paths.get(entry, {}) else NEVER
