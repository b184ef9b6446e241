"""The transitions that customers take and nobody designed."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Final

from journeykit.addresses import Element
from journeykit.graph.view import View
from journeykit.observations import Observations, TransitionTraffic
from journeykit.rates import rate_of
from journeykit.validation.waivers import accepted_transitions

__all__ = ["FREQUENT", "Undesigned"]

FREQUENT: Final = 0.05
"""The share of what follows a touchpoint above which a transition comes before others."""


class Undesigned:
    """What was taken between touchpoints of a journey and never designed.

    Args:
        view: The journey that was designed.
        observations: What was seen of it.
    """

    def __init__(self, view: View, observations: Observations) -> None:
        """Count what follows each touchpoint."""
        self._view, self._seen = view, observations
        self._accepted = accepted_transitions(view)
        self._leaving: Counter[str] = Counter()
        for each in observations.transitions:
            self._leaving[each.source] += each.count

    @cached_property
    def transitions(self) -> list[TransitionTraffic]:
        """The transitions, the most frequent first."""
        declared = {each.element for each in self._view.journey.transitions}
        transitions = [
            each
            for each in self._seen.transitions
            if each.count
            and not each.designed
            and each.source != each.target
            and Element("transition", (each.source, each.target)) not in declared
            and all(self._view.has(Element("touchpoint", (k,))) for k in (each.source, each.target))
        ]
        return sorted(transitions, key=self._weightiness)

    def reason(self, transition: TransitionTraffic) -> str:
        """Return why a transition that nobody designed is accepted; empty if it is not."""
        return self._accepted(transition.source, transition.target)

    def share(self, transition: TransitionTraffic) -> float:
        """Return its share of what follows the touchpoint that it leaves."""
        return transition.count / self._leaving[transition.source]

    def _weightiness(self, transition: TransitionTraffic) -> tuple[bool, int, str, str]:
        """What is surely frequent where it leaves comes first, then what is frequent at all."""
        rate = rate_of(transition.count, self._leaving[transition.source], self._seen.min_n)
        sure = not rate.small and rate.low is not None and rate.low > FREQUENT
        return not sure, -transition.count, transition.source, transition.target
