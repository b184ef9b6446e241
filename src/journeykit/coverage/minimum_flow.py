"""The least flow through an acyclic network whose arcs each demand to be used.

A flow of whole numbers is a set of paths laid over each other, so the least flow that meets all
demands is the smallest set of paths that does.

Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows (1993), section 6.7; E. A. Dinic,
Algorithm for solution of a problem of maximum flow in networks with power estimation (1970).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Arc", "minimum_flow"]


class Arc(NamedTuple):
    """An arc of the network; it may carry any amount from its demand upwards.

    Args:
        tail: The number of the node it leaves.
        head: The number of the node it reaches, higher than that of its tail.
        demand: What it must carry at least.
    """

    tail: int
    head: int
    demand: int


class _Move(NamedTuple):
    """A way to send the flow elsewhere: against an arc, which gives back, or along another."""

    arc: int
    to: int
    gives_back: bool


def minimum_flow(nodes: int, arcs: Sequence[Arc]) -> list[int]:
    """Find a least flow from the first node to the last that meets every demand.

    A feasible flow comes first, in two passes. It is then reduced as far as possible, by a maximum
    flow of what can be given back, from the last node to the first.

    Args:
        nodes: How many nodes there are. Node 0 is the source and the last one the sink; every
            other node lies on some way from the source to the sink.
        arcs: The arcs, each from a lower node to a higher one.

    Returns:
        What each arc carries; what leaves the source is the least there can be.

    Example:
        Two demands in a row are met by one path, two beside each other are not.

        >>> minimum_flow(3, [Arc(0, 1, 1), Arc(1, 2, 1), Arc(0, 2, 0)])
        [1, 1, 0]
        >>> minimum_flow(3, [Arc(0, 1, 1), Arc(1, 2, 1), Arc(0, 2, 1)])
        [1, 1, 1]
    """
    flow = _feasible_flow(nodes, arcs)
    moves: list[list[_Move]] = [[] for _ in range(nodes)]
    for index, (tail, head, _) in enumerate(arcs):
        moves[head].append(_Move(index, tail, gives_back=True))
        moves[tail].append(_Move(index, head, gives_back=False))
    spare = [carried - arc.demand for carried, arc in zip(flow, arcs, strict=True)]
    while levels := _levels(moves, spare):
        _give_back(moves, spare, levels)
    return [extra + arc.demand for extra, arc in zip(spare, arcs, strict=True)]


def _feasible_flow(nodes: int, arcs: Sequence[Arc]) -> list[int]:
    """Meet every demand: fetch what a node lacks from before it, pass on what it has too much."""
    flow = [arc.demand for arc in arcs]
    incoming: list[list[int]] = [[] for _ in range(nodes)]
    outgoing: list[list[int]] = [[] for _ in range(nodes)]
    for index, arc in enumerate(arcs):
        incoming[arc.head].append(index)
        outgoing[arc.tail].append(index)

    def surplus(node: int) -> int:
        return sum(flow[arc] for arc in incoming[node]) - sum(flow[arc] for arc in outgoing[node])

    inner = range(1, nodes - 1)
    for node in reversed(inner):
        if (lacking := -surplus(node)) > 0:
            flow[incoming[node][0]] += lacking
    for node in inner:
        if (left_over := surplus(node)) > 0:
            flow[outgoing[node][0]] += left_over
    return flow


def _levels(moves: Sequence[Sequence[_Move]], spare: Sequence[int]) -> list[int]:
    """Return how many moves each node is from the sink; nothing if the source is out of reach."""
    source, sink = 0, len(moves) - 1
    unknown = len(moves)
    levels = [unknown] * len(moves)
    levels[sink] = 0
    waiting = deque([sink])
    while waiting:
        node = waiting.popleft()
        for arc, to, gives_back in moves[node]:
            if levels[to] == unknown and (not gives_back or spare[arc]):
                levels[to] = levels[node] + 1
                if to == source:
                    return levels
                waiting.append(to)
    return []


def _give_back(moves: Sequence[Sequence[_Move]], spare: list[int], levels: Sequence[int]) -> None:
    """Send as much as possible from the sink to the source, by moves that lead a level on."""
    source, sink = 0, len(moves) - 1
    next_move = [0] * len(moves)
    path: list[_Move] = []
    node = sink
    while True:
        if node == source:
            amount = min(spare[move.arc] for move in path if move.gives_back)
            for move in path:
                spare[move.arc] += -amount if move.gives_back else amount
            spent = next(
                i for i, move in enumerate(path) if move.gives_back and not spare[move.arc]
            )
            del path[spent:]
        elif next_move[node] < len(moves[node]):
            move = moves[node][next_move[node]]
            possible = not move.gives_back or spare[move.arc]
            if possible and levels[move.to] == levels[node] + 1:
                path.append(move)
            else:
                next_move[node] += 1
        elif path:
            path.pop()
            next_move[path[-1].to if path else sink] += 1
        else:
            return
        node = path[-1].to if path else sink
