"""What all grid views share: stages as columns, and findings as marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from journeykit.addresses import Element
from journeykit.graph.view import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Group, Mark
from journeykit.render.diagram.grid import GridCell
from journeykit.render.diagram.image import Image
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import (
    CARD_INSET,
    GAP,
    HEADER,
    HEADER_INSET,
    TRACK,
)
from journeykit.render.layout.text_metrics import widest_word, wrap_to_width
from journeykit.render.views.cards import taking
from journeykit.render.views.findings import Numbers, number_findings
from journeykit.render.views.numbering import step_numbers
from journeykit.render.views.selection import Part, not_shown, one_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

ANY_TIME = ":any-time"
WHOLE = ":whole"
"""Keys of the columns that are no stages; no stage can have a colon in its key."""


@frozen
class Scene:
    """A journey, seen by one persona or by all, with everything numbered.

    Args:
        view: The journey with its answers.
        personas: Those who are shown.
        pens: The position of each persona in the journey, by key.
        names: The name of each persona of the journey, by key.
        numbers: The number of each touchpoint, by key.
        marks: The findings, numbered.
        marked: The numbers of the findings about each element.
        whose: The keys of the personas that a finding is about, by number; not there if about none.
        columns: What stands in each column: its group and its touchpoints.
        part: What is shown of the journey, if not all of it.
        language: What the words that are not the author's are said in.
        images: The author's own pictures of touchpoints and personas.
    """

    view: View
    personas: tuple[Persona, ...]
    pens: Mapping[str, int]
    names: Mapping[str, str]
    numbers: Mapping[str, str]
    marks: tuple[Mark, ...]
    marked: Mapping[Element, tuple[int, ...]]
    whose: Mapping[int, frozenset[str]]
    columns: tuple[tuple[Group, tuple[Touchpoint, ...]], ...]
    part: Part | None = None
    language: Language = ENGLISH
    images: Mapping[Element, Image] = field(factory=dict)

    @property
    def journey(self) -> Journey:
        """The journey."""
        return self.view.journey

    @property
    def groups(self) -> tuple[Group, ...]:
        """The columns without what stands in them."""
        return tuple(group for group, _ in self.columns)

    @property
    def several(self) -> bool:
        """Whether it has to be said whose a thought is."""
        return len(self.personas) > 1

    def marks_of(self, *elements: Element) -> tuple[int, ...]:
        """The numbers of the findings about some elements."""
        numbers = {number for element in elements for number in self.marked.get(element, ())}
        return tuple(sorted(numbers))

    def marks_in(self, persona: str, stage: str) -> tuple[int, ...]:
        """The numbers of the findings about what a persona meets in a stage, on any channel."""
        return self.marks_of(*self._marked_cells.get((persona, stage), ()))

    @cached_property
    def _marked_cells(self) -> Mapping[tuple[str, ...], list[Element]]:
        """What findings are about, by persona and stage."""
        cells: dict[tuple[str, ...], list[Element]] = {}
        for element in self.marked:
            if element.kind == "cell":
                cells.setdefault(element.keys[:2], []).append(element)
        return cells

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that are shown."""
        part, stages = self.part, self.journey.stages
        return stages if part is None else tuple(s for s in stages if s.key in part.stages)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is left out, in words."""
        part = self.part
        if part is None:
            return ()
        hidden = len(self.view.touchpoints) - len(part.touchpoints)
        return not_shown(hidden, self.language)

    def is_whole(self, group: Group) -> bool:
        """Whether a column is a stage that is shown whole, so that what is not there is missing."""
        if group.role != "stage":
            return False
        inside = self.view.stage(group.key).touchpoints
        return self.part is None or all(t.key in self.part.touchpoints for t in inside)

    @property
    def alone(self) -> Persona | None:
        """The one who is shown, so that all there is in a stage is theirs; None if several are."""
        return self.personas[0] if len(self.personas) == 1 else None


def marked_cell(cell: GridCell, marks: Sequence[int]) -> GridCell:
    """Return a cell with the numbers of the findings about it.

    Returns:
        The cell; a gap has them where it says that nothing is there.
    """
    if not marks:
        return cell
    if "gap" in cell.roles and cell.nodes:
        first, *rest = cell.nodes
        return evolve(cell, nodes=(evolve(first, marks=marks), *rest))
    return evolve(cell, marks=marks)


def headed(scene: Scene, groups: Iterable[Group], cells: Sequence[GridCell]) -> tuple[Group, ...]:
    """Return the columns, with the findings about cells that have no place of their own below.

    Args:
        cells: All cells of the view.

    Returns:
        The columns, marked.
    """
    marked_below: dict[str, set[int]] = {}
    for cell in cells:
        here = marked_below.setdefault(cell.group, set())
        here.update(cell.marks, *(node.marks for node in cell.nodes))
    above: dict[str, set[int]] = {}
    for element, numbers in scene.marked.items():
        if element.kind == "cell":
            stage = element.keys[1]
            above.setdefault(stage, set()).update(set(numbers) - marked_below.get(stage, set()))
    return tuple(
        evolve(group, marks=sorted({*group.marks, *above[group.key]}))
        if above.get(group.key)
        else group
        for group in groups
    )


def scene_of(
    view: View,
    *,
    persona: Persona | str | None,
    report: Report | None,
    part: Part | None = None,
    pitch: float = 0,
    whole: bool = False,
    language: Language = ENGLISH,
) -> Scene:
    """Look at a journey for a grid.

    Args:
        view: The journey with its answers.
        persona: The persona whose journey it is, or its key or name; everybody's if left out.
        report: Findings to mark.
        part: What is shown of the journey; all of it if left out.
        pitch: How much width each touchpoint needs, in ems, if they stand side by side.
        whole: Whether a column for what concerns the whole journey is needed; a part has none.
        language: What the words that are not the author's are said in.

    Returns:
        The scene.

    Raises:
        UnknownReferenceError: The journey has no such persona.
    """
    journey = view.journey
    personas = journey.personas
    if persona is not None:
        personas = (one_of(journey.personas, persona, "persona", journey),)
    shown = {each.key for each in personas}
    marks, marked_elements = (
        number_findings(report) if part is None else number_findings(report, part.shows)
    )
    marked = _marked(marked_elements)
    numbers = step_numbers(view)
    columns = []
    brackets = _parallel(view, part)
    for stage in journey.stages:
        if part is not None and stage.key not in part.stages:
            continue
        inside = _shown_touchpoints(stage.touchpoints, shown, part, picked=persona is not None)
        inside_numbers = [numbers[touchpoint.key] for touchpoint in inside]
        columns.append(
            (
                _stage_group(
                    stage,
                    inside,
                    inside_numbers,
                    pitch=pitch,
                    brackets=brackets,
                    marked=marked,
                    language=language,
                ),
                inside,
            )
        )
    any_time = _shown_touchpoints(journey.any_time, shown, part, picked=persona is not None)
    if any_time:
        inside_numbers = [numbers[touchpoint.key] for touchpoint in any_time]
        group = _any_time_group(any_time, inside_numbers, shown, pitch, language)
        columns.append((group, any_time))
    if whole and part is None:
        columns.append((whole_group(1, language), ()))
    return Scene(
        view,
        personas,
        {each.key: index for index, each in enumerate(journey.personas)},
        {each.key: each.name for each in journey.personas},
        numbers,
        marks,
        marked,
        _whose(marked_elements),
        tuple(columns),
        part,
        language,
    )


def _shown_touchpoints(
    touchpoints: Iterable[Touchpoint], shown: set[str], part: Part | None, *, picked: bool
) -> tuple[Touchpoint, ...]:
    """The touchpoints that are shown, and that somebody who is shown comes to."""
    kept = (t for t in touchpoints if part is None or t.key in part.touchpoints)
    return tuple(t for t in kept if not picked or any(map(t.is_for, shown)))


def _parallel(view: View, part: Part | None) -> dict[str, str]:
    """For each stage that runs in parallel with its neighbours, the first of them."""
    stages = [s for s in view.journey.stages if part is None or s.key in part.stages]
    if all(stage.after is None for stage in stages):
        return {}
    earlier = view.earlier_stages
    brackets: dict[str, str] = {}
    together: list[Stage] = []
    for stage in stages:
        if any(
            other.key in earlier[stage.key] or stage.key in earlier[other.key] for other in together
        ):
            together = []
        together.append(stage)
        if len(together) > 1:
            brackets |= {each.key: together[0].key for each in together}
    return brackets


def _stage_group(
    stage: Stage,
    inside: Sequence[Touchpoint],
    numbers: Sequence[str],
    *,
    pitch: float,
    brackets: Mapping[str, str],
    marked: Mapping[Element, tuple[int, ...]],
    language: Language,
) -> Group:
    together = brackets.get(stage.key, "")
    takes = taking(stage.duration, language)
    about = tuple(filter(None, (stage.description, takes)))
    roles = {"optional"} if stage.optional else set()
    width, tracks = _widths(inside, len(numbers) * pitch, stage.name)
    return Group(
        stage.key,
        stage.name,
        wrap_to_width(stage.name, (width - HEADER_INSET) / HEADER, 3, bold=True, name=True),
        roles=roles | ({"parallel"} if together else set()),
        details=about,
        duration=takes,
        together=together,
        width=width,
        tracks=tracks,
        numbers=numbers,
        tooltip="\n".join((stage.name, *about)),
        element=stage.element,
        marks=marked.get(stage.element, ()),
    )


def _any_time_group(
    inside: Sequence[Touchpoint],
    numbers: Sequence[str],
    shown: AbstractSet[str],
    pitch: float,
    language: Language,
) -> Group:
    """The column of what can come at any time, as wide as its cards and its feelings need."""
    felt = sum(
        any(e.emotion is not None and e.persona in shown for e in t.experiences) for t in inside
    )
    stacks = ceil(len(inside) / IN_A_TRACK) if pitch else 1
    wanted = max(stacks * (TRACK + GAP) - GAP, felt * pitch)
    text = language("At any time")
    width, tracks = _widths(inside, wanted, text)
    return _extra_group(ANY_TIME, text, width, tracks, numbers)


def whole_group(notes: int, language: Language = ENGLISH) -> Group:
    """Return the column of what concerns the whole journey.

    Args:
        notes: How many notes stand in its fullest row.
        language: What it is called in.

    Returns:
        The column, as wide as they need.
    """
    tracks = max(1, ceil(notes / IN_A_TRACK))
    return _extra_group(WHOLE, language("Whole journey"), tracks * (TRACK + GAP) - GAP, tracks)


def _extra_group(
    key: str, text: str, width: float, tracks: int, numbers: Sequence[str] = ()
) -> Group:
    role = key.removeprefix(":").replace("-", " ")
    return Group(key, text, (text,), role, width=width, tracks=tracks, numbers=numbers)


IN_A_TRACK = 5
"""How many cards stand below each other before a column gets a further track."""


def needed_track(touchpoints: Iterable[Touchpoint], usual: float, heading: str = "") -> float:
    """Return how wide a column has to be so that no word in it is broken.

    Args:
        touchpoints: What stands in the column.
        usual: How wide it is otherwise.
        heading: What stands above it.

    Returns:
        The width in ems; within reason.
    """
    widest = max((widest_word(t.name, bold=True) for t in touchpoints), default=0.0)
    above = widest_word(heading, bold=True) * HEADER + HEADER_INSET
    return max(usual, min(_WIDEST, max(widest + CARD_INSET, above)))


_WIDEST = 26.0
"""A word that is wider than a column of this width is broken."""


def _widths(touchpoints: Sequence[Touchpoint], wanted: float, heading: str) -> tuple[float, int]:
    """The width of a column, and how many cards stand in it side by side."""
    track = needed_track(touchpoints, TRACK)
    width = max(wanted, needed_track((), track, heading))
    tracks = max(1, min(round(width / (TRACK + 1.5)), int((width + GAP) / (track + GAP))))
    return width, tracks


def _marked(numbers: Numbers) -> Mapping[Element, tuple[int, ...]]:
    """The numbers of the findings at every element that a grid shows."""
    marked: dict[Element, tuple[int, ...]] = {}
    for element, own in numbers.items():
        shown = _shown_at(element)
        marked[shown] = tuple(sorted({*marked.get(shown, ()), *own}))
    return marked


def _whose(numbers: Numbers) -> Mapping[int, frozenset[str]]:
    """Whom each finding is about, where it names personas or their cells."""
    whose: dict[int, frozenset[str]] = {}
    for element, own in numbers.items():
        if element.kind in {"persona", "cell"}:
            for number in own:
                whose[number] = whose.get(number, frozenset()) | {element.key}
    return whose


def _shown_at(element: Element) -> Element:
    """Where a finding stands in a picture without ways: at what they leave."""
    if element.kind == "transition":
        return Element("touchpoint", element.keys[:1])
    return element


def subtitle_of(journey: Journey, language: Language = ENGLISH) -> str:
    """Return what stands below the title: the state of the map and what it is about.

    Args:
        language: What the state is said in.

    Returns:
        The words; empty if nothing is known.
    """
    state = language(journey.state) if journey.state else ""
    return " · ".join(filter(None, (state, journey.description, journey.scenario)))
