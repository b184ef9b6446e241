"""Time between the entries of two stages: of those who went on, and of everybody."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import frozen

from journeykit.evidence.projection import Projection

DAYS = (1, 7, 14)
"""After how many days it is said how many have gone on."""

_NOBODY_STAYS = "-1e6"
"""In place of the logarithm of 0."""

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
    n, not_yet = int(n or 0), int(not_yet or 0)
    _keep_staying(p, n + not_yet)
    median, p95 = _quantiles(p, n, (0.5, 0.95))
    shares, estimated = _kaplan_meier(p)
    p.forget("jk_staying")
    p.forget("jk_waits")
    return Duration(
        p.design.stages[number - 1],
        p.design.stages[number],
        n,
        _seconds(mean),
        median,
        p95,
        _seconds(longest),
        not_yet,
        int(still or 0),
        shares,
        estimated,
    )


def _seconds(microseconds: float | None) -> float | None:
    return None if microseconds is None else float(microseconds) / _SECOND


def _keep_staying(p: Projection, every: int) -> None:
    """Keep the times in their order: how many went on so far, `n`, and which share stays.

    The product of the shares that stay is the exponential of a sum, `s`, which SQL has. Who leaves
    at the same time as another goes on is still under observation then; those who go on at the
    same time do so one after the other, which comes to the same product.
    """
    sql = p.engine.dialect
    staying = sql.logarithm(f"{sql.real(f'{every} - r')} / {sql.real(f'{every} - r + 1')}")
    p.keep(
        "jk_staying",
        "SELECT t, done, SUM(done) OVER (ORDER BY r) AS n, SUM(f) OVER (ORDER BY r) AS s FROM "
        f"(SELECT t, done, r, CASE WHEN done = 0 THEN {sql.real('0')} "
        f"WHEN r = {every} THEN {sql.real(_NOBODY_STAYS)} ELSE {staying} END AS f FROM "
        "(SELECT t, done, ROW_NUMBER() OVER (ORDER BY t, done DESC) AS r FROM jk_waits) w) k",
    )


def _quantiles(p: Projection, n: int, shares: Iterable[float]) -> list[float | None]:
    """Return quantiles of the times of those who went on; only the values around them."""
    if not n:
        return [None for _ in shares]
    positions = [(n - 1) * share for share in shares]
    around = {math.floor(position) + more for position in positions for more in (0, 1)}
    values = {
        at: float(t)
        for at, t in p.rows(
            "SELECT n - 1, t FROM jk_staying "
            f"WHERE done = 1 AND n IN {p.among(each + 1 for each in around)}"
        )
    }

    def at(position: float) -> float:
        below = math.floor(position)
        low, upper = values[below], values.get(below + 1, values[below])
        return (low + (upper - low) * (position - below)) / _SECOND

    return [at(position) for position in positions]


def _kaplan_meier(p: Projection) -> tuple[tuple[tuple[str, float], ...], float | None]:
    """Return the estimated share of those who have gone on after some days, and the median."""
    half = math.log(0.5) + 1e-12
    least = ", ".join(f"MIN(CASE WHEN t <= {day * _DAY} THEN s END)" for day in DAYS)
    *sums, median = p.one(
        f"SELECT {least}, MIN(CASE WHEN s <= {half!r} THEN t END) FROM jk_staying"
    )
    shares = tuple(
        (str(day), 1 - math.exp(float(total or 0))) for day, total in zip(DAYS, sums, strict=True)
    )
    return shares, _seconds(median)
