"""What a log hides is counted and told in every format of a report, none of it in silence."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, oracle, shop, survey_schema
from journeykit import journey, stage, touchpoint
from journeykit.evidence import EventSchema, EvidenceReport, confront
from journeykit.evidence.reporters import FORMATS
from journeykit.evidence.statistics import holm


@pytest.fixture(scope="module")
def report() -> EvidenceReport:
    """The shop with its survey, by the default engine."""
    return confront(shop(), EVENTS, events=SCHEMA, survey=(SURVEY, survey_schema()))


def _words(report: EvidenceReport, name: str) -> str:
    """A report in one format, without its markup."""
    plain = html.unescape(re.sub(r"</?\w[^>]*>", " ", FORMATS[name](report)))
    return " ".join(re.sub(r"[|\\]", " ", plain).split())


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_every_trap_is_told_in_every_format(report: EvidenceReport, name: str) -> None:
    """Each with its count, beside the figures that rest on the others."""
    told, log = _words(report, name), oracle()["log"]
    assert "side by side" not in told
    for what, number in (
        ("rows read", log["rows_read"]),
        ("left out: equal to an earlier row", log["exact_duplicates"]),
        ("left out: without a customer", log["blank_entity"]),
        ("left out: without a readable time", log["unreadable_timestamp"]),
        ("left out: without an event", log["blank_event"]),
        ("events at one instant with another", oracle()["ties"]["events_in_ties"]),
        ("events of no touchpoint", oracle()["mapping"]["unmapped"]),
        ("events of the busiest customer", log["largest_entity_events"]),
        ("customers with one event", log["entities_with_one_event"]),
        ("customers at no touchpoint", oracle()["mapping"]["entities_without_touchpoint"]),
        ("customers without a segment", 157),
        ("customers of a segment that no persona has", 87),
        ("customers still open", dict(report.outcomes.outcomes)["open"]),
        ("events with a time that states no offset", report.log.naive_timestamps),
        ("visits", log["sessions"]),
    ):
        assert f"{what} {number:,}" in told
    assert "130 cells of the table of transitions would differ" in told
    assert "25 duplicates, 12 answers at unknown touchpoints" in told


def test_one_giant_customer_is_told_at_the_head(tmp_path: Path) -> None:
    """A robot, or one key for everybody who is not known, bends every count of events."""
    rows = ["entity,timestamp,event"]
    rows += [f"c{n % 40 if n < 40 else 0},2026-03-02T00:00:00.{n:03}Z,ad_click" for n in range(90)]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(rows) + "\n")
    events = EventSchema("entity", "timestamp", "event")
    for least, told in ((0, True), (2, False)):
        report = confront(shop(), path, events=events, engine="sqlite", min_cell=least)
        assert told == ("one customer has 51 of the events (56.7 %)" in FORMATS["text"](report))


def test_every_trap_is_in_the_data(report: EvidenceReport) -> None:
    """Under its own name."""
    found = json.loads(report.to_json())["report"]
    assert oracle()["log"].items() <= found["log"].items()
    assert 0 < found["log"]["naive_timestamps"] < found["log"]["events"]


def test_the_times_between_stages_name_their_method(report: EvidenceReport) -> None:
    """Quantiles of those who went on, and Kaplan–Meier of everybody; who is censored is counted."""
    told = _words(report, "text")
    assert "Receive → Stay 267 2.2 d 9.6 d 236 69" in told
    assert "interpolated linearly (type 7)" in told
    assert "Kaplan–Meier" in told


def test_groups_are_compared_with_the_number_of_comparisons(report: EvidenceReport) -> None:
    """Each with all others, by the corrected p-value."""
    member = next(each for each in report.comparisons if each.group == "member")
    assert (93, 209) == (member.difference.treatment.count, member.difference.treatment.of)
    assert (581, 2529) == (member.difference.baseline.count, member.difference.baseline.of)
    known = [each for each in report.comparisons if each.difference.p_value is not None]
    plain = [each.difference.p_value for each in known if each.difference.p_value is not None]
    assert holm(plain) == [each.adjusted_p for each in known]
    assert "6 comparisons; p-values are corrected" in _words(report, "markdown")
    assert list(dict(report.outcomes_by_segment)) == report.columns("groups")["group"]


def test_corrected_p_values_keep_their_order() -> None:
    """None is smaller than before, none above 1, and a larger one stays the larger."""
    assert [0.03, 0.06, 0.06] == holm([0.01, 0.04, 0.03])
    assert [1.0, 1.0] == holm([0.9, 0.8])
    assert [] == holm([])


def test_a_sample_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where intervals rest on some customers, the report says on how many."""
    monkeypatch.setattr("journeykit.evidence.projection.MOST_ENTITIES", 300)
    part = confront(shop(), EVENTS, events=SCHEMA)
    rests = part.chains.decided.interval_entities
    assert rests is not None
    assert (273, 2739) == (rests.count, rests.of)
    assert "Intervals are from a regular sample of 273 of 2,739 customers." in _words(part, "html")


def test_stages_side_by_side_are_told(tmp_path: Path) -> None:
    """Who changes to and fro between them costs, which the figure says itself."""
    first, one, two, last = (touchpoint(n).observed_as(n) for n in ("a", "b", "c", "d"))
    begin = stage("Begin", first)
    left, right = stage("Left", one, after=begin), stage("Right", two, after=begin)
    end = stage("End", last, after=[left, right])
    both = journey("Both").stage(begin).stage(left).stage(right).stage(end)
    path = tmp_path / "log.csv"
    rows = [f"1,2026-03-02T00:00:0{n}Z,{event}" for n, event in enumerate("abcd")]
    path.write_text("\n".join(["entity,timestamp,event", *rows]) + "\n")
    events = EventSchema("entity", "timestamp", "event")
    report = confront(both, path, events=events, engine="sqlite")
    assert ("left", "right") == report.conformance.side_by_side
    assert "Left, Right run side by side" in " ".join(FORMATS["text"](report).split())
