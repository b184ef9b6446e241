"""`journeykit confront`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.command_line import Captured, refused, run

SHOP = """\
from journeykit import journey, touchpoint

looks = touchpoint("Looks").observed_as("look")
pays = touchpoint("Pays", exit=True).observed_as("pay")
shop = journey("Shop").stage("Look", looks).stage("Buy", pays).flow(looks >> pays)
"""
LOG = """who,at,what
1,2026-01-01T00:00:00Z,look
1,2026-01-01T00:01:00Z,pay
2,2026-01-01T00:00:00Z,look
3,2026-02-01T00:00:00Z,other
"""
COLUMNS = ("--entity", "who", "--timestamp", "at", "--event", "what")
WORDS = ("confront", "shop.py", "log.csv", *COLUMNS)


@pytest.fixture(autouse=True)
def _shop(project: Path) -> None:
    (project / "shop.py").write_text(SHOP)
    (project / "log.csv").write_text(LOG)


def test_the_figures_are_told(capsys: Captured) -> None:
    """As text, and as data; by whichever engine."""
    code, out, err = run(capsys, *WORDS)
    assert (0, "") == (code, err)
    assert "Shop: 4 events of 3 customers" in out
    document = json.loads(run(capsys, *WORDS, "--format", "json", "--engine", "sqlite")[1])
    assert 2 == document["report"]["funnels"]["overall"]["steps"][0]["reached"]
    assert run(capsys, *WORDS, "--format", "markdown")[1].startswith("## Shop")


def test_a_figure_that_is_too_low_fails(capsys: Captured) -> None:
    """The message says which, and by how much."""
    gates = ("--fail-under", "conversion=50", "--fail-under", "mapped=80,fitness=60")
    code, out, err = run(capsys, *WORDS, *gates)
    assert 1 == code
    assert "Shop" in out
    assert "journeykit: Shop: mapped is 75.0%, below 80%\n" == err
    assert 0 == run(capsys, *WORDS, "--fail-under", "conversion=50")[0]


def test_a_figure_that_is_withheld_answers_no_gate(capsys: Captured) -> None:
    """One customer who paid is not told, and neither is the share of those who did."""
    gates = ("--min-cell", "2", "--fail-under", "conversion=1")
    code, out, err = run(capsys, *WORDS, *gates)
    assert (1, "journeykit: Shop: conversion is unknown, so that the gate of 1% failed\n") == (
        code,
        err,
    )
    assert "what fewer than 2 customers did is withheld" in out
    assert "withheld" in next(line for line in out.splitlines() if line.startswith("  Buy "))
    assert refused(capsys, *WORDS, "--min-cell", "4")


SURVEY = """where,question,answer,weight
looks,recommends,10,1
looks,recommends,9,1
pays,recommends,3,2
pays,recommends,11,1
pays,easy,7,1
"""
ASKED = (
    *("--survey", "answers.csv", "--survey-touchpoint", "where", "--survey-score", "answer"),
    *("--survey-metric", "question", "--survey-weight", "weight"),
    *("--ask", "recommends=nps,scale=0..10,missing=11", "--ask", "easy=ces"),
)


def test_a_survey_beside_the_log(project: Path, capsys: Captured) -> None:
    """Its questions are said as they stand in the file, with the codes for no answer."""
    (project / "answers.csv").write_text(SURVEY)
    for engine in ("duckdb", "sqlite"):
        words = (*WORDS, *ASKED, "--format", "json", "--engine", engine)
        found = json.loads(run(capsys, *words)[1])["report"]["survey"]["metrics"]
        recommends, easy = (each["everywhere"] for each in found)
        assert (3, 1, 0.0) == (
            recommends["valid"],
            recommends["missing_code"],
            recommends["weighted_nps"],
        )
        assert 7 == easy["mean"]
    assert "recommends Pays" in run(capsys, *WORDS, *ASKED)[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (ASKED[2:], "there is no survey: name its file with --survey FILE"),
        (ASKED[:2], "--survey needs --survey-touchpoint and --survey-score and --ask as well"),
        ((*ASKED, "--ask", "easy=ces"), '"easy" stands there twice'),
        ((*ASKED, "--ask", "a=nsp"), "nps"),
        ((*ASKED, "--ask", "nps,scale=10"), "expected two whole numbers, as in scale=0..10"),
        ((*ASKED, "--ask", "nps,missing=x"), "expected a number, as in missing=11"),
        ((*ASKED, "--ask", "nps,scalle=0..10"), "scale"),
        ((*ASKED[:-4], "--ask", "nps", "--ask", "ces", "--survey-score", "anser"), "answer"),
    ],
)
def test_a_survey_that_is_said_wrong(
    project: Path, capsys: Captured, words: tuple[str, ...], message: str
) -> None:
    """Is one sentence that names what was expected."""
    (project / "answers.csv").write_text(SURVEY)
    code, out, err = run(capsys, *WORDS, *words)
    assert (2, "") == (code, out)
    assert message in err


def test_options_reach_the_schema(capsys: Captured) -> None:
    """The cutoff decides who is still under way."""
    words = (*WORDS, "--idle-cutoff-days", "90", "--format", "json")
    document = json.loads(run(capsys, *words)[1])
    assert 90 == document["report"]["idle_cutoff_days"]
    assert 1 == document["report"]["outcomes"]["outcomes"]["open"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((*WORDS, "--fail-under", "conversoin=3"), 'did you mean "conversion"?'),
        ((*WORDS, "--fail-under", "fitness=0.7"), "expected a percentage, as in fitness=30"),
        ((*WORDS, "--format", "xml"), 'unknown format "xml"'),
        ((*WORDS, "--engine", "duck"), 'did you mean "duckdb"?'),
        ((*WORDS, "--order", "att"), 'unknown column "att" in log.csv, named as order'),
        (("confront", "shop.py", "nowhere.csv", *COLUMNS), "nowhere.csv"),
        (("confront", "gift.py", "log.csv", *COLUMNS), "no touchpoint says by which events"),
        (("confront", "shop.py", "log.csv", *COLUMNS[:4]), "--event"),
    ],
)
def test_what_cannot_be_is_refused(capsys: Captured, words: tuple[str, ...], message: str) -> None:
    """In one line, with the nearest name."""
    assert message in refused(capsys, *words)


def test_two_journeys_in_one_file(capsys: Captured, project: Path) -> None:
    """Nobody knows which of them the log is about, unless its key or state says so."""
    (project / "shop.py").write_text(SHOP + 'other = journey("Other", state="to-be")\n')
    told = refused(capsys, *WORDS)
    assert "shop.py: expected one journey, as in FILE:to-be or FILE:KEY; " in told
    assert "the file holds shop, other (to-be)" in told
    told = refused(capsys, "confront", "shop.py:shp", *WORDS[2:])
    assert told.endswith('the file holds shop, other (to-be); did you mean "shop"?')
    assert 0 == run(capsys, "confront", "shop.py:shop", *WORDS[2:])[0]
    assert "no touchpoint says" in refused(capsys, "confront", "shop.py:to-be", *WORDS[2:])


def test_what_happened_is_used_by_the_other_commands(project: Path, capsys: Captured) -> None:
    """The report is a file, which rules and measures read."""
    run(capsys, *WORDS, "--format", "json", "--output-file", "seen.json")
    code, out, _ = run(capsys, "check", "shop.py", "--evidence", "seen.json", "--format", "json")
    assert 0 == code
    (checked,) = json.loads(out)["reports"]
    asked = {each["rule"]: each for each in checked["unanswered"]}
    assert "what enough customers did" in asked["unmapped-event"]["what"]
    measured = run(
        capsys, "coverage", "shop.py", "--measure", "evidence", "--evidence", "seen.json"
    )
    assert "2/2" in measured[1]


def test_what_happened_is_drawn(project: Path, capsys: Captured) -> None:
    """On the flow, and as a funnel."""
    run(capsys, *WORDS, "--format", "json", "--output-file", "seen.json")
    words = ("--evidence", "seen.json", "--report")
    assert (0, "", "") == run(capsys, "draw", "shop.py", "-o", "flow.svg", *words)
    assert "1 of 2 customers" in (project / "flow.svg").read_text()
    words = ("--evidence", "seen.json", "--view", "funnel")
    assert (0, "", "") == run(capsys, "draw", "shop.py", "-o", "funnel.txt", *words)
    assert "1 of 2 customers (50.0 %)" in (project / "funnel.txt").read_text()


def test_the_journey_is_written_with_what_was_measured(project: Path, capsys: Captured) -> None:
    """As a document, beside the report."""
    assert 0 == run(capsys, *WORDS, "--apply-to", "measured.json")[0]
    document = json.loads((project / "measured.json").read_text())
    (look, buy) = document["journey"]["stages"]
    assert {"source": "log.csv", "sample": 2, "date": "2026-02-01"} == (
        look["touchpoints"][0]["evidence"][0]
    )
    assert 1 == buy["touchpoints"][0]["evidence"][0]["sample"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "--evidence seen.json: there is no such file"),
        ("{}", 'format: expected "journeykit-evidence"'),
        ("shop", 'it is of the journey "shop", which is not there'),
    ],
)
def test_evidence_that_is_none_is_refused(
    project: Path, capsys: Captured, text: str | None, said: str
) -> None:
    """A file that is missing, something else, or on another journey."""
    run(capsys, *WORDS, "--format", "json", "--output-file", "seen.json")
    if text is None:
        (project / "seen.json").unlink()
    elif text == "{}":
        (project / "seen.json").write_text(text)
    (project / "other.py").write_text(SHOP.replace('"Shop"', '"Gift"'))
    assert said in refused(capsys, "check", "other.py", "--evidence", "seen.json")


def test_a_terminal_shows_what_is_done(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line that is gone in the end; elsewhere nothing is shown."""
    assert "" == run(capsys, *WORDS)[2]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    err = run(capsys, *WORDS)[2]
    assert "reading log.csv …" in err
    assert err.endswith("\r\x1b[K")


def test_an_offset_that_some_times_lack_is_asked_for_by_its_option(
    capsys: Captured, project: Path
) -> None:
    """Which then answers."""
    (project / "log.csv").write_text(LOG.replace("00:01:00Z", "00:01:00"))
    assert "--naive-offset=+00:00" in refused(capsys, *WORDS)
    assert 0 == run(capsys, *WORDS, "--naive-offset=+00:00")[0]
