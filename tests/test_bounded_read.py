"""Files that are read whole, within a limit."""

from __future__ import annotations

import errno
import os
import pickle
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import journeykit as jk
from journeykit import journey, touchpoint
from journeykit.bounded_read import (
    MOST_LINES,
    checked_lines,
    checked_memory,
    decoded,
    read_text,
    read_whole,
)
from journeykit.cli.configuration import configuration
from journeykit.coverage import coverage_of
from journeykit.coverage.thresholds import regressions, save_ratchet
from journeykit.errors import DocumentError, FileMissingError, FolderError
from journeykit.interchange.json import dump, load
from journeykit.validation import check
from journeykit.validation.baseline import load_baseline, save_baseline

SHOP = journey("Shop").stage("Purchase", touchpoint("Pays"))


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """One byte more is refused, and named."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert b"12345" == read_whole(path, limit=5)
    with pytest.raises(DocumentError, match=r"a\.txt: it is larger than the limit of 4 bytes"):
        read_whole(path, limit=4)


def test_text_is_utf_8_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    """Anything else is refused with its place."""
    path = tmp_path / "a.txt"
    for content in (b"\xef\xbb\xbfja \xc3\xa4", b"ja \xc3\xa4"):
        path.write_bytes(content)
        assert "ja ä" == read_text(path, limit=100)
    path.write_bytes(b"ja \xe4")
    with pytest.raises(DocumentError, match="expected text in UTF-8, found something else at"):
        read_text(path, limit=100)
    with pytest.raises(DocumentError, match="line 3, column 4: expected text in UTF-8"):
        decoded(b"\xef\xbb\xbfja\r\nno\r \xc3\xa4 \xff")


def test_lines_have_a_bound() -> None:
    """Nobody writes half a million of them, whatever ends each."""
    assert "\r\n" * MOST_LINES == checked_lines("\r\n" * MOST_LINES)
    for end in ("\n", "\r", "\r\n"):
        with pytest.raises(DocumentError, match="line 500001: it has more than 500,000 lines"):
            checked_lines(end * (MOST_LINES + 1))


def test_memory_has_a_bound() -> None:
    """Ten times the size of a text, and 300 MB for small ones."""
    checked_memory(310_000_000, 1_000_000)
    with pytest.raises(DocumentError, match="could take 310 MB of memory"):
        checked_memory(310_000_001, 1_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder", "null"])
@pytest.mark.parametrize(
    "read",
    [load, load_baseline, lambda path: regressions(coverage_of(SHOP), path)],
    ids=["document", "baseline", "ratchet"],
)
def test_what_is_no_file_is_never_read(
    tmp_path: Path, kind: str, read: Callable[[str], object]
) -> None:
    """A pipe would be waited for, and a device has no end."""
    path = str(tmp_path / "a")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)
    elif kind == "device":
        path = "/dev/zero"
    elif kind == "folder":
        path = str(tmp_path)
    else:
        path += "\0"
    with pytest.raises(OSError):  # noqa: PT011 — its words differ between systems
        read(path)


def test_every_reader_takes_a_byte_order_mark(tmp_path: Path) -> None:
    """An editor may have put one there."""
    document, baseline, ratchet, project = (
        tmp_path / name for name in ("a.json", "b.json", "c.json", "pyproject.toml")
    )
    dump(SHOP, document)
    save_baseline(check(SHOP), baseline)
    save_ratchet(coverage_of(SHOP), ratchet)
    project.write_text('[tool.journeykit]\nprofile = "strict"\n', encoding="utf-8")
    known = load_baseline(baseline)
    for path in (document, baseline, ratchet, project):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert SHOP == load(document)
    assert known == load_baseline(baseline)
    assert () == regressions(coverage_of(SHOP), ratchet)
    assert "strict" == configuration(str(project), tmp_path).profile


def test_a_folder_is_refused_by_its_path(tmp_path: Path) -> None:
    """And not by the number of a file descriptor, or for its ending."""
    for read in (load, jk.read, lambda path: jk.read(path, "csv")):
        with pytest.raises(FolderError, match="expected a file, found a folder") as caught:
            read(tmp_path)
        assert os.fspath(tmp_path) == caught.value.filename


def test_a_file_that_is_not_there_is_told_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whatever reads files, and as every error of the system is."""
    monkeypatch.chdir(tmp_path)
    Path("shop.csv").touch()
    path = "shpo.csv"
    for read in (load, jk.read, load_baseline):
        with pytest.raises(FileMissingError) as caught:
            read(path)
        told = 'there is no such file; did you mean "shop.csv"?'
        assert f"{path}: {told}" == str(caught.value)
        back = pickle.loads(pickle.dumps(caught.value))
        assert (errno.ENOENT, path) == (back.errno, back.filename)
