"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from journeykit.arguments import path_of

__all__ = ["write_whole"]


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file beside its place, and put it there in one step.

    Whoever reads meanwhile, and whatever ends this process, finds the old file or the new one. A
    symbolic link stays one: the file it leads to is written. The permissions of a file that is
    replaced are kept. What is no file (a folder, a device, a pipe, a socket) is never replaced.

    Args:
        path: The file; one that is there is replaced.

    Raises:
        ModelError: It is no path.
        OSError: The file cannot be written; the error names it, and an old one is as it was.
    """
    path = path_of(path)
    try:
        target = Path(os.path.realpath(path))
        old = _old_file(target)
        # A name of its own each time, so that two threads that save one file, and what a process
        # left that was killed, are not in the way; a short one, since that of the file may be long.
        temporary = target.with_name(f".{os.urandom(8).hex()}.part")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                if old is not None:
                    _keep_permissions(file.fileno(), temporary, old)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except ValueError as error:  # a null character, which no system call takes
        raise OSError(errno.EINVAL, str(error), path) from error
    except FileNotFoundError as error:
        words = f'there is no folder "{Path(path).parent}"'
        raise FileNotFoundError(error.errno, words, path) from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error


def _old_file(target: Path) -> os.stat_result | None:
    """Return what is known of the file that is replaced, if there is one and it is a file."""
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(old.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if stat.S_ISDIR(old.st_mode):
        raise OSError(errno.EISDIR, "expected a file, found a folder")
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a regular file, so that it is not replaced")
    return old


def _keep_permissions(descriptor: int, path: Path, old: os.stat_result) -> None:
    """Give the new file the owner, the group and the permissions of the old one."""
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):  # only the administrator may give files away
            os.fchown(descriptor, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))
