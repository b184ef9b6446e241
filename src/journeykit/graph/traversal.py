"""Traversal: what can be reached over edges, and where one comes back to where one was.

Nodes are anything that can be hashed, and edges whatever a function says that follows a node. Both
are linear in nodes and edges. networkx has the same, but takes longer to import than a check of a
journey takes, so that a check does without it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

NodeT = TypeVar("NodeT", bound=Hashable)


def reachable_nodes(
    starts: Iterable[NodeT], successors: Callable[[NodeT], Iterable[NodeT]]
) -> frozenset[NodeT]:
    """Return every node that can be reached from some nodes, these among them.

    Args:
        starts: Where to start.
        successors: What directly follows a node.

    Example:
        >>> sorted(reachable_nodes("b", {"a": "b", "b": "cd", "c": "b", "d": ""}.__getitem__))
        ['b', 'c', 'd']
    """
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for node in successors(waiting.pop()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return frozenset(seen)


def strong_components(
    nodes: Iterable[NodeT], successors: Callable[[NodeT], Iterable[NodeT]]
) -> tuple[tuple[NodeT, ...], ...]:
    """Return the strongly connected components, each after those it leads to.

    Source: R. E. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972);
    here without recursion.

    Args:
        nodes: The nodes; those of a component keep their order.
        successors: What directly follows a node.

    Example:
        >>> strong_components("abc", {"a": "b", "b": "ac", "c": ""}.__getitem__)
        (('c',), ('a', 'b'))
    """
    search = _Tarjan(nodes, successors)
    for root in search.position:
        search.visit(root)
    return tuple(search.components)


class _Tarjan(Generic[NodeT]):
    """One search for strongly connected components."""

    def __init__(
        self, nodes: Iterable[NodeT], successors: Callable[[NodeT], Iterable[NodeT]]
    ) -> None:
        self.position = {node: number for number, node in enumerate(nodes)}
        self.successors = successors
        self.components: list[tuple[NodeT, ...]] = []
        self._index: dict[NodeT, int] = {}
        self._low: dict[NodeT, int] = {}
        self._path: list[NodeT] = []
        self._open: set[NodeT] = set()

    def visit(self, root: NodeT) -> None:
        """Search from a node that may have been seen."""
        if root in self._index:
            return
        work = [(root, self._enter(root))]
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in self._index:
                    work.append((target, self._enter(target)))
                    break
                if target in self._open:
                    self._low[node] = min(self._low[node], self._index[target])
            else:
                work.pop()
                self._leave(node)
                if work:
                    parent = work[-1][0]
                    self._low[parent] = min(self._low[parent], self._low[node])

    def _enter(self, node: NodeT) -> Iterator[NodeT]:
        """Number a node and return what is still to be followed from it."""
        self._index[node] = self._low[node] = len(self._index)
        self._path.append(node)
        self._open.add(node)
        return iter(self.successors(node))

    def _leave(self, node: NodeT) -> None:
        if self._low[node] < self._index[node]:
            return
        component = [self._path.pop()]
        while component[-1] != node:
            component.append(self._path.pop())
        self._open.difference_update(component)
        self.components.append(tuple(sorted(component, key=self.position.__getitem__)))
