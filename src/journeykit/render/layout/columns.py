"""Cards in columns, and where arrows may run between them.

A flow from left to right has a column for each stage, of one track of cards or several. Arrows run
in straight pieces: along the gutters between tracks, and through the gaps between cards. Everything
that takes room (a line, a label, an arrow head) is counted before anything is placed, so that no
line or label ever lies on a card or on another label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import attrs

__all__ = [
    "AROUND_LINE",
    "BETWEEN_LINES",
    "Box",
    "Column",
    "Columns",
    "Link",
    "Path",
    "Side",
    "classified",
]

Side = Literal["left", "right"]

BETWEEN_LINES: Final = 9.0
"""Between two lines that run side by side."""

AROUND_LINE: Final = 11.0
"""What a line that ends at the side of a card takes of it."""

_GAP: Final = 12.0
"""Between two cards that nothing joins."""

_ARROW: Final = 22.0
"""Between two cards that an arrow joins."""

_BELOW: Final = 14.0


@attrs.frozen
class Box:
    """A rectangle on the page, in pixels.

    Args:
        x: The left side.
        y: The top.
        width: The width.
        height: The height.
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

        Args:
            other: The other one.

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


@attrs.frozen
class Column:
    """A stage: a header, and cards below it in one track or several.

    Args:
        key: Its key, where arrows to the whole stage end.
        header: The height of its header.
        tracks: The key and the height of each card, track by track.
    """

    key: str
    header: float
    tracks: tuple[tuple[tuple[str, float], ...], ...]


@attrs.frozen
class Link:
    """An arrow to be drawn.

    Args:
        source: The key of the card or column it leaves.
        target: The key of the card or column it ends at.
        label: The width and height of its words; nothing for none.
    """

    source: str
    target: str
    label: tuple[float, float] = (0, 0)


@attrs.define
class Path:
    """How an arrow runs, before anything has a place.

    Args:
        link: The arrow.
        kind: Through the gap to the neighbour (`down`, `up`), around the card itself (`loop`), or
            along the gutters (`around`).
        leaves: The side it leaves.
        arrives: The side it arrives at.
        start: The track it leaves.
        end: The track it arrives at.
        gutters: The gutters it runs along; the number of the track to their right.
        passes: The tracks it passes through, between its gutters.
        gaps: Through which gap of each: the number of the card below it.
        heights: At which height, for each of `passes`, once that is known.
        ports: At which heights it leaves and arrives, once that is known.
    """

    link: Link
    kind: Literal["down", "up", "loop", "around"]
    leaves: Side = "right"
    arrives: Side = "left"
    start: int = 0
    end: int = 0
    gutters: tuple[int, ...] = ()
    passes: tuple[int, ...] = ()
    gaps: list[int] = attrs.field(factory=list)
    heights: list[float] = attrs.field(factory=list)
    ports: list[float] = attrs.field(factory=lambda: [0.0, 0.0])


class Columns:
    """The tracks of all columns, with the heights of what stands in them.

    Args:
        columns: The columns, from left to right.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        """Number the tracks, from the left."""
        self.columns = tuple(columns)
        self.tracks: list[list[str]] = []
        self.height: dict[str, float] = {}
        self.at: dict[str, tuple[int, int]] = {}
        self.span: dict[str, tuple[int, int]] = {}
        self.owner: list[int] = []
        self.header = max((column.header for column in columns), default=0.0)
        for number, column in enumerate(columns):
            first = len(self.tracks)
            for track in column.tracks or ((),):
                for row, (key, height) in enumerate(track):
                    self.at[key] = len(self.tracks), row
                    self.height[key] = height
                self.tracks.append([key for key, _ in track])
                self.owner.append(number)
            self.span[column.key] = first, len(self.tracks) - 1
            self.height[column.key] = column.header
        self.words = [[0.0] * (len(track) + 1) for track in self.tracks]
        self.joined = [[False] * (len(track) + 1) for track in self.tracks]
        self.lines = [[0] * (len(track) + 1) for track in self.tracks]
        self.top: dict[str, float] = {}

    def ends(self, key: str) -> tuple[int, int]:
        """Return the tracks at whose sides arrows leave something.

        Args:
            key: A card or a column.

        Returns:
            The track at its left side, and that at its right side.
        """
        if key in self.span:
            return self.span[key]
        track = self.at[key][0]
        return track, track

    def row(self, key: str) -> int:
        """Return how far down in its track something stands.

        Args:
            key: A card or a column.

        Returns:
            The number of the card, or −1 for a header.
        """
        return self.at[key][1] if key in self.at else -1

    def gap(self, track: int, row: int) -> float:
        """Return the height of the gap above a card.

        Args:
            track: The track.
            row: The card; the number of cards for what is below the last.

        Returns:
            The height.
        """
        words, lines = self.words[track][row], self.lines[track][row]
        plain = _ARROW if self.joined[track][row] else _GAP
        return plain + (words + 4 if words else 0) + (lines * BETWEEN_LINES + 6 if lines else 0)

    def stack(self) -> None:
        """Put every card below the one before it."""
        for column in self.columns:
            self.top[column.key] = 0.0
        for track, keys in enumerate(self.tracks):
            y = self.header
            for row, key in enumerate(keys):
                y += self.gap(track, row)
                self.top[key] = y
                y += self.height[key]

    def bottom(self, track: int) -> float:
        """Return where the last card of a track ends.

        Args:
            track: The track.

        Returns:
            Its lower side, or that of the header if there is no card.
        """
        keys = self.tracks[track]
        return self.top[keys[-1]] + self.height[keys[-1]] if keys else self.header

    def free(self, track: int, row: int) -> tuple[float, float]:
        """Return between which heights lines may pass through a gap.

        Args:
            track: The track.
            row: The card below the gap; the number of cards for what is below the last.

        Returns:
            The least and the greatest height.
        """
        keys = self.tracks[track]
        above = self.header if row == 0 else self.top[keys[row - 1]] + self.height[keys[row - 1]]
        words = self.words[track][row]
        upper = above + (words + 8 if words else 6)
        if row == len(keys):
            return upper + 4, float("inf")
        return upper, max(upper, self.top[keys[row]] - (10 if self.joined[track][row] else 6))

    def middle(self, key: str) -> float:
        """Return the height at which arrows to something are expected to end.

        Args:
            key: A card or a column.

        Returns:
            A height near its top.
        """
        return self.top[key] + min(self.height[key] / 2, AROUND_LINE * 1.5)


def classified(columns: Columns, links: Iterable[Link]) -> list[Path]:
    """Find how each arrow runs: straight to the neighbour, or around.

    Args:
        columns: Where the cards stand.
        links: The arrows.

    Returns:
        The paths, in the same order; gaps with arrows and words are noted in the columns.
    """
    taken: set[tuple[int, int]] = set()
    straight = {}
    for index, link in enumerate(links := tuple(links)):
        if _steps(columns, link) == 1:
            track, row = columns.at[link.target]
            if (track, row) not in taken:
                taken.add((track, row))
                straight[index] = "down"
    for index, link in enumerate(links):
        if _steps(columns, link) == -1:
            track, row = columns.at[link.source]
            if (track, row) not in taken:
                taken.add((track, row))
                straight[index] = "up"
    paths = []
    for index, link in enumerate(links):
        if index in straight:
            down = straight[index] == "down"
            track, row = columns.at[link.target if down else link.source]
            columns.joined[track][row] = True
            columns.words[track][row] = link.label[1]
            paths.append(Path(link, "down" if down else "up", start=track, end=track))
        else:
            paths.append(_around(columns, link))
    return paths


def _steps(columns: Columns, link: Link) -> int:
    """How many cards on an arrow leads in one track; 0 if it leads elsewhere."""
    if link.source not in columns.at or link.target not in columns.at:
        return 0
    one, other = columns.at[link.source], columns.at[link.target]
    return other[1] - one[1] if one[0] == other[0] else 0


def _around(columns: Columns, link: Link) -> Path:
    first, second = columns.ends(link.source), columns.ends(link.target)
    if link.source == link.target:
        return Path(link, "loop", "right", "right", first[1], first[1])
    leaves: Side
    arrives: Side
    if first[1] < second[0]:
        leaves, arrives = "right", "left"
    elif first[0] > second[1]:
        leaves, arrives = "left", "right"
    elif first[1] == second[1] and columns.row(link.source) < columns.row(link.target):
        leaves, arrives = "right", "right"
    else:
        leaves, arrives = "left", "left"
    start, end = first[leaves == "right"], second[arrives == "right"]
    one, other = start + (leaves == "right"), end + (arrives == "right")
    onward = one <= other
    gutters = range(one, other + 1) if onward else range(one, other - 1, -1)
    passes = range(one, other) if onward else range(one - 1, other - 1, -1)
    return Path(link, "around", leaves, arrives, start, end, tuple(gutters), tuple(passes))
