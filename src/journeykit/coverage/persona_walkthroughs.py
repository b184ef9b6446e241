"""The fewest walks of several personas that together take every edge.

Each persona has a graph of their own, with the edges that they may walk. With one persona the
question is a least flow. With several it is NP-hard: let a row of steps offer two parallel edges
at each step, of which every persona may take exactly one; then each persona has a single walk, and
the fewest walks are a minimum set cover. So the answer says whether it is known to be the least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from attrs import field, frozen

from journeykit.coverage.walkthroughs import Network, Plan, Walk
from journeykit.errors import ModelError
from journeykit.graph.digraph import DirectedEdge, DirectedGraph
from journeykit.graph.path_analysis import on_complete_walks

__all__ = ["PersonaWalk", "PersonaWalkthroughs", "persona_walkthroughs"]


@frozen
class PersonaWalk:
    """A walk and who walks it."""

    persona: str
    walk: Walk


@frozen
class PersonaWalkthroughs:
    """A set of walks that takes every edge that any persona can take on a complete walk.

    Args:
        walks: The walks, grouped by persona.
        lower_bound: A number of walks that certainly no such set is smaller than.
        optimal: Whether it is proved that there is no smaller set.
    """

    walks: tuple[PersonaWalk, ...]
    lower_bound: int
    optimal: bool


def persona_walkthroughs(
    graphs: Mapping[str, DirectedGraph],
    *,
    waiting: Mapping[str, AbstractSet[str]] | None = None,
    cover_nodes: bool = False,
    effort: int = 1_000_000,
) -> PersonaWalkthroughs:
    """Find a small set of personas' walks that takes every edge some persona can take.

    It is the smallest, and says so, whenever the personas share a graph, one of them can walk
    whatever the others can, or a bound shows it; on small graphs a search by branch and bound
    settles the rest. Where that search would cost more than the effort allowed, the answer is the
    best set found so far: the fewest walks for what only one persona can take, then again and
    again the persona who can take the most of what is left, or better.

    Args:
        graphs: Each persona's graph. An edge with the same key is the same edge for everyone.
        waiting: The nodes that a persona passes while others act: what leaves them is for the
            others to take, if they can.
        cover_nodes: Come by every node as well, even by one without edges.
        effort: How many edges the search may look at in all. The same effort finds the same walks
            on every machine.

    Returns:
        The walks, with a lower bound, and whether they are proved to be the fewest.

    Raises:
        ModelError: Two personas' graphs give an edge of the same key different ends.

    Example:
        >>> edges = [("web", "ad", "pay"), ("store", "ad", "pay")]
        >>> def may_take(*keys):
        ...     kept = [edge for edge in edges if edge[0] in keys]
        ...     return DirectedGraph(["ad", "pay"], kept, ["ad"], ["pay"])
        >>> plan = persona_walkthroughs({"Ana": may_take("web"), "Ben": may_take("web", "store")})
        >>> [(walk.persona, walk.walk.edges) for walk in plan.walks], plan.optimal
        ([('Ben', ('web',)), ('Ben', ('store',))], True)
    """
    union = _union(graphs.values())
    passing = {persona: frozenset((waiting or {}).get(persona, ())) for persona in graphs}
    active = _active(graphs, passing)
    networks = {persona: Network.of(graphs[persona]) for persona in _undominated(graphs, active)}
    search = _AssignmentSearch(networks, active, effort)
    # Whoever walks for a persona walks in the union of all graphs, where the least is known.
    least = Network.of(union)
    search.run(lower_bound=least.plan(least.edges & search.edges).count)
    walks = list(_walked(search.best, active))
    standing = list(_standing_walks(graphs, networks, search.edges, passing)) if cover_nodes else []
    return PersonaWalkthroughs(
        walks=(*walks, *standing),
        lower_bound=search.lower_bound + len(standing),
        optimal=search.optimal,
    )


def _union(graphs: Iterable[DirectedGraph]) -> DirectedGraph:
    nodes: dict[str, None] = {}
    entries: dict[str, None] = {}
    exits: dict[str, None] = {}
    edges: dict[str, DirectedEdge] = {}
    for graph in graphs:
        nodes |= dict.fromkeys(graph.nodes)
        entries |= dict.fromkeys(graph.entries)
        exits |= dict.fromkeys(graph.exits)
        for edge in graph.edges:
            if edges.setdefault(edge.key, edge) != edge:
                raise ModelError(
                    f'the edge "{edge.key}" leads from "{edge.source}" to "{edge.target}" for one '
                    f'persona and from "{edges[edge.key].source}" to "{edges[edge.key].target}" '
                    f"for another"
                )
    return DirectedGraph(nodes, edges.values(), entries, exits)


def _active(
    graphs: Mapping[str, DirectedGraph], passing: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """The edges that each persona takes: all but those that others take while it waits."""
    own = {
        persona: {edge.key for edge in graph.edges if edge.source not in passing[persona]}
        for persona, graph in graphs.items()
    }
    # Who cannot walk there themselves leaves the step to those who wait for it.
    taken_by_some = frozenset[str]().union(
        *(own[persona] & on_complete_walks(graph).edges for persona, graph in graphs.items())
    )
    return {
        persona: frozenset(
            edge.key
            for edge in graph.edges
            if edge.key in own[persona] or edge.key not in taken_by_some
        )
        for persona, graph in graphs.items()
    }


def _undominated(
    graphs: Mapping[str, DirectedGraph], active: Mapping[str, frozenset[str]]
) -> list[str]:
    """Return the personas without those whose every walk another one can walk as well."""
    parts: dict[str, list[frozenset[object]]] = {
        persona: [
            frozenset(graph.edges),
            frozenset(graph.entries),
            frozenset(graph.exits),
            frozenset(active[persona]),
        ]
        for persona, graph in graphs.items()
    }
    kept: list[str] = []
    # The largest first; sorting is stable, so of two equal graphs the first persona keeps theirs.
    for persona in sorted(parts, key=lambda persona: -sum(map(len, parts[persona]))):
        if not any(
            all(mine <= theirs for mine, theirs in zip(parts[persona], parts[other], strict=True))
            for other in kept
        ):
            kept.append(persona)
    return [persona for persona in graphs if persona in kept]


def _walked(
    plans: Mapping[str, Plan], active: Mapping[str, frozenset[str]]
) -> Iterator[PersonaWalk]:
    """Walk all plans; inside components each persona takes only what none before has taken."""
    taken: set[str] = set()
    for persona, plan in plans.items():
        required = (plan.network.edges & active[persona]) - taken
        for walk in plan.walks(required):
            taken.update(active[persona].intersection(walk.edges))
            yield PersonaWalk(persona, walk)


def _standing_walks(
    graphs: Mapping[str, DirectedGraph],
    networks: Mapping[str, Network],
    edges: frozenset[str],
    passing: Mapping[str, frozenset[str]],
) -> Iterator[PersonaWalk]:
    """Yield a walk for each node that is entry and exit to someone, and on nobody's edges."""
    passed = {
        node
        for persona, graph in graphs.items()
        for key, source, target in graph.edges
        if key in edges
        for node in (source, target)
        if node not in passing[persona]
    }
    for persona, network in networks.items():
        for walk in network.standing_walks():
            if walk.nodes[0] not in passed:
                passed.add(walk.nodes[0])
                yield PersonaWalk(persona, walk)


@frozen
class _Required:
    """What each persona has been given to take: a state of the search."""

    edges: tuple[frozenset[str], ...]

    def with_more(self, persona: int, keys: Iterable[str]) -> _Required:
        """Give a persona more to take."""
        more = list(self.edges)
        more[persona] = more[persona].union(keys)
        return _Required(tuple(more))


@frozen
class _Solution:
    """The fewest walks for a state, and the edges that they leave untaken."""

    plans: tuple[Plan, ...]
    untaken: tuple[str, ...] = field(repr=False)

    @property
    def count(self) -> int:
        return sum(plan.count for plan in self.plans)


class _AssignmentSearch:
    """Branch and bound over who takes which edge.

    A state gives every persona some edges to take; their least flows are then a lower bound for
    all states that give more. Whatever those walks leave untaken somebody has to take: the search
    branches over who, for the edge that the fewest can take.
    """

    def __init__(
        self, networks: Mapping[str, Network], active: Mapping[str, frozenset[str]], effort: int
    ) -> None:
        self._personas = tuple(networks)
        self._active = tuple(active[persona] for persona in networks)
        self._networks = tuple(networks.values())
        self._effort = effort
        self._plans: dict[tuple[int, frozenset[str]], Plan] = {}
        takers: dict[str, list[int]] = {}
        for persona, network in enumerate(self._networks):
            for edge in network.graph.edges:
                if edge.key in self._active[persona]:
                    takers.setdefault(edge.key, []).append(persona)
        self._takers = takers
        self._best: _Solution | None = None
        self.edges = frozenset(takers)
        self.lower_bound = 0
        self.optimal = False

    @property
    def best(self) -> dict[str, Plan]:
        """The best plans found, by persona."""
        return dict(zip(self._personas, self._best.plans, strict=True)) if self._best else {}

    def run(self, lower_bound: int) -> None:
        """Search until the best set is proved to be the smallest, or the effort is spent."""
        nothing = _Required(tuple(frozenset() for _ in self._networks))
        alone = nothing
        for persona in range(len(self._networks)):
            mine = (key for key, takers in self._takers.items() if takers == [persona])
            alone = alone.with_more(persona, mine)
        root = self._find(alone)
        self.lower_bound = max(lower_bound, root.count)
        best = self._greedy(alone, root)
        if best.count > self.lower_bound:
            best = min(best, self._greedy(nothing, self._find(nothing)), key=lambda it: it.count)
        self._best = best
        self.optimal = self._improve(alone)
        if self.optimal:
            self.lower_bound = self._best.count

    def _greedy(self, required: _Required, solution: _Solution) -> _Solution:
        """Let the persona who can take the most of what is left take it, until nothing is."""
        while solution.untaken:
            can_take: list[list[str]] = [[] for _ in self._networks]
            for key in solution.untaken:
                for persona in self._takers[key]:
                    can_take[persona].append(key)
            most = max(range(len(can_take)), key=lambda persona: len(can_take[persona]))
            required = required.with_more(most, can_take[most])
            solution = self._find(required)
        return self._thinned(solution)

    def _thinned(self, solution: _Solution) -> _Solution:
        """Ask of each persona in turn only what the walks of the others leave untaken."""
        taken_by = [self._taken(persona, plan) for persona, plan in enumerate(solution.plans)]
        times = Counter(key for taken in taken_by for key in taken)
        required = _Required(tuple(frozenset() for _ in self._networks))
        for persona, taken in enumerate(taken_by):
            mine = [key for key in taken if times[key] == 1]
            required = required.with_more(persona, mine)
            plan = self._plan(persona, required.edges[persona])
            times.subtract(taken)
            times.update(self._taken(persona, plan))
        return self._find(required)

    def _improve(self, root: _Required) -> bool:
        """Search for better plans than the best; return whether the search came to its end."""
        best = self._best
        waiting = [root]
        seen = {root}
        while best is not None and waiting and best.count > self.lower_bound:
            if self._effort <= 0:
                return False
            required = waiting.pop()
            solution = self._find(required)
            if solution.count >= best.count:
                continue
            if not solution.untaken:
                self._best = best = solution
                continue
            key = min(solution.untaken, key=lambda key: len(self._takers[key]))
            for persona in reversed(self._takers[key]):
                further = required.with_more(persona, [key])
                if further not in seen:
                    seen.add(further)
                    waiting.append(further)
        return True

    def _find(self, required: _Required) -> _Solution:
        plans: list[Plan] = []
        taken: set[str] = set()
        for persona, keys in enumerate(required.edges):
            plan = self._plan(persona, keys)
            plans.append(plan)
            taken |= self._taken(persona, plan)
        return _Solution(tuple(plans), tuple(key for key in self._takers if key not in taken))

    def _taken(self, persona: int, plan: Plan) -> AbstractSet[str]:
        """What a persona's walks take, and do not only pass."""
        return plan.taken() & self._active[persona]

    def _plan(self, persona: int, keys: frozenset[str]) -> Plan:
        network = self._networks[persona]
        self._effort -= len(network.graph.edges)
        plan = self._plans.get((persona, keys))
        if plan is None:
            plan = self._plans[persona, keys] = network.plan(keys)
        return plan
