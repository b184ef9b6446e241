"""What checks and measurements give back, as data that can be stored and read again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from journeykit.shapes.of_type import Record, shape_of
from journeykit.shapes.pydantic import PydanticType
from journeykit.shapes.shape import DocumentPosition, Schema, members_of


class ResultRecord(Record):
    """A result, as an object that has every field, and what follows from them besides."""

    @property
    def derived(self) -> tuple[str, ...]:
        """The properties that are written as well."""
        return self.kind.derived if issubclass(self.kind, Result) else ()

    def write(self, value: Any) -> Any:
        """Each field, and each property that is `derived`."""
        fields = {name: _written(shape, value, name) for name, (_, shape) in self.fields.items()}
        return fields | {name: getattr(value, name) for name in self.derived}

    def read(self, data: Any, position: DocumentPosition) -> Any:
        """Make the value of its fields; what follows from them is made anew."""
        members = members_of(data, position)
        left_out = {name for name, held in members.items() if held is None and self._may_lack(name)}
        arguments = {
            name: held
            for name, held in members.items()
            if name not in left_out and name not in self.derived
        }
        return super().read(arguments, position)

    def _may_lack(self, name: str) -> bool:
        """Whether a field may hold nothing."""
        return name in self.fields and self.fields[name][0].default is None

    def _definition(self, definitions: Schema) -> Schema:
        """As of any class, with null where a field may hold nothing."""
        definition = super()._definition(definitions)
        for name, schema in definition["properties"].items():
            if self._may_lack(name):
                description = (
                    {"description": schema.pop("description")} if "description" in schema else {}
                )
                definition["properties"][name] = {"anyOf": [schema, {"type": "null"}]} | description
        definition["properties"] |= {name: {"readOnly": True} for name in self.derived}
        return definition


def _written(shape: Any, value: Any, name: str) -> Any:
    held = getattr(value, name)
    return None if held is None else shape.write(held)


class Result(PydanticType):
    """A value that a check or a measurement gives back.

    Its classes are frozen attrs classes; their annotations say how they stand in a document.
    """

    __slots__ = ()

    shape_class: ClassVar[type[Record]] = ResultRecord
    derived: ClassVar[tuple[str, ...]] = ()
    """The properties that are written as well, for readers who do not count themselves."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: dictionaries, lists, text, numbers, true, false and None.

        Returns:
            A new dictionary, which JSON can hold and `from_dict` reads again.
        """
        document: dict[str, Any] = shape_of(type(self)).write(self)
        return document

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Read one that was stored.

        Args:
            data: What `to_dict` made.

        Returns:
            A value equal to the one that was stored.

        Raises:
            DocumentError: Something is missing, unknown or of the wrong type; the error has its
                path.
        """
        value = shape_of(cls).read(data, DocumentPosition(""))
        assert isinstance(value, cls)  # noqa: S101 — for the type checker: shapes know no types
        return value


def schema_of(kind: type[Result]) -> Schema:
    """Describe in JSON Schema (2020-12) what `to_dict` of a class gives.

    Args:
        kind: The class, such as `Report` or `Coverage`.

    Returns:
        A new schema.
    """
    definitions: Schema = {}
    top = shape_of(kind).schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:journeykit:{kind.__name__.lower()}",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }
