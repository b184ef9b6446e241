"""The blueprint: what stands behind a touchpoint, above and below which line."""

from __future__ import annotations

from drawn_journeys import shop
from journeykit import cell, journey, persona, touchpoint
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.validation import Finding, Report


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
        "Support",
    ] == [lane.text for lane in blueprint_diagram(shop()).lanes]


def test_everything_stands_below_its_touchpoint() -> None:
    """What belongs to the second touchpoint of a stage stands on its second track."""
    diagram = blueprint_diagram(shop())
    rows = ("evidence", "frontstage", "backstage", "support")
    cells = [diagram.cell(row, "purchase") for row in rows]
    assert [("receipt", 1), ("says thank you", 1), ("checks the card", 1), ("Payment", 1)] == [
        (node.text, node.track) for cell in cells if cell for node in cell.nodes
    ]
    assert [1, 1, 2] == [group.tracks for group in diagram.groups]


def test_support_says_who_answers_for_a_system() -> None:
    """A system has its owner below its name."""
    cell = blueprint_diagram(shop()).cell("support", "purchase")
    assert cell is not None
    assert [("owner: Lena",)] == [node.details for node in cell.nodes]


def test_a_model_without_anything_behind_it_is_still_a_blueprint() -> None:
    """The rows and lines are there to be filled; asked for, each hole is a gap."""
    made = journey("Shop").stage("Purchase", touchpoint("Pays")).stage("Use")
    diagram, with_gaps = blueprint_diagram(made), blueprint_diagram(made, show_empty=True)
    assert 8 == len(diagram.lanes)
    assert ["customer", "customer"] == [cell.lane for cell in diagram.cells]
    assert ["evidence", "customer", "customer", "frontstage", "backstage", "support"] == [
        cell.lane for cell in with_gaps.cells
    ]


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
