"""Conversions between two touchpoints, values at touchpoints, and the two arms of an experiment."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from journeykit.errors import UnknownReferenceError
from journeykit.evidence.facts import SUCCESS
from journeykit.evidence.log import Outcomes
from journeykit.evidence.projection import Projection
from journeykit.evidence.statistics import Difference, difference_of, holm
from journeykit.rates import Rate, rate_of


@frozen
class Pair:
    """How many of those at one touchpoint came to another afterwards.

    Args:
        source: The key of the one.
        target: The key of the other; the same if it is asked who came again.
        converted: Those who came to it after their first time at the one.
        within_window: Those of them who did so within the window.
        base: Those who were at the other at all, among all who have a path.
        lift: The rate of the converted ÷ that base.
    """

    source: str
    target: str
    converted: Rate
    within_window: Rate
    base: Rate
    lift: float | None


def pairs_of(p: Projection, pairs: Iterable[tuple[str, str]]) -> tuple[Pair, ...]:
    """Measure the conversion between pairs of touchpoints.

    Args:
        p: The projection.
        pairs: Their keys.

    Raises:
        UnknownReferenceError: The journey has no touchpoint of a key.
    """
    return tuple(_pair(p, *pair) for pair in pairs)


def _number(p: Projection, key: str) -> int:
    if key not in p.design.number:
        raise UnknownReferenceError("touchpoint", key, choices=p.design.number, where="pairs")
    return p.design.number[key]


def _pair(p: Projection, source: str, target: str) -> Pair:
    a, b = _number(p, source), _number(p, target)
    p.keep_events()
    later = (
        "SELECT f.e, MAX(f.t) AS t, MIN(s.instant) AS then_at FROM "
        f"(SELECT e, MIN(i) AS i, MIN(instant) AS t FROM jk_path WHERE k = {a} GROUP BY e) f "
        f"LEFT JOIN jk_path s ON s.e = f.e AND s.i > f.i AND s.k = {b} GROUP BY f.e"
    )
    of, converted, quick = p.one(
        "SELECT COUNT(*), COUNT(then_at), "
        f"SUM(CASE WHEN then_at - t <= {p.schema.window} THEN 1 ELSE 0 END) FROM ({later}) w"
    )
    (there,) = p.one(f"SELECT COUNT(DISTINCT e) FROM jk_path WHERE k = {b}")
    (walked,) = p.one("SELECT COUNT(*) FROM jk_people WHERE steps > 0")
    min_n = p.schema.min_n
    rate, base = rate_of(converted, of, min_n), rate_of(there, walked, min_n)
    lift = rate.rate / base.rate if rate.rate is not None and base.rate else None
    return Pair(source, target, rate, rate_of(int(quick or 0), of, min_n), base, lift)


@frozen
class NumericValue:
    """The numbers that stand beside the events of a touchpoint.

    Args:
        touchpoint: Its key.
        segment: The group of entities; None for all.
        n: How many plain decimal numbers there are.
        sum: Their exact sum, as decimal text.
        mean: Their mean.
    """

    touchpoint: str
    segment: str | None
    n: int
    sum: str
    mean: float


def values_of(p: Projection) -> tuple[NumericValue, ...]:
    """Sum the values at touchpoints; nothing without a column for them."""
    if p.schema.value is None:
        return ()
    p.keep_events()
    sql = p.engine.dialect
    number = f"SELECT e, k, {sql.decimal('amount')} AS x FROM jk_steps WHERE k >= 0"
    rows = p.rows(
        f"SELECT k, g, COUNT(x), {sql.exact_sum('x')} FROM ({number}) s "
        "JOIN jk_people p ON p.e = s.e WHERE x IS NOT NULL GROUP BY k, g"
    )
    values: list[NumericValue] = []
    for k, touchpoint in enumerate(p.design.touchpoints):
        own = sorted((g, n, Decimal(total)) for at, g, n, total in rows if at == k)
        if own:
            every = sum(n for _, n, _ in own), sum((total for _, _, total in own), Decimal(0))
            values.append(_value(touchpoint.key, None, *every))
            values.extend(_value(touchpoint.key, p.groups[g], n, total) for g, n, total in own)
    return tuple(values)


def _value(touchpoint: str, segment: str | None, n: int, total: Decimal) -> NumericValue:
    return NumericValue(touchpoint, segment, n, f"{total.normalize():f}", float(total / n))


@frozen
class GroupComparison:
    """How the success of a group differs from that of all other entities.

    Args:
        group: The key of a persona, `(undeclared)` or `(blank)`.
        difference: The success of the group, as treatment, and of all others, as baseline.
        adjusted_p: The p-value, corrected for the number of comparisons (Holm 1979); None if there
            is nothing to compare.
    """

    group: str
    difference: Difference
    adjusted_p: float | None


def groups_compared(
    outcomes: Outcomes, by_segment: Iterable[tuple[str, Outcomes]]
) -> tuple[GroupComparison, ...]:
    """Compare the success of each group with that of all others.

    Args:
        outcomes: What became of all.
        by_segment: What became of each group.

    Returns:
        A comparison a group.
    """
    whole, comparisons = outcomes.success_rate, []
    for group, each in by_segment if whole.of else ():
        own = each.success_rate
        others = rate_of(whole.count - own.count, whole.of - own.of)
        comparisons.append((group, difference_of(others, own)))
    p_values = [each.p_value for _, each in comparisons if each.p_value is not None]
    corrected = iter(holm(p_values))
    return tuple(
        GroupComparison(group, each, None if each.p_value is None else next(corrected))
        for group, each in comparisons
    )


@frozen
class Experiment:
    """The successes of two variants.

    Args:
        baseline: The variant that is compared with.
        treatment: The other.
        entities_by_variant: How many entities there are of each variant, of several, of one that
            nobody declared, and of none.
        success: The success of both, and their difference. Open ones count as not yet successful.
    """

    baseline: str
    treatment: str
    entities_by_variant: tuple[tuple[str, int], ...]
    success: Difference


def experiment_of(p: Projection) -> Experiment | None:
    """Compare the successes of two variants; None if none were declared."""
    if p.schema.baseline is None or p.schema.treatment is None:
        return None
    rows = {
        v: (n, int(walked), int(success))
        for v, n, walked, success in p.rows(
            "SELECT v, COUNT(*), SUM(CASE WHEN steps > 0 THEN 1 ELSE 0 END), "
            f"SUM(CASE WHEN o = {SUCCESS} THEN 1 ELSE 0 END) FROM jk_people GROUP BY v"
        )
    }
    rates = []
    for number in range(2):
        _, walked, success = rows.get(number, (0, 0, 0))
        rates.append(rate_of(success, walked, p.schema.min_n))
    return Experiment(
        p.schema.baseline,
        p.schema.treatment,
        tuple((name, rows.get(v, (0, 0, 0))[0]) for v, name in enumerate(p.variants)),
        difference_of(*rates),
    )
