"""The personas side by side."""

from __future__ import annotations

from helpers.drawn_journeys import shop
from journeykit import Channel, Pain, journey, persona, touchpoint
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.renderer import html
from journeykit.render.svg.renderer import svg
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.personas import personas_diagram
from journeykit.validation import Finding, Report

SLOW = Pain("slow", severity=5)
ANN = persona(
    "Ann Lee",
    "in a hurry",
    segment="regulars",
    goals=["a gift by Friday"],
    needs=["advice"],
    pains=["hidden costs"],
    prefers=[Channel.PHONE],
    demographics={"age": 36},
)
BOB = persona("Bob", needs=["time"])
ASKS = touchpoint("Asks").says(ANN, "where is it?").hurts(ANN, SLOW).hurts(BOB, SLOW)
SHOP = journey("Shop").walked_by(ANN, BOB).stage("Before", ASKS)
SHOP = SHOP.stage("After", touchpoint("Complains").hurts(ANN, SLOW))


def said(diagram: Diagram, row: str, who: str) -> list[tuple[str, ...]]:
    """What stands in a cell, with its details."""
    cell = diagram.cell(row, who)
    return [(node.text, *node.details) for node in cell.nodes] if cell else []


def test_each_persona_is_a_column_with_their_line() -> None:
    """In the author's order; one alone keeps the line they have beside the others."""
    diagram = personas_diagram(SHOP)
    assert [("Ann Lee", 0), ("Bob", 1)] == [(group.text, group.pen) for group in diagram.groups]
    alone = personas_diagram(SHOP, persona="Bob")
    assert [("Bob", 1)] == [(group.text, group.pen) for group in alone.groups]


def test_rows_are_aligned_and_those_without_anything_left_out() -> None:
    """Who they are, what they say, want and need, what hurts them, and where they like to be."""
    assert ["About", "In their words", "Goals", "Needs", "Pain points", "Prefers"] == [
        lane.text for lane in personas_diagram(SHOP).lanes
    ]
    assert ["Needs", "Pain points"] == [
        lane.text for lane in personas_diagram(SHOP, persona=BOB).lanes
    ]


def test_what_is_known_of_a_persona() -> None:
    """Their own words, and pain points once with all their places, those everywhere first."""
    diagram = personas_diagram(SHOP)
    assert [("in a hurry",), ("segment: regulars",), ("age: 36",)] == said(
        diagram, "about", "ann-lee"
    )
    assert [("“where is it?”", "Asks")] == said(diagram, "quotes", "ann-lee")
    assert [("hidden costs",), ("slow", "severity 5 of 5", "Asks · Complains")] == said(
        diagram, "pains", "ann-lee"
    )
    assert [("slow", "severity 5 of 5", "Asks")] == said(diagram, "pains", "bob")


def test_it_is_drawn_with_initials_and_lines() -> None:
    """A picture, a page and a text of the same."""
    diagram = personas_diagram(SHOP)
    drawn = svg(diagram)
    assert ">A</text>" in drawn
    assert ">B</text>" in drawn
    assert 2 == html(diagram).count('class="initial p')
    assert "Bob\n---\nNeeds\n  time\n" in plain_text(diagram)


def test_nobody_is_drawn_as_nobody() -> None:
    """A journey without personas says so."""
    assert ("No personas yet.",) == personas_diagram(journey("Shop")).notes
    assert "No personas yet." in svg(personas_diagram(journey("Shop")))


def test_a_persona_of_whom_nothing_is_said_is_still_there() -> None:
    """With an empty row."""
    diagram = personas_diagram(journey("Shop").walked_by(persona("Eve")))
    assert ["Eve"] == [group.text for group in diagram.groups]
    assert ["About"] == [lane.text for lane in diagram.lanes]


def test_findings_about_personas_are_marked() -> None:
    """A name that needs something carries the number; what is about other things is not listed."""
    maya, _ = shop().personas
    about = Finding("r", "JK1", "warning", "no goal", (maya.element,))
    other = Finding("r", "JK2", "error", "elsewhere", (shop().stages[0].element,))
    diagram = personas_diagram(shop(), report=Report("x", findings=(other, about)))
    assert [(1,), ()] == [group.marks for group in diagram.groups]
    assert ["no goal"] == [mark.text for mark in diagram.marks]


def test_many_pain_points_stand_side_by_side() -> None:
    """So that one persona who is hurt often makes no tower beside the others."""
    often = persona("Ann", pains=[f"pain {number}" for number in range(19)])
    diagram = personas_diagram(journey("Shop").walked_by(often, persona("Bob", pains="slow")))
    assert [3, 1] == [group.tracks for group in diagram.groups]
