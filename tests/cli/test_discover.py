"""`journeykit discover`."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.command_line import Captured, refused, run
from journeykit import load, read

LOG = "who,at,what\n" + "".join(
    f"{who},2026-01-01T00:00:0{n}Z,{what}\n"
    for who in range(5)
    for n, what in enumerate(("look", "pay"))
)
COLUMNS = ("--entity", "who", "--timestamp", "at", "--event", "what")


@pytest.fixture(autouse=True)
def _log(project: Path) -> None:
    (project / "log.csv").write_text(LOG)


def test_a_journey_is_written(capsys: Captured) -> None:
    """In the format of the file; what it explains is told, and nothing is written over."""
    words = ("discover", "log.csv", "found.yaml", *COLUMNS, "--name", "Shop")
    code, out, err = run(capsys, *words)
    assert (0, "") == (code, out)
    assert "transitions explained: 5 of 5, 100.0 %" in err
    assert ["look", "pay"] == [each.key for each in read("found.yaml").journey.touchpoints]
    assert "--force replaces it" in refused(capsys, *words)


def test_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """As JSON, which `check` reads."""
    from journeykit.cli import main

    assert 0 == main(["discover", "log.csv", "-", *COLUMNS])
    Path("found.json").write_bytes(capsysbinary.readouterr().out)
    assert "Discovered journey" == load("found.json").name
