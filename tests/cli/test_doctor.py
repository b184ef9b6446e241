"""`journeykit doctor`."""

from __future__ import annotations

import pytest

from helpers.command_line import Captured, run
from journeykit.cli import doctor
from journeykit.render.graphviz.engine import EngineStatus


@pytest.mark.dot
def test_the_doctor_tells_what_works(capsys: Captured) -> None:
    """A line an engine."""
    code, out, _ = run(capsys, "doctor")
    assert 0 == code
    assert "dot: works, Graphviz " in out


def test_the_doctor_tells_what_to_install(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing works, exit code 1 and the advice for each system."""
    ill = EngineStatus(name="dot", works=False, version="", formats=(), problem="is not there")
    monkeypatch.setattr(doctor, "engines", lambda: (ill,))
    code, out, _ = run(capsys, "doctor")
    assert 1 == code
    assert "dot: does not work: is not there\n" in out
    assert 'pip install "journeykit[draw]"' in out
