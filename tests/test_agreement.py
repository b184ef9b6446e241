"""The validator and coverage never disagree: a missing cell has its finding, a finding its cell.

A finding speaks of a cell when it names the cell, or something that the cell is a part of: where
a whole stage is empty, that is said once, and not again for each persona.
"""

from __future__ import annotations

import pytest
from hypothesis import given

from journeykit import Journey
from journeykit.coverage import coverage_of
from journeykit.details import Element
from journeykit.graph import View, view_of
from journeykit.testing.strategies import journeys
from journeykit.validation import check, every_rule, everything

FOUND_BY = {
    "stage": ("empty-stage",),
    "touchpoint": ("unreachable-touchpoint",),
    "transition": ("persona-branch-uncovered",),
    "persona_stage": ("persona-stage-hole",),
    "goal": ("goal-unserved", "goal-out-of-reach"),
    "need": ("need-unserved",),
    "path": ("persona-without-path",),
    "lifecycle": ("missing-role",),
    "ownership": ("touchpoint-without-owner",),
}
"""For each measure, the rules that speak of its cells."""


def found(view: View, *names: str) -> set[Element]:
    """Where some rules find something, whatever gates would keep them quiet."""
    rules = [rule for rule in every_rule() if rule.name in names]
    assert len(names) == len(rules)
    return {
        element
        for rule in rules
        for problem in rule(view, **{option.name: option.default for option in rule.options})
        for element in problem.at
    }


def missing(view: View, measure: str) -> set[Element]:
    """What a measure is missing."""
    return set(coverage_of(view, [measure])[measure].missing)


@pytest.mark.parametrize("measure", FOUND_BY)
def test_every_such_finding_has_its_cell(measure: str) -> None:
    """What a check says is not there, coverage does not count as there."""
    speaking = everything().select(*FOUND_BY[measure])

    @given(journeys())
    def agrees(journey: Journey) -> None:
        view = view_of(journey)
        places = {e for finding in check(view, speaking).findings for e in finding.elements}
        assert places <= missing(view, measure)

    agrees()


@given(journeys())
def test_every_missing_stage_has_its_finding(journey: Journey) -> None:
    """A required stage without a touchpoint is an empty stage."""
    view = view_of(journey)

    assert missing(view, "stage") == found(view, "empty-stage")


@given(journeys())
def test_every_missing_cell_has_its_finding(journey: Journey) -> None:
    """A hole is found in its cell, or, where nobody meets anything, in its stage."""
    view = view_of(journey)
    empty = {element.key for element in found(view, "empty-stage")}
    holes = found(view, "persona-stage-hole")

    for cell in missing(view, "persona_stage"):
        assert (cell in holes) != (cell.keys[1] in empty)


@given(journeys())
def test_every_missing_goal_has_its_finding(journey: Journey) -> None:
    """A goal is unserved, or it is served out of reach."""
    view = view_of(journey)

    assert missing(view, "goal") == found(view, "goal-unserved", "goal-out-of-reach")


@given(journeys())
def test_every_missing_need_has_its_finding(journey: Journey) -> None:
    """As soon as any need is linked to a touchpoint, each that is not has its finding."""
    view = view_of(journey)
    unserved = missing(view, "need")
    links_needs = any(
        element.keys in view.servers
        for _, element, _ in view.softer_wishes
        if element.kind == "need"
    )

    assert found(view, "need-unserved") == (unserved if links_needs else set())


@given(journeys())
def test_every_missing_path_has_its_finding(journey: Journey) -> None:
    """Who cannot get through is named, unless nobody can, which is said of the journey."""
    view = view_of(journey)
    stuck = missing(view, "path")
    blocked = found(view, "empty-journey", "no-entry", "no-exit", "cycle-without-exit")

    assert stuck == found(view, "persona-without-path") or blocked or not view.filled_stages


@given(journeys())
def test_every_missing_role_has_its_finding(journey: Journey) -> None:
    """A role in scope that nobody plays is missing, or its stage is there and empty."""
    view = view_of(journey)
    empty = {element.key for element in found(view, "empty-stage")}
    played_by_empty = {
        role for stage in view.journey.stages if stage.key in empty for role in stage.roles
    }
    absent = {element.key for element in missing(view, "lifecycle")}

    assert absent - played_by_empty == {e.key for e in found(view, "missing-role")}
