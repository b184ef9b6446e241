"""Rerouting: what led through a step leads on to what came next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from attrs import evolve

from journeykit.addresses import Element
from journeykit.transitions import Transition


def rerouted(transitions: Iterable[Transition], steps: Iterable[Element]) -> tuple[Transition, ...]:
    """Transitions that lead past some steps.

    Whoever came keeps the condition of the way in; where there was none, that of the way out
    counts. Nothing leads from a step to itself that did not do so before.

    Args:
        transitions: How people move on.
        steps: The steps that are left out.

    Returns:
        The transitions, the new ones in the place of those that led to the step.
    """
    row = _TransitionsByEnds()
    for index, transition in enumerate(transitions):
        row.add(transition, (index,))
    for step in steps:
        row.bridge(step)
    return tuple(sorted(row.places, key=row.places.__getitem__))


class _TransitionsByEnds:
    """Transitions and their places, to look up by their ends."""

    def __init__(self) -> None:
        self.places: dict[Transition, tuple[int, ...]] = {}
        self._leaving: defaultdict[Element, set[Transition]] = defaultdict(set)
        self._arriving: defaultdict[Element, set[Transition]] = defaultdict(set)

    def add(self, transition: Transition, place: tuple[int, ...]) -> None:
        """Put a transition at a place; said twice, it stays at the first."""
        self.places[transition] = min(place, self.places.get(transition, place))
        self._leaving[transition.source].add(transition)
        self._arriving[transition.target].add(transition)

    def bridge(self, step: Element) -> None:
        """Let what led to a step lead on to what it led to."""
        leaving = sorted(self._leaving.pop(step, ()), key=self.places.__getitem__)
        arriving = [each for each in self._arriving.pop(step, ()) if each.source != step]
        onward = [each for each in leaving if each.target != step]
        arrivals = [(each, self._take(each)) for each in arriving]
        for each in leaving:
            self._take(each)
        for each, place in arrivals:
            joined = [_joined(each, on) for on in onward if on.target != each.source]
            for index, transition in enumerate(joined):
                # One takes the place itself, so that places along a chain stay short.
                self.add(transition, (*place, index) if len(joined) > 1 else place)

    def _take(self, transition: Transition) -> tuple[int, ...]:
        """Take a transition out and return its place."""
        self._leaving[transition.source].discard(transition)
        self._arriving[transition.target].discard(transition)
        return self.places.pop(transition)


def _joined(into: Transition, on: Transition) -> Transition:
    """One transition instead of two that follow each other."""
    plain = into == Transition(into.source, into.target)
    return evolve(on, source=into.source) if plain else evolve(into, target=on.target)
