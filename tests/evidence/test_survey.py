"""Surveys equal the right answers on every engine, and odd scales are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.evidence_shop import SURVEY, oracle, survey_schema
from helpers.oracle_agreement import agrees, plain
from journeykit import EventSchema, ModelError, confront, journey, touchpoint
from journeykit.evidence.projection import Projection
from journeykit.evidence.survey import SurveyMetric, SurveySchema, survey_of

NAMES = {
    "nps_score": "nps",
    "score": "nps",
    "weighted_score": "weighted_nps",
    "weighted_standard_error": "weighted_nps_error",
    "n": "valid",
}


def _renamed(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    names = NAMES | {"standard_error": "nps_error" if kind == "nps" else "mean_error"}
    return {names.get(key, key): value for key, value in answer.items()}


def test_answers_of_all_of_each_touchpoint_and_of_each_group(projection: Projection) -> None:
    """Blank, missing, off the scale, valid; scores with their errors, and with weights."""
    answers = oracle()["survey"]
    survey = survey_of(projection, _table(projection), survey_schema())
    for figure in ("rows_read", "exact_duplicates", "unknown_touchpoint"):
        assert answers[figure] == getattr(survey, figure)
    for metric in survey.metrics:
        wanted = dict(answers["metrics"][metric.metric])
        kind = wanted.pop("kind")
        assert kind == metric.kind
        agrees(_renamed(wanted.pop("(all)"), kind), plain(metric.everywhere))
        groups = plain(metric.by_segment)
        for group, answer in wanted.pop("by_segment", {}).items():
            agrees(_renamed(answer, kind), groups[group])
        places = plain(metric.by_touchpoint)
        assert set(wanted) == set(places)
        for place, answer in wanted.items():
            agrees(_renamed(answer, kind), places[place])


def _table(projection: Projection) -> Any:
    engine: Any = projection.engine
    engine.rows("DROP TABLE IF EXISTS survey")
    return engine.table(SURVEY, "survey")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "npss"}, 'unknown kind of survey "npss"'),
        ({"kind": "nps", "scale": (10, 0)}, "scale of a survey metric: expected two whole numbers"),
        ({"kind": "csat", "top": (4, 6)}, "top of a survey metric: .* off the scale"),
        ({"kind": "nps", "promoters": (9, 11)}, "promoters of a survey metric: .* off the scale"),
    ],
)
def test_a_scale_that_cannot_be(options: dict[str, Any], message: str) -> None:
    """Is refused when it is declared."""
    with pytest.raises(ModelError, match=message):
        SurveyMetric(**options)


def test_several_metrics_need_a_column() -> None:
    """Or nobody knows which answer belongs to which."""
    metrics = {"a": SurveyMetric("nps"), "b": SurveyMetric("ces")}
    with pytest.raises(ModelError, match="needs metric="):
        SurveySchema("where", "answer", metrics)


@pytest.mark.parametrize(("column", "told"), [("", (40, 0)), (",day", (2, 38))])
def test_equal_answers_are_of_several_people(
    tmp_path: Path, column: str, told: tuple[int, int]
) -> None:
    """Unless a column is left that could tell one person's answer from another's."""
    pays = touchpoint("Pays").observed_as("pay")
    shop = journey("Shop").stage("Buy", pays)
    log, survey = tmp_path / "log.csv", tmp_path / "survey.csv"
    log.write_text("who,at,what\n1,2026-01-01T00:00:00Z,pay\n")
    value = column and ",monday"
    rows = [f"pays,{score}{value}" for score in (10, 3) for _ in range(20)]
    survey.write_text("\n".join([f"where,score{column}", *rows]) + "\n")
    asked = SurveySchema("where", "score", {"nps": SurveyMetric("nps")})
    events = EventSchema("who", "at", "what")
    for engine in ("sqlite", "duckdb"):
        report = confront(shop, log, events=events, survey=(survey, asked), engine=engine)
        assert report.survey is not None
        found = report.survey.metrics[0].everywhere.valid, report.survey.exact_duplicates
        assert told == found
