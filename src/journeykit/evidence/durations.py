"""Time between the entries of two stages: of those who went on, and of everybody."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import frozen

from journeykit.evidence.projection import Projection

DAYS = (1, 7, 14)
"""After how many days it is said how many have gone on."""

_SECOND = 1_000_000
_DAY = 86_400 * _SECOND


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
    """Measure the time between the stages of the funnel; needs the relation of `keep_funnel`."""
    return tuple(_duration(p, number) for number in range(1, len(p.design.stages)))


def _duration(p: Projection, number: int) -> Duration:
    """Measure the time from one stage to the next."""
    p.keep(
        "jk_waits",
        f"SELECT CASE WHEN t{number + 1} IS NULL THEN {p.log_end} - t{number} "
        f"ELSE t{number + 1} - t{number} END AS t, "
        f"CASE WHEN t{number + 1} IS NULL THEN 0 ELSE 1 END AS done, "
        f"CASE WHEN t{number + 1} IS NULL AND idle = 0 AND last_k NOT IN "
        f"{p.among(p.design.abandonment)} THEN 1 ELSE 0 END AS still "
        f"FROM jk_funnel f JOIN jk_people p ON p.e = f.e WHERE t{number} IS NOT NULL",
    )
    n, mean, longest, not_yet, still = p.one(
        "SELECT SUM(done), AVG(CASE WHEN done = 1 THEN t END), MAX(CASE WHEN done = 1 THEN t END), "
        "SUM(1 - done), SUM(still) FROM jk_waits"
    )
    n = int(n or 0)
    median, p95 = _quantiles(p, n, (0.5, 0.95))
    shares, estimated = _kaplan_meier(p)
    return Duration(
        p.design.stages[number - 1],
        p.design.stages[number],
        n,
        _seconds(mean),
        median,
        p95,
        _seconds(longest),
        int(not_yet or 0),
        int(still or 0),
        shares,
        estimated,
    )


def _seconds(microseconds: float | None) -> float | None:
    return None if microseconds is None else float(microseconds) / _SECOND


def _quantiles(p: Projection, n: int, shares: Iterable[float]) -> list[float | None]:
    """Return quantiles of the times of those who went on; only the values around them."""
    if not n:
        return [None for _ in shares]
    places = [(n - 1) * share for share in shares]
    around = {math.floor(place) + more for place in places for more in (0, 1)}
    found = {
        at: float(t)
        for at, t in p.rows(
            "SELECT n, t FROM (SELECT t, ROW_NUMBER() OVER (ORDER BY t) - 1 AS n FROM jk_waits "
            f"WHERE done = 1) w WHERE n IN {p.among(around)}"
        )
    }

    def at(place: float) -> float:
        below = math.floor(place)
        low, high = found[below], found.get(below + 1, found[below])
        return (low + (high - low) * (place - below)) / _SECOND

    return [at(place) for place in places]


def _kaplan_meier(p: Projection) -> tuple[tuple[tuple[str, float], ...], float | None]:
    """Return the estimated share of those who have gone on after some days, and the median.

    The product of the shares that stay is the exponential of a sum, which SQL has. Who leaves at
    the same time as another goes on is still under observation then. Times at which nobody goes on
    change nothing.
    """
    sql = p.engine.dialect
    counted = "SELECT t, SUM(done) AS d, COUNT(*) AS c FROM jk_waits GROUP BY t"
    risk = f"SELECT t, d, SUM(c) OVER (ORDER BY t DESC) AS n FROM ({counted}) k"
    staying = sql.logarithm(f"{sql.real('n - d')} / {sql.real('n')}")
    last = -1e6  # the logarithm of nobody who stays
    p.keep(
        "jk_staying",
        f"SELECT t, CASE WHEN n = d THEN {last} ELSE {staying} END AS f "
        f"FROM ({risk}) r WHERE d > 0",
    )
    sums = ", ".join(f"SUM(CASE WHEN t <= {day * _DAY} THEN f ELSE 0.0 END)" for day in DAYS)
    row = p.one(f"SELECT {sums} FROM jk_staying")
    shares = tuple(
        (str(day), 1 - math.exp(float(total or 0))) for day, total in zip(DAYS, row, strict=True)
    )
    half = math.log(0.5) + 1e-12
    (median,) = p.one(
        "SELECT MIN(t) FROM (SELECT t, SUM(f) OVER (ORDER BY t) AS s FROM jk_staying) w "
        f"WHERE s <= {half!r}"
    )
    p.forget("jk_staying")
    p.forget("jk_waits")
    return shares, _seconds(median)
