"""Which installed fonts have the letters of a picture, as fontconfig answers.

A browser looks for a font letter by letter. A rasteriser that does not gives a whole line to the
first font that has its rarest letter, often one with serifs and none in bold; so it is told which
font each part of a line is set in.
"""

from __future__ import annotations

import re
import shutil
from typing import Final

import attrs

from journeykit.errors import EngineError
from journeykit.render.process import run

__all__ = ["Font", "font_used_for", "with_fonts"]

_MOST_FONTS: Final = 24
"""More than these in one picture are left to the rasteriser."""

_IN_NO_FONT: Final = '<tspan font-size="0.01">\ufdd0</tspan>'
"""A code point that is no character, too small to be seen. The rasteriser sets a line in each font
of its spans before it picks the spans out, and where one lacks a letter takes another font for all
of the line if that has everything in it. This is what none has."""


@attrs.frozen
class Font:
    """An installed font.

    Args:
        family: Its name.
        letters: The first and the last code point of each run that it has.
    """

    family: str
    letters: tuple[tuple[int, int], ...] = attrs.field(default=(), repr=False)

    def has(self, letter: str) -> bool:
        """Tell whether it has a letter.

        Args:
            letter: One character.

        Returns:
            Whether it does.

        Example:
            >>> Font("Roman", ((0x20, 0x7E),)).has("−")
            False
        """
        return any(first <= ord(letter) <= last for first, last in self.letters)


def font_used_for(family: str, letter: str = "") -> Font | None:
    """Return which installed font stands in for a family.

    Args:
        family: What a theme asks for.
        letter: What it has to have, more than that name.

    Returns:
        The font that is used, or `None` where there is no fontconfig to ask.
    """
    path = shutil.which("fc-match")
    if path is None:
        return None
    # A hyphen would start the size.
    asked = family.replace("-", "\\-") + (f":charset={ord(letter):x}" if letter else "")
    command = [path, "--format=%{family[0]}\n%{charset}", asked]
    try:
        answer = run("fc-match", command, b"", timeout=10).output.decode("utf-8", "replace")
    except EngineError:
        return None
    name, _, letters = answer.partition("\n")
    return Font(name.strip(), tuple(_runs(letters))) if name.strip() else None


def _runs(letters: str) -> list[tuple[int, int]]:
    """What `20-7e a0` stands for."""
    runs = (word.partition("-") for word in letters.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in runs]


def with_fonts(svg: str, font: Font) -> str:
    """Name, in the lines of an SVG, the font of each part that another font has not.

    Args:
        svg: An SVG of ours, in which a line is one `<text>`.
        font: What it is set in elsewhere.

    Returns:
        The SVG with parts of lines in spans of their own.
    """
    fonts = _Fonts(font)

    def line(found: re.Match[str]) -> str:
        # A slanted font often lacks what the upright one has.
        upright = ' font-style="normal"' if "italic" in found[1] else ""
        return f"{found[1]}{fonts.set(found[2], upright)}{found[3]}"

    return _LINE.sub(line, svg)


_LINE = re.compile("(<text[^>]*>)([^<]*[^\x00-\x7f<][^<]*)(</text>)")
"""A line with a letter that is not in ASCII, which alone needs a look."""


class _Fonts:
    """Finds a font for each letter, and asks for each no more than once."""

    def __init__(self, font: Font) -> None:
        self.usual = font
        self.others: list[Font] = []
        self.known: dict[str, Font] = {}

    def set(self, line: str, style: str) -> str:
        """A line, escaped, with its parts in spans."""
        parts: list[tuple[Font, str]] = []
        for letter in line:
            # Spaces and signs without a look go with what stands before them.
            loose = parts and (letter.isspace() or not letter.isprintable() or letter in _JOINERS)
            font = parts[-1][0] if loose else self.of(letter)
            if parts and parts[-1][0] is font:
                parts[-1] = (font, parts[-1][1] + letter)
            else:
                parts.append((font, letter))
        spans = "".join(
            text
            if font is self.usual
            else f"<tspan font-family=\"'{font.family}'\"{style}>{text}</tspan>"
            for font, text in parts
        )
        return spans + _IN_NO_FONT if len(parts) > 1 else spans

    def of(self, letter: str) -> Font:
        """The font of a letter: the usual one if it has it, or if none has."""
        if letter not in self.known:
            self.known[letter] = self._found(letter)
        return self.known[letter]

    def _found(self, letter: str) -> Font:
        # Signs that turn the direction have no look and would only send for fonts.
        if letter in _TURNS or self.usual.has(letter):
            return self.usual
        for font in self.others:
            if font.has(letter):
                return font
        if len(self.others) == _MOST_FONTS:
            return self.usual
        other = font_used_for(self.usual.family, letter)
        if other is None or not other.has(letter) or not _NAME.fullmatch(other.family):
            return self.usual
        self.others.append(other)
        return other


_JOINERS: Final = "\u200d\ufe0e\ufe0f"
_TURNS: Final = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")
_NAME = re.compile(r"[\w .+-]+")
