"""The diagram: what views and renderers agree on."""

from __future__ import annotations

import pytest

from helpers.drawn_journeys import VIEWS, everywhere, shop
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.style.glyphs import GLYPHS, glyph
from journeykit.render.style.theme import DARK, LIGHT


def test_tones_are_names_of_tints() -> None:
    """A tone is looked up in the theme; none is a plain card."""
    assert DARK.not_applicable == DARK.tint("not applicable")
    assert LIGHT.emotion(2) == LIGHT.tint("emotion:2")
    assert LIGHT.card == LIGHT.tint("").fill


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_refers_to_what_it_holds(view: str) -> None:
    """Cells stand in lanes and groups that are there; tones and glyphs are known; keys are one."""
    diagram: Diagram = VIEWS[view](shop())
    lanes, groups = {lane.key for lane in diagram.lanes}, {group.key for group in diagram.groups}
    assert diagram.is_grid
    assert {cell.lane for cell in diagram.cells} <= lanes
    assert {cell.group for cell in diagram.cells} <= groups
    assert {point.group for curve in diagram.curves for point in curve.points} <= groups
    nodes = [node for cell in diagram.cells for node in cell.nodes]
    places = [(cell.lane, cell.group, node.key) for cell in diagram.cells for node in cell.nodes]
    assert len(places) == len(set(places))
    for node in nodes:
        LIGHT.tint(node.tone)
        for badge in node.badges:
            LIGHT.tint(badge.tone)
            assert glyph(badge.glyph)


@pytest.mark.parametrize("view", VIEWS)
def test_diagrams_are_values(view: str) -> None:
    """The same journey makes an equal diagram, and another journey another one."""
    assert VIEWS[view](shop()) == VIEWS[view](shop())
    assert VIEWS[view](shop()) != VIEWS[view](everywhere("x"))


def test_every_glyph_is_a_path() -> None:
    """A drawing is made of path commands and numbers alone."""
    assert all(set(data) <= set("MmLlHhVvCcSsQqAaZz0123456789.- ") for data in GLYPHS.values())
