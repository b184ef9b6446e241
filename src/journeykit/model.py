"""The model: personas, stages, touchpoints, and the journey that holds them.

Everything is frozen. A journey refuses only what would make it meaningless: two things under one
key, a reference to nothing, an order that bites its own tail. What is merely unfinished is left
for the rules to find, so that half a map can be drawn.
"""

from __future__ import annotations

import copy
import datetime
import graphlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.addresses import Element, Location, as_persona_keys
from journeykit.channels import Channel, are_channels, as_channels, refuse_two_of_one_key
from journeykit.communication import (
    Consent,
    Message,
    Segment,
    Trigger,
    as_consents,
    as_messages,
    as_segments,
    as_trigger,
)
from journeykit.durations import Wait
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.experience import (
    Experience,
    Goal,
    Served,
    are_goals,
    as_experiences,
    as_goals,
    as_served,
)
from journeykit.growing_set import GrowingSet
from journeykit.guards import Facts
from journeykit.lifecycle import ROLES, Role, roles_of
from journeykit.management import (
    BusinessGoal,
    Evidence,
    NotApplicable,
    Opportunity,
    Owner,
    System,
    Waiver,
    are_evidence,
    are_systems,
    as_business_goals,
    as_evidence,
    as_not_applicable,
    as_opportunities,
    as_owner,
    as_systems,
    as_waivers,
    is_owner,
)
from journeykit.metrics import Metric, are_metrics, as_metrics
from journeykit.observation import ObservedEvent, are_observed, as_observed
from journeykit.pains import Pain, are_pains, as_pains
from journeykit.printable import console_text
from journeykit.transitions import Transition
from journeykit.verbs import (
    JourneyVerbs,
    PersonaVerbs,
    StageVerbs,
    TouchpointVerbs,
    key_of,
)

if TYPE_CHECKING:
    from typing import Self

State: TypeAlias = Literal["", "as-is", "to-be", "planned", "actual"]
Initiator: TypeAlias = Literal["customer", "company", "third party"]
Outcome: TypeAlias = Literal["completed", "abandoned", "failed"]
Purpose: TypeAlias = Literal[
    "",
    "inform",
    "convert",
    "onboarding",
    "support",
    "retain",
    "feedback",
    "review",
    "referral",
    "testimonial",
    "consent",
    "preferences",
    "recovery",
    "offboarding",
    "other",
]

_location: Any = fields.maybe(fields.is_a(Location, "a location"))


@frozen(repr=False)
class Persona(PersonaVerbs):
    """Somebody who walks the journey: a typical customer, drawn from research.

    Args:
        name: What they are called.
        description: Who they are, in a sentence.
        segment: The key of the segment they stand for.
        goals: What they want to reach.
        needs: What they need on the way.
        motivations: Why they want it.
        expectations: What they expect of the company.
        behaviours: What they usually do.
        pains: What hurts them wherever they are.
        prefers: Channels they like.
        avoids: Channels they avoid.
        demographics: Age, country, occupation and the like; guards can ask for them.
        psychographics: Attitudes and values; guards can ask for them.
        access_needs: What they need to take part, such as "screen reader".
        languages: Languages they speak, as tags such as ``en``.
        evidence: The research behind them.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Persona("Maya", goals=["a gift that arrives by Friday"]).goals[0].key
        'a-gift-that-arrives-by-friday'
    """

    name: str = field(validator=fields.name)
    description: str = field(default="", validator=fields.text)
    segment: str = field(default="", validator=fields.text, kw_only=True)
    goals: tuple[Goal, ...] = field(
        default=(), converter=as_goals, validator=are_goals, kw_only=True
    )
    needs: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    motivations: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    expectations: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    behaviours: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )
    prefers: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    avoids: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    demographics: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    psychographics: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    access_needs: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    languages: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=as_evidence, validator=are_evidence, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=_location, eq=False, repr=False, kw_only=True
    )

    @property
    def element(self) -> Element:
        """Its address in a journey."""
        return Element("persona", (self.key,))

    @property
    def facts(self) -> Facts:
        """What guards may know of the persona."""
        facts = dict(self.psychographics) | dict(self.demographics)
        return facts | {"segment": self.segment} if self.segment else facts


def _as_personas(items: Persona | Iterable[Persona]) -> tuple[Persona, ...]:
    """A tuple of personas; one alone is one item."""
    return fields.several(items)


@frozen(repr=False)
class Touchpoint(TouchpointVerbs):
    """One meeting of a customer and a company.

    Args:
        name: What happens, in the customer's words.
        channels: Where it happens.
        description: More about it.
        personas: The keys of those who come here; everybody if empty.
        initiator: Who starts it: ``customer``, ``company`` or ``third party``.
        purpose: What it is for, from the company's side.
        automated: Whether no person is needed for it.
        trigger: What sets it off, if it is automated.
        segment: The key of the segment it is made for.
        personalised: Whether it is different for different people.
        outcome: How it ends: ``completed``, ``abandoned`` or ``failed``.
        optional: Whether people may leave it out.
        moment_of_truth: Whether trust is won or lost here.
        fail_point: Whether it is known to go wrong.
        wait: A pause that the customer has to sit out.
        entry: Whether journeys may start here.
        exit: Whether journeys may end here.
        owner: Who answers for it.
        physical_evidence: What the customer sees, holds or gets.
        frontstage: What staff do in the customer's sight.
        backstage: What staff do out of sight.
        systems: Systems and processes behind it.
        served: Goals, needs and expectations it serves.
        experiences: What each persona does, thinks, feels and suffers here.
        metrics: Figures that tell whether it works.
        evidence: What stands behind the claim that it happens so.
        consents: Permissions asked for, required or withdrawn here.
        messages: What is said here and should be said alike elsewhere.
        campaign: The campaign it belongs to.
        incentive: What is offered, such as "free shipping".
        accommodates: Access needs it meets.
        languages: Languages it speaks, as tags such as ``en``.
        url: Where it is found.
        observed: The events of a log that show that somebody was here.
        waivers: Findings accepted here.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Touchpoint("Clicks an ad", Channel.ADVERTISING)
        Touchpoint('Clicks an ad', channels=(Channel.ADVERTISING,))
    """

    name: str = field(validator=fields.name)
    channels: tuple[Channel, ...] = field(default=(), converter=as_channels, validator=are_channels)
    description: str = field(default="", validator=fields.text, kw_only=True)
    personas: tuple[str, ...] = field(
        default=(), converter=as_persona_keys, validator=fields.texts, kw_only=True
    )
    initiator: Initiator = field(
        default="customer",
        validator=fields.one_of("initiator", get_args(Initiator)),
        kw_only=True,
    )
    purpose: Purpose = field(
        default="", validator=fields.one_of("purpose", get_args(Purpose)), kw_only=True
    )
    automated: bool = field(default=False, validator=fields.flag, kw_only=True)
    trigger: Trigger | None = field(
        default=None,
        converter=as_trigger,
        validator=fields.maybe(fields.is_a(Trigger, "a trigger or the name of an event")),
        kw_only=True,
    )
    segment: str = field(default="", validator=fields.text, kw_only=True)
    personalised: bool = field(default=False, validator=fields.flag, kw_only=True)
    outcome: Outcome = field(
        default="completed", validator=fields.one_of("outcome", get_args(Outcome)), kw_only=True
    )
    optional: bool = field(default=False, validator=fields.flag, kw_only=True)
    moment_of_truth: bool = field(default=False, validator=fields.flag, kw_only=True)
    fail_point: bool = field(default=False, validator=fields.flag, kw_only=True)
    wait: Wait | None = field(
        default=None, validator=fields.maybe(fields.is_a(Wait, "a wait")), kw_only=True
    )
    entry: bool = field(default=False, validator=fields.flag, kw_only=True)
    exit: bool = field(default=False, validator=fields.flag, kw_only=True)
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner, kw_only=True)
    physical_evidence: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    frontstage: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    backstage: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    systems: tuple[System, ...] = field(
        default=(), converter=as_systems, validator=are_systems, kw_only=True
    )
    served: tuple[Served, ...] = field(
        default=(),
        converter=as_served,
        validator=fields.every(Served, "what is served"),
        kw_only=True,
    )
    experiences: tuple[Experience, ...] = field(
        default=(),
        converter=as_experiences,
        validator=fields.every(Experience, "an experience"),
        kw_only=True,
    )
    metrics: tuple[Metric, ...] = field(
        default=(), converter=as_metrics, validator=are_metrics, kw_only=True
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=as_evidence, validator=are_evidence, kw_only=True
    )
    consents: tuple[Consent, ...] = field(
        default=(),
        converter=as_consents,
        validator=fields.every(Consent, "a consent"),
        kw_only=True,
    )
    messages: tuple[Message, ...] = field(
        default=(),
        converter=as_messages,
        validator=fields.every(Message, "a message"),
        kw_only=True,
    )
    campaign: str = field(default="", validator=fields.text, kw_only=True)
    incentive: str = field(default="", validator=fields.text, kw_only=True)
    accommodates: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    languages: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    url: str = field(default="", validator=fields.text, kw_only=True)
    observed: tuple[ObservedEvent, ...] = field(
        default=(), converter=as_observed, validator=are_observed, kw_only=True
    )
    waivers: tuple[Waiver, ...] = field(
        default=(),
        converter=as_waivers,
        validator=fields.every(Waiver, "a waiver"),
        kw_only=True,
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=_location, eq=False, repr=False, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        """Refuse two experiences of one persona, which nobody could tell apart."""
        if len(self.experiences) > 1:
            _unique("experience of persona", ((e.persona, self.name) for e in self.experiences))

    @property
    def element(self) -> Element:
        """Its address in a journey."""
        return Element("touchpoint", (self.key,))

    @property
    def belongs_to_others(self) -> bool:
        """Whether it is out of the company's hands: a third party's, or on earned channels only."""
        earned = bool(self.channels) and all(c.ownership == "earned" for c in self.channels)
        return earned or self.initiator == "third party"

    def is_for(self, persona: str) -> bool:
        """Whether a persona comes here.

        Args:
            persona: The key of the persona.

        Returns:
            True when nobody is named, or the persona is, or it has an experience here.
        """
        return (
            not self.personas
            or persona in self.personas
            or any(experience.persona == persona for experience in self.experiences)
        )

    def experience_of(self, persona: str) -> Experience | None:
        """What a persona goes through here.

        Args:
            persona: The key of the persona.

        Returns:
            The experience, or None when nothing was said.
        """
        return next((e for e in self.experiences if e.persona == persona), None)

    def valence_of(self, persona: str) -> float | None:
        """What a persona feels here, as a number from −2 to +2.

        Args:
            persona: The key of the persona.

        Returns:
            The valence, or None when nothing was said.
        """
        experience = self.experience_of(persona)
        return experience.emotion.valence if experience and experience.emotion else None


def _as_touchpoints(items: Touchpoint | Iterable[Touchpoint]) -> tuple[Touchpoint, ...]:
    """A tuple of touchpoints; one alone is one item."""
    return fields.several(items)


def _as_after(keys: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The keys of the stages before, or None where the author's order says it."""
    return None if keys is None else fields.each_once(fields.as_texts(keys))


@frozen(repr=False)
class Stage(StageVerbs):
    """A part of the journey in which customers want one thing.

    Args:
        name: What it is called.
        touchpoints: What happens in it.
        description: More about it.
        roles: The canonical roles it plays; by default those its name is known for.
        optional: Whether a journey may do without it.
        after: The keys of the stages that come before it; None for the one declared before,
            empty for a stage that nothing comes before.
        customer_goal: What customers want here.
        company_goal: What the company wants here.
        pains: What hurts in the stage as a whole.
        metrics: Figures that tell whether it works.
        waivers: Findings accepted here.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Stage("Post-purchase").roles
        ('experience', 'retention')
    """

    name: str = field(validator=fields.name)
    touchpoints: tuple[Touchpoint, ...] = field(
        default=(),
        converter=_as_touchpoints,
        validator=fields.every(Touchpoint, "a touchpoint"),
    )
    description: str = field(default="", validator=fields.text, kw_only=True)
    roles: tuple[str, ...] = field(
        default=fields.derived(lambda self: roles_of(str(self.name))),
        converter=fields.as_texts,
        validator=fields.each_of("role", ROLES),
        kw_only=True,
    )
    optional: bool = field(default=False, validator=fields.flag, kw_only=True)
    after: tuple[str, ...] | None = field(
        default=None, converter=_as_after, validator=fields.maybe(fields.texts), kw_only=True
    )
    customer_goal: str = field(default="", validator=fields.text, kw_only=True)
    company_goal: str = field(default="", validator=fields.text, kw_only=True)
    pains: tuple[Pain, ...] = field(
        default=(), converter=as_pains, validator=are_pains, kw_only=True
    )
    metrics: tuple[Metric, ...] = field(
        default=(), converter=as_metrics, validator=are_metrics, kw_only=True
    )
    waivers: tuple[Waiver, ...] = field(
        default=(),
        converter=as_waivers,
        validator=fields.every(Waiver, "a waiver"),
        kw_only=True,
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=_location, eq=False, repr=False, kw_only=True
    )

    @property
    def element(self) -> Element:
        """Its address in a journey."""
        return Element("stage", (self.key,))


def as_stages(items: Stage | Iterable[Stage]) -> tuple[Stage, ...]:
    """A tuple of stages; one alone is one item."""
    return fields.several(items)


def _each_once(transitions: Transition | Iterable[Transition]) -> tuple[Transition, ...]:
    """A tuple of transitions in which none is said twice."""
    return fields.each_once(fields.several(transitions))


class _Growth(NamedTuple):
    """What a growing journey looks up.

    Args:
        steps: Kind and key of whatever a transition may lead to.
        transitions: What has been said already.
    """

    steps: frozenset[tuple[str, str]]
    transitions: GrowingSet[Transition]


class _Cached:
    """A slot for what is derived from the fields: no field, so that no tool takes it for data."""

    __slots__ = ("_cache",)

    _cache: _Growth


@frozen(repr=False)
class Journey(JourneyVerbs, _Cached):
    """A customer journey: who walks it, through which stages, meeting what.

    Args:
        name: What it is called.
        description: More about it.
        state: ``as-is``, ``to-be``, ``planned`` or ``actual``.
        scenario: The situation it tells.
        scope: The canonical roles it means to cover.
        stage_model: The key of the stage model it started from.
        value_proposition: Why customers should choose the company.
        personas: Who walks it.
        stages: Its parts, in order.
        any_time: Touchpoints that can come at any time and belong to no stage.
        transitions: How people move on.
        opportunities: Ideas and plans to make it better.
        metrics: Figures that tell whether the journey as a whole works.
        business_goals: What the company wants from it.
        segments: Groups of customers that guards and triggers may name.
        events: The customers' signals that triggers may name.
        channels: The channels the company offers for it, if declared.
        systems: The systems behind it, if declared.
        excluded: Cells in which a persona has, with reason, nothing to do.
        waivers: Findings accepted.
        owner: Who answers for it.
        version: Which version of the map it is.
        reviewed: When it was last looked over.
        key: The identity; the slug of the name if left out.

    Raises:
        DuplicateKeyError: Two different things share a key, channels among them.
        UnknownReferenceError: Something is named that the journey does not have.
        ModelError: The stages follow one another in a circle.

    Example:
        >>> Journey("Buying a gift", stages=[Stage("Purchase", [Touchpoint("Pays")])])
        Journey('Buying a gift', 0 personas, 1 stage, 1 touchpoint, 0 transitions)
    """

    name: str = field(validator=fields.name)
    description: str = field(default="", validator=fields.text)
    state: State = field(
        default="", validator=fields.one_of("state", get_args(State)), kw_only=True
    )
    scenario: str = field(default="", validator=fields.text, kw_only=True)
    scope: tuple[str, ...] = field(
        default=(),
        converter=fields.as_texts,
        validator=fields.each_of("role", ROLES),
        kw_only=True,
    )
    stage_model: str = field(default="", validator=fields.text, kw_only=True)
    value_proposition: str = field(default="", validator=fields.text, kw_only=True)
    personas: tuple[Persona, ...] = field(
        default=(),
        converter=_as_personas,
        validator=fields.every(Persona, "a persona"),
        kw_only=True,
    )
    stages: tuple[Stage, ...] = field(
        default=(),
        converter=as_stages,
        validator=fields.every(Stage, "a stage"),
        kw_only=True,
    )
    any_time: tuple[Touchpoint, ...] = field(
        default=(),
        converter=_as_touchpoints,
        validator=fields.every(Touchpoint, "a touchpoint"),
        kw_only=True,
    )
    transitions: tuple[Transition, ...] = field(
        default=(),
        converter=_each_once,
        validator=fields.every(Transition, "a transition"),
        kw_only=True,
    )
    opportunities: tuple[Opportunity, ...] = field(
        default=(),
        converter=as_opportunities,
        validator=fields.every(Opportunity, "an opportunity"),
        kw_only=True,
    )
    metrics: tuple[Metric, ...] = field(
        default=(), converter=as_metrics, validator=are_metrics, kw_only=True
    )
    business_goals: tuple[BusinessGoal, ...] = field(
        default=(),
        converter=as_business_goals,
        validator=fields.every(BusinessGoal, "a business goal"),
        kw_only=True,
    )
    segments: tuple[Segment, ...] = field(
        default=(),
        converter=as_segments,
        validator=fields.every(Segment, "a segment"),
        kw_only=True,
    )
    events: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    channels: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=are_channels, kw_only=True
    )
    systems: tuple[System, ...] = field(
        default=(), converter=as_systems, validator=are_systems, kw_only=True
    )
    excluded: tuple[NotApplicable, ...] = field(
        default=(),
        converter=as_not_applicable,
        validator=fields.every(NotApplicable, "a cell that is not applicable"),
        kw_only=True,
    )
    waivers: tuple[Waiver, ...] = field(
        default=(),
        converter=as_waivers,
        validator=fields.every(Waiver, "a waiver"),
        kw_only=True,
    )
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner, kw_only=True)
    version: str = field(default="", validator=fields.text, kw_only=True)
    reviewed: datetime.date | None = field(
        default=None, converter=fields.as_date, validator=fields.maybe(fields.date), kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=_location, eq=False, repr=False, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what would make the journey meaningless."""
        _unique("persona", ((p.key, p.name) for p in self.personas))
        _unique("stage", ((s.key, s.name) for s in self.stages))
        self._refuse_twins()
        refuse_two_of_one_key(self._channels_used())
        _unique("opportunity", ((o.key, o.name) for o in self.opportunities))
        _unique("segment", ((s.key, s.name) for s in self.segments))
        _unique("system", ((s.key, s.name) for s in self.systems))
        stages = {stage.key for stage in self.stages}
        personas = {persona.key for persona in self.personas}
        for touchpoint in self.touchpoints:
            _refers_to_personas(touchpoint, personas)
        for stage in self.stages:
            for key in stage.after or ():
                _known("stage", key, stages, f'after of stage "{stage.name}"')
        self._refuse_circles()
        for excluded in self.excluded:
            _known("stage", excluded.stage, stages, "not applicable")
            _known("persona", excluded.persona, personas, "not applicable")
        self._refuse_unplaced(self.transitions, self._steps())

    @property
    def element(self) -> Element:
        """Its address."""
        return Element("journey", (self.key,))

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints: stage by stage in the author's order, then those of any time."""
        inside = (touchpoint for stage in self.stages for touchpoint in stage.touchpoints)
        return (*inside, *self.any_time)

    def stage(
        self,
        stage: Stage | str,
        *touchpoints: Touchpoint,
        description: str | None = None,
        roles: Role | Iterable[Role] | None = None,
        optional: bool | None = None,
        after: Stage | Iterable[Stage] | None = None,
        customer_goal: str | None = None,
        company_goal: str | None = None,
        pains: Pain | str | Iterable[Pain | str] = (),
        metrics: Metric | str | Iterable[Metric | str] = (),
        key: str | None = None,
    ) -> Self:
        """Add a stage, or say more about a stage that is already there.

        Args:
            stage: The name of the stage, or the stage itself.
            *touchpoints: What happens in it.
            description: More about it.
            roles: The canonical roles it plays; by default those its name is known for.
            optional: Whether a journey may do without it.
            after: The stages that come before it: the one declared before if left out, none if
                empty.
            customer_goal: What customers want here.
            company_goal: What the company wants here.
            pains: What hurts in the stage as a whole.
            metrics: Figures that tell whether it works.
            key: The identity; the slug of the name if left out.

        Returns:
            A new journey.

        Raises:
            DuplicateKeyError: A stage or a touchpoint has the key of another one.
            UnknownReferenceError: It comes after a stage that the journey does not have.
        """
        before: tuple[Stage, ...] = () if after is None else fields.several(after)
        said: dict[str, Any] = {
            "description": description,
            "roles": roles,
            "optional": optional,
            "after": None if after is None else tuple(map(key_of, before)),
            "customer_goal": customer_goal,
            "company_goal": company_goal,
        }
        known = self._find_stage(stage, key)
        made = known or self._made(stage, key)
        if known is not None and isinstance(stage, Stage) and stage != known:
            if stage.name != known.name:
                raise DuplicateKeyError("stage", known.key, first=known.name, second=stage.name)
            made = evolve(stage, touchpoints=known.touchpoints).including(*stage.touchpoints)
        made = evolve(made, **{name: value for name, value in said.items() if value is not None})
        made = (
            made.including(*touchpoints).hurts(*as_pains(pains)).measured_by(*as_metrics(metrics))
        )
        if known is None:
            return evolve(self, stages=(*self.stages, made))
        return evolve(self, stages=tuple(made if s is known else s for s in self.stages))

    @staticmethod
    def _made(stage: Stage | str, key: str | None) -> Stage:
        """A stage of a name, which remembers where it was said; or the stage itself."""
        if isinstance(stage, Stage):
            return stage
        here = Location.of_caller()
        return Stage(stage, location=here) if key is None else Stage(stage, key=key, location=here)

    def insert(self, stage: Stage | str, *touchpoints: Touchpoint, after: Stage | str) -> Self:
        """Put a stage between others; what followed now follows the new one.

        Args:
            stage: The stage, or its name.
            *touchpoints: What happens in it.
            after: The stage, or its name, that it comes after.

        Returns:
            A new journey.

        Raises:
            UnknownReferenceError: There is no such stage to come after.
            DuplicateKeyError: There is such a stage already.
        """
        made = self._made(stage, None).including(*touchpoints)
        before = self._stage_named(after)
        place = self.stages.index(before) + 1
        later = (_moved(each, before.key, made.key) for each in self.stages[place:])
        return evolve(self, stages=(*self.stages[:place], made, *later))

    def rename(self, stage: Stage | str, name: str) -> Self:
        """Call a stage otherwise; its key, and so everything that points to it, stays.

        Args:
            stage: The stage, or its name.
            name: The new name.

        Returns:
            A new journey.

        Raises:
            UnknownReferenceError: There is no such stage.
        """
        known = self._stage_named(stage)
        renamed = evolve(known, name=name)
        return evolve(self, stages=tuple(renamed if s is known else s for s in self.stages))

    def replace(self, new: Touchpoint | Stage | Persona) -> Self:
        """Put a newer version of something in the place of the one with the same key.

        Whatever points to it, flows and opportunities and waivers, points to the new one. A stage
        comes with its own touchpoints and leaves those of the old one behind.

        Args:
            new: The touchpoint, the stage or the persona as it should be.

        Returns:
            A new journey.

        Raises:
            UnknownReferenceError: The journey holds nothing of that kind and key, or something
                points to a touchpoint that the new stage no longer has.

        Example:
            >>> call = Touchpoint("Calls", key="call")
            >>> dentist = Journey("Dentist", stages=[Stage("Book", call)])
            >>> dentist.replace(evolve(call, name="Rings up")).touchpoints[0].name
            'Rings up'
        """
        if isinstance(new, Persona):
            return evolve(self, personas=self._with(new, self.personas))
        if isinstance(new, Stage):
            return evolve(self, stages=self._with(new, self.stages))
        fields.expect(new, Touchpoint, "a touchpoint, a stage or a persona")
        self._with(new, self.touchpoints)
        stages = tuple(
            evolve(stage, touchpoints=_swapped(new, stage.touchpoints)) for stage in self.stages
        )
        return evolve(self, stages=stages, any_time=_swapped(new, self.any_time))

    def _with(self, new: _Kept, old: tuple[_Kept, ...]) -> tuple[_Kept, ...]:
        """The same things with a new one in its place, which must be there."""
        keys = [each.key for each in old]
        _known(new.element.kind, new.key, set(keys), f'journey "{self.name}"')
        return _swapped(new, old)

    def _find_stage(self, stage: Stage | str, key: str | None = None) -> Stage | None:
        """The stage of that key; or, where no key is given, of that name in other letters."""
        if isinstance(stage, Stage) or key is not None:
            wanted = stage.key if isinstance(stage, Stage) else key
            return next((s for s in self.stages if s.key == wanted), None)
        fields.expect(stage, str, "a stage or its name")
        named = (s for s in self.stages if s.name.casefold() == stage.casefold())
        keyed = (s for s in self.stages if s.key in {stage, key_of(stage)})
        return next(keyed, None) or next(named, None)

    def _stage_named(self, stage: Stage | str) -> Stage:
        """The stage of that name or key, which must be there."""
        found = self._find_stage(stage)
        if found is None:
            known = [s.name for s in self.stages]
            name = getattr(stage, "name", stage)
            raise UnknownReferenceError(
                "stage", str(name), known=known, where=f'journey "{self.name}"'
            )
        return found

    def _flowing(self, added: tuple[Transition, ...]) -> Self:
        """A copy with more transitions, each once.

        Only what is new is checked, and the steps are shared with the copy, so that a sentence of
        ten thousand flows stays linear.
        """
        growth = self._growth()
        self._refuse_unplaced(added, growth.steps)
        new = tuple(t for t in dict.fromkeys(added) if t not in growth.transitions)
        if not new:
            return self
        grown = copy.copy(self)
        object.__setattr__(grown, "transitions", (*self.transitions, *new))
        longer = growth._replace(transitions=growth.transitions.plus(new))
        object.__setattr__(grown, "_cache", longer)
        return grown

    def _growth(self) -> _Growth:
        """The steps and transitions, to look up; collected when the first flow asks."""
        try:
            return self._cache
        except AttributeError:
            growth = _Growth(self._steps(), GrowingSet(self.transitions))
            # No lock is needed: whichever thread comes last keeps an equal value.
            object.__setattr__(self, "_cache", growth)
            return growth

    def _steps(self) -> frozenset[tuple[str, str]]:
        """Kind and key of whatever a transition may lead to."""
        stages = {("stage", stage.key) for stage in self.stages}
        return frozenset(stages | {("touchpoint", t.key) for t in self.touchpoints})

    def _placed(self) -> Iterator[tuple[str, str, str]]:
        """Each touchpoint's key, its name and its place."""
        for stage in self.stages:
            for touchpoint in stage.touchpoints:
                yield touchpoint.key, touchpoint.name, stage.name
        for touchpoint in self.any_time:
            yield touchpoint.key, touchpoint.name, ""

    def _refuse_twins(self) -> None:
        """Refuse two touchpoints of one key, and say in which stages they stand."""
        seen: dict[str, tuple[str, str]] = {}
        for key, name, stage in self._placed():
            place = f'in stage "{stage}"' if stage else "at any time"
            if key in seen:
                first, before = seen[key]
                places = (before, place)
                raise DuplicateKeyError("touchpoint", key, first=first, second=name, places=places)
            seen[key] = name, place

    def _channels_used(self) -> Iterator[tuple[Channel, object]]:
        """Each channel that is named somewhere, with the thing that names it."""
        for channel in self.channels:
            yield channel, self
        for persona in self.personas:
            for channel in (*persona.prefers, *persona.avoids):
                yield channel, persona
        for touchpoint in self.touchpoints:
            for channel in touchpoint.channels:
                yield channel, touchpoint

    def _refuse_unplaced(
        self, transitions: Iterable[Transition], steps: frozenset[tuple[str, str]]
    ) -> None:
        """Refuse a transition to or from what is not in the journey."""
        personas: set[str] | None = None
        for transition in transitions:
            for end in (transition.source, transition.target):
                if (end.kind, end.key) not in steps:
                    known = sorted(key for kind, key in steps if kind == end.kind)
                    where = f'flow of journey "{self.name}", where it is in no stage'
                    raise UnknownReferenceError(end.kind, end.key, known=known, where=where)
            if transition.personas:
                personas = personas or {persona.key for persona in self.personas}
                for key in transition.personas:
                    _known("persona", key, personas, f"flow {transition.element}")

    def _refuse_circles(self) -> None:
        """Refuse stages that come after each other."""
        order: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter(
            {stage.key: before for stage, before in stage_order(self.stages)}
        )
        try:
            order.prepare()
        except graphlib.CycleError as error:
            circle = " → ".join(reversed(error.args[1]))
            raise ModelError(f"the stages come after each other in a circle: {circle}") from None

    def __repr__(self) -> str:
        """Show its size."""
        counts = (
            (len(self.personas), "persona"),
            (len(self.stages), "stage"),
            (len(self.touchpoints), "touchpoint"),
            (len(self.transitions), "transition"),
        )
        told = ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts)
        return console_text(f"Journey({self.name!r}, {told})")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show the picture as the last line of a notebook cell; never raises."""
        from journeykit.render.notebook import mimebundle  # looked up when asked for

        return mimebundle(self)

    def _mime_(self) -> tuple[str, str]:
        """Show the picture in marimo."""
        bundle = self._repr_mimebundle_()
        kind = next(iter(bundle))
        return kind, bundle[kind]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """Let Pydantic read and write journeys as the JSON document does."""
        from journeykit.interchange.pydantic import core_schema

        return core_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        """Tell Pydantic the outline of the document."""
        from journeykit.interchange.pydantic import json_schema

        return json_schema()


_Kept = TypeVar("_Kept", Persona, Stage, Touchpoint)


def _swapped(new: _Kept, old: tuple[_Kept, ...]) -> tuple[_Kept, ...]:
    """The same things in the same order, with a new one in the place of its key."""
    return tuple(new if each.key == new.key else each for each in old)


def stage_order(stages: tuple[Stage, ...]) -> Iterator[tuple[Stage, tuple[str, ...]]]:
    """Each stage with the keys of the stages that come directly before it.

    Args:
        stages: The stages of a journey, in the author's order.

    Yields:
        The stage, and what it comes after: what it says itself, or the one declared before it.
    """
    previous: tuple[str, ...] = ()
    for stage in stages:
        yield stage, previous if stage.after is None else stage.after
        previous = (stage.key,)


def _moved(stage: Stage, old: str, new: str) -> Stage:
    """A stage that comes after another one than before, if it came after the old one."""
    if stage.after is None or old not in stage.after:
        return stage
    return evolve(stage, after=tuple(new if key == old else key for key in stage.after))


def _refers_to_personas(touchpoint: Touchpoint, personas: set[str]) -> None:
    """Refuse a touchpoint that speaks of somebody who does not walk the journey."""
    where = f'touchpoint "{touchpoint.name}"; add .walked_by(…) before its stage'
    for key in touchpoint.personas:
        _known("persona", key, personas, where)
    for experience in touchpoint.experiences:
        _known("persona", experience.persona, personas, where)
    for served in touchpoint.served:
        _known("persona", served.persona, personas, where)


def _known(kind: str, key: str, known: set[str], where: str) -> None:
    """Refuse a key that nothing has."""
    if key not in known:
        raise UnknownReferenceError(kind, key, known=sorted(known), where=where)


def _unique(kind: str, named: Iterable[tuple[str, str]]) -> None:
    """Refuse two things under one key."""
    seen: dict[str, str] = {}
    for key, name in named:
        if key in seen:
            raise DuplicateKeyError(kind, key, first=seen[key], second=name)
        seen[key] = name
