"""A real survey: San Francisco International Airport, 2018 (DataSF, public domain: PDDL).

Only how often each answer was given stands here. Whoever counts the code for a blank as an answer
finds a net promoter score of 34.9 in place of 31.0.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from journeykit import EventSchema, SurveyMetric, SurveySchema, confront, journey, touchpoint

RECOMMENDS = {
    "0.208038": (0, 1, 0, 1, 1, 4, 2, 5, 8, 3, 20, 4),
    "0.2863575": (0, 2, 2, 3, 3, 12, 9, 20, 33, 25, 23, 8),
    "0.3191648": (2, 1, 1, 3, 1, 6, 9, 14, 22, 11, 18, 2),
    "0.3461202": (1, 0, 1, 1, 1, 14, 12, 21, 39, 14, 31, 7),
    "0.3607733": (0, 0, 0, 2, 1, 5, 2, 12, 11, 15, 16, 5),
    "0.6088813": (2, 1, 0, 1, 0, 6, 2, 4, 13, 8, 8, 1),
    "0.6704842": (7, 1, 8, 4, 5, 35, 24, 63, 125, 103, 115, 35),
    "0.9942748": (0, 1, 1, 2, 1, 17, 6, 27, 45, 29, 64, 9),
    "1.0611394": (0, 0, 0, 3, 0, 9, 7, 17, 50, 36, 65, 8),
    "1.1063322": (3, 1, 4, 1, 2, 31, 22, 31, 64, 58, 114, 22),
    "1.1789461": (1, 1, 0, 0, 5, 20, 6, 28, 42, 22, 59, 8),
    "1.4869248": (8, 2, 6, 5, 4, 46, 31, 89, 148, 170, 226, 49),
    "3.8875283": (0, 0, 1, 0, 0, 0, 1, 3, 1, 4, 11, 1),
}
"""How many of 2,809 gave each answer from 0 to 10, and how many the code 11, which means blank, by
the weight of their answers."""

SATISFIED = {"1": 6, "2": 46, "3": 514, "4": 1428, "5": 631, "": 184}
"""How satisfied they are with the airport as a whole."""


@pytest.mark.parametrize("embedded", ["sqlite", "duckdb"])
def test_the_published_scores(embedded: str, tmp_path: Path) -> None:
    """A score of 30.98 with a margin of 2.83, 35.11 with weights, and 78.44 % satisfied."""
    log = tmp_path / "log.csv"
    log.write_text("who,at,what\n1,2018-05-21T18:15:00Z,flight\n")
    answers = [
        ("nps", str(code), weight)
        for weight, counts in RECOMMENDS.items()
        for code, n in enumerate(counts)
        for _ in range(n)
    ]
    answers += [("csat", code, "") for code, n in SATISFIED.items() for _ in range(n)]
    survey = tmp_path / "survey.csv"
    with survey.open("w", newline="") as file:
        rows = ((n, "flies", *answer) for n, answer in enumerate(answers))
        csv.writer(file).writerows([("n", "where", "question", "answer", "weight"), *rows])
    metrics = {"nps": SurveyMetric("nps", missing=[11]), "csat": SurveyMetric("csat")}
    schema = SurveySchema("where", "answer", metrics, metric="question", weight="weight")
    flight = journey("Flight").stage("Airport", touchpoint("Flies").observed_as("flight"))
    columns = EventSchema("who", "at", "what")
    report = confront(flight, log, events=columns, survey=(survey, schema), engine=embedded)
    assert report.survey is not None
    found = {each.metric: each.everywhere for each in report.survey.metrics}
    assert (2809, 2650, 159) == (
        found["nps"].answers,
        found["nps"].valid,
        found["nps"].missing_code,
    )
    assert found["nps"].nps == pytest.approx(30.98, abs=0.005)
    assert found["nps"].weighted_nps == pytest.approx(35.11, abs=0.005)
    assert found["nps"].nps_error is not None
    assert 1.96 * found["nps"].nps_error == pytest.approx(2.83, abs=0.005)
    assert found["csat"].top is not None
    assert found["csat"].top.rate == pytest.approx(0.7844, abs=0.00005)
