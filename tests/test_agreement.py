"""The validator and coverage never disagree: a missing cell has its finding, a finding its cell.

A finding speaks of a cell when it names the cell, or something that the cell is a part of: where
a whole stage is empty, that is said once, and not again for each persona.
"""

from __future__ import annotations

from hypothesis import given

from journeykit import Journey
from journeykit.coverage import coverage_of
from journeykit.elements import Element
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


@given(journeys())
def test_every_finding_about_cells_has_its_cell(journey: Journey) -> None:
    """What a check says is not there, coverage does not count as there."""
    view = view_of(journey)
    report = check(
        view, everything().select(*(name for names in FOUND_BY.values() for name in names))
    )

    for measure, names in FOUND_BY.items():
        places = {e for name in names for found in report.of(name) for e in found.elements}
        assert places <= missing(view, measure)


@given(journeys())
def test_every_missing_cell_has_its_finding(journey: Journey) -> None:
    """What coverage misses, some rule names: the cell itself, or what the cell is a part of."""
    view = view_of(journey)

    stages_agree(view)
    cells_agree(view)
    goals_agree(view)
    needs_agree(view)
    paths_agree(view)
    roles_agree(view)


def stages_agree(view: View) -> None:
    """A required stage without a touchpoint is an empty stage."""
    assert missing(view, "stage") == found(view, "empty-stage")


def cells_agree(view: View) -> None:
    """A hole is found in its cell, or, where nobody meets anything, in its stage."""
    empty = {element.key for element in found(view, "empty-stage")}
    holes = found(view, "persona-stage-hole")

    for cell in missing(view, "persona_stage"):
        assert (cell in holes) != (cell.keys[1] in empty)


def goals_agree(view: View) -> None:
    """A goal is unserved, or it is served out of reach."""
    assert missing(view, "goal") == found(view, "goal-unserved", "goal-out-of-reach")


def needs_agree(view: View) -> None:
    """As soon as any need is linked to a touchpoint, each that is not has its finding."""
    unserved = missing(view, "need")
    links_needs = any(
        element.keys in view.servers
        for _, element, _ in view.softer_wishes
        if element.kind == "need"
    )

    assert found(view, "need-unserved") == (unserved if links_needs else set())


def paths_agree(view: View) -> None:
    """Who cannot get through is named, unless nobody can, which is said of the journey."""
    stuck = missing(view, "path")
    blocked = found(view, "empty-journey", "no-entry", "no-exit", "cycle-without-exit")

    assert stuck == found(view, "persona-without-path") or blocked or not view.filled_stages


def roles_agree(view: View) -> None:
    """A role in scope that nobody plays is missing, or its stage is there and empty."""
    empty = {element.key for element in found(view, "empty-stage")}
    played_by_empty = {
        role for stage in view.journey.stages if stage.key in empty for role in stage.roles
    }
    absent = {element.key for element in missing(view, "lifecycle")}

    assert absent - played_by_empty == {e.key for e in found(view, "missing-role")}
