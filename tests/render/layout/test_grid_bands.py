"""Wide grids in bands: stages go on below, and nothing is lost, said twice or torn apart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawn_journeys import VIEWS, full_map, long, shop
from journeykit import Journey, journey, persona, touchpoint
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.layout.curves import cut, smooth_parts
from journeykit.render.layout.grid_bands import banded_grids
from journeykit.render.layout.packing import LEGIBLE, PAGE
from journeykit.render.style.theme import DARK, LIGHT
from journeykit.render.svg.renderer import svg
from journeykit.render.svg.safety import checked_svg
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.journey_map import map_diagram
from journeykit.render.views.lanes import lanes_diagram

SVG = "{http://www.w3.org/2000/svg}"
WIDE = [name for name in VIEWS if name != "coverage"]


def uneven(*counts: int) -> Journey:
    """A journey whose stages have so many touchpoints each, with two who feel something there."""
    ann, ben = persona("Ann"), persona("Ben")
    made = journey("Uneven").walked_by(ann, ben)
    for stage, count in enumerate(counts):
        inside = [
            touchpoint(f"Step {stage}.{place}", backstage=["works"]).feels(ann, 1).feels(ben, -1)
            for place in range(count)
        ]
        made = made.stage(f"Stage {stage}", *inside, pains=["slow"])
    return made


def size(drawn: str) -> tuple[float, float]:
    """How wide and high a picture is."""
    root = ET.fromstring(drawn)
    return float(root.get("width", "")), float(root.get("height", ""))


def headings(drawn: str) -> list[str]:
    """What stands above the columns, as it is told when a pointer rests on it."""
    groups = ET.fromstring(drawn).iter(f"{SVG}g")
    return [
        "".join(text.text or "" for text in group.iter(f"{SVG}text"))
        for group in groups
        if group.get("data-role") == "stage"
    ]


def ids(drawn: str) -> list[str]:
    """All ids in a picture."""
    return [each.get("id", "") for each in ET.fromstring(drawn).iter() if each.get("id")]


def last_band(drawn: str) -> int:
    """The number of the last band of a picture."""
    return max((int(found) for found in re.findall(r"-band_2e_(\d+)", drawn)), default=1)


def test_what_a_page_can_hold_stays_in_one_band() -> None:
    """A picture with letters that can be read on a page is not broken."""
    assert not any("-band" in each for each in ids(svg(full_map(shop()))))
    wide, _ = size(svg(map_diagram(long(12, stages=10))))
    assert 2000 < wide <= PAGE[0] / LEGIBLE * LIGHT.font_size


@pytest.mark.parametrize("view", WIDE)
def test_a_wide_picture_fits_a_page_in_landscape(view: str) -> None:
    """Its letters come out larger than in one strip, and it is neither strip nor tower."""
    diagram = VIEWS[view](long(100, stages=8))
    drawn = svg(diagram)
    wide, high = size(drawn)
    strip = sum(group.width + 1.5 for group in diagram.groups) * LIGHT.font_size
    assert wide < strip * 0.7
    assert 0.5 < wide / high < 4
    assert drawn == svg(VIEWS[view](long(100, stages=8)))
    checked_svg(drawn.encode())


@pytest.mark.parametrize("view", WIDE)
@pytest.mark.parametrize("counts", [(32,), (20, 3, 9), (70, 2, 2)])
def test_everything_stands_there_once(view: str, counts: tuple[int, ...]) -> None:
    """No id is given twice, and every touchpoint has as many cards as it has in the diagram."""
    diagram = VIEWS[view](uneven(*counts))
    drawn = svg(diagram)
    assert [] == [each for each, count in Counter(ids(drawn)).items() if count > 1]
    cards = [n.key for c in diagram.cells for n in c.nodes if n.role == "touchpoint"]
    assert len(cards) == drawn.count('data-role="touchpoint"')


def test_a_stage_too_large_for_a_band_runs_on_under_a_heading_that_says_so() -> None:
    """The others stay whole."""
    assert ["Stage 0", "Stage 0 (continued)", "Stage 1", "Stage 2"] == headings(
        svg(blueprint_diagram(uneven(20, 3, 9), show_empty=True))
    )
    assert ["Stage 0", "Stage 1", "Stage 2", "Stage 3"] == headings(
        svg(blueprint_diagram(uneven(8, 8, 8, 8), show_empty=True))
    )


def test_each_band_has_its_rows_and_lines_and_only_the_first_says_them() -> None:
    """Headings that are repeated are for eyes alone."""
    root = ET.fromstring(svg(blueprint_diagram(uneven(8, 8, 8, 8), show_empty=True)))
    hidden = [group for group in root.iter(f"{SVG}g") if group.get("aria-hidden") == "true"]
    repeated = ["".join(text.text or "" for text in group.iter(f"{SVG}text")) for group in hidden]
    lanes = ["Physicalevidence", "Customeractions", "Line of interaction", "Frontstage"]
    lanes += ["Line of visibility", "Backstage", "Line of internal interaction", "Supportprocesses"]
    assert lanes * 3 == repeated
    told = [text.text for text in root.iter(f"{SVG}text")]
    assert 4 == told.count("Line of visibility")


def test_the_curve_breaks_at_the_edge_and_goes_on_in_the_next_band() -> None:
    """Each band has a part of each curve, with the name of its persona at the end."""
    drawn = svg(map_diagram(uneven(*[5] * 12)))
    names = [text.text for text in ET.fromstring(drawn).iter(f"{SVG}text")]
    bands = last_band(drawn)
    assert bands > 1
    assert [bands + 1] * 2 == [names.count("Ann"), names.count("Ben")]  # once above the map


@given(
    st.lists(st.sampled_from([y / 2 for y in range(-4, 5)]), min_size=2, max_size=12),
    st.floats(1, 100),
)
def test_a_line_that_is_cut_goes_on_where_it_was_cut(heights: list[float], edge: float) -> None:
    """Both parts end at the edge, at the same height, and are the line they were cut from."""
    parts = smooth_parts([(place * 10.0, height) for place, height in enumerate(heights)])
    before, after = cut(parts, float("-inf"), edge), cut(parts, edge, float("inf"))
    assert parts[0][0] == before[0][0]
    if edge < parts[-1][3][0]:
        assert before[-1][3] == pytest.approx(after[0][0])
        assert edge == pytest.approx(after[0][0][0])
        assert parts[-1][3] == after[-1][3]
    else:
        assert (parts, []) == (before, after)


@given(st.lists(st.integers(0, 25), min_size=1, max_size=6), st.sampled_from(sorted(VIEWS)))
def test_however_columns_are_put_in_bands_nothing_is_lost(counts: list[int], view: str) -> None:
    """All nodes and points are there, in order; what tells of many touchpoints is shared out."""
    diagram = VIEWS[view](uneven(*counts))
    for wrapped in (*banded_grids(diagram), *banded_grids(diagram, divide=True)):
        changed = wrapped.diagram
        assert changed.groups == tuple(group for band in wrapped.bands for group in band)
        assert _shown(diagram) == _shown(changed)
        keys = [group.key for group in changed.groups]
        assert len(keys) == len(set(keys))
        assert {cell.group for cell in changed.cells} <= set(keys)
        assert [n for g in diagram.groups for n in g.numbers] == [
            n for g in changed.groups for n in g.numbers
        ]
        for old, new in zip(diagram.curves, changed.curves, strict=True):
            assert [p.refers for p in old.points] == [p.refers for p in new.points]
        assert all(
            0 <= (node.track or 0) < group.tracks
            for group in changed.groups
            for lane in changed.lanes
            if (cell := changed.cell(lane.key, group.key))
            for node in cell.nodes
        )


def _shown(diagram: Diagram) -> Counter[tuple[str, str]]:
    """What a diagram shows, by key and by each touchpoint that it speaks of."""
    return Counter(
        (node.key, number)
        for cell in diagram.cells
        for node in cell.nodes
        for number in node.refers or ("",)
    )


def test_a_map_in_bands_leaves_out_the_rows_that_say_nothing_there() -> None:
    """As a map does that has none of it at all; who has a lane of their own keeps it."""
    ann = persona("Ann")
    told = touchpoint("First").thinks(ann, "well")
    made = journey("Wide").walked_by(ann).stage("Stage 0", told)
    for number in range(1, 20):
        made = made.stage(f"Stage {number}", touchpoint(f"Step {number}"))
    assert 1 == svg(map_diagram(made)).count(">Thoughts<")
    lanes = svg(lanes_diagram(made), DARK)
    assert last_band(lanes) > 1
    assert last_band(lanes) == lanes.count(">Ann<")


def test_the_text_knows_no_bands() -> None:
    """Words are read one after the other: every stage is told once, and whole."""
    told = plain_text(blueprint_diagram(uneven(32)))
    assert "continued" not in told
    assert 1 == told.splitlines().count("Stage 0")


def test_of_pictures_about_as_good_the_one_in_bands_is_drawn() -> None:
    """A strip that nobody can read has to be much better on a page to be left as it is."""
    made = journey("Tall").walked_by(persona("Ann"), persona("Ben"), persona("Cho"))
    name = "Compares the offers of several movers"
    for stage in range(16):
        inside = [touchpoint(f"{name}, {stage}.{place}") for place in range(3)]
        made = made.stage(f"Stage {stage}", *inside)
    assert 2 == last_band(svg(lanes_diagram(made)))
