"""The blueprint: what stands behind each touchpoint, on both sides of the line of visibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.layout.proportions import GAP, HEADER, HEADER_INSET, LANE_HEADER
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.columns import (
    Scene,
    card_of,
    counted,
    headed,
    marked_cell,
    note_of,
    owner_words,
    scene_of,
    subtitle_of,
)
from journeykit.render.views.selection import part_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["blueprint_diagram"]

_TRACK = 13.0
"""How wide the column of one touchpoint is, in ems."""


def blueprint_diagram(
    journey: Journey | View,
    *,
    persona: Persona | str | None = None,
    report: Report | None = None,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    show_empty: bool = False,
) -> Diagram:
    """Lay a journey out as a service blueprint.

    The rows and the three lines between them follow G. L. Shostack, "Designing Services That
    Deliver", Harvard Business Review, 1984.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        persona: The persona, or its key or name, whose touchpoints alone are shown.
        report: Findings to mark and to list.
        stage: The only stage to show, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        show_empty: Whether a row with nothing at a touchpoint is shown as a gap there.

    Returns:
        The diagram. All rows and lines are there, also where nothing was said yet.

    Raises:
        UnknownReferenceError: The journey has no such persona, stage or touchpoint.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> calls = touchpoint("Calls", systems=["CRM"])
        >>> diagram = blueprint_diagram(journey("Help").stage("Support", calls))
        >>> [lane.text for lane in diagram.lanes if lane.role == "line"]
        ['Line of interaction', 'Line of visibility', 'Line of internal interaction']
    """
    view = view_of(journey)
    part = part_of(view, stage=stage, around=around, steps=steps)
    scene = scene_of(view, persona=persona, report=report, part=part)
    columns = [(_widened(group, len(inside)), inside) for group, inside in scene.columns]
    lanes: list[Lane] = []
    cells: list[Cell] = []
    for key, title, fill in _ROWS:
        lines = wrap_to_width(title, LANE_HEADER - 1, 4, bold=True)
        if fill is None:
            lanes.append(Lane(key, title, (title,), "line"))
            continue
        lanes.append(Lane(key, title, lines, "cards" if key == "customer" else "notes"))
        for group, touchpoints in columns:
            nodes = []
            for track, touchpoint in enumerate(touchpoints):
                notes_here = [evolve(n, track=track) for n in fill(scene, touchpoint, group)]
                if not notes_here and show_empty:
                    gap = note_of(f"gap/{key}/{touchpoint.key}", "nothing said yet", "gap", group)
                    notes_here = [evolve(gap, track=track)]
                nodes.extend(notes_here)
            cell = Cell(key, group.key, nodes)
            if not nodes and key == "customer" and scene.is_whole(group):
                empty = f"gap/{group.key}"
                missing = note_of(empty, "no touchpoint yet", "gap", group, tone="missing")
                cell = Cell(key, group.key, (missing,), roles={"gap"})
            if cell.nodes:
                own = key == "customer" and scene.alone
                marks = scene.marks_in(own.key, group.key) if own else ()
                cells.append(marked_cell(cell, marks))
    count = sum(len(touchpoints) for _, touchpoints in columns)
    return Diagram(
        view="blueprint",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey),
        description=(
            f"Service blueprint of {counted(count, 'touchpoint')} in "
            f"{counted(len(scene.stages), 'stage')}: physical evidence, customer actions, "
            "frontstage, backstage and support, with the lines between them."
        ),
        groups=headed(scene, (group for group, _ in columns), cells),
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        notes=scene.notes,
    )


def _widened(group: Group, count: int) -> Group:
    tracks = max(1, count)
    width = tracks * _TRACK + (tracks - 1) * GAP
    lines = wrap_to_width(group.text, (width - HEADER_INSET) / HEADER, 3, bold=True)
    return evolve(group, tracks=tracks, width=width, lines=lines)


_Fill = Callable[[Scene, Touchpoint, Group], Iterator[Node]]


def _customer(scene: Scene, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
    shown = {persona.key for persona in scene.personas}
    actions = [
        f"{scene.view.persona(experience.persona).name}: {action}" if scene.several else action
        for experience in touchpoint.experiences
        if experience.persona in shown
        for action in experience.actions
    ]
    yield evolve(card_of(scene, touchpoint, group, channels=True), details=actions)


def _evidence(_scene: Scene, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
    for index, text in enumerate(touchpoint.physical_evidence):
        yield note_of(f"proof/{touchpoint.key}/{index}", text, "proof", group)


def _frontstage(_scene: Scene, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
    for index, text in enumerate(touchpoint.frontstage):
        yield note_of(f"front/{touchpoint.key}/{index}", text, "frontstage", group)
    if touchpoint.owner and touchpoint.frontstage:
        words = f"owner: {owner_words(touchpoint.owner)}"
        yield note_of(f"front/{touchpoint.key}/owner", words, "owner", group)


def _backstage(_scene: Scene, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
    for index, text in enumerate(touchpoint.backstage):
        yield note_of(f"back/{touchpoint.key}/{index}", text, "backstage", group)


def _support(scene: Scene, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
    for system in touchpoint.systems:
        known = next((s for s in scene.journey.systems if s.key == system.key), system)
        owner = owner_words(system.owner or known.owner)
        yield note_of(
            f"system/{touchpoint.key}/{system.key}",
            system.name,
            "system",
            group,
            details=(f"owner: {owner}",) if owner else (),
        )


_ROWS: tuple[tuple[str, str, _Fill | None], ...] = (
    ("evidence", "Physical evidence", _evidence),
    ("customer", "Customer actions", _customer),
    ("interaction", "Line of interaction", None),
    ("frontstage", "Frontstage", _frontstage),
    ("visibility", "Line of visibility", None),
    ("backstage", "Backstage", _backstage),
    ("internal", "Line of internal interaction", None),
    ("support", "Support", _support),
)
