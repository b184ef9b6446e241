"""The verbs of a journey: what can be said of it once it has begun.

Each is a function that takes a journey and returns a new one of the same type; the class takes
them as its methods.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from journeykit import fields
from journeykit.addresses import Element, Keyed, Location, key_of, persona_key
from journeykit.errors import DuplicateKeyError, ModelError
from journeykit.growth import grown
from journeykit.guards import Guard
from journeykit.lifecycle import Role
from journeykit.lookup import address_of, find_stage, stage_named, step_of
from journeykit.management import (
    BusinessGoal,
    NotApplicable,
    Opportunity,
    Owner,
    Priority,
    Status,
    as_business_goals,
)
from journeykit.metrics import Metric, as_metrics
from journeykit.pains import Pain, as_pains, pains_of_a_whole
from journeykit.paths import Alternatives, Path, Step
from journeykit.personas import Persona
from journeykit.presence import Presence, attended
from journeykit.stages import Stage
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition, TransitionKind

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")


def walked_by(self: J, *personas: Persona) -> J:
    """Say who walks it.

    Returns:
        A new journey.

    Raises:
        DuplicateKeyError: Two different personas share a key.
    """
    return self._adding("personas", *personas)


def anytime(self: J, *touchpoints: Touchpoint) -> J:
    """Add touchpoints that can come at any time and belong to no stage.

    Returns:
        A new journey.

    Raises:
        DuplicateKeyError: A touchpoint of another kind has the same key.
    """
    return self._adding("any_time", *touchpoints)


def flow(
    self: J,
    *paths: Path,
    when: str | Guard = "",
    kind: TransitionKind = "next",
    personas: Persona | Iterable[Persona] = (),
    handover: str = "",
    priority: int | None = None,
    share: float | None = None,
    attempts: int | None = None,
    pains: Pain | str | Iterable[Pain | str] = (),
) -> J:
    """Say how people move on.

    Args:
        *paths: Paths made with `>>`, over touchpoints or whole stages of the journey, and
            `either` of several.
        when: The guard: free text, or a value that rules can decide. It stands on the first step
            of a path: who has begun it goes on.
        kind: `next`, `branch`, `optional`, `declined` (considered and not taken), `loop`,
            `return`, `retry`, `recovery` or `churn`.
        personas: Who takes it; everybody if left out.
        handover: What goes along, so that nobody starts over.
        priority: Which of several open ways comes first, at the first step of a path.
        share: The percentage of an A/B split, at the first step of a path.
        attempts: How often it may be repeated.
        pains: What hurts on the way.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: A step is in no stage of the journey.
    """
    for path in paths:
        if not isinstance(path, Path):
            raise ModelError(f"flow takes paths made with >>, got {fields.described(path)}")
    people: tuple[Persona, ...] = fields.several(personas)
    keys = tuple(map(persona_key, people))
    hurts = as_pains(pains)
    added = tuple(
        Transition(
            before.element,
            after.element,
            when="" if number else when,
            kind="branch" if several and kind == "next" else kind,
            personas=keys,
            handover=handover,
            priority=None if number else priority,
            share=None if number else share,
            attempts=attempts,
            pains=hurts,
        )
        for path in paths
        for number, ends in enumerate(itertools.pairwise(map(_options, path.steps)))
        for several in [len(ends[1]) > 1]
        for before, after in itertools.product(*ends)
    )
    return grown(self, added)


def _options(step: Step | Alternatives) -> tuple[Step, ...]:
    """The steps that can be taken in one place of a path."""
    return step.steps if isinstance(step, Alternatives) else (step,)


def in_order(self: J, *stages: Stage | str) -> J:
    """Say that touchpoints follow one another as they are listed, stage by stage.

    Where personas come to different touchpoints, each goes from one of theirs to the next. What
    leads on from a touchpoint to the next already, stays as it was said.

    Args:
        *stages: The stages it is said of, or their names; all of them if left out.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: The journey has no such stage.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> shop = journey("Shop").stage("Buy", touchpoint("Looks"), touchpoint("Pays")).in_order()
        >>> [str(step.element) for step in shop.transitions]
        ['transition:looks/pays']
    """
    by_key = {stage.key: stage for stage in attended(self).stages}
    chosen = [by_key[stage_named(self, each).key] for each in stages or self.stages]
    everybody = tuple(persona.key for persona in self.personas)
    declared = {(step.source, step.target) for step in self.transitions}
    added = []
    for each in chosen:
        takers: dict[tuple[Element, Element], list[str]] = {}
        for key in everybody or ("",):
            theirs = [t.element for t in each.touchpoints if not key or t.is_for(key)]
            for pair in itertools.pairwise(theirs):
                takers.setdefault(pair, []).append(key)
        for pair, keys in takers.items():
            if pair not in declared:
                whose = () if len(keys) == len(everybody or ("",)) else tuple(keys)
                added.append(Transition(*pair, personas=whose))
    return grown(self, tuple(added))


def opportunity(
    self: J,
    name: str | Opportunity,
    *addresses: Element | Keyed | str,
    everywhere: bool = False,
    description: str = "",
    owner: Owner | str | None = None,
    priority: Priority | None = None,
    effort: float | None = None,
    value: float | None = None,
    metric: Metric | str = "",
    due: datetime.date | str | None = None,
    status: Status | None = None,
) -> J:
    """Add an idea that would make the journey better; with owner and date it is a plan.

    Args:
        name: What should be done, or the opportunity itself.
        *addresses: What it would mend: pains, touchpoints, stages, personas; values, addresses,
            or keys and names of what the journey has.
        everywhere: Whether it is meant for the journey as a whole.
        description: More about it.
        owner: Who answers for it.
        priority: `high`, `medium` or `low`.
        effort: From 0 to 5.
        value: From 0 to 5.
        metric: What will show that it worked: a metric of the journey, its name, or words for one.
        due: When it should be done.
        status: `idea`, `planned`, `in progress`, `done` or `dropped`, if it is known.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: The journey has nothing of that key or name.
    """
    if isinstance(name, Opportunity):
        return self._adding("opportunities", name)
    idea = Opportunity(
        name,
        tuple(address_of(self, each) for each in addresses),
        everywhere=everywhere,
        description=description,
        owner=owner,
        priority=priority,
        effort=effort,
        value=value,
        metric=_metric_of(self, metric),
        due=due,
        status=status,
    )
    return self._adding("opportunities", idea)


def hurts(self: J, *pains: Pain | str) -> J:
    """Say what hurts in the journey as a whole.

    Args:
        *pains: Pains, or sentences that say them.

    Returns:
        A new journey.
    """
    return self._adding("pains", *pains_of_a_whole(pains))


def _metric_of(journey: Journey, metric: Metric | str) -> str:
    """The key of a metric that the journey has; else the words for it, which nobody slugs."""
    if not isinstance(metric, Metric):
        metric = fields.expect(metric, str, "a metric or its name")
    if metric == "":
        return ""
    holders: tuple[Journey | Stage | Touchpoint, ...] = (
        journey,
        *journey.stages,
        *journey.touchpoints,
    )
    every = [each for holder in holders for each in holder.metrics]
    keys = {each.name: each.key for each in every} | {each.key: each.key for each in every}
    if isinstance(metric, Metric):
        own = metric.key != key_of(metric.name)
        return keys.get(metric.key, metric.key if own else metric.name)
    return keys.get(metric) or keys.get(key_of(metric), metric)


def aims_at(self: J, *goals: BusinessGoal | str) -> J:
    """Say what the company wants from the journey.

    Args:
        *goals: Business goals, or sentences that say them.

    Returns:
        A new journey.
    """
    return self._adding("business_goals", *as_business_goals(goals))


def present(
    self: J,
    persona: Persona,
    *,
    joins_at: Stage | Touchpoint | str | None = None,
    leaves_after: Stage | Touchpoint | str | None = None,
) -> J:
    """Say that a persona joins late or leaves early: the rest of the journey is for others.

    Of a touchpoint that names its personas itself nothing changes. Said again of one persona, the
    newer holds.

    Args:
        joins_at: The first stage or touchpoint of theirs, or its name.
        leaves_after: The last one, or its name.

    Returns:
        A new journey.

    Raises:
        ModelError: It says neither.
        UnknownReferenceError: The journey has no such persona, stage or touchpoint.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> buyer, user = persona("Buyer"), persona("User")
        >>> trial = journey("Trial").walked_by(buyer, user).stage("Buy", touchpoint("Orders"))
        >>> trial = trial.stage("Use", touchpoint("Logs in")).present(user, joins_at="Use")
        >>> [touchpoint.name for touchpoint in trial.touchpoints_of(user)]
        ['Logs in']
    """
    new = Presence(
        persona_key(persona),
        joins_at=None if joins_at is None else step_of(self, joins_at),
        leaves_after=None if leaves_after is None else step_of(self, leaves_after),
    )
    presences = {each.persona: each for each in self.presences}
    if (old := presences.get(new.persona)) is not None:
        new = evolve(
            old,
            joins_at=new.joins_at or old.joins_at,
            leaves_after=new.leaves_after or old.leaves_after,
        )
    return evolve(self, presences=tuple((presences | {new.persona: new}).values()))


def not_applicable(self: J, persona: Persona, *stages: Stage | str, reason: str) -> J:
    """Say that a persona has, with reason, nothing to do in a stage.

    Args:
        *stages: The stages, or their names.
        reason: Why.

    Returns:
        A new journey, in which the cells have left the denominator of coverage.

    Raises:
        ModelError: The reason is empty.
        UnknownReferenceError: The journey has no such persona or stage.
    """
    key = persona_key(persona)
    cells = (NotApplicable(key, stage_named(self, stage).key, reason) for stage in stages)
    return self._adding("excluded", *cells)


def stage(
    self: J,
    stage: Stage | str,
    *touchpoints: Touchpoint,
    description: str | None = None,
    roles: Role | str | Iterable[Role | str] | None = None,
    optional: bool | None = None,
    after: Stage | Iterable[Stage] | None = None,
    duration: str | datetime.timedelta | None = None,
    customer_goal: str | None = None,
    company_goal: str | None = None,
    pains: Pain | str | Iterable[Pain | str] = (),
    metrics: Metric | str | Iterable[Metric | str] = (),
    key: str | None = None,
) -> J:
    """Add a stage, or say more about a stage that is already there.

    Args:
        stage: The name of the stage, or the stage itself.
        *touchpoints: What happens in it.
        description: More about it.
        roles: The roles it plays: `awareness`, `consideration`, `purchase`, `onboarding`,
            `experience`, `retention` or `advocacy`, or your own; by default those its name is
            known for.
        optional: Whether a journey may do without it.
        after: The stages that come before it: the one declared before if left out, none if
            empty.
        duration: How long it takes in all, with what people do and wait in it.
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
    changes: dict[str, Any] = {
        "description": description,
        "roles": roles,
        "optional": optional,
        "after": None if after is None else tuple(map(key_of, before)),
        "duration": duration,
        "customer_goal": customer_goal,
        "company_goal": company_goal,
    }
    existing = find_stage(self, stage, key)
    joined = existing or as_stage(stage, key)
    if existing is not None and isinstance(stage, Stage) and stage != existing:
        if stage.name != existing.name:
            raise DuplicateKeyError("stage", existing.key, first=existing.name, second=stage.name)
        joined = evolve(stage, touchpoints=existing.touchpoints).including(*stage.touchpoints)
    joined = evolve(joined, **{name: value for name, value in changes.items() if value is not None})
    joined = (
        joined.including(*touchpoints).hurts(*as_pains(pains)).measured_by(*as_metrics(metrics))
    )
    if existing is None:
        return evolve(self, stages=(*self.stages, joined))
    return evolve(self, stages=tuple(joined if s is existing else s for s in self.stages))


def as_stage(stage: Stage | str, key: str | None) -> Stage:
    """A stage of a name, which remembers where it was said; or the stage itself."""
    if isinstance(stage, Stage):
        return stage
    here = Location.of_caller()
    return Stage(stage, location=here) if key is None else Stage(stage, key=key, location=here)
