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
from journeykit.render.layout.grid_bands import BandedGrid, banded_grids, in_one_band
from journeykit.render.layout.packing import LEGIBLE, PAGE, size_on_page
from journeykit.render.layout.proportions import BETWEEN, HEADER, LANE_HEADER
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.render.svg.arrows import Site, draw_arrows
from journeykit.render.svg.blocks import Blocks, Placed
from journeykit.render.svg.canvas import LINE, Canvas, number
from journeykit.render.svg.emotion_lane import SPUR, EmotionLane, Strip
from journeykit.render.svg.stage_row import StageRow

__all__ = ["grid_size", "grid_width", "svg"]

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
    if strip.width * LEGIBLE <= PAGE[0] * theme.font_size:
        return strip.drawn()
    return _Page(_best(diagram, theme, prefix), Blocks(theme, prefix, diagram.marks)).drawn()


def grid_width(wrapped: BandedGrid) -> float:
    """Return how wide a grid is when it is drawn, without drawing it.

    Args:
        wrapped: The grid, with its columns in bands.

    Returns:
        Its width, in ems.
    """
    return _measured(wrapped).width / LIGHT.font_size


def grid_size(wrapped: BandedGrid) -> tuple[float, float]:
    """Return how large a grid is when it is drawn, for who puts it on paper.

    Args:
        wrapped: The grid, with its columns in bands.

    Returns:
        Its width and its height, in ems.
    """
    page = _measured(wrapped)
    return page.width / LIGHT.font_size, page.height / LIGHT.font_size


def _measured(wrapped: BandedGrid) -> _Page:
    return _Page(wrapped, Blocks(LIGHT, "extent", wrapped.diagram.marks), measuring=True)


def _best(diagram: Diagram, theme: Theme, id_prefix: str) -> BandedGrid:
    """In as many bands as give the largest letters on a page."""
    blocks = Blocks(theme, id_prefix, diagram.marks)
    best = _Page(in_one_band(diagram), blocks, measuring=True)
    # As many bands as make a page of the strip, if each were as high; most are lower.
    about = sqrt(best.width / PAGE[0] * PAGE[1] / best.height)
    size = best.size * _STRIP
    for divide in (False, True):
        for wrapped in banded_grids(diagram, divide=divide, fewest=max(2, int(about * 0.75))):
            page = _Page(wrapped, blocks, measuring=True)
            if page.size > size:
                best, size = page, page.size
            if page.width * PAGE[1] < page.height * PAGE[0]:
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

    def __init__(self, wrapped: BandedGrid, blocks: Blocks, *, measuring: bool = False) -> None:
        self.wrapped = wrapped
        self.diagram = diagram = wrapped.diagram
        self.measuring = measuring
        self.blocks = blocks
        self.theme = theme = blocks.theme
        self.prefix = blocks.prefix
        self.em = em = theme.font_size
        self.small = theme.font_size_small
        self.margin = 3.5 * theme.spacing
        self.canvas = Canvas(theme)
        self.left = self.margin + LANE_HEADER * em + 2.4 * em
        self.filled = {(cell.lane, cell.group): cell for cell in diagram.cells}
        self.sites: dict[str, Site] = {}
        self.bands = tuple(self._bands())
        self.right = max(self.margin + _LEAST_WIDTH * em, *(band.edge for band in self.bands))
        self.width = self.right + self.margin

    def _bands(self) -> Iterator[_Band]:
        em, names = self.em, [text_width(curve.line, bold=True) for curve in self.diagram.curves]
        strip: dict[str, tuple[float, float]] = {}
        x = self.left
        for group in self.diagram.groups:
            strip[group.key] = (x, group.width * em)
            x += (group.width + BETWEEN) * em
        bands = self.wrapped.bands
        before = None
        for index, groups in enumerate(bands):
            first, last = (groups[0].key, groups[-1].key) if groups else ("", "")
            shift = strip[first][0] - self.left if groups else 0.0
            columns = {key: (left - shift, width) for key, (left, width) in strip.items()}
            end = sum(columns[last]) if groups else self.left
            # Names of curves find room above the column of what concerns the whole journey.
            named = names and not (groups and groups[-1].role == "whole")
            margin_right = max(em, max(names) * self.small + 1.2 * em) if named else em
            half = BETWEEN / 2 * em
            left = self.left - half if index else -inf
            right = inf
            if index + 1 < len(bands):
                right = end + half
                margin_right += half if named else 0
            lanes = self.wrapped.lanes(index)
            yield _Band(index, groups, lanes, columns, before, left, right, end + margin_right)
            before = groups[-1] if groups else None

    @cached_property
    def height(self) -> float:
        """Draw everything, unless it is measured alone, and tell how much paper it takes."""
        y = self._title(self.margin)
        y = self._personas(y)
        for band in self.bands:
            y += (_BETWEEN_BANDS if band.number else 1.4) * self.em
            y = StageRow(self.canvas, self.blocks, band.groups, band.columns, band.before).draw(y)
            before, start = "line", len(self.canvas.parts)
            self.sites.clear()
            for lane in band.lanes:
                y = self._lane(band, lane, y, ruled=before != "line" and lane.role != "line")
                before = lane.role
            if self.diagram.edges and not self.measuring:
                # Behind the cards, so that no line goes through words.
                arrows = Canvas(self.theme)
                draw_arrows(arrows, self.diagram.edges, self.sites, self.em)
                self.canvas.parts[start:start] = arrows.parts
        y = self._legend(y)
        y = self._notes(y)
        y = self._findings(y)
        return y + self.margin

    @property
    def size(self) -> float:
        """How large its letters are on a page, for choosing the best of several."""
        return size_on_page(self.width, self.height, self.wrapped.breaks)

    def drawn(self) -> str:
        """The SVG."""
        width, height = self.width, self.height
        diagram = self.diagram
        title, desc = xml_id(self.prefix, "-title"), xml_id(self.prefix, "-desc")
        drawn = "".join(self.canvas.parts)
        # Links in it have to be reachable, which an image's children are not.
        role = "graphics-document" if "<a " in drawn else "img"
        size = f'width="{number(width)}" height="{number(height)}"'
        view = f'viewBox="0 0 {number(width)} {number(height)}"'
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
        lines = wrap_to_width(self.diagram.title, room / size, 3, bold=True)
        y = self.canvas.paragraph(self.margin, y, room, lines, size, theme.ink, bold=True)
        if self.diagram.subtitle:
            lines = wrap_to_width(self.diagram.subtitle, min(room / self.em, 90), 6)
            y = self.canvas.paragraph(
                self.margin, y + 0.3 * self.em, room, lines, self.em, theme.ink_muted
            )
        return y

    def _personas(self, y: float) -> float:
        """Who walks, side by side, each with the line of their curve."""
        people = [node for node in self.diagram.nodes if node.role == "persona"]
        if not people:
            return y
        y += 1.5 * self.em
        width = 25.0 * self.em
        each = max(1, int((self.right - self.margin + 1) // width))
        for start in range(0, len(people), each):
            tallest = max(
                self._persona(node, self.margin + index * width, y, width - 2.5 * self.em)
                for index, node in enumerate(people[start : start + each])
            )
            y = tallest + 0.9 * self.em
        return y - 0.9 * self.em

    def _persona(self, node: Node, x: float, y: float, width: float) -> float:
        theme, em = self.theme, self.em
        pen = theme.persona(node.pen or 0)
        opened = self.canvas.open(
            xml_id(self.prefix, f".{node.key}"),
            "\n".join((node.text, *node.details)),
            role="persona",
        )
        self.canvas.line(x, y + 0.75 * em, x + 2.4 * em, y + 0.75 * em, pen.colour, 3, pen.dashes)
        left, room = x + 3.2 * em, width - 3.2 * em
        name = wrap_to_width(node.text, room / em, 2, bold=True)
        bottom = self.canvas.paragraph(left, y, room, name, em, theme.ink, bold=True, flush=True)
        for detail in node.details:
            lines = wrap_to_width(detail, room / self.small, 3)
            bottom = self.canvas.paragraph(
                left, bottom + 0.15 * em, room, lines, self.small, theme.ink_muted, flush=True
            )
        self.blocks.draw_marks(self.canvas, node.marks, x + width, y + 0.7 * em)
        self.canvas.close(opened)
        return bottom

    # ------------------------------------------------------------------ the grid

    def _lane(self, band: _Band, lane: Lane, y: float, *, ruled: bool) -> float:
        if lane.role == "line":
            return self._boundary(band, lane, y)
        em = self.em
        if ruled:
            self.canvas.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        top = y + 1.15 * em
        name_bottom = self._lane_name(band, lane, top)
        bottom = top
        again = f"-band.{band.number + 1}.lane." if band.number else "-lane."
        opened = self.canvas.open(xml_id(self.prefix, again + lane.key), role="lane")
        if lane.role == "curve":
            right = band.edge if len(self.bands) > 1 else self.right
            strip = Strip(band.groups, band.columns, band.left, band.right)
            panel = Box(self.left - 2.6 * em, top - 0.3 * em, right, 0)
            bottom = EmotionLane.bottom(panel.top, em)
            if not self.measuring:
                EmotionLane(self.canvas, self.blocks, self.diagram, lane, strip, panel).draw()
            self._mark_cells(band, lane, panel.top)
        else:
            bottom = self._cells(band, lane, top)
        self.canvas.close(opened)
        return max(bottom, name_bottom, top + 2 * em) + 1.15 * em

    def _lane_name(self, band: _Band, lane: Lane, y: float) -> float:
        if not band.number:
            return self._named(lane, y)
        opened = self.canvas.open(decorative=True)
        bottom = self._named(lane, y)
        self.canvas.close(opened)
        return bottom

    def _named(self, lane: Lane, y: float) -> float:
        theme, em = self.theme, self.em
        room = (LANE_HEADER - 0.5) * em
        x = self.margin
        lines = lane.lines or wrap_to_width(lane.text, LANE_HEADER - 1, 4, bold=True)
        if lane.pen is not None:
            pen = theme.persona(lane.pen)
            self.canvas.line(x, y + 0.1 * em, x + 2.4 * em, y + 0.1 * em, pen.colour, 3, pen.dashes)
            y += 0.7 * em
        bottom = self.canvas.paragraph(
            x, y + 0.1 * em, room, lines, em, theme.ink, bold=True, flush=True
        )
        for detail in lane.details:
            small = wrap_to_width(detail, room / self.small, 4)
            bottom = self.canvas.paragraph(
                x, bottom + 0.2 * em, room, small, self.small, theme.ink_muted, flush=True
            )
        self.blocks.draw_marks(self.canvas, lane.marks, x + room, y)
        return bottom

    def _cells(self, band: _Band, lane: Lane, top: float) -> float:
        bottom = top
        placed: list[tuple[float, tuple[Placed, ...]]] = []
        for group in band.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is None:
                continue
            blocks, height = self.blocks.place(lane, cell, group)
            placed.append((band.columns[group.key][0], blocks))
            bottom = max(bottom, top + height)
        if self.measuring:
            return bottom
        for x, blocks in placed:
            for block in blocks:
                # States fill their cells, so that a row reads as one.
                height = bottom - top if lane.role == "status" else block.block.height
                same = height == block.block.height
                drawn = block if same else evolve(block, block=evolve(block.block, height=height))
                self.blocks.draw(self.canvas, drawn, x, top)
                left, upper = x + block.x, top + block.y
                box = Box(left, upper, left + block.width, upper + height)
                self.sites[block.block.node.key] = Site(box, top)
        self._mark_cells(band, lane, top)
        return bottom

    def _mark_cells(self, band: _Band, lane: Lane, top: float) -> None:
        """The findings about whole cells; on the left of cards, which have theirs on the right."""
        leftmost = lane.role in {"cards", "curve"}
        for group in band.groups:
            cell = self.filled.get((lane.key, group.key))
            if cell is not None and cell.marks:
                x, width = band.columns[group.key]
                side = x if leftmost else x + width
                self.blocks.draw_marks(self.canvas, cell.marks, side, top, leftmost=leftmost)

    def _boundary(self, band: _Band, lane: Lane, y: float) -> float:
        """A line between what customers see and what they do not, by its name."""
        opened = self.canvas.open(decorative=True) if band.number else ""
        theme, em = self.theme, self.em
        middle = y + 0.5 * em
        words = lane.text
        width = (text_width(words, bold=True) + 1) * self.small
        self.canvas.line(self.margin + width, middle, self.right, middle, theme.edge, 1.6, "8 5")
        self.canvas.text(
            self.margin, middle + self.small * 0.35, words, self.small, theme.ink_muted, bold=True
        )
        if opened:
            self.canvas.close(opened)
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
            width = (text_width(entry.text) + 3.4) * size
            if x + width > self.right and x > self.margin:
                x, y = self.margin, y + 1.8 * size
            tint = theme.tint(entry.tone)
            if entry.tone:
                self.canvas.rect(
                    x, y - 0.15 * size, 1.7 * size, 1.7 * size, tint.fill, tint.line, radius=3
                )
            colour = tint.ink if entry.tone else theme.ink_muted
            self._sign(entry.glyph, x, y, colour)
            lines = wrap_to_width(entry.text, (self.right - x) / size - 3, 1)
            self.canvas.text(x + 2.3 * size, y + size, "".join(lines), size, theme.ink_muted)
            x += width
        return y + 1.8 * size

    def _sign(self, glyph: str, x: float, y: float, colour: str) -> None:
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

    def _notes(self, y: float) -> float:
        room = min(self.right - self.margin, 90 * self.em)
        for note in self.diagram.notes:
            lines = wrap_to_width(note, room / self.small)
            y = self.canvas.paragraph(
                self.margin, y + 0.7 * self.em, room, lines, self.small, self.theme.ink_muted
            )
        return y

    def _findings(self, y: float) -> float:
        marks = self.diagram.marks
        if not marks:
            return y
        em = self.em
        y += 1.6 * em
        self.canvas.line(self.margin, y, self.right, y, self.theme.line, self.theme.line_width)
        y += 1.1 * em
        room = self.right - self.margin
        y = self.canvas.paragraph(
            self.margin, y, room, ("Findings",), em * HEADER, self.theme.ink, bold=True
        )
        y += 0.6 * em
        columns = max(1, int(room // (44 * em)))
        width = room / columns
        each = -(-len(marks) // columns)
        bottom = y
        for index in range(columns):
            next_top = y
            for mark in marks[index * each : (index + 1) * each]:
                next_top = self._finding(
                    mark, self.margin + index * width, next_top, width - 2 * em
                )
            bottom = max(bottom, next_top)
        return bottom

    def _finding(self, mark: Mark, x: float, y: float, width: float) -> float:
        theme, em = self.theme, self.em
        tint = theme.tint(mark.severity)
        self.blocks.draw_marks(self.canvas, (mark.number,), x + 2.6 * em, y + em * LINE / 2)
        self.canvas.glyph(mark.severity, x + 2.9 * em, y + 0.1 * em, em * 1.1, tint.line)
        left, room = x + 4.6 * em, width - 4.6 * em
        bottom = self.canvas.paragraph(
            left, y, room, wrap_to_width(mark.text, room / em, 8), em, theme.ink
        )
        about = " · ".join(filter(None, (mark.severity, mark.place, mark.rule)))
        for words in filter(None, (about, mark.fix)):
            lines = wrap_to_width(words, room / self.small, 6)
            bottom = self.canvas.paragraph(left, bottom, room, lines, self.small, theme.ink_muted)
        return bottom + 0.7 * em
