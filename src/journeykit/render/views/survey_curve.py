"""What customers answered, as a curve beside those of what personas may feel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.addresses import Element
from journeykit.emotions import signed
from journeykit.observations import Figure, Observations
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.render.diagram.grid import Curve, Point
from journeykit.render.language import Language
from journeykit.render.views.traffic_words import figure_words, rounded

__all__ = ["SURVEY", "answers_at", "survey_curves"]

SURVEY: Final = ":survey"
"""The key of the curve; no persona can have a colon in its key."""


def answers_at(observations: Observations, touchpoint: str) -> list[Figure]:
    """Return what was answered at a touchpoint, one figure a question.

    Args:
        observations: What was seen and asked.
        touchpoint: Its key.
    """
    figures: dict[str, Figure] = {}
    for figure in observations.figures_at(Element("touchpoint", (touchpoint,))):
        if figure.name:
            figures.setdefault(figure.name, figure)
    return list(figures.values())


def survey_curves(diagram: Diagram, observations: Observations, pen: int) -> Iterator[Curve]:
    """Yield what customers answered at touchpoints, where there is a lane of curves.

    Args:
        diagram: The picture of what was designed.
        observations: What was asked.
        pen: The position of the pen to draw it with, after those of the personas.
    """
    lane = next((each for each in diagram.lanes if each.role == "curve"), None)
    if lane is None:
        return
    points = []
    for cell in diagram.cells:
        cards = [node for node in cell.nodes if node.role == "touchpoint"]
        for index, node in enumerate(cards):
            key = node.element.key if node.element else ""
            asked = [f for f in answers_at(observations, key) if f.feeling is not None]
            if asked:
                at = (index + 0.5) / len(cards)
                points.append(_answer(node, cell.group, at, asked[0], diagram.language))
    if points:
        yield Curve(SURVEY, diagram.language("Survey"), pen, lane.key, points)


def _answer(node: Node, group: str, at: float, figure: Figure, language: Language) -> Point:
    """What was answered at a touchpoint, on the scale of feelings."""
    value, low, high = figure.feeling or (0.0, 0.0, 0.0)
    words = figure_words(figure, language)
    return Point(
        group,
        at,
        value,
        low,
        high,
        f"{figure.kind.upper()} {rounded(figure.value)}",
        language(
            "Survey at {touchpoint}: {figure}, {value} of feeling",
            touchpoint=f"{node.number} {node.text}",
            figure=words,
            value=signed(round(value, 1)),
        ),
        str(node.number or ""),
        "reported",
    )
