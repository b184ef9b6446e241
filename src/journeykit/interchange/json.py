"""JSON: a journey as text, and a journey in a file.

The text is the same for equal journeys, on every machine. A file is written whole or not at all.
What comes from outside is read with bounds, and refused with the path to what is wrong.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from journeykit import fields
from journeykit.arguments import number, path_of, plain
from journeykit.atomic_write import write_whole
from journeykit.bounded_read import checked_limit, checked_memory, decoded, read_text
from journeykit.errors import DocumentError, ModelError
from journeykit.interchange.document import from_document, schema, to_document
from journeykit.interchange.formats import Export, Format, Reading
from journeykit.interchange.json_places import located
from journeykit.interchange.losses import LossReport
from journeykit.model import Journey
from journeykit.shapes import Members, Repeating

__all__ = ["FORMAT", "LARGEST_DOCUMENT", "dump", "dumps", "load", "loads", "schema"]

LARGEST_DOCUMENT = 50_000_000
"""How many bytes a document may have unless somebody says otherwise."""


_VALUE = 400
"""How many bytes of memory a value takes at most, beside its text."""


_DEEPEST_INDENT = 40
"""By so many spaces a level of a document may be indented."""


def dumps(journey: Journey, *, indent: int | None = 2) -> str:
    """Write a journey as JSON.

    Args:
        indent: How many spaces each level is indented by; None for one line.

    Returns:
        The text, without a newline at its end.

    Raises:
        ModelError: The indent is no number of spaces.

    Example:
        >>> print(dumps(Journey("Shop", state="as-is"), indent=None))
        {"journeykit": 1, "journey": {"name": "Shop", "state": "as-is"}}
    """
    indent = number(indent)
    if indent is not None and (type(indent) is not int or not 0 <= indent <= _DEEPEST_INDENT):
        raise ModelError(
            f"indent: expected a number of spaces from 0 to {_DEEPEST_INDENT}, or None for one "
            f"line, got {fields.described(indent)}"
        )
    return json.dumps(to_document(journey), ensure_ascii=False, allow_nan=False, indent=indent)


def loads(text: str, *, limit: int = LARGEST_DOCUMENT) -> Journey:
    """Read a journey from JSON.

    Args:
        text: What `dumps` wrote, or somebody wrote by hand.
        limit: How many characters the text may have.

    Raises:
        DocumentError: The text is no JSON, too large, of a newer version, or makes no journey.

    Example:
        >>> loads('{"journeykit": 1, "journey": {"name": "Shop"}}')
        Journey('Shop', 0 personas, 0 stages, 0 touchpoints, 0 transitions)
    """
    try:
        return from_document(_parsed(text, limit), owned=True)
    except DocumentError as error:
        raise located(error, text) from error.__cause__


def dump(journey: Journey, path: str | os.PathLike[str]) -> None:
    """Write a journey to a file, whole or not at all.

    Args:
        path: The file; one that is there is replaced in one step.

    Raises:
        OSError: The file cannot be written.
    """
    write_whole(path, f"{dumps(journey)}\n".encode())


def load(path: str | os.PathLike[str], *, limit: int = LARGEST_DOCUMENT) -> Journey:
    """Read a journey from a file.

    Everything that was read remembers as its location the file and the line in which it begins.

    Args:
        path: The file.
        limit: How many bytes the file may have.

    Raises:
        DocumentError: The file holds no JSON, is too large, of a newer version, or makes no
            journey.
        OSError: The file cannot be read.
    """
    path = path_of(path)
    try:
        data = _parsed(read_text(path, limit=limit), limit)  # the text is not kept beside its data
        return from_document(data, file=path, owned=True)
    except DocumentError as error:
        if error.path and Path(path).is_file():  # a pipe can be read only once
            with suppress(OSError, DocumentError):
                error = located(error, read_text(path, limit=limit))
        raise error.inside(path) from error.__cause__


def _reads(content: bytes, *, file: str = "") -> Iterator[Reading]:
    """The journey of a document, which loses nothing."""
    text = decoded(content)
    data = _parsed(text, max(len(content), LARGEST_DOCUMENT))
    try:
        journey = from_document(data, file=file, owned=True)
    except DocumentError as error:
        raise located(error, text) from error.__cause__
    yield Reading(journey, LossReport("json"))


def _writes(journey: Journey, *, indent: int | None = 2) -> Export:
    """The document of a journey."""
    return Export(f"{dumps(journey, indent=indent)}\n".encode(), LossReport("json"))


def _is_ours(content: bytes) -> bool:
    """Tell a journey from other data by its version, which also a broken document may have."""
    return re.search(rb'"journeykit"\s*:\s*[0-9]', content) is not None


FORMAT = Format(
    "json", (".json",), _reads, _writes, "the journey as a JSON document, nothing lost", _is_ours
)


_DIGITS = re.compile(rf"\d{{{sys.int_info.default_max_str_digits + 1},}}")
"""A number of more digits than Python converts."""


def _parsed(text: object, limit: int) -> object:
    """The data of a document; Python's own errors become ours."""
    if not isinstance(text, str):
        raise DocumentError("", expected="text", found=fields.described(text))
    text = plain(text)
    limit = checked_limit(limit)
    if len(text) > limit:
        raise _too_large(limit)
    values = text.count(",") + text.count("[") + text.count("{")
    checked_memory(values * _VALUE, len(text))
    try:
        # A byte order mark, as some editors write it, is no part of the text.
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=partial(_members, _lines(text)),
            parse_constant=partial(_refuse_constant, text),
        )
    except json.JSONDecodeError as error:
        what = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" at")
        problem = f"it is no JSON: {what}"
        broken = DocumentError("", expected="JSON", problem=problem)
        raise broken.at(error.lineno, error.colno) from error
    except RecursionError:
        line, column = _line_and_column(text, _deepest(text))
        problem = "it is nested too deeply"
        raise DocumentError("", problem=problem, line=line, column=column) from None
    except DocumentError:
        raise
    except ValueError as error:  # a number of more digits than Python converts
        digits = _DIGITS.search(text)
        line, column = _line_and_column(text, digits.start() if digits else 0)
        expected = "numbers of a sensible length"
        raise DocumentError("", expected=expected, line=line, column=column) from error


def _members(lines: Iterator[int], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the document, with its line; one that repeats a key remembers which."""
    members = Members(pairs, next(lines, 1))
    if len(members) == len(pairs):
        return members
    twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
    return Repeating(members, twice, members.line)


def _lines(text: str) -> Iterator[int]:
    """Yield the line in which each object begins, in the order in which they end.

    In that order Python's parser hands over the objects, and it says nothing of where they are.
    """
    line, begun = 1, []
    for token in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\n]', text):
        if token[0] == "\n":
            line += 1
        elif token[0] == "{":
            begun.append(line)
        elif token[0] == "}" and begun:
            yield begun.pop()


def _refuse_constant(text: str, name: str) -> NoReturn:
    """Refuse NaN and the infinities, which are no JSON and equal to nothing."""
    tokens = re.finditer(rf'"[^"\\]*(?:\\.[^"\\]*)*"|{name}', text)
    start = next((token.start() for token in tokens if token[0] == name), 0)
    line, column = _line_and_column(text, start)
    raise DocumentError("", expected="numbers that JSON has", found=name, line=line, column=column)


def _deepest(text: str) -> int:
    """Where in a text the innermost of all brackets opens."""
    depth = most = start = 0
    for token in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > most:
            most, start = depth, token.start()
    return start


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a place, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _too_large(limit: int) -> DocumentError:
    return DocumentError("", problem=f"it is larger than the limit of {limit:,} bytes")
