"""Joining: two journeys, or parts that were cut out of one, become one."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from journeykit import arguments, fields
from journeykit.errors import DuplicateKeyError, ModelError
from journeykit.experience import Goal
from journeykit.journey_index import name_of
from journeykit.management import Opportunity
from journeykit.personas import Persona
from journeykit.presence import Presence
from journeykit.stages import Stage
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")

_SEVERAL: MappingProxyType[type, tuple[str, ...]] = MappingProxyType(
    {
        Stage: ("touchpoints", "experiences"),
        Persona: ("goals",),
        Touchpoint: ("personas", "on_behalf_of", "experiences", "served"),
        Transition: ("personas",),
        Opportunity: ("addresses",),
    }
)
"""What `only` leaves of things that stay, where it cuts off what they refer to."""

_ONE: MappingProxyType[type, tuple[str, ...]] = MappingProxyType(
    {
        Goal: ("due",),
        Persona: ("segment",),
        Touchpoint: ("segment",),
        Opportunity: ("metric",),
    }
)
"""What it leaves empty."""

_OF_JOURNEYS = (
    "personas",
    "stages",
    "any_time",
    "transitions",
    "opportunities",
    "pains",
    "experiences",
    "metrics",
    "business_goals",
    "segments",
    "events",
    "channels",
    "systems",
    "excluded",
    "evidence",
    "waivers",
)
"""The fields of a journey that hold several things."""


def merge(self: J, other: Journey) -> J:
    """Join another journey to this one: what both have is there once.

    Stages of one key hold the touchpoints of both, touchpoints what both say of their personas,
    and opportunities address what they address in either. What the journey says of itself, such
    as its name, is this one's.

    Returns:
        A new journey.

    Raises:
        DuplicateKeyError: The two have different things of one kind under one key.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> ad, pays = touchpoint("Ad"), touchpoint("Pays")
        >>> shop = journey("Shop").stage("Look", ad).stage("Buy", pays)
        >>> shop = shop.opportunity("A voucher", ad, pays)
        >>> shop.only("Look").merge(shop.only("Buy")) == shop
        True
    """
    if arguments.part(arguments.part(other, "element"), "kind") != "journey":
        raise ModelError(f"expected a journey to join, got {fields.described(other)}")
    joined: dict[str, Any] = {
        name: _joined(getattr(self, name), getattr(other, name)) for name in _OF_JOURNEYS
    }
    joined["presences"] = _present(joined["stages"], self.presences, other.presences)
    return evolve(self, **joined)


def _present(
    stages: Iterable[Stage], ours: Iterable[Presence], theirs: Iterable[Presence]
) -> tuple[Presence, ...]:
    """Who joins late and leaves early: a persona is there wherever either journey has them."""
    steps = [step.element for stage in stages for step in (stage, *stage.touchpoints)]
    order = {element: index for index, element in enumerate(steps)}
    joined = {presence.persona: presence for presence in ours}
    for each in theirs:
        mine = joined.get(each.persona, each)
        joins = [step for step in (mine.joins_at, each.joins_at) if step]
        leaves = [step for step in (mine.leaves_after, each.leaves_after) if step]
        joined[each.persona] = evolve(
            mine,
            joins_at=min(joins, key=order.__getitem__, default=None),
            leaves_after=max(leaves, key=order.__getitem__, default=None),
        )
    return tuple(joined.values())


def _joined(ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[Any, ...]:
    """Several things, then what others have besides; what both have is united."""
    joined = list(ours)
    there = set(joined)
    indices = {_identity(each): index for index, each in reversed([*enumerate(joined)])}
    for each in theirs:
        index = indices.get(_identity(each))
        if each in there:
            continue
        if index is None:
            joined.append(each)
        else:
            joined[index] = _united(joined[index], each)
    return tuple(joined)


def _identity(value: Any) -> Any:
    """What tells whether two things are one: the key, or for a transition all but its people.

    A transition for everybody is never one with one for some, which may stand beside it.
    """
    if isinstance(value, Transition):
        return evolve(value, personas=()), bool(value.personas)
    return value.key if type(value) in _SEVERAL or isinstance(value, Goal) else value


def _united(one: Any, other: Any) -> Any:
    """A thing that says what two say of it, which must be alike in all else."""
    changes: dict[str, Any] = {}
    for name in _SEVERAL.get(type(one), ()):
        mine, theirs = getattr(one, name), getattr(other, name)
        # Nobody named means everybody, which is not what some and others are together.
        if name != "personas" or (mine and theirs):
            changes[name] = _joined(mine, theirs)
    for name in _ONE.get(type(one), ()):
        changes[name] = getattr(one, name) or getattr(other, name)
    united = evolve(one, **changes)
    if united != evolve(other, **changes):
        kind = fields.called(type(one))
        raise DuplicateKeyError(kind, one.key, first=name_of(one), second=name_of(other))
    return united
