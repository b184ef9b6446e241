"""Which events of a log show that somebody was at which touchpoint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from attrs import frozen

from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.evidence.engines.engine import Dialect, LogTable
from journeykit.evidence.globs import ESCAPE, as_like, fits, overlap
from journeykit.guards import AllOf, AnyOf, AttributeComparison, Guard, Not
from journeykit.model import Touchpoint
from journeykit.observed_events import ObservedEvent
from journeykit.printable import quoted

EVENT = "event_name"
"""The column of event names in every relation of ours."""


@frozen
class Recognition:
    """One way to know a touchpoint.

    Args:
        number: The number of the touchpoint.
        touchpoint: Its name.
        event: The event, or the pattern of events.
    """

    number: int
    touchpoint: str
    event: ObservedEvent

    def fits(self, name: str) -> bool:
        """Whether the name of an event fits, conditions on other columns aside."""
        return name == self.event.name if self.event.exact else fits(self.event.name, name)


@frozen
class Mapping:
    """How events find their touchpoints.

    An exact name beats a pattern, and an event with a condition beats one without. Of several
    events that have conditions, the first in the order of the journey wins.

    Args:
        recognitions: All ways to know a touchpoint, the strongest first.
        guards: The conditions on other columns that they have, each once.
    """

    recognitions: tuple[Recognition, ...]
    guards: tuple[Guard, ...]

    def touchpoint_of(self, name: str) -> int | None:
        """Return the number of the touchpoint that a name belongs to, without conditions."""
        recognitions = (each for each in self.recognitions if each.event.where is None)
        return next((each.number for each in recognitions if each.fits(name)), None)

    def as_case(self, dialect: Dialect) -> str:
        """Write the mapping as an expression over the names of events.

        Args:
            dialect: How the engine writes texts.

        Returns:
            An expression for the number of the touchpoint, -1 where there is none.
        """
        branches = "".join(
            f" WHEN {self.condition(each, dialect)} THEN {each.number}"
            for each in self.recognitions
        )
        return f"CASE{branches} ELSE -1 END"

    def condition(self, recognition: Recognition, dialect: Dialect) -> str:
        """Write the condition under which an event shows a touchpoint.

        Args:
            recognition: One of `recognitions`.
            dialect: How the engine writes texts.

        Returns:
            A condition on the names of events.
        """
        event = recognition.event
        if event.exact:
            condition = f"{EVENT} = {dialect.text(event.name)}"
        else:
            like = dialect.text(as_like(event.name))
            condition = f"{EVENT} LIKE {like} ESCAPE {dialect.text(ESCAPE)}"
        if event.where is None:
            return condition
        return f"{condition} AND guard_{self.guards.index(event.where)} = 1"

    def conditions(self, dialect: Dialect, table: LogTable) -> tuple[str, ...]:
        """Write the conditions on other columns, each as an expression that is 1 or 0.

        Args:
            dialect: How the engine writes texts.

        Returns:
            The expressions, in the order of `guards`.

        Raises:
            UnknownReferenceError: A condition asks for a column that the log does not have.
        """
        return tuple(
            f"CASE WHEN {_sql(guard, dialect, table)} THEN 1 ELSE 0 END" for guard in self.guards
        )


def mapping_of(touchpoints: Iterable[Touchpoint]) -> Mapping:
    """Collect how the events of a log find the touchpoints of a journey.

    Args:
        touchpoints: The touchpoints, in the order of their numbers.

    Raises:
        ModelError: No touchpoint is observed; or one event would show two of them; or a pattern
            can never match.

    Example:
        >>> from journeykit import touchpoint
        >>> shop = [touchpoint("Looks").observed_as("/product/*"),
        ...         touchpoint("Compares").observed_as("/product/compare")]
        >>> mapping_of(shop).touchpoint_of("/product/compare")
        1
    """
    recognitions = [
        Recognition(number, touchpoint.name, event)
        for number, touchpoint in enumerate(touchpoints)
        for event in touchpoint.observed
    ]
    if not recognitions:
        raise ModelError(
            "no touchpoint says by which events of a log it is known; "
            'say it with touchpoint("Pays").observed_as("order_placed")'
        )
    _refuse_conflicts(recognitions)
    recognitions.sort(key=lambda each: (not each.event.exact, each.event.where is None))
    guards = dict.fromkeys(
        each.event.where for each in recognitions if each.event.where is not None
    )
    return Mapping(tuple(recognitions), tuple(guards))


def _refuse_conflicts(recognitions: list[Recognition]) -> None:
    """Refuse events that would show two touchpoints, and patterns that never match."""
    free = [each for each in recognitions if each.event.where is None]
    exact: dict[str, Recognition] = {}
    for each in free:
        if each.event.exact:
            other = exact.setdefault(each.event.name, each)
            if other.number != each.number:
                raise ModelError(
                    f"the event {quoted(each.event.name)} would show two touchpoints, "
                    f"{quoted(other.touchpoint)} and {quoted(each.touchpoint)}"
                )
    patterns = [each for each in free if not each.event.exact]
    for each in patterns:
        taken = exact.get(each.event.name)
        if taken and taken.number != each.number and not _has_wildcard(each.event.name):
            raise ModelError(
                f"the pattern {quoted(each.event.name)} of {quoted(each.touchpoint)} can never "
                f"match: the event of that name shows {quoted(taken.touchpoint)}"
            )
    for one, other in combinations(patterns, 2):
        if one.number == other.number:
            continue
        both = overlap(one.event.name, other.event.name)
        if both is not None:
            raise ModelError(
                f"the patterns {quoted(one.event.name)} of {quoted(one.touchpoint)} and "
                f"{quoted(other.event.name)} of {quoted(other.touchpoint)} overlap: "
                f"{quoted(both)} would fit both"
            )


def _has_wildcard(pattern: str) -> bool:
    return "*" in pattern or "?" in pattern


_SIGNS = {"at least": ">=", "at most": "<=", "above": ">", "below": "<"}


def _sql(guard: Guard, dialect: Dialect, table: LogTable) -> str:
    """Return a condition on the columns of a log."""
    if isinstance(guard, AllOf | AnyOf):
        word = " AND " if isinstance(guard, AllOf) else " OR "
        return "(" + word.join(_sql(part, dialect, table) for part in guard.parts) + ")"
    if isinstance(guard, Not):
        return f"NOT {_sql(guard.part, dialect, table)}"
    if not isinstance(guard, AttributeComparison):
        raise ModelError(
            f'the condition "{guard}" asks for a segment; of a log, ask for a column: '
            'attribute("page").is_("pay")'
        )
    if guard.attribute not in table.names:
        raise UnknownReferenceError(
            "column", guard.attribute, choices=table.names, where=f'the condition "{guard}"'
        )
    column = dialect.as_text(dialect.identifier(guard.attribute))
    return f"({_compared(guard, column, dialect)})"


def _compared(guard: AttributeComparison, column: str, dialect: Dialect) -> str:
    """Return a comparison of a column with a value; an empty field equals nothing."""
    if isinstance(guard.value, bool):
        column = f"LOWER({column})"
        wanted = ["true", "t", "1", "yes"] if guard.value else ["false", "f", "0", "no"]
        texts = ", ".join(map(dialect.text, wanted))
        return f"{column} {'IN' if guard.operator == 'is' else 'NOT IN'} ({texts})"
    sign = {"is": "=", "is not": "<>"}.get(guard.operator) or _SIGNS[guard.operator]
    if isinstance(guard.value, str):
        return f"{column} {sign} {dialect.text(guard.value)}"
    return f"{dialect.number(column)} {sign} {guard.value!r}"
