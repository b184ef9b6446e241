"""Grids as text: all that the picture says."""

from __future__ import annotations

import pytest

from helpers.drawn_journeys import VIEWS, everywhere, parallel, shop
from helpers.hostile import HOSTILE
from journeykit.addresses import Element
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.journey_map import map_diagram
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report


@pytest.mark.parametrize("view", VIEWS)
def test_everything_in_the_diagram_is_said(view: str) -> None:
    """Each node, badge, detail, lane and point is in the text."""
    diagram = VIEWS[view](shop())
    text = plain_text(diagram)
    nodes = [*diagram.nodes, *(node for cell in diagram.cells for node in cell.nodes)]
    expected = [diagram.title, diagram.description]
    expected += [group.text for group in diagram.groups]
    expected += [part for n in nodes for part in (n.text, *n.details, *(b.text for b in n.badges))]
    expected += [point.tooltip for curve in diagram.curves for point in curve.points]
    assert [] == [part for part in expected if part not in text]


@pytest.mark.parametrize(("name", "text"), [h for h in HOSTILE if h[1].strip()])
def test_hostile_text_is_said(name: str, text: str) -> None:
    """Every line of what people type is there."""
    written = plain_text(VIEWS["map"](everywhere(text)))
    assert all(line in written for line in text.split("\n"))


def test_it_reads_stage_by_stage() -> None:
    """The text of one stage, with all its lanes."""
    report = Report(
        "x",
        findings=(
            Finding(
                "r", "JK1", "warning", "late", (Element("touchpoint", ("calls",)),), ("Calls",)
            ),
        ),
    )
    text = plain_text(map_diagram(shop(), report=report))
    assert (
        "Consideration\n"
        "-------------\n"
        "Touchpoints\n"
        "  2 Calls [1]\n"
        "      waits 11 minutes; no transition leads here\n"
        "Channels\n"
        "  Phone (at 2)\n"
        "Thoughts\n"
        "  “nearly hung up” (at 2)\n"
        "      Tom\n"
        "Emotions\n"
        "  Tom at 2 Calls: from −2 to 0, annoyed\n"
        "Metrics\n"
        "  Reach\n"
    ) in text
    assert "  [1] warning: late\n      Calls · JK1 r\n" in text


def test_parallel_stages_say_so() -> None:
    """What a bracket shows is said in words."""
    assert "Delivery (in parallel with its neighbours)" in plain_text(map_diagram(parallel()))
