"""Reach: is each thing there, and does a walk of somebody come to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.addresses import Element
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.graph import EffectiveGraph, View
from journeykit.lifecycle import ROLES
from journeykit.model import Stage, Touchpoint


def stage(view: View) -> Measure:
    """Stages that hold a touchpoint, among those that are not optional.

    The counterpart of statement coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in stages.
    """

    def status(one: Stage) -> Status:
        if one.optional:
            return "optional"
        return "covered" if one.touchpoints else "missing"

    return Measure("stage", (Cell(s.element, status(s)) for s in view.journey.stages))


def touchpoint(view: View) -> Measure:
    """Touchpoints on some walk from an entry to an exit, of anybody at all or of a persona.

    A walk may also end where people are meant to leave: with an outcome that is abandoned or
    failed, when they are seen off, after they churned. What can come at any time is on every walk.
    The counterpart of function coverage: what lies on no such walk is never lived through.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in touchpoints.
    """
    complete = view.on_complete_walks()
    reachable = view.reachable()

    def cell(touchpoint: Touchpoint) -> Cell:
        if touchpoint.key in complete:
            return Cell(touchpoint.element, "covered")
        lost = touchpoint.key in reachable
        return Cell(
            touchpoint.element, "missing", "leads to no exit" if lost else "no walk comes here"
        )

    return Measure("touchpoint", map(cell, view.touchpoints))


def transition(view: View) -> Measure:
    """Declared transitions on some walk, from an entry to an exit, of some persona.

    A walk may also end where people are meant to leave, and make a detour to what can come at any
    time; a hand-off is taken by two personas together. The counterpart of branch coverage.
    Without personas, anybody walks.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in transitions.
    """
    taken = view.taken_transitions
    return Measure(
        "transition",
        (
            Cell(t.element, "covered")
            if t in taken
            else Cell(t.element, "missing", "on no walk from an entry to an exit")
            for t in view.journey.transitions
        ),
    )


def path(view: View) -> Measure:
    """Personas who have a walk from an entry to an exit.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in personas.
    """
    return Measure(
        "path",
        (
            Cell(p.element, "covered")
            if view.graph_for(p.key).can_finish
            else Cell(p.element, "missing", "no walk from an entry to an exit")
            for p in view.journey.personas
        ),
    )


def whole_path(view: View) -> Measure:
    """Personas with a complete walk that passes every stage they should meet something in.

    A persona without a walk, or whose every walk jumps over a stage, is missing. The walk is
    looked for over the strongly connected components, from the exits backwards, keeping for each
    only the largest sets of stages that can still be passed.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in personas.
    """
    return Measure("whole_path", _whole_paths(view))


def _whole_paths(view: View) -> Iterator[Cell]:
    """The personas; those who may go everywhere that others may share one answer."""
    passes: dict[tuple[int, tuple[str, ...]], bool] = {}
    for persona in view.journey.personas:
        walks, span = view.graph_for(persona.key), view.required_stages_of(persona.key)
        alike = id(walks), tuple(stage.key for stage in span)
        if alike not in passes:
            passes[alike] = _passes_all(walks, span)
        if passes[alike]:
            yield Cell(persona.element, "covered")
        else:
            yield Cell(persona.element, "missing", "no walk passes every stage")


def _passes_all(walks: EffectiveGraph, span: tuple[Stage, ...]) -> bool:
    """Whether one walk from an entry to an exit passes a touchpoint of each stage."""
    whole = frozenset(stage.key for stage in span)
    home = {t.key: stage.key for stage in span for t in stage.touchpoints}
    number = {node: index for index, nodes in enumerate(walks.components) for node in nodes}
    exits = {number[walks.node(t.key)] for t in walks.exits}
    passed: list[list[frozenset[str]]] = []
    for index, nodes in enumerate(walks.components):
        inside = (node.touchpoint.key for node in nodes if node.touchpoint)
        here = frozenset(home[key] for key in inside if key in home)
        onward = {number[edge.target] for node in nodes for edge in walks.outgoing[node]}
        tails = [tail for after in onward - {index} for tail in passed[after]]
        if index in exits:
            tails.append(frozenset())
        passed.append(_largest(here | tail for tail in tails))
    entries = (number[walks.node(t.key)] for t in walks.entries)
    return any(whole <= stages for entry in entries for stages in passed[entry])


def _largest(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The sets that are part of no other."""
    kept: list[frozenset[str]] = []
    for each in sorted(set(sets), key=lambda stages: (-len(stages), sorted(stages))):
        if not any(each <= other for other in kept):
            kept.append(each)
    return kept


def lifecycle(view: View) -> Measure:
    """Canonical roles in the journey's scope that some touchpoint's stage plays.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in roles.
    """
    played = {role for each in view.filled_stages for role in each.roles}
    return Measure(
        "lifecycle",
        (
            Cell(Element("role", (role,)), "covered" if role in played else "missing")
            for role in ROLES
            if role in view.scope
        ),
    )
