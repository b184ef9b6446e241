"""Dates: what a field takes that holds the day of something."""

from __future__ import annotations

import contextlib
import datetime
import math
from typing import Any

from journeykit import fields
from journeykit.arguments import plain
from journeykit.errors import ModelError


def as_date(value: datetime.date | str | None) -> datetime.date | None:
    """A date; its ISO text is enough, and what is none of it is left for the validator."""
    text: Any = value
    if isinstance(text, str):
        text = plain(text)
        with contextlib.suppress(ValueError):
            read = datetime.date.fromisoformat(text)
            if read.isoformat() == text:  # and not "20261121", which is ISO's as well
                return read
    return text  # type: ignore[no-any-return]


def date(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a date without a time of day."""
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        advice = _advice(value) if isinstance(value, datetime.datetime) else ""
        raise ModelError(
            f"{fields.field_label(instance, attribute)}: expected a date such as 2026-11-21, "
            f"got {fields.described(value)}{advice}"
        )


def _advice(value: datetime.datetime) -> str:
    """Say how to come from an instant to its day."""
    if math.isnan(value.year):  # as tables mark a day that is missing, with `NaT` of pandas
        return "; leave it out, or write None, where no day is known"
    return "; write .date() for its day"
