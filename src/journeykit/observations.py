"""Observations: what was seen and measured of a journey, as rules, measures and pictures read it.

A report of evidence has them as `report.observations`; whoever counts otherwise makes them by
hand. Nothing here knows a log.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal, Protocol, TypeAlias

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.arguments import part
from journeykit.errors import ModelError
from journeykit.metrics import PERCEPTION_METRICS, Metric
from journeykit.printable import console_text, quoted
from journeykit.rates import Rate, rate_of

__all__ = [
    "Count",
    "EventName",
    "Figure",
    "FunnelStep",
    "Kind",
    "Observations",
    "Observed",
    "Rate",
    "Stopped",
    "TouchpointTraffic",
    "TransitionTraffic",
    "VisitLoss",
    "observations_of",
    "rate_of",
]

Kind: TypeAlias = Literal["skip_ahead", "step_back", "sideways", "loop", "any_time"]
"""How a transition that nobody designed lies in the order of the stages."""


@frozen
class Count:
    """Events, and the entities that have them."""

    events: int
    entities: int


@frozen
class TouchpointTraffic:
    """The traffic of a touchpoint.

    Args:
        touchpoint: Its key.
        stage: The key of its stage; empty for what can come at any time.
        events: How many events show it.
        entities: How many entities were there.
        by_segment: The same for each group of entities.
        looked_for: Whether any event could show it; without one, nothing is known of it.
    """

    touchpoint: str
    stage: str
    events: int
    entities: int
    by_segment: tuple[tuple[str, Count], ...] = ()
    looked_for: bool = True


@frozen
class TransitionTraffic:
    """A transition, and how often it was taken.

    Args:
        source: The key of the touchpoint it leaves.
        target: The key of the one it arrives at.
        count: How often.
        interrupted: How often something unmapped lay between; None where it is withheld.
        designed: Whether the design has it.
        kind: How it lies in the order of the stages; None if it is designed.
        stages_moved: How many stages on; None where one end is in no stage.
        designed_steps: The fewest designed transitions that lead there; None if none do.
        personas: The personas it is reserved for; empty if it is for everybody.
        by_allowed: Taken by those it is reserved for; None if it is for everybody.
        by_others: Taken by others.
        accepted: Why it is accepted although nobody designed it; empty if it is not.
    """

    source: str
    target: str
    count: int
    interrupted: int | None = 0
    designed: bool = True
    kind: Kind | None = None
    stages_moved: int | None = None
    designed_steps: int | None = None
    personas: tuple[str, ...] = ()
    by_allowed: int | None = None
    by_others: int | None = None
    accepted: str = ""


@frozen
class FunnelStep:
    """A stage of a funnel.

    Args:
        stage: Its key.
        reached: How many reached it; None where it is withheld, as too few did.
        overall: Their share of those who reached the first stage.
        step: Their share of those who reached the stage before; None for the first, and where it
            is withheld.
        drop_off: How many of those did not come on; None where `step` is.
    """

    stage: str
    reached: int | None
    overall: Rate
    step: Rate | None
    drop_off: int | None


@frozen
class Stopped:
    """Where those stood who did not go on from a stage when the log ended.

    Args:
        stage: The key of the stage.
        reached: How many reached it.
        progressed: Those who went on to the next stage.
        abandoned_explicit: Those who were last where the design says that people give up.
        abandoned_silent: Those who have done nothing for as long as the idle cutoff.
        open: The others, who are still under way.
        abandoned: The share of the abandoned.
        step_decided: The share of those who went on among all but the open ones; None for the
            last stage.
    """

    stage: str
    reached: int
    progressed: int
    abandoned_explicit: int
    abandoned_silent: int
    open: int
    abandoned: Rate
    step_decided: Rate | None


@frozen
class EventName:
    """The name of an event.

    Args:
        event: The name.
        events: How often it occurs.
        entities: How many have such an event.
        touchpoint: The key of the touchpoint that it shows; None if it shows none.
    """

    event: str
    events: int
    entities: int
    touchpoint: str | None


@frozen
class VisitLoss:
    """What is lost at a touchpoint, counted over visits that are old enough to have shown a loss.

    Args:
        touchpoint: Its key.
        lost: The visits that were the last of a journey that was lost.
        gain: By how much success would rise if half of them went on; None where nobody goes on.
        low: The lower end of the 95 % interval of the gain; None where it is not known.
        high: The upper end.
    """

    touchpoint: str
    lost: Rate
    gain: float | None = None
    low: float | None = None
    high: float | None = None


Scale: TypeAlias = Literal["share", "number", "seconds", "score", "nps"]
"""What a figure is: a share of 1, a number, a time, a mean answer, or a net promoter score."""


@frozen
class Figure:
    """A figure that was measured at one place.

    Args:
        kind: The kind of metric that it is a value of, of `METRIC_KINDS`.
        at: Where it was measured: the journey, a stage or a touchpoint.
        value: The figure.
        scale: What the value is.
        n: How many customers or answers it rests on.
        low: The lower end of its 95 % interval; None where it has none.
        high: The upper end.
        name: What a survey calls it; empty for what was counted.
        range: The lowest and the highest answer, for a score.

    Example:
        >>> Figure("nps", Element("touchpoint", ("pays",)), -50, "nps", 80, -75, -25).feeling
        (-1.0, -1.5, -0.5)
    """

    kind: str
    at: Element
    value: float
    scale: Scale
    n: int
    low: float | None = None
    high: float | None = None
    name: str = ""
    range: tuple[int, int] = (1, 5)

    @property
    def feeling(self) -> tuple[float, float, float] | None:
        """The answers on the scale of feelings, -2 to +2, with the ends of their interval.

        A net promoter score of -100 is -2 and one of 100 is +2; of a score, the lowest answer is -2
        and the highest +2. None for what is no answer, or has no interval.
        """
        if self.low is None or self.high is None or self.scale not in {"nps", "score"}:
            return None
        lowest, highest = (-100, 100) if self.scale == "nps" else self.range
        if lowest == highest:
            return None
        value, low, high = (
            max(-2.0, min(2.0, 4 * (each - lowest) / (highest - lowest) - 2))
            for each in (self.value, self.low, self.high)
        )
        return value, low, high


def _factor(figure: Figure, metric: Metric) -> float | None:
    """What a figure is multiplied with to be in the unit of a metric; None if it is in no such."""
    unit = metric.unit.strip().casefold()
    if figure.scale == "seconds":
        return 1 / _SECONDS[unit] if unit in _SECONDS else None
    if figure.scale != "share":
        return None if unit in _PERCENT else 1
    if unit in _PERCENT:
        return 100
    if unit or metric.kind in PERCEPTION_METRICS:
        return None
    # What has no unit is a share of 1, unless a number stands there that no share can be.
    numbers = (metric.target, metric.baseline, metric.value)
    return 100 if any(each is not None and each > 1 for each in numbers) else 1


_PERCENT = frozenset({"%", "percent", "per cent"})
_SECONDS = {
    word: seconds
    for words, seconds in (
        ("s sec second seconds", 1),
        ("min minute minutes", 60),
        ("h hour hours", 3_600),
        ("d day days", 86_400),
        ("week weeks", 604_800),
    )
    for word in words.split()
}


def _each(items: Iterable[Any]) -> tuple[Any, ...]:
    return fields.several(items)


@frozen(repr=False, kw_only=True)
class Observations:
    """What was seen and measured of one journey.

    Args:
        journey: The key of the journey.
        source: Where it was seen.
        first: The first day that was looked at.
        last: The last.
        entities: How many customers were seen at some touchpoint.
        min_n: Below how many a figure is too small to judge by.
        min_cell: Below how many customers a figure was withheld; 0 if none was.
        touchpoints: The traffic of each touchpoint.
        transitions: The transitions that are designed or were taken, with their traffic.
        steps: How many reached each stage after the one before.
        steps_by_persona: The same as `steps` for the customers of each persona, by key.
        stopped: What became of those who did not go on from a stage.
        losses: Where customers were lost.
        personas: How many customers belong to each persona, by key.
        unmapped: Events that show no touchpoint, the most frequent first.
        figures: What was measured.

    Example:
        >>> seen = Observations(journey="shop", source="till", touchpoints=[
        ...     TouchpointTraffic("pays", "purchase", 12, 9)])
        >>> seen.touchpoint("pays").entities
        9
    """

    journey: str
    source: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    entities: int = 0
    min_n: int = 30
    min_cell: int = 0
    touchpoints: tuple[TouchpointTraffic, ...] = field(converter=_each, default=())
    transitions: tuple[TransitionTraffic, ...] = field(converter=_each, default=())
    steps: tuple[FunnelStep, ...] = field(converter=_each, default=())
    steps_by_persona: tuple[tuple[str, tuple[FunnelStep, ...]], ...] = field(
        converter=_each, default=()
    )
    stopped: tuple[Stopped, ...] = field(converter=_each, default=())
    losses: tuple[VisitLoss, ...] = field(converter=_each, default=())
    personas: tuple[tuple[str, int], ...] = field(converter=_each, default=())
    unmapped: tuple[EventName, ...] = field(converter=_each, default=())
    figures: tuple[Figure, ...] = field(converter=_each, default=())

    @cached_property
    def _touchpoints(self) -> dict[str, TouchpointTraffic]:
        return {each.touchpoint: each for each in self.touchpoints}

    @cached_property
    def _figures(self) -> dict[Element, tuple[Figure, ...]]:
        figures: dict[Element, tuple[Figure, ...]] = {}
        for each in self.figures:
            figures[each.at] = (*figures.get(each.at, ()), each)
        return figures

    def touchpoint(self, key: str) -> TouchpointTraffic | None:
        """Return the traffic of a touchpoint.

        Returns:
            The traffic; None if it was not looked for.
        """
        return self._touchpoints.get(key)

    def figures_at(self, at: Element) -> tuple[Figure, ...]:
        """Return what was measured at a place.

        Args:
            at: The address of the journey, a stage or a touchpoint.

        Returns:
            The figures.
        """
        return self._figures.get(at, ())

    def measured(self, metric: Metric, at: Element) -> Figure | None:
        """Return the value that was measured of a metric, in the unit of the metric.

        Args:
            at: What it measures: the journey, a stage or a touchpoint.

        Returns:
            The figure of its kind there; of several from surveys, the one that is called as the
            metric is. None if there is none, or none in such a unit.
        """
        figures = [each for each in self.figures_at(at) if each.kind == metric.kind]
        own = [each for each in figures if each.name in {metric.key, metric.name}] or figures
        if len({each.name for each in own}) > 1:
            return None
        for each in own:
            factor = _factor(each, metric)
            if factor is not None:
                low, high = (None if end is None else factor * end for end in (each.low, each.high))
                return evolve(each, value=factor * each.value, low=low, high=high)
        return None

    def __repr__(self) -> str:
        """Show whose they are, in one line."""
        return console_text(f"Observations({self.journey!r}, {self.entities} customers)")


class Observed(Protocol):
    """What has observations, as a report of evidence does."""

    @property
    def observations(self) -> Observations:
        """What was seen and measured."""
        ...


def observations_of(evidence: object, journey: str) -> Observations | None:
    """Return the observations that a caller gave.

    Args:
        evidence: A report of evidence, observations, or None.
        journey: The key of the journey that they have to be of.

    Returns:
        The observations; None if there are none.

    Raises:
        ModelError: It is something else, or of another journey.
    """
    if evidence is None:
        return None
    observations = part(evidence, "observations", evidence)
    if not isinstance(observations, Observations):
        raise ModelError(
            "evidence: expected what confront(journey, …) returns, or Observations(…), got "
            f"{fields.described(evidence)}"
        )
    if observations.journey != journey:
        raise ModelError(
            f"evidence: it is of the journey {quoted(observations.journey)}, "
            f"not of {quoted(journey)}"
        )
    return observations
