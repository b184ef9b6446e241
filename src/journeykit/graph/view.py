"""The view: a journey with the questions that rules and measures ask, each answered once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from journeykit import fields
from journeykit.addresses import Element, Location
from journeykit.checked import checked
from journeykit.communication import Segment
from journeykit.emotions import Emotion
from journeykit.experience import Experience, Goal
from journeykit.graph.content import Content
from journeykit.graph.declined import declined_touchpoints, walked
from journeykit.graph.effective import EffectiveGraph
from journeykit.graph.index import Index
from journeykit.graph.names import Names
from journeykit.graph.persona_stages import PersonaStages
from journeykit.graph.reachability import Reachability
from journeykit.management import Evidence, Opportunity
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.pains import Pain
from journeykit.presence import attended
from journeykit.transitions import Transition


@checked
class View:
    """A read-only look at a journey; every answer is computed when first asked for and kept.

    It has an index of what is there, the content that its author wrote, the cells of persona and
    stage, what can be reached, and the names of everything. What is asked often is asked of the
    view itself, the rest of the part that knows.

    Args:
        journey: The journey to look at.

    Attributes:
        source: The journey as it was written.
        journey: The journey as it is walked: without ways that were considered and not taken; and
            where somebody joins late or leaves early, its touchpoints name who is there.
        index: What is there, by key.
        content: What is said of it.
        persona_stages: Who has which touchpoints in which stage.
        reachability: Who can go where.
        names: What everything is called, and where it was written.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> view = View(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [touchpoint.name for touchpoint in view.entries]
        ['Pays']
    """

    _repr_html_ = fields.card

    def __init__(self, journey: Journey) -> None:
        """Put the parts together."""
        self._look_at(journey, walked(journey))

    def _look_at(self, source: Journey, journey: Journey) -> None:
        """Look at a journey, or at what is walked of it."""
        self.source = source
        self.journey = attended(journey)
        self.index = Index(self.journey, source)
        self.content = Content(self.index)
        self.persona_stages = PersonaStages(self.index)
        self.reachability = Reachability(self.index, self.persona_stages)
        self.names = Names(self.index, self.content)

    def __repr__(self) -> str:
        """Show what it looks at, in one line."""
        return f"View({self.journey!r})"

    @cached_property
    def declined(self) -> frozenset[str]:
        """The keys of the touchpoints that were considered and that nobody takes."""
        return declined_touchpoints(self.source)

    @cached_property
    def whole(self) -> View:
        """The same look, for pictures, at ways that were considered and not taken as well."""
        if not any(step.kind == "declined" for step in self.source.transitions):
            return self
        whole = View.__new__(View)  # no answer that was kept may come along
        whole._look_at(self.source, self.source)  # noqa: SLF001 — our own
        return whole

    # ------------------------------------------------------------------ what is there

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return self.index.touchpoints

    def touchpoint(self, key: str) -> Touchpoint:
        """The touchpoint of a key.

        Raises:
            UnknownReferenceError: There is none.
        """
        return self.index.touchpoint(key)

    def stage(self, key: str) -> Stage:
        """The stage of a key.

        Raises:
            UnknownReferenceError: There is none.
        """
        return self.index.stage(key)

    def persona(self, key: str) -> Persona:
        """The persona of a key.

        Raises:
            UnknownReferenceError: There is none.
        """
        return self.index.persona(key)

    def stage_of(self, touchpoint: str) -> Stage | None:
        """The stage that a touchpoint stands in.

        Args:
            touchpoint: The key of the touchpoint.

        Returns:
            The stage; None for one that can come at any time.
        """
        return self.index.stage_of(touchpoint)

    @property
    def segments(self) -> dict[str, Segment]:
        """The segments by key."""
        return self.index.segments

    @property
    def any_time(self) -> frozenset[str]:
        """The keys of the touchpoints that can come at any time."""
        return self.index.any_time

    @property
    def earlier_stages(self) -> dict[str, frozenset[str]]:
        """For each stage, every stage that comes before it, however far."""
        return self.index.earlier_stages

    @property
    def filled_stages(self) -> tuple[Stage, ...]:
        """The stages that hold touchpoints."""
        return self.index.filled_stages

    @property
    def required_stages(self) -> tuple[Stage, ...]:
        """The stages that are not optional."""
        return self.index.required_stages

    @property
    def scope(self) -> frozenset[str]:
        """The canonical roles that the journey means to cover.

        What it says itself, or what the stage model it started from says; else the roles that
        its stages play, because a map cannot be blamed for what it never set out to show.
        """
        return self.index.scope

    def stage_key_of(self, step: Element) -> str:
        """The stage in which one end of a transition lies.

        Args:
            step: The address of a touchpoint or a stage.

        Returns:
            The key of the stage; empty for a touchpoint that can come at any time.
        """
        return self.index.stage_key_of(step)

    @property
    def purposes(self) -> frozenset[str]:
        """Everything that some touchpoint is for."""
        return self.index.purposes

    def stages_with_role(self, *roles: str) -> tuple[Stage, ...]:
        """The stages that play one of some canonical roles, in order."""
        return self.index.stages_with_role(*roles)

    # ------------------------------------------------------------------ names and places

    def name_of(self, element: Element) -> str:
        """What a person would call an element: its name, or its address when it has none."""
        return self.names.name_of(element)

    @property
    def needs_and_expectations(self) -> tuple[tuple[Persona, Element, str], ...]:
        """Every need and expectation: whose it is, its address and its words."""
        return self.names.needs_and_expectations

    def has(self, element: Element) -> bool:
        """Whether an element is in the journey.

        Args:
            element: Its address.

        Returns:
            True if the journey has it; a cell is there when its persona and its stage are, a
            role when the journey means to cover it.
        """
        return self.names.has(element)

    def location_of(self, element: Element) -> Location | None:
        """Where an element was written.

        Args:
            element: Its address; for a cell or a transition, its parts are asked in turn.

        Returns:
            The location, or None when nobody remembers.
        """
        return self.names.location_of(element)

    # ------------------------------------------------------------------ what is said

    @property
    def experiences(self) -> tuple[tuple[Touchpoint, Experience], ...]:
        """Every experience, with its touchpoint."""
        return self.content.experiences

    @property
    def emotions(self) -> tuple[tuple[Touchpoint, str, Emotion], ...]:
        """Every emotion, with its touchpoint and the key of its persona."""
        return self.content.emotions

    @property
    def valences(self) -> dict[str, dict[str, float]]:
        """For each persona, by key, what it feels at each touchpoint where that was said."""
        return self.content.valences

    @property
    def pains(self) -> tuple[tuple[Pain, Element], ...]:
        """Every pain, with the element that it hurts at."""
        return self.content.pains

    @property
    def metrics(self) -> tuple[tuple[Metric, Element], ...]:
        """Every metric, with the element that it measures."""
        return self.content.metrics

    def has_evidence(self, touchpoint: Touchpoint) -> bool:
        """Whether more than an assumption stands behind a touchpoint.

        Returns:
            True if some evidence is no assumption, or somebody saw or said what is felt there.
        """
        return self.content.has_evidence(touchpoint)

    @property
    def evidence(self) -> dict[Element, tuple[Evidence, ...]]:
        """For the journey and each part of it that has evidence, what stands behind it."""
        return self.content.evidence

    @property
    def goals(self) -> tuple[tuple[Persona, Goal], ...]:
        """Every goal, with the persona who has it."""
        return self.content.goals

    @property
    def serving_touchpoints(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and each wish, by key, the touchpoints that serve it."""
        return self.content.serving_touchpoints

    @property
    def opportunities_by_element(self) -> dict[Element, tuple[Opportunity, ...]]:
        """For each element, the opportunities that address it and were not dropped."""
        return self.content.opportunities_by_element

    def touchpoints_serving(self, persona: str, wish: str) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that serve a goal, a need or an expectation.

        Args:
            persona: The key of the persona whose it is.
            wish: Its key.
        """
        return self.content.touchpoints_serving(persona, wish)

    def is_addressed(self, pain: Pain, at: Element) -> bool:
        """Whether anything is done or planned about a pain.

        Args:
            at: Where it hurts.

        Returns:
            True when the pain has a response, or an opportunity addresses it or its place. An
            idea for a whole stage says which pains it answers by naming them.
        """
        return self.content.is_addressed(pain, at)

    def opportunities_at(self, step: Element) -> tuple[Opportunity, ...]:
        """The opportunities that would change a touchpoint, a stage or whatever it is.

        Args:
            step: Its address.

        Returns:
            Those that address it and name no pain: one that names a pain answers that pain.
        """
        return self.content.opportunities_at(step)

    # ------------------------------------------------------------------ persona by stage

    def touchpoints_of(self, persona: str) -> tuple[Touchpoint, ...]:
        """The touchpoints that a persona comes to.

        Args:
            persona: The key of the persona.

        Returns:
            The touchpoints, in order.
        """
        return self.persona_stages.touchpoints_of(persona)

    @property
    def cells(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and stage, by key, the touchpoints where they meet."""
        return self.persona_stages.cells

    @property
    def channel_keys(self) -> dict[str, frozenset[str]]:
        """For each touchpoint, by key, the keys of the channels it happens on."""
        return self.persona_stages.channel_keys

    @property
    def excluded(self) -> dict[tuple[str, str], str]:
        """For each cell that is not applicable, the reason."""
        return self.persona_stages.excluded

    def required_stages_of(self, persona: str) -> tuple[Stage, ...]:
        """The stages in which a persona should meet something.

        Args:
            persona: The key of the persona.

        Returns:
            The stages that are neither optional nor, for this persona, not applicable, nor for
            others: before it joins, after it has left, or where it plays another part.
        """
        return self.persona_stages.required_stages_of(persona)

    # ------------------------------------------------------------------ who can go where

    @property
    def outgoing(self) -> Mapping[Element, tuple[Transition, ...]]:
        """For each touchpoint or stage that transitions leave, these transitions."""
        return self.reachability.outgoing

    @property
    def incoming(self) -> Mapping[Element, tuple[Transition, ...]]:
        """For each touchpoint or stage at which transitions arrive, these transitions."""
        return self.reachability.incoming

    def is_open(self, transition: Transition, persona: str) -> bool:
        """Whether a persona may take a transition.

        Args:
            transition: One of the journey's.
            persona: The key of the persona.

        Returns:
            False when it is meant for others or its guard is surely false; an unknown guard
            lets everybody through. Where it leads to what only others do, they take it while the
            persona waits.
        """
        return self.reachability.is_open(transition, persona)

    @property
    def graph(self) -> EffectiveGraph:
        """The effective graph for anybody at all."""
        return self.reachability.graph

    def graph_for(self, persona: str) -> EffectiveGraph:
        """The effective graph as one persona may walk it.

        Args:
            persona: The key of the persona.

        Returns:
            The graph of the touchpoints it comes to and the transitions open to it; the one
            for everybody, where nothing is closed to it.
        """
        return self.reachability.graph_for(persona)

    @property
    def entries(self) -> tuple[Touchpoint, ...]:
        """Where journeys start."""
        return self.reachability.entries

    @property
    def exits(self) -> tuple[Touchpoint, ...]:
        """Where journeys end."""
        return self.reachability.exits

    def reachable(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints that can be reached from an entry.

        Args:
            persona: The key of the persona who walks; if left out, any of them or somebody else.

        Returns:
            Their keys; what can come at any time is always among them.
        """
        return self.reachability.reachable(persona)

    def can_reach(self, persona: str, touchpoint: str) -> bool:
        """Whether a persona can come to a touchpoint.

        Args:
            persona: The key of the persona.
            touchpoint: The key of the touchpoint.

        Returns:
            True if a walk from an entry leads there, or it can come at any time.
        """
        return self.reachability.can_reach(persona, touchpoint)

    def on_complete_walks(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints on some walk from an entry to an exit, or to where people leave.

        Args:
            persona: The key of the persona who walks; if left out, any of them or somebody else.

        Returns:
            Their keys; what can come at any time is always among them.
        """
        return self.reachability.on_complete_walks(persona)

    @property
    def has_entry(self) -> bool:
        """Whether there is a place where anybody, or a persona, can start."""
        return self.reachability.has_entry

    @property
    def can_finish(self) -> bool:
        """Whether anybody, or a persona, comes from an entry to an exit."""
        return self.reachability.can_finish

    @property
    def taken_transitions(self) -> frozenset[Transition]:
        """The transitions on some complete walk of some persona.

        Without personas, anybody walks. A hand-off is taken where somebody comes to hand over and
        somebody can go on from there.
        """
        return self.reachability.taken_transitions

    @property
    def unavoidable(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that every walk from an entry to an exit passes, in order."""
        return self.reachability.unavoidable

    @property
    def dead_ends(self) -> tuple[Touchpoint, ...]:
        """The touchpoints after which nothing follows, though nobody is meant to end there.

        Where a persona goes on all the same, by a way of its own, it is none.
        """
        return self.reachability.dead_ends

    @property
    def traps(self) -> tuple[tuple[Touchpoint, ...], ...]:
        """The cycles that no walk leaves and no journey ends in, for anybody at all."""
        return self.reachability.traps


def view_of(journey: Journey | View) -> View:
    """Look at a journey.

    Args:
        journey: The journey; a view of it is taken as it is, so that its answers are shared.

    Returns:
        A view that answers the questions of rules and measures, each once.

    Raises:
        ModelError: It is something else.

    Example:
        >>> view_of(None)
        Traceback (most recent call last):
        journeykit.errors.ModelError: expected a journey, got None
    """
    if isinstance(journey, View):
        return journey
    return View(fields.expect(journey, Journey, "a journey"))
