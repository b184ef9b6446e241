"""Paths: steps in a row, as `a >> b >> c` makes them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from journeykit import fields
from journeykit.printable import console_text
from journeykit.verbs import Value


class Step(Value):
    """What can stand in a path: a touchpoint or a stage."""

    __slots__ = ()

    def __rshift__(self, following: Step | Path) -> Path:
        """Build a path; nothing happens until a journey takes it in `flow`."""
        if isinstance(following, Path):
            return Path((self, *following.steps))
        if isinstance(following, Step):
            return Path((self, following))
        return NotImplemented


def _as_steps(items: Step | Iterable[Step]) -> tuple[Step, ...]:
    """A tuple of steps; one alone is one item."""
    return fields.several(items)


@attrs.frozen
class Path:
    """Steps in a row, made by `a >> b >> c`, taken by `Journey.flow`.

    Args:
        steps: Touchpoints, or whole stages.

    Example:
        >>> from journeykit import touchpoint
        >>> str(touchpoint("Ad") >> touchpoint("Shop"))
        'Ad → Shop'
    """

    steps: tuple[Step, ...] = attrs.field(
        converter=_as_steps, validator=fields.every(Step, "a touchpoint or a stage")
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __rshift__(self, following: Step | Path) -> Path:
        """Go on."""
        if isinstance(following, Path):
            return Path((*self.steps, *following.steps))
        if isinstance(following, Step):
            return Path((*self.steps, following))
        return NotImplemented

    def __str__(self) -> str:
        """Show the names in a row."""
        return console_text(" → ".join(str(getattr(step, "name", step)) for step in self.steps))
