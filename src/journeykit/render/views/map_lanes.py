"""The lanes of a map: what each of them says about one column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs
from attrs import frozen

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.experience import Experience
from journeykit.management import Opportunity, System
from journeykit.metrics import Metric
from journeykit.model import Touchpoint
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import Group, Node, by_number
from journeykit.render.views.cards import known_class
from journeykit.render.views.columns import (
    ANY_TIME,
    WHOLE,
    Scene,
    card_of,
    note_of,
    owner_words,
)

__all__ = ["LANES", "Column", "Kind", "placed_opportunities", "stated_severity"]

_UNSAID_SEVERITY = attrs.fields(Pain).severity.default
_UNSAID_STATUS = attrs.fields(Opportunity).status.default
"""What the model holds where nobody said anything: a picture does not say it either."""


def stated_severity(pain: Pain) -> int:
    """Return how much a pain point hurts, if somebody said so.

    Args:
        pain: The pain point.

    Returns:
        From 1 to 5; 0 where nothing but the default is known.

    Example:
        >>> stated_severity(Pain("slow", severity=5)), stated_severity(Pain("slow"))
        (5, 0)
    """
    severity: int | None = pain.severity
    return 0 if severity is None or severity == _UNSAID_SEVERITY else severity


@frozen
class Column:
    """One column, with what its lanes ask for again and again.

    Args:
        scene: The journey that is seen.
        group: The column.
        touchpoints: What stands in it.
        opportunities: What would make it better.
    """

    scene: Scene
    group: Group
    touchpoints: tuple[Touchpoint, ...]
    opportunities: Sequence[Opportunity] = ()

    @property
    def stage(self) -> str:
        """The key of the stage; empty if the column is none."""
        return "" if self.group.key in {ANY_TIME, WHOLE} else self.group.key

    def experiences(self) -> Iterator[tuple[Touchpoint, Experience]]:
        """Yield what those who are shown go through here."""
        shown = {persona.key for persona in self.scene.personas}
        for touchpoint in self.touchpoints:
            for experience in touchpoint.experiences:
                if experience.persona in shown:
                    yield touchpoint, experience

    def whose(self, persona: str) -> tuple[str, ...]:
        """Return the name of a persona, if it has to be said."""
        return (self.scene.view.persona(persona).name,) if self.scene.several else ()

    def notes(
        self, role: str, texts: Callable[[Experience], Sequence[str]], wrap: str = "{}"
    ) -> Iterator[Node]:
        """Yield notes of each persona at each touchpoint."""
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


def _goals(column: Column) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.customer_goal:
            yield note_of(f"goal/{stage.key}", stage.customer_goal, "goal", column.group)


def _company_goals(column: Column) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.company_goal:
            yield note_of(f"aim/{stage.key}", stage.company_goal, "goal", column.group)
    elif column.group.key == WHOLE:
        for place, goal in enumerate(column.scene.journey.business_goals):
            yield note_of(f"aim//{place}", goal.name, "goal", column.group)


def _actions(column: Column) -> Iterator[Node]:
    yield from column.notes("action", lambda experience: experience.actions)


def _touchpoints(column: Column) -> Iterator[Node]:
    for touchpoint in column.touchpoints:
        yield card_of(column.scene, touchpoint, column.group)


def _channels(column: Column) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
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
            tone=known_class(known[key]),
            refers=numbers,
            element=(element := Element("channel", (key,))),
            marks=column.scene.marks_of(element),
        )


def _thoughts(column: Column) -> Iterator[Node]:
    yield from column.notes("thought", lambda experience: experience.thoughts)
    yield from column.notes("quote", lambda experience: experience.quotes, "“{}”")


def _pains(column: Column) -> Iterator[Node]:
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
    column: Column,
    pain: Pain,
    place: str,
    touchpoint: Touchpoint | None = None,
    persona: str = "",
) -> Node:
    scene = column.scene
    kind = "" if pain.kind == "other" else pain.kind
    severity = stated_severity(pain)
    about = " · ".join(filter(None, (kind, f"severity {severity} of 5" if severity else "")))
    response = f"today: {pain.response}" if pain.response else ""
    whose = column.whose(persona) if persona else ()
    return note_of(
        f"pain/{place}/{pain.key}",
        pain.text,
        "pain",
        column.group,
        details=[*whose, *filter(None, (about, response))],
        tone="error" if severity > 3 else "emotion:-1",  # noqa: PLR2004
        pen=scene.pens[persona] if whose else None,
        refers=(scene.numbers[touchpoint.key],) if touchpoint else (),
        element=(element := Element("pain", (pain.key,))),
        marks=scene.marks_of(element),
    )


def _opportunities(column: Column) -> Iterator[Node]:
    for opportunity in column.opportunities:
        yield _opportunity(column, opportunity)


def placed_opportunities(scene: Scene) -> Mapping[str, Sequence[Opportunity]]:
    """Return the opportunities of each column: where what they address stands.

    Args:
        scene: The journey that is seen.

    Returns:
        For each column, by key, its opportunities in order.
    """
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


def _opportunity(column: Column, opportunity: Opportunity) -> Node:
    scene = column.scene
    about = " · ".join(
        filter(
            None,
            (
                "" if opportunity.status == _UNSAID_STATUS else opportunity.status,
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
    metric = next(
        (m.name for m, _ in scene.view.metrics if m.key == opportunity.metric), opportunity.metric
    )
    text_width = f"measured by: {metric}" if metric else ""
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
                (opportunity.description, owner and f"owner: {owner}", about, worth, text_width),
            )
        ),
        tone="covered" if opportunity.open else "not applicable",
        refers=sorted(refers, key=by_number),
        element=(element := Element("opportunity", (opportunity.key,))),
        marks=scene.marks_of(element),
    )


def _metrics(column: Column) -> Iterator[Node]:
    scene = column.scene
    if column.group.key == WHOLE:
        yield from (_metric(column, m, "journey") for m in scene.journey.metrics)
    if column.stage:
        stage = scene.view.stage(column.stage)
        yield from (_metric(column, m, f"stage/{stage.key}") for m in stage.metrics)
    for touchpoint in column.touchpoints:
        for metric in touchpoint.metrics:
            yield _metric(column, metric, touchpoint.key, scene.numbers[touchpoint.key])


def _metric(column: Column, metric: Metric, place: str, number: str = "") -> Node:
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
    target_status = {True: "target met", False: "target not met", None: ""}[metric.met]
    better = f"{metric.direction} is better" if metric.direction else ""
    kind = "" if metric.kind == "other" else metric.kind
    return note_of(
        f"metric/{place}/{metric.key}",
        metric.name,
        "metric",
        column.group,
        details=tuple(
            filter(None, (figures, " · ".join(filter(None, (kind, target_status or better)))))
        ),
        tone={True: "covered", False: "missing", None: ""}[metric.met],
        refers=(number,) if number else (),
        element=(element := Element("metric", (metric.key,))),
        marks=column.scene.marks_of(element),
    )


def _systems(column: Column) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
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
            element=(element := Element("system", (key,))),
            marks=column.scene.marks_of(element),
        )


def _owners(column: Column) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
    for touchpoint in column.touchpoints:
        if touchpoint.owner:
            numbers = where.setdefault(owner_words(touchpoint.owner), [])
            numbers.append(column.scene.numbers[touchpoint.key])
    for words, numbers in where.items():
        yield note_of(
            f"owner/{words}/{column.group.key}", words, "owner", column.group, refers=numbers
        )


def _texts_of(role: str, attribute: str) -> Callable[[Column], Iterator[Node]]:
    """A lane of texts that stand at touchpoints."""

    def filled(column: Column) -> Iterator[Node]:
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
class Kind:
    """What a lane is called, how it is drawn and what fills it.

    Args:
        title: Its name.
        role: The role of the lane in the diagram.
        fill: What it says about a column.
        missing: What stands where it says nothing.
    """

    title: str
    role: str
    fill: Callable[[Column], Iterator[Node]]
    missing: str = "nothing said yet"


LANES: Mapping[str, Kind] = MappingProxyType(
    {
        "goals": Kind("What they want", "notes", _goals),
        "company goals": Kind("What the company wants", "notes", _company_goals),
        "actions": Kind("Actions", "notes", _actions),
        "touchpoints": Kind("Touchpoints", "cards", _touchpoints, "no touchpoint yet"),
        "channels": Kind("Channels", "chips", _channels, "no channel named"),
        "thoughts": Kind("Thoughts", "notes", _thoughts),
        "emotions": Kind("Emotions", "curve", lambda _column: iter(())),
        "pains": Kind("Pains", "notes", _pains),
        "opportunities": Kind("Opportunities", "notes", _opportunities),
        "metrics": Kind("Metrics", "notes", _metrics, "nothing measured"),
        "evidence": Kind("Physical evidence", "notes", _texts_of("proof", "physical_evidence")),
        "frontstage": Kind("Frontstage", "notes", _texts_of("frontstage", "frontstage")),
        "backstage": Kind("Backstage", "notes", _texts_of("backstage", "backstage")),
        "systems": Kind("Systems", "notes", _systems),
        "owners": Kind("Owners", "notes", _owners),
    }
)
"""Every lane a map can have, by the word that chooses it."""
