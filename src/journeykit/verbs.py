"""The verbs: how a value says more about itself.

Every verb returns a new value of the same type and leaves the old one alone. What is said twice
is said once, so that a notebook cell may run again. The verbs stand below the model and are
handed to its classes; they know the details they add, not the classes they are added to.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import attrs

from journeykit import fields
from journeykit.addresses import Element, ElementKind
from journeykit.channels import Channel
from journeykit.emotions import Basis, felt
from journeykit.errors import ModelError
from journeykit.experience import Experience, Goal, Served, as_goals
from journeykit.guards import Guard
from journeykit.management import (
    BusinessGoal,
    Evidence,
    NotApplicable,
    Opportunity,
    Owner,
    Priority,
    Status,
    System,
    Waiver,
    as_business_goals,
    as_evidence,
    as_owner,
    as_systems,
)
from journeykit.metrics import Metric, as_metrics
from journeykit.observation import ObservedEvent, as_observed
from journeykit.pains import Pain, as_pains
from journeykit.printable import console_text
from journeykit.text import slug
from journeykit.transitions import Transition, TransitionKind

if TYPE_CHECKING:
    from typing import Self

    from journeykit.model import Persona, Stage, Touchpoint

P = ParamSpec("P")
R = TypeVar("R")


class Value:
    """What all values of the model share: a short ``repr`` and a way to grow."""

    __slots__ = ()

    def _adding(self, name: str, *items: object) -> Self:
        """A copy with more items in one of its tuples, each once."""
        old = getattr(self, name)
        together = fields.each_once((*old, *items))
        return self if together == old else attrs.evolve(self, **{name: together})  # type: ignore[misc]

    def pipe(
        self, function: Callable[Concatenate[Self, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Hand the value to a function, so that your own verbs stand in the sentence.

        Args:
            function: Takes the value first.
            *args: Further arguments.
            **kwargs: Further keyword arguments.

        Returns:
            What the function returns.
        """
        return function(self, *args, **kwargs)

    __repr__ = fields.shown


class Measured(Value):
    """What has metrics."""

    __slots__ = ()

    def measured_by(self, *metrics: Metric | str) -> Self:
        """Say which figures tell whether it works.

        Args:
            *metrics: Metrics, or names of metrics still to be defined.

        Returns:
            A new value.
        """
        return self._adding("metrics", *as_metrics(metrics))


class Owned(Value):
    """What has an owner."""

    __slots__ = ()

    def owned_by(self, owner: Owner | str, department: str = "") -> Self:
        """Say who answers for it.

        Args:
            owner: An owner, or the name of one.
            department: Where the owner belongs, when a name is given.

        Returns:
            A new value.
        """
        made = Owner(owner, department) if isinstance(owner, str) else owner
        return attrs.evolve(self, owner=as_owner(made))  # type: ignore[misc]


class Waivable(Value):
    """What can carry its own waivers."""

    __slots__ = ()

    def waive(
        self,
        rule: str,
        *,
        reason: str,
        at: Element | Value | None = None,
        until: datetime.date | None = None,
        by: str = "",
    ) -> Self:
        """Accept a finding on purpose, with a reason; it moves to ``report.waived``.

        Said again of the same rule and place, the later word counts.

        Args:
            rule: The name or code of the rule.
            reason: Why it is accepted.
            at: Where; the element it is said of if left out, the whole journey for a journey.
            until: The day the waiver ends.
            by: Who accepted it.

        Returns:
            A new value.

        Raises:
            ModelError: The reason is empty.
        """
        made = Waiver(rule, reason, None if at is None else element_of(at), until=until, by=by)
        old: tuple[Waiver, ...] = self.waivers  # type: ignore[attr-defined]
        place = {(waiver.rule, waiver.at): n for n, waiver in enumerate(old)}
        here = place.get((made.rule, made.at), len(old))
        return attrs.evolve(self, waivers=(*old[:here], made, *old[here + 1 :]))  # type: ignore[misc]


class Evidenced(Value):
    """What can have evidence behind it."""

    __slots__ = ()

    def evidenced_by(self, *evidence: Evidence | str) -> Self:
        """Say what stands behind it.

        Args:
            *evidence: Evidence, or the name of its source.

        Returns:
            A new value.
        """
        return self._adding("evidence", *as_evidence(evidence))


class Step(Value):
    """What can stand in a path: a touchpoint or a stage."""

    __slots__ = ()

    @property
    def element(self) -> Element:
        """Its address."""
        raise AssertionError("touchpoints and stages have addresses")

    def __rshift__(self, following: Step | Path) -> Path:
        """Build a path; nothing happens until a journey takes it in ``flow``."""
        if isinstance(following, Path):
            return Path((self, *following.steps))
        if isinstance(following, Step):
            return Path((self, following))
        return NotImplemented


def _as_steps(items: Step | Iterable[Step]) -> tuple[Step, ...]:
    """A tuple of steps; one alone is one item."""
    return fields.several(items)


@attrs.frozen
class Path:
    """Steps in a row, made by ``a >> b >> c``, taken by :meth:`Journey.flow`.

    Args:
        steps: Touchpoints, or whole stages.

    Example:
        >>> from journeykit import touchpoint
        >>> str(touchpoint("Ad") >> touchpoint("Shop"))
        'Ad → Shop'
    """

    steps: tuple[Step, ...] = attrs.field(
        converter=_as_steps, validator=fields.every(Step, "a touchpoint or a stage")
    )

    __repr__ = fields.shown

    def __rshift__(self, following: Step | Path) -> Path:
        """Go on."""
        if isinstance(following, Path):
            return Path((*self.steps, *following.steps))
        if isinstance(following, Step):
            return Path((*self.steps, following))
        return NotImplemented

    def __str__(self) -> str:
        """Show the names in a row."""
        return console_text(" → ".join(str(getattr(step, "name", step)) for step in self.steps))


class PersonaVerbs(Evidenced):
    """What can be said of a persona after it was introduced."""

    __slots__ = ()

    @property
    def element(self) -> Element:
        """Its address."""
        raise AssertionError("personas have addresses")

    def wants(self, *goals: Goal | str) -> Self:
        """Add goals.

        Args:
            *goals: Goals, or sentences that say them.

        Returns:
            A new persona.
        """
        return self._adding("goals", *as_goals(goals))

    def suffers(self, *pains: Pain | str) -> Self:
        """Add pains that follow the persona everywhere.

        Args:
            *pains: Pains, or sentences that say them.

        Returns:
            A new persona.
        """
        return self._adding("pains", *as_pains(pains))


class TouchpointVerbs(Step, Measured, Owned, Waivable, Evidenced):
    """What can be said of a touchpoint."""

    __slots__ = ()

    def _experience(self, persona: object, **added: Any) -> Self:
        """A copy in which one persona's experience says more."""
        key = persona_key(persona)
        experiences: tuple[Experience, ...] = self.experiences  # type: ignore[attr-defined]
        persons = [experience.persona for experience in experiences]
        place = persons.index(key) if key in persons else len(persons)
        known = experiences[place] if key in persons else Experience(key)
        for name, value in added.items():
            if isinstance(value, tuple):
                old = getattr(known, name)
                added[name] = fields.each_once((*old, *value))
        experience = attrs.evolve(known, **added)
        together = (*experiences[:place], experience, *experiences[place + 1 :])
        return attrs.evolve(self, experiences=together)  # type: ignore[misc]

    def feels(
        self,
        persona: Persona,
        valence: float | str | None = None,
        label: str = "",
        *,
        low: float | None = None,
        high: float | None = None,
        basis: Basis = "assumed",
    ) -> Self:
        """Say what a persona feels here; said again, the later word counts.

        Args:
            persona: Who feels it.
            valence: From −2 to +2, halves allowed, or a word of the lexicon.
            label: The word for it.
            low: The least, when people differ.
            high: The most, when people differ.
            basis: How it is known.

        Returns:
            A new touchpoint.

        Raises:
            ModelError: The number is off the scale, or a word without a usual valence came
                without a number.

        Example:
            >>> from journeykit import persona, touchpoint
            >>> maya = persona("Maya")
            >>> touchpoint("Pays").feels(maya, +1, "relieved").experiences[0].emotion.label
            'relieved'
        """
        emotion = felt(valence, label, low=low, high=high, basis=basis)
        return self._experience(persona, emotion=emotion)

    def does(self, persona: Persona, *actions: str) -> Self:
        """Say what a persona does here.

        Args:
            persona: Who does it.
            *actions: What they do.

        Returns:
            A new touchpoint.
        """
        return self._experience(persona, actions=actions)

    def thinks(self, persona: Persona, *thoughts: str) -> Self:
        """Say what a persona thinks here.

        Args:
            persona: Who thinks it.
            *thoughts: What they think.

        Returns:
            A new touchpoint.
        """
        return self._experience(persona, thoughts=thoughts)

    def says(self, persona: Persona, *quotes: str) -> Self:
        """Quote a persona, word for word.

        Args:
            persona: Who says it.
            *quotes: What they say.

        Returns:
            A new touchpoint.
        """
        return self._experience(persona, quotes=quotes)

    def hurts(
        self,
        persona: Persona,
        *pains: Pain | str,
        kind: str = "other",
        severity: int = 3,
        response: str = "",
    ) -> Self:
        """Say what hurts a persona here.

        Args:
            persona: Whom it hurts.
            *pains: Pains, or sentences that say them.
            kind: The kind of the pains that are given as sentences.
            severity: Their severity, from 1 to 5.
            response: What the company does about them today.

        Returns:
            A new touchpoint.
        """
        made = tuple(
            Pain(pain, kind, severity, response=response) if isinstance(pain, str) else pain
            for pain in pains
        )
        return self._experience(persona, pains=made)

    def serves(self, persona: Persona, *wishes: Goal | str) -> Self:
        """Say which goals, needs or expectations of a persona are served here.

        Args:
            persona: Whose they are.
            *wishes: Goals, or the words of a goal, a need or an expectation.

        Returns:
            A new touchpoint.
        """
        key = persona_key(persona)
        served = (
            Served(key, wish.name, wish.key) if isinstance(wish, Goal) else Served(key, wish)
            for wish in wishes
        )
        return self._adding("served", *served)

    def met_by(self, *personas: Persona) -> Self:
        """Say who comes here; everybody does as long as nobody is named.

        Args:
            *personas: Who comes here.

        Returns:
            A new touchpoint.
        """
        return self._adding("personas", *map(persona_key, personas))

    def on(self, *channels: Channel) -> Self:
        """Add channels on which it happens.

        Args:
            *channels: The channels.

        Returns:
            A new touchpoint.
        """
        return self._adding("channels", *channels)

    def supported_by(self, *systems: System | str, backstage: Iterable[str] = ()) -> Self:
        """Say what stands behind it, out of the customer's sight.

        Args:
            *systems: Systems and processes, or their names.
            backstage: Steps that people take out of sight.

        Returns:
            A new touchpoint.
        """
        grown = self._adding("systems", *as_systems(systems))
        return grown._adding("backstage", *fields.as_texts(backstage))  # noqa: SLF001 — our own

    def observed_as(self, *events: ObservedEvent | str) -> Self:
        """Say which events of a log show that somebody was here.

        Args:
            *events: Names of events; patterns with `*` and `?`; or an
                :class:`~journeykit.ObservedEvent`, for a name in which these signs stand for
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


class StageVerbs(Step, Measured, Waivable):
    """What can be said of a stage."""

    __slots__ = ()

    def including(self, *touchpoints: Touchpoint) -> Self:
        """Add touchpoints, in order.

        Args:
            *touchpoints: What happens in this stage.

        Returns:
            A new stage.
        """
        return self._adding("touchpoints", *touchpoints)

    def hurts(self, *pains: Pain | str) -> Self:
        """Say what hurts in the stage as a whole.

        Args:
            *pains: Pains, or sentences that say them.

        Returns:
            A new stage.
        """
        return self._adding("pains", *as_pains(pains))


class JourneyVerbs(Measured, Owned, Waivable):
    """What can be said of a journey once it has stages."""

    __slots__ = ()

    def walked_by(self, *personas: Persona) -> Self:
        """Say who walks it.

        Args:
            *personas: The personas.

        Returns:
            A new journey.

        Raises:
            DuplicateKeyError: Two different personas share a key.
        """
        return self._adding("personas", *personas)

    def anytime(self, *touchpoints: Touchpoint) -> Self:
        """Add touchpoints that can come at any time and belong to no stage.

        Args:
            *touchpoints: The touchpoints.

        Returns:
            A new journey.

        Raises:
            DuplicateKeyError: A touchpoint of another kind has the same key.
        """
        return self._adding("any_time", *touchpoints)

    def flow(
        self,
        *paths: Path,
        when: str | Guard = "",
        kind: TransitionKind = "next",
        personas: Persona | Iterable[Persona] = (),
        handover: str = "",
        priority: int | None = None,
        share: float | None = None,
        attempts: int | None = None,
        pains: Pain | str | Iterable[Pain | str] = (),
    ) -> Self:
        """Say how people move on.

        Args:
            *paths: Paths made with ``>>``, over touchpoints or whole stages of the journey.
            when: The guard: free text, or a value that rules can decide.
            kind: ``next``, ``branch``, ``optional``, ``loop``, ``return``, ``retry``,
                ``recovery`` or ``churn``.
            personas: Who takes it; everybody if left out.
            handover: What goes along, so that nobody starts over.
            priority: Which of several open ways comes first.
            share: The percentage of an A/B split.
            attempts: How often it may be repeated.
            pains: What hurts on the way.

        Returns:
            A new journey.

        Raises:
            UnknownReferenceError: A step is in no stage of the journey.
        """
        for path in paths:
            if not isinstance(path, Path):
                raise ModelError(f"flow takes paths made with >>, got {fields.told(path)}")
        people: tuple[Persona, ...] = fields.several(personas)
        keys = tuple(map(persona_key, people))
        hurts = as_pains(pains)
        added = tuple(
            Transition(
                before.element,
                after.element,
                when=when,
                kind=kind,
                personas=keys,
                handover=handover,
                priority=priority,
                share=share,
                attempts=attempts,
                pains=hurts,
            )
            for path in paths
            for before, after in itertools.pairwise(path.steps)
        )
        return self._flowing(added)

    def _flowing(self, added: tuple[Transition, ...]) -> Self:
        """A copy with more transitions; the journey does it without checking itself anew."""
        return self._adding("transitions", *added)

    def opportunity(
        self,
        name: str | Opportunity,
        *addresses: Element | Value | Pain | Goal,
        everywhere: bool = False,
        description: str = "",
        owner: Owner | str | None = None,
        priority: Priority | None = None,
        effort: float | None = None,
        value: float | None = None,
        metric: Metric | str = "",
        due: datetime.date | None = None,
        status: Status = "idea",
    ) -> Self:
        """Add an idea that would make the journey better; with owner and date it is a plan.

        Args:
            name: What should be done, or the opportunity itself.
            *addresses: What it would mend: pains, touchpoints, stages, personas.
            everywhere: Whether it is meant for the journey as a whole.
            description: More about it.
            owner: Who answers for it.
            priority: ``high``, ``medium`` or ``low``.
            effort: From 0 to 5.
            value: From 0 to 5.
            metric: What will show that it worked.
            due: When it should be done.
            status: ``idea``, ``planned``, ``in progress``, ``done`` or ``dropped``.

        Returns:
            A new journey.
        """
        if isinstance(name, Opportunity):
            return self._adding("opportunities", name)
        made = Opportunity(
            name,
            tuple(map(element_of, addresses)),
            everywhere=everywhere,
            description=description,
            owner=owner,
            priority=priority,
            effort=effort,
            value=value,
            metric=key_of(metric) if metric else "",
            due=due,
            status=status,
        )
        return self._adding("opportunities", made)

    def aims_at(self, *goals: BusinessGoal | str) -> Self:
        """Say what the company wants from the journey.

        Args:
            *goals: Business goals, or sentences that say them.

        Returns:
            A new journey.
        """
        return self._adding("business_goals", *as_business_goals(goals))

    def not_applicable(self, persona: Persona, *stages: Stage | str, reason: str) -> Self:
        """Say that a persona has, with reason, nothing to do in a stage.

        Args:
            persona: The persona.
            *stages: The stages, or their names.
            reason: Why.

        Returns:
            A new journey, in which the cells have left the denominator of coverage.

        Raises:
            ModelError: The reason is empty.
            UnknownReferenceError: The journey has no such persona or stage.
        """
        key = persona_key(persona)
        cells = (NotApplicable(key, self._stage_named(stage).key, reason) for stage in stages)
        return self._adding("excluded", *cells)

    def _stage_named(self, stage: Stage | str) -> Stage:  # noqa: ARG002 — the journey's own
        """The stage of that name or key, which must be there."""
        raise AssertionError("journeys know their stages")


def persona_key(persona: object) -> str:
    """The key of a persona, which must be a persona and not its name."""
    if not isinstance(persona, PersonaVerbs):
        raise ModelError(f'expected a persona such as persona("Maya"), got {fields.told(persona)}')
    return persona.element.key


def key_of(thing: object) -> str:
    """The key of a value, or of the value that has such a name."""
    if isinstance(thing, str):
        return thing if thing.casefold() == thing and fields.is_key(thing) else slug(thing)
    return str(getattr(thing, "key", thing))


_KINDS: dict[type, ElementKind] = {
    Pain: "pain",
    Goal: "goal",
    Metric: "metric",
    Opportunity: "opportunity",
    Channel: "channel",
    System: "system",
}


def element_of(thing: object) -> Element:
    """The address of a thing in a journey.

    Args:
        thing: A persona, stage, touchpoint, pain, goal, metric, opportunity, channel or system.

    Returns:
        Its address.

    Raises:
        ModelError: It has none.
    """
    if isinstance(thing, Element):
        return thing
    if isinstance(thing, Step | PersonaVerbs):
        return thing.element
    for kind, name in _KINDS.items():
        if isinstance(thing, kind):
            return Element(name, (thing.key,))  # type: ignore[attr-defined]
    if type(thing).__name__ == "Journey":
        return Element("journey", (thing.key,))  # type: ignore[attr-defined]
    pain = f"; a pain is Pain({thing!r})" if isinstance(thing, str) else ""
    told = fields.told(thing)
    raise ModelError(f"expected something that stands in a journey, got {told}{pain}")


def cell(
    persona: Persona | str, stage: Stage | str, channel: Channel | str | None = None
) -> Element:
    """Address what one persona meets in one stage, on one channel if given.

    Args:
        persona: The persona, or its key.
        stage: The stage, its name or its key.
        channel: The channel, or its key.

    Returns:
        The address.

    Example:
        >>> str(cell("maya", "Purchase"))
        'cell:maya/purchase'
    """
    keys = [key_of(persona), key_of(stage)]
    if channel is not None:
        keys.append(key_of(channel))
    return Element("cell", tuple(keys))
