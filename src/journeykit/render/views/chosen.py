"""What a caller picks out of a journey: a value, its key or its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from journeykit.errors import UnknownReferenceError
from journeykit.model import Journey, Persona, Stage, Touchpoint

__all__ = ["one_of"]

_Thing = TypeVar("_Thing", Persona, Stage, Touchpoint)


def one_of(things: Sequence[_Thing], wanted: object, kind: str, journey: Journey) -> _Thing:
    """Return what a caller means.

    Args:
        things: What there is to pick from.
        wanted: One of them, or a key or name of one; a key counts for more than a name.
        kind: What they are called.
        journey: The journey they are in.

    Returns:
        The thing as the journey has it.

    Raises:
        UnknownReferenceError: The journey has none like that.

    Example:
        >>> from journeykit import journey, persona
        >>> shop = journey("Shop").walked_by(persona("Ann Lee"))
        >>> one_of(shop.personas, "Ann Lee", "persona", shop).key
        'ann-lee'
    """
    key = getattr(wanted, "key", wanted)
    for names in ({each.key: each for each in things}, {each.name: each for each in things}):
        if isinstance(key, str) and key in names:
            return names[key]
    name = str(getattr(wanted, "name", wanted))
    known = [each.name for each in things]
    raise UnknownReferenceError(kind, name, known=known, where=f'journey "{journey.name}"')
