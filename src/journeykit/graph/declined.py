"""Ways not taken: options that were considered and declined, and the journey without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import evolve

from journeykit.addresses import Element
from journeykit.model import Journey, Touchpoint
from journeykit.transitions import Transition


def declined_touchpoints(journey: Journey) -> frozenset[str]:
    """Look up the touchpoints to which every declared way is declined, or comes from such a one.

    Args:
        journey: The journey.

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
    arriving: defaultdict[Element, int] = defaultdict(int)
    leaving: defaultdict[Element, list[Transition]] = defaultdict(list)
    for step in journey.transitions:
        if step.source != step.target and not _declines(step, everybody):
            arriving[step.target] += 1
            leaving[step.source].append(step)
    starts = {each.element for each in journey.touchpoints if each.entry}
    ahead = [s.target for s in journey.transitions if _declines(s, everybody)]
    declined: set[Element] = set()
    while ahead:
        element = ahead.pop()
        if element.kind != "touchpoint" or arriving[element] or element in starts | declined:
            continue
        declined.add(element)
        for step in leaving[element]:
            arriving[step.target] -= 1
            ahead.append(step.target)
    return frozenset(element.key for element in declined)


def _declines(step: Transition, everybody: frozenset[str]) -> bool:
    """Whether a way is taken by nobody."""
    return step.kind == "declined" and (
        not step.personas or (bool(everybody) and everybody.issubset(step.personas))
    )


def walked(journey: Journey) -> Journey:
    """Leave out what nobody takes.

    Args:
        journey: The journey.

    Returns:
        The journey without ways that were declined and touchpoints to which no other leads; itself
        if there are none. Where only some decline, the touchpoint names the others.
    """
    ways = [step for step in journey.transitions if step.kind == "declined"]
    if not ways:
        return journey
    gone = declined_touchpoints(journey)
    emptied = [
        stage
        for stage in journey.stages
        if stage.touchpoints and gone.issuperset(t.key for t in stage.touchpoints)
    ]
    loose = [Element("touchpoint", (key,)) for key in gone]
    without = journey.remove(*ways, *emptied, *loose)
    kept = {each.key for each in without.opportunities if each.addresses or each.everywhere}
    lost = {each.key for each in journey.opportunities if each.addresses} - kept
    opportunities = tuple(each for each in without.opportunities if each.key not in lost)
    return _for_others(evolve(without, opportunities=opportunities), ways)


def _for_others(journey: Journey, ways: Iterable[Transition]) -> Journey:
    """A journey in which a touchpoint that some decline is for the others."""
    decliners: defaultdict[str, set[str]] = defaultdict(set)
    for step in ways:
        decliners[step.target.key].update(step.personas)
    for step in journey.transitions:
        decliners[step.target.key].difference_update(step.personas)
    others: Mapping[str, tuple[str, ...]] = {
        key: tuple(p.key for p in journey.personas if p.key not in people)
        for key, people in decliners.items()
        if people
    }

    def named(touchpoint: Touchpoint) -> Touchpoint:
        people = others.get(touchpoint.key, ())
        return touchpoint if touchpoint.personas else evolve(touchpoint, personas=people)

    return journey.map_touchpoints(named) if others else journey
