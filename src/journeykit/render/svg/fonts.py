"""Which installed fonts have the letters of a picture, as fontconfig answers.

A browser looks for a font letter by letter. A rasteriser that does not gives a whole line to the
first font that has its rarest letter, often one with serifs and none in bold; so it is told which
font each part of a line is set in.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from typing import Final

import attrs

from journeykit.errors import EngineError
from journeykit.render.process import run

__all__ = ["Font", "files_of", "font_used_for", "with_fonts"]

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

        Example:
            >>> Font("Roman", ((0x20, 0x7E),)).has("−")
            False
        """
        return any(first <= ord(letter) <= last for first, last in self.letters)


def font_used_for(family: str, letters: str = "") -> Font | None:
    """Return which installed font stands in for a family.

    Args:
        family: What a theme asks for.
        letters: What it has to have, more than that name.

    Returns:
        The font that is used, or `None` where there is no fontconfig to ask.
    """
    path = shutil.which("fc-match")
    if path is None:
        return None
    # A hyphen would start the size.
    charset = " ".join(f"{ord(letter):x}" for letter in letters)
    asked = family.replace("-", "\\-") + (f":charset={charset}" if charset else "")
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


def files_of(families: Iterable[str]) -> list[str]:
    """Return the files of some fonts, in regular and bold, upright and slanted.

    Args:
        families: Their names.

    Returns:
        The paths; none where it is not known of all of them.
    """
    path = shutil.which("fc-list")
    if path is None:
        return []
    files: list[str] = []
    for family in sorted(families):
        asked = ":family=" + family.replace("-", "\\-")
        command = [path, "--format=%{file}\t%{weight}\t%{width}\n", asked]
        try:
            answer = run("fc-list", command, b"", timeout=10).output.decode("utf-8", "replace")
        except EngineError:
            return []
        faces = [line.split("\t") for line in answer.splitlines()]
        usual = [face[0] for face in faces if face[1:] in (["80", "100"], ["200", "100"])]
        # Of a font with all weights in one file, numbers are ranges.
        paths = usual or [face[0] for face in faces]
        if not paths:
            return []
        files += sorted(dict.fromkeys(paths))
    return files


def with_fonts(svg: str, font: Font) -> tuple[str, set[str]]:
    """Name, in the lines of an SVG, the font of each part that another font has not.

    Args:
        svg: An SVG of ours, in which a line is one `<text>`.
        font: What it is set in elsewhere.

    Returns:
        The SVG with parts of lines in spans of their own, and the names of all fonts in it.
    """
    fonts = _Fonts(font)

    def line(match: re.Match[str]) -> str:
        # A slanted font often lacks what the upright one has.
        upright = ' font-style="normal"' if "italic" in match[1] else ""
        return f"{match[1]}{fonts.set(match[2], upright)}{match[3]}"

    return _LINE.sub(line, svg), {font.family, *(other.family for other in fonts.others)}


_LINE = re.compile("(<text[^>]*>)([^<]*[^\x00-\x7f<][^<]*)(</text>)")
"""A line with a letter that is not in ASCII, which alone needs a look."""


class _Fonts:
    """Finds a font for each letter, and asks for each no more than once."""

    def __init__(self, font: Font) -> None:
        self.usual = font
        self.others: list[Font] = []
        self.by_letter: dict[str, Font] = {}

    def set(self, line: str, style: str) -> str:
        """A line, escaped, with its parts in spans."""
        whole = self.one_for(line) if _JOINED.search(line) else None
        if whole is not None:
            # A font may lack the signs that turn the direction, which its bold one has.
            kept = "" if _TURNS.isdisjoint(line) else _IN_NO_FONT
            if whole is self.usual:
                return line + kept
            return f"<tspan font-family=\"'{whole.family}'\"{style}>{line}</tspan>{kept}"
        parts: list[tuple[Font, str]] = []
        for letter in _LAM_ALEF.sub(_ligature, line):
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

    def one_for(self, line: str) -> Font | None:
        """A font that has all letters of a line, if there is one.

        Letters of some scripts join. The rasteriser sets a line once in the font of each span, and
        takes apart what it gets: two fonts that join letters in different ways make it lose some.
        """
        letters = {letter for letter in line if letter.isprintable() and not letter.isspace()}
        needed = sorted(letters - _TURNS - set(_JOINERS))
        for font in (self.usual, *self.others):
            if all(map(font.has, needed)):
                return font
        other = font_used_for(self.usual.family, "".join(needed))
        if other is None or not all(map(other.has, needed)) or not _NAME.fullmatch(other.family):
            return None
        self.others.append(other)
        return other

    def of(self, letter: str) -> Font:
        """The font of a letter: the usual one if it has it, or if none has."""
        if letter not in self.by_letter:
            self.by_letter[letter] = self._font_for(letter)
        return self.by_letter[letter]

    def _font_for(self, letter: str) -> Font:
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
_LAM_ALEF: Final = re.compile(
    "(?<=([\u0626\u0628\u062a-\u062e\u0633-\u063a\u0641-\u0647\u064a]))?\u0644([\u0622\u0623\u0625\u0627])"
)
"""Two letters that are always one sign; after a letter that joins, another one."""

_LIGATURES: Final = {"\u0622": 0xFEF5, "\u0623": 0xFEF7, "\u0625": 0xFEF9, "\u0627": 0xFEFB}


def _ligature(match: re.Match[str]) -> str:
    """The two letters as one, so that in no font they are more than in another."""
    return chr(_LIGATURES[match[2]] + bool(match[1]))


_JOINED: Final = re.compile(
    "[\u0590-\u08ff\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""A letter of a script whose letters join, turn or stand on each other: Hebrew, Arabic, Devanagari,
Thai, Khmer and the like."""

_NAME = re.compile(r"[\w .+-]+")
