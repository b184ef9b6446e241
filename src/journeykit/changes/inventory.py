"""The inventory: everything a journey consists of, by address, with where it stands.

What is compared is read off the values themselves: a field that holds things with an address of
their own is opened, every other field is a property of the thing it belongs to. A field that is
added to the model is therefore compared without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from journeykit.addresses import Element, ElementKind
from journeykit.model import Journey, Persona, Stage, Touchpoint

_KINDS: dict[str, ElementKind] = {
    "Persona": "persona",
    "Stage": "stage",
    "Touchpoint": "touchpoint",
    "Experience": "experience",
    "Transition": "transition",
    "Goal": "goal",
    "Pain": "pain",
    "Opportunity": "opportunity",
    "Metric": "metric",
    "Segment": "segment",
    "System": "system",
}
"""The values that have an address of their own, by the name of their class."""

_NEVER = frozenset({"key", "location"})
"""What is no property: the identity itself, and where a thing was written."""


@attrs.frozen
class Item:
    """One thing in a journey.

    Args:
        element: Its address.
        name: What people call it.
        value: The thing itself.
        places: Where it stands: its stage, its touchpoint, the journey; several for a pain point
            or a metric that is named in several places.
        properties: Its fields, but for the things that have an address of their own.
    """

    element: Element
    name: str
    value: Any
    places: tuple[Element, ...]
    properties: dict[str, object] = attrs.field(eq=False)


def inventory(journey: Journey) -> dict[tuple[Element, object], Item]:
    """Return everything a journey consists of.

    Returns:
        The items in the order of the journey, by what identifies them: their address; for
        transitions with the same two ends the guard as well, and for what is felt in a stage or
        in the whole journey the kind of place, which may share its key with a touchpoint.
    """
    names = _ItemNames(journey)
    items: dict[tuple[Element, object], Item] = {}
    waiting: list[tuple[Any, Element, Element]] = [(journey, journey.element, journey.element)]
    while waiting:
        value, element, place = waiting.pop()
        identity = (element, _apart(value, place))
        if identity in items:
            existing = items[identity]
            items[identity] = attrs.evolve(existing, places=(*existing.places, place))
            continue
        properties, parts = _opened(value)
        items[identity] = Item(
            element, names.of(value, element, place), value, (place,), properties
        )
        waiting.extend((part, _address(part, value), element) for part in reversed(parts))
    return items


def _apart(value: object, place: Element) -> object:
    """What tells things of one address apart."""
    kind = _kind(value)
    if kind == "experience" and place.kind != "touchpoint":
        return place.kind
    return str(getattr(value, "when", "")) if kind == "transition" else ""


def _opened(value: Any) -> tuple[dict[str, object], list[Any]]:
    """The properties of a thing, and the things in it that have an address of their own."""
    properties: dict[str, object] = {}
    parts: list[Any] = []
    for attribute in attrs.fields(type(value)):
        if attribute.name in _NEVER or not attribute.eq:
            continue
        content = getattr(value, attribute.name)
        if isinstance(content, tuple) and content and _kind(content[0]):
            parts.extend(content)
        else:
            properties[attribute.name] = content
    return properties, parts


def _kind(value: object) -> ElementKind | None:
    """The kind of address that a thing has, if it has one of its own."""
    return _KINDS.get(type(value).__name__)


def _address(part: Any, parent: Any) -> Element:
    """The address of a thing in its parent."""
    if isinstance(part, Persona | Stage | Touchpoint) or _kind(part) == "transition":
        element: Element = part.element
        return element
    kind = _kind(part)
    if kind == "experience":
        return Element("experience", (part.persona, parent.key))
    if kind == "goal":
        return Element("goal", (parent.key, part.key))
    return Element(kind or "journey", (part.key,))


class _ItemNames:
    """What people call the things of a journey."""

    def __init__(self, journey: Journey) -> None:
        self._personas = {persona.key: persona.name for persona in journey.personas}
        self._steps = {stage.key: stage.name for stage in journey.stages}
        self._steps |= {touchpoint.key: touchpoint.name for touchpoint in journey.touchpoints}
        self._wholes = {journey.element: journey.name}
        self._wholes |= {stage.element: stage.name for stage in journey.stages}

    def of(self, value: Any, element: Element, place: Element) -> str:
        """Return the name of a thing, or of the things that meet in it."""
        if element.kind == "transition":
            return " → ".join(self._steps.get(key, key) for key in element.keys)
        if element.kind == "experience":
            persona = self._personas.get(value.persona, value.persona)
            whole = self._wholes.get(place)
            return (
                f"{persona} in {whole} as a whole"
                if whole
                else f"{persona} at {self._steps[place.key]}"
            )
        return str(getattr(value, "name", "") or getattr(value, "text", "") or element.key)


def siblings(items: dict[tuple[Element, object], Item]) -> Iterator[tuple[Element, list[Element]]]:
    """Yield, for each stage and for the journey, the ordered things that stand in it.

    Args:
        items: An inventory.

    Yields:
        A place with the stages or touchpoints in it, in order.
    """
    ordered: dict[tuple[Element, ElementKind], list[Element]] = {}
    for item in items.values():
        if item.element.kind in {"stage", "touchpoint"}:
            ordered.setdefault((item.places[0], item.element.kind), []).append(item.element)
    for (place, _), elements in ordered.items():
        yield place, elements
