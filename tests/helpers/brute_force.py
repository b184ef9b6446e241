"""The measures of coverage once more, straight from their definitions and far too slow.

Nothing here shares an idea with what it checks: walks are walked, paths are listed, covers are
tried out one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random

import networkx as nx
from hypothesis import strategies as st

from journeykit.graph.digraph import DirectedGraph


def graphs(
    max_nodes: int = 5, max_edges: int = 8, *, acyclic: bool = False
) -> st.SearchStrategy[DirectedGraph]:
    """Small multigraphs of any shape, with any entries and exits."""

    def build(data: tuple[int, list[tuple[int, int]], set[int], set[int]]) -> DirectedGraph:
        size, pairs, entries, exits = data
        nodes = "abcdefgh"[:size]
        ends = [(a % size, b % size) for a, b in pairs]
        if acyclic:
            ends = [(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]]
        return DirectedGraph(
            nodes,
            [(str(key), nodes[a], nodes[b]) for key, (a, b) in enumerate(ends)],
            sorted({nodes[index % size] for index in entries}),
            sorted({nodes[index % size] for index in exits}),
        )

    index = st.integers(0, max_nodes - 1)
    return st.tuples(
        st.integers(1, max_nodes),
        st.lists(st.tuples(index, index), max_size=max_edges),
        st.sets(index, max_size=2),
        st.sets(index, max_size=2),
    ).map(build)


def some_graphs(
    count: int, nodes: int, edges: int, *, acyclic: bool = False
) -> Iterator[DirectedGraph]:
    """Graphs of one size at random, the same ones every time: larger than Hypothesis likes them."""
    random = Random(nodes * edges)
    names = [f"n{index:02}" for index in range(nodes)]
    for _ in range(count):
        pairs = [(random.choice(names), random.choice(names)) for _ in range(edges)]
        if acyclic:
            # To a near one: only long graphs have walks that are worth sending another way.
            starts = [random.randrange(nodes - 4) for _ in range(edges)]
            pairs = [(names[each], names[each + random.randint(1, 4)]) for each in starts]
        yield DirectedGraph(
            names,
            [(f"e{key}", *pair) for key, pair in enumerate(pairs)],
            [*names[:2], *random.sample(names[2:], nodes // 6)],
            [*names[-2:], *random.sample(names[:-2], nodes // 6)],
        )


def every_graph_over_three_nodes() -> Iterator[DirectedGraph]:
    """All graphs over three nodes without parallel edges, from the first node to the last."""
    pairs = list(product("abc", repeat=2))
    for chosen in range(2 ** len(pairs)):
        edges = [(a + b, a, b) for bit, (a, b) in enumerate(pairs) if chosen >> bit & 1]
        yield DirectedGraph("abc", edges, "a", "c")


def is_walk(graph: DirectedGraph, nodes: Sequence[str], edges: Sequence[str]) -> bool:
    """Whether this is a walk from an entry to an exit, step by step."""
    known = {edge.key: edge for edge in graph.edges}
    steps = [known[key] for key in edges]
    return (
        [step.source for step in steps] == list(nodes[:-1])
        and [step.target for step in steps] == list(nodes[1:])
        and nodes[0] in graph.entries
        and nodes[-1] in graph.exits
    )


def takeable(graph: DirectedGraph) -> set[frozenset[str]]:
    """Every set of edges that some walk from an entry to an exit takes, however long it is."""
    states = {(node, frozenset[str]()) for node in graph.entries}
    waiting = list(states)
    while waiting:
        node, taken = waiting.pop()
        for key, source, target in graph.edges:
            state = (target, taken | {key})
            if source == node and state not in states:
                states.add(state)
                waiting.append(state)
    return {taken for node, taken in states if node in graph.exits}


def smallest_cover(sets: Collection[frozenset[str]]) -> int:
    """The least number of the sets that together hold all that any of them holds."""
    everything = frozenset().union(*sets)
    largest = [one for one in sets if not any(one < other for other in sets)]
    for size in range(len(everything) + 1):
        for chosen in combinations(largest, size):
            if frozenset().union(*chosen) == everything:
                return size
    raise AssertionError


def fewest_chains(graph: DirectedGraph) -> int:
    """The fewest walks that take every edge of an acyclic graph that a complete walk can take.

    By Dilworth's theorem in the form of Fulkerson: edges less a largest matching of edges with
    edges that can be taken later.
    """
    forwards = reachable_nodes(graph, graph.entries)
    edges = [
        edge
        for edge in graph.edges
        if edge.source in forwards and reachable_nodes(graph, [edge.target]) & set(graph.exits)
    ]
    follows = nx.Graph()
    follows.add_nodes_from(edges)
    for edge in edges:
        later = reachable_nodes(graph, [edge.target])
        follows.add_edges_from((edge, (0, other)) for other in edges if other.source in later)
    return len(edges) - len(nx.bipartite.hopcroft_karp_matching(follows, edges)) // 2


def complete_walks(graph: DirectedGraph) -> list[tuple[str, ...]]:
    """Every walk of an acyclic graph from an entry to an exit, as the nodes and keys on it."""
    walks = []
    waiting = [(node,) for node in graph.entries]
    while waiting:
        walk = waiting.pop()
        if walk[-1] in graph.exits:
            walks.append(walk)
        waiting += [
            (*walk, key, target) for key, source, target in graph.edges if source == walk[-1]
        ]
    return walks


def reachable_nodes(
    graph: DirectedGraph, starts: Iterable[str], without: str | None = None
) -> set[str]:
    """What can be reached from some nodes without coming by another."""
    found = {node for node in starts if node != without}
    while True:
        more = {
            edge.target
            for edge in graph.edges
            if edge.source in found and edge.target not in found and edge.target != without
        }
        if not more:
            return found
        found |= more


def dominating(graph: DirectedGraph, node: str) -> set[str]:
    """The other nodes without which the node cannot be reached."""
    return {
        other
        for other in graph.nodes
        if other != node and node not in reachable_nodes(graph, graph.entries, without=other)
    }


def simple_paths(graph: DirectedGraph) -> set[tuple[str, ...]]:
    """Every path in which no node occurs twice, except that the last may be the first."""
    steps = {(edge.source, edge.target) for edge in graph.edges}
    found = {(node,) for node in graph.nodes}
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        if len(path) > 1 and path[0] == path[-1]:
            continue
        for source, target in steps:
            if source == path[-1] and target not in path[1:]:
                found.add((*path, target))
                waiting.append((*path, target))
    return found


def prime_paths(graph: DirectedGraph) -> set[tuple[str, ...]]:
    """The simple paths that are no part of another simple path."""
    simple = simple_paths(graph)

    def is_part(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return path != other and any(
            other[start : start + len(path)] == path for start in range(len(other))
        )

    return {path for path in simple if not any(is_part(path, other) for other in simple)}


def configurations(
    factors: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[Collection[str]]],
    strength: int,
    forbidden: Sequence[Mapping[str, str]],
) -> tuple[set[tuple[tuple[str, str], ...]], set[tuple[tuple[str, str], ...]]]:
    """The valid configurations and the covered ones, each as pairs of factor and value."""
    pairs = [(name, value) for name, values in factors.items() for value in values]
    valid = {
        chosen
        for chosen in combinations(pairs, strength)
        if len({name for name, _ in chosen}) == strength
        and not any(set(constraint.items()) <= set(chosen) for constraint in forbidden)
    }
    said = [dict(zip(factors, row, strict=True)) for row in rows]
    covered = {
        chosen
        for chosen in valid
        if any(all(value in row[name] for name, value in chosen) for row in said)
    }
    return valid, covered
