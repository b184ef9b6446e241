"""A picture on several sheets: some stages on each, and a word where it goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Node
from journeykit.render.diagram.grid import Curve
from journeykit.render.language import Language
from journeykit.render.layout.packing import packed

__all__ = ["divided"]


def divided(diagram: Diagram, count: int) -> list[Diagram]:
    """Divide a picture between its stages.

    Args:
        diagram: The picture.
        count: On how many sheets; fewer if it has fewer stages.

    Returns:
        A picture for each sheet; findings are listed on the last.
    """
    groups = diagram.groups
    weights = [_weight(diagram, group) for group in groups]
    *_, sheets = packed(weights, count)
    if len(sheets) < 2:  # noqa: PLR2004 one sheet is the whole
        return [diagram]
    last = len(sheets) - 1
    shown = [
        _sheet(diagram, [groups[at] for at in sheet], first=not number, last=number == last)
        for number, sheet in enumerate(sheets)
    ]
    told = [_numbers(sheet) for sheet in shown]
    anywhere = set().union(*told)
    return [
        evolve(
            sheet,
            title=f"{diagram.title} ({number}/{len(sheets)})",
            marks=[
                mark
                for mark in diagram.marks
                if mark.number in here or (number == len(sheets) and mark.number not in anywhere)
            ],
        )
        for number, (sheet, here) in enumerate(zip(shown, told, strict=True), 1)
    ]


def _weight(diagram: Diagram, group: Group) -> int:
    """About how much room a stage takes."""
    if diagram.is_grid:
        return max(1, round(group.width))
    return 3 + sum(node.group == group.key for node in diagram.nodes)


def _sheet(diagram: Diagram, groups: Sequence[Group], *, first: bool, last: bool) -> Diagram:
    """Some stages with all that stands in them."""
    keys = {group.key for group in groups}
    names = {node.key: node.text for node in diagram.nodes}
    names |= {group.key: group.text for group in diagram.groups}
    here = keys | {node.key for node in diagram.nodes if node.group in keys}
    nodes = [
        _going_on(node, diagram.edges, here, names, diagram.language)
        for node in diagram.nodes
        if node.group in keys or (diagram.is_grid and first)
    ]
    inside = [e for e in diagram.edges if e.source in here and e.target in here]
    curves = [_part(curve, keys) for curve in diagram.curves]
    return evolve(
        diagram,
        groups=groups,
        nodes=nodes,
        edges=diagram.edges if diagram.is_grid else inside,
        cells=[cell for cell in diagram.cells if cell.group in keys],
        curves=[curve for curve in curves if curve.points],
        shares=diagram.shares if last else (),
        notes=diagram.notes if last else (),
    )


def _numbers(sheet: Diagram) -> set[int]:
    """The numbers of the findings that are marked on a sheet."""
    inner = [node.marks for cell in sheet.cells for node in cell.nodes]
    outer = [
        *(group.marks for group in sheet.groups),
        *(node.marks for node in sheet.nodes),
        *(edge.marks for edge in sheet.edges),
        *(lane.marks for lane in sheet.lanes),
        *(cell.marks for cell in sheet.cells),
    ]
    return {number for marks in (*inner, *outer) for number in marks}


def _going_on(
    node: Node,
    edges: Sequence[Edge],
    here: set[str],
    names: dict[str, str],
    language: Language,
) -> Node:
    """A card with the names of what it leads to, or comes from, on other sheets."""
    badges = [
        *(
            Badge("state", language("from {place}", place=names[e.source]), "entry")
            for e in edges
            if e.target == node.key and e.source not in here and e.source in names
        ),
        *(
            Badge("state", language("on to {place}", place=names[e.target]), "exit")
            for e in edges
            if e.source == node.key and e.target not in here and e.target in names
        ),
    ]
    return evolve(node, badges=(*node.badges, *badges)) if badges else node


def _part(curve: Curve, keys: set[str]) -> Curve:
    """The points of a curve in some columns, joined as they were."""
    kept = {old: new for new, old in enumerate(_inside(curve, keys))}
    runs = []
    for run in curve.runs:
        piece: list[int] = []
        for index in (*run, -1):
            if index in kept:
                piece.append(kept[index])
                continue
            if len(piece) > 1:
                runs.append(tuple(piece))
            piece = []
    return evolve(curve, points=[curve.points[old] for old in kept], runs=runs)


def _inside(curve: Curve, keys: set[str]) -> Iterator[int]:
    return (index for index, point in enumerate(curve.points) if point.group in keys)
