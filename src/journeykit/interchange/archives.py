"""Archives: office files are zipped XML, which is looked at before it is believed."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from journeykit.errors import DocumentError

__all__ = ["checked", "steady"]

_MOST_MEMBERS = 2_000
_MOST_TAGS = 6_000_000
_DEEPEST = 100_000
_LARGEST_UNPACKED = 200_000_000
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What the parts of an archive raise that is cut or broken."""


def checked(content: bytes) -> bytes:
    """Return the bytes of an office file, if it can be opened safely.

    Returns:
        The same bytes.

    Raises:
        DocumentError: It is no archive, unpacks to more than 200 MB, or its XML declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except DocumentError:
        raise
    except _BROKEN as error:
        raise DocumentError("", problem=f"it is no office file: {error}") from error
    return content


def _check(archive: zipfile.ZipFile) -> None:
    """Look at every member, in bounded memory."""
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise DocumentError("", problem=f"it has more than {_MOST_MEMBERS:,} parts")
    if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
        raise _too_large()
    unpacked = tags = 0
    for member in members:
        with archive.open(member) as file:
            tail, depth = b"", 0
            while block := file.read(1 << 20):
                unpacked += len(block)
                if unpacked > _LARGEST_UNPACKED:  # whatever the directory says
                    raise _too_large()
                if any(sign in tail + block for sign in _DOCTYPES):
                    raise DocumentError("", problem=f"{member.filename} declares entities")
                here = block.count(b"<")
                tags += here
                # A tree of XML takes a hundred times the memory of its text.
                depth += here - 2 * block.count(b"</") - block.count(b"/>")
                if tags > _MOST_TAGS or depth > _DEEPEST:
                    what = "nested too deeply" if depth > _DEEPEST else "too much"
                    raise DocumentError("", problem=f"the XML of {member.filename} is {what}")
                tail = block[-32:]


def _too_large() -> DocumentError:
    problem = f"it unpacks to more than {_LARGEST_UNPACKED:,} bytes"
    return DocumentError("", problem=problem)


_DATE = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
"""The dates that office programs write into a file, whatever they were told."""


def steady(content: bytes) -> bytes:
    """Return an archive with the same members and no dates, so that equal files are equal bytes.

    Returns:
        The bytes of another.
    """
    rewritten = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _DATE.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name)))
    return rewritten.getvalue()
