"""Details: small values, and the addresses that connect them."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit
from journeykit import (
    BusinessGoal,
    Channel,
    Element,
    Evidence,
    Experience,
    Goal,
    Location,
    Metric,
    NotApplicable,
    Opportunity,
    Owner,
    Pain,
    Persona,
    Served,
    Stage,
    System,
    Touchpoint,
    Transition,
    Trigger,
    Waiver,
    attribute,
)
from journeykit.communication import as_trigger
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.experience import as_goals
from journeykit.management import as_business_goals, as_evidence, as_owner, as_systems
from journeykit.metrics import METRIC_KINDS, PERCEPTION_METRICS, as_metrics
from journeykit.pains import PAIN_KINDS, as_pains
from journeykit.testing.strategies import keys

A, B = Element("stage", ("a",)), Element("touchpoint", ("b",))


@given(st.sampled_from(["cell", "touchpoint", "goal"]), st.lists(keys(), max_size=3))
def test_an_address_can_be_printed_and_read(kind: str, parts: list[str]) -> None:
    """In one word, with as many keys as meet in it."""
    element = Element(kind, tuple(parts))  # type: ignore[arg-type]
    assert element == Element.parse(str(element))
    assert (parts[0] if parts else "") == element.key


def test_a_transition_takes_what_a_flow_takes() -> None:
    """Touchpoints and stages, of which it keeps the addresses."""
    assert Transition(A, B) == Transition(Stage("A"), Touchpoint("B"))
    assert Transition(B, A, when="soon") == Transition(Touchpoint("B"), Stage("A"), when="soon")


def test_addresses_are_sorted_by_kind_and_key() -> None:
    """For reports that read the same every time."""
    assert [A, B, Element("touchpoint", ("c",))] == sorted([Element("touchpoint", ("c",)), B, A])


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("purchase", '"purchase" is no element; expected "kind:key", as in "stage:purchase"'),
        (
            "stge:purchase",
            'unknown kind of element "stge" in kind of element; did you',
        ),
        ("stage:a//b", "keys of an element: expected some text"),
        (None, 'expected an element such as "stage:purchase", got None'),
    ],
    ids=["no colon", "kind", "empty key", "nothing"],
)
def test_what_is_no_address_is_refused(word: str, message: str) -> None:
    """With an example of one."""
    with pytest.raises(ModelError) as caught:
        Element.parse(word)
    assert message == str(caught.value)[: len(message)]


@pytest.mark.parametrize("keys", [None, 3, [None]])
def test_keys_that_are_no_text_are_refused(keys: Any) -> None:
    """As every field that holds several does it."""
    with pytest.raises(ModelError, match="keys of an element: expected some text, got "):
        Element("touchpoint", keys)


MAYA = Persona("Maya")


@pytest.mark.parametrize(
    ("with_value", "with_key"),
    [
        (Experience(MAYA, "clicks"), Experience("maya", "clicks")),
        (Served(MAYA, "peace"), Served("maya", "peace")),
        (NotApplicable(MAYA, "a", "why"), NotApplicable("maya", "a", "why")),
        (Transition(A, B, personas=MAYA), Transition(A, B, personas="maya")),
        (Touchpoint("Ad", personas=[MAYA, "tom"]), Touchpoint("Ad", personas=["maya", "tom"])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_persona_stands_for_its_key(with_value: object, with_key: object) -> None:
    """What is stored is the key, whoever is given."""
    assert with_key == with_value


def test_only_a_persona_stands_for_its_key() -> None:
    """A touchpoint has a key too, and is nobody."""
    with pytest.raises(ModelError, match=r'persona of experience: .* got the touchpoint "Ad"'):
        Experience(Touchpoint("Ad"))


def test_a_slash_in_a_key_would_not_come_back() -> None:
    """So it is refused."""
    with pytest.raises(ModelError, match="expected no slash in a key"):
        Element("pain", ("a/b",))


CONVERTERS: list[tuple[Callable[..., object], object, type]] = [
    (as_evidence, Evidence("log"), Evidence),
    (as_metrics, Metric("NPS"), Metric),
    (as_pains, Pain("late"), Pain),
    (as_goals, Goal("peace"), Goal),
    (as_business_goals, BusinessGoal("sales"), BusinessGoal),
    (as_systems, System("CRM"), System),
]


@pytest.mark.parametrize(
    ("convert", "value", "kind"), CONVERTERS, ids=[c.__name__ for c, _, _ in CONVERTERS]
)
def test_one_is_enough_where_several_may_stand(
    convert: Callable[..., tuple[object, ...]], value: object, kind: type
) -> None:
    """A value, a text, or a list of both become a tuple of values."""
    assert (value,) == convert(value)
    text = convert("late")
    assert (kind,) == tuple(map(type, text))
    assert (*text, value) == convert(["late", value])
    assert () == convert([])


def test_an_owner_or_a_trigger_may_be_missing() -> None:
    """None and no text say nothing; a text makes the value."""
    assert [None, None, Owner("Ann"), Owner("Ann")] == [
        as_owner(owner) for owner in (None, "", "Ann", Owner("Ann"))
    ]
    assert [None, None, Trigger("x"), Trigger("x")] == [
        as_trigger(trigger) for trigger in (None, "", "x", Trigger("x"))
    ]


@pytest.mark.parametrize(
    ("direction", "value", "met"),
    [
        ("higher", 9, True),
        ("higher", 8, True),
        ("higher", 7, False),
        ("lower", 9, False),
        ("lower", 8, True),
        ("lower", 7, True),
        (None, 9, None),
        ("higher", None, None),
    ],
)
def test_a_metric_is_met_or_not_or_cannot_be_said(
    direction: str | None,
    value: float | None,
    met: bool | None,  # noqa: FBT001
) -> None:
    """Target, value and direction decide together."""
    assert met is Metric("NPS", target=8, direction=direction, value=value).met  # type: ignore[arg-type]
    assert Metric("NPS", direction="higher", value=8).met is None


def test_some_metrics_ask_customers() -> None:
    """They are kinds of metrics like the others."""
    assert set(METRIC_KINDS) > PERCEPTION_METRICS
    assert "other" in METRIC_KINDS
    assert "other" in PAIN_KINDS


def test_keys_come_from_names_and_texts() -> None:
    """Of whatever is called by a name or a sentence."""
    assert ["late-again", "late-again", "late-again"] == [
        Pain("Late again!").key,
        Goal("Late again?").key,
        Served("maya", "late, again").key,
    ]


def test_a_dropped_opportunity_is_closed() -> None:
    """Every other status still counts as an answer."""
    assert [True, True, True, True, False] == [
        Opportunity("x", status=status).open  # type: ignore[arg-type]
        for status in ("idea", "planned", "in progress", "done", "dropped")
    ]


def test_going_back_is_what_some_transitions_are_for() -> None:
    """Loops, returns, retries and churn."""
    kinds = ("next", "branch", "optional", "loop", "return", "retry", "recovery", "churn")
    assert {"loop", "return", "retry", "churn"} == {
        kind
        for kind in kinds
        if Transition(A, B, kind=kind).goes_back  # type: ignore[arg-type]
    }


def test_a_location_is_where_the_sentence_was_written() -> None:
    """The first line outside the library."""
    line = inspect.currentframe().f_lineno + 1  # type: ignore[union-attr]
    assert Location(__file__, line) == Location.of_caller()


def test_a_package_beside_the_library_is_not_the_library() -> None:
    """A package called journeykit_ours is an author like any other."""
    file = str(Path(journeykit.__file__).parent) + "_ours/shop.py"
    said: dict[str, Any] = {"Location": Location}
    exec(compile("here = Location.of_caller()", file, "exec"), said)
    assert Location(file, 1) == said["here"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Evidence("log", sample=2.5), "sample of evidence: expected a whole number from 0"),
        (lambda: Evidence("log", sample=-1), "got -1"),
        (lambda: Evidence("log", kind="seen"), 'unknown kind of evidence "seen"'),
        (
            lambda: Evidence("log", date="today"),
            "expected a date such as 2026-11-21, got the text 'today'",
        ),
        (lambda: Metric("NPS", "np"), 'did you mean "nps"?'),
        (
            lambda: Metric("NPS", target="8"),
            "target of metric \"NPS\": expected a number, got the text '8'",
        ),
        (lambda: Metric("NPS", value=float("inf")), "expected a number, got inf"),
        (lambda: Metric("NPS", baseline=float("nan")), "expected a number, got nan"),
        (lambda: Pain("late", "frictoin"), 'did you mean "friction"?'),
        (lambda: Pain("late", severity=6), 'severity of pain "late": expected a whole number'),
        (lambda: Pain("late", severity=3.0), "from 1 to 5, got 3.0"),
        (lambda: Opportunity("x", effort=6), "expected a number from +0 to +5, got 6"),
        (lambda: Opportunity("x", addresses=["a"]), "expected an element, got the text 'a'"),
        (lambda: Opportunity("x", status="ide"), 'did you mean "idea"?'),
        (lambda: Transition(A, B, share=101), "expected a number from +0 to +100"),
        (lambda: Transition(A, B, attempts=0), "expected a whole number from 1 to 1000, got 0"),
        (lambda: Transition(A, "b"), "target of transition: expected a touchpoint, a stage or "),
        (lambda: Transition(MAYA, B), 'stage or the element of one, got the persona "Maya"'),
        (lambda: Transition(A, B, when=3), "when of transition: expected text, got 3"),
        (lambda: Waiver("JK101", ""), "reason of a waiver: expected some text"),
        (lambda: Waiver("", "why"), "rule of a waiver: expected some text"),
        (lambda: NotApplicable("maya", "a", ""), "reason of a not applicable"),
        (lambda: System("CRM", owner=3), "expected an owner or a name, got 3"),
    ],
)
def test_what_means_nothing_is_refused(make: Callable[[], object], message: str) -> None:
    """The error names the field, the element and what was expected."""
    with pytest.raises(ModelError) as caught:
        make()
    assert message in str(caught.value)


def test_a_word_that_is_not_known_carries_the_known_ones() -> None:
    """As data, for tools."""
    with pytest.raises(UnknownReferenceError) as caught:
        Pain("late", "frictoin")
    assert PAIN_KINDS == caught.value.choices
    assert "friction" == caught.value.suggestion


def test_values_are_frozen_and_can_be_keys() -> None:
    """Equal values have equal hashes."""
    day = datetime.date(2026, 11, 21)
    assert {Evidence("log", date=day): 1}[Evidence("log", date=day)]
    assert {Transition(A, B, when=attribute("age").is_(3)): 1}[
        Transition(A, B, when=attribute("age").is_(3))
    ]
    assert hash(Channel("Kiosk")) == hash(Channel("Kiosk"))
