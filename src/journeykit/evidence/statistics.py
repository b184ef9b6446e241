"""Rates with their intervals, and the comparison of two of them."""

from __future__ import annotations

import math
from statistics import NormalDist

from attrs import frozen

Z = NormalDist().inv_cdf(0.975)
"""How many standard errors a two-sided interval of 95 % reaches to each side."""


@frozen
class Rate:
    """A share of a number, with its 95 % Wilson interval.

    Args:
        count: How many.
        of: Of how many.
        rate: The share; None where there is nothing to share.
        low: The lower end of the interval.
        high: The upper end.
        small: Whether it rests on fewer than the schema's `min_n`.

    Example:
        >>> str(rate_of(3, 12))
        '3 of 12, 25.0 % (8.9–53.2), small'
    """

    count: int
    of: int
    rate: float | None
    low: float | None
    high: float | None
    small: bool

    def __str__(self) -> str:
        """Say it in one line."""
        share = percent(self.rate)
        interval = f" ({_bare(self.low)}–{_bare(self.high)})" if self.of else ""
        return f"{self.count} of {self.of}, {share}{interval}{', small' if self.small else ''}"


def percent(share: float | None) -> str:
    """Write a share as a percentage.

    Example:
        >>> percent(0.25), percent(None)
        ('25.0 %', 'n/a')
    """
    return "n/a" if share is None else f"{100 * share:.1f} %"


def _bare(share: float | None) -> str:
    return percent(share).removesuffix(" %")


def rate_of(count: int, of: int, min_n: int = 30) -> Rate:
    """Return a share with its interval (Wilson 1927, no continuity correction).

    Args:
        count: How many.
        of: Of how many.
        min_n: Below how many it is small.

    Returns:
        The rate.
    """
    if not of:
        return Rate(count, of, None, None, None, of < min_n)
    low, high = wilson(count / of, of)
    return Rate(count, of, count / of, low, high, of < min_n)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Args:
        share: The share.
        n: Of how many.

    Returns:
        Its ends, cut to 0 and 1.
    """
    middle = share + Z * Z / (2 * n)
    reach = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    low = 0.0 if share == 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if share == 1 else min(1.0, (middle + reach) / scale)
    return low, high


@frozen
class Difference:
    """The difference of two rates.

    Args:
        baseline: The rate that is compared with.
        treatment: The other.
        difference: Treatment − baseline; None where one of them is of nothing.
        newcombe: Its 95 % interval by the hybrid score method, method 10 of Newcombe (1998).
        agresti_caffo: Its 95 % interval by Agresti & Caffo (2000).
        z: The statistic of the two-sided test with the pooled variance.
        p_value: How probable a difference as large would be if there were none.
    """

    baseline: Rate
    treatment: Rate
    difference: float | None
    newcombe: tuple[float, ...] | None
    agresti_caffo: tuple[float, ...] | None
    z: float | None
    p_value: float | None


def difference_of(baseline: Rate, treatment: Rate) -> Difference:
    """Compare two rates.

    Args:
        baseline: The rate that is compared with.
        treatment: The other.

    Returns:
        The difference with its intervals and its test.
    """
    p, q = baseline.rate, treatment.rate
    if p is None or q is None:
        return Difference(baseline, treatment, None, None, None, None, None)
    pooled = (baseline.count + treatment.count) / (baseline.of + treatment.of)
    error = math.sqrt(pooled * (1 - pooled) * (1 / baseline.of + 1 / treatment.of))
    z = (q - p) / error if error else None
    return Difference(
        baseline,
        treatment,
        q - p,
        _newcombe(baseline, treatment),
        _agresti_caffo(baseline, treatment),
        z,
        None if z is None else math.erfc(abs(z) / math.sqrt(2)),
    )


def _newcombe(baseline: Rate, treatment: Rate) -> tuple[float, float]:
    p, q = baseline.count / baseline.of, treatment.count / treatment.of
    low, high = wilson(p, baseline.of)
    from_, to = wilson(q, treatment.of)
    below = math.hypot(q - from_, high - p)
    above = math.hypot(to - q, p - low)
    return q - p - below, q - p + above


def _agresti_caffo(baseline: Rate, treatment: Rate) -> tuple[float, float]:
    n, m = baseline.of + 2, treatment.of + 2
    p, q = (baseline.count + 1) / n, (treatment.count + 1) / m
    reach = Z * math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    return q - p - reach, q - p + reach
