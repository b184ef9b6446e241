"""What a command writes, and where."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.build_log import commands_in
from journeykit.cli.output import progress, tell, write


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(_Terminal(), True), (io.StringIO(), False)])
def test_progress_is_shown_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, shown: bool
) -> None:
    """A log would be full of it, and one item is no progress."""
    monkeypatch.setattr(sys, "stderr", stream)
    assert [1, 2] == list(progress([1, 2], "checking"))
    assert ("\rchecking 2 of 2" in stream.getvalue()) is shown
    before = stream.getvalue()
    assert [1] == list(progress([1], "checking"))
    assert before == stream.getvalue()


def test_a_message_is_one_line_of_bounded_length(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it quotes."""
    tell("\n::error::" + "x" * 10_000_000)
    err = capsys.readouterr().err
    assert 1 == err.count("\n")
    assert err.startswith("journeykit: \\n::error::xxx")
    assert err.endswith("… 10,000,010 characters\n")


@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif", "junit", "html"])
def test_no_format_is_obeyed_and_data_stays_data(form: str) -> None:
    """What neutralises a command in JSON or XML is undone by whoever parses it."""
    stream = io.StringIO()
    args = argparse.Namespace(stdout=stream, output_file=None)
    name = "##[group]a\n::error::b ##vso[c]"
    text = {"junit": f"<a>{name}</a>", "html": f"<p>{name}</p>"}.get(form, name)
    write(args, json.dumps(name) if form in {"json", "sarif"} else text, form)
    written = stream.getvalue()
    assert [] == commands_in(written)
    if form in {"json", "sarif"}:
        assert name == json.loads(written)
    if form == "junit":
        from xml.etree import ElementTree as ET

        assert name == ET.fromstring(written).text


def test_a_report_for_a_file_is_written_as_it_is(tmp_path: Path) -> None:
    """Nobody reads a file as a log; only what is no text at all is escaped."""
    args: Any = argparse.Namespace(stdout=None, output_file=str(tmp_path / "a.txt"))
    write(args, "::error::\udcff")
    assert b"::error::\\udcff\n" == (tmp_path / "a.txt").read_bytes()


def test_standard_output_is_given_back(tmp_path: Path) -> None:
    """A program that calls the command line prints where it did before."""
    program = (
        "from journeykit.cli import main\n"
        "print('before')\nmain(['rules', '--select', 'JK101'])\nprint('after')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    before, rule, *_, after = done.stdout.splitlines()
    assert ("before", "after") == (before, after)
    assert rule.startswith("* JK101")
    assert "" == done.stderr
