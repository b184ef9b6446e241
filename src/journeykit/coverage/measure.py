"""A measure: an exact number, and the cells it was counted from."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.arguments import word_of
from journeykit.errors import ModelError
from journeykit.rates import percentage
from journeykit.shapes import Result

Status: TypeAlias = Literal["covered", "partial", "missing", "not applicable", "optional"]

STATUSES: tuple[Status, ...] = ("covered", "partial", "missing", "not applicable", "optional")
"""What a cell can be; the last two have left the denominator."""

_GOODNESS: tuple[Status, ...] = ("covered", "partial", "missing", "optional", "not applicable")
"""From what counts most when journeys are taken together."""


def _is_weight(cell: object, _attribute: object, weight: object) -> None:
    """Accept how much a cell counts: a whole number, not below 0."""
    if type(weight) is int and weight >= 0:
        return
    if isinstance(weight, bool) or not isinstance(weight, int) or weight < 0:
        where = getattr(cell, "element", "")
        raise ModelError(
            f"weight of {where}: expected a whole number from 0, got {fields.described(weight)}"
        )


@frozen
class Cell(Result):
    """One thing that can be covered.

    Args:
        status: `covered`; `partial`, which is covered with a reservation; `missing`;
            `not applicable` or `optional`, which do not count.
        why: The reservation, or why it does not count.
        weight: How much it counts.

    Raises:
        UnknownReferenceError: There is no such status.
        ModelError: The weight is negative, or no whole number.
    """

    element: Element
    status: Status = field(validator=fields.one_of("status", STATUSES))
    why: str = ""
    weight: int = field(default=1, validator=_is_weight)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def _cells(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return fields.several(cells)


def _weight(cells: Iterable[object], *statuses: str) -> int:
    """What the cells of some statuses weigh together; the validator refuses what is no cell."""
    valid = (cell for cell in cells if isinstance(cell, Cell))
    return sum(cell.weight for cell in valid if cell.status in statuses)


@frozen
class Measure(Result):
    """How much of one kind of thing is covered, as an exact fraction.

    Args:
        name: What is measured.
        cells: Everything that was looked at.

    Example:
        >>> first, second = Element("stage", ("a",)), Element("stage", ("b",))
        >>> str(Measure("stage", [Cell(first, "covered"), Cell(second, "missing")]))
        'stage 1/2 50.0%'
        >>> str(Measure("goal"))
        'goal 0/0 n/a'
    """

    derived = ("numerator", "denominator")

    name: str
    cells: tuple[Cell, ...] = field(
        default=(), converter=_cells, validator=fields.every(Cell, "a cell"), repr=False
    )
    numerator: int = field(
        default=fields.derived(lambda self: _weight(self.cells, "covered", "partial")), init=False
    )
    denominator: int = field(
        default=fields.derived(lambda self: self.numerator + _weight(self.cells, "missing")),
        init=False,
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def fraction(self) -> Fraction | None:
        """The share that is covered; None, and never 1, where there is nothing to cover."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """The share as a percentage, for people; None where there is nothing to cover."""
        return 100 * self.numerator / self.denominator if self.denominator else None

    @property
    def percentage(self) -> str:
        """The percentage in words; `100.0%` only of all cells, and `0.0%` only of none."""
        return percentage(self.numerator, self.denominator)

    def of(self, status: Status) -> tuple[Cell, ...]:
        """The cells of a status.

        Returns:
            The cells, in order.

        Raises:
            UnknownReferenceError: There is no such status.
        """
        status = word_of("status", status, STATUSES)
        return tuple(cell for cell in self.cells if cell.status == status)

    @property
    def missing(self) -> tuple[Element, ...]:
        """What is not covered."""
        return tuple(cell.element for cell in self.of("missing"))

    @property
    def partial(self) -> tuple[Element, ...]:
        """What is covered with a reservation."""
        return tuple(cell.element for cell in self.of("partial"))

    def __or__(self, other: Measure) -> Measure:
        """The same measure over two journeys: each cell as good as in the better of them.

        Args:
            other: The measure of another journey.

        Returns:
            The measure over both. A cell that stands several times in one stands so here.
        """
        best: dict[tuple[Element, int], Cell] = {}
        for cells in (self.cells, other.cells):
            seen: dict[Element, int] = {}
            for cell in cells:
                number = seen[cell.element] = seen.get(cell.element, 0) + 1
                current = best.get((cell.element, number), cell)
                better = _GOODNESS.index(cell.status) < _GOODNESS.index(current.status)
                best[cell.element, number] = cell if better else current
        return Measure(self.name, best.values())

    def __str__(self) -> str:
        """The fraction and its percentage."""
        share = self.percentage
        partial = f" (partial {len(self.partial)})" if self.partial else ""
        return f"{self.name} {self.numerator}/{self.denominator} {share}{partial}"
