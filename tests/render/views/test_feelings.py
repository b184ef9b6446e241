"""Feelings, in the words by which two journeys are compared."""

from __future__ import annotations

import pytest

from journeykit import Emotion, journey, persona, touchpoint
from journeykit.addresses import Element
from journeykit.graph import view_of
from journeykit.render.language import ENGLISH
from journeykit.render.views.feelings import emotion_at, feeling_words, felt_in_wholes, home

MAYA, BEN = persona("Maya"), persona("Ben")
PAYS = touchpoint("Pays").feels(MAYA, -1, "annoyed")


def test_only_a_stage_is_a_home() -> None:
    """A journey may have the key of one of its stages."""
    assert ("buy", "") == (home(Element("stage", ("buy",))), home(Element("journey", ("buy",))))


def test_what_is_felt_in_stages_and_in_the_whole_is_told_apart() -> None:
    """By the key of the stage; what is felt at touchpoints is neither."""
    whole = journey("Buy").walked_by(MAYA, BEN).stage("Buy", PAYS).stage("Use")
    whole = whole.feels(BEN, 1).replace(whole.stages[1].feels(MAYA, 2))
    felt = felt_in_wholes(view_of(whole))
    assert {("", "ben"): 1, ("use", "maya"): 2} == {key: each.valence for key, each in felt.items()}


def test_a_feeling_at_a_touchpoint_is_that_of_one_persona() -> None:
    """Nobody feels what another was said to feel."""
    emotion = emotion_at(PAYS, "maya")
    assert emotion is not None
    assert (-1, None) == (emotion.valence, emotion_at(PAYS, "ben"))


@pytest.mark.parametrize(
    ("emotion", "expected"),
    [
        (None, "not stated"),
        (Emotion(1, "curious"), "+1 curious"),
        (Emotion(-2), "−2"),
        (Emotion(0, low=-1, high=1), "−1 to +1"),
    ],
)
def test_a_feeling_in_words_is_its_level_and_its_name(
    emotion: Emotion | None, expected: str
) -> None:
    """A range says both of its ends."""
    assert expected == feeling_words(emotion, ENGLISH)
