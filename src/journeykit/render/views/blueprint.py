"""The blueprint: what stands behind each touchpoint, on both sides of the line of visibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.diagram.grid import GridCell, Lane, between_filled
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import GAP, HEADER, HEADER_INSET, LANE_HEADER
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import feeling, taking, waiting
from journeykit.render.views.column_cards import acted, card_of, note_of, owned, owner_words
from journeykit.render.views.columns import (
    Scene,
    headed,
    marked_cell,
    needed_track,
    scene_of,
    subtitle_of,
)
from journeykit.render.views.selection import flag, part_of, some_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["DEFAULT_ROWS", "ROWS", "blueprint_diagram"]

_TRACK = 13.0
"""How wide the column of one touchpoint is, in ems."""

DEFAULT_ROWS: tuple[str, ...] = ("evidence", "customer", "frontstage", "backstage", "support")
"""The rows of a blueprint that nobody chose; those with nothing in them are left out."""


def blueprint_diagram(
    journey: Journey | View,
    *,
    rows: Sequence[str] = DEFAULT_ROWS,
    persona: Persona | str | None = None,
    report: Report | None = None,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    show_empty: bool = False,
    language: Language = ENGLISH,
) -> Diagram:
    """Lay a journey out as a service blueprint.

    The rows and the three lines between them follow G. L. Shostack, "Designing Services That
    Deliver", Harvard Business Review, 1984, and M. J. Bitner, A. L. Ostrom, F. N. Morgan, "Service
    Blueprinting", California Management Review, 2008. What customers do stands above the line of
    interaction; what the company starts or sends by itself, and what staff do in sight, below it.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        rows: Which rows there are: words of `ROWS`. Their order is that of a blueprint.
        persona: The persona, or its key or name, whose touchpoints alone are shown.
        report: Findings to mark and to list.
        stage: The only stage to show, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        show_empty: Whether rows, and places in rows, with nothing in them are shown as gaps.
        language: What the words that are not the author's are said in.

    Returns:
        The diagram. Rows that are empty all along are left out, which a note says.

    Raises:
        UnknownReferenceError: There is no such row, or the journey has no such persona, stage or
            touchpoint.
        PictureError: An option is no such thing at all.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> calls = touchpoint("Calls", systems=["CRM"])
        >>> diagram = blueprint_diagram(journey("Help").stage("Support", calls))
        >>> [lane.text for lane in diagram.lanes if lane.role != "line"]
        ['Customer actions', 'Support processes']
        >>> diagram.notes
        ('Nothing is said yet about physical evidence, frontstage and backstage.',)
    """
    rows = some_of(ROWS, rows, "row", "the blueprint")
    flag("show_empty", show_empty)
    view = view_of(journey).whole
    part = part_of(view, stage=stage, around=around, steps=steps)
    scene = scene_of(view, persona=persona, report=report, part=part, language=language)
    blueprint = _Blueprint(scene, show_empty=show_empty)
    cells = [cell for row in ROWS if row in rows for cell in blueprint.cells(row)]
    filled = {cell.lane for cell in cells}
    wanted = [
        _lane(key, row, language, bars=blueprint.has_systems)
        for key, row in _LANES
        if key in rows or row.fill is None
    ]
    lanes = wanted if show_empty else between_filled(wanted, filled)
    count = sum(len(touchpoints) for _, touchpoints in blueprint.columns)
    empty = [row for row in ROWS if row in rows and row not in filled]
    return Diagram(
        view="blueprint",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey, language),
        description=language(
            "Service blueprint of {touchpoints} in {stages}: {rows}.",
            touchpoints=language.counted(count, "touchpoint"),
            stages=language.counted(len(scene.stages), "stage"),
            rows=_named([lane.key for lane in lanes if lane.role != "line"], language),
        ),
        groups=headed(scene, (group for group, _ in blueprint.columns), cells),
        edges=tuple(blueprint.edges(cells)),
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        notes=scene.notes or _unsaid(empty if not show_empty else (), language),
        language=language,
    )


def _unsaid(rows: Sequence[str], language: Language) -> tuple[str, ...]:
    """The note on the rows that are left out."""
    if not rows:
        return ()
    return (language("Nothing is said yet about {rows}.", rows=_named(rows, language)),)


def _named(rows: Sequence[str], language: Language) -> str:
    """Some rows in a sentence."""
    # German has capitals in a sentence, too: a catalogue says how a row is called there.
    return language.listed([language(ROWS[row].title.lower()) for row in rows])


def _lane(key: str, row: _BlueprintLane, language: Language, *, bars: bool) -> Lane:
    title = language(row.title)
    lines = wrap_to_width(title, LANE_HEADER - 1, 4, bold=True)
    role = row.role if bars or row.role != "bars" else "notes"  # where there are gaps alone
    return Lane(key, title, (title,) if row.fill is None else lines, role)


def _widened(group: Group, inside: Sequence[Touchpoint]) -> Group:
    tracks = max(1, len(inside))
    track = needed_track(inside, _TRACK, group.text if tracks == 1 else "")
    width = tracks * track + (tracks - 1) * GAP
    lines = wrap_to_width(group.text, (width - HEADER_INSET) / HEADER, 3, bold=True, name=True)
    return evolve(group, tracks=tracks, width=width, lines=lines)


def is_onstage(touchpoint: Touchpoint) -> bool:
    """Return whether a touchpoint is the company's doing, and no action of the customer.

    Returns:
        True for what somebody else than the customer starts, and for automatic messages.
    """
    return touchpoint.initiator != "customer" or touchpoint.automated


class _Blueprint:
    """The rows of a blueprint, while they are filled."""

    def __init__(self, scene: Scene, *, show_empty: bool) -> None:
        self.scene, self.language = scene, scene.language
        self.show_empty = show_empty
        self.shown = {persona.key for persona in scene.personas}
        self.columns = [(_widened(group, inside), inside) for group, inside in scene.columns]
        self.has_systems = any(t.systems for _, inside in self.columns for t in inside)
        self.system_owners = {s.key: owner_words(s.owner) for s in scene.journey.systems if s.owner}

    def cells(self, key: str) -> Iterator[GridCell]:
        """The cells of a row that hold something."""
        row = ROWS[key]
        for group, touchpoints in self.columns:
            nodes = list(self._nodes(key, row, group, touchpoints))
            if not touchpoints and key == "customer" and self.scene.is_whole(group):
                gap = f"gap/{group.key}"
                missing = note_of(
                    gap, self.language("no touchpoint yet"), "gap", group, tone="missing"
                )
                yield self._marked(GridCell(key, group.key, (missing,), roles={"gap"}))
            elif nodes:
                cell = GridCell(key, group.key, nodes)
                yield self._marked(cell) if key == "customer" else cell

    def _marked(self, cell: GridCell) -> GridCell:
        own = self.scene.alone
        return marked_cell(cell, self.scene.marks_in(own.key, cell.group) if own else ())

    def _nodes(
        self, key: str, row: _BlueprintLane, group: Group, touchpoints: Sequence[Touchpoint]
    ) -> Iterator[Node]:
        if row.role == "bars" and self.has_systems:
            yield from self._bars(group, touchpoints)
            return
        for track, touchpoint in enumerate(touchpoints):
            nodes = row.fill(self, touchpoint, group) if row.fill else iter(())
            notes = [evolve(node, track=track) for node in nodes]
            if not notes and self.show_empty:
                gap = note_of(
                    f"gap/{key}/{touchpoint.key}", self.language("nothing said yet"), "gap", group
                )
                notes = [evolve(gap, track=track)]
            yield from notes

    def _bars(self, group: Group, touchpoints: Sequence[Touchpoint]) -> Iterator[Node]:
        """Each system once a stage, with the touchpoints it serves there."""
        names: dict[str, str] = {}
        where: dict[str, list[str]] = {}
        for touchpoint in touchpoints:
            for system in touchpoint.systems:
                where.setdefault(system.key, []).append(self.scene.numbers[touchpoint.key])
                names.setdefault(system.key, system.name)
                if system.owner:
                    self.system_owners.setdefault(system.key, owner_words(system.owner))
        for key, numbers in where.items():
            owner = self.system_owners.get(key)
            yield note_of(
                f"system/{key}",
                names[key],
                "system",
                group,
                details=owned(owner or "", self.language),
                refers=numbers,
                element=(element := Element("system", (key,))),
                marks=self.scene.marks_of(element),
            )

    # ------------------------------------------------------------------ what stands in a row

    def actions_of(self, touchpoint: Touchpoint) -> list[str]:
        """What customers do at a touchpoint, by name if there are several."""
        scene = self.scene
        return [
            f"{scene.names[experience.persona]}: {action}" if scene.several else action
            for experience in touchpoint.experiences
            if experience.persona in self.shown
            for action in experience.actions
        ]

    def card(self, touchpoint: Touchpoint, group: Group, details: Sequence[str] = ()) -> Node:
        """A touchpoint with its owner, who is a line on it and no card of their own."""
        lines = (*details, *owned(owner_words(touchpoint.owner), self.language))
        return evolve(card_of(self.scene, touchpoint, group, channels=True), details=lines)

    def customer(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        actions = self.actions_of(touchpoint)
        if not is_onstage(touchpoint):
            yield self.card(touchpoint, group, actions)
        else:
            yield from self.texts("action", touchpoint, group, actions)

    def frontstage(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        if is_onstage(touchpoint):
            yield self.card(touchpoint, group)
        yield from self.texts("frontstage", touchpoint, group, touchpoint.frontstage)

    def texts(
        self, role: str, touchpoint: Touchpoint, group: Group, texts: Sequence[str]
    ) -> Iterator[Node]:
        """Texts as notes, in their order."""
        for index, text in enumerate(texts):
            key = f"{role}/{touchpoint.key}/{index}"
            yield note_of(key, text, role, group, element=touchpoint.element)

    def backstage(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        """What is done, with who does it as a line below."""
        for index, step in enumerate(touchpoint.backstage):
            yield note_of(
                f"backstage/{touchpoint.key}/{index}",
                step.name,
                "backstage",
                group,
                details=acted(step, self.language),
                element=touchpoint.element,
            )

    def times(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        wait = waiting(touchpoint.wait, self.language) if touchpoint.wait else ""
        takes = taking(touchpoint.duration, self.language)
        yield from self.texts("time", touchpoint, group, [*filter(None, (wait, takes))])

    def feelings(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        scene = self.scene
        for experience in touchpoint.experiences:
            emotion = experience.emotion
            if emotion is not None and experience.persona in self.shown:
                key = f"feeling/{touchpoint.key}/{experience.persona}"
                whose = (scene.names[experience.persona],) if scene.several else ()
                pen = scene.pens[experience.persona] if scene.several else None
                tone = f"emotion:{emotion.level:g}"
                words = feeling(experience, self.language)
                yield note_of(key, words, "feeling", group, details=whose, pen=pen, tone=tone)

    def pains(self, touchpoint: Touchpoint, group: Group) -> Iterator[Node]:
        hurts = dict.fromkeys(
            pain.text
            for experience in touchpoint.experiences
            if experience.persona in self.shown
            for pain in experience.pains
        )
        if touchpoint.fail_point:
            key = f"fail/{touchpoint.key}"
            yield note_of(key, self.language("fail point"), "fail point", group, tone="error")
        for index, text in enumerate(hurts):
            key = f"pain/{touchpoint.key}/{index}"
            yield note_of(key, text, "pain", group, tone="emotion:-1")

    # ------------------------------------------------------------------ who triggers what

    def edges(self, cells: Sequence[GridCell]) -> Iterator[Edge]:
        """Arrows down from what customers do, and up from what the company starts."""
        nodes: dict[tuple[str, str, int], list[str]] = {}
        for cell in cells:
            for node in cell.nodes:
                if node.track is not None and node.role != "gap":
                    nodes.setdefault((cell.lane, cell.group, node.track), []).append(node.key)
        for group, touchpoints in self.columns:
            for track, touchpoint in enumerate(touchpoints):
                rows = [
                    keys
                    for row in ("customer", "frontstage", "backstage")
                    if (keys := nodes.get((row, group.key, track)))
                ]
                up = is_onstage(touchpoint)
                for above, below in pairwise(rows):
                    ends = (below[-1], above[-1]) if up else (above[-1], below[0])
                    around = up and len(below) > 1
                    yield Edge(*ends, "triggers", roles={"around"} if around else ())
                for row in rows:
                    yield from (Edge(one, other, "then") for one, other in pairwise(row))


_Fill = Callable[[_Blueprint, Touchpoint, Group], Iterator[Node]]


@frozen
class _BlueprintLane:
    """What a row is called, how it is drawn and what fills it; a line has nothing in it."""

    title: str
    role: str
    fill: _Fill | None = None


ROWS: Mapping[str, _BlueprintLane] = MappingProxyType(
    {
        "evidence": _BlueprintLane(
            "Physical evidence",
            "notes",
            lambda blueprint, touchpoint, group: blueprint.texts(
                "proof", touchpoint, group, touchpoint.physical_evidence
            ),
        ),
        "time": _BlueprintLane("Time", "notes", _Blueprint.times),
        "feelings": _BlueprintLane("Feelings", "notes", _Blueprint.feelings),
        "pains": _BlueprintLane("Pain points", "notes", _Blueprint.pains),
        "customer": _BlueprintLane("Customer actions", "cards", _Blueprint.customer),
        "frontstage": _BlueprintLane("Frontstage", "steps", _Blueprint.frontstage),
        "backstage": _BlueprintLane(
            "Backstage",
            "steps",
            _Blueprint.backstage,
        ),
        "support": _BlueprintLane(
            "Support processes", "bars", lambda _blueprint, _touchpoint, _group: iter(())
        ),
    }
)
"""Every row a blueprint can have, by the word that chooses it."""

_LINES: Mapping[str, tuple[str, _BlueprintLane]] = MappingProxyType(
    {
        "frontstage": ("interaction", _BlueprintLane("Line of interaction", "line")),
        "backstage": ("visibility", _BlueprintLane("Line of visibility", "line")),
        "support": ("internal", _BlueprintLane("Line of internal interaction", "line")),
    }
)
"""The line above each row that has one."""

_LANES: tuple[tuple[str, _BlueprintLane], ...] = tuple(
    lane
    for key, row in ROWS.items()
    for lane in ((*((_LINES[key],) if key in _LINES else ()), (key, row)))
)
"""Rows and lines, from top to bottom."""
