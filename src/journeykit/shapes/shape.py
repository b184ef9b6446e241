"""What a shape is, and where in a document it reads."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from journeykit.errors import DocumentError
from journeykit.guards import DEEPEST_GUARD
from journeykit.printable import quoted, representation
from journeykit.text import LONGEST_TEXT

_DEEPEST = 2 * DEEPEST_GUARD + 20

Schema = dict[str, Any]


class DocumentPosition(NamedTuple):
    """Where in a document we are, for errors and for the location of what is read.

    Args:
        path: The way from the top, such as `journey.stages[2].name`.
        file: The path of the file, if there is one.
        depth: How many objects and lists stand around it.
        owned: Whether nobody else has the data, so that what was read may be let go at once.
    """

    path: str
    file: str = ""
    depth: int = 0
    owned: bool = False

    def inside(self, key: str | int) -> DocumentPosition:
        """The place of one member of an object, or of one item of a list."""
        if self.depth >= _DEEPEST:
            raise DocumentError(self.path, expected=f"at most {_DEEPEST} levels of nesting")
        if isinstance(key, int):
            return DocumentPosition(f"{self.path}[{key}]", self.file, self.depth + 1, self.owned)
        path = (
            f"{self.path}.{key}"
            if len(key) < LONGEST_TEXT and key.isidentifier()
            else f"{self.path}[{quoted(key, SHOWN)}]"
        )
        return DocumentPosition(path.removeprefix("."), self.file, self.depth + 1, self.owned)

    def expected(self, words: str, data: object, suggestion: str | None = None) -> DocumentError:
        """The error for something else than was expected."""
        return DocumentError(
            self.path, expected=words, found=described(data), suggestion=suggestion
        )


class Members(dict[str, Any]):
    """An object of a document that knows where it begins.

    Args:
        members: What was read.
        line: The line of its opening brace, counted from 1.
    """

    __slots__ = ("line",)

    def __init__(self, members: Iterable[tuple[str, Any]], line: int) -> None:
        """Keep the line."""
        super().__init__(members)
        self.line = line


class Repeating(dict[str, Any]):
    """An object of a document in which a key stands twice.

    Args:
        members: What was read.
        key: The key that stands twice.
        line: The line of its opening brace, counted from 1.
    """

    def __init__(self, members: Mapping[str, Any], key: str, line: int) -> None:
        """Keep the key and the line."""
        super().__init__(members)
        self.key = key
        self.line = line


class Shape(ABC):
    """How values of one type stand in a document."""

    @abstractmethod
    def write(self, value: Any) -> Any:
        """Make plain data of a value."""

    @abstractmethod
    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Make a value of plain data, or raise a `DocumentError`."""

    @abstractmethod
    def schema(self, definitions: Schema) -> Schema:
        """Say in JSON Schema what `read` takes; classes go to the definitions."""


def members_of(data: object, position: DocumentPosition) -> dict[str, Any]:
    """The members of an object that says each thing once."""
    if not isinstance(data, dict):
        raise position.expected("an object", data)
    if isinstance(data, Repeating):
        path = position.inside(data.key).path
        raise DocumentError(path, problem="this key stands here twice", line=data.line)
    for key in data:
        if not isinstance(key, str):
            raise position.expected("text as keys", key)
    return data


def described(data: object) -> str:
    """What stands in a document, in the words of its format."""
    if isinstance(data, dict | list):
        return "an object" if isinstance(data, dict) else "a list"
    if isinstance(data, str):
        return quoted(data, SHOWN)
    if data is None or isinstance(data, bool):
        return json.dumps(data)
    return representation(data, SHOWN)


SHOWN = 40
"""How many characters of somebody else's text a message shows."""
