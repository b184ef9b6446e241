"""`journeykit check`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from helpers.command_line import GAP, GIFT, Captured, refused, run
from journeykit import journey
from journeykit.cli.files import journeys_in
from journeykit.interchange.json import dump
from journeykit.validation.reporters import REPORTERS


def test_a_map_without_gaps_is_clean(capsys: Captured) -> None:
    """Exit code 0, and the numbers."""
    code, out, err = run(capsys, "check", "gift.py", "--select", "structure")
    assert (0, "") == (code, err)
    assert out.startswith("Buying a gift (as-is)\n")
    assert "nothing found" in out


def test_a_gap_is_told_with_its_place_and_exit_code_1(capsys: Captured) -> None:
    """The path is the one to click on, from where the person is."""
    code, out, _ = run(capsys, "check", "gap.py", "--select", "empty-stage")
    assert 1 == code
    assert 'empty-stage (JK110) gap.py:15\n    the stage "Advocacy" has no touchpoints' in out


def test_several_files_are_told_together(capsys: Captured) -> None:
    """One journey that stands in two files is checked once."""
    _, out, _ = run(capsys, "check", "gift.py", "gap.py", "gift.py", "--select", "structure")
    assert 2 == out.count("Buying a gift (as-is)")


def test_a_document_is_data(capsys: Captured, project: Path) -> None:
    """The file itself is the place of what is found."""
    dump(journey("Gift").stage("Awareness"), project / "gift.json")
    code, out, _ = run(capsys, "check", "gift.json")
    assert 1 == code
    assert "empty-journey (JK101) gift.json:3\n" in out


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_can_be_had(capsys: Captured, name: str) -> None:
    """And nothing else stands on the standard output."""
    code, out, err = run(capsys, "check", "gap.py", "--select", "empty-stage", "--format", name)
    assert (1, "") == (code, err)
    report = journeys_in(["gap.py"])[0].name
    assert report in out or name == "sarif"
    if name in {"json", "sarif"}:
        json.loads(out)


@pytest.mark.parametrize(("fail_on", "expected"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_says_what_counts(capsys: Captured, fail_on: str, expected: int) -> None:
    """The finding here is a warning."""
    words = ("check", "gap.py", "--select", "empty-stage", "--fail-on", fail_on)
    assert expected == run(capsys, *words)[0]


def test_rules_can_be_ignored(capsys: Captured) -> None:
    """By name, code or family, with commas or said again."""
    words = ("check", "gap.py", "--select", "structure,personas", "--ignore", "JK110")
    assert 0 == run(capsys, *words, "--ignore", "personas")[0]


def test_verbose_tells_why(capsys: Captured) -> None:
    """For those who want to know."""
    words = ("check", "gap.py", "--select", "empty-stage")
    assert "why: " not in run(capsys, *words)[1]
    assert "why: " in run(capsys, *words, "--verbose")[1]


def test_a_baseline_is_written_and_then_known(capsys: Captured, project: Path) -> None:
    """Only what is new fails."""
    words = ("--select", "empty-stage", "--baseline", "known.json")
    code, out, err = run(capsys, "check", "gap.py", *words, "--update-baseline")
    assert (0, "") == (code, out)
    assert "journeykit: wrote 1 finding to known.json\n" == err
    assert 0 == run(capsys, "check", "gap.py", *words)[0]
    more = GAP + 'gift = gift.stage("Experience")\n'
    (project / "gap.py").write_text(more, encoding="utf-8")
    code, out, _ = run(capsys, "check", "gap.py", *words)
    assert 1 == code
    assert "1 known" in out


def test_the_clock_is_said(capsys: Captured, project: Path) -> None:
    """A day, or today; without one, rules about age have nothing to say."""
    text = GIFT.replace('state="as-is"', "reviewed=datetime.date(2020, 1, 1)")
    (project / "old.py").write_text(f"import datetime\n{text}", encoding="utf-8")
    words = ("check", "old.py", "--select", "map-stale", "--fail-on", "info")
    assert 0 == run(capsys, *words)[0]
    assert 1 == run(capsys, *words, "--clock", "2026-07-01")[0]
    assert 1 == run(capsys, *words, "--clock", "today")[0]
    assert 0 == run(capsys, *words, "--clock", "2020-01-02")[0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.py"], "none.py: there is no such file"),
        (["none.json"], "none.json: there is no such file or folder"),
        (["pyproject.toml"], "pyproject.toml: expected a Python file (.py) or a document (.json, "),
        (
            ["gift.py", "--profile", "strikt"],
            'unknown profile "strikt"; did you mean "strict"?',
        ),
        (
            ["gift.py", "--select", "empty-stge"],
            'no rule, code or family is called "empty-stge"; did you mean "empty-stage"?',
        ),
        (
            ["gift.py", "--format", "sarf"],
            'unknown report format "sarf"; did you mean "sarif"?',
        ),
        (["gift.py", "--fail-on", "eror"], 'unknown severity "eror"; did you mean "error"?'),
        (
            ["gift.py", "--clock", "1.7.26"],
            'clock "1.7.26": expected a day as YYYY-MM-DD, or today',
        ),
        (
            ["gift.py", "--baseline", "none.json"],
            "none.json: there is no such baseline; write it with --update-baseline",
        ),
        (
            ["gift.py", "--update-baseline"],
            "--update-baseline needs --baseline FILE, or baseline in the configuration",
        ),
        (["gift.py", "--config", "none.toml"], "none.toml: there is no such file"),
    ],
)
def test_wrong_usage_is_told_in_one_line(capsys: Captured, words: list[str], message: str) -> None:
    """Exit code 2, on the errors, without a traceback."""
    assert refused(capsys, "check", *words).startswith(message)


def test_a_day_is_what_the_clock_of_the_person_says() -> None:
    """The one look at the wall, in the one place that may look."""
    from journeykit.cli.check import _day

    before = datetime.date.today()  # noqa: DTZ011 — as the person sees it
    assert _day("today") in {before, before + datetime.timedelta(days=1)}
    assert _day("") is None


def test_the_report_goes_into_a_file(capsys: Captured, project: Path) -> None:
    """Whole, and standard output stays empty."""
    words = ("check", "gap.py", "--format", "json", "--output-file", "report.json")
    assert (1, "", "") == run(capsys, *words)
    report = json.loads((project / "report.json").read_text(encoding="utf-8"))
    assert "Buying a gift" == report["reports"][0]["journey"]
    assert "no/report.json" in refused(capsys, *words[:-1], "no/report.json").replace("\\", "/")


def test_exit_zero_is_for_those_who_only_want_to_read(capsys: Captured) -> None:
    """What was found is written, and fails nothing; wrong usage still does."""
    words = ("check", "gap.py", "--select", "empty-stage", "--exit-zero")
    code, out, _ = run(capsys, *words)
    assert 0 == code
    assert "empty-stage (JK110)" in out
    assert 2 == run(capsys, "check", "none.py", "--exit-zero")[0]


def test_also_adds_to_the_profile(capsys: Captured) -> None:
    """Beside what runs anyway."""
    words = ("rules", "--profile", "draft", "--format", "json")
    before = {each["name"] for each in json.loads(run(capsys, *words)[1]) if each["runs"]}
    after = run(capsys, *words, "--also", "empty-stage,JK201")[1]
    more = {each["name"] for each in json.loads(after) if each["runs"]}
    assert before < more
    assert "empty-stage" in more - before


def test_statistics_are_a_line_a_rule(capsys: Captured, project: Path) -> None:
    """The most frequent first, as text and as data."""
    text = GAP + 'gift = gift.stage("Experience")\n'
    (project / "more.py").write_text(text, encoding="utf-8")
    words = ("check", "gap.py", "more.py", "--statistics", "--select", "structure,personas")
    code, out, _ = run(capsys, *words)
    assert 1 == code
    numbers = [int(line.split()[0]) for line in out.splitlines()]
    assert sorted(numbers, reverse=True) == numbers
    (line,) = [line for line in out.splitlines() if "empty-stage (JK110)" in line]
    assert ["2", "empty-stage", "(JK110)", "warning"] == line.split()[:4]
    rows = json.loads(run(capsys, *words, "--format", "json")[1])
    assert {"rule": "empty-stage", "code": "JK110", "severity": "warning", "count": 2} in rows
    message = "--statistics is written as text or json, not as sarif"
    assert message == refused(capsys, *words, "--format", "sarif")


def test_a_baseline_is_not_written_when_a_file_is_broken(capsys: Captured, project: Path) -> None:
    """It would forget what that file is known for."""
    (project / "known.json").write_text("old", encoding="utf-8")
    words = ("check", "gap.py", "none.py", "--baseline", "known.json", "--update-baseline")
    code, _, err = run(capsys, *words)
    assert 2 == code
    assert "known.json is left as it was, since not every file could be read" in err
    assert "old" == (project / "known.json").read_text(encoding="utf-8")


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in whose folder of a shop we are."""
    shop = project / "apps" / "shop"
    shop.mkdir(parents=True)
    (project / ".git").mkdir()
    (shop / "gap.py").write_text(GAP, encoding="utf-8")
    monkeypatch.chdir(shop)
    return project


def test_code_hosts_read_paths_from_the_root_of_the_repository(
    capsys: Captured, repository: Path
) -> None:
    """People read them from where they are."""
    words = ("check", "gap.py", "--select", "empty-stage", "--format")
    (run_,) = json.loads(run(capsys, *words, "sarif")[1])["runs"]
    place = run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert "apps/shop/gap.py" == place["uri"]
    assert f"{repository.as_uri()}/" == run_["originalUriBaseIds"]["SRCROOT"]["uri"]
    assert "file=apps/shop/gap.py," in run(capsys, *words, "github")[1]
    assert "JK110) gap.py:15\n" in run(capsys, *words, "text")[1]


def test_the_root_may_be_said(capsys: Captured, repository: Path) -> None:
    """Where there is no `.git`, or another root is meant."""
    words = ("check", "gap.py", "--select", "empty-stage", "--format", "github", "--root")
    assert "file=shop/gap.py," in run(capsys, *words, "..")[1]
    assert "--root none: there is no such folder" == refused(capsys, *words, "none")


def test_a_gap_of_the_to_be_is_not_known_from_the_as_is(capsys: Captured, project: Path) -> None:
    """One name, two states: what a baseline knows of one is news in the other."""
    (project / "to_be.py").write_text(GAP.replace("as-is", "to-be"), encoding="utf-8")
    words = ("--select", "empty-stage", "--baseline", "known.json")
    assert 0 == run(capsys, "check", "gap.py", *words, "--update-baseline")[0]
    assert 0 == run(capsys, "check", "gap.py", *words)[0]
    assert 1 == run(capsys, "check", "to_be.py", *words)[0]
    (project / "copy.py").write_text(GAP, encoding="utf-8")
    assert 1 == run(capsys, "check", "copy.py", *words)[0]


def test_a_to_be_is_held_against_its_as_is(capsys: Captured, project: Path) -> None:
    """The rules about two journeys run, whichever formats the files have."""
    maps = """
from journeykit import journey, persona, touchpoint
maya = persona("Maya")
as_is = journey("Gift", state="as-is").walked_by(maya)
to_be = journey("Gift", state="to-be").walked_by(maya)
as_is = as_is.stage("Purchase", touchpoint("Pays").feels(maya, 1))
to_be = to_be.stage("Purchase", touchpoint("Pays").feels(maya, -1))
"""
    (project / "maps.py").write_text(maps, encoding="utf-8")

    alone = run(capsys, "check", "maps.py", "--select", "JK85")[1]
    compared = run(
        capsys, "check", "maps.py", "--select", "JK85", "--compared-with", "maps.py:as-is"
    )

    assert "worse-feeling" not in alone
    assert 1 == compared[0]
    assert 'Maya feels worse at "Pays" than before: +1 → −1' in compared[1]
