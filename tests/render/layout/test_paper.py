"""Sheets and slides: pictures fill them, and break where they could not be read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from helpers.drawn_svg import shapes
from helpers.flow_journeys import crowded, findings, gift, tour
from helpers.hip_operation import hip_operation
from journeykit import Journey, check, draw, journey, touchpoint
from journeykit.errors import PictureError, UnknownReferenceError
from journeykit.render.layout.pages import divided, in_rows
from journeykit.render.layout.paper import Paper, paper_of
from journeykit.render.style.theme import LIGHT

VIEWS = ["flow", "graph", "map", "lanes", "blueprint", "coverage", "personas"]


def size(svg: str) -> tuple[float, float]:
    """The width and height that an SVG says it has."""
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("view", VIEWS)
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


@pytest.mark.parametrize("view", ["flow", "map", "graph"])
def test_sheets_have_everything_once(view: Any) -> None:
    """Stages go to one sheet each, and what leads to another sheet says where it goes on."""
    diagram = draw(tour(), view, report=findings()).diagram
    parts = divided(diagram, 3)
    assert diagram.groups == tuple(group for part in parts for group in part.groups)
    told = {mark.number for part in parts for mark in part.marks}
    assert {mark.number for mark in diagram.marks} == told
    if view != "map":
        own = [n.key for part in parts for n in part.nodes if n.role == "touchpoint"]
        assert sorted(n.key for n in diagram.nodes if n.role == "touchpoint") == sorted(own)
        words = {badge.text for part in parts for n in part.nodes for badge in n.badges}
        assert any(text.startswith("on to ") for text in words)


def test_rows_go_to_sheets_of_their_own() -> None:
    """A high map is divided between its rows, and every row stands under all stages."""
    diagram = draw(tour(), "map", report=findings()).diagram
    parts = in_rows(diagram, 2)
    assert diagram.lanes == tuple(lane for part in parts for lane in part.lanes)
    assert {diagram.groups} == {part.groups for part in parts}
    assert {m.number for m in diagram.marks} == {m.number for p in parts for m in p.marks}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("journey", [crowded(30, 7), crowded(60, 1), tour()], ids=str)
def test_letters_on_paper_can_be_read(view: Any, journey: Journey) -> None:
    """No letter on any sheet is smaller than 6 points, in however many sheets that takes."""
    picture = draw(journey, view, fit="A4", report=check(journey))
    pages = picture._pages()
    for page in pages:
        (width,) = re.findall(r'<svg [^>]*? width="([\d.]+)"', page)
        (shown,) = re.findall(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+)', page)
        points = LIGHT.font_size_small * float(width) / float(shown) * 0.75
        assert points >= 5.99, (view, points)
    titles = re.findall(r"<title id[^>]*>([^<]*)", "".join(pages))
    if len(pages) > 1:
        assert f"({len(pages)}/{len(pages)})" in titles[-1]


def test_where_an_arrow_goes_on() -> None:
    """A card whose arrow ends on the sheet of another row names what is there, and is named."""
    calls = touchpoint("Calls", frontstage=["answers"], backstage=["looks it up"])
    whole = draw(journey("J").stage("Book", calls), "blueprint").diagram
    upper, lower = in_rows(whole, 2)
    words = [[n.details for cell in part.cells for n in cell.nodes] for part in (upper, lower)]
    assert ([(), ("on to looks it up",)], [("from answers",)]) == tuple(words)


@pytest.mark.dot
@pytest.mark.parametrize("fit", ["A4", 700])
def test_graphviz_fills_a_page_too(fit: Any) -> None:
    """A flow that Graphviz draws stands on the page that was asked for."""
    svg = draw(tour(), direction="down", fit=fit, engine="dot").svg()
    width, height = size(svg)
    assert width == (700 if fit == 700 else 1122.5)
    assert fit == 700 or height == 793.7
    assert svg.count("<rect x=") >= 1


def test_a_page_of_html_fills_no_sheet() -> None:
    """What HTML cannot do is refused with what can, and a notebook shows the SVG."""
    picture = draw(gift(), "map", fit="A4")
    with pytest.raises(PictureError, match=r"is as wide as its window.*no `fit`"):
        picture.html()
    assert {"image/svg+xml", "text/plain"} == set(picture._repr_mimebundle_())


def test_a_pdf_has_several_sheets() -> None:
    """What no sheet holds in letters that can be read stands on several."""
    pytest.importorskip("typst")
    many = draw(crowded(40, 12), fit="A4").pdf()
    few = draw(gift(), fit="A4").pdf()
    pages = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in (few, many)]
    assert 1 == pages[0] < pages[1]


class NoEngine:
    """An engine that must not be asked."""

    name = "none"

    def version(self) -> str:
        """It has none."""
        return ""

    def render(self, dot: str, _format: str, **_: float) -> bytes:
        """Refuse."""
        raise AssertionError(f"asked to draw {dot}")


def test_findings_on_a_sheet_of_their_own_need_no_layout_engine() -> None:
    """They are text: a map is drawn without an engine, and so are they, in the same letters."""
    made = hip_operation()
    picture = draw(made, "map", report=check(made), fit="A4", engine=NoEngine())
    last = picture._pages()[-1]
    assert ">Findings</text>" in last
    assert LIGHT.font.split(",")[0] in last.split(">", 1)[0]
