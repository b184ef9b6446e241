"""The map: stages as columns, what people do, think, feel and suffer as lanes below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import frozen

from journeykit.channels import Channel
from journeykit.details import Element, Experience, Metric, Opportunity, Pain, System
from journeykit.emotions import Emotion
from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.render.diagram import Cell, Curve, Diagram, Group, Key, Lane, Node, Point
from journeykit.render.measure import fitted
from journeykit.render.sizes import LANE_HEADER, PITCH
from journeykit.render.views.cards import signed
from journeykit.render.views.columns import (
    ANY_TIME,
    WHOLE,
    Scene,
    card_of,
    counted,
    note_of,
    owner_words,
    persona_nodes,
    scene_of,
    subtitle_of,
)
from journeykit.validation.report import Report

__all__ = ["DEFAULT_LANES", "LANES", "map_diagram"]

Emotions: TypeAlias = Literal["together", "apart"]

DEFAULT_LANES: tuple[str, ...] = (
    "goals",
    "actions",
    "touchpoints",
    "channels",
    "thoughts",
    "emotions",
    "pains",
    "opportunities",
    "metrics",
)
"""The lanes of a map that nobody chose; those with nothing in them are left out."""


@frozen
class _Column:
    """One column, with what its lanes ask for again and again."""

    scene: Scene
    group: Group
    touchpoints: tuple[Touchpoint, ...]
    opportunities: Sequence[Opportunity] = ()

    @property
    def stage(self) -> str:
        return "" if self.group.key in {ANY_TIME, WHOLE} else self.group.key

    def experiences(self) -> Iterator[tuple[Touchpoint, Experience]]:
        shown = {persona.key for persona in self.scene.personas}
        for touchpoint in self.touchpoints:
            for experience in touchpoint.experiences:
                if experience.persona in shown:
                    yield touchpoint, experience

    def whose(self, persona: str) -> tuple[str, ...]:
        return (self.scene.view.persona(persona).name,) if self.scene.several else ()

    def notes(
        self, role: str, texts: Callable[[Experience], Sequence[str]], wrap: str = "{}"
    ) -> Iterator[Node]:
        """Notes of each persona at each touchpoint."""
        for touchpoint, experience in self.experiences():
            for place, text in enumerate(texts(experience)):
                yield note_of(
                    f"{role}/{touchpoint.key}/{experience.persona}/{place}",
                    wrap.format(text) if wrap != "{}" else text,
                    role,
                    self.group,
                    details=self.whose(experience.persona),
                    pen=self.scene.pens[experience.persona] if self.scene.several else None,
                    refers=(self.scene.numbers[touchpoint.key],),
                    element=touchpoint.element,
                )


def _goals(column: _Column) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.customer_goal:
            yield note_of(f"goal/{stage.key}", stage.customer_goal, "goal", column.group)


def _company_goals(column: _Column) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.company_goal:
            yield note_of(f"aim/{stage.key}", stage.company_goal, "goal", column.group)
    elif column.group.key == WHOLE:
        for place, goal in enumerate(column.scene.journey.business_goals):
            yield note_of(f"aim//{place}", goal.name, "goal", column.group)


def _actions(column: _Column) -> Iterator[Node]:
    yield from column.notes("action", lambda experience: experience.actions)


def _touchpoints(column: _Column) -> Iterator[Node]:
    for touchpoint in column.touchpoints:
        yield card_of(column.scene, touchpoint, column.group)


def _channels(column: _Column) -> Iterator[Node]:
    where: dict[str, list[int]] = {}
    known: dict[str, Channel] = {}
    for touchpoint in column.touchpoints:
        for channel in touchpoint.channels:
            where.setdefault(channel.key, []).append(column.scene.numbers[touchpoint.key])
            known.setdefault(channel.key, channel)
    for key, numbers in where.items():
        yield Node(
            f"channel/{key}/{column.group.key}",
            known[key].name,
            (known[key].name,),
            "channel",
            group=column.group.key,
            tone=known[key].channel_class,
            refers=numbers,
            element=Element("channel", (key,)),
            marks=column.scene.marks_of(Element("channel", (key,))),
        )


def _thoughts(column: _Column) -> Iterator[Node]:
    yield from column.notes("thought", lambda experience: experience.thoughts)
    yield from column.notes("quote", lambda experience: experience.quotes, "“{}”")


def _pains(column: _Column) -> Iterator[Node]:
    scene = column.scene
    if column.stage:
        for pain in scene.view.stage(column.stage).pains:
            yield _pain(column, pain, f"stage/{column.stage}")
    for touchpoint, experience in column.experiences():
        for pain in experience.pains:
            yield _pain(
                column,
                pain,
                f"{touchpoint.key}/{experience.persona}",
                touchpoint,
                experience.persona,
            )
    if column.group.key == WHOLE:
        for persona in scene.personas:
            for pain in persona.pains:
                yield _pain(column, pain, f"persona/{persona.key}", persona=persona.key)
        for transition in scene.journey.transitions:
            for pain in transition.pains:
                yield _pain(column, pain, str(transition.element))


def _pain(
    column: _Column,
    pain: Pain,
    place: str,
    touchpoint: Touchpoint | None = None,
    persona: str = "",
) -> Node:
    scene = column.scene
    kind = "" if pain.kind == "other" else pain.kind
    about = " · ".join(filter(None, (kind, f"severity {pain.severity} of 5")))
    response = f"today: {pain.response}" if pain.response else ""
    whose = column.whose(persona) if persona else ()
    return note_of(
        f"pain/{place}/{pain.key}",
        pain.text,
        "pain",
        column.group,
        details=[*whose, *filter(None, (about, response))],
        tone="error" if pain.severity > 3 else "emotion:-1",  # noqa: PLR2004
        pen=scene.pens[persona] if whose else None,
        refers=(scene.numbers[touchpoint.key],) if touchpoint else (),
        element=Element("pain", (pain.key,)),
        marks=scene.marks_of(Element("pain", (pain.key,))),
    )


def _opportunities(column: _Column) -> Iterator[Node]:
    for opportunity in column.opportunities:
        yield _opportunity(column, opportunity)


def _placed_opportunities(scene: Scene) -> Mapping[str, Sequence[Opportunity]]:
    """The opportunities of each column: where what they address stands."""
    if not scene.journey.opportunities:
        return {}
    homes: dict[Element, list[str]] = {}
    for group, touchpoints in scene.columns:
        if group.element is not None:
            homes.setdefault(group.element, []).append(group.key)
        for touchpoint in touchpoints:
            homes.setdefault(touchpoint.element, []).append(group.key)
    for pain, at in scene.view.pains:
        homes.setdefault(Element("pain", (pain.key,)), []).extend(homes.get(at, ()))
    placed: dict[str, list[Opportunity]] = {}
    for opportunity in scene.journey.opportunities:
        found = dict.fromkeys(key for a in opportunity.addresses for key in homes.get(a, ()))
        for key in found or (WHOLE,):
            placed.setdefault(key, []).append(opportunity)
    return placed


def _opportunity(column: _Column, opportunity: Opportunity) -> Node:
    scene = column.scene
    about = " · ".join(
        filter(
            None,
            (
                opportunity.status,
                f"{opportunity.priority} priority" if opportunity.priority else "",
                f"due {opportunity.due.isoformat()}" if opportunity.due else "",
            ),
        )
    )
    worth = " · ".join(
        f"{word} {number:g} of 5"
        for word, number in (("value", opportunity.value), ("effort", opportunity.effort))
        if number is not None
    )
    owner = owner_words(opportunity.owner)
    measured = f"measured by: {opportunity.metric}" if opportunity.metric else ""
    refers = {
        scene.numbers[address.key]
        for address in opportunity.addresses
        if address.kind == "touchpoint" and address.key in scene.numbers
    }
    return note_of(
        f"opportunity/{column.group.key}/{opportunity.key}",
        opportunity.name,
        "opportunity",
        column.group,
        details=tuple(
            filter(
                None,
                (opportunity.description, owner and f"owner: {owner}", about, worth, measured),
            )
        ),
        tone="covered" if opportunity.open else "not applicable",
        refers=tuple(sorted(refers)),
        element=Element("opportunity", (opportunity.key,)),
        marks=scene.marks_of(Element("opportunity", (opportunity.key,))),
    )


def _metrics(column: _Column) -> Iterator[Node]:
    scene = column.scene
    if column.group.key == WHOLE:
        yield from (_metric(column, m, "journey") for m in scene.journey.metrics)
    if column.stage:
        stage = scene.view.stage(column.stage)
        yield from (_metric(column, m, f"stage/{stage.key}") for m in stage.metrics)
    for touchpoint in column.touchpoints:
        for metric in touchpoint.metrics:
            yield _metric(column, metric, touchpoint.key, scene.numbers[touchpoint.key])


def _metric(column: _Column, metric: Metric, place: str, number: int | None = None) -> Node:
    unit = f" {metric.unit}" if metric.unit else ""
    figures = " · ".join(
        f"{word} {figure:g}{unit}"
        for word, figure in (
            ("now", metric.value),
            ("target", metric.target),
            ("before", metric.baseline),
        )
        if figure is not None
    )
    met = {True: "target met", False: "target not met", None: ""}[metric.met]
    better = f"{metric.direction} is better" if metric.direction else ""
    kind = "" if metric.kind == "other" else metric.kind
    return note_of(
        f"metric/{place}/{metric.key}",
        metric.name,
        "metric",
        column.group,
        details=tuple(filter(None, (figures, " · ".join(filter(None, (kind, met or better)))))),
        tone={True: "covered", False: "missing", None: ""}[metric.met],
        refers=(number,) if number else (),
        element=Element("metric", (metric.key,)),
        marks=column.scene.marks_of(Element("metric", (metric.key,))),
    )


def _systems(column: _Column) -> Iterator[Node]:
    where: dict[str, list[int]] = {}
    known: dict[str, System] = {}
    for touchpoint in column.touchpoints:
        for system in touchpoint.systems:
            where.setdefault(system.key, []).append(column.scene.numbers[touchpoint.key])
            known.setdefault(system.key, system)
    for key, numbers in where.items():
        owner = owner_words(known[key].owner)
        yield note_of(
            f"system/{key}/{column.group.key}",
            known[key].name,
            "system",
            column.group,
            details=(f"owner: {owner}",) if owner else (),
            refers=numbers,
            element=Element("system", (key,)),
            marks=column.scene.marks_of(Element("system", (key,))),
        )


def _owners(column: _Column) -> Iterator[Node]:
    where: dict[str, list[int]] = {}
    for touchpoint in column.touchpoints:
        if touchpoint.owner:
            numbers = where.setdefault(owner_words(touchpoint.owner), [])
            numbers.append(column.scene.numbers[touchpoint.key])
    for words, numbers in where.items():
        yield note_of(
            f"owner/{words}/{column.group.key}", words, "owner", column.group, refers=numbers
        )


def _texts_of(role: str, attribute: str) -> Callable[[_Column], Iterator[Node]]:
    """A lane of texts that stand at touchpoints."""

    def filled(column: _Column) -> Iterator[Node]:
        for touchpoint in column.touchpoints:
            for place, text in enumerate(getattr(touchpoint, attribute)):
                yield note_of(
                    f"{role}/{touchpoint.key}/{place}",
                    text,
                    role,
                    column.group,
                    refers=(column.scene.numbers[touchpoint.key],),
                    element=touchpoint.element,
                )

    return filled


@frozen
class _Kind:
    """What a lane is called, how it is drawn and what fills it."""

    title: str
    role: str
    fill: Callable[[_Column], Iterator[Node]]
    missing: str = "nothing said yet"


LANES: Mapping[str, _Kind] = MappingProxyType(
    {
        "goals": _Kind("What they want", "notes", _goals),
        "company goals": _Kind("What the company wants", "notes", _company_goals),
        "actions": _Kind("Actions", "notes", _actions),
        "touchpoints": _Kind("Touchpoints", "cards", _touchpoints, "no touchpoint yet"),
        "channels": _Kind("Channels", "chips", _channels, "no channel named"),
        "thoughts": _Kind("Thoughts", "notes", _thoughts),
        "emotions": _Kind("Emotions", "curve", lambda _column: iter(())),
        "pains": _Kind("Pains", "notes", _pains),
        "opportunities": _Kind("Opportunities", "notes", _opportunities),
        "metrics": _Kind("Metrics", "notes", _metrics, "nothing measured"),
        "evidence": _Kind("Physical evidence", "notes", _texts_of("proof", "physical_evidence")),
        "frontstage": _Kind("Frontstage", "notes", _texts_of("frontstage", "frontstage")),
        "backstage": _Kind("Backstage", "notes", _texts_of("backstage", "backstage")),
        "systems": _Kind("Systems", "notes", _systems),
        "owners": _Kind("Owners", "notes", _owners),
    }
)
"""Every lane a map can have, by the word that chooses it."""


def map_diagram(
    journey: Journey,
    *,
    lanes: Sequence[str] = DEFAULT_LANES,
    persona: Persona | str | None = None,
    report: Report | None = None,
    emotions: Emotions = "together",
    show_empty: bool = False,
) -> Diagram:
    """Lay a journey out as a map.

    Args:
        journey: The journey.
        lanes: Which lanes there are, from top to bottom: words of `LANES`.
        persona: The persona, or its key, whose map it is; everybody's if left out.
        report: Findings to mark in the map and to list below it.
        emotions: Whether the curves of several personas stand ``together`` in one lane or
            ``apart``, one lane each.
        show_empty: Whether lanes and cells with nothing in them are shown as gaps.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: There is no such lane, or no such persona.

    Example:
        >>> from journeykit import Channel, journey, touchpoint
        >>> shop = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
        >>> [lane.text for lane in map_diagram(shop).lanes]
        ['Touchpoints', 'Channels']
    """
    for lane in lanes:
        if lane not in LANES:
            raise UnknownReferenceError("lane", lane, known=tuple(LANES), where="the map")
    scene = scene_of(journey, persona=persona, report=report, pitch=PITCH, whole=True)
    placed = _placed_opportunities(scene)
    columns = [
        _Column(scene, group, touchpoints, placed.get(group.key, ()))
        for group, touchpoints in scene.columns
    ]
    made: list[Lane] = []
    cells: list[Cell] = []
    curves: list[Curve] = []
    for lane in dict.fromkeys(lanes):
        if lane == "emotions":
            for name, title, people in _curve_lanes(scene, emotions):
                drawn = [curve for p in people if (curve := _curve(columns, p, name))]
                if drawn or show_empty:
                    pen = scene.pens[people[0].key] if emotions == "apart" and people else None
                    made.append(Lane(name, title, _header(title), "curve", pen=pen))
                    curves.extend(drawn)
            continue
        kind = LANES[lane]
        filled = [_cell(lane, kind, column, show_empty=show_empty) for column in columns]
        if show_empty or any(cell.nodes for cell in filled):
            made.append(Lane(lane, kind.title, _header(kind.title), kind.role))
            cells.extend(cell for cell in filled if cell.nodes or cell.roles)
    used = {cell.group for cell in cells if cell.nodes}
    return Diagram(
        view="map",
        title=journey.name,
        subtitle=subtitle_of(journey),
        description=_description(scene),
        groups=[g for g in scene.groups if g.key != WHOLE or WHOLE in used],
        nodes=persona_nodes(scene),
        lanes=made,
        cells=[cell for cell in cells if cell.group != WHOLE or WHOLE in used],
        curves=curves,
        marks=scene.marks,
        legend=tuple(_legend(curves)),
    )


def _header(title: str) -> tuple[str, ...]:
    return fitted(title, LANE_HEADER - 1, 4, bold=True)


def _cell(lane: str, kind: _Kind, column: _Column, *, show_empty: bool) -> Cell:
    nodes = tuple(kind.fill(column))
    is_gap = not nodes and (show_empty or lane == "touchpoints") and bool(column.stage)
    if is_gap:
        key = f"gap/{lane}/{column.group.key}"
        tone = "missing" if lane == "touchpoints" else ""
        nodes = (note_of(key, kind.missing, "gap", column.group, tone=tone),)
    return Cell(lane, column.group.key, nodes, roles={"gap"} if is_gap else ())


def _curve_lanes(
    scene: Scene, emotions: Emotions
) -> Iterator[tuple[str, str, tuple[Persona, ...]]]:
    if emotions == "together" or not scene.personas:
        yield "emotions", "Emotions", scene.personas
    else:
        for persona in scene.personas:
            yield f"emotions/{persona.key}", f"Emotions of {persona.name}", (persona,)


def _curve(columns: Sequence[_Column], persona: Persona, lane: str) -> Curve | None:
    runs: list[list[Point]] = [[]]
    before = ""
    for column in columns:
        together = column.group.together
        if (together and together == before) or not column.stage:
            runs.append([])
        before = together
        for place, touchpoint in enumerate(column.touchpoints):
            experience = touchpoint.experience_of(persona.key)
            if experience is None or experience.emotion is None:
                continue
            at = (place + 0.5) / len(column.touchpoints)
            runs[-1].append(_point(column, persona, touchpoint, experience.emotion, at))
            if not column.stage:
                runs.append([])
    kept = [run for run in runs if run]
    if not kept:
        return None
    name = fitted(persona.name, 9, 1, bold=True)
    return Curve(
        persona.key, persona.name, columns[0].scene.pens[persona.key], lane, kept, "".join(name)
    )


def _point(
    column: _Column, persona: Persona, touchpoint: Touchpoint, emotion: Emotion, at: float
) -> Point:
    number = column.scene.numbers[touchpoint.key]
    feeling = signed(emotion.valence)
    if emotion.is_range:
        feeling += f" (from {signed(emotion.low)} to {signed(emotion.high)})"
    words = f", {emotion.label}" if emotion.label else ""
    return Point(
        column.group.key,
        at,
        emotion.valence,
        emotion.low,
        emotion.high,
        emotion.label,
        "".join(fitted(emotion.label, 9, 1)),
        f"{persona.name} at {number} {touchpoint.name}: {feeling}{words}; {emotion.basis}",
        number,
        emotion.basis,
    )


def _legend(curves: Sequence[Curve]) -> Iterator[Key]:
    points = [point for curve in curves for point in curve.points]
    if any(point.basis in KNOWN for point in points):
        yield Key("observed or reported", "point known")
    if any(point.basis not in KNOWN for point in points):
        yield Key("inferred, assumed or expected", "point assumed")
    if any(point.is_range for point in points):
        yield Key("from the least to the most", "range")


KNOWN = frozenset({"observed", "reported"})
"""The ways an emotion is known from customers themselves."""


def _description(scene: Scene) -> str:
    stages = scene.journey.stages
    met = {touchpoint.key for _, touchpoints in scene.columns for touchpoint in touchpoints}
    who = " and ".join(
        filter(
            None,
            (
                ", ".join(p.name for p in scene.personas[:-1]),
                *(p.name for p in scene.personas[-1:]),
            ),
        )
    )
    names = ", ".join(stage.name for stage in stages)
    return (
        f"Customer journey map with {counted(len(stages), 'stage')}"
        f"{f' ({names})' if names else ''}, {counted(len(met), 'touchpoint')} and "
        f"{counted(len(scene.personas), 'persona')}{f' ({who})' if who else ''}."
    )
