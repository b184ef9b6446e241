"""Graphs as lists: for each numbered node, where its edges lead.

The quick form, for what is asked of every persona on maps of ten thousand touchpoints. An edge is
a pair of the node it leads to and any number that says what it stands for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Following: TypeAlias = Sequence[Sequence[tuple[int, int]]]
"""For each node, its edges: where they lead, and what they stand for."""


def reached(following: Following, starts: Iterable[int]) -> frozenset[int]:
    """Every node that can be reached from some nodes, in linear time.

    Args:
        following: For each node, its edges.
        starts: Where to start.

    Returns:
        The nodes, the starts among them.
    """
    seen = set(starts)
    queue = deque(seen)
    while queue:
        for target, _ in following[queue.popleft()]:
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return frozenset(seen)


def strong_components(following: Following) -> tuple[tuple[int, ...], ...]:
    """The strongly connected components by Tarjan's algorithm, without recursion.

    Args:
        following: For each node, its edges.

    Returns:
        The components, each after those it leads to (Tarjan 1972).
    """
    search = _Tarjan(following)
    for root in range(len(following)):
        search.visit(root)
    return tuple(search.found)


class _Tarjan:
    """One search for strongly connected components."""

    def __init__(self, following: Following) -> None:
        self.following = following
        self.found: list[tuple[int, ...]] = []
        self._index = [-1] * len(following)
        self._low = [0] * len(following)
        self._open = [False] * len(following)
        self._path: list[int] = []
        self._count = 0

    def visit(self, root: int) -> None:
        """Search from a node that may have been seen."""
        if self._index[root] >= 0:
            return
        work = [(root, 0)]
        while work:
            node, start = work.pop()
            if start == 0:
                self._enter(node)
            for place in range(start, len(self.following[node])):
                target = self.following[node][place][0]
                if self._index[target] < 0:
                    work += [(node, place + 1), (target, 0)]
                    break
                if self._open[target]:
                    self._low[node] = min(self._low[node], self._index[target])
            else:
                self._leave(node)
                if work:
                    parent = work[-1][0]
                    self._low[parent] = min(self._low[parent], self._low[node])

    def _enter(self, node: int) -> None:
        self._index[node] = self._low[node] = self._count
        self._count += 1
        self._path.append(node)
        self._open[node] = True

    def _leave(self, node: int) -> None:
        if self._low[node] < self._index[node]:
            return
        component = [self._path.pop()]
        while component[-1] != node:
            component.append(self._path.pop())
        for member in component:
            self._open[member] = False
        self.found.append(tuple(sorted(component)))
