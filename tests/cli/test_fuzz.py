"""Arguments and settings of strangers: whatever is typed, an exit code and words of ours.

There are a few hundred command lines at a desk and two thousand in CI; the long search, a hundred
thousand command lines and half a million configurations, runs under the Hypothesis profile `deep`.
`tests/interchange/test_fuzz.py` has the readers.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

from helpers.build_log import commands_in, controls_in
from helpers.hostile import BUILD_COMMANDS, HOSTILE, INADMISSIBLE
from journeykit import dumps, journey, persona, touchpoint
from journeykit.cli import COMMANDS, main, parser
from journeykit.cli.configuration import configuration
from journeykit.cli.usage import UsageError
from journeykit.errors import JourneyError

SLOWEST = 5.0
"""Seconds of work that one command line or configuration may take."""

MOST_MEMORY = 300_000_000
"""By how many bytes the process may grow while it answers all of them."""

TEXTS = [
    text
    for _, text in (*HOSTILE, *BUILD_COMMANDS, *INADMISSIBLE)
    if not set(text) & {"\0", "/", "\\"} and len(text) < 50_000
]
"""Odd texts, but for those that might name a file elsewhere, which would be written."""

NUMBERS = ("0", "-1", "1e999", "nan", "9" * 5_000, "0x10", "1_000", "٣", "", " ")
FILES = (
    "gift.json",
    "gap.json",
    "broken.json",
    "none.json",
    ".",
    "folder",
    "*.json",
    "gift.json:x",
)
_LEFT_OUT = ("--watch", "--print-completion", "-h", "--help", "--version", "--plugins")
"""What does not end, ends at once, or is about what else is installed here."""

TABLES = (
    'profile = "strict"\nselect = ["JK1", "personas"]\nclock = 2026-01-01\n',
    'format = "json"\nfail-on = "error"\nrule-timeout = 2.5\n',
    'plugins = false\nbaseline = "b.json"\n',
    '[tool.journeykit.severity]\nthin-persona = "info"\n',
    "[tool.journeykit.options.stale-evidence]\ndays = 30\n",
)
PIECES = ("[", "]", "{", "}", '"', "'", "=", ".", ",", "\n", "#", "1", "-", "nan", "9" * 5_000)
PIECES += ("[[", "a." * 120, "2026-13-45", '"""', "\\u0000", "\\ud800", "\x1b[2J", "true", "{a={")


def _options() -> dict[str, list[str]]:
    """The options of each command."""
    known = {}
    for name in COMMANDS:
        actions = next(
            action.choices[name]
            for action in parser(name)._actions
            if isinstance(action, argparse._SubParsersAction)
        )._actions
        known[name] = [o for each in actions for o in each.option_strings if o not in _LEFT_OUT]
    return known


def _word(source: random.Random) -> str:
    """Something that nobody should type."""
    return str(source.choice(source.choice((TEXTS, NUMBERS, FILES))))


def _command_line(source: random.Random, options: dict[str, list[str]]) -> list[str]:
    """A command with what it may be given, and with what it may not."""
    command = source.choice(tuple(options))
    words = [command if source.random() < 0.95 else _word(source)]
    for _ in range(source.randint(0, 5)):
        chosen = source.random()
        if chosen < 0.45 and options[command]:
            words.append(source.choice(options[command]))
        elif chosen < 0.75:
            words.append(source.choice(FILES))
        else:
            words.append(_word(source))
    return words


def _answers(cases: int, seed: int) -> None:
    """Give the command line what it does not expect."""
    source = random.Random(seed)
    options = _options()
    for _ in range(cases):
        words = _command_line(source, options)
        out, err = io.StringIO(), io.StringIO()
        started = time.process_time()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
        assert code in {0, 1, 2}, words
        told = err.getvalue()
        assert "Traceback" not in told, words
        assert len(told) < 20_000, words
        assert not controls_in(told), words
        assert not commands_in(told), words
        if "github" not in words:
            assert not commands_in(out.getvalue()), words
        assert time.process_time() - started < SLOWEST, words


def _configured(project: Path, cases: int, seed: int) -> None:
    """Break the table of a project."""
    source = random.Random(seed)
    file = project / "pyproject.toml"
    for _ in range(cases):
        text = "[tool.journeykit]\n" + source.choice(TABLES)
        for _ in range(source.randint(1, 4)):
            start = source.randrange(len(text) + 1)
            end = min(len(text), start + source.choice((0, 0, 1, 2, 8)))
            piece = source.choice(PIECES) if source.random() < 0.8 else source.choice(TEXTS)
            text = text[:start] + piece + text[end:]
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        started = time.process_time()
        try:
            configuration(None, project)
        except (UsageError, JourneyError) as error:
            message = str(error)
            assert len(message) < 2_000, text
            assert not controls_in(message), text
        assert time.process_time() - started < SLOWEST, text


def _grown(before: int) -> int:
    """By how many bytes the process has grown, at its largest."""
    return _largest() - before


def _largest() -> int:
    """How large the process was at its largest, in bytes; unknown on Windows."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@pytest.fixture
def maps(project: Path) -> Path:
    """A folder with documents: a map, one with a gap, one that is broken."""
    maya = persona("Maya", goals=["a gift"])
    gift = journey("Gift").walked_by(maya).stage("Purchase", touchpoint("Pays").feels(maya, 1))
    (project / "gift.json").write_text(dumps(gift), encoding="utf-8")
    (project / "gap.json").write_text(dumps(gift.stage("Advocacy")), encoding="utf-8")
    (project / "broken.json").write_text(json.dumps({"journeykit": 1}), encoding="utf-8")
    (project / "folder").mkdir()
    for program in project.glob("*.py"):
        program.unlink()
    return project


def _at_a_desk() -> bool:
    return settings.get_current_profile_name() == "dev"


def test_any_argument_is_answered(maps: Path) -> None:
    """With an exit code, in a moment, and with nothing that a terminal or a build obeys."""
    before = _largest()
    _answers(300 if _at_a_desk() else 2_000, seed=11)
    assert _grown(before) < MOST_MEMORY


def test_any_table_is_answered(project: Path) -> None:
    """It is read, or refused in a few words."""
    before = _largest()
    _configured(project, 1_000 if _at_a_desk() else 10_000, seed=11)
    assert _grown(before) < MOST_MEMORY


@pytest.mark.deep
def test_a_hundred_thousand_command_lines(maps: Path) -> None:
    """The same, for as long as it takes."""
    before = _largest()
    _answers(100_000, seed=12)
    assert _grown(before) < MOST_MEMORY


@pytest.mark.deep
def test_half_a_million_tables(project: Path) -> None:
    """The same, for as long as it takes."""
    before = _largest()
    _configured(project, 500_000, seed=12)
    assert _grown(before) < MOST_MEMORY
