"""Cells that hold several things: what stands between them."""

from __future__ import annotations

import re

_ITEMS = re.compile(r"\s*(?:[;\n•]|<br\s*/?>)\s*", flags=re.IGNORECASE)
_SLASHES = re.compile(r"\s+/\s+")
_NAMES = re.compile(r"\s*(?:[;\n•/,]|<br\s*/?>)\s*", flags=re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "nan", "null"})
"""What stands in a cell that says nothing."""

MEANT = {";": "\udc3b", ":": "\udc3a"}
"""What stands for a sign between things that is meant as itself: no text of a file has it."""

_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-z])")


def is_nothing(text: str) -> bool:
    """Tell whether a text is what people write into a cell that says nothing.

    Example:
        >>> is_nothing("n/a"), is_nothing("—"), is_nothing("no")
        (True, True, False)
    """
    return text.casefold() in _NOTHING


def protected(cell: str) -> str:
    r"""Return a cell of Markdown in which `\;` and `\:` stand between nothing.

    Returns:
        The cell, of which `as_meant` gives back the words.
    """
    return re.sub(r"(?<!\\)((?:\\\\)*)\\([;:])", lambda match: match[1] + MEANT[match[2]], cell)


def as_meant(text: str) -> str:
    """Return the words of a text that `protected` gave.

    Args:
        text: The text, or a part of it.
    """
    for sign, stands_for in MEANT.items():
        text = text.replace(stands_for, sign)
    return text


def several(cell: str, kind: str, separator: str | None) -> list[str]:
    """Tell apart the several things that a cell holds.

    Args:
        cell: What stands in the cell.
        kind: What they are, such as `pains`.
        separator: What stands between them, if somebody said so.

    Returns:
        The things: what is between semicolons, lines, bullets or slashes with spaces; of channels
        also what is between commas; of pains, thoughts and actions also each sentence.

    Example:
        >>> several("Email / phone", "channels", None), several("Slow. Too dear.", "pains", None)
        (['Email', 'phone'], ['Slow.', 'Too dear.'])
    """
    if separator is not None:
        parts = cell.split(separator or "\n")
    elif kind == "channels":
        parts = _NAMES.split(cell)
    elif kind == "touchpoint of a row":
        parts = _ITEMS.split(cell)
    else:
        parts = [part for item in _ITEMS.split(cell) for part in _SLASHES.split(item)]
        if len(parts) == 1 and kind in {"pains", "thoughts", "actions"}:
            parts = _SENTENCES.split(cell)
    return [part.strip() for part in parts if part.strip()]
