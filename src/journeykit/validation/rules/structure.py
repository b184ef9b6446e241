"""Structure: whether the journey hangs together as a graph that people can walk."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule


def _line(*names: str) -> Journey:
    """A journey of one stage whose touchpoints follow one another."""
    steps = [touchpoint(name) for name in names]
    line = journey("Buying a gift").stage("Purchase", *steps)
    for before, after in zip(steps, steps[1:], strict=False):
        line = line.flow(before >> after)
    return line


@rule(
    "empty-journey",
    "JK101",
    severity="error",
    detects="A journey without a single touchpoint.",
    why="There is nothing to check, to measure or to draw as long as nobody meets anything.",
    formally="The journey has no touchpoint, in a stage or at any time.",
    fix='add touchpoints: .stage("Awareness", touchpoint("Clicks an ad"))',
    source="Every guide to journey mapping starts with listing touchpoints.",
    fires=lambda: journey("Buying a gift").stage("Awareness"),
    silent=lambda: _line("Clicks an ad", "Pays"),
)
def empty_journey(view: View) -> Iterator[Problem]:
    """Look for any touchpoint at all."""
    if not view.touchpoints:
        yield Problem("the journey has no touchpoint", view.journey)


def _two_ways_round() -> Journey:
    """Two touchpoints that lead to each other, and no way in."""
    browse, compare = touchpoint("Browses"), touchpoint("Compares")
    return journey("Buying a gift").stage("Purchase", browse, compare).flow(browse >> compare >> browse)


@rule(
    "no-entry",
    "JK102",
    severity="error",
    detects="A journey that nobody can start.",
    why="Where everything is led to by something else, no customer ever comes in.",
    formally="There are touchpoints, none is marked as an entry, and in the first stages that "
    "have any, each is led to by a forward transition.",
    fix="mark where people come in: touchpoint(…, entry=True)",
    source="bpmnlint, start-event-required.",
    fires=_two_ways_round,
    silent=lambda: _line("Browses", "Compares"),
    requires={"transitions": 1, "touchpoints": 1},
)
def no_entry(view: View) -> Iterator[Problem]:
    """Look for a touchpoint that people can start with."""
    if not view.entries and len(view.any_time) < len(view.touchpoints):
        yield Problem("the journey has no place to start", view.journey)


RULES: tuple[Rule, ...] = (empty_journey, no_entry)
