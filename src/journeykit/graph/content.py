"""The content of a journey: experiences, pains, metrics, goals, and what answers them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from journeykit.addresses import Element
from journeykit.arguments import characters
from journeykit.emotions import Emotion
from journeykit.experience import Experience, Goal
from journeykit.graph.index import Index
from journeykit.management import Evidence, Opportunity, System
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.pains import Pain


class Content:
    """What is said of the parts of a journey, gathered by kind.

    Args:
        index: The journey by key.
    """

    def __init__(self, index: Index) -> None:
        """Keep the index."""
        self.index = index

    @cached_property
    def experiences(self) -> tuple[tuple[Touchpoint, Experience], ...]:
        """Every experience, with its touchpoint."""
        return tuple(
            (t, experience) for t in self.index.touchpoints for experience in t.experiences
        )

    @cached_property
    def experiences_of(self) -> dict[str, tuple[tuple[Touchpoint, Experience], ...]]:
        """For each persona who has any, every experience with its touchpoint."""
        lived: dict[str, list[tuple[Touchpoint, Experience]]] = {}
        for touchpoint, experience in self.experiences:
            lived.setdefault(experience.persona, []).append((touchpoint, experience))
        return {persona: tuple(experiences) for persona, experiences in lived.items()}

    @cached_property
    def emotions(self) -> tuple[tuple[Touchpoint, str, Emotion], ...]:
        """Every emotion, with its touchpoint and the key of its persona."""
        return tuple((t, e.persona, e.emotion) for t, e in self.experiences if e.emotion)

    @cached_property
    def feelings(self) -> dict[str, dict[str, Emotion]]:
        """For each persona, by key, its emotion at each touchpoint where that was said."""
        feelings: dict[str, dict[str, Emotion]] = {
            persona: {} for persona in self.index.personas_by_key
        }
        for touchpoint, persona, emotion in self.emotions:
            feelings[persona][touchpoint.key] = emotion
        return feelings

    def valence(self, touchpoint: str, persona: str) -> float | None:
        """What a persona feels at a touchpoint, both by key; None when that was not said."""
        emotion = self.feelings.get(persona, {}).get(touchpoint)
        return None if emotion is None else emotion.level

    @cached_property
    def ordered_touchpoints(self) -> frozenset[str]:
        """The keys of the touchpoints of which a declared transition tells when they come."""
        ends = (
            end for step in self.index.journey.transitions for end in (step.source, step.target)
        )
        return frozenset(end.key for end in ends if end.kind == "touchpoint")

    @cached_property
    def valences(self) -> dict[str, dict[str, float]]:
        """For each persona, by key, what it feels at each touchpoint where that was said."""
        valences: dict[str, dict[str, float]] = {p: {} for p in self.index.personas_by_key}
        for touchpoint, persona, emotion in self.emotions:
            valences[persona][touchpoint.key] = emotion.level
        return valences

    @cached_property
    def occurrences(self) -> dict[Element, tuple[Element, ...]]:
        """For each pain and each metric, where it hurts or what it measures."""
        elements: dict[Element, list[Element]] = {}
        for pain, at in self.pains:
            elements.setdefault(pain.element, []).append(at)
        for metric, at in self.metrics:
            elements.setdefault(metric.element, []).append(at)
        return {
            element: tuple(dict.fromkeys(occurrences)) for element, occurrences in elements.items()
        }

    @cached_property
    def pains(self) -> tuple[tuple[Pain, Element], ...]:
        """Every pain, with the element that it hurts at."""
        return tuple(self._all_pains())

    def _all_pains(self) -> Iterator[tuple[Pain, Element]]:
        yield from ((pain, self.index.journey.element) for pain in self.index.journey.pains)
        for persona in self.index.journey.personas:
            yield from ((pain, persona.element) for pain in persona.pains)
        for stage in self.index.journey.stages:
            yield from ((pain, stage.element) for pain in stage.pains)
        for touchpoint, experience in self.experiences:
            yield from ((pain, touchpoint.element) for pain in experience.pains)
        for transition in self.index.journey.transitions:
            yield from ((pain, transition.element) for pain in transition.pains)

    @cached_property
    def explained_touchpoints(self) -> frozenset[str]:
        """The touchpoints of which somebody said what hurts, by key.

        It hurts there, in the stage as a whole, on the way there, or one declared step before:
        who leaves the basket does so because of the checkout.
        """
        sore = {at.key for _, at in self.pains if at.kind == "touchpoint"}
        explained = set(sore)
        for stage in self.index.journey.stages:
            if stage.pains:
                explained.update(touchpoint.key for touchpoint in stage.touchpoints)
        for transition in self.index.journey.transitions:
            source, target = transition.source, transition.target
            led = source.kind == "touchpoint" and source.key in sore
            if target.kind == "touchpoint" and (led or transition.pains):
                explained.add(target.key)
        return frozenset(explained)

    @cached_property
    def metrics(self) -> tuple[tuple[Metric, Element], ...]:
        """Every metric, with the element that it measures."""
        owners: list[Journey | Stage | Touchpoint] = [
            self.index.journey,
            *self.index.journey.stages,
            *self.index.touchpoints,
        ]
        return tuple((metric, owner.element) for owner in owners for metric in owner.metrics)

    @cached_property
    def metrics_by_word(self) -> dict[str, Metric]:
        """Every metric by its key and its name, as opportunities name it."""
        words = {metric.name: metric for metric, _ in self.metrics}
        return words | {metric.key: metric for metric, _ in self.metrics}

    @cached_property
    def measured_stages(self) -> tuple[Stage, ...]:
        """The stages with touchpoints that something measures: in whole, or at a touchpoint."""
        return tuple(
            stage
            for stage in self.index.filled_stages
            if stage.metrics or any(touchpoint.metrics for touchpoint in stage.touchpoints)
        )

    def has_evidence(self, touchpoint: Touchpoint) -> bool:
        """Whether more than an assumption stands behind a touchpoint."""
        return any(evidence.kind != "assumed" for evidence in touchpoint.evidence) or any(
            lived.emotion is not None and lived.emotion.basis in {"observed", "reported"}
            for lived in touchpoint.experiences
        )

    @cached_property
    def is_known_as_a_whole(self) -> bool:
        """Whether more than an assumption stands behind the journey as a whole."""
        return any(evidence.kind != "assumed" for evidence in self.index.journey.evidence)

    def belongs_to_what_is_known(self, touchpoint: Touchpoint) -> bool:
        """Whether more than an assumption stands behind its stage, or the whole journey."""
        stage = self.index.stage_of(touchpoint.key)
        of_stage = stage.evidence if stage else ()
        return self.is_known_as_a_whole or any(each.kind != "assumed" for each in of_stage)

    @cached_property
    def evidence(self) -> dict[Element, tuple[Evidence, ...]]:
        """For the journey and each part of it that has evidence, what stands behind it."""
        elements: list[Journey | Stage | Touchpoint | Persona] = [
            self.index.journey,
            *self.index.journey.stages,
            *self.index.touchpoints,
            *self.index.journey.personas,
        ]
        return {element.element: element.evidence for element in elements if element.evidence}

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """Every mention of a system: where the journey declares it, and where it is used."""
        used = (system for touchpoint in self.index.touchpoints for system in touchpoint.systems)
        return (*self.index.journey.systems, *used)

    @cached_property
    def has_owners(self) -> bool:
        """Whether anybody answers for anything."""
        journey = self.index.journey
        owners = [
            journey.owner,
            *(touchpoint.owner for touchpoint in self.index.touchpoints),
            *(opportunity.owner for opportunity in journey.opportunities),
            *(system.owner for system in self.systems),
        ]
        return any(owner is not None for owner in owners)

    @cached_property
    def has_waivers(self) -> bool:
        """Whether any finding is accepted anywhere."""
        return (
            bool(self.index.journey.waivers)
            or any(stage.waivers for stage in self.index.journey.stages)
            or any(touchpoint.waivers for touchpoint in self.index.touchpoints)
        )

    @cached_property
    def goals(self) -> tuple[tuple[Persona, Goal], ...]:
        """Every goal, with the persona who has it."""
        return tuple(
            (persona, goal) for persona in self.index.journey.personas for goal in persona.goals
        )

    @cached_property
    def serving_touchpoints(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and each wish, by key, the touchpoints that serve it."""
        servers: dict[tuple[str, str], list[Touchpoint]] = {}
        for touchpoint in self.index.touchpoints:
            for served in touchpoint.served:
                servers.setdefault((served.persona, served.key), []).append(touchpoint)
        return {wish: tuple(touchpoints) for wish, touchpoints in servers.items()}

    @cached_property
    def opportunities_by_element(self) -> dict[Element, tuple[Opportunity, ...]]:
        """For each element, the opportunities that address it and were not dropped."""
        answers: dict[Element, list[Opportunity]] = {}
        for opportunity in self.index.journey.opportunities:
            for element in opportunity.addresses if opportunity.open else ():
                answers.setdefault(element, []).append(opportunity)
        return {element: tuple(opportunities) for element, opportunities in answers.items()}

    def touchpoints_serving(self, persona: str, wish: str) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that serve a goal, a need or an expectation."""
        return self.serving_touchpoints.get((characters(persona), characters(wish)), ())

    def is_addressed(self, pain: Pain, at: Element) -> bool:
        """Whether anything is done or planned about a pain."""
        return self.has_response(pain, at) or bool(self.answers_to(pain, at))

    def answers_to(self, pain: Pain, at: Element) -> tuple[Opportunity, ...]:
        """Return the opportunities that would end a pain.

        Args:
            at: Where it hurts.

        Returns:
            Those that name it. Where none does, those for its place that name no pain, if there
            are as many of them as pains there that nothing else answers: one idea is no answer to
            all that hurts at a touchpoint. None of those that are merely for the stage.
        """
        named = self._opportunities_naming(pain)
        if named or at.kind == "stage":
            return named
        here = self.opportunities_at(at)
        return here if len(here) >= self._unnamed_pains.get(at, 0) else ()

    def _opportunities_naming(self, pain: Pain) -> tuple[Opportunity, ...]:
        """The opportunities that say that they would end a pain."""
        return self.opportunities_by_element.get(pain.element, ())

    @cached_property
    def _unnamed_pains(self) -> dict[Element, int]:
        """For each place, how many pains hurt there that no response and no opportunity names."""
        keys_by_element: dict[Element, set[str]] = {}
        for pain, at in self.pains:
            keys = keys_by_element.setdefault(at, set())
            if not self.has_response(pain, at) and not self._opportunities_naming(pain):
                keys.add(pain.key)
        return {at: len(keys) for at, keys in keys_by_element.items()}

    def has_response(self, pain: Pain, at: Element) -> bool:
        """Whether something is done about a pain today.

        Args:
            at: Where it hurts.

        Returns:
            True when it has a response; one that a persona brings along, when it has one anywhere.
        """
        return bool(pain.response) or (
            at.kind == "persona" and pain.key in self.pains_with_response
        )

    @cached_property
    def pains_with_response(self) -> frozenset[str]:
        """The keys of the pains that have a response somewhere."""
        return frozenset(pain.key for pain, _ in self.pains if pain.response)

    def opportunities_at(self, step: Element) -> tuple[Opportunity, ...]:
        """The opportunities that would change a touchpoint, a stage or whatever it is."""
        here = self.opportunities_by_element.get(step, ())
        return tuple(each for each in here if all(e.kind != "pain" for e in each.addresses))
