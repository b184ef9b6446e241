"""Intervals: published examples, and what holds for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.evidence.statistics import difference_of
from journeykit.rates import rate_of


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_rate(numbers: tuple[int, int]) -> None:
    """And lies between 0 and 1."""
    rate = rate_of(*numbers)
    assert rate.low is not None
    assert rate.high is not None
    assert rate.rate is not None
    assert 0 <= rate.low <= rate.rate <= rate.high <= 1


def test_wilson_as_published() -> None:
    """Newcombe (1998a), table I: 81 of 263 and 15 of 148, 0 of 20, 1 of 29."""
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (count, of), (low, high) in published.items():
        rate = rate_of(count, of)
        assert rate.low == pytest.approx(low, abs=5e-5)
        assert rate.high == pytest.approx(high, abs=5e-5)


def test_newcombe_as_published() -> None:
    """Newcombe (1998b), table II, method 10: 56/70 − 48/80, and 10/10 − 0/10."""
    first = difference_of(rate_of(48, 80), rate_of(56, 70))
    assert first.newcombe == pytest.approx((0.0524, 0.3339), abs=5e-5)
    last = difference_of(rate_of(0, 10), rate_of(10, 10))
    assert last.newcombe == pytest.approx((0.6075, 1.0), abs=5e-5)


def test_of_nothing_there_is_no_rate() -> None:
    """And nothing to compare."""
    nothing = rate_of(0, 0)
    assert (nothing.rate, nothing.low, nothing.high, nothing.small) == (None, None, None, True)
    assert difference_of(nothing, rate_of(1, 2)).difference is None


def test_equal_certainties_cannot_be_tested() -> None:
    """Where all or none succeed in both, there is no variance to test with."""
    assert difference_of(rate_of(5, 5), rate_of(7, 7)).p_value is None
