"""Taking back: a value without something that was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import attrs

from journeykit.addresses import Element, Keyed
from journeykit.arguments import plain, same
from journeykit.errors import ModelError
from journeykit.experience import Experience
from journeykit.fields import described

_REFERRED = frozenset(
    {"personas", "stages", "any_time", "transitions", "opportunities", "segments"}
)
"""The fields of a journey to whose parts others may refer."""

_CALLED = ("key", "name", "text", "rule", "source", "event", "purpose", "topic", "reason")
"""The fields by which a value that was said is known."""


def taken_back(value: Any, item: object, whose: str = "") -> Any:
    """A value without what is meant; the value itself if nothing is.

    Args:
        value: What something was said of.
        item: What is taken back.
        whose: The key of the persona of whom it was said; empty for everybody.
    """
    changes: dict[str, Any] = {}
    journey = isinstance(value, Keyed) and value.element.kind == "journey"
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        if not field.init or field.name == "location":
            continue
        if isinstance(held, tuple):
            named = item.key if field.name == "personas" and _is_persona(item) else item
            remaining = tuple(_remaining(held, named, whose))
            if remaining != held:
                changes[field.name] = remaining
                if journey and field.name in _REFERRED:
                    raise ModelError(
                        f"others may refer to {described(item)}; .remove(…) takes along what does"
                    )
        elif attrs.has(type(held)) and not whose and _meant(held, item):
            changes[field.name] = None
    return attrs.evolve(value, **changes) if changes else value


def personas_of(value: Any) -> set[str]:
    """The keys of the personas of whom something was said."""
    held = (getattr(value, field.name) for field in attrs.fields(type(value)))
    items = (item for each in held if isinstance(each, tuple) for item in each)
    return {item.persona for item in items if getattr(item, "persona", "")}


def words_of(value: Any, whose: str = "") -> Iterator[str]:
    """The words by which whatever was said of a value, or there of a persona, is known."""
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        for item in held if isinstance(held, tuple) else (held,) if attrs.has(type(held)) else ():
            if whose and getattr(item, "persona", "") != whose:
                continue
            if isinstance(item, Experience):
                yield from words_of(item)
            else:
                yield from _words(item)


def _remaining(held: tuple[Any, ...], item: object, whose: str) -> Iterator[Any]:
    """What is left of several things that were said."""
    for each in held:
        theirs = getattr(each, "persona", "")
        if whose and theirs != whose:
            yield each
        elif isinstance(each, Experience) and not _meant(each, item):
            rest = taken_back(each, item)
            if rest == each or rest != Experience(each.persona):
                yield rest
        elif not _meant(each, item):
            yield each


def _meant(stated: object, item: object) -> bool:
    """Whether something that was said is what is meant."""
    if isinstance(item, type):
        return isinstance(stated, item)
    if _is_persona(item) and item.key == getattr(stated, "persona", None):
        return True
    return same(stated, item) or (isinstance(item, str) and plain(item) in _words(stated))


def _is_persona(item: Any) -> TypeGuard[Keyed]:
    """Whether something is a persona."""
    return isinstance(item, Keyed) and item.element.kind == "persona"


def _words(stated: object) -> set[str]:
    """The words by which something that was said is known."""
    if isinstance(stated, str | Element):
        return {str(stated)}
    return {
        word for name in _CALLED if isinstance(word := getattr(stated, name, None), str) and word
    }
