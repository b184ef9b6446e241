"""Grids as HTML: a real table, complete and harmless."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from helpers.drawn_journeys import VIEWS, everywhere, parallel, shop
from helpers.hostile import HOSTILE
from journeykit import draw, journey, touchpoint
from journeykit.addresses import Element
from journeykit.markup import url
from journeykit.render.html.column_widths import narrowest_columns
from journeykit.render.html.renderer import html, html_fragment
from journeykit.render.style.theme import DARK, MONO
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.personas import personas_diagram
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report


class Read(HTMLParser):
    """What a page holds."""

    def __init__(self, page: str) -> None:
        """Read it all."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a class."""
        return [own for _, own in self.tags if name in (own.get("class") or "").split()]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


PLAIN = {
    key: {tag for tag, _ in Read(html(view(everywhere("plain")))).tags}
    for key, view in VIEWS.items()
}
"""The elements of each view, when all text is harmless."""


@pytest.mark.parametrize("view", ["map", "lanes", "blueprint", "coverage"])
@pytest.mark.parametrize(("name", "text"), [h for h in HOSTILE if h[1].strip()])
def test_hostile_text_is_shown_and_does_nothing(view: str, name: str, text: str) -> None:
    """Whatever people type is text; nothing in the page runs or loads."""
    plain = PLAIN[view]
    page = Read(html(VIEWS[view](everywhere(text))))
    assert text in page.texts
    assert {tag for tag, _ in page.tags} <= plain | {"a"}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert not {"src", "srcset", "data", "action"} & set(attributes)
        target = attributes.get("href")
        assert target is None or tag == "a"
        assert target is None or target.startswith("#") or url(target) is not None


def test_it_is_a_real_table() -> None:
    """Stages head columns and lanes head rows, for who hears the page."""
    page = Read(html(map_diagram(shop())))
    scopes = [attributes.get("scope") for attributes in page.of("th")]
    assert ["col"] * 4 + ["row"] * 9 == scopes
    assert ["en"] == [attributes.get("lang") for attributes in page.of("html")]
    assert "Buying a gift" in page.texts


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """There is no script, and the page forbids everything but its own style."""
    page = Read(html(map_diagram(shop())))
    policies = [a.get("content") for a in page.of("meta") if "http-equiv" in a]
    assert [
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    ] == (policies)
    assert not page.of("script") + page.of("link") + page.of("img") + page.of("iframe")


def test_readers_choose_light_or_dark_unless_a_theme_is_chosen() -> None:
    """Without a theme the page follows the reader; with one it does not."""
    diagram = map_diagram(shop())
    assert "prefers-color-scheme:dark" in html(diagram)
    assert "prefers-color-scheme" not in html(diagram, DARK)
    assert DARK.background in html(diagram, DARK)
    assert MONO.accent in html(diagram, MONO)


def test_a_fragment_touches_nothing_else_on_the_page() -> None:
    """Every rule of its style is for its own section."""
    part = html_fragment(map_diagram(shop()), id_prefix="mine")
    style = part.split("<style>")[1].split("</style>")[0]
    selectors = [
        selector.strip()
        for rule in style.replace("\n", "").split("}")
        if "{" in rule
        for selector in rule.rsplit("{", 1)[0].split("{")[-1].split(",")
    ]
    assert "<html" not in part
    assert [] == [s for s in selectors if "#mine" not in s.split()]
    assert "@page" not in style


def test_findings_are_links_to_the_list() -> None:
    """A number on a card leads to what it says."""
    report = Report(
        "x",
        findings=(Finding("r", "JK1", "warning", "nobody", (Element("touchpoint", ("pays",)),)),),
    )
    page = Read(html(map_diagram(shop(), report=report)))
    links = {a.get("href") for a in page.of("a") if a.get("class") == "mark t-warning"}
    ids = {f"#{item.get('id')}" for item in page.of("li") if item.get("id")}
    assert links == ids
    assert "nobody" in page.texts


def test_parallel_stages_say_so() -> None:
    """Under one bracket, of which the first shows the words; all are told to who hears them."""
    page = Read(html(map_diagram(parallel())))
    assert 2 == page.texts.count("in parallel")
    looks = [tag["class"] for tag in page.of_class("together") if "none" not in tag["class"]]
    assert ["together begins", "together ends"] == looks


def test_a_persona_has_its_initial() -> None:
    """As in the other formats: in the colour of its line, and not read out twice."""
    page = html(personas_diagram(shop()), MONO)
    (first, *_) = Read(page).of_class("initial")
    assert "true" == first["aria-hidden"]
    assert ".p0{--pen:" in page


def test_a_date_is_whole_in_a_line() -> None:
    """Browsers break after hyphens, wherever they stand."""
    made = shop().opportunity("Answer by mail", due="2027-03-31")
    assert '<span class="date">2027-03-31</span>' in html(map_diagram(made))


def test_a_column_is_as_wide_as_its_words() -> None:
    """However narrow the page, no word of a card is broken that the SVG has room for."""
    widths = [
        narrowest_columns(draw(journey("Care").stage("Go", touchpoint(name)), "lanes").diagram)[0]
        for name in ("Asks", "Questionnaires")
    ]
    assert widths[0] < widths[1]
