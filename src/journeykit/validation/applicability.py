"""Gates: what a journey has to speak of before a rule may ask for more of it.

A map without a single emotion was not meant to show emotions; telling its author fifty times
that one is missing is noise. A rule names the dimensions it builds on, and is inapplicable, with
the reason, where they are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from attrs import frozen

from journeykit import fields
from journeykit.extensions import Registry
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint


@frozen
class Usage:
    """How often a dimension is used.

    Args:
        used: How many things say something in it.
        of: How many could.
    """

    used: int
    of: int

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def share(self) -> float:
        """The used among those that could; 0 where nothing could."""
        return self.used / self.of if self.of else 0.0


def _touchpoints(says: Callable[[Touchpoint], object]) -> Callable[[View], Usage]:
    """Count the touchpoints that say something."""
    return lambda view: Usage(sum(1 for t in view.touchpoints if says(t)), len(view.touchpoints))


def _journey(count: Callable[[Journey], int]) -> Callable[[View], Usage]:
    """Count things of the journey itself."""
    return lambda view: Usage(count(view.journey), count(view.journey))


DIMENSIONS: MappingProxyType[str, Callable[[View], Usage]] = MappingProxyType(
    {
        "touchpoints": _journey(lambda j: len(j.touchpoints)),
        "stages": _journey(lambda j: len(j.stages)),
        "personas": _journey(lambda j: len(j.personas)),
        "transitions": _journey(lambda j: len(j.transitions)),
        "guards": _journey(lambda j: sum(1 for t in j.transitions if t.guarded)),
        "handovers": _journey(lambda j: sum(1 for t in j.transitions if t.handover)),
        "shares": _journey(lambda j: sum(1 for t in j.transitions if t.share is not None)),
        "opportunities": _journey(lambda j: len(j.opportunities)),
        "priorities": _journey(lambda j: sum(1 for o in j.opportunities if o.priority)),
        "segments": _journey(lambda j: len(j.segments)),
        "waivers": lambda view: Usage(int(view.content.has_waivers), 1),
        "events": _journey(lambda j: len(j.events)),
        "business goals": _journey(lambda j: len(j.business_goals)),
        "metrics": lambda view: Usage(len(view.metrics), len(view.metrics)),
        "metrics of stages": lambda view: Usage(
            sum(1 for _, at in view.metrics if at.kind != "journey"), len(view.metrics)
        ),
        "measured stages": lambda view: Usage(
            len(view.content.measured_stages), len(view.filled_stages)
        ),
        "owners of anything": lambda view: Usage(int(view.content.has_owners), 1),
        "pains": lambda view: Usage(len(view.pains), len(view.pains)),
        "goals": lambda view: Usage(len(view.goals), len(view.goals)),
        "emotions": _touchpoints(lambda t: any(e.emotion for e in t.experiences)),
        "actions": _touchpoints(lambda t: any(e.actions for e in t.experiences)),
        "channels": _touchpoints(lambda t: t.channels),
        "owners": _touchpoints(lambda t: t.owner),
        "evidence": _touchpoints(lambda t: t.evidence),
        "served": _touchpoints(lambda t: t.served),
        "named personas": _touchpoints(lambda t: t.personas or t.experiences),
        "purposes": _touchpoints(lambda t: t.purpose),
        "backstage": _touchpoints(lambda t: t.systems or t.backstage or t.frontstage),
        "evidence of anything": lambda view: Usage(len(view.evidence), len(view.evidence)),
        "systems": _journey(lambda j: len(j.systems)),
        "owners of systems": lambda view: Usage(
            sum(1 for s in view.content.systems if s.owner is not None), len(view.content.systems)
        ),
        "fail points": _touchpoints(lambda t: t.fail_point),
        "waits": _touchpoints(lambda t: t.wait),
        "automation": _touchpoints(lambda t: t.automated or t.trigger),
        "consents": _touchpoints(lambda t: t.consents),
        "messages": _touchpoints(lambda t: t.messages),
        "campaigns": _touchpoints(lambda t: t.campaign),
        "moments of truth": _touchpoints(lambda t: t.moment_of_truth),
        "languages": _touchpoints(lambda t: t.languages),
        "access needs": _journey(lambda j: sum(1 for p in j.personas if p.access_needs)),
    }
)
"""What a journey can speak of, and how to count it."""

REGISTRY: Registry[Callable[[View], Usage]] = Registry(
    "dimension", "journeykit.dimensions", DIMENSIONS
)
"""The same with those of installed packages."""


class Gates:
    """The usage of each dimension in one journey, counted when first asked for.

    Args:
        view: The journey, with its questions.
    """

    def __init__(self, view: View) -> None:
        """Keep the view."""
        self._view = view
        self._usage: dict[str, Usage] = {}

    def usage(self, dimension: str) -> Usage:
        """How often a dimension is used.

        Args:
            dimension: A name from `DIMENSIONS`, or of a dimension that an installed package brings.

        Returns:
            The usage.
        """
        if dimension not in self._usage:
            self._usage[dimension] = REGISTRY[dimension](self._view)
        return self._usage[dimension]

    def unmet(self, requires: tuple[tuple[str, float], ...]) -> tuple[str, str]:
        """Return what a rule builds on and the journey does not have enough of.

        Args:
            requires: The dimensions it builds on, each with a count or a share below 1.

        Returns:
            The dimension and the reason; both empty where all preconditions hold.
        """
        for dimension, least in requires:
            usage = self.usage(dimension)
            if 0 < least < 1 and usage.share < least:
                reason = f"{dimension}: used by {usage.used} of {usage.of}, needs {least:.0%}"
                return dimension, reason
            if least >= 1 and usage.used < least:
                return dimension, f"{dimension}: {usage.used or 'none'} used, needs {least:g}"
        return "", ""
