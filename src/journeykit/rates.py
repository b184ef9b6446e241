"""Rates: shares of a number, with the interval they could as well lie in."""

from __future__ import annotations

import math

from attrs import frozen

from journeykit.checked import checked

Z = 1.959963984540054
"""How many standard errors a two-sided interval of 95 % reaches to each side."""


@frozen
class Rate:
    """A share of a number, with its 95 % Wilson interval.

    Args:
        count: How many.
        of: Of how many; 0 where there is nobody, or nothing is told of them.
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


UNKNOWN = Rate(0, 0, None, None, None, small=True)
"""A share of which nothing is told."""


def percent(share: float | None) -> str:
    """Write a share as a percentage; never all while some are missing, never none while some are.

    Example:
        >>> percent(0.25), percent(None)
        ('25.0 %', 'n/a')
        >>> percent(2_499 / 2_500), percent(1 / 2_500)
        ('99.9 %', '0.1 %')
    """
    return "n/a" if share is None else f"{_written(share)} %"


def percentage(part: int, total: int, digits: int = 1) -> str:
    """Write a part of a number as a measure of coverage does, as careful about all and none.

    Example:
        >>> percentage(1, 3), percentage(2_499, 2_500), percentage(1, 2_500), percentage(0, 0)
        ('33.3%', '99.9%', '0.1%', 'n/a')
        >>> percentage(1, 3, 0), percentage(299, 300, 0)
        ('33%', '99%')
    """
    return f"{_written(part / total, digits)}%" if total else "n/a"


def _written(share: float, digits: int = 1) -> str:
    """A share in per cent; what is near to all or to none is neither, while it is not that."""
    least = 10**-digits
    shown = min(max(100 * share, least), 100 - least) if 0 < share < 1 else 100 * share
    return f"{shown:.{digits}f}"


def _bare(share: float | None) -> str:
    return percent(share).removesuffix(" %")


@checked
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
        n: Of how many.

    Returns:
        Its ends, cut to 0 and 1.
    """
    middle = share + Z * Z / (2 * n)
    margin = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    low = 0.0 if share == 0 else max(0.0, (middle - margin) / scale)
    high = 1.0 if share == 1 else min(1.0, (middle + margin) / scale)
    return low, high
