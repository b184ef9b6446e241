"""Ways not taken: options that were considered and declined, and the journey without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve

from journeykit.addresses import Element
from journeykit.graph.traversal import reachable_nodes, strong_components
from journeykit.model import Journey, Touchpoint
from journeykit.presence import absences
from journeykit.transitions import Transition


def declined_touchpoints(journey: Journey) -> frozenset[str]:
    """Look up the touchpoints that only a way leads to which nobody takes.

    Returns:
        Their keys.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> compares, coach, train = map(touchpoint, ["Compares", "Coach", "Train"])
        >>> trip = journey("Trip").stage("Choose", compares, coach, train).flow(compares >> train)
        >>> sorted(declined_touchpoints(trip.flow(compares >> coach, kind="declined")))
        ['coach']
    """
    everybody = frozenset(persona.key for persona in journey.personas)
    declined = {step for step in journey.transitions if _declines(step, everybody)}
    if not declined:
        return frozenset()
    onward: dict[Element, list[Element]] = {each.element: [] for each in journey.touchpoints}
    every: dict[Element, list[Element]] = {each.element: [] for each in journey.touchpoints}
    for step in journey.transitions:
        every.setdefault(step.target, [])
        every.setdefault(step.source, []).append(step.target)
        if step not in declined:
            onward.setdefault(step.source, []).append(step.target)

    def after(element: Element) -> list[Element]:
        return onward.get(element, [])

    starts = [each.element for each in journey.touchpoints if each.entry]
    starts += [element for element in every if element.kind != "touchpoint"]
    starts += _sources(every, {step.target for step in declined})
    visited = reachable_nodes(starts, after)
    behind = reachable_nodes((step.target for step in declined), after)
    return frozenset(each.key for each in journey.touchpoints if each.element in behind - visited)


def _sources(
    targets_of: Mapping[Element, Sequence[Element]], declined: Collection[Element]
) -> Iterator[Element]:
    """Where people are before any way is taken: what none leads to, or the first of a ring.

    First is what is listed first of what is not itself to be declined.
    """
    components = strong_components(targets_of, targets_of.__getitem__)
    home = {element: number for number, nodes in enumerate(components) for element in nodes}
    led_to = {
        home[target]
        for source, targets in targets_of.items()
        for target in targets
        if home[source] != home[target]
    }
    for number, nodes in enumerate(components):
        if number not in led_to:
            yield min(nodes, key=lambda element: element in declined)


def _declines(step: Transition, everybody: frozenset[str]) -> bool:
    """Whether a way is taken by nobody."""
    return step.kind == "declined" and (
        not step.personas or (bool(everybody) and everybody.issubset(step.personas))
    )


def walked(journey: Journey) -> Journey:
    """Leave out what nobody takes.

    Returns:
        The journey without ways that were declined and touchpoints to which no other leads; itself
        if there are none. Where only some decline, the touchpoint names the others.
    """
    declined = [step for step in journey.transitions if step.kind == "declined"]
    if not declined:
        return journey
    gone = declined_touchpoints(journey)
    emptied = [
        stage
        for stage in journey.stages
        if stage.touchpoints and gone.issuperset(t.key for t in stage.touchpoints)
    ]
    loose = [Element("touchpoint", (key,)) for key in gone]
    without = journey.remove(*declined, *emptied, *loose)
    kept = {each.key for each in without.opportunities if each.addresses or each.everywhere}
    lost = {each.key for each in journey.opportunities if each.addresses} - kept
    opportunities = tuple(each for each in without.opportunities if each.key not in lost)
    return _for_others(evolve(without, opportunities=opportunities), declined)


def _for_others(journey: Journey, declined: Collection[Transition]) -> Journey:
    """A journey in which a touchpoint that some decline is for the others."""
    decliners: defaultdict[str, set[str]] = defaultdict(set)
    asked = {(step.source, step.target) for step in declined}
    for step in declined:
        decliners[step.target.key].update(step.personas)
    for step in journey.transitions:
        if step.personas:
            decliners[step.target.key].difference_update(step.personas)
        elif (step.source, step.target) not in asked:
            decliners[step.target.key].clear()
    absent = absences(journey).touchpoints if journey.presences else {}
    others: Mapping[str, tuple[str, ...]] = {
        key: tuple(p.key for p in journey.personas if p.key not in people | absent.get(key, set()))
        for key, people in decliners.items()
        if people
    }

    def named(touchpoint: Touchpoint) -> Touchpoint:
        people = others.get(touchpoint.key, ())
        return touchpoint if touchpoint.personas else evolve(touchpoint, personas=people)

    return journey.map_touchpoints(named) if others else journey
