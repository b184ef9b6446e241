"""What stands above and below every picture: title, legend, notes and the list of findings."""

from __future__ import annotations

from typing import Final

from journeykit.markup import xml_attribute, xml_id, xml_text
from journeykit.render.diagram.diagram import Diagram, Key, Mark
from journeykit.render.layout.proportions import HEADER
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import LINE, Canvas, number
from journeykit.render.svg.transition_lines import SPUR, arrow_head, line_of

__all__ = ["FINDING", "Sheet"]

FINDING: Final = 36
"""How wide a column of findings is at least, in ems."""


class Sheet:
    """Draws what is around a picture.

    Args:
        canvas: Where to.
        blocks: For the numbers of findings.
        diagram: The picture.
        margin: The margin at each side.
        right: Where the picture ends.
    """

    def __init__(
        self, canvas: Canvas, blocks: Blocks, diagram: Diagram, margin: float, right: float
    ) -> None:
        """Keep what there is to draw."""
        self.canvas = canvas
        self.blocks = blocks
        self.diagram = diagram
        self.margin = margin
        self.right = right
        self.theme = canvas.theme
        self.em = canvas.theme.font_size
        self.small = canvas.theme.font_size_small

    def svg(self, prefix: str, width: float, height: float) -> str:
        """Return all that was drawn as one SVG.

        Args:
            prefix: What its ids start with.
            width: The width of the page.
            height: The height of the page.

        Returns:
            The SVG, with what screen readers need.
        """
        diagram = self.diagram
        title, desc = xml_id(prefix, "-title"), xml_id(prefix, "-desc")
        drawn = "".join(self.canvas.parts)
        # Links in it have to be reachable, which an image's children are not.
        role = "graphics-document" if "<a " in drawn else "img"
        size = f'width="{number(width)}" height="{number(height)}"'
        view = f'viewBox="0 0 {number(width)} {number(height)}"'
        paper = f'<rect width="100%" height="100%" fill="{self.theme.background}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{prefix}" {size} {view}'
            f' role="{role}" aria-labelledby="{title}" aria-describedby="{desc}"'
            f' lang="{diagram.language.code}" direction="ltr"'
            f' font-family="{xml_attribute(self.theme.font)}">'
            f'<title id="{title}">{xml_text(diagram.title)}</title>'
            f'<desc id="{desc}">{xml_text(diagram.description)}</desc>'
            f"{paper}{drawn}</svg>\n"
        )

    # ------------------------------------------------------------------ above

    def title(self, y: float) -> float:
        """Draw the title and the line below it.

        Args:
            y: The top.

        Returns:
            The bottom.
        """
        theme = self.theme
        size = theme.font_size_title
        room = self.right - self.margin
        lines = wrap_to_width(self.diagram.title, room / size, 3, bold=True, name=True)
        y = self.canvas.paragraph(self.margin, y, room, lines, size, theme.ink, bold=True)
        if self.diagram.subtitle:
            lines = wrap_to_width(self.diagram.subtitle, min(room / self.em, 90), 6)
            y = self.canvas.paragraph(
                self.margin, y + 0.3 * self.em, room, lines, self.em, theme.ink_muted
            )
        return y

    # ------------------------------------------------------------------ below

    def legend(self, y: float) -> float:
        """Draw what the signs mean.

        Args:
            y: The top.

        Returns:
            The bottom.
        """
        entries = self.diagram.legend
        if not entries:
            return y
        size = self.small
        y += 0.9 * self.em
        x = self.margin
        for entry in entries:
            sign = 3.6 if entry.kind or entry.pen is not None else 2.3
            width = (text_width(entry.text) + sign + 1.1) * size
            if x + width > self.right and x > self.margin:
                x, y = self.margin, y + 1.9 * size
            self._sign(entry, x, y)
            lines = wrap_to_width(entry.text, (self.right - x) / size - sign, 1)
            at = x + sign * size
            self.canvas.text(at, y + size, "".join(lines), size, self.theme.ink_muted)
            x += width
        return y + 1.8 * size

    def _sign(self, entry: Key, x: float, y: float) -> None:
        theme, size = self.theme, self.small
        if entry.kind or entry.pen is not None:
            line = line_of(theme, entry.kind or "next", entry.pen)
            middle, end = y + 0.65 * size, x + 3 * size
            self.canvas.line(x, middle, end - 4, middle, line.colour, line.width, line.dashes)
            arrow_head(self.canvas, line, (x, middle), (end, middle))
            return
        if entry.tone:
            tint = theme.tint(entry.tone)
            self.canvas.rect(
                x, y - 0.15 * size, 1.7 * size, 1.7 * size, tint.fill, tint.line, radius=3
            )
        colour = theme.tint(entry.tone).ink if entry.tone else theme.ink_muted
        self._glyph(entry.glyph, x, y, colour)

    def _glyph(self, glyph: str, x: float, y: float, colour: str) -> None:
        size = self.small
        middle = x + 0.85 * size, y + 0.65 * size
        if glyph == "point known":
            self.canvas.circle(*middle, 4.5, colour)
        elif glyph == "point assumed":
            self.canvas.circle(*middle, 4, self.theme.background, colour, 2)
        elif glyph == "range":
            self.canvas.rect(
                middle[0] - 4,
                y - 0.1 * size,
                8,
                1.5 * size,
                self.theme.background,
                colour,
                radius=4,
                stroke_width=2,
            )
        elif glyph == "gap":
            for side in (-0.6, 0.6):
                self.canvas.circle(
                    middle[0] + side * size, middle[1], 3.2, self.theme.background, colour, 1.8
                )
        elif glyph == "spur":
            data = (
                f"M{number(x + 0.3 * size)} {number(y)}l{number(1.4 * size)} {number(1.2 * size)}"
            )
            self.canvas.path(data, line=colour, stroke_width=1.4, dashes=SPUR)
        else:
            self.canvas.glyph(glyph, x + 0.3 * size, y + 0.1 * size, 1.1 * size, colour)

    def notes(self, y: float) -> float:
        """Draw what has to be said.

        Args:
            y: The top.

        Returns:
            The bottom.
        """
        room = min(self.right - self.margin, 90 * self.em)
        for note in self.diagram.notes:
            lines = wrap_to_width(note, room / self.small)
            y = self.canvas.paragraph(
                self.margin, y + 0.7 * self.em, room, lines, self.small, self.theme.ink_muted
            )
        return y

    def findings(self, y: float) -> float:
        """Draw the list of findings, in columns.

        Args:
            y: The top.

        Returns:
            The bottom.
        """
        marks = self.diagram.marks
        if not marks:
            return y
        em = self.em
        y += 1.6 * em
        self.canvas.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        y += 1.1 * em
        room = self.right - self.margin
        y = self.canvas.paragraph(
            self.margin,
            y,
            room,
            (self.diagram.language("Findings"),),
            em * HEADER,
            self.theme.ink,
            bold=True,
        )
        y += 0.6 * em
        columns = max(1, min(len(marks), int(room // (FINDING * em))))
        width = min(room / columns, 60 * em)
        each = -(-len(marks) // columns)
        bottom = y
        for index in range(columns):
            below = y
            for mark in marks[index * each : (index + 1) * each]:
                below = self._finding(mark, self.margin + index * width, below, width - 2 * em)
            bottom = max(bottom, below)
        return bottom

    def _finding(self, mark: Mark, x: float, y: float, width: float) -> float:
        theme, em = self.theme, self.em
        self.blocks.draw_marks(self.canvas, (mark.number,), x + 3.4 * em, y + em * LINE / 2)
        left, room = x + 4.1 * em, width - 4.1 * em
        bottom = self.canvas.paragraph(
            left, y, room, wrap_to_width(mark.text, room / em, 8), em, theme.ink
        )
        about = " · ".join(
            filter(None, (self.diagram.language(mark.severity), mark.place, mark.rule))
        )
        for words in filter(None, (about, mark.fix)):
            lines = wrap_to_width(words, room / self.small, 6)
            bottom = self.canvas.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        return bottom + 0.7 * em
