"""Small drawings within the text of a page: glyphs, bars, and the signs of the curve."""

from __future__ import annotations

from typing import Final

from journeykit.markup import Html, element
from journeykit.render.html.words import classes
from journeykit.render.style.glyphs import POINTING, glyph

__all__ = ["POINTS", "YES", "drawn_glyph", "figure"]

YES: Final = "true"
"""The value of an attribute for screen readers, which have words where HTML has none."""


def drawn_glyph(name: str) -> Html | None:
    """Draw a glyph.

    Args:
        name: What it is called.

    Returns:
        A picture as large as a letter; nothing if there is no such glyph.
    """
    data = glyph(name) if name else ""
    return _drawing(element("path", d=data), turned=name in POINTING) if data else None


def figure(share: float) -> Html:
    """Draw how full something is, as a bar; its figures stand beside it in words.

    Args:
        share: From 0 to 1.

    Returns:
        A picture as wide as what it stands in.
    """
    track = element("rect", class_="track", width="100%", height="100%")
    filled = element("rect", class_="filled", width=f"{100 * share:.1f}%", height="100%")
    return element("svg", track, filled, class_="figure", aria_hidden=YES)


def _drawing(shape: Html, *, turned: bool = False) -> Html:
    return element(
        "svg",
        shape,
        class_=classes("glyph", "turned" if turned else ""),
        viewBox="0 0 16 16",
        aria_hidden=YES,
    )


POINTS: Final = {
    "point known": _drawing(element("circle", class_="point known", cx=8, cy=8, r=5)),
    "point assumed": _drawing(element("circle", class_="point", cx=8, cy=8, r=5)),
    "range": _drawing(element("rect", class_="point", x=4, y=1, width=8, height=14, rx=4)),
    "gap": _drawing(
        element(
            "path",
            class_="point",
            d="M1 8a2 2 0 1 1 4 0a2 2 0 1 1-4 0M11 8a2 2 0 1 1 4 0a2 2 0 1 1-4 0",
        )
    ),
    "spur": _drawing(element("path", class_="spur", d="M1 3l14 10")),
}
"""The signs of the curve, in the legend."""
