"""Values as other programs hand them over: data frames, JSON of others, invisible letters."""

from __future__ import annotations

import datetime

import pytest

import journeykit as jk
from journeykit import Channel, Evidence, Metric, journey, persona, touchpoint
from journeykit.coverage import shortfalls
from journeykit.errors import ModelError

MAYA = persona("Maya")


def test_a_time_of_day_is_no_date() -> None:
    """What could be written and not read again is refused when it is made."""
    with pytest.raises(ModelError, match="expected a date"):
        journey("x", reviewed=datetime.datetime(2026, 1, 1, 12))  # noqa: DTZ001
    assert datetime.date(2026, 1, 1) == journey("x", reviewed="2026-01-01").reviewed


@pytest.mark.parametrize("field", ["goals", "needs", "pains", "behaviours", "expectations"])
def test_a_mapping_is_no_row_of_sentences(field: str) -> None:
    """Its keys would be kept, and what they stand for lost."""
    with pytest.raises(ModelError):
        persona("x", **{field: {"primary": "Find something durable"}})


def test_numbers_of_a_data_frame_are_numbers() -> None:
    """They are kept as Python's own, so that they can be written down."""
    numpy = pytest.importorskip("numpy")
    pain = touchpoint("a").hurts(MAYA, "x", severity=numpy.int64(4)).experiences[0].pains[0]
    metric = Metric("m", target=numpy.float32(2.5), value=numpy.int32(2))
    optional = touchpoint("a", optional=numpy.bool_(1))

    assert (4, int) == (pain.severity, type(pain.severity))
    assert (2.5, float, int) == (metric.target, type(metric.target), type(metric.value))
    assert optional.optional is True
    assert 7 == Evidence("interviews", sample=numpy.int64(7)).sample
    with pytest.raises(ModelError, match="whole number"):
        touchpoint("a").hurts(MAYA, "x", severity=numpy.float64(4.5))


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u00ad", "\u2800 ", "\u200d\u2060"])
def test_an_invisible_name_is_no_name(name: str) -> None:
    """A picture would have an empty box, and nobody would find it."""
    with pytest.raises(ModelError, match="expected some text"):
        touchpoint(name)


def test_one_touchpoint_in_two_stages_is_told_as_that() -> None:
    """The second meeting is a touchpoint of its own, with a key of its own."""
    signs_in = touchpoint("Signs in", Channel.WEBSITE)
    with pytest.raises(ModelError, match="in two places") as caught:
        journey("J").stage("First time", signs_in).stage("Again", signs_in)
    assert "key=" in str(caught.value)


@pytest.mark.parametrize("label", ["unhappy", "dissatisfied", "unexcited", "insecure"])
def test_no_feeling_of_the_opposite_meaning_is_proposed(label: str) -> None:
    """Who writes unhappy does not mean happy."""
    with pytest.raises(ModelError) as caught:
        touchpoint("a").feels(MAYA, label)
    assert "did you mean" not in str(caught.value)


def test_words_that_people_write_have_a_value() -> None:
    """Stressed is bad, hopeful is good."""
    assert -1 == touchpoint("a").feels(MAYA, "stressed").valence_of("maya")
    assert +1 == touchpoint("a").feels(MAYA, "hopeful").valence_of("maya")


def test_nothing_that_misses_a_cell_is_printed_as_whole() -> None:
    """2,499 of 2,500 is 99.9%, in the measure, in the table and in the message of a threshold."""
    people = [persona(f"P{n}") for n in range(50)]
    points = [touchpoint(f"T{n}") for n in range(50)]
    points[7] = points[7].met_by(*people[1:])
    whole = journey("Big").walked_by(*people)
    for number, point in enumerate(points):
        whole = whole.stage(f"S{number}", point)

    coverage = jk.coverage_of(whole)
    (shortfall,) = shortfalls(coverage, {"persona_stage": 100})

    assert "persona_stage 2499/2500 99.9%" == str(coverage["persona_stage"])
    assert "persona_stage is 99.9%, below 100%" == str(shortfall)
