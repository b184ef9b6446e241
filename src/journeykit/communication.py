"""Communication: to whom a company speaks, when, with which permission, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.addresses import ElementKind, Keyed
from journeykit.guards import Guard


@frozen
class Segment(Keyed):
    """A group of customers, by name and, if it can be decided, by a guard.

    Args:
        name: What the group is called.
        where: The guard that decides who belongs.
        key: The identity; the slug of the name if left out.
    """

    _kind: ClassVar[ElementKind] = "segment"

    name: str = field(validator=fields.name)
    where: Guard | None = field(default=None, validator=fields.maybe(fields.is_a(Guard, "a guard")))
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_segments(items: Segment | Iterable[Segment]) -> tuple[Segment, ...]:
    """A tuple of segments; one alone is one item."""
    return fields.several(items)


@frozen
class Trigger:
    """What makes an automated touchpoint happen, and for whom.

    Args:
        event: The customer's signal, such as "basket abandoned".
        segment: The key of the segment that gets it.
        transactional: Whether it is part of a deal, so that everybody concerned gets it.
    """

    event: str = field(validator=fields.name)
    segment: str = field(default="", validator=fields.text)
    transactional: bool = field(default=False, validator=fields.flag)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_trigger(trigger: Trigger | str | None) -> Trigger | None:
    """A trigger; the name of its event is enough."""
    if isinstance(trigger, str):
        return Trigger(trigger) if arguments.characters(trigger) else None
    return trigger


ConsentRole: TypeAlias = Literal["asks", "requires", "withdraws"]


@frozen
class Consent:
    """Permission at a touchpoint.

    Args:
        purpose: What the permission is for.
        role: Whether the touchpoint `asks` for it, `requires` it or `withdraws` it.
    """

    purpose: str = field(validator=fields.name)
    role: ConsentRole = field(
        default="asks", validator=fields.one_of("role of consent", get_args(ConsentRole))
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_consents(items: Consent | Iterable[Consent]) -> tuple[Consent, ...]:
    """A tuple of consents; one alone is one item."""
    return fields.several(items)


@frozen
class Message:
    """Something a company says, which should be the same wherever it is said.

    Args:
        key: What is spoken of, such as `price` or `delivery-time`.
        text: What is said here.
    """

    key: str = field(validator=fields.key)
    text: str = field(validator=fields.name)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_messages(items: Message | Iterable[Message]) -> tuple[Message, ...]:
    """A tuple of messages; one alone is one item."""
    return fields.several(items)
