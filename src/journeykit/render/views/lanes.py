"""The lanes: who walks where, with one lane a persona, a channel or an owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.errors import UnknownReferenceError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Node, by_number
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.language import ENGLISH, Language
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
from journeykit.render.views.cards import channel_name, feeling
from journeykit.render.views.column_cards import card_of, note_of, owner_words
from journeykit.render.views.columns import (
    IN_A_TRACK,
    Scene,
    headed,
    marked_cell,
    needed_track,
    scene_of,
    subtitle_of,
)
from journeykit.render.views.lane_words import (
    LaneWords,
    handovers,
    listed_names,
    shown_touchpoints,
)
from journeykit.render.views.legend import unreachable_legend
from journeykit.render.views.limits import MOST_CARDS, lanes_left_out, most_lanes
from journeykit.render.views.selection import part_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["By", "lanes_diagram"]

By: TypeAlias = Literal["persona", "channel", "owner"]


@frozen
class _LanePersonas:
    """One lane, and who belongs in it."""

    lane: Lane
    touchpoints: Sequence[Touchpoint]
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
    language: Language = ENGLISH,
) -> Diagram:
    """Lay a journey out in lanes.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        by: Whether a lane is a `persona`, a `channel` or an `owner`.
        persona: The persona, or its key or name, whose touchpoints alone are shown.
        report: Findings to mark and to list.
        stage: The only stage to show, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        language: What the words that are not the author's are said in.

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
        raise UnknownReferenceError("kind of lane", by, choices=get_args(By), where="the lanes")
    view = view_of(journey).whole
    part = part_of(view, stage=stage, around=around, steps=steps)
    scene = scene_of(view, persona=persona, report=report, part=part, language=language)
    everybody = {"persona": _personas, "channel": _channels, "owner": _owners}[by](scene)
    rows = everybody[: most_lanes(len(scene.columns))]
    notes = [*scene.notes, *lanes_left_out(by, len(rows), len(everybody), language)]
    inside = _inside(scene, rows)
    cards = sum(map(len, inside.values()))
    if cards > MOST_CARDS:
        notes.append(
            language(
                "{count} cards are too many for one picture: only how many there are is shown. "
                "Pick a stage, a persona or a neighbourhood.",
                count=language.number(cards),
            )
        )
        groups: Sequence[Group] = scene.groups
        cells = [
            _count(scene, row, group, inside[row.lane.key, group.key])
            for row in rows
            for group in groups
        ]
    else:
        groups = [_widened(group, [row.lane.key for row in rows], inside) for group in scene.groups]
        lane_words = LaneWords(scene)
        cells = [
            marked_cell(
                _cell(scene, row, group, inside[row.lane.key, group.key], lane_words),
                scene.marks_in(row.persona.key, group.key) if row.persona else (),
            )
            for row in rows
            for group in groups
        ]
    return Diagram(
        view="lanes",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey, language),
        description=language(
            f"{{lanes}}, one for each {by}, across {{stages}}.",
            lanes=language.counted(len(rows), "lane"),
            stages=language.counted(len(scene.stages), "stage"),
        ),
        groups=headed(scene, groups, cells),
        lanes=[row.lane for row in rows],
        cells=[cell for cell in cells if cell.nodes],
        edges=_handovers(scene, cells) if by == "persona" else (),
        marks=scene.marks,
        notes=notes,
        legend=tuple(unreachable_legend(cells, language)),
        language=language,
    )


def _personas(scene: Scene) -> Sequence[_LanePersonas]:
    everybody = scene.language("Everybody")
    return [
        _LanePersonas(
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
            scene.view.touchpoints_of(persona.key),
            persona,
        )
        for persona in scene.personas
    ] or [
        _LanePersonas(Lane("everybody", everybody, (everybody,), "cards"), scene.view.touchpoints)
    ]


def _channels(scene: Scene) -> Sequence[_LanePersonas]:
    names = {
        channel.key: channel_name(channel, scene.language)
        for t in shown_touchpoints(scene)
        for channel in t.channels
    }
    return _rows(
        scene,
        names,
        ((t, [channel.key for channel in t.channels]) for t in shown_touchpoints(scene)),
        "channel",
        scene.language("no channel named"),
    )


def _owners(scene: Scene) -> Sequence[_LanePersonas]:
    names = {
        owner_words(t.owner): owner_words(t.owner) for t in shown_touchpoints(scene) if t.owner
    }
    return _rows(
        scene,
        names,
        ((t, [owner_words(t.owner)] if t.owner else []) for t in shown_touchpoints(scene)),
        "",
        scene.language("no owner named"),
    )


def _rows(
    scene: Scene,
    names: Mapping[str, str],
    homes: Iterable[tuple[Touchpoint, Sequence[str]]],
    kind: str,
    nobody: str,
) -> Sequence[_LanePersonas]:
    """A row for each name in the order of appearance, and one for what belongs to nobody."""
    members: dict[str, list[Touchpoint]] = {key: [] for key in names}
    for touchpoint, keys in homes:
        for key in keys or ("",):
            members.setdefault(key, []).append(touchpoint)
    rows = []
    for key, touchpoints in members.items():
        name = names.get(key, nobody)
        element = Element("channel", (key,)) if kind == "channel" and key else None
        marks = scene.marks_of(element) if element else ()
        count = scene.language.counted(len(touchpoints), "touchpoint")
        lane = Lane(
            f"{kind}:{key}",
            name,
            _lines(name),
            "cards",
            details=(count,),
            element=element,
            marks=marks,
        )
        rows.append(_LanePersonas(lane, touchpoints))
    return rows


def _inside(scene: Scene, rows: Sequence[_LanePersonas]) -> dict[tuple[str, str], list[Touchpoint]]:
    """The touchpoints in each lane and column, by key."""
    home = {t.key: group.key for group, touchpoints in scene.columns for t in touchpoints}
    inside: dict[tuple[str, str], list[Touchpoint]] = {
        (row.lane.key, group.key): [] for row in rows for group in scene.groups
    }
    for row in rows:
        for touchpoint in row.touchpoints:
            if touchpoint.key in home:
                inside[row.lane.key, home[touchpoint.key]].append(touchpoint)
    return inside


def _lines(name: str) -> tuple[str, ...]:
    return wrap_to_width(name, LANE_HEADER - 1, 4, bold=True, name=True)


def _widened(
    group: Group, lanes: Sequence[str], inside: Mapping[tuple[str, str], Sequence[Touchpoint]]
) -> Group:
    most = max((len(inside[lane, group.key]) for lane in lanes), default=0)
    tracks = max(1, -(-most // IN_A_TRACK))
    heading = group.text if tracks == 1 else ""
    touchpoints = {t.key: t for lane in lanes for t in inside[lane, group.key]}
    width = tracks * needed_track(touchpoints.values(), TRACK, heading) + (tracks - 1) * GAP
    lines = wrap_to_width(group.text, (width - HEADER_INSET) / HEADER, 3, bold=True, name=True)
    return evolve(group, tracks=tracks, width=width, lines=lines)


def _count(
    scene: Scene, row: _LanePersonas, group: Group, touchpoints: Sequence[Touchpoint]
) -> GridCell:
    """A cell that says how many touchpoints are in it."""
    if not touchpoints:
        return GridCell(row.lane.key, group.key)
    words = scene.language.counted(len(touchpoints), "touchpoint")
    count = note_of(f"{row.lane.key}/sum", words, "sum", group)
    return GridCell(row.lane.key, group.key, (count,))


def _cell(
    scene: Scene,
    row: _LanePersonas,
    group: Group,
    touchpoints: Sequence[Touchpoint],
    lane_words: LaneWords,
) -> GridCell:
    nodes = tuple(_card(scene, row, group, touchpoint, lane_words) for touchpoint in touchpoints)
    if nodes or row.persona is None or not scene.is_whole(group):
        return GridCell(row.lane.key, group.key, nodes)
    reason = scene.view.excluded.get((row.persona.key, group.key))
    key = f"{row.lane.key}/nothing"
    if reason is not None:
        room = track_width(group) - CARD_INSET
        words = scene.language("not applicable")
        node = Node(
            key,
            words,
            wrap_to_width(words, room, 2, bold=True),
            "status",
            group=group.key,
            details=(reason,),
            tone="not applicable",
        )
        return GridCell(row.lane.key, group.key, (node,))
    absent = scene.view.persona_stages.stated_absences.get((row.persona.key, group.key))
    if absent is not None:
        words = scene.language(absent)
        return GridCell(
            row.lane.key, group.key, (note_of(key, words, "status", group, tone="not applicable"),)
        )
    if group.key not in lane_words.required(row.persona.key):
        return GridCell(row.lane.key, group.key, ())
    missing = note_of(key, scene.language("no touchpoint yet"), "gap", group, tone="missing")
    return GridCell(row.lane.key, group.key, (missing,), roles={"gap"})


def _handovers(scene: Scene, cells: Sequence[GridCell]) -> Iterator[Edge]:
    """An arrow from the lane of who hands over to that of who takes over."""
    lanes = {lane: index for index, lane in enumerate(dict.fromkeys(c.lane for c in cells))}
    cards: dict[str, list[tuple[int, str]]] = {}
    for cell in cells:
        for node in cell.nodes:
            if node.element is not None:
                cards.setdefault(node.element.key, []).append((lanes[cell.lane], node.key))
    for step in handovers(scene.view):
        sources, targets = cards.get(step.source.key, ()), cards.get(step.target.key, ())
        if sources and targets:
            # One arrow, as short as may be, is enough where several people take over at once.
            last, first = sources[-1], targets[0]
            if last > first:
                last, first = sources[0], targets[-1]
            words = scene.view.name_of(step.element)
            yield Edge(last[1], first[1], "handover", element=step.element, tooltip=words)


def _card(
    scene: Scene, row: _LanePersonas, group: Group, touchpoint: Touchpoint, lane_words: LaneWords
) -> Node:
    card = card_of(scene, touchpoint, group, channels=True)
    badges = [
        *card.badges,
        *_feelings(scene, row, touchpoint, lane_words),
        *_pains(scene, row, touchpoint, lane_words),
    ]
    marks = card.marks
    if row.persona is not None:
        if scene.several and (company := lane_words.company(touchpoint, row.persona.key)):
            badges.append(Badge("persona", company, "owner"))
        # What is wrong for somebody else is marked in the lane of somebody else.
        own = {row.persona.key}
        marks = tuple(number for number in marks if own & scene.whose.get(number, own))
    for words, numbers in lane_words.notes.get(touchpoint.key, {}).items():
        badges.append(
            Badge("handover", f"{words} ({' · '.join(sorted(numbers, key=by_number))})", "handover")
        )
    return evolve(
        card,
        key=f"{row.lane.key}/{touchpoint.key}",
        badges=badges,
        marks=marks,
        tooltip=lane_words.tooltip(touchpoint, row.persona),
    )


def _pains(
    scene: Scene, row: _LanePersonas, touchpoint: Touchpoint, lane_words: LaneWords
) -> Iterator[Badge]:
    """What hurts the persona of the lane, or whomever: each pain point once."""
    hurt: dict[str, list[str]] = {}
    for experience in lane_words.experiences(touchpoint, row.persona):
        for pain in experience.pains:
            hurt.setdefault(pain.text, []).append(scene.names[experience.persona])
    for text, people in hurt.items():
        whose = f" · {listed_names(people, scene.language)}" if row.persona is None else ""
        yield Badge("pain", text + (whose if scene.several else ""), "pain", "error")


def _feelings(
    scene: Scene, row: _LanePersonas, touchpoint: Touchpoint, lane_words: LaneWords
) -> Iterator[Badge]:
    """What is felt, by the persona of the lane or by name."""
    for experience in lane_words.experiences(touchpoint, row.persona):
        if experience.emotion is not None:
            whose = ""
            if row.persona is None and scene.several:
                whose = f" · {scene.names[experience.persona]}"
            look = f"emotion:{experience.emotion.level:g}"
            yield Badge("emotion", feeling(experience, scene.language) + whose, look, look)
