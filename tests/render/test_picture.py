"""Pictures: one value, every format, whole files or none, and one front door."""

from __future__ import annotations

import gc
import os
import re
import stat
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from attrs import evolve

from helpers.flow_journeys import findings, gift, large, tour
from helpers.hostile import HOSTILE
from journeykit import Journey, Stage, check, journey, persona, touchpoint, view_of
from journeykit.errors import (
    EngineError,
    EngineMissingError,
    EngineTimeoutError,
    PictureError,
    PictureTimeoutError,
    UnknownReferenceError,
    UnsafePictureError,
)
from journeykit.render import DARK, MONO, Picture, ViewName, draw
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.picture import GRAPH_SUFFIXES, GRID_SUFFIXES
from journeykit.render.svg.safety import checked_svg
from journeykit.render.text.outline import outline

VIEWS = get_args(ViewName)
GRIDS = ("map", "lanes", "blueprint", "coverage", "personas", "funnel")
SVG = "{http://www.w3.org/2000/svg}"

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)
NO_ENGINE = InstalledDot("no-such-program")
SIZED = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


@attrs.frozen
class Forger:
    """A layout engine that answers with what it was told to."""

    answer: bytes
    name: str = "forger"

    def version(self) -> str:
        """It is like no Graphviz."""
        return "0"

    def render(self, _dot: str, _format: str, **_: float) -> bytes:
        """Draw nothing."""
        return self.answer


class TestDraw:
    """One function draws every view."""

    @pytest.mark.parametrize("view", VIEWS)
    def test_every_view(self, view: ViewName) -> None:
        """Each view has the name of the journey, and is of the kind that was asked for."""
        picture = draw(tour(), view, report=findings())
        assert ("Grand tour", view) == (picture.diagram.title, picture.diagram.view)
        assert (view in GRIDS) == picture.diagram.is_grid

    @pytest.mark.parametrize("view", VIEWS)
    def test_nothing(self, view: ViewName) -> None:
        """A journey without anything is drawn too."""
        assert "Nothing" in draw(journey("Nothing"), view).text()

    def test_unknown_view(self) -> None:
        """A misspelt view is told the nearest one."""
        with pytest.raises(UnknownReferenceError, match=r'"blueprnt"; did you mean "blueprint"'):
            draw(gift(), "blueprnt")  # type: ignore[arg-type]

    def test_unknown_option(self) -> None:
        """No misspelt keyword is ever kept."""
        with pytest.raises(UnknownReferenceError, match=r'"arround".*did you mean "around"'):
            draw(gift(), arround="Pays")

    def test_option_of_another_view(self) -> None:
        """What a view does not understand is refused, not ignored."""
        with pytest.raises(UnknownReferenceError, match='unknown option "direction"'):
            draw(gift(), "map", direction="down")

    def test_unknown_direction(self) -> None:
        """A direction is right or down."""
        with pytest.raises(UnknownReferenceError, match="direction"):
            draw(gift(), direction="left")  # type: ignore[arg-type]

    def test_unknown_words(self) -> None:
        """What is misspelt is not taken for the usual."""
        with pytest.raises(
            UnknownReferenceError, match=r'unknown detail "ful".*did you mean "full"'
        ):
            draw(gift(), detail="ful")
        with pytest.raises(UnknownReferenceError, match=r'emotions "both".*"together", "apart"'):
            draw(gift(), "map", emotions="both")

    def test_report_on_another_journey(self) -> None:
        """What was found elsewhere is not marked here; the error names both journeys."""
        with pytest.raises(PictureError, match='on the journey "grand-tour", not on "buying-a-gi'):
            draw(gift(), report=check(tour()))
        assert draw(tour(), report=check(tour())).diagram.marks

    @pytest.mark.parametrize("option", ["report", "theme", "engine"])
    def test_something_else_altogether(self, option: str) -> None:
        """A number is refused at once, and the option is named."""
        with pytest.raises(PictureError, match=f"^{option}: 3 is none; expected ") as caught:
            draw(gift(), **{option: 3})
        assert option == caught.value.option

    def test_themes_and_engines_have_names(self) -> None:
        """A word does as well as the value."""
        picture = draw(gift(), theme="dark", engine="pygraphviz")
        assert (DARK, EmbeddedGraphviz()) == (picture.theme, picture.engine)

    @pytest.mark.parametrize(
        ("view", "option"),
        [
            ("map", "lanes"),
            ("map", "show_empty"),
            ("blueprint", "rows"),
            ("blueprint", "show_empty"),
            ("coverage", "channels"),
            ("coverage", "coverage"),
            ("flow", "alone"),
        ],
    )
    def test_an_option_of_a_view_that_is_something_else(self, view: str, option: str) -> None:
        """What only one view takes is refused in the same words."""
        with pytest.raises(PictureError, match=f"^{option}: 5 is none; expected "):
            draw(gift(), view, **{option: 5})

    def test_one_lane_alone_is_a_text(self) -> None:
        """A text is not its letters."""
        assert draw(gift(), "map", lanes="actions") == draw(gift(), "map", lanes=["actions"])
        with pytest.raises(UnknownReferenceError, match=r'unknown lane "acts" .* "actions"'):
            draw(gift(), "map", lanes="acts")

    def test_a_misspelt_option_that_every_view_takes(self) -> None:
        """The nearest is proposed, whichever function takes it in the end."""
        with pytest.raises(UnknownReferenceError, match=r'option "themes" in .*mean "theme"'):
            draw(gift(), "map", themes="dark")

    @pytest.mark.parametrize(("option", "near"), [("theme", "mono"), ("engine", "dot")])
    def test_unknown_themes_and_engines(self, option: str, near: str) -> None:
        """A misspelt name is refused when it is given, not when it is drawn."""
        with pytest.raises(UnknownReferenceError, match=f'unknown {option}.*mean "{near}"'):
            draw(gift(), **{option: f"{near}o"})

    @pytest.mark.parametrize("view", ["flow", "map", "lanes", "blueprint", "coverage"])
    def test_personas_by_value_key_and_name(self, view: ViewName) -> None:
        """All three ways to name a persona make the same picture, in every view."""
        ann = persona("Ann Lee")
        made = journey("Shop").walked_by(ann, persona("Bob"))
        made = made.stage("Purchase", touchpoint("Pays"))
        first, *others = (
            draw(made, view, persona=who).diagram for who in (ann, "ann-lee", "Ann Lee")
        )
        assert [first, first] == others
        with pytest.raises(UnknownReferenceError, match='did you mean "Ann Lee"'):
            draw(made, view, persona="An Lee")

    def test_options_reach_the_view(self) -> None:
        """What one view alone understands is handed on."""
        assert ["Clicks an ad", "Explores the shop"] == [
            node.text for node in draw(gift(), around="Clicks an ad").diagram.nodes
        ]

    def test_coverage_is_measured(self) -> None:
        """The coverage view shows what is measured: nothing for Maya in the shop."""
        cell = draw(tour(), "coverage").diagram.cell("maya", "in-the-shop")
        assert cell is not None
        assert ["missing"] == [node.text for node in cell.nodes]

    @pytest.mark.parametrize("view", VIEWS)
    def test_a_view_of_the_journey_is_as_good(self, view: ViewName) -> None:
        """Checking, measuring and drawing may share one graph, and the picture is the same."""
        made = tour()
        seen = view_of(made)
        report = check(seen)
        assert draw(made, view, report=report) == draw(seen, view, report=report)


class TestSvg:
    """What an engine draws is finished by us."""

    @every_engine
    def test_for_screen_readers(self, engine: Engine) -> None:
        """It has a title, a description and a role; Graphviz's names of nodes are gone."""
        root = ET.fromstring(draw(gift(), engine=engine).svg())
        assert "Buying a gift" == root.findtext(f"{SVG}title")
        assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")  # type: ignore[union-attr]
        assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")  # type: ignore[union-attr]
        assert 1 == len(list(root.iter(f"{SVG}title")))
        assert "graphics-document" == root.get("role")  # it has a link

    @every_engine
    def test_findings_below(self, engine: Engine) -> None:
        """The list of findings stands below the picture, inside its size."""
        report = findings()
        root = ET.fromstring(draw(tour(), report=report, engine=engine).svg())
        words = "".join(root.itertext())
        assert all(finding.message in words for finding in report.findings)
        (below,) = (g for g in root.iter(f"{SVG}g") if "Findings" in [t.text for t in g])
        assert "Arial" in below.get("font-family", "")
        bare = ET.fromstring(draw(tour(), engine=engine).svg())
        assert float(root.get("height", 0)) > float(bare.get("height", 0))

    @every_engine
    def test_safe(self, engine: Engine) -> None:
        """It passes the same last look after we have finished it."""
        svg = draw(tour(), report=findings(), engine=engine).svg()
        assert svg.strip() == checked_svg(svg.encode()).strip()

    @pytest.mark.parametrize(
        "answer",
        [
            SIZED + b"<script/></svg>",
            SIZED + b'<g onclick="x()"/></svg>',
            SIZED + b"<g></svg>",
            SIZED + b"<desc>\xff</desc></svg>",
            SIZED + b"<desc>\xed\xa0\x80</desc></svg>",
            SIZED + b"<desc>&e;</desc></svg>",
            b'<!DOCTYPE svg [<!ENTITY e "x">]>' + SIZED + b"<desc>&e;</desc></svg>",
            b"<!-- " + SIZED + b" -->" + SIZED + b"<g/></svg>",
        ],
    )
    def test_unsafe(self, answer: bytes) -> None:
        """Whatever an engine answers, what is shown was looked at."""
        with pytest.raises(UnsafePictureError):
            draw(gift(), engine=Forger(answer)).svg()

    @pytest.mark.parametrize("answer", [b"", b"<svg/>", SIZED, SIZED[:-1], b"\xff"])
    def test_no_whole_svg(self, answer: bytes) -> None:
        """What is no whole SVG is a failure of the engine."""
        with pytest.raises(EngineError):
            draw(gift(), engine=Forger(answer)).svg()

    @every_engine
    def test_ids(self, engine: Engine) -> None:
        """Ids are unique, and a prefix keeps two pictures apart."""
        one = re.findall(r'\bid="([^"]+)"', draw(gift(), engine=engine).svg())
        other = re.findall(r'\bid="([^"]+)"', draw(gift(), engine=engine, id_prefix="b").svg())
        assert len(one) == len(set(one))
        assert set() == set(one) & set(other)

    @pytest.mark.dot
    def test_fonts(self) -> None:
        """Letters are set in the whole list of the theme's fonts."""
        assert 'font-family="Arial, Helvetica, sans-serif"' in draw(gift()).svg()


class _Page(HTMLParser):
    """What stands in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the elements."""
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words += data


class TestFormats:
    """Every format of every view."""

    @pytest.mark.dot
    @pytest.mark.parametrize("view", VIEWS)
    def test_every_suffix(self, view: ViewName, tmp_path: Path) -> None:
        """Each file has the content that its suffix promises, and nothing else is left there."""
        picture = draw(tour(), view, report=findings())
        suffixes = GRID_SUFFIXES if view in GRIDS else GRAPH_SUFFIXES
        if view in GRIDS:
            pytest.importorskip("resvg_py")
            pytest.importorskip("typst")
        starts = {
            ".svg": b"<svg",
            ".png": b"\x89PNG",
            ".pdf": b"%PDF",
            ".html": b"<!doctype html>",
            ".md": b"# Grand tour",
            ".mmd": b"flowchart",
            ".dot": b"digraph",
            ".txt": b"Grand tour",
        }
        for suffix in suffixes:
            path = picture.save(tmp_path / f"picture{suffix}")
            content = path.read_bytes()
            start = starts[suffix]
            assert (suffix, start) == (
                suffix,
                content[: len(start)].lower() if suffix == ".html" else content[: len(start)],
            )
        assert {f"picture{suffix}" for suffix in suffixes} == {f.name for f in tmp_path.iterdir()}

    @pytest.mark.parametrize("view", ["flow", "map"])
    def test_unknown_suffix(self, view: ViewName, tmp_path: Path) -> None:
        """A format that is not there is an error with those that are."""
        with pytest.raises(UnknownReferenceError, match=r'suffix "\.svgz".*did you mean "\.svg"'):
            draw(gift(), view).save(tmp_path / "a.svgz")
        assert [] == list(tmp_path.iterdir())

    @pytest.mark.parametrize("view", GRIDS)
    @pytest.mark.parametrize("language", ["dot", "mermaid"])
    def test_rows_have_no_dot(self, view: ViewName, language: str) -> None:
        """Graphviz and Mermaid do not draw rows, and the error says what they draw."""
        with pytest.raises(PictureError, match="flow and graph"):
            getattr(draw(gift(), view), language)

    @pytest.mark.dot
    def test_page(self) -> None:
        """The page has the picture, the findings as a table, the words, and no script."""
        page = _Page()
        page.feed(draw(tour(), report=findings(), theme=DARK).html())
        assert {"svg", "table", "details", "h1"} <= set(page.tags)
        assert not {"script", "img", "link", "iframe"} & set(page.tags)
        assert "nobody gets out" in page.words
        assert DARK.background in page.words

    @pytest.mark.dot
    def test_hostile_text_in_the_page(self) -> None:
        """Whatever people typed, the page has the same elements."""
        shapes = set()
        for name, text in HOSTILE[:45]:
            if name.startswith("longest") or not text.strip():
                continue
            made = journey(text).walked_by(persona(text, key="p")).stage(text, key="s")
            page = _Page()
            page.feed(draw(made).html())
            shapes.add(tuple(t for t in page.tags if t not in {"text", "g", "polygon", "path"}))
        assert 1 == len(shapes)

    def test_markdown_of_rows_is_a_block(self) -> None:
        """Nothing in the text of a table can end the block it stands in."""
        made = (
            journey("```").walked_by(persona("```", key="p")).stage("```", touchpoint("T"), key="s")
        )
        content = draw(made, "map")._markdown()
        assert all(line.startswith("    ") or not line for line in content.splitlines()[4:])


class TestFiles:
    """A file is written whole or not at all."""

    def test_failure_leaves_nothing(self, tmp_path: Path) -> None:
        """Where there is no engine, there is no file, and an old one stays as it was."""
        old = tmp_path / "a.svg"
        old.write_text("old")
        with pytest.raises(EngineMissingError):
            draw(gift(), engine=NO_ENGINE).save(old)
        assert ("old", [old]) == (old.read_text(), list(tmp_path.iterdir()))

    def test_replaces(self, tmp_path: Path) -> None:
        """An old file is replaced, and the path comes back."""
        path = tmp_path / "a.dot"
        path.write_text("old")
        assert path == draw(gift()).save(str(path))
        assert path.read_text(encoding="utf-8") == draw(gift()).dot

    def test_no_folder(self, tmp_path: Path) -> None:
        """Folders are not made up."""
        with pytest.raises(FileNotFoundError):
            draw(gift()).save(tmp_path / "none" / "a.dot")

    def test_a_folder_in_the_way(self, tmp_path: Path) -> None:
        """What cannot be replaced leaves nothing beside it."""
        (tmp_path / "a.dot").mkdir()
        with pytest.raises(OSError, match=r"a\.dot"):
            draw(gift()).save(tmp_path / "a.dot")
        assert ["a.dot"] == [file.name for file in tmp_path.iterdir()]

    def test_permissions_are_the_usual_ones(self, tmp_path: Path) -> None:
        """Others may read the file as they may read any new file."""
        usual = tmp_path / "usual"
        usual.write_text("")
        saved = draw(gift()).save(tmp_path / "a.dot")
        assert stat.S_IMODE(usual.stat().st_mode) == stat.S_IMODE(saved.stat().st_mode)


class TestText:
    """The text says all the picture says."""

    def test_flow(self) -> None:
        """Stages, touchpoints, what is on the cards, and where each leads."""
        pain = "shipping cost appears at the last step"
        assert draw(gift()).text().splitlines() == [
            "Buying a gift",
            "as-is · Persona: Maya",
            "How customers move through the journey: 3 stages, 5 touchpoints, 5 transitions.",
            "",
            "Awareness",
            "  Clicks an ad: Advertising, curious, starts here",
            "    → Explores the shop",
            "",
            "Consideration",
            "  Explores the shop: Website",
            "    https://example.com/shop?a=1&b=2",
            "    → Pays",
            "    → Abandons the basket, the total is a surprise",
            "",
            "Purchase",
            f"  Abandons the basket: Website, annoyed, −2 to −1, {pain}, abandoned",
            "    → Basket reminder [recovery]",
            "  Basket reminder: Email, started by the company, automatic",
            "    → Pays [recovery]",
            "  Pays: Website, relieved, ends here, moment of truth",
        ]

    def test_everything(self) -> None:
        """Each node, edge label, finding and note of the diagram is told."""
        picture = draw(tour(), report=findings())
        text = picture.text()
        assert str(picture) == text
        for node in picture.diagram.nodes:
            assert node.text in text
            assert all(badge.text in text for badge in node.badges)
        for edge in picture.diagram.edges:
            assert " ".join(edge.text.split()) in text
        assert all(mark.text in text for mark in picture.diagram.marks)

    def test_notes(self) -> None:
        """A note about what was left out is told too."""
        assert "too many for one picture" in draw(large(1_501)).text()

    def test_one_line_each(self) -> None:
        """A newline in a name does not start a line of its own."""
        node = Node("a", "one\ntwo")
        diagram = Diagram(view="graph", title="T", description="", nodes=[node])
        assert "  one two" in outline(diagram).splitlines()


class TestRowsOnPaper:
    """Pixels and paper of views with rows come with extras."""

    def test_pixels_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nothing makes pixels of rows, the error says what to install."""
        monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
        with pytest.raises(EngineError, match=r"PNG .*journeykit\[png\]"):
            draw(gift(), "map").png()

    def test_paper_without_the_package(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Nor paper, and then nothing is written."""
        monkeypatch.setitem(__import__("sys").modules, "typst", None)
        with pytest.raises(EngineError, match=r"PDF .*journeykit\[pdf\]"):
            draw(gift(), "map").save(tmp_path / "map.pdf")
        assert [] == list(tmp_path.iterdir())


class TestSource:
    """The same picture as a value of the graphviz package."""

    @pytest.mark.dot
    def test_it_draws_there(self) -> None:
        """That package draws it as it is."""
        source = draw(gift()).source()
        assert draw(gift()).dot == source.source.rstrip("\n") + "\n" * draw(gift()).dot.endswith(
            "\n"
        )
        assert "Abandons" in source.pipe(format="svg", encoding="utf-8")

    def test_rows_have_none(self) -> None:
        """What has rows is no graph."""
        with pytest.raises(PictureError, match="map"):
            draw(gift(), "map").source()


def test_a_value() -> None:
    """Equal diagrams in equal looks are equal pictures."""
    assert draw(gift()) == draw(gift())
    assert draw(gift()) != draw(gift(), theme=MONO)
    assert isinstance(draw(gift()), Picture)


def test_the_journey_is_the_same_after_all() -> None:
    """Drawing changes nothing."""
    made: Journey = gift()
    draw(made, report=findings()).text()
    assert gift() == made


SLOW = """#!/bin/sh
sleep 60
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the slow program is a script of the shell")
def test_a_layout_engine_gets_the_time_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is ended when that is up."""
    program = tmp_path / "dot"
    program.write_text(SLOW, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    shop = journey("Shop").stage("Purchase", touchpoint("Pays"))
    for drawn in (Picture.svg, Picture.html, Picture.png):
        picture = draw(shop, engine="dot", timeout=0.3)
        started = time.monotonic()
        with pytest.raises(EngineTimeoutError, match=r"took longer than 0\.3 s and was ended"):
            drawn(picture)
        assert time.monotonic() - started < 5


@pytest.fixture
def no_collection() -> Iterator[None]:
    """No garbage is collected: what ends a thread would end a callback of Hypothesis instead."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("view", ["map", "lanes", "blueprint"])
def test_a_view_that_is_drawn_in_python_gets_the_time_it_was_given(view: Any) -> None:
    """While it is drawn, and, where that takes long, while it is prepared."""
    # Enough work for the clock to be looked at, and in lanes not so much that they are counted.
    each = range(20 if view == "lanes" else 60)
    stages = [
        Stage(f"S{n}", touchpoints=[touchpoint(f"T{n} {m}") for m in each]) for n in range(20)
    ]
    whole = Journey("Large", personas=[persona(f"P{n}") for n in range(12)], stages=stages)
    if view == "lanes":
        with pytest.raises(PictureTimeoutError):
            draw(whole, view, timeout=0.001)
    picture = evolve(draw(whole, view), timeout=0.001)
    for drawn in (Picture.svg, Picture.html):
        with pytest.raises(PictureTimeoutError, match=f"the {view} took longer than 0.001 s"):
            drawn(picture)


def test_enough_time_changes_nothing() -> None:
    """The same bytes with a limit and without."""
    shop = journey("Shop").stage("Purchase", touchpoint("Pays"))
    assert draw(shop, "map").svg() == draw(shop, "map", timeout=1e9).svg()


@pytest.mark.parametrize("wrong", [0, -1, True, "1", float("nan")])
def test_a_time_limit_is_a_number_of_seconds(wrong: Any) -> None:
    """Anything else is refused before anything is drawn."""
    with pytest.raises(PictureError, match=r"timeout: .* is none; expected seconds, more than 0"):
        draw(journey("Shop"), timeout=wrong)


def test_a_small_flow_waits_for_nothing_that_it_does_not_need() -> None:
    """What compares, divides into sheets or looks for packages costs more than to draw it."""
    code = (
        "import sys\n"
        "from journeykit import draw, journey, touchpoint\n"
        "draw(journey('Shop').stage('Purchase', touchpoint('Pays'))).svg()\n"
        "heavy = {'importlib.metadata', 'json', 'journeykit.changes', 'networkx', 'graphviz',\n"
        "         'journeykit.render.layout.pages', 'journeykit.validation'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
