"""The report: one frozen value that says everything, on every engine the same."""

from __future__ import annotations

import copy
import csv
import json
import pickle
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import BaseModel, ValidationError

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, design, oracle, shop, survey_schema
from helpers.oracle_agreement import agrees
from journeykit import (
    DocumentError,
    UnknownReferenceError,
    coverage_of,
    journey,
    touchpoint,
)
from journeykit.evidence import EventSchema, EvidenceReport, confront
from journeykit.evidence.reporters import FORMATS

PAIRS = [(pair["from"], pair["to"]) for pair in design()["pairs"]]


def _confronted(engine: str) -> EvidenceReport:
    survey = (SURVEY, survey_schema())
    return confront(shop(), EVENTS, events=SCHEMA, survey=survey, pairs=PAIRS, engine=engine)


@pytest.fixture(scope="module")
def report() -> EvidenceReport:
    """The shop, by the default engine."""
    return _confronted("duckdb")


def test_engines_agree_to_the_last_digit_that_counts(report: EvidenceReport) -> None:
    """Every figure of sqlite is that of DuckDB."""
    agrees(report.to_dict(), _confronted("sqlite").to_dict())


def test_the_questions_a_user_asks(report: EvidenceReport) -> None:
    """Funnel, fitness, what is unmapped, unexpected and never seen."""
    reached = [step["reached"] for step in oracle()["funnel"]["overall"]]
    assert tuple(reached) == report.funnel().reached
    assert 1476 == report.funnel("newcomer").reached[0]
    assert report.funnel(within_window=True).reached[1] == 1881
    assert report.conformance.fitness == pytest.approx(0.706904315284)
    assert "heartbeat" == report.unmapped[0].event
    assert ("address", "address") == (report.unexpected[0].source, report.unexpected[0].target)
    never = oracle()["coverage"]
    assert tuple(never["dead_touchpoints"]) == report.never_seen.touchpoints
    assert tuple(map(tuple, never["transitions_never_taken"])) == report.never_seen.transitions
    assert tuple(never["personas_without_entities"]) == report.never_seen.personas
    assert "product" == report.chains.decided.ranked[0].touchpoint
    with pytest.raises(UnknownReferenceError, match='did you mean "newcomer"'):
        report.funnel("newcomr")


def test_how_much_of_the_design_was_seen(report: EvidenceReport) -> None:
    """Touchpoints, transitions, entries, exits, personas, and who came where."""
    answers = oracle()["coverage"]
    design, seen = shop(), {each.touchpoint for each in report.touchpoints if each.events}
    declared = [each.key for each in design.personas]
    designed = report.transitions.designed_transitions
    never = report.transitions.never_taken
    entries = {each.key for each in design.touchpoints if each.entry}
    exits = {each.key for each in design.touchpoints if each.exit}
    people = [key for key, each in report.outcomes_by_segment if key in declared and each.entities]
    groups = [dict(each.by_segment) for each in report.touchpoints]
    cells = [group[persona].events > 0 for group in groups for persona in declared]
    counts = {
        "touchpoints_with_traffic": (len(seen), len(report.touchpoints)),
        "transitions_taken": (sum(each.count > 0 for each in designed), len(designed)),
        "entries_used": (len(entries & seen), len(entries)),
        "exits_used": (len(exits & seen), len(exits)),
        "personas_with_traffic": (len(people), len(declared)),
        "touchpoint_persona_cells": (sum(cells), len(cells)),
    }
    assert {name: (answers[name]["count"], answers[name]["of"]) for name in counts} == counts
    assert answers["transitions_never_taken_between_live_touchpoints"] == [
        [each.source, each.target] for each in never if {each.source, each.target} <= seen
    ]


def test_what_was_seen_is_a_measure_of_coverage(report: EvidenceReport) -> None:
    """Of the touchpoints that an event would show; the others do not count."""
    unseen = touchpoint("Tells a friend", key="friend")
    wider = shop().stage("Share", unseen)
    measure = coverage_of(wider, [report.observed])["observed"]
    assert "observed 21/22 95.5%" == str(measure)
    assert ["store_pickup"] == [element.key for element in measure.missing]
    assert ["friend"] == [cell.element.key for cell in measure.of("not applicable")]


def test_a_report_is_a_value(report: EvidenceReport) -> None:
    """It can be hashed, copied and pickled, and is short when it stands among others."""
    assert hash(report) == hash(copy.deepcopy(report))
    assert report == pickle.loads(pickle.dumps(report))
    assert "EvidenceReport('Online shop', 19000 events of 2739 entities)" == repr(report)


def test_a_report_can_be_stored_and_read_again(report: EvidenceReport) -> None:
    """As plain data and as JSON, to an equal value."""
    assert report == EvidenceReport.from_dict(report.to_dict())
    assert report == EvidenceReport.from_json(report.to_json())


class _Answer(BaseModel):
    """What a service of somebody's own gives back."""

    evidence: EvidenceReport


def test_pydantic_takes_a_report_or_what_was_stored_of_it(report: EvidenceReport) -> None:
    """As a value and as JSON; what is no report is refused with its path."""
    answer = _Answer(evidence=report)
    assert answer == _Answer.model_validate_json(answer.model_dump_json())
    with pytest.raises(ValidationError, match="evidence"):
        _Answer.model_validate({"evidence": {"journey": 7}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "expected JSON: a report of evidence, as confront writes it"),
        ("[]", 'format: expected "journeykit-evidence"'),
        ('{"format": "journeykit-evidence", "version": 2}', "version: expected 1, found 2"),
        (
            '{"format": "journeykit-evidence", "version": 1, "report": {"journey": 3}}',
            'expected an evidence report with "key"',
        ),
    ],
)
def test_what_is_no_report_is_refused(text: str, said: str) -> None:
    """The error says where, and what was expected."""
    with pytest.raises(DocumentError, match=re.escape(said)):
        EvidenceReport.from_json(text)


class _Balanced(HTMLParser):
    """Fails on an element that is not closed, and on anything that could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Remember what is open."""
        assert tag not in {"script", "img", "link", "b"}
        assert not [name for name, _ in attrs if name.startswith("on") or name == "href"]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert tag == self.open.pop()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_the_figures(report: EvidenceReport, name: str) -> None:
    """Names are shown and never obeyed, and no customer is named."""
    text = FORMATS[name](report)
    assert "1886" in text.replace(",", "")
    with EVENTS.open(encoding="utf-8", newline="") as file:
        entities = {row["entity"] for row in csv.DictReader(file)}
    assert not [entity for entity in entities if len(entity) > 4 and entity in text]
    if name == "html":
        parser = _Balanced()
        parser.feed(text)
        assert not parser.open
        assert "&lt;b&gt;beta&lt;/b&gt; banner" in text
    if name == "json":
        agrees(report.to_dict(), json.loads(text)["report"])


def test_the_text_names_everything_that_limits_a_figure(report: EvidenceReport) -> None:
    """Rows left out, small numbers, those still open, and that a chain is no promise."""
    text = str(report)
    for words in (
        "265 rows left out: 176 duplicates, 62 without a customer",
        "5.9 % (1.0–27.0) *",
        "422",
        "an association",
        "Picks up in the store",
        "skips ahead",
    ):
        assert words in text


SMALL = """who,at,what
1,2026-01-01T00:00:00Z,look
1,2026-01-01T00:00:00Z,pay
2,2026-01-01T00:00:00Z,lok
"""


def _small() -> Any:
    look, pay = touchpoint("Looks").observed_as("look"), touchpoint("Pays").observed_as("pay")
    other = touchpoint("Asks").observed_as("help/*")
    return journey("Shop").stage("Look", look, other).stage("Buy", pay)


def test_a_log_whose_order_nobody_knows(tmp_path: Path) -> None:
    """Is told: ties, and no column that breaks them; so is the misspelt event."""
    (tmp_path / "log.csv").write_text(SMALL)
    report = confront(
        _small(), tmp_path / "log.csv", events={"entity": "who", "timestamp": "at", "event": "what"}
    )
    assert not report.log.order_determined
    assert "order not determined: 2 events" in str(report)
    assert [("asks", "help/*", None)] == [
        (each.touchpoint, each.event, each.suggestion) for each in report.unseen
    ]


def test_a_misspelt_event_is_named_with_the_nearest(tmp_path: Path) -> None:
    """Among the events that show no touchpoint."""
    (tmp_path / "log.csv").write_text(SMALL.replace("look", "looks"))
    schema = EventSchema("who", "at", "what")
    report = confront(_small(), tmp_path / "log.csv", events=schema)
    assert ("looks", "look", "looks") == (
        report.unmapped[1].event,
        report.unseen[0].event,
        report.unseen[0].suggestion,
    )


def test_a_design_without_an_end_is_not_aligned(tmp_path: Path) -> None:
    """Nobody on any touchpoint of a log is an empty report, and no error."""
    (tmp_path / "log.csv").write_text("who,at,what\n1,2026-01-01T00:00:00Z,else\n")
    report = confront(_small(), tmp_path / "log.csv", events=EventSchema("who", "at", "what"))
    assert (0, 0) == report.funnel().reached
    assert report.chains.decided.success_from_start is None
    assert "Shop: 1 event of 1 customer" in str(report)


def test_engines_are_chosen_by_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without DuckDB a CSV file is read by sqlite, and a frame asks for the extra."""
    schema = EventSchema("who", "at", "what")
    with pytest.raises(UnknownReferenceError, match='did you mean "duckdb"'):
        confront(_small(), "log.csv", events=schema, engine="duckdbb")
    with pytest.raises(DocumentError, match="expected a path, for the engine sqlite"):
        confront(_small(), pl.DataFrame(), events=schema, engine="sqlite")
    monkeypatch.setattr("journeykit.evidence.sources.find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r'pip install "journeykit\[evidence\]"'):
        confront(_small(), pl.DataFrame(), events=schema)
    told: list[str] = []
    confront(shop(), EVENTS, events=SCHEMA, progress=told.append)
    assert told[0].startswith("reading ")
    assert "solving the chain" == told[-1]


def test_a_log_that_grows_while_it_is_read(tmp_path: Path) -> None:
    """Is refused: some figures would count events that others do not."""
    log = tmp_path / "log.csv"
    log.write_text(SMALL)

    def grow(_: str) -> None:
        with log.open("a") as file:
            file.write("3,2026-01-01T00:00:00Z,look\n")

    schema = EventSchema("who", "at", "what")
    with pytest.raises(DocumentError, match=r"log\.csv: it was changed while it was read"):
        confront(_small(), log, events=schema, progress=grow)
