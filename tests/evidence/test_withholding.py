"""What fewer customers did than `min_cell` is in no output, and cannot be had by subtraction."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, shop, survey_schema
from journeykit import journey, persona, touchpoint
from journeykit.errors import ModelError
from journeykit.evidence import EvidenceReport
from journeykit.evidence.columns import TABLES
from journeykit.evidence.reporters import FORMATS
from journeykit.evidence.reporters.tables import sections

LEAST = 5
ROWS = frozenset(
    [
        "rows_read",
        "exact_duplicates",
        "blank_entity",
        "unreadable_timestamp",
        "blank_event",
        "naive_timestamps",
        "events_in_ties",
        "cells",
        "transitions",
        "blank",
        "missing_code",
        "off_scale",
        "unknown_touchpoint",
        "unknown_metric",
        "answers",
    ]
)
"""Counts of rows, of which a report says how it was read."""
TOTALS = frozenset(
    [
        "events",
        "mapped",
        "unmapped",
        "names",
        "names_mapped",
        "names_unmapped",
        "total",
        "total_cost",
        "variants",
        "steps_counted",
    ]
)
"""Counts of events and names in the whole log."""
SETTINGS = frozenset(
    [
        "range",
        "min_n",
        "min_cell",
        "withheld",
        "scale",
        "stages_moved",
        "designed_steps",
        "shortest_designed_journey",
        "shortest_designed_journey_by_segment",
    ]
)
CUSTOMERS = frozenset(
    [
        "customers",
        "succeeded",
        "gave up",
        "went silent",
        "still open",
        "reached",
        "went on",
        "not yet",
        "times",
    ]
)
"""Columns of the tables for people that count customers, or what is no more than these."""


def _design() -> jk.Journey:
    ada, ben = persona("Ada", segment="a"), persona("Ben", segment="b")
    looks = touchpoint("Looks", entry=True).observed_as("look")
    asks = touchpoint("Asks").observed_as("ask")
    pays = touchpoint("Pays", exit=True).observed_as("pay")
    gives = touchpoint("Gives up", exit=True, outcome="abandoned").observed_as("cancel")
    return (
        journey("Shop")
        .walked_by(ada, ben)
        .stage("Look", looks, asks)
        .stage("Buy", pays, gives)
        .flow(looks >> asks >> pays)
        .flow(asks >> gives)
    )


WALKS = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(["look", "ask", "pay", "cancel", "other"]), min_size=1, max_size=4
        ),
        st.sampled_from("abc"),
        st.integers(1, 9),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=8,
)


def _held(walks: Any, folder: Path) -> EvidenceReport:
    """Some walks, each of so many customers of a segment from some day on, against the design."""
    path, start, customer = folder / "events.csv", datetime.fromisoformat("2026-03-01T00:00Z"), 0
    with path.open("w", newline="", encoding="utf-8") as file:
        log = csv.writer(file)
        log.writerow(["who", "at", "event", "seg"])
        for events, segment, customers, day in walks:
            for _ in range(customers):
                customer += 1
                for n, event in enumerate(events):
                    at = start + timedelta(days=day, hours=n, minutes=customer)
                    log.writerow([f"c{customer}", at.isoformat(), event, segment])
        for n in range(LEAST):
            log.writerow([f"more{n}", start.isoformat(), "look", "a"])
    events = jk.EventSchema("who", "at", "event", persona="seg", idle_cutoff_days=7)
    return jk.confront(_design(), path, events=events, engine="sqlite", min_cell=LEAST)


def _numbers(data: Any, name: str = "") -> Iterator[tuple[str, int]]:
    """Every whole number of some data, with its name."""
    if name in ROWS | TOTALS | SETTINGS:
        return
    if isinstance(data, dict):
        for key, each in data.items():
            yield from _numbers(each, key)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _numbers(each, name)
    elif isinstance(data, int) and not isinstance(data, bool):
        yield name, data


def _few(data: Any) -> list[tuple[str, int]]:
    return [(name, number) for name, number in _numbers(data) if 0 < number < LEAST]


def _few_told(report: EvidenceReport) -> Iterator[tuple[str, str, str]]:
    """Every small number in a column of customers of the tables for people."""
    for section in sections(report):
        for row in section.rows:
            for column, cell in zip(section.columns, row, strict=True):
                if column in CUSTOMERS and cell.isdigit() and 0 < int(cell) < LEAST:
                    yield section.title, row[0], column


def _lots(number: int) -> bool:
    return number == 0 or number >= LEAST


def _refuse_subtraction(report: EvidenceReport) -> None:
    """What is missing to a total, and between two stages, is not of few customers either."""
    every = (report.outcomes, *(each for _, each in report.outcomes_by_segment))
    for each in every:
        assert _lots(each.entities - sum(n for _, n in each.outcomes))
    for n, (outcome, number) in enumerate(report.outcomes.outcomes):
        groups = [dict(each.outcomes).get(outcome) for _, each in report.outcomes_by_segment]
        if None not in groups:
            assert _lots(number - sum(filter(None, groups))), (n, outcome)
    funnels = (report.funnel(), *(each for _, each in report.funnels.by_segment))
    for funnel in funnels:
        assert all(_lots(before - after) for before, after in pairwise(funnel.counts))


@given(walks=WALKS)
def test_no_figure_is_of_few_customers(
    walks: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In the report as data, in its tables, and in what rules and pictures read."""
    report = _held(walks, tmp_path_factory.mktemp("few"))
    assert not _few(asdict(report))
    assert not _few(asdict(report.observations))
    assert not list(_few_told(report))
    for table in TABLES:
        for name, cells in report.columns(table).items():
            assert not _few({name: cells})
    # Every format is made of that data alone.
    again = EvidenceReport.from_json(report.to_json())
    assert {name: write(again) for name, write in FORMATS.items()} == {
        name: write(report) for name, write in FORMATS.items()
    }
    _refuse_subtraction(report)


def test_a_shop_tells_what_many_did() -> None:
    """What is large stays as it was, what is small is said to be withheld, rules still judge."""
    survey = (SURVEY, survey_schema())
    whole = jk.confront(shop(), EVENTS, events=SCHEMA, survey=survey)
    report = jk.confront(shop(), EVENTS, events=SCHEMA, survey=survey, min_cell=LEAST)
    assert (whole.min_cell, whole.withheld) == (0, ())
    assert report.funnel() == whole.funnel()
    assert report.touchpoints[0].entities == whole.touchpoints[0].entities
    assert len(report.unexpected) < len(whole.unexpected)
    assert report.log.largest_entity_events is None
    assert "what fewer than 5 customers did is withheld; rows left out:" in FORMATS["text"](report)
    assert re.search(r"events of the busiest customer +withheld", FORMATS["text"](report))
    assert jk.check(shop(), evidence=report).of("touchpoint-never-observed")


def test_a_picture_says_that_figures_are_withheld(tmp_path: Path) -> None:
    """A touchpoint that few came to is neither counted nor never seen."""
    walks = [(["look", "ask"], "a", 40, 0), (["look", "ask", "pay"], "a", 3, 0)]
    report = _held(walks, tmp_path)
    flow, funnel = (jk.draw(_design(), view, evidence=report).svg() for view in ("flow", "funnel"))
    assert "withheld" in flow
    assert "withheld" in funnel
    assert "What fewer than 5 customers did is withheld." in re.sub(r"<[^>]*>\s*", " ", funnel)
    assert report.funnel().conversion.rate is None
    assert report.never_seen.touchpoints == ("gives-up",)
    assert str(jk.coverage_of(_design(), [report.observed])["observed"]) == "observed 3/4 75.0%"


@pytest.mark.parametrize("wrong", [-1, 2.5, True, "5"])
def test_the_minimum_is_a_whole_number(wrong: Any) -> None:
    """Anything else is refused before a log is read."""
    with pytest.raises(ModelError, match="min_cell: expected a whole number from 0"):
        jk.confront(shop(), EVENTS, events=SCHEMA, min_cell=wrong)


def test_a_log_of_fewer_customers_is_refused() -> None:
    """Nothing could be told of it, and how many there are is not either."""
    with pytest.raises(ModelError, match="fewer than 100000 customers, so that every figure"):
        jk.confront(shop(), EVENTS, events=SCHEMA, engine="duckdb", min_cell=100_000)
