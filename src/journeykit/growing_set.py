"""A set that many values may share, because none of them can change it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class GrowingSet(Generic[T_co]):
    """An immutable set that grows by making a larger one.

    It consists of frozen parts, each larger than the next, as a binary number consists of powers
    of two: adding one item merges the small parts, so that n items added one by one cost
    n log n in all, and what grew from one set by different ways shares its large parts.

    Args:
        items: What is in it.

    Example:
        >>> letters = GrowingSet("ab")
        >>> "c" in letters.plus("c"), "c" in letters
        (True, False)
    """

    __slots__ = ("_parts",)

    def __init__(self, items: Iterable[T_co] = ()) -> None:
        """Keep the items as one part."""
        self._parts: tuple[frozenset[T_co], ...] = (frozenset(items),)

    def __contains__(self, item: object) -> bool:
        """Whether a part holds it."""
        return any(item in part for part in self._parts)

    def plus(self, items: Iterable[T_co]) -> GrowingSet[T_co]:
        """Return a set that holds these as well."""
        larger, last = list(self._parts), frozenset(items)
        while larger and len(larger[-1]) <= len(last):
            last |= larger.pop()
        grown: GrowingSet[T_co] = GrowingSet()
        grown._parts = (*larger, last)
        return grown
