"""A rule is a function and what people should know of it; nothing is registered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any

import pytest

from helpers.odd_rules import TOLD as WORDS
from journeykit import journey
from journeykit.errors import RuleError
from journeykit.graph import View, view_of
from journeykit.validation import Option, Problem, Rule, every_rule, rule

TOLD = {name: value for name, value in WORDS.items() if name != "family"} | {"severity": "info"}


def _odd(view: View) -> Iterator[Problem]:
    """Find a journey called Odd."""
    if view.journey.name == "Odd":
        yield Problem("it is odd", view.journey)


def test_the_decorator_returns_a_value_and_registers_nothing() -> None:
    """A rule made here is in no set that somebody else asks for."""
    made = rule("odd-thing", "ACME101", **TOLD)(_odd)
    assert isinstance(made, Rule)
    assert made not in every_rule()


def test_the_family_is_the_module_unless_it_is_said() -> None:
    """Rules of one file are listed together."""
    assert "test rule" == rule("odd-thing", "ACME101", **TOLD)(_odd).family
    assert "oddities" == rule("odd-thing", "ACME101", **TOLD, family="oddities")(_odd).family


def test_calling_a_rule_gives_its_problems() -> None:
    """A rule can be tried without an engine."""
    made = rule("odd-thing", "ACME101", **TOLD)(_odd)
    assert ["it is odd"] == [problem.message for problem in made(view_of(journey("Odd")))]
    assert () == made(view_of(journey("Even")))


def test_keywords_become_options() -> None:
    """Type, default and meaning are read from the function."""

    def many(view: View, *, most: Annotated[int, "how many are too many"] = 3) -> Iterator[Problem]:
        if len(view.touchpoints) > most:
            yield Problem("too many", view.journey)

    made = rule("too-many", "ACME102", **TOLD)(many)
    assert (Option("most", int, 3, "how many are too many"),) == made.options
    assert "int" == made.options[0].type
    assert () == made.needs


def test_a_clock_is_given_and_no_option() -> None:
    """What the engine gives is told apart from what people give."""

    def late(view: View, *, clock: datetime.date) -> Iterator[Problem]:
        yield Problem(str(clock), view.journey)

    made = rule("late", "ACME103", **TOLD)(late)
    assert ((), ("clock",)) == (made.options, made.needs)


def test_an_option_needs_a_meaning_and_a_default() -> None:
    """Every option that is wrong is named at once."""

    def vague(view: View, *, most: int = 3, least: Annotated[int, "fewest"]) -> Iterator[Problem]:
        yield Problem(f"{most}{least}", view.journey)

    with pytest.raises(RuleError) as caught:
        rule("vague", "ACME104", **TOLD)(vague)
    expected = 'expected "Annotated[type, meaning]" and a default'
    assert (f"option most: {expected}", f"option least: {expected}") == caught.value.problems


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": "Odd Thing"}, "name 'Odd Thing': expected lower-case words joined by hyphens"),
        ({"code": "101"}, "code '101': expected capital letters and three digits"),
        ({"severity": "fatal"}, "severity 'fatal': expected one of error, warning, info"),
        ({"detects": " "}, "detects: expected a sentence"),
        ({"why": ""}, "why: expected a sentence"),
        ({"fix": ""}, "fix: expected a sentence"),
        ({"code": "JK999"}, "code 'JK999': JK belongs to journeykit, use another prefix"),
        (
            {"profiles": ["checklists"]},
            (
                "profile 'checklists': expected one of checklist, privacy, public-service, "
                'blueprint, automation; did you mean "checklist"?'
            ),
        ),
        (
            {"scope": "retencion"},
            (
                "scope 'retencion': expected one of awareness, consideration, purchase, "
                'onboarding, experience, retention, advocacy; did you mean "retention"?'
            ),
        ),
        (
            {"fires": journey("Odd")},
            "fires: expected a function that makes a journey, as in lambda: journey(…)",
        ),
        (
            {"silent": None},
            "silent: expected a function that makes a journey, as in lambda: journey(…)",
        ),
    ],
    ids=[
        "name",
        "code",
        "severity",
        "detects",
        "why",
        "fix",
        "prefix",
        "profile",
        "scope",
        "fires",
        "silent",
    ],
)
def test_a_rule_that_could_not_be_used_is_refused(changed: dict[str, Any], problem: str) -> None:
    """The error names the rule and what is wrong with it."""
    given = TOLD | {"name": "odd-thing", "code": "ACME101"} | changed
    with pytest.raises(RuleError) as caught:
        rule(given.pop("name"), given.pop("code"), **given)(_odd)
    assert (problem,) == caught.value.problems


def test_a_gate_that_does_not_exist_is_refused() -> None:
    """A misspelt dimension would keep the rule shut for ever."""
    with pytest.raises(RuleError, match="requires 'emotion': expected one of touchpoints"):
        rule("odd-thing", "ACME101", **TOLD, requires={"emotion": 1})(_odd)


def test_one_word_needs_no_list() -> None:
    """A word is a word, and not its letters."""
    made = rule("odd-thing", "ACME101", **TOLD, profiles="checklist", scope="purchase")(_odd)
    assert (("checklist",), ("purchase",)) == (made.profiles, made.scope)


def _keyword_only(*, view: View) -> Iterator[Problem]:
    """Take a view in a way in which no engine gives one."""
    yield Problem("never", view.journey)


@pytest.mark.parametrize(
    "condition", [lambda: (), _keyword_only, "odd"], ids=["nothing", "keyword", "no function"]
)
def test_a_rule_is_made_of_a_function_that_takes_a_view(condition: Any) -> None:
    """Whoever forgot the view is told so, when the rule is made."""
    with pytest.raises(RuleError) as caught:
        rule("odd-thing", "ACME101", **TOLD)(condition)
    assert ("expected a function that takes a view: def look(view): …",) == caught.value.problems


def test_annotations_that_cannot_be_read_are_told() -> None:
    """Options are read from annotations, so that these have to be there at run time."""

    def many(view: Missing, *, most: Annotated[int, "how many"] = 3) -> Iterator[Problem]:  # type: ignore[name-defined]  # noqa: F821
        yield Problem(f"{most}", view.journey)

    with pytest.raises(
        RuleError, match=r"'Missing' is not defined.*; import what they name at run"
    ):
        rule("odd-thing", "ACME101", **TOLD)(many)
