"""What stands below a picture, as a page of its own: bars, notes and findings."""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from journeykit.render.diagram.diagram import Diagram
from journeykit.render.layout.packing import size_on_page
from journeykit.render.style.theme import Theme
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import Canvas
from journeykit.render.svg.shares import draw_shares
from journeykit.render.svg.sheet import FINDING, Sheet

__all__ = ["below_svg"]

_COLUMNS: Final = 4
"""In how many columns findings stand at most."""


def below_svg(
    diagram: Diagram, theme: Theme, *, id_prefix: str = "", page: tuple[float, float]
) -> str:
    """Draw what stands below a picture on a page of its own.

    Args:
        diagram: A diagram of nothing but bars, notes and findings.
        theme: Its looks.
        id_prefix: What tells its ids from those of other pictures on the same page.
        page: The width and height of the page whose shape it takes.

    Returns:
        The SVG, in as many columns as give the largest letters.
    """
    prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
    margin = 3 * theme.spacing
    drawn = []
    for columns in range(1, _COLUMNS + 1):
        canvas = Canvas(theme)
        right = margin + columns * FINDING * theme.font_size
        if diagram.language.right_to_left:
            canvas.mirrored = right + margin
        blocks = Blocks(theme, prefix, diagram.marks, diagram.language)
        sheet = Sheet(canvas, blocks, diagram, margin, right)
        top = sheet.title(margin)
        y = draw_shares(canvas, diagram.shares, margin, top, right, language=diagram.language)
        bottom = sheet.findings(sheet.notes(y))
        size = size_on_page(right + margin, bottom + margin, 0, page)
        drawn.append((size, sheet.svg(prefix, right + margin, bottom + margin)))
    return max(drawn, key=itemgetter(0))[1]
