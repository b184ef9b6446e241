"""What of a diagram no renderer could draw: values of a wrong type, and keys of what is not there.

Our own views are held against it in tests; a view of somebody else's whenever it is drawn, so that
its author is told what is wrong with the diagram, rather than where a renderer stumbled over it.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from journeykit.addresses import Element
from journeykit.fields import called, one
from journeykit.printable import quoted, representation
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.diagram.grid import Curve, GridCell, Lane, Share
from journeykit.suggestions import nearest

__all__ = ["inconsistencies"]

_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "True or False"}


_Problem = tuple[str, str]
"""What is wrong, and what was expected."""


def inconsistencies(diagram: Diagram) -> Iterator[tuple[str, str]]:
    """Find what no renderer could draw.

    Args:
        diagram: A diagram, made by anybody.

    Yields:
        What is wrong, and what was expected; nothing about keys as long as a type is wrong.

    Example:
        >>> from journeykit.render.diagram.diagram import Edge, Node
        >>> nodes = [Node("pays", "Pays"), Node("waits", "Waits")]
        >>> edges = [Edge("pays", "wait")]
        >>> made = Diagram(view="mine", title="Mine", description="…", nodes=nodes, edges=edges)
        >>> list(inconsistencies(made))
        [('the edge from "pays" to "wait" ends at no node "wait"', 'a key such as "waits"')]
    """
    mistyped = list(_mistyped(diagram, "the diagram"))
    yield from mistyped or _dangling(diagram)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of the fields of a class."""
    names = {each.__name__: each for each in (GridCell, Curve, Element, Lane, Share)}
    return get_type_hints(kind, localns=names)


def _mistyped(value: Any, path: str) -> Iterator[_Problem]:
    """The fields that hold something else than they should."""
    kind: Any = type(value)  # for type checkers, a class might not be hashable
    for name, hint in _hints(kind).items():
        held = getattr(value, name)
        if get_origin(hint) in {tuple, frozenset}:
            for index, item in enumerate(held):
                yield from _wrong(item, get_args(hint)[0], f"{name}[{index}] of {path}")
        else:
            yield from _wrong(held, hint, f"the {name} of {path}")


def _wrong(held: Any, hint: Any, path: str) -> Iterator[_Problem]:
    """What is wrong with one value, and with what it holds."""
    if get_origin(hint) is tuple and isinstance(held, tuple):
        for index, item in enumerate(held):
            yield from _wrong(item, get_args(hint)[0], f"{path}[{index}]")
    elif not _is_a(held, hint):
        yield f"{path} is {representation(held)}", _words(hint)
    elif attrs.has(type(held)) and not isinstance(held, Element):
        yield from _mistyped(held, _called(held, path))


def _is_a(held: object, hint: Any) -> bool:
    """Whether a value is of a type; True is no number."""
    if get_origin(hint) is Literal:
        return isinstance(held, str) and held in get_args(hint)
    if get_origin(hint) in {Union, types.UnionType}:
        return any(_is_a(held, each) for each in get_args(hint))
    if hint in {int, float}:
        return isinstance(held, int | hint) and not isinstance(held, bool)
    return isinstance(held, get_origin(hint) or hint)


def _words(hint: Any) -> str:
    """A type in plain language."""
    if get_origin(hint) is Literal:
        return " or ".join(map(quoted, get_args(hint)))
    if get_origin(hint) in {Union, types.UnionType}:
        return " or ".join(map(_words, get_args(hint)))
    return "None" if hint is type(None) else _WORDS.get(hint) or one(get_origin(hint) or hint)


def _called(value: Any, path: str) -> str:
    """A part of a diagram by its key, or by where it stands."""
    key = getattr(value, "key", None)
    return f"the {called(type(value))} {quoted(key)}" if isinstance(key, str) else path


def _dangling(diagram: Diagram) -> Iterator[_Problem]:
    """The keys that are there twice, and those of what is not there."""
    for part in ("node", "group", "lane"):
        yield from _repeated(part, [each.key for each in getattr(diagram, f"{part}s")])
    groups = {group.key for group in diagram.groups}
    lanes = {lane.key for lane in diagram.lanes}
    in_cells = (node.key for cell in diagram.cells for node in cell.nodes)
    # An edge can lead to a whole stage as well.
    ends = {*(node.key for node in diagram.nodes), *in_cells, *groups}
    for edge in diagram.edges:
        what = f"the edge from {quoted(edge.source)} to {quoted(edge.target)}"
        yield from _missing(f"{what} begins at", "node", edge.source, ends)
        yield from _missing(f"{what} ends at", "node", edge.target, ends)
    for node in diagram.nodes:
        if node.group:
            yield from _missing(f"the node {quoted(node.key)} is in", "group", node.group, groups)
    for cell in diagram.cells:
        what = f"the cell of {quoted(cell.lane)} and {quoted(cell.group)} is in"
        yield from _missing(what, "lane", cell.lane, lanes)
        yield from _missing(what, "group", cell.group, groups)
    for curve in diagram.curves:
        yield from _off(curve, groups, lanes)


def _off(curve: Curve, groups: set[str], lanes: set[str]) -> Iterator[_Problem]:
    """What a curve refers to that is not there."""
    what = f"the curve {quoted(curve.key)}"
    yield from _missing(f"{what} is in", "lane", curve.lane, lanes)
    for point in curve.points:
        yield from _missing(f"a point of {what} is in", "group", point.group, groups)
    for index in (index for run in curve.runs for index in run):
        if not 0 <= index < len(curve.points):
            yield f"{what} joins point {index}", f"one of its {len(curve.points)}, counted from 0"


def _repeated(part: str, keys: Iterable[str]) -> Iterator[_Problem]:
    """The keys that several parts of one kind have."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"two {part}s have the key {quoted(key)}", "a key of its own for each"
        seen.add(key)


def _missing(what: str, part: str, key: str, keys: Iterable[str]) -> Iterator[_Problem]:
    """A key of what is not there."""
    if key not in keys:
        near = nearest(key, sorted(keys)) or next(iter(sorted(keys)), None)
        expected = f"the key of a {part}" if near is None else f"a key such as {quoted(near)}"
        yield f"{what} no {part} {quoted(key)}", expected
