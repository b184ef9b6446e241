"""Cards in columns, and where arrows may run between them.

A flow from left to right has a column for each stage, of one track of cards or several. What no
page is wide enough for goes on below, in further bands. Arrows run in straight pieces: along the
gutters between tracks, through the gaps between cards, and along the aisles between bands.
Everything that takes room (a line, a label, an arrow head) is counted before anything is placed, so
that no line or label ever lies on a card or on another label.

Gutters run through all bands, so that a line from the first to the third passes the second as
straight as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

import attrs

__all__ = [
    "AROUND_LINE",
    "BETWEEN_LINES",
    "Column",
    "Columns",
    "Link",
    "RoutePlan",
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

_AISLE: Final = 30.0
"""Between two bands that no arrow runs between."""

_BELOW: Final = 14.0
"""What a panel is longer than its cards."""


class Column(NamedTuple):
    """A stage: a header, and cards below it in one track or several.

    Args:
        key: Its key, where arrows to the whole stage end.
        header: The height of its header.
        tracks: The key and the height of each card, track by track.
        band: The number of its band.
        above: The room above its header, for what brackets it and its neighbours.
    """

    key: str
    header: float
    tracks: tuple[tuple[tuple[str, float], ...], ...]
    band: int = 0
    above: float = 0.0


class Link(NamedTuple):
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
class RoutePlan:
    """How an arrow runs, before anything has a place.

    Args:
        link: The arrow.
        kind: Through the gap to the neighbour (`down`, `up`), around the card itself (`loop`), or
            along the gutters (`around`).
        arrives: The side it arrives at.
        start: The track it leaves.
        end: The track it arrives at.
        gutters: The gutters it runs along; the place of the tracks to their right.
        passes: The tracks and aisles it passes through, between its gutters.
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

    An aisle between two bands is a track as well: one of no card, as wide as the page.

    Args:
        columns: The columns, from left to right, band by band.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        """Number the tracks, from the left."""
        self.columns = tuple(columns)
        self.tracks: list[list[str]] = []
        self.height: dict[str, float] = {}
        self.at: dict[str, tuple[int, int]] = {}
        self.span: dict[str, tuple[int, int]] = {}
        self.bands: list[list[int]] = [[] for _ in range(columns[-1].band + 1)]
        self.above = [0.0 for _ in self.bands]
        self.owner: list[int] = []
        self.band: list[int] = []
        self.position: list[int] = []
        for number, column in enumerate(columns):
            first = len(self.tracks)
            for track in column.tracks or ((),):
                for row, (key, height) in enumerate(track):
                    self.at[key] = len(self.tracks), row
                    self.height[key] = height
                self.position.append(len(self.bands[column.band]))
                self.bands[column.band].append(len(self.tracks))
                self.band.append(column.band)
                self.owner.append(number)
                self.tracks.append([key for key, _ in track])
            self.span[column.key] = first, len(self.tracks) - 1
            self.height[column.key] = column.header
            self.above[column.band] = max(self.above[column.band], column.above)
        self.aisles = {len(self.tracks) + at: at + 1 for at in range(len(self.bands) - 1)}
        self.tracks += [[] for _ in self.aisles]
        self.words = [[0.0] * (len(track) + 1) for track in self.tracks]
        self.joined = [[False] * (len(track) + 1) for track in self.tracks]
        self.lines = [[0] * (len(track) + 1) for track in self.tracks]
        self.top: dict[str, float] = {}
        self.starts = [0.0 for _ in self.bands]
        self.ends_at = [0.0 for _ in self.bands]
        self.headers = [0.0 for _ in self.bands]
        self.level_headers()

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
            row: The card; the number of cards for what is below the last.
        """
        words, lines = self.words[track][row], self.lines[track][row]
        plain = _ARROW if self.joined[track][row] else _GAP
        return plain + (words + 4 if words else 0) + (lines * BETWEEN_LINES + 6 if lines else 0)

    @property
    def width(self) -> int:
        """How many tracks the widest band has."""
        return max(map(len, self.bands))

    def starts_stage(self, position: int) -> bool:
        """Tell whether a stage of some band starts at the right of a gutter.

        Returns:
            Whether one does.
        """
        return any(
            position < len(band)
            and (position == 0 or self.owner[band[position - 1]] != self.owner[band[position]])
            for band in self.bands
        )

    def ends_stage(self, position: int) -> bool:
        """Tell whether a stage of some band ends at the left of a gutter.

        Returns:
            Whether one does.
        """
        return any(
            0 < position <= len(band)
            and (
                position == len(band)
                or self.owner[band[position - 1]] != self.owner[band[position]]
            )
            for band in self.bands
        )

    def level_headers(self) -> None:
        """Make the headers of a band as high as the highest."""
        for column in self.columns:
            height = max(self.headers[column.band], self.height[column.key])
            self.headers[column.band] = height
        for column in self.columns:
            self.height[column.key] = self.headers[column.band]

    def stack(self) -> None:
        """Put every band below the one before it, and every card below the one before it."""
        y = 0.0
        for band, tracks in enumerate(self.bands):
            if band:
                y += _AISLE + self.lines[self.aisle(band)][0] * BETWEEN_LINES
            y += self.above[band]
            self.starts[band] = y
            y = max(self.stack_track(track, y + self.headers[band]) for track in tracks)
            self.ends_at[band] = y
        for column in self.columns:
            self.top[column.key] = self.starts[column.band]

    def stack_track(self, track: int, y: float) -> float:
        """Put every card of a track below the one before it, and return where the panel ends."""
        for row, key in enumerate(self.tracks[track]):
            y += self.gap(track, row)
            self.top[key] = y
            y += self.height[key]
        lines = self.lines[track][-1]
        return y + _BELOW + (lines * BETWEEN_LINES + 10 if lines else 0)

    def aisle(self, band: int) -> int:
        """Return the track that is the aisle above a band.

        Args:
            band: The band; any but the first.
        """
        return len(self.position) + band - 1

    def out_of_stage(self, track: int, side: Side) -> tuple[list[int], list[int]]:
        """Return how a line gets from a card out of its stage.

        Args:
            side: The side at which it leaves.

        Returns:
            The gutters that it runs along, and the tracks of the stage that it passes.
        """
        step = 1 if side == "right" else -1
        gutters, passes = [self.position[track] + (step > 0)], []
        owner = self.owner[track]
        while 0 <= track + step < len(self.owner) and self.owner[track + step] == owner:
            track += step
            passes.append(track)
            gutters.append(gutters[-1] + step)
        return gutters, passes

    def between_stages(self, band: int, gutter: int) -> int:
        """Return the gutter nearest to another that runs through no stage of a band."""
        tracks = self.bands[band]
        inside = {
            position
            for position in range(1, len(tracks))
            if self.owner[tracks[position - 1]] == self.owner[tracks[position]]
        }
        free = (position for position in range(self.width + 1) if position not in inside)
        return min(free, key=lambda position: (abs(position - gutter), position))

    def bottom(self, track: int) -> float:
        """Return where the last card of a track ends.

        Returns:
            Its lower side, or that of the header if there is no card.
        """
        keys = self.tracks[track]
        if keys:
            return self.top[keys[-1]] + self.height[keys[-1]]
        band = self.band[track]
        return self.starts[band] + self.headers[band]

    def free(self, track: int, row: int) -> tuple[float, float]:
        """Return between which heights lines may pass through a gap.

        Args:
            row: The card below the gap; the number of cards for what is below the last.

        Returns:
            The least and the greatest height.
        """
        if track in self.aisles:
            band = self.aisles[track]
            lower = self.starts[band] - self.above[band]
            return self.ends_at[band - 1] + 12, lower - 12
        keys, band = self.tracks[track], self.band[track]
        header = self.starts[band] + self.headers[band]
        above = header if row == 0 else self.top[keys[row - 1]] + self.height[keys[row - 1]]
        words = self.words[track][row]
        upper = above + (words + 8 if words else 6)
        if row == len(keys):
            last = band == len(self.bands) - 1
            return upper + 4, float("inf") if last else max(upper + 4, self.ends_at[band] - 8)
        return upper, max(upper, self.top[keys[row]] - (10 if self.joined[track][row] else 6))

    def middle(self, key: str) -> float:
        """Return the height at which arrows to something are expected to end.

        Args:
            key: A card or a column.

        Returns:
            A height near its top.
        """
        return self.top[key] + min(self.height[key] / 2, AROUND_LINE * 1.5)


def classified(columns: Columns, links: Iterable[Link]) -> list[RoutePlan]:
    """Find how each arrow runs: straight to the neighbour, or around.

    Args:
        columns: Where the cards stand.

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
            paths.append(RoutePlan(link, "down" if down else "up", start=track, end=track))
        else:
            paths.append(_around(columns, link))
    return paths


def _steps(columns: Columns, link: Link) -> int:
    """How many cards on an arrow leads in one track; 0 if it leads elsewhere."""
    if link.source not in columns.at or link.target not in columns.at:
        return 0
    one, other = columns.at[link.source], columns.at[link.target]
    return other[1] - one[1] if one[0] == other[0] else 0


def _around(columns: Columns, link: Link) -> RoutePlan:
    first, second = columns.ends(link.source), columns.ends(link.target)
    if link.source == link.target:
        return RoutePlan(link, "loop", "right", "right", first[1], first[1])
    if columns.band[first[0]] != columns.band[second[0]]:
        return _between_bands(columns, link)
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
    passes = range(one, other) if onward else range(one - 1, other - 1, -1)
    # In one band, places and tracks are counted alike.
    shift = columns.position[start] - start
    gutters = range(one, other + 1) if onward else range(one, other - 1, -1)
    among = tuple(gutter + shift for gutter in gutters)
    return RoutePlan(link, "around", leaves, arrives, start, end, among, tuple(passes))


def _between_bands(columns: Columns, link: Link) -> RoutePlan:
    """Out of the stage, along aisles and down gutters that cross no stage, and into the other."""
    first, second = columns.ends(link.source), columns.ends(link.target)
    band, other_band = columns.band[first[0]], columns.band[second[0]]
    down = band < other_band
    leaves: Side
    arrives: Side
    leaves, arrives = ("right", "left") if down else ("left", "right")
    if columns.position[first[0]] == columns.position[second[0]]:
        # Straight along their sides, with no turn between.
        leaves = arrives
    start, end = first[leaves == "right"], second[arrives == "right"]
    gutters, passes = columns.out_of_stage(start, leaves)
    inner, behind = columns.out_of_stage(end, arrives)
    goal = inner[-1]
    for at in range(band + 1, other_band + 1) if down else range(band - 1, other_band - 1, -1):
        gutter = goal if at == other_band else columns.between_stages(at, gutters[-1])
        if gutter != gutters[-1]:
            gutters.append(gutter)
            passes.append(columns.aisle(at if down else at + 1))
    gutters += inner[-2::-1]
    passes += behind[::-1]
    return RoutePlan(link, "around", leaves, arrives, start, end, tuple(gutters), tuple(passes))
