"""The plan of a usability test: the fewest walks that take every way there is."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.checked import checked
from journeykit.coverage.persona_walkthroughs import persona_walkthroughs
from journeykit.coverage.prime_paths import PrimePaths, prime_paths
from journeykit.graph import EffectiveGraph, View, view_of
from journeykit.markup import Html, element
from journeykit.model import Journey
from journeykit.printable import console_text, printable
from journeykit.transitions import Transition


@frozen
class Walkthrough:
    """One walk to be tried with one persona.

    Args:
        persona: The key of the persona; empty where the journey has none.
        touchpoints: The keys of the touchpoints, as they are met.
        names: Their names.
        transitions: The declared transitions that are taken, in order.
        persona_name: The name of the persona; empty where the journey has none.
    """

    persona: str
    touchpoints: tuple[str, ...]
    names: tuple[str, ...]
    transitions: tuple[Transition, ...]
    persona_name: str = ""

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __str__(self) -> str:
        """Who, and the way."""
        prefix = f"{self.persona_name}: " if self.persona_name else ""
        return console_text(printable(prefix + " → ".join(self.names)))


def _walks(walks: Iterable[Walkthrough]) -> tuple[Walkthrough, ...]:
    return fields.several(walks)


@frozen
class WalkthroughPlan:
    """Walks that together take every transition that anybody can take.

    Args:
        lower_bound: A number of walks that certainly no such plan is smaller than.
        optimal: Whether it is proved that there is no smaller plan.
    """

    walks: tuple[Walkthrough, ...] = field(converter=_walks)
    lower_bound: int
    optimal: bool

    def __str__(self) -> str:
        """One walk a line, numbered."""
        return "\n".join(f"{number}. {walk}" for number, walk in enumerate(self.walks, start=1))

    _repr_pretty_ = fields.whole_text

    def _repr_html_(self) -> str:
        """The view in a notebook: a list, each name in a run of its own whatever its script."""
        return element("ol", map(_item, self.walks)) if self.walks else element("p", "no walks")


def _item(walk: Walkthrough) -> Html:
    """One walk in HTML."""
    names = [piece for name in walk.names for piece in (" → ", element("bdi", name))]
    persona = element("strong", element("bdi", walk.persona_name)) if walk.persona_name else None
    return element("li", persona, ": " if persona else None, names[1:])


def walkthroughs(journey: Journey | View) -> WalkthroughPlan:
    """Plan the fewest walks with which testers take every way through a journey.

    Every declared transition, and every step that the order of the stages implies, is taken by
    some persona who can take it on a walk from an entry to an exit. The number is found as a
    minimum flow with lower bounds (Ntafos and Hakimi 1979); with personas who walk different
    parts it is hard in general, and `optimal` says whether the plan is proved to be smallest.

    No walk takes a way between two touchpoints that can come at any time, or from the last stage
    as a whole to one of these, though the measure `transition` counts it.

    Args:
        journey: The journey; or a view of it.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> ad, shop, pays = touchpoint("Ad"), touchpoint("Shop"), touchpoint("Pays")
        >>> sale = journey("Sale").stage("Purchase", ad, shop, pays)
        >>> print(walkthroughs(sale.flow(ad >> shop >> pays).flow(ad >> pays)))
        1. Ad → Shop → Pays
        2. Ad → Pays
    """
    view = view_of(journey)
    personas = {persona.key: persona.name for persona in view.journey.personas}
    effective = {p: view.graph_for(p) for p in personas} or {"": view.graph}
    plan = persona_walkthroughs(
        {persona: graph.walkable for persona, graph in effective.items()},
        waiting={p: {str(t.element) for t in graph.waiting} for p, graph in effective.items()},
        cover_nodes=True,
    )
    walks = []
    for each in plan.walks:
        graph = effective[each.persona]
        touchpoints = graph.touchpoints_on(each.walk.nodes)  # where they wait, others act
        walks.append(
            Walkthrough(
                each.persona,
                tuple(touchpoint.key for touchpoint in touchpoints),
                tuple(touchpoint.name for touchpoint in touchpoints),
                graph.transitions_on(each.walk.edges),
                personas.get(each.persona, ""),
            )
        )
    return WalkthroughPlan(walks, plan.lower_bound, plan.optimal)


@frozen
class PrimePathCoverage:
    """How many of the prime paths of a journey some walks tour.

    Args:
        toured: The prime paths that lie on some walk, as addresses of touchpoints.
        missing: Those that lie on none.
        truncated: Whether there may be more prime paths than were looked at.
    """

    toured: tuple[tuple[Element, ...], ...]
    missing: tuple[tuple[Element, ...], ...]
    truncated: bool

    __repr__ = fields.shown
    _repr_html_ = fields.card


@checked
def prime_path_coverage(
    journey: Journey | View, walks: Iterable[Walkthrough] = (), *, max_paths: int = 10_000
) -> PrimePathCoverage:
    """Measure which prime paths over declared transitions some walks tour.

    A prime path visits nothing twice, but that it may end where it began, and is part of no
    longer such path (Ammann and Offutt, Introduction to Software Testing). There can be
    exponentially many, so their number is bounded.

    Args:
        journey: The journey; or a view of it.
        walks: The walks; those of the test plan if left out.
        max_paths: How many prime paths to look at, at most.

    Returns:
        The paths toured and missing.
    """
    view = view_of(journey)
    required = _prime_paths(view.graph, max_paths)
    chosen = tuple(walks) or walkthroughs(view).walks
    toured = set(required.toured_by([f"touchpoint:{key}" for key in w.touchpoints] for w in chosen))
    return PrimePathCoverage(
        toured=tuple(_elements(path) for path in required.paths if path in toured),
        missing=tuple(_elements(path) for path in required.paths if path not in toured),
        truncated=required.truncated,
    )


def _prime_paths(graph: EffectiveGraph, max_paths: int) -> PrimePaths:
    """The prime paths over touchpoints and what is declared between them."""
    whole = graph.directed
    touchpoints = [node for node in whole.nodes if node.startswith("touchpoint:")]
    return prime_paths(whole.restricted_to(touchpoints), max_paths=max_paths)


def _elements(path: tuple[str, ...]) -> tuple[Element, ...]:
    return tuple(Element.parse(node) for node in path)
