"""What a page is printed on: the smallest sheet that can be read, and bands where none can."""

from __future__ import annotations

import re

import pytest

from helpers.drawn_journeys import VIEWS, long, shop
from journeykit import Journey, journey, touchpoint
from journeykit.render.html.print_layout import paper_of
from journeykit.render.html.renderer import html, html_fragment
from journeykit.render.views.blueprint import blueprint_diagram
from journeykit.render.views.journey_map import map_diagram


def stages(*counts: int) -> Journey:
    """A journey whose stages have so many touchpoints each."""
    made = journey("Stages")
    for stage, count in enumerate(counts):
        inside = [touchpoint(f"Step {stage}.{n}", backstage=["works"]) for n in range(count)]
        made = made.stage(f"Stage {stage}", *inside)
    return made


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_sheet_can_hold_is_printed_as_it_stands(view: str) -> None:
    """A page of usual size has no bands, and nothing in it that only bands need."""
    diagram = VIEWS[view](shop())
    paper = paper_of(diagram)
    assert () == paper.bands
    assert diagram is paper.diagram
    assert "--band:" not in html(diagram)


@pytest.mark.parametrize(
    ("view", "size"), [("map", 60), ("map", 300), ("lanes", 300), ("blueprint", 60)]
)
def test_what_is_too_wide_is_printed_in_bands_that_can_be_read(view: str, size: int) -> None:
    """Each column has its place in one band, and stages that a sheet can hold stay whole."""
    diagram = VIEWS[view](long(size, stages=12))
    paper = paper_of(diagram)
    assert "A3" == paper.sheet
    assert 7 <= paper.letters
    assert len(paper.bands) > 1
    assert diagram.groups == tuple(group for band in paper.bands for group in band)
    page = html(diagram)
    places = re.findall(r" \.c(\d+)\{--band:(\d+);grid-column:(\d+)/span (\d+)\}", page)
    assert list(range(12)) == [int(place) for place, *_ in places]
    room = int(re.search(r"repeat\((\d+),minmax", page)[1])  # type: ignore[index]
    assert all(int(start) + int(span) <= room + 2 for *_, start, span in places)


def test_a_stage_that_no_sheet_holds_is_several_columns() -> None:
    """Then the table says so, too; every touchpoint still stands there once."""
    page = html(blueprint_diagram(stages(40)))
    assert "(continued)" in page
    assert 40 == len(re.findall(r'<li class="[^"]*\bcard\b', page))
    assert "(continued)" not in html(blueprint_diagram(stages(8, 8, 8, 8)))


def test_names_of_rows_and_lines_are_repeated_on_paper_alone() -> None:
    """The cell that begins a band knows the name of its row, also where it is empty."""
    page = html(blueprint_diagram(stages(8, 8, 8, 8), show_empty=True))
    assert 1 == page.count(">Backstage<")
    assert 1 == page.count(">Line of visibility<")
    starts = re.findall(r'<td role="cell" class="c1" data-lane="([^"]+)"', page)
    rows = ("Physical evidence", "Customer actions", "Frontstage", "Backstage", "Support processes")
    assert [*rows] == starts
    lines = re.findall(r'class="c1" data-lane="[^"]+" data-line="([^"]+)"', page)
    assert ["Line of interaction", "Line of visibility", "Line of internal interaction"] == lines


def test_a_part_of_a_page_is_printed_in_bands_and_says_nothing_of_the_sheet() -> None:
    """A notebook is printed on what its reader chooses."""
    part = html_fragment(map_diagram(long(60, stages=12)))
    assert "grid-row" in part
    assert "@page" not in part
