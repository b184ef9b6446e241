"""Where cards stand in large pictures: order first, then the shape of a page."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.diagram.diagram import Diagram, Direction, Group, Node
from journeykit.render.layout.placement import Placement, Position, place_cards
from journeykit.render.style.theme import LIGHT

DIRECTIONS: tuple[Direction, ...] = ("left to right", "top to bottom")
WIDE = 170.0


def diagram(sizes: list[int], direction: Direction = "left to right") -> Diagram:
    """Groups of so many nodes each."""
    return Diagram(
        view="flow",
        title="Sizes",
        description="",
        direction=direction,
        groups=[Group(f"g{place}", "G") for place in range(len(sizes))],
        nodes=[
            Node(f"n{place}.{at}", "N", ["N"] * (1 + at % 3), group=f"g{place}")
            for place, size in enumerate(sizes)
            for at in range(size)
        ],
    )


def made(sizes: list[int], direction: Direction = "left to right") -> Placement:
    """The arrangement of groups that follow one another."""
    level = {f"g{place}": place for place in range(len(sizes))}
    return place_cards(diagram(sizes, direction), level, LIGHT, WIDE)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=12), st.sampled_from(DIRECTIONS))
def test_order(sizes: list[int], direction: Direction) -> None:
    """Groups run on through the bands, and nodes through the tracks, as they were given."""
    arrangement = made(sizes, direction)
    if not any(sizes):
        assert arrangement.bands == ()
        return
    keys = [group.key for group in diagram(sizes).groups]
    assert keys == list(chain(*arrangement.bands))
    nodes = [n.key for key in keys for track in arrangement.tracks[key] for n in track]
    assert [node.key for node in diagram(sizes).nodes] == nodes


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.sampled_from(DIRECTIONS))
def test_every_place_is_taken_once(sizes: list[int], direction: Direction) -> None:
    """No two cards share a place, and no group shares a rank with its neighbours in the band."""
    arrangement = made(sizes, direction)
    assert len(set(arrangement.positions.values())) == sum(sizes)
    for band in arrangement.bands:
        ends = 0
        for key in band:
            assert ends == arrangement.ranks[key]
            ends += len(arrangement.tracks[key])


def test_columns_of_about_the_same_length() -> None:
    """One long stage becomes a block."""
    lengths = [len(track) for track in made([100]).tracks["g0"]]
    assert 5 < len(lengths) < 15
    assert max(lengths) - min(lengths) <= 2


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_many_short_stages_run_on_in_bands(direction: Direction) -> None:
    """Where one band would be a strip, there are several."""
    assert len(made([4] * 40, direction).bands) > 1


def test_few_long_stages_stay_in_one_band() -> None:
    """Bands are no end in themselves."""
    assert len(made([50] * 6).bands) == 1


def test_stages_that_run_in_parallel_share_their_ranks() -> None:
    """They start where the stage before them ends."""
    level = {"g0": 0, "g1": 1, "g2": 1, "g3": 2}
    arrangement = place_cards(diagram([30, 20, 20, 30]), level, LIGHT, WIDE)
    assert arrangement.ranks["g1"] == arrangement.ranks["g2"] == len(arrangement.tracks["g0"])
    assert arrangement.positions["n0.0"] == Position(0, 0, 0)
