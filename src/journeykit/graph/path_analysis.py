"""Walks from an entry to an exit: what lies on them, how many there are, what none can avoid.

No walk is ever enumerated here. Everything is linear in nodes and edges, but for the dominators,
where a logarithm comes in.
"""

from __future__ import annotations

from attrs import frozen

from journeykit.graph.digraph import DirectedGraph, components_of
from journeykit.graph.traversal import reachable_nodes

__all__ = [
    "OnCompleteWalks",
    "cyclomatic",
    "dominators",
    "on_complete_walks",
    "unavoidable",
    "walk_count",
]


@frozen
class OnCompleteWalks:
    """What lies on some walk from an entry to an exit.

    Args:
        edges: The keys of the edges.
    """

    nodes: frozenset[str]
    edges: frozenset[str]


def on_complete_walks(graph: DirectedGraph) -> OnCompleteWalks:
    """Find the nodes and edges that lie on some walk from an entry to an exit.

    A walk may come by a node more than once, so two searches decide it: forwards from the entries
    and backwards from the exits. A node that both find lies on a complete walk, and so does an
    edge whose source the first finds and whose target the second finds.

    Returns:
        The nodes and the keys of the edges.

    Example:
        >>> graph = DirectedGraph("abc", [("1", "a", "b"), ("2", "a", "c")], "a", "b")
        >>> sorted(on_complete_walks(graph).nodes), sorted(on_complete_walks(graph).edges)
        (['a', 'b'], ['1'])
    """
    reachable = graph.reachable()
    completing = graph.completable()
    return OnCompleteWalks(
        nodes=reachable & completing,
        edges=frozenset(
            key
            for key, source, target in graph.edges
            if source in reachable and target in completing
        ),
    )


def walk_count(graph: DirectedGraph) -> int:
    """Count the essentially different walks from an entry to an exit.

    In a graph without cycles this is the number of walks. Where there are cycles that number has
    no bound, so walks count as one if they differ only in how they move about *inside* strongly
    connected components. What is counted, precisely, are the paths in the acyclic multigraph of
    the components: each starts at a component with an entry, ends at one with an exit, and two
    are different if they do not take the same edges between components. Going on behind an exit is
    another walk than stopping there; a component with both an entry and an exit is a walk itself.

    Returns:
        The number of walks, exactly, however large.

    Example:
        >>> twice = [("1", "a", "b"), ("2", "a", "b"), ("3", "b", "c"), ("4", "b", "c")]
        >>> walk_count(DirectedGraph("abc", twice, entries="a", exits="c"))
        4
        >>> walk_count(DirectedGraph("abc", [*twice, ("again", "b", "b")], "a", "c"))
        4
    """
    components = components_of(graph)
    number = components.number
    starting = {number[node] for node in graph.entries}
    ending = {number[node] for node in graph.exits}
    total = 0
    arriving = [0] * len(components.members)
    for component, members in enumerate(components.members):
        here = arriving[component] + (component in starting)
        if not here:
            continue
        if component in ending:
            total += here
        for node in members:
            for _, _, target in graph.outgoing[node]:
                if number[target] != component:
                    arriving[number[target]] += here
    return total


def cyclomatic(graph: DirectedGraph) -> int:
    """Return the cyclomatic complexity: edges − nodes + 2 · connected parts.

    Source: T. J. McCabe, A complexity measure, IEEE Trans. Software Eng. 2 (1976).

    Args:
        graph: The graph; parts are connected whichever way their edges point.

    Returns:
        The complexity: 1 for a journey that is one straight line, 0 for no journey at all.

    Example:
        >>> cyclomatic(DirectedGraph("abc", [("1", "a", "b"), ("2", "b", "c"), ("3", "a", "c")]))
        2
    """
    parts = 0
    seen: set[str] = set()
    for start in graph.nodes:
        if start not in seen:
            parts += 1
            seen |= reachable_nodes(
                [start], lambda n: (*graph.successors(n), *graph.predecessors(n))
            )
    return len(graph.edges) - len(graph.nodes) + 2 * parts


def dominators(graph: DirectedGraph) -> dict[str, str | None]:
    """Find the immediate dominator of every node that can be reached.

    A node dominates another if no walk from any entry comes to the other without it; the immediate
    dominator is the nearest such node. Several entries are joined by a virtual source before
    them, which is written `None`.

    The algorithm is the simple one of Lengauer and Tarjan, whose cost grows as (nodes + edges) ·
    log(nodes) for every shape of graph, where the usual iteration is quadratic for some.

    Source: T. Lengauer and R. E. Tarjan, A fast algorithm for finding dominators in a flowgraph,
    ACM Trans. Program. Lang. Syst. 1 (1979).

    Returns:
        The immediate dominator of each reachable node, in the order of the graph; `None` for a
        node that nothing dominates, as an entry is.

    Example:
        >>> edges = [("1", "ad", "shop"), ("2", "shop", "pay"), ("3", "shop", "store"),
        ...          ("4", "store", "pay")]
        >>> dominators(DirectedGraph(["ad", "shop", "store", "pay"], edges, entries=["ad"]))
        {'ad': None, 'shop': 'ad', 'store': 'shop', 'pay': 'shop'}
    """
    position = {node: index for index, node in enumerate(graph.nodes, start=1)}
    names = (None, *graph.nodes)
    immediate = _immediate_dominators(_from_virtual_source(graph, position))
    return {node: names[immediate[index]] for node, index in position.items() if index in immediate}


def unavoidable(graph: DirectedGraph) -> tuple[str, ...]:
    """Find the nodes that no walk from an entry to an exit can avoid.

    They are the single points of failure: what dominates a virtual sink behind all exits.

    Returns:
        The nodes in the order in which every walk first comes to them; nothing if there is no
        complete walk.

    Example:
        >>> edges = [("1", "ad", "shop"), ("2", "shop", "pay"), ("3", "shop", "store"),
        ...          ("4", "store", "pay")]
        >>> unavoidable(DirectedGraph(["ad", "shop", "store", "pay"], edges, ["ad"], ["pay"]))
        ('ad', 'shop', 'pay')
    """
    position = {node: index for index, node in enumerate(graph.nodes, start=1)}
    successors = _from_virtual_source(graph, position)
    sink = len(successors)
    for node in graph.exits:
        successors[position[node]].append(sink)
    immediate = _immediate_dominators([*successors, []])
    chain: list[str] = []
    if sink in immediate:
        index = immediate[sink]
        while index:
            chain.append(graph.nodes[index - 1])
            index = immediate[index]
    return tuple(reversed(chain))


def _from_virtual_source(graph: DirectedGraph, position: dict[str, int]) -> list[list[int]]:
    """Number the nodes from 1 and put a source 0 before the entries."""
    return [
        [position[node] for node in graph.entries],
        *([position[edge.target] for edge in graph.outgoing[node]] for node in graph.nodes),
    ]


def _immediate_dominators(successors: list[list[int]]) -> dict[int, int]:
    """Return the immediate dominator of every node that 0 reaches, 0 itself excepted.

    Inside, nodes go by their number in a depth-first search, as in the paper: a node's
    semidominator is the least number from which it can be reached over higher numbers alone.
    """
    order, parent = _depth_first(successors)
    position = {node: number for number, node in enumerate(order)}
    predecessors: list[list[int]] = [[] for _ in order]
    for number, node in enumerate(order):
        for target in successors[node]:
            predecessors[position[target]].append(number)

    forest = _Forest(len(order))
    semi = forest.semi
    dominator = [0] * len(order)
    with_semidominator: list[list[int]] = [[] for _ in order]
    for number in range(len(order) - 1, 0, -1):
        semi[number] = min(semi[forest.least(each)] for each in predecessors[number])
        with_semidominator[semi[number]].append(number)
        forest.link(number, parent[number])
        for waiting in with_semidominator[parent[number]]:
            least = forest.least(waiting)
            dominator[waiting] = least if semi[least] < semi[waiting] else parent[number]
        with_semidominator[parent[number]].clear()
    for number in range(1, len(order)):
        if dominator[number] != semi[number]:
            dominator[number] = dominator[dominator[number]]
    return {order[number]: order[dominator[number]] for number in range(1, len(order))}


class _Forest:
    """The forest of Lengauer and Tarjan, in which every way to a root is flattened when used."""

    def __init__(self, size: int) -> None:
        self.semi = list(range(size))
        self._above: list[int | None] = [None] * size
        self._least = list(range(size))

    def link(self, number: int, parent: int) -> None:
        """Hang a root below another node."""
        self._above[number] = parent

    def least(self, number: int) -> int:
        """Return the node of least semidominator from a node up to its root, the root excepted."""
        path: list[tuple[int, int]] = []
        node = number
        while (above := self._above[node]) is not None:
            path.append((node, above))
            node = above
        root = node
        for node, above in reversed(path):
            if above != root:
                if self.semi[self._least[above]] < self.semi[self._least[node]]:
                    self._least[node] = self._least[above]
                self._above[node] = root
        return self._least[number]


def _depth_first(successors: list[list[int]]) -> tuple[list[int], list[int]]:
    """Return the nodes that 0 reaches in the order of their discovery, and each one's parent.

    Parents are numbers of that order.
    """
    order: list[int] = []
    parent: list[int] = []
    seen: set[int] = set()
    waiting = [(0, 0)]
    while waiting:
        node, above = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        parent.append(above)
        order.append(node)
        number = len(order) - 1
        waiting.extend((target, number) for target in reversed(successors[node]))
    return order, parent
