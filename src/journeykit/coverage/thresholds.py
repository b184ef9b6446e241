"""Thresholds: the shares below which a build fails, and the ratchet that lets none fall."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from journeykit import fields
from journeykit.atomic_write import write_whole
from journeykit.bounded_read import read_text
from journeykit.checked import checked
from journeykit.coverage.coverage import REGISTRY, Coverage
from journeykit.errors import DocumentError, ModelError
from journeykit.printable import representation
from journeykit.rates import percent
from journeykit.suggestions import nearest

_EXACT = 15
"""How many digits of a number are its own, and not those of how it is stored."""


@frozen
class Shortfall:
    """A measure that is below what was asked of it.

    Args:
        measure: Its name.
        wanted: The least it should be, in per cent.
        got: What it is, in per cent; None where there is nothing to cover.
    """

    measure: str
    wanted: float
    got: float | None

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __str__(self) -> str:
        """Say it in one line."""
        if self.got is None:
            return f"{self.measure} is n/a, there is nothing to cover, below {self.wanted:g}%"
        got, wanted = _distinguishable(self.got, self.wanted)
        return f"{self.measure} is {got}%, below {wanted}%"


def _distinguishable(got: float, wanted: float) -> tuple[str, str]:
    """Two percentages with as many digits as show that the first is less.

    The first is as the table prints it where that does: "90.0%, below 90%" would read as enough.
    """
    least = f"{wanted:g}" if got < float(f"{wanted:g}") else f"{wanted:.{_EXACT}g}"
    longer = (f"{got:.{digits}f}" for digits in range(2, _EXACT))
    shown = percent(got / 100).removesuffix(" %")
    distinct = next((number for number in (shown, *longer) if float(number) < float(least)), shown)
    return distinct, least


@checked
def shortfalls(
    coverage: Coverage, fail_under: Mapping[str, float | Fraction]
) -> tuple[Shortfall, ...]:
    """Hold coverage against the least that each measure should be.

    A measure with nothing to cover is never enough: no goals are not all goals.

    Args:
        fail_under: For each measure, the least it should be, in per cent.

    Returns:
        What falls short, in the order asked.

    Raises:
        UnknownReferenceError: A measure is unknown, or was not measured.
        ModelError: What it should be is no percentage, but a fraction such as 0.9, say.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.coverage import coverage_of
        >>> print(*shortfalls(coverage_of(journey("Shop").stage("Use")), {"stage": 90}))
        stage is 0.0%, below 90%
    """
    missed = []
    for name, threshold in fail_under.items():
        measure = coverage[name]
        if not is_percentage(threshold):
            expected = "expected a percentage from 1 to 100, or 0"
            raise ModelError(f"{name}: {expected}, got {representation(threshold)}")
        # The exact fraction decides; a rounded percentage would let 89.96 pass for 90.
        if measure.fraction is None or measure.fraction * 100 < Fraction(str(threshold)):
            missed.append(Shortfall(name, float(threshold), measure.percent))
    return tuple(missed)


def is_percentage(share: object) -> bool:
    """Whether something is meant as a percentage: 0.9 is a fraction, and would hold nothing back.

    Args:
        share: What somebody gave.

    Returns:
        Whether it is 0, or a number from 1 to 100.
    """
    return isinstance(share, int | float | Fraction) and (share == 0 or 1 <= share <= 100)  # noqa: PLR2004


@checked
def save_ratchet(coverage: Coverage, path: str | os.PathLike[str]) -> None:
    """Keep what coverage is, so that it may not fall.

    Args:
        path: The file to write.
    """
    shares = {
        m.name: [m.numerator, m.denominator] for m in coverage.measures if m.fraction is not None
    }
    write_whole(path, f"{json.dumps({'coverage': shares}, indent=2)}\n".encode())


@checked
def regressions(coverage: Coverage, path: str | os.PathLike[str]) -> tuple[Shortfall, ...]:
    """Hold coverage against what was kept.

    Args:
        path: The file that `save_ratchet` wrote.

    Returns:
        The measures that fell.

    Raises:
        DocumentError: The file is not such a file.
    """
    kept = _ratchet(path)
    measured = {measure.name: measure for measure in coverage.measures}
    return tuple(
        Shortfall(name, float(share * 100), measured[name].percent)
        for name, share in kept.items()
        if name in measured and (measured[name].fraction or 0) < share
    )


_LARGEST = 1_000_000
"""How many bytes a ratchet may have: it holds two numbers a measure."""


def _ratchet(path: str | os.PathLike[str]) -> dict[str, Fraction]:
    """The shares in a file."""
    text = read_text(path, limit=_LARGEST)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise DocumentError("", expected="a coverage ratchet in JSON") from None
    shares = document.get("coverage") if isinstance(document, dict) else None
    if not isinstance(shares, dict):
        raise DocumentError("coverage", expected="a mapping of measures to two numbers")
    fractions = {}
    for name, pair in shares.items():
        if name not in REGISTRY:
            raise DocumentError(
                f"coverage.{name}", expected="a measure", suggestion=nearest(name, REGISTRY)
            )
        if (
            not isinstance(pair, list)
            or [type(number) for number in pair] != [int, int]
            or not 0 <= pair[0] <= pair[1]
            or pair[1] == 0
        ):
            raise DocumentError(f"coverage.{name}", expected="covered and all, as two numbers")
        fractions[name] = Fraction(*pair)
    return fractions
