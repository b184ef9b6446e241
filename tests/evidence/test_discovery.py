"""A first design from a log: the same log gives the same journey, which explains most of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import (
    DocumentError,
    EventSchema,
    ModelError,
    check,
    confront,
    discover,
    draw,
    dumps,
    loads,
)
from journeykit.evidence.globs import fits
from journeykit.evidence.names import groups_of

SCHEMA = EventSchema("who", "at", "what", persona="seg", min_n=2)
WALK = ("ad_click", "/product/{n}", "add_to_cart", "order_placed")


def _log(path: Path, walks: list[tuple[str, ...]]) -> Path:
    rows = ["who,at,what,seg"]
    for who, walk in enumerate(walks):
        for minute, event in enumerate(walk):
            what = event.format(n=who)
            rows.append(f"c{who},2026-01-01T{who % 24:02}:{minute:02}:00Z,{what},s{who % 2}")
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Forty who buy, ten who stop at the product, one who does something else."""
    walks = [WALK] * 40 + [WALK[:2]] * 10 + [(*WALK, "odd")]
    return _log(tmp_path / "log.csv", walks)


def test_touchpoints_stages_and_transitions_are_proposed(log: Path) -> None:
    """In the order in which customers come to them, with ids as patterns."""
    found = discover(log, events=SCHEMA, stages=2)
    names = ["Ad click", "Product", "Add to cart", "Order placed"]
    assert names == [each.name for each in found.journey.touchpoints]
    assert "/product/*" == found.journey["product"].observed[0].name
    assert 2 == len(found.journey.stages)
    assert ["S0", "S1"] == [persona.name for persona in found.journey.personas]
    assert [
        ("ad-click", "product"),
        ("product", "add-to-cart"),
        ("add-to-cart", "order-placed"),
    ] == [(each.source.key, each.target.key) for each in found.journey.transitions]
    assert (("odd", 1),) == found.left_out
    assert (184, 185) == (found.events.count, found.events.of)
    assert 1.0 == found.transitions.rate
    assert "left out: 1 name of an event, such as odd" in str(found)


def test_the_proposal_is_a_journey_like_any_other(log: Path) -> None:
    """It is checked, drawn and written, and fits the log that it comes from."""
    found = discover(log, events=SCHEMA)
    assert found == discover(log, events=SCHEMA, engine="sqlite")
    assert loads(dumps(found.journey)) == found.journey
    assert check(found.journey).passed
    assert "Add to cart" in draw(found.journey, "map").svg()
    report = confront(found.journey, log, events=SCHEMA)
    assert report.conformance.fitness == pytest.approx(1.0)
    assert () == report.never_seen.touchpoints


def test_rare_transitions_are_left_out(tmp_path: Path) -> None:
    """But every touchpoint can be reached."""
    walks = [("a", "b", "c")] * 30 + [("a", "c", "d")] + [("a", "c")]
    found = discover(_log(tmp_path / "log.csv", walks), events=SCHEMA, transition_share=0.1)
    assert {("a", "b"), ("b", "c"), ("c", "d")} == {
        (each.source.key, each.target.key) for each in found.journey.transitions
    }
    assert (61, 63) == (found.transitions.count, found.transitions.of)


def test_a_name_that_no_journey_may_hold_is_left_out(tmp_path: Path) -> None:
    """It is told, escaped, and the rest of the log is as good as before."""
    walks = [("a", "b", "c\x1b[2J", "\u202ed")] * 30
    found = discover(_log(tmp_path / "log.csv", walks), events=SCHEMA)
    assert ["A", "B"] == [each.name for each in found.journey.touchpoints]
    assert {"c\x1b[2J", "\u202ed"} == {name for name, _ in found.left_out}
    assert "left out: 2 names of events, such as c\\x1b[2J, \\u202ed" in str(found)


def test_what_cannot_be_discovered(log: Path) -> None:
    """Nothing frequent enough, and numbers that mean nothing."""
    rare = _log(log, [(f"event {chr(97 + n)}",) for n in range(20)])
    with pytest.raises(DocumentError, match=r"expected an event that 10.0% of the customers have"):
        discover(rare, events=SCHEMA, touchpoint_share=0.1)
    with pytest.raises(ModelError, match="stages: expected a whole number from 1, got 0"):
        discover(log, events=SCHEMA, stages=0)
    with pytest.raises(ModelError, match="expected a share from 0 to below 1, got 2"):
        discover(log, events=SCHEMA, transition_share=2)


@given(st.lists(st.text("a/1:*?9-", min_size=1, max_size=8), max_size=8, unique=True))
def test_no_event_belongs_to_two_groups(events: list[str]) -> None:
    """Whatever the names: each is a member of one group, and only its own observes it."""
    groups = groups_of(events)
    assert sorted(events) == sorted(event for group in groups for event in group.members)
    assert len(groups) == len({group.name.casefold() for group in groups})
    exact = {each.name for group in groups for each in group.observed if each.exact}
    for event in events:
        seen = [
            group
            for group in groups
            for each in group.observed
            if (event == each.name if each.exact else event not in exact and fits(each.name, event))
        ]
        assert [event in group.members for group in seen] == [True]


def test_one_of_a_kind_is_told_in_the_singular(tmp_path: Path) -> None:
    """A log with one event gives one touchpoint in one stage."""
    found = discover(_log(tmp_path / "log.csv", [("look",)] * 4), events=SCHEMA)
    assert "1 touchpoint in 1 stage, 0 transitions" in str(found)


@pytest.mark.parametrize("segment", ["a\x1bb", "S0"])
def test_a_segment_that_cannot_be_a_name_is_told(tmp_path: Path, segment: str) -> None:
    """It has no persona, and the words about the discovery say so, without its characters."""
    log = _log(tmp_path / "log.csv", [WALK] * 10)
    log.write_text(log.read_text().replace(",s1\n", f",{segment}\n"))
    found = discover(log, events=SCHEMA)
    assert (1, 1) == (len(found.journey.personas), len(found.segments_left_out))
    assert "no persona for 1 segment that cannot be the name of one" in str(found)
    assert "\x1b" not in str(found)
