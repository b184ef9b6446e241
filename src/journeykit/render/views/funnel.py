"""The funnel: how many customers reach each stage, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attrs import evolve

from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage
from journeykit.rates import Rate, percent
from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import HEADER, HEADER_INSET, LANE_HEADER, NOTE_INSET
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.columns import scene_of
from journeykit.render.views.selection import one_of
from journeykit.render.views.traffic_words import (
    BETWEEN,
    count_node,
    count_words,
    source_of,
    unbroken_percent,
    withheld_note,
)

if TYPE_CHECKING:
    from journeykit.observations import FunnelStep, Observations, Stopped
    from journeykit.validation.report import Report

__all__ = ["funnel_diagram"]

_COLUMNS: Final = (
    ("reached", "Reached", 30.0),
    ("step", "Of the stage before", 13.0),
    ("left", "Left", 10.0),
    ("open", "Still open", 10.0),
    ("time", "Time to the next", 12.0),
)
"""What stands beside a stage: key, name and width."""

_UNITS: Final = (
    (86_400, "{number} days"),
    (3_600, "{number} hours"),
    (60, "{number} minutes"),
    (1, "{number} seconds"),
)


def funnel_diagram(
    journey: Journey | View,
    *,
    observations: Observations | None = None,
    persona: Persona | str | None = None,
    report: Report | None = None,
    language: Language = ENGLISH,
) -> Diagram:
    """Lay out how many customers reach each stage after the one before.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        observations: What customers did; if left out, no stage has a figure.
        persona: The persona whose customers alone are counted.
        report: Findings to mark and to list.
        language: What the words that are not the author's are said in.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.observations import FunnelStep, Observations
        >>> from journeykit.rates import rate_of
        >>> shop = journey("Shop").stage("Look", touchpoint("Looks"))
        >>> steps = [FunnelStep("look", 40, rate_of(40, 40), None, None)]
        >>> seen = Observations(journey="shop", source="log", entities=40, steps=steps)
        >>> funnel_diagram(shop, observations=seen).cell("look", "reached").nodes[0].text
        '40 customers'
    """
    view = view_of(journey)
    if observations is None:
        return _unobserved(view, language)
    scene = scene_of(view, persona=None, report=report)
    picked = None
    steps, stopped, people = observations.steps, observations.stopped, language("everybody")
    if persona is not None:
        picked = one_of(view.journey.personas, persona, "persona", view.journey)
        steps = dict(observations.steps_by_persona).get(picked.key, ())
        stopped, people = (), picked.name
    stages = {stage.key: stage for stage in view.journey.stages}
    ends = {each.stage: each for each in stopped}
    shown = [each for each in steps if each.stage in stages]
    times = {
        figure.at.key: (figure.value, figure.n)
        for figure in observations.figures
        if figure.kind == "time" and figure.at.kind == "stage" and picked is None
    }
    cells = [
        cell
        for step in shown
        for cell in _StageCounts(step, language).cells(
            ends.get(step.stage), times.get(step.stage), last=step is shown[-1]
        )
    ]
    filled = {cell.group for cell in cells}
    groups = [
        Group(
            key,
            text,
            wrap_to_width(text, (width - HEADER_INSET) / HEADER, 2, bold=True),
            "total",
            width=width,
        )
        for key, text, width in _columns(language)
        if key in filled
    ]
    lanes = [
        _lane(stages[step.stage], scene.marks_of(stages[step.stage].element)) for step in shown
    ]
    return Diagram(
        view="funnel",
        title=view.journey.name,
        subtitle=f"{people} · {source_of(observations, language, picked.key if picked else None)}",
        description=_description(shown, people, observations.source, language),
        groups=groups,
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        notes=_notes(observations, shown, language),
        language=language,
    )


def _columns(language: Language) -> list[tuple[str, str, float]]:
    """The columns, with what they are called."""
    return [(key, language(text), width) for key, text, width in _COLUMNS]


def _unobserved(view: View, language: Language) -> Diagram:
    """The stages of a journey of which nobody knows who reaches them."""
    stages = view.journey.stages
    key, text, width = _columns(language)[0]
    words = language("not observed")
    node = Node("", words, (words,), "share", group=key)
    return Diagram(
        view="funnel",
        title=view.journey.name,
        subtitle=words,
        description=language("Nobody has counted how many customers reach the stages."),
        groups=[Group(key, text, (text,), "total", width=width)],
        lanes=[_lane(stage) for stage in stages],
        cells=[GridCell(stage.key, key, [evolve(node, key=stage.key)]) for stage in stages],
        notes=[
            language(
                "Hold a log against the journey, and give it what confront(…) returns: evidence=."
            )
        ],
        language=language,
    )


def _lane(stage: Stage, marks: tuple[int, ...] = ()) -> Lane:
    return Lane(
        stage.key,
        stage.name,
        wrap_to_width(stage.name, LANE_HEADER - 1, 3, bold=True),
        "status",
        element=stage.element,
        marks=marks,
    )


class _StageCounts:
    """What is known of a stage.

    Args:
        step: How many reached it.
        language: What it is said in.
    """

    def __init__(self, step: FunnelStep, language: Language) -> None:
        self.step = step
        self.language = language

    def cells(
        self, stopped: Stopped | None, time: tuple[float, int] | None, *, last: bool
    ) -> Iterator[GridCell]:
        """Its cells, those alone that there is something of."""
        step, language = self.step, self.language
        share = () if step.step is None else (self._interval(step.overall, of_first=True),)
        width = _COLUMNS[0][2] - NOTE_INSET
        node = count_node(step.stage, "reached", step, share, width, language)
        yield GridCell(step.stage, "reached", [node])
        if step.step is not None:
            yield self._note("step", percent(step.step.rate), self._interval(step.step))
        if stopped is not None and not last:
            gone = stopped.abandoned_explicit + stopped.abandoned_silent
            details = []
            if stopped.abandoned_explicit:
                count = language.number(stopped.abandoned_explicit)
                details.append(language("{count} at a designed end", count=count))
            rate = percent(stopped.abandoned.rate)
            yield self._note("left", language.number(gone), rate, *details)
            yield self._note("open", language.number(stopped.open))
        if time is not None:
            count = language.number(time[1])
            median = language("median of {count} who went on", count=count)
            yield self._note("time", _duration(time[0], language), median)

    def _note(self, group: str, text: str, *details: str) -> GridCell:
        size = next(each[2] for each in _COLUMNS if each[0] == group) - NOTE_INSET
        lines = wrap_to_width(text, size, 2, bold=True)
        node = Node(self.step.stage, text, lines, "share", group=group, details=details)
        return GridCell(self.step.stage, group, [node])

    def _interval(self, rate: Rate, *, of_first: bool = False) -> str:
        """A share with its interval and its sample."""
        language = self.language
        if rate.rate is None:
            return language("of nobody")
        low, high = unbroken_percent(rate.low), unbroken_percent(rate.high)
        span = language("{low} to {high}", low=low, high=high)
        parts = [f"95\u00a0%: {span}", f"n\u00a0=\u00a0{language.number(rate.of)}"]
        if of_first:
            parts.insert(0, language("{share} of the first", share=unbroken_percent(rate.rate)))
        if rate.small:
            parts.append(language("few"))
        return language(", ").join(parts)


def _duration(seconds: float, language: Language) -> str:
    """A time in the largest unit of which it has one."""
    size, text = next((each for each in _UNITS if seconds >= each[0]), _UNITS[-1])
    return language(text, number=f"{seconds / size:.1f}")


def _description(steps: list[FunnelStep], people: str, source: str, language: Language) -> str:
    """The funnel in a sentence."""
    if not steps:
        text = "The funnel of {people} has no stage that was looked for in {source}."
        return language(text, people=people, source=source)
    first, last = steps[0].reached, steps[-1].reached
    if first is None or last is None:
        return language(
            "The funnel of {people} in {source}: {part} in the first of {stages}, {rest} in the "
            "last.",
            people=people,
            source=source,
            part=count_words(first, language),
            rest=count_words(last, language),
            stages=language.counted(len(steps), "stage"),
        )
    return language(
        "The funnel of {people} in {source}: {part} of {total} customers ({share}) reach the last "
        "of {stages}.",
        people=people,
        source=source,
        part=language.number(last),
        total=language.number(first),
        share=percent(steps[-1].overall.rate),
        stages=language.counted(len(steps), "stage"),
    )


def _notes(observations: Observations, steps: list[FunnelStep], language: Language) -> list[str]:
    """What has to be known to read it."""
    notes = [language(BETWEEN), language("Bars: the share of those in the first stage.")]
    if observations.min_cell:
        notes.append(withheld_note(observations, language))
    if any(each.step is not None and each.step.small for each in steps):
        text = "few: fewer than {count} customers, which says little."
        notes.append(language(text, count=observations.min_n))
    return notes
