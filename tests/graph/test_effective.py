"""The effective graph against its definition, spelled out once more and far too slow."""

from __future__ import annotations

from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

from helpers.walking import Definition, plain_journeys
from journeykit import Element, Journey, Stage, Touchpoint, journey, stage, touchpoint
from journeykit.graph import view_of

A, B, C, D = (touchpoint(name) for name in "ABCD")


@given(plain_journeys())
def test_reachable_and_complete_are_as_defined(made: Journey) -> None:
    """For anybody, and for each persona behind its guards."""
    view = view_of(made)
    for who in (None, *(persona.key for persona in made.personas)):
        definition = Definition(made, who)
        assert definition.reachable() == view.reachable(who)
        assert definition.complete() == view.on_complete_walks(who)


@given(plain_journeys())
def test_entries_and_exits_are_as_defined(made: Journey) -> None:
    """Declared ones count alone."""
    view, definition = view_of(made), Definition(made, None)
    assert definition.entries() == {touchpoint.element for touchpoint in view.entries}
    assert definition.exits() == {touchpoint.element for touchpoint in view.exits}


@given(plain_journeys(), st.randoms(use_true_random=False))
def test_the_order_of_flows_changes_nothing(made: Journey, random: object) -> None:
    """Independent sentences may be said in any order."""
    flows = list(made.transitions)
    random.shuffle(flows)  # type: ignore[attr-defined]
    again = attrs.evolve(made, transitions=flows)
    for who in (None, *(persona.key for persona in made.personas)):
        assert view_of(made).reachable(who) == view_of(again).reachable(who)
        assert view_of(made).on_complete_walks(who) == view_of(again).on_complete_walks(who)


@given(plain_journeys())
def test_other_names_change_nothing(made: Journey) -> None:
    """Keys are addresses and no more: renamed throughout, everything stays where it was."""
    stages = {s.key: f"s{n}" for n, s in enumerate(made.stages)}
    steps = {t.key: f"t{n}" for n, t in enumerate(made.touchpoints)}
    renamed = Journey(
        "J",
        stages=[
            attrs.evolve(
                s,
                key=stages[s.key],
                experiences=(),
                after=None if s.after is None else [stages[key] for key in s.after],
                touchpoints=[attrs.evolve(t, key=steps[t.key]) for t in s.touchpoints],
            )
            for s in made.stages
        ],
        any_time=[attrs.evolve(t, key=steps[t.key]) for t in made.any_time],
        transitions=[
            attrs.evolve(
                f,
                source=_renamed(f.source, stages, steps),
                personas=(),
                target=_renamed(f.target, stages, steps),
            )
            for f in made.transitions
        ],
    )
    for question in ("reachable", "on_complete_walks"):
        answer = getattr(view_of(made), question)()
        assert {steps[key] for key in answer} == getattr(view_of(renamed), question)()


def _renamed(end: Element, stages: dict[str, str], steps: dict[str, str]) -> Element:
    return Element(end.kind, (stages[end.key] if end.kind == "stage" else steps[end.key],))


def test_stages_without_flow_follow_one_another() -> None:
    """Inside a stage in any order, then everything in the next."""
    view = view_of(journey("J").stage("1", A, B).stage("2", C, D))
    walks = view.graph
    followers = {
        met.name: {after.name for after in walks.successors(met.key)} for met in (A, B, C, D)
    }
    assert {"A": {"B", "C", "D"}, "B": {"A", "C", "D"}, "C": {"D"}, "D": {"C"}} == followers


def test_an_optional_stage_can_be_passed_by() -> None:
    """And so can an empty one, and one of optional touchpoints."""
    maybe = touchpoint("Maybe", optional=True)
    made = journey("J").stage("1", A).stage("2", B, optional=True).stage("3").stage("4", maybe)
    walks = view_of(made.stage("5", C)).graph
    assert {"B", "Maybe", "C"} == {after.name for after in walks.successors("a")}


def test_stages_side_by_side_both_follow_and_both_lead_on() -> None:
    """The order of stages is partial."""
    one = stage("1", A)
    left, right = stage("2", B, after=one), stage("3", C, after=one)
    made = journey("J").stage(one).stage(left).stage(right).stage("4", D, after=[left, right])
    walks = view_of(made).graph
    steps = {(met.name, b.name) for met in (A, B, C, D) for b in walks.successors(met.key)}
    assert {*product("A", "BC"), *product("BC", "D")} == steps


def test_the_graph_stays_linear() -> None:
    """Ten times the touchpoints, ten times the edges, though everything follows everything."""

    def edges(count: int) -> int:
        stages = [Stage(f"s{n}", [Touchpoint(f"t{n}-{m}") for m in range(count)]) for n in range(3)]
        return sum(map(len, view_of(Journey("J", stages=stages)).graph.outgoing.values()))

    assert edges(100) < 11 * edges(10)
