"""Every format: complete, well-formed whatever people typed, and read by its own parser."""

from __future__ import annotations

import datetime
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from helpers.hostile import HOSTILE
from helpers.odd_rules import raising, saying
from journeykit import Journey, journey, persona, touchpoint
from journeykit.addresses import Location
from journeykit.errors import UnknownReferenceError
from journeykit.management import Waiver
from journeykit.testing.strategies import journeys
from journeykit.text import width
from journeykit.validation import (
    Finding,
    Inapplicable,
    Passed,
    Report,
    RuleSet,
    Waived,
    check,
    everything,
)
from journeykit.validation.reporters import (
    REPORTERS,
    Reporter,
    as_github,
    as_html,
    as_json,
    as_junit,
    as_markdown,
    as_sarif,
    as_text,
    reporter,
)

DAY = datetime.date(2026, 7, 1)
every = pytest.mark.parametrize("write", REPORTERS.values(), ids=REPORTERS)
any_text = pytest.mark.parametrize("text", [t for _, t in HOSTILE], ids=[n for n, _ in HOSTILE])


def _finding(rule: str, code: str, severity: str, message: str, **more: Any) -> Finding:
    shop = touchpoint("Explores the shop").element
    given: dict[str, Any] = {
        "elements": (shop,),
        "names": ("Explores the shop",),
        "why": f"why {rule}",
        "fix": f"fix {rule}",
        "detects": f"Detects {rule}.",
        "location": Location("maps/my gift.py", 7),
    }
    return Finding(rule, code, severity, message, **(given | more))  # type: ignore[arg-type]


FULL = Report(
    "Buying a gift",
    "as-is",
    findings=(
        _finding("bad-thing", "ACME101", "error", "it is bad"),
        _finding("odd-thing", "ACME102", "warning", "it is odd", options=(("most", 3),)),
        _finding("small-thing", "ACME103", "info", "it is small", location=None),
    ),
    review=(_finding("maybe-so", "ACME104", "info", "it may be so"),),
    passed=(Passed("good-thing", "ODD102", 2, "touchpoints"),),
    inapplicable=(
        Inapplicable("quiet-one", "ACME105", "emotions: none used, needs 1"),
        Inapplicable("quiet-two", "ACME106", "emotions: none used, needs 1"),
    ),
    waived=(
        Waived(
            _finding("accepted", "ACME107", "warning", "it is accepted"),
            Waiver("accepted", "we know", until=datetime.date(2027, 3, 1), by="the team"),
        ),
    ),
    crashed=(Finding("rule-crashed", "JK002", "error", "rule x raised"),),
    known=(_finding("old-thing", "ACME108", "error", "it is old"),),
    key="buying-a-gift",
)


def test_the_text_for_people() -> None:
    """By severity, with the place, where and what to do; then what was set aside; then numbers."""
    expected = """\
Buying a gift (as-is)

Failures of rules
  rule-crashed (JK002)
    rule x raised

Errors
  bad-thing (ACME101) maps/my gift.py:7
    it is bad
    in "Explores the shop"
    fix: fix bad-thing

Warnings
  odd-thing (ACME102) maps/my gift.py:7
    it is odd
    in "Explores the shop"
    fix: fix odd-thing

Info
  small-thing (ACME103)
    it is small
    in "Explores the shop"
    fix: fix small-thing

To review
  maybe-so (ACME104) maps/my gift.py:7
    it may be so
    in "Explores the shop"
    fix: fix maybe-so

Waived
  accepted (ACME107) in Explores the shop
    because we know (by the team, until 2027-03-01)

1 failure of rules, 1 error, 1 warning, 1 info · 1 to review · 1 waived · 1 known · 1
rule passed, 0 unanswered, 2 not applicable"""
    assert expected == as_text(FULL)


def test_the_long_text_tells_why() -> None:
    """Reasons, options, known findings, and the rules that had nothing to say."""
    text = as_text(FULL, verbose=True)
    assert "    why: why bad-thing\n" in text
    assert "    with most=3\n" in text
    assert "Known from the baseline\n  old-thing (ACME108)" in text
    assert "  emotions: none used, needs 1 (2 rules)\n    quiet-one, quiet-two\n" in text


@any_text
def test_no_line_of_the_text_is_wider_than_asked(text: str) -> None:
    """Whatever people typed; a long word is broken, and nothing of it is lost."""
    told = as_text(Report(text, findings=(_finding("odd", "ACME101", "info", text),)), columns=40)

    assert 40 >= max(width(line) for line in told.splitlines())


def test_the_text_of_an_empty_report_is_one_word_of_praise() -> None:
    """Somebody who did everything right reads two lines."""
    expected = "Gift\n\nnothing found · 0 rules passed, 0 unanswered, 0 not applicable"
    assert expected == as_text(Report("Gift"))


def test_json_is_complete() -> None:
    """Everything that the report knows, with its version."""
    document = json.loads(as_json(FULL))
    assert ("journeykit-report", 1) == (document["format"], document["version"])
    (report,) = document["reports"]
    assert {
        "journey",
        "key",
        "state",
        "file",
        "clock",
        "ok",
        "findings",
        "review",
        "waived",
        "known",
        "crashed",
        "passed",
        "unanswered",
        "inapplicable",
        "rules",
    } == set(report)
    odd = report["findings"][1]
    assert {"most": 3} == odd["options"]
    assert FULL.findings[1].fingerprint == odd["fingerprint"]
    assert {"file": "maps/my gift.py", "line": 7} == odd["location"]
    assert ["touchpoint:explores-the-shop"] == odd["elements"]
    assert ["Explores the shop"] == odd["names"]
    waiver = report["waived"][0]["waiver"]
    assert ("we know", "2027-03-01", "the team") == tuple(
        waiver[n] for n in ("reason", "until", "by")
    )


def _sarif(*reports: Report) -> dict[str, Any]:
    """The one run of a log."""
    log = json.loads(as_sarif(*reports))
    assert ("2.1.0", 1) == (log["version"], len(log["runs"]))
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_what_code_hosts_ask_of_a_result() -> None:
    """A rule, a relative URI, a region and fingerprints, for every result."""
    run = _sarif(FULL)
    rules = run["tool"]["driver"]["rules"]
    assert 6 == len(run["results"]) == len(rules)
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        (location,) = result["locations"]
        assert "Explores the shop" == location["logicalLocations"][0]["name"]
        identity = result["partialFingerprints"]["journeykit/v1"]
        assert identity.startswith("buying-a-gift (as-is)/")
        if result["ruleId"] == "small-thing":  # nobody remembers where, and no file is made up
            assert "physicalLocation" not in location
            continue
        place = location["physicalLocation"]
        assert not re.match(r"[a-z]+:|/|\\", place["artifactLocation"]["uri"])
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        assert 1 <= place["region"]["startLine"]
    bad = run["results"][0]
    assert "maps/my%20gift.py" == bad["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert ("error", "it is bad\nfix: fix bad-thing") == (bad["level"], bad["message"]["text"])


def test_sarif_explains_its_rules() -> None:
    """What a host shows beside a result comes from the rule."""
    (rule, *_) = _sarif(FULL)["tool"]["driver"]["rules"]
    assert ("bad-thing", "ACME101") == (rule["id"], rule["name"])
    assert {"text": "Detects bad-thing."} == rule["shortDescription"]
    told = "Detects bad-thing.\n\nwhy bad-thing\n\nTo fix it: fix bad-thing"
    assert {"text": told, "markdown": told} == rule["help"]
    assert {"level": "error"} == rule["defaultConfiguration"]
    assert rule["helpUri"].endswith("/generated/rules/bad-thing.html")


def test_sarif_tells_the_rules_of_packages_apart() -> None:
    """Each package is an extension with its version, and a result says whose rule it is."""
    ours = _finding("ours", "JK101", "error", "it is bad")
    theirs = _finding("theirs", "AIR101", "error", "it is bad", package="airline 1.2")
    more = _finding("more", "AIR102", "error", "it is bad", package="airline 1.2")
    other = _finding("other", "ZOO101", "error", "it is bad", package="module zoo")
    run = _sarif(Report("Gift", findings=(ours, more, theirs, other)))
    tools = [run["tool"]["driver"], *run["tool"]["extensions"]]
    assert ["journeykit", "airline", "module"] == [tool["name"] for tool in tools]
    assert "1.2" == tools[1]["version"]
    for result in run["results"]:
        rule = result.get("rule", {"index": result.get("ruleIndex")})
        place = rule["toolComponent"]["index"] + 1 if "toolComponent" in rule else 0
        assert result["ruleId"] == tools[place]["rules"][rule["index"]]["id"]
    assert "helpUri" not in tools[1]["rules"][0]


def test_the_state_and_the_file_are_part_of_a_fingerprint() -> None:
    """A gap of the map as it should be is not the one of the map as it is."""
    found = (_finding("odd", "ACME101", "info", "odd"),)
    reports = [
        Report("Gift", state, findings=found, key="gift", file=file)
        for state in ("", "as-is", "to-be")
        for file in ("maps/a.py", "maps/b.py", "")
    ]
    results = _sarif(*reports)["results"]
    assert 9 == len({result["partialFingerprints"]["journeykit/v1"] for result in results})


def test_paths_in_sarif_are_those_from_the_root() -> None:
    """Which the log names, so that a viewer finds the files."""
    found = _finding("odd", "ACME101", "info", "odd", location=Location("/repo/maps/a.py", 2))
    report = Report("Gift", findings=(found,), key="gift", file="/repo/maps/a.py")
    (run,) = json.loads(as_sarif(report, root="/repo"))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert {"uri": "maps/a.py", "uriBaseId": "SRCROOT"} == place
    assert "file:///repo/" == run["originalUriBaseIds"]["SRCROOT"]["uri"]
    assert result["partialFingerprints"]["journeykit/v1"].startswith("maps/a.py:gift/")
    assert "journeykit/" == run["automationDetails"]["id"]


def test_sarif_tells_what_was_set_aside() -> None:
    """Reviews have no level; the known and the waived are suppressed, with the reason."""
    results = {result["ruleId"]: result for result in _sarif(FULL)["results"]}
    assert ("review", "none") == (results["maybe-so"]["kind"], results["maybe-so"]["level"])
    (waived,) = results["accepted"]["suppressions"]
    reason = "we know (by the team, until 2027-03-01)"
    assert {"kind": "inSource", "justification": reason} == waived
    assert ["external"] == [each["kind"] for each in results["old-thing"]["suppressions"]]
    assert "suppressions" not in results["bad-thing"]


def test_sarif_says_when_the_rules_themselves_failed() -> None:
    """An unsuccessful run is not a clean one."""
    (invocation,) = _sarif(FULL)["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert "rule x raised" == told["message"]["text"]
    assert _sarif(Report("Gift"))["invocations"][0]["executionSuccessful"] is True


def test_an_absolute_path_is_a_whole_uri_in_sarif() -> None:
    """A file outside the repository cannot be told otherwise."""
    found = _finding("odd", "ACME101", "info", "odd", location=Location("/else/a b.py", 2))
    (result,) = _sarif(Report("Gift", findings=(found,)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert "file:///else/a%20b.py" == place["artifactLocation"]["uri"]


@pytest.mark.node
def test_sarif_keeps_to_the_schema(node_modules: Path) -> None:
    """The schema of the standard, as it comes with Microsoft's matchers for Jest."""
    folder = node_modules / "@microsoft" / "jest-sarif" / "lib" / "schemas"
    (file,) = folder.glob("sarif-2.1.0*.json")
    schema = json.loads(file.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    hostile = [
        Report(text, findings=(_finding("odd", "ACME101", "info", text),), key="gift")
        for _, text in HOSTILE
    ]
    package = _finding("theirs", "AIR101", "error", "bad", package="airline 1.2")
    theirs = Report("Gift", findings=(package,), key="gift", file="maps/a.py")
    for log in (
        as_sarif(FULL, theirs, root="/maps"),
        as_sarif(Report("Gift")),
        as_sarif(FULL, *hostile),
    ):
        assert [] == [error.message for error in validator.iter_errors(json.loads(log))]
    broken = json.loads(as_sarif(FULL))
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(broken)


def test_github_shows_findings_as_annotations() -> None:
    """One command a finding; the waived and the known are none."""
    lines = as_github(FULL).splitlines()
    assert 5 == len(lines)
    assert "::error title=rule-crashed (JK002)::Buying a gift: rule x raised" == lines[0]
    expected = (
        "::error file=maps/my gift.py,line=7,title=bad-thing (ACME101)"
        "::Buying a gift: it is bad%0Afix: fix bad-thing"
    )
    assert expected == lines[1]
    assert lines[3].startswith("::notice title=small-thing (ACME103)::")
    assert "title=maybe-so (ACME104) (to review)::" in lines[4]


_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


@any_text
def test_a_github_annotation_is_one_line_that_reads_back(text: str) -> None:
    """The runner splits at colons and commas and undoes the percent signs."""
    found = _finding("odd", "ACME101", "info", text, fix="", location=Location(f"{text}.py", 2))
    told = as_github(Report("Gift", findings=(found,)))
    assert 1 == len(told.split("\n"))
    read = _COMMAND.fullmatch(told.replace("\u2028", " "))
    assert read is not None
    pairs = dict(pair.split("=", 1) for pair in read[2].split(","))
    assert ["file", "line", "title"] == list(pairs)
    file = pairs["file"]
    for written, meant in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%25", "%")):
        file = file.replace(written, meant)
    assert f"{text}.py".replace("\u2028", " ") == file


def test_junit_has_one_case_a_rule() -> None:
    """Found, passed, inapplicable, crashed, and what does not fail."""
    (suite,) = ET.fromstring(as_junit(FULL)).findall("testsuite")
    assert {"tests": "10", "failures": "3", "errors": "1", "skipped": "2"} == {
        key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")
    }
    cases = {case.get("name"): case for case in suite}
    assert [] == list(cases["good-thing"])
    failure = cases["bad-thing"].find("failure")
    assert failure is not None
    assert ("it is bad", "error") == (failure.get("message"), failure.get("type"))
    skipped = cases["quiet-one"].find("skipped")
    assert skipped is not None
    assert "emotions: none used, needs 1" == skipped.get("message")
    assert cases["rule-crashed"].find("error") is not None
    told = [cases[name].findtext("system-out") for name in ("accepted", "maybe-so", "old-thing")]
    reason = "we know (by the team, until 2027-03-01)"
    assert [
        f"waived: it is accepted — {reason}",
        "to review: it may be so",
        "known: it is old",
    ] == told


def test_markdown_has_a_table_of_findings() -> None:
    """A row a finding, with code for names."""
    lines = as_markdown(FULL).splitlines()
    assert "## Buying a gift (as-is)" == lines[0]
    row = '| error | `bad-thing` ACME101 | it is bad ("Explores the shop") | fix bad-thing |'
    assert f"{row} maps/my gift.py:7 |" in lines
    assert "- emotions: none used, needs 1: `quiet-one`, `quiet-two`" in lines


@any_text
def test_a_row_of_markdown_has_as_many_cells_as_the_head(text: str) -> None:
    """Whatever people typed stays in its cell."""
    found = _finding("odd", "ACME101", "info", text, fix=text, location=None)
    lines = as_markdown(Report(text, findings=(found,))).split("\n")
    (row,) = [line for line in lines if line.startswith("| info")]
    assert 6 == len(re.findall(r"(?<!\\)(?:\\\\)*\|", row))


class _Reader(HTMLParser):
    """Collects what a browser would show and run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end has a beginning."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is shown."""
        if "style" not in self.open:
            self.text += data


@any_text
def test_html_shows_any_text_and_runs_nothing(text: str) -> None:
    """Every tag is one of ours and closed; the text is there as it was typed."""
    reader = _Reader()
    found = _finding("odd", "ACME101", "info", text, names=(text,), location=Location(text, 1))
    waived = Waived(found, Waiver("odd", text))
    reader.feed(as_html(Report(text, text, findings=(found,), waived=(waived,))))
    reader.close()
    assert [] == reader.open
    ours = {"style", "section", "p", "bdi", "span", "ul", "li", "b", "code", "details", "summary"}
    assert reader.tags <= ours | {"br"}
    assert reader.names <= {"class", "role", "aria-label", "dir", "open"}
    assert text.replace("\n", "") in reader.text.replace("\n", "")


def test_html_loads_nothing_from_elsewhere() -> None:
    """No address at all stands in the view of a notebook."""
    assert not re.search(r"https?:|url\(|@import|src=|href=", as_html(FULL))


@every
def test_several_reports_make_one_document(write: Reporter) -> None:
    """Files that define several journeys are told together."""
    both = write(FULL, Report("Another journey", key="another-journey"))
    assert "Buying a gift" in both or write is as_sarif
    if write not in {as_github, as_sarif}:
        assert "Another journey" in both
    if write in {as_json, as_sarif}:
        json.loads(both)
    if write is as_junit:
        assert 2 == len(ET.fromstring(both))


@every
def test_the_same_report_makes_the_same_bytes(write: Reporter) -> None:
    """And they can be written as UTF-8."""
    assert write(FULL).encode() == write(FULL).encode()


@every
def test_a_rule_of_anybody_cannot_break_a_format(write: Reporter) -> None:
    """Control characters and lone surrogates in its words are replaced."""
    rules = RuleSet((saying("\x00\x1b[2J\ud800"), raising(ValueError("\x07\udfff"))))
    told = write(check(journey("Odd"), rules))
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", told)
    if write is as_junit:
        ET.fromstring(told)


@given(journeys())
def test_whatever_the_journey_every_format_parses(whole: Journey) -> None:
    """Each with its own parser."""
    report = check(whole, everything(), clock=DAY)
    for write in REPORTERS.values():
        write(report).encode()
    json.loads(as_json(report))
    json.loads(as_sarif(report))
    ET.fromstring(as_junit(report))
    reader = _Reader()
    reader.feed(as_html(report))
    assert [] == reader.open


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    """The nearest one, or all of them."""
    with pytest.raises(UnknownReferenceError) as caught:
        reporter("xml")
    listed = '"text", "markdown", "json", "sarif", "github", "junit", "html"'
    assert f'unknown report format "xml"; known: {listed}' == str(caught.value)
    assert as_sarif is reporter("sarif")


def test_a_name_from_right_to_left_stands_apart_in_the_text() -> None:
    """Otherwise the words beside it would change places on the screen."""
    dana = persona("דנה")
    found = _finding("odd", "ACME101", "info", "odd", elements=(dana.element,), names=("דנה",))
    assert 'in "\u2068דנה\u2069"' in as_text(Report("Gift", findings=(found,)))
