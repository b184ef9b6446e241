"""Mermaid flowcharts: the same flow for places that draw them themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from flow_journeys import findings, gift, maya, tour
from hostile import HOSTILE
from journeykit import Channel, Journey, journey, stage, touchpoint
from journeykit.render import DARK, draw
from journeykit.render.escape import mermaid_label
from journeykit.render.mermaid import mermaid_of
from journeykit.render.views.flow import flow_diagram
from journeykit.testing.strategies import journeys

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINE = re.compile(
    r'flowchart (?:LR|TB)|  end|    direction TB|  subgraph s\d+\["[^"]+"\]|'
    r'    n\d+\["[^"]+"\]:::\w+|  [sn]\d+\(?\["[^"]+"\]\)?:::\w+|'
    r'  [ns]\d+ (?:-->|-\.->|==>|--x|~~~|---|-\.-)(?:\|"[^"]+"\|)? [ns]\d+|'
    r"  classDef \w+ fill:#[0-9a-f]+,color:#[0-9a-f]+,stroke:#[0-9a-f]+(?:,stroke-dasharray:4 3)?"
)


@given(journeys())
def test_every_line_is_one_of_ours(made: Journey) -> None:
    """Whatever people typed, no line is anything but a node, an edge, a stage or a look."""
    lines = mermaid_of(flow_diagram(made)).splitlines()
    assert [] == [line for line in lines if not LINE.fullmatch(line)]


@given(journeys())
def test_every_node_and_every_edge(made: Journey) -> None:
    """There is a node for each node and an edge for each edge of the diagram."""
    diagram = flow_diagram(made)
    text = mermaid_of(diagram)
    assert len(diagram.nodes) == len(re.findall(r"^ +n\d+\(?\[", text, re.MULTILINE))
    arrows = re.findall(r"^  [ns]\d+ (?:-->|-\.->|==>|--x|~~~)", text, re.MULTILINE)
    assert len(diagram.edges) == len(arrows)


def test_a_stage_without_touchpoints_is_a_node() -> None:
    """Mermaid draws no empty box."""
    made = journey("J").walked_by(maya).stage("A", touchpoint("T"))
    made = made.stage(stage("B", optional=True))
    assert '  s2["B"]:::stage' in mermaid_of(flow_diagram(made)).splitlines()


def test_direction_and_theme() -> None:
    """Downwards is TB, and the colours are the theme's."""
    text = draw(gift(), direction="down", theme=DARK).mermaid
    assert text.startswith("flowchart TB\n")
    assert f"classDef touchpoint fill:{DARK.card}" in text


def test_findings_by_number() -> None:
    """A card names the numbers of its findings."""
    text = draw(tour(), report=findings()).mermaid
    assert "Finds a leaflet<br/>starts here<br/>findings 3" in text


def _everywhere(text: str) -> Journey:
    one = touchpoint(text, Channel(text, key="c"), key="a")
    other = touchpoint("other")
    made = journey(text).stage(text, one, other, key="s", customer_goal=text)
    return made.flow(one >> other, when=text)


@pytest.mark.browser
@pytest.mark.node
def test_mermaid_takes_it(page: Page, node_modules: Path) -> None:
    """Mermaid itself parses and draws it, with every hostile text in every field."""
    page.set_content("<!DOCTYPE html><body></body>")
    page.add_script_tag(path=node_modules / "mermaid/dist/mermaid.min.js")
    page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
    draw_it = """async ([id, source]) => {
        const {svg} = await mermaid.render(id, source);
        const drawn = new DOMParser().parseFromString(svg, "text/html");
        return [drawn.querySelectorAll("g.node").length,
                drawn.querySelectorAll("g.cluster").length,
                drawn.querySelectorAll("script, img, a[href^=javascript]").length];
    }"""
    assert [5, 3, 0] == page.evaluate(draw_it, ["gift", draw(gift()).mermaid])
    # Ten touchpoints, a gap, and the empty stage, which is a node of its own.
    assert [12, 5, 0] == page.evaluate(draw_it, ["tour", draw(tour(), report=findings()).mermaid])
    for number, (name, text) in enumerate(HOSTILE):
        if name.startswith("longest") or not text.strip() or not mermaid_label(text).strip():
            continue
        source = draw(_everywhere(text)).mermaid
        assert (name, [2, 1, 0]) == (name, page.evaluate(draw_it, [f"m{number}", source]))
