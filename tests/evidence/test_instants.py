"""Instants: what is a timestamp, and which moment it is, on every engine alike."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.errors import ModelError
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.instants import instant_of, written
from journeykit.evidence.schema import offset_seconds

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
TIMES = st.datetimes(
    datetime.datetime(1900, 1, 2),  # noqa: DTZ001 — the time zone is drawn
    datetime.datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=OFFSETS,
)
EMBEDDED = (Sqlite(), Duckdb())
NO_TIMES = (
    "",
    "n/a",
    "2026-02-30T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-01-01",
    "2026-01-01T10:00",
    "2026-01-01T24:30:00Z",
    "2026-01-01T10:61:00Z",
    "2026-01-01T10:00:00.1234567Z",
    "2026-01-01T10:00:00 Z",
    "2026-01-01T10:00:00+0100",
    "26-01-01T10:00:00Z",
    "1767261600",
    "'); DROP TABLE log; --",
)


def _in_sql(engine: Any, text: str) -> Any:
    expression = engine.dialect.instant(engine.dialect.text(text), "+02:00")
    return engine.rows(f"SELECT {expression}")[0][0]


@given(TIMES, st.sampled_from("T "))
def test_an_instant_is_the_same_however_it_is_written(time: datetime.datetime, sep: str) -> None:
    """Offsets and decimals change the text, not the moment."""
    expected = (time - EPOCH) // datetime.timedelta(microseconds=1)
    text = time.isoformat(sep)
    assert expected == instant_of(text)
    for engine in EMBEDDED:
        assert expected == _in_sql(engine, f" {text}\t")


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_timestamp_has_no_instant(text: str) -> None:
    """A date that does not exist, a shape of another kind, a word."""
    assert instant_of(text) is None
    for engine in EMBEDDED:
        assert _in_sql(engine, text) is None


def test_a_stamp_without_an_offset_is_read_at_the_stated_one() -> None:
    """Two hours ahead of UTC, ten o'clock is eight."""
    assert instant_of("1970-01-01T10:00:00", "+02:00") == 8 * 3_600_000_000
    for engine in EMBEDDED:
        assert _in_sql(engine, "1970-01-01T10:00:00") == 8 * 3_600_000_000


def test_an_instant_is_written_in_utc() -> None:
    """To the millisecond."""
    assert written(1_500) == "1970-01-01T00:00:00.001Z"


@pytest.mark.parametrize("offset", ["", "+1", "+24:00", "01:00", "+01:60", "UTC"])
def test_what_is_no_offset_is_refused(offset: str) -> None:
    """With what one looks like."""
    with pytest.raises(ModelError, match=r'expected one such as "\+01:00"'):
        offset_seconds(offset)
