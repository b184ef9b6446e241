"""The index of a journey: whatever it has, by address, by key and by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from journeykit import fields
from journeykit.addresses import Element, Keyed
from journeykit.arguments import plain
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.model import Journey
    from journeykit.stages import Stage
    from journeykit.touchpoints import Touchpoint

ElementsByAddress: TypeAlias = dict[Element, Keyed]
"""What a key or a name may mean, by address."""


class Words:
    """Things by their keys, and by their names in any letters.

    Args:
        elements_in: The elements_in; of several at one address, the first counts.
    """

    def __init__(self, elements: Iterable[Keyed]) -> None:
        """Go through them once."""
        self.elements_in: ElementsByAddress = {}
        for each in elements:
            self.elements_in.setdefault(each.element, each)

    @cached_property
    def _keys(self) -> dict[str, ElementsByAddress]:
        """The elements_in of each key."""
        return _by(self.elements_in, lambda each: each.key)

    @cached_property
    def _names(self) -> dict[str, ElementsByAddress]:
        """The elements_in of each name, in small letters."""
        return _by(self.elements_in, lambda each: name_of(each).casefold())

    def called(self, word: str, *others: Keyed) -> ElementsByAddress:
        """Those of that key; or, where there are none, of that name in any letters.

        Args:
            *others: Further elements_in that it may mean.
        """
        word = plain(word)
        named = word.casefold()
        keyed = {each.element: each for each in others if each.key == word}
        by_name = {each.element: each for each in others if name_of(each).casefold() == named}
        return {**keyed, **self._keys.get(word, {})} or {**by_name, **self._names.get(named, {})}


class JourneyIndex:
    """What a journey looks up; each part is collected when it is first asked for.

    Args:
        journey: The journey, which is frozen, so that its index holds for good.
    """

    def __init__(self, journey: Journey) -> None:
        """Keep the parts, not the journey, which keeps its index."""
        self._parts = {
            field.name: getattr(journey, field.name) for field in attrs.fields(type(journey))
        }
        self._transitions: tuple[Transition, ...] = journey.transitions
        self._touchpoints: tuple[Touchpoint, ...] = journey.touchpoints
        self._stages: tuple[Stage, ...] = journey.stages

    @cached_property
    def steps(self) -> Words:
        """Touchpoints and stages."""
        return Words((*self._touchpoints, *self._stages))

    @cached_property
    def main(self) -> Words:
        """What people mean first by a word."""
        names = ("personas", "opportunities", "segments")
        others = (each for name in names for each in self._parts[name])
        return Words((*self._touchpoints, *self._stages, *others))

    @cached_property
    def parts(self) -> Words:
        """Whatever has a key, the journey itself apart."""
        return Words(each for part in self._parts.values() for each in elements_in(part))

    @cached_property
    def joining(self) -> Mapping[Element, tuple[Transition, ...]]:
        """Transitions by their own address."""
        return _grouped((each.element, each) for each in self._transitions)

    @cached_property
    def leaving(self) -> Mapping[Element, tuple[Transition, ...]]:
        """Transitions by where they leave."""
        return _grouped((each.source, each) for each in self._transitions)

    @cached_property
    def arriving(self) -> Mapping[Element, tuple[Transition, ...]]:
        """Transitions by where they arrive."""
        return _grouped((each.target, each) for each in self._transitions)


def index_of(journey: Journey) -> JourneyIndex:
    """The index of a journey, made when it is first asked for."""
    try:
        return journey._index  # noqa: SLF001 — our own
    except AttributeError:
        index = JourneyIndex(journey)
        # No lock is needed: whichever thread comes last keeps an equal value.
        object.__setattr__(journey, "_index", index)
        return index


def elements_in(value: Any) -> Iterator[Keyed]:
    """Whatever has a key in a value, the value itself among it."""
    if isinstance(value, tuple):
        for item in value:
            yield from elements_in(item)
    elif not isinstance(value, Element):
        if isinstance(value, Keyed):
            yield value
        for name in fields.names_of(value):
            held = getattr(value, name)
            if (isinstance(held, tuple) and held) or fields.names_of(held):
                yield from elements_in(held)


def name_of(element: object) -> str:
    """What a thing is called; a pain by its words."""
    return str(getattr(element, "name", "") or getattr(element, "text", ""))


def _by(
    elements: ElementsByAddress, word_of: Callable[[Keyed], str]
) -> dict[str, ElementsByAddress]:
    """Things under each word."""
    words: dict[str, ElementsByAddress] = {}
    for element, each in elements.items():
        words.setdefault(word_of(each), {})[element] = each
    return words


def _grouped(
    pairs: Iterable[tuple[Element, Transition]],
) -> Mapping[Element, tuple[Transition, ...]]:
    """Transitions under the same address, in the order they were said."""
    groups: dict[Element, list[Transition]] = {}
    for element, transition in pairs:
        groups.setdefault(element, []).append(transition)
    return {element: tuple(group) for element, group in groups.items()}
