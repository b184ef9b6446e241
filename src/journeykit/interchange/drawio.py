"""draw.io: an editable drawing with stages as columns, and the data of each thing inside it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from journeykit.emotions import signed
from journeykit.experience import Experience
from journeykit.interchange.cells import as_cell
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import LossReport, not_carried
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.shapes import Record, shape_of
from journeykit.transitions import Transition

__all__ = ["FORMAT"]

_WIDTH, _HEIGHT, _GAP, _HEAD = 200, 60, 20, 40
_FEELINGS = {-2: "#f4b6ad", -1: "#f9d9d2", 0: "#eeeeee", 1: "#d8ecd9", 2: "#b2d9b5"}
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
    made: tuple[ET.Element, ET.Element], parent: str, place: tuple[int, int, int, int]
) -> ET.Element:
    """An object as a box at its place."""
    item, cell = made
    cell.set("vertex", "1")
    cell.set("parent", parent)
    names = ("x", "y", "width", "height")
    numbers = {name: str(number) for name, number in zip(names, place, strict=True)}
    ET.SubElement(cell, "mxGeometry", {**numbers, "as": "geometry"})
    return item


def _personas(journey: Journey) -> Iterator[ET.Element]:
    """The personas in a row at the top."""
    for number, persona in enumerate(journey.personas):
        made = _object(str(persona.element), persona.name, persona, "ellipse")
        yield _box(made, "1", (number * (_WIDTH + _GAP), 0, _WIDTH, _HEIGHT))


def _stages(journey: Journey) -> Iterator[ET.Element]:
    """Each stage as a container of its touchpoints, then what can come at any time."""
    top = _HEIGHT + 2 * _GAP if journey.personas else 0
    for number, stage in enumerate(journey.stages):
        style = f"swimlane;startSize={_HEAD};fillColor=#eef2f7"
        made = _object(str(stage.element), stage.name, stage, style)
        height = _HEAD + _GAP + max(1, len(stage.touchpoints)) * (_HEIGHT + _GAP)
        left = number * (_WIDTH + 3 * _GAP)
        yield _box(made, "1", (left, top, _WIDTH + 2 * _GAP, height))
        for place, touchpoint in enumerate(stage.touchpoints):
            spot = (_GAP, _HEAD + _GAP + place * (_HEIGHT + _GAP), _WIDTH, _HEIGHT)
            yield _box(_touchpoint(touchpoint), str(stage.element), spot)
    left = len(journey.stages) * (_WIDTH + 3 * _GAP)
    for place, touchpoint in enumerate(journey.any_time):
        spot = (left, top + place * (_HEIGHT + _GAP), _WIDTH, _HEIGHT)
        yield _box(_touchpoint(touchpoint), "1", spot)


def _touchpoint(touchpoint: Touchpoint) -> tuple[ET.Element, ET.Element]:
    """A touchpoint in the colour of its feelings, which stand in words as well."""
    valences = [e.emotion.level for e in touchpoint.experiences if e.emotion]
    words = [", ".join(channel.name for channel in touchpoint.channels)]
    words += [", ".join(map(signed, valences))]
    label = "\n".join((touchpoint.name, *filter(None, words)))
    mean = round(sum(valences) / len(valences)) if valences else None
    fill = f";fillColor={_FEELINGS[mean]}" if mean is not None else ""
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
