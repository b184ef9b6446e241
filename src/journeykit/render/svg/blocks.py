"""What stands in the cells of a grid: cards, notes, chips and states, measured and then drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Badge, Group, Mark, Node, told_numbers
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.diagram.image import Image
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import (
    CARD_INSET,
    GAP,
    NOTE_INSET,
    PICTURE,
    stacks_of,
    track_width,
)
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.glyphs import marked, sign
from journeykit.render.style.theme import Theme, Tint, contrast
from journeykit.render.svg.canvas import LINE, Canvas

__all__ = ["Block", "Blocks", "Placed"]

_CHIP_GLYPH = 1.05
_SIGN_ROOM = (0.0, 1.5)
"""What stands before the words of a badge without a glyph and of one with it, in ems of them."""

_LEGIBLE, _SEEN = 4.5, 3.0  # WCAG 2.2, criteria 1.4.3 and 1.4.11
_STROKE = 22.0
"""What a persona's line takes before their name, in pixels."""

_CHANGED = {"removed": "missing", "added": "covered", "moved": "info", "changed": "partial"}
_RIMS = {**_CHANGED, "unseen": "missing", "moment of truth": "moment"}
"""The tone of a card's border, by what is true of it; the strongest first."""

_PLAIN = frozenset({"goal", "action", "thought", "quote"})
"""What is written on the paper itself: everything else stands on a card of its own."""

_DASHED = frozenset({"optional", "declined", "removed", "unseen"})
"""What has a dashed border."""


@frozen
class Block:
    """A node with its text broken into lines, ready to be drawn.

    Args:
        height: Its height, in pixels.
        details: Its details, in lines.
        badges: Its badges, in rows.
        width: Its own width, for chips; 0 for what fills its track.
    """

    node: Node
    height: float
    details: tuple[tuple[str, ...], ...] = ()
    badges: tuple[tuple[tuple[Badge, tuple[str, ...]], ...], ...] = ()
    width: float = 0


@frozen
class Placed:
    """A block with its place in a cell.

    Args:
        x: Its left side, from the left of the cell.
        y: Its top, from the top of the cell.
    """

    block: Block
    x: float
    y: float
    width: float


class Blocks:
    """Measures and draws nodes in one theme.

    Args:
        theme: The looks.
        id_prefix: What the ids of drawn elements start with.
        marks: The findings, for the looks of their numbers.
        language: What is said beside what a node says itself.
    """

    def __init__(
        self,
        theme: Theme,
        id_prefix: str,
        marks: Iterable[Mark],
        language: Language = ENGLISH,
    ) -> None:
        """Keep the proportions of the theme in pixels."""
        self.theme = theme
        self.prefix = id_prefix
        self.language = language
        self.em = theme.font_size
        self.small = theme.font_size_small
        self.ratio = theme.font_size / max(theme.font_size_small, 1)
        self.severity = {mark.number: mark.severity for mark in marks}
        self.pad = 0.75 * self.em
        self._measured: dict[tuple[str, str, float], Block] = {}

    # ------------------------------------------------------------------ measuring

    def laid_out(
        self, lane: Lane, cell: GridCell, group: Group
    ) -> tuple[tuple[Placed, ...], float]:
        """Lay a cell out.

        Args:
            group: Its column.

        Returns:
            Its blocks with their places, and the height they take.
        """
        if lane.role == "chips" and "gap" not in cell.roles:
            return self._flow(cell.nodes, group)
        width = track_width(group)
        gap = {"notes": 0.55, "steps": 1.2}.get(lane.role, 0.75) * self.em
        placed = []
        highest = 0.0
        for track, stack in enumerate(stacks_of(lane, cell, group)):
            y = 0.0
            for node in stack:
                block = self.measure(node, width)
                placed.append(Placed(block, track * (width + GAP) * self.em, y, width * self.em))
                y += block.height + gap
            highest = max(highest, y - gap)
        return tuple(placed), highest

    def _flow(self, nodes: Sequence[Node], group: Group) -> tuple[tuple[Placed, ...], float]:
        """Chips beside each other, as many as fit a row."""
        placed = []
        x = y = highest = 0.0
        room = group.width * self.em
        for node in nodes:
            refers = self._chip_refers(node, room)
            signs_width = (text_width(refers) + 0.5) * self.small if refers else 0.0
            signs_width += (_CHIP_GLYPH + 1.75 if node.tone else 1.5) * self.em
            label = wrap_to_width(node.text, max(3.0, (room - signs_width) / self.em), 2, name=True)
            width = min(room, max(map(text_width, label), default=0.0) * self.em + signs_width)
            height = (1.9 + (len(label) - 1) * LINE) * self.em
            block = Block(node, height, (label, (refers,)), width=width)
            if x and x + width > room:
                x, y, highest = 0.0, y + highest + 0.45 * self.em, 0.0
            placed.append(Placed(block, x, y, width))
            x += width + 0.45 * self.em
            highest = max(highest, height)
        return tuple(placed), y + highest

    def _chip_refers(self, node: Node, room: float) -> str:
        """The numbers on a chip, or how many there are if they took most of it."""
        refers = self._refers(node)
        too_wide = text_width(refers) * self.small > room / 2
        return self.language.counted(len(node.refers), "touchpoint") if too_wide else refers

    def _at(self, numbers: str) -> str:
        return self.language("at {places}", places=numbers)

    @staticmethod
    def _refers(node: Node) -> str:
        return told_numbers(node.refers)

    def measure(self, node: Node, width: float) -> Block:
        """Break what a node says into lines.

        Args:
            width: The width there is, in ems.
        """
        key = node.group, node.key, round(width, 3)
        block = self._measured.get(key)
        if block is None:
            block = self._measured[key] = self._block(node, width)
        if block.node is node:
            return block
        return Block(node, block.height, block.details, block.badges, block.width)

    def _block(self, node: Node, width: float) -> Block:
        inset = CARD_INSET if node.role == "touchpoint" else NOTE_INSET
        room = (width - inset) * self.ratio
        if node.image is not None:
            return Block(node, self._picture_height(node.image, width * self.em))
        indent = _STROKE / self.small if node.pen is not None else 0.0
        details = tuple(
            wrap_to_width(detail, max(1.0, room - (indent if index == 0 else 0)), 4)
            for index, detail in enumerate(self._details(node))
        )
        badges = self._badge_rows(node.badges, room) if node.badges else ()
        height = len(node.lines) * self.em * LINE
        rows = sum(map(len, details))
        if rows:
            height += rows * self.small * LINE + 0.2 * self.em
        if badges:
            height += sum(map(self._row_height, badges)) + 0.25 * self.em
        if node.weight is not None:
            height += self.em
        padding = 0.1 if node.role in _PLAIN else 0.6 if node.role != "touchpoint" else 0.75
        return Block(node, height + 2 * padding * self.em, details, badges)

    def _picture_height(self, image: Image, width: float) -> float:
        """How high a picture is where it is as wide as its column, or as it may get."""
        return min(width * image.height / image.width, PICTURE * self.em)

    def _details(self, node: Node) -> tuple[str, ...]:
        if len(node.refers) > 1:
            return (*node.details, self._at(self._refers(node)))
        return node.details

    def _badge_rows(
        self, badges: Sequence[Badge], room: float
    ) -> tuple[tuple[tuple[Badge, tuple[str, ...]], ...], ...]:
        """As many badges a row as fit."""
        rows: list[list[tuple[Badge, tuple[str, ...]]]] = [[]]
        used = 0.0
        for badge in badges:
            label = wrap_to_width(badge.text, room - 2, 6)
            needed = max(map(text_width, label), default=0.0) + _SIGN_ROOM[bool(badge.glyph)] + 0.9
            if rows[-1] and used + needed > room:
                rows.append([])
                used = 0.0
            rows[-1].append((badge, label))
            used += needed
        return tuple(map(tuple, rows))

    def _row_height(self, row: Sequence[tuple[Badge, tuple[str, ...]]]) -> float:
        return (max(len(label) for _, label in row) * LINE + 0.41) * self.small

    # ------------------------------------------------------------------ drawing

    def draw(self, canvas: Canvas, placed: Placed, left: float, top: float) -> None:
        """Draw a block.

        Args:
            canvas: Where to.
            placed: The block and its place in the cell.
            left: The left side of the cell.
            top: The top of the cell.
        """
        node = placed.block.node
        x, y = left + placed.x, top + placed.y
        opened = canvas.open(self._id(node), self._tooltip(node), node.url, node.role)
        if node.role == "channel":
            self._chip(canvas, placed, x, y)
        elif node.image is not None:
            self._picture(canvas, placed, node.image, x, y)
        elif node.role == "touchpoint":
            self._card(canvas, placed, x, y)
        elif node.role == "status":
            self._state(canvas, placed, x, y)
        elif node.role == "share":
            self._share(canvas, placed, x, y)
        else:
            self._note(canvas, placed, x, y)
        self.draw_marks(canvas, node.marks, x + placed.width, y)
        canvas.close(opened)

    def _id(self, node: Node) -> str:
        return xml_id(self.prefix, f"{node.group}.{node.key}" if node.group else node.key)

    def _tooltip(self, node: Node) -> str:
        lines = [node.tooltip or node.text, *node.details, *(badge.text for badge in node.badges)]
        if node.number:
            lines[0] = f"{node.number} {lines[0]}"
        if node.refers:
            lines.append(self._at(self.language(", ").join(node.refers)))
        return "\n".join(lines)

    def draw_marks(
        self,
        canvas: Canvas,
        marks: Sequence[int],
        side: float,
        top: float,
        *,
        leftmost: bool = False,
    ) -> None:
        """Draw the numbers of findings at an upper corner of something.

        Args:
            canvas: Where to.
            side: The right side of the thing, or its left one.
            top: The top of the thing.
            leftmost: Whether it is the left one.
        """
        size = self.small * 0.92
        radius = self.small * 0.78
        labels = [marked(self.severity.get(number, "info"), number) for number in marks]
        widths = [max(2 * radius, (text_width(label, bold=True) + 0.7) * size) for label in labels]
        x = side - 0.35 * self.em
        if leftmost:
            x = side + 0.35 * self.em + sum(widths) + 2 * len(widths)
        signs = zip(reversed(marks), reversed(labels), reversed(widths), strict=True)
        for number, label, width in signs:
            tint = self.theme.tint(self.severity.get(number, "info"))
            x -= width
            canvas.rect(
                x,
                top - radius,
                width,
                2 * radius,
                tint.fill,
                tint.line,
                radius=radius,
                stroke_width=1.2,
            )
            canvas.text(
                x + width / 2,
                top + size * 0.36,
                label,
                size,
                tint.ink,
                bold=True,
                anchor="middle",
            )
            x -= 2

    def number(self, canvas: Canvas, number: str, x: float, y: float) -> None:
        """Draw the number of a touchpoint.

        Args:
            canvas: Where to.
            x: Its middle.
            y: Its middle.
        """
        theme = self.theme
        size = self.small * (0.92 if len(number) < 3 else 0.8)  # noqa: PLR2004 two fit well
        width = max(1.62 * self.small, (text_width(number, bold=True) + 0.7) * size)
        height = 1.62 * self.small
        canvas.rect(
            x - width / 2, y - height / 2, width, height, theme.surface_alternate, radius=height / 2
        )
        canvas.text(x, y + size * 0.36, number, size, theme.ink_muted, bold=True, anchor="middle")

    def _card(self, canvas: Canvas, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        strong = not node.roles.isdisjoint({"moment of truth", *_CHANGED})
        tone = next((tone for role, tone in _RIMS.items() if role in node.roles), "")
        canvas.rect(
            x,
            y,
            placed.width,
            block.height,
            theme.card,
            theme.tint(tone).line,
            radius=em * 0.6,
            stroke_width=theme.line_width * (1.6 if strong else 1),
            dashes="" if node.roles.isdisjoint(_DASHED) else "5 4",
        )
        if node.number:
            self.number(canvas, node.number, x + 1.35 * em, y + 0.75 * em + em * LINE / 2)
        left = x + 2.55 * em
        room = placed.width - 3.3 * em
        bottom = canvas.paragraph(left, y + 0.75 * em, room, node.lines, em, theme.ink, bold=True)
        for lines in block.details:
            bottom = canvas.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        bottom += 0.25 * em
        for row in block.badges:
            self._badges(canvas, row, left, bottom)
            bottom += self._row_height(row)

    def _picture(self, canvas: Canvas, placed: Placed, image: Image, x: float, y: float) -> None:
        theme, em, node = self.theme, self.em, placed.block.node
        height = placed.block.height
        width = min(placed.width, height * image.width / image.height)
        canvas.image(image, x, y, width, height)
        canvas.rect(x, y, width, height, "none", theme.line, stroke_width=theme.line_width)
        for number in node.refers:
            self.number(canvas, number, x + 1.1 * em, y + 1.1 * em)

    def _badges(
        self, canvas: Canvas, row: Sequence[tuple[Badge, tuple[str, ...]]], x: float, y: float
    ) -> None:
        size = self.small
        for badge, label in row:
            colour = self.theme.on_card(badge.tone)
            canvas.glyph(badge.glyph, x, y + size * 0.22, size * 1.15, colour)
            width = max(map(text_width, label), default=0.0) * size
            sign_room = _SIGN_ROOM[bool(badge.glyph)] * size
            canvas.paragraph(x + sign_room, y + size * 0.15, width, label, size, colour)
            x += width + sign_room + 0.9 * size

    def _note(self, canvas: Canvas, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        plain = node.role in _PLAIN
        tint = theme.tint(node.tone)
        if node.role == "gap":
            if not node.tone:
                tint = Tint(theme.background, theme.ink_muted, theme.edge)
            canvas.rect(
                x, y, placed.width, block.height, "none", tint.line, radius=em * 0.5, dashes="5 4"
            )
        elif not plain:
            line = theme.line if not node.tone else self._rim(tint)
            canvas.rect(x, y, placed.width, block.height, tint.fill, line, radius=em * 0.5)
        top = y + (0.1 if plain else 0.6) * em
        left = x + (0.1 if plain else 0.7) * em
        if len(node.refers) == 1:
            self.number(canvas, node.refers[0], left + 0.65 * em, top + em * LINE / 2)
        elif node.tone:
            canvas.glyph(sign(node.role, node.tone), left, top + em * 0.15, em * 1.1, tint.ink)
        if node.refers or node.tone:
            left += 1.75 * em
        room = x + placed.width - left - (0.1 if plain else 0.6) * em
        bottom = canvas.paragraph(
            left,
            top,
            room,
            node.lines,
            em,
            theme.ink if plain else tint.ink,
            italic=node.role in {"thought", "quote"},
        )
        bottom += 0.2 * em
        colour = tint.ink if node.tone else theme.ink_muted
        for index, lines in enumerate(block.details):
            indent = 0.0
            if index == 0 and node.pen is not None:
                pen = theme.persona(node.pen)
                middle = bottom + self.small * LINE / 2
                seen = contrast(pen.colour, tint.fill) >= _SEEN
                line = pen.colour if plain or seen else tint.ink
                canvas.line(left, middle, left + 16, middle, line, 2.5, pen.dashes)
                indent = _STROKE
            bottom = canvas.paragraph(
                left + indent, bottom, room - indent, lines, self.small, colour
            )

    def _rim(self, tint: Tint) -> str:
        """The border of a tint that is not told from the paper by its fill."""
        return tint.line if tint.fill == self.theme.background else ""

    def _chip(self, canvas: Canvas, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        tint = theme.tint(block.node.tone)
        rim = self._rim(tint)
        canvas.rect(x, y, placed.width, block.height, tint.fill, rim, radius=0.95 * em)
        middle = y + block.height / 2
        glyph = _CHIP_GLYPH * em
        canvas.glyph(block.node.tone, x + 0.7 * em, middle - glyph / 2, glyph, tint.ink)
        lines, (refers,) = block.details
        left = x + ((1.2 + _CHIP_GLYPH) * em - 2 if block.node.tone else 0.9 * em)
        top = middle - len(lines) * em * LINE / 2
        room = placed.width - (left - x)
        canvas.paragraph(left, top, room, lines, em, tint.ink, flush=True)
        base = middle + em * 0.35
        if refers:
            right = x + placed.width - 0.7 * em
            canvas.text(right, base, refers, self.small, tint.ink, anchor="end")

    def _state(self, canvas: Canvas, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        tint = theme.tint(node.tone)
        dashes = "5 4" if "unseen" in node.roles else theme_dashes(node.tone)
        canvas.rect(
            x, y, placed.width, block.height, tint.fill, tint.line, radius=em * 0.5, dashes=dashes
        )
        canvas.glyph(node.tone, x + 0.8 * em, y + 0.72 * em, em * 1.1, tint.ink)
        left = x + 2.5 * em
        room = placed.width - 3.1 * em
        bottom = canvas.paragraph(left, y + 0.6 * em, room, node.lines, em, tint.ink, bold=True)
        for lines in block.details:
            bottom = canvas.paragraph(left, bottom + 1, room, lines, self.small, tint.ink)
        if node.weight is not None:
            canvas.bar(left, bottom + 0.3 * em, room, node.weight)

    def _share(self, canvas: Canvas, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        left, room = x + 0.7 * em, placed.width - 1.4 * em
        bottom = canvas.paragraph(
            left, y + 0.6 * em, room, block.node.lines, em, theme.ink, bold=True
        )
        for lines in block.details:
            bottom = canvas.paragraph(left, bottom + 1, room, lines, self.small, theme.ink_muted)
        if block.node.weight is not None:
            canvas.bar(left, bottom + 0.3 * em, room, block.node.weight)


def theme_dashes(tone: str) -> str:
    """Return the dashes of a border: what is missing or may be left out is not drawn solid."""
    return {"missing": "5 4", "optional": "2 3"}.get(tone, "")
