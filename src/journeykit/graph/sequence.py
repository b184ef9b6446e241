"""What comes directly after what, in the order that somebody stated or wrote down.

The effective graph says where people *can* go; this says what follows what on a line that is drawn
through a journey. Declared transitions that lead on count, and where the stages follow one another
the step from the end of one to the beginning of the next. Where no transition orders a stage, its
touchpoints follow one another as the author wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from journeykit.graph.edges import departure_touchpoints
from journeykit.graph.effective import EffectiveGraph
from journeykit.graph.nodes import EffectiveEdge, EffectiveNode
from journeykit.graph.traversal import strong_components

__all__ = ["followers"]

_STAGE_ENDS: Final = {"stage entry", "stage exit"}


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
    steps = _Steps(graph, _unordered(graph))
    position = {touchpoint.key: index for index, touchpoint in enumerate(graph.touchpoints)}
    for touchpoint in graph.any_time:
        del position[touchpoint.key]
    successors = {}
    for touchpoint in graph.touchpoints:
        key = touchpoint.key
        after = (t for t in steps.after(graph.node(key)) if key in position and t in position)
        later = (t for t in after if position[t] > position[key])
        successors[key] = tuple(sorted(later, key=position.__getitem__))
    return successors


@frozen
class _StageSequence:
    """The touchpoints of a stage without an order, one after another, by key."""

    first: str
    last: str
    successors: Mapping[str, tuple[str, ...]]


def _unordered(graph: EffectiveGraph) -> dict[str, _StageSequence]:
    """For each touchpoint of a stage without an order, its chain."""
    leaving = departure_touchpoints(graph.journey)
    chains: dict[str, _StageSequence] = {}
    for stage in graph.journey.stages:
        inside = [t.key for t in stage.touchpoints if t.key in graph.touchpoint_keys]
        if len(inside) < 2 or graph.is_ordered(stage.key):  # noqa: PLR2004 one needs no order
            continue
        successors: dict[str, list[str]] = {}
        line = [key for key in inside if key not in leaving] or inside
        on_line = set(line)
        before: str | None = None
        for key in inside:
            if before is not None:
                successors.setdefault(before, []).append(key)
            if key in on_line:
                before = key
        chain = _StageSequence(
            line[0], line[-1], {n: tuple(after) for n, after in successors.items()}
        )
        chains |= dict.fromkeys(inside, chain)
    return chains


class _Steps:
    """Goes from touchpoint to touchpoint, looking through gates once each."""

    def __init__(self, graph: EffectiveGraph, chains: Mapping[str, _StageSequence]) -> None:
        self.graph = graph
        self.chains = chains
        self._through = self._through_nodes_between()

    def after(self, node: EffectiveNode) -> set[str]:
        keys: set[str] = set()
        key = node.touchpoint.key if node.touchpoint else ""
        chain = self.chains.get(key)
        if chain is not None:
            keys.update(chain.successors.get(key, ()))
        for edge in self.graph.outgoing[node]:
            on_the_way = chain is not None and key != chain.last
            if not on_the_way or edge.is_declared:
                keys |= self._beyond(edge)
        return keys

    def _beyond(self, edge: EffectiveEdge) -> frozenset[str]:
        target = edge.target
        if target.touchpoint is not None:
            key = target.touchpoint.key
            chain = self.chains.get(key)
            skipped = not edge.is_declared and chain is not None and key != chain.first
            return frozenset() if skipped else frozenset((key,))
        return self._through[target]

    def _through_nodes_between(self) -> dict[EffectiveNode, frozenset[str]]:
        """The touchpoints behind each node that is none, such as the end of a stage."""
        between = [node for node in self.graph.nodes if not node.is_touchpoint]
        self._through = dict.fromkeys(between, frozenset())
        for component in strong_components(between, self._further_between):
            edges = [edge for node in component for edge in self._onward(node)]
            several = {keys for edge in edges if (keys := self._beyond(edge))}
            behind = several.pop() if len(several) == 1 else frozenset().union(*several)
            self._through.update(dict.fromkeys(component, behind))
        return self._through

    def _further_between(self, node: EffectiveNode) -> Iterator[EffectiveNode]:
        """The nodes without a touchpoint that directly follow one."""
        return (e.target for e in self._onward(node) if not e.target.is_touchpoint)

    def _onward(self, node: EffectiveNode) -> Iterator[EffectiveEdge]:
        """The edges by which a line goes on from a node without a touchpoint."""
        return (
            edge
            for edge in self.graph.outgoing[node]
            if edge.target.kind != "any time" and not _goes_over(edge)
        )


def _goes_over(edge: EffectiveEdge) -> bool:
    """Whether a stage is skipped, or gone through in any order."""
    return {edge.source.kind, edge.target.kind} == _STAGE_ENDS and (
        edge.source.stage == edge.target.stage
    )
