"""Glyphs as characters, for labels that Graphviz sets in a font of its own choice."""

from __future__ import annotations

from typing import Final

from journeykit.render.diagram.diagram import Badge

__all__ = ["DASHES", "SIGNS", "sign_of", "signed"]

SIGNS: Final = {
    "digital": "\u25a1",
    "physical": "\u25a0",
    "interpersonal": "\u25cf",
    "entry": "\u25ba",
    "exit": "\u25a0",
    "abandoned": "\u00d7",
    "failed": "\u00d7",
    "fail point": "!",
    "company": "\u25c4",
    "automatic": "\u00bb",
    "wait": "\u2026",
    "duration": "\u25ac",
    "optional": "\u25cb",
    "unreachable": "\u25cb",
    "declined": "\u00d7",
    "pain": "!",
    "moment of truth": "\u25ca",
    "added": "+",
    "removed": "\u2212",
    "moved": "\u21b7",
    "changed": "~",
}
"""Glyphs as characters that are in every font for Western European languages (WGL4)."""

_FEELINGS: Final = {-2: "\u25bc\u25bc", -1: "\u25bc", 0: "\u25cf", 1: "\u25b2", 2: "\u25b2\u25b2"}

DASHES: Final = ("\u2500\u2500\u2500", "\u2500 \u2500", "\u00b7 \u00b7 \u00b7")
"""Solid, dashed and dotted, in the legend."""


def signed(badge: Badge) -> str:
    """Return the word of a badge after its sign, which no line break parts from it."""
    sign = sign_of(badge)
    return f"{sign}\u00a0{badge.text}" if sign else badge.text


def sign_of(badge: Badge) -> str:
    """Return the character for the glyph of a badge; empty for none."""
    kind, _, valence = badge.glyph.partition(":")
    if kind == "emotion" and valence:
        step = int(abs(float(valence)) + 0.5)
        return _FEELINGS[step if float(valence) > 0 else -step]
    return SIGNS.get(badge.glyph, "")
