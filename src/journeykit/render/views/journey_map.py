"""The map: stages as columns, what people do, think, feel and suffer as lanes below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import evolve

from journeykit.addresses import Element
from journeykit.errors import UnknownReferenceError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.diagram.grid import Curve, GridCell, Lane
from journeykit.render.diagram.image import Image
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import LANE_HEADER, PITCH
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.column_cards import note_of, persona_nodes
from journeykit.render.views.columns import (
    WHOLE,
    Scene,
    headed,
    marked_cell,
    scene_of,
    subtitle_of,
    whole_group,
)
from journeykit.render.views.emotion_curves import EmotionCurves, curve_legend
from journeykit.render.views.legend import unreachable_legend
from journeykit.render.views.map_lanes import LANES, LaneKind, MapColumn
from journeykit.render.views.occurrences import (
    placed_metrics,
    placed_opportunities,
    placed_pains,
)
from journeykit.render.views.selection import flag, part_of, some_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["DEFAULT_LANES", "LANES", "map_diagram"]

Emotions: TypeAlias = Literal["together", "apart"]

DEFAULT_LANES: tuple[str, ...] = (
    "goals",
    "actions",
    "touchpoints",
    "storyboard",
    "channels",
    "thoughts",
    "emotions",
    "pains",
    "opportunities",
    "metrics",
)
"""The lanes of a map that nobody chose; those with nothing in them are left out."""


def map_diagram(
    journey: Journey | View,
    *,
    lanes: Sequence[str] = DEFAULT_LANES,
    persona: Persona | str | None = None,
    report: Report | None = None,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    emotions: Emotions = "together",
    show_empty: bool = False,
    pictures: Mapping[Element, Image] = MappingProxyType({}),
    language: Language = ENGLISH,
) -> Diagram:
    """Lay a journey out as a map.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        lanes: Which lanes there are, from top to bottom: words of `LANES`.
        persona: The persona, or its key or name, whose map it is; everybody's if left out.
        report: Findings to mark in the map and to list below it.
        stage: The only stage to show, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        emotions: Whether the curves of several personas stand `together` in one lane or
            `apart`, one lane each.
        show_empty: Whether lanes and cells with nothing in them are shown as gaps.
        pictures: The author's own pictures, by what they show; the storyboard is made of them. To
            `draw`, whatever stands for a touchpoint may be given, and the path of a file.
        language: What the words that are not the author's are said in.

    Raises:
        UnknownReferenceError: There is no such lane, persona, stage or touchpoint, or no such way
            to draw emotions.
        PictureError: An option is no such thing at all.

    Example:
        >>> from journeykit import Channel, journey, touchpoint
        >>> shop = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
        >>> [lane.text for lane in map_diagram(shop).lanes]
        ['Touchpoints', 'Channels']
    """
    chosen = some_of(LANES, lanes, "lane", "the map")
    flag("show_empty", show_empty)
    if emotions not in get_args(Emotions):
        choices = get_args(Emotions)
        raise UnknownReferenceError(
            "way to draw emotions", emotions, choices=choices, where="the map"
        )
    view = view_of(journey).whole
    part = part_of(view, stage=stage, around=around, steps=steps)
    scene = scene_of(
        view, persona=persona, report=report, part=part, pitch=PITCH, whole=True, language=language
    )
    scene = evolve(scene, images=pictures)
    pains, metrics = placed_pains(scene), placed_metrics(scene)
    opportunities = placed_opportunities(scene)
    everywhere = (pains, opportunities, metrics)
    whole = whole_group(max(len(placed.get(WHOLE, ())) for placed in everywhere), language)
    columns = [
        MapColumn(
            scene,
            whole if group.key == WHOLE else group,
            touchpoints,
            pains.get(group.key, ()),
            opportunities.get(group.key, ()),
            metrics.get(group.key, ()),
        )
        for group, touchpoints in scene.columns
    ]
    rows: list[Lane] = []
    cells: list[GridCell] = []
    curves: list[Curve] = []
    felt = EmotionCurves(columns)
    for lane in chosen:
        if lane == "storyboard" and not pictures:
            continue  # nobody means to have one
        if lane == "emotions":
            for name, title, people in _curve_lanes(scene, emotions):
                drawn = [curve for p in people if (curve := felt.of(p, name))]
                if drawn or show_empty:
                    pen = scene.pens[people[0].key] if emotions == "apart" and people else None
                    rows.append(Lane(name, title, _header(title), "curve", pen=pen))
                    curves.extend(drawn)
                    if emotions == "apart" and scene.several:
                        cells.extend(_marked_row(columns, name, people[0]))
            continue
        kind = LANES[lane]
        filled = [_cell(lane, kind, column, show_empty=show_empty) for column in columns]
        if show_empty or any(cell.nodes for cell in filled):
            title = language(kind.title)
            rows.append(Lane(lane, title, _header(title), kind.role))
            own = lane == "touchpoints" and scene.alone
            cells.extend(
                marked_cell(cell, scene.marks_in(own.key, cell.group) if own else ())
                for cell in filled
                if cell.nodes or cell.roles
            )
    used = {cell.group for cell in cells if cell.nodes}
    return Diagram(
        view="map",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey, language),
        description=_description(scene),
        groups=headed(
            scene, (c.group for c in columns if c.group.key != WHOLE or WHOLE in used), cells
        ),
        nodes=persona_nodes(scene),
        lanes=rows,
        cells=[cell for cell in cells if cell.group != WHOLE or WHOLE in used],
        curves=curves,
        marks=scene.marks,
        notes=scene.notes,
        legend=(*curve_legend(curves, language), *unreachable_legend(cells, language)),
        language=language,
    )


def _header(title: str) -> tuple[str, ...]:
    return wrap_to_width(title, LANE_HEADER - 1, 4, bold=True, name=True)


def _cell(lane: str, kind: LaneKind, column: MapColumn, *, show_empty: bool) -> GridCell:
    nodes = tuple(kind.fill(column))
    is_gap = not nodes and (show_empty or lane == "touchpoints")
    is_gap = is_gap and column.scene.is_whole(column.group)
    if is_gap:
        key = f"gap/{lane}/{column.group.key}"
        needed = lane == "touchpoints" and "optional" not in column.group.roles
        tone = "missing" if needed else ""
        nodes = (note_of(key, column.scene.language(kind.missing), "gap", column.group, tone=tone),)
    return GridCell(lane, column.group.key, nodes, roles={"gap"} if is_gap else ())


def _marked_row(columns: Sequence[MapColumn], lane: str, persona: Persona) -> Iterator[GridCell]:
    """Where findings about what somebody meets in a stage stand in a lane of that persona."""
    for column in columns:
        marks = column.scene.marks_in(persona.key, column.group.key)
        if marks:
            yield GridCell(lane, column.group.key, marks=marks)


def _curve_lanes(
    scene: Scene, emotions: Emotions
) -> Iterator[tuple[str, str, tuple[Persona, ...]]]:
    if emotions == "together" or not scene.personas:
        yield "emotions", scene.language("Emotions"), scene.personas
    else:
        for persona in scene.personas:
            title = scene.language("Emotions of {persona}", persona=persona.name)
            yield f"emotions/{persona.key}", title, (persona,)


def _description(scene: Scene) -> str:
    language = scene.language
    count = len({t.key for _, touchpoints in scene.columns for t in touchpoints})
    return language(
        "Customer journey map with {stages}, {touchpoints} and {personas}.",
        stages=_named(language, "stage", [stage.name for stage in scene.stages]),
        touchpoints=language.counted(count, "touchpoint"),
        personas=_named(language, "persona", [persona.name for persona in scene.personas]),
    )


def _named(language: Language, word: str, names: Sequence[str]) -> str:
    """How many there are, and which."""
    count = language.counted(len(names), word)
    listed = language(", ").join(names) if word == "stage" else language.listed(names)
    return f"{count} ({listed})" if names else count
