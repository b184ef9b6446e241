"""Applicability: what a journey has to speak of before a rule may ask for more of it.

A map without a single emotion was not meant to show emotions; telling its author fifty times
that one is missing is noise. A rule names the dimensions it builds on, and is inapplicable, with
the reason, where they are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

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


Dimension: TypeAlias = Callable[[View], Usage]
"""Something that a journey can speak of: tells how often it does."""


def name_of(dimension: Dimension | str) -> str:
    """Return what a dimension is called: by its own name, or by that of its function."""
    if isinstance(dimension, str):
        return dimension
    return str(getattr(dimension, "__name__", type(dimension).__name__)).replace("_", " ")


def _touchpoints(says: Callable[[Touchpoint], object]) -> Dimension:
    """Count the touchpoints that say something."""
    return lambda view: Usage(sum(1 for t in view.touchpoints if says(t)), len(view.touchpoints))


def _journey(count: Callable[[Journey], int]) -> Dimension:
    """Count things of the journey itself."""
    return lambda view: Usage(count(view.journey), count(view.journey))


DIMENSIONS: MappingProxyType[str, Dimension] = MappingProxyType(
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

REGISTRY: Registry[Dimension] = Registry("dimension", "journeykit.dimensions", DIMENSIONS)
"""The same with those of installed packages."""


class Applicability:
    """The usage of each dimension in one journey, counted when first asked for.

    Args:
        view: The journey, with its questions.
    """

    def __init__(self, view: View) -> None:
        """Keep the view."""
        self._view = view
        self._usage: dict[Dimension | str, Usage] = {}

    def usage(self, dimension: Dimension | str) -> Usage:
        """How often a dimension is used.

        Args:
            dimension: A dimension, or the name of one: from `DIMENSIONS`, or of an installed
                package.
        """
        if dimension not in self._usage:
            count = REGISTRY[dimension] if isinstance(dimension, str) else dimension
            usage: object = count(self._view)  # a function of anybody's
            self._usage[dimension] = fields.expect(usage, Usage, "a usage of the dimension")
        return self._usage[dimension]

    def unmet(self, requires: tuple[tuple[Dimension | str, float], ...]) -> tuple[str, str]:
        """Return what a rule builds on and the journey does not have enough of.

        Args:
            requires: The dimensions it builds on, each with a count or a share below 1.

        Returns:
            The name of the dimension and the reason; both empty where all preconditions hold.
        """
        for dimension, least in requires:
            usage, name = self.usage(dimension), name_of(dimension)
            if 0 < least < 1 and usage.share < least:
                reason = f"{name}: used by {usage.used} of {usage.of}, needs {least:.0%}"
                return name, reason
            if least >= 1 and usage.used < least:
                return name, f"{name}: {usage.used or 'none'} used, needs {least:g}"
        return "", ""
