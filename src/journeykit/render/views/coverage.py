"""The coverage: for every persona and stage, whether there is something for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona
from journeykit.render.diagram.diagram import Diagram, Group, Key, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.layout.proportions import HEADER, HEADER_INSET, LANE_HEADER, NOTE_INSET
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.columns import Scene, counted, headed, scene_of, subtitle_of

if TYPE_CHECKING:
    from journeykit.coverage import Coverage
    from journeykit.validation.report import Report

__all__ = ["STATES", "Share", "States", "coverage_diagram", "states_diagram"]

States: TypeAlias = Mapping[tuple[str, ...], tuple[str, str]]
"""The state of each cell and why, by the keys of persona and stage, and of the channel if asked."""

STATES: tuple[str, ...] = ("covered", "partial", "missing", "not applicable", "optional")
"""The words for a state, from good to not needed."""

_SHARES: Final = (
    ("persona_stage", "persona × stage"),
    ("touchpoint", "touchpoints"),
    ("transition", "transitions"),
    ("goal", "goals"),
    ("pain", "pains"),
)

_WIDTH = 12.5
_TOTAL = ":total"


@frozen
class Share:
    """How much of something is covered.

    Args:
        name: What is measured.
        covered: How many are covered.
        total: How many there are.

    Example:
        >>> str(Share("goals", 1, 3))
        'goals 1 of 3 (33 %)'
    """

    name: str
    covered: int
    total: int

    def __str__(self) -> str:
        """Show both numbers, and the percentage rounded down, so that 100 % means all."""
        if not self.total:
            return f"{self.name}: nothing to cover"
        return f"{self.name} {self.covered} of {self.total} ({self.percent})"

    @property
    def percent(self) -> str:
        """The share in words; a dash if there is nothing to cover."""
        return f"{100 * self.covered // self.total} %" if self.total else "–"


def coverage_diagram(
    journey: Journey | View,
    *,
    coverage: Coverage | None = None,
    channels: bool = False,
    persona: Persona | str | None = None,
    report: Report | None = None,
) -> Diagram:
    """Measure a journey and lay its coverage out as a table.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        coverage: What was measured already; measured here if left out.
        channels: Whether each channel has a row of its own.
        persona: The persona, or its key or name, whose rows alone are shown.
        report: Findings to mark and to list.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> shop = journey("Shop").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
        >>> coverage_diagram(shop).cell("maya", "purchase").nodes[0].text
        'covered'
    """
    from journeykit.coverage import coverage_of

    view = view_of(journey)
    text_width = coverage_of(view) if coverage is None else coverage
    cells = text_width["persona_stage_channel" if channels else "persona_stage"].cells
    shares = [
        Share(name, measure.numerator, measure.denominator)
        for key, name in _SHARES
        if (measure := text_width[key]).denominator
    ]
    states = {cell.element.keys: (cell.status, cell.why) for cell in cells}
    return states_diagram(view, states, shares=shares, persona=persona, report=report)


def states_diagram(
    journey: Journey | View,
    states: States,
    *,
    shares: Sequence[Share] = (),
    persona: Persona | str | None = None,
    report: Report | None = None,
) -> Diagram:
    """Lay states of the cells of a journey out as a table.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        states: The state of each cell and why: one of `STATES` and a sentence, which may be
            empty. Keys of three are cells of persona, stage and channel and get a row each.
        shares: Measures to tell below the title.
        persona: The persona, or its key or name, whose rows alone are shown.
        report: Findings to mark and to list.

    Returns:
        The diagram.

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
    scene = scene_of(view, persona=persona, report=report)
    groups = [_narrowed(group) for group in scene.groups if group.role == "stage"]
    total = Group(_TOTAL, "Covered", ("Covered",), "total", width=10.5)
    lanes: list[Lane] = []
    cells: list[Cell] = []
    for each in scene.personas:
        for channel in ("", *_channels(states, each.key)):
            lane = _lane(scene, each, channel)
            lanes.append(lane)
            row = [_cell(scene, (each.key, channel), group, lane, states) for group in groups]
            cells.extend(cell for cell in row if cell is not None)
            cells.append(_total(lane, total, [cell for cell in row if cell is not None]))
    used = {state for state, _ in states.values()}
    return Diagram(
        view="coverage",
        title=view.journey.name,
        subtitle="\n".join(filter(None, (subtitle_of(view.journey), " · ".join(map(str, shares))))),
        description=(
            f"Coverage of {counted(len(scene.personas), 'persona')} in "
            f"{counted(len(groups), 'stage')}: {_summary(cells)}."
        ),
        groups=[*headed(scene, groups, cells), total],
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        legend=[Key(state, state, state) for state in STATES if state in used],
    )


def _channels(states: States, persona: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k[2] for k in states if len(k) > 2 and k[0] == persona))  # noqa: PLR2004


def _narrowed(group: Group) -> Group:
    lines = wrap_to_width(group.text, (_WIDTH - HEADER_INSET) / HEADER, 4, bold=True)
    return evolve(group, width=_WIDTH, tracks=1, lines=lines)


def _lane(scene: Scene, persona: Persona, channel: str) -> Lane:
    pen = scene.pens[persona.key]
    if channel:
        name = scene.view.name_of(Element("channel", (channel,)))
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
    scene: Scene, who: tuple[str, str], group: Group, lane: Lane, states: States
) -> Cell | None:
    persona, channel = who
    key = (persona, group.key, *((channel,) if channel else ()))
    if key not in states:
        return None
    state, why = states[key]
    element = Element("cell", key)
    node = Node(
        f"{lane.key}/state",
        state,
        wrap_to_width(state, group.width - NOTE_INSET, 2, bold=True),
        "status",
        roles={state},
        group=group.key,
        details=(why,) if why else (),
        tone=state,
        element=element,
    )
    rows = any(len(each) > len(key) for each in states)
    marks = scene.marks_of(element) if channel or rows else scene.marks_in(persona, group.key)
    return Cell(lane.key, group.key, (node,), element=element, marks=marks)


def _total(lane: Lane, group: Group, row: Sequence[Cell]) -> Cell:
    """How many of the cells that count are covered, with a reservation or without."""
    states = [cell.nodes[0].text for cell in row]
    counting = [state for state in states if state not in {"not applicable", "optional"}]
    share = Share("covered", len(counting) - counting.count("missing"), len(counting))
    node = Node(
        f"{lane.key}/share",
        share.percent,
        (share.percent,),
        "share",
        group=group.key,
        details=(f"{share.covered} of {share.total}",),
    )
    return Cell(lane.key, group.key, (node,))


def _summary(cells: Sequence[Cell]) -> str:
    states = [cell.nodes[0].text for cell in cells if cell.nodes[0].role == "status"]
    told = [f"{states.count(state)} {state}" for state in STATES if state in states]
    return ", ".join(told) or "no cell yet"
