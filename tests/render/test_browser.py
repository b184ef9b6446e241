"""The views as a browser shows them: nothing overflows or overlaps, everybody can use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.drawn_journeys import VIEWS, everywhere, long, marked, parallel, shop
from helpers.published import published
from journeykit import Journey, draw
from journeykit.render import LANGUAGES
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.renderer import html, html_fragment
from journeykit.render.svg.renderer import svg
from journeykit.render.views.journey_map import map_diagram

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDTHS = (1400, 900, 390)

JOURNEYS: dict[str, Journey] = {
    "shop": shop(),
    "parallel": parallel(),
    "long": long(60),
    "wide letters": everywhere("WWWW MMMM WWWWWWWW mmmm"),
    "japanese": everywhere("お支払いが完了しました。ありがとうございます「確認」"),
    "arabic": everywhere("الدفع عبر الإنترنت بعد إضافة المنتج"),
    "one long word": everywhere("x" * 200),
}

OVERLAPS = """selector => {
  const boxes = [...document.querySelectorAll(selector)]
    .map(element => [element.textContent.slice(0, 40), element.getBoundingClientRect()])
    .filter(([_, box]) => box.width > 1 && box.height > 1);
  const found = [];
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i][1], boxes[j][1]];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
        found.push(boxes[i][0] + " / " + boxes[j][0]);
    }
  return found;
}"""
"""What overlaps what, by more than a pixel."""

OUTSIDE = """([inner, outer]) => [...document.querySelectorAll(inner)].flatMap(element => {
  const box = element.getBoundingClientRect();
  const around = element.closest(outer)?.getBoundingClientRect();
  return !around || box.width < 1 || (box.left >= around.left - 1 && box.right <= around.right + 1)
    ? [] : [element.textContent.slice(0, 60)];
})"""
"""What stands out of what it is in, to the left or to the right."""

SVG_TEXTS = """() => {
  const root = document.querySelector("svg").getBoundingClientRect(), found = [];
  const free = ["lane", "emotion", "persona", "goal", "action", "thought", "quote", "share"];
  for (const group of document.querySelectorAll("g[data-role]")) {
    const box = group.querySelector(":scope > rect, :scope > a > rect, :scope > path");
    for (const text of group.querySelectorAll("text")) {
      const inner = text.getBoundingClientRect();
      if (inner.left < root.left || inner.right > root.right || inner.bottom > root.bottom)
        found.push("paper: " + text.textContent);
      if (!box || free.includes(group.dataset.role)) continue;
      const outer = box.getBoundingClientRect();
      if (inner.left < outer.left - 1 || inner.right > outer.right + 1)
        found.push(group.dataset.role + ": " + text.textContent);
    }
  }
  return found;
}"""
"""Letters that stand out of their card or of the paper, in an SVG."""


def shown(page: Page, content: str, width: int = 1400) -> None:
    """Open a page of some width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(content)


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_map_fits_the_page(page: Page, name: str) -> None:
    """At every width nothing overflows the page, overlaps, or stands out of its column."""
    fits(page, marked(JOURNEYS[name]))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_the_page(page: Page, view: str) -> None:
    """What holds for the map holds for the others."""
    fits(page, VIEWS[view](shop()))


def fits(page: Page, diagram: Diagram) -> None:
    """Assert that a view fits at every width."""
    shown(page, html(diagram))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        across = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert across[0] <= across[1]
        nothing_stands_out(page)


def nothing_stands_out(page: Page) -> None:
    """Assert that each thing has its own place, within what it is in."""
    assert [] == page.evaluate(OVERLAPS, ".node, .chip, .stage > span, tbody th, .people > li")
    assert [] == page.evaluate(OUTSIDE, [".node, .chip", "td"])
    assert [] == page.evaluate(OUTSIDE, [".node .said *", ".node"])


COLUMNS = {
    "a block": '<div class="column" style="width:{}px">{}</div>',
    "a row": '<div class="column" style="width:{}px;display:flex">{}</div>',
    "a grid": '<div class="column" style="width:{}px;display:grid">{}</div>',
    "shrunk": '<div class="column" style="width:{}px"><div style="display:inline-block;'
    'max-width:100%">{}</div></div>',
}
"""How a page of somebody else may set a part of it narrower than the window."""

ACROSS = """() => ["html", ".column", ".scroll"].map(selector => {
  const element = document.querySelector(selector);
  return element.scrollWidth - element.clientWidth;
})"""
"""By how much the page, its column and the table in it are wider than what one sees of them."""


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_a_narrow_column(page: Page, view: str, column: str) -> None:
    """In a narrow cell of a wide window stages stand below each other, and nothing scrolls."""
    part = html_fragment(VIEWS[view](shop()))
    for width in (600, 400):
        shown(page, f"<body style='margin:0'>{COLUMNS[column].format(width, part)}")
        assert [0, 0, 0] == page.evaluate(ACROSS)
        nothing_stands_out(page)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_map_takes_the_width_it_needs(page: Page, column: str) -> None:
    """In a wide cell it is a table, and where a host shrinks it, all of it is still seen."""
    part = html_fragment(map_diagram(shop()))
    shown(page, f"<body style='margin:0'>{COLUMNS[column].format(1000, part)}")
    assert [0, 0, 0] == page.evaluate(ACROSS)
    assert "table" == page.evaluate("getComputedStyle(document.querySelector('table')).display")


def test_a_narrow_column_is_printed_as_a_table(page: Page) -> None:
    """On paper the width of the column counts for nothing: what fits the sheet is small print."""
    part = html_fragment(map_diagram(shop()))
    shown(page, COLUMNS["a block"].format(400, part), 1050)
    page.emulate_media(media="print")
    assert "table" == page.evaluate("getComputedStyle(document.querySelector('table')).display")


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_printed_map_fits_the_paper(page: Page, name: str) -> None:
    """On paper all columns are there, on a sheet that lies."""
    shown(page, html(map_diagram(JOURNEYS[name])), 1050)
    page.emulate_media(media="print")
    assert page.evaluate(
        "() => { const box = document.querySelector('.scroll');"
        " return box.scrollWidth <= box.clientWidth + 1 }"
    )
    assert [] == page.evaluate(OVERLAPS, ".node, .chip, .stage > span, tbody th")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["shop", "parallel", "arabic"])
def test_the_map_is_one_printed_page(page: Page, name: str) -> None:
    """A map of usual size takes one sheet."""
    shown(page, html(map_diagram(JOURNEYS[name])))
    assert 1 == page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


def test_words_on_the_curve_never_overlap(page: Page) -> None:
    """However narrow the page, the words of a column can be read."""
    shown(page, html(map_diagram(shop())))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for place in range(4):
            assert [] == page.evaluate(OVERLAPS, f"tr.curve td.c{place} .word")


@pytest.mark.parametrize("name", JOURNEYS)
def test_letters_stay_on_their_cards_in_the_svg(page: Page, name: str) -> None:
    """Text that was measured without a font is not wider when a browser sets it."""
    for view in VIEWS.values():
        shown(page, f"<body style='margin:0'>{svg(view(JOURNEYS[name]))}")
        assert [] == page.evaluate(SVG_TEXTS)


@pytest.mark.parametrize("view", ["map", "lanes", "blueprint", "coverage", "personas"])
def test_views_read_from_right_to_left(page: Page, view: str) -> None:
    """Pages and drawings fit when they are turned, and the first column is the rightmost."""
    for made in (shop(), JOURNEYS["arabic"]):
        picture = draw(made, view, language="ar")  # type: ignore[call-overload]
        fits(page, picture.diagram)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        lefts = page.evaluate(
            "[...document.querySelectorAll('thead th')].map(e => e.getBoundingClientRect().left)"
        )
        assert lefts == sorted(lefts, reverse=True)
        shown(page, f"<body style='margin:0' dir='rtl'>{picture.svg()}")
        assert [] == page.evaluate(SVG_TEXTS)


@pytest.mark.parametrize("view", VIEWS)
def test_cards_never_overlap_in_the_svg(page: Page, view: str) -> None:
    """Every card has its own place."""
    shown(page, f"<body style='margin:0'>{svg(VIEWS[view](long(60)))}")
    cards = ", ".join(
        f"g[data-role={role}]" for role in ("touchpoint", "channel", "pain", "status")
    )
    assert [] == page.evaluate(OVERLAPS, cards)


MAPS = ("building_outage", "parking_permit", "unemployment_claim")
"""Two of them have two personas, one has three."""

ALL = ("flow", "map", "lanes", "blueprint", "coverage", "personas")
THEMES = ("light", "dark", "mono")

WORDS_ON_WORDS = """() => {
  const texts = [...document.querySelectorAll("svg text")]
    .map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([_, box]) => box.width > 1);
  const found = [];
  for (let i = 0; i < texts.length; i++)
    for (let j = i + 1; j < texts.length; j++) {
      const [a, b] = [texts[i][1], texts[j][1]];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        found.push(texts[i][0] + " / " + texts[j][0]);
    }
  return found;
}"""
"""Texts that lie on each other."""


@pytest.mark.parametrize("name", MAPS)
def test_nothing_overlaps_in_any_language(page: Page, name: str) -> None:
    """Published journeys of 20 to 24 touchpoints: letters stay on their cards, and on no others."""
    journey = published(name).journey
    for index, view in enumerate(ALL):
        for number, language in enumerate(LANGUAGES):
            theme = THEMES[(index + number) % len(THEMES)]
            picture = draw(journey, view, language=language, theme=theme)  # type: ignore[call-overload]
            shown(page, f"<body style='margin:0'>{picture.svg()}")
            where = (view, language)
            assert (where, []) == (where, page.evaluate(SVG_TEXTS))
            assert (where, []) == (where, page.evaluate(WORDS_ON_WORDS))


def test_nothing_runs(page: Page) -> None:
    """A browser that opens what people typed runs none of it."""
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for text in (
        "</text></svg><script>alert(1)</script>",
        "</style></script><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        '" onmouseover="alert(1)',
    ):
        diagram = map_diagram(everywhere(text))
        shown(page, html(diagram) + svg(diagram))
        page.mouse.move(400, 300)
    assert [] == alarms


@pytest.mark.parametrize(("view", "size"), [("map", 60), ("lanes", 200), ("blueprint", 60)])
@pytest.mark.parametrize("stages", [1, 12])
def test_what_is_printed_in_bands_has_its_own_place(
    page: Page, view: str, size: int, stages: int
) -> None:
    """On paper nothing stands out of the sheet, overlaps, or tells of another column."""
    shown(page, html(VIEWS[view](long(size, stages=stages))), 1500)
    page.emulate_media(media="print")
    assert "grid" == page.evaluate("getComputedStyle(document.querySelector('table')).display")
    assert page.evaluate(
        "() => { const box = document.querySelector('.scroll');"
        " return box.scrollWidth <= box.clientWidth + 1 }"
    )
    assert [] == page.evaluate(OVERLAPS, ".node, .chip, .stage > span, tbody th")
    assert [] == page.evaluate(OUTSIDE, [".node, .chip", "td"])
    assert [] == page.evaluate(OUTSIDE, [".node, .stage", ".sheet"])
    lefts = "[...document.querySelectorAll('thead th')].map(h => h.getBoundingClientRect().left)"
    assert len(set(page.evaluate(lefts))) < page.evaluate(f"{lefts}.length")


def test_a_printed_map_of_twelve_stages_takes_few_sheets(page: Page) -> None:
    """Sixty touchpoints that can be read, on a handful of sheets that lie."""
    shown(page, html(map_diagram(long(60, stages=12))))
    assert 3 >= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
