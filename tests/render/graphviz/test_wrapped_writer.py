"""Large pictures: pages instead of strips, in the author's order, with ways told by number."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import attrs
import pytest

from helpers.flow_journeys import crowded
from journeykit import Journey, Stage, Touchpoint, Transition
from journeykit.render import draw
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.graphviz.dot import dot_of
from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot
from journeykit.render.graphviz.wrapped_writer import WrappedWriter
from journeykit.render.layout.proportions import WRAPPED
from journeykit.render.style.theme import LIGHT
from journeykit.render.svg.safety import checked_svg
from journeykit.render.views.flow import flow_diagram

SVG = "{http://www.w3.org/2000/svg}"

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)

every_way = pytest.mark.parametrize(
    ("engine", "direction"),
    [
        pytest.param(InstalledDot(), "right", marks=pytest.mark.dot, id="right-installed"),
        pytest.param(EmbeddedGraphviz(), "down", marks=pytest.mark.embedded, id="down-embedded"),
    ],
)
"""Each direction by one engine, where only the direction makes a difference."""

SHAPES = [(100, 4), (100, 10), (100, 20), (300, 3), (300, 6), (300, 12), (300, 20)]


def _writer(diagram: Diagram) -> WrappedWriter:
    return WrappedWriter(diagram, LIGHT, "", listed=True)


def _places(svg: bytes) -> dict[str, tuple[float, float]]:
    """The first text of each node, which is its upper left."""
    places = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        text = next(group.iter(f"{SVG}text"), None)
        if group.get("class") == "node" and text is not None:
            place = float(text.get("x", 0)), float(text.get("y", 0))
            places[group.findtext(f"{SVG}title", "")] = place
    return places


def _far() -> Journey:
    """Ten stages of seven touchpoints; one way leads from the first touchpoint to the last."""
    stages = [Stage(f"S{n}", [Touchpoint(f"Step {n}.{m}") for m in range(7)]) for n in range(10)]
    first, last = stages[0].touchpoints[0], stages[-1].touchpoints[-1]
    near = Transition(first.element, stages[0].touchpoints[1].element)
    far = Transition(first.element, last.element, kind="recovery", when="the <offer> is void")
    return Journey("Far", stages=stages, transitions=[near, far])


class TestShape:
    """A large picture can be printed."""

    @every_way
    @pytest.mark.parametrize(("touchpoints", "stages"), SHAPES)
    def test_a_page(self, engine: Engine, direction: str, touchpoints: int, stages: int) -> None:
        """It is about as wide as high, or up to two and a half times; and order is kept."""
        made = crowded(touchpoints, stages)
        picture = draw(made, direction=direction)  # type: ignore[arg-type]
        svg = engine.render(picture.dot, "svg")
        checked_svg(svg)
        wide, high = (float(n) for n in ET.fromstring(svg).get("viewBox", "").split()[2:])
        assert 0.5 < wide / high < 2.5
        _assert_in_order(_writer(picture.diagram), _places(svg))

    @every_engine
    def test_headers_and_feet_in_line(self, engine: Engine) -> None:
        """The stages of a band are panels of one height."""
        svg = engine.render(draw(crowded(300, 12)).dot, "svg")
        panels = [
            [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))][1::2]
            for group in ET.fromstring(svg).iter(f"{SVG}g")
            if group.get("class") == "cluster"
            for path in list(group.iter(f"{SVG}path"))[:1]
        ]
        assert len(panels) == 12
        assert max(map(min, panels)) - min(map(min, panels)) < 5
        assert max(map(max, panels)) - min(map(max, panels)) < 5

    @every_engine
    @pytest.mark.parametrize("direction", ["right", "down"])
    def test_parallel_stages_and_any_time(self, engine: Engine, direction: str) -> None:
        """Stages side by side, and what can come at any time, find their place."""
        made = crowded(90, 6)
        stages = list(made.stages)
        stages[2] = attrs.evolve(stages[2], after=(stages[0].key,))
        made = attrs.evolve(made, stages=stages, any_time=[Touchpoint("Calls the hotline")])
        picture = draw(made, direction=direction)  # type: ignore[arg-type]
        places = _places(engine.render(picture.dot, "svg"))
        assert len(picture.diagram.nodes) == sum(name[0] == "n" for name in places)
        _assert_in_order(_writer(picture.diagram), places)

    @every_engine
    def test_everything_is_drawn_for_who_insists(self, engine: Engine) -> None:
        """In full detail every way is a line again, and cards still stand in columns."""
        diagram = flow_diagram(crowded(100, 4), detail="full")
        root = ET.fromstring(engine.render(dot_of(diagram), "svg"))
        drawn = [
            group
            for group in root.iter(f"{SVG}g")
            if group.get("class") == "edge" and next(group.iter(f"{SVG}path"), None) is not None
        ]
        assert len(diagram.edges) == len(drawn)
        assert len(_writer(diagram).plan.tracks[diagram.groups[0].key]) > 1


def _assert_in_order(writer: WrappedWriter, places: dict[str, tuple[float, float]]) -> None:
    """Cards follow one another in tracks, tracks in stages, stages in bands, bands on the page."""
    along, across = (1, 0) if writer.down else (0, 1)
    end_of_band = float("-inf")
    for band in writer.plan.bands:
        stands: list[float] = []
        for key in band:
            tracks = [
                [places[writer.names[node.key]] for node in track]
                for track in writer.plan.tracks[key]
            ]
            for track in tracks:
                positions = [place[across] for place in track]
                assert sorted(positions) == positions
                stands += positions
            starts = [min(place[along] for place in track) for track in tracks]
            assert sorted(starts) == starts
        assert min(stands) > end_of_band
        end_of_band = max(stands)
        for one, other in pairwise(band):
            if writer.plan.ranks[one] < writer.plan.ranks[other]:
                heads = [places[writer.names[key]][along] for key in (one, other)]
                assert heads[0] < heads[1]


class TestWays:
    """Lines where they are short, numbers where they would be long."""

    def test_told_by_number(self) -> None:
        """The card a long way leaves names its end, in the colour of its kind."""
        dot = dot_of(flow_diagram(_far()))
        (card,) = (line for line in dot.splitlines() if line.startswith("n1 ["))
        assert f'COLOR="{LIGHT.covered.line}"><B>→</B></FONT><FONT' in card
        assert ">70</FONT>" in card
        assert "the <offer> is void" in card.split("tooltip=")[1]
        assert "recovery" in card.split("tooltip=")[1]
        assert "_2f_touchpoint_3a_step-9" not in dot  # the id of a line

    def test_short_ways_are_drawn(self) -> None:
        """Neighbours are joined by a line."""
        assert "_2f_touchpoint_3a_step-0" in dot_of(flow_diagram(_far()))

    def test_findings_about_it_stand_on_the_card(self) -> None:
        """No finding goes with the line."""
        diagram = flow_diagram(_far())
        edges = [attrs.evolve(e, marks=(7,)) if e.kind == "recovery" else e for e in diagram.edges]
        (card,) = (
            line
            for line in dot_of(attrs.evolve(diagram, edges=edges)).splitlines()
            if line.startswith("n1 [")
        )
        assert ">i7<" in card.replace("<B>", "").replace("</B>", "")

    def test_back(self) -> None:
        """A long way back points back."""
        made = _far()
        back = Transition(made.touchpoints[-1].element, made.touchpoints[0].element, kind="return")
        dot = dot_of(flow_diagram(attrs.evolve(made, transitions=[back])))
        (card,) = (line for line in dot.splitlines() if line.startswith("n70 ["))
        assert "<B>←</B>" in card

    def test_numbers_stand_where_they_are_needed(self) -> None:
        """Where no way is told by number, no card has one."""
        plain = attrs.evolve(_far(), transitions=())
        numbered = re.compile(r'BALIGN="LEFT" WIDTH="\d+"><FONT [^>]+>\d+<')
        assert numbered.search(dot_of(flow_diagram(_far())))
        assert not numbered.search(dot_of(flow_diagram(plain)))


def test_brief_cards_have_signs_and_no_words() -> None:
    """Channel, feeling, pain and state are signs; the words are in the tooltip."""
    made = crowded(WRAPPED + 1, 4)
    dot = dot_of(flow_diagram(made))
    label, tooltip = dot.split("n4 [label=")[1].split("tooltip=", 1)
    assert ("▲" in label, "◄" in label, "Website" in label) == (True, True, False)
    assert "On: Website" in tooltip


def test_small_pictures_are_as_they_were() -> None:
    """Up to the threshold every stage is one column, and nothing is brief."""
    dot = dot_of(flow_diagram(crowded(WRAPPED, 4)))
    assert "cluster_band" not in dot
    assert "h1_1" not in dot
    assert "□ Website" in dot.replace("\u00a0", " ")
