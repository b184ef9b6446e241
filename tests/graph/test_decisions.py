"""Forks: which conditions can be met, both at once or not at all."""

from __future__ import annotations

import pytest

from journeykit import Segment, attribute, in_segment, otherwise
from journeykit.addresses import Element
from journeykit.graph.decisions import completeness, expanded, is_impossible, overlap
from journeykit.guards import Guard
from journeykit.transitions import Transition

ADULT, MINOR = attribute("age").at_least(18), attribute("age").below(18)
SEGMENTS = {
    "adults": Segment("Adults", ADULT),
    "staff": Segment("Staff"),
    "odd": Segment("Odd", in_segment("odd")),
}


def ways(*guards: Guard | str) -> list[Transition]:
    """Ways out of one place, each with its condition."""
    here = Element("touchpoint", ("here",))
    return [
        Transition(here, Element("touchpoint", (f"t{n}",)), when=guard)
        for n, guard in enumerate(guards)
    ]


def test_a_segment_stands_for_its_condition() -> None:
    """Also inside other conditions; unless nobody defined it, or it defines itself."""
    assert ADULT == expanded(in_segment("adults"), SEGMENTS)
    assert ~ADULT & ADULT | ADULT == expanded(
        ~in_segment("adults") & ADULT | in_segment("adults"), SEGMENTS
    )
    for name in ("staff", "odd", "unknown"):
        assert in_segment(name) == expanded(in_segment(name), SEGMENTS)


@pytest.mark.parametrize(
    ("guard", "impossible"),
    [
        (ADULT & MINOR, True),
        (in_segment("adults") & MINOR, True),
        (in_segment("staff") & ~in_segment("staff"), True),
        (in_segment("staff") & MINOR, False),
        (ADULT | MINOR, False),
        (ADULT, False),
        (otherwise, False),
        (attribute("country").is_("Canada") & attribute("country").is_not("Canada"), True),
        (attribute("country").is_not("Canada") & attribute("country").is_not("Peru"), False),
    ],
    ids=str,
)
def test_what_nobody_can_meet(*, guard: Guard, impossible: bool) -> None:
    """Proved by trying every kind of customer that the condition tells apart."""
    assert impossible == is_impossible(guard, SEGMENTS)


def test_what_somebody_meets_twice() -> None:
    """Overlap is proved as well, through segments too."""
    assert overlap(ADULT, attribute("age").at_least(65), SEGMENTS)
    assert overlap(in_segment("adults"), ADULT, SEGMENTS)
    assert not overlap(ADULT, MINOR, SEGMENTS)


@pytest.mark.parametrize(
    ("guards", "found"),
    [
        ((ADULT, MINOR), "complete"),
        ((in_segment("adults"), MINOR), "complete"),
        ((ADULT, otherwise), "complete"),
        ((ADULT, ""), "complete"),
        (("passed", ADULT, MINOR), "complete"),
        ((ADULT,), "open"),
        ((ADULT, attribute("age").below(16)), "open"),
        (("passed",), "open"),
        (("passed", "passed"), "open"),
        (("passed", "failed"), "unknown"),
        (("passed", ADULT), "unknown"),
        ((in_segment("staff"), in_segment("guests")), "unknown"),
    ],
)
def test_whether_a_fork_lets_everybody_on(guards: tuple[Guard | str, ...], found: str) -> None:
    """Proved, plainly not, or not to be known."""
    assert found == completeness(ways(*guards), SEGMENTS)


def test_too_many_cases_are_not_counted() -> None:
    """A fork over a dozen attributes is left open instead of being computed for ever."""
    many = [attribute(f"a{n}").at_least(1) for n in range(12)]
    assert "unknown" == completeness(ways(*many), {})
