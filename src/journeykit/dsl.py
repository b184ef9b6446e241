"""The words that start a sentence: `journey`, `persona`, `stage` and `touchpoint`.

Each makes a value of the model and remembers where it was written, so that a finding can point
to the line. `Touchpoint(…)` does the same without the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from journeykit import fields
from journeykit.addresses import Location, key_of
from journeykit.arguments import characters, part
from journeykit.model import Journey, Persona, Stage, Touchpoint

if TYPE_CHECKING:
    import datetime

    from journeykit.channels import Channel
    from journeykit.communication import Consent, Message, Segment, Trigger
    from journeykit.durations import Wait
    from journeykit.experience import Goal
    from journeykit.fields import Scalar
    from journeykit.lifecycle import Role
    from journeykit.management import BackstageStep, BusinessGoal, Evidence, Owner, System
    from journeykit.metrics import Metric
    from journeykit.model import Initiator, Outcome, Purpose, State
    from journeykit.observed_events import ObservedEvent
    from journeykit.pains import Pain
    from journeykit.stage_models import StageModel


def persona(
    name: str,
    description: str = "",
    *,
    segment: Segment | str = "",
    goals: str | Goal | Iterable[str | Goal] = (),
    needs: str | Iterable[str] = (),
    motivations: str | Iterable[str] = (),
    expectations: str | Iterable[str] = (),
    behaviours: str | Iterable[str] = (),
    pains: str | Pain | Iterable[str | Pain] = (),
    prefers: Channel | Iterable[Channel] = (),
    avoids: Channel | Iterable[Channel] = (),
    demographics: Mapping[str, Scalar] | None = None,
    psychographics: Mapping[str, Scalar] | None = None,
    access_needs: str | Iterable[str] = (),
    languages: str | Iterable[str] = (),
    evidence: str | Evidence | Iterable[str | Evidence] = (),
    meta: Mapping[str, Scalar] | None = None,
    key: str = "",
) -> Persona:
    """Introduce somebody who walks a journey.

    Args:
        name: What they are called.
        description: Who they are, in a sentence.
        segment: The segment they stand for.
        goals: What they want to reach.
        needs: What they need on the way.
        motivations: Why they want it.
        expectations: What they expect of the company.
        behaviours: What they usually do.
        pains: What hurts them wherever they are.
        prefers: Channels they like.
        avoids: Channels they avoid.
        demographics: Age, country, occupation and the like.
        psychographics: Attitudes and values.
        access_needs: What they need to take part.
        languages: Languages they speak.
        evidence: The research behind them.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> persona("Maya", goals=["a gift that arrives by Friday"]).key
        'maya'
    """
    arguments = dict(locals())  # a copy: a debugger writes into the original
    return Persona(**_fields(arguments), location=Location.of_caller())


def touchpoint(
    name: str,
    *channels: Channel,
    description: str = "",
    personas: Persona | Iterable[Persona] = (),
    on_behalf_of: Persona | Iterable[Persona] = (),
    initiator: Initiator = "customer",
    purpose: Purpose | str = "",
    automated: bool = False,
    trigger: Trigger | str | None = None,
    segment: Segment | str = "",
    personalised: bool = False,
    outcome: Outcome = "completed",
    optional: bool = False,
    moment_of_truth: bool = False,
    fail_point: bool = False,
    wait: Wait | str | datetime.timedelta | None = None,
    duration: str | datetime.timedelta = "",
    entry: bool = False,
    exit: bool = False,  # noqa: A002 — the field's word, and nobody leaves the interpreter here
    owner: Owner | str | None = None,
    physical_evidence: str | Iterable[str] = (),
    frontstage: str | Iterable[str] = (),
    backstage: BackstageStep | str | Iterable[BackstageStep | str] = (),
    systems: System | str | Iterable[System | str] = (),
    metrics: Metric | str | Iterable[Metric | str] = (),
    evidence: Evidence | str | Iterable[Evidence | str] = (),
    consents: Iterable[Consent] = (),
    messages: Iterable[Message] = (),
    campaign: str = "",
    incentive: str = "",
    accommodates: str | Iterable[str] = (),
    languages: str | Iterable[str] = (),
    url: str = "",
    observed: ObservedEvent | str | Iterable[ObservedEvent | str] = (),
    meta: Mapping[str, Scalar] | None = None,
    key: str = "",
) -> Touchpoint:
    """Name one meeting of a customer and a company.

    Args:
        name: What happens, in the customer's words.
        *channels: Where it happens.
        description: More about it.
        personas: Who comes here; everybody if left out.
        on_behalf_of: For whom they act, who need not come themselves.
        initiator: Who starts it: `customer`, `company` or `third party`.
        purpose: What it is for, from the company's side: `inform`, `convert`, `onboarding`,
            `support`, `retain`, `feedback`, `review`, `referral`, `testimonial`, `consent`,
            `preferences`, `recovery`, `offboarding` or `other`; or a word of your own.
        automated: Whether no person is needed for it.
        trigger: What sets it off, if it is automated.
        segment: The segment it is made for.
        personalised: Whether it is different for different people.
        outcome: How it ends: `completed`, `abandoned` or `failed`.
        optional: Whether people may leave it out.
        moment_of_truth: Whether trust is won or lost here.
        fail_point: Whether it is known to go wrong.
        wait: A pause that the customer has to sit out: how long, as in "3 days", or a wait.
        duration: How long it takes, apart from the wait, such as "20 minutes".
        entry: Whether journeys may start here.
        exit: Whether journeys may end here.
        owner: Who answers for it.
        physical_evidence: What the customer sees, holds or gets.
        frontstage: What staff do in the customer's sight.
        backstage: What is done out of sight, in order, and by whom if that is known.
        systems: Systems and processes behind it.
        metrics: Figures that tell whether it works.
        evidence: What stands behind the claim that it happens so.
        consents: Permissions asked for, required or withdrawn here.
        messages: What is said here and should be said alike elsewhere.
        campaign: The campaign it belongs to.
        incentive: What is offered, such as "free shipping".
        accommodates: Access needs it meets.
        languages: Languages it speaks.
        url: Where it is found.
        observed: The events of a log that show that somebody was here.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> from journeykit import Channel
        >>> touchpoint("Pays", Channel.WEBSITE).key
        'pays'
    """
    arguments = dict(locals())  # a copy: a debugger writes into the original
    people: tuple[Persona, ...] = fields.several(arguments.pop("personas"))
    others: tuple[Persona, ...] = fields.several(arguments.pop("on_behalf_of"))
    value = Touchpoint(**_fields(arguments), location=Location.of_caller())
    return value.met_by(*people, on_behalf_of=others) if people or others else value


def stage(
    name: str,
    *touchpoints: Touchpoint,
    description: str = "",
    roles: Role | str | Iterable[Role | str] | None = None,
    optional: bool = False,
    after: Stage | Iterable[Stage] | None = None,
    duration: str | datetime.timedelta = "",
    customer_goal: str = "",
    company_goal: str = "",
    pains: str | Pain | Iterable[str | Pain] = (),
    metrics: Metric | str | Iterable[Metric | str] = (),
    evidence: Evidence | str | Iterable[Evidence | str] = (),
    meta: Mapping[str, Scalar] | None = None,
    key: str = "",
) -> Stage:
    """Name a part of a journey, to be placed with `Journey.stage`.

    Args:
        name: What it is called.
        *touchpoints: What happens in it.
        description: More about it.
        roles: The roles it plays: `awareness`, `consideration`, `purchase`, `onboarding`,
            `experience`, `retention` or `advocacy`, or your own; by default those its name is
            known for.
        optional: Whether a journey may do without it.
        after: The stages that come before it: the one declared before if left out, none if empty.
        duration: How long it takes in all, with what people do and wait in it.
        customer_goal: What customers want here.
        company_goal: What the company wants here.
        pains: What hurts in the stage as a whole.
        metrics: Figures that tell whether it works.
        evidence: What stands behind the stage as a whole.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Example:
        >>> stage("Retention").roles
        ('retention',)
    """
    arguments = dict(locals())  # a copy: a debugger writes into the original
    if after is not None:
        before: tuple[Stage, ...] = fields.several(after)
        arguments["after"] = tuple(map(key_of, before))
    return Stage(**_fields(arguments), location=Location.of_caller())


def journey(
    name: str,
    description: str = "",
    *,
    stages: StageModel | Iterable[Stage] = (),
    state: State | str = "",
    scenario: str = "",
    scope: Role | Iterable[Role] | None = None,
    value_proposition: str = "",
    metrics: Metric | str | Iterable[Metric | str] = (),
    evidence: Evidence | str | Iterable[Evidence | str] = (),
    business_goals: BusinessGoal | str | Iterable[BusinessGoal | str] = (),
    segments: Iterable[Segment] = (),
    events: str | Iterable[str] = (),
    channels: Channel | Iterable[Channel] = (),
    systems: System | str | Iterable[System | str] = (),
    owner: Owner | str | None = None,
    version: str = "",
    reviewed: datetime.date | str | None = None,
    meta: Mapping[str, Scalar] | None = None,
    key: str = "",
) -> Journey:
    """Start a journey.

    Args:
        name: What it is called.
        description: More about it.
        stages: A stage model to start from, or the stages themselves.
        state: `as-is`, `to-be`, `planned`, `actual`, or a word of your own.
        scenario: The situation it tells.
        scope: The canonical roles it means to cover, of `awareness`, `consideration`, `purchase`,
            `onboarding`, `experience`, `retention` and `advocacy`; those of its stage model if
            left out.
        value_proposition: Why customers should choose the company.
        metrics: Figures that tell whether the journey as a whole works.
        evidence: What stands behind the map as a whole.
        business_goals: What the company wants from it.
        segments: Groups of customers that guards and triggers may name.
        events: The customers' signals that triggers may name.
        channels: The channels the company offers for it, if it declares them.
        systems: The systems behind it, if it declares them.
        owner: Who answers for it.
        version: Which version of the map it is.
        reviewed: When it was last looked over.
        meta: What other programs want to keep with it, such as a ticket number.
        key: The identity; the slug of the name if left out.

    Returns:
        The journey, to be continued with its verbs.

    Example:
        >>> from journeykit import five_retention
        >>> [stage.name for stage in journey("Web shop", stages=five_retention).stages]
        ['Awareness', 'Consideration', 'Decision', 'Retention', 'Advocacy']
    """
    arguments = dict(locals())  # a copy: a debugger writes into the original
    if not isinstance(stages, Iterable):  # so that a journey without a model needs none
        from journeykit.stage_models import StageModel

        if isinstance(stages, StageModel):
            arguments |= {"stages": stages.stages, "stage_model": stages.key}
            arguments["scope"] = stages.roles if scope is None else scope
    return Journey(**_fields(arguments), location=Location.of_caller())


def _fields(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a word as the fields of its class; what was not said keeps its default."""
    if "segment" in arguments:
        arguments["segment"] = part(arguments["segment"], "key", arguments["segment"])
    if isinstance(arguments["key"], str) and not characters(arguments["key"]):
        del arguments["key"]
    return {name: value for name, value in arguments.items() if value is not None or name == "name"}
