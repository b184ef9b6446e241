"""The document: a journey as plain data, the same for JSON and for whatever else holds data."""

from __future__ import annotations

from typing import Any

from journeykit.errors import DocumentError
from journeykit.graph import view_of
from journeykit.model import Journey
from journeykit.shapes import DocumentPosition, Repeating, Schema, shape_of
from journeykit.suggestions import nearest

VERSION = 1
"""The version of the documents that are written."""

_VERSION_KEY = "journeykit"


def to_document(journey: Journey) -> dict[str, Any]:
    """Turn a journey into plain data: dictionaries, lists, text, numbers, true and false.

    What was not said is left out, and keys stand in the order of the model's fields.

    Returns:
        A new document, `{"journeykit": 1, "journey": {…}}`.

    Raises:
        ModelError: It was given no journey.

    Example:
        >>> to_document(Journey("Shop", state="as-is"))
        {'journeykit': 1, 'journey': {'name': 'Shop', 'state': 'as-is'}}
    """
    return {_VERSION_KEY: VERSION, "journey": shape_of(Journey).write(view_of(journey).source)}


def from_document(document: object, *, file: str = "", owned: bool = False) -> Journey:
    """Read a journey from plain data.

    Args:
        document: What `to_document` makes, or somebody wrote by hand.
        file: The path of the file it comes from, which becomes the location of what is read.
        owned: Whether nobody else needs the data, which is then let go while it is read.

    Returns:
        The journey, equal to the one that was written.

    Raises:
        DocumentError: The document is of a newer version, has an unknown key, lacks something,
            holds something of the wrong type, or makes no journey; the error has the path.

    Example:
        >>> from_document({"journeykit": 1, "journey": {"name": "Shop", "sate": "as-is"}})
        Traceback (most recent call last):
        journeykit.errors.DocumentError: journey.sate: expected a field of a journey; did you mean
        "state"?
    """
    top = DocumentPosition("", file, owned=owned)
    if not isinstance(document, dict) or _VERSION_KEY not in document:
        raise DocumentError("", expected=f'an object with "{_VERSION_KEY}" and "journey"')
    if isinstance(document, Repeating):
        problem = "this key stands here twice"
        raise DocumentError(document.key, problem=problem, line=document.line)
    _refuse_version(document[_VERSION_KEY])
    for key in document:
        if key not in {_VERSION_KEY, "journey"}:
            raise DocumentError(
                top.inside(str(key)).path,
                expected=f'"{_VERSION_KEY}" and "journey" alone',
                suggestion=nearest(str(key), [_VERSION_KEY, "journey"]),
            )
    if "journey" not in document:
        raise DocumentError("", expected='an object with "journey"')
    journey = shape_of(Journey).read(document["journey"], top.inside("journey"))
    assert isinstance(journey, Journey)  # noqa: S101 — for the type checker: shapes know no types
    return journey


def schema() -> Schema:
    """Describe the document in JSON Schema (2020-12), from the model itself.

    Returns:
        A new schema. It cannot say everything: whether references lead anywhere, and whether text
        is admissible, only `from_document` tells.

    Example:
        >>> schema()["properties"]["journeykit"]
        {'const': 1}
    """
    definitions: Schema = {}
    journey = shape_of(Journey).schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:journeykit:journey:{VERSION}",
        "title": "A customer journey",
        "type": "object",
        "properties": {_VERSION_KEY: {"const": VERSION}, "journey": journey},
        "required": [_VERSION_KEY, "journey"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _refuse_version(version: object) -> None:
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise DocumentError(
            _VERSION_KEY,
            problem=f"this document has version {version}, and this journeykit reads version "
            f"{VERSION}; a newer journeykit will read it",
        )
    if version is True or version != VERSION:
        raise DocumentPosition(_VERSION_KEY).expected(f"the version, {VERSION}", version)
