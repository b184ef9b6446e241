"""Pydantic and FastAPI: a journey as the type of a field, a body or an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit import shapes
from journeykit.interchange.document import VERSION, from_document, to_document
from journeykit.model import Journey

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema


def core_schema() -> CoreSchema:
    """Return how Pydantic reads and writes a journey: as the JSON document does.

    Returns:
        A schema that takes a journey or its document, and writes the document.
    """
    return shapes.core_schema(Journey, from_document, to_document)


def json_schema() -> dict[str, Any]:
    """Return the outline of a document, for the description of an interface.

    The whole schema of journeys (`journeykit.interchange.json.schema`) has references of its own,
    which Pydantic cannot take into a larger one.
    """
    journey = {
        "type": "object",
        "properties": {"name": {"type": "string"}},
        "required": ["name"],
    }
    return {
        "title": "Journey",
        "description": "A customer journey, as journeykit writes it in JSON.",
        "type": "object",
        "properties": {"journeykit": {"const": VERSION}, "journey": journey},
        "required": ["journeykit", "journey"],
    }
