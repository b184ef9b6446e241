"""Mentions: where a map tells something in most of its words, though nothing links the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from journeykit.graph import View
from journeykit.model import Touchpoint

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
        self._locations: dict[str, list[tuple[str, ...]]] = {}
        for touchpoint in view.touchpoints:
            self._note(touchpoint.name, (touchpoint.key,))
        for touchpoint, lived in view.experiences:
            if lived.actions:
                words = " ".join((touchpoint.name, *lived.actions))
                self._note(words, (touchpoint.key, lived.persona))

    def _note(self, text: str, location: tuple[str, ...]) -> None:
        """Remember that words are said at a touchpoint, perhaps of one persona alone."""
        for word in stems(text):
            self._locations.setdefault(word, []).append(location)

    def mentions(self, text: str, persona: str) -> bool:
        """Return whether half of the words of a text are said in one place of a persona's.

        Args:
            persona: The key of the persona.

        Returns:
            True too where the text has no word long enough to compare.
        """
        words = stems(text)
        return not words or any(
            2 * number >= len(words) for _, number in self._matches(words, persona)
        )

    def fulfils(self, text: str, persona: str) -> bool:
        """Return whether all words of a text are said in one place where nothing goes wrong.

        A name that merely shares words with a wish does not serve it, and what fails, or feels
        bad, or hurts, does not either.

        Args:
            persona: The key of the persona.

        Returns:
            True too where the text has no word long enough to compare.
        """
        words = stems(text)
        return not words or any(
            number == len(words) and _goes_well(touchpoint, persona)
            for touchpoint, number in self._matches(words, persona)
        )

    def _matches(self, words: frozenset[str], persona: str) -> Iterator[tuple[Touchpoint, int]]:
        """The touchpoints of a persona that tell some words, with how many of them."""
        counts = Counter(location for word in words for location in self._locations.get(word, ()))
        for location, number in counts.items():
            touchpoint = self._view.touchpoint(location[0])
            if location[1:] == (persona,) or (not location[1:] and touchpoint.is_for(persona)):
                yield touchpoint, number


def _goes_well(touchpoint: Touchpoint, persona: str) -> bool:
    """Whether nothing is said against a touchpoint for a persona."""
    lived = touchpoint.experience_of(persona)
    sore = lived is not None and bool(
        lived.pains or (lived.emotion is not None and lived.emotion.low < 0)
    )
    return touchpoint.outcome == "completed" and not touchpoint.fail_point and not sore


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text.

    Returns:
        Beginnings in lower case, the same for words that differ in their endings.

    Example:
        >>> sorted(stems("Clicking on the ad")) == sorted(stems("clicks the ad"))
        True
    """
    words = (word.strip(".,;:!?()\"'") for word in text.casefold().split())
    return frozenset(word[:_STEM] for word in words if len(word) > _LONG)
