"""Trying something on journeys: on an empty one, and on many that Hypothesis makes up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeykit.addresses import Element
from journeykit.dsl import journey
from journeykit.model import Journey

FUZZED = 50
"""How many journeys Hypothesis makes up for each test."""


def on_many_journeys(
    complaints: Callable[[Journey], list[str]], fuzz: int, *, empty: bool = True
) -> list[str]:
    """Ask for complaints on an empty journey, and then on many.

    Args:
        complaints: What is wrong on a journey.
        fuzz: How many journeys Hypothesis makes up.
        empty: Whether to begin with a journey of which nothing is said.

    Returns:
        The complaints on the smallest journey that has some, with the journey.
    """
    problems = complaints(journey("Nothing yet")) if empty else []
    if problems:
        return [f"on a journey of which nothing is said: {problem}" for problem in problems]
    return _fuzzed(complaints, fuzz) if fuzz else []


def _fuzzed(complaints: Callable[[Journey], list[str]], fuzz: int) -> list[str]:
    """What is wrong on some journey that Hypothesis makes up."""
    from hypothesis import Phase, given, settings

    from journeykit.testing.strategies import journeys

    @settings(
        max_examples=fuzz, deadline=None, database=None, phases=[Phase.generate, Phase.shrink]
    )
    @given(journeys())
    def holds(journey: Journey) -> None:
        problems = complaints(journey)
        if problems:
            raise AssertionError(problems[0])

    try:
        holds()
    except AssertionError as error:
        example = "\n".join(getattr(error, "__notes__", ()))
        return [f"on a journey that Hypothesis made up: {error}\n{example}".rstrip()]
    return []


def strangers_to(journey: Journey, elements: Iterable[Element]) -> list[Element]:
    """Return the elements that a journey does not have.

    Args:
        elements: Addresses; those of a kind that needs no entry of its own are all right.

    Returns:
        The strangers among them.
    """
    stages = {stage.key for stage in journey.stages}
    personas = {persona.key for persona in journey.personas}
    touchpoints = {touchpoint.key for touchpoint in journey.touchpoints}
    keys: dict[str, set[str]] = {
        "persona": personas,
        "stage": stages,
        "touchpoint": touchpoints,
        "transition": stages | touchpoints,
        "journey": {journey.key},
        "opportunity": {opportunity.key for opportunity in journey.opportunities},
        "cell": stages | personas,
    }
    return [
        element
        for element in elements
        if element.kind in keys
        and not keys[element.kind].issuperset(
            element.keys[:2] if element.kind == "cell" else element.keys
        )
    ]
