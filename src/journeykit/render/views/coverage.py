"""The coverage: for every persona and stage, whether there is something for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from journeykit.addresses import WISHES, Element, ElementKind
from journeykit.channels import CHANNELS, Channel
from journeykit.errors import PictureError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona
from journeykit.printable import representation
from journeykit.render.diagram.diagram import Diagram, Group, Key, Node
from journeykit.render.diagram.grid import GridCell, Lane, Share
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import HEADER, HEADER_INSET, LANE_HEADER, NOTE_INSET
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.columns import Scene, headed, scene_of, subtitle_of
from journeykit.render.views.limits import lanes_left_out, most_lanes
from journeykit.render.views.selection import flag

if TYPE_CHECKING:
    from journeykit.coverage import Coverage
    from journeykit.coverage.measure import Cell
    from journeykit.validation.report import Report

__all__ = ["STATES", "States", "coverage_diagram", "states_diagram"]

States: TypeAlias = Mapping[tuple[str, ...], tuple[str, str]]
"""The state of each cell and why, by the keys of persona and stage, and of the channel if asked."""

STATES: tuple[str, ...] = ("covered", "partial", "missing", "not applicable", "optional")
"""The words for a state, from good to not needed."""

_NAMED = 1_000
"""How many of what a measure misses are named at most."""

_WIDTH = 14.0
_TOTAL = ":total"


def coverage_diagram(
    journey: Journey | View,
    *,
    coverage: Coverage | None = None,
    channels: bool = False,
    persona: Persona | str | None = None,
    report: Report | None = None,
    language: Language = ENGLISH,
) -> Diagram:
    """Measure a journey and lay its coverage out as a table.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        coverage: What was measured already; measured here if left out.
        channels: Whether each channel has a row of its own.
        persona: The persona, or its key or name, whose rows alone are shown.
        report: Findings to mark and to list.
        language: What the words that are not the author's are said in.

    Raises:
        UnknownReferenceError: The journey has no such persona.
        PictureError: The coverage is none, or an option is something else than True or False.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> shop = journey("Shop").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
        >>> coverage_diagram(shop).cell("maya", "purchase").nodes[0].text
        'covered'
    """
    from journeykit.coverage import Coverage, coverage_of
    from journeykit.coverage.labels import label_of

    flag("channels", channels)
    view = view_of(journey)
    measured = coverage_of(view) if coverage is None else coverage
    if not isinstance(measured, Coverage):
        problem = f"{representation(measured)} is none"
        raise PictureError("coverage", problem, expected="what coverage_of(journey) returns")
    cells = measured["persona_stage_channel" if channels else "persona_stage"].cells
    shares = [
        Share(
            language(label_of(measure.name)),
            measure.numerator,
            measure.denominator,
            [_named(view, cell, language) for cell in missing[:_NAMED]],
            max(0, len(missing) - _NAMED),
        )
        for measure in measured.measures
        if measure.denominator
        for missing in (measure.of("missing"),)
    ]
    states = {cell.element.keys: (cell.status, _reason(view, cell, language)) for cell in cells}
    return states_diagram(
        view, states, shares=shares, persona=persona, report=report, language=language
    )


def _named(view: View, cell: Cell, language: Language) -> str:
    """What is missing, by name; with why, where that says more than the name of the measure."""
    element = cell.element
    name = _called(view, element, language)
    if element.kind == "experience":
        name = view.touchpoint(element.keys[1]).name
    if element.kind in {"experience", *WISHES} and len(view.journey.personas) > 1:
        name += f" ({view.name_of(Element('persona', element.keys[:1]))})"
    return f"{name} ({language(cell.why)})" if cell.why else name


_PARTS: tuple[ElementKind, ...] = ("persona", "stage", "channel")


def _called(view: View, element: Element, language: Language) -> str:
    """The name of an element; of a channel or a role that comes with the library, translated."""
    if element.kind == "cell":
        parts = map(Element, _PARTS, ((key,) for key in element.keys))
        return " × ".join(_called(view, part, language) for part in parts)
    name = view.name_of(element)
    if element.kind == "role":
        return language(name)
    if element.kind == "channel":
        channel = next((c for c in (*CHANNELS, Channel.UNKNOWN) if c.key == element.key), None)
        return language(channel.name) if channel and name in {channel.name, channel.key} else name
    return name


def _reason(view: View, cell: Cell, language: Language) -> str:
    """Why a cell is as it is; of one that is missing, what there is instead."""
    if cell.why or cell.status != "missing":
        return language(cell.why)
    touchpoints = view.stage(cell.element.keys[1]).touchpoints
    if not touchpoints:
        return language("the stage has no touchpoint")
    count = language.counted(len(touchpoints), "touchpoint")
    return language("{touchpoints}, for others only", touchpoints=count)


def states_diagram(
    journey: Journey | View,
    states: States,
    *,
    shares: Sequence[Share] = (),
    persona: Persona | str | None = None,
    report: Report | None = None,
    language: Language = ENGLISH,
) -> Diagram:
    """Lay states of the cells of a journey out as a table.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        states: The state of each cell and why: one of `STATES` and a sentence, which may be
            empty. Keys of three are cells of persona, stage and channel and get a row each.
        shares: Measures to show as bars below the table.
        persona: The persona, or its key or name, whose rows alone are shown.
        report: Findings to mark and to list.
        language: What the words that are not the author's are said in.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> shop = journey("Shop").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
        >>> diagram = states_diagram(shop, {("maya", "purchase"): ("covered", "Pays")})
        >>> diagram.cell("maya", "purchase").nodes[0].text
        'covered'
    """
    view = view_of(journey)
    scene = scene_of(view, persona=persona, report=report, language=language)
    groups = [_narrowed(group) for group in scene.groups if group.role == "stage"]
    covered = language("Covered")
    total = Group(_TOTAL, covered, (covered,), "total", width=10.5)
    lanes: list[Lane] = []
    cells: list[GridCell] = []
    channels = _channels(states)
    most, shown = most_lanes(len(groups)), 0
    for each in scene.personas:
        rows = ("", *channels.get(each.key, ()))
        if lanes and len(lanes) + len(rows) > most:
            break
        shown += 1
        for channel in rows:
            lane = _lane(scene, each, channel)
            lanes.append(lane)
            row = [
                _cell(scene, (each.key, channel), group, lane, states, parted=bool(channels))
                for group in groups
            ]
            cells.extend(cell for cell in row if cell is not None)
            filled = [cell for cell in row if cell is not None]
            cells.append(_total(lane, total, filled, language))
    used = {state for state, _ in states.values()}
    return Diagram(
        view="coverage",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey, language),
        shares=shares,
        description=language(
            "Coverage of {personas} in {stages}: {states}.",
            personas=language.counted(shown, "persona"),
            stages=language.counted(len(groups), "stage"),
            states=_summary(cells, language),
        ),
        groups=[*headed(scene, groups, cells), total],
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        notes=lanes_left_out("persona", shown, len(scene.personas), language),
        legend=[Key(language(state), state, state) for state in STATES if state in used],
        language=language,
    )


def _channels(states: States) -> dict[str, dict[str, None]]:
    """The channels that have a row of their own, in order, for each persona."""
    channels: dict[str, dict[str, None]] = {}
    for persona, _, *channel in states:
        for key in channel:
            channels.setdefault(persona, {})[key] = None
    return channels


def _narrowed(group: Group) -> Group:
    lines = wrap_to_width(group.text, (_WIDTH - HEADER_INSET) / HEADER, 4, bold=True)
    return evolve(group, width=_WIDTH, tracks=1, lines=lines)


def _lane(scene: Scene, persona: Persona, channel: str) -> Lane:
    pen = scene.pens[persona.key]
    if channel:
        name = _called(scene.view, Element("channel", (channel,)), scene.language)
        return Lane(
            f"{persona.key}/{channel}",
            f"{persona.name} · {name}",
            wrap_to_width(name, LANE_HEADER - 1, 3, bold=True),
            "status",
            details=(persona.name,),
        )
    return Lane(
        persona.key,
        persona.name,
        wrap_to_width(persona.name, LANE_HEADER - 1, 4, bold=True),
        "status",
        details=filter(None, (persona.description,)),
        pen=pen,
        element=persona.element,
        marks=scene.marks_of(persona.element),
    )


def _cell(
    scene: Scene,
    factors: tuple[str, str],
    group: Group,
    lane: Lane,
    states: States,
    *,
    parted: bool,
) -> GridCell | None:
    """One cell; where channels have rows of their own, findings about them stand there."""
    persona, channel = factors
    key = (persona, group.key, *((channel,) if channel else ()))
    if key not in states:
        return None
    state, why = states[key]
    element = Element("cell", key)
    node = Node(
        f"{lane.key}/state",
        (text := scene.language(state)),
        wrap_to_width(text, group.width - NOTE_INSET, 2, bold=True),
        "status",
        roles={state},
        group=group.key,
        details=(why,) if why else (),
        tone=state,
        element=element,
    )
    marks = scene.marks_of(element) if parted else scene.marks_in(persona, group.key)
    return GridCell(lane.key, group.key, (node,), element=element, marks=marks)


def _total(lane: Lane, group: Group, row: Sequence[GridCell], language: Language) -> GridCell:
    """How many of the cells that count are covered, with a reservation or without."""
    states = [cell.nodes[0].tone for cell in row]
    counting = [state for state in states if state not in {"not applicable", "optional"}]
    share = Share("covered", len(counting) - counting.count("missing"), len(counting))
    percentage = share.percentage if share.total else language("n/a")
    node = Node(
        f"{lane.key}/share",
        percentage,
        (percentage,),
        "share",
        group=group.key,
        details=(language("{part} of {total}", part=share.covered, total=share.total),),
    )
    return GridCell(lane.key, group.key, (node,))


def _summary(cells: Sequence[GridCell], language: Language) -> str:
    states = [cell.nodes[0].tone for cell in cells if cell.nodes[0].role == "status"]
    counts = [f"{states.count(state)} {language(state)}" for state in STATES if state in states]
    return language(", ").join(counts) or language("no cell yet")
