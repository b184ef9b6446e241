"""Hand-offs: where one persona acts and another goes on.

On a map for several personas, a transition may join two touchpoints that nobody comes to both:
the seller marks the parcel as shipped, the buyer gets the message. Nobody walks such a step alone,
so whoever drew it means that the journey is handed over. For the one who waits, what the others do
meanwhile stands *aside*; for the one who takes over, the journey may start there, and for the one
who gives it away it may end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from journeykit.addresses import Element
from journeykit.graph.traversal import reached
from journeykit.model import Journey, Touchpoint
from journeykit.transitions import Transition


@frozen
class Beside:
    """What the hand-offs of a journey mean for one persona.

    Args:
        aside: The keys of touchpoints where others act between two touchpoints of the persona.
        joins: The keys of the persona's touchpoints at which others hand over to it.
        leaves: The keys of the persona's touchpoints at which it hands over to others.
    """

    aside: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    leaves: frozenset[str] = frozenset()


NOTHING_BESIDE = Beside()
"""For whoever walks alone."""


def handoffs_of(journey: Journey) -> frozenset[Transition]:
    """The transitions between touchpoints that no persona comes to both.

    Args:
        journey: The journey.

    Returns:
        The transitions.

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
    found = []
    for step in journey.transitions:
        here, there = people.get(step.source), people.get(step.target)
        if here and there and here.isdisjoint(there):
            found.append(step)
    return frozenset(found)


def _people(met: Touchpoint) -> frozenset[str]:
    """The personas who come to a touchpoint that names some."""
    return frozenset(met.personas).union(experience.persona for experience in met.experiences)


def beside(journey: Journey, own: Iterable[Touchpoint], handoffs: frozenset[Transition]) -> Beside:
    """What the hand-offs mean for whoever comes to some touchpoints.

    Args:
        journey: The journey.
        own: The touchpoints of the persona.
        handoffs: The transitions that hand over.

    Returns:
        What stands aside, and where the persona joins and leaves.
    """
    if not handoffs:
        return NOTHING_BESIDE
    mine = {touchpoint.element for touchpoint in own}
    onward: dict[Element, list[Element]] = {}
    back: dict[Element, list[Element]] = {}
    for step in journey.transitions:
        onward.setdefault(step.source, []).append(step.target)
        back.setdefault(step.target, []).append(step.source)
    between = _beyond(mine, onward) & _beyond(mine, back)
    steps = [step for step in journey.transitions if step in handoffs]
    handed = between & {end for step in steps for end in (step.source, step.target)}
    near = {
        each: [other for other in (*onward.get(each, ()), *back.get(each, ())) if other in between]
        for each in between
    }
    aside = handed | _beyond(handed, near)
    return Beside(
        frozenset(each.key for each in aside if each.kind == "touchpoint"),
        frozenset(step.target.key for step in steps if step.target in mine),
        frozenset(step.source.key for step in steps if step.source in mine),
    )


def _beyond(
    starts: Iterable[Element], leads: Mapping[Element, list[Element]]
) -> frozenset[Element]:
    """What can be reached from some elements, without coming back to them."""
    start = frozenset(starts)
    return reached(start, lambda element: leads.get(element, ())) - start
