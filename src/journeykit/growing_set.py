"""A set that many values may share, because none of them can change it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class GrowingSet(Generic[T]):
    """An immutable set that grows by making a larger one.

    It consists of frozen parts, each larger than the next, as a binary number consists of powers
    of two: adding one item merges the small parts, so that n items added one by one cost
    n log n in all, and what grew from one set by different ways shares its large parts.

    Args:
        parts: The parts, the largest first.

    Example:
        >>> letters = GrowingSet().plus("ab")
        >>> "c" in letters.plus("c"), "c" in letters
        (True, False)
    """

    parts: tuple[frozenset[T], ...] = ()

    def __contains__(self, item: object) -> bool:
        """Whether a part holds it."""
        return any(item in part for part in self.parts)

    def plus(self, items: Iterable[T]) -> GrowingSet[T]:
        """Return a set that holds these as well."""
        larger, last = list(self.parts), frozenset(items)
        while larger and len(larger[-1]) <= len(last):
            last |= larger.pop()
        return GrowingSet((*larger, last))
