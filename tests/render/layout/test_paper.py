"""Sheets and slides: pictures fill them, and break where they could not be read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from helpers.drawn_svg import shapes
from helpers.flow_journeys import crowded, findings, gift, tour
from journeykit import draw
from journeykit.errors import PictureError, UnknownReferenceError
from journeykit.render.layout.pages import divided
from journeykit.render.layout.paper import Paper, paper_of


def size(svg: str) -> tuple[float, float]:
    """The width and height that an SVG says it has."""
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("view", ["flow", "graph", "map", "lanes", "blueprint", "coverage"])
@pytest.mark.parametrize(("fit", "expected"), [("16:9", (1280, 720)), ("A3", (1587.4, 1122.5))])
def test_every_view_fills_a_page(view: Any, fit: Any, expected: tuple[float, float]) -> None:
    """The picture is as large as the slide or the sheet, whatever it shows."""
    assert expected == size(draw(tour(), view, fit=fit).svg())


def test_a_width() -> None:
    """A number is a width in pixels; the height is what it takes."""
    width, height = size(draw(tour(), "map", fit=900).svg())
    assert (900, True) == (width, height > 300)


def test_everything_is_inside() -> None:
    """Nothing is cut off, and the paper goes to the edges."""
    svg = draw(tour(), fit="16:9", report=findings()).svg()
    found = re.search(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"', svg)
    assert found
    x, y, width, height = map(float, found.groups())
    texts = [shape.box for shape in shapes(svg) if shape.kind == "text"]
    assert all(x <= b.x and b.right <= x + width for b in texts)
    assert all(y <= b.y and b.bottom <= y + height for b in texts)
    assert f'<rect x="{x:.1f}" y="{y:.1f}" width="100%"' in svg


def test_little_is_drawn_large() -> None:
    """A picture of few stages has larger letters than usual."""
    assert Paper(1280, 720).scale(500, 300) > 2


@pytest.mark.parametrize("wrong", ["A5", "a4"])
def test_no_such_page(wrong: Any) -> None:
    """What is misspelt is told the nearest, or those that there are."""
    with pytest.raises(UnknownReferenceError, match=r'16:9|mean "A4"'):
        draw(gift(), fit=wrong)


@pytest.mark.parametrize("wrong", [0, -3, 1e9, True, (1, 2)])
def test_no_width(wrong: Any) -> None:
    """What is no width is refused before anything is drawn."""
    with pytest.raises(PictureError, match="a width from 100"):
        draw(gift(), fit=wrong)
    assert 640 == paper_of(640).width


@pytest.mark.parametrize("view", ["flow", "map"])
def test_sheets_have_everything_once(view: Any) -> None:
    """Stages go to one sheet each, and what leads to another sheet says where it goes on."""
    diagram = draw(tour(), view, report=findings()).diagram
    sheets = divided(diagram, 3)
    assert diagram.groups == tuple(group for sheet in sheets for group in sheet.groups)
    assert [f"Grand tour ({n}/{len(sheets)})" for n in range(1, len(sheets) + 1)] == [
        sheet.title for sheet in sheets
    ]
    told = {mark.number for sheet in sheets for mark in sheet.marks}
    assert {mark.number for mark in diagram.marks} == told
    if view == "flow":
        nodes = [node.key for sheet in sheets for node in sheet.nodes]
        assert [node.key for node in diagram.nodes] == nodes
        words = {badge.text for sheet in sheets for n in sheet.nodes for badge in n.badges}
        assert any(text.startswith("on to ") for text in words)


def test_a_pdf_has_several_sheets() -> None:
    """What no sheet holds in letters that can be read stands on several."""
    pytest.importorskip("typst")
    many = draw(crowded(40, 12), fit="A4").pdf()
    few = draw(gift(), fit="A4").pdf()
    pages = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in (few, many)]
    assert 1 == pages[0] < pages[1]
