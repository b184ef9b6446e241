"""The lanes: who walks where, with one lane a persona, a channel or an owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.errors import UnknownReferenceError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Badge, Diagram, Group, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.layout.proportions import (
    CARD_INSET,
    GAP,
    HEADER,
    HEADER_INSET,
    LANE_HEADER,
    TRACK,
    track_width,
)
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import feeling
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

__all__ = ["By", "lanes_diagram"]

By: TypeAlias = Literal["persona", "channel", "owner"]

_IN_A_TRACK = 5
"""How many cards stand below each other before a column gets a further track."""


@frozen
class _Row:
    """One lane, and who belongs in it."""

    lane: Lane
    touchpoints: frozenset[str]
    persona: Persona | None = None


def lanes_diagram(
    journey: Journey | View,
    *,
    by: By = "persona",
    persona: Persona | str | None = None,
    report: Report | None = None,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
) -> Diagram:
    """Lay a journey out in lanes.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        by: Whether a lane is a ``persona``, a ``channel`` or an ``owner``.
        persona: The persona, or its key or name, whose touchpoints alone are shown.
        report: Findings to mark and to list.
        stage: The only stage to show, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: Lanes cannot be made by that, or there is no such persona, stage or
            touchpoint.

    Example:
        >>> from journeykit import Channel, journey, touchpoint
        >>> shop = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
        >>> [lane.text for lane in lanes_diagram(shop, by="channel").lanes]
        ['Website']
    """
    if by not in get_args(By):
        raise UnknownReferenceError("kind of lane", by, known=get_args(By), where="the lanes")
    view = view_of(journey)
    part = part_of(view, stage=stage, around=around, steps=steps)
    scene = scene_of(view, persona=persona, report=report, part=part)
    rows = {"persona": _personas, "channel": _channels, "owner": _owners}[by](scene)
    inside = {
        (row.lane.key, group.key): [t for t in touchpoints if t.key in row.touchpoints]
        for group, touchpoints in scene.columns
        for row in rows
    }
    groups = [_widened(group, [row.lane.key for row in rows], inside) for group in scene.groups]
    cells = [
        marked_cell(
            _cell(scene, row, group, inside[row.lane.key, group.key]),
            scene.marks_in(row.persona.key, group.key) if row.persona else (),
        )
        for row in rows
        for group in groups
    ]
    return Diagram(
        view="lanes",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey),
        description=(
            f"{counted(len(rows), 'lane')}, one for each {by}, across "
            f"{counted(len(scene.stages), 'stage')}."
        ),
        groups=headed(scene, groups, cells),
        lanes=[row.lane for row in rows],
        cells=[cell for cell in cells if cell.nodes],
        marks=scene.marks,
        notes=scene.notes,
    )


def _personas(scene: Scene) -> Sequence[_Row]:
    return [
        _Row(
            Lane(
                persona.key,
                persona.name,
                _lines(persona.name),
                "cards",
                details=filter(None, (persona.description,)),
                pen=scene.pens[persona.key],
                element=persona.element,
                marks=scene.marks_of(persona.element),
            ),
            frozenset(t.key for t in scene.view.touchpoints_of(persona.key)),
            persona,
        )
        for persona in scene.personas
    ] or [_Row(Lane("everybody", "Everybody", ("Everybody",), "cards"), frozenset(scene.numbers))]


def _channels(scene: Scene) -> Sequence[_Row]:
    names = {channel.key: channel.name for t in _shown(scene) for channel in t.channels}
    return _rows(
        scene,
        names,
        {t.key: [channel.key for channel in t.channels] for t in _shown(scene)},
        "channel",
        "no channel named",
    )


def _owners(scene: Scene) -> Sequence[_Row]:
    names = {owner_words(t.owner): owner_words(t.owner) for t in _shown(scene) if t.owner}
    return _rows(
        scene,
        names,
        {t.key: [owner_words(t.owner)] if t.owner else [] for t in _shown(scene)},
        "",
        "no owner named",
    )


def _shown(scene: Scene) -> Iterator[Touchpoint]:
    for _, touchpoints in scene.columns:
        yield from touchpoints


def _rows(
    scene: Scene,
    names: Mapping[str, str],
    homes: Mapping[str, Sequence[str]],
    kind: str,
    nobody: str,
) -> Sequence[_Row]:
    """A row for each name in the order of appearance, and one for what belongs to nobody."""
    members: dict[str, list[str]] = {key: [] for key in names}
    for touchpoint, keys in homes.items():
        for key in keys or ("",):
            members.setdefault(key, []).append(touchpoint)
    rows = []
    for key, touchpoints in members.items():
        name = names.get(key, nobody)
        element = Element("channel", (key,)) if kind == "channel" and key else None
        marks = scene.marks_of(element) if element else ()
        count = counted(len(touchpoints), "touchpoint")
        lane = Lane(
            f"{kind}:{key}",
            name,
            _lines(name),
            "cards",
            details=(count,),
            element=element,
            marks=marks,
        )
        rows.append(_Row(lane, frozenset(touchpoints)))
    return rows


def _lines(name: str) -> tuple[str, ...]:
    return wrap_to_width(name, LANE_HEADER - 1, 4, bold=True)


def _widened(
    group: Group, lanes: Sequence[str], inside: Mapping[tuple[str, str], Sequence[Touchpoint]]
) -> Group:
    most = max((len(inside[lane, group.key]) for lane in lanes), default=0)
    tracks = max(1, -(-most // _IN_A_TRACK))
    width = tracks * TRACK + (tracks - 1) * GAP
    lines = wrap_to_width(group.text, (width - HEADER_INSET) / HEADER, 3, bold=True)
    return evolve(group, tracks=tracks, width=width, lines=lines)


def _cell(scene: Scene, row: _Row, group: Group, touchpoints: Sequence[Touchpoint]) -> Cell:
    nodes = tuple(_card(scene, row, group, touchpoint) for touchpoint in touchpoints)
    if nodes or row.persona is None or not scene.is_whole(group):
        return Cell(row.lane.key, group.key, nodes)
    excluded = {(e.persona, e.stage): e.reason for e in scene.journey.excluded}
    reason = excluded.get((row.persona.key, group.key))
    key = f"{row.lane.key}/nothing"
    if reason is not None:
        room = track_width(group) - CARD_INSET
        words = "not applicable"
        node = Node(
            key,
            words,
            wrap_to_width(words, room, 2, bold=True),
            "status",
            group=group.key,
            details=(reason,),
            tone=words,
        )
        return Cell(row.lane.key, group.key, (node,))
    missing = note_of(key, "no touchpoint yet", "gap", group, tone="missing")
    return Cell(row.lane.key, group.key, (missing,), roles={"gap"})


def _card(scene: Scene, row: _Row, group: Group, touchpoint: Touchpoint) -> Node:
    card = card_of(scene, touchpoint, group, channels=True)
    badges = list(card.badges)
    for experience in touchpoint.experiences:
        if row.persona is not None and experience.persona != row.persona.key:
            continue
        if experience.emotion is not None:
            whose = ""
            if row.persona is None and scene.several:
                whose = f" · {scene.view.persona(experience.persona).name}"
            look = f"emotion:{experience.emotion.valence:g}"
            badges.append(Badge("emotion", feeling(experience) + whose, look, look))
    marks = card.marks
    if row.persona is not None:
        # What is wrong for somebody else is marked in the lane of somebody else.
        own = {row.persona.key}
        marks = tuple(number for number in marks if own & scene.whose.get(number, own))
    return evolve(card, key=f"{row.lane.key}/{touchpoint.key}", badges=badges, marks=marks)
