"""Arrows around cards: whatever stands where, nothing lies on anything that has to be read."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.layout.boxes import Box
from journeykit.render.layout.columns import Column, Link
from journeykit.render.layout.routing import Layout, Route, route

WIDTH = 100


@st.composite
def flows(draw: st.DrawFn) -> tuple[list[Column], list[Link]]:
    """Some columns of cards in bands, and arrows between any two, with labels or without."""
    columns, keys = [], []
    band = 0
    for number in range(draw(st.integers(1, 5))):
        band += draw(st.sampled_from([0, 0, 1])) if number else 0
        tracks = []
        for track in range(draw(st.integers(1, 2))):
            cards = [
                (f"{number}.{track}.{row}", draw(st.sampled_from([30.0, 62.5, 120.0])))
                for row in range(draw(st.integers(0, 4)))
            ]
            keys += [key for key, _ in cards]
            tracks.append(tuple(cards))
        header, above = draw(st.sampled_from([30.0, 55.0])), draw(st.sampled_from([0.0, 20.0]))
        columns.append(Column(f"stage {number}", header, tuple(tracks), band, above))
        keys.append(f"stage {number}")
    ends = st.sampled_from(keys)
    labels = st.sampled_from([(0, 0), (40, 13), (75, 39)])
    links = draw(st.lists(st.builds(Link, ends, ends, labels), max_size=14))
    return columns, links


def pieces(run: Route) -> list[Box]:
    """The straight pieces of an arrow, as thin rectangles."""
    return [
        Box(min(x, u) - 0.5, min(y, v) - 0.5, abs(x - u) + 1, abs(y - v) + 1)
        for (x, y), (u, v) in pairwise(run.points)
    ]


def inner(box: Box) -> Box:
    """A rectangle without its rim, at which arrows end."""
    return Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)


def drawn(flow: tuple[list[Column], list[Link]]) -> Layout:
    """The layout of a flow."""
    return route(*flow, width=WIDTH)


@given(flows())
def test_cards_do_not_overlap(flow: tuple[list[Column], list[Link]]) -> None:
    """Cards and headers each have their own place, in their panel."""
    layout = drawn(flow)
    boxes = [*layout.cards.values(), *layout.headers.values()]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert all(box.right <= layout.width and box.bottom <= layout.height for box in boxes)


@given(flows())
def test_no_line_on_a_card(flow: tuple[list[Column], list[Link]]) -> None:
    """Arrows run around cards and headers, and end at their rims."""
    layout = drawn(flow)
    boxes = [inner(box) for box in (*layout.cards.values(), *layout.headers.values())]
    for run in layout.routes:
        assert not [box for box in boxes for piece in pieces(run) if piece.meets(box)]


@given(flows())
def test_labels_lie_on_nothing(flow: tuple[list[Column], list[Link]]) -> None:
    """Words stand on no card, on no line and on no other words."""
    layout = drawn(flow)
    labels = [inner(run.label) for run in layout.routes if run.label]
    others = [*layout.cards.values(), *layout.headers.values()]
    lines = [piece for run in layout.routes for piece in pieces(run)]
    assert not [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])]
    assert not [box for box in labels for other in others if box.meets(other)]
    assert not [box for box in labels for line in lines if box.meets(line)]


@given(flows())
def test_arrows_join_what_they_are_meant_to(flow: tuple[list[Column], list[Link]]) -> None:
    """Each starts at the rim of its source and ends at that of its target, in right angles."""
    columns, links = flow
    layout = route(columns, links, width=WIDTH)
    boxes = {**layout.cards, **layout.headers}
    for link, run in zip(links, layout.routes, strict=True):
        for key, (x, y) in ((link.source, run.points[0]), (link.target, run.points[-1])):
            box = boxes[key]
            assert x in {box.x, box.right} or y in {box.y, box.bottom}
            assert box.x <= x <= box.right
            assert box.y <= y <= box.bottom
        assert all(x == u or y == v for (x, y), (u, v) in pairwise(run.points))


@given(flows())
def test_on_the_page(flow: tuple[list[Column], list[Link]]) -> None:
    """Every corner of every arrow and every label stands inside the size of the whole."""
    layout = drawn(flow)
    for run in layout.routes:
        assert all(-1 <= x <= layout.width + 1 for x, _ in run.points)
        assert all(0 <= y <= layout.height for _, y in run.points)
        if run.label:
            assert run.label.x >= 0
            assert run.label.right <= layout.width


def two_stages(*links: Link) -> Layout:
    """Three cards in one stage, one in the next."""
    one = Column("one", 40, ((("a", 50), ("b", 50), ("c", 50)),))
    return route([one, Column("two", 40, ((("d", 50),),))], links, width=WIDTH)


def test_the_next_card() -> None:
    """An arrow to the next card is one straight line, with its words at its right."""
    (run,) = two_stages(Link("a", "b", (60, 13))).routes
    (x, _), (u, _) = run.points
    assert (x == u, run.label is not None and run.label.x > x) == (True, True)


@pytest.mark.parametrize("target", ["b", "c"])
def test_a_card_to_itself(target: str) -> None:
    """It is a closed arc at the right side, with its words beside it."""
    (run,) = two_stages(Link(target, target, (60, 13))).routes
    first, *between, last = run.points
    assert first[0] == last[0] < min(x for x, _ in between)
    assert run.label is not None
    assert run.label.x > max(x for x, _ in between)


def test_a_stage_to_itself() -> None:
    """So is that of a whole stage."""
    (run,) = two_stages(Link("one", "one")).routes
    assert (4, run.points[0][0]) == (len(run.points), run.points[-1][0])


def test_no_arrow_below_the_picture() -> None:
    """An arrow over several stages runs between their cards, not around them all."""
    stages = [Column(k, 40, (((f"{k}1", 200), (f"{k}2", 200)),)) for k in "abcd"]
    layout = route(stages, [Link("a1", "d1")], width=WIDTH)
    lowest = max(y for y in (point[1] for point in layout.routes[0].points))
    assert lowest < layout.cards["b2"].y


def test_words_make_a_card_higher() -> None:
    """Several labelled arrows that leave one card each have room for their words."""
    links = [Link("a", "d", (60, 30)) for _ in range(4)]
    assert two_stages(*links).cards["a"].height > 4 * 30


def test_nothing() -> None:
    """Without columns there is nothing to place."""
    assert ({}, 0.0) == (dict(route([], [], width=WIDTH).cards), route([], [], width=WIDTH).width)


def test_bands() -> None:
    """Stages of the second band stand below the first; an arrow runs down and to their left."""
    stages = [
        Column(k, 40, (((f"{k}1", 60),),), band) for k, band in (("a", 0), ("b", 0), ("c", 1))
    ]
    layout = route(stages, [Link("a1", "b1"), Link("b1", "c1")], width=WIDTH)
    assert layout.panels["c"].y > layout.panels["b"].bottom
    assert layout.cards["c1"].x == layout.cards["a1"].x
    *_, (x, y) = layout.routes[1].points
    assert (x, y > layout.headers["c"].bottom) == (layout.cards["c1"].x, True)


def test_past_a_band() -> None:
    """An arrow from the first to the third band passes the second in a gutter, in one piece."""
    stages = [Column(k, 40, (((f"{k}1", 60),),), band) for band, k in enumerate("abc")]
    (run,) = route(stages, [Link("a1", "c1")], width=WIDTH).routes
    assert 4 == len(run.points)
