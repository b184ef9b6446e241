"""The schema: what the columns of a log mean."""

from __future__ import annotations

from typing import Any

import pytest

from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.evidence.schema import EventSchema, event_schema


def test_a_schema_knows_the_column_of_each_role() -> None:
    """Only of those that one was named for."""
    schema = EventSchema("user", "ts", "event", order="seq")
    assert {"entity": "user", "timestamp": "ts", "event": "event", "order": "seq"} == schema.columns


def test_a_mapping_is_as_good() -> None:
    """As it comes from a configuration; a misspelt field is named with the nearest."""
    said = {"entity": "user", "timestamp": "ts", "event": "event"}
    assert EventSchema("user", "ts", "event") == event_schema(said)
    with pytest.raises(UnknownReferenceError, match='did you mean "timestamp"'):
        event_schema(said | {"timestmp": "ts"})
    with pytest.raises(ModelError, match="expected an EventSchema"):
        event_schema("user, ts, event")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"idle_cutoff_days": 0}, "idle_cutoff_days of an event schema: expected a number of days"),
        ({"window_days": "7"}, "window_days of an event schema: expected a number of days"),
        ({"naive_offset": "Berlin"}, 'expected one such as "\\+01:00"'),
        ({"naive_offset": 1}, "naive_offset: expected text"),
        ({"min_n": 0}, "expected a whole number"),
        ({"baseline": "A"}, "an experiment needs variant=, baseline= and treatment="),
        ({"variant": "v", "baseline": "A", "treatment": "A"}, "expected two different variants"),
        ({"order": 3}, "order of event schema: expected text"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], message: str) -> None:
    """At once, in words that name the field."""
    with pytest.raises(ModelError, match=message):
        EventSchema("user", "ts", "event", **options)
