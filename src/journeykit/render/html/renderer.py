"""A grid as HTML: a real table, readable on a phone and on paper, without script or network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.markup import url, xml_attribute, xml_id, xml_text
from journeykit.render.diagram.diagram import Badge, Diagram, Group, Key, Mark, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.html.curves import CurveRow, scale
from journeykit.render.html.print_layout import Paper, paper_of
from journeykit.render.html.stylesheet import pen_class, stylesheet, tone_class
from journeykit.render.layout.proportions import stacks_of
from journeykit.render.style.glyphs import SIGNS, glyph
from journeykit.render.style.theme import LIGHT, Theme, contrast
from journeykit.render.svg.stage_row import in_parallel

__all__ = ["html", "html_fragment"]

_PLAIN = frozenset({"goal", "action", "thought", "quote"})


def html(diagram: Diagram, theme: Theme | None = None, *, id_prefix: str = "") -> str:
    """Write a grid as one self-contained HTML file.

    There is no script in it and nothing to fetch, and it says so itself (Content Security Policy).
    Where it is narrow the stages stand below each other; on paper it lies on A4 or A3.

    Args:
        diagram: A diagram that has lanes.
        theme: The looks; light or dark as the reader prefers, if left out.
        id_prefix: What the ids in it start with.

    Returns:
        The file.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.render.views.journey_map import map_diagram
        >>> page = html(map_diagram(journey("Shop").stage("Purchase", touchpoint("Pays"))))
        >>> '<th scope="col"' in page, "<script" in page
        (True, False)
    """
    scheme = "light dark" if theme is None else ""
    root = id_prefix or f"jk-{diagram.view}"
    paper = paper_of(diagram)
    colour = (theme or LIGHT).background
    dark = ""
    if theme is None:
        dark = "@media screen and (prefers-color-scheme:dark){html,body{background:#0f141b}}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        + (f'<meta name="color-scheme" content="{scheme}">' if scheme else "")
        + f"<title>{xml_text(diagram.title)}</title>"
        f'<meta name="description" content="{xml_attribute(diagram.description)}">'
        f"<style>html,body{{margin:0;background:{colour}}}{dark}"
        f"{stylesheet(paper, theme, root)}</style></head>"
        f"<body>{_Page(paper, theme, root, heading=1).written('main')}</body></html>\n"
    )


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
    body = _Page(paper, theme, root, heading=2).written("div")
    style = stylesheet(paper, theme, root, within=True)
    return f"<style>{style}</style>{body}\n"


class _Page:
    """One diagram while it is written."""

    def __init__(self, paper: Paper, theme: Theme | None, root: str, *, heading: int) -> None:
        self.diagram = diagram = paper.diagram
        self.theme = theme or LIGHT
        self.root = root
        self.heading = heading
        self.severity = {mark.number: mark.severity for mark in diagram.marks}
        # On paper these columns begin a band, in which names of rows have to be repeated.
        self.first = {band[0].key for band in paper.bands[1:]}
        self.filled = {(cell.lane, cell.group): cell for cell in diagram.cells}

    def written(self, element: str) -> str:
        diagram = self.diagram
        label = xml_id(self.root, "-title")
        level = f"h{self.heading}"
        # A page has one main part; a notebook may have many pictures, and landmarks are few.
        named = f' aria-labelledby="{label}"' if element == "main" else ""
        parts = [
            # Two elements, for none can be styled by what it asks of its own width.
            f'<{element} id="{self.root}"{named}><div class="sheet">',
            f'<{level} class="title" id="{label}" dir="auto">{xml_text(diagram.title)}</{level}>',
        ]
        if diagram.subtitle:
            parts.append(f'<p class="subtitle" dir="auto">{xml_text(diagram.subtitle)}</p>')
        parts += self._people()
        parts.append(
            f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{label}">'
            f'<table role="table" aria-label="{xml_attribute(diagram.description)}">'
        )
        columns = "".join(f'<col class="c{n}">' for n, _ in enumerate(diagram.groups))
        parts.append(f'<colgroup><col class="head">{columns}</colgroup>')
        parts.append('<thead role="rowgroup"><tr role="row">')
        parts.append('<td class="corner" role="cell"></td>')
        parts += [self._stage(index, group) for index, group in enumerate(diagram.groups)]
        parts.append('</tr></thead><tbody role="rowgroup">')
        for lane in diagram.lanes:
            parts += self._lane(lane)
        parts.append("</tbody></table></div>")
        parts += self._legend(diagram.legend)
        if diagram.notes:
            notes = "".join(f'<p class="small" dir="auto">{xml_text(n)}</p>' for n in diagram.notes)
            parts.append(f'<div class="notes">{notes}</div>')
        parts += self._findings(diagram.marks)
        parts.append(f"</div></{element}>")
        return "".join(parts)

    # ------------------------------------------------------------------ above the table

    def _people(self) -> Iterator[str]:
        people = [node for node in self.diagram.nodes if node.role == "persona"]
        if not people:
            return
        yield '<ul class="people">'
        for node in people:
            details = "".join(
                f'<p class="small" dir="auto">{xml_text(detail)}</p>' for detail in node.details
            )
            yield (
                f'<li>{self._stroke(node.pen or 0)}<div><strong dir="auto">'
                f"{xml_text(node.text)}</strong>{self._marks(node.marks, inline=True)}"
                f"{details}</div></li>"
            )
        yield "</ul>"

    def _stroke(self, pen: int) -> str:
        return (
            f'<svg class="stroke {pen_class(pen, self.theme)}" aria-hidden="true">'
            '<line class="way" x1="2" x2="100%" y1="50%" y2="50%"/></svg>'
        )

    def _stage(self, index: int, group: Group) -> str:
        groups = self.diagram.groups
        before = groups[index - 1] if index else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        classes = ["stage", *(["optional"] if "optional" in group.roles else [])]
        if group.role != "stage":
            classes.append("aside")
        else:
            # Neighbours in parallel have flat sides: neither leads to the other.
            classes += ["first"] if before is None or in_parallel(before, group) else []
            classes += ["last"] if after is not None and in_parallel(group, after) else []
        together = '<span class="together">in parallel</span>' if group.together else ""
        if not together and any(each.together for each in groups):
            together = '<span class="together none"></span>'  # so that all stages stand in line
        optional = '<span class="small">optional</span>' if "optional" in group.roles else ""
        tip = xml_attribute(group.tooltip or group.text)
        return (
            f'<th scope="col" role="columnheader" class="c{index}"><div class="heading">{together}'
            f'<div class="{" ".join(classes)}" title="{tip}"><span dir="auto">'
            f"{xml_text(group.text)}</span>{optional}</div>{self._marks(group.marks)}</div></th>"
        )

    # ------------------------------------------------------------------ the table

    def _lane(self, lane: Lane) -> Iterator[str]:
        groups = self.diagram.groups
        if lane.role == "line":
            yield (
                f'<tr class="boundary" role="row"><td role="cell" '
                f'colspan="{len(groups) + 1}">{xml_text(lane.text)}</td></tr>'
            )
            return
        classes = f' class="{lane.role}"' if lane.role in {"cards", "curve"} else ""
        yield f'<tr role="row"{classes}>{self._lane_head(lane)}'
        label = xml_attribute(lane.text)
        curves = CurveRow(self.diagram, lane, self.theme) if lane.role == "curve" else None
        line = self._line_above(lane)
        for index, group in enumerate(groups):
            opened = f'<td role="cell" class="c{index}" data-lane="{label}"'
            empty = f'<td role="cell" class="c{index}"></td>'
            if group.key in self.first:
                opened += line
                empty = f"{opened}></td>"
            opened += ">"
            if curves is not None:
                marked = self.filled.get((lane.key, group.key))
                drawn = self._marks(marked.marks if marked else ()) + curves.cell(group)
                yield f"{opened}{drawn}</td>" if drawn else empty
                continue
            cell = self.filled.get((lane.key, group.key))
            if cell is None or not cell.nodes:
                yield empty
                continue
            yield f"{opened}{self._cell(lane, cell, group)}</td>"
        yield "</tr>"

    def _line_above(self, lane: Lane) -> str:
        """The name of the line above a row, as an attribute, if there is one."""
        lanes = self.diagram.lanes
        above = lanes[lanes.index(lane) - 1]
        return f' data-line="{xml_attribute(above.text)}"' if above.role == "line" else ""

    def _lane_head(self, lane: Lane) -> str:
        stroke = self._stroke(lane.pen) if lane.pen is not None else ""
        details = "".join(f'<p class="small" dir="auto">{xml_text(d)}</p>' for d in lane.details)
        content = f'{stroke}<div dir="auto">{xml_text(lane.text)}</div>{details}'
        content += self._marks(lane.marks)
        if lane.role == "curve":
            content = f'<div class="curvehead"><div>{content}</div>{scale()}</div>'
        return f'<th scope="row" role="rowheader">{content}</th>'

    def _cell(self, lane: Lane, cell: Cell, group: Group) -> str:
        marks = self._marks(cell.marks)
        if lane.role == "chips" and "gap" not in cell.roles:
            chips = "".join(map(self._chip, cell.nodes))
            return f'{marks}<ul class="chips">{chips}</ul>'
        stacks = stacks_of(lane, cell, group)
        written = [
            f'<ul class="stack">{"".join(map(self._node, stack))}</ul>' if stack else "<div></div>"
            for stack in stacks
        ]
        if len(written) == 1:
            return marks + written[0]
        return f'{marks}<div class="tracks">{"".join(written)}</div>'

    def _chip(self, node: Node) -> str:
        refers = " · ".join(map(str, node.refers))
        at = f'<span class="small">{refers}</span>' if refers else ""
        return (
            f'<li class="chip {tone_class(node.tone)}">{_glyph(node.tone)} '
            f'<span dir="auto">{xml_text(node.text)}</span> {at}{self._marks(node.marks)}</li>'
        )

    def _node(self, node: Node) -> str:
        classes = ["node", node.role, *sorted(role.replace(" ", "-") for role in node.roles)]
        if node.role == "touchpoint":
            classes.append("card")
        elif node.role == "status":
            classes.append("state")
        elif node.role in _PLAIN:
            classes.append("plain")
        elif node.role != "share":
            classes.append("note")
        classes.append(tone_class(node.tone))
        name = f'<span class="name" dir="auto">{xml_text(node.text)}</span>'
        target = url(node.url) if node.url else None
        if target is not None:
            name = f'<a href="{xml_attribute(target)}" target="_blank" rel="noopener">{name}</a>'
        return (
            f'<li class="{" ".join(filter(None, classes))}"{self._tip(node)}>{self._sign(node)}'
            f'<div class="said">{name}{self._details(node)}{self._badges(node.badges)}</div>'
            f"{self._marks(node.marks)}</li>"
        )

    @staticmethod
    def _tip(node: Node) -> str:
        differs = node.tooltip and node.tooltip != node.text
        return f' title="{xml_attribute(node.tooltip)}"' if differs else ""

    def _sign(self, node: Node) -> str:
        """The number that a node has or speaks of, or its glyph."""
        number = node.number or (node.refers[0] if len(node.refers) == 1 else None)
        if number is not None:
            return f'<span class="number">{number}</span>'
        if node.role == "status":
            return _glyph(node.tone)
        if not node.tone:
            return ""
        return _glyph(SIGNS.get(node.role, ""))

    def _details(self, node: Node) -> str:
        details = list(node.details)
        if len(node.refers) > 1:
            details.append(f"at {' · '.join(map(str, node.refers))}")
        content = []
        for index, detail in enumerate(details):
            words = f'<span dir="auto">{xml_text(detail)}</span>'
            if index == 0 and node.pen is not None:
                faint = " faint" if self._is_faint(node) else ""
                words = f'<span class="who{faint}">{self._stroke(node.pen)}{words}</span>'
            content.append(f'<p class="small">{words}</p>')
        return "".join(content)

    def _is_faint(self, node: Node) -> bool:
        """Whether a persona's line could not be seen on the tint of a note."""
        if not node.tone or node.pen is None:
            return False
        fill = self.theme.tint(node.tone).fill
        return contrast(self.theme.persona(node.pen).colour, fill) < 3  # noqa: PLR2004 WCAG 1.4.11

    @staticmethod
    def _badges(badges: Sequence[Badge]) -> str:
        if not badges:
            return ""
        items = "".join(
            f"<li{_class(tone_class(badge.tone))}>{_glyph(badge.glyph)} "
            f'<span dir="auto">{xml_text(badge.text)}</span></li>'
            for badge in badges
        )
        return f'<ul class="badges">{items}</ul>'

    def _marks(self, marks: Sequence[int], *, inline: bool = False) -> str:
        if not marks:
            return ""
        links = " ".join(
            f'<a class="mark t-{self.severity.get(number, "info")}" '
            f'href="#{self._finding_id(number)}" aria-label="finding {number}">{number}</a>'
            for number in marks
        )
        return f" {links} " if inline else f'<span class="marks">{links}</span>'

    def _finding_id(self, number: int) -> str:
        return xml_id(self.root, f"-finding.{number}")

    # ------------------------------------------------------------------ below the table

    def _legend(self, legend: Sequence[Key]) -> Iterator[str]:
        if not legend:
            return
        yield '<ul class="legend">'
        for entry in legend:
            sign = _POINTS.get(entry.glyph) or _glyph(entry.glyph)
            classes = " ".join(filter(None, ("sign", tone_class(entry.tone))))
            yield (
                f'<li><span class="{classes}">{sign}</span>'
                f'<span class="small" dir="auto">{xml_text(entry.text)}</span></li>'
            )
        yield "</ul>"

    def _findings(self, marks: Sequence[Mark]) -> Iterator[str]:
        if not marks:
            return
        level = f"h{self.heading + 1}"
        yield f'<div class="findings"><{level}>Findings</{level}><ol>'
        for mark in marks:
            about = " · ".join(filter(None, (mark.severity, mark.place, mark.rule)))
            fix = f'<p class="small" dir="auto">{xml_text(mark.fix)}</p>' if mark.fix else ""
            yield (
                f'<li id="{self._finding_id(mark.number)}">'
                f'<span class="mark t-{mark.severity}">{mark.number}</span>'
                f'<span class="t-{mark.severity}">{_glyph(mark.severity)}</span>'
                f'<div><p dir="auto">{xml_text(mark.text)}</p>'
                f'<p class="small" dir="auto">{xml_text(about)}</p>{fix}</div></li>'
            )
        yield "</ol></div>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _glyph(name: str) -> str:
    data = glyph(name) if name else ""
    if not data:
        return ""
    return f'<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true"><path d="{data}"/></svg>'


_SMALL = '<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">'
_POINTS = {
    "point known": f'{_SMALL}<circle class="point known" cx="8" cy="8" r="5"/></svg>',
    "point assumed": f'{_SMALL}<circle class="point" cx="8" cy="8" r="5"/></svg>',
    "range": f'{_SMALL}<path class="range" d="M8 3v10"/></svg>',
    "spur": f'{_SMALL}<path class="spur" d="M1 3l14 10"/></svg>',
}
"""The signs of the curve, in the legend."""
