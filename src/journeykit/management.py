"""Management: who answers for what, what stands behind it, what is planned or accepted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import arguments, dates, fields
from journeykit.addresses import Element, ElementKind, Keyed, as_persona_key, is_element
from journeykit.channels import Channel

EvidenceKind: TypeAlias = Literal["observed", "reported", "inferred", "assumed"]


Priority: TypeAlias = Literal["high", "medium", "low"]


Status: TypeAlias = Literal["idea", "planned", "in progress", "done", "dropped"]


def as_addresses(items: Element | Iterable[Element]) -> tuple[Element, ...]:
    """A tuple of addresses; one alone is one item."""
    return fields.several(items)


@frozen
class Owner:
    """Who answers for something.

    Args:
        name: A person, a role or a team.
        department: Where they belong, for the question whether several departments take part.
    """

    name: str = field(validator=fields.name)
    department: str = field(default="", validator=fields.text)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_owner(owner: Owner | str | None) -> Owner | None:
    """An owner; a name is enough."""
    if isinstance(owner, str):
        return Owner(owner) if arguments.characters(owner) else None
    return owner


is_owner = fields.maybe(fields.is_a(Owner, "an owner or a name"))


@frozen
class Evidence:
    """What stands behind a claim.

    Args:
        source: Where it comes from.
        kind: `observed`, `reported`, `inferred` or `assumed`.
        sample: How many people or cases, if known.
        date: When it was gathered.
    """

    source: str = field(validator=fields.name)
    kind: EvidenceKind = field(
        default="observed", validator=fields.one_of("kind of evidence", get_args(EvidenceKind))
    )
    sample: int | None = field(default=None, validator=fields.maybe(fields.whole(0, 10**12)))
    date: datetime.date | None = field(
        default=None, converter=dates.as_date, validator=fields.maybe(dates.date)
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_evidence(items: Evidence | str | Iterable[Evidence | str]) -> tuple[Evidence, ...]:
    """A tuple of evidence; a source alone is an observation."""
    return fields.several_named(items, Evidence)


are_evidence = fields.every(Evidence, "evidence or its source")


@frozen
class BusinessGoal:
    """What the company wants from a journey, and the lifecycle role that would bring it.

    Args:
        name: The goal in the company's words.
        role: The canonical role without which it cannot be reached, if any.
    """

    name: str = field(validator=fields.name)
    role: str = field(default="", validator=fields.text)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_business_goals(
    items: BusinessGoal | str | Iterable[BusinessGoal | str],
) -> tuple[BusinessGoal, ...]:
    """A tuple of business goals; a sentence is enough."""
    return fields.several_named(items, BusinessGoal)


@frozen
class System(Keyed):
    """A system or process behind the line of visibility.

    Args:
        name: What it is called.
        owner: Who answers for it.
        key: The identity; the slug of the name if left out.
    """

    _kind: ClassVar[ElementKind] = "system"

    name: str = field(validator=fields.name)
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner)
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_systems(items: System | str | Iterable[System | str]) -> tuple[System, ...]:
    """A tuple of systems; a name is enough."""
    return fields.several_named(items, System)


are_systems = fields.every(System, "a system or its name")


@frozen
class BackstageStep:
    """Something that is done for customers out of their sight.

    Args:
        name: What is done.
        by: Who does it: an organisation, a team, a person or a system.
        channel: How it reaches the next, such as a fax from surgery to surgery.
    """

    name: str = field(validator=fields.name)
    by: str = field(default="", validator=fields.text, kw_only=True)
    channel: Channel | None = field(
        default=None, validator=fields.maybe(fields.is_a(Channel, "a channel")), kw_only=True
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_backstage(
    items: BackstageStep | str | Iterable[BackstageStep | str],
) -> tuple[BackstageStep, ...]:
    """A tuple of steps; what is done is enough."""
    return fields.several_named(items, BackstageStep)


are_backstage = fields.every(BackstageStep, "a backstage step or what is done")


@frozen
class Opportunity(Keyed):
    """An idea that would make the journey better, and the plan to carry it out.

    Args:
        name: What should be done.
        addresses: What it would mend: pains, touchpoints, stages, personas.
        everywhere: Whether it is meant for the journey as a whole.
        description: More about it.
        owner: Who answers for it.
        priority: `high`, `medium` or `low`.
        effort: From 0 to 5.
        value: From 0 to 5.
        metric: The key of the metric that will show it worked, or words for one.
        due: When it should be done.
        status: `idea`, `planned`, `in progress`, `done` or `dropped`; None where nobody
            has said.
        key: The identity; the slug of the name if left out.
    """

    _kind: ClassVar[ElementKind] = "opportunity"

    name: str = field(validator=fields.name)
    addresses: tuple[Element, ...] = field(
        default=(), converter=as_addresses, validator=fields.every(Element, "an element")
    )
    everywhere: bool = field(default=False, validator=fields.flag, kw_only=True)
    description: str = field(default="", validator=fields.text, kw_only=True)
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner, kw_only=True)
    priority: Priority | None = field(
        default=None,
        validator=fields.maybe(fields.one_of("priority", get_args(Priority))),
        kw_only=True,
    )
    effort: float | None = field(
        default=None, validator=fields.maybe(fields.within(0, 5)), kw_only=True
    )
    value: float | None = field(
        default=None, validator=fields.maybe(fields.within(0, 5)), kw_only=True
    )
    metric: str = field(default="", validator=fields.text, kw_only=True)
    due: datetime.date | None = field(
        default=None, converter=dates.as_date, validator=fields.maybe(dates.date), kw_only=True
    )
    status: Status | None = field(
        default=None,
        validator=fields.maybe(fields.one_of("status", get_args(Status))),
        kw_only=True,
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def open(self) -> bool:
        """Whether it still counts as an answer: it was not dropped."""
        return self.status != "dropped"


def as_opportunities(items: Opportunity | Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """A tuple of opportunities; one alone is one item."""
    return fields.several(items)


@frozen
class Waiver:
    """A finding accepted on purpose: it stays visible, with its reason.

    Args:
        rule: The name or code of the rule.
        reason: Why it is accepted.
        at: Where; the whole element it is said of, or the whole journey, if left out.
        until: The day it ends.
        by: Who accepted it.

    Raises:
        ModelError: The rule or the reason is missing.
    """

    rule: str = field(validator=fields.name)
    reason: str = field(validator=fields.name)
    at: Element | None = field(default=None, validator=fields.maybe(is_element))
    until: datetime.date | None = field(
        default=None, converter=dates.as_date, validator=fields.maybe(dates.date), kw_only=True
    )
    by: str = field(default="", validator=fields.text, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_waivers(items: Waiver | Iterable[Waiver]) -> tuple[Waiver, ...]:
    """A tuple of waivers; one alone is one item."""
    return fields.several(items)


@frozen
class NotApplicable:
    """A persona who has, with reason, nothing to do in a stage.

    Args:
        persona: The key of the persona.
        stage: The key of the stage.
        reason: Why.

    Raises:
        ModelError: The reason is missing.
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    stage: str = field(validator=fields.key)
    reason: str = field(validator=fields.name)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_not_applicable(items: NotApplicable | Iterable[NotApplicable]) -> tuple[NotApplicable, ...]:
    """A tuple of cells that are not applicable; one alone is one item."""
    return fields.several(items)
