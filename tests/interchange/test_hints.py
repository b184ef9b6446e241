"""What is said about a table is checked before the table is read, by the name of the option."""

from __future__ import annotations

import io
from typing import Any

import pytest

import journeykit as jk
from journeykit.errors import ModelError

TABLE = "stage,touchpoint,emotion\nBuy,Pays,x\n"


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        ({"columns": 5}, 'columns: expected headers with what they mean, such as {"Wo": "stage"}'),
        ({"columns": {"stage": 5}}, "columns: expected headers with what they mean"),
        ({"feelings": 5}, "feelings: expected words with numbers from -2 to 2"),
        ({"feelings": {5: 1}}, "feelings: expected words with numbers from -2 to 2"),
        ({"separator": 5}, 'separator: expected text such as ";", got 5'),
        ({"persona": 5}, 'persona: expected text such as "Maya", got 5'),
        ({"name": 5}, 'name: expected text such as "Buying a gift", got 5'),
        ({"flow": 5}, "flow: expected True or False, got 5"),
        ({"scale": 5}, 'expected a scale such as "1..5" or (0, 10), got 5'),
        ({"delimiter": 5}, 'delimiter: expected one character such as ";", got 5'),
        ({"delimiter": ";;"}, 'delimiter: expected one character such as ";", got the text'),
        ({"encoding": 5}, 'encoding: expected text such as "cp1252", got 5'),
    ],
)
def test_a_hint_of_another_kind(hints: dict[str, Any], message: str) -> None:
    """Its name, what was expected, and what was given."""
    with pytest.raises(ModelError) as refused:
        jk.read(io.StringIO(TABLE), "csv", **hints)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("valence", [9, 0.3, "good", True, float("nan")])
@pytest.mark.parametrize("word", ["x", "a word that stands nowhere"])
def test_a_feeling_off_the_scale(word: str, valence: Any) -> None:
    """Whether the word occurs or not, the option and the word are named."""
    message = f'feelings: expected a number from -2 to 2 in steps of a half for "{word}", got '
    with pytest.raises(ModelError) as refused:
        jk.read(io.StringIO(TABLE), "csv", feelings={word: valence})

    assert str(refused.value).startswith(message)


def test_hints_that_nobody_gave() -> None:
    """None is none, for each of them."""
    hints: dict[str, Any] = dict.fromkeys(("columns", "scale", "feelings", "separator"))

    assert jk.read(io.StringIO(TABLE), "csv", **hints) == jk.read(io.StringIO(TABLE), "csv")
