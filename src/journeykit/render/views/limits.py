"""How much one picture with rows shows, so that no journey makes one that nobody could open."""

from __future__ import annotations

from typing import Final

from journeykit.render.language import ENGLISH, Language

__all__ = ["MOST_CARDS", "MOST_CELLS", "MOST_LANES", "lanes_left_out", "most_lanes"]

MOST_LANES: Final = 500
"""Of more lanes than this, the first are shown."""

MOST_CELLS: Final = 5_000
"""So many places, of lanes and columns together, a picture has at most."""

MOST_CARDS: Final = 5_000
"""Of more cards than this, only how many there are is shown."""


def most_lanes(columns: int) -> int:
    """Return how many lanes a picture may have.

    Args:
        columns: How many columns it has.

    Returns:
        The number, at least one.

    Example:
        >>> most_lanes(5), most_lanes(100), most_lanes(20_000)
        (500, 50, 1)
    """
    return max(1, min(MOST_LANES, MOST_CELLS // max(1, columns)))


def lanes_left_out(
    kind: str, shown: int, total: int, language: Language = ENGLISH
) -> tuple[str, ...]:
    """Return the note on lanes that are not shown.

    Args:
        kind: What has a lane of its own, such as `persona`.
        shown: How many of them are shown.
        total: How many there are.
        language: What it is said in.

    Returns:
        One note, or none where all are shown.

    Example:
        >>> lanes_left_out("persona", 50, 1_200)
        ('Only the first 50 personas are shown; there are 1,150 more.',)
        >>> lanes_left_out("persona", 3, 3)
        ()
    """
    if shown == total:
        return ()
    more = language.number(total - shown)
    if shown == 1:
        return (language("Only the first lane is shown; there are {more} more.", more=more),)
    lanes = language.counted(shown, kind)
    return (
        language(
            "Only the first {lanes} are shown; there are {more} more.", lanes=lanes, more=more
        ),
    )
