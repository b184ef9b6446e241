"""How wide text stands on paper, measured without a font, and lines that fit a width.

`journeykit.text.width` counts columns of a fixed-width font. Pictures are set in a proportional
one, and which one a reader has is not known here; so each character counts as wide as it is in the
wider of two common families. A line may come out shorter than thought, never longer.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import Final
from unicodedata import category, east_asian_width

from journeykit.text import breakable, clusters, width

__all__ = ["text_width", "widest_word", "wrap_to_width"]

# The larger of the advance widths of Arial and Noto Sans in thousandths of an em, from U+0020.
_ADVANCES = bytes(32) + bytes(
    round(advance / 4)
    for advance in (
        *(278, 278, 408, 646, 572, 889, 732, 225, 333, 333, 551, 584, 278, 333, 278, 372),
        *(572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 278, 278, 584, 584, 584, 556),
        *(1015, 667, 667, 722, 730, 667, 611, 778, 741, 339, 500, 667, 556, 907, 760, 781),
        *(667, 781, 722, 667, 611, 731, 667, 944, 667, 667, 611, 329, 372, 329, 572, 556),
        *(333, 561, 615, 500, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605),
        *(615, 615, 413, 500, 361, 618, 508, 786, 529, 510, 500, 380, 551, 380, 584, 0),
    )
)
_PER_EM = 250  # the table counts in fourths of a hundredth, so that it fits into bytes
_COLUMN = 0.62
"""What a column takes in scripts that are not in the table."""

_FULL, _HALF, _EMOJI = 1.0, 0.5, 1.25
"""What a wide letter (Chinese, Japanese, Korean) takes, a narrow one of those, and an emoji."""

_ALIKE = str.maketrans("·•“”‘’–−×±…", ".o\"\"''=+++W")
"""Signs that stand about as wide as one in the table."""

_BOLD = 1.08
"""How much wider bold is, but for wide letters and emoji, which are alike in every weight."""


@lru_cache(maxsize=4096)
def text_width(text: str, *, bold: bool = False) -> float:
    """Return how wide a line stands, in ems.

    Args:
        text: One line.
        bold: Whether it is set in bold.

    Returns:
        The width of the widest of the usual fonts.

    Example:
        >>> text_width("ill") < text_width("WWW")
        True
    """
    if not text.isascii():
        text = text.translate(_ALIKE)
    factor = _BOLD if bold else 1
    if text.isascii():
        ems = sum(map(_ADVANCES.__getitem__, text.encode().replace(b"\t", b" "))) / _PER_EM
        return ems * factor
    fixed = flexible = 0.0
    for cluster in clusters(text):
        first = cluster[0]
        if first < "\x7f":
            flexible += _ADVANCES[ord(first)] / _PER_EM
        elif (kind := east_asian_width(first)) in "WFH":
            letter = _HALF if kind == "H" else _FULL
            fixed += _EMOJI if category(first) == "So" else letter
        else:
            flexible += width(cluster) * _COLUMN
    return fixed + flexible * factor


def wrap_to_width(
    text: str, ems: float, lines: int | None = None, *, bold: bool = False, name: bool = False
) -> tuple[str, ...]:
    """Break a text into lines that are no wider than some ems.

    Words stay whole where a line can hold them; one that is wider is broken after its hyphens,
    and only what is wider still anywhere else.

    Args:
        text: The whole text.
        ems: The width there is.
        lines: How many lines there may be; a `…` in the last tells that there are more.
        bold: Whether it is set in bold.
        name: Whether it is a name: if it has to be cut, its end stays, since names that begin
            alike are told apart by it.

    Returns:
        The lines; a single character that is wider still stands alone.

    Example:
        >>> wrap_to_width("shipping cost appears at the last step", 9)
        ('shipping cost', 'appears at the last', 'step')
        >>> wrap_to_width("Pre-assessment appointment", 7)
        ('Pre-', 'assessment', 'appointment')
        >>> wrap_to_width("Manager for large customers A", 9, 1, name=True)
        ('Manage…omers A',)
    """
    ems = max(ems, _NO_ROOM)
    # Most text fits, and is known to without looking for words.
    if len(text) < 3 * ems and text.isprintable() and "  " not in text:
        stripped = text.strip(" ")
        if text_width(stripped, bold=bold) <= ems:
            return (stripped,) if stripped else ()
    whole = text.strip(" \t\n")
    if not whole:
        return ()
    # Of a text that is cut no more is broken than is shown, and one line to know of the rest.
    needed = None if lines is None else lines + 1
    paragraphs = whole.split("\n", -1 if needed is None else needed)
    broken = tuple(
        islice((line for each in paragraphs for line in _without_orphan(each, ems, bold)), needed)
    )
    if lines is None or len(broken) <= lines:
        return broken
    kept = broken[: lines - 1]
    if name:
        return *kept, _cut_in_middle(_after(text, kept), ems, bold=bold)
    return *kept, _cut_at_end(broken[lines - 1], ems, bold=bold)


def widest_word(text: str, *, bold: bool = False) -> float:
    """Return how wide the widest part of a text is that should not be broken.

    Args:
        text: The whole text.
        bold: Whether it is set in bold.

    Returns:
        The width of its widest word, or of the widest part between hyphens, in ems.

    Example:
        >>> widest_word("Pre-assessment") < text_width("Pre-assessment")
        True
    """
    parts = (part for word in text.split() for part in breakable(word))
    return max((text_width(part, bold=bold) for part in parts), default=0.0)


def _without_orphan(paragraph: str, ems: float, bold: bool) -> Iterator[str]:  # noqa: FBT001 inner
    """Fill lines so that of a text without spaces no letter stands alone at its end."""
    before = None
    lines = _filled(paragraph, ems, bold)
    last = next(lines)
    for line in lines:
        if before is not None:
            yield before
        before, last = last, line
    if before is None:
        yield last
        return
    if before + last in paragraph and east_asian_width(last[0]) in "WF":
        pieces = [*breakable(before)]
        while len(clusters(last)) < _LEAST_LETTERS < len(pieces):
            last = pieces.pop() + last
        before = "".join(pieces)
    yield before
    yield last


def _filled(paragraph: str, ems: float, bold: bool) -> Iterator[str]:  # noqa: FBT001 it is inner
    """Fill lines greedily; a paragraph without words is one empty line."""
    line = ""
    words = deque(word[0] for word in _WORD.finditer(paragraph))
    while words:
        pieces = [*_pieces(words.popleft(), ems, bold)]
        if words and words[0] == _BETWEEN:
            # A dot between two things stands behind the first, never at the head of a line.
            ended = f"{pieces[-1]} {_BETWEEN}"
            if text_width(ended, bold=bold) <= ems:
                pieces[-1] = ended
                words.popleft()
        for index, piece in enumerate(pieces):
            longer = f"{line} {piece}" if line and not index else line + piece
            if line and text_width(longer, bold=bold) > ems:
                yield line
                longer = piece
            line = longer
    yield line


def _pieces(word: str, ems: float, bold: bool) -> Iterator[str]:  # noqa: FBT001 it is inner
    """What may stand on a line of its own: the word, its parts, or what of them fits a line."""
    if text_width(word, bold=bold) <= ems and word.isascii():
        yield word
        return
    for part in breakable(word):
        whole = text_width(part, bold=bold)
        if whole <= ems:
            yield part
            continue
        # In pieces of about the same length, so that no letter stands alone.
        least = whole / ceil(whole / ems)
        piece = ""
        for cluster in clusters(part):
            wider = text_width(piece + cluster, bold=bold)
            if piece and (wider > ems or text_width(piece, bold=bold) >= least):
                yield piece
                piece = ""
            piece += cluster
        yield piece


_LEAST_LETTERS: Final = 2
"""How many letters the last line of a text without spaces has at least, where there are more."""

_NO_ROOM = 0.01
"""Where there is no room, or less than none, every character stands alone."""

_BETWEEN: Final = "·"

_WORD = re.compile("[^ \t]+")
"""A no-break space is a part of a word."""


def _after(text: str, lines: Iterable[str]) -> str:
    """What of a text comes after its first lines."""
    used = sum(len("".join(line.split())) for line in lines)
    for index, character in enumerate(text):
        if not used and not character.isspace():
            return " ".join(text[index:].split())
        used -= not character.isspace()
    return ""


def _cut_at_end(line: str, ems: float, *, bold: bool) -> str:
    kept = clusters(line)
    while kept and text_width("".join(kept).rstrip() + "…", bold=bold) > ems:
        kept.pop()
    shortened = "".join(kept)
    words, space, _ = shortened.rpartition(" ")
    # A whole word less, unless that leaves half of the line empty.
    in_a_word = len(shortened) < len(line) and not line[len(shortened)].isspace()
    if in_a_word and space and text_width(words, bold=bold) > ems / 2:
        shortened = words
    return shortened.rstrip() + "…"


def _cut_in_middle(text: str, ems: float, *, bold: bool) -> str:
    """The beginning and the end of a text, with the middle left out."""
    letters = clusters(text)
    free = ems - text_width("…", bold=bold)
    end: list[str] = []
    while letters and text_width(letters[-1] + "".join(end), bold=bold) <= free * _END:
        end.insert(0, letters.pop())
    tail = "".join(end).lstrip()
    start: list[str] = []
    for letter in letters:
        if text_width("".join(start) + letter + tail, bold=bold) > free:
            break
        start.append(letter)
    return f"{''.join(start).rstrip()}…{tail}"


_END: Final = 0.5
"""How much of a line that is cut is left to the end of the name."""
