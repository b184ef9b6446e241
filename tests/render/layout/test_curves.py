"""Curves that never overshoot, and words that never overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.layout.boxes import Box
from journeykit.render.layout.curves import Placer, smooth_parts, spread

HEIGHTS = st.lists(st.sampled_from([y / 2 for y in range(-4, 5)]), min_size=2, max_size=30)


@given(HEIGHTS, st.data())
def test_between_two_points_a_curve_stays_between_them(
    heights: list[float], data: st.DataObject
) -> None:
    """Nothing is drawn that is better or worse than what people felt."""
    spots = [(place * 10.0, height) for place, height in enumerate(heights)]
    for (_, y1), (_, a), (_, b), (_, y2) in smooth_parts(spots):
        t = data.draw(st.floats(0, 1))
        y = (1 - t) ** 3 * y1 + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t**2 * b + t**3 * y2
        assert min(y1, y2) - 1e-9 <= y <= max(y1, y2) + 1e-9


def test_words_find_a_free_place_or_none() -> None:
    """The first free place is taken; a line is crossed only if there is no other."""
    placer = Placer(Box.between(0, 0, 100, 100))
    first, second = Box.between(10, 10, 30, 20), Box.between(10, 40, 30, 50)
    assert first == placer.best([first, second])
    assert second == placer.best([first, second])
    assert None is placer.best([first, second])
    assert None is placer.best([Box.between(90, 10, 110, 20)])
    placer.cross(smooth_parts([(50, 0), (60, 100)]))
    crossed, free = Box.between(45, 60, 65, 70), Box.between(70, 60, 90, 70)
    assert free == placer.best([crossed, free])
    assert crossed == placer.best([crossed])


@given(st.lists(st.floats(0, 100), max_size=8))
def test_names_at_the_ends_keep_a_distance(wanted: list[float]) -> None:
    """However near curves end, their names can be read."""
    heights = sorted(spread(wanted, 10, 0, 100))
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(heights))
