"""The values that say more about a persona, a stage, a touchpoint or a journey.

Each is small, frozen and whole in itself. What they point to, they name by an
:class:`Element`: the address of a thing in a journey, which can be printed, sorted and stored.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.emotions import Emotion
from journeykit.errors import ModelError
from journeykit.guards import Guard

if TYPE_CHECKING:
    from journeykit.model import Persona

ElementKind: TypeAlias = Literal[
    "journey",
    "persona",
    "stage",
    "touchpoint",
    "transition",
    "cell",
    "experience",
    "role",
    "condition",
    "goal",
    "need",
    "expectation",
    "behaviour",
    "pain",
    "opportunity",
    "metric",
    "channel",
    "segment",
    "system",
    "waiver",
]
EvidenceKind: TypeAlias = Literal["observed", "reported", "inferred", "assumed"]
Priority: TypeAlias = Literal["high", "medium", "low"]
Status: TypeAlias = Literal["idea", "planned", "in progress", "done", "dropped"]
Direction: TypeAlias = Literal["higher", "lower"]
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

METRIC_KINDS: tuple[str, ...] = (
    "conversion rate",
    "click-through rate",
    "completed transactions",
    "revenue",
    "retention rate",
    "engagement",
    "reviews",
    "loyalty",
    "csat",
    "nps",
    "ces",
    "trust",
    "time",
    "error rate",
    "other",
)
"""The kinds of key figures; ``csat``, ``nps``, ``ces`` and ``trust`` ask how it was perceived."""

PERCEPTION_METRICS: frozenset[str] = frozenset({"csat", "nps", "ces", "trust"})
"""The metrics that ask customers instead of counting them."""


def _keys(instance: object, attribute: object, value: tuple[str, ...]) -> None:
    """Accept keys that stay apart when they are joined by slashes."""
    fields.texts(instance, attribute, value)
    if any("/" in key for key in value):
        raise ModelError(f"keys of an element: expected no slash in a key, got {value!r}")


@frozen(order=True)
class Element:
    """The address of one thing in a journey.

    Args:
        kind: What it is.
        keys: Its key, or the keys that meet in it (persona and stage for a cell).

    Example:
        >>> str(Element("touchpoint", ("pays",)))
        'touchpoint:pays'
        >>> Element.parse("cell:maya/purchase").keys
        ('maya', 'purchase')
    """

    kind: ElementKind = field(validator=fields.one_of("kind of element", get_args(ElementKind)))
    keys: tuple[str, ...] = field(converter=fields.as_texts, validator=_keys)

    @property
    def key(self) -> str:
        """The first key, which is the only one but for cells and transitions."""
        return self.keys[0] if self.keys else ""

    def __str__(self) -> str:
        """Show it in one word."""
        return f"{self.kind}:{'/'.join(self.keys)}"

    @classmethod
    def parse(cls, word: str) -> Element:
        """Read what ``str`` wrote.

        Args:
            word: A kind, a colon, and keys joined by slashes.

        Returns:
            The address.

        Raises:
            ModelError: The word is not an address.
        """
        expected = 'an element such as "stage:purchase"'
        kind, colon, keys = fields.expect(word, str, expected).partition(":")
        if not colon:
            raise ModelError(f'"{word}" is no element; expected "kind:key", as in "stage:purchase"')
        return cls(kind, tuple(keys.split("/")) if keys else ())  # type: ignore[arg-type]


def as_addresses(items: Element | Iterable[Element]) -> tuple[Element, ...]:
    """A tuple of addresses; one alone is one item."""
    return fields.several(items)


_element = fields.is_a(Element, "an element of the journey")
_number = fields.maybe(fields.number)
_date = fields.maybe(fields.is_a(datetime.date, "a date"))


@frozen
class Owner:
    """Who answers for something.

    Args:
        name: A person, a role or a team.
        department: Where they belong, for the question whether several departments take part.
    """

    name: str = field(validator=fields.name)
    department: str = field(default="", validator=fields.text)


def as_owner(owner: Owner | str | None) -> Owner | None:
    """An owner; a name is enough."""
    return Owner(owner) if isinstance(owner, str) and owner else owner or None


is_owner = fields.maybe(fields.is_a(Owner, "an owner or a name"))


@frozen
class Evidence:
    """What stands behind a claim.

    Args:
        source: Where it comes from.
        kind: ``observed``, ``reported``, ``inferred`` or ``assumed``.
        sample: How many people or cases, if known.
        date: When it was gathered.
    """

    source: str = field(validator=fields.name)
    kind: EvidenceKind = field(
        default="observed", validator=fields.one_of("kind of evidence", get_args(EvidenceKind))
    )
    sample: int | None = field(default=None, validator=fields.maybe(fields.whole(0, 10**12)))
    date: datetime.date | None = field(default=None, validator=_date)


def as_evidence(items: Evidence | str | Iterable[Evidence | str]) -> tuple[Evidence, ...]:
    """A tuple of evidence; a source alone is an observation."""
    return fields.several_named(items, Evidence)


are_evidence = fields.every(Evidence, "evidence or its source")


@frozen
class Metric:
    """A figure that tells whether a journey, a stage or a touchpoint works.

    Args:
        name: What it is called.
        kind: One of :data:`METRIC_KINDS`.
        unit: What it is counted in.
        target: What it should be.
        direction: Whether ``higher`` or ``lower`` is better.
        source: Where the figure comes from.
        baseline: What it was before.
        value: What it is.
        measured: When the value was taken.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Metric("Time to answer", "time", "minutes", 2, "lower").met is None
        True
    """

    name: str = field(validator=fields.name)
    kind: str = field(default="other", validator=fields.one_of("kind of metric", METRIC_KINDS))
    unit: str = field(default="", validator=fields.text)
    target: float | None = field(default=None, validator=_number)
    direction: Direction | None = field(
        default=None, validator=fields.maybe(fields.one_of("direction", get_args(Direction)))
    )
    source: str = field(default="", validator=fields.text, kw_only=True)
    baseline: float | None = field(default=None, validator=_number, kw_only=True)
    value: float | None = field(default=None, validator=_number, kw_only=True)
    measured: datetime.date | None = field(default=None, validator=_date, kw_only=True)
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    @property
    def met(self) -> bool | None:
        """Whether the value reaches the target; None when that cannot be said."""
        if self.target is None or self.value is None or self.direction is None:
            return None
        return (
            self.value >= self.target if self.direction == "higher" else self.value <= self.target
        )


def as_metrics(items: Metric | str | Iterable[Metric | str]) -> tuple[Metric, ...]:
    """A tuple of metrics; a name alone is a metric nobody has defined yet."""
    return fields.several_named(items, Metric)


are_metrics = fields.every(Metric, "a metric or its name")


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


def as_goals(items: Goal | str | Iterable[Goal | str]) -> tuple[Goal, ...]:
    """A tuple of goals; a sentence is enough."""
    return fields.several_named(items, Goal)


are_goals = fields.every(Goal, "a goal or a sentence that says it")


@frozen
class BusinessGoal:
    """What the company wants from a journey, and the lifecycle role that would bring it.

    Args:
        name: The goal in the company's words.
        role: The canonical role without which it cannot be reached, if any.
    """

    name: str = field(validator=fields.name)
    role: str = field(default="", validator=fields.text)


def as_business_goals(
    items: BusinessGoal | str | Iterable[BusinessGoal | str],
) -> tuple[BusinessGoal, ...]:
    """A tuple of business goals; a sentence is enough."""
    return fields.several_named(items, BusinessGoal)


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


def as_segments(items: Segment | Iterable[Segment]) -> tuple[Segment, ...]:
    """A tuple of segments; one alone is one item."""
    return fields.several(items)


def as_persona_key(persona: Persona | str) -> str:
    """The key of a persona; a key stays, and what is neither is left for the validator."""
    given: Any = persona
    element = getattr(given, "element", None)
    is_persona = isinstance(element, Element) and element.kind == "persona"
    return given.key if is_persona else given  # type: ignore[no-any-return]


def as_persona_keys(personas: Persona | str | Iterable[Persona | str]) -> tuple[str, ...]:
    """A tuple of the keys of personas."""
    each: tuple[Persona | str, ...] = fields.several(personas)
    return tuple(map(as_persona_key, each))


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


def as_messages(items: Message | Iterable[Message]) -> tuple[Message, ...]:
    """A tuple of messages; one alone is one item."""
    return fields.several(items)


@frozen
class System:
    """A system or process behind the line of visibility.

    Args:
        name: What it is called.
        owner: Who answers for it.
        key: The identity; the slug of the name if left out.
    """

    name: str = field(validator=fields.name)
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner)
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)


def as_systems(items: System | str | Iterable[System | str]) -> tuple[System, ...]:
    """A tuple of systems; a name is enough."""
    return fields.several_named(items, System)


are_systems = fields.every(System, "a system or its name")


@frozen
class Opportunity:
    """An idea that would make the journey better, and the plan to carry it out.

    Args:
        name: What should be done.
        addresses: What it would mend: pains, touchpoints, stages, personas.
        everywhere: Whether it is meant for the journey as a whole.
        description: More about it.
        owner: Who answers for it.
        priority: ``high``, ``medium`` or ``low``.
        effort: From 0 to 5.
        value: From 0 to 5.
        metric: The key of the metric that will show it worked.
        due: When it should be done.
        status: ``idea``, ``planned``, ``in progress``, ``done`` or ``dropped``.
        key: The identity; the slug of the name if left out.
    """

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
    due: datetime.date | None = field(default=None, validator=_date, kw_only=True)
    status: Status = field(
        default="idea", validator=fields.one_of("status", get_args(Status)), kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

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
    at: Element | None = field(default=None, validator=fields.maybe(_element))
    until: datetime.date | None = field(default=None, validator=_date, kw_only=True)
    by: str = field(default="", validator=fields.text, kw_only=True)


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


def as_not_applicable(items: NotApplicable | Iterable[NotApplicable]) -> tuple[NotApplicable, ...]:
    """A tuple of cells that are not applicable; one alone is one item."""
    return fields.several(items)


def _when(instance: Transition, attribute: object, value: object) -> None:
    """Accept nothing, some text or a guard."""
    if not isinstance(value, Guard):
        fields.text(instance, attribute, value)


@frozen
class Transition:
    """A step from one touchpoint or stage to another.

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
    """

    source: Element = field(validator=_element)
    target: Element = field(validator=_element)
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


@frozen(order=True)
class Location:
    """Where something was written.

    Args:
        file: The path of the file.
        line: The line, counted from 1.
    """

    file: str
    line: int = 1

    @classmethod
    def of_caller(cls) -> Location:
        """The first line outside this library, where the sentence was written.

        Returns:
            The location.
        """
        frame = sys._getframe(1)  # noqa: SLF001 — the documented way to ask who called
        while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
            frame = frame.f_back
        return cls(frame.f_code.co_filename, frame.f_lineno)


_HERE = str(PurePath(__file__).parent)
