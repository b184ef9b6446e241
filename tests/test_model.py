"""The model: frozen values, and a journey that refuses only what would make it meaningless."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import (
    Channel,
    Element,
    Emotion,
    Evidence,
    Experience,
    Journey,
    Metric,
    NotApplicable,
    Opportunity,
    Pain,
    Persona,
    Segment,
    Served,
    Stage,
    System,
    Touchpoint,
    Transition,
    Waiver,
    otherwise,
    persona,
    touchpoint,
)
from journeykit.errors import (
    DuplicateKeyError,
    InadmissibleTextError,
    JourneyError,
    ModelError,
    UnknownReferenceError,
)
from journeykit.fields import default_of
from journeykit.guards import AllOf
from journeykit.model import stage_order
from journeykit.stage_models import StageModel
from journeykit.testing.strategies import journeys


def _flow(source: str, target: str, **said: Any) -> Transition:
    return Transition(Element.parse(source), Element.parse(target), **said)


# ---------------------------------------------------------------------- values


@given(journeys())
def test_a_journey_is_equal_to_one_of_the_same_fields(made: Journey) -> None:
    """Nothing depends on how it was made: constructor and sentence, copy and pickle agree."""
    said = {a.name: getattr(made, a.name) for a in attrs.fields(Journey) if a.init}
    for again in (
        Journey(**said),
        copy.copy(made),
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),
        attrs.evolve(made),
    ):
        assert made == again
        assert hash(made) == hash(again)
        assert repr(made) == repr(again)


@given(journeys(), st.data())
def test_a_copy_grows_as_the_original_does(made: Journey, data: st.DataObject) -> None:
    """Verbs work on what was copied, pickled or read."""
    if not made.touchpoints:
        return
    step = data.draw(st.sampled_from(made.touchpoints))
    grown = made.flow(step >> step, when="again")
    for again in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert grown == again.flow(step >> step, when="again")


@pytest.mark.parametrize(
    "value",
    [Persona("Maya"), Touchpoint("Ad"), Stage("A"), Journey("J"), Channel.EMAIL, Emotion(1)],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_frozen(value: Any) -> None:
    """No field can be set, and none added."""
    name = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, "other")
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        value.unheard = 1


def test_a_repr_shows_what_was_said_and_nothing_else() -> None:
    """It can be read, and pasted into code."""
    ad = Touchpoint("Ad", [Channel.EMAIL], optional=True, key="a")
    assert "Touchpoint('Ad', channels=(Channel.EMAIL,), optional=True, key='a')" == repr(ad)
    assert ad == eval(repr(ad), {"Touchpoint": Touchpoint, "Channel": Channel})
    assert "Stage('Awareness')" == repr(Stage("Awareness"))
    assert "Journey('J', 1 persona, 2 stages, 0 touchpoints, 0 transitions)" == repr(
        Journey("J", personas=[Persona("Maya")], stages=[Stage("A"), Stage("B")])
    )


def test_the_default_of_a_field_may_depend_on_the_others() -> None:
    """A key is the slug of the name, a stage's roles follow from it."""
    stage = Stage("Awareness")
    defaults = {a.name: default_of(stage, a) for a in attrs.fields(Stage)}
    assert ("awareness", ("awareness",)) == (defaults["key"], defaults["roles"])
    assert attrs.NOTHING is defaults["name"]


# ---------------------------------------------------------------------- who comes, and what for


def test_a_touchpoint_is_for_everybody_unless_somebody_is_named() -> None:
    """Named personas come, and so does whoever has an experience there."""
    ad = Touchpoint("Ad", experiences=[Experience("tom", emotion=Emotion(-1))])
    assert ad.is_for("maya")
    named = attrs.evolve(ad, personas="zoe")
    assert [False, True, True] == [named.is_for(who) for who in ("maya", "tom", "zoe")]
    assert (-1.0, None) == (ad.valence_of("tom"), ad.valence_of("maya"))
    assert Experience("tom", emotion=Emotion(-1)) == ad.experience_of("tom")
    assert ad.experience_of("maya") is None
    assert Touchpoint("Ad", experiences=[Experience("tom")]).valence_of("tom") is None


def test_guards_may_know_what_a_persona_says() -> None:
    """Demographics count before psychographics; the segment is a fact."""
    maya = Persona(
        "Maya", demographics={"age": 36}, psychographics={"age": "young", "mood": "calm"}
    )
    assert {"age": 36, "mood": "calm"} == dict(maya.facts)
    assert "early" == attrs.evolve(maya, segment="early").facts["segment"]


def test_facts_are_sorted_and_said_once() -> None:
    """Two ways to say the same facts are equal."""
    one = Persona("Maya", demographics={"b": 1, "a": "x"})
    assert one == Persona("Maya", demographics=[("a", "x"), ("b", 1)])
    with pytest.raises(ModelError, match='demographics of persona "Maya": "a" is said twice'):
        Persona("Maya", demographics=[("a", 1), ("a", "x")])


def test_touchpoints_stand_in_the_authors_order() -> None:
    """Stage by stage, and those of any time last."""
    made = Journey(
        "J",
        stages=[Stage("A", [Touchpoint("2"), Touchpoint("1")]), Stage("B", [Touchpoint("0")])],
        any_time=[Touchpoint("help")],
    )
    assert ["2", "1", "0", "help"] == [touchpoint.key for touchpoint in made.touchpoints]


def test_stages_follow_one_another_unless_they_say_otherwise() -> None:
    """None stands for the one declared before, an empty tuple for nothing at all."""
    stages = (
        Stage("A"),
        Stage("B"),
        Stage("C", after=()),
        Stage("D", after=("a", "c")),
        Stage("E"),
    )
    assert [(), ("a",), (), ("a", "c"), ("d",)] == [before for _, before in stage_order(stages)]


def test_addresses_name_kind_and_key() -> None:
    """Each value knows its own."""
    values = [Persona("A"), Touchpoint("A"), Stage("A"), Journey("A"), _flow("stage:a", "stage:b")]
    assert ["persona:a", "touchpoint:a", "stage:a", "journey:a", "transition:a/b"] == [
        str(value.element) for value in values
    ]


# ---------------------------------------------------------------------- what is refused

MAYA, AD = Persona("Maya"), Touchpoint("Ad")

DUPLICATES: dict[str, Callable[[], Journey]] = {
    "persona": lambda: Journey("J", personas=[MAYA, Persona("maya!")]),
    "stage": lambda: Journey("J", stages=[Stage("A"), Stage("a")]),
    "touchpoint": lambda: Journey("J", stages=[Stage("A", [AD])], any_time=[Touchpoint("AD")]),
    "opportunity": lambda: Journey("J", opportunities=[Opportunity("A"), Opportunity("a")]),
    "segment": lambda: Journey("J", segments=[Segment("A"), Segment("a")]),
    "system": lambda: Journey("J", systems=[System("A"), System("a")]),
}


@pytest.mark.parametrize("kind", DUPLICATES)
def test_two_things_under_one_key_are_refused(kind: str) -> None:
    """The error names both, and says how to tell them apart."""
    with pytest.raises(DuplicateKeyError) as caught:
        DUPLICATES[kind]()
    assert kind == caught.value.kind
    plural = {"opportunity": "opportunities"}.get(kind, f"{kind}s")
    assert f"two different {plural} have the key" in str(caught.value)
    assert ".replace(" not in str(caught.value)


def test_two_touchpoints_under_one_key_are_named_with_their_stages() -> None:
    """So that the author finds them."""
    with pytest.raises(DuplicateKeyError, match='"Ad" is in two places, in stage "A" and in'):
        Journey("J", stages=[Stage("A", [AD]), Stage("B", [AD])])


PHONE = Channel("phone")
"""What a loader makes of a database row: it has the key of the standard channel, and differs."""

TWO_PHONES: dict[str, Callable[[], Journey]] = {
    "two touchpoints": lambda: Journey(
        "J", stages=[Stage("A", [Touchpoint("Calls", Channel.PHONE), Touchpoint("Asks", PHONE)])]
    ),
    "one touchpoint": lambda: Journey("J", any_time=[Touchpoint("Calls", [Channel.PHONE, PHONE])]),
    "preferred": lambda: Journey(
        "J",
        personas=[Persona("Maya", prefers=Channel.PHONE)],
        stages=[Stage("A", [Touchpoint("Calls", PHONE)])],
    ),
    "avoided": lambda: Journey(
        "J", personas=[Persona("Maya", avoids=Channel.PHONE), Persona("Tom", prefers=PHONE)]
    ),
    "declared": lambda: Journey(
        "J", channels=[Channel.PHONE], any_time=[Touchpoint("Calls", PHONE)]
    ),
}


@pytest.mark.parametrize("case", TWO_PHONES)
def test_one_key_stands_for_one_channel(case: str) -> None:
    """Preferences and coverage go by key: two channels under one would make them lie."""
    with pytest.raises(DuplicateKeyError, match='two different channels have the key "phone"'):
        TWO_PHONES[case]()


def test_two_channels_of_one_key_are_named_with_what_to_do() -> None:
    """What differs, where both stand, and how to write the standard one."""
    with pytest.raises(DuplicateKeyError) as caught:
        TWO_PHONES["preferred"]()
    assert 'write Channel.of("phone") for the standard one everywhere, or give' in str(caught.value)
    assert "\"Phone\" (channel_class='interpersonal', " in str(caught.value)
    assert ') of the persona "Maya" and "phone" (channel_class=None' in str(caught.value)
    assert 'of the touchpoint "Calls"' in str(caught.value)
    own = Channel("Kiosk", "physical"), Channel("Kiosk")
    with pytest.raises(DuplicateKeyError, match=r'key "kiosk".*; give one of them another with'):
        Journey("J", channels=own)


def test_a_channel_may_take_the_place_of_a_standard_one_throughout() -> None:
    """A company whose phone is an app says so once; equal values are one channel."""
    made = Journey(
        "J",
        channels=[Channel("phone")],
        personas=[Persona("Maya", prefers=PHONE)],
        any_time=[Touchpoint("Calls", PHONE)],
    )
    assert PHONE == made.channels[0]


def test_two_experiences_of_one_persona_are_refused() -> None:
    """Nobody could tell them apart."""
    with pytest.raises(DuplicateKeyError, match="experience of persona"):
        Touchpoint("Ad", experiences=[Experience("maya"), Experience("maya", "clicks")])


UNKNOWN: dict[str, Callable[[], Journey]] = {
    "after": lambda: Journey("J", stages=[Stage("A"), Stage("B", after=["aa"])]),
    "source": lambda: Journey(
        "J", any_time=[AD], transitions=[_flow("touchpoint:a", "touchpoint:ad")]
    ),
    "target": lambda: Journey("J", any_time=[AD], transitions=[_flow("touchpoint:ad", "stage:a")]),
    "persona of a flow": lambda: Journey(
        "J", any_time=[AD], transitions=[_flow("touchpoint:ad", "touchpoint:ad", personas="maya")]
    ),
    "persona": lambda: Journey("J", any_time=[Touchpoint("Ad", personas="maya")]),
    "experience": lambda: Journey("J", any_time=[Touchpoint("Ad", experiences=[Experience("m")])]),
    "served": lambda: Journey("J", any_time=[Touchpoint("Ad", served=[Served("m", "peace")])]),
    "cell of no persona": lambda: Journey(
        "J", stages=[Stage("A")], excluded=[NotApplicable("m", "a", "why not")]
    ),
    "cell of no stage": lambda: Journey(
        "J", personas=[MAYA], excluded=[NotApplicable("maya", "a", "why not")]
    ),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_a_reference_to_nothing_is_refused(what: str) -> None:
    """Everything that is named has to be there."""
    with pytest.raises(UnknownReferenceError):
        UNKNOWN[what]()


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no name": (lambda: Touchpoint(""), "name of a touchpoint: expected some text, got ''"),
    "blank name": (lambda: Persona(" "), "name of a persona: expected some text"),
    "number for a name": (lambda: Stage(3), "name of a stage: expected some text, got 3"),
    "key": (lambda: Stage("A", key="a b"), 'key of stage "A": expected letters, digits'),
    "text": (
        lambda: Persona("A", description=3),
        'description of persona "A": expected text, got 3',
    ),
    "flag": (
        lambda: Touchpoint("A", optional=1),
        'optional of touchpoint "A": expected True or False',
    ),
    "word": (lambda: Touchpoint("A", outcome="done"), 'unknown outcome "done" in outcome of'),
    "role": (lambda: Stage("A", roles="awarness"), 'did you mean "awareness"?'),
    "item": (lambda: Stage("A", ["Ad"]), "expected a touchpoint, got the text 'Ad'"),
    "other item": (lambda: Stage("A", [MAYA]), 'expected a touchpoint, got the persona "Maya"'),
    "date": (
        lambda: Journey("A", reviewed="today"),
        "expected a date such as 2026-11-21",
    ),
    "channel": (lambda: Touchpoint("A", ["email"]), "expected a channel such as Channel.EMAIL"),
    "one number": (lambda: Persona("A", goals=3), 'goals of persona "A": expected a goal'),
    "nothing": (lambda: Persona("A", needs=None), "needs of a persona: expected some text"),
    "no goals": (lambda: Persona("A", goals=None), 'goals of persona "A": expected a goal'),
    "text for stages": (
        lambda: Journey("A", stages="funnel"),
        "stages of journey \"A\": expected a stage, got the text 'funnel'",
    ),
    "text for a channel": (
        lambda: Touchpoint("A", "website"),
        'channels of touchpoint "A": expected a channel such as Channel.WEBSITE, got the text \'w',
    ),
    "facts without names": (
        lambda: Persona("A", demographics=[36]),
        'demographics of persona "A": expected names with values, such as {"age": 36}, got 36',
    ),
    "fact": (lambda: Persona("A", demographics={"x": None}), "expected text, a number, True or F"),
    "fact that is no number": (
        lambda: Persona("A", demographics={"x": float("nan")}),
        "demographics of persona",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_means_nothing_is_refused(what: str) -> None:
    """The error names the field and the element in the user's words, and what was expected."""
    make, message = REFUSED[what]
    with pytest.raises(ModelError) as caught:
        make()
    assert message in str(caught.value)


GOOD: dict[type, dict[str, Any]] = {
    Persona: {"name": "A"},
    Touchpoint: {"name": "A"},
    Stage: {"name": "A"},
    Journey: {"name": "A"},
    Channel: {"name": "A"},
    Evidence: {"source": "A"},
    Experience: {"persona": "a"},
    Metric: {"name": "A"},
    NotApplicable: {"persona": "a", "stage": "b", "reason": "c"},
    Opportunity: {"name": "A"},
    Pain: {"text": "A"},
    Segment: {"name": "A"},
    Served: {"persona": "a", "text": "b"},
    System: {"name": "A"},
    Transition: {"source": AD.element, "target": AD.element},
    Waiver: {"rule": "JK101", "reason": "why"},
    AllOf: {"parts": [otherwise]},
    StageModel: {"key": "a", "name": "A", "stages": []},
}


WRONG: dict[str, object] = {
    "nothing": None,
    "a number": 3,
    "bytes": b"x",
    "an object": object(),
    "a list of nothing": [None],
    "a list of many": [[AD] * 99],
    "a mapping": {1: 2},
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", GOOD, ids=lambda kind: kind.__name__)
def test_no_field_lets_a_raw_error_through(kind: type, wrong: str) -> None:
    """Whatever stands in a field, it is accepted, or the error is ours, says so and is short."""
    told = []
    for attribute in attrs.fields(kind):
        if attribute.init:
            said = GOOD[kind] | {attribute.name: WRONG[wrong]}
            try:
                kind(**said)
            except JourneyError as error:
                told.append(str(error))
    assert [] == [each for each in told if not re.search("expected|unknown", each)]
    assert [] == [each for each in told if len(each) > 300]
    assert told


def test_one_alone_is_enough_wherever_several_may_stand() -> None:
    """A persona for personas, a touchpoint for touchpoints, a stage for stages."""
    assert Journey("J", personas=[MAYA]) == Journey("J", personas=MAYA)
    assert Stage("A", [AD]) == Stage("A", AD)
    assert Journey("J", stages=[Stage("A")], any_time=[AD]) == Journey(
        "J", stages=Stage("A"), any_time=AD
    )


def test_inadmissible_text_is_refused_wherever_it_stands() -> None:
    """Names, descriptions, keys, items of lists and facts alike."""
    for make in (
        lambda: Touchpoint("a\0b"),
        lambda: Touchpoint("A", description="\u202eb"),
        lambda: Persona("A", needs=["\x1b[31m"]),
        lambda: Persona("A", demographics={"x": "\ud800"}),
        lambda: Journey("x" * 4097),
    ):
        with pytest.raises(InadmissibleTextError):
            make()


def test_transitions_are_each_once() -> None:
    """The constructor keeps the promise of the verbs."""
    flow = _flow("touchpoint:ad", "touchpoint:ad")
    made = Journey("J", any_time=[AD], transitions=[flow, flow])
    assert (flow,) == made.transitions


def test_half_a_map_is_a_map() -> None:
    """What is merely unfinished is no error."""
    assert () == Journey("J").stages
    assert () == Journey("J", personas=[MAYA], stages=[Stage("A")]).touchpoints
    assert 1 == len(Journey("J", any_time=[AD]).touchpoints)


def test_pasted_text_ends_its_lines_as_all_other_text() -> None:
    """A carriage return before a line feed goes; one alone is refused."""
    maya = persona(
        "Maya",
        "36,\r\nCanadian",
        goals=["a gift\r\nby Friday"],
        needs="help\r\nat once",
        demographics={"home\r\ntown": "near\r\nby"},
    )
    assert "36,\nCanadian" == maya.description
    assert "a gift\nby Friday" == maya.goals[0].name
    assert ("help\nat once",) == maya.needs
    assert (("home\ntown", "near\nby"),) == maya.demographics
    assert maya == persona(
        "Maya",
        "36,\nCanadian",
        goals=["a gift\nby Friday"],
        needs="help\nat once",
        demographics={"home\ntown": "near\nby"},
    )
    with pytest.raises(InadmissibleTextError, match="carriage return"):
        persona("Ma\rya")


def test_an_address_is_made_once_and_a_text_of_ones_own_class_is_no_other() -> None:
    """Equal keys share an address; a key that says it equals everything does not take it over."""

    class Sly(str):
        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return hash("pays")

    assert touchpoint("Pays").element is touchpoint("Pays").element
    sly = touchpoint("Other", key=Sly("other")).element
    assert ("touchpoint:other", "touchpoint:pays") == (str(sly), str(touchpoint("Pays").element))
