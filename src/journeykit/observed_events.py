"""How a log shows that somebody was at a touchpoint: the names, patterns and conditions of events.

It is said in the design and only read there; nothing here knows a log.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.guards import Guard

WILDCARDS = "*?"
"""What makes a pattern of a name: any run of characters, and exactly one character."""


@frozen
class ObservedEvent:
    """An event of a log that shows that somebody was at a touchpoint.

    Upper and lower case count, and nothing is trimmed. In a pattern `*` stands for any run of
    characters, also for none, and `?` for exactly one; every other character, `%`, `_` and `[`
    among them, stands for itself.

    Args:
        name: The name of the event, or a pattern that the whole name has to fit.
        exact: Whether every character stands for itself; by default so if there is no wildcard.
        where: A condition on the other columns of the log.

    Example:
        >>> ObservedEvent("/product/*").exact
        False
        >>> ObservedEvent("rating_*****", exact=True).exact
        True
    """

    name: str = field(validator=fields.name)
    exact: bool = field(
        default=fields.derived(
            lambda self: not any(c in arguments.characters(self.name) for c in WILDCARDS)
        ),
        validator=fields.flag,
        kw_only=True,
    )
    where: Guard | None = field(
        default=None,
        validator=fields.maybe(fields.is_a(Guard, "a guard such as attribute('page').is_('pay')")),
        kw_only=True,
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_observed(
    items: ObservedEvent | str | Iterable[ObservedEvent | str],
) -> tuple[ObservedEvent, ...]:
    """A tuple of events, each once; a name or a pattern is enough."""
    return fields.each_once(fields.several_named(items, ObservedEvent))


are_observed = fields.every(ObservedEvent, "the name of an event, or an ObservedEvent")
