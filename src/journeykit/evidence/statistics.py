"""The comparison of two rates."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from journeykit.rates import Rate, Z, wilson


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


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct the p-values of several comparisons for how many there are (Holm 1979).

    Args:
        p_values: The p-value of each.

    Returns:
        The corrected ones, in the same order.

    Example:
        >>> holm([0.04, 0.01, 0.5])
        [0.08, 0.03, 0.5]
    """
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        corrected[index] = largest
    return corrected


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
    margin = Z * math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    return q - p - margin, q - p + margin
