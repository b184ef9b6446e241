"""What is asked of the events of a log one by one, whoever answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import field, frozen

OUTCOMES = ("success", "abandoned_explicit", "abandoned_silent", "open", "no_touchpoint")
"""What became of an entity; the number of an outcome is its position."""

SUCCESS, EXPLICIT, SILENT, OPEN, NO_TOUCHPOINT = range(5)

UNDECLARED, BLANK, SEVERAL = "(undeclared)", "(blank)", "(several)"

START, SUCCEEDED, LOST = -1, -2, -3
"""The states of a chain beside the touchpoints; the last two are absorbing."""

DAYS = (1, 7, 14)
"""After how many days it is said how many have gone on."""

DAY = 86_400 * 1_000_000
"""A day in microseconds."""

HALF = -0.6931471805599453 + 1e-12
"""The logarithm of the share of those who have not gone on when half have."""

NOBODY_STAYS = -1e6
"""In place of the logarithm of 0."""


@frozen
class Passage:
    """Equal passages of a touchpoint.

    Args:
        k: The touchpoint, by number.
        next_k: The next touchpoint of the path; None at its end.
        group: The number of the entities' group.
        outcome: The number of their outcome.
        old: Whether they are older than the idle cutoff, as 1 or 0.
        side: -1 before the first success of the entity, 0 at it and 1 after it.
        count: How many there are.
        cut: How many have something unmapped before the next touchpoint.
    """

    k: int
    next_k: int | None
    group: int
    outcome: int
    old: int
    side: int
    count: int
    cut: int = field(converter=int)  # a sum, which some engines return as a decimal number


@frozen
class Waits:
    """How long it took to come from one stage to the next, in microseconds.

    Args:
        n: How many went on.
        mean: The mean of their times; None if there is nobody.
        longest: The longest of their times.
        not_yet: How many did not go on.
        open: How many of these are still under way.
        around: Times of those who went on by their position, around the quantiles asked for.
        staying: The logarithm of the share who have not gone on after each of `DAYS`.
        half: After which time half have gone on; None if fewer do.
    """

    n: int
    mean: float | None
    longest: float | None
    not_yet: int
    open: int
    around: Mapping[int, float]
    staying: tuple[float, ...]
    half: float | None


@frozen(eq=False)
class Variants:
    """Distinct paths with the group and the outcome of those who took them, in columns.

    Args:
        paths: The touchpoints, by number, in order; each path once.
        path: For each variant, the position of its path.
        group: The number of its group.
        outcome: The number of its outcome.
        unmapped: How many unmapped events each of its entities has beside.
        count: How many entities it has.
    """

    paths: Sequence[tuple[int, ...]]
    path: Sequence[int]
    group: Sequence[int]
    outcome: Sequence[int]
    unmapped: Sequence[int]
    count: Sequence[int]


@frozen
class Misordered:
    """How a table of transitions would differ under another order of the events.

    Args:
        cells: Pairs of touchpoints with another count.
        transitions: The sum of the absolute differences.
    """

    cells: int
    transitions: int


class Events(Protocol):
    """The events of a log, sorted by entity and time, and what is asked of them.

    Whoever answers also keeps `jk_people` and `jk_names` in the engine, and `jk_funnel` when it
    is asked to.
    """

    @property
    def tied(self) -> int:
        """How many events share entity and instant with another."""
        ...

    @property
    def passages(self) -> tuple[Passage, ...]:
        """How often each touchpoint was passed, by whom, and where they went next."""
        ...

    def misordered(self) -> tuple[Misordered, Misordered]:
        """Compare the transitions with those in the order of time and then the file, and of it."""
        ...

    def visits(self) -> Iterable[tuple[int, int, int, int]]:
        """Return touchpoint, group, events and entities."""
        ...

    def with_unmapped(self) -> Sequence[tuple[int, int, int]]:
        """Return transitions with their count where unmapped events stay in the path, in order."""
        ...

    def keep_funnel(self) -> None:
        """Keep `jk_funnel` and `jk_funnel_first`: when each entity reached each stage."""
        ...

    def in_one_run(self) -> list[int]:
        """Count who went from the first stage to the second, third … with neighbouring events."""
        ...

    def variants(self, most: int) -> Variants:
        """Return the most frequent variants; of equally frequent ones, the first as texts.

        Args:
            most: How many at most.
        """
        ...

    def waits(self, number: int, shares: Sequence[float]) -> Waits:
        """Measure the time from a stage, counted from 1, to the next."""
        ...

    def squares(self, influences: Sequence[Mapping[tuple[int, int], float]]) -> list[float]:
        """Sum the decided steps of sampled entities by their influence; return sums of squares.

        Args:
            influences: What a step of each kind means, for each figure.
        """
        ...


def positions_around(n: int, shares: Iterable[float]) -> set[int]:
    """Return the positions between which quantiles of a sorted list lie (type 7).

    Args:
        n: How long the list is.

    Example:
        >>> sorted(positions_around(4, [0.5]))
        [1, 2]
    """
    lower = {int((n - 1) * share) for share in shares} if n else set()
    return {position + more for position in lower for more in (0, 1)}
