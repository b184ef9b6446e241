"""Lines that run side by side along a gutter: in which order they cross least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from journeykit.render.layout.columns import Side

__all__ = ["Stretch", "ordered"]

_CLOSE: Final = 5.0
"""Lines nearer than this are taken for one."""

_OVERLAP: Final = 30
"""How much worse it is that two lines run in one than that they cross."""


@attrs.frozen
class Stretch:
    """The piece of an arrow that runs along a gutter.

    Args:
        index: Which arrow it is of.
        one: The height at which it enters the gutter.
        other: The height at which it leaves it.
        entered: The side from which it enters.
        left: The side at which it leaves.
    """

    index: int
    one: float
    other: float
    entered: Side
    left: Side

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest height."""
        return min(self.one, self.other), max(self.one, self.other)

    def stubs(self, side: Side) -> list[float]:
        """Return at which heights it is joined to one side.

        Returns:
            Its ends that lead there.
        """
        ends = ((self.one, self.entered), (self.other, self.left))
        return [y for y, at in ends if at == side]

    def touches(self, other: Stretch) -> bool:
        """Tell whether two pieces would touch if they ran in the same place."""
        return self.span[0] - _CLOSE <= other.span[1] and other.span[0] - _CLOSE <= self.span[1]

    def cost_left_of(self, other: Stretch) -> int:
        """Return how often lines cross, or run in one, if this runs at the left of another.

        Returns:
            The crossings; lines that cannot be told apart count many times.
        """
        cost = 0
        for mine in self.stubs("right"):
            cost += other.span[0] - 1 < mine < other.span[1] + 1
            cost += sum(_OVERLAP for theirs in other.stubs("left") if abs(mine - theirs) < _CLOSE)
        for theirs in other.stubs("left"):
            cost += self.span[0] - 1 < theirs < self.span[1] + 1
        return cost


def ordered(segments: Sequence[Stretch]) -> list[Stretch]:
    """Return the pieces of a gutter from left to right, so that few lines cross.

    Args:
        segments: The pieces, in any order.

    Returns:
        The same, moved about until no move wins anything.

    Example:
        >>> low = Stretch(0, 0, 50, "left", "right")
        >>> high = Stretch(1, 20, 70, "left", "right")
        >>> [piece.index for piece in ordered([low, high])]
        [1, 0]
    """
    order = sorted(segments, key=lambda segment: (segment.span, segment.index))
    cost = {
        (one.index, other.index): one.cost_left_of(other)
        for one in order
        for other in order
        if one is not other
    }
    better = True
    rounds = 0
    while better and rounds < len(order):
        better, rounds = False, rounds + 1
        for segment in tuple(order):
            rest = [each for each in order if each is not segment]
            # What it costs to stand first, and then what each step to the right changes.
            change, costs, old = 0, [0], order.index(segment)
            for each in rest:
                change += cost[each.index, segment.index] - cost[segment.index, each.index]
                costs.append(change)
            best = min(costs)
            if best < costs[old]:
                index = costs.index(best)
                order = [*rest[:index], segment, *rest[index:]]
                better = True
    return order
