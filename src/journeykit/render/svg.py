"""A grid as one self-contained SVG: no style sheet, no font file, no script, nothing to fetch."""

from __future__ import annotations

from attrs import evolve

from journeykit.render.blocks import Blocks, Placed
from journeykit.render.curves import Box
from journeykit.render.diagram import Diagram, Group, Mark, Node, tint_of
from journeykit.render.emotion_lane import SPUR, EmotionLane
from journeykit.render.escape import xml_attribute, xml_id, xml_text
from journeykit.render.grid import Lane
from journeykit.render.ink import LINE, Ink, number
from journeykit.render.measure import fitted, measured
from journeykit.render.sizes import HEADER, LANE_HEADER
from journeykit.render.theme import LIGHT, Theme

__all__ = ["extent", "in_parallel", "svg"]

_BETWEEN = 1.5
"""Between two columns, in ems."""

_LEAST_WIDTH = 46
"""What the title and the list of findings need, in ems."""


def svg(diagram: Diagram, theme: Theme = LIGHT, *, id_prefix: str = "") -> str:
    """Draw a grid.

    Args:
        diagram: A diagram that has lanes.
        theme: The looks.
        id_prefix: What the ids in it start with, so that several pictures may stand on one page;
            made from the name of the view if left out.

    Returns:
        The SVG.

    Example:
        >>> from journeykit.render.grid import Lane
        >>> lanes = [Lane("a", "A")]
        >>> drawn = svg(Diagram(view="map", title="Shop", description="A map", lanes=lanes))
        >>> drawn.startswith("<svg"), drawn.count("<title")
        (True, 1)
    """
    return _Page(diagram, theme, id_prefix or f"jk-{diagram.view}").drawn()


def extent(diagram: Diagram) -> tuple[float, float]:
    """Return how large a grid is when it is drawn, for who puts it on paper.

    Args:
        diagram: A diagram that has lanes.

    Returns:
        Its width and its height, in ems.
    """
    page = _Page(diagram, LIGHT, "extent")
    wide, high = page.sized()
    return wide / LIGHT.font_size, high / LIGHT.font_size


class _Page:
    """One picture while it is drawn, from top to bottom."""

    def __init__(self, diagram: Diagram, theme: Theme, id_prefix: str) -> None:
        self.diagram = diagram
        self.theme = theme
        self.prefix = id_prefix
        self.em = em = theme.font_size
        self.small = theme.font_size_small
        self.margin = 3.5 * theme.spacing
        self.ink = Ink(theme)
        self.blocks = Blocks(theme, id_prefix, diagram.marks)
        self.left = self.margin + LANE_HEADER * em + 2.4 * em
        self.columns: dict[str, tuple[float, float]] = {}
        x = self.left
        for group in diagram.groups:
            self.columns[group.key] = (x, group.width * em)
            x += (group.width + _BETWEEN) * em
        self.grid_right = x - (_BETWEEN * em if diagram.groups else 0)
        names = [measured(curve.line, bold=True) for curve in diagram.curves]
        if diagram.groups and diagram.groups[-1].role == "whole":
            names = []  # they find room above its column
        aside = max(names, default=0.0) * self.small + (1.2 * em if names else 0)
        self.right = max(self.grid_right + max(aside, em), self.margin + _LEAST_WIDTH * em)
        self.filled = {(cell.lane, cell.group): cell for cell in diagram.cells}

    def drawn(self) -> str:
        return self._wrapped(*self.sized())

    def sized(self) -> tuple[float, float]:
        """Draw everything, and tell how much paper it took."""
        y = self._title(self.margin)
        y = self._personas(y)
        y = self._headers(y + 1.4 * self.em)
        before = "line"
        for lane in self.diagram.lanes:
            y = self._lane(lane, y, ruled=before != "line" and lane.role != "line")
            before = lane.role
        y = self._legend(y)
        y = self._notes(y)
        y = self._findings(y)
        return self.right + self.margin, y + self.margin

    def _wrapped(self, wide: float, high: float) -> str:
        diagram = self.diagram
        title, desc = xml_id(self.prefix, "-title"), xml_id(self.prefix, "-desc")
        drawn = "".join(self.ink.parts)
        # Links in it have to be reachable, which an image's children are not.
        role = "graphics-document" if "<a " in drawn else "img"
        size = f'width="{number(wide)}" height="{number(high)}"'
        view = f'viewBox="0 0 {number(wide)} {number(high)}"'
        paper = f'<rect width="100%" height="100%" fill="{self.theme.background}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{self.prefix}" {size} {view}'
            f' role="{role}" aria-labelledby="{title}" aria-describedby="{desc}"'
            f' font-family="{xml_attribute(self.theme.font)}">'
            f'<title id="{title}">{xml_text(diagram.title)}</title>'
            f'<desc id="{desc}">{xml_text(diagram.description)}</desc>'
            f"{paper}{drawn}</svg>\n"
        )

    # ------------------------------------------------------------------ above the grid

    def _title(self, y: float) -> float:
        theme = self.theme
        size = theme.font_size_title
        room = self.right - self.margin
        lines = fitted(self.diagram.title, room / size, 3, bold=True)
        y = self.ink.paragraph(self.margin, y, room, lines, size, theme.ink, bold=True)
        if self.diagram.subtitle:
            lines = fitted(self.diagram.subtitle, min(room / self.em, 90), 6)
            y = self.ink.paragraph(
                self.margin, y + 0.3 * self.em, room, lines, self.em, theme.ink_muted
            )
        return y

    def _personas(self, y: float) -> float:
        """Who walks, side by side, each with the line of their curve."""
        people = [node for node in self.diagram.nodes if node.role == "persona"]
        if not people:
            return y
        y += 1.5 * self.em
        wide = 25.0 * self.em
        each = max(1, int((self.right - self.margin + 1) // wide))
        for start in range(0, len(people), each):
            tallest = max(
                self._persona(node, self.margin + place * wide, y, wide - 2.5 * self.em)
                for place, node in enumerate(people[start : start + each])
            )
            y = tallest + 0.9 * self.em
        return y - 0.9 * self.em

    def _persona(self, node: Node, x: float, y: float, wide: float) -> float:
        theme, em = self.theme, self.em
        pen = theme.persona(node.pen or 0)
        opened = self.ink.open(
            xml_id(self.prefix, f".{node.key}"),
            "\n".join((node.text, *node.details)),
            role="persona",
        )
        self.ink.line(x, y + 0.75 * em, x + 2.4 * em, y + 0.75 * em, pen.colour, 3, pen.dashes)
        left, room = x + 3.2 * em, wide - 3.2 * em
        name = fitted(node.text, room / em, 2, bold=True)
        bottom = self.ink.paragraph(left, y, room, name, em, theme.ink, bold=True, flush=True)
        for detail in node.details:
            lines = fitted(detail, room / self.small, 3)
            bottom = self.ink.paragraph(
                left, bottom + 0.15 * em, room, lines, self.small, theme.ink_muted, flush=True
            )
        self.blocks.draw_marks(self.ink, node.marks, x + wide, y + 0.7 * em)
        self.ink.close(opened)
        return bottom

    def _headers(self, y: float) -> float:
        groups = self.diagram.groups
        if not groups:
            return y
        size = self.em * HEADER
        high = max(len(group.lines) for group in groups) * size * LINE + 1.5 * self.em
        if any(group.together for group in groups):
            y += 1.7 * self.em
            self._brackets(y - 0.6 * self.em)
        for place, group in enumerate(groups):
            before = groups[place - 1] if place else None
            after = groups[place + 1] if place + 1 < len(groups) else None
            self._header(group, before, after, y, high)
        return y + high

    def _brackets(self, y: float) -> None:
        """One line above the stages that run in parallel."""
        spans: dict[str, list[tuple[float, float]]] = {}
        for group in self.diagram.groups:
            if group.together:
                spans.setdefault(group.together, []).append(self.columns[group.key])
        for span in spans.values():
            left, right = span[0][0], span[-1][0] + span[-1][1]
            data = f"M{number(left)} {number(y + 5)}V{number(y)}H{number(right)}V{number(y + 5)}"
            self.ink.path(data, line=self.theme.edge, thick=1.4)
            words = "in parallel"
            half = measured(words) * self.small / 2 + 6
            middle = (left + right) / 2
            self.ink.rect(
                middle - half, y - self.small / 2, 2 * half, self.small, self.theme.background
            )
            self.ink.text(
                middle,
                y + self.small * 0.34,
                words,
                self.small,
                self.theme.ink_muted,
                anchor="middle",
            )

    def _header(
        self, group: Group, before: Group | None, after: Group | None, y: float, high: float
    ) -> None:
        theme, em = self.theme, self.em
        x, wide = self.columns[group.key]
        opened = self.ink.open(
            xml_id(self.prefix, f"-stage.{group.key}"), group.tooltip or group.text, role="stage"
        )
        ink_colour = theme.ink
        if group.role == "stage":
            ink_colour = theme.accent_ink
            data = self._chevron(group, before, after, y, high)
            if "optional" in group.roles:
                ink_colour = theme.ink
                self.ink.path(data, theme.surface, theme.accent, 1.5, "6 4")
            else:
                self.ink.path(data, theme.accent)
        else:
            self.ink.rect(x, y, wide, high, theme.surface_alternate, radius=0.5 * em)
        size = em * HEADER
        middle = y + (high - len(group.lines) * size * LINE) / 2
        inset = 1.7 * em
        self.ink.paragraph(
            x + inset, middle, wide - 2 * inset, group.lines, size, ink_colour, bold=True
        )
        if "optional" in group.roles:
            size = self.small
            self.ink.text(x + inset, y + high - 0.35 * em, "optional", size * 0.95, theme.ink_muted)
        self.blocks.draw_marks(self.ink, group.marks, x + wide, y + 1)
        self.ink.close(opened)

    def _chevron(
        self, group: Group, before: Group | None, after: Group | None, y: float, high: float
    ) -> str:
        """An arrow that takes up the one before it; neighbours in parallel have flat sides."""
        x, wide = self.columns[group.key]
        em = self.em
        tip = 0.85 * em
        follows = before is not None and before.role == "stage" and not in_parallel(before, group)
        leads = after is None or after.role != "stage" or not in_parallel(group, after)
        right = x + wide + _BETWEEN * em - 0.5 * em if leads else x + wide + 0.4 * em
        if after is None or after.role != "stage":
            right = x + wide - tip * 0.2
        left = x
        middle = number(y + high / 2)
        data = f"M{number(left)} {number(y)}H{number(right)}"
        data += (
            f"L{number(right + tip)} {middle}L{number(right)} {number(y + high)}"
            if leads
            else (f"V{number(y + high)}")
        )
        data += f"H{number(left)}"
        return data + (f"L{number(left + tip)} {middle}Z" if follows else "Z")

    # ------------------------------------------------------------------ the grid

    def _lane(self, lane: Lane, y: float, *, ruled: bool) -> float:
        if lane.role == "line":
            return self._boundary(lane, y)
        em = self.em
        if ruled:
            self.ink.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        top = y + 1.15 * em
        name_bottom = self._lane_name(lane, top)
        bottom = top
        opened = self.ink.open(xml_id(self.prefix, f"-lane.{lane.key}"), role="lane")
        if lane.role == "curve":
            panel = Box(self.left - 2.6 * em, top - 0.3 * em, self.right, 0)
            bottom = EmotionLane(
                self.ink, self.blocks, self.diagram, lane, self.columns, panel
            ).draw()
            self._mark_cells(lane, panel.top)
        else:
            bottom = self._cells(lane, top)
        self.ink.close(opened)
        return max(bottom, name_bottom, top + 2 * em) + 1.15 * em

    def _lane_name(self, lane: Lane, y: float) -> float:
        theme, em = self.theme, self.em
        room = (LANE_HEADER - 0.5) * em
        x = self.margin
        lines = lane.lines or fitted(lane.text, LANE_HEADER - 1, 4, bold=True)
        if lane.pen is not None:
            pen = theme.persona(lane.pen)
            self.ink.line(x, y + 0.1 * em, x + 2.4 * em, y + 0.1 * em, pen.colour, 3, pen.dashes)
            y += 0.7 * em
        bottom = self.ink.paragraph(
            x, y + 0.1 * em, room, lines, em, theme.ink, bold=True, flush=True
        )
        for detail in lane.details:
            small = fitted(detail, room / self.small, 4)
            bottom = self.ink.paragraph(
                x, bottom + 0.2 * em, room, small, self.small, theme.ink_muted, flush=True
            )
        self.blocks.draw_marks(self.ink, lane.marks, x + room, y)
        return bottom

    def _cells(self, lane: Lane, top: float) -> float:
        bottom = top
        placed: list[tuple[float, tuple[Placed, ...]]] = []
        for group in self.diagram.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is None:
                continue
            blocks, high = self.blocks.place(lane, cell, group)
            placed.append((self.columns[group.key][0], blocks))
            bottom = max(bottom, top + high)
        for x, blocks in placed:
            for block in blocks:
                # States fill their cells, so that a row reads as one.
                high = bottom - top if lane.role == "status" else block.block.high
                same = high == block.block.high
                drawn = block if same else evolve(block, block=evolve(block.block, high=high))
                self.blocks.draw(self.ink, drawn, x, top)
        self._mark_cells(lane, top)
        return bottom

    def _mark_cells(self, lane: Lane, top: float) -> None:
        """The findings about whole cells; on the left of cards, which have theirs on the right."""
        leftmost = lane.role in {"cards", "curve"}
        for group in self.diagram.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is not None and cell.marks:
                x, wide = self.columns[group.key]
                side = x if leftmost else x + wide
                self.blocks.draw_marks(self.ink, cell.marks, side, top, leftmost=leftmost)

    def _boundary(self, lane: Lane, y: float) -> float:
        """A line between what customers see and what they do not, by its name."""
        theme, em = self.theme, self.em
        middle = y + 0.5 * em
        words = lane.text
        wide = (measured(words, bold=True) + 1) * self.small
        self.ink.line(self.margin + wide, middle, self.right, middle, theme.edge, 1.6, "8 5")
        self.ink.text(
            self.margin, middle + self.small * 0.35, words, self.small, theme.ink_muted, bold=True
        )
        return y + 1 * em

    # ------------------------------------------------------------------ below the grid

    def _legend(self, y: float) -> float:
        entries = self.diagram.legend
        if not entries:
            return y
        theme, size = self.theme, self.small
        y += 0.9 * self.em
        x = self.margin
        for entry in entries:
            wide = (measured(entry.text) + 3.4) * size
            if x + wide > self.right and x > self.margin:
                x, y = self.margin, y + 1.8 * size
            tint = tint_of(theme, entry.tone)
            if entry.tone:
                self.ink.rect(
                    x, y - 0.15 * size, 1.7 * size, 1.7 * size, tint.fill, tint.line, radius=3
                )
            colour = tint.ink if entry.tone else theme.ink_muted
            self._sign(entry.glyph, x, y, colour)
            lines = fitted(entry.text, (self.right - x) / size - 3, 1)
            self.ink.text(x + 2.3 * size, y + size, "".join(lines), size, theme.ink_muted)
            x += wide
        return y + 1.8 * size

    def _sign(self, glyph: str, x: float, y: float, colour: str) -> None:
        size = self.small
        middle = x + 0.85 * size, y + 0.65 * size
        if glyph == "point known":
            self.ink.circle(*middle, 4.5, colour)
        elif glyph == "point assumed":
            self.ink.circle(*middle, 4, self.theme.background, colour, 2)
        elif glyph == "range":
            self.ink.path(
                f"M{number(middle[0])} {number(y - 1)}v{number(size * 1.4)}",
                line=colour,
                thick=6,
                opacity=0.3,
            )
        elif glyph == "spur":
            data = (
                f"M{number(x + 0.3 * size)} {number(y)}l{number(1.4 * size)} {number(1.2 * size)}"
            )
            self.ink.path(data, line=colour, thick=1.4, dashes=SPUR)
        else:
            self.ink.glyph(glyph, x + 0.3 * size, y + 0.1 * size, 1.1 * size, colour)

    def _notes(self, y: float) -> float:
        room = min(self.right - self.margin, 90 * self.em)
        for note in self.diagram.notes:
            lines = fitted(note, room / self.small)
            y = self.ink.paragraph(
                self.margin, y + 0.7 * self.em, room, lines, self.small, self.theme.ink_muted
            )
        return y

    def _findings(self, y: float) -> float:
        marks = self.diagram.marks
        if not marks:
            return y
        em = self.em
        y += 1.6 * em
        self.ink.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        y += 1.1 * em
        room = self.right - self.margin
        y = self.ink.paragraph(
            self.margin, y, room, ("Findings",), em * HEADER, self.theme.ink, bold=True
        )
        y += 0.6 * em
        columns = max(1, int(room // (44 * em)))
        wide = room / columns
        each = -(-len(marks) // columns)
        bottom = y
        for place in range(columns):
            here = y
            for mark in marks[place * each : (place + 1) * each]:
                here = self._finding(mark, self.margin + place * wide, here, wide - 2 * em)
            bottom = max(bottom, here)
        return bottom

    def _finding(self, mark: Mark, x: float, y: float, wide: float) -> float:
        theme, em = self.theme, self.em
        tint = tint_of(theme, mark.severity)
        self.blocks.draw_marks(self.ink, (mark.number,), x + 2.6 * em, y + em * LINE / 2)
        self.ink.glyph(mark.severity, x + 2.9 * em, y + 0.1 * em, em * 1.1, tint.line)
        left, room = x + 4.6 * em, wide - 4.6 * em
        bottom = self.ink.paragraph(left, y, room, fitted(mark.text, room / em, 8), em, theme.ink)
        about = " · ".join(filter(None, (mark.severity, mark.place, mark.rule)))
        for words in filter(None, (about, mark.fix)):
            lines = fitted(words, room / self.small, 6)
            bottom = self.ink.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        return bottom + 0.7 * em


def in_parallel(one: Group, other: Group) -> bool:
    """Return whether two columns are stages that run side by side."""
    return bool(one.together) and one.together == other.together
