"""Proposals: the names that somebody may have meant."""

from __future__ import annotations

import pytest

from journeykit.suggestions import did_you_mean, did_you_mean_one_of, nearest, slip_of


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("emial", ["email", "phone"], "email"),
        ("EMAIL", ["Email"], "Email"),
        ("", ["Email"], None),
        ("email", [], None),
        ("xyzzy", ["email"], None),
    ],
)
def test_nearest(name: str, known: list[str], expected: str | None) -> None:
    """The nearest name is found whatever the case, and spelled as it is known."""
    assert expected == nearest(name, known)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("goal-unservd", '; did you mean "goal-unserved"?'),
        ("unknown-goals", '; did you mean "old-goal", "goal-unserved" or "goal-unmet"?'),
        ("exit", '; did you mean "no-exit"?'),
        ("without", ""),
        ("pigeon", ""),
        ("", ""),
    ],
)
def test_a_few_of_many_names_are_proposed(name: str, expected: str) -> None:
    """The one that looks alike, or those that share a word; never some that have nothing of it."""
    known = ["JK101", "a-goal-without-end", "goal-unmet", "goal-unserved", "old-goal", "no-exit"]
    assert expected == did_you_mean_one_of(name, known)


def test_did_you_mean_is_empty_without_a_near_name() -> None:
    """The clause can be appended to any message without a condition."""
    assert did_you_mean("xyzzy", ["email"]) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("frictoin", "friction"),
        ("Cost", "cost"),
        ("costs", "cost"),
        ("emial", "email"),
        ("confussion", "confusion"),
        ("lack of information", None),
        ("lost", "cost"),
        ("renew", None),
        ("shame", None),
        ("friction", None),
        ("", None),
    ],
)
def test_a_slip_is_a_known_word_with_a_letter_or_two_gone_wrong(
    word: str, meant: str | None
) -> None:
    """Whatever is further away may be a word of one's own."""
    known = ["friction", "cost", "email", "confusion", "lack of support", "review"]
    assert meant == slip_of(word, known)
