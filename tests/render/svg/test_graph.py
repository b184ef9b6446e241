"""The typed graph as it is drawn here: every node, every edge, and nothing upon anything."""

from __future__ import annotations

from hypothesis import given

from helpers.drawn_svg import shapes
from helpers.flow_journeys import tour
from journeykit import Journey, draw
from journeykit.render.layout.boxes import Box
from journeykit.testing.strategies import journeys


def test_every_node_stands_there_once() -> None:
    """Personas, stages and touchpoints by their names; a tag for each experience."""
    drawn = [s for s in shapes(draw(tour(), "graph").svg()) if s.kind == "text"]
    words = [s.text for s in drawn]
    assert {"Maya", "Ben", "Awareness", "Clicks an ad", "Calls the hotline"} <= set(words)
    assert 1 == words.count("Clicks an ad")
    felt = sum(len(t.experiences) for t in tour().touchpoints)
    tags = [s for s in drawn if s.role == "touchpoint" and s.text in {"Maya", "Ben"}]
    assert felt == len(tags)


def test_all_its_edges() -> None:
    """An arrow for each transition and each order of stages, a rail to each touchpoint."""
    picture = draw(tour(), "graph")
    drawn = shapes(picture.svg())
    kinds = [edge.kind for edge in picture.diagram.edges]
    lines = [s for s in drawn if s.role == "arrow" and not s.fill and len(s.points) != 3]
    assert kinds.count("leads_to") + kinds.count("precedes") <= len(lines)
    rails = [s for s in drawn if s.kind == "path" and not s.role and len(s.points) == 3]
    contained = [s for s in rails if 9 == round(s.box.width, 1)]  # not the arrow heads of a legend
    assert kinds.count("contains") == len(contained)


@given(journeys())
def test_any_graph(made: Journey) -> None:
    """Cards of any journey stand apart, in the size of the picture."""
    svg = draw(made, "graph").svg()
    cards = [s.box for s in shapes(svg) if s.kind == "rect" and s.role in {"touchpoint", "stage"}]
    inner = [Box(b.x + 1, b.y + 1, b.width - 2, b.height - 2) for b in cards]
    assert not [1 for at, one in enumerate(inner) for two in inner[:at] if one.meets(two)]
