"""In how many tracks and bands a flow stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.layout.flow_bands import StageCards, arrangements, divided

SLIDE = (1_280, 720)
heights = st.lists(st.floats(20, 300), max_size=12)


def test_a_strip_goes_on_below() -> None:
    """Many short stages take several bands; a few stand side by side."""
    short = StageCards((90, 90))
    assert arrangements([short] * 5, 280, SLIDE)[0].bands == (0,) * 5
    assert {0, 1, 2} == set(arrangements([short] * 20, 280, SLIDE)[0].bands)


def test_a_long_stage_runs_on() -> None:
    """A stage of many cards has several tracks beside short ones."""
    way = arrangements([StageCards((90,) * 2), StageCards((90,) * 12)], 280, SLIDE)[0]
    assert way.tracks[0] < way.tracks[1]


def test_parallel_stages_stay_together() -> None:
    """What stands under one bracket is in one band, in every arrangement."""
    blocks = [StageCards((90, 90), stays=number in {5, 6, 7}) for number in range(12)]
    for way in arrangements(blocks, 280, SLIDE):
        assert 1 == len(set(way.bands[4:8]))


@given(st.lists(heights, min_size=1, max_size=8), st.data())
def test_every_arrangement_is_one(stages: list[list[float]], data: st.DataObject) -> None:
    """Bands follow one another, and no stage has more tracks than cards."""
    blocks = [StageCards(tuple(each), stays=data.draw(st.booleans())) for each in stages]
    for way in arrangements(blocks, 280, SLIDE):
        assert sorted(way.bands) == list(way.bands)
        assert set(way.bands) == set(range(max(way.bands) + 1))
        for block, count in zip(blocks, way.tracks, strict=True):
            assert 1 <= count <= max(1, len(block.heights))


@given(heights.filter(bool), st.data())
def test_cards_in_order(sizes: list[float], data: st.DataObject) -> None:
    """Every card stands in a track, in order, and no track is empty."""
    parts = divided(sizes, data.draw(st.integers(1, len(sizes))))
    assert [number for part in parts for number in part] == list(range(len(sizes)))
    assert all(parts)
