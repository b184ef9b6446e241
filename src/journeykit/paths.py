"""Paths: steps in a row, as `a >> b >> c` makes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from journeykit import fields
from journeykit.errors import ModelError
from journeykit.printable import console_text
from journeykit.verbs import Value


class Step(Value):
    """What can stand in a path: a touchpoint or a stage."""

    __slots__ = ()

    def __rshift__(self, other: Step | Alternatives | Path) -> Path:
        """Build a path; nothing happens until a journey takes it in `flow`."""
        return Path((self,)) >> other


def _as_steps(items: Step | Iterable[Step]) -> tuple[Step, ...]:
    """A tuple of steps; one alone is one item."""
    return fields.several(items)


@attrs.frozen
class Alternatives:
    """Steps in one place of a path, of which people take one; `either` makes them.

    Args:
        steps: Touchpoints, or whole stages.
    """

    steps: tuple[Step, ...] = attrs.field(
        converter=_as_steps, validator=fields.every(Step, "a touchpoint or a stage")
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __rshift__(self, other: Step | Alternatives | Path) -> Path:
        """Build a path that begins with any of them."""
        return Path((self,)) >> other

    def __str__(self) -> str:
        """Show the names beside one another."""
        return console_text(" | ".join(str(getattr(step, "name", step)) for step in self.steps))


def _as_places(items: Step | Alternatives | Iterable[Any]) -> tuple[Step | Alternatives, ...]:
    """A tuple of steps and alternatives; one alone is one item."""
    return fields.several(items)


def either(*steps: Step) -> Alternatives:
    """Let people take one of several steps: they call, or write, or come by.

    Args:
        *steps: Touchpoints, or whole stages.

    Returns:
        What stands in the place of a step in a path.

    Raises:
        ModelError: There is nothing to choose between.

    Example:
        >>> from journeykit import touchpoint
        >>> asks, calls, writes = map(touchpoint, ["Asks", "Calls", "Writes"])
        >>> print(asks >> either(calls, writes) >> touchpoint("Gets an answer"))
        Asks → Calls | Writes → Gets an answer
    """
    if len(steps) < 2:  # noqa: PLR2004 — a choice
        raise ModelError("either: expected two or more steps, as in either(calls, writes)")
    return Alternatives(steps)


@attrs.frozen
class Path:
    """Steps in a row, made by `a >> b >> c`, taken by `Journey.flow`.

    Args:
        steps: Touchpoints, whole stages, or alternatives of them.

    Example:
        >>> from journeykit import touchpoint
        >>> str(touchpoint("Ad") >> touchpoint("Shop"))
        'Ad → Shop'
    """

    steps: tuple[Step | Alternatives, ...] = attrs.field(
        converter=_as_places,
        validator=fields.every((Step, Alternatives), "a touchpoint or a stage"),
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __rshift__(self, other: Step | Alternatives | Path) -> Path:
        """Go on."""
        if isinstance(other, Path):
            return Path((*self.steps, *other.steps))
        if isinstance(other, Step | Alternatives):
            return Path((*self.steps, other))
        return NotImplemented

    def __str__(self) -> str:
        """Show the names in a row."""
        return console_text(" → ".join(str(getattr(step, "name", step)) for step in self.steps))
