"""What differs between a journey and the same journey after a round trip, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from journeykit import Element, Journey, LossReport
from journeykit.shapes import Record, shape_of

Difference = tuple[Element, str]


def differences(before: Journey, after: Journey) -> Iterator[Difference]:
    """Every field that differs; what stands in order is held against what stands at its place."""
    yield from _fields(before.element, before, after, {"personas", "stages", "any_time"})
    after_personas = {persona.key: persona for persona in after.personas}
    for persona in before.personas:
        if persona.key in after_personas:
            yield from _fields(persona.element, persona, after_personas[persona.key])
        elif persona.name not in {each.name for each in after.personas}:
            yield persona.element, ""
        else:
            yield persona.element, "key"
    if len(before.stages) > len(after.stages):
        yield before.element, "stages"
    for one, other in zip(before.stages, after.stages, strict=False):
        yield from _fields(one.element, one, other, {"touchpoints"})
    if len(before.touchpoints) != len(after.touchpoints):
        yield before.element, "stages"
    for met, again in zip(before.touchpoints, after.touchpoints, strict=False):
        yield from _fields(met.element, met, again)


def _fields(
    element: Element, before: Any, after: Any, without: Iterable[str] = ()
) -> Iterator[Difference]:
    record = shape_of(type(before))
    assert isinstance(record, Record)
    for name in record.fields:
        if name not in without and getattr(before, name) != getattr(after, name):
            # A key that the reader invented is reported for the element that got it.
            yield (after.element if name == "key" else element), name


def unexplained(before: Journey, after: Journey, *reports: LossReport) -> list[Difference]:
    """The differences for which no report has an entry."""
    entries = [entry for report in reports for entry in report]
    told = {(entry.element, entry.field) for entry in entries}
    wholly = {entry.element for entry in entries if not entry.field}
    keys = {element for element, field in told if field in {"key", "name"}}
    inside = {entry.element.keys[-1] for entry in entries if entry.element.kind == "experience"}
    moved = {entry.element.kind for entry in entries if entry.field in {"key", "name"}}

    def explained(difference: Difference) -> bool:
        element, name = difference
        return (
            difference in told
            or element in wholly
            # Under another name and another key it is the same persona still.
            or (name == "" and element in keys)
            or (name == "key" and (element in keys or element.kind in moved))
            or (name == "experiences" and element.key in inside)
            # What names a persona names it by its key, which may be another one now.
            or (name in {"personas", "experiences"} and "persona" in moved)
            or (name == "transitions" and any(e.kind == "transition" for e, _ in told))
            or (name == "transitions" and bool(moved))
        )

    return [each for each in differences(before, after) if not explained(each)]
