"""Three published maps can be said without loss: what they hold is counted here by hand."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from journeykit import Journey, dumps, graph_of, loads, view_of
from journeykit.guards import Guard


def _said(name: str) -> Journey:
    """The journey that a script of this folder says."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"published_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made = getattr(module, name)
    assert isinstance(made, Journey)
    return made


DRIVE = _said("learn_to_drive")
VISIT = _said("outpatient_visit")
LIFE = _said("journeys_of_veterans")


@pytest.mark.parametrize("made", [DRIVE, VISIT, LIFE], ids=lambda made: made.key)
def test_a_published_map_survives_a_file_and_becomes_a_graph(made: Journey) -> None:
    """It comes back equal, and all of it is in the typed graph."""
    assert made == loads(dumps(made))
    kinds = Counter(kind for _, kind in graph_of(made).nodes(data="kind"))
    assert (len(made.stages), len(made.touchpoints), len(made.personas)) == (
        kinds["stage"],
        kinds["touchpoint"],
        kinds["persona"],
    )


@pytest.mark.parametrize("made", [DRIVE, VISIT, LIFE], ids=lambda made: made.key)
def test_everything_on_a_published_map_can_be_walked(made: Journey) -> None:
    """No touchpoint is out of reach or a dead end, and no loop is without a way out."""
    view = view_of(made)
    assert {touchpoint.key for touchpoint in made.touchpoints} == view.on_complete_walks()
    assert ((), ()) == (view.dead_ends, view.traps)


# ---------------------------------------------------------------------- learning to drive


def test_driving_has_seven_steps() -> None:
    """Each with its pages, 22 in all."""
    assert [3, 1, 4, 3, 5, 5, 1] == [len(stage.touchpoints) for stage in DRIVE.stages]
    assert 22 == len(DRIVE.touchpoints)


def test_lessons_and_theory_run_side_by_side() -> None:
    """Neither comes before the other, both come before the theory test."""
    earlier = view_of(DRIVE).earlier_stages
    lessons, theory = "driving-lessons-and-practice", "prepare-for-your-theory-test"
    assert lessons not in earlier[theory]
    assert theory not in earlier[lessons]
    assert {lessons, theory} <= earlier["book-and-manage-your-theory-test"]


def test_people_move_between_whole_steps() -> None:
    """Nine moves, five of which wait for something, two of which go back."""
    places = {stage.key: f"st{number}" for number, stage in enumerate(DRIVE.stages, start=1)}
    moves = {
        (places[t.source.key], places[t.target.key]): (t.when, t.kind) for t in DRIVE.transitions
    }
    assert {
        ("st1", "st2"): ("", "next"),
        ("st2", "st3"): ("", "next"),
        ("st2", "st4"): ("", "next"),
        ("st3", "st5"): ("", "next"),
        ("st4", "st5"): ("provisional licence held", "next"),
        ("st5", "st6"): ("theory test passed", "next"),
        ("st5", "st4"): ("theory test failed", "loop"),
        ("st6", "st7"): ("driving test passed", "next"),
        ("st6", "st3"): ("driving test failed", "loop"),
    } == moves


def test_most_of_driving_is_on_the_website() -> None:
    """One app and one lesson in person; everything else is a page."""
    assert {"website": 20, "app": 1, "in-person": 1} == Counter(
        channel.key for touchpoint in DRIVE.touchpoints for channel in touchpoint.channels
    )


# ---------------------------------------------------------------------- seeing a doctor


def test_a_visit_has_six_stages_and_sixteen_moments() -> None:
    """The first stage is optional and has no moment in the text."""
    assert [0, 3, 3, 3, 4, 3] == [len(stage.touchpoints) for stage in VISIT.stages]
    assert [True, *[False] * 5] == [stage.optional for stage in VISIT.stages]


def test_a_visit_goes_as_printed() -> None:
    """Nineteen moves: ways round optional moments, and back to the start."""
    short = {
        "decide-on-need-for-appointment": "decide",
        "schedule-appointment": "schedule",
        "wait-and-prepare-for-appointment": "wait_prep",
        "travel-to-and-park-at-facility": "travel",
        "navigate-through-facility": "navigate",
        "complete-labs-or-visit-with-friends": "labs_pre",
        "check-in-for-appointment": "checkin",
        "wait-for-appointment": "wait",
        "meet-with-care-provider": "meet",
        "check-out-of-appointment": "checkout",
        "another-appointment-labs-or-visit-with-friends": "other_appt",
        "fill-prescriptions": "fill_rx",
        "exit-facility": "exit",
        "take-immediate-action": "act_now",
        "follow-up-on-visit": "followup",
        "manage-whole-health": "whole_health",
    }
    assert [
        "act_now followup",
        "checkin wait",
        "checkout exit",
        "checkout fill_rx",
        "checkout other_appt",
        "decide schedule",
        "exit act_now",
        "fill_rx exit",
        "followup whole_health",
        "labs_pre checkin",
        "meet checkout",
        "navigate checkin",
        "navigate labs_pre",
        "other_appt exit",
        "schedule wait_prep",
        "travel navigate",
        "wait meet",
        "wait_prep travel",
        "whole_health decide",
    ] == sorted(f"{short[t.source.key]} {short[t.target.key]}" for t in VISIT.transitions)
    kinds = Counter(t.kind for t in VISIT.transitions)
    assert {"next": 16, "optional": 2, "loop": 1} == kinds
    assert {"prescription", "next need"} == {t.when for t in VISIT.transitions} - {""}
    assert not any(isinstance(t.when, Guard) for t in VISIT.transitions)


def test_a_visit_starts_with_a_decision_and_ends_in_health() -> None:
    """Entry and exit are as drawn; three moments may be left out."""
    view = view_of(VISIT)
    assert ["Decide on need for appointment"] == [t.name for t in view.entries]
    assert ["Manage whole health"] == [t.name for t in view.exits]
    assert 3 == sum(touchpoint.optional for touchpoint in VISIT.touchpoints)


def test_a_visit_has_its_research_and_its_missing_channels() -> None:
    """84 interviews at nine sites; no channel is known for the decision and after the visit."""
    assert 84 == VISIT.personas[0].evidence[0].sample
    assert 4 == sum(not touchpoint.channels for touchpoint in VISIT.touchpoints)
    assert 3 == sum(not touchpoint.channels for touchpoint in VISIT.stages[-1].touchpoints)


# ---------------------------------------------------------------------- a life


def test_a_life_has_ten_stages_and_forty_two_moments() -> None:
    """In order, and four events that may come at any time."""
    assert [5, 4, 3, 5, 4, 5, 7, 3, 4, 2] == [len(stage.touchpoints) for stage in LIFE.stages]
    assert 4 == len(LIFE.any_time)
    assert () == LIFE.transitions


def test_a_life_has_thirteen_moments_that_matter() -> None:
    """In every stage at least one."""
    assert [1, 1, 1, 2, 2, 1, 1, 1, 2, 1] == [
        sum(touchpoint.moment_of_truth for touchpoint in stage.touchpoints) for stage in LIFE.stages
    ]


def test_services_stand_behind_the_moments() -> None:
    """88 times a service is named; 14 moments have none, two of which matter."""
    inside = [touchpoint for stage in LIFE.stages for touchpoint in stage.touchpoints]
    assert 88 == sum(len(touchpoint.systems) for touchpoint in inside)
    alone = [touchpoint for touchpoint in inside if not touchpoint.systems]
    assert 14 == len(alone)
    assert [
        "Understanding future prospects",
        "Maintaining social and community connections",
    ] == [touchpoint.name for touchpoint in alone if touchpoint.moment_of_truth]


def test_one_moment_stands_in_two_stages() -> None:
    """Same name, two keys, same services."""
    twice = [t for t in LIFE.touchpoints if t.name == "Engaging VA to access benefits and services"]
    assert 2 == len({touchpoint.key for touchpoint in twice})
    assert twice[0].systems == twice[1].systems
    stages = [view_of(LIFE).stage_of(touchpoint.key) for touchpoint in twice]
    assert ["Getting out", "Putting down roots"] == [stage.name for stage in stages if stage]


def test_the_family_comes_in_late() -> None:
    """It shares three moments of settling down and has one of its own at the end."""
    cells = view_of(LIFE).cells
    assert {"putting-down-roots": 3, "dying": 1} == {
        stage.key: len(cells["family", stage.key])
        for stage in LIFE.stages
        if cells["family", stage.key]
    }
    assert 1 == len(cells["veteran", "dying"])


def test_the_pains_are_those_the_authors_name() -> None:
    """Bad timing, lack of support, disconnected channels."""
    assert ["timing", "lack of support", "disconnected channels"] == [
        pain.kind for pain, _ in view_of(LIFE).pains
    ]
