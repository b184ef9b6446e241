"""Proposals: the valid names that somebody who misspelt one may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.printable import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["did_you_mean", "did_you_mean_one_of", "nearest", "slip_of"]

_LONGEST = 200
"""The most characters of a name that is compared: the effort grows with their square."""


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return the known name that looks most like a given one.

    Upper and lower case are the same here, because people mistype both.

    Args:
        name: What somebody wrote.
        choices: What they could have written; the first of several equally near names wins.

    Returns:
        One of `choices`, spelled as it is there, or `None` if nothing is near.

    Example:
        >>> nearest("Emial", ["email", "phone"])
        'email'
        >>> nearest("pigeon", ["email", "phone"]) is None
        True
    """
    from difflib import get_close_matches

    name = str.__str__(name)  # a class of one's own may compare as it likes
    if len(name) > _LONGEST:
        return None
    spelled: dict[str, str] = {}
    for candidate in choices:
        if len(candidate) <= _LONGEST:
            spelled.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(name.casefold(), spelled, n=1)
    return spelled[matches[0]] if matches else None


_LONG_WORD = 8
"""From so many characters on, a slip may be of two of them."""


def slip_of(name: str, choices: Iterable[str]) -> str | None:
    """Return the known name that a given one cannot but be a slip of.

    A vocabulary that takes words of one's own refuses only what nobody would say on purpose: a
    known word in other cases, or with a letter too many, too few, wrong or in its neighbour's
    place; in long words two of them.

    Args:
        name: What somebody wrote.
        choices: The words that come with the vocabulary.

    Returns:
        One of `choices`, or None for a word of its own. A known word is no slip.

    Example:
        >>> slip_of("frictoin", ["friction", "cost"])
        'friction'
        >>> slip_of("lack of information", ["lack of support"]) is None
        True
    """
    words = tuple(choices)
    if name in words:
        return None
    word = name.casefold()
    most = 1 if len(word) < _LONG_WORD else 2
    near = (each for each in words if each and abs(len(each) - len(word)) <= most)
    return next((each for each in near if _distance(word, each.casefold()) <= most), None)


def _distance(one: str, other: str) -> int:
    """How many letters are added, left out, wrong or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        earlier, before, row = before, row, [n]
        for m, expected in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != expected))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == expected:
                cost = min(cost, earlier[m - 2] + 1)
            row.append(cost)
    return row[-1]


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """Return the tail of a message that proposes the nearest known name.

    Args:
        name: What somebody wrote.
        choices: What they could have written.

    Returns:
        A clause that starts with a semicolon, or an empty string if nothing is near.

    Example:
        >>> did_you_mean("emial", ["email", "phone"])
        '; did you mean "email"?'
        >>> did_you_mean("pigeon", ["email", "phone"])
        ''
    """
    suggestion = nearest(name, choices)
    return "" if suggestion is None else f"; did you mean {quoted(suggestion)}?"


def did_you_mean_one_of(name: str, choices: Iterable[str], *, most: int = 3) -> str:
    """Return the tail of a message that proposes the nearest of very many names.

    Where none looks alike, those are proposed that share a word, the most alike first; to list
    some of hundreds that do not would help nobody.

    Args:
        name: What somebody wrote.
        choices: What they could have written.
        most: How many names that share a word are proposed at most.

    Returns:
        A clause that starts with a semicolon, or an empty string if nothing is near.

    Example:
        >>> rules = ["goal-unserved", "goal-without-owner", "no-exit", "JK101"]
        >>> did_you_mean_one_of("goal-unservd", rules)
        '; did you mean "goal-unserved"?'
        >>> did_you_mean_one_of("unknown-goals", rules)
        '; did you mean "goal-unserved" or "goal-without-owner"?'
        >>> did_you_mean_one_of("pigeon", rules)
        ''
    """
    from difflib import SequenceMatcher

    every = tuple(dict.fromkeys(each for each in choices if len(each) <= _LONGEST))
    one = did_you_mean(name, every)
    if one or len(name) > _LONGEST:
        return one
    searched = _words(name)

    folded = name.casefold()

    def shared(candidate: str) -> int:
        words = _words(candidate)
        return sum(any(_begins(word, other) for other in words) for word in searched)

    def alike(pair: tuple[int, str]) -> tuple[int, float]:
        number, candidate = pair
        return number, SequenceMatcher(None, folded, candidate.casefold()).ratio()

    sharing = [(number, each) for each in every if (number := shared(each))]
    near = [quoted(each) for _, each in sorted(sharing, key=alike, reverse=True)[:most]]
    if not near:
        return ""
    *others, last = near
    return f"; did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def _words(name: str) -> list[str]:
    """The words of a name that say something."""
    apart = "".join(c if c.isalnum() else " " for c in name.casefold())
    return [word for word in apart.split() if len(word) > 3 and word != "without"]  # noqa: PLR2004


def _begins(one: str, other: str) -> bool:
    """Whether two words are one, as goal and goals are."""
    return one.startswith(other) or other.startswith(one)
