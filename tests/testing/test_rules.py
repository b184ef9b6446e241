"""The self-test of a rule: it lets good rules pass and tells bad ones everything."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated

import pytest

from helpers.odd_rules import made, raising, saying
from journeykit import Element, Journey, journey, testing, touchpoint
from journeykit.graph import View
from journeykit.testing import check_rule
from journeykit.validation import Problem, Rule, every_rule


def _odd(view: View) -> Iterator[Problem]:
    """Find a touchpoint called Odd."""
    for met in view.touchpoints:
        if met.name == "Odd":
            yield Problem("it is odd", met)


def _of(name: str) -> Journey:
    return journey("Gift").stage("Purchase", touchpoint(name))


def _rule(**changed: object) -> Rule:
    examples = {"fires": lambda: _of("Odd"), "silent": lambda: _of("Even")}
    return made(_odd, **(examples | changed))  # type: ignore[arg-type]


def _told(rule: Rule, *, fuzz: int = 0) -> list[str]:
    """What the self-test has against a rule, without its first line."""
    with pytest.raises(AssertionError) as caught:
        check_rule(rule, fuzz=fuzz)
    first, *rest = str(caught.value).split("\n- ")
    assert f"rule {rule.name} ({rule.code}):" == first
    return rest


def test_a_good_rule_passes() -> None:
    """With journeys that Hypothesis makes up."""
    check_rule(_rule(), fuzz=10)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_every_rule_of_the_library_passes(rule: Rule) -> None:
    """What we ask of others we ask of ourselves; the engine's test fuzzes all at once."""
    check_rule(rule, fuzz=0)


def test_what_is_no_rule_is_told() -> None:
    """The decorator is easily forgotten."""
    with pytest.raises(
        AssertionError, match=r"expected a rule, got .* did you forget the decorator"
    ):
        check_rule(_odd)  # type: ignore[arg-type]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Metadata and both examples."""
    rule = _rule(
        formally="",
        why="Odd things are odd",
        source="Ourselves, 2026",
        fires=lambda: _of("Even"),
        silent=lambda: _of("Odd"),
    )
    assert [
        "formally is empty; it stands on the page of the rule",
        "why is a sentence: end it with a full stop",
        "it finds nothing on the example that should make it fire",
        "it is not silent on the example that should leave it so: it is odd",
    ] == _told(rule)


def test_an_option_without_meaning_is_told() -> None:
    """It would stand on the page without a word."""

    def condition(view: View, *, most: Annotated[int, " "] = 1) -> Iterator[Problem]:
        yield from _odd(view) if most else ()

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")))
    assert ["option most does not tell what it changes"] == told


def test_an_example_behind_a_closed_gate_shows_nothing() -> None:
    """Silence because nobody asked is no silence."""
    told = _told(_rule(requires={"emotions": 1}))
    reason = "it is not stated what people feel"
    assert [
        f"it has nothing to say on the example fires: {reason}",
        f"it has nothing to say on the example silent: {reason}",
    ] == told


def test_an_example_that_raises_is_told() -> None:
    """With its error."""
    told = _told(_rule(silent=lambda: journey("")))
    assert told[0].startswith("the example silent cannot be made: journeykit.errors.ModelError: ")


def test_a_rule_that_raises_is_told() -> None:
    """With its words, on each example and on the empty journey."""
    told = _told(raising(ValueError("no")))
    assert all("raised ValueError: no" in each for each in told[:-1])
    assert told[-1].startswith("on the empty journey: rule broken (ACME666)")


def test_a_rule_that_says_something_else_each_time_is_told() -> None:
    """A count that goes on would make every report another one."""
    times: list[int] = []

    def condition(view: View) -> Iterator[Problem]:
        times.append(1)
        for problem in _odd(view):
            yield Problem(f"{problem.message} {len(times)}", view.touchpoints)

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")))
    assert "it says something else the second time on the example fires" in told


def test_a_rule_that_changes_the_view_is_told() -> None:
    """Other rules ask the same view."""

    def condition(view: View) -> Iterator[Problem]:
        yield from _odd(view)
        vars(view.index)["touchpoints"] = (*view.touchpoints, touchpoint("Added"))

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")))
    assert "it changes what the view of the example fires answers" in told


def test_a_rule_that_speaks_of_what_is_not_there_is_told() -> None:
    """Elements are looked up, not made up."""

    def condition(view: View) -> Iterator[Problem]:
        if any(_odd(view)):
            yield Problem("gone", Element("stage", ("gone",)))

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")))
    assert ["on the example fires: it speaks of stage:gone, which is not there"] == told


def test_a_rule_without_words_or_place_is_told() -> None:
    """Nobody could do anything about it."""

    def condition(view: View) -> Iterator[Problem]:
        if any(_odd(view)):
            yield Problem(" ", [])

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")))
    assert [
        "on the example fires: a problem without a message",
        "on the example fires: a problem that is nowhere:  ",
    ] == told


def test_a_rule_that_shouts_at_who_has_just_begun_is_told() -> None:
    """On an empty journey one word about the journey itself is enough."""
    told = _told(saying("no emotion", "no metric"))
    assert "it is not silent on the empty journey: no emotion" in told


def test_hypothesis_finds_the_journey_a_rule_did_not_think_of() -> None:
    """A map without personas, here."""

    def condition(view: View) -> Iterator[Problem]:
        if view.journey.stages and not view.journey.personas and not _is_example(view):
            raise IndexError("nobody there")
        yield from _odd(view)

    told = _told(made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even")), fuzz=100)
    assert told[0].startswith("on a journey that Hypothesis made up: ")
    assert "raised IndexError: nobody there" in told[0]
    assert "holds(" in told[0]
    assert "Journey(" in told[0]


def _is_example(view: View) -> bool:
    return [met.name for met in view.touchpoints] in (["Odd"], ["Even"])


def test_the_clock_is_the_one_that_is_given() -> None:
    """Authors choose the day of their examples."""

    def condition(view: View, *, clock: datetime.date) -> Iterator[Problem]:
        if clock.year == 2001:
            yield from _odd(view)

    rule = made(condition, fires=lambda: _of("Odd"), silent=lambda: _of("Even"))
    check_rule(rule, clock=datetime.date(2001, 1, 1), fuzz=0)
    assert ["it finds nothing on the example that should make it fire"] == _told(rule)


def test_the_check_is_at_hand() -> None:
    """It can be had without knowing the module, and without Hypothesis until journeys are made up.

    A name that is not there is missing in the usual way.
    """
    code = (
        "import sys, journeykit.testing as testing; early = 'journeykit.validation' in sys.modules;"
        "testing.check_rule; print(early, 'hypothesis' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "False False" == done.stdout.strip()
    assert "check_rule" in dir(testing)
    with pytest.raises(AttributeError, match="has no attribute 'check_rules'"):
        _ = testing.check_rules  # type: ignore[attr-defined]
