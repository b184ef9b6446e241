"""Mentions: where a map tells something in most of its words, though nothing links the two."""

from __future__ import annotations

from collections import Counter

from journeykit.graph import View

_LONG = 3
"""Words of fewer letters say little: a, an, the, in."""

_STEM = 4
"""How many letters of a word are compared, so that clicks and clicking are the same."""


class Mentions:
    """What is told at the touchpoints of a journey, to be found by the words that tell it.

    Args:
        view: The journey, with its questions.
    """

    def __init__(self, view: View) -> None:
        """Note the words of each touchpoint, and those of each persona's actions there."""
        self._view = view
        self._places: dict[str, list[tuple[str, ...]]] = {}
        for touchpoint in view.touchpoints:
            self._note(touchpoint.name, (touchpoint.key,))
        for touchpoint, lived in view.experiences:
            if lived.actions:
                words = " ".join((touchpoint.name, *lived.actions))
                self._note(words, (touchpoint.key, lived.persona))

    def _note(self, text: str, place: tuple[str, ...]) -> None:
        """Remember that words are said at a touchpoint, perhaps of one persona alone."""
        for word in stems(text):
            self._places.setdefault(word, []).append(place)

    def mentions(self, text: str, persona: str, *, half: bool = False) -> bool:
        """Return whether most words of a text are said in one place of a persona's.

        Args:
            text: The text.
            persona: The key of the persona.
            half: Whether half of the words are enough.

        Returns:
            True too where the text has no word long enough to compare.
        """
        words = stems(text)
        found = Counter(place for word in words for place in self._places.get(word, ()))
        return not words or any(
            2 * number >= len(words) + (0 if half else 1)
            and (
                place[1:] == (persona,)
                or (not place[1:] and self._view.touchpoint(place[0]).is_for(persona))
            )
            for place, number in found.items()
        )


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text.

    Args:
        text: The text.

    Returns:
        Beginnings in lower case, the same for words that differ in their endings.

    Example:
        >>> sorted(stems("Clicking on the ad")) == sorted(stems("clicks the ad"))
        True
    """
    words = (word.strip(".,;:!?()\"'") for word in text.casefold().split())
    return frozenset(word[:_STEM] for word in words if len(word) > _LONG)
