"""The flow: how a customer moves, where they get stuck, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from journeykit.addresses import Element
from journeykit.errors import UnknownReferenceError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.render.diagram.diagram import Diagram, Direction, Group, Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import BRIEF_WIDTH, CARD_WIDTH, WRAPPED
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import card
from journeykit.render.views.collapsed_flow import collapsed_flow
from journeykit.render.views.findings import Numbers, number_findings
from journeykit.render.views.flow_cards import WHOLE, full_card, notes_by_group
from journeykit.render.views.flow_scene import (
    FlowScene,
    description,
    ideas_by_element,
    listed,
    stage_groups,
    stage_order_edges,
    subtitle,
)
from journeykit.render.views.flow_transitions import transition_edges
from journeykit.render.views.legend import legend, signs
from journeykit.render.views.selection import Part, flag, not_shown, one_of, part_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = [
    "ALL_DETAIL",
    "MOST_STAGES",
    "NAMES_AND_SIGNS",
    "Detail",
    "checked_detail",
    "flow_diagram",
]

Detail: TypeAlias = Literal["auto", "full"]
"""Whether large journeys are drawn with less, or with everything all the same."""

ALL_DETAIL: Final = WRAPPED
"""Up to so many touchpoints, everything is shown, with a column for each stage."""

NAMES_AND_SIGNS: Final = 1_500
"""Up to so many, names and signs are shown, and arrows without words; above, stages alone."""


MOST_STAGES: Final = 100
"""Of more stages than this, the first are shown."""


def flow_diagram(
    journey: Journey | View,
    *,
    report: Report | None = None,
    persona: Persona | str | None = None,
    alone: bool = False,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    direction: Direction = "left to right",
    detail: Detail = "auto",
    language: Language = ENGLISH,
) -> Diagram:
    """Lay out how customers move through a journey.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        report: A report whose findings are marked.
        persona: Whose path is picked out; the rest is faded.
        alone: Whether the rest is left out instead.
        stage: The only stage to show, with the touchpoints that lead into it and out of it.
        around: The touchpoint whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        direction: How stages follow one another.
        detail: `auto` shows less of large journeys and says so in a note; `full` shows all.
        language: What the words that are not the author's are said in.

    Raises:
        UnknownReferenceError: The journey has no such persona, stage or touchpoint, or there is
            no such detail.
        PictureError: An option is no such thing at all.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> ad, shop = touchpoint("Clicks an ad"), touchpoint("Explores the shop")
        >>> gift = journey("Gift").stage("Awareness", ad).stage("Purchase", shop).flow(ad >> shop)
        >>> diagram = flow_diagram(gift)
        >>> [node.text for node in diagram.nodes], diagram.edges[-1].kind
        (['Clicks an ad', 'Explores the shop'], 'next')
    """
    checked_detail(detail)
    flag("alone", alone)
    view = view_of(journey).whole
    journey = view.journey
    picked = None if persona is None else one_of(journey.personas, persona, "persona", journey)
    only = view.reachable(picked.key) if picked is not None and alone else None
    part = part_of(view, stage=stage, around=around, steps=steps, margin=1, only=only)
    scene = FlowScene(view, picked, part, language)
    if len(scene.stages) > MOST_STAGES and detail != "full":
        part = _first_stages(scene)
        hidden = len(scene.stages) - MOST_STAGES
        scene = FlowScene(view, picked, part, language)
    else:
        hidden = 0
    shown = len(scene.touchpoints)
    if shown > NAMES_AND_SIGNS and detail != "full":
        return collapsed_flow(scene, report, direction)
    brief = shown > ALL_DETAIL and detail != "full"
    marks, numbers = number_findings(report, scene.shows)
    nodes = tuple(_nodes(scene, numbers, brief=brief))
    groups = [*stage_groups(scene, numbers, BRIEF_WIDTH / 1.15 if brief else CARD_WIDTH)]
    if any(node.group == WHOLE for node in nodes):
        text = language("Whole journey")
        groups.append(Group(WHOLE, text, (text,), "any time"))
    transitions = tuple(transition_edges(scene, numbers, brief=brief))
    edges = (*stage_order_edges(scene), *transitions)
    notes = [*not_shown(len(view.touchpoints) - shown, language)]
    if hidden:
        notes.append(
            language(
                "Only the first {lanes} are shown; there are {more} more.",
                lanes=language.counted(MOST_STAGES, "stage"),
                more=language.number(hidden),
            )
        )
    if brief:
        notes.append(_brief_note(shown, language))
    return Diagram(
        view="flow",
        title=journey.name,
        subtitle=subtitle(scene),
        description=description(scene, len(transitions), len(marks)),
        direction=direction,
        groups=groups,
        nodes=nodes,
        edges=edges,
        marks=marks,
        notes=notes,
        legend=(
            *legend(scene.touchpoints, scene.names, edges, nodes, language),
            *(signs(nodes, language) if brief else ()),
        ),
        language=language,
    )


def _first_stages(scene: FlowScene) -> Part:
    """The first stages, with what stands in them."""
    stages = scene.stages[:MOST_STAGES]
    touchpoints = {t.key for stage in stages for t in stage.touchpoints} & scene.keys
    return Part(frozenset(touchpoints), frozenset(stage.key for stage in stages))


def checked_detail(detail: object) -> None:
    """Refuse a word that is no detail.

    Args:
        detail: What a caller asked for.

    Raises:
        UnknownReferenceError: There is no such detail.
    """
    choices = get_args(Detail)
    if detail not in choices:
        raise UnknownReferenceError("detail", str(detail), choices=choices, where="the picture")


# ---------------------------------------------------------------------- stages and touchpoints


def _nodes(scene: FlowScene, numbers: Numbers, *, brief: bool) -> Iterator[Node]:
    roles_of = _Roles(scene)
    ideas = {} if brief else ideas_by_element(scene)

    number = count(1)

    def drawn(touchpoints: Iterable[Touchpoint], group: str) -> Iterator[Node]:
        for touchpoint in touchpoints:
            if touchpoint.key in scene.keys:
                marks = numbers.get(touchpoint.element, ())
                roles = roles_of(touchpoint)
                if not brief:
                    yield full_card(
                        touchpoint,
                        group,
                        scene.names,
                        roles=roles,
                        marks=marks,
                        ideas=ideas.get(touchpoint.element, ()),
                        language=scene.language,
                    )
                    continue
                yield card(
                    touchpoint,
                    group,
                    scene.names,
                    roles=roles,
                    marks=marks,
                    brief=True,
                    number=str(next(number)),
                    language=scene.language,
                )

    notes = {} if brief else notes_by_group(scene, numbers)
    for stage in scene.stages:
        yield from notes.get(f"stage:{stage.key}", ())
        yield from drawn(stage.touchpoints, f"stage:{stage.key}")
        if scene.only is None:
            yield from _gaps(scene, stage, numbers, BRIEF_WIDTH if brief else CARD_WIDTH)
    yield from drawn(scene.journey.any_time, "any time")
    yield from notes.get(WHOLE, ())


class _Roles:
    """What is true of touchpoints in a picture."""

    def __init__(self, scene: FlowScene) -> None:
        view = scene.view
        self.scene = scene
        self.reachable = view.reachable()
        self.declined = view.declined
        self.entries = {touchpoint.key for touchpoint in view.entries}
        self.exits = {touchpoint.key for touchpoint in view.exits}
        # Where nothing was said of an order, everything starts and ends somewhere: no news.
        self.ordered = bool(scene.journey.transitions)

    def __call__(self, touchpoint: Touchpoint) -> frozenset[str]:
        key = touchpoint.key
        roles = set()
        if key not in self.reachable:
            roles.add("unreachable")
        if key in self.declined:
            roles.add("declined")
        if key in self.entries and (self.ordered or touchpoint.entry):
            roles.add("entry")
        if key in self.exits and (self.ordered or touchpoint.exit):
            roles.add("exit")
        if self.scene.picked:
            roles.add("faded" if key in self.scene.faded else "picked")
        return frozenset(roles)


def _gaps(scene: FlowScene, stage: Stage, numbers: Numbers, width: float) -> Iterator[Node]:
    """The empty place in a stage, for those who have no touchpoint there."""
    view = scene.view
    missing = [
        persona
        for persona in scene.journey.personas
        if stage in view.required_stages_of(persona.key)
        and (scene.picked is None or persona.key == scene.picked.key)
        and not view.cells[persona.key, stage.key]
    ]
    if not missing and (stage.touchpoints or scene.journey.personas):
        return
    language = scene.language
    names = listed([persona.name for persona in missing], language)
    text = language("No touchpoints yet")
    if missing:
        text = language("No touchpoint for {people}", people=names)
    cells = [Element("cell", (persona.key, stage.key)) for persona in missing]
    marks = sorted({number for cell in cells for number in numbers.get(cell, ())})
    words = (
        language('{persona} has no touchpoint in "{stage}"', persona=each.name, stage=stage.name)
        for each in missing
    )
    yield Node(
        f"gap:{stage.key}",
        text,
        wrap_to_width(text, width, 3),
        "gap",
        roles=frozenset({"missing"}),
        group=f"stage:{stage.key}",
        tone="missing",
        tooltip="\n".join(words) or text,
        element=cells[0] if len(cells) == 1 else None,
        marks=tuple(marks),
    )


def _brief_note(shown: int, language: Language) -> str:
    count = language.counted(shown, "touchpoint")
    words = language("{touchpoints}: not everything about them is shown.", touchpoints=count)
    advice = "Pick a stage, a persona or a neighbourhood to see everything, or ask for full detail."
    return f"{words} {language(advice)}"
