"""The view: a journey with the questions that rules and measures ask, each answered once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from journeykit.details import (
    Element,
    ElementKind,
    Evidence,
    Experience,
    Goal,
    Location,
    Metric,
    Opportunity,
    Pain,
    Segment,
    System,
)
from journeykit.emotions import Emotion
from journeykit.errors import UnknownReferenceError
from journeykit.graph.effective import EffectiveGraph
from journeykit.graph.forks import is_impossible
from journeykit.graph.handoffs import Beside, beside, handoffs_of
from journeykit.guards import Facts, Guard
from journeykit.model import Journey, Persona, Stage, Touchpoint, stage_order
from journeykit.text import slug

_T = TypeVar("_T")

_WISHES: tuple[ElementKind, ...] = ("need", "expectation")
_PARTS_OF_CELL: tuple[ElementKind, ...] = ("persona", "stage", "channel")


class View:
    """A read-only look at a journey; every answer is computed when first asked for and kept.

    Args:
        journey: The journey to look at.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> view = View(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [touchpoint.name for touchpoint in view.entries]
        ['Pays']
    """

    def __init__(self, journey: Journey) -> None:
        """Keep the journey."""
        self.journey = journey
        self._walks: dict[str, EffectiveGraph] = {}
        self._graphs: dict[tuple[frozenset[str] | None, tuple[int, ...]], EffectiveGraph] = {}
        self._answers: dict[tuple[str, str | None], frozenset[str]] = {}

    # ------------------------------------------------------------------ things by their keys

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return self.journey.touchpoints

    @cached_property
    def _touchpoints(self) -> dict[str, Touchpoint]:
        return {touchpoint.key: touchpoint for touchpoint in self.touchpoints}

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.key: stage for stage in self.journey.stages}

    @cached_property
    def _personas(self) -> dict[str, Persona]:
        return {persona.key: persona for persona in self.journey.personas}

    @cached_property
    def _homes(self) -> dict[str, Stage]:
        return {t.key: stage for stage in self.journey.stages for t in stage.touchpoints}

    def touchpoint(self, key: str) -> Touchpoint:
        """The touchpoint of a key.

        Args:
            key: The key.

        Returns:
            The touchpoint.

        Raises:
            UnknownReferenceError: There is none.
        """
        return _named("touchpoint", key, self._touchpoints)

    def stage(self, key: str) -> Stage:
        """The stage of a key.

        Args:
            key: The key.

        Returns:
            The stage.

        Raises:
            UnknownReferenceError: There is none.
        """
        return _named("stage", key, self._stages)

    def persona(self, key: str) -> Persona:
        """The persona of a key.

        Args:
            key: The key.

        Returns:
            The persona.

        Raises:
            UnknownReferenceError: There is none.
        """
        return _named("persona", key, self._personas)

    def stage_of(self, touchpoint: str) -> Stage | None:
        """The stage that a touchpoint stands in.

        Args:
            touchpoint: The key of the touchpoint.

        Returns:
            The stage; None for one that can come at any time.
        """
        return self._homes.get(touchpoint)

    def name_of(self, element: Element) -> str:
        """What a person would call an element.

        Args:
            element: Its address.

        Returns:
            Its name, or its address when it has none.
        """
        if element.kind == "journey":
            return self.journey.name
        if element.kind == "cell":
            return " × ".join(
                self.name_of(Element(kind, (key,)))
                for kind, key in zip(_PARTS_OF_CELL, element.keys, strict=False)
            )
        if element.kind == "transition":
            return " → ".join(
                self._touchpoints[key].name
                if key in self._touchpoints
                else self._stages[key].name
                if key in self._stages
                else key
                for key in element.keys
            )
        return self._names.get(element, element.keys[-1] if element.keys else element.kind)

    @cached_property
    def _names(self) -> dict[Element, str]:
        """The names of everything that has one."""
        journey = self.journey
        named: list[Persona | Stage | Touchpoint] = [
            *journey.personas,
            *journey.stages,
            *self.touchpoints,
        ]
        names = {each.element: each.name for each in named}
        names |= {Element("pain", (pain.key,)): pain.text for pain, _ in self.pains}
        names |= {Element("opportunity", (o.key,)): o.name for o in journey.opportunities}
        names |= {Element("metric", (m.key,)): m.name for m, _ in self.metrics}
        names |= {Element("segment", (s.key,)): s.name for s in journey.segments}
        names |= {Element("system", (s.key,)): s.name for s in journey.systems}
        channels = {c.key: c.name for t in self.touchpoints for c in t.channels}
        names |= {Element("channel", (key,)): name for key, name in channels.items()}
        for touchpoint in self.touchpoints:
            names |= {Element("system", (s.key,)): s.name for s in touchpoint.systems}
        for persona in journey.personas:
            names |= {Element("goal", (persona.key, g.key)): g.name for g in persona.goals}
            names |= {Element("goal", (g.key,)): g.name for g in persona.goals}
            names |= {Element("need", (persona.key, slug(n))): n for n in persona.needs}
            names |= {
                Element("expectation", (persona.key, slug(e))): e for e in persona.expectations
            }
            names |= {Element("behaviour", (persona.key, slug(b))): b for b in persona.behaviours}
            wanted = (*persona.prefers, *persona.avoids)
            names |= {Element("channel", (c.key,)): c.name for c in wanted}
        names |= {Element("channel", (c.key,)): c.name for c in journey.channels}
        return names

    @cached_property
    def wishes(self) -> dict[str, dict[str, str]]:
        """For each persona, goals, needs and expectations: key to words."""
        return {
            persona.key: {slug(text): text for text in (*persona.needs, *persona.expectations)}
            | {goal.key: goal.name for goal in persona.goals}
            for persona in self.journey.personas
        }

    @cached_property
    def softer_wishes(self) -> tuple[tuple[Persona, Element, str], ...]:
        """Every need and expectation: whose it is, its address and its words."""
        return tuple(
            (persona, Element(kind, (persona.key, slug(text))), text)
            for persona in self.journey.personas
            for kind, texts in zip(_WISHES, (persona.needs, persona.expectations), strict=True)
            for text in texts
        )

    def has(self, element: Element) -> bool:
        """Whether an element is in the journey.

        Args:
            element: Its address.

        Returns:
            True if the journey has it; a cell is there when its persona and its stage are, a
            role when the journey means to cover it.
        """
        if element.kind == "journey":
            return element.key == self.journey.key
        if element.kind == "role":
            return element.key in self.scope
        if element.kind == "cell":
            return all(
                Element(kind, (key,)) in self._names
                for kind, key in zip(_PARTS_OF_CELL, element.keys, strict=False)
            )
        if element.kind == "transition":
            return element in self._transitions
        return element in self._names

    @cached_property
    def _transitions(self) -> frozenset[Element]:
        return frozenset(transition.element for transition in self.journey.transitions)

    def keys_of_kind(self, kind: str) -> tuple[str, ...]:
        """The keys of everything of one kind, for a proposal.

        Args:
            kind: The kind of element.

        Returns:
            The keys, sorted; several that make one address are joined by a slash.
        """
        return tuple(sorted("/".join(e.keys) for e in self._names if e.kind == kind))

    def location_of(self, element: Element) -> Location | None:
        """Where an element was written.

        Args:
            element: Its address; for a cell or a transition, its parts are asked in turn.

        Returns:
            The location, or None when nobody remembers.
        """
        if element.kind == "journey":
            return self.journey.location
        known: dict[str, Sequence[Mapping[str, Persona | Stage | Touchpoint]]] = {
            "persona": (self._personas,),
            "stage": (self._stages,),
            "touchpoint": (self._touchpoints,),
            "transition": (self._touchpoints, self._stages),
            "cell": (self._stages, self._personas),
            "goal": (self._personas,),
            "need": (self._personas,),
            "expectation": (self._personas,),
            "behaviour": (self._personas,),
        }
        for things in known.get(element.kind, ()):
            for key in element.keys:
                if key in things and things[key].location is not None:
                    return things[key].location
        for place in self.places.get(element, ()):
            written = self.location_of(place)
            if written is not None:
                return written
        return None

    # ------------------------------------------------------------------ the order of stages

    @cached_property
    def earlier(self) -> dict[str, frozenset[str]]:
        """For each stage, every stage that comes before it, however far."""
        direct = {stage.key: before for stage, before in stage_order(self.journey.stages)}
        found: dict[str, frozenset[str]] = {}
        waiting = list(direct)
        while waiting:
            for key in waiting:
                if all(before in found for before in direct[key]):
                    found[key] = frozenset(direct[key]).union(*(found[b] for b in direct[key]))
            waiting = [key for key in waiting if key not in found]
        return found

    @cached_property
    def filled_stages(self) -> tuple[Stage, ...]:
        """The stages that hold touchpoints."""
        return tuple(stage for stage in self.journey.stages if stage.touchpoints)

    @cached_property
    def required_stages(self) -> tuple[Stage, ...]:
        """The stages that are not optional."""
        return tuple(stage for stage in self.journey.stages if not stage.optional)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every canonical role that a stage plays."""
        return frozenset(role for stage in self.journey.stages for role in stage.roles)

    @cached_property
    def scope(self) -> frozenset[str]:
        """The canonical roles that the journey means to cover.

        What it says itself, or what the stage model it started from says; else the roles that
        its stages play, because a map cannot be blamed for what it never set out to show.
        """
        return frozenset(self.journey.scope) or self.roles

    def home_of(self, step: Element) -> str:
        """The stage in which one end of a transition lies.

        Args:
            step: The address of a touchpoint or a stage.

        Returns:
            The key of the stage; empty for a touchpoint that can come at any time.
        """
        if step.kind == "stage":
            return step.key
        home = self._homes.get(step.key)
        return "" if home is None else home.key

    @cached_property
    def purposes(self) -> frozenset[str]:
        """Everything that some touchpoint is for."""
        return frozenset(touchpoint.purpose for touchpoint in self.touchpoints)

    def stages_with_role(self, *roles: str) -> tuple[Stage, ...]:
        """The stages that play one of some roles.

        Args:
            *roles: Canonical roles.

        Returns:
            The stages, in order.
        """
        wanted = set(roles)
        return tuple(stage for stage in self.journey.stages if wanted.intersection(stage.roles))

    # ------------------------------------------------------------------ personas and cells

    def touchpoints_of(self, persona: str) -> tuple[Touchpoint, ...]:
        """The touchpoints that a persona comes to.

        Args:
            persona: The key of the persona.

        Returns:
            The touchpoints, in order.
        """
        return self._by_persona[persona]

    @cached_property
    def _by_persona(self) -> dict[str, tuple[Touchpoint, ...]]:
        return _meetings(self.touchpoints, [persona.key for persona in self.journey.personas])

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and stage, by key, the touchpoints where they meet."""
        people = [persona.key for persona in self.journey.personas]
        return {
            (persona, stage.key): met
            for stage in self.journey.stages
            for persona, met in _meetings(stage.touchpoints, people).items()
        }

    def channels_of(self, persona: str) -> frozenset[str]:
        """The channels on which a persona meets something, and their categories.

        Args:
            persona: The key of the persona.

        Returns:
            Keys of channels, and names of categories.
        """
        if len(self.touchpoints_of(persona)) == len(self.touchpoints):
            return self._all_channels
        return _channel_words(self.touchpoints_of(persona))

    @cached_property
    def channel_keys(self) -> dict[str, frozenset[str]]:
        """For each touchpoint, by key, the keys of the channels it happens on."""
        return {t.key: frozenset(c.key for c in t.channels) for t in self.touchpoints}

    @cached_property
    def _all_channels(self) -> frozenset[str]:
        return _channel_words(self.touchpoints)

    @cached_property
    def named_personas(self) -> frozenset[str]:
        """The keys of the personas that something on the map speaks of."""
        named: set[str] = set()
        for touchpoint in self.touchpoints:
            named.update(touchpoint.personas)
            named.update(experience.persona for experience in touchpoint.experiences)
            named.update(served.persona for served in touchpoint.served)
        for transition in self.journey.transitions:
            named.update(transition.personas)
        named.update(cell.persona for cell in self.journey.excluded)
        for opportunity in self.journey.opportunities:
            named.update(e.key for e in opportunity.addresses if e.kind in {"persona", "cell"})
        return frozenset(named)

    @cached_property
    def excluded(self) -> dict[tuple[str, str], str]:
        """For each cell that is not applicable, the reason."""
        return {(cell.persona, cell.stage): cell.reason for cell in self.journey.excluded}

    def span(self, persona: str) -> tuple[Stage, ...]:
        """The stages in which a persona should meet something.

        Args:
            persona: The key of the persona.

        Returns:
            The stages that are neither optional nor, for this persona, not applicable.
        """
        return tuple(s for s in self.required_stages if (persona, s.key) not in self.excluded)

    # ------------------------------------------------------------------ walking

    @cached_property
    def segment_facts(self) -> dict[str, Facts]:
        """For each persona, what guards may know, membership of segments included."""
        facts: dict[str, Facts] = {}
        for persona in self.journey.personas:
            known = dict(persona.facts)
            for segment in self.journey.segments:
                member = segment.where.holds(persona.facts) if segment.where else None
                if member is not None:
                    known[f"segment:{segment.key}"] = member
            facts[persona.key] = known
        return facts

    @cached_property
    def outgoing(self) -> dict[Element, tuple[int, ...]]:
        """For each touchpoint or stage that transitions leave, their numbers."""
        leaving: dict[Element, list[int]] = {}
        for place, transition in enumerate(self.journey.transitions):
            leaving.setdefault(transition.source, []).append(place)
        return {source: tuple(places) for source, places in leaving.items()}

    def is_open(self, place: int, persona: str) -> bool:
        """Whether a persona may take a transition.

        Args:
            place: The number of the transition.
            persona: The key of the persona.

        Returns:
            False when it is meant for others or its guard is surely false; an unknown guard
            lets everybody through.
        """
        transition = self.journey.transitions[place]
        if transition.personas and persona not in transition.personas:
            return False
        when = transition.when
        if not isinstance(when, Guard):
            return True
        facts = self.segment_facts[persona]
        if not when.is_otherwise:
            return when.holds(facts) is not False
        siblings = (self.journey.transitions[n] for n in self.outgoing[transition.source])
        return not any(
            isinstance(other.when, Guard)
            and not other.when.is_otherwise
            and (not other.personas or persona in other.personas)
            and other.when.holds(facts)
            for other in siblings
        )

    @cached_property
    def walks(self) -> EffectiveGraph:
        """The effective graph for anybody at all."""
        return self._graphs.setdefault(
            (None, ()),
            EffectiveGraph(self.journey, lambda _: True, lambda _place, _transition: True),
        )

    def walks_of(self, persona: str) -> EffectiveGraph:
        """The effective graph as one persona may walk it.

        Args:
            persona: The key of the persona.

        Returns:
            The graph of the touchpoints it comes to and the transitions open to it; the one
            for everybody, where nothing is closed to it.
        """
        if persona not in self._walks:
            met = self.touchpoints_of(persona)
            alike = (
                frozenset(t.key for t in met) if len(met) < len(self.touchpoints) else None,
                tuple(n for n in self._limited if not self.is_open(n, persona)),
            )
            if alike not in self._graphs:
                self._graphs[alike] = EffectiveGraph(
                    self.journey,
                    lambda touchpoint: touchpoint.is_for(persona),
                    lambda place, _: self.is_open(place, persona),
                    self.beside(persona),
                )
            self._walks[persona] = self._graphs[alike]
        return self._walks[persona]

    @cached_property
    def handoffs(self) -> frozenset[int]:
        """The numbers of the transitions at which one persona hands over to another."""
        return handoffs_of(self.journey)

    def beside(self, persona: str) -> Beside:
        """What the hand-offs between personas mean for one of them.

        Args:
            persona: The key of the persona.

        Returns:
            What others do while it waits, and where it joins and leaves.
        """
        return beside(self.journey, self.touchpoints_of(persona), self.handoffs)

    @cached_property
    def _limited(self) -> tuple[int, ...]:
        """The transitions that are not open to everybody."""
        return tuple(
            place
            for place, transition in enumerate(self.journey.transitions)
            if transition.personas or isinstance(transition.when, Guard)
        )

    @cached_property
    def entries(self) -> tuple[Touchpoint, ...]:
        """Where journeys start."""
        return tuple(self.walks.touchpoints[n] for n in self.walks.entries)

    @cached_property
    def exits(self) -> tuple[Touchpoint, ...]:
        """Where journeys end."""
        return tuple(self.walks.touchpoints[n] for n in self.walks.exits)

    @cached_property
    def any_time(self) -> frozenset[str]:
        """The keys of the touchpoints that can come at any time."""
        return frozenset(touchpoint.key for touchpoint in self.journey.any_time)

    def reachable(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints that can be reached from an entry.

        Args:
            persona: The key of the persona who walks; anybody if left out.

        Returns:
            Their keys; what can come at any time is always among them.
        """
        return self._keys("reachable", persona)

    def reaches(self, persona: str, touchpoint: str) -> bool:
        """Whether a persona can come to a touchpoint.

        Args:
            persona: The key of the persona.
            touchpoint: The key of the touchpoint.

        Returns:
            True if a walk from an entry leads there, or it can come at any time.
        """
        walks = self.walks_of(persona)
        number = walks.number.get(touchpoint)
        return number is not None and (number in walks.reachable or touchpoint in self.any_time)

    def complete(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints on some walk from an entry to an exit.

        Args:
            persona: The key of the persona who walks; anybody if left out.

        Returns:
            Their keys; what can come at any time is among them if there is such a walk at all.
        """
        return self._keys("complete", persona)

    def _keys(self, question: str, persona: str | None) -> frozenset[str]:
        if (question, persona) not in self._answers:
            walks = self.walks if persona is None else self.walks_of(persona)
            count = len(walks.touchpoints)
            found = {walks.touchpoints[n].key for n in getattr(walks, question) if n < count}
            if found:
                found |= {key for key in self.any_time if key in walks.number}
            self._answers[question, persona] = frozenset(found)
        return self._answers[question, persona]

    @cached_property
    def taken_transitions(self) -> frozenset[int]:
        """The numbers of the transitions on some complete walk of some persona.

        Without personas, anybody walks.
        """
        everybody = [self.walks_of(p.key) for p in self.journey.personas] or [self.walks]
        return frozenset().union(*(walks.complete_transitions for walks in set(everybody)))

    @cached_property
    def dead_ends(self) -> tuple[Touchpoint, ...]:
        """The touchpoints, not exits, after which nothing can follow."""
        walks = self.walks
        exits = set(walks.exits)
        return tuple(
            touchpoint
            for number, touchpoint in enumerate(walks.touchpoints)
            if number not in exits
            and touchpoint.key not in self.any_time
            and not walks.steps_from(number)
        )

    @cached_property
    def loops(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """The cycles that declared transitions make: their nodes and their transitions.

        The nodes are numbered as in :attr:`walks`. What is merely unordered is no cycle.
        """
        walks = self.walks
        home = {
            node: number for number, component in enumerate(walks.components) for node in component
        }
        inside: dict[int, list[int]] = {}
        for place, (source, target) in walks.declared.items():
            if home[source] == home[target]:
                inside.setdefault(home[source], []).append(place)
        return tuple(
            (walks.components[number], tuple(places)) for number, places in sorted(inside.items())
        )

    @cached_property
    def traps(self) -> tuple[tuple[Touchpoint, ...], ...]:
        """The cycles that no walk leaves and no journey ends in."""
        walks = self.walks
        exits = set(walks.exits)
        count = len(walks.touchpoints)
        found = []
        for component, _ in self.loops:
            members = set(component)
            inside = [n for n in component if n < count]
            leaves = any(t not in members for n in component for t, _ in walks.following[n])
            if inside and not leaves and not exits.intersection(members):
                found.append(tuple(walks.touchpoints[n] for n in inside))
        return tuple(found)

    @cached_property
    def tried_transitions(self) -> frozenset[int]:
        """The numbers of the transitions that some persona can come to and take."""
        graphs = {id(graph): graph for graph in map(self.walks_of, self._personas)}
        return frozenset(
            place
            for graph in graphs.values()
            for place, (source, _) in graph.declared.items()
            if source in graph.reachable
        )

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """The segments by key."""
        return {segment.key: segment for segment in self.journey.segments}

    @cached_property
    def impossible(self) -> frozenset[str | Guard]:
        """The guards on transitions that no customer at all can meet."""
        guards = {t.when for t in self.journey.transitions if isinstance(t.when, Guard)}
        return frozenset(guard for guard in guards if is_impossible(guard, self.segments))

    # ------------------------------------------------------------------ what was said, and where

    @cached_property
    def experiences(self) -> tuple[tuple[Touchpoint, Experience], ...]:
        """Every experience, with its touchpoint."""
        return tuple((t, experience) for t in self.touchpoints for experience in t.experiences)

    @cached_property
    def experiences_of(self) -> dict[str, tuple[tuple[Touchpoint, Experience], ...]]:
        """For each persona who has any, every experience with its touchpoint."""
        lived: dict[str, list[tuple[Touchpoint, Experience]]] = {}
        for touchpoint, experience in self.experiences:
            lived.setdefault(experience.persona, []).append((touchpoint, experience))
        return {persona: tuple(found) for persona, found in lived.items()}

    @cached_property
    def emotions(self) -> tuple[tuple[Touchpoint, str, Emotion], ...]:
        """Every emotion, with its touchpoint and the key of its persona."""
        return tuple((t, e.persona, e.emotion) for t, e in self.experiences if e.emotion)

    @cached_property
    def valences(self) -> dict[str, dict[str, float]]:
        """For each persona, by key, what it feels at each touchpoint where that was said."""
        valences: dict[str, dict[str, float]] = {p: {} for p in self._personas}
        for touchpoint, persona, emotion in self.emotions:
            valences[persona][touchpoint.key] = emotion.valence
        return valences

    @cached_property
    def places(self) -> dict[Element, tuple[Element, ...]]:
        """For each pain and each metric, where it hurts or what it measures."""
        places: dict[Element, list[Element]] = {}
        for pain, at in self.pains:
            places.setdefault(Element("pain", (pain.key,)), []).append(at)
        for metric, at in self.metrics:
            places.setdefault(Element("metric", (metric.key,)), []).append(at)
        return {element: tuple(dict.fromkeys(found)) for element, found in places.items()}

    @cached_property
    def pains(self) -> tuple[tuple[Pain, Element], ...]:
        """Every pain, with the element that it hurts at."""
        return tuple(self._all_pains())

    def _all_pains(self) -> Iterator[tuple[Pain, Element]]:
        for persona in self.journey.personas:
            yield from ((pain, persona.element) for pain in persona.pains)
        for stage in self.journey.stages:
            yield from ((pain, stage.element) for pain in stage.pains)
        for touchpoint, experience in self.experiences:
            yield from ((pain, touchpoint.element) for pain in experience.pains)
        for transition in self.journey.transitions:
            yield from ((pain, transition.element) for pain in transition.pains)

    @cached_property
    def explained(self) -> frozenset[str]:
        """The touchpoints of which somebody said what hurts, by key.

        It hurts there, in the stage as a whole, on the way there, or one declared step before:
        who leaves the basket does so because of the checkout.
        """
        sore = {at.key for _, at in self.pains if at.kind == "touchpoint"}
        explained = set(sore)
        for stage in self.journey.stages:
            if stage.pains:
                explained.update(touchpoint.key for touchpoint in stage.touchpoints)
        for transition in self.journey.transitions:
            source, target = transition.source, transition.target
            led = source.kind == "touchpoint" and source.key in sore
            if target.kind == "touchpoint" and (led or transition.pains):
                explained.add(target.key)
        return frozenset(explained)

    @cached_property
    def metrics(self) -> tuple[tuple[Metric, Element], ...]:
        """Every metric, with the element that it measures."""
        owners: list[Journey | Stage | Touchpoint] = [
            self.journey,
            *self.journey.stages,
            *self.touchpoints,
        ]
        return tuple((metric, owner.element) for owner in owners for metric in owner.metrics)

    @cached_property
    def measured_stages(self) -> tuple[Stage, ...]:
        """The stages with touchpoints that something measures: in whole, or at a touchpoint."""
        return tuple(
            stage
            for stage in self.filled_stages
            if stage.metrics or any(touchpoint.metrics for touchpoint in stage.touchpoints)
        )

    @cached_property
    def evidence(self) -> dict[Element, tuple[Evidence, ...]]:
        """For each touchpoint and persona that has evidence, what stands behind it."""
        things: list[Touchpoint | Persona] = [*self.touchpoints, *self.journey.personas]
        return {thing.element: thing.evidence for thing in things if thing.evidence}

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """Every mention of a system: where the journey declares it, and where it is used."""
        used = (system for touchpoint in self.touchpoints for system in touchpoint.systems)
        return (*self.journey.systems, *used)

    @cached_property
    def has_owners(self) -> bool:
        """Whether anybody answers for anything."""
        journey = self.journey
        owners = [
            journey.owner,
            *(touchpoint.owner for touchpoint in self.touchpoints),
            *(opportunity.owner for opportunity in journey.opportunities),
            *(system.owner for system in self.systems),
        ]
        return any(owner is not None for owner in owners)

    @cached_property
    def has_waivers(self) -> bool:
        """Whether any finding is accepted anywhere."""
        return (
            bool(self.journey.waivers)
            or any(stage.waivers for stage in self.journey.stages)
            or any(touchpoint.waivers for touchpoint in self.touchpoints)
        )

    @cached_property
    def goals(self) -> tuple[tuple[Persona, Goal], ...]:
        """Every goal, with the persona who has it."""
        return tuple((persona, goal) for persona in self.journey.personas for goal in persona.goals)

    @cached_property
    def servers(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and each wish, by key, the touchpoints that serve it."""
        servers: dict[tuple[str, str], list[Touchpoint]] = {}
        for touchpoint in self.touchpoints:
            for served in touchpoint.served:
                servers.setdefault((served.persona, served.key), []).append(touchpoint)
        return {wish: tuple(touchpoints) for wish, touchpoints in servers.items()}

    @cached_property
    def answers(self) -> dict[Element, tuple[Opportunity, ...]]:
        """For each element, the opportunities that address it and were not dropped."""
        answers: dict[Element, list[Opportunity]] = {}
        for opportunity in self.journey.opportunities:
            for element in opportunity.addresses if opportunity.open else ():
                answers.setdefault(element, []).append(opportunity)
        return {element: tuple(found) for element, found in answers.items()}

    def is_answered(self, pain: Pain, at: Element) -> bool:
        """Whether anything is done or planned about a pain.

        Args:
            pain: The pain.
            at: Where it hurts.

        Returns:
            True when the pain has a response, or an opportunity addresses it, its place, or
            the stage that the place is in.
        """
        return bool(
            pain.response
            or Element("pain", (pain.key,)) in self.answers
            or self.opportunities_at(at)
        )

    def opportunities_at(self, step: Element) -> tuple[Opportunity, ...]:
        """The opportunities that would change a touchpoint, a stage or whatever it is.

        Args:
            step: Its address.

        Returns:
            Those that address it, then those that address the stage it is in.
        """
        here = self.answers.get(step, ())
        stage = self.stage_of(step.key) if step.kind == "touchpoint" else None
        return here if stage is None else (*here, *self.answers.get(stage.element, ()))


def view_of(journey: Journey) -> View:
    """Look at a journey.

    Args:
        journey: The journey.

    Returns:
        A view that answers the questions of rules and measures, each once.
    """
    return View(journey)


def _meetings(
    touchpoints: tuple[Touchpoint, ...], personas: Sequence[str]
) -> dict[str, tuple[Touchpoint, ...]]:
    """For each persona, who of some touchpoints is for them; all share what is for everybody."""
    if not any(touchpoint.personas for touchpoint in touchpoints):
        return dict.fromkeys(personas, touchpoints)
    return {key: tuple(t for t in touchpoints if t.is_for(key)) for key in personas}


def _channel_words(touchpoints: Iterable[Touchpoint]) -> frozenset[str]:
    """The keys of the channels of some touchpoints, and their categories."""
    channels = {channel for touchpoint in touchpoints for channel in touchpoint.channels}
    return frozenset(word for c in channels for word in (c.key, c.category) if word)


def _named(kind: str, key: str, known: dict[str, _T]) -> _T:
    """The thing of a key, which must be there."""
    try:
        return known[key]
    except KeyError:
        raise UnknownReferenceError(kind, key, known=known) from None
