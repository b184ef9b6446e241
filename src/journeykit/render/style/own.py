"""A theme of an organisation's own, in one call."""

from __future__ import annotations

from typing import Final

import attrs

from journeykit import fields
from journeykit.arguments import word_of
from journeykit.render.style.theme import LIGHT, THEMES, Pen, Theme, contrast

__all__ = ["theme"]

_LEGIBLE: Final = 4.5  # WCAG 2.2, criterion 1.4.3


def theme(accent: str, font: str = "", *, base: Theme | str = LIGHT, name: str = "own") -> Theme:
    """Return a theme in your organisation's colour and font.

    The letters on the colour are white or dark, whichever can be read; the first persona's line
    takes the colour, too, where it can be read on the paper. For anything else, change a theme with
    `attrs.evolve`.

    Args:
        accent: The colour of stages: `#rrggbb`.
        font: The font, or several in the order of preference; those of the base if left out.
        base: What everything else is taken from, or its name: `light`, `dark` or `mono`.
        name: What it is called.

    Raises:
        ModelError: The colour is none, or the font has signs that no font name has.
        UnknownReferenceError: There is no such base.

    Example:
        >>> ours = theme(accent="#ffcc00", font="Open Sans")
        >>> ours.accent_ink, ours.font
        ('#111827', 'Open Sans, Arial, Helvetica, sans-serif')
    """
    base_theme = _base(base)
    font = fields.expect(font, str, 'font: the name of a font, such as "Inter"')
    fonts = ", ".join(filter(None, (font.strip().rstrip(","), base_theme.font)))
    ours = attrs.evolve(
        base_theme, name=name, accent=accent, font=fonts if font else base_theme.font
    )
    letters = max(_LETTERS, key=lambda colour: (contrast(colour, accent) >= _LEGIBLE, colour))
    readable = all(contrast(accent, paper) >= _LEGIBLE for paper in (ours.background, ours.surface))
    first, *others = ours.personas
    pens = (Pen(accent, first.dashes) if readable else first, *others)
    return attrs.evolve(ours, accent_ink=letters, personas=pens)


_LETTERS: Final = ("#000000", "#111827", "#ffffff")
"""White if it can be read, else dark; on some colours nothing but black is."""


def _base(base: Theme | str) -> Theme:
    if isinstance(base, Theme):
        return base
    named = {each.name: each for each in THEMES}
    return named[word_of("theme", base, named)]
