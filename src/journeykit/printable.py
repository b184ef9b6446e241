r"""Text that leaves to a terminal or a log, where it is shown and never obeyed.

Names, file names and the messages of other people's code may hold what a terminal or a build server
takes for a command. Error messages and everything that is written for people pass through here;
pictures and documents have escapes of their own.
"""

from __future__ import annotations

import contextlib
import re
import sys
from unicodedata import bidirectional

__all__ = [
    "ISOLATE_END",
    "ISOLATE_STARTS",
    "LONGEST_MESSAGE",
    "SUSPICIOUS",
    "console_text",
    "log_text",
    "printable",
    "quoted",
    "representation",
    "shortened",
    "stray_isolate",
    "without_control",
]

LONGEST_MESSAGE = 600
"""The most characters of a message; what is longer is cut, and says how long it was."""

_LONGEST_QUOTE = 80
"""The most characters of somebody else's text inside a message."""

SUSPICIOUS = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and newline: not allowed in XML
    "\u202a-\u202e"  # bidirectional embeddings and overrides: what is shown is not what is there
    "\u2066-\u2069"  # bidirectional isolates: fine in pairs
    "\ud800-\udfff"  # lone surrogates: cannot be encoded
    "\ufdd0-\ufdef"  # noncharacters, here and in the last two places of every plane
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
"""Compiled when it is first searched for, since most journeys need no search."""

ISOLATE_STARTS = frozenset("\u2066\u2067\u2068")
ISOLATE_END = "\u2069"

_LINE_ENDS = "[\n\t\u2028\u2029]"

# GitHub obeys a line that starts with `::` after blanks, and `##[` wherever it stands in a line, as
# Azure Pipelines does `##vso[`; TeamCity has `##teamcity[`.
_COMMAND = r"(?im)^(?:[^\S\n]|[\u200b\ufeff])*:(?=:)|#(?=#(?:vso|teamcity)?\[)"


def printable(text: str, longest: int | None = None) -> str:
    r"""Return a text as one line that a terminal shows and does not obey.

    Args:
        text: Any text, of any length.
        longest: How many characters of it are shown at most; all if left out.

    Returns:
        The text, with control characters, line breaks, lone surrogates, noncharacters and what
        changes the direction of its surroundings written as Python escapes them. What is cut ends
        in the number of characters that the whole text has.

    Example:
        >>> print(printable("\x1b]0;title\a first\nsecond"))
        \x1b]0;title\x07 first\nsecond
        >>> printable("a" * 20_000_000, 5)
        'aaaaa… 20,000,000 characters'
    """
    text = str.__str__(text)  # a class of one's own may do as it likes when it is cut
    short = text if longest is None else text[:longest]
    if not short.isprintable():
        short = re.sub(_LINE_ENDS, _escaped, without_control(short))
    if longest is None or len(text) <= longest >= len(short):
        return short
    return f"{short[:longest]}… {len(text):,} characters"


def shortened(text: str, longest: int) -> str:
    """Return a text of at most some characters; what is cut says how long it was.

    Args:
        text: Any text.
        longest: How many characters are kept.

    Returns:
        The text, or its beginning and its length.

    Example:
        >>> shortened("a long name", 6)
        'a long… 11 characters'
    """
    return text if len(text) <= longest else f"{text[:longest]}… {len(text):,} characters"


def quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    r"""Return a text in quotes, for the middle of a message.

    Args:
        text: What somebody wrote.
        longest: How many characters of it are shown at most.

    Returns:
        One line.

    Example:
        >>> print(quoted("first\nsecond"))
        "first\nsecond"
    """
    return f'"{printable(text, longest)}"'


def representation(value: object, longest: int = _LONGEST_QUOTE) -> str:
    """Return the `repr` of a value, whatever its class makes of that.

    Args:
        value: Any value, whose class may be anybody's.
        longest: How many characters are shown at most.

    Returns:
        One line; for a class whose `__repr__` fails, the name of the class.

    Example:
        >>> representation({"age": 36})
        "{'age': 36}"
    """
    try:
        text = str.__str__(repr(value))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — anybody's class
        return f"<{type(value).__name__} whose repr raises {type(error).__name__}>"
    return printable(text, longest)


def log_text(text: str) -> str:
    r"""Return lines for a terminal or a build log, none of which is taken for a command.

    Line breaks and tabs stay. A backslash is put into `::` at the start of a line and into `##[`,
    which GitHub and Azure Pipelines would obey.

    Args:
        text: Any text, of any length.

    Returns:
        The text for people to read.

    Example:
        >>> print(log_text("Journey\n  ::error::forged\x1b[2J"))
        Journey
          :\:error::forged\x1b[2J
    """
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        text = without_control(text)
    return re.sub(_COMMAND, lambda match: match[0] + "\\", text)


def console_text(text: str) -> str:
    """Return a text that `print` can write here, where standard output has an older encoding.

    Python writes redirected text on Windows in code page 1252, which has neither arrows nor a minus
    sign, and stops with an error at the first of them.

    Args:
        text: What `str` or `repr` of a value is about to return.

    Returns:
        The text as it is, wherever it can be written; else with signs that everybody has, and with
        what is still missing escaped.
    """
    encoding = getattr(sys.stdout, "encoding", None)
    if text.isascii() or not isinstance(encoding, str) or encoding.lower() in {"utf-8", "utf8"}:
        return text
    with contextlib.suppress(UnicodeError):
        text.encode(encoding)
        return text
    return text.translate(_PLAIN_SIGNS).encode(encoding, "backslashreplace").decode(encoding)


_PLAIN_SIGNS = str.maketrans({"−": "-", "→": "->", "≥": ">=", "≤": "<=", "≠": "!=", "…": "..."})


def without_control(text: str) -> str:
    r"""Escape what no output can show, but for line breaks, tabs and isolates in pairs.

    Args:
        text: Any text, of any length.

    Returns:
        The text, as XML and a terminal can have it.

    Example:
        >>> print(without_control("\x1b[2J"))
        \x1b[2J
    """
    if text.isprintable():
        return text
    escaped = SUSPICIOUS if stray_isolate(text) is not None else _NO_ISOLATES
    return re.sub(escaped, _escaped, text)


_NO_ISOLATES = f"(?![\u2066-\u2069]){SUSPICIOUS}"


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def stray_isolate(text: str) -> int | None:
    """Return the position of the first isolate without its other half in its paragraph.

    Args:
        text: Any text.

    Returns:
        The position, or `None` where all pair up.
    """
    open_at: list[int] = []
    for position, character in enumerate(text):
        if character in ISOLATE_STARTS:
            open_at.append(position)
        elif character == ISOLATE_END:
            if not open_at:
                return position
            open_at.pop()
        elif open_at and bidirectional(character) == "B":
            break
    return open_at[0] if open_at else None
