"""Timestamps in text, read as instants."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache

from journeykit.evidence.schema import offset_seconds

__all__ = ["SHAPE", "decimal_of", "instant_of", "written"]

SHAPE = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"([.][0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""What a timestamp looks like, in a language that all engines' regular expressions know."""

DECIMAL = r"[+-]?[0-9]+([.][0-9]+)?"
"""What a plain decimal number looks like."""

_SHAPE = re.compile(SHAPE)
_DECIMAL = re.compile(DECIMAL)
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_LENGTH = len("2026-03-02T00:26:18")


@lru_cache(maxsize=65_536)
def instant_of(text: str, naive_offset: str = "Z") -> int | None:
    """Return the instant of a timestamp.

    Args:
        text: `YYYY-MM-DD`, `T` or a space, `HH:MM:SS`, up to six decimals, then `Z`, `±HH:MM` or
            nothing.
        naive_offset: The offset where none is stated.

    Returns:
        Microseconds since 1970, or None if it is no timestamp.

    Example:
        >>> instant_of("1970-01-01T01:00:00.5+01:00")
        500000
        >>> instant_of("2026-02-30 12:00:00") is None
        True
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    try:
        time = datetime.datetime.fromisoformat(text[:_LENGTH]).replace(tzinfo=datetime.UTC)
        behind = datetime.timedelta(seconds=offset_seconds(match[2] or naive_offset))
    except ValueError:
        return None
    microseconds = int((match[1] or ".")[1:].ljust(6, "0"))
    return (time - behind - _EPOCH) // _MICROSECOND + microseconds


def decimal_of(text: str) -> Decimal | None:
    """Return a plain decimal number, such as `-2` or `9.0`.

    Args:
        text: What stands in a field.

    Returns:
        The number, or None if it is no plain one.
    """
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def written(instant: int) -> str:
    """Return an instant as ISO 8601 writes it, in UTC and to the millisecond.

    Args:
        instant: Microseconds since 1970.

    Returns:
        The text.

    Example:
        >>> written(500_000)
        '1970-01-01T00:00:00.500Z'
    """
    time = _EPOCH + instant * _MICROSECOND
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
