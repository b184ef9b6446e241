"""What drawing costs: ten times as much to draw is about ten times the work, in every direction."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from itertools import pairwise

import pytest

from journeykit import Channel, Journey, check, coverage_of, journey, persona, touchpoint
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.svg.renderer import svg
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.coverage import coverage_diagram
from journeykit.render.views.flow import flow_diagram
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
    [((40, 2, 5), (400, 2, 5)), ((4, 15, 2), (4, 150, 2)), ((30, 1, 15), (300, 1, 150))],
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


def apart(size: int) -> Journey:
    """A journey in which each persona feels something at one touchpoint of their own."""
    people = [persona(f"Persona {n}") for n in range(size)]
    steps = [touchpoint(f"Step {n}").feels(who, n % 5 - 2) for n, who in enumerate(people)]
    return journey("Apart").walked_by(*people).stage("All", *steps)


@pytest.mark.parametrize("view", [map_diagram, blueprint_diagram])
def test_work_grows_with_what_is_said(view: Callable[[Journey], Diagram]) -> None:
    """Not with the product of personas and touchpoints, of which most pairs say nothing."""
    first, second = apart(40), apart(400)
    view(first)
    assert calls(lambda: view(second)) < 13 * calls(lambda: view(first))


def shared(size: int) -> Journey:
    """A journey at whose touchpoints half of the personas suffer, and are named."""
    people = [persona(f"Persona {n}") for n in range(size)]
    steps = []
    for number in range(4):
        step = touchpoint(f"Step {number}").met_by(*people[number % 2 :: 2])
        for who in people[number % 2 :: 2]:
            step = step.feels(who, -1).hurts(who, "queues")
        steps.append(step)
    made = journey("Shared").walked_by(*people).stage("All", *steps)
    return made.flow(*(before >> after for before, after in pairwise(steps)))


@pytest.mark.parametrize("look", [flow_diagram, check, coverage_of])
def test_work_grows_with_the_personas_at_a_touchpoint(look: Callable[[Journey], object]) -> None:
    """Once everybody was looked for among all who are there, at each touchpoint anew."""
    first, second = shared(30), shared(300)
    look(first)
    assert calls(lambda: look(second)) < 13 * calls(lambda: look(first))


@pytest.mark.parametrize("view", [lanes_diagram, coverage_diagram])
def test_no_picture_has_more_places_than_can_be_drawn(view: Callable[[Journey], Diagram]) -> None:
    """Of thousands of personas or stages the first lanes are shown, and the rest is counted."""
    people = [persona(f"Persona {n}") for n in range(30)]
    made = journey("Wide").walked_by(*people)
    for number in range(250):
        made = made.stage(f"Stage {number}", touchpoint(f"Step {number}", personas=people[:2]))
    diagram = view(made)
    assert ["Only the first 20 personas are shown; there are 10 more."] == [*diagram.notes]
    assert [f"Persona {n}" for n in range(20)] == [lane.text for lane in diagram.lanes]
    assert len(diagram.cells) <= 20 * (250 + 1)
