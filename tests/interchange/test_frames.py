"""Data frames: in from any library that narwhals knows, and out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import journeykit as jk
from journeykit import Journey
from journeykit.errors import DocumentError, ModelError
from journeykit.testing.strategies import journeys

pytest.importorskip("narwhals", reason="needs journeykit[frames]")
polars: Any = pytest.importorskip("polars", reason="needs polars")
pandas: Any = pytest.importorskip("pandas", reason="needs pandas")


@settings(max_examples=10)
@given(journeys())
def test_a_frame_loses_nothing(made: Journey) -> None:
    """Whatever a journey says is there again."""
    assert made == jk.read(jk.frame_of(made, "polars")).journey
    assert made == jk.read(jk.frame_of(made, "pandas")).journey


@pytest.mark.parametrize("library", ["pandas", "polars", "lazy"])
def test_a_frame_of_others(library: str) -> None:
    """Numbers, lists and missing values are what a person would type."""
    data = {
        "stage": ["Buy", None, "Use"],
        "touchpoint": ["Looks", "Pays", "Opens"],
        "score": [1.0, 4.5, None],
        "persona": ["Ann", "Ann", "Ann"],
    }
    frame = pandas.DataFrame(data) if library == "pandas" else polars.DataFrame(data)
    made = jk.read(frame.lazy() if library == "lazy" else frame).journey
    assert [-2, 1.5, None] == [t.valence_of("ann") for t in made.touchpoints]
    assert ["Buy", "Use"] == [stage.name for stage in made.stages]


def test_what_is_no_frame() -> None:
    """A list is refused in a sentence, and so is a library nobody knows."""
    with pytest.raises(DocumentError, match="expected a path, an open file or a data frame"):
        jk.read([1, 2])
    with pytest.raises(ModelError, match='"excel" is no library of data frames'):
        jk.frame_of(jk.journey("J"), "excel")
