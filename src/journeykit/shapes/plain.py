"""Values that stand in a document as one word, one number or one text."""

from __future__ import annotations

import datetime
import math
from typing import Any, get_args

import attrs

from journeykit.addresses import Element, ElementKind
from journeykit.errors import DocumentError, ModelError
from journeykit.printable import representation
from journeykit.shapes.shape import DocumentPosition, Schema, Shape
from journeykit.suggestions import nearest


@attrs.frozen
class Plain(Shape):
    """What JSON knows itself: text, numbers, true and false."""

    words: str
    types: tuple[type, ...]
    as_schema: Schema

    def write(self, value: Any) -> Any:
        """It stands for itself."""
        return value

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take it if it is of the right type; true is no number."""
        if type(data) not in self.types:
            raise position.expected(self.words, data)
        return data

    def schema(self, definitions: Schema) -> Schema:  # noqa: ARG002 — it defines nothing
        """The type alone."""
        return dict(self.as_schema)


@attrs.frozen
class OpenWord(Plain):
    """One of some words, or one of somebody's own."""

    choices: tuple[str, ...]

    def schema(self, definitions: Schema) -> Schema:
        """The words, which editors offer, or any other text."""
        return {"anyOf": [{"enum": list(self.choices)}, super().schema(definitions)]}


class Number(Plain):
    """A number; 1 and 1.0, which are equal, are written alike."""

    def write(self, value: Any) -> Any:
        """A whole number without a fraction, as people write it."""
        return int(value) if value == int(value) and abs(value) < _WHOLE_FLOATS else value


_WHOLE_FLOATS = 2**53
"""From here on a float no longer holds every whole number."""


@attrs.frozen
class Choice(Shape):
    """One of some words."""

    words: tuple[str, ...]

    def write(self, value: Any) -> Any:
        """The word."""
        return str(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take one of the words, and propose the nearest for any other."""
        if not isinstance(data, str) or data not in self.words:
            listed = " or ".join(f'"{word}"' for word in self.words)
            raise position.expected(
                listed, data, nearest(data, self.words) if isinstance(data, str) else None
            )
        return data

    def schema(self, definitions: Schema) -> Schema:  # noqa: ARG002 — it defines nothing
        """An enumeration."""
        return {"enum": list(self.words)}


class Date(Shape):
    """A day, as ISO 8601 writes it."""

    def write(self, value: Any) -> Any:
        """Write `2026-11-21`."""
        return value.isoformat()

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take that form and no other."""
        try:
            day = datetime.date.fromisoformat(data)
        except (TypeError, ValueError):
            day = None
        if day is None or day.isoformat() != data:
            raise position.expected("a date such as 2026-11-21", data)
        return day

    def schema(self, definitions: Schema) -> Schema:  # noqa: ARG002 — it defines nothing
        """A text of the format `date`."""
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


class Address(Shape):
    """An element in one word, such as `touchpoint:pays` or `cell:maya/purchase`."""

    def write(self, value: Any) -> Any:
        """The word."""
        return str(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take the word apart."""
        kinds = get_args(ElementKind)
        if not isinstance(data, str) or ":" not in data:
            raise position.expected('an element such as "stage:purchase"', data)
        kind = data.partition(":")[0]
        if kind not in kinds:
            raise position.expected("an element of a known kind", data, nearest(kind, kinds))
        try:
            return Element.parse(data)
        except ModelError as error:
            raise DocumentError(position.path, problem=str(error)) from error

    def schema(self, definitions: Schema) -> Schema:  # noqa: ARG002 — it defines nothing
        """A text that starts with a kind."""
        return {"type": "string", "pattern": f"^({'|'.join(get_args(ElementKind))}):"}


class Anything(Shape):
    """What anybody's rule may have as an option: plain data, and the words for all else."""

    def write(self, value: Any) -> Any:
        """Plain data as it is; lists for what has several items."""
        if isinstance(value, tuple | list):
            return [self.write(item) for item in value]
        if value is None or type(value) in {str, int, bool}:
            return value
        if type(value) is float and math.isfinite(value):
            return value
        return value.isoformat() if isinstance(value, datetime.date) else representation(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """The same data, with tuples for lists."""
        if isinstance(data, list):
            return tuple(self.read(item, position.inside(n)) for n, item in enumerate(data))
        if isinstance(data, dict):
            raise position.expected("text, a number, true, false, null or a list of these", data)
        return data

    def schema(self, definitions: Schema) -> Schema:  # noqa: ARG002 — it defines nothing
        """Anything at all."""
        return {}
