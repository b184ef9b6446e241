"""Mermaid flowcharts: the same flow for places that draw them themselves."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given

from helpers.flow_journeys import findings, gift, maya, tour
from helpers.hostile import HOSTILE, TEXTS, every_hostile_text, without_space
from journeykit import Channel, Journey, journey, stage, touchpoint
from journeykit.render import DARK, draw
from journeykit.render.text.mermaid import mermaid_label, mermaid_of
from journeykit.render.views.flow import flow_diagram
from journeykit.testing.strategies import journeys
from journeykit.transitions import TransitionKind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINE = re.compile(
    r'flowchart (?:LR|TB)|  end|    direction TB|  subgraph s\d+\["[^"]+"\]|'
    r'    n\d+\["[^"]+"\]:::\w+|  [sn]\d+\(?\["[^"]+"\]\)?:::\w+|'
    r'  [ns]\d+ (?:-->|-\.->|==>|--x|~~~|---|-\.-x?)(?:\|"[^"]+"\|)? [ns]\d+|'
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
    arrows = re.findall(r"^  [ns]\d+ (?:-->|-\.->|==>|--x|-\.-x|~~~)", text, re.MULTILINE)
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


def _every_kind() -> Journey:
    """One step to each of many touchpoints, each by a transition of another kind."""
    start, kinds = touchpoint("Start"), get_args(TransitionKind)
    ends = [touchpoint(kind) for kind in kinds]
    made = journey("J").walked_by(maya).stage("A", start, *ends)
    for end, kind in zip(ends, kinds, strict=True):
        made = made.flow(start >> end, kind=kind)
    return made


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
    kinds = get_args(TransitionKind)
    assert [len(kinds) + 1, 1, 0] == page.evaluate(draw_it, ["kinds", draw(_every_kind()).mermaid])
    for number, (name, text) in enumerate(HOSTILE):
        if name.startswith("longest") or not text.strip() or not mermaid_label(text).strip():
            continue
        source = draw(_everywhere(text)).mermaid
        assert (name, [2, 1, 0]) == (name, page.evaluate(draw_it, [f"m{number}", source]))


_DRAW_MERMAID = """async ([id, source]) => {
    const {svg} = await mermaid.render(id, source);
    const box = document.createElement("div");
    box.innerHTML = svg;
    const words = (selector) => box.querySelector(selector).textContent;
    return {
        words: [words(".node .label"), words(".edgeLabels"), words(".cluster-label")],
        nodes: box.querySelectorAll(".node").length,
        alien: box.querySelectorAll("script, img, a, iframe, [onclick], [onmouseover]").length,
    };
}"""


class TestMermaid:
    """A Mermaid label holds nothing that Mermaid would read."""

    @every_hostile_text
    def test_entities_give_it_back(self, text: str) -> None:
        """Decoded as Mermaid decodes, the label is the text."""
        decoded = re.sub("#(\\d+);", r"&#\1;", mermaid_label(text)).replace("<br/>", "\n")
        shown = html.unescape(decoded).replace("\\\u200bn", "\\n")
        assert without_space(shown).strip() == without_space(text).strip()

    @given(TEXTS)
    def test_nothing_mermaid_reads_is_spelled_out(self, text: str) -> None:
        """No quote, directive, style, markup or Markdown, whatever the text."""
        label = re.sub("#\\d+;", "", mermaid_label(text)).replace("<br/>", "")
        assert not set(label) & set('"`<>&%\\#:;{}[]|*_~$@\n')

    @pytest.mark.browser
    @pytest.mark.node
    def test_mermaid_itself_shows_it(self, chromium: Browser, node_modules: Path) -> None:
        """Mermaid in a browser shows every hostile text on nodes, edges and subgraphs."""
        page = chromium.new_page()
        page.set_content("<!DOCTYPE html><body></body>")
        page.add_script_tag(path=node_modules / "mermaid/dist/mermaid.min.js")
        page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
        for number, (name, text) in enumerate(HOSTILE):
            if name.startswith("longest"):
                continue  # Mermaid has a limit of 50,000 characters a diagram
            label = mermaid_label(text)
            source = (
                f'flowchart LR\n subgraph s["{label}"]\n a["{label}"]\n end\n'
                f' a -->|"{label}"| b["x"]\n'
            )
            shown = page.evaluate(_DRAW_MERMAID, [f"m{number}", source])
            # A byte order mark is white space to JavaScript.
            bare = re.sub("[\\s\ufeff\u200b]+", "", text)
            words = [re.sub("[\\s\ufeff\u200b]+", "", part) for part in shown["words"]]
            assert (name, [bare] * 3, 2, 0) == (name, words, shown["nodes"], shown["alien"])
        page.close()

    def test_empty(self) -> None:
        """An empty label is a space: Mermaid takes no empty string."""
        assert mermaid_label("") == " "

    def test_list_marks(self) -> None:
        """What Mermaid would refuse as a Markdown list is no list."""
        assert mermaid_label("1. Pay\n- Go") == "1.\u00a0Pay<br/>-\u00a0Go"
