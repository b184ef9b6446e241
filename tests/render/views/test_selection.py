"""A part of a journey drawn alone: one stage, or the neighbourhood of a touchpoint."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.drawn_journeys import parallel
from journeykit import cell, draw, journey, persona, touchpoint, view_of
from journeykit.addresses import Element
from journeykit.errors import PictureError, UnknownReferenceError
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.views.selection import part_of
from journeykit.validation import Finding, Report

ROWS = ("map", "lanes", "blueprint")

maya, tom = persona("Maya"), persona("Tom")
ad, leaflet = touchpoint("Ad"), touchpoint("Leaflet")
asks, pays = touchpoint("Asks", personas=tom), touchpoint("Pays")
unpacks = touchpoint("Unpacks", personas=maya)
GIFT = (
    journey("Gift")
    .walked_by(maya, tom)
    .stage("Before", ad, leaflet)
    .stage("Buying", asks, pays)
    .stage("After", unpacks)
    .stage("Later")
    .flow(ad >> asks >> pays >> unpacks)
    .opportunity("A voucher", ad)
)


def shown(diagram: Diagram) -> dict[str, list[str]]:
    """The names of the touchpoints in each column, in whichever lane, each once and sorted."""
    found: dict[str, set[str]] = {group.key: set() for group in diagram.groups}
    for each in diagram.cells:
        found[each.group].update(node.text for node in each.nodes if node.role == "touchpoint")
    return {key: sorted(names) for key, names in found.items()}


@pytest.mark.parametrize("view", ROWS)
def test_one_stage_alone(view: Any) -> None:
    """A stage is one column with its touchpoints, whatever leads into it."""
    picture = draw(GIFT, view, stage="Buying")
    assert {"buying": ["Asks", "Pays"]} == shown(picture.diagram)
    assert ("3 more touchpoints of the journey not shown.",) == picture.diagram.notes
    assert picture.diagram.notes[0] in picture.text()
    assert "1 stage" in picture.diagram.description


@pytest.mark.parametrize("view", ROWS)
def test_the_neighbourhood_of_a_touchpoint(view: Any) -> None:
    """What the declared ways join to it, as many steps as are asked for, each in its stage."""
    near = draw(GIFT, view, around=asks).diagram
    assert {"before": ["Ad"], "buying": ["Asks", "Pays"]} == shown(near)
    further = draw(GIFT, view, around="Asks", steps=2).diagram
    assert ["before", "buying", "after"] == list(shown(further))


@pytest.mark.parametrize("view", ["flow", *ROWS])
@pytest.mark.parametrize(
    ("steps", "around", "message"),
    [
        (-1, "Asks", "steps: -1 is none; expected how many steps, 0 or more"),
        ("2", "Asks", "steps: '2' is none; expected how many steps, 0 or more"),
        (2, None, "steps: there is nothing to count them from; expected around=… with them"),
    ],
)
def test_steps_are_counted_from_somewhere(
    view: Any, steps: Any, around: str | None, message: str
) -> None:
    """Whoever says how far, and not from where, would get the whole picture unasked."""
    with pytest.raises(PictureError) as caught:
        draw(GIFT, view, around=around, steps=steps)
    assert message == str(caught.value)


@pytest.mark.parametrize("view", ["flow", *ROWS])
def test_a_stage_and_a_neighbourhood(view: Any) -> None:
    """Both together show what is in both."""
    diagram = draw(GIFT, view, stage="After", around=pays, steps=5).diagram
    names = {n.text for n in (*diagram.nodes, *(n for c in diagram.cells for n in c.nodes))}
    assert "Unpacks" in names
    assert not names & {"Ad", "Asks", "Leaflet"}


def test_a_neighbourhood_is_the_same_in_every_view() -> None:
    """The flow and the views with rows agree on who the neighbours are."""
    flow = {node.text for node in draw(GIFT, around=pays).diagram.nodes}
    for view in ROWS:
        rows = shown(draw(GIFT, view, around=pays).diagram)
        assert flow == {name for names in rows.values() for name in names}


@pytest.mark.parametrize("view", ["flow", *ROWS])
def test_an_empty_stage_can_be_drawn_alone(view: Any) -> None:
    """It is there, with nothing in it."""
    diagram = draw(GIFT, view, stage="Later").diagram
    assert ["Later"] == [group.text for group in diagram.groups]


def test_touchpoints_keep_their_numbers() -> None:
    """Number 3 of the journey is number 3 of a part of it."""
    cells = draw(GIFT, "map", stage="Buying").diagram.cells
    assert ["2", "3"] == [n.number for c in cells if c.lane == "touchpoints" for n in c.nodes]


@pytest.mark.parametrize("view", ROWS)
def test_nothing_is_missing_where_not_all_is_shown(view: Any) -> None:
    """Who meets nothing of the part of a stage that is shown may well meet the rest."""
    part = draw(GIFT, view, around=ad, persona=maya, steps=1).diagram
    whole = draw(GIFT, view, stage="Later", persona=tom).diagram
    gaps = [[c.group for c in d.cells if "gap" in c.roles] for d in (part, whole)]
    assert [[], ["later"]] == gaps


def test_a_map_of_a_part_has_no_column_for_the_whole() -> None:
    """An opportunity at what is not shown does not turn into one for everything."""
    assert "A voucher" not in draw(GIFT, "map", stage="Buying").text()
    assert "A voucher" in draw(GIFT, "map", stage="Before").text()


@pytest.mark.parametrize("view", ROWS)
def test_findings_about_what_is_not_shown_are_left_out(view: Any) -> None:
    """The list below is about what stands above."""
    stages = {each.name: each for each in GIFT.stages}
    places = {
        "here": cell(tom, stages["Buying"]),
        "there": cell(tom, stages["After"]),
        "way in": Element("transition", (ad.key, asks.key)),
        "way within": Element("transition", (asks.key, pays.key)),
        "touchpoint there": ad.element,
        "touchpoint here": pays.element,
        "stage there": stages["Later"].element,
    }
    findings = tuple(Finding("r", "JK1", "info", name, (at,)) for name, at in places.items())
    report = Report("Gift", findings=(*findings, Finding("r", "JK2", "info", "no place")))
    diagram = draw(GIFT, view, stage="Buying", report=report).diagram
    told = ["here", "way within", "touchpoint here", "no place"]
    assert told == [mark.text for mark in diagram.marks]


def test_one_of_two_parallel_stages_runs_beside_nothing() -> None:
    """The bracket stands over both, or not at all."""
    for group in draw(parallel(), "map", stage="Delivery").diagram.groups:
        assert ("", frozenset()) == (group.together, group.roles)


@pytest.mark.parametrize("view", ROWS)
def test_a_part_that_is_not_there(view: Any) -> None:
    """The error names what was asked for and what is nearest."""
    with pytest.raises(UnknownReferenceError, match=r'unknown stage "Bying".*Buying'):
        draw(GIFT, view, stage="Bying")
    with pytest.raises(UnknownReferenceError, match='unknown touchpoint "Pay"'):
        draw(GIFT, view, around="Pay")


def test_the_whole_is_no_part() -> None:
    """Nothing asked for, nothing left out."""
    assert part_of(view_of(GIFT)) is None
    assert [()] * 3 == [draw(GIFT, view).diagram.notes for view in ("flow", "map", "lanes")]
