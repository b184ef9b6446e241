"""Rectangles: where their sides are, and which of them overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.layout.boxes import Box

SIDES = st.integers(-20, 20)
BOXES = st.builds(Box, SIDES, SIDES, st.integers(1, 12), st.integers(1, 12))


def test_sides_are_where_width_and_height_put_them() -> None:
    """The origin is at the top left, as in SVG."""
    box = Box(2, 3, 10, 20)
    assert (12, 23) == (box.right, box.bottom)


@given(box=BOXES)
def test_four_sides_say_which_box_it_is(box: Box) -> None:
    """What is between the sides of a box is that box."""
    assert box == Box.between(box.x, box.y, box.right, box.bottom)


@given(one=BOXES, other=BOXES)
def test_boxes_meet_where_they_share_a_point_inside(one: Box, other: Box) -> None:
    """By brute force over the squares of a grid; either may be asked."""

    def squares(box: Box) -> set[tuple[int, int]]:
        return {
            (x, y)
            for x in range(int(box.x), int(box.right))
            for y in range(int(box.y), int(box.bottom))
        }

    expected = bool(squares(one) & squares(other))
    assert (expected, expected) == (one.meets(other), other.meets(one))


@pytest.mark.parametrize("other", [Box(10, 0, 5, 5), Box(0, 20, 5, 5), Box(-5, 0, 5, 5)])
def test_boxes_that_only_touch_do_not_meet(other: Box) -> None:
    """Cards may stand edge to edge."""
    assert not Box(0, 0, 10, 20).meets(other)
