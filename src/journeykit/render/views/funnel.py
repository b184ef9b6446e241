"""The funnel: how many customers reach each stage, and what becomes of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage
from journeykit.rates import Rate, percent
from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import Cell, Lane
from journeykit.render.layout.proportions import HEADER, HEADER_INSET, LANE_HEADER, NOTE_INSET
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.columns import scene_of
from journeykit.render.views.selection import one_of
from journeykit.render.views.traffic import reached_node, source_of

if TYPE_CHECKING:
    from journeykit.observations import Observations, Step, Stopped
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

_UNITS: Final = ((86_400, "days"), (3_600, "hours"), (60, "minutes"), (1, "seconds"))


def funnel_diagram(
    journey: Journey | View,
    *,
    observations: Observations | None = None,
    persona: Persona | str | None = None,
    report: Report | None = None,
) -> Diagram:
    """Lay out how many customers reach each stage after the one before.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        observations: What customers did; if left out, no stage has a figure.
        persona: The persona whose customers alone are counted.
        report: Findings to mark and to list.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.observations import Observations, Step
        >>> from journeykit.rates import rate_of
        >>> shop = journey("Shop").stage("Look", touchpoint("Looks"))
        >>> steps = [Step("look", 40, rate_of(40, 40), None, None)]
        >>> seen = Observations(journey="shop", source="log", entities=40, steps=steps)
        >>> funnel_diagram(shop, observations=seen).cell("look", "reached").nodes[0].text
        '40 customers'
    """
    view = view_of(journey)
    if observations is None:
        return _unobserved(view)
    scene = scene_of(view, persona=None, report=report)
    picked = None
    steps, stopped, who = observations.steps, observations.stopped, "everybody"
    if persona is not None:
        picked = one_of(view.journey.personas, persona, "persona", view.journey)
        steps = dict(observations.steps_by_persona).get(picked.key, ())
        stopped, who = (), picked.name
    known = {stage.key: stage for stage in view.journey.stages}
    ends = {each.stage: each for each in stopped}
    shown = [each for each in steps if each.stage in known]
    times = {
        figure.at.key: (figure.value, figure.n)
        for figure in observations.figures
        if figure.kind == "time" and figure.at.kind == "stage" and picked is None
    }
    cells = [
        cell
        for step in shown
        for cell in _row(step, ends.get(step.stage), times.get(step.stage), last=step is shown[-1])
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
        for key, text, width in _COLUMNS
        if key in filled
    ]
    lanes = [_lane(known[step.stage], scene.marks_of(known[step.stage].element)) for step in shown]
    return Diagram(
        view="funnel",
        title=view.journey.name,
        subtitle=f"{who} · {source_of(observations)}",
        description=_description(shown, who, observations.source),
        groups=groups,
        lanes=lanes,
        cells=cells,
        marks=scene.marks,
        notes=_notes(observations, shown),
    )


def _unobserved(view: View) -> Diagram:
    """The stages of a journey of which nobody knows who reaches them."""
    stages = view.journey.stages
    key, text, width = _COLUMNS[0]
    node = Node("", "not observed", ("not observed",), "share", group=key)
    return Diagram(
        view="funnel",
        title=view.journey.name,
        subtitle="not observed",
        description="Nobody has counted how many customers reach the stages.",
        groups=[Group(key, text, (text,), "total", width=width)],
        lanes=[_lane(stage) for stage in stages],
        cells=[Cell(stage.key, key, [evolve(node, key=stage.key)]) for stage in stages],
        notes=["Hold a log against the journey, and give it what confront(…) returns: evidence=."],
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


def _row(
    step: Step, stopped: Stopped | None, time: tuple[float, int] | None, *, last: bool
) -> list[Cell]:
    """What is known of a stage."""
    share = () if step.step is None else (_interval(step.overall, "of the first"),)
    width = _COLUMNS[0][2] - NOTE_INSET
    row = [Cell(step.stage, "reached", [reached_node(step.stage, "reached", step, share, width)])]

    def note(group: str, text: str, *details: str) -> None:
        size = next(each[2] for each in _COLUMNS if each[0] == group) - NOTE_INSET
        lines = wrap_to_width(text, size, 2, bold=True)
        node = Node(step.stage, text, lines, "share", group=group, details=details)
        row.append(Cell(step.stage, group, [node]))

    if step.step is not None:
        note("step", percent(step.step.rate), _interval(step.step, ""))
    if stopped is not None and not last:
        left = stopped.abandoned_explicit + stopped.abandoned_silent
        said = (
            f"{stopped.abandoned_explicit:,} at a designed end"
            if stopped.abandoned_explicit
            else ""
        )
        note("left", f"{left:,}", percent(stopped.abandoned.rate), *filter(None, [said]))
        note("open", f"{stopped.open:,}")
    if time is not None:
        note("time", _duration(time[0]), f"median of {time[1]:,} who went on")
    return row


def _interval(rate: Rate, of: str) -> str:
    """A share with its interval and its sample."""
    few = ", few" if rate.small else ""
    if rate.rate is None:
        return "of nobody"
    share = f"{percent(rate.rate)} {of}, " if of else ""
    return f"{share}95 %: {percent(rate.low)} to {percent(rate.high)}, n = {rate.of:,}{few}"


def _duration(seconds: float) -> str:
    """A time in the largest unit of which it has one."""
    size, unit = next((each for each in _UNITS if seconds >= each[0]), _UNITS[-1])
    return f"{seconds / size:.1f} {unit}"


def _description(steps: list[Step], who: str, source: str) -> str:
    """The funnel in a sentence."""
    if not steps:
        return f"The funnel of {who} has no stage that was looked for in {source}."
    first, last = steps[0], steps[-1]
    return (
        f"The funnel of {who} in {source}: {last.reached:,} of {first.reached:,} customers "
        f"({percent(last.overall.rate)}) reach the last of {len(steps)} stages."
    )


def _notes(observations: Observations, steps: list[Step]) -> list[str]:
    """What has to be known to read it."""
    notes = [
        "A stage is reached after the one before it; others may lie between.",
        "Bars: the share of those in the first stage.",
    ]
    if any(each.step is not None and each.step.small for each in steps):
        notes.append(f"few: fewer than {observations.min_n} customers, which says little.")
    return notes
