"""DOT text: the same bytes every time, and whatever people typed is shown and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import attrs
import pytest
from hypothesis import Phase, given, settings

from golden.regenerate import FOLDER, GOLDEN
from helpers.flow_journeys import gift, large, tour
from helpers.hostile import HOSTILE
from journeykit import Channel, Journey, check, journey, persona, stage, touchpoint
from journeykit.render import draw
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.render.graphviz.dot import dot_of
from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.style.theme import THEMES, Theme
from journeykit.render.svg.safety import checked_svg
from journeykit.render.views.flow import flow_diagram
from journeykit.testing.strategies import journeys, names

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"

# Each example starts a program: to shrink one takes minutes, and the text tells enough.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)


class TestBytes:
    """The same journey makes the same text."""

    @pytest.mark.parametrize("name", GOLDEN)
    def test_golden(self, name: str) -> None:
        """The text is the one that was looked at; `golden/regenerate.py` writes it anew."""
        assert (FOLDER / name).read_text(encoding="utf-8") == GOLDEN[name]()

    def test_every_hash_seed_and_every_process(self) -> None:
        """Neither the hash seed nor the process changes a byte."""
        program = (
            "from golden.regenerate import GOLDEN\nprint([make() for make in GOLDEN.values()])"
        )
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        outputs = {
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2026")
        }
        assert 1 == len(outputs)

    def test_another_prefix_changes_ids_alone(self) -> None:
        """Two pictures on a page need other ids, and nothing else."""
        diagram = flow_diagram(tour())
        plain, prefixed = dot_of(diagram), dot_of(diagram, id_prefix="b")
        assert plain == prefixed.replace('id="b-flow', 'id="flow')
        assert plain != prefixed

    def test_ids_are_unique(self) -> None:
        """Even where two ways join the same touchpoints."""
        ids = re.findall(r' id="([^"]+)"', dot_of(flow_diagram(tour())))
        assert len(set(ids)) == len(ids)

    def test_a_wrong_prefix(self) -> None:
        """A prefix that could be anything but an id is refused."""
        with pytest.raises(ValueError, match="id prefix"):
            dot_of(flow_diagram(gift()), id_prefix='"><script>')


class TestOrder:
    """The order of the author survives the layout."""

    @every_engine
    @pytest.mark.parametrize("direction", ["right", "down"])
    @pytest.mark.parametrize("made", [gift(), tour(), large(60)], ids=["gift", "tour", "large"])
    def test_within_stages(self, engine: Engine, direction: str, made: Journey) -> None:
        """Cards of a stage stand below one another, or side by side, as they were declared."""
        picture = draw(made, direction=direction, engine=engine)  # type: ignore[arg-type]
        places = _places(engine.render(picture.dot, "svg"))
        axis = 1 if direction == "right" else 0
        keys = {node.key: f"n{n}" for n, node in enumerate(picture.diagram.nodes, 1)}
        for group in picture.diagram.groups:
            inside = [n.key for n in picture.diagram.nodes if n.group == group.key]
            along = [places[keys[key]][axis] for key in inside]
            assert sorted(along) == along

    @every_engine
    def test_first_touchpoints(self, engine: Engine) -> None:
        """Panels fill from their headers on, wherever the ways between them lead."""
        made = gift()
        places = _places(engine.render(draw(made).dot, "svg"))
        keys = {node.key: f"n{n}" for n, node in enumerate(draw(made).diagram.nodes, 1)}
        tops = [places[keys[f"touchpoint:{s.touchpoints[0].key}"]][1] for s in made.stages]
        assert max(tops) - min(tops) < 5

    @every_engine
    @pytest.mark.parametrize("direction", ["right", "down"])
    def test_stages(self, engine: Engine, direction: str) -> None:
        """Stages stand one after the other, with their names in one line."""
        picture = draw(gift(), direction=direction, engine=engine)  # type: ignore[arg-type]
        places = _places(engine.render(picture.dot, "svg"))
        heads = [places[f"h{n}"] for n in (1, 2, 3)]
        along = 0 if direction == "right" else 1
        assert all(one[along] < other[along] for one, other in pairwise(heads))
        if direction == "right":  # downwards they are centred, and start where they are long
            assert 1 == len({high for _, high in heads})


def _places(svg: bytes) -> dict[str, tuple[float, float]]:
    """The first text of each node, which is its upper left."""
    places = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        if group.get("class") == "node":
            text = next(group.iter(f"{SVG}text"), None)
            title = group.findtext(f"{SVG}title", "")
            if text is not None:
                x = float(text.get("x", 0))
                places[title] = (x, float(text.get("y", 0)))
    return places


def _letters(text: str) -> str:
    """A text without white space and without what no engine shows."""
    return "".join(c for c in text if not c.isspace() and category(c) not in {"Zs", "Zl", "Zp"})


def _shown(group: ET.Element) -> str:
    return _letters("".join("".join(text.itertext()) for text in group.iter(f"{SVG}text")))


def _drawn(engine: Engine, diagram: Diagram, theme: Theme | None = None) -> ET.Element:
    dot = dot_of(diagram, theme) if theme else dot_of(diagram)
    svg = engine.render(dot, "svg")
    checked_svg(svg)
    return ET.fromstring(svg)


def _assert_shows(engine: Engine, diagram: Diagram) -> None:
    """The SVG has the nodes, edges and groups of the diagram, and every line of its text."""
    root = _drawn(engine, diagram)
    groups: dict[str, list[ET.Element]] = {"node": [], "edge": [], "cluster": []}
    for group in root.iter(f"{SVG}g"):
        groups.get(group.get("class", ""), []).append(group)
    named = {group.findtext(f"{SVG}title", ""): group for group in groups["node"]}
    assert {f"n{n}" for n in range(1, len(diagram.nodes) + 1)} == {n for n in named if n[0] == "n"}
    edges = [group for group in groups["edge"] if next(group.iter(f"{SVG}path"), None) is not None]
    told = {(edge.source, edge.target) for edge in diagram.edges if edge.kind != "precedes"}
    # A declared way between stages takes the place of the mere order.
    drawn = [e for e in diagram.edges if e.kind != "precedes" or (e.source, e.target) not in told]
    assert len(drawn) == len(edges)
    assert len(diagram.groups) == len(groups["cluster"])
    for number, node in enumerate(diagram.nodes, 1):
        shown = _shown(named[f"n{number}"])
        # A card that gives room to marks has narrower lines, and perhaps more of a long name.
        assert _letters("".join(node.lines)).removesuffix("…") in shown
    for number, group_ in enumerate(diagram.groups, 1):
        assert _letters("".join(group_.lines)) in _shown(named[f"h{number}"])
    words = "\n".join(_shown(group) for group in edges)
    for edge in diagram.edges:
        assert _letters("".join(edge.lines)) in words


def _saying(texts: list[str]) -> Journey:
    """A journey that says each text in every field that a flow shows."""
    made = journey(texts[0], scenario=texts[-1])
    for number, text in enumerate(texts):
        who = persona(text, key=f"p{number}")
        made = made.walked_by(who)
        one = (
            touchpoint(
                text, Channel(text, key=f"c{number}"), description=text, key=f"a{number}", url=text
            )
            .feels(who, -1, text)
            .does(who, text)
            .hurts(who, text)
        )
        other = touchpoint(f"after {number}", key=f"b{number}")
        made = made.stage(text, one, other, key=f"s{number}", customer_goal=text)
        made = made.flow(one >> other, when=text, handover=text)
        made = made.flow(other >> one, when=text, kind="retry", personas=[who])
    return made


class TestText:
    """Text stays text."""

    @every_engine
    def test_hostile_text_in_every_field(self, engine: Engine) -> None:
        """Whatever a hostile text says, it is shown; no node, edge or link comes of it."""
        shown = [text for name, text in HOSTILE if not name.startswith("longest") and text.strip()]
        for start in range(0, len(shown), 12):
            diagram = flow_diagram(_saying(shown[start : start + 12]))
            _assert_shows(engine, diagram)

    @every_engine
    @pytest.mark.parametrize(
        "text", [pytest.param(t, id=n) for n, t in HOSTILE if n.startswith("longest")]
    )
    def test_longest_text(self, engine: Engine, text: str) -> None:
        """Four thousand characters in every field are shortened on the card, never an error."""
        _assert_shows(engine, flow_diagram(_saying([text])))

    @every_engine
    @given(made=journeys())
    @settings(max_examples=8, phases=NO_SHRINKING)
    def test_any_journey(self, engine: Engine, made: Journey) -> None:
        """Any journey at all is drawn, with its findings."""
        _assert_shows(engine, flow_diagram(made, report=check(made)))

    @every_engine
    @given(text=names(max_size=60))
    @settings(max_examples=12, phases=NO_SHRINKING)
    def test_any_text(self, engine: Engine, text: str) -> None:
        """Any text at all is shown as it was given, after wrapping."""
        _assert_shows(engine, flow_diagram(_saying([text])))

    @every_engine
    def test_findings(self, engine: Engine) -> None:
        """Findings quote what people typed; their list and their tooltips stay text too."""
        texts = [text for name, text in HOSTILE if not name.startswith("longest")][:20]
        made = _saying([text for text in texts if text.strip()])
        _assert_shows(engine, flow_diagram(made, report=check(made)))

    @every_engine
    def test_words_between_parallel_stages(self, engine: Engine) -> None:
        """Graphviz 14 crashed on words both ways between stages that stand side by side."""
        one, other, third = (stage(name) for name in ("One", "Other", "Third"))
        made = (
            journey("J")
            .stage(one, touchpoint("A"), after=())
            .stage(other, touchpoint("B"), after=())
            .stage(third, touchpoint("C"), after=())
            .flow(one >> other >> third >> one, when="there")
            .flow(other >> one, third >> other, when="back")
        )
        _assert_shows(engine, flow_diagram(made))

    def test_links_by_the_list(self) -> None:
        """A web address becomes a link, everything else none."""
        assert 'URL="https://example.com/shop?a=1&amp;b=2"' in dot_of(flow_diagram(gift()))
        for text in ("javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:text/html,x"):
            made = journey("J").stage("S", touchpoint("T", url=text))
            assert "URL=" not in dot_of(flow_diagram(made))


class TestLooks:
    """Looks come from the theme alone."""

    @every_engine
    @pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
    def test_every_theme(self, engine: Engine, theme: Theme) -> None:
        """Every theme draws everything there is."""
        _drawn(engine, flow_diagram(tour(), report=check(tour())), theme)

    def test_colours_are_the_colours_of_the_theme(self) -> None:
        """No colour is written into the writer."""
        for theme in THEMES:
            tints = [
                getattr(theme, field.name)
                for field in attrs.fields(Theme)  # type: ignore[arg-type]
            ]
            known = set(re.findall("#[0-9a-f]{6,8}", repr(tints)))
            dot = dot_of(flow_diagram(tour(), report=check(tour()), persona="Maya"), theme)
            assert known >= set(re.findall('"(#[0-9a-f]{6,8})"', dot))

    def test_a_feeling_of_two_lines_stands_beside_its_sign(self) -> None:
        """No second line runs below the sign, which Graphviz would set into it."""
        ann = persona("Ann")
        word = "glad that somebody answered at last"
        made = journey("Shop").walked_by(ann).stage("Use", touchpoint("Asks").feels(ann, 2, word))
        (card,) = (line for line in dot_of(flow_diagram(made)).splitlines() if "Asks" in line)
        assert '<TD VALIGN="TOP"><FONT POINT-SIZE="11" COLOR="#166534">▲▲</FONT></TD>' in card
        assert ">glad that somebody<BR/>answered at last<" in card

    def test_kinds_differ_without_colour(self) -> None:
        """Progress, recovery, going back and leaving differ in dashes or in arrows."""
        dot = draw(tour()).dot
        looks = {
            (match[1] or match[2], match[3])
            for match in re.finditer(
                r"(?:arrowhead|arrowtail)=(?:(\w+)|(\w+)), penwidth=[^,]+(?:, style=(\w+))?", dot
            )
        }
        assert {
            ("normal", None),
            ("vee", "dashed"),
            ("empty", "dashed"),
            ("tee", "dotted"),
        } <= looks


def test_no_nodes() -> None:
    """A journey without anything is a graph without anything."""
    assert dot_of(flow_diagram(journey("Nothing"))).startswith("digraph journey_flow {")


def test_findings_are_listed_or_not() -> None:
    """The list can stand below the picture instead; the numbers stay."""
    node = Node("a", "A", ("A",), marks=(1,))
    report = flow_diagram(tour(), report=check(tour())).marks[:1]
    number = re.compile(r"<B>[×!i]1</B>")
    diagram = Diagram(view="flow", title="T", description="", nodes=[node], marks=report)
    listed, bare = dot_of(diagram), dot_of(diagram, listed=False)
    assert (2, 1) == (len(number.findall(listed)), len(number.findall(bare)))
