"""What axe-core finds in every page we make, and in every part that others put into theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import journeykit as jk
from helpers.drawn_journeys import VIEWS, marked, parallel, shop
from helpers.flow_journeys import gift, tour
from journeykit import Image, Journey, coverage_of, draw
from journeykit.render import Picture
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.renderer import html, html_fragment
from journeykit.render.style.theme import DARK, LIGHT, MONO, Theme

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.node]

HOSTS = {
    "says nothing": "<body>",
    "light": '<body class="light" data-jp-theme-light="true">',
    "dark": '<body class="dark" data-jp-theme-light="false" style="background:#111;color:#eee">',
}
"""Pages that show parts of ours among their own."""

PREFERRED = {"says nothing": ("light", "dark"), "light": ("dark",), "dark": ("light",)}
"""What a reader prefers: where the page says what it is, the contrary, which must not count."""

Axe = Callable[[str], list[tuple[str, str, str]]]


def _diagram(view: str) -> Diagram:
    return marked(shop()) if view == "map" else VIEWS[view](shop())


def _within(host: str, part: str) -> str:
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notes</title></head>'
    return f"{head}{HOSTS[host]}<main><h1>Notes</h1>{part}</main></body></html>"


@pytest.mark.parametrize("view", VIEWS)
def test_pages_of_views_with_rows(page: Page, axe: Axe, view: str) -> None:
    """Every theme passes; without one, the page does for who prefers light and who prefers dark."""
    looks: tuple[tuple[Theme | None, str, int], ...] = (
        (None, "light", 1400),
        (None, "dark", 1400),
        (None, "light", 390),
        (None, "dark", 390),
        (LIGHT, "dark", 900),
        (DARK, "light", 900),
        (MONO, "dark", 1400),
    )
    for theme, prefers, width in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if prefers == "dark" else "light")
        assert [] == axe(html(_diagram(view), theme))


@pytest.mark.parametrize("view", ["map", "personas"])
def test_pages_with_pictures_in_another_language(axe: Axe, view: Any) -> None:
    """Pictures of the author's own have a text, and a page says which language it speaks."""
    made = shop()
    image = Image(_DOT, "svg+xml", 9, 9, "A dot")
    pictures = dict.fromkeys((*made.touchpoints, *made.personas), image)
    for language in ("en", "ja", "ar"):
        page = draw(made, view, pictures=pictures, language=language).html()
        assert "<img" in page
        assert [] == axe(page)


_DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.embedded
@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
@pytest.mark.parametrize("view", ["flow", "graph"])
def test_pages_of_nodes_and_edges(axe: Axe, view: Any, theme: Any) -> None:
    """So do the pages of the flow and of the graph."""
    report = jk.check(tour())
    assert [] == axe(draw(tour(), view, report=report, theme=theme).html())


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("view", VIEWS)
def test_parts_of_a_page(page: Page, axe: Axe, view: str, host: str) -> None:
    """What a notebook embeds passes in a light and in a dark one, whatever the reader prefers."""
    for prefers in PREFERRED[host]:
        page.emulate_media(color_scheme="dark" if prefers == "dark" else "light")
        assert [] == axe(_within(host, html_fragment(_diagram(view))))
        paper = page.evaluate(
            "() => getComputedStyle(document.querySelector('main > div')).backgroundColor"
        )
        dark = (prefers if host == "says nothing" else host) == "dark"
        assert ("rgb(15, 20, 27)" if dark else "rgb(255, 255, 255)") == paper


def _cell(shown: Picture | Journey) -> str:
    bundle = shown._repr_mimebundle_()
    return bundle.get("text/html", bundle["image/svg+xml"])


@pytest.mark.embedded
@pytest.mark.parametrize("host", HOSTS)
def test_a_whole_notebook(page: Page, axe: Axe, host: str) -> None:
    """Pictures of several journeys, a report before and after, and coverage, on one page."""
    report = jk.check(tour())
    outputs = [
        _cell(tour()),
        _cell(draw(tour(), "graph", theme="dark")),
        _cell(draw(tour(), "map", report=report)),
        _cell(draw(tour(), "lanes", report=report)),
        _cell(draw(parallel(), "map", theme="dark")),
        _cell(draw(gift(), "blueprint")),
        report._repr_html_(),
        jk.check(tour().stage("Later"))._repr_html_(),
        coverage_of(tour())._repr_html_(),
    ]
    for prefers in PREFERRED[host]:
        page.emulate_media(color_scheme="dark" if prefers == "dark" else "light")
        assert [] == axe(_within(host, "".join(outputs)))
