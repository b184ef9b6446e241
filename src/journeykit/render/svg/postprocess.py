"""The last hand on an SVG that Graphviz drew: names for screen readers, fonts, and the findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeykit.errors import EngineError
from journeykit.markup import xml_attribute, xml_id, xml_text
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.style.theme import Theme

if TYPE_CHECKING:
    from journeykit.render.svg.canvas import Canvas

__all__ = ["postprocess"]

_ROOT = re.compile(r"<svg [^>]*?viewBox=\"([-0-9. ]+)\"[^>]*>", re.DOTALL)
_TITLES = re.compile("\n<title>[^<]*</title>")
_LINE: Final = 1.4


def postprocess(svg: str, diagram: Diagram, theme: Theme, *, id_prefix: str, listed: bool) -> str:
    """Finish an SVG.

    Graphviz names nodes n1, n2, … in titles, which browsers show and screen readers say; the
    tooltips tell more and stay. Its one font name becomes the theme's whole list.

    Args:
        svg: What Graphviz drew; `checked_svg` has the last word, on what becomes of it here.
        diagram: What is drawn.
        theme: Its looks.
        id_prefix: What its ids start with.
        listed: Whether the findings are listed below.

    Raises:
        EngineError: It is no whole SVG of Graphviz.
    """
    root = _ROOT.search(svg)
    numbers = [float(part) for part in root[1].split()] if root else []
    if root is None or len(numbers) != 4:  # noqa: PLR2004 a box has four numbers
        raise EngineError("graphviz", "gave an SVG without a size")
    width, height = numbers[2], numbers[3]
    body, end, _ = _TITLES.sub("", svg[root.end() :]).rpartition("</svg>")
    if not end:
        raise EngineError("graphviz", "gave an SVG without an end")
    body = body.replace(
        f'font-family="{theme.font_name}"', f'font-family="{xml_attribute(theme.font)}"'
    )
    below = ""
    if listed and diagram.marks:
        from journeykit.render.svg.canvas import Canvas

        canvas = Canvas(theme, width if diagram.language.right_to_left else 0)
        width = max(width, 46 * theme.font_size)
        bottom = _findings(canvas, diagram, theme, height, width)
        # The paper that Graphviz coloured ends where its picture does.
        paper = (
            f'<rect y="{height:g}" width="{width:g}" height="{bottom - height:g}" '
            f'fill="{theme.background}"/>'
        )
        font = xml_attribute(theme.font)
        below = f'{paper}<g font-family="{font}">{"".join(canvas.parts)}</g>'
        height = bottom
    prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
    title, desc = xml_id(prefix, "-title"), xml_id(prefix, "-desc")
    # Links in it have to be reachable, which an image's children are not.
    role = "graphics-document" if "xlink:href" in body else "img"
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="{role}"'
        f' lang="{diagram.language.code}" direction="ltr"'
        f' aria-labelledby="{title}" aria-describedby="{desc}"'
        f' style="max-width:100%;height:auto;background:{theme.background}">'
        f'<title id="{title}">{xml_text(diagram.title)}</title>'
        f'<desc id="{desc}">{xml_text(diagram.description)}</desc>'
    )
    return f"{start}{body}{below}{end}\n"


def _findings(canvas: Canvas, diagram: Diagram, theme: Theme, top: float, width: float) -> float:
    """Draw the list of findings; return where it ends."""
    em, small = theme.font_size, theme.font_size_small
    margin = theme.spacing * 3  # where the panels start
    y = top + em * 0.6
    y = canvas.paragraph(
        margin,
        y,
        width - 2 * margin,
        (diagram.language("Findings"),),
        em * 1.15,
        theme.ink,
        bold=True,
    )
    y += em * 0.5
    columns = max(1, int((width - 2 * margin) // (44 * em)))
    room = (width - 2 * margin) / columns
    each = -(-len(diagram.marks) // columns)
    bottom = y
    for column in range(columns):
        next_top = y
        left = margin + column * room
        for mark in diagram.marks[column * each : (column + 1) * each]:
            tint = theme.tint(mark.severity)
            canvas.rect(left, next_top, 2 * em, em * _LINE, tint.fill, tint.line, radius=3)
            middle, base = left + em, next_top + em * _LINE / 2 + small * 0.36
            canvas.text(middle, base, str(mark.number), small, tint.ink, bold=True, anchor="middle")
            lines = wrap_to_width(mark.text, (room - 5 * em) / em, 4)
            indent = left + 2.8 * em
            next_top = canvas.paragraph(indent, next_top, room - 5 * em, lines, em, theme.ink)
            about = " · ".join(filter(None, (diagram.language(mark.severity), mark.rule, mark.fix)))
            lines = wrap_to_width(about, (room - 5 * em) / small, 3)
            next_top = canvas.paragraph(
                indent, next_top, room - 5 * em, lines, small, theme.ink_muted
            )
            next_top += em * 0.6
        bottom = max(bottom, next_top)
    return bottom + margin
