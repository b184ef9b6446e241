"""The coverage view: states with glyph, colour and word, and what they add up to."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from attrs import evolve

from helpers.drawn_journeys import shop
from helpers.drawn_svg import shapes
from helpers.flow_journeys import tour
from journeykit import coverage, coverage_of, journey, persona, touchpoint
from journeykit.addresses import Element
from journeykit.coverage.labels import LABELS, label_of
from journeykit.coverage.reporters.html import as_html
from journeykit.coverage.reporters.markdown import as_markdown
from journeykit.coverage.reporters.text import as_text
from journeykit.render.diagram.grid import Share
from journeykit.render.html.renderer import html
from journeykit.render.svg.renderer import svg
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.coverage import STATES, coverage_diagram, states_diagram
from journeykit.validation import Finding, Report

SEEN = {
    ("maya", "awareness"): ("covered", "1 touchpoint"),
    ("maya", "consideration"): ("partial", "no emotion"),
    ("maya", "purchase"): ("optional", ""),
    ("tom", "awareness"): ("missing", "nothing for Tom"),
    ("tom", "consideration"): ("covered", ""),
    ("tom", "purchase"): ("not applicable", "rents"),
}


def test_every_cell_has_its_state_as_word_tone_and_reason() -> None:
    """Colour is never alone: the word stands there and the glyph is named by it."""
    cell = states_diagram(shop(), SEEN).cell("tom", "awareness")
    assert cell is not None
    node = cell.nodes[0]
    assert ("missing", "missing", ("nothing for Tom",)) == (node.text, node.tone, node.details)
    assert "cell:tom/awareness" == str(node.element)


def test_rows_add_up_without_what_need_not_be() -> None:
    """Cells that are optional or do not apply do not count; partial ones do, as in the measure."""
    diagram = states_diagram(shop(), SEEN)
    totals = [cell.nodes[0] for cell in diagram.cells if cell.group == ":total"]
    assert [("100.0%", ("2 of 2",)), ("50.0%", ("1 of 2",))] == [
        (n.text, n.details) for n in totals
    ]


def test_channels_have_rows_of_their_own() -> None:
    """Keys of three are persona, stage and channel."""
    states = SEEN | {("maya", "purchase", "website"): ("covered", "")}
    diagram = states_diagram(shop(), states)
    assert ["Maya", "Maya · Website", "Tom"] == [lane.text for lane in diagram.lanes]
    assert diagram.cell("maya/website", "purchase") is not None


def test_the_legend_has_the_states_that_are_there_in_order() -> None:
    """From good to not needed."""
    legend = states_diagram(shop(), SEEN).legend
    assert list(STATES) == [entry.text for entry in legend]


def test_bars_have_exact_figures() -> None:
    """What is measured is said in exact numbers, drawn and told, with what is missing."""
    shares = [Share("Goals met", 1, 3, ["sleep", "eat"]), Share("Needs met", 0, 0)]
    diagram = states_diagram(shop(), SEEN, shares=shares)
    words = [s.text for s in shapes(svg(diagram)) if s.kind == "text"]
    assert {"Goals met", "1 of 3 (33.3%)", "missing: sleep; eat"} <= set(words)
    told = plain_text(diagram).splitlines()
    at = told.index("Goals met: 1 of 3 (33.3%)")
    assert ["  missing: sleep; eat", "Needs met: nothing to cover"] == told[at + 1 : at + 3]
    assert "1 of 3 (33.3%)" in html(diagram)


def test_bars_agree_with_the_measures() -> None:
    """Each has the label of its measure and the percentage that the text prints."""
    measured = coverage_of(tour())
    shares = coverage_diagram(tour(), coverage=measured).shares
    expected = [
        (label_of(m.name), m.numerator, m.denominator, m.percentage)
        for m in measured.measures
        if m.denominator
    ]
    assert expected == [(s.name, s.covered, s.total, s.percentage) for s in shares]
    assert all(measure.name in LABELS for measure in measured.measures)


@pytest.mark.parametrize(
    ("covered", "figure"),
    [(0, "0.0%"), (1, "0.1%"), (1_250, "50.0%"), (2_499, "99.9%"), (2_500, "100.0%")],
)
def test_pictures_and_texts_print_one_figure(covered: int, figure: str) -> None:
    """Of every measure; near to all is not all, and near to nothing is not nothing."""
    many = [Element("stage", (f"stage-{number}",)) for number in range(2_500)]
    cells = [coverage.Cell(s, "covered" if n < covered else "missing") for n, s in enumerate(many)]
    measured = coverage_of(tour())
    measures = [m for m in measured.measures if m.denominator and m.name != "stage"]
    measured = evolve(measured, measures=[coverage.Measure("stage", cells), *measures])
    diagram = coverage_diagram(tour(), coverage=measured)

    assert figure == measured["stage"].percentage
    written = [as_text(measured), as_markdown(measured), as_html(measured)]
    for told in (*written, plain_text(diagram), svg(diagram), html(diagram)):
        figures = Counter(re.findall(r"\d+\.\d%", told.replace("\\", "")))
        assert Counter(m.percentage for m in measured.measures) <= figures


def test_nothing_is_whole_while_something_is_missing() -> None:
    """999 of 1,000 are not 100 %, and the first few that are missing are named."""
    share = Share("Goals met", 9_999, 10_000, ["a", "b", "c", "d"])
    assert ("99.9%", "missing: a; b; c; 1 more") == (share.percentage, share.lacking())


def test_a_missing_cell_has_its_reason() -> None:
    """Whether a stage is empty or has touchpoints for others is told where it is missing."""
    diagram = coverage_diagram(tour().stage("Later", after=[]))
    reasons = {
        node.details for cell in diagram.cells for node in cell.nodes if node.text == "missing"
    }
    assert {("1 touchpoint, for others only",), ("the stage has no touchpoint",)} == reasons


def test_the_description_counts_the_states() -> None:
    """Who cannot see the picture hears what it comes to."""
    assert (
        "Coverage of 2 personas in 3 stages: "
        "2 covered, 1 partial, 1 missing, 1 not applicable, 1 optional."
    ) == states_diagram(shop(), SEEN).description


def test_a_finding_is_marked_in_the_cell_it_is_about() -> None:
    """One about a channel stands in the channel's row, or in the persona's if there is none."""
    keys = (("tom", "awareness"), ("maya", "purchase", "website"), ("eve", "purchase"))
    findings = tuple(Finding("r", "JK1", "info", "x", (Element("cell", key),)) for key in keys)
    report = Report("Shop", findings=findings)
    whole = states_diagram(shop(), SEEN, report=report)
    split = SEEN | {("maya", "purchase", "website"): ("covered", "")}
    rows = states_diagram(shop(), split, report=report)
    marks = [[(c.lane, c.marks) for c in d.cells if c.marks] for d in (whole, rows)]
    assert [[("maya", (2,)), ("tom", (1,))], [("maya/website", (2,)), ("tom", (1,))]] == marks
    assert [((), (), (3,), ())] * 2 == [tuple(g.marks for g in d.groups) for d in (whole, rows)]


def test_of_thousands_of_gaps_the_first_are_named() -> None:
    """And the others are counted, in the picture as in the text."""
    share = Share("Goals met", 0, 2_000, [f"goal {n}" for n in range(1_000)], 1_000)
    diagram = states_diagram(shop(), SEEN, shares=[share])
    assert "missing: goal 0; goal 1; goal 2; 1,997 more" in svg(diagram)
    assert "goal 999; 1,000 more" in " ".join(plain_text(diagram).split())
    people = [persona(f"Persona {n}") for n in range(40)]
    steps = [touchpoint(f"Step {n}") for n in range(30)]
    made = journey("Wide").walked_by(*people).stage("All", *steps)
    (felt,) = [each for each in coverage_diagram(made).shares if each.total == 1_200]
    assert (1_000, 200) == (len(felt.missing), felt.others)
