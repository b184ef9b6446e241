"""The flow: how a customer moves, where they get stuck, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import attrs

from journeykit.addresses import Element
from journeykit.errors import UnknownReferenceError
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint, stage_order
from journeykit.render.diagram.diagram import Diagram, Direction, Edge, Group, Node
from journeykit.render.layout.proportions import BRIEF_WIDTH, CARD_WIDTH, WRAPPED
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import card
from journeykit.render.views.findings import Numbers, number_findings
from journeykit.render.views.legend import legend, signs
from journeykit.render.views.selection import Part, not_shown, one_of, part_of
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["ALL_DETAIL", "NAMES_AND_SIGNS", "Detail", "flow_diagram"]

Detail: TypeAlias = Literal["auto", "full"]
"""Whether large journeys are drawn with less, or with everything all the same."""

ALL_DETAIL: Final = WRAPPED
"""Up to so many touchpoints, everything is shown, with a column for each stage."""

NAMES_AND_SIGNS: Final = 1_500
"""Up to so many, names and signs are shown, and ways without words; above, stages alone."""

_LABEL_WIDTH: Final = 11.0
_LABEL_LINES: Final = 3
_NAMED: Final = 3
"""How many personas a label names before it counts them."""

_BACK: Final = frozenset({"loop", "return", "retry", "churn"})


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
) -> Diagram:
    """Lay out how customers move through a journey.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        report: A report whose findings are marked.
        persona: Whose way is picked out; the rest is faded.
        alone: Whether the rest is left out instead.
        stage: The only stage to show, with the touchpoints that lead into it and out of it.
        around: The touchpoint whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        direction: How stages follow one another.
        detail: `auto` shows less of large journeys and says so in a note; `full` shows all.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: The journey has no such persona, stage or touchpoint, or there is
            no such detail.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> ad, shop = touchpoint("Clicks an ad"), touchpoint("Explores the shop")
        >>> gift = journey("Gift").stage("Awareness", ad).stage("Purchase", shop).flow(ad >> shop)
        >>> diagram = flow_diagram(gift)
        >>> [node.text for node in diagram.nodes], diagram.edges[-1].kind
        (['Clicks an ad', 'Explores the shop'], 'next')
    """
    if detail not in get_args(Detail):
        known = get_args(Detail)
        raise UnknownReferenceError("detail", str(detail), known=known, where="the flow")
    view = view_of(journey)
    journey = view.journey
    picked = None if persona is None else one_of(journey.personas, persona, "persona", journey)
    only = view.reachable(picked.key) if picked is not None and alone else None
    part = part_of(view, stage=stage, around=around, steps=steps, margin=1, only=only)
    scene = _Scene(view, picked, part)
    shown = len(scene.touchpoints)
    if shown > NAMES_AND_SIGNS and detail != "full":
        return _collapsed(scene, report, direction)
    brief = shown > ALL_DETAIL and detail != "full"
    marks, numbers = number_findings(report, scene.shows)
    groups = tuple(_groups(scene, numbers, BRIEF_WIDTH / 1.15 if brief else CARD_WIDTH))
    nodes = tuple(_nodes(scene, numbers, brief=brief))
    edges = (*_order(scene), *_transitions(scene, numbers, brief=brief))
    notes = [*not_shown(len(view.touchpoints) - shown)]
    if brief:
        notes.append(_brief_note(shown, far=any("brief" in edge.roles for edge in edges)))
    return Diagram(
        view="flow",
        title=journey.name,
        subtitle=_subtitle(scene),
        description=_description(scene, len(edges), len(marks)),
        direction=direction,
        groups=groups,
        nodes=nodes,
        edges=edges,
        marks=marks,
        notes=notes,
        legend=(*legend(scene.touchpoints, scene.names, edges), *(signs(nodes) if brief else ())),
    )


@attrs.frozen
class _Scene:
    """What is shown, and to whom it matters."""

    view: View
    picked: Persona | None
    only: Part | None
    touchpoints: tuple[Touchpoint, ...] = attrs.field(init=False)
    keys: frozenset[str] = attrs.field(init=False)
    stages: tuple[Stage, ...] = attrs.field(init=False)
    names: dict[str, str] = attrs.field(init=False)
    faded: frozenset[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        journey, only = self.view.journey, self.only
        shown = tuple(t for t in self.view.touchpoints if only is None or t.key in only.touchpoints)
        keys = frozenset(touchpoint.key for touchpoint in shown)
        stages = tuple(s for s in journey.stages if only is None or s.key in only.stages)
        faded: frozenset[str] = frozenset()
        if self.picked:
            faded = keys - self.view.reachable(self.picked.key)
        for name, value in (
            ("touchpoints", shown),
            ("keys", keys),
            ("stages", stages),
            ("names", {persona.key: persona.name for persona in journey.personas}),
            ("faded", faded),
        ):
            object.__setattr__(self, name, value)

    @property
    def journey(self) -> Journey:
        return self.view.journey

    def shows(self, element: Element) -> bool:
        """Whether an element has a place in the picture."""
        return self.only is None or self.only.shows(element)


# ---------------------------------------------------------------------- stages and touchpoints


def _groups(scene: _Scene, numbers: Numbers, width: float = CARD_WIDTH) -> Iterator[Group]:
    for stage in scene.stages:
        lines = (stage.name, stage.description, stage.customer_goal)
        yield Group(
            f"stage:{stage.key}",
            stage.name,
            wrap_to_width(stage.name, width, 2, bold=True),
            roles=frozenset({"optional"} if stage.optional else ()),
            details=(stage.customer_goal,) if stage.customer_goal.strip() else (),
            tooltip="\n".join(line for line in lines if line),
            element=stage.element,
            marks=numbers.get(stage.element, ()),
        )
    if any(touchpoint.key in scene.keys for touchpoint in scene.journey.any_time):
        yield Group("any time", "At any time", ("At any time",), "any time")


def _nodes(scene: _Scene, numbers: Numbers, *, brief: bool) -> Iterator[Node]:
    roles_of = _Roles(scene)

    number = count(1)

    def drawn(touchpoints: Iterable[Touchpoint], group: str) -> Iterator[Node]:
        for touchpoint in touchpoints:
            if touchpoint.key in scene.keys:
                yield card(
                    touchpoint,
                    group,
                    scene.names,
                    roles=roles_of(touchpoint),
                    marks=numbers.get(touchpoint.element, ()) if numbers else (),
                    brief=brief,
                    number=next(number) if brief else None,
                )

    for stage in scene.stages:
        yield from drawn(stage.touchpoints, f"stage:{stage.key}")
        if scene.only is None:
            yield from _gaps(scene, stage, numbers, BRIEF_WIDTH if brief else CARD_WIDTH)
    yield from drawn(scene.journey.any_time, "any time")


class _Roles:
    """What is true of touchpoints in a picture."""

    def __init__(self, scene: _Scene) -> None:
        view = scene.view
        self.scene = scene
        self.reachable = view.reachable()
        self.entries = {touchpoint.key for touchpoint in view.entries}
        self.exits = {touchpoint.key for touchpoint in view.exits}
        # Where nothing was said of an order, everything starts and ends somewhere: no news.
        self.ordered = bool(scene.journey.transitions)

    def __call__(self, touchpoint: Touchpoint) -> frozenset[str]:
        key = touchpoint.key
        roles = set()
        if key not in self.reachable:
            roles.add("unreachable")
        if key in self.entries and (self.ordered or touchpoint.entry):
            roles.add("entry")
        if key in self.exits and (self.ordered or touchpoint.exit):
            roles.add("exit")
        if self.scene.picked:
            roles.add("faded" if key in self.scene.faded else "picked")
        return frozenset(roles)


def _gaps(scene: _Scene, stage: Stage, numbers: Numbers, width: float) -> Iterator[Node]:
    """The empty place in a stage, for those who meet nothing there."""
    view = scene.view
    missing = [
        persona
        for persona in scene.journey.personas
        if not stage.optional
        and (scene.picked is None or persona.key == scene.picked.key)
        and (persona.key, stage.key) not in view.excluded
        and not view.cells[persona.key, stage.key]
    ]
    if not missing and (stage.touchpoints or scene.journey.personas):
        return
    names = _names([persona.name for persona in missing])
    text = f"Nothing here for {names}" if missing else "No touchpoints yet"
    cells = [Element("cell", (persona.key, stage.key)) for persona in missing]
    marks = sorted({number for cell in cells for number in numbers.get(cell, ())})
    yield Node(
        f"gap:{stage.key}",
        text,
        wrap_to_width(text, width, 3),
        "gap",
        roles=frozenset({"missing"}),
        group=f"stage:{stage.key}",
        tone="missing",
        tooltip="\n".join(f"{p.name} meets nothing in {stage.name}" for p in missing) or text,
        element=cells[0] if len(cells) == 1 else None,
        marks=tuple(marks),
    )


def _names(names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{len(names)} personas"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


# ---------------------------------------------------------------------- transitions


def _order(scene: _Scene) -> Iterator[Edge]:
    """How the stages follow one another, past those that are not shown."""
    before = {stage.key: earlier for stage, earlier in stage_order(scene.journey.stages)}
    shown = {stage.key for stage in scene.stages}

    def visible(key: str) -> Iterator[str]:
        for earlier in before[key]:
            if earlier in shown:
                yield earlier
            else:
                yield from visible(earlier)

    for stage in scene.stages:
        found = tuple(dict.fromkeys(visible(stage.key)))
        for earlier in found:
            if any(earlier in scene.view.earlier_stages[other] for other in found):
                continue  # known from the one that comes between
            yield Edge(
                f"stage:{earlier}",
                f"stage:{stage.key}",
                "precedes",
                roles=frozenset({"implied"}),
                tooltip=f"{scene.view.stage(earlier).name}, then {stage.name}",
            )


def _transitions(scene: _Scene, numbers: Numbers, *, brief: bool) -> Iterator[Edge]:
    stages = {stage.key for stage in scene.stages}
    for transition in scene.journey.transitions:
        ends = transition.source, transition.target
        if not all(end.key in (stages if end.kind == "stage" else scene.keys) for end in ends):
            continue
        element = transition.element
        takers = _takers(scene, transition)
        receivers = _receivers(scene, transition)
        text = "\n".join(_edge_words(scene, transition, takers, receivers))
        roles = {"brief"} if brief else set()
        if transition.kind in _BACK:
            roles.add("back")
        if takers == () and not receivers:
            roles.add("closed")
        if scene.picked:
            faded = [end.key in scene.faded for end in ends]
            apart = takers is not None and scene.picked.key not in takers
            # One end of a hand-off is for somebody else; who is at the other takes part in it.
            roles.add("faded" if (all(faded) if receivers else apart or any(faded)) else "picked")
        pen = None
        if takers is not None and len(takers) == 1 and len(scene.names) > 1:
            pen = list(scene.names).index(takers[0])
        yield Edge(
            str(transition.source),
            str(transition.target),
            transition.kind,
            text,
            () if brief or not text else wrap_to_width(text, _LABEL_WIDTH, _LABEL_LINES),
            roles=frozenset(roles),
            pen=pen,
            tooltip=_tooltip(scene, transition, element, text),
            element=element,
            marks=numbers.get(element, ()) if numbers else (),
        )


def _takers(scene: _Scene, transition: Transition) -> tuple[str, ...] | None:
    """Who takes a transition, by key; None for everybody."""
    view = scene.view
    limited = [
        touchpoint
        for end in (transition.source, transition.target)
        if end.kind == "touchpoint" and (touchpoint := view.touchpoint(end.key)).personas
    ]
    if not limited and not transition.personas and isinstance(transition.when, str):
        return None
    takers = tuple(
        key
        for key in scene.names
        if view.is_open(transition, key) and all(touchpoint.is_for(key) for touchpoint in limited)
    )
    return None if len(takers) == len(scene.names) else takers


def _receivers(scene: _Scene, transition: Transition) -> tuple[str, ...]:
    """To whom a transition hands over, by key; nobody if it is no hand-off."""
    if transition not in scene.view.handoffs:
        return ()
    there = scene.view.touchpoint(transition.target.key)
    return tuple(key for key in scene.names if there.is_for(key))


def _edge_words(
    scene: _Scene,
    transition: Transition,
    takers: tuple[str, ...] | None,
    receivers: tuple[str, ...],
) -> Iterator[str]:
    """The words on an edge."""
    if transition.guarded:
        yield str(transition.when)
    if transition.share is not None:
        yield f"{transition.share:g} %"
    if transition.attempts is not None:
        yield f"at most {transition.attempts} ×"
    # Colour alone does not tell who walks; a guard does.
    if takers and (transition.personas or not transition.guarded):
        yield _names([scene.names[key] for key in takers])
    if receivers:
        yield f"to {_names([scene.names[key] for key in receivers])}"


def _tooltip(scene: _Scene, transition: Transition, element: Element, text: str) -> str:
    """All there is to say of a transition."""
    lines = [f"{scene.view.name_of(element)} ({transition.kind})"]
    if text:
        lines.append(text)
    if transition.handover:
        lines.append(f"Hands over: {transition.handover}")
    lines.extend(f"Hurts: {pain.text}" for pain in transition.pains)
    return "\n".join(lines)


# ---------------------------------------------------------------------- very large journeys


def _collapsed(scene: _Scene, report: Report | None, direction: Direction) -> Diagram:
    """Stages alone, with counts: what is left to see of thousands of touchpoints."""
    marks, numbers = number_findings(report, lambda element: element.kind in {"stage", "journey"})
    home: dict[str, str] = {}
    sizes: dict[str, int] = {}
    groups = [(f"stage:{s.key}", s.touchpoints) for s in scene.stages]
    groups.append(("any time", scene.journey.any_time))
    for group, touchpoints in groups:
        for touchpoint in touchpoints:
            if touchpoint.key in scene.keys:
                home[touchpoint.key] = group
                sizes[group] = sizes.get(group, 0) + 1
    transitions: dict[tuple[str, str], int] = {}
    for transition in scene.journey.transitions:
        source, target = (
            str(end) if end.kind == "stage" else home.get(end.key)
            for end in (transition.source, transition.target)
        )
        if source and target and source != target:
            transitions[source, target] = transitions.get((source, target), 0) + 1
    level = {group: number for number, (group, _) in enumerate(groups)}
    nodes = tuple(
        Node(f"sum:{group}", text, (text,), "sum", group=group)
        for group, size in sizes.items()
        for text in (f"{size:,} touchpoint{'' if size == 1 else 's'}",)
    )
    drawn = {node.group for node in nodes}
    edges = tuple(
        Edge(
            f"sum:{source}" if source in drawn else source,
            f"sum:{target}" if target in drawn else target,
            "next" if level[source] < level[target] else "return",
            text,
            (text,),
            roles=frozenset() if level[source] < level[target] else frozenset({"back"}),
        )
        for (source, target), count in sorted(
            transitions.items(), key=lambda item: (level[item[0][0]], level[item[0][1]])
        )
        for text in (f"{count:,} way{'' if count == 1 else 's'}",)
    )
    note = (
        f"{len(scene.touchpoints):,} touchpoints are too many for one picture: stages alone are "
        f"shown. Pick a stage, a persona or a neighbourhood, or ask for full detail."
    )
    left = len(report.findings) + len(report.crashed) - len(marks) if report else 0
    notes = (note, f"{left:,} findings are about what is not shown.") if left else (note,)
    return Diagram(
        view="flow",
        title=scene.journey.name,
        subtitle=_subtitle(scene),
        description=_description(scene, len(edges), len(marks)),
        direction=direction,
        groups=tuple(_groups(scene, numbers)),
        nodes=nodes,
        edges=(*_order(scene), *edges),
        marks=marks,
        notes=notes,
    )


# ---------------------------------------------------------------------- words around


def _subtitle(scene: _Scene) -> str:
    journey = scene.journey
    parts = [
        journey.state,
        journey.scenario,
        _whose(scene),
    ]
    return " · ".join(part for part in parts if part)


def _whose(scene: _Scene) -> str:
    names = _names([persona.name for persona in scene.journey.personas])
    if scene.picked:
        return f"{scene.picked.name} picked out"
    return f"walked by {names}" if names else ""


def _description(scene: _Scene, transitions: int, findings: int) -> str:
    parts = (
        (len(scene.stages), "stage"),
        (len(scene.touchpoints), "touchpoint"),
        (transitions, "way"),
        (findings, "finding"),
    )
    counts = [f"{count:,} {what}{'' if count == 1 else 's'}" for count, what in parts if count]
    return f"How customers move through the journey: {', '.join(counts) or 'nothing yet'}."


def _brief_note(shown: int, *, far: bool) -> str:
    ways = " Ways have no words; one that leads far is told by the number of its end (→\u00a012)."
    return (
        f"{shown:,} touchpoints: names and signs alone.{ways if far else ''} Pick a stage, a "
        f"persona or a neighbourhood to see all, or ask for full detail."
    )
