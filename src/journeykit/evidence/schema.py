"""What the columns of a log mean, and how the log is to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import field, fields_dict, frozen

from journeykit import fields
from journeykit.arguments import characters, number
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.printable import quoted

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")

ROLES = ("entity", "timestamp", "event", "order", "persona", "session", "variant", "value")
"""The roles a column of a log can play."""

_REQUIRED = ROLES[:3]


def offset_seconds(offset: str) -> int:
    """Return an offset from UTC in seconds.

    Args:
        offset: `Z` or `±HH:MM`.

    Returns:
        The seconds that clocks there are ahead of UTC.

    Raises:
        ModelError: It is no offset.

    Example:
        >>> offset_seconds("-05:30")
        -19800
    """
    if offset == "Z":
        return 0
    match = _OFFSET.fullmatch(offset)
    if match is None or int(match[2]) > 23 or int(match[3]) > 59:  # noqa: PLR2004
        raise ModelError(f'offset: expected one such as "+01:00", got {fields.described(offset)}')
    seconds = int(match[2]) * 3600 + int(match[3]) * 60
    return -seconds if match[1] == "-" else seconds


def _offset(_: Any, attribute: Any, value: Any) -> None:
    """Accept nothing, or an offset from UTC."""
    if value is not None:
        if not isinstance(value, str):
            raise ModelError(f"{attribute.name}: expected text, got {fields.described(value)}")
        offset_seconds(characters(value))


def _positive(_: Any, attribute: Any, value: Any) -> None:
    """Accept a number of days."""
    if not fields.is_number(value) or not 0 < number(value) <= _MOST_DAYS:
        raise ModelError(
            f"{attribute.name} of an event schema: expected a number of days, more than 0, "
            f"got {fields.described(value)}"
        )


_MOST_DAYS = 36_525
_column = fields.maybe(fields.text)


@frozen
class EventSchema:
    """Which column of a log plays which role, and how the log is to be read.

    Args:
        entity: The column with the customer, case or visitor whom an event belongs to.
        timestamp: The column with the time of an event.
        event: The column with the name of an event.
        order: The column with a number that orders events of one entity at one instant. Without
            it, events of one instant stand in the order of the file.
        persona: The column with the segment of an entity: an entity belongs to the persona whose
            `segment`, or else key or name, is the value.
        session: The column that tells the visits of one entity apart.
        variant: The column with the variant of an experiment.
        value: The column with a number, such as the amount of an order.
        naive_offset: The offset of timestamps that state none, such as `+01:00`. A log that has
            both kinds cannot be read without it.
        idle_cutoff_days: After how many days without an event somebody has left. Who is idle for
            less when the log ends is still under way.
        window_days: How long a conversion may take to count as one within the window.
        min_n: Rates of fewer than so many are marked as small.
        baseline: The variant that the other is compared with.
        treatment: The variant that is tried.

    Example:
        >>> EventSchema(entity="user_id", timestamp="ts", event="event", order="seq").order
        'seq'
    """

    entity: str = field(validator=fields.name)
    timestamp: str = field(validator=fields.name)
    event: str = field(validator=fields.name)
    order: str | None = field(default=None, validator=_column)
    persona: str | None = field(default=None, validator=_column)
    session: str | None = field(default=None, validator=_column)
    variant: str | None = field(default=None, validator=_column)
    value: str | None = field(default=None, validator=_column)
    naive_offset: str | None = field(default=None, validator=_offset, kw_only=True)
    idle_cutoff_days: float = field(default=14, validator=_positive, kw_only=True)
    window_days: float = field(default=7, validator=_positive, kw_only=True)
    min_n: int = field(default=30, validator=fields.whole(1, 1_000_000), kw_only=True)
    baseline: str | None = field(default=None, validator=_column, kw_only=True)
    treatment: str | None = field(default=None, validator=_column, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse an experiment without its two variants, or without a column for them."""
        stated = [self.baseline is not None, self.treatment is not None]
        if any(stated) and (not all(stated) or self.variant is None):
            raise ModelError("an experiment needs variant=, baseline= and treatment=, all three")
        if all(stated) and self.baseline == self.treatment:
            raise ModelError("baseline and treatment: expected two different variants")

    @property
    def columns(self) -> dict[str, str]:
        """The column of each role that one was named for."""
        named = ((role, getattr(self, role)) for role in ROLES)
        return {role: column for role, column in named if column is not None}

    @property
    def idle_cutoff(self) -> int:
        """The idle cutoff in microseconds."""
        return _microseconds(self.idle_cutoff_days)

    @property
    def window(self) -> int:
        """The window in microseconds."""
        return _microseconds(self.window_days)


def _microseconds(days: float) -> int:
    return round(timedelta(days=days) / timedelta(microseconds=1))


def refuse_unknown(columns: Mapping[str, str], choices: tuple[str, ...], source: str) -> None:
    """Refuse columns that a table does not have.

    Args:
        columns: The column that each role is played by.
        choices: The columns that the table has.
        source: What the table is called.

    Raises:
        UnknownReferenceError: A column is not there; the error names the nearest.
    """
    for role, column in columns.items():
        if column not in choices:
            where = f"{source}, named as {role}"
            raise UnknownReferenceError("column", column, choices=choices, where=where)


def event_schema(columns: Any) -> EventSchema:
    """Return an event schema from what a caller gave.

    Args:
        columns: The schema, or a mapping of its fields.

    Raises:
        ModelError: It is neither, or has fields that a schema has not.
    """
    if isinstance(columns, dict):
        names = tuple(fields_dict(EventSchema))
        for name in columns:
            if name not in names:
                raise UnknownReferenceError("field of an event schema", name, choices=names)
        missing = [name for name in _REQUIRED if name not in columns]
        if missing:
            listed = " and ".join(quoted(name) for name in missing)
            raise ModelError(
                'events: expected {"entity": "…", "timestamp": "…", "event": "…"}, with the column '
                f"of each; {listed} {'is' if len(missing) == 1 else 'are'} missing"
            )
        return EventSchema(**columns)
    return fields.expect(columns, EventSchema, 'an EventSchema(entity="…", timestamp="…", …)')
