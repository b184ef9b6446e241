"""How many bands a wide picture takes: as many as make its letters largest on a page.

Stages that stand beside each other make a strip. What no page holds with letters that can be read
runs on in further bands, as words do in lines. The flow and the views with rows count alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import inf
from typing import Final, TypeVar

__all__ = ["LEGIBLE", "PAGE", "filled", "packed", "rooms", "size_on_page"]

PAGE: Final = (1_130, 770)
"""A3 in landscape with its margins, in points; A4 has the same proportions."""

LEGIBLE: Final = 6.0
"""Smaller letters than this, in points, are not read on paper."""

_BREAK: Final = 0.93
"""What each further break has to win: where lines of stages break, eyes have to jump."""

_Band = TypeVar("_Band")


def size_on_page(
    width: float, height: float, breaks: int, page: tuple[float, float] = PAGE
) -> float:
    """Return how good a picture is on a page in landscape.

    Args:
        breaks: How often it breaks off and goes on elsewhere.
        page: The width and the height of the page.

    Returns:
        The size at which all of it stands on the page, less something for each break; on a page of
        any height nothing is larger than usual.

    Example:
        >>> size_on_page(2_260, 770, 0)
        0.5
    """
    most = 1.0 if page[1] == inf else inf
    return min(page[0] / width, page[1] / height, most) * _BREAK**breaks


def packed(spans: Sequence[int], most: int) -> Iterator[list[list[int]]]:
    """Put steps in one band, in two, in three …, with bands as short as may be.

    Args:
        spans: How much room each step takes.
        most: How many bands there may be.

    Yields:
        The numbers of the steps in each band.

    Example:
        >>> list(packed([3, 1, 2], 2))
        [[[0, 1, 2]], [[0], [1, 2]]]
    """
    most = min(most, len(spans))
    yield from rooms(lambda room: filled(spans, room), max(spans), sum(spans), most)


def rooms(
    fill: Callable[[int], list[_Band]], least: int, whole: int, most: int, fewest: int = 1
) -> Iterator[list[_Band]]:
    """Fill one band, two, and so on, each with as little room as may be.

    Args:
        fill: What comes into bands that have so much room.
        least: The least room there can be.
        whole: The room that everything takes in one band.
        most: How many bands there may be.
        fewest: How many there have to be.

    Yields:
        The bands, where that many are of use.
    """
    for count in range(fewest, most + 1):
        room = max(least, -(-whole // count))
        bands = fill(room)
        if len(bands) > count:
            bands = fill(_least_room(partial(_fits, fill, count), room))
        if len(bands) == count:
            yield bands


def _fits(fill: Callable[[int], list[_Band]], count: int, room: int) -> bool:
    return len(fill(room)) <= count


def _least_room(is_enough: Callable[[int], bool], room: int) -> int:
    """The least room beyond one that is not enough."""
    step = 1
    while not is_enough(room + step):
        step *= 2
    low, high = room + step // 2, room + step
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def filled(spans: Sequence[int], room: int) -> list[list[int]]:
    """Put steps in bands, in order, each as full as may be.

    Args:
        spans: How much room each step takes.
        room: How much room each band has.

    Returns:
        The numbers of the steps in each band.
    """
    bands: list[list[int]] = []
    free = 0
    for step, span in enumerate(spans):
        if span > free or not bands:
            bands.append([])
            free = room
        bands[-1].append(step)
        free -= span
    return bands
