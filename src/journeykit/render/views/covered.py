"""The coverage of a journey as it is measured, laid out by `coverage_diagram`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeykit.coverage import Coverage, coverage_of
from journeykit.model import Journey, Persona
from journeykit.render.diagram import Diagram
from journeykit.render.views.coverage import Share, coverage_diagram

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["covered_diagram"]

_SHARES: Final = (
    ("persona_stage", "persona × stage"),
    ("touchpoint", "touchpoints"),
    ("transition", "transitions"),
    ("goal", "goals"),
    ("pain", "pains"),
)


def covered_diagram(
    journey: Journey,
    *,
    coverage: Coverage | None = None,
    channels: bool = False,
    persona: Persona | str | None = None,
    report: Report | None = None,
) -> Diagram:
    """Measure a journey and lay its coverage out as a table.

    Args:
        journey: The journey.
        coverage: What was measured already; measured here if left out.
        channels: Whether each channel has a row of its own.
        persona: The persona, or its key or name, whose rows alone are shown.
        report: Findings to mark and to list.

    Returns:
        The diagram.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> shop = journey("Shop").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
        >>> covered_diagram(shop).cell("maya", "purchase").nodes[0].text
        'covered'
    """
    measured = coverage_of(journey) if coverage is None else coverage
    cells = measured["persona_stage_channel" if channels else "persona_stage"].cells
    shares = [
        Share(name, measure.numerator, measure.denominator)
        for key, name in _SHARES
        if (measure := measured[key]).denominator
    ]
    states = {cell.element.keys: (cell.status, cell.why) for cell in cells}
    return coverage_diagram(journey, states, shares=shares, persona=persona, report=report)
