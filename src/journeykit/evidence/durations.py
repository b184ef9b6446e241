"""Time between the entries of two stages: of those who went on, and of everybody."""

from __future__ import annotations

import math

from attrs import frozen

from journeykit.evidence.facts import DAYS, Waits
from journeykit.evidence.projection import Projection

_QUANTILES = (0.5, 0.95)
_SECOND = 1_000_000


@frozen
class Duration:
    """The time from the entry of one stage to that of the next.

    The mean and the quantiles are of those who went on, which leaves out everybody who may still
    do so; the estimate of Kaplan and Meier (1958) is of everybody who reached the stage.

    Args:
        source: The key of the stage.
        target: The key of the next.
        n: How many went on.
        mean_s: The mean of their times, in seconds; None if there is nobody.
        median_s: The median of their times.
        p95_s: The time within which 95 % of them did so, interpolated linearly (type 7 of Hyndman
            & Fan 1996).
        max_s: The longest of their times.
        not_yet: How many have not gone on.
        open: How many of these are still under way.
        progressed_by_day: The estimated share of everybody who has gone on after some days.
        kaplan_meier_median_s: The estimated time after which half of everybody has; None if fewer
            do in the time observed.
    """

    source: str
    target: str
    n: int
    mean_s: float | None
    median_s: float | None
    p95_s: float | None
    max_s: float | None
    not_yet: int
    open: int
    progressed_by_day: tuple[tuple[str, float], ...]
    kaplan_meier_median_s: float | None


def durations_of(p: Projection) -> tuple[Duration, ...]:
    """Measure the time between the stages of the funnel; the funnel is asked first."""
    return tuple(_duration(p, number) for number in range(1, len(p.design.stages)))


def _duration(p: Projection, number: int) -> Duration:
    """Measure the time from one stage to the next."""
    waits = p.events.waits(number, _QUANTILES)
    median, p95 = (_quantile(waits, share) for share in _QUANTILES)
    return Duration(
        p.design.stages[number - 1],
        p.design.stages[number],
        waits.n,
        _seconds(waits.mean),
        median,
        p95,
        _seconds(waits.longest),
        waits.not_yet,
        waits.open,
        tuple((str(day), 1 - math.exp(s)) for day, s in zip(DAYS, waits.staying, strict=True)),
        _seconds(waits.half),
    )


def _seconds(microseconds: float | None) -> float | None:
    return None if microseconds is None else float(microseconds) / _SECOND


def _quantile(waits: Waits, share: float) -> float | None:
    """Return a quantile of the times of those who went on, interpolated linearly."""
    if not waits.n:
        return None
    position = (waits.n - 1) * share
    below = math.floor(position)
    low = waits.around[below]
    upper = waits.around.get(below + 1, low)
    return (low + (upper - low) * (position - below)) / _SECOND
