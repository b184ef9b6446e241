"""Files that commands write: whole or not at all, whatever stands in their place."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.command_line import GIFT, Captured, run
from journeykit import dump, journey, load, touchpoint

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

EVENTS = "customer,time,event\n1,2026-01-01T10:00:00Z,Clicks an ad\n1,2026-01-01T11:00:00Z,Pays\n"
COLUMNS = ("--entity", "customer", "--timestamp", "time", "--event", "event")
CONFRONT = ("confront", "seen.py", "events.csv", *COLUMNS, "--engine", "sqlite")

COMMANDS = {
    "check": ("check", "gift.py", "--output-file"),
    "baseline": ("check", "gap.py", "--update-baseline", "--baseline"),
    "coverage": ("coverage", "gift.py", "--output-file"),
    "convert": ("convert", "gift.py", "--force", "--to", "json"),
    "draw": ("draw", "gift.py", "-o"),
    "new": ("new", "--force"),
    "confront": (*CONFRONT, "--output-file"),
    "apply": (*CONFRONT, "--apply-to"),
    "discover": ("discover", "events.csv", *COLUMNS, "--engine", "sqlite", "--force"),
    "losses": ("convert", "gift.py", "-", "--to", "mermaid", "--losses"),
    "compare": ("compare", "gift.py", "gap.py", "--output-file"),
    "questions": ("questions", "gift.py", "--output-file"),
}
"""What writes a file, named last."""

ENDINGS = {"draw": "svg", "new": "yaml", "discover": "yaml", "apply": "json", "baseline": "json"}


@pytest.fixture(autouse=True)
def log(project: Path) -> None:
    """A log, a journey that it can be held against, and a folder to write into."""
    seen = GIFT.replace("Channel.WEBSITE)", 'Channel.WEBSITE).observed_as("Pays")')
    (project / "seen.py").write_text(seen, encoding="utf-8")
    (project / "events.csv").write_text(EVENTS, encoding="utf-8")
    (project / "out").mkdir()


@pytest.fixture
def place(project: Path, writing: str) -> Path:
    """Where the command shall write; the only thing in its folder."""
    return project / "out" / f"a.{ENDINGS.get(writing, 'txt')}"


@pytest.mark.parametrize("writing", COMMANDS)
def test_a_file_is_written_through_its_link_with_its_permissions(
    capsys: Captured, place: Path, writing: str
) -> None:
    """And nothing else is left in the folder."""
    usual, _, err = run(capsys, *COMMANDS[writing], str(place))
    assert (True, [place]) == (usual in {0, 1}, list(place.parent.iterdir())), err
    written = place.read_bytes()
    place.chmod(0o640)
    link = place.with_name(f"link{place.suffix}")
    link.symlink_to(place)
    assert usual == run(capsys, *COMMANDS[writing], str(link))[0]
    assert link.is_symlink()
    assert (len(written), 0o640) == (len(place.read_bytes()), stat.S_IMODE(place.stat().st_mode))
    assert {link, place} == set(place.parent.iterdir())


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
@pytest.mark.parametrize("writing", COMMANDS)
def test_what_is_no_file_stays(capsys: Captured, place: Path, writing: str, kind: str) -> None:
    """The error names it, and nobody waits for the other end of a pipe."""
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/null")
    else:
        place.mkdir()
    before = place.stat()
    code, _, err = run(capsys, *COMMANDS[writing], str(place))
    assert 2 == code
    assert place.name in err
    assert (before.st_ino, before.st_mode) == (place.stat().st_ino, place.stat().st_mode)
    assert [place] == list(place.parent.iterdir())


LIMITED = """
import resource, signal, sys
from journeykit.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
sys.exit(any([main(words.split("\\n")) != 2 for words in sys.argv[1:]]))
"""


def test_a_full_disk_leaves_every_old_file(project: Path) -> None:
    """A limit on the size of files stands for the disk, for all commands in one process."""
    lines: list[str] = []
    for writing, words in COMMANDS.items():
        place = project / "out" / f"{writing}.{ENDINGS.get(writing, 'txt')}"
        place.write_text("{}", encoding="utf-8")
        lines.append("\n".join((*words, str(place))))
    command = [sys.executable, "-B", "-c", LIMITED, *lines]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    assert len(COMMANDS) == done.stderr.count("File too large"), done.stderr
    assert {b"{}"} == {each.read_bytes() for each in (project / "out").iterdir()}
    assert len(COMMANDS) == len(list((project / "out").iterdir()))


def test_a_command_that_is_killed_while_it_saves_leaves_the_old_file_or_the_new(
    project: Path,
) -> None:
    """What is left beside it is in nobody's way: the next command saves."""
    big = journey("Big").stage(
        "All", *(touchpoint(f"T{n}", description="x" * 2_000) for n in range(500))
    )
    dump(big, project / "big.json")
    new = project / "new.json"
    command = [sys.executable, "-m", "journeykit", "convert", "big.json", "new.json", "--force"]
    new.write_text("old", encoding="utf-8")
    with subprocess.Popen(command, cwd=project) as process:
        while process.poll() is None:
            if any(each.suffix == ".part" for each in project.iterdir()):
                process.kill()
                break
            time.sleep(0.001)
    assert new.read_text("utf-8") == "old" or load(new) == big
    assert subprocess.run(command, cwd=project, check=False).returncode == 0
    assert load(new) == big
