"""The last hand on an SVG that Graphviz drew: names for screen readers, fonts, and the findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeykit.errors import EngineError
from journeykit.markup import xml_attribute, xml_id, xml_text
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.layout.text_metrics import fitted
from journeykit.render.style.theme import Theme

if TYPE_CHECKING:
    from journeykit.render.svg.canvas import Ink

__all__ = ["finished"]

_ROOT = re.compile(r"<svg [^>]*?viewBox=\"([-0-9. ]+)\"[^>]*>", re.DOTALL)
_TITLES = re.compile("\n<title>[^<]*</title>")
_LINE: Final = 1.4


def finished(svg: str, diagram: Diagram, theme: Theme, *, id_prefix: str, listed: bool) -> str:
    """Finish an SVG.

    Graphviz names nodes n1, n2, … in titles, which browsers show and screen readers say; the
    tooltips tell more and stay. Its one font name becomes the theme's whole list.

    Args:
        svg: What Graphviz drew; `checked_svg` has the last word, on what becomes of it here.
        diagram: What is drawn.
        theme: Its looks.
        id_prefix: What its ids start with.
        listed: Whether the findings are listed below.

    Returns:
        The SVG.

    Raises:
        EngineError: It is no whole SVG of Graphviz.
    """
    root = _ROOT.search(svg)
    numbers = [float(part) for part in root[1].split()] if root else []
    if root is None or len(numbers) != 4:  # noqa: PLR2004 a box has four numbers
        raise EngineError("graphviz", "gave an SVG without a size")
    wide, high = numbers[2], numbers[3]
    body, end, _ = _TITLES.sub("", svg[root.end() :]).rpartition("</svg>")
    if not end:
        raise EngineError("graphviz", "gave an SVG without an end")
    body = body.replace(
        f'font-family="{theme.font_name}"', f'font-family="{xml_attribute(theme.font)}"'
    )
    below = ""
    if listed and diagram.marks:
        from journeykit.render.svg.canvas import Ink

        ink = Ink(theme)
        wide = max(wide, 46 * theme.font_size)
        bottom = _findings(ink, diagram, theme, high, wide)
        # The paper that Graphviz coloured ends where its picture does.
        paper = (
            f'<rect y="{high:g}" width="{wide:g}" height="{bottom - high:g}" '
            f'fill="{theme.background}"/>'
        )
        below = paper + "".join(ink.parts)
        high = bottom
    prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
    title, desc = xml_id(prefix, "-title"), xml_id(prefix, "-desc")
    # Links in it have to be reachable, which an image's children are not.
    role = "graphics-document" if "xlink:href" in body else "img"
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}" role="{role}"'
        f' aria-labelledby="{title}" aria-describedby="{desc}"'
        f' style="max-width:100%;height:auto;background:{theme.background}">'
        f'<title id="{title}">{xml_text(diagram.title)}</title>'
        f'<desc id="{desc}">{xml_text(diagram.description)}</desc>'
    )
    return f"{start}{body}{below}{end}\n"


def _findings(ink: Ink, diagram: Diagram, theme: Theme, top: float, wide: float) -> float:
    """Draw the list of findings; return where it ends."""
    em, small = theme.font_size, theme.font_size_small
    margin = theme.spacing * 3  # where the panels start
    y = top + em * 0.6
    y = ink.paragraph(margin, y, wide - 2 * margin, ("Findings",), em * 1.15, theme.ink, bold=True)
    y += em * 0.5
    columns = max(1, int((wide - 2 * margin) // (44 * em)))
    room = (wide - 2 * margin) / columns
    each = -(-len(diagram.marks) // columns)
    bottom = y
    for column in range(columns):
        here = y
        left = margin + column * room
        for mark in diagram.marks[column * each : (column + 1) * each]:
            tint = theme.tint(mark.severity)
            ink.rect(left, here, 2 * em, em * _LINE, tint.fill, tint.line, radius=3)
            middle, base = left + em, here + em * _LINE / 2 + small * 0.36
            ink.text(middle, base, str(mark.number), small, tint.ink, bold=True, anchor="middle")
            lines = fitted(mark.text, (room - 5 * em) / em, 4)
            indent = left + 2.8 * em
            here = ink.paragraph(indent, here, room - 5 * em, lines, em, theme.ink)
            about = " · ".join(filter(None, (mark.severity, mark.rule, mark.fix)))
            lines = fitted(about, (room - 5 * em) / small, 3)
            here = ink.paragraph(indent, here, room - 5 * em, lines, small, theme.ink_muted)
            here += em * 0.6
        bottom = max(bottom, here)
    return bottom + margin
