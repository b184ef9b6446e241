"""Pictures of the author's own: read from files that the author names, checked and bounded.

No journey and no document says which file to read: only who draws does, so that nothing from
elsewhere makes this library open files. What is read stands in the picture itself. Places and
cameras that photographs tell of are left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from math import inf
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

from attrs import evolve

from journeykit.addresses import Element
from journeykit.arguments import path_of
from journeykit.bounded_read import read_whole
from journeykit.errors import DocumentError, PictureError, UnknownReferenceError, UnsafePictureError
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.printable import representation
from journeykit.render.diagram.image import Image, ImageKind
from journeykit.render.svg.safety import checked_svg
from journeykit.text import admissible

__all__ = ["LARGEST_FILE", "LARGEST_SIDE", "MOST_BYTES", "Pictures", "image", "images_of"]

Pictures: TypeAlias = Mapping[Touchpoint | Persona | Element | str, Image | str | os.PathLike[str]]
"""For a touchpoint or a persona, or its key or name, the picture or its file."""

LARGEST_FILE: Final = 2 * 1024 * 1024
"""How many bytes a file may have."""

LARGEST_SIDE: Final = 6_000
"""How many pixels a picture may be wide or high: enough to print a screen on a whole sheet."""

MOST_BYTES: Final = 24 * 1024 * 1024
"""How many bytes all pictures of a drawing may have together."""

_FORMATS: Final = "a PNG, a JPEG or a plain SVG"


def image(path: str | os.PathLike[str], text: str = "") -> Image:
    """Read a picture, to be drawn on a map or beside a persona.

    Args:
        path: A PNG, a JPEG or a plain SVG of at most 2 MB and 6,000 pixels a side.
        text: What it shows, for who cannot see it; the name of what it stands for if left out.

    Raises:
        PictureError: It is no such file, is too large, or could run or load something.
        OSError: The file cannot be read.
    """
    name = path_of(path)
    try:
        content = read_whole(path, limit=LARGEST_FILE)
    except DocumentError as error:
        problem = f"{name} is larger than {LARGEST_FILE:,} bytes"
        raise PictureError("pictures", problem, expected="a smaller file") from error
    kind, width, height, kept = _read(content, name)
    most = inf if kind == "svg+xml" else LARGEST_SIDE
    if not (0 < width <= most and 0 < height <= most):
        problem = f"{name} is {width:g} × {height:g} pixels large"
        raise PictureError(
            "pictures", problem, expected=f"at most {LARGEST_SIDE:,} pixels a side, and more than 0"
        )
    return Image(kept, kind, width, height, admissible(text, "the text of a picture"))


def images_of(journey: Journey, pictures: object) -> dict[Element, Image]:
    """Return the pictures that a caller wants to see, by what they stand for.

    Args:
        pictures: For a touchpoint or a persona, or its key or name, the picture or its file.

    Returns:
        The pictures, each with a text.

    Raises:
        UnknownReferenceError: The journey has no such touchpoint or persona.
        PictureError: A file is no picture, is too large, or could run or load something.
        OSError: A file cannot be read.
    """
    if not isinstance(pictures, Mapping):
        problem = f"{representation(pictures)} is none"
        raise PictureError("pictures", problem, expected="a mapping, such as {pays: 'pays.png'}")
    images: dict[Element, Image] = {}
    for wanted, picture in pictures.items():
        element = _element_called(journey, wanted)
        if not isinstance(picture, Image | str | os.PathLike):
            problem = f'{representation(picture)} is none, for "{element.name}"'
            raise PictureError(
                "pictures", problem, expected="the path of a file, or what image() gives"
            )
        read = picture if isinstance(picture, Image) else image(picture)
        images[element.element] = read if read.text else evolve(read, text=element.name)
    if sum(len(each.content) for each in images.values()) > MOST_BYTES:
        problem = f"together they have more than {MOST_BYTES:,} bytes"
        raise PictureError("pictures", problem, expected="smaller files, or fewer of them")
    return images


def _element_called(journey: Journey, wanted: object) -> Touchpoint | Persona:
    """The touchpoint or persona that a caller means; a key counts for more than a name."""
    elements: tuple[Touchpoint | Persona, ...] = (*journey.touchpoints, *journey.personas)
    name = getattr(wanted, "key", wanted)
    kind = getattr(wanted, "kind", None) or getattr(wanted, "element", wanted)
    for each in elements:
        if each.element in {wanted, kind} or (isinstance(wanted, str) and each.key == name):
            return each
    for each in elements:
        if each.name == wanted:
            return each
    raise UnknownReferenceError(
        "touchpoint or persona",
        str(getattr(wanted, "name", name)),
        choices=[each.name for each in elements],
        where=f'journey "{journey.name}"',
    )


# ---------------------------------------------------------------------- formats

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"


def _read(content: bytes, name: str) -> tuple[ImageKind, float, float, bytes]:
    """The format, the size, and what is kept of a file."""
    try:
        if content.startswith(_PNG):
            return ("png", *_png(content))
        if content.startswith(_JPEG):
            return ("jpeg", *_jpeg(content))
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return ("svg+xml", *_svg(content))
    except UnsafePictureError as error:
        where = f" in <{error.element}>" if error.element else ""
        problem = f"{name} is refused: it holds {error.problem}{where}"
        raise PictureError("pictures", problem, expected=_FORMATS) from error
    except (ValueError, IndexError) as error:
        problem = f"{name} is damaged ({error})"
        raise PictureError("pictures", problem, expected=_FORMATS) from error
    raise PictureError("pictures", f"{name} is none", expected=_FORMATS)


_SHOWN: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"}
)
"""The chunks of a PNG that say what it looks like; all others tell of where it is from."""


def _png(content: bytes) -> tuple[int, int, bytes]:
    kept = [_PNG]
    width = height = 0
    for kind, chunk in _chunks(content):
        if kind == b"IHDR":
            width, height = (int.from_bytes(chunk[at : at + 4], "big") for at in (8, 12))
        if kind in _SHOWN:
            kept.append(chunk)
    return width, height, b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, whole."""
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        size = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + size
        if end > len(content):
            raise ValueError("it ends too early")
        if at == len(_PNG) and kind != b"IHDR":
            raise ValueError("it does not begin with its size")
        yield kind, content[at:end]
        at = end


_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA
_LOOKS: Final = frozenset({0xE0, 0xE2, 0xEE})
"""The segments of a program's own in a JPEG that say how its colours are meant."""


def _jpeg(content: bytes) -> tuple[int, int, bytes]:
    kept = [content[:2]]
    width = height = 0
    at = 2
    while True:
        if content[at] != 0xFF:  # noqa: PLR2004 what every marker begins with
            raise ValueError("it is not divided as a JPEG is")
        marker = content[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 what may stand between segments
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
        if marker == _SCAN:
            break
        if marker != 0xFE and (not 0xE0 <= marker <= 0xEF or marker in _LOOKS):  # noqa: PLR2004
            kept.append(content[at:end])
        at = end
    return width, height, b"".join((*kept, content[at:]))


_REPEATED: Final = frozenset({"use", "pattern", "mask", "marker", "symbol"})
"""A few lines of these can draw for hours. Text is refused as well, since what it is set in is not
in the file: each program would show something else."""

_LENGTH: Final = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)\s*(?:px)?\s*", re.IGNORECASE)


def _svg(content: bytes) -> tuple[float, float, bytes]:
    """An SVG in which nothing runs, loads, or repeats itself without end."""
    checked = checked_svg(content.removeprefix(b"\xef\xbb\xbf"))
    root = ET.fromstring(checked)  # noqa: S314 checked, and without entities
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _REPEATED:
            raise UnsafePictureError("an element that draws others again", element=name)
        if name == "text":
            raise UnsafePictureError("letters that are no paths", element=name)
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]  # noqa: PLR2004
    sizes = [float(match[1]) for side in sides if (match := _LENGTH.fullmatch(side))]
    if len(sizes) != 2:  # noqa: PLR2004 width and height
        raise ValueError("it has no viewBox, and no width and height in pixels")
    return sizes[0], sizes[1], checked.encode()
