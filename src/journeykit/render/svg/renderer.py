"""A grid as one self-contained SVG: no style sheet, no font file, no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from math import inf, sqrt

from attrs import evolve, frozen

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import Lane
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.grid_bands import BandedGrid, banded_grids, in_one_band
from journeykit.render.layout.packing import LEGIBLE, PAGE, size_on_page
from journeykit.render.layout.proportions import BETWEEN, LANE_HEADER
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.render.svg.arrows import Site, draw_arrows
from journeykit.render.svg.bars import bars_of, draw_bars
from journeykit.render.svg.blocks import Blocks, Placed
from journeykit.render.svg.canvas import Canvas
from journeykit.render.svg.emotion_lane import EmotionLane, Strip, name_lines
from journeykit.render.svg.shares import draw_shares
from journeykit.render.svg.sheet import Sheet
from journeykit.render.svg.stage_row import StageRow

__all__ = ["grid_size", "grid_width", "svg"]

_BETWEEN_BANDS = 2.4
"""Between two bands, in ems."""

_STRIP = 0.8
"""What a strip that cannot be read on a page counts: bands are easier to read on a screen, too."""

_ENOUGH = 13
"""From so many bands on, what each further one wins is less than what its break costs."""

_LEAST_WIDTH = 46
"""What the title and the list of findings need, in ems."""


def svg(
    diagram: Diagram,
    theme: Theme = LIGHT,
    *,
    id_prefix: str = "",
    listed: bool = True,
    page: tuple[float, float] | None = None,
) -> str:
    """Draw a grid.

    Args:
        diagram: A diagram that has lanes.
        theme: The looks.
        id_prefix: What the ids in it start with, so that several pictures may stand on one page;
            made from the name of the view if left out.
        listed: Whether the findings are listed below.
        page: The width and height of the page whose shape it takes; if left out, one is thought of
            only where it would be too wide for any.

    Example:
        >>> from journeykit.render.diagram.grid import Lane
        >>> lanes = [Lane("a", "A")]
        >>> drawn = svg(Diagram(view="map", title="Shop", description="A map", lanes=lanes))
        >>> drawn.startswith("<svg"), drawn.count("<title")
        (True, 1)
    """
    prefix = id_prefix or f"jk-{diagram.view}"
    blocks = Blocks(theme, prefix, diagram.marks, diagram.language)
    strip = _GridPicture(in_one_band(diagram), blocks, listed=listed)
    if page is None and strip.width * LEGIBLE <= PAGE[0] * theme.font_size:
        return strip.drawn()
    best = _best(diagram, blocks, page or PAGE, listed=listed)
    return _GridPicture(best, blocks, listed=listed).drawn()


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


def _measured(wrapped: BandedGrid) -> _GridPicture:
    return _GridPicture(
        wrapped,
        Blocks(LIGHT, "extent", wrapped.diagram.marks, wrapped.diagram.language),
        measuring=True,
    )


def _best(
    diagram: Diagram, blocks: Blocks, paper: tuple[float, float], *, listed: bool
) -> BandedGrid:
    """In as many bands as give the largest letters on a page."""
    measured = partial(_GridPicture, blocks=blocks, listed=listed, measuring=True)
    best = measured(in_one_band(diagram))
    # As many bands as make a page of the strip, if each were as high; most are lower.
    across, down = paper[0], min(paper[1], 10 * paper[0])
    about = sqrt(best.width / across * down / best.height)
    size = best.size_on((across, down)) * _STRIP
    for divide in (False, True):
        # No more than there can be: on a narrow page more are wanted than there are stages.
        parts = sum(group.tracks if divide else 1 for group in diagram.groups) - 1
        fewest = max(2, min(int(about * 0.75), parts))
        bands = next(banded_grids(diagram, divide=divide, fewest=fewest), None)
        if bands is not None:
            # The first tells about where a page is as wide as it has to be for its height.
            first = measured(bands)
            shape = first.width / across * down / first.height
            fewest = max(fewest, min(_ENOUGH, parts, int(len(bands.bands) * sqrt(shape)) - 1))
        for wrapped in banded_grids(diagram, divide=divide, fewest=fewest):
            page = measured(wrapped)
            if page.size_on((across, down)) > size:
                best, size = page, page.size_on((across, down))
            elif len(wrapped.bands) > _ENOUGH:
                break  # further breaks cost more than they bring
            if page.width * down < page.height * across:
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


class _GridPicture:
    """One picture, drawn from top to bottom, or only measured."""

    def __init__(
        self,
        wrapped: BandedGrid,
        blocks: Blocks,
        *,
        listed: bool = True,
        measuring: bool = False,
    ) -> None:
        self.wrapped = wrapped
        self.listed = listed
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
        self.sheet = Sheet(self.canvas, blocks, diagram, self.margin, self.right)

    def _bands(self) -> Iterator[_Band]:
        em = self.em
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
            named = self._names_room(groups, columns, end)
            margin_right = max(em, named)
            half = BETWEEN / 2 * em
            left = self.left - half if index else -inf
            right = inf
            if index + 1 < len(bands):
                right = end + half
                margin_right += half if named else 0
            lanes = self.wrapped.lanes(index)
            yield _Band(index, groups, lanes, columns, before, left, right, end + margin_right)
            before = groups[-1] if groups else None

    def _names_room(
        self, groups: Sequence[Group], columns: Mapping[str, tuple[float, float]], end: float
    ) -> float:
        """What names at the ends of curves need on the right of the last column."""
        # They find room above the column of what concerns the whole journey.
        if groups and groups[-1].role == "whole":
            return 0.0
        inside = {group.key for group in groups}
        most = 0.0
        for curve in self.diagram.curves:
            if all(point.group not in inside for point in curve.points):
                continue
            at = end
            if curve.end.group in inside:
                left, width = columns[curve.end.group]
                at = left + curve.end.at * width
            name = max(text_width(line, bold=True) for line in name_lines(curve.text))
            most = max(most, at + name * self.small + 1.4 * self.em - end)
        return most

    @cached_property
    def height(self) -> float:
        """Draw everything, unless it is measured alone, and tell how much paper it takes."""
        y = self.sheet.title(self.margin)
        y = self._personas(y)
        for band in self.bands:
            y += (_BETWEEN_BANDS if band.number else 1.4) * self.em
            row = StageRow(
                self.canvas,
                self.blocks,
                band.groups,
                band.columns,
                band.before,
                every=self.diagram.groups,
            )
            y = row.draw(y)
            before, start = "line", len(self.canvas.parts)
            self.sites.clear()
            for lane in band.lanes:
                if before == lane.role == "line" and start != len(self.canvas.parts):
                    y += 0.7 * self.em  # so that the names of two lines do not touch
                y = self._lane(band, lane, y, ruled=before != "line" and lane.role != "line")
                before = lane.role
            if self.diagram.edges and not self.measuring:
                # Behind the cards, so that no line goes through words.
                arrows = Canvas(self.theme, self.canvas.mirrored)
                draw_arrows(arrows, self.diagram.edges, self.sites, self.em)
                self.canvas.parts[start:start] = arrows.parts
        y = self.sheet.legend(y)
        y = draw_shares(
            self.canvas,
            self.diagram.shares,
            self.margin,
            y,
            self.right,
            language=self.diagram.language,
        )
        y = self.sheet.notes(y)
        if self.listed:
            y = self.sheet.findings(y)
        return y + self.margin

    def size_on(self, paper: tuple[float, float]) -> float:
        """How large its letters are on a page, for choosing the best of several."""
        return size_on_page(self.width, self.height, self.wrapped.breaks, paper)

    def drawn(self) -> str:
        """The SVG."""
        if self.diagram.language.right_to_left:
            self.canvas.mirrored = self.width
        width, height = self.width, self.height
        return self.sheet.svg(self.prefix, width, height)

    # ------------------------------------------------------------------ above the grid

    def _personas(self, y: float) -> float:
        """Who walks, side by side, each with the line of their curve."""
        people = [node for node in self.diagram.nodes if node.role == "persona"]
        if not people:
            return y
        y += 1.5 * self.em
        room = self.right - self.margin + 1
        # As wide as can be read in a line, where there is room for all of them beside each other.
        width = max(25.0, min(38.0, room / len(people) / self.em)) * self.em
        each = max(1, int(room // width))
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
        name = wrap_to_width(node.text, room / em, 4, bold=True, name=True)
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
            panel = Box.between(self.left - 2.6 * em, top - 0.3 * em, right, top)
            bottom = EmotionLane.bottom(panel.y, em)
            if not self.measuring:
                EmotionLane(self.canvas, self.blocks, self.diagram, lane, strip, panel).draw()
            self._mark_cells(band, lane, panel.y)
        elif lane.role == "bars":
            bottom = self._bars(band, lane, top)
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
        lines = lane.lines or wrap_to_width(lane.text, LANE_HEADER - 1, 4, bold=True, name=True)
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
            blocks, height = self.blocks.laid_out(lane, cell, group)
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
                box = Box(left, upper, block.width, height)
                self.sites[block.block.node.key] = Site(box, top)
        self._mark_cells(band, lane, top)
        return bottom

    def _bars(self, band: _Band, lane: Lane, top: float) -> float:
        cells = ((group, self.filled.get((lane.key, group.key))) for group in band.groups)
        bars = bars_of(((group, cell) for group, cell in cells if cell), band.columns, self.em)
        return draw_bars(self.canvas, self.blocks, bars, top, measuring=self.measuring)

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
