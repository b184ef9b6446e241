"""Patterns of event names: any run of characters, one character, and everything else itself."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["as_like", "fits", "overlap"]

ESCAPE = "!"
"""The character that makes the next one stand for itself in a LIKE pattern."""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    translated = {"*": ".*", "?": "."}
    runs = re.sub(r"\*+", "*", pattern)
    return re.compile("".join(translated.get(c, re.escape(c)) for c in runs), re.DOTALL)


def fits(pattern: str, name: str) -> bool:
    """Tell whether the whole of a name fits a pattern.

    Args:
        pattern: The pattern; `*` stands for any run of characters, `?` for exactly one.
        name: The name of an event.

    Example:
        >>> fits("checkout/*/done", "checkout/7/done"), fits("50%_*", "50 percent")
        (True, False)
    """
    return _compiled(pattern).fullmatch(name) is not None


def as_like(pattern: str) -> str:
    """Write a pattern for the operator LIKE, with `!` as its escape character.

    Returns:
        The same pattern in the language of LIKE.

    Example:
        >>> as_like("50%_*!")
        '50!%!_%!!'
    """
    special = {"*": "%", "?": "_"}
    return "".join(special.get(c, f"{ESCAPE}{c}" if c in "%_!" else c) for c in pattern)


def overlap(first: str, second: str) -> str | None:
    """Find a name that fits two patterns.

    A pattern is a small automaton, whose states are its positions; a walk of both at once that
    comes to the end of both spells such a name (breadth first, so that it is a shortest one).

    Args:
        second: Another.

    Returns:
        A shortest name that fits both, or None if there is none.

    Example:
        >>> overlap("checkout/*", "*/done")
        'checkout/done'
        >>> overlap("a*", "b*") is None
        True
    """
    states: dict[tuple[int, int], str] = {(0, 0): ""}
    waiting = [(0, 0)]
    while waiting:
        later: list[tuple[int, int]] = []
        while waiting:
            here, there = waiting.pop()
            spelled = states[here, there]
            if here == len(first) and there == len(second):
                return spelled
            for state, character in _moves(first, second, here, there):
                if state not in states:
                    states[state] = spelled + character
                    (later if character else waiting).append(state)
        waiting = later
    return None


def _moves(first: str, second: str, here: int, there: int) -> list[tuple[tuple[int, int], str]]:
    """Where two patterns can go from two positions, and with which character."""
    a = first[here] if here < len(first) else ""
    b = second[there] if there < len(second) else ""
    moves = []
    if a == "*":
        moves.append(((here + 1, there), ""))
    if b == "*":
        moves.append(((here, there + 1), ""))
    if a and b:
        character = b if a in "*?" else a
        if a in "*?" or b in "*?" or a == b:
            step = (here + (a != "*"), there + (b != "*"))
            moves.append((step, "x" if character in "*?" else character))
    return moves
