"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from journeykit import Channel, journey, persona, touchpoint
from journeykit.cli import main
from journeykit.cli.files import journeys_in
from journeykit.interchange.json import dump
from journeykit.render import draw as picture_of
from journeykit.render import engine
from journeykit.render.engine import EngineStatus
from journeykit.validation import PROFILES, every_rule
from journeykit.validation import check as look
from journeykit.validation.reporters import REPORTERS
from journeykit.validation.rule_pages import page

GIFT = """\
from journeykit import Channel, journey, persona, touchpoint

maya = persona("Maya", "36", goals=["a gift"])
ad = touchpoint("Clicks an ad", Channel.ADVERTISING).feels(maya, +1)
pays = touchpoint("Pays", Channel.WEBSITE).feels(maya, +1).serves(maya, "a gift")
thanks = touchpoint("Is thanked", Channel.EMAIL, initiator="company").feels(maya, +2)
gift = (
    journey("Buying a gift", state="as-is")
    .walked_by(maya)
    .stage("Awareness", ad)
    .stage("Purchase", pays)
    .stage("Retention", thanks)
    .flow(ad >> pays >> thanks)
)
"""
RULES = {rule.code: rule for rule in every_rule()}
GAP = GIFT + 'gift = gift.stage("Advocacy")\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a map that has no gap and one that has."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "maps"\n', encoding="utf-8")
    (tmp_path / "gift.py").write_text(GIFT, encoding="utf-8")
    (tmp_path / "gap.py").write_text(GAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    """The exit code of a command line, and what it wrote to both streams."""
    code = main(words)
    told = capsys.readouterr()
    return code, told.out, told.err


def refused(capsys: Captured, *words: str) -> str:
    """The message of a command line that is refused: on one stream, without a traceback."""
    code, out, err = run(capsys, *words)
    assert (2, "") == (code, out)
    assert err.startswith("journeykit: ")
    assert "Traceback" not in err
    return err.removeprefix("journeykit: ").rstrip("\n")


def configure(project: Path, table: str) -> None:
    """Write the project's configuration."""
    text = f'[project]\nname = "maps"\n\n[tool.journeykit]\n{table}\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")


class TestCheck:
    """``journeykit check``."""

    def test_a_map_without_gaps_is_clean(self, capsys: Captured) -> None:
        """Exit code 0, and the numbers."""
        code, out, err = run(capsys, "check", "gift.py", "--select", "structure")
        assert (0, "") == (code, err)
        assert out.startswith("Buying a gift (as-is)\n")
        assert "nothing found" in out

    def test_a_gap_is_told_with_its_place_and_exit_code_1(self, capsys: Captured) -> None:
        """The path is the one to click on, from where the person is."""
        code, out, _ = run(capsys, "check", "gap.py", "--select", "empty-stage")
        assert 1 == code
        assert 'empty-stage (JK110) gap.py:15\n    stage "Advocacy" has no touchpoint' in out

    def test_several_files_are_told_together(self, capsys: Captured) -> None:
        """One journey that stands in two files is checked once."""
        _, out, _ = run(capsys, "check", "gift.py", "gap.py", "gift.py", "--select", "structure")
        assert 2 == out.count("Buying a gift (as-is)")

    def test_a_document_is_data(self, capsys: Captured, project: Path) -> None:
        """The file itself is the place of what is found."""
        dump(journey("Gift").stage("Awareness"), project / "gift.json")
        code, out, _ = run(capsys, "check", "gift.json")
        assert 1 == code
        assert "empty-journey (JK101) gift.json:1\n" in out

    @pytest.mark.parametrize("name", REPORTERS)
    def test_every_format_can_be_had(self, capsys: Captured, name: str) -> None:
        """And nothing else stands on the standard output."""
        code, out, err = run(capsys, "check", "gap.py", "--select", "empty-stage", "--format", name)
        assert (1, "") == (code, err)
        report = journeys_in(["gap.py"])[0].name
        assert report in out or name == "sarif"
        if name in {"json", "sarif"}:
            json.loads(out)

    def test_what_a_map_prints_does_not_spoil_the_format(
        self, capsys: Captured, project: Path
    ) -> None:
        """It goes to the errors."""
        (project / "loud.py").write_text(f'print("hello")\n{GIFT}', encoding="utf-8")
        _, out, err = run(capsys, "check", "loud.py", "--format", "json")
        assert "Buying a gift" == json.loads(out)["reports"][0]["journey"]
        assert "hello\n" == err

    @pytest.mark.parametrize(("fail_on", "expected"), [("error", 0), ("warning", 1), ("info", 1)])
    def test_fail_on_says_what_counts(self, capsys: Captured, fail_on: str, expected: int) -> None:
        """The finding here is a warning."""
        words = ("check", "gap.py", "--select", "empty-stage", "--fail-on", fail_on)
        assert expected == run(capsys, *words)[0]

    def test_rules_can_be_ignored(self, capsys: Captured) -> None:
        """By name, code or family, with commas or said again."""
        words = ("check", "gap.py", "--select", "structure,personas", "--ignore", "JK110")
        assert 0 == run(capsys, *words, "--ignore", "personas")[0]

    def test_verbose_tells_why(self, capsys: Captured) -> None:
        """For those who want to know."""
        words = ("check", "gap.py", "--select", "empty-stage")
        assert "why: " not in run(capsys, *words)[1]
        assert "why: " in run(capsys, *words, "--verbose")[1]

    def test_a_baseline_is_written_and_then_known(self, capsys: Captured, project: Path) -> None:
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

    def test_the_clock_is_said(self, capsys: Captured, project: Path) -> None:
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
            (["none.json"], "none.json: No such file or directory"),
            (["gift.txt"], "gift.txt: expected a Python file (.py) or a document (.json)"),
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
    def test_wrong_usage_is_told_in_one_line(
        self, capsys: Captured, words: list[str], message: str
    ) -> None:
        """Exit code 2, on the errors, without a traceback."""
        assert message == refused(capsys, "check", *words)

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("x = 1\n", "odd.py: defines no journey at module level"),
            ("x = (\n", "odd.py:1: SyntaxError: '(' was never closed (odd.py, line 1)"),
            ("\n1 / 0\n", "odd.py:2: ZeroDivisionError: division by zero"),
            ("import sys\nsys.exit(3)\n", "odd.py:2: SystemExit: 3"),
            (
                'from journeykit import journey\njourney("")\n',
                "odd.py:2: name of a journey: expected some text, got ''",
            ),
        ],
        ids=["none", "syntax", "raises", "exits", "ours"],
    )
    def test_a_file_that_does_not_work_is_told_with_its_line(
        self, capsys: Captured, project: Path, source: str, message: str
    ) -> None:
        """As an error of the file, not of ours."""
        (project / "odd.py").write_text(source, encoding="utf-8")
        assert message == refused(capsys, "check", "odd.py")

    def test_a_document_that_is_none_is_told(self, capsys: Captured, project: Path) -> None:
        """With the place inside it."""
        (project / "odd.json").write_text("{", encoding="utf-8")
        assert refused(capsys, "check", "odd.json").startswith("odd.json")

    def test_a_file_may_import_its_neighbour_and_hides_what_begins_with_an_underscore(
        self, project: Path
    ) -> None:
        """As when Python runs it; and the guard for programs stays shut."""
        text = "from gift import gift as _gift\nshort = _gift.waive('no-exit', reason='x')\n"
        text += "if __name__ == '__main__':\n    raise SystemExit(9)\n"
        (project / "near.py").write_text(text, encoding="utf-8")
        before = list(sys.path)
        (short,) = journeys_in(["near.py"])
        assert 1 == len(short.waivers)
        assert before == sys.path


class TestConfiguration:
    """``[tool.journeykit]`` of the nearest ``pyproject.toml``."""

    def test_what_the_project_says_holds(self, capsys: Captured, project: Path) -> None:
        """Selection, severity, options, format and what fails."""
        configure(
            project,
            'select = ["empty-stage", "long-path-to-goal"]\nformat = "json"\nfail-on = "error"\n'
            'severity = { "empty-stage" = "error" }\n'
            "options = { long-path-to-goal = { most = 1 } }",
        )
        code, out, _ = run(capsys, "check", "gap.py")
        assert 1 == code
        findings = json.loads(out)["reports"][0]["findings"]
        assert [("empty-stage", "error"), ("long-path-to-goal", "info")] == [
            (each["rule"], each["severity"]) for each in findings
        ]
        assert {"most": 1} == findings[1]["options"]

    def test_the_command_line_comes_first(self, capsys: Captured, project: Path) -> None:
        """What is said there replaces what the project says."""
        configure(project, 'select = ["personas"]\nformat = "json"\nfail-on = "error"')
        words = ("--select", "empty-stage", "--format", "github", "--fail-on", "warning")
        code, out, _ = run(capsys, "check", "gap.py", *words)
        assert 1 == code
        assert out.startswith("::warning file=gap.py,line=15,title=empty-stage (JK110)::")

    def test_it_is_found_from_a_folder_below(
        self, capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And a baseline lies beside the file that names it."""
        configure(project, 'select = ["empty-stage"]\nbaseline = "known.json"')
        below = project / "maps" / "deep"
        below.mkdir(parents=True)
        monkeypatch.chdir(below)
        assert 0 == run(capsys, "check", "../../gap.py", "--update-baseline")[0]
        assert (project / "known.json").is_file()
        assert 0 == run(capsys, "check", "../../gap.py")[0]

    def test_ignore_also_profile_and_clock(self, capsys: Captured, project: Path) -> None:
        """A TOML date is a day."""
        configure(
            project,
            'profile = "draft"\nalso = ["map-stale"]\nignore = ["no-exit"]\nclock = 2026-07-01\n'
            "plugins = false",
        )
        _, out, _ = run(capsys, "rules", "--format", "json")
        runs = {rule["name"] for rule in json.loads(out) if rule["runs"]}
        assert {"map-stale", "empty-journey"} <= runs
        assert not {"no-exit", "empty-stage"} & runs

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ('selct = ["x"]', 'unknown key "selct"; did you mean "select"?'),
            ('select = "x"', "select: expected a list of words, got 'x'"),
            ("plugins = 1\nclock = 3", "plugins: expected true or false, got 1; clock: expected"),
            ('severity = ["x"]', "severity: expected a table such as"),
            ("options = { thin-persona = 3 }", "options: expected a table of tables, one a rule"),
        ],
    )
    def test_a_key_that_is_wrong_is_an_error(
        self, capsys: Captured, project: Path, table: str, message: str
    ) -> None:
        """All of them at once, with the file."""
        configure(project, table)
        path = project / "pyproject.toml"
        told = refused(capsys, "check", "gift.py")
        assert told.startswith(f"{path}, [tool.journeykit]: {message}")

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ('severity = { "empty-stage" = "fatal" }', "severity 'fatal': expected error, warning"),
            ('severity = { "empty-stge" = "error" }', 'is called "empty-stge"; did you mean'),
            ("options = { empty-stge = {} }", 'is called "empty-stge"; did you mean "empty-stage"'),
            (
                "options = { long-path-to-goal = { mots = 1 } }",
                "unknown option 'mots'; did you mean",
            ),
        ],
    )
    def test_what_no_rule_understands_is_an_error(
        self, capsys: Captured, project: Path, table: str, message: str
    ) -> None:
        """Unknown rules, severities and options."""
        configure(project, table)
        assert message in refused(capsys, "check", "gift.py")

    def test_a_file_that_is_no_toml_is_an_error(self, capsys: Captured, project: Path) -> None:
        """With its name."""
        (project / "pyproject.toml").write_text("[", encoding="utf-8")
        assert str(project / "pyproject.toml") in refused(capsys, "check", "gift.py")


class TestCatalogue:
    """``journeykit rules`` and ``journeykit explain``."""

    def test_every_rule_has_a_line(self, capsys: Captured) -> None:
        """A star marks those that run."""
        code, out, _ = run(capsys, "rules", "--ignore", "empty-stage")
        assert 0 == code
        *lines, blank, last = out.splitlines()
        assert "" == blank
        running = [rule for rule in every_rule() if rule.recommended and rule.code != "JK110"]
        assert f"{len(running)} of {len(every_rule())} rules run (*)" == last
        assert [rule.code for rule in every_rule()] == [line[2:7] for line in lines]
        assert [rule.code for rule in running] == [line[2:7] for line in lines if line[0] == "*"]

    def test_selecting_lists_the_selected_alone(self, capsys: Captured) -> None:
        """Whoever asks for some wants to read these, in every format."""
        words = ("rules", "--select", "JK11,JK101", "--ignore", "JK110")
        expected = [
            rule.code
            for rule in every_rule()
            if rule.code == "JK101" or (rule.code.startswith("JK11") and rule.code != "JK110")
        ]
        *lines, _, last = run(capsys, *words)[1].splitlines()
        assert [f"* {code}" for code in expected] == [line[:7] for line in lines]
        assert f"{len(expected)} of {len(every_rule())} rules run (*)" == last
        listed = json.loads(run(capsys, *words, "--format", "json")[1])
        assert expected == [each["code"] for each in listed]
        assert len(expected) + 2 == len(run(capsys, *words, "--format", "markdown")[1].splitlines())
        nothing = run(capsys, "rules", "--select", "JK101", "--ignore", "JK101")[1]
        assert f"\n0 of {len(every_rule())} rules run (*)\n" == nothing

    def test_the_rules_as_data_and_as_a_table(self, capsys: Captured) -> None:
        """For other programs, and for a page."""
        listed = json.loads(run(capsys, "rules", "--format", "json")[1])
        assert [rule.name for rule in every_rule()] == [each["name"] for each in listed]
        table = run(capsys, "rules", "--format", "markdown")[1].splitlines()
        assert len(every_rule()) + 2 == len(table)

    @pytest.mark.parametrize("name", ["empty-stage", "JK110", "jk110", "Empty-Stage"])
    def test_a_rule_is_explained(self, capsys: Captured, name: str) -> None:
        """By name or code, in any case."""
        code, out, _ = run(capsys, "explain", name)
        assert 0 == code
        assert out.startswith("empty-stage (JK110)\n")
        assert page(RULES["JK110"]) == run(capsys, "explain", name, "--format", "markdown")[1]

    @pytest.mark.parametrize("code", ["JK301", "JK502"])
    def test_a_terminal_shows_nothing_of_markdown(self, capsys: Captured, code: str) -> None:
        """No escapes, tables or fences: the words as they are, and the code as it is run."""
        rule = RULES[code]
        out = run(capsys, "explain", code)[1]
        assert "\\" not in out
        assert not [line for line in out.splitlines() if line.startswith(("#", "|", "```"))]
        assert 1 == out.count("\n  → ")
        flat = " ".join(out.split())
        for said in (rule.detects, rule.why, rule.formally, rule.fix):
            assert " ".join(said.split()) in flat
        for option in rule.options:
            assert f"{option.name}: {option.type} = {option.default!r}" in flat

    @pytest.mark.parametrize(
        ("code", "name"),
        [("JK001", "plugin-failed"), ("jk002", "rule-crashed"), ("JK003", "unknown-selector")],
    )
    def test_an_entry_about_the_rules_themselves_is_explained(
        self, capsys: Captured, code: str, name: str
    ) -> None:
        """Whoever reads its code in a report can ask what it means, by code or by name."""
        exit_code, out, _ = run(capsys, "explain", code)
        assert 0 == exit_code
        assert out.startswith(f"{name} ({code.upper()})\nerror · ")
        assert "\nWhat to do\n" in out
        marked = run(capsys, "explain", code, "--format", "markdown")[1]
        assert marked.startswith(f"# {name}\n\n`{code.upper()}` · error · ")
        assert out == run(capsys, "explain", name)[1]
        misspelt = f'no rule is called "{name}s"; did you mean "{name}"?'
        assert misspelt == refused(capsys, "explain", f"{name}s")

    def test_an_unknown_rule_is_refused_with_the_nearest(self, capsys: Captured) -> None:
        """Exit code 2."""
        expected = 'no rule is called "empty-stge"; did you mean "empty-stage"?'
        assert expected == refused(capsys, "explain", "empty-stge")
        # Of hundreds of names a few are worth reading, and they are all names.
        told = refused(capsys, "explain", "unmeasured-channels")
        assert re.fullmatch(r'no rule is called "unmeasured-channels"; did you mean (.+)\?', told)
        meant = re.findall('"([^"]+)"', told)[1:]
        assert 0 < len(meant) <= 3
        assert set(meant) <= {rule.name for rule in every_rule()}
        assert all("channel" in name for name in meant)
        expected = 'no rule is called "xyzzy"; journeykit rules lists them all'
        assert expected == refused(capsys, "explain", "xyzzy")

    def test_a_family_is_no_rule(self, capsys: Captured) -> None:
        """It has no page; the command that lists its rules is named, and works."""
        told = refused(capsys, "explain", "structure")
        command = "journeykit rules --select structure"
        assert f'"structure" is a family of rules and no rule; {command} lists its rules' == told
        assert 0 == run(capsys, *command.split()[1:])[0]

    @pytest.mark.parametrize(
        "words",
        [
            ("check", "gift.py", "--select", "AIR101"),
            ("check", "gift.py", "--ignore", "AIR101"),
            ("rules", "--select", "AIR101"),
            ("explain", "AIR101"),
        ],
        ids=" ".join,
    )
    def test_an_unknown_rule_may_be_of_a_package_that_is_not_loaded(
        self, capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
    ) -> None:
        """Where packages that bring rules are installed, the message says how to load them."""
        assert "--plugins" not in refused(capsys, *words)
        info = project / "airline-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Name: airline\nVersion: 1.2\n", encoding="utf-8")
        points = "[journeykit.rules]\nairline = airline_rules:RULES\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        (project / "airline_rules.py").write_text("RULES = []\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(project))
        assert refused(capsys, *words).endswith("; --plugins loads the rules of airline 1.2")
        assert "--plugins" not in refused(capsys, *words, "--plugins")

    def test_an_unknown_format_is_refused(self, capsys: Captured) -> None:
        """The three there are."""
        expected = 'unknown format "xml"; known: "text", "markdown", "json"'
        assert expected == refused(capsys, "rules", "--format", "xml")
        expected = 'unknown format "json"; known: "text", "markdown"'
        assert expected == refused(capsys, "explain", "JK110", "--format", "json")


class TestCoverage:
    """``journeykit coverage``."""

    def test_the_measures_are_told(self, capsys: Captured) -> None:
        """As text, and as data."""
        code, out, _ = run(capsys, "coverage", "gift.py")
        assert 0 == code
        assert "persona_stage" in out
        assert "persona_stage" in run(capsys, "coverage", "gift.py", "--format", "json")[1]
        both = run(capsys, "coverage", "gift.py", "gap.py", "--format", "json")[1]
        assert 2 == len(json.loads(both))

    def test_a_measure_that_is_too_low_fails(self, capsys: Captured) -> None:
        """The message says which, and by how much."""
        words = ("coverage", "gap.py", "--fail-under", "touchpoint=100", "--fail-under", "stage=80")
        code, out, err = run(capsys, *words)
        assert 1 == code
        assert "stage" in out
        assert "journeykit: Buying a gift: stage is 75.0%, below 80%\n" == err
        assert 0 == run(capsys, "coverage", "gap.py", "--fail-under", "stage=75")[0]

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--fail-under", "stge=90"], 'unknown measure "stge"; did you mean "stage"?'),
            (
                ["--fail-under", "stage=most"],
                '--fail-under "stage=most": expected a percentage, as in stage=90',
            ),
            (
                ["--fail-under", "stage=101"],
                '--fail-under "stage=101": expected a percentage, as in stage=90',
            ),
            (
                ["--fail-under", "stage=0.9"],
                '--fail-under "stage=0.9": expected a percentage, as in stage=90',
            ),
            (
                ["--format", "xml"],
                'unknown format "xml"; known: "text", "markdown", "json", "html"',
            ),
        ],
    )
    def test_wrong_usage_is_refused(self, capsys: Captured, words: list[str], message: str) -> None:
        """With what was expected."""
        assert message == refused(capsys, "coverage", "gift.py", *words)


class TestPictures:
    """``journeykit draw`` and ``journeykit doctor``."""

    def test_a_map_is_drawn_without_any_engine(self, capsys: Captured, project: Path) -> None:
        """The ending of the file is the format."""
        words = ("draw", "gift.py", "--view", "map", "-o", "map.svg")
        assert (0, "", "") == run(capsys, *words)
        assert "Clicks an ad" in (project / "map.svg").read_text(encoding="utf-8")

    def test_one_of_several_journeys_is_chosen(self, capsys: Captured, project: Path) -> None:
        """By key or name; none is taken in silence."""
        more = 'other = journey("Another").stage("Purchase", touchpoint("Asks"))\n'
        (project / "two.py").write_text(GIFT + more, encoding="utf-8")
        for chosen, expected in (("Another", "Asks"), ("buying-a-gift", "Clicks an ad")):
            assert 0 == run(capsys, "draw", "two.py", "-o", "x.dot", "--journey", chosen)[0]
            assert expected in (project / "x.dot").read_text(encoding="utf-8")
        told = refused(capsys, "draw", "two.py", "-o", "y.dot")
        expected = "two.py: defines 2 journeys; choose one with --journey: buying-a-gift, another"
        assert expected == told
        assert not (project / "y.dot").exists()
        told = refused(capsys, "draw", "two.py", "-o", "x.dot", "--journey", "anothr")
        assert 'unknown journey "anothr" in two.py; did you mean "another"?' == told

    def test_what_draw_takes_the_command_takes(self, capsys: Captured, project: Path) -> None:
        """Looks, direction, persona and the marks of what was found."""
        made = journeys_in(["gap.py"])[-1]
        who = made.personas[0]
        words = ("--theme", "dark", "--direction", "down", "--persona", who.name, "--report")
        assert (0, "", "") == run(capsys, "draw", "gap.py", "-o", "x.dot", *words)
        picture = picture_of(made, theme="dark", direction="down", persona=who, report=look(made))
        assert picture.dot == (project / "x.dot").read_text(encoding="utf-8")
        assert picture.diagram.marks

    @pytest.mark.parametrize(
        ("words", "options"),
        [
            (["--stage", "Purchase"], {"stage": "Purchase"}),
            (["--around", "Is thanked"], {"around": "Is thanked"}),
            (["--around", "clicks-an-ad", "--steps", "2"], {"around": "clicks-an-ad", "steps": 2}),
            (["--detail", "full"], {"detail": "full"}),
            (["--persona", "Tom", "--alone"], {"persona": "Tom", "alone": True}),
            (["--view", "map", "--stage", "Purchase"], {"view": "map", "stage": "Purchase"}),
            (
                ["--view", "map", "--lanes", "company goals, emotions"],
                {"view": "map", "lanes": ("company goals", "emotions")},
            ),
            (["--view", "lanes", "--by", "channel"], {"view": "lanes", "by": "channel"}),
        ],
        ids=" ".join,
    )
    def test_a_part_of_a_large_journey_is_drawn(
        self, capsys: Captured, project: Path, words: list[str], options: dict[str, Any]
    ) -> None:
        """In the same words as in Python."""
        large = GIFT + (
            'tom = persona("Tom")\n'
            'calls = touchpoint("Calls", Channel.PHONE).met_by(tom)\n'
            'more = [touchpoint(f"Opens letter {n}", Channel.MAIL) for n in range(60)]\n'
            'gift = gift.walked_by(tom).stage("Purchase", calls).stage("Advocacy", *more)\n'
            "gift = gift.flow(ad >> calls)\n"
        )
        (project / "large.py").write_text(large, encoding="utf-8")
        file = "x.dot" if options.get("view", "flow") == "flow" else "x.svg"
        assert (0, "", "") == run(capsys, "draw", "large.py", "-o", file, *words)
        drawn = (project / file).read_bytes()
        made = journeys_in(["large.py"])[-1]
        picture_of(made, **options).save(file)
        assert drawn == (project / file).read_bytes()
        picture_of(made, options.get("view", "flow")).save(file)
        assert drawn != (project / file).read_bytes()

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--stage", "Purchas"], 'unknown stage "Purchas" in journey "Buying a gift"; did you'),
            (["--around", "Pais"], 'unknown touchpoint "Pais" in journey "Buying a gift"; did you'),
            (["--steps", "2"], "--steps needs --around, from which they are counted"),
            (["--around", "Pays", "--steps", "-1"], "steps: -1 is none; expected how many"),
            (["--alone"], "--alone needs --persona, whose way is drawn alone"),
            (["--detail", "ful"], 'unknown detail "ful"; did you mean "full"?'),
            (["--engine", "dott"], 'unknown engine "dott"; did you mean "dot"?'),
            (
                ["--view", "map", "--detail", "full"],
                'the view "map" takes no --detail; it takes --persona, --report, --stage, ',
            ),
            (
                ["--view", "graph", "--persona", "Maya"],
                'the view "graph" takes no --persona; it takes --direction, --report',
            ),
            (["--view", "lanes", "--by", "chanel"], 'unknown kind of lane "chanel" in the lanes'),
            (["--view", "map", "--lanes", "emotion"], 'did you mean "emotions"?'),
        ],
        ids=lambda words: " ".join(words) if isinstance(words, list) else "",
    )
    def test_a_part_that_there_is_not_is_refused(
        self, capsys: Captured, words: list[str], message: str
    ) -> None:
        """In the words of the command line, and before anything is written."""
        assert message in refused(capsys, "draw", "gift.py", "-o", "x.svg", *words)
        assert not Path("x.svg").exists()

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["-o", "x.svg", "--view", "mapp"], 'unknown view "mapp"; did you mean "map"?'),
            (["-o", "x.xyz"], 'unknown suffix ".xyz"'),
            (["-o", "no/such/folder/x.dot"], "No such file or directory"),
            (["-o", "x.dot", "--theme", "drak"], 'unknown theme "drak"; did you mean "dark"?'),
            (["-o", "x.dot", "--direction", "dwn"], 'unknown direction "dwn"; did you mean "down"'),
            (["-o", "x.dot", "--persona", "Mya"], 'unknown persona "Mya"'),
        ],
    )
    def test_wrong_usage_is_refused(self, capsys: Captured, words: list[str], message: str) -> None:
        """Views, endings and folders that are not there."""
        assert message in refused(capsys, "draw", "gift.py", *words)

    @pytest.mark.dot
    def test_the_doctor_tells_what_works(self, capsys: Captured) -> None:
        """A line an engine."""
        code, out, _ = run(capsys, "doctor")
        assert 0 == code
        assert "dot: works, Graphviz " in out

    def test_the_doctor_tells_what_to_install(
        self, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where nothing works, exit code 1 and the advice for each system."""
        ill = EngineStatus(name="dot", works=False, version="", formats=(), problem="is not there")
        monkeypatch.setattr(engine, "engines", lambda: (ill,))
        monkeypatch.delitem(sys.modules, "journeykit.cli.drawing", raising=False)
        code, out, _ = run(capsys, "doctor")
        monkeypatch.delitem(sys.modules, "journeykit.cli.drawing", raising=False)
        assert 1 == code
        assert "dot: does not work: is not there\n" in out
        assert 'pip install "journeykit[draw]"' in out


class TestQuestions:
    """``journeykit questions``."""

    def test_what_is_open_is_asked_thing_by_thing(self, capsys: Captured) -> None:
        """A question is no failure."""
        code, out, err = run(capsys, "questions", "gift.py")
        assert (0, "") == (code, err)
        assert "\npersona Maya\n  What does Maya need?\n      persona(…, needs=" in out

    def test_questions_as_data(self, capsys: Captured) -> None:
        """For a form or a tracker: one entry a journey, with the address of what each is about."""
        code, out, _ = run(capsys, "questions", "gift.py", "gap.py", "--format", "json")
        assert 0 == code
        first, second = json.loads(out)
        assert ("Buying a gift", "Buying a gift") == (first["journey"], second["journey"])
        (need,) = [q for q in first["questions"] if q["question"] == "What does Maya need?"]
        assert {"kind": "persona", "keys": ["maya"], "name": "Maya"} == need["element"]
        assert ("needs", 'persona(…, needs=["…"])') == (need["field"], need["answer"])

    def test_an_unknown_format_of_questions_is_refused(self, capsys: Captured) -> None:
        """The two there are."""
        expected = 'unknown format "xml"; known: "text", "json"'
        assert expected == refused(capsys, "questions", "gift.py", "--format", "xml")


class TestHelp:
    """The help, and the program as a whole."""

    @pytest.mark.parametrize("command", ["check", "coverage", "draw", "questions"])
    def test_the_help_says_that_a_python_file_is_run(self, capsys: Captured, command: str) -> None:
        """Nobody runs code without having been told."""
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert 0 == caught.value.code
        words = " ".join(capsys.readouterr().out.split())
        assert "This runs the .py files that you name." in words
        assert "JSON documents are data and are never executed." in words

    def test_the_help_names_every_format_and_profile(self, capsys: Captured) -> None:
        """The words that can be given."""
        with pytest.raises(SystemExit):
            main(["check", "--help"])
        words = " ".join(capsys.readouterr().out.split())
        assert [] == [name for name in (*REPORTERS, *PROFILES) if name not in words]

    @pytest.mark.parametrize("words", [[], ["chek"], ["check"], ["draw", "gift.py"]])
    def test_an_incomplete_command_line_is_exit_code_2(
        self, capsys: Captured, words: list[str]
    ) -> None:
        """As argparse has it."""
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert 2 == caught.value.code
        assert "usage: journeykit" in capsys.readouterr().err

    def test_help_imports_nothing_heavy(self) -> None:
        """Who asks for help does not wait for rules and pictures."""
        program = (
            "import sys, journeykit.cli as cli\n"
            "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
            "heavy = 'networkx', 'journeykit.validation.rules', 'journeykit.render'\n"
            "print('heavy:', [name for name in heavy if name in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert done.stdout.endswith("heavy: []\n")

    def test_the_program_itself(self, project: Path) -> None:
        """In a process of its own, in whatever encoding the terminal has."""
        (project / "umlaut.py").write_text(
            GAP.replace("a gift", "ein Geschöpf 🎁"), encoding="utf-8"
        )
        words = ["check", "umlaut.py", "--select", "empty-stage,thin-persona"]
        done = subprocess.run(
            [sys.executable, "-m", "journeykit", *words],
            capture_output=True,
            check=False,
            env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        )
        assert (1, b"") == (done.returncode, done.stderr)
        assert "Buying ein Geschöpf 🎁 (as-is)" in done.stdout.decode("utf-8")

    @pytest.mark.skipif(sys.platform == "win32", reason="there is no such pipe on Windows")
    def test_a_reader_who_has_seen_enough_is_no_error(self) -> None:
        """``journeykit rules | head`` ends without a complaint."""
        command = f"{sys.executable} -m journeykit rules --format json | head -n 1"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert ("[\n", "") == (done.stdout, done.stderr)


def test_a_day_is_what_the_clock_of_the_person_says() -> None:
    """The one look at the wall, in the one place that may look."""
    from journeykit.cli.check import _day

    before = datetime.date.today()  # noqa: DTZ011 — as the person sees it
    assert _day("today") in {before, before + datetime.timedelta(days=1)}
    assert _day("") is None


def test_a_document_keeps_the_place_it_has_in_its_own_words(tmp_path: Path) -> None:
    """A journey without a place gets that of its file."""
    maya = persona("Maya")
    dump(
        journey("Gift").walked_by(maya).stage("A", touchpoint("Pays", Channel.EMAIL)),
        tmp_path / "g.json",
    )
    (read,) = journeys_in([str(tmp_path / "g.json")])
    assert read.location is not None
    assert "g.json" == Path(read.location.file).name
