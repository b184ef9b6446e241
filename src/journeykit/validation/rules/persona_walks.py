"""Persona walks: whether each persona gets through, and where they get no further."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from journeykit.addresses import Element
from journeykit.dsl import journey, persona, stage, touchpoint
from journeykit.graph import EffectiveGraph, View
from journeykit.guards import attribute
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.branches import leaves_a_gap
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated


@rule(
    "persona-without-path",
    "JK202",
    subjects="personas, where anybody gets through",
    severity="error",
    detects="A persona who cannot finish the journey.",
    why="Every touchpoint may be there for them, and still no path leads from a start to an end: "
    "a condition excludes them, or a transition is missing.",
    formally="In the effective graph, restricted to the touchpoints the persona comes to and the "
    "transitions open to them, no exit can be reached from any entry. Conditions in free text let "
    "everybody through. Not asked where nobody at all gets through: no-entry, no-exit and "
    "cycle-without-exit name the place.",
    fix="add a transition for {persona}, .flow(… >> …, personas=[{persona:variable}]), or change "
    "the condition that excludes them",
    source="Journey-modelling languages demand that the customer can reach the goal.",
    fires=lambda: _only_adults(persona("Maya", demographics={"age": 16})),
    silent=lambda: _only_adults(persona("Maya", demographics={"age": 36})),
    family="personas",
)
def persona_without_path(view: View) -> Iterator[Verdict]:
    """Look for one complete walk for each persona."""
    if not view.can_finish:
        return
    for persona in view.journey.personas:
        walks = view.graph_for(persona.key)
        if walks.can_finish:
            yield Fine(persona)
        else:
            reason = (
                "never reaches a starting point"
                if not walks.entries
                else "never reaches an end of the journey"
                if not walks.exits
                else f"has no path from the start to the end{_closed_at(view, walks)}"
            )
            yield Problem(f"{persona.name} {reason}", persona)


def _closed_at(view: View, walks: EffectiveGraph) -> str:
    """Where ways on are closed to whoever walks, as the end of a sentence."""
    closed = [
        touchpoint.name
        for touchpoint in walks.touchpoints
        if touchpoint.key in walks.reachable
        and any(not walks.allows(step) for step in view.outgoing.get(touchpoint.element, ()))
    ]
    return f"; no next step is open at {quoted(closed)}" if closed else ""


def _only_adults(persona: Persona) -> Journey:
    """A journey on which only adults get from the shop to paying."""
    shop, pay = touchpoint("Explores the shop"), touchpoint("Pays")
    return (
        journey("Buying wine")
        .walked_by(persona)
        .stage("Consideration", shop)
        .stage("Purchase", pay)
        .flow(shop >> pay, when=attribute("age").at_least(18))
    )


@rule(
    "persona-branch-uncovered",
    "JK216",
    subjects="transitions",
    severity="warning",
    detects="A transition that none of the personas can take.",
    why="Either a persona is missing, or the branch is for nobody.",
    formally="Somebody could come to where the transition leaves, some persona does, and none of "
    "them can take it. What lies behind such a transition follows from it and is not told again; "
    "nor is one at which personas are stuck, because persona-without-path names the place. "
    "The usual definition asks for a walk from entry to exit over the transition; where the walk "
    "breaks off after it, dead-end, cycle-without-exit and no-recovery-path say so, and a branch "
    "that people do take is not called uncovered here.",
    fix="add the persona who takes it, .walked_by(persona(…)), or remove the branch",
    source="Branch coverage of tests.",
    fires=lambda: _vip_desk(persona("Maya", demographics={"age": 36})),
    silent=lambda: _vip_desk(persona("Maya", demographics={"age": 71})),
    family="personas",
)
def persona_branch_uncovered(view: View) -> Iterator[Verdict]:
    """Look for transitions that are open to anybody but those on the map."""
    shut = (
        (step.element, f"{step.when}")
        for step in view.journey.transitions
        if step in view.reachability.closed_transitions
        and step.when not in view.reachability.impossible_guards
        and _somebody_comes(view, step.source)
    )
    uncovered = dict.fromkeys(shut)
    if view.journey.personas:
        told_of = {element for element, _ in uncovered}
        open_ = dict.fromkeys(t.element for t in view.journey.transitions)
        if fine := [element for element in open_ if element not in told_of]:
            yield Fine(fine)
    for element, guard in uncovered:
        condition = f' when "{guard}"' if guard else ""
        yield Problem(
            f'no persona can take "{view.name_of(element)}"{condition}', element, salient=guard
        )


def _somebody_comes(view: View, source: Element) -> bool:
    """Whether a persona comes by where a transition leaves; of whole stages that is not asked."""
    return source.kind == "stage" or any(
        view.can_reach(persona.key, source.key) and _gets_through(view, persona)
        for persona in view.journey.personas
    )


def _gets_through(view: View, persona: Persona) -> bool:
    """Whether a persona gets through the journey, as far as anybody does."""
    return view.graph_for(persona.key).can_finish or not view.can_finish


def _vip_desk(persona: Persona) -> Journey:
    """A shop that serves older people at a desk of their own."""
    shop, pay, desk = touchpoint("Explores the shop"), touchpoint("Pays"), touchpoint("Pays seated")
    return (
        journey("Buying a gift")
        .walked_by(persona)
        .stage("Consideration", shop)
        .stage("Purchase", pay, desk)
        .flow(shop >> pay)
        .flow(shop >> desk, when=attribute("age").at_least(65))
    )


def _for_members(*, others: bool) -> Journey:
    """The desk leads members on; whoever is none is led on too, or left standing."""
    ann, ben = persona("Ann"), persona("Ben")
    shop, desk, pay = touchpoint("Explores the shop"), touchpoint("Asks"), touchpoint("Pays")
    bought = (
        journey("Buying wine")
        .walked_by(ann, ben)
        .stage("Consideration", shop, desk)
        .stage("Purchase", pay)
        .flow(shop >> desk)
        .flow(shop >> pay)
    )
    return bought.flow(desk >> pay, personas=[ann, ben] if others else [ann])


@rule(
    "persona-dead-end",
    "JK217",
    subjects="personas who get through",
    severity="warning",
    detects="A touchpoint where one persona is stuck while others continue.",
    why="The map shows a next step, so nobody notices: it is a next step for somebody else.",
    formally="The persona gets through the journey, but comes to a touchpoint after which nothing "
    "that is open to them follows, although for anybody at all something does, and they are not "
    "meant to leave there. A cycle that only they cannot leave counts as well. Where no condition "
    "is met, incomplete-guards tells of everybody who meets none. One finding a persona.",
    fix="add a next step for {persona}, .flow({touchpoint:variable} >> …, "
    "personas=[{persona:variable}]), or change the condition that excludes them",
    source="The dead end of workflow graphs, looked for once a persona.",
    fires=lambda: _for_members(others=False),
    silent=lambda: _for_members(others=True),
    family="personas",
)
def persona_dead_end(view: View) -> Iterator[Verdict]:
    """Look for touchpoints that nothing follows for somebody."""
    for_all = {touchpoint.key for touchpoint in (*view.dead_ends, *itertools.chain(*view.traps))}
    for persona in view.journey.personas:
        walks = view.graph_for(persona.key)
        if not walks.can_finish:
            continue
        stuck = [
            touchpoint
            for touchpoint in (*walks.dead_ends, *itertools.chain(*walks.traps))
            if touchpoint.key in walks.reachable
            and touchpoint.key not in for_all
            and not leaves_a_gap(view, touchpoint.element)
        ]
        if not view.journey.transitions:
            yield unstated("transitions", persona)
        elif not stuck:
            yield Fine(persona)
        else:
            names = quoted(touchpoint.name for touchpoint in stuck)
            yield Problem(
                f"{persona.name} is stuck at {names}: no next step is open to them",
                stuck,
                salient=persona.key,
                each=True,
            )


def _tasting(*, has_way_in: bool) -> Journey:
    """A tasting for Ben alone, who may be led into its stage or past it."""
    ann, ben = persona("Ann"), persona("Ben")
    shop, pay = touchpoint("Explores the shop"), touchpoint("Pays")
    talk, tasting = touchpoint("Talks to the owner"), touchpoint("Tastes", personas=[ben])
    advice = stage("Advice", talk, tasting)
    return (
        journey("Buying wine")
        .walked_by(ann, ben)
        .stage("Consideration", shop)
        .stage(advice)
        .stage("Purchase", pay)
        .flow(shop >> pay)
        .flow(shop >> advice, personas=[ann, ben] if has_way_in else [ann])
    )


@rule(
    "touchpoint-out-of-reach",
    "JK218",
    subjects="touchpoints for some personas",
    severity="warning",
    detects="A touchpoint for certain personas, none of whom can reach it.",
    why="It was designed for somebody, and the transition to it is for somebody else.",
    formally="The touchpoint names personas, none of them can come to it from an entry, and "
    "anybody at all could. Not said where those personas do not get through the journey at all, "
    "of whom persona-without-path speaks, nor behind a transition that nobody takes, which "
    "persona-branch-uncovered names.",
    fix="add a transition for those personas, .flow(… >> {touchpoint:variable}, personas=[…]), "
    "or say whom it is for",
    source="Reachability, looked at with the eyes of those who are meant.",
    fires=lambda: _tasting(has_way_in=False),
    silent=lambda: _tasting(has_way_in=True),
    family="personas",
)
def touchpoint_out_of_reach(view: View) -> Iterator[Verdict]:
    """Look for touchpoints that none of their personas reaches."""
    for touchpoint in view.graph.touchpoints:
        audience = _audience(view, touchpoint)
        if len(audience) == len(view.journey.personas) or not _is_led_to(view, touchpoint):
            continue
        if any(view.can_reach(persona.key, touchpoint.key) for persona in audience):
            yield Fine(touchpoint)
        elif any(_gets_through(view, persona) for persona in audience):
            names = quoted(persona.name for persona in audience)
            yield Problem(f'"{touchpoint.name}" is for {names}, who cannot get there', touchpoint)


def _audience(view: View, touchpoint: Touchpoint) -> list[Persona]:
    """The personas whom a touchpoint is for: all, or those it names or who feel something there."""
    if not touchpoint.personas:
        return list(view.journey.personas)
    meant = {*touchpoint.personas, *(each.persona for each in touchpoint.experiences)}
    return [persona for persona in view.journey.personas if persona.key in meant]


def _is_led_to(view: View, touchpoint: Touchpoint) -> bool:
    """Whether anybody comes to a touchpoint by more than transitions that no persona takes."""
    walks = view.graph
    return touchpoint.key in walks.entry_keys or any(
        walks.is_reachable(edge.source)
        and edge.transition not in view.reachability.closed_transitions
        for edge in walks.incoming[walks.node(touchpoint.key)]
    )


RULES: tuple[Rule, ...] = (
    persona_without_path,
    persona_branch_uncovered,
    persona_dead_end,
    touchpoint_out_of_reach,
)
