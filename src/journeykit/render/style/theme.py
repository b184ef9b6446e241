"""Themes: every colour, font and distance of a picture as one frozen value.

A theme holds colours by what they mean, not by where they go. A company's own is made from a
built-in one with `attrs.evolve`; nothing is mutable, registered or global. No meaning rests on
colour alone: beside it there is always a glyph, a word or a dash pattern.
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from journeykit import fields
from journeykit.arguments import characters, number
from journeykit.checked import checked
from journeykit.errors import ModelError
from journeykit.fields import shown
from journeykit.printable import representation

__all__ = ["DARK", "LIGHT", "MONO", "THEMES", "Pen", "Theme", "Tint", "contrast"]

_COLOUR = re.compile("#[0-9a-f]{6}(?:[0-9a-f]{2})?", re.IGNORECASE)
_FONT = re.compile("[A-Za-z0-9 ,_-]+")
_DASHES = re.compile("(?:[0-9]{1,2}(?: [0-9]{1,2})*)?")
_LEGIBLE = 4.5  # WCAG 2.2, criterion 1.4.3


def _colour(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not _COLOUR.fullmatch(characters(value)):
        raise ModelError(f"{attribute.name}: {_no_colour(value)}")


def _no_colour(value: object) -> str:
    return f"expected a colour such as #1f2937 or #1f293780, not {representation(value)}"


def _font(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not _FONT.fullmatch(characters(value)):
        shown = representation(value)
        message = (
            f"{attribute.name}: expected font names of letters, digits, spaces, hyphens and commas,"
            f' such as "Inter, Arial, sans-serif", not {shown}'
        )
        raise ModelError(message)


def _length(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    size = number(value)
    if not isinstance(size, int | float) or isinstance(size, bool) or not 0 <= size <= 200:  # noqa: PLR2004
        shown = representation(value)
        message = f"{attribute.name}: expected a length from 0 to 200 pixels, not {shown}"
        raise ModelError(message)


def _flag(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, bool):
        shown = representation(value)
        message = f"{attribute.name}: expected True or False, not {shown}"
        raise ModelError(message)


def _dashes(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not _DASHES.fullmatch(characters(value)):
        shown = representation(value)
        message = f'{attribute.name}: expected dash lengths such as "6 3", or "", not {shown}'
        raise ModelError(message)


@attrs.frozen
class Tint:
    """A fill, the text that stands on it, and the line around it.

    Args:
        fill: The colour of the area.
        ink: The colour of text on it; at least 4.5 : 1 against the fill.
        line: The colour of its border and of marks in it.

    Example:
        >>> Tint("#ecfdf5", "#065f46", "#059669").ink
        '#065f46'
    """

    fill: str = attrs.field(validator=_colour)
    ink: str = attrs.field(validator=_colour)
    line: str = attrs.field(validator=_colour)

    __repr__ = shown


@attrs.frozen
class Pen:
    """A line that is told from others by its dashes as well as by its colour.

    Args:
        colour: The colour; at least 4.5 : 1 against background and surfaces, so that labels may
            take it too.
        dashes: SVG's `stroke-dasharray`, lengths in pixels; empty for a continuous line.

    Example:
        >>> Pen("#4f46e5", "6 3").dashes
        '6 3'
    """

    colour: str = attrs.field(validator=_colour)
    dashes: str = attrs.field(default="", validator=_dashes)

    __repr__ = shown


def _tints(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    _members(attribute, value, Tint, len(_NEGATIVE_TO_POSITIVE))


def _pens(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    _members(attribute, value, Pen, 1)


def _tint(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, Tint):
        shown = representation(value)
        message = f"{attribute.name}: expected a Tint of fill, ink and line, not {shown}"
        raise ModelError(message)


def _members(attribute: attrs.Attribute[Any], value: object, kind: type, least: int) -> None:
    members = value if isinstance(value, tuple) else ()
    enough = len(members) == least if kind is Tint else len(members) >= least
    if not enough or not all(isinstance(member, kind) for member in members):
        count = least if kind is Tint else f"at least {least}"
        shown = representation(value)
        message = (
            f"{attribute.name}: expected a tuple of {count} {kind.__name__} values, not {shown}"
        )
        raise ModelError(message)


_NEGATIVE_TO_POSITIVE = (-2, -1, 0, 1, 2)


@attrs.frozen(kw_only=True)
class Theme:
    """Everything about the looks of a picture.

    Args:
        name: What the theme is called, in the same characters as a font.
        background: The paper.
        surface: A stage's column, every other lane, a card's neighbourhood.
        surface_alternate: The column beside it.
        card: A touchpoint, a cell.
        ink: Text.
        ink_muted: Text of the second rank.
        line: Borders and rules; need not carry meaning.
        edge: The way from one touchpoint to the next.
        accent: What is picked out, and links.
        accent_ink: Text on the accent.
        emotions: The five steps from very negative to very positive.
        personas: Lines for personas, in their order; used again from the start if there are more.
        covered: A cell or goal that is covered.
        partial: One that is covered in part.
        missing: One that is not; drawn dashed.
        not_applicable: One that need not be.
        optional: One that may be.
        error: A finding that breaks the journey.
        warning: A finding to look at.
        info: A finding to know of.
        digital: A channel on a screen.
        physical: A channel at a place or in the hand.
        interpersonal: A channel with a person.
        moment: The mark of a moment of truth.
        font: Font names in order of preference; the first must be measured alike by every engine.
        font_size: Text, in pixels.
        font_size_small: Text of the second rank.
        spacing: The unit that all distances are multiples of, in pixels.
        line_width: Borders, in pixels.
        rounded: Whether corners are round.

    Raises:
        ValueError: If a value is not what its field takes; the message names the field.

    Example:
        >>> import attrs
        >>> ours = attrs.evolve(LIGHT, name="ours", accent="#b4235a", rounded=False)
        >>> ours.accent, ours.ink == LIGHT.ink
        ('#b4235a', True)
        >>> attrs.evolve(LIGHT, accent="red")
        Traceback (most recent call last):
        journeykit.errors.ModelError: accent: expected a colour such as #1f2937 ... 'red'
    """

    name: str = attrs.field(validator=_font)
    background: str = attrs.field(validator=_colour)
    surface: str = attrs.field(validator=_colour)
    surface_alternate: str = attrs.field(validator=_colour)
    card: str = attrs.field(validator=_colour)
    ink: str = attrs.field(validator=_colour)
    ink_muted: str = attrs.field(validator=_colour)
    line: str = attrs.field(validator=_colour)
    edge: str = attrs.field(validator=_colour)
    accent: str = attrs.field(validator=_colour)
    accent_ink: str = attrs.field(validator=_colour)
    emotions: tuple[Tint, ...] = attrs.field(validator=_tints)
    personas: tuple[Pen, ...] = attrs.field(validator=_pens)
    covered: Tint = attrs.field(validator=_tint)
    partial: Tint = attrs.field(validator=_tint)
    missing: Tint = attrs.field(validator=_tint)
    not_applicable: Tint = attrs.field(validator=_tint)
    optional: Tint = attrs.field(validator=_tint)
    error: Tint = attrs.field(validator=_tint)
    warning: Tint = attrs.field(validator=_tint)
    info: Tint = attrs.field(validator=_tint)
    digital: Tint = attrs.field(validator=_tint)
    physical: Tint = attrs.field(validator=_tint)
    interpersonal: Tint = attrs.field(validator=_tint)
    moment: Tint = attrs.field(validator=_tint)
    font: str = attrs.field(default="Arial, Helvetica, sans-serif", validator=_font)
    font_size: float = attrs.field(default=13, validator=_length)
    font_size_small: float = attrs.field(default=11, validator=_length)
    font_size_title: float = attrs.field(default=20, validator=_length)
    spacing: float = attrs.field(default=8, validator=_length)
    line_width: float = attrs.field(default=1, validator=_length)
    rounded: bool = attrs.field(default=True, validator=_flag)

    __repr__ = shown
    _repr_html_ = fields.card

    @property
    def font_name(self) -> str:
        """The first of the fonts: Graphviz takes one name, not a list."""
        return self.font.partition(",")[0].strip()

    def emotion(self, valence: float) -> Tint:
        """Return the tint of a valence.

        Args:
            valence: From −2, very negative, to +2, very positive; halves go to the stronger step.

        Returns:
            One of the five steps.

        Example:
            >>> LIGHT.emotion(-1.5) == LIGHT.emotions[0]
            True
        """
        step = int(abs(valence) + 0.5)
        signed = max(-2, min(2, step if valence > 0 else -step))
        return self.emotions[_NEGATIVE_TO_POSITIVE.index(signed)]

    def tint(self, tone: str) -> Tint:
        """Return the tint of a tone.

        Args:
            tone: The name of a tint, or `emotion:` and a valence; empty for a plain card.

        Example:
            >>> LIGHT.tint("not applicable") == LIGHT.not_applicable
            True
            >>> LIGHT.tint("emotion:-1.5") == LIGHT.emotions[0]
            True
        """
        if not tone:
            return Tint(self.card, self.ink, self.line)
        name, _, valence = tone.partition(":")
        if name == "emotion":
            return self.emotion(float(valence))
        tint: Tint = getattr(self, name.replace(" ", "_"))
        return tint

    def on_card(self, tone: str) -> str:
        """Return the colour for a word of a tone that stands on a card, not on its own tint.

        Args:
            tone: As for `tint`.

        Returns:
            A colour that can be read there.
        """
        if not tone:
            return self.ink_muted
        ink = self.tint(tone).ink
        return ink if contrast(ink, self.card) >= _LEGIBLE else self.ink

    def persona(self, position: int) -> Pen:
        """Return the line of a persona.

        Args:
            position: Which one it is, counted from 0.

        Returns:
            A pen; they start again after the last.

        Example:
            >>> LIGHT.persona(0) == LIGHT.persona(len(LIGHT.personas))
            True
        """
        return self.personas[position % len(self.personas)]


@checked
def contrast(first: str, second: str) -> float:
    """Return how well two colours stand out from each other.

    The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white); text needs 4.5. A
    transparency is taken as laid over the other colour.

    Args:
        first: A colour, such as text.
        second: A colour, such as what is behind it.

    Returns:
        The ratio.

    Raises:
        ModelError: One of them is no colour.

    Example:
        >>> contrast("#000000", "#ffffff")
        21.0
    """
    for colour in (first, second):
        if not _COLOUR.fullmatch(colour):
            raise ModelError(_no_colour(colour))
    one, other = _channels(first), _channels(second)
    opaque = (*_over(one, other), *_over(other, one))
    lighter, darker = sorted((_luminance(opaque[:3]), _luminance(opaque[3:])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in range(1, len(colour), 2))


def _over(colour: tuple[float, ...], behind: tuple[float, ...]) -> tuple[float, ...]:
    red, green, blue, opacity = (*colour, 1.0)[:4]
    mixed = zip((red, green, blue), behind[:3], strict=True)
    return tuple(above * opacity + below * (1 - opacity) for above, below in mixed)


def _luminance(colour: tuple[float, ...]) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT: Final = Theme(
    name="light",
    background="#ffffff",
    surface="#f6f8fa",
    surface_alternate="#eef2f6",
    card="#ffffff",
    ink="#111827",
    ink_muted="#4b5563",
    line="#d5dbe3",
    edge="#64748b",
    accent="#4f46e5",
    accent_ink="#ffffff",
    emotions=(
        Tint("#fde8e8", "#9b1c1c", "#dc2626"),
        Tint("#fef0e6", "#97400f", "#d2600c"),
        Tint("#f1f4f8", "#475569", "#7b8798"),
        Tint("#e6f6f4", "#115e59", "#14998c"),
        Tint("#e3f6e8", "#166534", "#1a9f4b"),
    ),
    personas=(
        Pen("#4f46e5"),
        Pen("#b4235a", "7 4"),
        Pen("#0f766e", "2 3"),
        Pen("#9a4a06", "10 3 2 3"),
        Pen("#1d6fa5", "12 4"),
        Pen("#7e22ce", "4 3"),
        Pen("#3f6212", "10 3 2 3 2 3"),
        Pen("#475569", "6 2 1 2"),
    ),
    covered=Tint("#e3f6e8", "#166534", "#1a9f4b"),
    partial=Tint("#fdf3d7", "#854d0e", "#a87308"),
    missing=Tint("#fde8e8", "#9b1c1c", "#dc2626"),
    not_applicable=Tint("#f1f4f8", "#56616f", "#a3adba"),
    optional=Tint("#f8fafc", "#475569", "#94a3b8"),
    error=Tint("#fde8e8", "#9b1c1c", "#dc2626"),
    warning=Tint("#fdf3d7", "#854d0e", "#a87308"),
    info=Tint("#e6f0fd", "#1e4f9c", "#3b82f6"),
    digital=Tint("#ecebfd", "#4038b8", "#6d66e8"),
    physical=Tint("#fdf0e1", "#8a4a0b", "#c9771f"),
    interpersonal=Tint("#fce8f1", "#9d1f58", "#d4498a"),
    moment=Tint("#f4e9fe", "#6b21a8", "#9333ea"),
)
"""Slate on white, one indigo accent, soft tints: the theme when none is chosen."""

DARK: Final = Theme(
    name="dark",
    background="#0f141b",
    surface="#161d27",
    surface_alternate="#1b2430",
    card="#212b38",
    ink="#eef2f7",
    ink_muted="#aab6c5",
    line="#35414f",
    edge="#8595a9",
    accent="#a5a6fb",
    accent_ink="#14142e",
    emotions=(
        Tint("#46191d", "#ffb4b4", "#f87171"),
        Tint("#43260f", "#ffc999", "#fb923c"),
        Tint("#2b3644", "#cbd5e1", "#94a3b8"),
        Tint("#0f3735", "#94e6da", "#2dd4bf"),
        Tint("#113822", "#9be8b4", "#4ade80"),
    ),
    personas=(
        Pen("#a5a6fb"),
        Pen("#f78fb8", "7 4"),
        Pen("#4fd6c4", "2 3"),
        Pen("#f2b366", "10 3 2 3"),
        Pen("#74c0f0", "12 4"),
        Pen("#d0a2fb", "4 3"),
        Pen("#b5d56a", "10 3 2 3 2 3"),
        Pen("#b6c2d1", "6 2 1 2"),
    ),
    covered=Tint("#113822", "#9be8b4", "#4ade80"),
    partial=Tint("#3d300c", "#f7d774", "#eab308"),
    missing=Tint("#46191d", "#ffb4b4", "#f87171"),
    not_applicable=Tint("#222b36", "#aab6c5", "#5d6b7c"),
    optional=Tint("#1c2531", "#b9c4d2", "#6f7f92"),
    error=Tint("#46191d", "#ffb4b4", "#f87171"),
    warning=Tint("#3d300c", "#f7d774", "#eab308"),
    info=Tint("#14305a", "#b3d3ff", "#60a5fa"),
    digital=Tint("#2a2a5c", "#c9caff", "#8b8cf5"),
    physical=Tint("#40290f", "#fbcf9b", "#e09a45"),
    interpersonal=Tint("#451a33", "#fbb6d5", "#ec74ab"),
    moment=Tint("#341b4f", "#dfc2ff", "#b986f7"),
)
"""The same on near-black slate, for dark pages."""

MONO: Final = Theme(
    name="mono",
    background="#ffffff",
    surface="#f7f7f7",
    surface_alternate="#efefef",
    card="#ffffff",
    ink="#000000",
    ink_muted="#454545",
    line="#9a9a9a",
    edge="#4d4d4d",
    accent="#000000",
    accent_ink="#ffffff",
    emotions=(
        Tint("#c9c9c9", "#000000", "#000000"),
        Tint("#dedede", "#000000", "#3d3d3d"),
        Tint("#f0f0f0", "#1a1a1a", "#666666"),
        Tint("#fafafa", "#000000", "#3d3d3d"),
        Tint("#ffffff", "#000000", "#000000"),
    ),
    personas=(
        Pen("#000000"),
        Pen("#000000", "7 4"),
        Pen("#000000", "2 3"),
        Pen("#000000", "10 3 2 3"),
        Pen("#555555"),
        Pen("#555555", "12 4"),
        Pen("#555555", "4 3"),
        Pen("#555555", "10 3 2 3 2 3"),
    ),
    covered=Tint("#ffffff", "#000000", "#000000"),
    partial=Tint("#ebebeb", "#000000", "#3d3d3d"),
    missing=Tint("#d2d2d2", "#000000", "#000000"),
    not_applicable=Tint("#f7f7f7", "#595959", "#9a9a9a"),
    optional=Tint("#ffffff", "#454545", "#7a7a7a"),
    error=Tint("#000000", "#ffffff", "#000000"),
    warning=Tint("#d2d2d2", "#000000", "#3d3d3d"),
    info=Tint("#ffffff", "#000000", "#666666"),
    digital=Tint("#ffffff", "#000000", "#3d3d3d"),
    physical=Tint("#e6e6e6", "#000000", "#3d3d3d"),
    interpersonal=Tint("#f2f2f2", "#000000", "#3d3d3d"),
    moment=Tint("#000000", "#ffffff", "#000000"),
    line_width=1.25,
    rounded=False,
)
"""Greys alone, for print and for copiers: everything is told apart by shape, dash and word."""

THEMES: Final = (LIGHT, DARK, MONO)
"""The built-in themes, the default first."""
