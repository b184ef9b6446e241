"""Hygiene: small things that make a map hard to read or leave it half finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from journeykit.addresses import Element, element_of
from journeykit.channels import Channel
from journeykit.communication import Segment
from journeykit.dsl import journey, stage, touchpoint
from journeykit.graph import View
from journeykit.guards import Guard, InSegment
from journeykit.model import Journey, Persona
from journeykit.validation.applicability import DIMENSIONS
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, buying


def _suffering(*pains: str) -> Journey:
    """A persona with two pains, one of which is on the map, and one of which may be."""
    maya = Persona("Maya", pains=["hidden costs", "late parcels"])
    pays = touchpoint("Pays").hurts(maya, *pains)
    return journey("Buying a gift").walked_by(maya).stage("Purchase", pays)


@rule(
    "orphan-pain",
    "JK904",
    subjects="pain points of personas",
    severity="warning",
    detects="A persona's pain point that occurs at no touchpoint.",
    why="Either the moment where it hurts is missing, or the pain point belongs to another "
    "journey.",
    formally="A persona has a pain that no touchpoint, stage or transition has, although another "
    "pain of a persona of this journey is placed on the map. As long as nobody places such pains, "
    "they are a portrait and need no place. Pains of touchpoints are in their place already, and "
    "an opportunity for a pain that nobody has is an unknown reference.",
    fix='say where it hurts: touchpoint(…).hurts({persona:variable}, "…")',
    source="A check of the data.",
    fires=lambda: _suffering("hidden costs"),
    silent=lambda: _suffering("hidden costs", "late parcels"),
)
def orphan_pain(view: View) -> Iterator[Verdict]:
    """Look for pains of personas that were placed nowhere."""
    placed = {pain.key for pain, at in view.pains if at.kind != "persona"}
    portraits = [(pain, at) for pain, at in view.pains if at.kind == "persona"]
    if portraits and not any(pain.key in placed for pain, _ in portraits):
        pains = dict.fromkeys(Element("pain", (pain.key,)) for pain, _ in portraits)
        yield Unknown(
            "where the pain points of personas hurt", '.hurts({persona:variable}, "…")', at=pains
        )
        return
    for pain, at in portraits:
        if pain.key in placed:
            yield Fine(Element("pain", (pain.key,)))
        else:
            yield Problem(
                f'the pain point "{pain.text}" of {view.name_of(at)} occurs at no touchpoint',
                (Element("pain", (pain.key,)), at),
            )


def _segmented(*segments: str) -> Journey:
    """A journey with an offer for regulars, and the segments it declares."""
    offer = touchpoint("Gets an offer", segment="regulars")
    return buying(offer, segments=[Segment(name) for name in segments])


def _segments_of(guard: object) -> Iterator[str]:
    """The segments that a guard asks for."""
    if isinstance(guard, Guard):
        yield from (atom.segment for atom in guard.atoms() if isinstance(atom, InSegment))


@rule(
    "orphan-segment",
    "JK905",
    subjects="segments",
    severity="warning",
    detects="A segment that is declared and not used.",
    why="It promises a difference that the journey does not make.",
    formally="No persona, touchpoint or trigger, and no guard of a transition or of another "
    "segment, names the segment. Goals that nobody serves and opportunities without a place have "
    "rules of their own. One finding names all such segments.",
    fix="use it in a guard, a trigger or a persona, or remove it",
    source="A check of the data.",
    fires=lambda: _segmented("Regulars", "Newcomers"),
    silent=lambda: _segmented("Regulars"),
)
def orphan_segment(view: View) -> Iterator[Verdict]:
    """Look for segments that nothing names."""
    used = {persona.segment for persona in view.journey.personas}
    for each in view.touchpoints:
        used.add(each.segment)
        used.update((each.trigger.segment,) if each.trigger else ())
    for transition in view.journey.transitions:
        used.update(_segments_of(transition.when))
    for segment in view.journey.segments:
        used.update(_segments_of(segment.where))
    segments = {s.key: Element("segment", (s.key,)) for s in view.journey.segments}
    yield from lacking(
        view,
        [element for key, element in segments.items() if key not in used],
        of=tuple(segments.values()),
        what="segment",
        statement="are not used",
    )


_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX)\b|[Ll]orem ipsum|^[^\w\n]*(?:\.\.\.|…|\?\?)[^\w\n]*$",
    re.MULTILINE,
)
"""Capitals alone: `todo` is a word of other languages."""


_SIGNS = ("TODO", "TBD", "TBC", "FIXME", "XXX", "orem ipsum", "...", "…", "??")
"""One of these is in every placeholder; looking for them is much faster than the pattern."""


def _texts(view: View) -> Iterator[tuple[object, str]]:
    """What people wrote, with the thing they wrote it about."""
    whole = view.journey
    yield from ((whole, text) for text in (whole.name, whole.description, whole.scenario))
    for persona in whole.personas:
        goals = (goal.name for goal in persona.goals)
        texts = (persona.name, persona.description, *persona.needs, *persona.motivations, *goals)
        yield persona, "\n".join((*texts, *persona.behaviours))
    for each in whole.stages:
        texts = (each.name, each.description, each.customer_goal, each.company_goal)
        yield each, "\n".join(texts)
    for touchpoint in view.touchpoints:
        yield touchpoint, "\n".join(filter(None, (touchpoint.name, touchpoint.description)))
    for touchpoint, lived in view.experiences:
        lines = (*lived.actions, *lived.thoughts, *lived.quotes)
        if lines:
            yield touchpoint, "\n".join(lines)
    yield from _further_texts(view)


def _further_texts(view: View) -> Iterator[tuple[object, str]]:
    """What people wrote about transitions, pains, metrics and opportunities."""
    for transition in view.journey.transitions:
        if transition.handover or transition.guarded:
            yield transition.element, f"{transition.handover}\n{transition.when}"
    for pain, at in view.pains:
        yield at, f"{pain.text}\n{pain.response}"
    for metric, at in view.metrics:
        yield at, f"{metric.name}\n{metric.source}"
    for opportunity in view.journey.opportunities:
        yield opportunity, f"{opportunity.name}\n{opportunity.description}"


@rule(
    "placeholder-text",
    "JK906",
    subjects="texts",
    severity="warning",
    detects="Placeholder text.",
    why="It will be read aloud in front of those who pay for the map.",
    formally="A name, description, goal, need, action, thought, quote, pain, guard or metric holds "
    "TODO, TBD, TBC, FIXME or XXX as a word in capitals, or lorem ipsum, or consists of dots or "
    "question marks alone.",
    fix="write what was meant, or leave the field empty",
    source="A check of the data.",
    fires=lambda: buying(touchpoint("Pays", description="TODO: ask the shop team")),
    silent=lambda: buying(touchpoint("Pays", description="with a card")),
)
def placeholder_text(view: View) -> Iterator[Verdict]:
    """Look for the words of unfinished work."""
    texts = list(_texts(view))
    everything = "\n".join(text for _, text in texts)
    signs = [sign for sign in _SIGNS if sign in everything]
    placeholders: dict[Element, str] = {}
    for at, text in texts if signs else ():
        if any(sign in text for sign in signs) and _PLACEHOLDER.search(text):
            placeholders.setdefault(element_of(at), text)
    yield Fine(dict.fromkeys(e for t, _ in texts if (e := element_of(t)) not in placeholders))
    for element, text in placeholders.items():
        line = next(line for line in text.split("\n") if _PLACEHOLDER.search(line)).strip()
        yield Problem(f'"{line}" at "{view.name_of(element)}" is placeholder text', element)


_DESCRIBE_PERSONA = 'describe it: persona({persona}, …, description="…")'


@rule(
    "missing-description",
    "JK908",
    subjects="stages and personas",
    severity="info",
    detects="Stages and personas without a description.",
    why="Whoever did not take part in the workshop cannot know what was meant.",
    formally="A stage has no description and neither a customer's nor a company's goal, or a "
    "persona has no description. Touchpoints speak for themselves. One finding names all of them.",
    fix='describe it: stage({stage}, …, description="…")',
    source="Practice of reading maps.",
    fires=lambda: buying(touchpoint("Pays")),
    silent=lambda: journey("Buying a gift").stage(stage("Purchase", customer_goal="a gift")),
    recommended=False,
)
def missing_description(view: View) -> Iterator[Verdict]:
    """Look for bare names."""
    described = [
        *((s, s.description or s.customer_goal or s.company_goal) for s in view.journey.stages),
        *((p, p.description) for p in view.journey.personas),
    ]
    bare = [each for each, text in described if not text]
    whole = [each for each, _ in described]
    yield from lacking(view, bare, of=whole, what="name", statement="have no description")


@rule(
    "missing-scenario",
    "JK909",
    subjects="journeys",
    severity="info",
    detects="A journey without a scenario.",
    why="The same shop is another journey before a birthday and after a breakdown.",
    formally="The journey has touchpoints, and neither a scenario nor a description.",
    fix='describe the situation: journey(…, scenario="…")',
    source="Nielsen Norman Group: a map consists of an actor and a scenario.",
    fires=lambda: buying(touchpoint("Pays")),
    silent=lambda: buying(touchpoint("Pays"), scenario="a birthday in four days"),
    recommended=False,
)
def missing_scenario(view: View) -> Iterator[Verdict]:
    """Look for the situation."""
    if view.journey.scenario or view.journey.description:
        yield Fine(view.journey)
    elif view.touchpoints:
        yield Problem("the journey has no scenario", view.journey)


def _in_state(state: str) -> Journey:
    """A journey with a feeling."""
    return buying(touchpoint("Pays").feels(MAYA, +1), state=state)


@rule(
    "state-undeclared",
    "JK910",
    subjects="journeys with feelings",
    severity="info",
    detects="Feelings on a journey that does not say whether it exists.",
    why="On a journey as it is they are facts; on one to be they are hopes.",
    formally="The journey has emotions and no state. Without emotions the question is idle.",
    fix='say it: journey(…, state="as-is")',
    source="CJML distinguishes planned and actual journeys.",
    fires=lambda: _in_state(""),
    silent=lambda: _in_state("as-is"),
)
def state_undeclared(view: View) -> Iterator[Verdict]:
    """Look for the state."""
    if not view.emotions:
        return
    if view.journey.state:
        yield Fine(view.journey)
    else:
        yield Problem(
            "nothing tells whether the journey is as it is or as it should be", view.journey
        )


@rule(
    "crowded-stage",
    "JK912",
    subjects="stages",
    severity="info",
    detects="A stage with more touchpoints than anybody can take in.",
    why="It is probably two stages.",
    formally="A stage holds more than the given number of touchpoints.",
    fix="split the stage where customers want something new",
    source="Practice of drawing maps.",
    fires=lambda: buying(*(touchpoint(f"Step {n}") for n in range(1, 17))),
    silent=lambda: buying(*(touchpoint(f"Step {n}") for n in range(1, 16))),
    recommended=False,
)
def crowded_stage(
    view: View,
    most: Annotated[int, "so many touchpoints a stage can hold"] = 15,
) -> Iterator[Verdict]:
    """Count touchpoints."""
    for each in view.filled_stages:
        if len(each.touchpoints) <= most:
            yield Fine(each)
        else:
            count = len(each.touchpoints)
            yield Problem(f'the stage "{each.name}" has {count} touchpoints', each)


_LAYERS = (
    "emotions",
    "actions",
    "channels",
    "pains",
    "opportunities",
    "metrics",
    "owners of anything",
    "evidence of anything",
)
"""The dimensions that a journey map usually has."""


@rule(
    "dimension-unused",
    "JK915",
    subjects="journeys",
    severity="info",
    detects="Layers of a journey map that this map does not use.",
    why="Rules about a layer that is not used say nothing; this line keeps that visible.",
    formally="There are touchpoints, and not one emotion, action, channel, pain, opportunity, "
    "metric, owner or piece of evidence. One finding names all the layers that are missing. It is "
    "off by default: a map is drawn for a purpose, and a report lists the rules that had nothing "
    "to judge anyway.",
    fix="add the layer if the map should show it",
    source="axe-core: inapplicable is not the same as passed.",
    fires=lambda: buying(touchpoint("Pays")),
    silent=lambda: buying(
        touchpoint("Pays", Channel.WEBSITE, metrics="Sales", owner="Shop", evidence="Interviews")
        .feels(MAYA, -1)
        .does(MAYA, "pays")
        .hurts(MAYA, "hidden costs")
    ).opportunity("Show shipping cost early", everywhere=True),
    recommended=False,
    profiles=["checklist"],
)
def dimension_unused(view: View) -> Iterator[Verdict]:
    """Look for layers nobody speaks of."""
    unused = [layer for layer in _LAYERS if not DIMENSIONS[layer](view).used]
    if not view.touchpoints:
        return
    if not unused:
        yield Fine(view.journey)
    else:
        names = ", no ".join(layer.removesuffix(" of anything") for layer in unused)
        yield Problem(f"the map has no {names}", view.journey)


RULES: tuple[Rule, ...] = (
    orphan_pain,
    orphan_segment,
    placeholder_text,
    missing_description,
    missing_scenario,
    state_undeclared,
    crowded_stage,
    dimension_unused,
)
