"""A rectangle on the page: where something stands, and how much room it takes."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Box"]


class Box(NamedTuple):
    """A rectangle on the page, in pixels.

    Args:
        x: The left side.
        y: The top.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The bottom."""
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap.

        Returns:
            Whether they have an area in common.

        Example:
            >>> Box(0, 0, 2, 2).meets(Box(1, 1, 2, 2)), Box(0, 0, 2, 2).meets(Box(2, 0, 2, 2))
            (True, False)
        """
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    @classmethod
    def between(cls, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the rectangle between four sides."""
        return cls(left, top, right - left, bottom - top)
