"""Files: written whole or not at all."""

from __future__ import annotations

import stat
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
