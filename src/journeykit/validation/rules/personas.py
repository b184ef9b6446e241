"""Persona coverage: whether everybody who walks the journey is served on the way."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element, cell
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.mentions import Mentions
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_FRIDAY = "a gift that arrives by Friday"
_MAYA = persona("Maya", goals=[_FRIDAY], needs=["to know the total price"])
_BEN = persona("Ben")


def _for_two(pays: Touchpoint) -> Journey:
    """A journey that Maya and Ben begin with the same ad, and end with the same parcel."""
    return (
        journey("Buying a gift")
        .walked_by(_MAYA, _BEN)
        .stage("Awareness", touchpoint("Clicks an ad"))
        .stage("Purchase", pays)
        .stage("Delivery", touchpoint("Gets the parcel"))
    )


@rule(
    "persona-stage-hole",
    "JK201",
    subjects="cells of persona and stage",
    severity="warning",
    detects="A persona without a touchpoint in a stage between two that it comes to.",
    why="Every persona needs touchpoints in each stage. A hole is either a gap in the service or "
    "a question that nobody asked.",
    formally="The persona comes to no touchpoint of the stage, and to some before and after it; "
    "the stage is not optional and the cell is not marked as not applicable. A touchpoint that "
    "names nobody is for everybody. Before a persona joins and after it leaves nothing is missing, "
    "nor where it plays another part: nobody who acts in the stage shares half of its touchpoints. "
    "Of a stage in which nothing happens for anybody, empty-stage speaks once instead of once a "
    "persona; otherwise a cell is among the findings exactly when coverage counts it as missing. "
    "One finding a persona names all its holes.",
    fix="add a touchpoint for {persona} in {stage}, or say .not_applicable({persona:variable}, "
    '{stage:variable}, reason="…")',
    source="Guides to optimising journeys: touchpoints at each stage for every buyer persona.",
    fires=lambda: _for_two(touchpoint("Pays", personas=[_MAYA])),
    silent=lambda: _for_two(touchpoint("Pays")),
)
def persona_stage_hole(view: View) -> Iterator[Verdict]:
    """Look for empty cells of the grid."""
    cells = view.cells
    for persona in view.journey.personas:
        span = [stage for stage in view.required_stages_of(persona.key) if stage.touchpoints]
        holes = [stage for stage in span if not cells[persona.key, stage.key]]
        if fine := [cell(persona, stage) for stage in span if cells[persona.key, stage.key]]:
            yield Fine(fine)
        if holes:
            names = quoted(stage.name for stage in holes)
            several = f"{len(holes)} of {len(span)} stages: {names}"
            yield Problem(
                f"{persona.name} has no touchpoint in {several if len(holes) > 1 else names}",
                [cell(persona, stage) for stage in holes],
                each=True,
            )


def _is_served(view: View, persona: Persona, key: str) -> bool:
    """Whether a touchpoint that a persona comes to serves a wish of theirs, as stated."""
    return any(t.is_walked_by(persona.key) for t in view.touchpoints_serving(persona.key, key))


def _wish(view: View, kind: str) -> list[tuple[Persona, Element, str]]:
    """The goals, needs or expectations: whose each is, its address and its words."""
    if kind == "goal":
        return [
            (persona, Element("goal", (persona.key, g.key)), g.name) for persona, g in view.goals
        ]
    return [
        (persona, e, text) for persona, e, text in view.needs_and_expectations if e.kind == kind
    ]


def _judged(view: View, kind: str, *, linked: bool, guess: bool) -> Iterator[Verdict]:
    """Say of each wish of a kind whether something serves it.

    Where the map links none of the kind to a touchpoint, it may not be meant to: then a wish is for
    review, unless a touchpoint tells it in all its words; then nothing can be told.
    """
    wishes = _wish(view, kind)
    unserved = [
        (persona, e, t) for persona, e, t in wishes if not _is_served(view, persona, e.keys[1])
    ]
    open_elements = {element for _, element, _ in unserved}
    if fine := [element for _, element, _ in wishes if element not in open_elements]:
        yield Fine(fine)
    if not linked:
        mentions = Mentions(view)
        likely = [each for each in unserved if mentions.fulfils(each[2], each[0].key) or not guess]
        if likely:
            yield unstated("served", [element for _, element, _ in likely])
        unserved = [each for each in unserved if each not in likely]
    if len(unserved) == 1:
        [(persona, element, text)] = unserved
        message = f'no touchpoint serves the {kind} of {persona.name}: "{text}"'
        yield Problem(message, element, review=not linked)
    elif unserved:
        owners: dict[str, list[str]] = {}
        for persona, _, text in unserved:
            owners.setdefault(persona.name, []).append(text)
        some, every = len(unserved), len(wishes)
        count = f"any of {every}" if some == every else f"{some} of {every}"
        names = ", ".join(f"{quoted(texts)} of {name}" for name, texts in owners.items())
        yield Problem(
            f"no touchpoint serves {count} {kind}s: {names}",
            [element for _, element, _ in unserved],
            each=True,
            review=not linked,
        )


@rule(
    "goal-unserved",
    "JK203",
    subjects="goals",
    severity="warning",
    detects="A goal that no touchpoint serves.",
    why="The goal is why the persona is here. If nothing serves it, the journey is the company's "
    "and not theirs.",
    formally="No touchpoint that the persona comes to says that it serves the goal. Where no "
    "touchpoint of the map says what it serves, a goal is for review, and unanswered if a "
    "touchpoint where nothing goes wrong tells it in all its words. One finding names all such "
    "goals.",
    fix="say where it is reached: touchpoint(…).serves({persona:variable}, {goal})",
    source="Goals and pain points of the target customers are the first question of every guide.",
    fires=lambda: (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Purchase", touchpoint("Sees the total").serves(_MAYA, "to know the total price"))
    ),
    silent=lambda: (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Purchase", touchpoint("Pays").serves(_MAYA, _FRIDAY))
    ),
)
def goal_unserved(view: View) -> Iterator[Verdict]:
    """Look at each goal for a touchpoint that serves it."""
    yield from _judged(view, "goal", linked=bool(view.serving_touchpoints), guess=True)


def _delivery(*, reachable: bool) -> Journey:
    """Express delivery serves Maya's goal; she may come to it or not."""
    shop, pay = touchpoint("Explores the shop"), touchpoint("Pays")
    express = touchpoint("Chooses express delivery").serves(_MAYA, _FRIDAY)
    bought = (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Consideration", shop)
        .stage("Purchase", express, pay)
    )
    return bought.flow(shop >> express >> pay) if reachable else bought.flow(shop >> pay)


@rule(
    "goal-out-of-reach",
    "JK204",
    subjects="goals that are served",
    severity="warning",
    detects="A goal that is served only where its persona cannot get.",
    why="On paper the goal is served. The customer who wants it never gets there.",
    formally="Touchpoints serve the goal of the persona, and none of them can be reached by them "
    "from an entry in the effective graph. Not said of goals that nothing serves, nor of personas "
    "who do not get through the journey at all, of whom persona-without-path speaks.",
    fix="add a transition that leads {persona} there",
    source="Reachability, as in requirements coverage of tests.",
    fires=lambda: _delivery(reachable=False),
    silent=lambda: _delivery(reachable=True),
)
def goal_out_of_reach(view: View) -> Iterator[Verdict]:
    """Look whether a persona comes to what serves its goals."""
    for persona, goal in view.goals:
        servers = [
            t
            for t in view.touchpoints_serving(persona.key, goal.key)
            if t.is_walked_by(persona.key)
        ]
        shut_out = view.can_finish and not view.graph_for(persona.key).can_finish
        if not servers or shut_out or not view.graph_for(persona.key).entries:
            continue
        element = Element("goal", (persona.key, goal.key))
        if any(view.can_reach(persona.key, t.key) for t in servers):
            yield Fine(element)
        else:
            yield Problem(
                f'the goal of {persona.name}, "{goal.name}", is served only by '
                f"{quoted(t.name for t in servers)}, which they cannot reach",
                element,
            )


@rule(
    "persona-pain-unaddressed",
    "JK205",
    subjects="pain points of personas",
    severity="warning",
    detects="A persona's pain point without a response.",
    why="A persona is useful when its pain points lead to responses.",
    formally="A pain of the persona itself has no response, no opportunity addresses it or the "
    "persona, and neither holds for a pain of the same key elsewhere. Asked only where the journey "
    "has opportunities or responses at all: without any, nobody has begun to answer.",
    fix='add a response: .opportunity("…", {pain}), or Pain({pain}, response="…")',
    source="Guides to optimising journeys: intended responses to pain points.",
    fires=lambda: _annoyed().opportunity("Offer gift wrapping", everywhere=True),
    silent=lambda: _annoyed().opportunity(
        "Show all costs at once", _annoyed().personas[0].pains[0]
    ),
)
def persona_pain_unaddressed(view: View) -> Iterator[Verdict]:
    """Look at the pains of personas for an answer."""
    begun = bool(view.content.pains_with_response or view.journey.opportunities)
    for persona in view.journey.personas:
        for pain in persona.pains:
            element = Element("pain", (pain.key,))
            if view.is_addressed(pain, persona.element):
                yield Fine(element)
            elif begun:
                yield Problem(
                    f'no response to a pain point of {persona.name}: "{pain.text}"',
                    [persona.element, element],
                )
            else:
                yield unstated("opportunities", element)


def _annoyed() -> Journey:
    """Maya, whom hidden costs annoy wherever she goes, pays."""
    maya = persona("Maya", pains=["hidden costs"])
    return journey("Buying a gift").walked_by(maya).stage("Purchase", touchpoint("Pays"))


def _with_needs(*needs: str) -> Journey:
    """Maya needs several things; seeing the total serves one of them."""
    maya = persona("Maya", needs=needs)
    total = touchpoint("Sees the total").serves(maya, "to know the total price")
    return journey("Buying a gift").walked_by(maya).stage("Purchase", total)


@rule(
    "need-unserved",
    "JK206",
    subjects="needs",
    severity="warning",
    detects="A need that no touchpoint meets.",
    why="Unmet needs are why customers leave.",
    formally="No touchpoint that the persona comes to says that it serves the need. Where no "
    "touchpoint serves a need of anybody, a need is for review, and unanswered if a touchpoint "
    "where nothing goes wrong tells it in all its words. One finding names all such needs.",
    fix="say where it is met: touchpoint(…).serves({persona:variable}, {need})",
    source="Guides to optimising journeys look for gaps and unmet needs.",
    fires=lambda: _with_needs("to know the total price", "to send it to another address"),
    silent=lambda: _with_needs("to know the total price"),
)
def need_unserved(view: View) -> Iterator[Verdict]:
    """Look at each need for a touchpoint that serves it."""
    yield from _judged(view, "need", linked=_is_linked(view, "need"), guess=True)


@rule(
    "expectation-unmet",
    "JK215",
    subjects="expectations",
    severity="info",
    detects="An expectation that no touchpoint meets.",
    why="Satisfaction is what happens, measured against what was expected.",
    formally="No touchpoint that the persona comes to says that it serves the expectation. Asked "
    "only where some touchpoint serves an expectation of somebody.",
    fix="say where it is met: touchpoint(…).serves({persona:variable}, {expectation})",
    source="Journey maps of user-experience research list expectations beside actions.",
    fires=lambda: _with_expectations("a friendly answer", "delivery within two days"),
    silent=lambda: _with_expectations("a friendly answer"),
)
def expectation_unmet(view: View) -> Iterator[Verdict]:
    """Look at each expectation for a touchpoint that serves it."""
    linked = _is_linked(view, "expectation")
    yield from _judged(view, "expectation", linked=linked, guess=False)


def _is_linked(view: View, kind: str) -> bool:
    """Whether any wish of a kind is served anywhere."""
    return any(e.keys in view.serving_touchpoints for _, e, _ in _wish(view, kind))


def _with_expectations(*expectations: str) -> Journey:
    """Maya expects several things; the chat serves one of them."""
    maya = persona("Maya", expectations=expectations)
    chat = touchpoint("Asks in the chat").serves(maya, "a friendly answer")
    return journey("Buying a gift").walked_by(maya).stage("Purchase", chat)


RULES: tuple[Rule, ...] = (
    persona_stage_hole,
    goal_unserved,
    goal_out_of_reach,
    persona_pain_unaddressed,
    need_unserved,
    expectation_unmet,
)
