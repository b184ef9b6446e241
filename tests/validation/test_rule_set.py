"""A set of rules is a value: selecting, ignoring and configuring give new ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest

from helpers.odd_rules import made, saying
from journeykit import journey
from journeykit.errors import RuleError
from journeykit.graph import View
from journeykit.validation import PROFILES, Problem, RuleSet, check, everything, recommended

ONE = saying("one", name="rule-one", code="ACME101", family="small")
TWO = saying("two", name="rule-two", code="ACME102", family="small")
THREE = saying("three", name="rule-three", code="ACME201", family="large")
ALL = RuleSet((ONE, TWO, THREE))


def _many(
    view: View,
    *,
    most: Annotated[int, "how many are too many"] = 3,
    share: Annotated[float, "which part"] = 0.5,
    words: Annotated[tuple[str, ...], "which words"] = ("a",),
    loud: Annotated[bool, "whether it shouts"] = False,
) -> Iterator[Problem]:
    """Say what it was given."""
    yield Problem(f"{most} {share} {words} {loud}", view.journey)


MANY = made(_many, "many", "ACME301")


def _names(rules: RuleSet) -> list[str]:
    return [rule.name for rule in rules.rules]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("rule-two", ["rule-two"]),
        ("ACME102", ["rule-two"]),
        ("ACME1", ["rule-one", "rule-two"]),
        ("ACME", ["rule-one", "rule-two", "rule-three"]),
        ("large", ["rule-three"]),
    ],
    ids=["name", "code", "beginning", "prefix", "family"],
)
def test_a_selector_is_a_name_a_code_its_beginning_or_a_family(
    selector: str, expected: list[str]
) -> None:
    """Selecting and ignoring understand the same words."""
    assert expected == _names(ALL.select(selector))
    left = ["rule-one", "rule-two", "rule-three"]
    assert [name for name in left if name not in expected] == _names(ALL.ignore(selector))


def test_selecting_leaves_the_set_alone() -> None:
    """Every change is a new value, so that a cell may run again."""
    ALL.select("rule-one").severity("rule-two", "error")
    assert ["rule-one", "rule-two", "rule-three"] == _names(ALL)


def test_what_was_not_selected_can_be_added_again() -> None:
    """A set remembers what is available, and keeps its order."""
    assert ["rule-one", "rule-three"] == _names(ALL.select("rule-three").also("rule-one"))


def test_a_rule_is_in_its_set_by_name_and_by_code() -> None:
    """`in` asks what would run."""
    assert "rule-one" in ALL
    assert "ACME101" in ALL
    assert "rule-one" not in ALL.ignore("rule-one")


def test_an_unknown_selector_is_an_entry_with_the_nearest_name() -> None:
    """A misspelt rule is not silently left out of a check."""
    report = check(journey("Odd"), ALL.select("rule-twoo", "rule-one"))
    (entry,) = report.crashed
    assert ("JK003", "unknown-selector") == (entry.code, entry.rule)
    expected = 'no rule, code or family is called "rule-twoo"; did you mean "rule-two"?'
    assert expected == entry.message
    assert ["one"] == [finding.message for finding in report.findings]
    assert not report.ok


def test_the_same_unknown_selector_is_told_once() -> None:
    """Two mentions of one mistake are one mistake."""
    assert 1 == len(ALL.ignore("nonsense").also("nonsense").troubles)


def test_a_family_is_proposed_too() -> None:
    """The nearest word may be a family."""
    (entry,) = ALL.select("largee").troubles
    assert entry.message.endswith('did you mean "large"?')


def test_severities_are_changed_for_one_rule_or_a_family() -> None:
    """The report counts with the severity of the set, not of the rule."""
    rules = ALL.severity("small", "error").severity("rule-two", "info")
    found = check(journey("Odd"), rules).findings
    assert [("rule-one", "error"), ("rule-three", "warning"), ("rule-two", "info")] == [
        (finding.rule, finding.severity) for finding in found
    ]


def test_an_unknown_severity_is_refused() -> None:
    """The error lists the severities."""
    with pytest.raises(RuleError, match="severity 'fatal': expected error, warning, info"):
        ALL.severity("rule-one", "fatal")  # type: ignore[arg-type]


def test_a_rule_runs_with_the_options_it_is_given() -> None:
    """A whole number will do for a number; a list for a tuple; the finding echoes them."""
    rules = RuleSet((MANY,)).configure("ACME301", most=5, share=1, words=["b", "c"], loud=True)
    (finding,) = check(journey("Odd"), rules).findings
    assert "5 1 ('b', 'c') True" == finding.message
    assert (("most", 5), ("share", 1), ("words", ("b", "c")), ("loud", True)) == finding.options


def test_the_last_word_on_an_option_counts() -> None:
    """Options given twice are replaced one by one."""
    rules = RuleSet((MANY,)).configure("many", most=5, share=0.1).configure("many", most=7)
    (finding,) = check(journey("Odd"), rules).findings
    assert "7 0.1 ('a',) False" == finding.message


def test_every_wrong_option_is_named_at_once() -> None:
    """The error tells the nearest name and the type that was expected."""
    with pytest.raises(RuleError) as caught:
        RuleSet((MANY,)).configure("many", mots=1, share="half", words=[1], loud=1, most=True)
    assert (
        "unknown option 'mots'; did you mean \"most\"?",
        "share: expected float, got 'half'",
        "words: expected tuple[str, ...], got [1]",
        "loud: expected bool, got 1",
        "most: expected int, got True",
    ) == caught.value.problems


def test_configuring_an_unknown_rule_is_an_entry() -> None:
    """As with any other selector."""
    (entry,) = RuleSet((MANY,)).configure("mny", most=1).troubles
    assert 'no rule, code or family is called "mny"; did you mean "many"?' == entry.message


@pytest.mark.parametrize("taken", ["name", "code"])
def test_two_rules_under_one_word_are_refused(taken: str) -> None:
    """Who extends a set learns which rule stands in the way."""
    other = {"name": "rule-one", "code": "ACME999"}
    if taken == "code":
        other = {"name": "another", "code": "ACME101"}
    with pytest.raises(RuleError, match="is also 'rule-one'"):
        ALL.extend(saying("four", **other))


def test_a_set_is_extended_by_rules_of_ones_own() -> None:
    """They run, and can be selected, as those of the library."""
    rules = recommended().extend(ONE)
    assert "ACME101" in rules
    assert 1 == len(check(journey("Odd"), rules).of("rule-one"))


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_can_reach_every_rule(name: str) -> None:
    """A profile decides what runs, never what can be selected."""
    rules = PROFILES[name]()
    assert everything().available == rules.available
    assert set(rules.rules) <= set(rules.available)
    assert () != rules.rules


def test_the_profiles_stand_in_order() -> None:
    """The draft is part of the recommended, which is part of all others; strict has all."""
    sets = {name: set(make().rules) for name, make in PROFILES.items()}
    assert {rule.severity for rule in sets["draft"]} == {"error"}
    assert sets["draft"] < sets["recommended"]
    assert sets["strict"] == set(everything().available)
    for name in ("checklist", "privacy", "public-service", "blueprint", "automation"):
        assert sets["recommended"] <= sets[name], name


def test_a_function_is_no_rule_yet() -> None:
    """Whoever forgot the decorator is told so by the function's name."""
    with pytest.raises(RuleError, match=r"rule _many is misconfigured: expected a rule; did you"):
        ALL.extend(_many)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="did you forget the decorator"):
        RuleSet([len])  # type: ignore[list-item]


def test_rules_are_given_one_by_one() -> None:
    """Whoever gives a list is told how to unpack it."""
    with pytest.raises(RuleError, match="put a star before it"):
        ALL.extend([MANY])  # type: ignore[arg-type]
