"""Bypasses: how somebody goes on past what is for other personas only.

A stage says `meets >> pays >> waits`, and paying is for the guardian alone. The patient pays
nothing, and still knows what comes first: meet, then wait. So where nothing of its own leads a
persona on, it passes what is for others on the way to its own next touchpoint in the stage. Where
something of its own does lead on, the way of the others is theirs and no short cut.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from journeykit.graph.traversal import reachable_nodes, strong_components
from journeykit.model import Journey
from journeykit.transitions import Transition

_ONWARD = frozenset({"next", "branch", "optional"})
"""The kinds of transition along which those go on whom the next touchpoint does not concern."""


class Bypass(NamedTuple):
    """A step to, between or from touchpoints for others, by the keys of its ends."""

    source: str
    target: str


def bypasses(
    journey: Journey,
    own: Collection[str],
    open_to: Callable[[Transition], bool],
    *,
    leaving: Collection[str] = (),
    waiting: Collection[str] = (),
) -> tuple[Bypass, ...]:
    """Find the steps with which somebody passes what is for others, inside each stage.

    Args:
        journey: The journey.
        own: The keys of the touchpoints that somebody comes to.
        open_to: Which transitions they may take.
        leaving: The keys of the touchpoints where people are meant to leave, and not to go on.
        waiting: The keys of what others do meanwhile, through which walks lead anyway.

    Returns:
        The steps, in the order of the transitions.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> guardian = persona("Guardian")
        >>> pays = touchpoint("Pays", personas=guardian)
        >>> meets, waits = touchpoint("Meets"), touchpoint("Waits")
        >>> surgery = journey("Surgery").walked_by(guardian).stage("Arrival", meets, pays, waits)
        >>> for step in bypasses(
        ...     surgery.flow(meets >> pays >> waits), {"meets", "waits"}, lambda _: True
        ... ):
        ...     print(*step)
        meets pays
        pays waits
    """
    home = {t.key: stage.key for stage in journey.stages for t in stage.touchpoints}
    others = home.keys() - set(own) - set(waiting)
    if not others:
        return ()
    onward = [step for step in journey.transitions if step.kind in _ONWARD and open_to(step)]
    steps = _past(others, _inside_stages(onward, home))
    stuck = {step.source for step in steps} - others - _led_on(onward, home.keys() - others)
    stuck.difference_update(leaving)
    arrived = {step.target for step in steps} - others
    passed = others.intersection(
        _beyond(stuck, others, steps),
        _beyond(arrived, others, (Bypass(step.target, step.source) for step in steps)),
    )
    return tuple(
        step
        for step in steps
        if step.source in stuck | passed and (step.target in passed or step.target not in others)
    )


def _led_on(onward: Iterable[Transition], ahead: Collection[str]) -> set[str]:
    """From where somebody goes on without passing anything, by key."""
    return {
        step.source.key
        for step in onward
        if step.target.kind == "stage" or step.target.key in ahead
    }


def _inside_stages(onward: Iterable[Transition], home: Mapping[str, str]) -> tuple[Bypass, ...]:
    """The steps between touchpoints of one stage, each once."""
    return tuple(
        dict.fromkeys(
            Bypass(step.source.key, step.target.key)
            for step in onward
            if step.source.kind == step.target.kind == "touchpoint"
            and step.source.key in home
            and home[step.source.key] == home.get(step.target.key)
        )
    )


def _past(others: set[str], steps: tuple[Bypass, ...]) -> tuple[Bypass, ...]:
    """The steps that touch what is for others, but for those by which one comes back."""
    after = _by_source(steps)
    nodes = dict.fromkeys(end for step in steps for end in step)
    rings = strong_components(nodes, lambda key: after.get(key, ()))
    ring_of = {
        key: number
        for number, ring in enumerate(rings)
        for key in ring
        if not others.issuperset(ring)
    }
    return tuple(
        step
        for step in steps
        if (step.source in others or step.target in others)
        and ring_of.get(step.source, step.source) != ring_of.get(step.target, step.target)
    )


def _beyond(
    starts: Collection[str], others: Collection[str], steps: Iterable[Bypass]
) -> Collection[str]:
    """What is reached from somewhere through nothing but what is for others."""
    after = _by_source(step for step in steps if step.source in others or step.source in starts)
    return reachable_nodes(starts, lambda key: after.get(key, ()))


def _by_source(steps: Iterable[Bypass]) -> dict[str, list[str]]:
    """Where steps lead, by where they leave."""
    after: dict[str, list[str]] = {}
    for source, target in steps:
        after.setdefault(source, []).append(target)
    return after
