"""What drawing costs: ten times as much to draw is about ten times the work, in every direction."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest

from journeykit import Channel, Journey, journey, persona, touchpoint
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.svg.renderer import svg
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.lanes import lanes_diagram


def grown(touchpoints: int, personas: int, stages: int) -> Journey:
    """A journey in which everybody feels something everywhere."""
    people = [persona(f"Persona {n}") for n in range(personas)]
    steps = []
    for number in range(touchpoints):
        step = touchpoint(f"Step {number}", Channel.EMAIL, systems=[f"System {number % 7}"])
        for place, who in enumerate(people):
            step = step.feels(who, (number + place) % 5 - 2, "so").hurts(who, f"pain {number}")
        steps.append(step)
    made = journey("Grown").walked_by(*people)
    each = -(-touchpoints // stages)
    for number in range(stages):
        made = made.stage(f"Stage {number}", *steps[number * each : (number + 1) * each])
    return made


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, which is the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("small", "large"),
    [((70, 2, 5), (700, 2, 5)), ((4, 20, 2), (4, 200, 2)), ((50, 1, 25), (500, 1, 250))],
    ids=["touchpoints", "personas", "stages"],
)
@pytest.mark.parametrize("view", [map_diagram, lanes_diagram, blueprint_diagram])
def test_work_grows_with_what_is_drawn(
    view: Callable[[Journey], Diagram], small: tuple[int, int, int], large: tuple[int, int, int]
) -> None:
    """Once each card told everybody's story, and ten times the personas was a hundred times it."""
    first, second = grown(*small), grown(*large)
    svg(view(first))
    assert calls(lambda: svg(view(second))) < 13 * calls(lambda: svg(view(first)))
