"""What stands in the cells of a grid: cards, notes, chips and states, measured and then drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Badge, Group, Mark, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.layout.proportions import CARD_INSET, GAP, NOTE_INSET, stacks_of, track_width
from journeykit.render.layout.text_metrics import fitted, measured
from journeykit.render.style.glyphs import SIGNS
from journeykit.render.style.theme import Theme, Tint, contrast
from journeykit.render.svg.canvas import LINE, Ink
from journeykit.text import is_right_to_left

__all__ = ["Block", "Blocks", "Placed"]

_CHIP_GLYPH = 1.05
_LEGIBLE, _SEEN = 4.5, 3.0  # WCAG 2.2, criteria 1.4.3 and 1.4.11
_STROKE = 22.0
"""What a persona's line takes before their name, in pixels."""

_PLAIN = frozenset({"goal", "action", "thought", "quote"})
"""What is written on the paper itself: everything else stands on a card of its own."""


@frozen
class Block:
    """A node with its text broken into lines, ready to be drawn.

    Args:
        node: The node.
        high: Its height, in pixels.
        details: Its details, in lines.
        badges: Its badges, in rows.
        wide: Its own width, for chips; 0 for what fills its track.
    """

    node: Node
    high: float
    details: tuple[tuple[str, ...], ...] = ()
    badges: tuple[tuple[tuple[Badge, tuple[str, ...]], ...], ...] = ()
    wide: float = 0


@frozen
class Placed:
    """A block with its place in a cell.

    Args:
        block: The block.
        x: Its left side, from the left of the cell.
        y: Its top, from the top of the cell.
        wide: Its width.
    """

    block: Block
    x: float
    y: float
    wide: float


class Blocks:
    """Measures and draws nodes in one theme.

    Args:
        theme: The looks.
        id_prefix: What the ids of drawn elements start with.
        marks: The findings, for the looks of their numbers.
    """

    def __init__(self, theme: Theme, id_prefix: str, marks: Iterable[Mark]) -> None:
        """Keep the proportions of the theme in pixels."""
        self.theme = theme
        self.prefix = id_prefix
        self.em = theme.font_size
        self.small = theme.font_size_small
        self.ratio = theme.font_size / max(theme.font_size_small, 1)
        self.severity = {mark.number: mark.severity for mark in marks}
        self.pad = 0.75 * self.em
        self._measured: dict[tuple[str, str, float], Block] = {}

    # ------------------------------------------------------------------ measuring

    def place(self, lane: Lane, cell: Cell, group: Group) -> tuple[tuple[Placed, ...], float]:
        """Lay a cell out.

        Args:
            lane: Its lane.
            cell: The cell.
            group: Its column.

        Returns:
            Its blocks with their places, and the height they take.
        """
        if lane.role == "chips" and "gap" not in cell.roles:
            return self._flow(cell.nodes, group)
        wide = track_width(group)
        gap = (0.55 if lane.role == "notes" else 0.75) * self.em
        placed = []
        highest = 0.0
        for track, stack in enumerate(stacks_of(lane, cell, group)):
            y = 0.0
            for node in stack:
                block = self.measure(node, wide)
                placed.append(Placed(block, track * (wide + GAP) * self.em, y, wide * self.em))
                y += block.high + gap
            highest = max(highest, y - gap)
        return tuple(placed), highest

    def _flow(self, nodes: Sequence[Node], group: Group) -> tuple[tuple[Placed, ...], float]:
        """Chips beside each other, as many as fit a row."""
        placed = []
        x = y = 0.0
        room = group.width * self.em
        high = 1.9 * self.em
        for node in nodes:
            label = fitted(node.text, group.width - 3.2, 1)
            refers = self._refers(node)
            wide = (measured("".join(label)) + _CHIP_GLYPH + 1.75) * self.em
            wide = min(room, wide + (measured(refers) + 0.5) * self.small if refers else wide)
            if x and x + wide > room:
                x, y = 0.0, y + high + 0.45 * self.em
            placed.append(Placed(Block(node, high, (label,), wide=wide), x, y, wide))
            x += wide + 0.45 * self.em
        return tuple(placed), y + high if placed else 0.0

    @staticmethod
    def _refers(node: Node) -> str:
        return " · ".join(map(str, node.refers))

    def measure(self, node: Node, wide: float) -> Block:
        """Break what a node says into lines.

        Args:
            node: The node.
            wide: The width there is, in ems.

        Returns:
            The block.
        """
        key = node.group, node.key, round(wide, 3)
        known = self._measured.get(key)
        if known is None:
            known = self._measured[key] = self._block(node, wide)
        return known if known.node is node else evolve(known, node=node)

    def _block(self, node: Node, wide: float) -> Block:
        inset = CARD_INSET if node.role == "touchpoint" else NOTE_INSET
        room = (wide - inset) * self.ratio
        indent = _STROKE / self.small if node.pen is not None else 0.0
        details = tuple(
            fitted(detail, max(1.0, room - (indent if place == 0 else 0)), 4)
            for place, detail in enumerate(self._details(node))
        )
        badges = self._badge_rows(node.badges, room) if node.badges else ()
        high = len(node.lines) * self.em * LINE
        rows = sum(map(len, details))
        if rows:
            high += rows * self.small * LINE + 0.2 * self.em
        if badges:
            high += sum(map(self._row_height, badges)) + 0.25 * self.em
        padding = 0.1 if node.role in _PLAIN else 0.6 if node.role != "touchpoint" else 0.75
        return Block(node, high + 2 * padding * self.em, details, badges)

    def _details(self, node: Node) -> tuple[str, ...]:
        if len(node.refers) > 1:
            return (*node.details, f"at {self._refers(node)}")
        return node.details

    def _badge_rows(
        self, badges: Sequence[Badge], room: float
    ) -> tuple[tuple[tuple[Badge, tuple[str, ...]], ...], ...]:
        """As many badges a row as fit."""
        rows: list[list[tuple[Badge, tuple[str, ...]]]] = [[]]
        used = 0.0
        for badge in badges:
            label = fitted(badge.text, room - 2, 3)
            needed = max(map(measured, label), default=0.0) + 2.4
            if rows[-1] and used + needed > room:
                rows.append([])
                used = 0.0
            rows[-1].append((badge, label))
            used += needed
        return tuple(map(tuple, rows))

    def _row_height(self, row: Sequence[tuple[Badge, tuple[str, ...]]]) -> float:
        return (max(len(label) for _, label in row) * LINE + 0.41) * self.small

    # ------------------------------------------------------------------ drawing

    def draw(self, ink: Ink, placed: Placed, left: float, top: float) -> None:
        """Draw a block.

        Args:
            ink: Where to.
            placed: The block and its place in the cell.
            left: The left side of the cell.
            top: The top of the cell.
        """
        node = placed.block.node
        x, y = left + placed.x, top + placed.y
        opened = ink.open(self._id(node), self._tooltip(node), node.url, node.role)
        if node.role == "channel":
            self._chip(ink, placed, x, y)
        elif node.role == "touchpoint":
            self._card(ink, placed, x, y)
        elif node.role == "status":
            self._state(ink, placed, x, y)
        elif node.role == "share":
            self._share(ink, placed, x, y)
        else:
            self._note(ink, placed, x, y)
        self.draw_marks(ink, node.marks, x + placed.wide, y)
        ink.close(opened)

    def _id(self, node: Node) -> str:
        return xml_id(self.prefix, f"{node.group}.{node.key}" if node.group else node.key)

    def _tooltip(self, node: Node) -> str:
        lines = [node.tooltip or node.text, *node.details, *(badge.text for badge in node.badges)]
        if node.number:
            lines[0] = f"{node.number} {lines[0]}"
        if node.refers:
            lines.append(f"at {', '.join(map(str, node.refers))}")
        return "\n".join(lines)

    def draw_marks(
        self, ink: Ink, marks: Sequence[int], side: float, top: float, *, leftmost: bool = False
    ) -> None:
        """Draw the numbers of findings at an upper corner of something.

        Args:
            ink: Where to.
            marks: The numbers.
            side: The right side of the thing, or its left one.
            top: The top of the thing.
            leftmost: Whether it is the left one.
        """
        size = self.small * 0.92
        radius = self.small * 0.78
        widths = [
            max(2 * radius, (measured(str(number), bold=True) + 0.7) * size) for number in marks
        ]
        x = side - 0.35 * self.em
        if leftmost:
            x = side + 0.35 * self.em + sum(widths) + 2 * len(widths)
        for number, wide in zip(reversed(marks), reversed(widths), strict=True):
            tint = self.theme.tint(self.severity.get(number, "info"))
            x -= wide
            ink.rect(
                x, top - radius, wide, 2 * radius, tint.fill, tint.line, radius=radius, thick=1.2
            )
            ink.text(
                x + wide / 2,
                top + size * 0.36,
                str(number),
                size,
                tint.ink,
                bold=True,
                anchor="middle",
            )
            x -= 2

    def number(self, ink: Ink, number: int, x: float, y: float) -> None:
        """Draw the number of a touchpoint.

        Args:
            ink: Where to.
            number: The number.
            x: Its middle.
            y: Its middle.
        """
        theme = self.theme
        size = self.small * 0.92
        wide = max(1.62 * self.small, (measured(str(number), bold=True) + 0.7) * size)
        high = 1.62 * self.small
        ink.rect(x - wide / 2, y - high / 2, wide, high, theme.surface_alternate, radius=high / 2)
        ink.text(x, y + size * 0.36, str(number), size, theme.ink_muted, bold=True, anchor="middle")

    def _card(self, ink: Ink, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        moment = "moment of truth" in node.roles
        ink.rect(
            x,
            y,
            placed.wide,
            block.high,
            theme.card,
            theme.moment.line if moment else theme.line,
            radius=em * 0.6,
            thick=theme.line_width * (1.6 if moment else 1),
            dashes="5 4" if "optional" in node.roles else "",
        )
        if node.number:
            self.number(ink, node.number, x + 1.35 * em, y + 0.75 * em + em * LINE / 2)
        left = x + 2.55 * em
        room = placed.wide - 3.3 * em
        bottom = ink.paragraph(left, y + 0.75 * em, room, node.lines, em, theme.ink, bold=True)
        for lines in block.details:
            bottom = ink.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        bottom += 0.25 * em
        for row in block.badges:
            self._badges(ink, row, left, bottom)
            bottom += self._row_height(row)

    def _badges(
        self, ink: Ink, row: Sequence[tuple[Badge, tuple[str, ...]]], x: float, y: float
    ) -> None:
        size = self.small
        for badge, label in row:
            colour = self.theme.on_card(badge.tone)
            ink.glyph(badge.glyph, x, y + size * 0.22, size * 1.15, colour)
            wide = max(map(measured, label), default=0.0) * size
            ink.paragraph(x + size * 1.5, y + size * 0.15, wide, label, size, colour)
            x += wide + 2.4 * size

    def _note(self, ink: Ink, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        plain = node.role in _PLAIN
        tint = theme.tint(node.tone)
        if node.role == "gap":
            if not node.tone:
                tint = Tint(theme.background, theme.ink_muted, theme.edge)
            ink.rect(
                x, y, placed.wide, block.high, "none", tint.line, radius=em * 0.5, dashes="5 4"
            )
        elif not plain:
            line = theme.line if not node.tone else self._rim(tint)
            ink.rect(x, y, placed.wide, block.high, tint.fill, line, radius=em * 0.5)
        top = y + (0.1 if plain else 0.6) * em
        left = x + (0.1 if plain else 0.7) * em
        if len(node.refers) == 1:
            self.number(ink, node.refers[0], left + 0.65 * em, top + em * LINE / 2)
        elif node.tone:
            ink.glyph(SIGNS.get(node.role, ""), left, top + em * 0.15, em * 1.1, tint.ink)
        if node.refers or node.tone:
            left += 1.75 * em
        room = x + placed.wide - left - (0.1 if plain else 0.6) * em
        bottom = ink.paragraph(
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
        for place, lines in enumerate(block.details):
            indent = 0.0
            if place == 0 and node.pen is not None:
                pen = theme.persona(node.pen)
                middle = bottom + self.small * LINE / 2
                seen = contrast(pen.colour, tint.fill) >= _SEEN
                line = pen.colour if plain or seen else tint.ink
                ink.line(left, middle, left + 16, middle, line, 2.5, pen.dashes)
                indent = _STROKE
            bottom = ink.paragraph(left + indent, bottom, room - indent, lines, self.small, colour)

    def _rim(self, tint: Tint) -> str:
        """The border of a tint that is not told from the paper by its fill."""
        return tint.line if tint.fill == self.theme.background else ""

    def _chip(self, ink: Ink, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        tint = theme.tint(block.node.tone)
        rim = self._rim(tint)
        ink.rect(x, y, placed.wide, block.high, tint.fill, rim, radius=block.high / 2)
        ink.glyph(block.node.tone, x + 0.7 * em, y + 0.42 * em, _CHIP_GLYPH * em, tint.ink)
        label = "".join(block.details[0]) if block.details else ""
        base = y + block.high / 2 + em * 0.35
        from_right = is_right_to_left(block.node.text)
        left = x + (1.2 + _CHIP_GLYPH) * em - 2
        ink.text(left, base, label, em, tint.ink, right_to_left=from_right)
        refers = self._refers(block.node)
        if refers:
            right = x + placed.wide - 0.7 * em
            ink.text(right, base, refers, self.small, tint.ink, anchor="end")

    def _state(self, ink: Ink, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        node = block.node
        tint = theme.tint(node.tone)
        dashes = theme_dashes(node.tone)
        ink.rect(
            x, y, placed.wide, block.high, tint.fill, tint.line, radius=em * 0.5, dashes=dashes
        )
        ink.glyph(node.tone, x + 0.8 * em, y + 0.72 * em, em * 1.1, tint.ink)
        left = x + 2.5 * em
        room = placed.wide - 3.1 * em
        bottom = ink.paragraph(left, y + 0.6 * em, room, node.lines, em, tint.ink, bold=True)
        for lines in block.details:
            bottom = ink.paragraph(left, bottom + 1, room, lines, self.small, tint.ink)

    def _share(self, ink: Ink, placed: Placed, x: float, y: float) -> None:
        theme, em, block = self.theme, self.em, placed.block
        left, room = x + 0.7 * em, placed.wide - 1.4 * em
        bottom = ink.paragraph(left, y + 0.6 * em, room, block.node.lines, em, theme.ink, bold=True)
        for lines in block.details:
            bottom = ink.paragraph(left, bottom + 1, room, lines, self.small, theme.ink_muted)


def theme_dashes(tone: str) -> str:
    """Return the dashes of a border: what is missing or may be left out is not drawn solid."""
    return {"missing": "5 4", "optional": "2 3"}.get(tone, "")
