"""What `confront` is given and cannot use is refused by its name, before the log is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeykit import DocumentError, SurveyMetric, SurveySchema, journey, touchpoint
from journeykit.errors import ModelError
from journeykit.evidence import EventSchema, confront
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite

DESIGN = journey("Line").stage("All", touchpoint("Waits").observed_as("wait"))
PAIRS = 'pairs: expected pairs of touchpoints such as [("looks", "pays")], got 5'
PAIR = 'pairs: expected two touchpoints such as ("looks", "pays"), got the text \'wait\''
SURVEY = 'survey: expected a source and its schema such as ("survey.csv", SurveySchema(…)), got 5'


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"pairs": 5}, PAIRS),
        ({"pairs": ["wait"]}, PAIR),
        ({"pairs": "wait"}, PAIRS.replace("5", "the text 'wait'")),
        ({"pairs": [("wait", 5)]}, PAIR.replace("the text 'wait'", "5")),
        ({"survey": 5}, SURVEY),
        ({"survey": ("survey.csv", 5)}, SURVEY),
        (
            {"engine": 5},
            'engine: expected "duckdb", "sqlite", or an engine with dialect, rows, table, got 5',
        ),
        ({"most_variants": -1}, "most_variants: expected a whole number from 1, got -1"),
        ({"most_variants": "9"}, "most_variants: expected a whole number from 1, got the text '9'"),
        ({"progress": 5}, "progress: expected a function that takes a text, such as print, got 5"),
    ],
)
def test_an_argument_of_another_kind(given: dict[str, Any], message: str) -> None:
    """Its name, what was expected, and what was given."""
    with pytest.raises(ModelError) as refused:
        confront(DESIGN, "nowhere.csv", events=EventSchema("who", "at", "what"), **given)

    assert message == str(refused.value)


@pytest.mark.parametrize(
    ("events", "missing"),
    [({}, '"entity" and "timestamp" and "event" are'), ({"entity": "a", "event": "b"}, "is")],
)
def test_the_columns_that_every_log_needs(events: dict[str, Any], missing: str) -> None:
    """Whose log, when and what: the missing ones are named."""
    with pytest.raises(ModelError, match=f"^events: expected .* {missing} missing$"):
        confront(DESIGN, "nowhere.csv", events=events)


def test_codes_and_metrics_of_a_survey() -> None:
    """One code alone is one; words are none, and a metric is a `SurveyMetric`."""
    assert (5,) == SurveyMetric("nps", missing=5).missing  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"missing of a survey metric: expected numbers such as"):
        SurveyMetric("nps", missing=["no"])  # type: ignore[list-item]
    for metrics, told in ((5, "5"), ({"nps": 5}, "5"), ({5: SurveyMetric("nps")}, "5")):
        with pytest.raises(ModelError, match=f"metrics of a survey schema: .*, got {told}$"):
            SurveySchema("where", "score", metrics)  # type: ignore[arg-type]


@pytest.mark.parametrize("made", [Sqlite, Duckdb])
def test_a_log_that_is_not_there(made: Any, tmp_path: Path) -> None:
    """Is one error, whichever engine looks for it."""
    engine = made()
    with pytest.raises(DocumentError, match=r"nowhere\.csv: there is no such file"):
        engine.table(tmp_path / "nowhere.csv")
    engine.close()
