"""Pydantic and FastAPI: our values as the type of a field, a body or an answer.

Pydantic asks a class itself how it is read and written; nothing of it is needed otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from journeykit.errors import JourneyError
from journeykit.fields import called

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

T = TypeVar("T")


def core_schema(
    kind: type[T], read: Callable[[object], T], write: Callable[[T], object]
) -> CoreSchema:
    """Return how Pydantic reads and writes a class: as its document.

    Args:
        read: Makes a value of its document, or raises an error of this library.
        write: Makes the document of a value.

    Returns:
        A schema that takes a value or its document, and writes the document.
    """
    from pydantic_core import PydanticCustomError
    from pydantic_core.core_schema import (
        no_info_plain_validator_function,
        plain_serializer_function_ser_schema,
    )

    def validated(value: object) -> T:
        if isinstance(value, kind):
            return value
        try:
            return read(value)
        except JourneyError as error:
            problem = {"problem": str(error)}
            name: Any = called(kind)  # Pydantic would have it literal
            raise PydanticCustomError(name, "{problem}", problem) from error

    written = plain_serializer_function_ser_schema(write)
    return no_info_plain_validator_function(validated, serialization=written)


class PydanticType:
    """A class with `to_dict` and `from_dict`, as Pydantic wants to know it."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """Let Pydantic read and write it as its document."""
        own: Any = cls
        return core_schema(own, own.from_dict, own.to_dict)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        """Tell Pydantic the outline of the document.

        The whole schema (`schema_of`) has references of its own, which Pydantic cannot take into a
        larger one.
        """
        own: Any = cls
        fields = attrs.fields(own)
        return {
            "title": cls.__name__,
            "description": str(cls.__doc__).partition("\n")[0],
            "type": "object",
            "properties": {each.name: {} for each in fields},
            "required": [each.name for each in fields if each.default is attrs.NOTHING],
        }
