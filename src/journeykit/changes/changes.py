"""Changes: what was added, removed, moved and changed between two journeys, key by key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.changes.inventory import Item, inventory, siblings
from journeykit.checked import checked
from journeykit.emotions import Emotion
from journeykit.model import Journey

ChangeKind: TypeAlias = Literal["added", "removed", "moved", "changed"]

CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "moved", "changed")
"""What can happen to a thing between two journeys."""

Identity: TypeAlias = tuple[Element, object]

_WORDING = frozenset({"name", "text", "description", "thoughts", "quotes"})
_RECORDS = frozenset({"evidence", "observed", "waivers", "version", "reviewed", "meta"})
"""What is kept of a thing, and changes nothing about it."""


@frozen
class Change:
    """One thing that is different in the second of two journeys.

    Args:
        kind: `added`, `removed`, `moved` or `changed`.
        element: The address of the thing; of the first journey where it was removed.
        name: What people call it.
        attribute: Which of its properties changed; `place` or `order` where it moved.
        before: What the property was; for a thing that moved, the names of its places.
        after: What the property is.
        place: The name of the stage, touchpoint or persona that it stands in.
        follows: Whether it only follows from another change: it was added or removed with the
            thing it belongs to, or a transition was removed with one of its ends.
    """

    kind: ChangeKind
    element: Element
    name: str
    attribute: str = ""
    before: object = field(default=None, repr=False)
    after: object = field(default=None, repr=False)
    place: str = ""
    follows: bool = False

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def has_substance(self) -> bool:
        """Whether more than a name, a place, the wording or what is known of a thing changed.

        Example:
            >>> pays = Element("touchpoint", ("pays",))
            >>> Change("changed", pays, "Pays", "name", "Payment", "Pays").has_substance
            False
            >>> Change("changed", pays, "Pays", "optional", False, True).has_substance
            True
        """
        if isinstance(self.before, Emotion) and isinstance(self.after, Emotion):
            return _levels(self.before) != _levels(self.after)
        return self.kind != "moved" and self.attribute not in _WORDING | _RECORDS


def _levels(emotion: Emotion) -> tuple[float | None, float, float]:
    """What is felt, whatever it is called and however it is known."""
    return emotion.valence, emotion.low, emotion.high


@checked
def changes_between(
    before: Journey, after: Journey, renamed: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """Return every difference between two journeys.

    Args:
        before: The first journey.
        after: The second.
        renamed: Keys of the first journey that have become other keys in the second.

    Returns:
        The changes, in the order of the second journey, with what was removed at the end.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> shop = journey("Shop").stage("Purchase", touchpoint("Pays"))
        >>> [str(c.element) for c in changes_between(shop, shop.stage("Experience"))]
        ['stage:experience']
    """
    return tuple(_Inventories(before, after, renamed or {}).all())


class _Inventories:
    """Two inventories side by side."""

    def __init__(self, before: Journey, after: Journey, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed
        self._before = {
            (self._now(element), rest): item for (element, rest), item in inventory(before).items()
        }
        self._after = inventory(after)
        self._pair_journeys(before, after)
        self._pair_transitions()
        self._was = {element for element, _ in self._before}
        self._is = {element for element, _ in self._after}
        self._names = {item.element: item.name for item in self._before.values()}
        self._names |= {item.element: item.name for item in self._after.values()}

    def _now(self, element: Element) -> Element:
        """The address that a thing of the first journey has in the second."""
        keys = tuple(self._renamed.get(key, key) for key in element.keys)
        return element if keys == element.keys else Element(element.kind, keys)

    def _pair_journeys(self, before: Journey, after: Journey) -> None:
        """Hold the two journeys against each other, whatever their keys."""
        first = self._before.pop((self._now(before.element), ""))
        self._before = {(after.element, ""): first} | self._before
        self._home = {self._now(before.element): after.element}
        for identity in list(self._before):
            element, place = identity
            if element.kind == "experience" and place == "journey":
                felt = Element("experience", (element.key, after.key))
                self._before[felt, place] = self._before.pop(identity)

    def _pair_transitions(self) -> None:
        """Hold transitions of which only the guard changed against each other."""
        gone, new = self._unpaired(self._before), self._unpaired(self._after)
        for element, identities in gone.items():
            for old, fresh in zip(identities, new.get(element, ()), strict=False):
                self._before[fresh] = self._before.pop(old)

    def _unpaired(self, items: dict[Identity, Item]) -> dict[Element, list[Identity]]:
        """The transitions that stand on one side alone, by their two ends."""
        alone: dict[Element, list[Identity]] = {}
        for identity in items:
            both = identity in self._before and identity in self._after
            if identity[0].kind == "transition" and not both:
                alone.setdefault(identity[0], []).append(identity)
        return alone

    def all(self) -> Iterator[Change]:
        """Yield every change."""
        moved = self._out_of_order()
        for identity, item in self._after.items():
            old = self._before.get(identity)
            if old is None:
                yield self._one_sided("added", item, self._was)
                continue
            yield from self._moved(old, item, moved)
            yield from self._changed(old, item)
        for identity, item in self._before.items():
            if identity not in self._after:
                yield self._one_sided("removed", item, self._is)

    def _one_sided(self, kind: ChangeKind, item: Item, other_side: set[Element]) -> Change:
        """A thing that only one of the journeys has."""
        whole = set(map(self._home_of, item.places))
        if item.element.kind == "transition":
            whole |= {each for each in (item.value.source, item.value.target) if kind == "removed"}
            alone = [each for each in whole if self._now(each) not in other_side]
            follows = bool(alone)
        else:
            follows = not whole & other_side
        return Change(kind, item.element, item.name, place=self._place(item), follows=follows)

    def _home_of(self, place: Element) -> Element:
        """The address of a place in the second journey."""
        now = self._now(place)
        return self._home.get(now, now)

    def _place(self, item: Item) -> str:
        """The name of where a thing stands; empty for what stands in the journey itself."""
        inside = [place for place in item.places if place.kind != "journey"]
        return ", ".join(dict.fromkeys(self._names.get(place, place.key) for place in inside))

    def _moved(self, old: Item, new: Item, out_of_order: set[Element]) -> Iterator[Change]:
        """A change of place or of order."""
        places = set(map(self._home_of, old.places))
        stayed = places & self._is, set(new.places) & self._was
        if stayed[0] != stayed[1] or not (stayed[0] or stayed[1]):
            yield self._move(new, "place", self._place(old), self._place(new))
        elif new.element in out_of_order:
            yield self._move(new, "order", None, None)

    def _move(self, item: Item, what: str, before: object, after: object) -> Change:
        return Change(
            "moved", item.element, item.name, what, before, after, place=self._place(item)
        )

    def _changed(self, old: Item, new: Item) -> Iterator[Change]:
        """A change for each property that is different."""
        for name in dict.fromkeys((*old.properties, *new.properties)):
            # A tuple of things with addresses is no property; where it is empty it is one, and
            # says nothing.
            was, now = old.properties.get(name, ()), new.properties.get(name, ())
            if was != now and not self._only_renamed(was, now):
                yield Change(
                    "changed", new.element, new.name, name, was, now, place=self._place(new)
                )

    def _only_renamed(self, was: object, now: object) -> bool:
        """Whether two references differ by nothing but a key that was renamed on purpose."""
        if isinstance(was, Element):
            return self._now(was) == now
        if isinstance(was, str):
            return self._renamed.get(was) == now
        if isinstance(was, tuple) and isinstance(now, tuple) and len(was) == len(now):
            return all(a == b or self._only_renamed(a, b) for a, b in zip(was, now, strict=True))
        return False

    def _out_of_order(self) -> set[Element]:
        """The fewest things that stand elsewhere in the order of their place."""
        old = {
            self._home_of(place): list(map(self._now, elements))
            for place, elements in siblings(self._before)
        }
        moved: set[Element] = set()
        for place, elements in siblings(self._after):
            was = {element: index for index, element in enumerate(old.get(place, ()))}
            both = [element for element in elements if element in was]
            kept = _longest_rising([was[element] for element in both])
            moved.update(element for index, element in enumerate(both) if index not in kept)
        return moved


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The positions of a longest rising run of numbers (patience sorting)."""
    tops: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before[index] = heads[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
        heads[pile : pile + 1] = [index]
    kept: set[int] = set()
    last = heads[-1] if heads else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
