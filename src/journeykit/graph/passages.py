"""Passages: what every walk through a graph has to pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def unavoidable(
    following: Sequence[Iterable[tuple[int, int]]], starts: Iterable[int], ends: Iterable[int]
) -> tuple[int, ...]:
    """The nodes that every walk from a start to an end passes, in linear time.

    One walk is found first. Then whoever follows it looks for a way around each of its nodes; a
    node that nobody gets around is unavoidable. These are the dominators of the end.

    Args:
        following: For each node, its edges: where they lead, and which transition they are.
        starts: Where walks begin.
        ends: Where they end.

    Returns:
        The nodes, in the order they are passed; none when there is no walk.

    Example:
        >>> to = lambda *nodes: [(node, 0) for node in nodes]
        >>> unavoidable([to(1, 2), to(3), to(3), to(4), to()], [0], [4])
        (0, 3, 4)
    """
    begin, end = len(following), len(following) + 1
    leads = [[target for target, _ in edges] for edges in following]
    for node in set(ends):
        leads[node].append(end)
    leads += [list(starts), []]
    walk = _a_walk(leads, begin, end)
    place = {node: number for number, node in enumerate(walk)}
    farthest = 0
    passed: list[int] = []
    seen: set[int] = set()
    for number, node in enumerate(walk):
        if farthest <= number:
            passed.append(node)
        around = [node]
        while around:
            for target in leads[around.pop()]:
                if target in place:
                    farthest = max(farthest, place[target])
                elif target not in seen:
                    seen.add(target)
                    around.append(target)
    return tuple(node for node in passed if node < begin)


def _a_walk(leads: list[list[int]], begin: int, end: int) -> list[int]:
    """Some walk, both ends included; empty when there is none."""
    came_from = {begin: begin}
    queue = [begin]
    for node in queue:
        for target in leads[node]:
            if target not in came_from:
                came_from[target] = node
                queue.append(target)
    if end not in came_from:
        return []
    walk = [end]
    while walk[-1] != begin:
        walk.append(came_from[walk[-1]])
    return walk[::-1]
