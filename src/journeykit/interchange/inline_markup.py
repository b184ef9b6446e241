"""Marks inside a text: emphasis, code, and what Markdown writes with a backslash before it."""

from __future__ import annotations

import re

__all__ = ["unmarked"]

_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_MARKS = (
    r"\*\*(?=\S)((?:\\.|[^*\\\n])+)(?<=\S)\*\*(?!\w)|__(?=\S)((?:\\.|[^_\\\n])+)(?<=\S)__(?!\w)"
    r"|`([^`\n]+)`(?!\w)|(?<![\w*])\*(?=\S)((?:\\.|[^*\\\n])+)(?<=\S)\*(?!\w)"
)
"""Bold, code and emphasis; whatever a cell holds, it is looked at once or twice, not more."""

_IN_CELL = re.compile(_MARKS)
_IN_MARKDOWN = re.compile(f"{_ESCAPED}|{_MARKS}")
_CODE = 4
"""The group of code in Markdown, where a backslash stands for itself."""


def unmarked(text: str, *, markdown: bool) -> str:
    r"""Return a text without the marks of bold, code and emphasis.

    Args:
        text: What stands in a cell or a heading.
        markdown: Whether a backslash before a sign says that the sign is no mark.

    Returns:
        The words.

    Example:
        >>> unmarked("**Heating** fails", markdown=False)
        'Heating fails'
        >>> unmarked(r"2 \* 3 is *six*", markdown=True)
        '2 * 3 is six'
    """
    if not markdown:
        return _IN_CELL.sub(lambda match: match[match.lastindex or 0], text)
    return _IN_MARKDOWN.sub(_words, text)


def _words(match: re.Match[str]) -> str:
    """What a mark stands around."""
    inner = match[match.lastindex or 0]
    return inner if match.lastindex == _CODE else re.sub(_ESCAPED, r"\1", inner)
