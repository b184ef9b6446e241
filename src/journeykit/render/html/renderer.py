"""A grid as HTML: a real table, readable on a phone and on paper, without script or network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.markup import Html, element, joined, url, xml_id
from journeykit.render.diagram.diagram import Badge, Diagram, Group, Key, Mark, Node, told_numbers
from journeykit.render.diagram.grid import GridCell, Lane, Share
from journeykit.render.diagram.image import Image
from journeykit.render.html.arrows import PASSING, Arrows
from journeykit.render.html.bars import BarRow, Piece
from journeykit.render.html.curves import CurveRow, scale
from journeykit.render.html.print_layout import PrintedPage, paper_of
from journeykit.render.html.signs import POINTS, YES, drawn_glyph, figure
from journeykit.render.html.stylesheet import pen_class, stylesheet, tone_class
from journeykit.render.html.words import classes, paragraph, whole_dates
from journeykit.render.language import ENGLISH
from journeykit.render.layout.proportions import stacks_of
from journeykit.render.style.glyphs import sign
from journeykit.render.style.theme import DARK, LIGHT, Theme, contrast
from journeykit.render.svg.stage_row import in_parallel
from journeykit.text import clusters

__all__ = ["html", "html_fragment"]

_LOOKS: Final = {
    "touchpoint": "card",
    "status": "state",
    "share": "",
    **dict.fromkeys(("goal", "action", "thought", "quote"), "plain"),
}
"""How a node looks, by its role; all others are notes."""

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def _policy(diagram: Diagram) -> str:
    """What a page may do; one with pictures may show those that stand in it."""
    images = [node.image for cell in diagram.cells for node in cell.nodes]
    has_images = any((*images, *(group.image for group in diagram.groups)))
    return f"{_POLICY}; img-src data:" if has_images else _POLICY


def html(diagram: Diagram, theme: Theme | None = None, *, id_prefix: str = "") -> str:
    """Write a grid as one self-contained HTML file.

    There is no script in it and nothing to fetch, and it says so itself (Content Security Policy).
    Where it is narrow the stages stand below each other; on paper it lies on A4 or A3.

    Args:
        diagram: A diagram that has lanes.
        theme: The looks; light or dark as the reader prefers, if left out.
        id_prefix: What the ids in it start with.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.render.views.journey_map import map_diagram
        >>> page = html(map_diagram(journey("Shop").stage("Purchase", touchpoint("Pays"))))
        >>> '<th scope="col"' in page, "<script" in page
        (True, False)
    """
    root = id_prefix or f"jk-{diagram.view}"
    paper = paper_of(diagram)
    style = f"html,body{{margin:0;background:{(theme or LIGHT).background}}}"
    if theme is None:
        dark = f"html,body{{background:{DARK.background}}}"
        style += f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(diagram)),
        element("meta", name="color-scheme", content="light dark") if theme is None else None,
        element("title", diagram.title),
        element("meta", name="description", content=diagram.description),
        element("style", Html(style + stylesheet(paper, theme, root))),
    )
    body = element("body", _DiagramMarkup(paper, theme, root, heading=1).written("main"))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=diagram.language.code)}\n"


def html_fragment(diagram: Diagram, theme: Theme | None = None, *, id_prefix: str = "") -> str:
    """Write a grid as a part of a page: a notebook's cell, a section of documentation.

    In a narrow column the stages stand below each other.

    Args:
        diagram: A diagram that has lanes.
        theme: The looks; light or dark as the page around it says it is, or else as the reader
            prefers, if left out.
        id_prefix: What the ids in it start with; its style touches nothing else on the page.

    Returns:
        A style element and the part.
    """
    root = id_prefix or f"jk-{diagram.view}"
    paper = paper_of(diagram)
    style = element("style", Html(stylesheet(paper, theme, root, within=True)))
    return f"{style}{_DiagramMarkup(paper, theme, root, heading=2).written('div')}\n"


class _DiagramMarkup:
    """One diagram while it is written."""

    def __init__(self, paper: PrintedPage, theme: Theme | None, root: str, *, heading: int) -> None:
        self.diagram = diagram = paper.diagram
        self.theme = theme or LIGHT
        self.language = diagram.language
        self.root = root
        self.heading = heading
        self.severity = {mark.number: mark.severity for mark in diagram.marks}
        # On paper these columns begin a band, in which names of rows have to be repeated.
        self.first = {band[0].key for band in paper.bands[1:]}
        self.filled = {(cell.lane, cell.group): cell for cell in diagram.cells}
        self.has_parallels = any(group.together for group in diagram.groups)
        self.arrows = Arrows(diagram)
        self.bars = {
            lane.key: BarRow(diagram, lane.key) for lane in diagram.lanes if lane.role == "bars"
        }

    def written(self, tag: str) -> Html:
        diagram = self.diagram
        title = xml_id(self.root, "-title")
        sheet = element(
            "div",
            element(f"h{self.heading}", diagram.title, class_="title", id=title, dir="auto"),
            paragraph(diagram.subtitle, "subtitle") if diagram.subtitle else None,
            self._people(),
            self._table(title),
            self._legend(diagram.legend),
            self._shares(),
            element("div", map(paragraph, diagram.notes), class_="notes")
            if diagram.notes
            else None,
            self._findings(diagram.marks),
            class_="sheet",
        )
        # Two elements, for none can be styled by what it asks of its own width. A page has one main
        # part; a notebook may have many pictures, and landmarks are few.
        language = self.language
        return element(
            tag,
            sheet,
            id=self.root,
            lang=None if language == ENGLISH else language.code,
            dir="rtl" if language.right_to_left else None,
            aria_labelledby=title if tag == "main" else None,
        )

    # ------------------------------------------------------------------ above the table

    def _people(self) -> Html | None:
        people = [node for node in self.diagram.nodes if node.role == "persona"]
        return element("ul", map(self._person, people), class_="people") if people else None

    def _person(self, node: Node) -> Html:
        words = element(
            "div",
            element("strong", node.text, dir="auto"),
            self._marks(node.marks, inline=True),
            map(paragraph, node.details),
        )
        return element("li", self._stroke(node.pen or 0), words)

    def _shares(self) -> Html | None:
        shares = self.diagram.shares
        return element("ul", map(self._share, shares), class_="measures") if shares else None

    def _share(self, share: Share) -> Html:
        part = share.covered / share.total if share.total else 0
        bar = figure(part)
        figures = element("span", share.figures(self.language), class_="small")
        missing = share.lacking(self.language)
        lacking = element("div", missing, class_="small", dir="auto")
        name = element("span", share.name)
        head = element("div", name, figures, class_="head")
        return element("li", head, bar, lacking if missing else None)

    def _stroke(self, pen: int) -> Html:
        line = element("line", class_="way", x1=2, x2="100%", y1="50%", y2="50%")
        return element("svg", line, class_=f"stroke {pen_class(pen, self.theme)}", aria_hidden=YES)

    # ------------------------------------------------------------------ the table

    def _table(self, title: str) -> Html:
        diagram = self.diagram
        columns = (element("col", class_=f"c{index}") for index, _ in enumerate(diagram.groups))
        heads = (self._stage(index, group) for index, group in enumerate(diagram.groups))
        corner = element("td", class_="corner", role="cell")
        table = element(
            "table",
            element("colgroup", element("col", class_="head"), columns),
            element("thead", element("tr", corner, heads, role="row"), role="rowgroup"),
            element("tbody", map(self._lane, diagram.lanes), role="rowgroup"),
            role="table",
            aria_label=diagram.description,
        )
        return element(
            "div", table, class_="scroll", role="group", tabindex=0, aria_labelledby=title
        )

    def _stage(self, index: int, group: Group) -> Html:
        optional = element("span", self.language("optional"), class_="small")
        name = element(
            "div",
            self._face(group, group.pen) if group.pen is not None else None,
            element("span", group.text, dir="auto"),
            optional if "optional" in group.roles else None,
            element("span", group.duration, class_="small") if group.duration else None,
            class_=" ".join(self._stage_classes(index, group)),
            title=group.tooltip or group.text,
        )
        heading = (self._bracket(index, group), name, self._marks(group.marks))
        return element(
            "th",
            element("div", heading, class_="heading"),
            scope="col",
            role="columnheader",
            class_=f"c{index}",
        )

    def _face(self, group: Group, pen: int) -> Html:
        """A persona's picture or initial, in the colour of their line."""
        pen_name = pen_class(pen, self.theme)
        if group.image is not None:
            return element("img", src=group.image.address, alt="", class_=f"face {pen_name}")
        letter = clusters(group.text.strip())[0].upper()
        return element("span", letter, class_=f"initial {pen_name}", aria_hidden=YES)

    def _stage_classes(self, index: int, group: Group) -> Iterator[str]:
        yield "stage"
        if not group.roles.isdisjoint({"optional", "removed"}):
            yield "optional"
        if group.role != "stage":
            yield "aside"
            if group.pen is not None:
                yield "person"
            return
        groups = self.diagram.groups
        # Neighbours in parallel have flat sides: neither leads to the other.
        if index == 0 or in_parallel(groups[index - 1], group):
            yield "first"
        if index + 1 < len(groups) and in_parallel(group, groups[index + 1]):
            yield "last"

    def _bracket(self, index: int, group: Group) -> Html | None:
        """One bracket over neighbours in parallel, of which the first shows the words."""
        if group.together:
            groups = self.diagram.groups
            begins = index == 0 or not in_parallel(groups[index - 1], group)
            ends = index + 1 == len(groups) or not in_parallel(group, groups[index + 1])
            look = classes("together", "begins" if begins else "", "ends" if ends else "")
            return element("span", element("span", self.language("in parallel")), class_=look)
        if self.has_parallels:
            return element("span", class_="together none")  # so that all stages stand in line
        return None

    def _lane(self, lane: Lane) -> Html:
        groups = self.diagram.groups
        if lane.role == "line":
            cell = element("td", lane.text, role="cell", colspan=len(groups) + 1)
            return element("tr", cell, class_="boundary", role="row")
        curves = CurveRow(self.diagram, lane, self.theme) if lane.role == "curve" else None
        above = self._line_above(lane)
        cells = []
        for index, group in enumerate(groups):
            content = self._content(lane, group, curves)
            first = group.key in self.first
            cell = element(
                "td",
                content,
                role="cell",
                class_=f"c{index} bare" if self._is_bare(lane, group, curves) else f"c{index}",
                data_lane=lane.text if content or first else None,
                data_line=above if first else None,
            )
            cells.append(cell)
        role = lane.role if lane.role in {"cards", "curve"} else None
        look = classes(role or "", "leading" if self.arrows.pieces else "")
        return element("tr", self._lane_head(lane), cells, role="row", class_=look)

    def _is_bare(self, lane: Lane, group: Group, curves: CurveRow | None) -> bool:
        """Whether a cell has nothing but what passes it on the way to others."""
        cell = self.filled.get((lane.key, group.key))
        if cell is not None and (cell.nodes or cell.marks):
            return False
        if curves is not None:
            return curves.is_bare(group)
        return bool(self.arrows.through(lane.key, group.key))

    def _content(self, lane: Lane, group: Group, curves: CurveRow | None) -> Html | None:
        """What stands in a cell."""
        cell = self.filled.get((lane.key, group.key))
        if curves is not None:
            return joined(self._marks(cell.marks if cell else ()), curves.cell(group))
        through = self.arrows.through(lane.key, group.key)
        if through and (cell is None or not cell.nodes):
            return self._stacks([()] * group.tracks, through)
        return self._cell(lane, cell, group) if cell is not None and cell.nodes else None

    def _line_above(self, lane: Lane) -> str | None:
        """The name of the line above a row, if there is one."""
        lanes = self.diagram.lanes
        above = lanes[lanes.index(lane) - 1]
        return above.text if above.role == "line" else None

    def _lane_head(self, lane: Lane) -> Html:
        content = joined(
            self._stroke(lane.pen) if lane.pen is not None else None,
            element("div", lane.text, dir="auto"),
            map(paragraph, lane.details),
            self._marks(lane.marks),
        )
        if lane.role == "curve":
            content = element("div", element("div", content), scale(), class_="curvehead")
        return element("th", content, scope="row", role="rowheader")

    def _cell(self, lane: Lane, cell: GridCell, group: Group) -> Html:
        marks = self._marks(cell.marks)
        if lane.role == "chips" and "gap" not in cell.roles:
            return joined(marks, element("ul", map(self._chip, cell.nodes), class_="chips"))
        if lane.role == "bars":
            bars = self.bars[lane.key]
            pieces = map(self._bar, bars.pieces(cell, group))
            return element("ul", pieces, class_=f"bars n{group.tracks}")
        return joined(
            marks,
            self._stacks(stacks_of(lane, cell, group), self.arrows.through(lane.key, group.key)),
        )

    def _stacks(self, stacks: Sequence[Sequence[Node]], through: Sequence[int]) -> Html:
        """What stands on each track of a cell, with the arrows that pass it."""
        parts = [
            element("ul", map(self._node, stack), class_="stack")
            if stack
            else element("div", PASSING if track in through else None)
            for track, stack in enumerate(stacks)
        ]
        return parts[0] if len(parts) == 1 else element("div", parts, class_="tracks")

    def _bar(self, piece: Piece) -> Html:
        node = piece.node
        owner = element("span", " · ".join(node.details), class_="small")
        return element(
            "li",
            (drawn_glyph(node.role), " ", element("strong", node.text, dir="auto"), " "),
            owner if node.details else None,
            self._marks(node.marks),
            class_=f"bar {piece.look}",
        )

    def _chip(self, node: Node) -> Html:
        refers = element("span", told_numbers(node.refers), class_="small")
        return element(
            "li",
            (drawn_glyph(node.tone), " ", element("span", node.text, dir="auto"), " "),
            refers if node.refers else None,
            self._marks(node.marks),
            class_=f"chip {tone_class(node.tone)}",
        )

    def _node(self, node: Node) -> Html:
        if node.image is not None:
            return self._picture(node, node.image)
        roles = sorted(role.replace(" ", "-") for role in node.roles)
        look = _LOOKS.get(node.role, "note")
        name = element("span", node.text, class_="name", dir="auto")
        target = url(node.url) if node.url else None
        if target is not None:
            name = element("a", name, href=target, target="_blank", rel="noopener")
        bar = None if node.weight is None else figure(node.weight)
        parts = (name, self._details(node), self._badges(node.badges), bar)
        return element(
            "li",
            self._sign(node),
            element("div", parts, class_="said"),
            self._marks(node.marks),
            self.arrows.of(node.key),
            class_=classes("node", node.role, *roles, look, tone_class(node.tone)),
            title=node.tooltip if node.tooltip and node.tooltip != node.text else None,
        )

    def _picture(self, node: Node, image: Image) -> Html:
        """A picture of the author's own, with the number of its touchpoint."""
        size = {"width": f"{image.width:.0f}", "height": f"{image.height:.0f}"}
        return element(
            "li",
            element("span", told_numbers(node.refers), class_="number"),
            element("img", src=image.address, alt=image.text, **size),
            class_="node picture",
        )

    @staticmethod
    def _sign(node: Node) -> Html | None:
        """The number that a node has or speaks of, or its glyph."""
        number = node.number or (node.refers[0] if len(node.refers) == 1 else "")
        if number:
            return element("span", number, class_="number")
        if node.role == "status":
            return drawn_glyph(node.tone)
        return drawn_glyph(sign(node.role, node.tone)) if node.tone else None

    def _details(self, node: Node) -> Iterator[Html]:
        details = list(node.details)
        if len(node.refers) > 1:
            details.append(self.language("at {places}", places=told_numbers(node.refers)))
        for index, detail in enumerate(details):
            words = element("span", whole_dates(detail), dir="auto")
            if index == 0 and node.pen is not None:
                faint = "who faint" if self._is_faint(node) else "who"
                words = element("span", self._stroke(node.pen), words, class_=faint)
            yield element("p", words, class_="small")

    def _is_faint(self, node: Node) -> bool:
        """Whether a persona's line could not be seen on the tint of a note."""
        if not node.tone or node.pen is None:
            return False
        fill = self.theme.tint(node.tone).fill
        return contrast(self.theme.persona(node.pen).colour, fill) < 3  # noqa: PLR2004 WCAG 1.4.11

    @staticmethod
    def _badges(badges: Sequence[Badge]) -> Html | None:
        def item(badge: Badge) -> Html:
            words = element("span", whole_dates(badge.text), dir="auto")
            look = classes(tone_class(badge.tone))
            return element("li", (drawn_glyph(badge.glyph), " ", words), class_=look)

        return element("ul", map(item, badges), class_="badges") if badges else None

    def _marks(self, marks: Sequence[int], *, inline: bool = False) -> Html | None:
        if not marks:
            return None
        links = [self._mark(number) for number in marks]
        spaced = [piece for link in links for piece in (" ", link)]
        return joined(spaced, " ") if inline else element("span", spaced[1:], class_="marks")

    def _mark(self, number: int) -> Html:
        return element(
            "a",
            number,
            class_=f"mark t-{self.severity.get(number, 'info')}",
            href=f"#{self._finding_id(number)}",
            aria_label=self.language("finding {number}", number=number),
        )

    def _finding_id(self, number: int) -> str:
        return xml_id(self.root, f"-finding.{number}")

    # ------------------------------------------------------------------ below the table

    @staticmethod
    def _legend(legend: Sequence[Key]) -> Html | None:
        entries = (
            element(
                "li",
                element(
                    "span",
                    POINTS.get(entry.glyph) or drawn_glyph(entry.glyph),
                    class_=classes("sign", tone_class(entry.tone)),
                ),
                element("span", entry.text, class_="small", dir="auto"),
            )
            for entry in legend
        )
        return element("ul", entries, class_="legend") if legend else None

    def _findings(self, marks: Sequence[Mark]) -> Html | None:
        if not marks:
            return None
        heading = element(f"h{self.heading + 1}", self.language("Findings"))
        return element("div", heading, element("ol", map(self._finding, marks)), class_="findings")

    def _finding(self, mark: Mark) -> Html:
        about = " · ".join(filter(None, (self.language(mark.severity), mark.place, mark.rule)))
        words = element(
            "div",
            element("p", whole_dates(mark.text), dir="auto"),
            paragraph(about),
            paragraph(mark.fix) if mark.fix else None,
        )
        severity = f"t-{mark.severity}"
        return element(
            "li",
            element("span", mark.number, class_=f"mark {severity}"),
            element("span", drawn_glyph(mark.severity), class_=severity),
            words,
            id=self._finding_id(mark.number),
        )
