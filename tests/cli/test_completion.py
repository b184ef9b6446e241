"""`journeykit --print-completion`."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from helpers.command_line import Captured, refused
from journeykit.cli import COMMANDS, main


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_script_completes_every_command(capsys: Captured, shell: str) -> None:
    """And knows their options."""
    pytest.importorskip("shtab", reason="needs shtab: pip install 'journeykit[completion]'")
    with pytest.raises(SystemExit) as caught:
        main(["--print-completion", shell])
    out = capsys.readouterr().out
    assert 0 == caught.value.code
    assert [] == [word for word in (*COMMANDS, "fail-under", "profile") if word not in out]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash on the path")
def test_bash_takes_the_script_and_proposes(capsys: Captured) -> None:
    """In the shell itself."""
    pytest.importorskip("shtab", reason="needs shtab: pip install 'journeykit[completion]'")
    with pytest.raises(SystemExit):
        main(["--print-completion", "bash"])
    script = capsys.readouterr().out + (
        "\nCOMP_WORDS=(journeykit cov); COMP_CWORD=1; _shtab_journeykit; echo ${COMPREPLY[@]}\n"
    )
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=False)
    assert "coverage" in done.stdout.split(), done.stderr


def test_an_unknown_shell_is_refused(capsys: Captured) -> None:
    """As every other word that is none."""
    expected = 'unknown shell "fish"; known: "bash", "zsh", "tcsh"'
    assert expected == refused(capsys, "--print-completion", "fish")


def test_where_shtab_is_missing_the_message_says_what_to_install(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "shtab", None)
    expected = 'completion needs shtab: pip install "journeykit[completion]"'
    assert expected == refused(capsys, "--print-completion", "bash")
