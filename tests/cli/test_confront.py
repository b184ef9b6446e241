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
