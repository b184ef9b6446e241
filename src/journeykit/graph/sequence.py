"""What comes directly after what, in the order that somebody stated or wrote down.

The effective graph says where people *can* go; this says what follows what on a line that is drawn
through a journey. Declared transitions that lead on count, and where the stages follow one another
the step from the end of one to the beginning of the next. Where no transition orders a stage, its
touchpoints follow one another as the author wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from journeykit.graph.edges import IMPLIED, departure_touchpoints
from journeykit.graph.effective import EffectiveGraph

__all__ = ["followers"]


def followers(graph: EffectiveGraph) -> Mapping[str, tuple[str, ...]]:
    """For each touchpoint, those that come directly after it.

    Steps back, loops and what can come at any time are left out, and so is a step over a stage
    that may be skipped. Nothing follows where people leave for good in a stage without an order.

    Args:
        graph: The journey as somebody walks it.

    Returns:
        By key, the keys of what follows, which all stand later in the journey.

    Example:
        >>> from journeykit import journey, touchpoint, view_of
        >>> asks, signs, declines = map(touchpoint, ("Asks", "Signs", "Declines"))
        >>> made = journey("Loan").stage("Apply", asks, signs, declines)
        >>> dict(followers(view_of(made).graph))
        {'asks': ('signs',), 'signs': ('declines',), 'declines': ()}
        >>> forked = made.flow(asks >> signs, when="granted").flow(asks >> declines, when="refused")
        >>> dict(followers(view_of(forked).graph))
        {'asks': ('signs', 'declines'), 'signs': (), 'declines': ()}
    """
    steps = _Steps(graph, *_unordered(graph))
    keys = [touchpoint.key for touchpoint in graph.touchpoints]
    aside = set(graph.any_time)
    return {
        key: tuple(
            keys[target]
            for target in sorted(steps.after(number))
            if target > number and number not in aside and target not in aside
        )
        for number, key in enumerate(keys)
    }


@frozen
class _Chain:
    """The touchpoints of a stage without an order, one after another."""

    first: int
    last: int
    following: Mapping[int, tuple[int, ...]]


def _unordered(graph: EffectiveGraph) -> tuple[dict[int, _Chain], dict[int, int]]:
    """For each touchpoint of a stage without an order its chain, and the gates of each stage."""
    leaving = departure_touchpoints(graph.journey)
    chains: dict[int, _Chain] = {}
    gates: dict[int, int] = {}
    gate = len(graph.touchpoints)
    for stage in graph.journey.stages:
        gates[gate], gates[gate + 1] = gate + 1, gate
        gate += 2
        inside = [graph.number[t.key] for t in stage.touchpoints if t.key in graph.number]
        if len(inside) < 2 or graph.is_ordered(stage.key):  # noqa: PLR2004 one needs no order
            continue
        following: dict[int, list[int]] = {}
        line = [n for n in inside if graph.touchpoints[n].key not in leaving] or inside
        on_line = set(line)
        before: int | None = None
        for number in inside:
            if before is not None:
                following.setdefault(before, []).append(number)
            if number in on_line:
                before = number
        chain = _Chain(line[0], line[-1], {n: tuple(after) for n, after in following.items()})
        chains |= dict.fromkeys(inside, chain)
    return chains, gates


class _Steps:
    """Goes from touchpoint to touchpoint, looking through gates once each."""

    def __init__(
        self, graph: EffectiveGraph, chains: Mapping[int, _Chain], gates: Mapping[int, int]
    ) -> None:
        self.graph = graph
        self.chains = chains
        self.gates = gates
        self.count = len(graph.touchpoints)
        self._through: dict[int, frozenset[int]] = {}

    def after(self, number: int) -> set[int]:
        found: set[int] = set()
        chain = self.chains.get(number)
        if chain is not None:
            found.update(chain.following.get(number, ()))
        for target, edge in self.graph.following[number]:
            on_the_way = chain is not None and number != chain.last
            if not (on_the_way and edge == IMPLIED):
                found |= self._beyond(number, target, edge)
        return found

    def _beyond(self, node: int, target: int, edge: int) -> frozenset[int]:
        if target < self.count:
            chain = self.chains.get(target)
            skipped = edge == IMPLIED and chain is not None and target != chain.first
            return frozenset() if skipped else frozenset((target,))
        if target in self.gates and self.gates[target] == node:
            return frozenset()  # a stage that is skipped, or gone through in any order
        return self._behind(target)

    def _behind(self, node: int) -> frozenset[int]:
        """The touchpoints behind a gate, or behind what others do meanwhile."""
        if node not in self._through:
            self._through[node] = frozenset()  # whoever comes back here has seen it
            self._through[node] = frozenset().union(
                *(self._beyond(node, *step) for step in self._leaving(node))
            )
        return self._through[node]

    def _leaving(self, node: int) -> Iterator[tuple[int, int]]:
        meanwhile = self.graph.size - 1
        return (step for step in self.graph.following[node] if step[0] != meanwhile)
