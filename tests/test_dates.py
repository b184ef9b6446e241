"""Dates: what a field takes that holds the day of something."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from journeykit import Metric, ModelError


def _refused(value: Any) -> str:
    with pytest.raises(ModelError) as caught:
        Metric("NPS", measured=value)
    return str(caught.value)


def test_an_instant_is_refused_with_the_way_to_its_day() -> None:
    """Nobody's time of day is cut off in silence."""
    assert "write .date() for its day" in _refused(
        datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
    )


def test_a_missing_day_of_a_table_has_no_day() -> None:
    """`NaT` of pandas is an instant by its type, and has no day to be taken."""
    said = _refused(pytest.importorskip("pandas").NaT)
    assert ".date()" not in said
    assert "got NaT; leave it out, or write None" in said
