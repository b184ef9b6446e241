"""One line a stage: the figures that stand side by side in the report."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.coverage.measure import Cell, Measure
from journeykit.graph import View
from journeykit.model import Stage
from journeykit.shapes import Result


@frozen
class StageLine(Result):
    """What coverage says of one stage.

    Args:
        name: The stage.
        touchpoints: How many it has.
        personas: How many personas meet something, and how many should.
        partial: How many of those with a reservation.
        excluded: How many are not applicable.
        channels: How many channels are offered.
        preferred: How many preferred channels are met, and how many could be.
        emotions: How many emotions are known, and how many could be.
        measured: Whether a metric with target and source watches it.
        pains: How many different pains hurt in it.
        answered: How many of them have an answer.
        low: The worst emotion; None where none is known.
        missing: What is missing, in words.
    """

    name: str
    touchpoints: int
    personas: tuple[int, int]
    partial: int
    excluded: int
    channels: int
    preferred: tuple[int, int]
    emotions: tuple[int, int]
    measured: bool
    pains: int
    answered: int
    low: float | None = None
    missing: tuple[str, ...] = ()


def stage_lines(view: View, measures: dict[str, Measure]) -> tuple[StageLine, ...]:
    """Gather the figures of each stage.

    Args:
        view: The journey, with its questions.
        measures: The measures that were taken, by name.

    Returns:
        The lines, in the order of the stages.
    """
    return tuple(_lines(view, measures))


def _lines(view: View, measures: dict[str, Measure]) -> Iterator[StageLine]:
    met_in = _by_stage(measures["persona_stage"])
    offered_in = _by_stage(measures["persona_stage_channel"])
    measured = {cell.element.key for cell in measures["measurement"].of("covered")}
    for stage in view.journey.stages:
        cells = met_in.get(stage.key, [])
        statuses = [cell.status for cell in cells]
        served = statuses.count("covered") + statuses.count("partial")
        liked = [cell.status for cell in offered_in.get(stage.key, [])]
        feelings = _feelings(view, stage)
        valences = [valence for valence in feelings if valence is not None]
        pains, answered = _pains(view, stage)
        yield StageLine(
            name=stage.name,
            touchpoints=len(stage.touchpoints),
            personas=(served, served + statuses.count("missing")),
            partial=statuses.count("partial"),
            excluded=statuses.count("not applicable"),
            channels=len({c.key for t in stage.touchpoints for c in t.channels}),
            preferred=(
                liked.count("covered"),
                liked.count("covered") + liked.count("missing"),
            ),
            emotions=(len(valences), len(feelings)),
            measured=stage.key in measured,
            pains=pains,
            answered=answered,
            low=min(valences, default=None),
            missing=tuple(
                f"{view.persona(cell.element.key).name}: {cell.why}"
                if cell.why
                else view.persona(cell.element.key).name
                for cell in cells
                if cell.status in {"missing", "partial"}
            ),
        )


def _by_stage(measure: Measure) -> dict[str, list[Cell]]:
    """The cells of a measure, by the stage that is their second key."""
    cells_by_stage: dict[str, list[Cell]] = {}
    for cell in measure.cells:
        cells_by_stage.setdefault(cell.element.keys[1], []).append(cell)
    return cells_by_stage


def _feelings(view: View, stage: Stage) -> list[float | None]:
    """What each persona who comes to each touchpoint of a stage feels, as far as is known."""
    return [
        view.content.valence(touchpoint.key, persona.key)
        for persona in view.journey.personas
        for touchpoint in view.cells[persona.key, stage.key]
    ]


def _pains(view: View, stage: Stage) -> tuple[int, int]:
    """How many different pains hurt in a stage, and how many of them have an answer."""
    hurting = [(pain, stage.element) for pain in stage.pains]
    hurting += [
        (pain, touchpoint.element)
        for touchpoint in stage.touchpoints
        for experience in touchpoint.experiences
        for pain in experience.pains
    ]
    answered: dict[str, bool] = {}
    for pain, at in hurting:
        answered[pain.key] = answered.get(pain.key, True) and view.is_addressed(pain, at)
    return len(answered), sum(answered.values())
