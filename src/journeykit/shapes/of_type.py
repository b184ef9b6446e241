"""How each type of value stands in a document, read from the annotations of its class.

A shape knows one type three ways: `write` makes plain data of a value, `read` makes the value
again, and `schema` says in JSON Schema what `read` takes. Whoever adds a field to a class has
nothing to do here.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from journeykit.addresses import Element, Location
from journeykit.channels import BUILT_IN, Channel
from journeykit.errors import DocumentError, ModelError, UnknownReferenceError
from journeykit.fields import Scalar, default_of, described, one
from journeykit.guards import AllOf, AnyOf, AttributeComparison, Guard, InSegment, Not, Otherwise
from journeykit.management import BackstageStep
from journeykit.shapes.plain import Address, Anything, Choice, Date, Number, OpenWord, Plain
from journeykit.shapes.shape import DocumentPosition, Members, Schema, Shape, members_of
from journeykit.suggestions import nearest
from journeykit.text import LONGEST_TEXT


@attrs.frozen
class Array(Shape):
    """A tuple, as a list."""

    item: Shape

    def write(self, value: Any) -> Any:
        """Each item in order."""
        return [self.item.write(item) for item in value]

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Each item in order."""
        if not isinstance(data, list):
            raise position.expected("a list", data)
        return tuple(self._items(data, position))

    def _items(self, data: list[Any], position: DocumentPosition) -> Iterator[Any]:
        """Each item in order, whose data is let go once it was read if nobody else has it."""
        for number in range(len(data)):
            yield self.item.read(data[number], position.inside(number))
            if position.owned:
                data[number] = None

    def schema(self, definitions: Schema) -> Schema:
        """An array."""
        return {"type": "array", "items": self.item.schema(definitions)}


@attrs.frozen
class Fixed(Shape):
    """A tuple of so many items, each of its own type, as a list."""

    items: tuple[Shape, ...]

    def write(self, value: Any) -> Any:
        """Each item in order."""
        return [shape.write(item) for shape, item in zip(self.items, value, strict=True)]

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Each item in order, none more and none less."""
        if not isinstance(data, list) or len(data) != len(self.items):
            raise position.expected(f"a list of {len(self.items)}", data)
        shapes = enumerate(zip(self.items, data, strict=True))
        return tuple(shape.read(item, position.inside(n)) for n, (shape, item) in shapes)

    def schema(self, definitions: Schema) -> Schema:
        """An array of that length."""
        items = [shape.schema(definitions) for shape in self.items]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


_MOST_LABELS = 10_000
"""How many attributes one persona may have in a document."""


@attrs.frozen
class Pairs(Shape):
    """Pairs of a name and a plain value, as an object."""

    item: Shape

    def write(self, value: Any) -> Any:
        """The names in their order."""
        return {name: self.item.write(held) for name, held in value}

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take any names."""
        members = members_of(data, position)
        if len(members) > _MOST_LABELS:
            raise position.expected(f"at most {_MOST_LABELS:,} names", data)
        return tuple(
            (name, self.item.read(members[name], position.inside(name))) for name in members
        )

    def schema(self, definitions: Schema) -> Schema:
        """An object of any names."""
        return {"type": "object", "additionalProperties": self.item.schema(definitions)}


class Record(Shape):
    """A class of the model, as an object of its fields; what nobody said is left out.

    Args:
        kind: An attrs class whose fields are annotated.
    """

    def __init__(self, kind: type) -> None:
        """Find the shape of each field."""
        hints = get_type_hints(kind)
        # What takes no part in equality, such as a location, is no part of what was said either.
        stated = [a for a in attrs.fields(kind) if a.init and a.eq]
        self.kind = kind
        self.fields = {a.name: (a, shape_of(hints[a.name])) for a in stated}
        self.required = [a.name for a in stated if a.default is attrs.NOTHING]
        self.has_location = "location" in hints and "location" not in self.fields

    def write(self, value: Any) -> Any:
        """Each field that differs from its default, in the order of the class.

        A class of somebody's own is written as the class it comes from, if it has no fields that
        would be lost.
        """
        if type(value) is not self.kind:
            _refuse_own_fields(value, self.kind)
        return {
            name: shape.write(held)
            for name, (attribute, shape) in self.fields.items()
            if (held := getattr(value, name)) != default_of(value, attribute)
        }

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Make the value, or say where and why it cannot be made."""
        members = members_of(data, position)
        try:
            return self._read(members, position)
        except DocumentError as error:
            # What is wrong in an object of this one knows its line already.
            if error.line is None and isinstance(members, Members):
                raise error.at(members.line) from error.__cause__
            raise

    def _read(self, members: dict[str, Any], position: DocumentPosition) -> Any:
        """Make the value of its members."""
        for name in members:
            if name not in self.fields:
                what = f"a field of {one(self.kind)}"
                suggestion = nearest(name, self.fields)
                raise DocumentError(
                    position.inside(name).path, expected=what, suggestion=suggestion
                )
        for name in self.required:
            if name not in members:
                raise DocumentError(position.path, expected=f'{one(self.kind)} with "{name}"')
        arguments = {
            name: self.fields[name][1].read(item, position.inside(name))
            for name, item in members.items()
        }
        if self.has_location and position.file:
            line = members.line if isinstance(members, Members) else 1
            arguments["location"] = Location(position.file, line)
        try:
            return self.kind(**arguments)
        except UnknownReferenceError as error:
            spot = next(_references(arguments, position, error), position)
            raise DocumentError(
                spot.path,
                expected=f"a known {error.kind}",
                found=f'"{error.name}"',
                suggestion=error.suggestion,
            ) from error
        except ModelError as error:
            raise DocumentError(position.path, problem=str(error)) from error

    def schema(self, definitions: Schema) -> Schema:
        """A reference to the definition of the class."""
        if self.kind.__name__ not in definitions:
            definitions[self.kind.__name__] = {}  # first, for classes that hold themselves
            definitions[self.kind.__name__] = self._definition(definitions)
        return {"$ref": f"#/$defs/{self.kind.__name__}"}

    def _definition(self, definitions: Schema) -> Schema:
        descriptions = _argument_descriptions(self.kind)
        properties = {
            name: shape.schema(definitions)
            | ({"description": descriptions[name]} if name in descriptions else {})
            for name, (_, shape) in self.fields.items()
        }
        return {
            "description": (self.kind.__doc__ or "").partition("\n")[0],
            "type": "object",
            "properties": properties,
            "required": self.required,
            "additionalProperties": False,
        }


class ChannelShape(Record):
    """A channel: the key of one that comes with the library, or an object."""

    def write(self, value: Any) -> Any:
        """The key, if that says it all."""
        return value.key if BUILT_IN.get(value.key) == value else super().write(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take a key or an object."""
        if not isinstance(data, str):
            return super().read(data, position)
        if data not in BUILT_IN:
            raise position.expected("a known channel, or an object", data, nearest(data, BUILT_IN))
        return BUILT_IN[data]

    def schema(self, definitions: Schema) -> Schema:
        """Either of the two."""
        return {"anyOf": [{"enum": list(BUILT_IN)}, super().schema(definitions)]}


class NamedShape(Record):
    """What has only a name is its name; what says more is an object."""

    def write(self, value: Any) -> Any:
        """The name, if that says it all."""
        members = super().write(value)
        return value.name if set(members) == {"name"} else members

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Take a name or an object."""
        return super().read({"name": data} if isinstance(data, str) else data, position)

    def schema(self, definitions: Schema) -> Schema:
        """Either of the two."""
        return {"anyOf": [shape_of(str).schema(definitions), super().schema(definitions)]}


class GuardShape(Shape):
    """A guard: an object whose member `guard` says of which kind it is."""

    kinds: Mapping[str, type[Guard]] = types.MappingProxyType(
        {
            "comparison": AttributeComparison,
            "in segment": InSegment,
            "all of": AllOf,
            "any of": AnyOf,
            "not": Not,
            "otherwise": Otherwise,
        }
    )

    def write(self, value: Any) -> Any:
        """The kind, then what the guard holds."""
        for name, kind in self.kinds.items():
            if kind is type(value):
                return {"guard": name, **shape_of(kind).write(value)}
        kinds = ", ".join(kind.__name__ for kind in self.kinds.values())
        raise ModelError(
            f"a document has no place for a guard of the class {type(value).__name__}; "
            f"it holds {kinds}"
        )

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Look at the kind, then read what is left."""
        members = dict(members_of(data, position))
        if "guard" not in members:
            raise DocumentError(
                position.path, expected='a guard with "guard", which tells its kind'
            )
        name = Choice(tuple(self.kinds)).read(members.pop("guard"), position.inside("guard"))
        return shape_of(self.kinds[name]).read(members, position)

    def schema(self, definitions: Schema) -> Schema:
        """A reference to the definition that lists the kinds."""
        if "Guard" not in definitions:
            definitions["Guard"] = {}
            definitions["Guard"] = {"oneOf": [self._kind(n, definitions) for n in self.kinds]}
        return {"$ref": "#/$defs/Guard"}

    def _kind(self, name: str, definitions: Schema) -> Schema:
        record = shape_of(self.kinds[name])
        record.schema(definitions)
        definition: Schema = definitions.pop(self.kinds[name].__name__)
        return definition | {
            "properties": {"guard": {"const": name}, **definition["properties"]},
            "required": ["guard", *definition["required"]],
        }


class Condition(Shape):
    """What a transition waits for: free text or a guard."""

    def write(self, value: Any) -> Any:
        """Text or an object."""
        return value if isinstance(value, str) else shape_of(Guard).write(value)

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Text or an object."""
        if isinstance(data, dict):
            return shape_of(Guard).read(data, position)
        if not isinstance(data, str):
            raise position.expected("text or a guard", data)
        return data

    def schema(self, definitions: Schema) -> Schema:
        """Either of the two."""
        guard = shape_of(Guard).schema(definitions)
        return {"anyOf": [shape_of(str).schema(definitions), guard]}


_BY_TYPE: dict[Any, Shape] = {
    str: Plain("text", (str,), {"type": "string", "maxLength": LONGEST_TEXT}),
    bool: Plain("true or false", (bool,), {"type": "boolean"}),
    int: Plain("a whole number", (int,), {"type": "integer"}),
    float: Number("a number", (int, float), {"type": "number"}),
    Scalar: Plain(
        "text, a number, true or false",
        (str, int, float, bool),
        {"type": ["string", "number", "boolean"]},
    ),
    datetime.date: Date(),
    object: Anything(),
    Element: Address(),
    Guard: GuardShape(),
    str | Guard: Condition(),
}


def shape_of(hint: Any) -> Shape:
    """Return the shape of a type of the model.

    Args:
        hint: A class or an annotation.

    Returns:
        How its values stand in a document.

    Example:
        >>> shape_of(tuple[str, ...]).write(("a", "b"))
        ['a', 'b']
    """
    if hint not in _BY_TYPE:
        _BY_TYPE[hint] = _shape_of(hint)
    return _BY_TYPE[hint]


def _refuse_own_fields(value: Any, kind: type) -> None:
    """Refuse to lose what a subclass adds to the fields of a class."""
    kept = {field.name for field in attrs.fields(kind)}
    own = [f.name for f in attrs.fields(type(value)) if f.init and f.eq and f.name not in kept]
    if own:
        raise ModelError(
            f"a document has no place for {', '.join(own)} of {described(value)}: it holds "
            f"{one(kind)} and no fields of a class of one's own"
        )


def _shape_of(hint: Any) -> Shape:
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return Choice(arguments)
    if get_origin(hint) in (Union, types.UnionType):
        return _shape_of_union(arguments)
    if get_origin(hint) is tuple and arguments[-1] is not Ellipsis:
        return Fixed(tuple(map(shape_of, arguments)))
    if get_origin(hint) is tuple:
        item = arguments[0]
        pair: tuple[Any, ...] = get_args(item) if get_origin(item) is tuple else ()
        is_table = len(pair) == _PAIR and pair[0] is str and pair[1] in _VALUES
        return Pairs(shape_of(pair[1])) if is_table else Array(shape_of(item))
    shape_class: type[Record] = getattr(hint, "shape_class", _OWN_SHAPES.get(hint, Record))
    return shape_class(hint)


def _shape_of_union(hints: tuple[Any, ...]) -> Shape:
    """The shape of a field that may hold one type or another."""
    words = [each for hint in hints if get_origin(hint) is Literal for each in get_args(hint)]
    if words and str in hints:
        return OpenWord("text", (str,), shape_of(str).schema({}), tuple(words))
    # An absent None is written by absence.
    return shape_of(reduce(or_, (each for each in hints if each is not type(None))))


_OWN_SHAPES: Mapping[type, type[Record]] = types.MappingProxyType(
    {Channel: ChannelShape, BackstageStep: NamedShape}
)
"""The classes below this one whose values stand in a document as no mere object."""


_PAIR = 2
_VALUES = (Scalar, object, int)
"""What a table may hold: pairs of a name and one of these stand as an object."""


_REFERRING = frozenset(
    {
        "source",
        "target",
        "personas",
        "persona",
        "stage",
        "after",
        "kind",
        "roles",
        "scope",
        "purpose",
        "state",
    }
)
"""The fields that name something that has to be known."""


def _references(
    value: object, position: DocumentPosition, error: UnknownReferenceError, field: str = ""
) -> Iterator[DocumentPosition]:
    """Every place where the name stands that an error complains of.

    A value stands in a document as its fields do; the data itself may be gone by now.
    """
    if isinstance(value, Element):
        if field in _REFERRING and str(value) == f"{error.kind}:{error.name}":
            yield position
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _references(item, position.inside(key), error, key)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _references(item, position.inside(number), error, field)
    elif attrs.has(type(value)):
        kind: Any = type(value)
        members = {a.name: getattr(value, a.name) for a in attrs.fields(kind) if a.eq}
        yield from _references(members, position, error, field)
    elif field in _REFERRING and value == error.name:
        yield position


def _argument_descriptions(kind: type) -> dict[str, str]:
    """What the docstring of a class says of each of its arguments."""
    listed = (kind.__doc__ or "").partition("Args:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", listed, flags=re.MULTILINE)
    return {name: re.sub(r"\s+", " ", words).replace("`", '"') for name, words in entries}
