"""How rules put things to people."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.emotions import Emotion, signed
from journeykit.graph import View

_LISTED = 6
"""How many names a message lists before it says how many more there are."""


def quoted(names: Iterable[str]) -> str:
    """Names in quotes, in a row.

    Args:
        names: What people call the things.

    Returns:
        The row; a long one ends with how many more there are.

    Example:
        >>> quoted(["Ad", "Shop", "Basket"])
        '"Ad", "Shop" and "Basket"'
    """
    several = list(names)
    more = len(several) - _LISTED + 1 if len(several) > _LISTED else 0
    shown = [f'"{name}"' for name in (several[: _LISTED - 1] if more else several)]
    if more:
        shown.append(f"{more} more")
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def felt_by(view: View, persona: str, emotion: Emotion) -> str:
    """Who feels what, as a person reads it.

    Args:
        view: The journey, with its questions.
        persona: The key of the persona.
        emotion: What they feel.

    Returns:
        The name with the valence, or with both ends of a range.
    """
    felt = signed(emotion.level)
    if emotion.is_range:
        felt = f"{signed(emotion.low)} to {signed(emotion.high)}"
    return f"{view.persona(persona).name} {felt}"
