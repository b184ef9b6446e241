"""Results as data: stored, described in JSON Schema, and read again."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import journeykit as jk
from journeykit import DocumentError, Journey, journey, persona, touchpoint
from journeykit.comparison import Comparison
from journeykit.comparison import reporters as comparison_reporters
from journeykit.coverage import reporters as coverage_reporters
from journeykit.shapes import Result, schema_of
from journeykit.testing.strategies import journeys
from journeykit.validation import Finding, reporters
from journeykit.validation.report import Passed

PACKAGE = Path(jk.__file__).parent
PUBLISHED = {
    jk.Report: PACKAGE / "validation" / "report_schema.json",
    jk.Coverage: PACKAGE / "coverage" / "coverage_schema.json",
    Comparison: PACKAGE / "comparison" / "comparison_schema.json",
}
MAYA = persona("Maya", prefers=[jk.Channel.EMAIL])
SHOP = (
    journey("Shop", state="as-is")
    .walked_by(MAYA)
    .stage("Purchase", touchpoint("Pays", jk.Channel.WEBSITE).feels(MAYA, -2))
    .waive("ends-negative", reason="we know", until="2027-03-01")
)


def _stored(result: Result) -> Any:
    """What a program reads that was sent a result as JSON."""
    return json.loads(json.dumps(result.to_dict(), allow_nan=False))


def _valid(result: Result) -> Any:
    """The stored result, after the published schema has agreed to it."""
    document = _stored(result)
    schema = json.loads(PUBLISHED[type(result)].read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    return document


@given(journeys())
def test_a_report_comes_back_equal(journey: Journey) -> None:
    """Whatever was found, waived, passed or left open."""
    report = jk.check(journey)
    assert report == jk.Report.from_dict(_valid(report))


@given(journeys())
def test_coverage_comes_back_equal(journey: Journey) -> None:
    """Every cell with its status and reason."""
    coverage = jk.coverage_of(journey)
    assert coverage == jk.Coverage.from_dict(_valid(coverage))


@settings(max_examples=25)
@given(journeys(), journeys())
def test_a_comparison_comes_back_equal(before: Journey, after: Journey) -> None:
    """Both journeys; what changed follows from them."""
    comparison = jk.compare(before, after)
    stored = Comparison.from_dict(_valid(comparison))
    assert comparison == stored
    assert comparison.changes == stored.changes


def test_a_stored_comparison_knows_what_was_renamed() -> None:
    """Whether a key or an address said so; and what is worked out of it is the same."""
    pays_online = SHOP.rekey("pays", "pays-online")
    comparison = jk.compare(SHOP, pays_online, renamed={"touchpoint:pays": "pays-online"})
    stored = Comparison.from_dict(_valid(comparison))
    assert comparison == stored
    assert stored.renamed == (("pays", "pays-online"),)
    assert comparison_reporters.as_text(comparison) == comparison_reporters.as_text(stored)


def test_a_stored_comparison_that_cannot_be_is_refused() -> None:
    """A file from elsewhere is no more trusted than a caller."""
    document = _stored(jk.compare(SHOP, SHOP)) | {"renamed": [["pays", "pay"]]}
    with pytest.raises(DocumentError, match=r'known key, found "pay"; did you mean "pays"\?'):
        Comparison.from_dict(document)


def test_a_stored_report_can_be_drawn_and_written_again() -> None:
    """A dashboard shows yesterday's report exactly as it was."""
    report = jk.check(SHOP, clock=datetime.date(2026, 11, 1))
    stored = jk.Report.from_dict(_stored(report))

    assert str(report) == str(stored)
    assert reporters.as_sarif(report) == reporters.as_sarif(stored)
    assert jk.draw(SHOP, "map", report=report).svg() == jk.draw(SHOP, "map", report=stored).svg()


def test_what_the_command_line_writes_can_be_read() -> None:
    """The JSON formats hold the same data."""
    report, coverage = jk.check(SHOP), jk.coverage_of(SHOP)

    (written,) = json.loads(reporters.as_json(report))["reports"]
    assert report == jk.Report.from_dict(written)
    written = json.loads(coverage_reporters.as_json(coverage))["coverage"]
    assert coverage == jk.Coverage.from_dict(written)
    comparison = jk.compare(SHOP, SHOP.stage("Experience"))
    written = json.loads(comparison_reporters.as_json(comparison))["comparison"]
    assert comparison == Comparison.from_dict(written)


def test_what_follows_is_written_for_readers_who_do_not_count() -> None:
    """Whether all is well, who a finding is, and the fraction of a measure."""
    report = _stored(jk.check(SHOP))
    assert report["ok"] is False
    assert jk.check(SHOP).findings[0].fingerprint == report["findings"][0]["fingerprint"]
    (measure,) = _stored(jk.coverage_of(SHOP, "stage"))["measures"]
    assert (1, 1) == (measure["numerator"], measure["denominator"])


def test_what_follows_is_not_believed_but_made_anew() -> None:
    """A report that claims to be well and has findings is not well."""
    forged = _stored(jk.check(SHOP)) | {"ok": True}
    assert not jk.Report.from_dict(forged).ok


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda kind: kind.__name__)
def test_the_published_schema_is_that_of_today(kind: type[Result]) -> None:
    """Who changes a result writes its schema anew."""
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    published = json.loads(PUBLISHED[kind].read_text(encoding="utf-8"))
    assert schema == published, "run: python scripts/write_schema.py"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "expected an object"),
        ({}, 'expected a report with "journey"'),
        ({"journey": 7}, "journey: expected text"),
        ({"journey": "Shop", "finding": []}, 'did you mean "findings"?'),
        ({"journey": "Shop", "clock": "yesterday"}, "clock: expected a date"),
        (
            {"journey": "Shop", "passed": [{"rule": "a"}]},
            'passed[0]: expected a passed with "code"',
        ),
        ({"journey": "Shop", "rules": [["a"]]}, "rules[0]: expected a list of 2"),
    ],
)
def test_what_is_no_report_is_refused_with_its_path(data: object, problem: str) -> None:
    """Stored files come from outside too."""
    with pytest.raises(DocumentError) as caught:
        jk.Report.from_dict(data)
    assert problem in str(caught.value)


def test_options_of_any_rule_can_be_stored() -> None:
    """Plain data comes back; a date and anything else stand in words."""
    day = datetime.date(2026, 11, 29)
    options = (
        ("least", 3),
        ("names", ("a", "b")),
        ("none", None),
        ("day", day),
        ("most", math.inf),
    )
    finding = Finding("odd", "ACME1", "info", "it is odd", options=options)

    stored = Finding.from_dict(_stored(finding))

    plain = (*options[:3], ("day", "2026-11-29"), ("most", "inf"))
    assert plain == stored.options
    with pytest.raises(DocumentError, match=r"options\.least: expected text, a number"):
        Finding.from_dict(_stored(finding) | {"options": {"least": {}}})


def test_a_part_of_a_report_is_data_too() -> None:
    """Each class that stands in a result knows its own form."""
    passed = Passed("few-stages", "JK119", 3, "stages")
    assert passed == Passed.from_dict(passed.to_dict())
