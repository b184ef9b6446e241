"""The cards of a flow with everything they say, and what is noted about stages and the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from journeykit.addresses import Element
from journeykit.management import Opportunity
from journeykit.metrics import Metric
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import Badge, Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import card, channel_badge, feeling
from journeykit.render.views.findings import Numbers
from journeykit.render.views.flow_scene import FlowScene, ideas_by_element, listed
from journeykit.touchpoints import visitors_among

__all__ = ["WHOLE", "full_card", "notes_by_group"]

WHOLE = "whole"
"""The key of the group of what concerns the whole journey."""


def full_card(
    touchpoint: Touchpoint,
    group: str,
    names: Mapping[str, str],
    *,
    roles: frozenset[str],
    marks: tuple[int, ...],
    ideas: Iterable[Opportunity] = (),
    language: Language = ENGLISH,
) -> Node:
    """Return the card of a touchpoint on which nothing is left out.

    Args:
        group: The key of the group it stands in.
        names: The names of the personas, by key, in order.
        roles: What is true of it in this picture beside what it says itself.
        marks: The numbers of the findings about it.
        ideas: What would make it better.
        language: What the words that are not the author's are said in.

    Returns:
        A node of the role `touchpoint`.
    """
    node = card(touchpoint, group, names, roles=roles, marks=marks, language=language)
    states = (badge for badge in node.badges if badge.kind == "state")
    badges = (
        *_whose(touchpoint, names),
        *(channel_badge(channel, language) for channel in touchpoint.channels),
        *_feelings(touchpoint, names, language),
        *_pains(touchpoint, names, language),
        *(Badge("opportunity", idea.name, "idea", _tone_of(idea)) for idea in ideas),
        *states,
    )
    return attrs.evolve(node, badges=badges)


def _whose(touchpoint: Touchpoint, names: Mapping[str, str]) -> Iterator[Badge]:
    """Who meets it, where not everybody does."""
    visitors = set(visitors_among(touchpoint, names))
    if len(visitors) < len(names):
        for pen, (key, name) in enumerate(names.items()):
            if key in visitors:
                yield Badge("persona", name, pen=pen)


def _feelings(
    touchpoint: Touchpoint, names: Mapping[str, str], language: Language
) -> Iterator[Badge]:
    pens = {key: pen for pen, key in enumerate(names)}
    for experience in touchpoint.experiences:
        if experience.emotion:
            # One persona alone needs no name beside each of its feelings.
            whose = f" · {names[experience.persona]}" if len(names) > 1 else ""
            look = f"emotion:{experience.emotion.level:g}"
            text = feeling(experience, language) + whose
            yield Badge("emotion", text, look, look, pens[experience.persona])


def _pains(touchpoint: Touchpoint, names: Mapping[str, str], language: Language) -> Iterator[Badge]:
    """Each pain point once, with all whom it hurts where they are not all who are there."""
    whose: dict[str, list[str]] = {}
    severity: dict[str, int] = {}
    for experience in touchpoint.experiences:
        for pain in experience.pains:
            whose.setdefault(pain.text, []).append(names[experience.persona])
            severity[pain.text] = max(severity.get(pain.text, 0), pain.severity or 0)
    there = len(visitors_among(touchpoint, names))
    for text in sorted(whose, key=lambda text: -severity[text]):
        people = list(dict.fromkeys(whose[text]))
        suffix = f" · {listed(people, language)}" if len(people) < there else ""
        yield Badge("pain", text + suffix, "pain")


def _tone_of(idea: Opportunity) -> str:
    """Green for what is still to be done, grey for what is done or dropped."""
    return "covered" if idea.open else "not applicable"


def notes_by_group(scene: FlowScene, numbers: Numbers) -> dict[str, list[Node]]:
    """Return what is said of stages and of the whole journey, which no touchpoint tells.

    Args:
        scene: What is shown.
        numbers: The numbers of the findings about each element.

    Returns:
        For each group, by key, feelings, pain points, opportunities and metrics as small notes.
    """
    notes: dict[str, list[Node]] = {}

    def note(group: str, role: str, element: Element, text: str, tone: str) -> None:
        here = notes.setdefault(group, [])
        key = f"{role}/{group}/{element.key}"
        if any(each.key == key and each.text == text for each in here):
            return  # said twice
        alike = sum(1 for each in here if each.element == element)
        here.append(
            Node(
                f"{key}/{alike}" if alike else key,
                text,
                wrap_to_width(text, CARD_WIDTH, 6),
                role,
                group=group,
                tone=tone,
                tooltip=f"{scene.language(role)}: {text}",
                element=element,
                marks=numbers.get(element, ()),
            )
        )

    for group, role, element, text, tone in _said_of_groups(scene):
        note(group, role, element, text, tone)
    if scene.only is not None:
        notes.pop(WHOLE, None)
    return notes


def _said_of_groups(scene: FlowScene) -> Iterator[tuple[str, str, Element, str, str]]:
    """Feelings, pain points, opportunities and metrics: where, which, in which words and tone."""
    language = scene.language
    ideas = ideas_by_element(scene)
    for stage in scene.stages:
        group = f"stage:{stage.key}"
        yield from _feeling_notes(scene, group, stage)
        yield from _pain_notes(group, stage.pains)
        yield from _metric_notes(group, stage.metrics, language)
        yield from _idea_notes(group, ideas.get(stage.element, ()))
    yield from _feeling_notes(scene, WHOLE, scene.journey)
    yield from _pain_notes(WHOLE, scene.journey.pains)
    personas = scene.journey.personas
    for persona in personas if scene.picked is None else (scene.picked,):
        yield from _pain_notes(WHOLE, persona.pains, f" · {persona.name}" * (len(personas) > 1))
    yield from _idea_notes(WHOLE, ideas.get(scene.journey.element, ()))
    yield from _metric_notes(WHOLE, scene.journey.metrics, language)


def _feeling_notes(
    scene: FlowScene, group: str, holder: Stage | Journey
) -> Iterator[tuple[str, str, Element, str, str]]:
    """What is felt in a whole stage or journey, the same feeling once for all who have it."""
    felt: dict[tuple[str, float], list[str]] = {}
    for experience in holder.experiences:
        if experience.emotion is not None:
            words = feeling(experience, scene.language)
            alike = felt.setdefault((words, experience.emotion.level), [])
            alike.append(scene.names[experience.persona])
    for (words, level), names in felt.items():
        whose = f" · {listed(names, scene.language)}" if len(scene.names) > 1 else ""
        yield group, "feeling", holder.element, words + whose, f"emotion:{level:g}"


def _idea_notes(
    group: str, ideas: Iterable[Opportunity]
) -> Iterator[tuple[str, str, Element, str, str]]:
    for idea in ideas:
        yield group, "opportunity", idea.element, idea.name, _tone_of(idea)


def _pain_notes(
    group: str, pains: Iterable[Pain], whose: str = ""
) -> Iterator[tuple[str, str, Element, str, str]]:
    for pain in pains:
        yield group, "pain", Element("pain", (pain.key,)), pain.text + whose, "error"


def _metric_notes(
    group: str, metrics: Iterable[Metric], language: Language
) -> Iterator[tuple[str, str, Element, str, str]]:
    for metric in metrics:
        words = _measured(metric, language)
        yield group, "metric", Element("metric", (metric.key,)), words, ""


def _measured(metric: Metric, language: Language) -> str:
    """A metric with what is known of it."""
    unit = f"\u00a0{metric.unit}" if metric.unit else ""
    figures = (("now {figure}", metric.value), ("target {figure}", metric.target))
    words = [
        language(text, figure=f"{value:g}{unit}") for text, value in figures if value is not None
    ]
    return language(", ").join((metric.name, *words))
