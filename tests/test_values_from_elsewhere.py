"""Values as other programs hand them over: data frames, JSON of others, invisible letters."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
import pytest

import journeykit as jk
from journeykit import (
    Channel,
    Evidence,
    Guard,
    Journey,
    Metric,
    Stage,
    Touchpoint,
    attribute,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.coverage import shortfalls
from journeykit.errors import ModelError, UnknownReferenceError

MAYA = persona("Maya")
AD, SHOP = touchpoint("Ad"), touchpoint("Shop")


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


def test_attributes_may_come_from_a_data_frame() -> None:
    """What a guard compares is Python's own as well."""
    numpy = pytest.importorskip("numpy")
    who = persona("Row 7", demographics={"age": numpy.int64(36), "vip": numpy.bool_(1)})
    guard = attribute("age").above(numpy.int64(30)) & attribute("vip").is_(numpy.bool_(1))

    assert [("age", int), ("vip", bool)] == [(name, type(v)) for name, v in who.demographics]
    assert guard.holds(who.facts)
    made = journey("J").walked_by(who).stage("S", AD, SHOP).flow(AD >> SHOP, when=guard)
    assert made == jk.loads(jk.dumps(made))


def test_what_other_programs_keep_with_an_element_stays_with_it() -> None:
    """A ticket number, say: in every document, under a name of theirs."""
    lobby = touchpoint("Lobby", meta={"ticket": "UX-12", "figma": 7})
    who = persona("Ann", meta={"crm": 4711})
    made = (
        journey("J", meta={"board": True}).walked_by(who).stage(stage("S", lobby, meta={"n": 1.5}))
    )

    assert (("figma", 7), ("ticket", "UX-12")) == made["lobby"].meta
    assert made == jk.loads(jk.dumps(made))
    assert made == attrs.evolve(made.rename("lobby", "Hall"), stages=made.stages)
    with pytest.raises(ModelError, match="expected text, a number, True or False"):
        touchpoint("x", meta={"a": [1]})  # type: ignore[dict-item]


@attrs.frozen(repr=False)
class Kiosk(Touchpoint):
    """A touchpoint of one's own."""

    floor: int = attrs.field(default=0, kw_only=True)


class _Plain(Touchpoint):
    """A touchpoint of one's own that adds verbs alone."""


class _Moon(Guard):
    """A guard of one's own."""


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            Journey("J", stages=[Stage("S", Kiosk("Lobby"))]),
            'no place for floor of the kiosk "Lobby": it holds a touchpoint and no fields of a',
        ),
        (
            Journey("J", stages=[Stage("S", [AD])]).flow(AD >> AD, when=_Moon()),
            "no place for a guard of the class _Moon; it holds AttributeComparison, InSegment",
        ),
    ],
    ids=["field", "guard"],
)
def test_what_a_document_cannot_hold_is_refused(made: Journey, message: str) -> None:
    """It would be gone without a word, and what comes back would be another journey."""
    with pytest.raises(ModelError) as caught:
        jk.dumps(made)
    assert message in str(caught.value)


def test_a_class_with_verbs_alone_is_written_as_the_class_it_comes_from() -> None:
    """Nothing that was said is lost."""
    made = jk.loads(jk.dumps(Journey("J", stages=[Stage("S", _Plain("Lobby"))])))
    assert (Touchpoint("Lobby"),) == made.touchpoints


@pytest.mark.parametrize(
    "name", ["\u200b", "\u3164", "\u00ad", "\u2800 ", "\u200d\u2060", "\u034f", "\u17b4"]
)
def test_an_invisible_name_is_no_name(name: str) -> None:
    """A picture would have an empty box, and nobody would find it."""
    with pytest.raises(ModelError, match="expected some text"):
        touchpoint(name)


def test_a_set_has_one_order() -> None:
    """Not another in every run, as Python gives it."""
    words = ["one", "two", "three", "four", "five"]
    assert tuple(sorted(words)) == persona("Maya", needs=set(words)).needs
    channels = (Channel.EMAIL, Channel.PHONE, Channel.WEBSITE)
    assert channels == persona("Maya", prefers=set(channels)).prefers


def test_one_touchpoint_in_two_stages_is_told_as_that() -> None:
    """The second meeting is a touchpoint of its own, with a key of its own."""
    signs_in = touchpoint("Signs in", Channel.WEBSITE)
    with pytest.raises(ModelError, match="in two places") as caught:
        journey("J").stage("First time", signs_in).stage("Again", signs_in)
    assert "key=" in str(caught.value)


@pytest.mark.parametrize("label", ["unexcited", "uninspired", "disloyal", "unamused"])
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


class _Odd(str):
    """A text that cannot be compared, hashed or printed."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __hash__(self) -> int:
        raise RuntimeError("hashed")

    def __repr__(self) -> str:
        raise RuntimeError("printed")

    __str__ = __repr__


def test_a_text_of_a_class_of_its_own_is_kept_as_text() -> None:
    """What such a class does when it is compared or hashed is not ours to run into."""
    pays = touchpoint(_Odd("Pays"), description=_Odd("at last"), outcome=_Odd("failed"))  # type: ignore[arg-type]
    shop = journey(_Odd("Shop"), state=_Odd("as-is"), scope=[]).stage("Purchase", pays)  # type: ignore[arg-type]

    assert shop == journey("Shop", state="as-is").stage(
        "Purchase", touchpoint("Pays", description="at last", outcome="failed")
    )
    assert [str, str, str] == [type(pays.name), type(pays.outcome), type(shop.state)]
    assert isinstance(hash(shop), int)


def test_nothing_is_no_name_no_journey_and_no_day() -> None:
    """What is no such thing is told as that, by our errors."""
    shop = journey("Shop").stage("Buy", touchpoint("Pays"))
    for word in (persona, touchpoint, journey):
        with pytest.raises(ModelError, match="expected some text, got None"):
            word(None)
    wrong: Any = "x"
    with pytest.raises(ModelError, match="expected a journey to join, got the text 'x'"):
        shop.merge(wrong)
    with pytest.raises(ModelError, match="expected a function of a touchpoint, got the text 'x'"):
        shop.map_touchpoints(wrong)
    with pytest.raises(ModelError, match="clock: expected a date"):
        jk.check(shop, clock=wrong)


def test_what_is_not_there_is_told_among_its_like() -> None:
    """A journey with transitions is not told that it has none."""
    first, second = touchpoint("Asks"), touchpoint("Pays")
    shop = journey("Shop").stage("Buy", first, second).flow(first >> second)
    with pytest.raises(UnknownReferenceError, match='did you mean "asks/pays"'):
        shop["transition:ask/pays"]
