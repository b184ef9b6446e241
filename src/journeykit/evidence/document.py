"""A report of evidence as plain data, and the report of plain data again."""

from __future__ import annotations

import json
import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from journeykit.errors import DocumentError
from journeykit.fields import described
from journeykit.shapes.of_type import Array, Fixed, Pairs, Record, shape_of
from journeykit.shapes.shape import DocumentPosition, Schema, Shape, members_of

FORMAT = "journeykit-evidence"
VERSION = 1
"""What a document of a report says it is."""


def report_in(text: str) -> Any:
    """Return the plain data of a report from its JSON document.

    Args:
        text: The document, as `EvidenceReport.to_json` writes it.

    Raises:
        DocumentError: It is no JSON, or no report of evidence of this version.
    """
    expected = "a report of evidence, as confront writes it with --format json"
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError("", expected=f"JSON: {expected}", found=str(error)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DocumentError("format", expected=f'"{FORMAT}": {expected}')
    if document.get("version") != VERSION:
        version = described(document.get("version"))
        raise DocumentError("version", expected=str(VERSION), found=version)
    return document.get("report")


@attrs.frozen
class Maybe(Shape):
    """A figure that may be unknown: null."""

    item: Shape

    def write(self, value: Any) -> Any:
        """Null, or the figure."""
        return None if value is None else self.item.write(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take null, or the figure."""
        return None if data is None else self.item.read(data, position)

    def schema(self, definitions: Schema) -> Schema:
        """Either of the two."""
        return {"anyOf": [self.item.schema(definitions), {"type": "null"}]}


class Named(Pairs):
    """Figures by the name of what they are of, however many there are."""

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take any names."""
        members = members_of(data, position)
        return tuple(
            (name, self.item.read(members[name], position.inside(name))) for name in members
        )


class Figures(Record):
    """A class of figures, as an object that has each of them."""

    def __init__(self, kind: type) -> None:
        """Find the shape of each figure."""
        hints = get_type_hints(kind)
        self.kind = kind
        self.fields = {a.name: (a, figures_of(hints[a.name])) for a in attrs.fields(kind)}
        self.required = [a.name for a in attrs.fields(kind) if a.default is attrs.NOTHING]
        self.has_location = False

    def write(self, value: Any) -> Any:
        """Each figure, known or not."""
        return {name: shape.write(getattr(value, name)) for name, (_, shape) in self.fields.items()}


@cache
def figures_of(hint: Any) -> Shape:
    """Return how a type of figures stands in a document.

    Args:
        hint: A class or an annotation.

    Example:
        >>> figures_of(tuple[tuple[str, int | None], ...]).write((("pays", 3), ("asks", None)))
        {'pays': 3, 'asks': None}
    """
    if isinstance(hint, type) and attrs.has(hint):
        return Figures(hint)
    parts = get_args(hint)
    if get_origin(hint) in {Union, types.UnionType} and type(None) in parts:
        (item,) = (part for part in parts if part is not type(None))
        return Maybe(figures_of(item))
    if get_origin(hint) is not tuple:
        return shape_of(hint)
    if parts[-1] is not Ellipsis:
        return Fixed(tuple(map(figures_of, parts)))
    if get_origin(parts[0]) is tuple and get_args(parts[0])[0] is str:
        return Named(figures_of(get_args(parts[0])[1]))
    return Array(figures_of(parts[0]))
