"""Files: written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeykit.atomic_write import write_whole


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


@UNIX
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="an administrator may write it")
def test_a_folder_that_is_read_only_keeps_its_file(tmp_path: Path) -> None:
    """The error names the file that was asked for."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError, match=r"a\.txt"):
            write_whole(path, b"new")
        assert b"old" == path.read_bytes()
    finally:
        tmp_path.chmod(0o700)
