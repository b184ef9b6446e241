"""The cards of a flow, measured and drawn: touchpoints, gaps, and what is noted about stages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Badge, Node
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.glyphs import sign
from journeykit.render.style.theme import Theme, Tint
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import LINE, Canvas
from journeykit.text import is_right_to_left

__all__ = ["CARD", "Card", "FlowCards"]

CARD: Final = 15.0
"""How wide a card is, in ems."""

_PAD: Final = 0.7
_GLYPH: Final = 1.45
"""What a glyph takes before a word, in ems of small text."""

_BOLD: Final = frozenset({"touchpoint", "persona", "stage"})
_DASHED: Final = frozenset({"optional", "unreachable", "declined", "removed", "unseen"})
"""What stands on a card of its own, by its name in bold; all else is a note."""

_STRIPE: Final = 4.0
"""How wide the stripes are that tell whose a card is."""


@frozen
class CardLines:
    """A line or several of a card.

    Args:
        lines: The text.
        glyph: The sign before it.
        colour: The colour of both.
        fill: The ground behind it; none if empty.
        bold: Whether it is bold.
    """

    lines: tuple[str, ...]
    glyph: str = ""
    colour: str = ""
    fill: str = ""
    bold: bool = False


@frozen
class Card:
    """A node with its text broken into lines.

    Args:
        height: Its height, in pixels.
        rows: What stands on it, below its name.
    """

    node: Node
    height: float
    name: tuple[str, ...]
    rows: tuple[CardLines, ...] = ()


class FlowCards:
    """Measures and draws the cards of one flow.

    Args:
        theme: The looks.
        blocks: For the numbers of findings.
        prefix: What ids start with.
    """

    def __init__(self, theme: Theme, blocks: Blocks, prefix: str) -> None:
        """Keep the proportions of the theme in pixels."""
        self.theme = theme
        self.blocks = blocks
        self.prefix = prefix
        self.em = theme.font_size
        self.small = theme.font_size_small
        self.pad = _PAD * self.em
        self.width = CARD * self.em
        self.room = self.width - 2 * self.pad

    # ------------------------------------------------------------------ measuring

    def measure(self, node: Node) -> Card:
        """Break what a node says into lines."""
        marks = self.marks_width(node.marks)
        touchpoint = node.role in _BOLD
        glyph = 0 if touchpoint else _GLYPH * self.small
        size = self.em if touchpoint else self.small
        room = (self.room - marks - glyph) / size
        name = wrap_to_width(node.text, room, 12, bold=touchpoint)
        rows = tuple(self.rows(node))
        height = 2 * self.pad * (1 if touchpoint else 0.7) + len(name) * size * LINE
        height += sum(self.row_height(row) for row in rows)
        return Card(node, height, name, rows)

    def marks_width(self, marks: Sequence[int]) -> float:
        """Return the room that numbers of findings take beside a name.

        Returns:
            The width, in pixels.
        """
        return sum((text_width(f"!{mark}", bold=True) + 1.0) * self.small + 2 for mark in marks)

    def row_height(self, row: CardLines) -> float:
        """Return the height of a row.

        Returns:
            The height, in pixels.
        """
        return len(row.lines) * self.small * LINE + (0.55 if row.fill else 0.3) * self.small

    def rows(self, node: Node) -> Iterable[CardLines]:
        """What stands below the name of a node, in lines.

        Yields:
            The rows.
        """
        theme = self.theme
        quiet = bool({"faded", "unreachable", "declined"} & node.roles)
        muted = theme.ink_muted
        if "moment of truth" in node.roles:
            tint = theme.moment
            yield self.row(
                self.blocks.language("moment of truth"), "moment", tint.ink, tint.fill, bold=True
            )
        on_tint = bool(node.tone) and node.role not in {*_BOLD, "gap"}
        for detail in node.details:
            yield self.row(detail, "", theme.tint(node.tone).ink if on_tint else muted)
        yield from self.run_on(node.badges, "channel")
        for badge in node.badges:
            if badge.kind == "emotion":
                tint = theme.tint(badge.tone)
                ink, fill = (muted, "") if quiet or not badge.tone else (tint.ink, tint.fill)
                yield self.row(badge.text, badge.glyph, ink, fill)
            elif badge.kind == "pain":
                colour = muted if quiet else theme.on_card("error")
                yield self.row(badge.text, badge.glyph, colour)
            elif badge.kind == "experience":
                yield self.row(badge.text, badge.glyph, theme.persona(badge.pen or 0).colour)
            elif badge.kind not in {"channel", "state", "persona"}:
                yield self.row(badge.text, badge.glyph, theme.on_card(badge.tone))
        yield from self.run_on(node.badges, "state")

    def row(
        self, text: str, glyph: str, colour: str, fill: str = "", *, bold: bool = False
    ) -> CardLines:
        """One badge in lines."""
        room = self.room / self.small - (_GLYPH if glyph else 0) - (0.8 if fill else 0)
        return CardLines(wrap_to_width(text, room, 8, bold=bold), glyph, colour, fill, bold)

    def run_on(self, badges: Iterable[Badge], kind: str) -> Iterable[CardLines]:
        """A row for each badge of a kind, in the ink of the second rank."""
        for badge in badges:
            if badge.kind == kind:
                yield self.row(badge.text, badge.glyph, self.theme.ink_muted)

    # ------------------------------------------------------------------ drawing

    def draw(self, canvas: Canvas, card: Card, box: Box) -> None:
        """Draw a card.

        Args:
            canvas: Where to.
            box: Where it stands.
        """
        node = card.node
        identity = xml_id(self.prefix, f"-node.{node.key}")
        opened = canvas.open(identity, node.tooltip or node.text, node.url, node.role)
        if node.role in _BOLD:
            self._touchpoint(canvas, card, box)
        else:
            self._note(canvas, card, box)
        canvas.close(opened)

    def _touchpoint(self, canvas: Canvas, card: Card, box: Box) -> None:
        theme, node = self.theme, card.node
        tint = self._tint(node)
        strong = bool({"picked", "moment of truth"} & node.roles) or node.role == "persona"
        dashes = "5 4" if _DASHED & node.roles else ""
        strong = strong or bool({"added", "moved", "changed"} & node.roles)
        canvas.rect(
            box.x,
            box.y,
            box.width,
            box.height,
            tint.fill,
            tint.line,
            radius=self.em * 0.6,
            dashes=dashes,
            stroke_width=theme.line_width * (1.8 if strong else 1),
        )
        self._stripes(canvas, node, box)
        x, y = box.x + self.pad, box.y + self.pad
        room = self.room - self.marks_width(node.marks)
        y = canvas.paragraph(x, y, room, card.name, self.em, tint.ink, bold=True)
        for row in card.rows:
            y = self._row(canvas, row, x, y)
        self._marks(canvas, node.marks, box)

    def _stripes(self, canvas: Canvas, node: Node, box: Box) -> None:
        """Whose it is, where not everybody meets it: a stripe each at its left side."""
        pens = [b.pen for b in node.badges if b.kind == "persona" and b.pen is not None]
        if not pens or "faded" in node.roles:
            return
        height = (box.height - 12) / len(pens)
        for index, pen in enumerate(pens):
            line = self.theme.persona(pen)
            top = box.y + 6 + index * height
            canvas.line(
                box.x + 0.5, top, box.x + 0.5, top + height - 2, line.colour, _STRIPE, line.dashes
            )

    def _tint(self, node: Node) -> Tint:
        theme, roles = self.theme, node.roles
        if node.role == "stage":
            return Tint(theme.surface_alternate, theme.ink, theme.edge)
        if node.role == "persona":
            colour = theme.persona(node.pen or 0).colour
            return Tint(theme.card, colour, colour)
        if not roles.isdisjoint({"unreachable", "declined"}):
            return theme.not_applicable
        if "faded" in roles:
            return Tint(theme.surface, theme.ink_muted, theme.line)
        if "moment of truth" in roles:
            return Tint(theme.card, theme.ink, theme.moment.line)
        line = theme.accent if "picked" in roles else theme.line
        for role, tint in (
            ("added", theme.covered),
            ("removed", theme.missing),
            ("moved", theme.info),
            ("changed", theme.partial),
            ("unseen", theme.missing),
        ):
            line = tint.line if role in roles else line
        return Tint(theme.card, theme.ink, line)

    def _row(self, canvas: Canvas, row: CardLines, x: float, y: float) -> float:
        size = self.small
        height = self.row_height(row)
        top = y + 0.15 * size
        # What reads from the right has its sign there, too.
        mirrored = not canvas.mirrored and is_right_to_left(" ".join(row.lines))
        left, right = x, x + self.room
        if row.fill:
            longest = max((text_width(line, bold=row.bold) for line in row.lines), default=0)
            width = min(self.room, (longest + _GLYPH + 1.0) * size)
            start = right - width if mirrored else x
            canvas.rect(start, top, width, height - 0.3 * size, row.fill, radius=4)
            left, right, top = left + 0.35 * size, right - 0.35 * size, top + 0.12 * size
        if row.glyph:
            at = right - size * 1.12 if mirrored else left
            canvas.glyph(row.glyph, at, top + size * 0.12, size * 1.12, row.colour)
            if mirrored:
                right -= _GLYPH * size
            else:
                left += _GLYPH * size
        canvas.paragraph(left, top, right - left, row.lines, size, row.colour, bold=row.bold)
        return y + height

    def _note(self, canvas: Canvas, card: Card, box: Box) -> None:
        """A gap, or what is noted: a tinted sheet with its sign."""
        theme, node = self.theme, card.node
        tint = theme.tint(node.tone)
        ink = tint.ink
        if node.role == "gap":
            # Dashed, on the paper of the panel, where the ink of the tint may not be seen.
            tint = Tint(theme.background, theme.on_card(node.tone), tint.line)
            ink = tint.ink
        dashes = "5 4" if node.role == "gap" else ""
        canvas.rect(
            box.x, box.y, box.width, box.height, tint.fill, tint.line, radius=5, dashes=dashes
        )
        size = self.small
        x, y = box.x + self.pad, box.y + self.pad * 0.7
        glyph = sign(node.role, node.tone)
        if glyph:
            canvas.glyph(glyph, x, y + size * 0.12, size * 1.12, ink)
        indent = _GLYPH * size
        room = self.room - indent - self.marks_width(node.marks)
        y = canvas.paragraph(x + indent, y, room, card.name, size, ink)
        for row in card.rows:
            y = self._row(canvas, row, x, y)
        self._marks(canvas, node.marks, box)

    def _marks(self, canvas: Canvas, marks: Sequence[int], box: Box) -> None:
        if marks:
            side = box.right - 0.25 * self.em
            self.blocks.draw_marks(canvas, marks, side, box.y + self.pad + 0.5 * self.em)
