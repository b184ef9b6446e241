"""Files: written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import journeykit as jk
from journeykit import journey, touchpoint
from journeykit.atomic_write import write_whole
from journeykit.coverage import save_ratchet
from journeykit.validation import save_baseline


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """With nothing left beside it, and with the rights of any new file."""
    path, usual = tmp_path / "a.txt", tmp_path / "usual"
    for content in (b"one", b"two\n"):
        write_whole(path, content)
        assert content == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())
    usual.touch()
    assert stat.S_IMODE(usual.stat().st_mode) == stat.S_IMODE(path.stat().st_mode)


def test_a_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is written."""
    path, link = tmp_path / "a.txt", tmp_path / "link"
    link.symlink_to(path)
    write_whole(str(link), b"new")
    assert (True, b"new") == (link.is_symlink(), path.read_bytes())


@pytest.mark.parametrize("name", ["お" * 80, "a" * 255], ids=["long letters", "long name"])
def test_names_may_be_as_long_as_names_can_be(tmp_path: Path, name: str) -> None:
    """The file beside has a name of its own, which is short."""
    write_whole(tmp_path / name, b"x")
    assert [name] == [file.name for file in tmp_path.iterdir()]


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    """And not the one beside it, which nobody knows of."""
    path = tmp_path / "missing" / "a.txt"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, b"x")
    assert str(path) == caught.value.filename
    assert f'there is no folder "{path.parent}"' == caught.value.strerror
    assert ".part" not in str(caught.value)


def test_a_folder_in_the_way_stays(tmp_path: Path) -> None:
    """What cannot be replaced leaves nothing beside it."""
    path = tmp_path / "a.txt"
    path.mkdir()
    with pytest.raises(OSError, match=r"a\.txt") as caught:
        write_whole(path, b"x")
    assert str(path) == caught.value.filename
    assert [path] == list(tmp_path.iterdir())


UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o400])
@UNIX
def test_the_permissions_of_what_is_replaced_are_kept(tmp_path: Path, mode: int) -> None:
    """Who could read the old file can read the new one, and nobody else."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert (b"new", mode) == (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))


@UNIX
@pytest.mark.parametrize("kind", ["pipe", "socket", "link to a pipe", "device", "loop"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, kind: str) -> None:
    """As an administrator, too, who could."""
    path = tmp_path / "a"
    if kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    else:
        os.mkfifo(tmp_path / "pipe")
        path = tmp_path / "pipe" if kind == "pipe" else path
        if kind != "pipe":
            path.symlink_to(tmp_path / "pipe")
    before, listed = path.stat(follow_symlinks=kind != "loop"), sorted(tmp_path.iterdir())
    with pytest.raises(OSError, match=str(path)):
        write_whole(path, b"new")
    assert before.st_ino == path.stat(follow_symlinks=kind != "loop").st_ino
    assert listed == sorted(tmp_path.iterdir())


def test_a_name_that_no_system_takes_is_an_error_of_files(tmp_path: Path) -> None:
    """As every other name that cannot be written."""
    with pytest.raises(OSError) as caught:  # noqa: PT011 — its words differ between systems
        write_whole(str(tmp_path / "a\0b"), b"new")
    assert errno.EINVAL == caught.value.errno


def test_two_threads_that_save_one_file_are_not_in_each_others_way(tmp_path: Path) -> None:
    """Every save succeeds, and whoever reads finds one of them whole."""
    path = tmp_path / "a.txt"
    contents = [bytes([65 + number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda number: write_whole(path, contents[number % 8]), range(160)):
            assert path.read_bytes() in contents
    assert [path] == list(tmp_path.iterdir())


SAVING = """
import sys
from journeykit.atomic_write import write_whole
for _ in range(200):
    write_whole(sys.argv[1], sys.argv[2].encode() * 20_000)
"""


def test_processes_that_save_one_file_are_not_in_each_others_way(tmp_path: Path) -> None:
    """Every save succeeds, and whoever reads finds one of them whole."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 20_000)
    whole = {letter.encode() * 20_000 for letter in "abc"}
    saving = [subprocess.Popen([sys.executable, "-c", SAVING, str(path), each]) for each in "abc"]
    while any(process.poll() is None for process in saving):
        assert path.read_bytes() in whole
        time.sleep(0.001)
    assert [0, 0, 0] == [process.returncode for process in saving]
    assert [path] == list(tmp_path.iterdir())


@UNIX
def test_a_process_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """And what it leaves beside is in nobody's way."""
    path = tmp_path / "a.txt"
    program = (
        "import sys; from journeykit.atomic_write import write_whole\n"
        "while True:\n    for letter in b'ab':\n"
        "        write_whole(sys.argv[1], bytes([letter]) * 3_000_000)"
    )
    whole = {bytes([letter]) * 3_000_000 for letter in b"ab"}
    for wait in (0.02, 0.05, 0.09):
        process = subprocess.Popen([sys.executable, "-c", program, str(path)])
        while not path.exists():
            time.sleep(0.01)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.read_bytes() in whole
        write_whole(path, b"a" * 3_000_000)
    path.unlink()
    assert all(left.name.endswith(".part") for left in tmp_path.iterdir())


@UNIX
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """With nothing beside it; a limit on the size of files stands for the disk."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from journeykit.atomic_write import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(sys.argv[1], b'x' * 10_000)\nexcept OSError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert str(path) in done.stdout
    assert b"old" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


SHOP = journey("Shop").stage("Buy", touchpoint("Pays"))
REPORT, COVERAGE, PICTURE = jk.check(SHOP), jk.coverage_of(SHOP), jk.draw(SHOP)

WRITERS: dict[str, Callable[[Path], object]] = {
    "write_whole": lambda path: write_whole(path, b"new"),
    "dump": lambda path: jk.dump(SHOP, path),
    "write": lambda path: jk.write(SHOP, path, format="json"),
    "save_baseline": lambda path: save_baseline(REPORT, path),
    "save_ratchet": lambda path: save_ratchet(COVERAGE, path),
    "save": PICTURE.save,
}
"""What writes a file, of everything that is public."""


@contextmanager
def nobody() -> Iterator[None]:
    """Without an administrator's rights, whoever runs the tests."""
    administrator = os.geteuid() == 0
    if administrator:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if administrator:
            os.seteuid(0)


@UNIX
@pytest.mark.parametrize("writing", WRITERS)
def test_a_folder_that_is_read_only_keeps_its_file(writing: str) -> None:
    """The error names the file that was asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.svg")
        path.write_bytes(b"old")
        Path(folder).chmod(0o555)
        try:
            with nobody(), pytest.raises(PermissionError, match=r"a\.svg"):
                WRITERS[writing](path)
            assert (b"old", [path]) == (path.read_bytes(), list(Path(folder).iterdir()))
        finally:
            Path(folder).chmod(0o755)


@UNIX
@pytest.mark.parametrize("writing", WRITERS)
def test_whatever_writes_keeps_links_and_what_is_no_file(tmp_path: Path, writing: str) -> None:
    """A link leads to what is written; a pipe stays, and nobody waits for its other end."""
    path, link, pipe = tmp_path / "a.svg", tmp_path / "link.svg", tmp_path / "pipe.svg"
    path.write_bytes(b"old")
    link.symlink_to(path)
    WRITERS[writing](link)
    assert link.is_symlink()
    assert b"old" != path.read_bytes()
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="pipe"):
        WRITERS[writing](pipe)
    assert {path, link, pipe} == set(tmp_path.iterdir())
