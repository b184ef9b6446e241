"""Persona profiles: whether the personas are thought through, and worth telling apart."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Annotated

from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.mentions import Mentions
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_MAYA = persona("Maya", goals=["a gift that arrives by Friday"], needs=["to know the total price"])
_BEN = persona("Ben", goals=["to spend little time"], needs=["to find it fast"])


def _walked(*people: Persona, by_name: Persona) -> Journey:
    """A journey whose only touchpoint speaks of one of the personas."""
    pay = touchpoint("Pays").feels(by_name, +1)
    return journey("Buying a gift").walked_by(*people).stage("Purchase", pay)


@rule(
    "orphan-persona",
    "JK210",
    subjects="personas",
    severity="warning",
    detects="A persona without any touchpoint, feeling or goal on the map.",
    why="Other personas have touchpoints and feelings on this map; this one is only listed.",
    formally="Other personas are named by touchpoints, experiences, what is served or transitions, "
    "and this one is named by none of them, by no cell that is not applicable and by no "
    "opportunity. With a single persona, or where nobody is named, everything is for everybody.",
    fix="say which touchpoints are for {persona}, .met_by({persona:variable}) or "
    ".feels({persona:variable}, …), or remove the persona",
    source="Hygiene: what is declared should be used.",
    fires=lambda: _walked(_MAYA, _BEN, by_name=_MAYA),
    silent=lambda: _twins(feeling=-1),
    requires={"personas": 2, "named personas": 1},
    family="personas",
)
def orphan_persona(view: View) -> Iterator[Verdict]:
    """Look for personas that nothing names."""
    for persona in view.journey.personas:
        if persona.key in view.persona_stages.mentioned_personas:
            yield Fine(persona)
        else:
            yield Problem(f"{persona.name} has no touchpoint, feeling or goal on the map", persona)


@rule(
    "undifferentiated-personas",
    "JK211",
    subjects="personas",
    severity="info",
    detects="Two personas with the same experience.",
    why="If nothing on the map tells them apart, they are one persona with two names, or nobody "
    "asked what distinguishes them.",
    formally="Two personas come to the same touchpoints, take the same transitions, feel, do and "
    "suffer the same there, and have the same goals, needs, pains and channels. Asked only where "
    "touchpoints speak of personas.",
    fix="add what is different for each of them, or merge the two",
    source="Guides to personas: tailor the journey to each.",
    fires=lambda: _twins(feeling=+1),
    silent=lambda: _twins(feeling=-1),
    requires={"personas": 2, "named personas": 1},
    family="personas",
)
def undifferentiated_personas(view: View) -> Iterator[Verdict]:
    """Group personas by everything that could tell them apart."""
    alike: dict[object, list[Persona]] = {}
    for persona in view.journey.personas:
        if persona.key in view.persona_stages.mentioned_personas:
            alike.setdefault(_portrait(view, persona), []).append(persona)
    for people in alike.values():
        if len(people) == 1:
            yield Fine(people)
        else:
            yield Problem(
                f"{quoted(persona.name for persona in people)} live through exactly the same",
                people,
            )


def _twins(feeling: float) -> Journey:
    """Maya and Ben pay; Maya is glad."""
    maya, ben = persona("Maya"), persona("Ben")
    pay = touchpoint("Pays").feels(maya, +1).feels(ben, feeling)
    return journey("Buying a gift").walked_by(maya, ben).stage("Purchase", pay)


def _portrait(view: View, persona: Persona) -> object:
    """Everything a journey says of a persona, but the name."""
    lived = tuple(
        (touchpoint.key, e.actions, e.thoughts, e.quotes, e.emotion, tuple(p.key for p in e.pains))
        for touchpoint, e in view.content.experiences_of.get(persona.key, ())
    )
    touchpoints = view.touchpoints_of(persona.key)
    return (
        "all" if len(touchpoints) == len(view.touchpoints) else tuple(t.key for t in touchpoints),
        lived,
        frozenset(goal.key for goal in persona.goals),
        frozenset(pain.key for pain in persona.pains),
        frozenset(
            (*persona.needs, *persona.motivations, *persona.expectations, *persona.behaviours)
        ),
        frozenset((*persona.access_needs, *persona.languages)),
        frozenset(channel.key for channel in persona.prefers),
        frozenset(channel.key for channel in persona.avoids),
        frozenset(n for n, t in enumerate(view.journey.transitions) if persona.key in t.personas),
    )


@rule(
    "single-persona",
    "JK212",
    subjects="journeys",
    severity="info",
    detects="A journey with a single persona.",
    why="Customers differ. With one persona nobody sees for whom the journey does not work.",
    formally="Exactly one persona walks the journey. Guides disagree: some ask for several "
    "personas, others for one point of view a map. So this is off by default and part of the "
    "checklist.",
    fix="add another persona, .walked_by(persona(…)), or draw a second map",
    source="Definitions of the customer journey: more than one persona.",
    fires=lambda: _walked(_MAYA, by_name=_MAYA),
    silent=lambda: _twins(feeling=-1),
    recommended=False,
    profiles=("checklist",),
    requires={"personas": 1},
    family="personas",
)
def single_persona(view: View) -> Iterator[Verdict]:
    """Count the personas."""
    if len(view.journey.personas) == 1:
        yield Problem(f"{view.journey.personas[0].name} is the only persona", view.journey)
    elif view.journey.personas:
        yield Fine(view.journey)


@rule(
    "thin-persona",
    "JK213",
    subjects="personas",
    severity="info",
    detects="Personas of whom little more than the name is known.",
    why="A persona reminds people of what somebody wants and fears; a name alone cannot.",
    formally="Fewer than so many goals, needs, pains, preferred or avoided channels, behaviours, "
    "motivations, expectations and access needs are said of the persona; the description counts as "
    "one, and so does each experience at a touchpoint. The usual definition counts kinds, which "
    "blames a persona with four goals. All are one finding.",
    fix="say more: persona({persona}, goals=[…], pains=[…], prefers=[…])",
    source="All guides to personas ask for goals, needs, motivations, behaviours and preferences.",
    fires=lambda: (
        journey("Buying a gift").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
    ),
    silent=lambda: _walked(_MAYA, by_name=_MAYA),
    family="personas",
    requires={"personas": 1},
)
def thin_persona(
    view: View,
    *,
    least: Annotated[int, "how many things must be said"] = 2,
) -> Iterator[Verdict]:
    """Count what is known of each persona."""
    thin = [persona for persona in view.journey.personas if _number_of_facts(view, persona) < least]
    if well_known := [persona for persona in view.journey.personas if persona not in thin]:
        yield Fine(well_known)
    if thin:
        names = quoted(persona.name for persona in thin)
        beyond = "the name" if len(thin) == 1 else "the names"
        yield Problem(f"little is known of {names} beyond {beyond}", thin, each=True)


def _number_of_facts(view: View, persona: Persona) -> int:
    """How many things are said of a persona."""
    statements: tuple[Sized, ...] = (
        persona.goals,
        persona.needs,
        persona.pains,
        persona.prefers,
        persona.avoids,
        persona.behaviours,
        persona.motivations,
        persona.expectations,
        persona.access_needs,
        [persona.description] if persona.description else [],
        view.content.experiences_of.get(persona.key, ()),
    )
    return sum(map(len, statements))


@rule(
    "behaviour-unmapped",
    "JK214",
    subjects="personas with behaviours",
    severity="info",
    detects="A persona's behaviour that is nowhere on the map.",
    why="The behaviours of a persona are the map in a nutshell: each should be found on it.",
    formally="No touchpoint that the persona comes to has a name, or an action of theirs, that "
    "shares most of the longer words of the behaviour, endings aside. Asked only of personas for "
    "whom at least one behaviour is found, because many write traits of character there.",
    fix='add the touchpoint, or say it at one: .does({persona:variable}, "…")',
    source="Guides to optimising journeys list a persona's actions and then map them.",
    fires=lambda: _shopper("clicking on an ad", "abandoning a cart"),
    silent=lambda: _shopper("clicking on an ad"),
    family="personas",
    requires={"personas": 1, "touchpoints": 1},
)
def behaviour_unmapped(view: View) -> Iterator[Verdict]:
    """Compare the words of behaviours with those of touchpoints and actions."""
    if not any(persona.behaviours for persona in view.journey.personas):
        return
    mentions = Mentions(view)
    for persona in view.journey.personas:
        lost = [b for b in persona.behaviours if not mentions.mentions(b, persona.key)]
        if not persona.behaviours:
            continue
        if not lost:
            yield Fine(persona)
        elif len(lost) == len(persona.behaviours):
            yield unstated("actions", persona)
        else:
            yield Problem(
                f"{persona.name} usually does this, and it is nowhere on the map: {quoted(lost)}",
                persona,
                salient="/".join(sorted(lost)),
            )


def _shopper(*behaviours: str) -> Journey:
    """Maya, with her behaviours, clicks an ad and pays."""
    maya = persona("Maya", behaviours=behaviours)
    return (
        journey("Buying a gift")
        .walked_by(maya)
        .stage("Awareness", touchpoint("Clicks an ad"))
        .stage("Purchase", touchpoint("Pays"))
    )


RULES: tuple[Rule, ...] = (
    orphan_persona,
    undifferentiated_personas,
    single_persona,
    thin_persona,
    behaviour_unmapped,
)
