"""draw.io: an editable drawing with stages as columns, and the data of each thing inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from journeykit.experience import Experience
from journeykit.interchange.cards import card_colour, card_text
from journeykit.interchange.cells import as_cell
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import LossReport, not_carried
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.shapes import Record, shape_of
from journeykit.text import wrapped
from journeykit.transitions import Transition

__all__ = ["FORMAT"]

_WIDTH, _HEIGHT, _GAP, _HEAD = 200, 60, 20, 40
_COLUMNS, _LINE, _RIM = 30, 15, 16
"""How many letters stand on a line of a box, how high the line is, and the margins around all."""

_CARRIED = {
    Journey: ("name", "personas", "stages", "any_time", "transitions", "key"),
    Persona: tuple(shape_of(Persona).fields),  # type: ignore[attr-defined]
    Stage: tuple(shape_of(Stage).fields),  # type: ignore[attr-defined]
    Touchpoint: tuple(shape_of(Touchpoint).fields),  # type: ignore[attr-defined]
    Experience: tuple(shape_of(Experience).fields),  # type: ignore[attr-defined]
    Transition: tuple(shape_of(Transition).fields),  # type: ignore[attr-defined]
}


def _writes(journey: Journey) -> Export:
    """The drawing of a journey."""
    file = ET.Element("mxfile", host="journeykit")
    page = ET.SubElement(file, "diagram", id=journey.key, name=_attribute(journey.name))
    model = ET.SubElement(page, "mxGraphModel", grid="1", gridSize="10", page="0")
    root = ET.SubElement(model, "root")
    ET.SubElement(root, "mxCell", id="0")
    ET.SubElement(root, "mxCell", {"id": "1", "parent": "0"})
    for cell in (*_personas(journey), *_stages(journey), *_transitions(journey)):
        root.append(cell)
    ET.indent(file)
    text = ET.tostring(file, encoding="unicode")
    losses = not_carried(journey, _CARRIED, "the drawing")
    return Export(f"{text}\n".encode(), LossReport("drawio", losses))


def _attribute(text: str) -> str:
    """A text for an attribute, in which draw.io shows line breaks."""
    return text.replace("\t", " ")


def _object(
    address: str, label: str, value: Persona | Stage | Touchpoint | Transition, style: str
) -> tuple[ET.Element, ET.Element]:
    """An object with its data, and the cell inside it. Its label is text, never HTML."""
    record = shape_of(type(value))
    assert isinstance(record, Record)  # noqa: S101 — for the type checker
    held = ((n, record.fields[n][1], d) for n, d in record.write(value).items())
    data = {
        f"jk_{name}": _attribute(as_cell(each, shape))
        for name, shape, each in held
        if name != "touchpoints"
    }
    item = ET.Element("object", {"id": address, "label": _attribute(label), **data})
    return item, ET.SubElement(item, "mxCell", style=f"{style};html=0;whiteSpace=wrap;")


def _box(
    box: tuple[ET.Element, ET.Element], parent: str, bounds: tuple[int, int, int, int]
) -> ET.Element:
    """An object as a box at its place."""
    item, cell = box
    cell.set("vertex", "1")
    cell.set("parent", parent)
    names = ("x", "y", "width", "height")
    numbers = {name: str(number) for name, number in zip(names, bounds, strict=True)}
    ET.SubElement(cell, "mxGeometry", {**numbers, "as": "geometry"})
    return item


def _personas(journey: Journey) -> Iterator[ET.Element]:
    """The personas in a row at the top."""
    for number, persona in enumerate(journey.personas):
        cell = _object(str(persona.element), persona.name, persona, "ellipse")
        yield _box(cell, "1", (number * (_WIDTH + _GAP), 0, _WIDTH, _HEIGHT))


def _stages(journey: Journey) -> Iterator[ET.Element]:
    """Each stage as a container of its touchpoints, then what can come at any time."""
    top = _HEIGHT + 2 * _GAP if journey.personas else 0
    names = {persona.key: persona.name for persona in journey.personas}
    head = max((_height(stage.name, _HEAD) for stage in journey.stages), default=_HEAD)
    for number, stage in enumerate(journey.stages):
        style = f"swimlane;startSize={head};fillColor=#eef2f7"
        cell = _object(str(stage.element), stage.name, stage, style)
        *spots, (_, bottom, _, _) = _column(stage.touchpoints, names, _GAP, head + _GAP)
        left = number * (_WIDTH + 3 * _GAP)
        height = max(bottom, head + 2 * _GAP + _HEIGHT)
        yield _box(cell, "1", (left, top, _WIDTH + 2 * _GAP, height))
        for touchpoint, spot in zip(stage.touchpoints, spots, strict=True):
            yield _box(_touchpoint(touchpoint, names), str(stage.element), spot)
    left = len(journey.stages) * (_WIDTH + 3 * _GAP)
    spots = _column(journey.any_time, names, left, top)
    for touchpoint, spot in zip(journey.any_time, spots, strict=False):
        yield _box(_touchpoint(touchpoint, names), "1", spot)


def _column(
    touchpoints: Sequence[Touchpoint], names: Mapping[str, str], left: int, top: int
) -> list[tuple[int, int, int, int]]:
    """The places of touchpoints below each other, then that of one more."""
    spots = []
    for touchpoint in touchpoints:
        height = _height(card_text(touchpoint, names), _HEIGHT)
        spots.append((left, top, _WIDTH, height))
        top += height + _GAP
    return [*spots, (left, top, _WIDTH, _HEIGHT)]


def _height(text: str, least: int) -> int:
    """How high a box is in which a text stands."""
    lines = sum(len(wrapped(line, _COLUMNS)) or 1 for line in text.split("\n"))
    return max(least, lines * _LINE + _RIM)


def _touchpoint(touchpoint: Touchpoint, names: Mapping[str, str]) -> tuple[ET.Element, ET.Element]:
    """A touchpoint in the colour of its lowest feeling, which stands in words as well."""
    colour = card_colour(touchpoint)
    fill = f";fillColor=#{colour}" if colour else ""
    label = card_text(touchpoint, names)
    return _object(str(touchpoint.element), label, touchpoint, f"rounded=1{fill}")


def _transitions(journey: Journey) -> Iterator[ET.Element]:
    """Each transition as an arrow."""
    for number, transition in enumerate(journey.transitions):
        style = "edgeStyle=orthogonalEdgeStyle" + ("" if transition.kind == "next" else ";dashed=1")
        when = f"{transition.when}" if transition.guarded else ""
        address = f"transition-{number}"
        item, cell = _object(address, when or _kind(transition), transition, style)
        cell.set("edge", "1")
        cell.set("parent", "1")
        cell.set("source", str(transition.source))
        cell.set("target", str(transition.target))
        ET.SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        yield item


def _kind(transition: Transition) -> str:
    return "" if transition.kind == "next" else transition.kind


FORMAT = Format("drawio", (".drawio",), None, _writes, "an editable drawing for draw.io")
