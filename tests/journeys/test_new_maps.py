"""Twelve published maps as a measure: each is a journey, and its lists speak of what is there."""

from __future__ import annotations

import pytest

from journeykit import dumps, graph_of, loads
from published import NEW_MAPS, PublishedMap, published


@pytest.fixture(params=NEW_MAPS, scope="module")
def said(request: pytest.FixtureRequest) -> PublishedMap:
    """Each published map, read once."""
    return published(request.param)


def test_a_published_map_is_as_large_as_maps_are(said: PublishedMap) -> None:
    """Each has twelve to thirty-five touchpoints, and comes back from a file equal."""
    assert 12 <= len(said.journey.touchpoints) <= 35
    assert said.journey == loads(dumps(said.journey))


def test_the_lists_speak_of_elements_of_the_map(said: PublishedMap) -> None:
    """Every gap names an element that the journey has."""
    there = {str(element) for element in graph_of(said.journey)} | {str(said.journey.element)}
    there |= {str(transition.element) for transition in said.journey.transitions}
    named = {e for gap in (*said.stated, *said.inferred) for e in gap.elements}
    assert set() == named - there


def test_each_map_has_stated_gaps_that_structure_can_show(said: PublishedMap) -> None:
    """Authors say of each map what is wrong, and some of it is structure."""
    assert len(said.stated) >= 5
    assert any(gap.structural for gap in said.stated)
    assert said.inferred
    assert said.unsayable
