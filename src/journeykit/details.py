"""The values that say more about a persona or a touchpoint: what is lived through.

Each is small, frozen and whole in itself. What they point to, they name by an
:class:`~journeykit.Element`: the address of a thing in a journey.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element, as_persona_key, as_persona_keys, as_step, is_step
from journeykit.emotions import Emotion
from journeykit.guards import Guard

ConsentRole: TypeAlias = Literal["asks", "requires", "withdraws"]


TransitionKind: TypeAlias = Literal[
    "next", "branch", "optional", "loop", "return", "retry", "recovery", "churn"
]


PAIN_KINDS: tuple[str, ...] = (
    "disconnected channels",
    "long sales cycle",
    "poor onboarding",
    "lack of support",
    "no follow-up",
    "barrier",
    "confusion",
    "friction",
    "poor experience",
    "unmet need",
    "blind spot",
    "cost",
    "timing",
    "waiting",
    "other",
)
"""The kinds of pain that customer-journey literature names; ``other`` is always allowed."""


@frozen
class Pain:
    """What hurts: an obstacle, a barrier, a friction, an unmet need.

    Args:
        text: What a customer would say of it.
        kind: One of :data:`PAIN_KINDS`.
        severity: From 1 (a nuisance) to 5 (they leave).
        response: What the company does about it today.
        key: The identity; the slug of the text if left out.

    Example:
        >>> Pain("Shipping cost appears at the last step", "cost").key
        'shipping-cost-appears-at-the-last-step'
    """

    text: str = field(validator=fields.name)
    kind: str = field(default="other", validator=fields.one_of("kind of pain", PAIN_KINDS))
    severity: int = field(default=3, validator=fields.whole(1, 5))
    response: str = field(default="", validator=fields.text, kw_only=True)
    key: str = field(default=fields.keyed_by_text(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown


def as_pains(items: Pain | str | Iterable[Pain | str]) -> tuple[Pain, ...]:
    """A tuple of pains; a sentence is enough."""
    return fields.several_named(items, Pain)


are_pains = fields.every(Pain, "a pain or a sentence that says it")


@frozen
class Goal:
    """What a persona wants to reach.

    Args:
        name: The goal in the persona's words.
        due: The key of the stage by which it should be reached.
        key: The identity; the slug of the name if left out.
    """

    name: str = field(validator=fields.name)
    due: str = field(default="", validator=fields.text)
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown


def as_goals(items: Goal | str | Iterable[Goal | str]) -> tuple[Goal, ...]:
    """A tuple of goals; a sentence is enough."""
    return fields.several_named(items, Goal)


are_goals = fields.every(Goal, "a goal or a sentence that says it")


@frozen
class Segment:
    """A group of customers, by name and, if it can be decided, by a guard.

    Args:
        name: What the group is called.
        where: The guard that decides who belongs.
        key: The identity; the slug of the name if left out.
    """

    name: str = field(validator=fields.name)
    where: Guard | None = field(default=None, validator=fields.maybe(fields.is_a(Guard, "a guard")))
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown


def as_segments(items: Segment | Iterable[Segment]) -> tuple[Segment, ...]:
    """A tuple of segments; one alone is one item."""
    return fields.several(items)


@frozen
class Served:
    """A goal, need or expectation of one persona that a touchpoint serves.

    Args:
        persona: The key of the persona.
        key: The slug of what is served.
        text: Its words, for people.
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    text: str = field(validator=fields.name)
    key: str = field(default=fields.keyed_by_text(), validator=fields.key)

    __repr__ = fields.shown


def as_served(items: Served | Iterable[Served]) -> tuple[Served, ...]:
    """A tuple of what is served; one alone is one item."""
    return fields.several(items)


@frozen
class Experience:
    """One persona at one touchpoint.

    Args:
        persona: The key of the persona.
        actions: What they do.
        thoughts: What they think.
        quotes: What they say, word for word.
        emotion: What they feel.
        pains: What hurts.
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    actions: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    thoughts: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    quotes: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    emotion: Emotion | None = field(
        default=None, validator=fields.maybe(fields.is_a(Emotion, "an emotion"))
    )
    pains: tuple[Pain, ...] = field(default=(), converter=as_pains, validator=are_pains)

    __repr__ = fields.shown


def as_experiences(items: Experience | Iterable[Experience]) -> tuple[Experience, ...]:
    """A tuple of experiences; one alone is one item."""
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


def as_trigger(trigger: Trigger | str | None) -> Trigger | None:
    """A trigger; the name of its event is enough."""
    return Trigger(trigger) if isinstance(trigger, str) and trigger else trigger or None


@frozen
class Wait:
    """A pause in the journey.

    Args:
        duration: How long, in words such as "3 days".
        until: What ends it, if not time.
    """

    duration: str = field(default="", validator=fields.text)
    until: str = field(default="", validator=fields.text)

    __repr__ = fields.shown


@frozen
class Consent:
    """Permission at a touchpoint.

    Args:
        purpose: What the permission is for.
        role: Whether the touchpoint ``asks`` for it, ``requires`` it or ``withdraws`` it.
    """

    purpose: str = field(validator=fields.name)
    role: ConsentRole = field(
        default="asks", validator=fields.one_of("role of consent", get_args(ConsentRole))
    )

    __repr__ = fields.shown


def as_consents(items: Consent | Iterable[Consent]) -> tuple[Consent, ...]:
    """A tuple of consents; one alone is one item."""
    return fields.several(items)


@frozen
class Message:
    """Something a company says, which should be the same wherever it is said.

    Args:
        key: What is spoken of, such as "price" or "delivery time".
        text: What is said here.
    """

    key: str = field(validator=fields.key)
    text: str = field(validator=fields.name)

    __repr__ = fields.shown


def as_messages(items: Message | Iterable[Message]) -> tuple[Message, ...]:
    """A tuple of messages; one alone is one item."""
    return fields.several(items)


def _when(instance: Transition, attribute: object, value: object) -> None:
    """Accept nothing, some text or a guard."""
    if not isinstance(value, Guard):
        fields.text(instance, attribute, value)


@frozen
class Transition:
    """A step from one touchpoint or stage to another.

    Each end may be given as the touchpoint or stage itself, of which the address is kept.

    Args:
        source: Where it leaves.
        target: Where it arrives.
        when: The guard: free text, or a value that rules can decide.
        kind: ``next``, ``branch``, ``optional``, ``loop``, ``return``, ``retry``, ``recovery``
            or ``churn``.
        personas: The keys of those who may take it; everybody if empty.
        handover: What goes along, so that nobody starts over.
        priority: Which of several open ways is taken first; 1 before 2.
        share: The percentage of an A/B split.
        attempts: How often it may be repeated.
        pains: What hurts on the way.

    Example:
        >>> from journeykit import touchpoint
        >>> str(Transition(touchpoint("Ad"), touchpoint("Shop")).element)
        'transition:ad/shop'
    """

    source: Element = field(converter=as_step, validator=is_step)
    target: Element = field(converter=as_step, validator=is_step)
    when: str | Guard = field(default="", validator=_when, kw_only=True)
    kind: TransitionKind = field(
        default="next",
        validator=fields.one_of("kind of transition", get_args(TransitionKind)),
        kw_only=True,
    )
    personas: tuple[str, ...] = field(
        default=(), converter=as_persona_keys, validator=fields.texts, kw_only=True
    )
    handover: str = field(default="", validator=fields.text, kw_only=True)
    priority: int | None = field(
        default=None, validator=fields.maybe(fields.whole(1, 1000)), kw_only=True
    )
    share: float | None = field(
        default=None, validator=fields.maybe(fields.within(0, 100)), kw_only=True
    )
    attempts: int | None = field(
        default=None, validator=fields.maybe(fields.whole(1, 1000)), kw_only=True
    )
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )

    __repr__ = fields.shown

    @property
    def element(self) -> Element:
        """Its address: both ends."""
        return Element("transition", (self.source.key, self.target.key))

    @property
    def guarded(self) -> bool:
        """Whether it says when it is taken; a guard by itself is neither true nor false."""
        return self.when != ""

    @property
    def goes_back(self) -> bool:
        """Whether going back is what it is for."""
        return self.kind in {"loop", "return", "retry", "churn"}
