"""What diagrams with rows have beside groups and nodes: lanes, the cells in them, and curves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from attrs import field, frozen

from journeykit.addresses import Element
from journeykit.fields import card, shown
from journeykit.rates import percentage
from journeykit.render.diagram.diagram import Node, as_set, as_tuple
from journeykit.render.language import ENGLISH, Language

__all__ = ["Curve", "GridCell", "Lane", "Point", "Share", "between_filled"]


@frozen
class Lane:
    """A row of a grid.

    Args:
        key: Its identity in the diagram.
        text: Its name, whole.
        lines: The same, wrapped.
        role: How it is filled: `cards` (touchpoints), `notes` (text), `steps` (what leads to one
            another), `chips` (words), `bars` (over the touchpoints they refer to), `curve`
            (emotions), `status` (one tinted box a cell), or `line` for a boundary between rows
            that has a name and nothing else.
        details: Further lines of the second rank, whole.
        pen: The position of the persona it belongs to, if to one.
        element: What it is in the journey.
        marks: The numbers of the findings about it.
    """

    key: str
    text: str
    lines: tuple[str, ...] = field(converter=as_tuple, default=())
    role: str = "notes"
    details: tuple[str, ...] = field(converter=as_tuple, default=(), kw_only=True)
    pen: int | None = field(default=None, kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    marks: tuple[int, ...] = field(converter=as_tuple, default=(), kw_only=True)

    __repr__ = shown
    _repr_html_ = card


def between_filled(lanes: Iterable[Lane], filled: AbstractSet[str]) -> tuple[Lane, ...]:
    """Return the rows that hold something, with the lines that stand between them.

    Args:
        lanes: Rows and lines.
        filled: The keys of the rows that hold something.

    Returns:
        What is left of them, without lines at the top and at the bottom.

    Example:
        >>> a, b, c = Lane("a", "A"), Lane("b", "B"), Lane("c", "C")
        >>> one, two = Lane("1", "One", role="line"), Lane("2", "Two", role="line")
        >>> [lane.text for lane in between_filled([a, one, b, two, c], {"a", "b"})]
        ['A', 'One', 'B']
    """
    kept: list[Lane] = []
    lines: list[Lane] = []
    for lane in lanes:
        if lane.role == "line":
            lines.append(lane)
        elif lane.key in filled:
            kept.extend((*(lines if kept else ()), lane))
            lines = []
    return tuple(kept)


@frozen
class GridCell:
    """Where a lane meets a group; cells that hold nothing need not be there.

    Args:
        lane: The key of the lane.
        group: The key of the group.
        nodes: What stands in it, in order.
        roles: What is true of it: `gap` for one that should hold something.
        element: What it is in the journey.
        marks: The numbers of the findings about it.
    """

    lane: str
    group: str
    nodes: tuple[Node, ...] = field(converter=as_tuple, default=())
    roles: frozenset[str] = field(converter=as_set, default=frozenset(), kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    marks: tuple[int, ...] = field(converter=as_tuple, default=(), kw_only=True)

    __repr__ = shown
    _repr_html_ = card


@frozen
class Point:
    """One emotion on a curve.

    Args:
        group: The key of the column it stands in.
        at: Where in the column, from 0 (left) to 1 (right).
        value: From −2 to +2.
        low: The least of its range.
        high: The most of its range.
        text: The word for it; may be empty.
        tooltip: All there is to say: who, where, what, how known.
        refers: The number of the touchpoint.
        basis: How it is known; empty where nobody has said.
        leaves: Whether the way of those who feel it ends here, while others go on.
    """

    group: str
    at: float
    value: float
    low: float
    high: float
    text: str = ""
    tooltip: str = ""
    refers: str = ""
    basis: str = ""
    leaves: bool = False

    __repr__ = shown
    _repr_html_ = card

    @property
    def is_range(self) -> bool:
        """Whether people felt it differently."""
        return self.low != self.high

    @property
    def is_known(self) -> bool:
        """Whether somebody observed or reported it, rather than assumed or inferred it."""
        return self.basis in {"observed", "reported"}


def _as_runs(runs: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(as_tuple, as_tuple(runs)))


@frozen
class Curve:
    """What one persona feels along the way.

    Args:
        key: The key of the persona.
        text: The name of the persona.
        pen: The position of the persona's line.
        lane: The key of the lane it runs in.
        points: All points from left to right.
        runs: Which of them a line joins, by position: two or more that directly follow each
            other. Points that nothing joins stand alone.

    Example:
        >>> asked, refused, paid = (
        ...     Point("a", at, value, value, value, leaves=leaves)
        ...     for at, value, leaves in ((0.2, 1, False), (0.5, -2, True), (0.8, 2, False))
        ... )
        >>> curve = Curve("ann", "Ann", 0, "emotions", (asked, refused, paid), [[0, 2], [0, 1]])
        >>> curve.lines == ((asked, paid),)
        True
        >>> curve.spurs == ((asked, refused),)
        True
    """

    key: str
    text: str
    pen: int
    lane: str
    points: tuple[Point, ...] = field(converter=as_tuple)
    runs: tuple[tuple[int, ...], ...] = field(converter=_as_runs, default=())

    __repr__ = shown
    _repr_html_ = card

    def _joined(self, *, leaving: bool) -> Iterator[tuple[Point, ...]]:
        """The runs as points, those that lead to where people leave or all others."""
        for run in self.runs:
            joined = tuple(self.points[index] for index in run)
            if joined[-1].leaves == leaving:
                yield joined

    def _parts(self, *, ranged: bool) -> Iterator[tuple[Point, ...]]:
        """The parts of the runs between feelings that are ranges, or that are not."""
        for run in self._joined(leaving=False):
            part: list[Point] = []
            for here, there in pairwise(run):
                if (here.is_range or there.is_range) == ranged:
                    part = [*part, there] if part else [here, there]
                elif part:
                    yield tuple(part)
                    part = []
            if part:
                yield tuple(part)

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """What one smooth line joins: single feelings that follow each other."""
        return tuple(self._parts(ranged=False))

    @property
    def bands(self) -> tuple[tuple[Point, ...], ...]:
        """What is joined by an area, since a feeling is a range: nobody was just in its middle."""
        return tuple(self._parts(ranged=True))

    @property
    def spurs(self) -> tuple[tuple[Point, ...], ...]:
        """For each point where people leave, the one before it, and itself.

        A feeling that ends a way does not lead to the next: who was refused is not who is
        delighted. Where nothing comes before, nothing is joined.
        """
        return tuple(self._joined(leaving=True))

    @property
    def is_broken(self) -> bool:
        """Whether its points are not all joined."""
        joined = {index for run in self.runs for index in run[1:]}
        return len(self.points) > len(joined) + 1

    @property
    def end(self) -> Point:
        """Where it ends, which has the name beside it."""
        return next((point for point in reversed(self.points) if not point.leaves), self.points[-1])


_LISTED = 3
"""How many of those that are missing a bar names before it counts them; the text names all."""


@frozen
class Share:
    """How much of something there is, of how much there should be: a bar with its figures.

    Args:
        name: What is measured.
        covered: How many are covered.
        total: How many there are.
        missing: The names of those that are not.
        others: How many more are not, where there are too many to name.

    Example:
        >>> str(Share("Goals met", 1, 3))
        'Goals met: 1 of 3 (33.3%)'
    """

    name: str
    covered: int
    total: int
    missing: tuple[str, ...] = field(converter=as_tuple, default=())
    others: int = 0

    __repr__ = shown
    _repr_html_ = card

    def __str__(self) -> str:
        """Show both numbers and the percentage."""
        return self.words()

    def words(self, language: Language = ENGLISH) -> str:
        """Return its name with both numbers and the percentage.

        Args:
            language: What it is said in.

        Returns:
            The words.
        """
        if not self.total:
            return language("{measure}: nothing to cover", measure=self.name)
        return f"{self.name}: {self.figures(language)}"

    def figures(self, language: Language = ENGLISH) -> str:
        """Return both numbers and the percentage.

        Args:
            language: What they are said in.

        Returns:
            The words.
        """
        part = language("{part} of {total}", part=self.covered, total=self.total)
        return f"{part} ({self.percentage})"

    @property
    def percentage(self) -> str:
        """The percentage, as measures print it."""
        return percentage(self.covered, self.total)

    def lacking(self, language: Language = ENGLISH, most: int | None = _LISTED) -> str:
        """Return what is missing, in words.

        Args:
            language: What it is said in.
            most: How many names there are at most; all that are known if None.

        Returns:
            The words; empty if nothing is.
        """
        names = "; ".join(self.named(most, language))
        return language("missing: {names}", names=names) if self.missing else ""

    def named(self, most: int | None = None, language: Language = ENGLISH) -> tuple[str, ...]:
        """Return what is missing by name, and how many more there are.

        Args:
            most: How many names there are at most; all that are known if left out.
            language: What the others are counted in.

        Returns:
            The names, and perhaps a number as the last.

        Example:
            >>> Share("Goals met", 0, 3, ["a gift", "a card", "a bow"]).named(1)
            ('a gift', '2 more')
        """
        named = self.missing[:most]
        rest = len(self.missing) - len(named) + self.others
        more = language("{count} more", count=language.number(rest))
        return (*named, more) if rest else named
