"""Touchpoints: the meetings of a customer and a company."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.addresses import (
    ElementKind,
    Location,
    as_persona_keys,
    is_location,
    persona_key,
)
from journeykit.channels import Channel, are_channels, as_channels
from journeykit.communication import (
    Consent,
    Message,
    Trigger,
    as_consents,
    as_messages,
    as_trigger,
)
from journeykit.durations import Wait, as_duration, as_wait
from journeykit.errors import ModelError
from journeykit.experience import (
    Experience,
    Goal,
    Served,
    as_experiences,
    as_served,
    refuse_two_of_one_persona,
)
from journeykit.management import (
    BackstageStep,
    Evidence,
    Owner,
    System,
    Waiver,
    are_backstage,
    are_evidence,
    are_systems,
    as_backstage,
    as_evidence,
    as_owner,
    as_systems,
    as_waivers,
    is_owner,
)
from journeykit.metrics import Metric, are_metrics, as_metrics
from journeykit.observed_events import ObservedEvent, are_observed, as_observed
from journeykit.pains import Pain, PainKind
from journeykit.paths import Step
from journeykit.personas import Persona
from journeykit.verbs import Evidenced, Lived, Measured, Owned, Waivable

if TYPE_CHECKING:
    from typing import Self

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


@frozen(repr=False)
class Touchpoint(Step, Lived, Measured, Owned, Waivable, Evidenced):
    """One meeting of a customer and a company.

    Args:
        name: What happens, in the customer's words.
        channels: Where it happens.
        description: More about it.
        personas: The keys of those who come here; everybody if empty.
        on_behalf_of: The keys of those for whom somebody else acts here, as a mother for her
            daughter: they pass it and do not come themselves.
        initiator: Who starts it: `customer`, `company` or `third party`.
        purpose: What it is for, from the company's side: `inform`, `convert`, `onboarding`,
            `support`, `retain`, `feedback`, `review`, `referral`, `testimonial`, `consent`,
            `preferences`, `recovery`, `offboarding` or `other`; or a word of your own.
        automated: Whether no person is needed for it.
        trigger: What sets it off, if it is automated.
        segment: The key of the segment it is made for.
        personalised: Whether it is different for different people.
        outcome: How it ends: `completed`, `abandoned` or `failed`.
        optional: Whether people may leave it out.
        moment_of_truth: Whether trust is won or lost here.
        fail_point: Whether it is known to go wrong.
        wait: A pause that the customer has to sit out; how long it takes is enough.
        duration: How long it takes, apart from the wait, such as "20 minutes".
        entry: Whether journeys may start here.
        exit: Whether journeys may end here.
        owner: Who answers for it.
        physical_evidence: What the customer sees, holds or gets.
        frontstage: What staff do in the customer's sight.
        backstage: What is done out of sight, in order, and by whom if that is known.
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
        languages: Languages it speaks, as tags such as `en`.
        url: Where it is found.
        observed: The events of a log that show that somebody was here.
        waivers: Findings accepted here.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Touchpoint("Clicks an ad", Channel.ADVERTISING)
        Touchpoint('Clicks an ad', channels=(Channel.ADVERTISING,))
    """

    _kind: ClassVar[ElementKind] = "touchpoint"

    name: str = field(validator=fields.name)
    channels: tuple[Channel, ...] = field(default=(), converter=as_channels, validator=are_channels)
    description: str = field(default="", validator=fields.text, kw_only=True)
    personas: tuple[str, ...] = field(
        default=(), converter=as_persona_keys, validator=fields.texts, kw_only=True
    )
    on_behalf_of: tuple[str, ...] = field(
        default=(), converter=as_persona_keys, validator=fields.texts, kw_only=True
    )
    initiator: Initiator = field(
        default="customer",
        validator=fields.one_of("initiator", get_args(Initiator)),
        kw_only=True,
    )
    purpose: Purpose | str = field(
        default="", validator=fields.open_word("purpose", get_args(Purpose)), kw_only=True
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
        default=None,
        converter=as_wait,
        validator=fields.maybe(fields.is_a(Wait, 'a wait or how long, such as "3 days"')),
        kw_only=True,
    )
    duration: str = field(default="", converter=as_duration, validator=fields.text, kw_only=True)
    entry: bool = field(default=False, validator=fields.flag, kw_only=True)
    exit: bool = field(default=False, validator=fields.flag, kw_only=True)
    owner: Owner | None = field(default=None, converter=as_owner, validator=is_owner, kw_only=True)
    physical_evidence: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    frontstage: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    backstage: tuple[BackstageStep, ...] = field(
        default=(), converter=as_backstage, validator=are_backstage, kw_only=True
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
    meta: tuple[tuple[str, fields.Scalar], ...] = field(
        default=(), converter=fields.as_pairs, validator=fields.scalars, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)
    location: Location | None = field(
        default=None, validator=is_location, eq=False, repr=False, kw_only=True
    )

    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse two experiences of one persona, which nobody could tell apart."""
        refuse_two_of_one_persona(self)

    @property
    def belongs_to_others(self) -> bool:
        """Whether it is out of the company's hands: a third party's, or on earned channels only."""
        earned = bool(self.channels) and all(c.ownership == "earned" for c in self.channels)
        return earned or self.initiator == "third party"

    @property
    def is_owned(self) -> bool:
        """Whether somebody answers for it: an owner, or whoever is said to handle it."""
        return self.owner is not None or any(step.by for step in self.backstage)

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

    def is_walked_by(self, persona: str) -> bool:
        """Whether a persona comes here, or somebody else acts here on its behalf.

        Args:
            persona: The key of the persona.
        """
        return self.is_for(persona) or persona in self.on_behalf_of

    def experience_of(self, persona: str) -> Experience | None:
        """What a persona goes through here.

        Args:
            persona: The key of the persona.

        Returns:
            The experience, or None when nothing was said.
        """
        return next((e for e in self.experiences if arguments.same(e.persona, persona)), None)

    def valence_of(self, persona: str) -> float | None:
        """What a persona feels here, as a number from −2 to +2.

        Args:
            persona: The key of the persona.

        Returns:
            The valence, or the low end of a range without one; None when nothing was said.
        """
        experience = self.experience_of(persona)
        return experience.emotion.level if experience and experience.emotion else None

    def hurts(
        self,
        persona: Persona | Iterable[Persona],
        *pains: Pain | str,
        kind: PainKind | str = "other",
        severity: int | None = None,
        response: str = "",
    ) -> Self:
        """Say what hurts a persona here.

        Args:
            persona: Whom it hurts: one persona or several.
            *pains: Pains, or sentences that say them.
            kind: The kind of the pains that are given as sentences: `disconnected channels`,
                `long sales cycle`, `poor onboarding`, `lack of support`, `no follow-up`,
                `lack of information`, `lack of feedback`, `uncertainty`, `unclear responsibility`,
                `barrier`, `confusion`, `friction`, `poor experience`, `unmet need`, `blind spot`,
                `cost`, `timing`, `waiting`, `effort`, `trust`, `failure` or `other`; or a word of
                your own.
            severity: Their severity, from 1 to 5, if it is known.
            response: What the company does about them today.

        Returns:
            A new touchpoint.
        """
        values = tuple(
            Pain(pain, kind, severity, response=response) if isinstance(pain, str) else pain
            for pain in pains
        )
        return self._experience(persona, pains=values)

    def serves(self, persona: Persona, *wishes: Goal | str) -> Self:
        """Say which goals, needs or expectations of a persona are served here.

        Args:
            persona: Whose they are.
            *wishes: Goals, or the words of a goal, a need or an expectation.

        Returns:
            A new touchpoint.

        Raises:
            ModelError: No wish is given.
        """
        key = persona_key(persona)
        if not wishes:
            raise ModelError(
                f"what {fields.described(self)} serves: expected a goal, "
                "a need or an expectation of "
                f'{fields.described(persona)}, as in .serves(persona, "the goal")'
            )
        served = (
            Served(key, wish.name, wish.key) if isinstance(wish, Goal) else Served(key, wish)
            for wish in wishes
        )
        return self._adding("served", *served)

    def met_by(self, *personas: Persona, on_behalf_of: Persona | Iterable[Persona] = ()) -> Self:
        """Say who comes here; everybody does as long as nobody is named.

        Args:
            *personas: Who comes here.
            on_behalf_of: For whom they act, who need not come themselves.

        Returns:
            A new touchpoint.

        Example:
            >>> from journeykit import persona, touchpoint
            >>> rosa, lina = persona("Rosa", "a mother"), persona("Lina", "her daughter")
            >>> applies = touchpoint("Applies for a place").met_by(rosa, on_behalf_of=lina)
            >>> applies.is_for("lina"), applies.is_walked_by("lina")
            (False, True)
        """
        others: tuple[Persona, ...] = fields.several(on_behalf_of)
        touchpoint = self._adding("personas", *map(persona_key, personas))
        return touchpoint._adding("on_behalf_of", *map(persona_key, others))  # noqa: SLF001 — our own

    def on(self, *channels: Channel) -> Self:
        """Add channels on which it happens.

        Returns:
            A new touchpoint.
        """
        return self._adding("channels", *channels)

    def supported_by(
        self,
        *systems: System | str,
        backstage: BackstageStep | str | Iterable[BackstageStep | str] = (),
    ) -> Self:
        """Say what stands behind it, out of the customer's sight.

        Args:
            *systems: Systems and processes, or their names.
            backstage: What is done out of sight, in order.

        Returns:
            A new touchpoint.
        """
        grown = self._adding("systems", *as_systems(systems))
        return grown._adding("backstage", *as_backstage(backstage))  # noqa: SLF001 — our own

    def handled_by(self, actor: str, *steps: str, channel: Channel | None = None) -> Self:
        """Say who does what for it out of the customer's sight, after what was said before.

        Args:
            actor: Who does it: an organisation, a team, a person or a system.
            *steps: What they do, in order.
            channel: How it reaches the next, if that is known.

        Returns:
            A new touchpoint.

        Raises:
            ModelError: The actor has no name, or nothing is done.

        Example:
            >>> from journeykit import Channel, touchpoint
            >>> claims = touchpoint("Reports the damage").handled_by("Claims team", "checks it")
            >>> claims = claims.handled_by("Garage", "sends an estimate", channel=Channel.EMAIL)
            >>> [f"{step.by} {step.name}" for step in claims.backstage]
            ['Claims team checks it', 'Garage sends an estimate']
        """
        if not steps or not arguments.characters(actor):
            raise ModelError(
                f"who handles {fields.described(self)}: expected who does it and what is done, "
                'as in .handled_by("Claims team", "checks the claim")'
            )
        added = (BackstageStep(step, by=actor, channel=channel) for step in steps)
        return self._adding("backstage", *added)

    def observed_as(self, *events: ObservedEvent | str) -> Self:
        """Say which events of a log show that somebody was here.

        Args:
            *events: Names of events; patterns with `*` and `?`; or an
                `ObservedEvent`, for a name in which these signs stand for
                themselves or an event that counts only under a condition.

        Returns:
            A new touchpoint.

        Example:
            >>> from journeykit import touchpoint
            >>> pays = touchpoint("Pays").observed_as("order_placed", "checkout/*/done")
            >>> [event.exact for event in pays.observed]
            [True, False]
        """
        return self._adding("observed", *as_observed(events))


def as_touchpoints(items: Touchpoint | Iterable[Touchpoint]) -> tuple[Touchpoint, ...]:
    """A tuple of touchpoints; one alone is one item."""
    return fields.several(items)


def visitors_among(touchpoint: Touchpoint, personas: Iterable[str]) -> tuple[str, ...]:
    """Those of some personas who come to a touchpoint, in their order.

    Args:
        personas: Their keys.

    Returns:
        The keys of those for whom `is_for` is true, looked up once for all of them.
    """
    if not touchpoint.personas:
        return tuple(personas)
    people = {*touchpoint.personas, *(each.persona for each in touchpoint.experiences)}
    return tuple(persona for persona in personas if persona in people)
