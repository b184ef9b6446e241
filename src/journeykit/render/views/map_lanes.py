"""The lanes of a map: what each of them says about one column."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.experience import Experience
from journeykit.management import Opportunity, System
from journeykit.metrics import Metric
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import Group, Node
from journeykit.render.language import Language
from journeykit.render.views.cards import channel_name, feeling, known_class
from journeykit.render.views.column_cards import acted, card_of, note_of, owned, owner_words
from journeykit.render.views.columns import ANY_TIME, WHOLE, Scene
from journeykit.render.views.occurrences import Occurrence
from journeykit.text import slug

__all__ = ["LANES", "LaneKind", "MapColumn"]


_ABBREVIATED = frozenset({"nps", "csat", "ces"})
"""The kinds of metrics that are abbreviations."""


@frozen
class MapColumn:
    """One column, with what its lanes ask for again and again.

    Args:
        scene: The journey that is seen.
        group: The column.
        touchpoints: What stands in it.
        pains: What hurts here first.
        opportunities: What would make it better.
        metrics: What is measured.
    """

    scene: Scene
    group: Group
    touchpoints: tuple[Touchpoint, ...]
    pains: Sequence[Occurrence[Pain]] = ()
    opportunities: Sequence[Occurrence[Opportunity]] = ()
    metrics: Sequence[Occurrence[Metric]] = ()

    @property
    def stage(self) -> str:
        """The key of the stage; empty if the column is none."""
        return "" if self.group.key in {ANY_TIME, WHOLE} else self.group.key

    def experiences(self) -> Iterator[tuple[Touchpoint | Stage | Journey, Experience]]:
        """Yield what those who are shown go through: in the column as a whole, and at its parts."""
        shown = {persona.key for persona in self.scene.personas}
        for holder in (*self.as_a_whole(), *self.touchpoints):
            for experience in holder.experiences:
                if experience.persona in shown:
                    yield holder, experience

    def as_a_whole(self) -> tuple[Stage | Journey, ...]:
        """Return the stage that the column is, or the journey; neither for any time."""
        if self.group.key == WHOLE:
            return (self.scene.journey,)
        return (self.scene.view.stage(self.stage),) if self.stage else ()

    def whose(self, personas: Sequence[str]) -> tuple[str, ...]:
        """Return the names of some personas in one line, if it has to be said whose it is."""
        if not self.scene.several or not personas:
            return ()
        if 2 < len(personas) == len(self.scene.personas):  # noqa: PLR2004 two are named
            return (self.scene.language("everybody"),)
        names = (self.scene.names[persona] for persona in personas)
        return (self.scene.language(", ").join(names),)

    def pen(self, personas: Sequence[str]) -> int | None:
        """Return the line of the only persona whose it is."""
        return self.scene.pens[personas[0]] if self.scene.several and len(personas) == 1 else None

    def notes(
        self, role: str, texts: Callable[[Experience], Sequence[str]], wrap: str = "{}"
    ) -> Iterator[Node]:
        """Yield what somebody does, thinks or says, the same words once for all who do."""
        numbers = self.scene.numbers
        same: dict[str, list[tuple[Touchpoint | Stage | Journey, str]]] = {}
        for holder, experience in self.experiences():
            for text in texts(experience):
                same.setdefault(text, []).append((holder, experience.persona))
        for text, holders in same.items():
            first, persona = holders[0]
            personas = tuple(dict.fromkeys(persona for _, persona in holders))
            yield note_of(
                f"{role}/{first.key}/{persona}/{slug(text)}",
                wrap.format(text) if wrap != "{}" else text,
                role,
                self.group,
                details=self.whose(personas),
                pen=self.pen(personas),
                refers=dict.fromkeys(
                    numbers[holder.key] for holder, _ in holders if _is_numbered(holder)
                ),
                element=first.element,
            )


def _is_numbered(holder: Touchpoint | Stage | Journey) -> bool:
    """Whether a number stands for a place: for a touchpoint, and for nothing larger."""
    return isinstance(holder, Touchpoint)


def _goals(column: MapColumn) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.customer_goal:
            yield note_of(f"goal/{stage.key}", stage.customer_goal, "goal", column.group)


def _company_goals(column: MapColumn) -> Iterator[Node]:
    if column.stage:
        stage = column.scene.view.stage(column.stage)
        if stage.company_goal:
            yield note_of(f"aim/{stage.key}", stage.company_goal, "goal", column.group)
    elif column.group.key == WHOLE:
        for index, goal in enumerate(column.scene.journey.business_goals):
            yield note_of(f"aim//{index}", goal.name, "goal", column.group)


def _actions(column: MapColumn) -> Iterator[Node]:
    yield from column.notes("action", lambda experience: experience.actions)


def _touchpoints(column: MapColumn) -> Iterator[Node]:
    for touchpoint in column.touchpoints:
        yield card_of(column.scene, touchpoint, column.group)


def _storyboard(column: MapColumn) -> Iterator[Node]:
    """The author's own pictures of the touchpoints here."""
    scene = column.scene
    for touchpoint in column.touchpoints:
        image = scene.images.get(touchpoint.element)
        if image is not None:
            yield Node(
                f"picture/{touchpoint.key}",
                image.text,
                (),
                "picture",
                group=column.group.key,
                refers=(scene.numbers[touchpoint.key],),
                image=image,
                element=touchpoint.element,
            )


def _channels(column: MapColumn) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
    channels: dict[str, Channel] = {}
    for touchpoint in column.touchpoints:
        for channel in touchpoint.channels:
            where.setdefault(channel.key, []).append(column.scene.numbers[touchpoint.key])
            channels.setdefault(channel.key, channel)
    for key, numbers in where.items():
        name = channel_name(channels[key], column.scene.language)
        yield Node(
            f"channel/{key}/{column.group.key}",
            name,
            (name,),
            "channel",
            group=column.group.key,
            tone=known_class(channels[key]),
            refers=numbers,
            element=(element := Element("channel", (key,))),
            marks=column.scene.marks_of(element),
        )


def _thoughts(column: MapColumn) -> Iterator[Node]:
    shown = {persona.key for persona in column.scene.personas}
    for holder in column.as_a_whole():
        for experience in holder.experiences:
            if experience.emotion is not None and experience.persona in shown:
                yield note_of(
                    f"feeling/{holder.key}/{experience.persona}",
                    feeling(experience, column.scene.language),
                    "feeling",
                    column.group,
                    details=column.whose((experience.persona,)),
                    tone=f"emotion:{experience.emotion.level:g}",
                    pen=column.pen((experience.persona,)),
                    element=holder.element,
                )
    yield from column.notes("thought", lambda experience: experience.thoughts)
    yield from column.notes("quote", lambda experience: experience.quotes, "“{}”")


def _pains(column: MapColumn) -> Iterator[Node]:
    scene, language = column.scene, column.scene.language
    for occurrence in column.pains:
        pain = occurrence.item
        kind = "" if pain.kind == "other" else language(pain.kind)
        severity = pain.severity
        severity_words = language("severity {severity} of 5", severity=severity) if severity else ""
        about = " · ".join(filter(None, (kind, severity_words)))
        response = language("today: {response}", response=pain.response) if pain.response else ""
        whose = column.whose(occurrence.personas)
        yield note_of(
            f"pain/{pain.key}",
            pain.text,
            "pain",
            column.group,
            details=[*whose, *filter(None, (about, response)), *_where(occurrence, language)],
            tone="error" if (severity or 0) > 3 else "emotion:-1",  # noqa: PLR2004
            pen=column.pen(occurrence.personas),
            refers=occurrence.numbers,
            element=(element := Element("pain", (pain.key,))),
            marks=scene.marks_of(element),
        )


def _where(
    occurrence: Occurrence[Pain] | Occurrence[Opportunity], language: Language
) -> tuple[str, ...]:
    """Where else something stands, in words."""
    if not occurrence.places:
        return ()
    return (language("at {places}", places=" · ".join(occurrence.places)),)


def _opportunities(column: MapColumn) -> Iterator[Node]:
    for occurrence in column.opportunities:
        yield _opportunity(column, occurrence)


def _opportunity(column: MapColumn, occurrence: Occurrence[Opportunity]) -> Node:
    scene, opportunity = column.scene, occurrence.item
    language = scene.language
    about = " · ".join(
        filter(
            None,
            (
                language(opportunity.status) if opportunity.status else "",
                language(f"{opportunity.priority} priority") if opportunity.priority else "",
                _due(opportunity.due, language) if opportunity.due else "",
            ),
        )
    )
    worth = " · ".join(
        language(text, number=f"{number:g}")
        for text, number in (
            ("value {number} of 5", opportunity.value),
            ("effort {number} of 5", opportunity.effort),
        )
        if number is not None
    )
    owner = owner_words(opportunity.owner)
    named = scene.view.content.metrics_by_word.get(opportunity.metric)
    metric = named.name if named else opportunity.metric
    measured = language("measured by: {metric}", metric=metric) if metric else ""
    return note_of(
        f"opportunity/{opportunity.key}",
        opportunity.name,
        "opportunity",
        column.group,
        details=tuple(
            filter(
                None,
                (opportunity.description, *owned(owner, language), about, worth, measured),
            )
        )
        + _where(occurrence, language),
        tone="covered" if opportunity.open else "not applicable",
        refers=occurrence.numbers,
        element=(element := Element("opportunity", (opportunity.key,))),
        marks=scene.marks_of(element),
    )


def _due(date: datetime.date, language: Language) -> str:
    """When something is due, in words that no line tears apart."""
    return language("due {date}", date=date.isoformat()).replace(" ", "\u00a0")


def _metrics(column: MapColumn) -> Iterator[Node]:
    for occurrence in column.metrics:
        yield _metric(column, occurrence)


def _metric(column: MapColumn, occurrence: Occurrence[Metric]) -> Node:
    metric, language = occurrence.item, column.scene.language
    unit = f" {metric.unit}" if metric.unit else ""
    figures = " · ".join(
        language(text, figure=f"{figure:g}{unit}")
        for text, figure in (
            ("now {figure}", metric.value),
            ("target {figure}", metric.target),
            ("before {figure}", metric.baseline),
        )
        if figure is not None
    )
    target_status = ""
    if metric.met is not None:
        target_status = language("target met" if metric.met else "target not met")
    better = language(f"{metric.direction} is better") if metric.direction else ""
    kind = "" if metric.kind == "other" else language(metric.kind)
    if metric.kind in _ABBREVIATED:
        kind = kind.upper()
    return note_of(
        f"metric/{metric.key}",
        metric.name,
        "metric",
        column.group,
        details=tuple(
            filter(None, (figures, " · ".join(filter(None, (kind, target_status or better)))))
        ),
        tone={True: "covered", False: "missing", None: ""}[metric.met],
        refers=occurrence.numbers,
        element=(element := Element("metric", (metric.key,))),
        marks=column.scene.marks_of(element),
    )


def _systems(column: MapColumn) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
    systems: dict[str, System] = {}
    for touchpoint in column.touchpoints:
        for system in touchpoint.systems:
            where.setdefault(system.key, []).append(column.scene.numbers[touchpoint.key])
            systems.setdefault(system.key, system)
    for key, numbers in where.items():
        owner = owner_words(systems[key].owner)
        yield note_of(
            f"system/{key}/{column.group.key}",
            systems[key].name,
            "system",
            column.group,
            details=owned(owner, column.scene.language),
            refers=numbers,
            element=(element := Element("system", (key,))),
            marks=column.scene.marks_of(element),
        )


def _owners(column: MapColumn) -> Iterator[Node]:
    where: dict[str, list[str]] = {}
    for touchpoint in column.touchpoints:
        if touchpoint.owner:
            numbers = where.setdefault(owner_words(touchpoint.owner), [])
            numbers.append(column.scene.numbers[touchpoint.key])
    for words, numbers in where.items():
        yield note_of(
            f"owner/{words}/{column.group.key}", words, "owner", column.group, refers=numbers
        )


def _texts_of(role: str, attribute: str) -> Callable[[MapColumn], Iterator[Node]]:
    """A lane of texts that stand at touchpoints."""

    def filled(column: MapColumn) -> Iterator[Node]:
        for touchpoint in column.touchpoints:
            for index, text in enumerate(getattr(touchpoint, attribute)):
                yield note_of(
                    f"{role}/{touchpoint.key}/{index}",
                    text,
                    role,
                    column.group,
                    refers=(column.scene.numbers[touchpoint.key],),
                    element=touchpoint.element,
                )

    return filled


def _backstage(column: MapColumn) -> Iterator[Node]:
    for touchpoint in column.touchpoints:
        for index, step in enumerate(touchpoint.backstage):
            yield note_of(
                f"backstage/{touchpoint.key}/{index}",
                step.name,
                "backstage",
                column.group,
                details=acted(step, column.scene.language),
                refers=(column.scene.numbers[touchpoint.key],),
                element=touchpoint.element,
            )


@frozen
class LaneKind:
    """What a lane is called, how it is drawn and what fills it.

    Args:
        title: Its name.
        role: The role of the lane in the diagram.
        fill: What it says about a column.
        missing: What stands where it says nothing.
    """

    title: str
    role: str
    fill: Callable[[MapColumn], Iterator[Node]]
    missing: str = "nothing said yet"


LANES: Mapping[str, LaneKind] = MappingProxyType(
    {
        "goals": LaneKind("What they want", "notes", _goals),
        "company goals": LaneKind("What the company wants", "notes", _company_goals),
        "actions": LaneKind("Actions", "notes", _actions),
        "touchpoints": LaneKind("Touchpoints", "cards", _touchpoints, "no touchpoint yet"),
        "storyboard": LaneKind("Storyboard", "notes", _storyboard, "no picture yet"),
        "channels": LaneKind("Channels", "chips", _channels, "no channel named"),
        "thoughts": LaneKind("Thoughts", "notes", _thoughts),
        "emotions": LaneKind("Emotions", "curve", lambda _column: iter(())),
        "pains": LaneKind("Pain points", "notes", _pains),
        "opportunities": LaneKind("Opportunities", "notes", _opportunities),
        "metrics": LaneKind("Metrics", "notes", _metrics, "nothing measured"),
        "evidence": LaneKind("Physical evidence", "notes", _texts_of("proof", "physical_evidence")),
        "frontstage": LaneKind("Frontstage", "notes", _texts_of("frontstage", "frontstage")),
        "backstage": LaneKind("Backstage", "notes", _backstage),
        "systems": LaneKind("Systems", "notes", _systems),
        "owners": LaneKind("Owners", "notes", _owners),
    }
)
"""Every lane a map can have, by the word that chooses it."""
