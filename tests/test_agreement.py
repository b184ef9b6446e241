"""The validator and coverage never disagree: a missing cell has its finding, a finding its cell.

A finding speaks of a cell when it names the cell, something that the cell is a part of, or the
place where whoever would take it is lost: where a whole stage is empty, that is said once, and not
again for each persona; where a way breaks off, the break is said, and not again every step before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import example, given

from helpers.walking import crossing_journeys
from journeykit import Journey, Stage, Touchpoint, Transition, journey, persona
from journeykit.addresses import Element
from journeykit.coverage import MEASURES, coverage_of
from journeykit.graph import EffectiveEdge, EffectiveGraph, EffectiveNode, View, view_of
from journeykit.graph.traversal import reachable_nodes
from journeykit.testing.strategies import journeys
from journeykit.validation import Problem, Unknown, check, every_rule, everything

NAMES_CELLS = {
    "stage": ("empty-stage",),
    "touchpoint": ("unreachable-touchpoint", "dead-end", "cycle-without-exit"),
    "transition": ("persona-branch-uncovered",),
    "persona_stage": ("persona-stage-hole",),
    "goal": ("goal-unserved", "goal-out-of-reach"),
    "need": ("need-unserved",),
    "pain": ("pain-without-response", "persona-pain-unaddressed"),
    "path": ("persona-without-path",),
    "measurement": ("stage-without-metric",),
    "ownership": ("touchpoint-without-owner",),
    "evidence": ("assumption-only",),
    "lifecycle": ("missing-role",),
}
"""For each measure that rules speak of, those whose findings name its cells."""

EXPLAINS = {
    "transition": (
        "contradictory-guard",
        "persona-dead-end",
        "incomplete-guards",
        "touchpoint-out-of-reach",
        "persona-without-path",
    ),
    "persona_stage": ("empty-stage",),
    "goal": ("persona-without-path",),
    "path": ("no-entry", "no-exit", "cycle-without-exit"),
    "measurement": ("empty-stage", "metric-without-target", "metric-without-source"),
    "lifecycle": ("empty-stage",),
}
"""Those that tell why a cell is missing without naming it."""

CANNOT_TELL = ("measurement", "ownership", "evidence")
"""Measures of which rules cannot tell as long as a map hardly speaks of them."""

WHOLE = ("empty-journey", "no-entry", "no-exit")
"""Those that tell of the journey as a whole that nobody gets through."""

KINDS = {"pain": "pain", "evidence": "touchpoint"}
"""The kind of element that a measure counts, where its rules speak of others as well."""


NOTHING_THERE = Journey("Gift", stages=[Stage("Awareness", roles=["awareness"], optional=True)])
"""No touchpoint at all: the role is missing from the map, though no check would ask for it yet."""

HURT = journey("Gift").walked_by(persona("Maya", pains=["hidden costs"]))
"""A pain that a persona brings along, and nobody has begun to answer any."""

IDEA = HURT.opportunity("Offer gift wrapping", everywhere=True)
"""An answer, though to nothing that hurts: now all others are asked for as well."""


def found(view: View, *names: str) -> set[Element]:
    """Where some rules find something, whatever gates would keep them quiet."""
    return verdicts(view, Problem, *names)


def verdicts(view: View, kind: type, *names: str) -> set[Element]:
    """Where some rules say one of the three things that they can say."""
    rules = [rule for rule in every_rule() if rule.name in names]
    assert len(names) == len(rules)
    return {
        element
        for rule in rules
        for verdict in rule(view, **{option.name: option.default for option in rule.options})
        if isinstance(verdict, kind)
        for element in verdict.at
    }


def missing(view: View, measure: str) -> set[Element]:
    """What a measure is missing."""
    return set(coverage_of(view, [measure])[measure].missing)


@given(journeys() | crossing_journeys())
@example(NOTHING_THERE)
@example(HURT)
@example(IDEA)
def test_every_finding_about_cells_has_its_cell(journey: Journey) -> None:
    """What a check says is not there, coverage does not count as there."""
    view = view_of(journey)
    report = check(
        view, everything().select(*(name for names in NAMES_CELLS.values() for name in names))
    )

    for measure, names in NAMES_CELLS.items():
        places = {e for name in names for found in report.of(name) for e in found.elements}
        kind = KINDS.get(measure)
        assert {e for e in places if kind in (None, e.kind)} <= missing(view, measure)


@given(journeys() | crossing_journeys())
@example(NOTHING_THERE)
@example(HURT)
@example(IDEA)
def test_every_missing_cell_has_its_finding(journey: Journey) -> None:
    """What coverage misses, some rule tells of, unless its gate keeps it quiet."""
    view = view_of(journey)

    for measure, agree in AGREEMENT.items():
        told = found(view, *NAMES_CELLS[measure])
        if measure in CANNOT_TELL:
            told |= verdicts(view, Unknown, *NAMES_CELLS[measure])
        agree(view, missing(view, measure), told)


def stages_agree(_: View, lost: set[Element], told: set[Element]) -> None:
    """A required stage without a touchpoint is an empty stage."""
    assert lost == told


def touchpoints_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """Nobody comes there, or whoever goes on from there is lost at a place that is found.

    Where nobody gets through at all, that is said of the journey, and not of every touchpoint.
    """
    if not view.can_finish:
        assert not lost or found(view, *WHOLE, "cycle-without-exit")
        return
    stuck = found(view, "persona-without-path")
    ends = told | found(view, "persona-dead-end", "incomplete-guards")
    for element in lost - told:
        came = {
            who.element: view.graph_for(who.key)
            for who in view.journey.personas
            if view.can_reach(who.key, element.key)
        }
        node = view.graph.node(element.key)
        assert (
            all(who in stuck or comes_to(w, w.node(element.key), ends) for who, w in came.items())
            if came
            else comes_to(view.graph, node, ends) or keeps_away(view, node)
        )


def comes_to(walks: EffectiveGraph, start: EffectiveNode, ends: set[Element]) -> bool:
    """Whether whoever goes on from a node comes to one of some places, whatever way they take."""

    def met_after(node: EffectiveNode) -> Iterable[Touchpoint]:
        onward = reachable_nodes([node], lambda n: [edge.target for edge in walks.outgoing[n]])
        return [n.touchpoint for n in onward if n.touchpoint]

    return all(
        any(after.element in ends for after in met_after(walks.node(met.key)))
        for met in met_after(start)
        if met not in walks.any_time or met in walks.exits
    )


def transitions_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """It is found, an end of it is lost, or everybody who would take it is lost on the way."""
    if found(view, *WHOLE):
        return
    never = missing(view, "touchpoint")
    for step in view.journey.transitions:
        if step.element in lost - told - found(view, "contradictory-guard"):
            lost_ends = (nothing_there(view, end, never) for end in (step.source, step.target))
            if step not in view.taken_transitions and not any(lost_ends):
                assert is_explained(view, step)


def nothing_there(view: View, end: Element, never: set[Element]) -> bool:
    """Whether nobody ever meets a touchpoint, or anything in a stage."""
    if end.kind == "touchpoint":
        return end in never
    return all(met.element in never for met in view.stage(end.key).touchpoints)


def is_explained(view: View, step: Transition) -> bool:
    """Whether those who come and go on are lost later, or all others are kept from coming."""
    stuck = found(view, "persona-without-path")
    ends = found(view, "persona-dead-end", "incomplete-guards", "dead-end", "cycle-without-exit")
    graphs = {who.element: view.graph_for(who.key) for who in view.journey.personas}

    def all_lost(starts: dict[Element, EffectiveNode]) -> bool:
        return all(who in stuck or comes_to(graphs[who], at, ends) for who, at in starts.items())

    takers = {
        who: edge.target
        for who, walks in graphs.items()
        for edge in edges_of(walks, step)
        if walks.is_reachable(edge.source)
    }
    if takers:
        return all_lost(takers)
    if step in view.reachability.handoffs:
        givers, receivers = (
            {who: w.node(end.key) for who, w in graphs.items() if end.key in w.touchpoint_keys}
            for end in (step.source, step.target)
        )
        givers = {who: at for who, at in givers.items() if graphs[who].is_reachable(at)}
        if givers:
            return all_lost(givers) or all_lost(receivers)
    return keeps_away(view, edges_of(view.graph, step)[0].source)


def edges_of(walks: EffectiveGraph, step: Transition) -> list[EffectiveEdge]:
    """The edges that stand for a transition."""
    return [e for edges in walks.outgoing.values() for e in edges if e.transition == step]


def keeps_away(view: View, node: EffectiveNode) -> bool:
    """Whether every walk of anybody to a place passes something that no persona gets past."""
    walks = view.graph
    if found(view, "persona-without-path"):
        return True
    cuts = found(view, "persona-branch-uncovered", "contradictory-guard", "touchpoint-out-of-reach")

    def onward(passed: EffectiveNode) -> Iterable[EffectiveNode]:
        edges = [e for e in walks.outgoing[passed] if not is_cut(e.target)]
        return [e.target for e in edges if not e.transition or e.transition.element not in cuts]

    def is_cut(passed: EffectiveNode) -> bool:
        return passed.touchpoint is not None and passed.touchpoint.element in cuts

    entries = [walks.node(met.key) for met in walks.entries]
    return node not in reachable_nodes((n for n in entries if not is_cut(n)), onward)


def cells_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """A hole is found in its cell, or, where nobody meets anything, in its stage."""
    empty = {element.key for element in found(view, "empty-stage")}

    assert told == {cell for cell in lost if cell.keys[1] not in empty}


def goals_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """A goal is unserved, or served out of reach, or its persona gets nowhere, which is said.

    As soon as any touchpoint says what it serves; before that, some are for review.
    """
    stuck = {element.key for element in found(view, "persona-without-path")}
    nowhere = {who.key for who in view.journey.personas if not view.graph_for(who.key).entries}

    assert told <= lost
    linked = bool(view.serving_touchpoints)
    assert not linked or {g for g in lost - told if g.keys[0] not in stuck | nowhere} == set()
    assert nowhere <= stuck or found(view, *WHOLE, "cycle-without-exit")


def needs_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """As soon as any need is linked to a touchpoint, each that is not has its finding.

    Before that, some are for review and others unanswered.
    """
    links_needs = any(
        element.keys in view.serving_touchpoints
        for _, element, _ in view.needs_and_expectations
        if element.kind == "need"
    )

    assert told <= lost
    assert told == lost or not links_needs


def pains_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """Those on the way always; those of a persona as soon as anything is done about anything."""
    begun = view.content.pains_with_response or view.journey.opportunities
    asked = {Element("pain", (p.key,)) for p, at in view.pains if begun or at.kind != "persona"}

    assert {element for element in told if element.kind == "pain"} == lost & asked


def paths_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """Who cannot get through is named, unless nobody can, which is said of the journey."""
    assert lost == told or found(view, *WHOLE, "cycle-without-exit")


def metrics_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """A stage is empty, or has no metric, or each of its metrics lacks a target or a source.

    A figure that was observed needs no target; it does not tell whether the stage works either.
    """
    empty = found(view, "empty-stage")
    poor = found(view, "metric-without-target", "metric-without-source")
    for stage in view.required_stages:
        metrics = (*stage.metrics, *(m for t in stage.touchpoints for m in t.metrics))
        useless = metrics and all(
            Element("metric", (m.key,)) in poor or (m.target is None and m.value is not None)
            for m in metrics
        )
        if stage.element in lost - told:
            assert stage.element in empty or useless


def owners_agree(_: View, lost: set[Element], told: set[Element]) -> None:
    """Whatever is in the company's hands."""
    assert lost == told


def evidence_agrees(view: View, lost: set[Element], told: set[Element]) -> None:
    """As soon as anything stands behind any touchpoint; before that it cannot be told."""
    begun = any(e.kind != "assumed" for met in view.touchpoints for e in met.evidence)
    unproved = {e for e in told if e.kind == "touchpoint"}

    assert unproved == lost if begun else unproved <= lost


def roles_agree(view: View, lost: set[Element], told: set[Element]) -> None:
    """A role in scope that nobody plays is missing, or its stage is there and empty."""
    empty = found(view, "empty-stage")
    played = {r for stage in view.journey.stages if stage.element in empty for r in stage.roles}

    assert told == {role for role in lost if role.key not in played}


AGREEMENT: dict[str, Callable[[View, set[Element], set[Element]], None]] = {
    "stage": stages_agree,
    "touchpoint": touchpoints_agree,
    "transition": transitions_agree,
    "persona_stage": cells_agree,
    "goal": goals_agree,
    "need": needs_agree,
    "pain": pains_agree,
    "path": paths_agree,
    "measurement": metrics_agree,
    "ownership": owners_agree,
    "evidence": evidence_agrees,
    "lifecycle": roles_agree,
}
"""For each measure that rules speak of, what a missing cell and a finding have to do with it."""


@pytest.mark.parametrize("measure", MEASURES)
def test_the_page_on_numbers_says_which_rules_tell(measure: str) -> None:
    """Who reads a number finds the rules that name what is missing, or that none does."""
    page = Path(__file__).parent.parent / "docs" / "numbers.md"
    (_, _, table) = page.read_text("utf-8").partition("## Which rule tells you")
    row = next(line for line in table.splitlines() if f"`{measure}`" in line)
    told = (*NAMES_CELLS.get(measure, ()), *EXPLAINS.get(measure, ()))

    assert all(f"`{name}`" in row for name in told)
    assert bool(told) == ("none" not in row)
