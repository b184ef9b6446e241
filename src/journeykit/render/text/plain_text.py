"""A grid as plain text: everything that the picture says, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeykit.render.diagram.diagram import Diagram, Group, Node, by_number
from journeykit.render.diagram.grid import GridCell, Point, Share
from journeykit.render.language import Language

__all__ = ["plain_text"]


def plain_text(diagram: Diagram) -> str:
    """Write a grid as text that says everything the picture says.

    Args:
        diagram: A diagram that has lanes.

    Returns:
        The text; lines are as long as what they say.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.render.views.journey_map import map_diagram
        >>> print(plain_text(map_diagram(journey("Shop").stage("Purchase", touchpoint("Pays")))))
        Shop
        ====
        Customer journey map with 1 stage (Purchase), 1 touchpoint and 0 personas.
        <BLANKLINE>
        Purchase
        --------
        Touchpoints
          1 Pays
        <BLANKLINE>
    """
    say = diagram.language
    lines = [*_heading(diagram.title, "="), *diagram.subtitle.split("\n")]
    lines = [*filter(None, lines), diagram.description, ""]
    for node in diagram.nodes:
        lines += [*_node(node, "", say), ""]
    cells = {(cell.lane, cell.group): cell for cell in diagram.cells}
    points: dict[tuple[str, str], list[Point]] = {}
    for curve in diagram.curves:
        for point in curve.points:
            points.setdefault((curve.lane, point.group), []).append(point)
    for group in diagram.groups:
        lines += _group(diagram, group, cells, points)
    if any(lane.details or lane.marks for lane in diagram.lanes):
        lines += [*_heading(say("Lanes"), "-")]
        for lane in diagram.lanes:
            if lane.details or lane.marks:
                about = ": ".join(filter(None, (lane.text, "; ".join(lane.details))))
                lines += _indented(about + _marks(lane.marks), "  ")
        lines.append("")
    lines += _shares(diagram.shares, say)
    lines += [note for note in diagram.notes for note in (note, "")]
    if diagram.marks:
        lines += [*_heading(say("Findings"), "-")]
        for mark in diagram.marks:
            lines += _indented(f"[{mark.number}] {say(mark.severity)}: {mark.text}", "  ")
            about = " · ".join(filter(None, (mark.place, mark.rule, mark.fix)))
            lines += _indented(about, "      ") if about else []
        lines.append("")
    return "\n".join(lines)


def _shares(shares: Sequence[Share], language: Language) -> Iterator[str]:
    for share in shares:
        yield share.words(language)
        if share.missing:
            yield from _indented(share.lacking(language, None), "  ")
    if shares:
        yield ""


def _heading(text: str, under: str) -> tuple[str, str]:
    return text, under * min(72, max(map(len, text.split("\n"))))


def _group(
    diagram: Diagram,
    group: Group,
    cells: Mapping[tuple[str, str], GridCell],
    points: Mapping[tuple[str, str], Sequence[Point]],
) -> Iterator[str]:
    say = diagram.language
    roles = [role for role in ("optional", "parallel") if role in group.roles]
    words = {"optional": "optional", "parallel": "in parallel with its neighbours"}
    about = f" ({say(', ').join(say(words[role]) for role in roles)})" if roles else ""
    yield from _heading(f"{group.text}{about}{_marks(group.marks)}", "-")
    for detail in group.details:
        yield from _indented(detail, "")
    for lane in diagram.lanes:
        here = lane.key, group.key
        lines = [*_points(points.get(here, ())), *_cell(cells.get(here), say)]
        if lines:
            yield from _indented(lane.text, "")
            yield from lines
    yield ""


def _cell(cell: GridCell | None, language: Language) -> Iterator[str]:
    if cell is None:
        return
    if cell.marks:
        yield f"  {language('findings')}{_marks(cell.marks)}"
    for node in cell.nodes:
        yield from _node(node, "  ", language)


def _points(points: Sequence[Point]) -> Iterator[str]:
    for point in sorted(points, key=lambda point: by_number(point.refers)):
        yield from _indented(point.tooltip, "  ")


def _node(node: Node, indent: str, language: Language) -> Iterator[str]:
    number = f"{node.number} " if node.number else ""
    places = language(", ").join(node.refers)
    refers = f" ({language('at {places}', places=places)})" if places else ""
    link = f" <{node.url}>" if node.url else ""
    yield from _indented(f"{number}{node.text}{refers}{link}{_marks(node.marks)}", indent)
    about = [*(badge.text for badge in node.badges), *node.details]
    if about:
        yield from _indented("; ".join(about), indent + "    ")


def _marks(numbers: Sequence[int]) -> str:
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _indented(text: str, indent: str) -> list[str]:
    """Lines of a text, every one of them indented, so that none looks like another thing."""
    return [indent + line for line in text.split("\n")]
