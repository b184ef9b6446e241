"""The measures that ask how people walk, against their definitions by brute force."""

from __future__ import annotations

from itertools import combinations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from helpers.walking import Definition, arriving, is_open, leaving, plain_journeys, whole_walk
from journeykit import Element, Goal, Journey, Persona, Served
from journeykit.coverage import Measure, coverage_of
from journeykit.graph import view_of
from journeykit.graph.decisions import completeness
from journeykit.guards import Guard


def covered(made: Journey, name: str) -> list[bool]:
    """For each cell of a measure, in order, whether it is covered."""
    return [cell.status != "missing" for cell in taken(made, name).cells]


def taken(made: Journey, name: str) -> Measure:
    """One measure of a journey."""
    return coverage_of(made, [name])[name]


def walkers(made: Journey) -> list[str | None]:
    """Whoever walks: the personas, or anybody where there are none."""
    return [persona.key for persona in made.personas] or [None]


def is_taken(made: Journey, place: int, who: str | None) -> bool:
    """Whether somebody takes a transition on a walk to an end, or as a detour on such a walk."""
    definition, flow = Definition(made, who), made.transitions[place]
    if who is not None and not is_open(made, flow, who):
        return False
    comes = leaving(flow.source) in definition.after(definition.entries())
    goes_on = definition.after({arriving(flow.target)})  # type: ignore[arg-type]
    if {flow.source, flow.target} <= definition.any_time:
        return comes
    if flow.target in definition.any_time:
        goes_on |= definition.after({leaving(flow.source)})  # type: ignore[arg-type]
        home = [s for s in made.stages if s.element == flow.source]
        goes_on |= {element for s in home for element in definition.departures(s)}
    return comes and bool(goes_on & definition.ends())


@given(plain_journeys())
def test_touchpoints_and_transitions(made: Journey) -> None:
    """What lies on a complete walk of anybody, and of some persona."""
    complete = Definition(made, None).complete()

    assert [t.key in complete for t in made.touchpoints] == covered(made, "touchpoint")
    assert [
        any(is_taken(made, place, who) for who in walkers(made))
        for place in range(len(made.transitions))
    ] == covered(made, "transition")


@given(plain_journeys())
def test_paths_and_whole_paths(made: Journey) -> None:
    """A complete walk at all, and one that passes every stage of the persona's span."""
    definitions = [Definition(made, persona.key) for persona in made.personas]
    owed = {stage.key for stage in made.stages if not stage.optional}

    assert [bool(d.after(d.entries()) & d.exits()) for d in definitions] == covered(made, "path")
    assert [whole_walk(made, d, owed) for d in definitions] == covered(made, "whole_path")


@given(plain_journeys(), st.data())
def test_goals_in_reach_liked_and_in_time(made: Journey, data: st.DataObject) -> None:
    """Served where a walk comes to; on a channel that is liked; no later than the stage due."""
    due = data.draw(st.sampled_from(["", *(stage.key for stage in made.stages)]))
    personas = tuple(attrs.evolve(p, goals=[Goal("help", due)]) for p in made.personas)
    keys = [t.key for s in made.stages for t in s.touchpoints]
    serving = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    served = tuple(Served(persona.key, "help") for persona in personas)
    stages = tuple(
        attrs.evolve(
            s,
            touchpoints=tuple(
                attrs.evolve(t, served=served if t.key in serving else ()) for t in s.touchpoints
            ),
        )
        for s in made.stages
    )
    made = attrs.evolve(made, personas=personas, stages=stages)

    def in_time(key: str) -> bool:
        stage = next(s for s in made.stages if key in {t.key for t in s.touchpoints})
        definition = Definition(made, None)
        last = next((s for s in made.stages if s.key == due), None)
        return last is None or stage is last or stage.key in definition.earlier(last)

    reached = [Definition(made, p.key).reachable() & serving for p in made.personas]

    assert [bool(keys) for keys in reached] == covered(made, "goal")
    assert [any(in_time(key) for key in keys) for keys in reached] == covered(made, "goal_in_time")
    assert [
        bool(keys) and not persona.prefers
        for keys, persona in zip(reached, made.personas, strict=True)
    ] == covered(made, "goal_preferred")  # these touchpoints name no channel


def places(made: Journey) -> dict[Element, list[int]]:
    """Where ways part, with the numbers of the ways."""
    ways: dict[Element, list[int]] = {}
    for place, flow in enumerate(made.transitions):
        ways.setdefault(flow.source, []).append(place)
    return {
        source: numbers
        for source, numbers in ways.items()
        if len(numbers) > 1 or made.transitions[numbers[0]].when != ""
    }


def visitors(made: Journey, source: Element) -> list[Persona]:
    """The personas who come to a touchpoint, or to any touchpoint of a stage."""
    inside = {source.key}
    if source.kind == "stage":
        inside = {t.key for s in made.stages if s.element == source for t in s.touchpoints}
    return [p for p in made.personas if Definition(made, p.key).reachable() & inside]


@given(plain_journeys())
def test_outcomes_of_forks(made: Journey) -> None:
    """Each way that somebody takes, and the one that nobody wrote."""
    expected: dict[str, bool] = {}
    for source, numbers in places(made).items():
        flows = [made.transitions[place] for place in numbers]
        for place, flow in zip(numbers, flows, strict=True):
            key = f"{flow.element} {place}"
            expected[key] = any(is_taken(made, place, who) for who in walkers(made))
        if completeness(flows, view_of(made).segments) == "open":
            expected[f"{source} otherwise"] = any(
                all(isinstance(f.when, Guard) and f.when.holds(p.facts) is False for f in flows)
                for p in visitors(made, source)
            )

    measure = taken(made, "decision")

    assert (sum(expected.values()), len(expected)) == (measure.numerator, measure.denominator)


@given(plain_journeys())
def test_conditions_that_decide_by_themselves(made: Journey) -> None:
    """Two visitors who differ in one condition alone and leave by different ways."""
    expected: list[bool] = []
    for source, numbers in places(made).items():
        guards = [made.transitions[place].when for place in numbers]
        atoms = [a for g in guards if isinstance(g, Guard) for a in g.atoms()]
        atoms = list(dict.fromkeys(atoms))
        for atom in atoms:
            others = [other for other in atoms if other != atom]
            expected.append(
                any(
                    None not in [a.holds(x.facts) for a in atoms]
                    and None not in [a.holds(y.facts) for a in atoms]
                    and atom.holds(x.facts) != atom.holds(y.facts)
                    and all(other.holds(x.facts) == other.holds(y.facts) for other in others)
                    and [is_open(made, made.transitions[n], x.key) for n in numbers]
                    != [is_open(made, made.transitions[n], y.key) for n in numbers]
                    for x, y in combinations(visitors(made, source), 2)
                )
            )

    assert expected == covered(made, "condition")
