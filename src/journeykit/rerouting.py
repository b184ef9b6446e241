"""Rerouting: what led through a step leads on to what came next."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from journeykit.addresses import Element
from journeykit.fields import each_once
from journeykit.transitions import Transition


def rerouted(transitions: Iterable[Transition], steps: Iterable[Element]) -> tuple[Transition, ...]:
    """Transitions that lead past some steps.

    Whoever came keeps the condition of the way in; where there was none, that of the way out
    counts. Nothing leads from a step to itself that did not do so before.

    Args:
        transitions: How people move on.
        steps: The steps that are left out.

    Returns:
        The transitions, the new ones in the place of those that led to the step.
    """
    row = tuple(transitions)
    for step in steps:
        out = [each for each in row if each.source == step and each.target != step]
        past: list[Transition] = []
        for each in row:
            if each.source == step:
                continue
            if each.target != step:
                past.append(each)
                continue
            past += [_joined(each, on) for on in out if on.target != each.source]
        row = each_once(past)
    return row


def _joined(into: Transition, on: Transition) -> Transition:
    """One transition instead of two that follow each other."""
    plain = into == Transition(into.source, into.target)
    return evolve(on, source=into.source) if plain else evolve(into, target=on.target)
