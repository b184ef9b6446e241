"""The blueprint: what stands behind a touchpoint, above and below which line."""

from __future__ import annotations

import re

import pytest

from helpers.drawn_journeys import clinic, shop
from journeykit import Channel, cell, draw, journey, persona, stage, touchpoint
from journeykit.errors import UnknownReferenceError
from journeykit.management import System
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.renderer import html
from journeykit.render.layout.grid_bands import banded_grids
from journeykit.render.svg.renderer import svg
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.blueprint import ROWS, blueprint_diagram
from journeykit.validation import Finding, Report


def rows(diagram: Diagram) -> list[str]:
    """The names of rows and lines, from top to bottom."""
    return [lane.text for lane in diagram.lanes]


def row(diagram: Diagram, key: str) -> list[str]:
    """What stands in a row, from left to right."""
    return [node.text for each in diagram.cells if each.lane == key for node in each.nodes]


def test_rows_and_lines_stand_in_the_order_of_a_blueprint() -> None:
    """From what customers hold down to the systems, with the three lines between."""
    assert [
        "Physical evidence",
        "Customer actions",
        "Line of interaction",
        "Frontstage",
        "Line of visibility",
        "Backstage",
        "Line of internal interaction",
        "Support processes",
    ] == rows(blueprint_diagram(shop()))


def test_everything_stands_below_its_touchpoint() -> None:
    """What belongs to the second touchpoint of a stage stands on its second track."""
    diagram = blueprint_diagram(shop())
    cells = [diagram.cell(key, "purchase") for key in ("evidence", "frontstage", "backstage")]
    assert [("receipt", 1), ("says thank you", 1), ("checks the card", 1)] == [
        (node.text, node.track) for each in cells if each for node in each.nodes
    ]
    assert [1, 1, 2] == [group.tracks for group in diagram.groups]


def test_what_the_company_starts_stands_on_stage_and_is_no_customer_action() -> None:
    """Letters and automatic messages are not what customers do; what they do then is."""
    diagram = blueprint_diagram(clinic())
    assert [
        "Calls the clinic",
        "Arrives at the clinic",
        "Pre-assessment appointment",
        "waits for the post",
        "Has the operation",
    ] == row(diagram, "customer")
    assert ["Appointment letter", "Reminder", "Results by letter", "Is told how to recover"] == [
        node.text
        for each in diagram.cells
        if each.lane == "frontstage"
        for node in each.nodes
        if node.role == "touchpoint"
    ]


def test_a_system_is_one_bar_over_the_touchpoints_it_serves() -> None:
    """It is told once a stage, with its owner, and drawn as pieces over neighbours."""
    diagram = blueprint_diagram(clinic())
    booking = diagram.cell("support", "booking")
    assert booking is not None
    assert [
        ("Booking system", ("1", "2", "3"), ("owner: IT services",)),
        ("Patient records", ("1",), ()),
    ] == [(node.text, node.refers, node.details) for node in booking.nodes]
    drawn = svg(diagram)
    assert 2 == drawn.count(">Patient records</text>")  # each piece has its name
    bars = re.findall(r'data-role="system">.*?</g>', drawn, re.DOTALL)
    # The records serve the call, and everything from the arrival to the operation.
    assert [1, 2, 1] == [bar.count("<rect") for bar in bars]
    assert "Patient records (at 4, 5, 6)" in plain_text(diagram)


def test_a_bar_spans_its_touchpoints_in_html() -> None:
    """The same columns, counted in the grid of the cell."""
    page = html(blueprint_diagram(clinic()))
    assert 'class="bar r1 b1-3"' in page
    assert 'class="bar r2 b1-1"' in page
    assert ".b1-3{grid-column:1/span 3}" in page


def test_an_owner_is_a_line_in_a_card() -> None:
    """Who answers for a touchpoint has no card of their own."""
    diagram = blueprint_diagram(clinic())
    first = diagram.cell("customer", "booking")
    assert first is not None
    assert ("asks for a date", "owner: Reception") == first.nodes[0].details
    assert "owner" not in {node.role for each in diagram.cells for node in each.nodes}


def test_arrows_lead_down_from_customers_and_up_from_the_company() -> None:
    """Who acts first triggers the other side; steps of one row follow each other."""
    ends = {(e.source, e.target, e.kind) for e in blueprint_diagram(clinic()).edges}
    assert ("calls-the-clinic", "frontstage/calls-the-clinic/0", "triggers") in ends
    assert (
        "frontstage/calls-the-clinic/0",
        "backstage/calls-the-clinic/0",
        "triggers",
    ) in ends
    assert ("backstage/calls-the-clinic/0", "backstage/calls-the-clinic/1", "then") in ends
    assert ("backstage/appointment-letter/0", "appointment-letter", "triggers") in ends
    assert ("results-by-letter", "action/results-by-letter/0", "triggers") in ends
    drawn = svg(blueprint_diagram(clinic()))
    assert len(ends) == drawn.count('data-role="triggers"') + drawn.count('data-role="then"')


def test_rows_without_anything_are_left_out_and_that_is_said_once() -> None:
    """Nobody needs an empty row four times; asked for, each hole is a gap."""
    made = journey("Shop").stage("Purchase", touchpoint("Pays")).stage("Use")
    diagram, with_gaps = blueprint_diagram(made), blueprint_diagram(made, show_empty=True)
    assert ["Customer actions"] == rows(diagram)
    expected = (
        "Nothing is said yet about physical evidence, frontstage, backstage and support processes."
    )
    assert (expected,) == diagram.notes
    assert ["customer", "customer"] == [each.lane for each in diagram.cells]
    assert 8 == len(with_gaps.lanes)
    assert () == with_gaps.notes
    assert ["evidence", "customer", "customer", "frontstage", "backstage", "support"] == [
        each.lane for each in with_gaps.cells
    ]


def test_a_line_stands_between_rows_alone() -> None:
    """Without anything in sight, what is behind still has the lines above it."""
    made = journey("Shop").stage("S", touchpoint("Pays", backstage=["checks the card"]))
    assert [
        "Customer actions",
        "Line of interaction",
        "Line of visibility",
        "Backstage",
    ] == rows(blueprint_diagram(made))


def test_bands_do_not_repeat_what_is_empty_there() -> None:
    """A band without anything behind it has the customers' row alone."""
    made = journey("Wide").stage("First", touchpoint("Asks", backstage=["looks it up"]))
    for number in range(12):
        made = made.stage(f"Stage {number}", touchpoint(f"Step {number}"))
    wrapped = next(banded_grids(blueprint_diagram(made), fewest=3))
    names = [[lane.text for lane in wrapped.lanes(band)] for band in range(3)]
    assert ["Customer actions", "Line of interaction", "Line of visibility", "Backstage"] == names[
        0
    ]
    assert [["Customer actions"], ["Customer actions"]] == names[1:]


def test_rows_for_time_feelings_and_pain_points_are_there_when_asked_for() -> None:
    """They stand above what customers do, whatever the order in which they are asked for."""
    diagram = blueprint_diagram(clinic(), rows=("customer", "pains", "feelings", "time"))
    assert ["Time", "Feelings", "Pain points", "Customer actions"] == rows(diagram)
    assert ["waits 20 minutes"] == row(diagram, "time")
    assert ["unsure", "slightly good", "reassured", "anxious", "relieved"] == row(
        diagram, "feelings"
    )
    assert ["the same questions again", "fail point"] == row(diagram, "pains")


def test_an_unknown_row_is_named_with_the_nearest_one() -> None:
    """A misspelt row is an error that helps."""
    with pytest.raises(UnknownReferenceError, match='did you mean "backstage"'):
        blueprint_diagram(shop(), rows=("backstge",))
    assert "support" in ROWS


def test_systems_of_a_divided_stage_stand_in_each_part() -> None:
    """A bar goes on in the next band, over the touchpoints that stand there."""
    inside = [touchpoint(f"T{n}", Channel.EMAIL, systems=[System("CRM")]) for n in range(12)]
    diagram = blueprint_diagram(journey("Wide").stage("S", *inside))
    wrapped = next(banded_grids(diagram, divide=True))
    bars = [
        node.refers
        for each in wrapped.diagram.cells
        if each.lane == "support"
        for node in each.nodes
    ]
    assert [str(n) for n in range(1, 13)] == [number for refers in bars for number in refers]
    assert 2 == len(bars)


def test_a_gap_is_marked_at_the_gap_if_it_is_the_gap_of_the_one_who_is_shown() -> None:
    """With everybody shown, what one of them lacks is marked at the stage."""
    maya, tom = persona("Maya"), persona("Tom")
    made = journey("Shop").walked_by(maya, tom)
    made = made.stage("Purchase", touchpoint("Pays", personas=maya))
    hole = Finding("hole", "JK201", "error", "nothing", (cell(tom, made.stages[0]),))
    report = Report("Shop", findings=(hole,))
    of_all, of_tom = (blueprint_diagram(made, persona=who, report=report) for who in (None, "tom"))
    marks = [tuple(node.marks for each in d.cells for node in each.nodes) for d in (of_all, of_tom)]
    assert [((),), ((1,),)] == marks
    assert [(1,), ()] == [diagram.groups[0].marks for diagram in (of_all, of_tom)]


def test_stages_in_parallel_know_each_other_across_bands() -> None:
    """A bracket over one stage alone says which other it runs beside."""
    words = "Reads", "Drives"
    many = [[touchpoint(f"{word} {number}") for number in range(5)] for word in words]
    start = stage("Apply", touchpoint("Applies"))
    made = journey("Driving").stage(start)
    for name, touchpoints in zip(("Theory", "Practice"), many, strict=True):
        made = made.stage(stage(name, *touchpoints, after=start))
    drawn = draw(made, "blueprint", fit=700).svg()
    assert ">in parallel with Practice<" in drawn
    assert ">in parallel with Theory<" in drawn
    assert ">in parallel<" in draw(made, "blueprint").svg()
