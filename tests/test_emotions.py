"""Emotions: a number, a word or a range, and how it is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from journeykit import LEXICON, Emotion
from journeykit.emotions import felt
from journeykit.errors import ModelError
from journeykit.testing.strategies import emotions


@given(emotions())
def test_an_emotion_lies_in_its_range(emotion: Emotion) -> None:
    """Between −2 and +2, in halves, with the valence inside."""
    assert -2 <= emotion.low <= emotion.level <= emotion.high <= 2
    assert 0 == emotion.level % 0.5
    assert emotion.valence in {None, emotion.level}
    assert emotion.is_range == (emotion.low != emotion.high)


@pytest.mark.parametrize(("word", "valence"), LEXICON.items(), ids=str)
def test_a_word_has_its_usual_valence(word: str, valence: float) -> None:
    """In any case; a number said beside it counts instead."""
    assert Emotion(valence, word.upper()) == felt(word.upper())
    assert Emotion(valence, word) == felt(None, word)
    assert Emotion(-0.5, word) == felt(-0.5, word)


def test_a_range_has_a_middle_if_somebody_says_one() -> None:
    """None is invented: rules go by its low end; a valence said beside it counts."""
    assert Emotion(low=-2, high=1) == felt(None, low=-2, high=1)
    assert (None, -2) == (felt(None, low=-2, high=1).valence, felt(None, low=-2, high=1).level)
    assert Emotion(1) == felt(None, low=1, high=1)
    assert Emotion(1, "split", low=-2, high=2) == felt(1, "split", low=-2, high=2)
    assert Emotion(-1, "annoyed", low=-1, high=2) == felt("annoyed", high=2)


def test_one_and_one_point_naught_are_the_same() -> None:
    """Numbers become floats, so that equal emotions look alike too."""
    assert repr(Emotion(1)) == repr(Emotion(1.0))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Emotion(2.5),
            "valence of emotion: expected a number from -2 to +2",
        ),
        (lambda: Emotion(0.3), "in steps of 0.5, got 0.3"),
        (lambda: Emotion(float("nan")), "got nan"),
        (lambda: Emotion("good"), "got the text 'good'"),
        (lambda: Emotion(1, low=2), "an emotion from +2 to +1 cannot be +1"),
        (lambda: Emotion(1, low=-1, high=0), "an emotion from -1 to +0 cannot be +1"),
        (lambda: Emotion(1, basis="guessed"), 'unknown basis "guessed"'),
        (
            lambda: Emotion(low=1, high=-1),
            "cannot go from +1 to -1; expected low ≤ high",
        ),
        (lambda: Emotion(high=1), "expected a valence from -2 to +2, or both low and high"),
        (lambda: Emotion(low=0.2, high=1), "low of emotion: expected a number from -2 to +2"),
        (
            lambda: felt("meh"),
            '"meh" has no usual valence; give a number from -2 to +2',
        ),
        (lambda: felt("anoyed"), 'did you mean "annoyed"?'),
        (lambda: felt(None), 'the emotion "" has no usual valence'),
    ],
)
def test_an_emotion_off_the_scale_is_refused(make: Callable[[], object], message: str) -> None:
    """The message has the scale."""
    with pytest.raises(ModelError) as caught:
        make()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "word", ["stresed", "uninterested", "unconfident", "disheartened", "hopeless", "unsupported"]
)
def test_a_proposal_never_has_the_opposite_sign(word: str) -> None:
    """Nobody who is uninterested is told to write understood."""
    with pytest.raises(ModelError) as caught:
        felt(word)
    proposed = [known for known in LEXICON if f'"{known}"' in str(caught.value)]
    assert all(LEXICON[known] < 0 for known in proposed)
    assert proposed == (["stressed"] if word == "stresed" else [])
