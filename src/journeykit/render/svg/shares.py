"""Bars of what is measured, with exact figures and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from journeykit.render.diagram.grid import Share
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.svg.canvas import LINE, Canvas

__all__ = ["draw_shares"]

_WIDTH: Final = 26.0
"""How wide a bar is at least, with its gap, in ems."""

_GAP: Final = 2.4
_HEIGHT: Final = 0.62


def draw_shares(
    canvas: Canvas,
    shares: Sequence[Share],
    left: float,
    top: float,
    right: float,
    *,
    language: Language = ENGLISH,
) -> float:
    """Draw bars side by side.

    Args:
        canvas: Where to.
        shares: What is measured.
        language: What figures are said in.

    Returns:
        The bottom.
    """
    if not shares:
        return top
    em = canvas.theme.font_size
    count = max(1, int((right - left + _GAP * em) // (_WIDTH * em)))
    width = (right - left + _GAP * em) / count
    y = top + 1.6 * em
    for start in range(0, len(shares), count):
        y = 0.9 * em + max(
            _bar(canvas, share, left + index * width, y, width - _GAP * em, language)
            for index, share in enumerate(shares[start : start + count])
        )
    return y


def _bar(  # noqa: PLR0917 where and how large need no names
    canvas: Canvas, share: Share, x: float, y: float, width: float, language: Language
) -> float:
    theme = canvas.theme
    em, small = theme.font_size, theme.font_size_small
    opened = canvas.open(
        tooltip="\n".join((share.words(language), *share.named(language=language))), role="measure"
    )
    figures = share.figures(language)
    room = width - (0.55 * len(figures) + 1) * small
    base = y + em
    canvas.text(x + width, base, figures, small, theme.ink_muted, anchor="end")
    lines = wrap_to_width(share.name, room / em, 3)
    bottom = canvas.paragraph(x, y, room, lines, em, theme.ink, flush=True) + 0.25 * em
    height = _HEIGHT * em
    canvas.rect(x, bottom, width, height, theme.surface_alternate, theme.edge, radius=3)
    part = share.covered / share.total if share.total else 0
    if part:
        canvas.rect(x, bottom, max(2, width * part), height, theme.covered.line, radius=3)
    bottom += height + 0.25 * em
    if lacking := share.lacking(language):
        lines = wrap_to_width(lacking, width / small, 3)
        bottom = canvas.paragraph(x, bottom, width, lines, small, theme.ink_muted)
    canvas.close(opened)
    return bottom + 0.1 * LINE * em
