"""Hand-offs: where one persona acts and another goes on.

On a map for several personas, a transition may join two touchpoints that nobody comes to both:
the seller marks the parcel as shipped, the buyer gets the message. Nobody walks such a step alone,
so whoever drew it means that the journey is handed over. For the one who waits, what the others do
meanwhile is *waiting*; for the one who takes over, the journey may start there, and for the one
who gives it away it may end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from journeykit.addresses import Element
from journeykit.graph.traversal import reachable_nodes
from journeykit.model import Journey, Touchpoint
from journeykit.transitions import Transition


@frozen
class PersonaHandoffs:
    """What the hand-offs of a journey mean for one persona.

    Args:
        waiting: The keys of touchpoints where others act between two touchpoints of the persona.
        joins: The keys of the persona's touchpoints at which others hand over to it.
        leaves: The keys of the persona's touchpoints at which it hands over to others.
    """

    waiting: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    leaves: frozenset[str] = frozenset()


NO_HANDOFFS = PersonaHandoffs()
"""For whoever walks alone."""


def handoffs_of(journey: Journey) -> frozenset[Transition]:
    """The transitions between touchpoints that no persona comes to both.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> buyer, seller = persona("Buyer"), persona("Seller")
        >>> orders = touchpoint("Orders", personas=buyer)
        >>> ships = touchpoint("Ships", personas=seller)
        >>> whole = journey("Order").walked_by(buyer, seller).stage("Order", orders, ships)
        >>> [str(step.element) for step in handoffs_of(whole.flow(orders >> ships))]
        ['transition:orders/ships']
    """
    people = {t.element: _people(t) for t in journey.touchpoints if t.personas}
    handoffs = []
    for step in journey.transitions:
        here, there = people.get(step.source), people.get(step.target)
        if here and there and here.isdisjoint(there):
            handoffs.append(step)
    return frozenset(handoffs)


def _people(touchpoint: Touchpoint) -> frozenset[str]:
    """The personas who come to a touchpoint that names some."""
    return frozenset(touchpoint.personas).union(
        experience.persona for experience in touchpoint.experiences
    )


def persona_handoffs(
    journey: Journey, own: Iterable[Touchpoint], handoffs: frozenset[Transition]
) -> PersonaHandoffs:
    """What the hand-offs mean for whoever comes to some touchpoints.

    Args:
        own: The touchpoints of the persona.
        handoffs: The transitions that hand over.

    Returns:
        Where the persona waits, joins and leaves.
    """
    if not handoffs:
        return NO_HANDOFFS
    mine = {touchpoint.element for touchpoint in own}
    onward: dict[Element, list[Element]] = {}
    back: dict[Element, list[Element]] = {}
    for step in journey.transitions:
        onward.setdefault(step.source, []).append(step.target)
        back.setdefault(step.target, []).append(step.source)
    between = _beyond(mine, onward) & _beyond(mine, back)
    steps = [step for step in journey.transitions if step in handoffs]
    handing_over = between & {end for step in steps for end in (step.source, step.target)}
    near = {
        each: [other for other in (*onward.get(each, ()), *back.get(each, ())) if other in between]
        for each in between
    }
    waiting = handing_over | _beyond(handing_over, near)
    return PersonaHandoffs(
        frozenset(each.key for each in waiting if each.kind == "touchpoint"),
        frozenset(step.target.key for step in steps if step.target in mine),
        frozenset(step.source.key for step in steps if step.source in mine),
    )


def _beyond(
    starts: Iterable[Element], neighbours: Mapping[Element, list[Element]]
) -> frozenset[Element]:
    """What can be reached from some elements, without coming back to them."""
    start = frozenset(starts)
    return reachable_nodes(start, lambda element: neighbours.get(element, ())) - start
