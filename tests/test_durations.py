"""Durations: what the words for them come to."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import Wait
from journeykit.durations import Span, in_words, span_of

SIZES = {
    "minute": datetime.timedelta(minutes=1),
    "hour": datetime.timedelta(hours=1),
    "day": datetime.timedelta(days=1),
    "week": datetime.timedelta(weeks=1),
    "month": datetime.timedelta(days=30),
}
DAY, WEEK = SIZES["day"], SIZES["week"]


def span(least: datetime.timedelta, most: datetime.timedelta | None) -> Span:
    """A span."""
    return Span(least, most)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("3 days", span(3 * DAY, 3 * DAY)),
        ("a week", span(WEEK, WEEK)),
        ("two days", span(2 * DAY, 2 * DAY)),
        ("24 hours", span(DAY, DAY)),
        ("6–8 weeks", span(6 * WEEK, 8 * WEEK)),
        ("one to three months", span(30 * DAY, 90 * DAY)),
        ("between 3 and 5 days", span(3 * DAY, 5 * DAY)),
        ("more than 3 weeks", span(3 * WEEK, None)),
        ("3+ weeks", span(3 * WEEK, None)),
        ("3 months or longer", span(90 * DAY, None)),
        ("10 business days, more in season", span(2 * WEEK, None)),
        ("up to 2 weeks", span(0 * DAY, 2 * WEEK)),
        ("about 60 days, with the papers", span(60 * DAY, 60 * DAY)),
        ("almost a month", span(30 * DAY, 30 * DAY)),
        ("a few weeks to a few months", span(2 * WEEK, 120 * DAY)),
        ("5 working days", span(WEEK, WEEK)),
        ("1 week and 2 days", span(9 * DAY, 9 * DAY)),
        ("half a day", span(DAY / 2, DAY / 2)),
        ("1,5 days", span(1.5 * DAY, 1.5 * DAY)),
        ("P3D", span(3 * DAY, 3 * DAY)),
        ("P1DT12H", span(1.5 * DAY, 1.5 * DAY)),
    ],
)
def test_words_are_read_as_people_mean_them(words: str, meant: Span) -> None:
    """Ranges, bounds, words for numbers, working days, and ISO 8601."""
    assert meant == span_of(words)


@pytest.mark.parametrize("words", ["", "long", "until the card comes", "years", "P", "3", "3 cows"])
def test_words_without_an_amount_are_not_guessed(words: str) -> None:
    """Nobody can add up a long time."""
    assert span_of(words) is None
    assert Wait(words).span is None


@given(st.integers(1, 9999), st.sampled_from(sorted(SIZES)))
def test_a_number_and_a_unit_are_exact(number: int, unit: str) -> None:
    """Whatever the number, in the singular or the plural."""
    meant = number * SIZES[unit]
    assert span(meant, meant) == span_of(f"{number} {unit}") == span_of(f"{number} {unit}s")


@given(st.text() | st.from_regex(r"[0-9a-z .,+–-]{0,60}", fullmatch=True))
def test_any_text_is_read_or_left_alone(words: str) -> None:
    """No text raises, and the longest is never shorter than the shortest."""
    found = span_of(words)
    assert found is None or found.most is None or found.least <= found.most


def test_a_length_is_told_in_one_unit() -> None:
    """In the largest unit of which there are two, or exactly one."""
    told = [in_words(n * DAY) for n in (1, 7, 9, 14, 30, 45, 60, 365, 400, 800)]
    days = ["1 day", "1 week", "9 days", "2 weeks", "1 month", "6 weeks", "2 months"]
    assert [*days, "1 year", "13 months", "2 years"] == told
    assert ["90 minutes", "0 seconds"] == [in_words(1.5 * SIZES["hour"]), in_words(0 * DAY)]
