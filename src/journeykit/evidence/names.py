"""Names of events grouped into touchpoints, and called as a person would call them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from attrs import frozen

from journeykit.evidence.globs import overlap
from journeykit.observed_events import ObservedEvent

_ID = re.compile(r"\d+|[0-9a-fA-F]{8,}(-[0-9a-fA-F]{4,})*|[0-9a-zA-Z_-]*\d{3,}[0-9a-zA-Z_-]*")
"""What looks like the number of something, as a part of a name between slashes."""

_SEPARATORS = re.compile(r"([/:])")


@frozen
class EventGroup:
    """Events that show one touchpoint.

    Args:
        name: What the touchpoint is called.
        members: The names of the log that belong to it.
    """

    name: str
    observed: tuple[ObservedEvent, ...]
    members: tuple[str, ...]


def pattern_of(event: str) -> str:
    """Return the name of an event with a star for each part that is an id.

    Example:
        >>> pattern_of("/product/104"), pattern_of("add_to_cart"), pattern_of("order:7f3a9c2e:paid")
        ('/product/*', 'add_to_cart', 'order:*:paid')
    """
    parts = _SEPARATORS.split(event)
    return "".join("*" if _ID.fullmatch(part) else part for part in parts)


def words_of(pattern: str) -> str:
    """Return what a person would call an event.

    Example:
        >>> words_of("/product/*"), words_of("add_to_cart"), words_of("CheckoutStarted")
        ('Product', 'Add to cart', 'Checkout started')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", pattern)
    words = re.sub(r"[\W_]+", " ", apart).split()
    spelled = " ".join(word if word.isupper() else word.lower() for word in words)
    return spelled[:1].upper() + spelled[1:] or pattern


def groups_of(events: Iterable[str]) -> tuple[EventGroup, ...]:
    """Group the names of events: those that differ in an id alone belong together.

    Args:
        events: The names, in the order that the groups shall have.

    Returns:
        The groups. No event fits two of them.
    """
    members: dict[str, list[str]] = {}
    for event in events:
        members.setdefault(pattern_of(event), []).append(event)
    stars = [pattern for pattern, own in members.items() if own != [pattern]]
    overlapping = {
        pattern
        for one, other in combinations(stars, 2)
        if overlap(one, other) is not None
        for pattern in (one, other)
    }
    taken: set[str] = set()
    groups = []
    for pattern, own in members.items():
        several = len(own) > 1 and pattern not in overlapping
        names = [pattern] if several else own
        observed = tuple(ObservedEvent(name, exact=not several) for name in names)
        groups.append(EventGroup(_called(pattern, taken), observed, tuple(own)))
    return tuple(groups)


def _called(pattern: str, taken: set[str]) -> str:
    """Return a name that no other group has, whatever its letters' case."""
    words = words_of(pattern)
    name, number = words, 2
    while name.casefold() in taken:
        name, number = f"{words} {number}", number + 1
    taken.add(name.casefold())
    return name
