"""How many tracks each stage of a flow takes, and which stages go on below in further bands.

A stage of many cards runs on in further tracks, and stages run on in further bands, as words do in
lines. There are as many of both as make the picture largest on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from journeykit.render.layout.packing import packed, size_on_page

__all__ = ["Arrangement", "StageCards", "arrangements", "divided"]

_FOLD: Final = 0.96
"""What each further track of a stage has to win: eyes have to go back to the top."""

_SLACK: Final = 60
"""How much longer than its share a track may become, in pixels."""

_BETWEEN: Final = 24
"""About what stands between two cards, in pixels."""

_OUTSIDE: Final = 110
"""About what the title, the legend and the margins take, in pixels."""

_BAND: Final = 90
"""About what the headers of a band and the aisle above it take, in pixels."""

_BANDS: Final = 6
"""How many bands there are at most."""


class StageCards(NamedTuple):
    """A stage, as far as its place goes.

    Args:
        heights: The heights of its cards.
        stays: Whether it stands beside its left neighbour, whatever happens.
    """

    heights: tuple[float, ...]
    stays: bool = False

    @property
    def height(self) -> float:
        """About how high it is in one track."""
        return sum(self.heights) + _BETWEEN * len(self.heights)


class Arrangement(NamedTuple):
    """Where the cards of a flow stand.

    Args:
        tracks: How many tracks each stage has.
        bands: The number of the band of each stage.
    """

    tracks: tuple[int, ...]
    bands: tuple[int, ...]


def arrangements(
    blocks: Sequence[StageCards], width: float, page: tuple[float, float], *, down: bool = False
) -> list[Arrangement]:
    """Find how a flow may stand on a page.

    Args:
        blocks: The stages, in order.
        width: About how wide a track is, with the gutter beside it.
        page: The width and the height of the page.
        down: Whether each stage stands below the one before it.

    Returns:
        The arrangements, first the one in which letters are about as large as they can be.

    Example:
        >>> arrangements([StageCards((90, 90))] * 12, 280, (1_280, 720))[0].bands
        (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)
    """
    runs: list[list[int]] = []
    for number, block in enumerate(blocks):
        if block.stays and runs:
            runs[-1].append(number)
        else:
            runs.append([number])
    sizes: dict[Arrangement, float] = {}
    heights = [block.height for block in blocks]
    parts = range(1, 7) if down else range(1, 4)
    for most in sorted({height / part for height in heights for part in parts}):
        tracks = tuple(
            min(len(block.heights) or 1, max(1, -int(-block.height // max(most + _SLACK, 1))))
            for block in blocks
        )
        spans = [sum(tracks[number] for number in run) for run in runs]
        for filled in [[[at] for at in range(len(runs))]] if down else packed(spans, _BANDS):
            bands = [[number for run in band for number in runs[run]] for band in filled]
            size = _size(heights, tracks, bands, width, page)
            # In rows of cards that stand below one another anyway, nobody has to look for the next.
            folds = 0 if down else sum(tracks) - len(tracks)
            sizes[_arranged(tracks, bands)] = size * _FOLD**folds
    return sorted(sizes, key=lambda each: -sizes[each])


def _arranged(tracks: tuple[int, ...], bands: Sequence[Sequence[int]]) -> Arrangement:
    return Arrangement(tracks, tuple(at for at, band in enumerate(bands) for _ in band))


def _size(
    heights: Sequence[float],
    tracks: Sequence[int],
    bands: Sequence[Sequence[int]],
    width: float,
    page: tuple[float, float],
) -> float:
    """About how large the letters are on the page, less something for each break."""
    across = max(sum(tracks[number] for number in band) for band in bands) * width
    down = sum(max(heights[number] / tracks[number] for number in band) + _BAND for band in bands)
    return size_on_page(across, down + _OUTSIDE, len(bands) - 1, page)


def divided(heights: Sequence[float], count: int) -> list[range]:
    """Divide the cards of a stage into tracks of about the same height, in order.

    Args:
        count: How many tracks there are; no more than cards.

    Returns:
        The numbers of the cards in each track.

    Example:
        >>> divided([50, 50, 120], 2)
        [range(0, 2), range(2, 3)]
    """
    sizes = [height + _BETWEEN for height in heights]
    whole = sum(sizes)
    starts = [0]
    height = done = 0.0
    for number, own in enumerate(sizes):
        goal = (whole - done) / (count - len(starts) + 1)
        begun = number > starts[-1]
        full = height + own / 2 > goal and begun and len(starts) < count
        if full or (begun and len(sizes) - number == count - len(starts)):
            starts.append(number)
            done, height = done + height, 0.0
        height += own
    ends = [*starts[1:], len(sizes)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]
