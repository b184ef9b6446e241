"""A grid as one self-contained SVG: no style sheet, no font file, no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import inf, sqrt

from attrs import evolve, frozen

from journeykit.markup import xml_attribute, xml_id, xml_text
from journeykit.render.diagram.diagram import Diagram, Group, Mark, Node
from journeykit.render.diagram.grid import Lane
from journeykit.render.layout.curves import Box
from journeykit.render.layout.grid_bands import Wrapped, in_one_band, wrappings
from journeykit.render.layout.packing import LEGIBLE, PAGE, size_on_page
from journeykit.render.layout.proportions import BETWEEN, HEADER, LANE_HEADER
from journeykit.render.layout.text_metrics import fitted, measured
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.render.svg.blocks import Blocks, Placed
from journeykit.render.svg.canvas import LINE, Ink, number
from journeykit.render.svg.emotion_lane import SPUR, EmotionLane, Strip
from journeykit.render.svg.stage_row import StageRow

__all__ = ["breadth", "extent", "svg"]

_BETWEEN_BANDS = 2.4
"""Between two bands, in ems."""

_STRIP = 0.8
"""What a strip that cannot be read on a page counts: bands are easier to read on a screen, too."""

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
        >>> from journeykit.render.diagram.grid import Lane
        >>> lanes = [Lane("a", "A")]
        >>> drawn = svg(Diagram(view="map", title="Shop", description="A map", lanes=lanes))
        >>> drawn.startswith("<svg"), drawn.count("<title")
        (True, 1)
    """
    prefix = id_prefix or f"jk-{diagram.view}"
    strip = _Page(in_one_band(diagram), Blocks(theme, prefix, diagram.marks))
    if strip.wide * LEGIBLE <= PAGE[0] * theme.font_size:
        return strip.drawn()
    return _Page(_best(diagram, theme, prefix), Blocks(theme, prefix, diagram.marks)).drawn()


def breadth(wrapped: Wrapped) -> float:
    """Return how wide a grid is when it is drawn, without drawing it.

    Args:
        wrapped: The grid, with its columns in bands.

    Returns:
        Its width, in ems.
    """
    return _measured(wrapped).wide / LIGHT.font_size


def extent(wrapped: Wrapped) -> tuple[float, float]:
    """Return how large a grid is when it is drawn, for who puts it on paper.

    Args:
        wrapped: The grid, with its columns in bands.

    Returns:
        Its width and its height, in ems.
    """
    page = _measured(wrapped)
    return page.wide / LIGHT.font_size, page.high / LIGHT.font_size


def _measured(wrapped: Wrapped) -> _Page:
    return _Page(wrapped, Blocks(LIGHT, "extent", wrapped.diagram.marks), measuring=True)


def _best(diagram: Diagram, theme: Theme, id_prefix: str) -> Wrapped:
    """In as many bands as give the largest letters on a page."""
    blocks = Blocks(theme, id_prefix, diagram.marks)
    best = _Page(in_one_band(diagram), blocks, measuring=True)
    # As many bands as make a page of the strip, if each were as high; most are lower.
    about = sqrt(best.wide / PAGE[0] * PAGE[1] / best.high)
    size = best.size * _STRIP
    for divide in (False, True):
        for wrapped in wrappings(diagram, divide=divide, fewest=max(2, int(about * 0.75))):
            page = _Page(wrapped, blocks, measuring=True)
            if page.size > size:
                best, size = page, page.size
            if page.wide * PAGE[1] < page.high * PAGE[0]:
                break  # one more band would only make it higher
    return best.wrapped


@frozen
class _Band:
    """Some columns beside each other, with the rows below them.

    Args:
        number: Its number, from 0.
        groups: Its columns.
        lanes: Its rows.
        columns: Left side and width of every column, as if the band went on to both sides.
        before: The column before its first.
        left: Where it begins, for what comes from the band above.
        right: Where it ends, for what goes on in the band below.
        edge: Where its paper ends.
    """

    number: int
    groups: tuple[Group, ...]
    lanes: tuple[Lane, ...]
    columns: Mapping[str, tuple[float, float]]
    before: Group | None
    left: float
    right: float
    edge: float


class _Page:
    """One picture, drawn from top to bottom, or only measured."""

    def __init__(self, wrapped: Wrapped, blocks: Blocks, *, measuring: bool = False) -> None:
        self.wrapped = wrapped
        self.diagram = diagram = wrapped.diagram
        self.measuring = measuring
        self.blocks = blocks
        self.theme = theme = blocks.theme
        self.prefix = blocks.prefix
        self.em = em = theme.font_size
        self.small = theme.font_size_small
        self.margin = 3.5 * theme.spacing
        self.ink = Ink(theme)
        self.left = self.margin + LANE_HEADER * em + 2.4 * em
        self.filled = {(cell.lane, cell.group): cell for cell in diagram.cells}
        self.bands = tuple(self._bands())
        self.right = max(self.margin + _LEAST_WIDTH * em, *(band.edge for band in self.bands))
        self.wide = self.right + self.margin

    def _bands(self) -> Iterator[_Band]:
        em, names = self.em, [measured(curve.line, bold=True) for curve in self.diagram.curves]
        strip: dict[str, tuple[float, float]] = {}
        x = self.left
        for group in self.diagram.groups:
            strip[group.key] = (x, group.width * em)
            x += (group.width + BETWEEN) * em
        bands = self.wrapped.bands
        before = None
        for place, groups in enumerate(bands):
            first, last = (groups[0].key, groups[-1].key) if groups else ("", "")
            shift = strip[first][0] - self.left if groups else 0.0
            columns = {key: (left - shift, wide) for key, (left, wide) in strip.items()}
            end = sum(columns[last]) if groups else self.left
            # Names of curves find room above the column of what concerns the whole journey.
            named = names and not (groups and groups[-1].role == "whole")
            aside = max(em, max(names) * self.small + 1.2 * em) if named else em
            half = BETWEEN / 2 * em
            left = self.left - half if place else -inf
            right = inf
            if place + 1 < len(bands):
                right = end + half
                aside += half if named else 0
            lanes = self.wrapped.lanes(place)
            yield _Band(place, groups, lanes, columns, before, left, right, end + aside)
            before = groups[-1] if groups else None

    @cached_property
    def high(self) -> float:
        """Draw everything, unless it is measured alone, and tell how much paper it takes."""
        y = self._title(self.margin)
        y = self._personas(y)
        for band in self.bands:
            y += (_BETWEEN_BANDS if band.number else 1.4) * self.em
            y = StageRow(self.ink, self.blocks, band.groups, band.columns, band.before).draw(y)
            before = "line"
            for lane in band.lanes:
                y = self._lane(band, lane, y, ruled=before != "line" and lane.role != "line")
                before = lane.role
        y = self._legend(y)
        y = self._notes(y)
        y = self._findings(y)
        return y + self.margin

    @property
    def size(self) -> float:
        """How large its letters are on a page, for choosing the best of several."""
        return size_on_page(self.wide, self.high, self.wrapped.breaks)

    def drawn(self) -> str:
        """The SVG."""
        wide, high = self.wide, self.high
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

    # ------------------------------------------------------------------ the grid

    def _lane(self, band: _Band, lane: Lane, y: float, *, ruled: bool) -> float:
        if lane.role == "line":
            return self._boundary(band, lane, y)
        em = self.em
        if ruled:
            self.ink.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        top = y + 1.15 * em
        name_bottom = self._lane_name(band, lane, top)
        bottom = top
        again = f"-band.{band.number + 1}.lane." if band.number else "-lane."
        opened = self.ink.open(xml_id(self.prefix, again + lane.key), role="lane")
        if lane.role == "curve":
            right = band.edge if len(self.bands) > 1 else self.right
            strip = Strip(band.groups, band.columns, band.left, band.right)
            panel = Box(self.left - 2.6 * em, top - 0.3 * em, right, 0)
            bottom = EmotionLane.bottom(panel.top, em)
            if not self.measuring:
                EmotionLane(self.ink, self.blocks, self.diagram, lane, strip, panel).draw()
            self._mark_cells(band, lane, panel.top)
        else:
            bottom = self._cells(band, lane, top)
        self.ink.close(opened)
        return max(bottom, name_bottom, top + 2 * em) + 1.15 * em

    def _lane_name(self, band: _Band, lane: Lane, y: float) -> float:
        if not band.number:
            return self._named(lane, y)
        opened = self.ink.open(decorative=True)
        bottom = self._named(lane, y)
        self.ink.close(opened)
        return bottom

    def _named(self, lane: Lane, y: float) -> float:
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

    def _cells(self, band: _Band, lane: Lane, top: float) -> float:
        bottom = top
        placed: list[tuple[float, tuple[Placed, ...]]] = []
        for group in band.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is None:
                continue
            blocks, high = self.blocks.place(lane, cell, group)
            placed.append((band.columns[group.key][0], blocks))
            bottom = max(bottom, top + high)
        if self.measuring:
            return bottom
        for x, blocks in placed:
            for block in blocks:
                # States fill their cells, so that a row reads as one.
                high = bottom - top if lane.role == "status" else block.block.high
                same = high == block.block.high
                drawn = block if same else evolve(block, block=evolve(block.block, high=high))
                self.blocks.draw(self.ink, drawn, x, top)
        self._mark_cells(band, lane, top)
        return bottom

    def _mark_cells(self, band: _Band, lane: Lane, top: float) -> None:
        """The findings about whole cells; on the left of cards, which have theirs on the right."""
        leftmost = lane.role in {"cards", "curve"}
        for group in band.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is not None and cell.marks:
                x, wide = band.columns[group.key]
                side = x if leftmost else x + wide
                self.blocks.draw_marks(self.ink, cell.marks, side, top, leftmost=leftmost)

    def _boundary(self, band: _Band, lane: Lane, y: float) -> float:
        """A line between what customers see and what they do not, by its name."""
        opened = self.ink.open(decorative=True) if band.number else ""
        theme, em = self.theme, self.em
        middle = y + 0.5 * em
        words = lane.text
        wide = (measured(words, bold=True) + 1) * self.small
        self.ink.line(self.margin + wide, middle, self.right, middle, theme.edge, 1.6, "8 5")
        self.ink.text(
            self.margin, middle + self.small * 0.35, words, self.small, theme.ink_muted, bold=True
        )
        if opened:
            self.ink.close(opened)
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
            tint = theme.tint(entry.tone)
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
        tint = theme.tint(mark.severity)
        self.blocks.draw_marks(self.ink, (mark.number,), x + 2.6 * em, y + em * LINE / 2)
        self.ink.glyph(mark.severity, x + 2.9 * em, y + 0.1 * em, em * 1.1, tint.line)
        left, room = x + 4.6 * em, wide - 4.6 * em
        bottom = self.ink.paragraph(left, y, room, fitted(mark.text, room / em, 8), em, theme.ink)
        about = " · ".join(filter(None, (mark.severity, mark.place, mark.rule)))
        for words in filter(None, (about, mark.fix)):
            lines = fitted(words, room / self.small, 6)
            bottom = self.ink.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        return bottom + 0.7 * em
