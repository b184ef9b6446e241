"""What a flow shows of a journey, its stages, and the words around the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from journeykit.addresses import Element
from journeykit.graph.view import View
from journeykit.management import Opportunity
from journeykit.model import Journey, Persona, Stage, Touchpoint, stage_order
from journeykit.render.diagram.diagram import Edge, Group
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import taking
from journeykit.render.views.findings import Numbers
from journeykit.render.views.selection import Part

__all__ = [
    "FlowScene",
    "description",
    "ideas_by_element",
    "listed",
    "stage_groups",
    "stage_order_edges",
    "subtitle",
]

_NAMED: Final = 3
"""How many personas are named before they are counted."""


@attrs.frozen
class FlowScene:
    """What is shown, and to whom it matters.

    Args:
        view: The journey, with its questions answered.
        picked: The persona who is picked out, if one is.
        only: The part that is shown; all of the journey if None.
        language: What the words that are not the author's are said in.
    """

    view: View
    picked: Persona | None
    only: Part | None
    language: Language = ENGLISH
    touchpoints: tuple[Touchpoint, ...] = attrs.field(init=False)
    keys: frozenset[str] = attrs.field(init=False)
    stages: tuple[Stage, ...] = attrs.field(init=False)
    names: dict[str, str] = attrs.field(init=False)
    faded: frozenset[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Find out what is shown."""
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
        """The journey."""
        return self.view.journey

    def shows(self, element: Element) -> bool:
        """Tell whether an element has a place in the picture."""
        return self.only is None or self.only.shows(element)


def listed(names: list[str], language: Language = ENGLISH) -> str:
    """Return a few names in a row, or how many there are.

    Args:
        names: The names of personas.
        language: What it is said in.

    Returns:
        The words.

    Example:
        >>> listed(["Ann", "Bob"]), listed(["Ann", "Bob", "Cleo", "Dan"])
        ('Ann and Bob', '4 personas')
    """
    if len(names) > _NAMED:
        return language.counted(len(names), "persona")
    return language.listed(names)


def ideas_by_element(scene: FlowScene) -> Mapping[Element, Sequence[Opportunity]]:
    """Return where each opportunity belongs: at what it names, or where the pain point hurts.

    Args:
        scene: What is shown.

    Returns:
        For each touchpoint, stage and transition, its opportunities; for the journey, those that
        belong to no place.
    """
    hurt: dict[Element, list[Element]] = {}
    for pain, at in scene.view.pains:
        hurt.setdefault(pain.element, []).append(at)
    homes = {"touchpoint", "stage", "transition"}
    ideas: dict[Element, list[Opportunity]] = {}
    for opportunity in scene.journey.opportunities:
        named = (element for each in opportunity.addresses for element in hurt.get(each, (each,)))
        elements = dict.fromkeys(element for element in named if element.kind in homes)
        for element in elements or (scene.journey.element,):
            ideas.setdefault(element, []).append(opportunity)
    return ideas


def stage_groups(scene: FlowScene, numbers: Numbers, width: float = CARD_WIDTH) -> Iterator[Group]:
    """Yield the stages that are shown, and what can come at any time.

    Args:
        numbers: The numbers of the findings about each element.
        width: How wide the names may be, in ems.

    Yields:
        The groups, in the author's order.
    """
    together = _parallel(scene)
    for stage in scene.stages:
        takes = taking(stage.duration, scene.language)
        lines = (stage.name, stage.description, stage.customer_goal, takes)
        yield Group(
            f"stage:{stage.key}",
            stage.name,
            wrap_to_width(stage.name, width, 2, bold=True),
            roles=frozenset({"optional"} if stage.optional else ()),
            details=tuple(line for line in (stage.customer_goal, takes) if line.strip()),
            together=together.get(stage.key, ""),
            tooltip="\n".join(line for line in lines if line),
            element=stage.element,
            marks=numbers.get(stage.element, ()),
        )
    if any(touchpoint.key in scene.keys for touchpoint in scene.journey.any_time):
        text = scene.language("At any time")
        yield Group("any time", text, (text,), "any time")


def _parallel(scene: FlowScene) -> dict[str, str]:
    """A word for each run of neighbours of which none comes before another."""
    earlier = scene.view.earlier_stages
    together: dict[str, str] = {}
    run: list[str] = []
    for stage in (*scene.stages, None):
        if stage is not None and all(
            stage.key not in earlier[other] and other not in earlier[stage.key] for other in run
        ):
            run.append(stage.key)
            continue
        if len(run) > 1:
            together |= dict.fromkeys(run, run[0])
        run = [] if stage is None else [stage.key]
    return together


def stage_order_edges(scene: FlowScene) -> Iterator[Edge]:
    """Yield how the stages follow one another, past those that are not shown.

    Yields:
        An edge for each stage that comes right before another.
    """
    before = {stage.key: earlier for stage, earlier in stage_order(scene.journey.stages)}
    shown = {stage.key for stage in scene.stages}

    def visible(key: str) -> Iterator[str]:
        for earlier in before[key]:
            if earlier in shown:
                yield earlier
            else:
                yield from visible(earlier)

    for stage in scene.stages:
        predecessors = tuple(dict.fromkeys(visible(stage.key)))
        for earlier in predecessors:
            if any(earlier in scene.view.earlier_stages[other] for other in predecessors):
                continue  # known from the one that comes between
            yield Edge(
                f"stage:{earlier}",
                f"stage:{stage.key}",
                "precedes",
                roles=frozenset({"implied"}),
                tooltip=scene.language(
                    "{first}, then {second}",
                    first=scene.view.stage(earlier).name,
                    second=stage.name,
                ),
            )


def subtitle(scene: FlowScene) -> str:
    """Return the line below the title.

    Args:
        scene: What is shown.

    Returns:
        The state, the scenario and the personas.
    """
    journey, language = scene.journey, scene.language
    names = [persona.name for persona in journey.personas]
    if scene.picked:
        people = language("{persona} picked out", persona=scene.picked.name)
    elif len(names) > _NAMED:
        people = listed(names, language)
    else:
        text = "Personas: {people}" if names[1:] else "Persona: {people}"
        people = language(text, people=language(", ").join(names)) if names else ""
    state = language(journey.state) if journey.state else ""
    return " · ".join(part for part in (state, journey.scenario, people) if part)


def description(scene: FlowScene, transitions: int, findings: int) -> str:
    """Return what the picture shows, for who cannot see it.

    Args:
        scene: What is shown.
        transitions: How many arrows there are.
        findings: How many findings.

    Returns:
        One sentence.
    """
    parts = (
        (len(scene.stages), "stage"),
        (len(scene.touchpoints), "touchpoint"),
        (transitions, "transition"),
        (findings, "finding"),
    )
    language = scene.language
    counts = [language.counted(count, what) for count, what in parts if count]
    listed = language(", ").join(counts) or language("nothing yet")
    return language("How customers move through the journey: {counts}.", counts=listed)
