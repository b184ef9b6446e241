"""A picture on several sheets: some stages on each, and a word where it goes on elsewhere.

There are as few sheets as can be read. First the stages are divided, then the rows, and findings
get sheets of their own; at last, stages run on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from attrs import evolve, frozen

from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Mark, Node
from journeykit.render.diagram.grid import Curve, GridCell, Lane
from journeykit.render.language import Language
from journeykit.render.layout.grid_bands import banded_grids
from journeykit.render.layout.packing import packed

__all__ = ["Page", "divided", "in_rows", "sheets"]

_MOST: Final = 60
"""On how many sheets a picture goes at most; what cannot be read on those is put on a wall."""

_CURVE: Final = 14
"""What a row with a curve takes, in lines."""


@frozen
class Page:
    """What stands on one sheet.

    Args:
        diagram: The part of the picture; findings alone if it has neither nodes nor rows.
        listed: Whether the findings that are marked in it are listed below it.
    """

    diagram: Diagram
    listed: bool = True


def sheets(diagram: Diagram, is_legible: Callable[[Page], bool]) -> list[Page]:
    """Put a picture on as few sheets as can be read.

    Args:
        is_legible: Tells whether a sheet can be read.

    Returns:
        The sheets, in order; where nothing helps, as many as are of use.
    """
    whole = Page(diagram)
    if is_legible(whole):
        return [whole]
    below = _below(diagram, is_legible) if diagram.marks or diagram.shares else []
    best = [whole]
    for part in _finer(diagram):
        stages, rows = max(1, len(_stages(part))), max(1, len(_steps(part.lanes)))
        for count in range(2, min(_MOST, stages * rows + 1) + 1):
            for pages in _divisions(part, count, stages, rows, apart=bool(below)):
                best = pages if pages[0].listed else [*pages, *below]
                if all(map(is_legible, pages)):
                    return _numbered(diagram.title, best)
    return _numbered(diagram.title, best)


def _divisions(
    diagram: Diagram, count: int, stages: int, rows: int, *, apart: bool
) -> Iterator[list[Page]]:
    """The ways to use so many sheets, where findings stand apart one less for the rest."""
    for listed in (True, False) if apart else (True,):
        parts = count if listed else count - 1
        for across in range(min(parts, stages), 0, -1):
            down, rest = divmod(parts, across)
            if rest or down > rows:
                continue
            pieces = [low for part in divided(diagram, across) for low in in_rows(part, down)]
            if len(pieces) == parts:
                if not listed:
                    pieces = [evolve(piece, shares=(), notes=()) for piece in pieces]
                yield [Page(piece, listed) for piece in pieces]


def _finer(diagram: Diagram) -> Iterator[Diagram]:
    """The picture, and then the same with stages that run on in further columns."""
    yield diagram
    if diagram.is_grid:
        most = max((len(group.numbers) for group in diagram.groups), default=0)
    else:
        home = list(_home(diagram).values())
        most = max((home.count(stage) for stage in _stages(diagram)), default=0)
    while most > 1:
        most = -(-most // 2)
        if not diagram.is_grid:
            yield _running_on(diagram, most)
            continue
        # As many bands as have so many touchpoints each.
        wanted = sum(-(-max(1, len(g.numbers)) // most) for g in diagram.groups)
        grid = next(banded_grids(diagram, divide=True, fewest=wanted, most=wanted + 4), None)
        if grid is not None:
            yield grid.diagram


def _running_on(diagram: Diagram, most: int) -> Diagram:
    """The same, with at most so many touchpoints in a stage; the others in one of its name."""
    home = _home(diagram)
    moved: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for stage in _stages(diagram):
        inside = [key for key, at in home.items() if at == stage and key != stage]
        count = max(1, -(-len(inside) // most))
        # No stage has a colon in its key.
        parts[stage] = [f"{stage}:{part}" if part else stage for part in range(count)]
        moved |= {key: parts[stage][at * count // len(inside)] for at, key in enumerate(inside)}
    groups = [
        _continued(group, key, diagram.language)
        for group in diagram.groups
        for key in parts[group.key]
    ]
    nodes = [
        _continued(evolve(node, group=moved.get(node.key, node.group)), key, diagram.language)
        for node in diagram.nodes
        for key in parts.get(node.key, [node.key])
    ]
    edges = [
        evolve(edge, source=moved[edge.target]) if edge.kind == "contains" else edge
        for edge in diagram.edges
    ]
    return evolve(diagram, groups=groups, nodes=nodes, edges=edges)


_Stage = TypeVar("_Stage", Group, Node)


def _continued(stage: _Stage, key: str, language: Language) -> _Stage:
    """A stage that runs on under another key, or the same."""
    if key == stage.key:
        return stage
    text = language("{stage} (continued)", stage=stage.text)
    roles = stage.roles | {"continued"}
    return evolve(stage, key=key, text=text, lines=(text,), details=(), marks=(), roles=roles)


def _below(diagram: Diagram, is_legible: Callable[[Page], bool]) -> list[Page]:
    """What stands below a picture, on sheets of its own: bars, notes and findings."""
    marks = diagram.marks
    empty = Diagram(
        view=diagram.view,
        title=diagram.title,
        description=diagram.description,
        language=diagram.language,
    )
    pages: list[Page] = []
    for count in range(1, max(1, len(marks)) + 1):
        cuts = [len(marks) * part // count for part in range(count + 1)]
        parts = [evolve(empty, marks=marks[start:end]) for start, end in pairwise(cuts)]
        parts[0] = evolve(parts[0], shares=diagram.shares, notes=diagram.notes)
        pages = [Page(part) for part in parts]
        if all(map(is_legible, pages)):
            break
    return pages


def _numbered(title: str, pages: Sequence[Page]) -> list[Page]:
    """The same, each with its number behind the title."""
    if len(pages) == 1:
        return list(pages)
    return [
        evolve(page, diagram=evolve(page.diagram, title=f"{title} ({number}/{len(pages)})"))
        for number, page in enumerate(pages, 1)
    ]


def _steps(lanes: Sequence[Lane]) -> list[list[Lane]]:
    """Rows, each with the lines above it."""
    steps: list[list[Lane]] = []
    for lane in lanes:
        if steps and steps[-1][-1].role == "line":
            steps[-1].append(lane)
        else:
            steps.append([lane])
    return steps


def in_rows(diagram: Diagram, count: int) -> list[Diagram]:
    """Divide a picture between its rows.

    Args:
        count: On how many sheets; fewer if it has fewer rows.

    Returns:
        A picture for each sheet, all with the same columns.
    """
    steps = _steps(diagram.lanes)
    if count < 2 or len(steps) < 2:  # noqa: PLR2004 one sheet is the whole
        return [diagram]
    *_, parts = packed([sum(_lines(diagram, lane) for lane in step) for step in steps], count)
    last = len(parts) - 1
    shown = [
        _strip(diagram, [lane for at in part for lane in steps[at]], not number, number == last)
        for number, part in enumerate(parts)
    ]
    return _with_own_marks(shown, diagram.marks)


def _lines(diagram: Diagram, lane: Lane) -> int:
    """About how many lines a row takes."""
    if lane.role == "curve":
        return _CURVE
    tracks = {group.key: group.tracks for group in diagram.groups}
    heights = (
        sum(2 + len(node.lines or "1") + len(node.details) + len(node.badges) for node in c.nodes)
        / max(1, tracks[c.group])
        for c in diagram.cells
        if c.lane == lane.key
    )
    return 2 + round(max(heights, default=0))


def _strip(diagram: Diagram, lanes: Sequence[Lane], first: bool, last: bool) -> Diagram:  # noqa: FBT001
    """Some rows of a picture."""
    keys = {lane.key for lane in lanes}
    cells = [cell for cell in diagram.cells if cell.lane in keys]
    return evolve(
        diagram,
        lanes=lanes,
        cells=_leading_elsewhere(diagram, cells),
        curves=[curve for curve in diagram.curves if curve.lane in keys],
        nodes=diagram.nodes if first else (),
        shares=diagram.shares if last else (),
        notes=diagram.notes if last else (),
    )


def _leading_elsewhere(diagram: Diagram, cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """Some rows, in which cards name what they trigger, or are triggered by, on other sheets."""
    # Who hands over to whom stands on the cards of lanes anyway.
    edges = [edge for edge in diagram.edges if edge.kind != "handover"]
    if not edges:
        return cells
    names = {node.key: node.text for cell in diagram.cells for node in cell.nodes}
    here = {node.key for cell in cells for node in cell.nodes}
    words_by_node: dict[str, list[str]] = {}
    for edge in edges:
        if edge.source in here and edge.target not in here and edge.target in names:
            words = diagram.language("on to {place}", place=names[edge.target])
            words_by_node.setdefault(edge.source, []).append(words)
        if edge.target in here and edge.source not in here and edge.source in names:
            words = diagram.language("from {place}", place=names[edge.source])
            words_by_node.setdefault(edge.target, []).append(words)
    return [
        evolve(
            cell,
            nodes=[
                evolve(n, details=(*n.details, *words_by_node.get(n.key, ()))) for n in cell.nodes
            ],
        )
        for cell in cells
    ]


def _with_own_marks(parts: Sequence[Diagram], marks: Sequence[Mark]) -> list[Diagram]:
    """The parts, each with the findings that are marked in it; the last has those of nothing."""
    numbers = [_numbers(part) for part in parts]
    nowhere = {mark.number for mark in marks}.difference(*numbers)
    numbers[-1] |= nowhere
    return [
        evolve(part, marks=[mark for mark in marks if mark.number in here])
        for part, here in zip(parts, numbers, strict=True)
    ]


def divided(diagram: Diagram, count: int) -> list[Diagram]:
    """Divide a picture between its stages.

    Args:
        count: On how many sheets; fewer if it has fewer stages.

    Returns:
        A picture for each sheet.
    """
    stages = _stages(diagram)
    if count < 2 or len(stages) < 2:  # noqa: PLR2004 one sheet is the whole
        return [diagram]
    *_, parts = packed(list(map(len, stages.values())), count)
    keys = list(stages)
    last = len(parts) - 1
    shown = [
        _sheet(diagram, {keys[at] for at in part}, first=not number, last=number == last)
        for number, part in enumerate(parts)
    ]
    return _with_own_marks(shown, diagram.marks)


def _stages(diagram: Diagram) -> dict[str, Sequence[object]]:
    """The stages by key, each with as many things as about say how much room it takes."""
    if diagram.is_grid:
        return {group.key: range(max(1, round(group.width))) for group in diagram.groups}
    home = _home(diagram)
    keys = [group.key for group in diagram.groups]
    keys += [node.key for node in diagram.nodes if node.role == "stage"]
    return {key: [*range(3), *(n for n, at in home.items() if at == key)] for key in keys}


def _home(diagram: Diagram) -> dict[str, str]:
    """The stage of each node; in a graph, stages are nodes, and edges tell what they contain."""
    home = {node.key: node.group or node.key for node in diagram.nodes}
    return home | {e.target: e.source for e in diagram.edges if e.kind == "contains"}


def _sheet(diagram: Diagram, keys: set[str], *, first: bool, last: bool) -> Diagram:
    """Some stages with all that stands in them, and on the first what stands in none."""
    home = _home(diagram)
    stages = set(_stages(diagram))
    names = {node.key: node.text for node in diagram.nodes}
    names |= {group.key: group.text for group in diagram.groups}
    everywhere = {n.key for n in diagram.nodes if n.role == "persona" and not diagram.is_grid}
    shown = {key for key, stage in home.items() if stage in keys or (first and stage not in stages)}
    here = keys | shown | everywhere
    nodes = [
        _going_on(node, diagram.edges, here, names, diagram.language)
        for node in diagram.nodes
        if node.key in here
    ]
    inside = [e for e in diagram.edges if e.source in here and e.target in here]
    curves = [_part(curve, keys) for curve in diagram.curves]
    return evolve(
        diagram,
        groups=[group for group in diagram.groups if group.key in keys],
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
            if e.kind != "contains"
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
