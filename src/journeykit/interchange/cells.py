"""Cells: how a value of the model stands in one cell of a table, from its shape.

Lists stand with semicolons between their items, yes and no for true and false, what has only a name
by its name. Whatever is more than that is JSON, as in the document.
"""

from __future__ import annotations

import json
from typing import Any

from journeykit.channels import BUILT_IN
from journeykit.shapes import (
    Array,
    ChannelShape,
    Condition,
    DocumentPosition,
    GuardShape,
    Pairs,
    Plain,
    Record,
    Shape,
)
from journeykit.text import slug

_YES = frozenset({"yes", "true", "1", "x", "✓", "ja", "oui"})
_NO = frozenset({"no", "false", "0", "nein", "non"})
_JSON = ("[", "{", '"')
_LONGEST_NUMBER = 400


def as_cell(data: Any, shape: Shape) -> str:
    """Write plain data of a document into a cell.

    Args:
        data: What `Shape.write` made.

    Returns:
        A text that `from_cell` reads back.

    Example:
        >>> from journeykit.shapes import shape_of
        >>> as_cell(["a", "b"], shape_of(tuple[str, ...]))
        'a; b'
        >>> as_cell(["a; b"], shape_of(tuple[str, ...]))
        '["a; b"]'
    """
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, list):
        items = [as_cell(item, shape.item) if isinstance(shape, Array) else "" for item in data]
        return "; ".join(items) if items and all(map(_is_simple, items)) else _as_json(data)
    if isinstance(data, dict):
        short = short_field(shape)
        alone = data.get(short, "") if len(data) == 1 else ""
        is_short = isinstance(alone, str) and _is_simple(alone) and not _is_standard(alone, shape)
        return alone if is_short else _as_json(data)
    if isinstance(data, str):
        return _as_json(data) if isinstance(shape, Condition) and data.startswith(_JSON) else data
    return json.dumps(data)


def from_cell(cell: str, shape: Shape, position: DocumentPosition) -> Any:
    """Read a cell that is not empty.

    Args:
        cell: The text.
        shape: The shape of what it should hold.
        position: Where it stands, for errors.

    Returns:
        Plain data for `Shape.read`.

    Raises:
        DocumentError: The cell holds JSON that is none, or no such value.
    """
    if cell.startswith(_begins_json(shape)):
        return _from_json(cell, position)
    if isinstance(shape, Array):
        items = (item.strip() for item in cell.split(";"))
        return [from_cell(item, shape.item, position) for item in items if item]
    if isinstance(shape, Plain) and str not in shape.types:
        return _plain(cell, shape, position)
    if _is_standard(cell, shape):
        return slug(cell)
    name = short_field(shape)
    return {name: cell} if name else cell


def _begins_json(shape: Shape) -> tuple[str, ...]:
    """What a cell begins with that holds JSON."""
    if isinstance(shape, Array):
        return ("[",)
    if isinstance(shape, Condition):
        return ("{", '"')
    return ("{",) if isinstance(shape, Record | Pairs | GuardShape) else ()


def _plain(cell: str, shape: Plain, position: DocumentPosition) -> Any:
    """True, false or a number."""
    if bool in shape.types:
        if (answer := yes_or_no(cell)) is None:
            raise position.expected("yes or no", cell)
        return answer
    word = cell.strip().casefold()
    number = word.replace("\u2212", "-").replace(",", ".")
    whole = int in shape.types and number.lstrip("+-").isdecimal() and len(number) < _LONGEST_NUMBER
    try:
        return int(number) if whole else float(number)
    except ValueError:
        raise position.expected(shape.words, cell) from None


def yes_or_no(cell: str) -> bool | None:
    """Return what a cell answers.

    Args:
        cell: The text.

    Returns:
        Whether it says yes; None where it says neither yes nor no.

    Example:
        >>> yes_or_no("Yes"), yes_or_no("nein"), yes_or_no("perhaps")
        (True, False, None)
    """
    word = cell.strip().casefold()
    return word in _YES if word in _YES | _NO else None


def short_field(shape: Shape) -> str | None:
    """Return the one field that a record needs, if it is a text that can stand for all of it.

    Args:
        shape: The shape of a value.

    Returns:
        The name of the field; None where there is none.
    """
    if not isinstance(shape, Record) or len(shape.required) != 1:
        return None
    name = shape.required[0]
    inner = shape.fields[name][1]
    return name if isinstance(inner, Plain) and str in inner.types and name != "key" else None


def _is_standard(word: str, shape: Shape) -> bool:
    """Whether a word means a channel that comes with the library."""
    return isinstance(shape, ChannelShape) and slug(word) in BUILT_IN


def _is_simple(item: str) -> bool:
    """Whether an item of a list stands for itself among semicolons."""
    return (
        bool(item)
        and item == item.strip()
        and not item.startswith(_JSON)
        and not (set(item) & {";", "\n"})
    )


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _from_json(cell: str, position: DocumentPosition) -> Any:
    """Data of a cell that begins like JSON."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise position.expected("JSON, as its first character says", cell) from None
