"""Other people's rules, which raise, print, never end or say too much."""

from __future__ import annotations

import gc
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from helpers.build_log import commands_in, controls_in
from helpers.odd_rules import made, raising
from journeykit import journey, touchpoint
from journeykit.errors import ModelError
from journeykit.graph import View
from journeykit.time_limit import within
from journeykit.validation import Problem, RuleSet, check
from journeykit.validation.reporters import REPORTERS
from journeykit.validation.rule import MOST_PROBLEMS, Option

SHOP = journey("Shop").stage("Purchase", touchpoint("Pays"))


class _Exits(BaseException):
    """An exception that is none of the usual ones."""


class _UnshownError(Exception):
    """An exception that does not want to be told."""

    def __str__(self) -> str:
        raise SystemExit(0)

    __repr__ = __str__


@pytest.mark.parametrize("kind", [SystemExit, GeneratorExit, _Exits, _UnshownError, MemoryError])
def test_whatever_a_rule_raises_is_an_entry(kind: type[BaseException]) -> None:
    """The gate stays shut, and the rule is named; only Ctrl-C gets through."""
    report = check(SHOP, RuleSet((raising(kind()), made(_content))))
    (entry,) = report.crashed
    assert "rule broken (ACME666) of module helpers.odd_rules raised " in entry.message
    assert kind.__name__ in entry.message
    assert report.at_least("error")
    assert ["odd-thing"] == [each.rule for each in report.passed]
    with pytest.raises(KeyboardInterrupt):
        check(SHOP, RuleSet((raising(KeyboardInterrupt()),)))


def _content(_: View) -> list[Problem]:
    """A rule that finds nothing."""
    return []


def _for_ever(view: View) -> Iterator[Problem]:
    for _ in itertools.count():
        pass
    yield Problem("never", view.journey)


def _asleep(view: View) -> Iterable[Problem]:
    time.sleep(3600)
    return []


def _deaf(view: View) -> Iterable[Problem]:
    """Work that does not listen: no exception ends it."""
    end = time.monotonic() + 3
    while time.monotonic() < end:
        try:
            while time.monotonic() < end:
                pass
        except BaseException:  # noqa: BLE001 — that is the point
            continue
    return []


@pytest.fixture
def no_collection() -> Iterator[None]:
    """No garbage is collected: what ends a thread would end a callback of Hypothesis instead."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("condition", [_for_ever, _asleep, _deaf])
def test_a_rule_that_works_for_ever_is_ended_and_named(
    condition: Callable[[View], Iterable[Problem]],
) -> None:
    """And the others run."""
    rules = RuleSet((made(condition, "endless", "ACME001"), made(_content)))
    started = time.monotonic()
    report = check(SHOP, rules, rule_timeout=0.2)
    assert time.monotonic() - started < 2
    (entry,) = report.crashed
    assert entry.message.startswith("rule endless (ACME001) of module")
    assert entry.message.endswith("raised TimeoutError: it took longer than 0.2 s and was ended")
    assert ["odd-thing"] == [each.rule for each in report.passed]


def test_a_rule_that_yields_for_ever_is_stopped_without_a_time_limit() -> None:
    """A report holds many findings, and not endlessly many."""
    rule = made(lambda view: itertools.repeat(Problem("again", view.journey)), "endless", "ACME001")
    (entry,) = check(SHOP, RuleSet((rule,))).crashed
    assert entry.message.endswith(f"ValueError: it finds more than {MOST_PROBLEMS:,} problems")


def test_a_bound_changes_nothing_for_who_keeps_it() -> None:
    """The same report, with what a rule raises told from where it is waited for."""
    assert check(SHOP) == check(SHOP, rule_timeout=60)
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 / 0)


@pytest.mark.parametrize("wrong", [0, -1, "1", float("nan"), True])
def test_a_time_limit_is_a_number_of_seconds(wrong: Any) -> None:
    """Anything else is refused."""
    with pytest.raises(ModelError, match="rule_timeout: expected seconds, got"):
        check(SHOP, rule_timeout=wrong)


class _Text(str):
    """A text that breaks whatever formats it."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        raise SystemExit(0)

    __str__ = __repr__ = isascii = isprintable = replace = __format__  # type: ignore[assignment]


class _Option:
    """A value that nobody can show."""

    def __repr__(self) -> str:
        raise SystemExit(0)

    __str__ = __repr__


@pytest.mark.parametrize("form", REPORTERS)
def test_what_a_rule_says_is_cut_and_escaped_in_every_report(form: str) -> None:
    """A message of 50 MB, commands for a terminal and a build server, and odd classes."""

    def condition(view: View, odd: object = None) -> Iterator[Problem]:
        yield Problem("x" * 50_000_000, view.journey)
        yield Problem("\x1b[2J\n::error::forged\n##[group]forged", view.journey, salient="2")
        yield Problem(_Text("text"), view.journey, fix=_Text("fix"), salient="3")

    rule = made(_content, "loud", "ACME001")
    rule = evolve(
        rule, condition=condition, options=(Option("odd", object, _Option(), "what is odd"),)
    )
    report = check(SHOP, RuleSet((rule,)))
    text = REPORTERS[form](report)
    assert len(text) < 100_000
    assert "50,000,000characters" in "".join(text.split())
    assert not controls_in(text)
    if form in {"text", "markdown"}:
        assert [] == commands_in(text)


PLUGIN = """\
import os, sys
from journeykit import journey
from journeykit.time_limit import within
from journeykit.validation import Problem, rule

print("imported")

@rule("loud", "ACME001", severity="warning", detects="x.", why="x.", formally="x.", fix="x",
      source="x.", fires=lambda: journey("Odd"), silent=lambda: journey("Even"))
def loud(view):
    print("printed")
    sys.__stdout__.write("written past the redirection\\n")
    sys.__stdout__.flush()
    os.write(1, b"written to the descriptor\\n")
    os.system("echo from a program")
    {ending}
    return []

RULES = [loud]
"""


@pytest.mark.parametrize("ending", ["pass", "sys.exit(0)", "raise SystemExit"])
def test_a_plug_in_neither_prints_into_a_report_nor_opens_the_gate(
    tmp_path: Path, ending: str
) -> None:
    """In a process of its own: standard output is JSON, and the exit code tells what was found."""
    (tmp_path / "loud.py").write_text(PLUGIN.replace("{ending}", ending), encoding="utf-8")
    info = tmp_path / "loud-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[journeykit.rules]\nloud = loud:RULES\n")
    (tmp_path / "m.py").write_text(
        "from journeykit import journey\nprint('said by the map')\nshop = journey('Shop')\n",
        encoding="utf-8",
    )
    words = ["check", "m.py", "--plugins", "--select", "loud", "--format", "json"]
    program = "import sys; from journeykit.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    (report,) = json.loads(done.stdout)["reports"]
    crashed = ending != "pass"
    assert (int(crashed), crashed) == (done.returncode, bool(report["crashed"]))
    for said in ("imported", "printed", "past", "descriptor", "from a program", "by the map"):
        assert said in done.stderr
