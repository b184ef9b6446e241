"""How wide text stands on paper, measured without a font, and lines that fit a width.

`journeykit.text.width` counts columns of a fixed-width font. Pictures are set in a proportional
one, and which one a reader has is not known here; so each character counts as wide as it is in the
wider of two common families. A line may come out shorter than thought, never longer.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

from journeykit.text import clusters, width, wrapped

__all__ = ["text_width", "wrap_to_width"]

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

_USUAL = 0.46
"""What a character of running text takes: where the search for a fitting width starts."""


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
    text: str, ems: float, lines: int | None = None, *, bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines that are no wider than some ems.

    Args:
        text: The whole text.
        ems: The width there is.
        lines: How many lines there may be; the last ends in `…` if there are more.
        bold: Whether it is set in bold.

    Returns:
        The lines; a single character that is wider still stands alone.

    Example:
        >>> wrap_to_width("shipping cost appears at the last step", 9)
        ('shipping cost', 'appears at the last', 'step')
    """
    # Most text fits, and is known to without looking for words.
    if len(text) < 3 * ems and text.isprintable() and "  " not in text:
        stripped = text.strip(" ")
        if text_width(stripped, bold=bold) <= ems:
            return (stripped,) if stripped else ()
    columns = max(1, int(ems / _USUAL))
    while True:
        broken = wrapped(text, columns, lines)
        widest = max((text_width(line, bold=bold) for line in broken), default=0.0)
        if widest <= ems or columns == 1:
            return broken
        columns = max(1, min(columns - 1, int(columns * ems / widest)))
