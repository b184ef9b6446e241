"""References: the fields that hold the keys of other things, and what becomes of them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from operator import is_
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from journeykit import fields
from journeykit.addresses import Element, ElementKind, Keyed
from journeykit.communication import Trigger
from journeykit.experience import Experience, Goal, Served
from journeykit.guards import InSegment
from journeykit.management import NotApplicable, Opportunity, Waiver
from journeykit.personas import Persona
from journeykit.presence import Presence
from journeykit.stages import Stage
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition

_FIELDS: dict[type, dict[str, ElementKind]] = {
    Touchpoint: {"personas": "persona", "on_behalf_of": "persona", "segment": "segment"},
    Transition: {"personas": "persona"},
    Experience: {"persona": "persona"},
    Served: {"persona": "persona", "key": "goal"},
    NotApplicable: {"persona": "persona", "stage": "stage"},
    Presence: {"persona": "persona"},
    Stage: {"after": "stage"},
    Goal: {"due": "stage"},
    Persona: {"segment": "segment"},
    Trigger: {"segment": "segment"},
    InSegment: {"segment": "segment"},
    Opportunity: {"metric": "metric"},
}
"""The fields of each class that hold keys, and what they are keys of."""

_PARTS_OF: MappingProxyType[str, tuple[tuple[ElementKind, ...], ...]] = MappingProxyType(
    {
        "cell": (("persona",), ("stage",), ("channel",)),
        "experience": (("persona",), ("touchpoint", "stage")),
        "transition": (("touchpoint", "stage"), ("touchpoint", "stage")),
    }
)
"""What the keys of an address are keys of, where it has several."""

_DEPENDENT = (Experience, Served, NotApplicable, Presence, Transition, Waiver)
"""What means nothing any more without the thing it refers to."""

Addresses: TypeAlias = frozenset[tuple[str, tuple[str, ...]]]
"""Kinds and keys of elements; a field may hold a text that is the key of none."""

GONE: Any = object()
"""Instead of a value: there is none any more."""


_PLAIN = frozenset({str, bool, int, float, type(None), datetime.date})
"""What has no parts; asked of every field of every value, so that looking closer would cost."""


_PLAIN_FIELDS = frozenset(
    {
        "str",
        "bool",
        "int",
        "float",
        "int | None",
        "float | None",
        "datetime.date | None",
        "Location | None",
        "tuple[str, ...]",
    }
)
"""Annotations of fields whose values have no parts, so that most need not be looked at at all."""


@functools.lru_cache
def _parts_of(kind: Any) -> tuple[str, ...]:
    """The fields of a class that may hold values with parts."""
    stated = (each for each in attrs.fields(kind) if each.init)
    return tuple(each.name for each in stated if each.type not in _PLAIN_FIELDS)


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """A value with every part changed, from the outside in; what does not change stays itself."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple):
        parts = [rebuilt(item, change) for item in value]
        if all(map(is_, parts, value)):
            return value
        return tuple(part for part in parts if part is not GONE)
    if not fields.names_of(value):
        return value
    value = change(value)
    if value is GONE:
        return GONE
    changes = {}
    for name in _parts_of(kind):
        old = getattr(value, name)
        if old == () or type(old) in _PLAIN:
            continue
        new = rebuilt(old, change)
        if new is not old:
            changes[name] = None if new is GONE else new
    return attrs.evolve(value, **changes) if changes else value


def addresses(elements: Iterable[Element]) -> Addresses:
    """Elements, to look up."""
    return frozenset((element.kind, element.keys) for element in elements)


def kinds_of(element: Element) -> tuple[tuple[ElementKind, ...], ...]:
    """For each key of an address, what it may be the key of."""
    several: tuple[tuple[ElementKind, ...], ...] = (("persona",), (element.kind,))
    alone: tuple[tuple[ElementKind, ...], ...] = ((element.kind,),)
    return _PARTS_OF.get(element.kind, several if len(element.keys) > 1 else alone)


@functools.lru_cache
def fields_of(kind: Any) -> tuple[tuple[str, ElementKind], ...]:
    """The fields of a class that hold keys, and what they are keys of."""
    return tuple(field for base in kind.__mro__ for field in _FIELDS.get(base, {}).items())


def with_key(value: Any, kind: ElementKind, old: str, new: str) -> Any:
    """One value, without its parts, in which a thing of that kind has another key."""
    own: Any = type(value)  # for type checkers, a class might not be hashable

    def key(word: str) -> str:
        return new if word == old else word

    if isinstance(value, Element):
        if old not in value.keys:
            return value
        kinds = kinds_of(value)
        keys = (key(k) if kind in kinds[n] else k for n, k in enumerate(value.keys))
        return Element(value.kind, tuple(keys))
    changes: dict[str, Any] = {}
    if isinstance(value, Keyed) and value.key == old and value.element.kind == kind:
        changes["key"] = new
    for name, referred in fields_of(own):
        held = getattr(value, name)
        if referred == kind and held:
            changes[name] = key(held) if isinstance(held, str) else tuple(map(key, held))
    changed = {name: each for name, each in changes.items() if each != getattr(value, name)}
    return attrs.evolve(value, **changed) if changed else value


def refers_to(element: Element, gone: Addresses) -> bool:
    """Whether an address is that of something, or is made of the keys of something.

    That of a transition is gone with the last transition that has it, and not before.
    """
    if (element.kind, element.keys) in gone:
        return True
    if len(element.keys) == 1 or element.kind == "transition":
        return False
    kinds = kinds_of(element)
    return any((kind, (key,)) in gone for n, key in enumerate(element.keys) for kind in kinds[n])


def without(value: Any, gone: Addresses) -> Any:
    """One value, without its parts, which no longer refers to what is gone; or none.

    What is for nobody else goes as well: left without a name, it would be for everybody.
    """
    if isinstance(value, Element):
        return GONE if refers_to(value, gone) else value
    if isinstance(value, Keyed) and refers_to(value.element, gone):
        return GONE
    ends = (value.source, value.target) if isinstance(value, Transition) else ()
    at = (value.at,) if isinstance(value, Waiver) and value.at is not None else ()
    if any(refers_to(each, gone) for each in (*ends, *at)):
        return GONE
    changes: dict[str, Any] = {}
    own: Any = type(value)
    for name, kind in fields_of(own):
        held = getattr(value, name)
        keys = (held,) if isinstance(held, str) else held or ()
        remaining = tuple(key for key in keys if (kind, (key,)) not in gone)
        if remaining == keys:
            continue
        if isinstance(value, _DEPENDENT) and not remaining:
            return GONE
        changes[name] = "" if isinstance(held, str) else remaining
    return attrs.evolve(value, **changes) if changes else value
