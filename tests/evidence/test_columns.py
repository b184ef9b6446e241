"""The tables of a report hold its figures, and every library of data frames takes them."""

from __future__ import annotations

import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, oracle, shop, survey_schema
from journeykit import ModelError, UnknownReferenceError
from journeykit.evidence import EvidenceReport, confront
from journeykit.evidence.columns import TABLES


@pytest.fixture(scope="module")
def report() -> EvidenceReport:
    """The shop's, with its survey."""
    return confront(shop(), EVENTS, events=SCHEMA, survey=(SURVEY, survey_schema()))


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_every_table_is_a_frame(report: EvidenceReport, backend: str) -> None:
    """With a row for each figure, and no cell that is more than a number or a text."""
    for table in TABLES:
        columns = report.columns(table)
        assert list(columns) == list(report.frame(table, backend).columns)
        assert {len(cells) for cells in columns.values()} == {len(report.frame(table, backend))}
        cells = [cell for column in columns.values() for cell in column if cell is not None]
        assert all(isinstance(cell, str | int | float) for cell in cells)


def test_the_figures_are_those_of_the_report(report: EvidenceReport) -> None:
    """The funnel and the traffic, as they are computed elsewhere."""
    funnel = report.frame("funnel").query("who == 'everybody'")
    answers = oracle()["funnel"]["overall"]
    assert [step["reached"] for step in answers] == list(funnel.reached)
    rates = [step["step"]["rate"] for step in answers[1:]]
    assert rates == pytest.approx(list(funnel.step_rate)[1:])
    traffic = report.frame("touchpoints", "polars")
    newcomers = traffic.filter(who="newcomer", touchpoint="ad")
    assert [560] == newcomers["events"].to_list()
    assert len(report.columns("transitions")["count"]) == len(
        report.transitions.designed_transitions
    ) + len(report.transitions.unexpected_transitions)


def test_without_a_survey_its_table_is_empty(report: EvidenceReport) -> None:
    """It is no error to ask for it."""
    assert {} == confront(shop(), EVENTS, events=SCHEMA).columns("survey")
    assert "everywhere" in report.columns("survey")["where"]


def test_what_is_no_table_and_no_library(report: EvidenceReport) -> None:
    """Each is one error, and the nearest table is named."""
    with pytest.raises(UnknownReferenceError, match='did you mean "funnel"'):
        report.columns("funel")
    with pytest.raises(ModelError, match='"excel" is no library of data frames'):
        report.frame("funnel", "excel")
