"""The coverage view: states with glyph, colour and word, and what they add up to."""

from __future__ import annotations

from drawn_journeys import shop
from journeykit.addresses import Element
from journeykit.render.views.coverage import STATES, Share, states_diagram
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
    assert [("100 %", ("2 of 2",)), ("50 %", ("1 of 2",))] == [(n.text, n.details) for n in totals]


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


def test_shares_stand_below_the_title() -> None:
    """What is measured is said in exact numbers."""
    diagram = states_diagram(shop(), SEEN, shares=[Share("goals", 1, 3), Share("needs", 0, 0)])
    assert "goals 1 of 3 (33 %) · needs: nothing to cover" == diagram.subtitle.split("\n")[-1]


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
