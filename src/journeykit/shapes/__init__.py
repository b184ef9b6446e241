"""How values stand in documents: written, read again, and described in JSON Schema."""

from journeykit.shapes.of_type import (
    ChannelShape,
    Condition,
    GuardShape,
    NamedShape,
    Record,
    Row,
    Table,
    shape_of,
)
from journeykit.shapes.plain import Address, Choice, Date, Number, Plain
from journeykit.shapes.pydantic import PydanticType, core_schema
from journeykit.shapes.result import Result, schema_of
from journeykit.shapes.shape import Members, Place, Repeating, Schema, Shape

__all__ = [
    "Address",
    "ChannelShape",
    "Choice",
    "Condition",
    "Date",
    "GuardShape",
    "Members",
    "NamedShape",
    "Number",
    "Place",
    "Plain",
    "PydanticType",
    "Record",
    "Repeating",
    "Result",
    "Row",
    "Schema",
    "Shape",
    "Table",
    "core_schema",
    "schema_of",
    "shape_of",
]
