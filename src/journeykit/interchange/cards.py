"""Touchpoints as cards that people move and edit: their words, and the colour of their feelings."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.interchange.feelings import in_words
from journeykit.model import Touchpoint

__all__ = ["card_colour", "card_text"]

_COLOURS = {-2: "F4B6AD", -1: "F9D9D2", 0: "EEEEEE", 1: "D8ECD9", 2: "B2D9B5"}


def card_text(touchpoint: Touchpoint, names: Mapping[str, str]) -> str:
    """Return what a card says: the name, the channels, and who feels what.

    Args:
        names: The names of the personas, by key.
    """
    channels = ", ".join(channel.name for channel in touchpoint.channels)
    felt = ", ".join(
        f"{names[each.persona]} {in_words(each.emotion)}"
        for each in touchpoint.experiences
        if each.emotion
    )
    return "\n".join(filter(None, (touchpoint.name, channels, felt)))


def card_colour(touchpoint: Touchpoint) -> str:
    """Return the colour of the lowest feeling, which the text says as well.

    Returns:
        Red, green and blue in hexadecimal digits; empty where nothing is felt.
    """
    levels = [each.emotion.low for each in touchpoint.experiences if each.emotion]
    return _COLOURS[round(min(levels))] if levels else ""
