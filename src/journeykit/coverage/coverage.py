"""The coverage of a journey: its measures, side by side and never blended into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType

from attrs import field, frozen

from journeykit.coverage import first
from journeykit.coverage.measure import Measure
from journeykit.errors import UnknownReferenceError
from journeykit.graph import View, view_of
from journeykit.model import Journey

MEASURES: MappingProxyType[str, Callable[[View], Measure]] = MappingProxyType(
    {
        "stage": first.stage,
        "touchpoint": first.touchpoint,
        "transition": first.transition,
        "persona_stage": first.persona_stage,
        "goal": first.goal,
        "path": first.path,
    }
)
"""Every measure, by name."""


def _measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return tuple(measures)


@frozen
class Coverage:
    """How much of a journey is thought through.

    There is no blended score: any weights would be arbitrary.

    Args:
        journey: The name of the journey.
        measures: Its measures.
        state: The state of the journey.
    """

    journey: str
    measures: tuple[Measure, ...] = field(converter=_measures)
    state: str = ""

    def __getitem__(self, name: str) -> Measure:
        """The measure of a name.

        Args:
            name: Its name.

        Returns:
            The measure.

        Raises:
            UnknownReferenceError: It was not measured.
        """
        for measure in self.measures:
            if measure.name == name:
                return measure
        known = [measure.name for measure in self.measures]
        raise UnknownReferenceError("measure", name, known=known, where=f'"{self.journey}"')

    def __iter__(self) -> Iterator[Measure]:
        """Go through the measures."""
        return iter(self.measures)

    def __str__(self) -> str:
        """One measure a line."""
        return "\n".join(str(measure) for measure in self.measures)


def coverage_of(journey: Journey | View, measures: Iterable[str] = tuple(MEASURES)) -> Coverage:
    """Measure a journey.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        measures: Which measures; all if left out.

    Returns:
        The coverage.

    Raises:
        UnknownReferenceError: There is no measure of that name.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> print(coverage_of(journey("Shop").stage("Purchase", touchpoint("Pays")))["stage"])
        stage 1/1 100.0%
    """
    view = journey if isinstance(journey, View) else view_of(journey)
    chosen = tuple(measures)
    for name in chosen:
        if name not in MEASURES:
            raise UnknownReferenceError("measure", name, known=MEASURES)
    return Coverage(
        view.journey.name, (MEASURES[name](view) for name in chosen), view.journey.state
    )
