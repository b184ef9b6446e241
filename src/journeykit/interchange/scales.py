"""Scales: from the scores that people keep to valences from −2 to +2, and back."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.errors import ModelError


@frozen
class Scale:
    """A scale of scores, of which the ends are the worst and the best.

    Args:
        worst: The score of the worst feeling.
        best: The score of the best feeling; lower than the worst where 1 is best.

    Raises:
        ModelError: The two ends are the same.

    Example:
        >>> Scale(1, 5).valence(4), Scale(0, 10).valence(10), Scale(6, 1).valence(1)
        (1.0, 2.0, 2.0)
    """

    worst: float = field(converter=fields.as_float, validator=fields.number)
    best: float = field(converter=fields.as_float, validator=fields.number)

    def __attrs_post_init__(self) -> None:
        """Refuse a scale without length."""
        if self.worst == self.best:
            raise ModelError(f"a scale from {self.worst:g} to {self.best:g} tells nothing apart")

    def exact(self, score: float) -> float:
        """Where a score lies between −2 and +2, or beyond.

        Returns:
            The valence, neither rounded nor cut.
        """
        return 4 * (score - self.worst) / (self.best - self.worst) - 2

    def valence(self, score: float) -> float:
        """The valence of a score: cut to the scale, and rounded to halves.

        Returns:
            A number from −2 to +2.
        """
        return math.floor(2 * min(2.0, max(-2.0, self.exact(score))) + 0.5) / 2

    def holds(self, score: float) -> bool:
        """Tell whether a score is on the scale."""
        return min(self.worst, self.best) <= score <= max(self.worst, self.best)

    def score(self, valence: float) -> float:
        """The score of a valence.

        Args:
            valence: From −2 to +2.
        """
        return self.worst + (valence + 2) * (self.best - self.worst) / 4

    def __str__(self) -> str:
        """Show both ends."""
        return f"{self.worst:g} to {self.best:g}"


FIVE = Scale(1, 5)
"""The scale that Mermaid documents, and the commonest in spreadsheets."""

VALENCE = Scale(-2, 2)
"""Our own scale."""

SHARE = Scale(0, 1)
"""What a spreadsheet shows as percent."""

_GUESSES = (
    VALENCE,
    FIVE,
    Scale(0, 5),
    Scale(0, 10),
    Scale(0, 100),
    Scale(-5, 5),
    Scale(-10, 10),
)
_FROM_NOTHING = _GUESSES[1:5]
"""The usual scales on which nothing is negative."""

_ENDS = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(?:\.\.+|…|–|-|to|:|/)\s*([+-]?\d+(?:\.\d+)?)\s*")


_SPAN = re.compile(r"(?<![\w.])([+-]?\d{1,3})\s*(?:\.\.+|…|–|-|to|bis)\s*([+-]?\d{1,3})(?![\w.])")
_OUT_OF = re.compile(r"(?:/|out of|of|von)\s*(\d{1,3})(?![\w.])")


ScaleLike: TypeAlias = Scale | tuple[float, float] | str
"""What a scale may be given as."""


def as_scale(scale: ScaleLike) -> Scale:
    """Return the scale that somebody means.

    Args:
        scale: A scale, its two ends, or a text such as `1..5` or `-2 to 2`.

    Raises:
        ModelError: It is none of these.

    Example:
        >>> as_scale("0-10")
        Scale(worst=0.0, best=10.0)
    """
    ends: Any = scale
    if isinstance(scale, Scale):
        return scale
    if isinstance(scale, str):
        match = _ENDS.fullmatch(scale.replace("\u2212", "-"))
        ends = map(float, match.groups()) if match else None
    pair: tuple[Any, ...] = ()
    with contextlib.suppress(TypeError):
        pair = tuple(ends)
    if len(pair) == 2:  # noqa: PLR2004 — two ends
        return Scale(*pair)
    raise ModelError(f'expected a scale such as "1..5" or (0, 10), got {fields.described(scale)}')


def scale_in(header: str) -> Scale | None:
    """Find the scale that the header of a column tells.

    Returns:
        The scale; None if it tells none.

    Example:
        >>> scale_in("Score (1-10)"), scale_in("Rating out of 5"), scale_in("Score")
        (Scale(worst=1.0, best=10.0), Scale(worst=1.0, best=5.0), None)
    """
    text = header[:200].replace("\u2212", "-")
    if span := _SPAN.search(text):
        worst, best = map(float, span.groups())
        return Scale(worst, best) if worst != best else None
    most = _OUT_OF.search(text)
    return out_of(float(most[1])) if most and float(most[1]) else None


def out_of(most: float) -> Scale:
    """Return the scale of a score out of a number.

    Args:
        most: The number.

    Example:
        >>> out_of(5), out_of(10)
        (Scale(worst=1.0, best=5.0), Scale(worst=0.0, best=10.0))
    """
    return FIVE if most == FIVE.best else Scale(0, most)


def guessed(scores: Iterable[float]) -> Scale:
    """Guess the scale of some scores.

    Args:
        scores: All of them; what is no finite number does not count.

    Returns:
        0 to 1 if all are shares; 1 to 5 if all lie there or no usual scale holds them; −2 to +2 if
        some are negative and all lie there; else the smallest of the usual scales that holds them.

    Example:
        >>> guessed([1, 4]), guessed([-1, 2]), guessed([3, 8])
        (Scale(worst=1.0, best=5.0), Scale(worst=-2.0, best=2.0), Scale(worst=0.0, best=10.0))
        >>> guessed([0, 4])
        Scale(worst=0.0, best=5.0)
    """
    finite = [score for score in scores if math.isfinite(score)]
    low, high = min(finite, default=1), max(finite, default=5)
    if 0 <= low <= high <= 1 and any(score % 1 for score in finite):
        return SHARE
    candidates = _GUESSES if low < 0 else _FROM_NOTHING
    return next((scale for scale in candidates if scale.holds(low) and scale.holds(high)), FIVE)
