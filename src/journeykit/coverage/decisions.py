"""Choices: whether every way out of a fork is taken, and every condition matters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from journeykit.addresses import Element
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.graph import View
from journeykit.graph.decisions import completeness
from journeykit.guards import Guard
from journeykit.text import slug
from journeykit.transitions import Transition


def decision(view: View) -> Measure:
    """Outcomes of forks that some persona takes.

    A fork is a place with several ways out, or with a guard. What is left when all guards are
    false is an outcome too, written or not: a persona takes it who can come there and whom
    every guard surely turns away. The counterpart of decision coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in outcomes.
    """
    return Measure("decision", _outcomes(view))


def _forks(view: View) -> Iterator[tuple[Element, tuple[Transition, ...]]]:
    """The places where ways part, with the ways out."""
    for source, transitions in view.outgoing.items():
        if len(transitions) > 1 or any(transition.guarded for transition in transitions):
            yield source, transitions


def _outcomes(view: View) -> Iterator[Cell]:
    taken = view.taken_transitions
    for source, transitions in _forks(view):
        for transition in transitions:
            yield Cell(transition.element, "covered" if transition in taken else "missing")
        if completeness(transitions, view.segments) == "open":
            falls: Status = "covered" if _falls_through(view, source, transitions) else "missing"
            yield Cell(Element("transition", (source.key, "otherwise")), falls, "no guard holds")


def _falls_through(view: View, source: Element, transitions: tuple[Transition, ...]) -> bool:
    """Whether some persona comes here and surely finds every way closed."""
    return any(
        all(_surely_closed(view, transition, persona) for transition in transitions)
        for persona in _visitors(view, source)
    )


def _surely_closed(view: View, transition: Transition, persona: str) -> bool:
    facts = view.reachability.segment_facts[persona]
    return isinstance(transition.when, Guard) and transition.when.holds(facts) is False


def _visitors(view: View, element: Element) -> list[str]:
    """The personas who can come to a touchpoint or a stage."""
    personas = [persona.key for persona in view.journey.personas]
    if element.kind == "touchpoint":
        return [persona for persona in personas if view.can_reach(persona, element.key)]
    inside = [touchpoint.key for touchpoint in view.stage(element.key).touchpoints]
    return [p for p in personas if any(view.can_reach(p, touchpoint) for touchpoint in inside)]


def condition(view: View) -> Measure:
    """Conditions that decide, by themselves, which way a persona goes.

    A condition is covered when two personas come to the fork who differ, of all its conditions,
    in this one alone, and leave by different ways: modified condition/decision coverage, with
    personas as the test cases (Chilenski and Miller 1994). Free text has no conditions.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in conditions of forks.
    """
    return Measure("condition", _conditions(view))


def _conditions(view: View) -> Iterator[Cell]:
    for source, transitions in _forks(view):
        guards = [
            transition.when for transition in transitions if isinstance(transition.when, Guard)
        ]
        atoms = tuple(dict.fromkeys(atom for guard in guards for atom in guard.atoms()))
        if not atoms:
            continue
        cases = []
        for persona in _visitors(view, source):
            facts = view.reachability.segment_facts[persona]
            answers = tuple(atom.holds(facts) for atom in atoms)
            if None not in answers:
                exits = frozenset(
                    transition for transition in transitions if view.is_open(transition, persona)
                )
                cases.append((answers, exits))
        decisive = {
            differing[0]
            for (answers, exits), (others, leaving) in combinations(set(cases), 2)
            if exits != leaving
            and len(differing := [n for n, a in enumerate(answers) if a != others[n]]) == 1
        }
        for number, atom in enumerate(atoms):
            element = Element("condition", (source.key, slug(atom.text)))
            yield Cell(element, "covered" if number in decisive else "missing", atom.text)
