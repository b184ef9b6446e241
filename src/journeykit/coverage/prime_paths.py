"""Prime paths: the longest pieces of a graph that do not repeat themselves.

Source: P. Ammann and J. Offutt, Introduction to Software Testing, 2nd ed. (2016), section 7.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from journeykit.graph.digraph import DirectedGraph, components_of

__all__ = ["PrimePaths", "prime_paths"]

_Path: TypeAlias = tuple[str, ...]


@frozen
class PrimePaths:
    """The prime paths of a graph, or as many as the bounds allowed.

    Args:
        paths: Each path as its nodes.
        truncated: Whether a bound cut the search short, so that there may be more of them.
    """

    paths: tuple[tuple[str, ...], ...]
    truncated: bool

    def toured_by(self, walks: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
        """Find the prime paths that lie, as they are, on some of the walks.

        Args:
            walks: The nodes of each walk.

        Returns:
            The paths, in the order they have here.

        Example:
            >>> loop = [("1", "a", "b"), ("2", "b", "b"), ("3", "b", "c")]
            >>> found = prime_paths(DirectedGraph("abc", loop))
            >>> found.toured_by(["abc"]), found.toured_by(["abbc"])
            ((('a', 'b', 'c'),), (('b', 'b'),))
        """
        of_length: dict[int, set[_Path]] = {}
        for path in self.paths:
            of_length.setdefault(len(path), set()).add(path)
        toured: set[_Path] = set()
        for walk in walks:
            nodes = tuple(walk)
            for length, paths in of_length.items():
                for start in range(len(nodes) - length + 1):
                    piece = nodes[start : start + length]
                    if piece in paths:
                        toured.add(piece)
        return tuple(path for path in self.paths if path in toured)


def prime_paths(
    graph: DirectedGraph,
    *,
    max_length: int | None = None,
    max_paths: int = 10_000,
    effort: int = 1_000_000,
) -> PrimePaths:
    """Find the prime paths of a graph, within bounds.

    A path is simple if no node occurs in it twice, except that the last may be the first. A simple
    path is prime if it is no part of a longer one. Paths are told apart by their nodes, so
    parallel edges count as one, and entries and exits play no part. There can be exponentially
    many, which is what the bounds are for; whatever is returned is truly prime, bounds or not.

    Args:
        max_length: How many edges a path may have; as many as there are if left out.
        max_paths: How many paths to return at most.
        effort: How many steps the search may take in all.

    Returns:
        The paths, ordered by where they start, and whether there may be more.

    Example:
        >>> branch = [("1", "a", "b"), ("2", "b", "c"), ("3", "a", "c")]
        >>> prime_paths(DirectedGraph("abc", branch))
        PrimePaths(paths=(('a', 'b', 'c'), ('a', 'c')), truncated=False)
    """
    search = _PathSearch(graph, max_length, effort)
    paths: list[_Path] = []
    for path in search.paths():
        if len(paths) == max_paths:
            return PrimePaths(tuple(paths), truncated=True)
        paths.append(path)
    return PrimePaths(tuple(paths), truncated=search.truncated)


class _PathSearch:
    """Extend simple paths from each node in turn, for as long as they stay simple."""

    def __init__(self, graph: DirectedGraph, max_length: int | None, effort: int) -> None:
        self._nodes = graph.nodes
        self._next = {
            node: tuple(dict.fromkeys(edge.target for edge in edges))
            for node, edges in graph.outgoing.items()
        }
        self._before = {
            node: frozenset(edge.source for edge in edges) for node, edges in graph.incoming.items()
        }
        self._component = components_of(graph).number
        self._max_length = len(graph.nodes) if max_length is None else max_length
        self._effort = effort
        self.truncated = False

    def paths(self) -> Iterator[_Path]:
        """Yield the prime paths, for as long as the effort lasts."""
        for start in self._nodes:
            yield from self._paths_from(start)

    def _paths_from(self, start: str) -> Iterator[_Path]:
        before = self._before[start]
        # What comes before the start would make every path longer, unless it is on the path
        # itself. From another component it never can be; then only cycles are prime.
        only_cycles = any(self._component[node] != self._component[start] for node in before)
        path = {start: None}
        if not only_cycles and not self._next[start]:
            yield (start,)
        untried = [iter(self._next[start])]
        while untried:
            target = next(untried[-1], None)
            if target is None:
                untried.pop()
                path.popitem()
                continue
            if self._effort == 0:
                self.truncated = True
                return
            self._effort -= 1
            if only_cycles and self._component[target] != self._component[start]:
                continue
            if target in path and target != start:
                continue
            if len(path) > self._max_length:
                self.truncated = True
            elif target == start:
                yield (*path, start)
            else:
                path[target] = None
                untried.append(iter(self._next[target]))
                is_longest = all(node in path and node != start for node in self._next[target])
                if is_longest and before <= path.keys():
                    yield tuple(path)
