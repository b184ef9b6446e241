"""How values stand in documents: written, read again, and described in JSON Schema."""

from journeykit.shapes.of_type import (
    Array,
    ChannelShape,
    Condition,
    GuardShape,
    NamedShape,
    Pairs,
    Record,
    shape_of,
)
from journeykit.shapes.plain import Address, Choice, Date, Number, Plain
from journeykit.shapes.pydantic import PydanticType, core_schema
from journeykit.shapes.result import Result, schema_of
from journeykit.shapes.shape import DocumentPosition, Members, Repeating, Schema, Shape

__all__ = [
    "Address",
    "Array",
    "ChannelShape",
    "Choice",
    "Condition",
    "Date",
    "DocumentPosition",
    "GuardShape",
    "Members",
    "NamedShape",
    "Number",
    "Pairs",
    "Plain",
    "PydanticType",
    "Record",
    "Repeating",
    "Result",
    "Schema",
    "Shape",
    "core_schema",
    "schema_of",
    "shape_of",
]
