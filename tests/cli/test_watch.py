"""`journeykit check --watch`."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from helpers.command_line import GAP
from journeykit.cli.watch import snapshot


def test_a_change_of_a_file_or_its_neighbour_is_seen(project: Path) -> None:
    """A changed, a new and a removed file make another snapshot; nothing else does."""
    states = [snapshot(["gift.py"])]
    assert states[0] == snapshot(["gift.py"])
    (project / "gift.py").write_text(GAP + "# more\n", encoding="utf-8")
    states.append(snapshot(["gift.py"]))
    (project / "helper.py").write_text("", encoding="utf-8")
    states.append(snapshot(["gift.py"]))
    (project / "gap.py").unlink()
    states.append(snapshot(["gift.py"]))
    assert 4 == len({tuple(sorted(state.items())) for state in states})


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise on Windows")
def test_it_checks_again_after_a_change_until_ctrl_c(project: Path) -> None:
    """Each run is a program of its own, with what the file says by then."""
    words = ["check", "gap.py", "--watch", "--select", "empty-stage"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "journeykit", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    lines: queue.Queue[str] = queue.Queue()

    assert process.stderr is not None
    errors = process.stderr

    def collect() -> None:
        for line in errors:
            lines.put(line)

    collecting = threading.Thread(target=collect)
    collecting.start()
    assert "watching for changes" in lines.get(timeout=30)
    more = GAP + 'gift = gift.stage("Experience")\n'
    (project / "gap.py").write_text(more, encoding="utf-8")
    assert "watching for changes" in lines.get(timeout=30)
    os.killpg(process.pid, signal.SIGINT)
    assert process.stdout is not None
    out = process.stdout.read()
    assert 1 == process.wait(timeout=30)
    collecting.join()
    process.stdout.close()
    errors.close()
    assert 2 == out.count("Buying a gift (as-is)")
    assert '"Experience"' in out


def test_a_file_is_watched_whichever_of_its_journeys_is_meant(project: Path) -> None:
    """As in `FILE:KEY`."""
    assert snapshot(["gift.py"]) == snapshot(["gift.py:buying-a-gift"])
    assert "gift.py" in snapshot(["gift.py:buying-a-gift"])
