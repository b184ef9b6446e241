"""A table of a report as people read it, and how its figures are written."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from journeykit.rates import Rate, percent


def _rows(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(rows)


@frozen
class TableSection:
    """A table with its title, and what is to be said of it.

    Args:
        title: What it shows.
        columns: The names of its columns; the first is of words, the others of numbers.
        rows: Its rows.
        remark: What a reader should know.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows)
    remark: str = ""


def many(number: int, what: str) -> str:
    """Write how many there are of something.

    Example:
        >>> many(1, "row"), many(1200, "row")
        ('1 row', '1,200 rows')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def number(count: int | None) -> str:
    """Write how many there are; what is not told is withheld.

    Example:
        >>> number(1200), number(None)
        ('1,200', 'withheld')
    """
    return "withheld" if count is None else f"{count:,}"


def rate_text(rate: Rate | None) -> str:
    """Write a rate with its interval; a star marks a small number."""
    if rate is None or rate.rate is None or rate.low is None or rate.high is None:
        return ""
    star = " *" if rate.small else ""
    return f"{percent(rate.rate)} ({100 * rate.low:.1f}–{100 * rate.high:.1f}){star}"


def points(change: float | None) -> str:
    """Write a difference of shares in points.

    Example:
        >>> points(0.051), points(None)
        ('+5.1', '')
    """
    return "" if change is None else f"{100 * change:+.1f}"


def probability(value: float) -> str:
    """Write a p-value, which is never nought.

    Example:
        >>> probability(0.0004), probability(0.25)
        ('p < 0.001', 'p = 0.250')
    """
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"  # noqa: PLR2004


def duration(seconds: float | None) -> str:
    """Write a time as people say it.

    Example:
        >>> duration(46.0), duration(5400.0), duration(None)
        ('46 s', '1.5 h', '')
    """
    if seconds is None:
        return ""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"
