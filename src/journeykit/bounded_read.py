"""Files that are read whole, within a limit, and only if they are files."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path

from journeykit.arguments import number, path_of
from journeykit.errors import DocumentError, FileMissingError, FolderError, ModelError
from journeykit.printable import representation
from journeykit.suggestions import nearest

__all__ = [
    "checked_limit",
    "checked_lines",
    "checked_memory",
    "decoded",
    "read_text",
    "read_whole",
    "refuse_no_file",
    "wrong_bytes",
]

MOST_LINES = 500_000
"""How many lines a text may have in which each could be an element."""


def read_whole(path: str | os.PathLike[str], *, limit: int) -> bytes:
    """Read a file that has at most a number of bytes.

    What is no file is not read: a pipe would be waited for, and a device may never end.

    Args:
        limit: How many bytes it may have.

    Raises:
        DocumentError: The file is larger.
        ModelError: The limit is no whole number from 0, or the path is none.
        FileMissingError: There is no such file.
        FolderError: It is a folder.
        OSError: The file cannot be read, or is no regular file.
    """
    limit = checked_limit(limit)
    path = path_of(path)
    refuse_no_file(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING | getattr(os, "O_BINARY", 0))
    except ValueError as error:  # a null character, which no system call takes
        raise OSError(errno.EINVAL, str(error), path) from error
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):  # Python would name it by the number of its descriptor
        os.close(descriptor)
        raise FolderError(path)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        # All of it at once, since to read up to a limit takes the memory of the limit.
        content = file.read() if status.st_size <= limit else b""
    if max(status.st_size, len(content)) > limit:
        problem = f"it is larger than the limit of {limit:,} bytes"
        raise DocumentError("", problem=problem, file=path)
    return content


def refuse_no_file(path: str) -> None:
    """Refuse a name that no file has, and that of a folder.

    Raises:
        FileMissingError: There is no such file; the error has the nearest name in its folder.
        FolderError: It is a folder.
    """
    if Path(path).is_dir():
        raise FolderError(path)
    if os.path.lexists(path) or "\0" in path:
        return
    folder, name = os.path.split(path)
    names: list[str] = []
    with suppress(OSError), os.scandir(folder or ".") as entries:
        names = [entry.name for entry in islice(entries, _MOST_NAMES) if entry.is_file()]
    near = nearest(name, names)
    raise FileMissingError(path, suggestion=near and str(Path(folder, near)))


_MOST_NAMES = 10_000
"""How many names of a folder are looked at for the nearest."""


def checked_limit(limit: object) -> int:
    """Return a limit of what is read, which must be a whole number from 0."""
    limit = number(limit)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        kind = (
            f"the text {representation(limit)}" if isinstance(limit, str) else representation(limit)
        )
        raise ModelError(f"limit: expected a whole number from 0, got {kind}")
    return limit


def checked_lines(text: str) -> str:
    """Return a text that has no more lines than anybody wrote.

    Returns:
        The same text.

    Raises:
        DocumentError: It has more.
    """
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MOST_LINES:
        problem = f"it has more than {MOST_LINES:,} lines"
        raise DocumentError("", problem=problem, line=MOST_LINES + 1)
    return text


_BYTES_FOR_A_BYTE, _SPARE_BYTES = 10, 300_000_000
"""How much memory reading may take: so many bytes for each of the text, and so many more."""


def checked_memory(needed: int, size: int) -> None:
    """Refuse a text of so many tiny values that reading takes far more memory than its size.

    A value takes hundreds of bytes in memory, however short it was written.

    Args:
        needed: How many bytes of memory its values take at most: their number by what one of them
            costs in its format, which `tests/interchange/test_memory.py` holds against what is
            measured.
        size: How many bytes, or characters, the text has.

    Raises:
        DocumentError: Reading it could take more than ten times its size and 300 MB.
    """
    if needed > _BYTES_FOR_A_BYTE * size + _SPARE_BYTES:
        problem = (
            "it holds far too many values for its size: "
            f"reading them could take {needed // 1_000_000:,} MB of memory"
        )
        raise DocumentError("", problem=problem)


_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe must not wait for somebody who writes into it."""


def read_text(path: str | os.PathLike[str], *, limit: int) -> str:
    """Read a text in UTF-8, with or without the byte order mark that some editors write.

    Args:
        path: The file.
        limit: How many bytes it may have.

    Returns:
        The text, without a byte order mark.

    Raises:
        DocumentError: The file is larger, or is not in UTF-8.
        OSError: The file cannot be read, or is no regular file.
    """
    return decoded(read_whole(path, limit=limit), file=path_of(path))


def decoded(content: bytes, *, file: str = "") -> str:
    """Decode UTF-8, with or without a byte order mark.

    Args:
        file: The path of the file they are from, for the message.

    Returns:
        The text, without a byte order mark.

    Raises:
        DocumentError: It is something else.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong_bytes(content, error, "UTF-8", file=file) from error


def wrong_bytes(
    content: bytes, error: UnicodeDecodeError, encoding: str, *, file: str = ""
) -> DocumentError:
    """Return the error for bytes that are no text, with the place of the first of them.

    Args:
        error: What Python says of them.
        encoding: What they should have been.
        file: The path of the file they are from, for the message.
    """
    start = len(content) - len(error.object) + error.start  # Python does not count the mark
    before = content[:start].decode(encoding, "replace").removeprefix("\ufeff")
    lines = re.split("\r\n|\r|\n", before)
    return DocumentError(
        "",
        expected=f"text in {encoding}",
        found=f"something else at byte {start}",
        file=file,
        line=len(lines),
        column=len(lines[-1]) + 1,
    )
