"""Durations: how long customers wait, and what the words for it come to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from types import MappingProxyType

from attrs import field, frozen

from journeykit import fields


def as_duration(duration: str | datetime.timedelta) -> str:
    """The words for a length of time; words stay as they are."""
    if not isinstance(duration, datetime.timedelta):
        return duration
    rest = round(duration.total_seconds())
    parts = []
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        number, rest = divmod(rest, size) if size > 1 else (rest, 0)
        if number:
            parts.append(_several(number, unit))
    return ", ".join(parts) or "0 seconds"


@frozen
class Span:
    """How long something takes, at least and at most.

    Args:
        least: The shortest that is meant.
        most: The longest; None where it is open.
    """

    least: datetime.timedelta
    most: datetime.timedelta | None

    __repr__ = fields.shown


@frozen
class Wait:
    """A pause in the journey.

    Args:
        duration: How long, in words such as "3 days", "6 to 8 weeks" or "more than a month"; in
            ISO 8601, such as "P3D"; or as a `timedelta`, of which the words are kept.
        until: What ends it, if not time.
    """

    duration: str = field(default="", converter=as_duration, validator=fields.text)
    until: str = field(default="", validator=fields.text)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def span(self) -> Span | None:
        """How long it takes; None where the words for it name no amount of time.

        Example:
            >>> Wait("6 to 8 weeks").span.least.days
            42
        """
        return span_of(self.duration)

    @property
    def words(self) -> str:
        """How long, as people say it: what ISO 8601 says, in words.

        Example:
            >>> Wait("P1DT6H").words, Wait("a few days").words
            ('1 day, 6 hours', 'a few days')
        """
        return duration_words(self.duration)


def as_wait(wait: Wait | str | datetime.timedelta | None) -> Wait | None:
    """A wait; how long it takes is enough."""
    return Wait(wait) if isinstance(wait, str | datetime.timedelta) else wait


def duration_words(duration: str) -> str:
    """Return how long something takes, as people say it: what ISO 8601 says, in words.

    Args:
        duration: Words, or a duration of ISO 8601.
    """
    words = duration.strip()
    span = span_of(words) if re.fullmatch(_ISO, words[:_LONGEST].casefold()) else None
    return words if span is None else as_duration(span.least)


def total(spans: Iterable[Span]) -> Span | None:
    """Return what several lengths of time come to.

    Args:
        spans: How long each takes, at least and at most.

    Returns:
        At least and at most in all, open where one of them is; None if there are none.

    Example:
        >>> total([Wait("3 days").span, Wait("1 to 2 weeks").span])
        Span(datetime.timedelta(days=10), most=datetime.timedelta(days=17))
    """
    every = tuple(spans)
    if not every:
        return None
    most = [span.most for span in every if span.most is not None]
    least = sum((span.least for span in every), datetime.timedelta())
    longest = sum(most, datetime.timedelta()) if len(most) == len(every) else None
    return Span(least, longest)


_SECONDS = MappingProxyType(
    {
        "second": 1.0,
        "sec": 1.0,
        "minute": 60.0,
        "min": 60.0,
        "hour": 3600.0,
        "hr": 3600.0,
        "h": 3600.0,
        "night": 86_400.0,
        "day": 86_400.0,
        "week": 7 * 86_400.0,
        "wk": 7 * 86_400.0,
        "fortnight": 14 * 86_400.0,
        "month": 30 * 86_400.0,
        "quarter": 91 * 86_400.0,
        "year": 365 * 86_400.0,
    }
)
"""The units, in seconds; a month has 30 days."""

_WORKING_DAY = 7 / 5
"""So many days of the calendar are one working day."""

_COUNTED = MappingProxyType(
    {
        "one": 1.0,
        "two": 2.0,
        "three": 3.0,
        "four": 4.0,
        "five": 5.0,
        "six": 6.0,
        "seven": 7.0,
        "eight": 8.0,
        "nine": 9.0,
        "ten": 10.0,
        "twelve": 12.0,
        "twenty": 20.0,
        "thirty": 30.0,
        "sixty": 60.0,
        "ninety": 90.0,
    }
)

_NUMBERS = MappingProxyType(
    {
        **{word: (number, number) for word, number in _COUNTED.items()},
        "a": (1.0, 1.0),
        "an": (1.0, 1.0),
        "half a": (0.5, 0.5),
        "half an": (0.5, 0.5),
        "a couple of": (2.0, 2.0),
        "a few": (2.0, 4.0),
        "several": (3.0, 7.0),
    }
)
"""The words for numbers; some of them mean a range."""

# Texts, which `re` compiles when the first duration is read: compiled here, they were a fiftieth of
# what importing the library costs.
_NUMBER = rf"\d{{1,6}}(?:[.,]\d{{1,3}})?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_RANGE = r"\s{0,3}(?:to|or|and|[-–—‐‑])\s{0,3}"
_AMOUNT = (
    rf"(?<![\w.])(?P<low>{_NUMBER})(?P<plus>\+)?(?:{_RANGE}(?P<high>{_NUMBER}))?[\s-]{{0,3}}"
    rf"(?P<working>(?:business|working|work) )?(?P<unit>{'|'.join(_SECONDS)})s?\b"
)
_OPEN = (
    r"(?:more than|over|at least|longer than|no less than|not less than|minimum(?: of)?|from|>)"
    r"\s*$"
)
_UP_TO = (
    r"(?:up to|at most|less than|under|within|no more than|not more than|maximum(?: of)?|"
    r"fewer than|until|<)\s*$"
)
_OR_MORE = r"\b(?:or )?(?:more|longer)\b|\bat least\b|\bminimum\b"
_AND = r"\s*(?:,|and)?\s*"
_ISO = (
    r"p(?:(?P<year>\d{1,6})y)?(?:(?P<month>\d{1,6})m)?(?:(?P<week>\d{1,6})w)?"
    r"(?:(?P<day>\d{1,6})d)?"
    r"(?:t(?:(?P<hour>\d{1,6})h)?(?:(?P<minute>\d{1,6})m)?(?:(?P<second>\d{1,6})s)?)?"
)
_LONGEST = 1000
"""So many characters of the words for a duration are read."""


def span_of(text: str) -> Span | None:
    """Read the words for a duration.

    Args:
        text: English words, such as "3 days", "6–8 weeks", "more than 3 weeks", "about an hour"
            or "a few weeks to a few months"; or a duration of ISO 8601, such as "P3D".

    Returns:
        How long that is; None where the words name no amount of time.

    Example:
        >>> span_of("more than 3 weeks")
        Span(datetime.timedelta(days=21), most=None)
        >>> span_of("until the card comes") is None
        True
    """
    words = text[:_LONGEST].casefold().strip()
    iso = re.fullmatch(_ISO, words)
    if iso and any(iso.groupdict().values()):
        exact = sum(int(n) * _SECONDS[unit] for unit, n in iso.groupdict().items() if n)
        return _span(exact, exact)
    amounts = list(re.finditer(_AMOUNT, words))
    if not amounts:
        return None
    first, *others = amounts
    low, high = _seconds(first)
    end, smallest = first.end(), _SECONDS[first["unit"]]
    for other in others:
        between, unit = words[end : other.start()], _SECONDS[other["unit"]]
        if re.fullmatch(_AND, between) and unit < smallest:  # an hour and 30 minutes
            low, high = (a + b for a, b in zip((low, high), _seconds(other), strict=True))
        elif re.fullmatch(_RANGE, between):  # a few weeks to a few months
            high = _seconds(other)[1]
        else:
            break
        end, smallest = other.end(), unit
    before = words[: first.start()]
    if first["plus"] or re.search(_OPEN, before) or re.search(_OR_MORE, words[end:]):
        return _span(low, None)
    return _span(0 if re.search(_UP_TO, before) else low, max(low, high))


def _seconds(amount: re.Match[str]) -> tuple[float, float]:
    """The least and the most that an amount of time means."""
    unit = _SECONDS[amount["unit"]] * (_WORKING_DAY if amount["working"] else 1)
    low, high = _number(amount["low"]), _number(amount["high"] or amount["low"])
    return low[0] * unit, high[1] * unit


def _number(word: str) -> tuple[float, float]:
    """The least and the most that a number means."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    number = float(word.replace(",", "."))
    return number, number


def _span(least: float, most: float | None) -> Span:
    """A span of some seconds."""
    longest = None if most is None else datetime.timedelta(seconds=round(most))
    return Span(datetime.timedelta(seconds=round(least)), longest)


def in_words(length: datetime.timedelta) -> str:
    """Return a length of time as people say it, in one unit.

    Args:
        length: How long.

    Returns:
        The number of hours, days, weeks or months, rounded down where it is not whole.

    Example:
        >>> in_words(datetime.timedelta(days=42)), in_words(datetime.timedelta(hours=1))
        ('6 weeks', '1 hour')
    """
    seconds = int(length.total_seconds())
    days = length.days
    for unit, size in (("year", 365), ("month", 30), ("week", 7), ("day", 1)):
        if days >= 2 * size or (days >= size and days % size == 0):
            return _several(days // size, unit)
    for unit in ("hour", "minute"):
        parts = int(_SECONDS[unit])
        if seconds >= 2 * parts or (seconds >= parts and seconds % parts == 0):
            return _several(seconds // parts, unit)
    return _several(seconds, "second")


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
