"""Where the cards of a large picture stand, so that it fills a page instead of a strip.

A picture of a few dozen touchpoints may have one column a stage. One of hundreds would be a strip
that no page holds. So the touchpoints of a stage run on in further columns, as text does in a
newspaper, and stages run on in further bands, as words do in lines. From top to bottom all of this
is turned: touchpoints run in rows, and bands stand side by side.

There are as many columns and bands as make letters largest on a sheet in landscape. Sizes are
estimates, since the engine alone knows how wide its letters are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from attrs import frozen

from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.render.layout.packing import packed, size_on_page
from journeykit.render.style.theme import Theme

__all__ = ["Placement", "Position", "place_cards"]

_BANDS: Final = 8

_SLACK: Final = 0.2
_SHARES: Final = 60
"""Into how many tracks a stage is divided at most."""


@frozen
class Position:
    """Where a card stands.

    Args:
        band: The number of its band.
        rank: Which track of the band it stands in.
        at: Which of its track it is.
    """

    band: int
    rank: int
    at: int


@frozen
class Placement:
    """Where everything stands.

    Args:
        bands: The keys of the groups in each band, in order.
        tracks: The nodes of each group, in its columns (rows, from top to bottom).
        ranks: The first track of each group in its band.
        positions: The place of each node.
    """

    bands: tuple[tuple[str, ...], ...]
    tracks: Mapping[str, tuple[tuple[Node, ...], ...]]
    ranks: Mapping[str, int]
    positions: Mapping[str, Position]


def place_cards(
    diagram: Diagram, level: Mapping[str, int], theme: Theme, width: float
) -> Placement:
    """Arrange a diagram for a page in landscape.

    Args:
        level: How many stages come before each group.
        theme: Its looks.
        width: How wide a card is.

    Returns:
        The arrangement; the order of groups and nodes is that of the diagram.

    Example:
        >>> from journeykit.render.diagram.diagram import Group
        >>> from journeykit.render.style.theme import LIGHT
        >>> diagram = Diagram(
        ...     view="flow", title="Steps", description="", groups=[Group("a", "A")],
        ...     nodes=[Node(f"{n}", f"Step {n}", ["Step"], group="a") for n in range(90)],
        ... )
        >>> placement = place_cards(diagram, {"a": 0}, LIGHT, 150)
        >>> [len(track) for track in placement.tracks["a"]]
        [15, 15, 15, 15, 15, 15]
    """
    return _PlacementSearch(diagram, level, theme, width).best()


class _PlacementSearch:
    """Tries what there is and keeps the best."""

    def __init__(
        self, diagram: Diagram, level: Mapping[str, int], theme: Theme, width: float
    ) -> None:
        # Where no way is told by number, those between bands would cross the whole picture.
        brief = any("brief" in node.roles for node in diagram.nodes)
        self.most = _BANDS if brief or not diagram.edges else 1
        self.down = diagram.direction == "top to bottom"
        self.theme = theme
        self.gap = theme.spacing * (1.25 if self.down else 1.5)
        self.inside: dict[str, list[Node]] = {group.key: [] for group in diagram.groups}
        for node in diagram.nodes:
            if node.group in self.inside:
                self.inside[node.group].append(node)
        heights = {node.key: _height(node, theme) for node in diagram.nodes}
        # A row is as high as the highest of its cards.
        row = sorted(heights.values())[len(heights) * 9 // 10] if heights else 0
        self.along = row if self.down else width
        self.size = {
            key: width + self.gap if self.down else each + self.gap for key, each in heights.items()
        }
        self.header = width if self.down else theme.font_size * 3
        self.total = {
            key: sum(self.size[node.key] for node in nodes) for key, nodes in self.inside.items()
        }
        steps: dict[int, list[str]] = {}
        for group in diagram.groups:
            steps.setdefault(level[group.key], []).append(group.key)
        self.steps = [steps[at] for at in sorted(steps)]

    def best(self) -> Placement:
        """The arrangement with the largest letters."""
        best: tuple[float, dict[str, int], list[list[int]]] | None = None
        for limit in self.limits():
            shares = {
                key: self.share(key, limit / len(step)) for step in self.steps for key in step
            }
            spans = [max(shares[key] for key in step) for step in self.steps]
            for bands in packed(spans, self.most):
                scale = self.scale(bands, spans, shares)
                if best is None or scale > best[0] * 1.001:
                    best = scale, shares, bands
        if best is None:
            return Placement((), {}, {}, {})
        return self.placed(*best[1:])

    def share(self, key: str, limit: float) -> int:
        """How many tracks a group takes; for a little more than a track it takes no further one."""
        wanted = ceil(self.total[key] / limit - _SLACK)
        return max(1, min(len(self.inside[key]), wanted))

    def limits(self) -> Iterator[float]:
        """How long tracks might be, the longest first."""
        longest = max(self.total.values(), default=0)
        seen = set()
        for share in range(1, _SHARES + 1):
            limit = longest / share
            if limit <= 0 or share > max(map(len, self.inside.values())):
                return
            if limit not in seen:
                seen.add(limit)
                yield limit

    def scale(
        self, bands: Sequence[Sequence[int]], spans: Sequence[int], shares: Mapping[str, int]
    ) -> float:
        """How large letters would be on a page."""
        unit = self.theme.spacing
        between = unit * (3.25 if self.down else 4.5)
        along_page = max(
            sum(spans[step] * (self.along + between) + unit * 2 for step in band) for band in bands
        )
        across = 0.0
        for band in bands:
            sizes = (
                sum(
                    self.header + self.total[key] / shares[key] + self.gap + unit * 2
                    for key in self.steps[step]
                )
                for step in band
            )
            across += max(sizes) + unit * 2
        width, height = (across, along_page) if self.down else (along_page, across)
        return size_on_page(width, height + 110, len(bands) - 1)

    def placed(self, shares: Mapping[str, int], bands: Sequence[Sequence[int]]) -> Placement:
        """Put every card in its place."""
        tracks: dict[str, tuple[tuple[Node, ...], ...]] = {}
        ranks: dict[str, int] = {}
        positions: dict[str, Position] = {}
        for number, band in enumerate(bands):
            rank = 0
            for step in band:
                for key in self.steps[step]:
                    tracks[key] = self.divided(key, shares[key])
                    ranks[key] = rank
                    for index, track in enumerate(tracks[key]):
                        for at, node in enumerate(track):
                            positions[node.key] = Position(number, rank + index, at)
                rank += max(shares[key] for key in self.steps[step])
        keys = tuple(tuple(key for step in band for key in self.steps[step]) for band in bands)
        return Placement(keys, tracks, ranks, positions)

    def divided(self, key: str, share: int) -> tuple[tuple[Node, ...], ...]:
        """The nodes of a group, in order, in tracks of about the same length."""
        tracks: list[list[Node]] = [[] for _ in range(share)]
        room = self.total[key] / share
        done = 0.0
        for node in self.inside[key]:
            size = self.size[node.key]
            tracks[min(share - 1, int((done + size / 2) / room))].append(node)
            done += size
        return tuple(map(tuple, tracks))


def _height(node: Node, theme: Theme) -> float:
    """About how high a card stands."""
    name = max(1, len(node.lines)) * theme.font_size * 1.15
    small = theme.font_size_small
    others = [badge for badge in node.badges if badge.kind not in {"channel", "state"}]
    if "brief" in node.roles:
        row = small * 1.2 + 3 if node.marks or len(node.badges) > 1 else 0
        return name + 6 + row
    states = any(badge.kind == "state" for badge in node.badges)
    channels = any(badge.kind == "channel" for badge in node.badges)
    rows = channels + states + len(others) + ("moment of truth" in node.roles)
    return name + 20 + rows * (small * 1.2 + 10)
