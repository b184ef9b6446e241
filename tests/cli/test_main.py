"""The help, and the program as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.command_line import GAP, Captured, refused
from journeykit.cli import main
from journeykit.validation import PROFILES
from journeykit.validation.reporters import REPORTERS


@pytest.mark.parametrize("command", ["check", "coverage", "draw", "questions"])
def test_the_help_says_that_a_python_file_is_run(capsys: Captured, command: str) -> None:
    """Nobody runs code without having been told."""
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert 0 == caught.value.code
    words = " ".join(capsys.readouterr().out.split())
    assert "This runs the .py files that you name." in words
    assert "JSON documents are data and are never executed." in words


def test_the_help_names_every_format_and_profile(capsys: Captured) -> None:
    """The words that can be given."""
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert [] == [name for name in (*REPORTERS, *PROFILES) if name not in words]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "the following arguments are required: COMMAND; see journeykit --help"),
        (["chek"], 'unknown command "chek"; did you mean "check"?'),
        (["--vershion", "check"], 'unknown option "--vershion"; did you mean "--version"?'),
        (["check"], "the following arguments are required: FILE; see journeykit check --help"),
        (
            ["draw", "gift.py"],
            "the following arguments are required: -o/--output; see journeykit draw --help",
        ),
        (
            ["check", "gift.py", "--selct", "JK101"],
            'unknown option "--selct"; did you mean "--select"?',
        ),
        (
            ["check", "--formt=json", "gift.py"],
            'unknown option "--formt"; did you mean "--format"?',
        ),
        (
            ["doctor", "me"],
            "unrecognized arguments: me; see journeykit doctor --help",
        ),
        (
            ["coverage", "gift.py", "--fail-under", "goal=1", "pain=2"],
            (
                "--fail-under takes one MEASURE=PERCENT each time; repeat the option before "
                "pain=2; see journeykit coverage --help"
            ),
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_incomplete_command_line_is_refused_like_everything_else(
    capsys: Captured, words: list[str], message: str
) -> None:
    """Exit code 2, and one line on the errors."""
    assert message == refused(capsys, *words)


def test_help_imports_nothing_heavy() -> None:
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


def test_the_program_itself(project: Path) -> None:
    """In a process of its own, in whatever encoding the terminal has."""
    (project / "umlaut.py").write_text(GAP.replace("a gift", "ein Geschöpf 🎁"), encoding="utf-8")
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
def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    """`journeykit rules | head` ends without a complaint."""
    command = f"{sys.executable} -m journeykit rules --format json | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ("[\n", "") == (done.stdout, done.stderr)
