"""Guards: three answers, and enough customers to tell any of them apart."""

from __future__ import annotations

import io
import operator
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import (
    Guard,
    Journey,
    Segment,
    attribute,
    in_segment,
    journey,
    otherwise,
    touchpoint,
)
from journeykit.errors import GuardError, ModelError, UnknownReferenceError
from journeykit.guards import (
    DEEPEST_GUARD,
    AllOf,
    AnyOf,
    Attribute,
    AttributeComparison,
    Not,
    valuations,
)
from journeykit.interchange.json import dumps, loads
from journeykit.testing.strategies import guards

AGE = attribute("age")
ADULT, CHILD = AGE.at_least(18), AGE.below(18)


def test_only_what_is_printed_depends_on_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures and findings say the same wherever they are made."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert ("age >= 18", "age ≥ 18", "age ≥ 18") == (str(ADULT), f"{ADULT}", ADULT.text)
    asks, buys = touchpoint("Asks"), touchpoint("Buys")
    shop = journey("Shop").stage("Buy", asks, buys).flow(asks >> buys, when=ADULT)
    assert "age ≥ 18" in jk.draw(shop).svg()


@pytest.mark.parametrize(
    ("guard", "answers"),
    [
        (AGE.is_(18), [False, True, False]),
        (AGE.is_not(18), [True, False, True]),
        (AGE.at_least(18), [False, True, True]),
        (AGE.at_most(18), [True, True, False]),
        (AGE.above(18), [False, False, True]),
        (AGE.below(18), [True, False, False]),
    ],
    ids=str,
)
def test_a_comparison_decides_below_at_and_above(guard: Guard, answers: list[bool]) -> None:
    """Each of the six comparisons, on three ages."""
    assert answers == [guard.holds({"age": age}) for age in (17, 18, 19)]


def test_what_is_not_known_is_not_decided() -> None:
    """A missing fact, or one of another kind, gives None."""
    assert ADULT.holds({}) is None
    assert ADULT.holds({"age": "old"}) is None
    assert in_segment("staff").holds({}) is None
    assert otherwise.holds({"age": 3}) is None
    assert (~ADULT).holds({}) is None


def test_membership_of_a_segment() -> None:
    """A persona's own segment decides, and a derived membership decides before it."""
    staff = in_segment(Segment("Staff"))
    assert staff == in_segment("staff")
    assert [True, False] == [staff.holds({"segment": s}) for s in ("staff", "retail")]
    assert staff.holds({"segment": "retail", "segment:staff": True}) is True


THREE = {True: "T", False: "F", None: "?"}


@pytest.mark.parametrize(
    ("join", "table"),
    [
        (lambda a, b: a & b, {"TT": "T", "TF": "F", "T?": "?", "F?": "F", "??": "?", "FF": "F"}),
        (lambda a, b: a | b, {"TT": "T", "TF": "T", "T?": "T", "F?": "?", "??": "?", "FF": "F"}),
    ],
    ids=["and", "or"],
)
def test_joined_guards_answer_as_kleene_did(
    join: Callable[[Guard, Guard], Guard], table: dict[str, str]
) -> None:
    """One False decides an and, one True an or, whatever is unknown beside it."""
    known = {"T": attribute("t").is_(1), "F": attribute("t").is_(0), "?": attribute("x").is_(1)}
    for (a, b), answer in table.items():
        for left, right in ((a, b), (b, a)):
            assert answer == THREE[join(known[left], known[right]).holds({"t": 1})]


@given(guards(), guards(), st.dictionaries(st.sampled_from(["age", "visits"]), st.integers(0, 99)))
def test_de_morgan_holds_with_unknown_facts(a: Guard, b: Guard, facts: dict[str, int]) -> None:
    """The laws of logic survive not knowing."""
    assert (~(a & b)).holds(facts) == (~a | ~b).holds(facts)
    assert (~~a).holds(facts) == a.holds(facts)


def test_chains_stay_flat() -> None:
    """`a & b & c` has three parts, however long the chain is."""
    a, b, c = in_segment("a"), in_segment("b"), in_segment("c")
    assert AllOf((a, b, c)) == a & b & c
    assert AnyOf((a, b, c)) == a | b | c
    assert (a, b, c) == ((a & b) | (c & a)).atoms()
    assert () == otherwise.atoms()


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        (ADULT, "age ≥ 18"),
        (attribute("country").is_("Canada"), "country = Canada"),
        (attribute("country").is_not("Canada"), "country ≠ Canada"),
        ((ADULT | CHILD) & in_segment("staff"), "(age ≥ 18 or age < 18) and staff"),
        (~(ADULT & in_segment("staff")), "not (age ≥ 18 and staff)"),
        (~in_segment("staff"), "not staff"),
        (otherwise, "otherwise"),
    ],
    ids=str,
)
def test_a_guard_says_itself(guard: Guard, words: str) -> None:
    """As a person would write it on the map."""
    assert words == str(guard)


def test_valuations_are_enough_to_decide() -> None:
    """One customer below, at, between and above the constants; any other word; in and out."""
    found = list(valuations([AGE.above(18), AGE.below(65)]) or ())
    assert [17.0, 18, 41.5, 65, 66.0] == [facts["age"] for facts in found]
    words = list(valuations([attribute("country").is_("Canada")]) or ())
    assert ["Canada", "Canada…"] == [facts["country"] for facts in words]
    flags = list(valuations([attribute("vip").is_(True)]) or ())
    assert [True, False] == [facts["vip"] for facts in flags]
    assert [{"segment:staff": True}, {"segment:staff": False}] == list(
        valuations([in_segment("staff"), otherwise]) or ()
    )


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=3), st.integers(-5, 5))
def test_valuations_miss_no_answer(constants: list[int], age: int) -> None:
    """Whatever an age answers, some valuation answers the same to every guard."""
    asked = [verb(c) for c in constants for verb in (AGE.is_, AGE.at_least, AGE.above)]
    answers = [guard.holds({"age": age}) for guard in asked]
    assert answers in [[g.holds(facts) for g in asked] for facts in valuations(asked) or ()]


def test_too_many_valuations_are_none_at_all() -> None:
    """The bound is kept exactly."""
    segments = [in_segment(f"s{number}") for number in range(4)]
    assert 16 == len(list(valuations(segments, at_most=16) or ()))
    assert valuations(segments, at_most=15) is None


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: attribute("country").at_least("Canada"), "expected a number to compare"),
        (lambda: attribute("vip").above(float("inf")), "got inf"),
        (lambda: attribute("age").is_(float("nan")), "expected text, a number, True or False"),
        (lambda: attribute("age").is_(None), "expected text, a number, True or False, got None"),
        (lambda: attribute(""), "name of an attribute: expected some text"),
        (lambda: in_segment("a b"), "the slug 'a-b' would do"),
        (lambda: ADULT & "adult", "expected a guard such as attribute('age').at_least(18)"),
        (lambda: AttributeComparison("age", "atleast", 3), 'did you mean "at least"?'),
    ],
)
def test_a_guard_refuses_what_cannot_be_decided(make: Callable[[], object], message: str) -> None:
    """The error says what was expected."""
    with pytest.raises(ModelError) as caught:
        make()
    assert message in str(caught.value)


def test_a_misspelt_operator_knows_the_others() -> None:
    """As data, for tools."""
    with pytest.raises(UnknownReferenceError) as caught:
        AttributeComparison("age", "atleast", 3)
    assert "at least" == caught.value.suggestion


def test_an_attribute_is_a_value() -> None:
    """It waits for a comparison and says nothing by itself."""
    assert Attribute("age") == AGE
    assert hash(Attribute("age")) == hash(AGE)
    assert Attribute("country") != AGE


@pytest.mark.parametrize(
    "say",
    [
        lambda: ADULT and CHILD,
        lambda: ADULT or CHILD,
        lambda: not ADULT,
        lambda: 1 if otherwise else 0,
        lambda: 18 <= AGE <= 30,  # Python joins the two with `and`
    ],
    ids=["and", "or", "not", "if", "between"],
)
def test_words_that_would_lose_a_condition_are_refused(say: Callable[[], object]) -> None:
    """Python's own `and` would drop the first guard in silence, so the error names `&`."""
    with pytest.raises(GuardError):
        say()


def test_joining_words_are_named() -> None:
    """The message says what to write, and which guard it is about."""
    with pytest.raises(TypeError, match=r"join guards with &, \| and ~, not with and, or, not"):
        bool(ADULT)
    with pytest.raises(GuardError, match="age ≥ 18"):
        bool(ADULT)


@pytest.mark.parametrize(
    ("compare", "method"),
    [
        (operator.eq, "is_"),
        (operator.ne, "is_not"),
        (operator.ge, "at_least"),
        (operator.le, "at_most"),
        (operator.gt, "above"),
        (operator.lt, "below"),
    ],
)
def test_a_sign_between_an_attribute_and_a_value_names_its_method(
    compare: Callable[[object, object], object], method: str
) -> None:
    """`attribute("age") == 18` is False for Python, so it must not pass for a guard."""
    with pytest.raises(GuardError, match=rf"write attribute\('age'\)\.{method}\("):
        compare(AGE, 18)


@given(guards(), guards())
def test_guards_stay_values(a: Guard, b: Guard) -> None:
    """Equality and hashing know no customer, and so stay as they are for every value."""
    assert {a, b, a} == ({a} if a == b else {a, b})
    assert (a & b) == (a & b)


@pytest.mark.parametrize(
    "deeper",
    [lambda guard: ~guard, lambda guard: AllOf((AnyOf((guard,)),)), Not],
    ids=["not", "all of any", "by hand"],
)
def test_a_guard_of_thousands_of_levels_is_refused_at_once(
    deeper: Callable[[Guard], Guard],
) -> None:
    """As what makes no sense, and not as Python's own limit somewhere later."""
    guard = attribute("age").at_least(18)
    with pytest.raises(ModelError, match="expected at most 50 guards inside one another"):  # noqa: PT012
        for _ in range(3_000):
            guard = deeper(guard)
    assert DEEPEST_GUARD - 1 <= guard.depth <= DEEPEST_GUARD
    assert guard == loads(dumps(_with(guard))).transitions[0].when
    assert hash(guard) == hash(guard)
    assert repr(guard)
    assert str(guard)


def _with(guard: Guard) -> Journey:
    """A journey with one guard."""
    ad = touchpoint("Ad")
    return journey("Shop").stage("Awareness", ad).flow(ad >> ad, when=guard)
