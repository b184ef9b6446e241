"""A real survey: San Francisco International Airport, 2018 (DataSF, public domain: PDDL).

Only how often each answer was given stands here. Whoever counts the code for a blank as an answer
finds a net promoter score of 34.9 in place of 31.0.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from journeykit import EventSchema, SurveyMetric, SurveySchema, confront, journey, touchpoint

RECOMMENDS = (24, 11, 24, 26, 24, 205, 133, 334, 601, 498, 770, 159)
"""How many of 2,809 gave each answer from 0 to 10, and how many the code 11, which means blank."""

SATISFIED = {"1": 6, "2": 46, "3": 514, "4": 1428, "5": 631, "": 184}
"""How satisfied they are with the airport as a whole."""


def test_the_published_scores(engine_name: str, tmp_path: Path) -> None:
    """A score of 30.98 with a margin of 2.83, and 78.44 % who are satisfied."""
    log = tmp_path / "log.csv"
    log.write_text("who,at,what\n1,2018-05-21T18:15:00Z,flight\n")
    answers = [("nps", str(code)) for code, n in enumerate(RECOMMENDS) for _ in range(n)]
    answers += [("csat", code) for code, n in SATISFIED.items() for _ in range(n)]
    survey = tmp_path / "survey.csv"
    with survey.open("w", newline="") as file:
        rows = ((n, "flies", *answer) for n, answer in enumerate(answers))
        csv.writer(file).writerows([("n", "where", "question", "answer"), *rows])
    metrics = {"nps": SurveyMetric("nps", missing=[11]), "csat": SurveyMetric("csat")}
    schema = SurveySchema("where", "answer", metrics, metric="question")
    flight = journey("Flight").stage("Airport", touchpoint("Flies").observed_as("flight"))
    columns = EventSchema("who", "at", "what")
    report = confront(flight, log, events=columns, survey=(survey, schema), engine=engine_name)
    assert report.survey is not None
    found = {each.metric: each.everywhere for each in report.survey.metrics}
    assert (2809, 2650, 159) == (
        found["nps"].answers,
        found["nps"].valid,
        found["nps"].missing_code,
    )
    assert found["nps"].nps == pytest.approx(30.98, abs=0.005)
    assert found["nps"].nps_error is not None
    assert 1.96 * found["nps"].nps_error == pytest.approx(2.83, abs=0.005)
    assert found["csat"].top is not None
    assert found["csat"].top.rate == pytest.approx(0.7844, abs=0.00005)
