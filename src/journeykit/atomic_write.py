"""Files: written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file beside its place, and put it there in one step.

    A link stays a link: what it leads to is written.

    Args:
        path: The file; one that is there is replaced.
        content: All of it.

    Raises:
        OSError: The file cannot be written; the error names it, and an old one is as it was.
    """
    target = Path(os.path.realpath(path))
    # A sum of the name, since the name itself may be as long as a name can be.
    beside = target.with_name(f".{zlib.crc32(os.fsencode(target.name)):08x}.{os.getpid()}.part")
    try:
        file = beside.open("xb")
        try:
            with file:
                file.write(content)
            beside.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
