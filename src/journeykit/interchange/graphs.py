"""The typed graph in two formats that graph tools read: GraphML and node-link JSON.

Nodes are stages, touchpoints and personas; edges have a kind, as in `journeykit.graph_of`. Each has
all that the model says of it: in node-link JSON as in our own document, in GraphML as text, as the
cells of a table have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from journeykit.interchange.cells import as_cell
from journeykit.interchange.document import to_document
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import LossReport
from journeykit.model import Journey, stage_order
from journeykit.shapes import Record, shape_of

__all__ = ["FORMAT", "NODE_LINK"]

Edge = tuple[str, str, dict[str, Any], type | None]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_ELSEWHERE = frozenset({"personas", "stages", "any_time", "transitions"})


def _nodes(journey: Journey, document: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """Each node: its address, its kind, its data and the value it is made of."""
    listed: list[tuple[Any, Any]] = [
        *zip(journey.personas, document.get("personas", ()), strict=True),
        *zip(journey.stages, document.get("stages", ()), strict=True),
    ]
    for stage, data in zip(journey.stages, document.get("stages", ()), strict=True):
        listed += zip(stage.touchpoints, data.get("touchpoints", ()), strict=True)
    listed += zip(journey.any_time, document.get("any_time", ()), strict=True)
    for value, data in listed:
        # What is gone through at a touchpoint is an edge; in a stage as a whole it is data.
        edges = {"experiences"} if value.element.kind == "touchpoint" else {"touchpoints"}
        own = {name: held for name, held in data.items() if name not in edges}
        yield str(value.element), value.element.kind, own, value


def _edges(journey: Journey, document: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Each edge: both ends, its kind and its data."""
    for stage, before in stage_order(journey.stages):
        for key in before:
            yield f"stage:{key}", str(stage.element), "precedes", {}
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            yield str(stage.element), str(touchpoint.element), "contains", {}
    held = [t for s in document.get("stages", ()) for t in s.get("touchpoints", ())]
    held += document.get("any_time", ())
    for touchpoint, data in zip(journey.touchpoints, held, strict=True):
        for experience in data.get("experiences", ()):
            persona = f"persona:{experience['persona']}"
            yield persona, str(touchpoint.element), "experiences", experience
    for data in document.get("transitions", ()):
        rest = {name: each for name, each in data.items() if name not in {"source", "target"}}
        # The kind of a transition is not the kind of an edge.
        rest = {("transition" if name == "kind" else name): each for name, each in rest.items()}
        yield data["source"], data["target"], "leads_to", rest


def _writes_node_link(journey: Journey) -> Export:
    """The graph as node-link data, as networkx and d3 read it."""
    document = to_document(journey)["journey"]
    about = {name: each for name, each in document.items() if name not in _ELSEWHERE}
    nodes = (
        {**data, "id": address, "kind": kind, "name": value.name, "key": value.key}
        for address, kind, data, value in _nodes(journey, document)
    )
    counts: dict[tuple[str, str], int] = {}
    edges: list[dict[str, Any]] = []
    for source, target, kind, data in _edges(journey, document):
        number = counts.get((source, target), 0)
        counts[source, target] = number + 1
        edges.append({**data, "source": source, "target": target, "key": number, "kind": kind})
    whole = {
        "directed": True,
        "multigraph": True,
        "graph": {**about, "key": journey.key},
        "nodes": list(nodes),
        "edges": edges,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return Export(f"{text}\n".encode(), LossReport("node-link"))


def _writes_graphml(journey: Journey) -> Export:
    """The graph as GraphML."""
    ET.register_namespace("", _GRAPHML)
    writer = _GraphML()
    document = to_document(journey)["journey"]
    about = {name: each for name, each in document.items() if name not in _ELSEWHERE}
    writer.data(writer.graph, "graph", {**_cells(about, Journey), "key": journey.key})
    for address, kind, data, value in _nodes(journey, document):
        node = ET.SubElement(writer.graph, f"{{{_GRAPHML}}}node", id=address)
        cells = _cells(data, type(value)) | {"kind": kind, "name": value.name, "key": value.key}
        writer.data(node, "node", cells)
    for source, target, kind, data in _edges(journey, document):
        edge = ET.SubElement(writer.graph, f"{{{_GRAPHML}}}edge", source=source, target=target)
        writer.data(edge, "edge", _cells(data, _EDGES.get(kind)) | {"kind": kind})
    return Export(writer.content(), LossReport("graphml"))


def _edge_classes() -> Mapping[str, type]:
    from journeykit.experience import Experience
    from journeykit.transitions import Transition

    return {"experiences": Experience, "leads_to": Transition}


_EDGES = _edge_classes()


def _cells(data: dict[str, Any], kind: type | None) -> dict[str, str]:
    """The data of a record as texts."""
    record = shape_of(kind) if kind else None
    if not isinstance(record, Record):
        return {}
    shapes = {name: shape for name, (_, shape) in record.fields.items()}
    named_shapes = ((name, shapes.get("kind" if name == "transition" else name)) for name in data)
    return {name: as_cell(data[name], shape) for name, shape in named_shapes if shape}


class _GraphML:
    """Writes one document."""

    def __init__(self) -> None:
        self.root = ET.Element(f"{{{_GRAPHML}}}graphml")
        self.graph = ET.Element(f"{{{_GRAPHML}}}graph", id="journey", edgedefault="directed")
        self.keys: dict[tuple[str, str], str] = {}

    def data(self, element: ET.Element, owner: str, cells: dict[str, str]) -> None:
        """Add the data of an element, and declare what is new."""
        for name, text in cells.items():
            key = self.keys.setdefault((owner, name), f"d{len(self.keys)}")
            # Line breaks and tabs as they are: XML keeps them in text.
            ET.SubElement(element, f"{{{_GRAPHML}}}data", key=key).text = text

    def content(self) -> bytes:
        """The bytes of the document."""
        for (owner, name), key in self.keys.items():
            attributes = {"id": key, "for": owner, "attr.name": name, "attr.type": "string"}
            ET.SubElement(self.root, f"{{{_GRAPHML}}}key", attributes)
        self.root.append(self.graph)
        ET.indent(self.root)
        text = ET.tostring(self.root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


FORMAT = Format("graphml", (".graphml",), None, _writes_graphml, "the typed graph as GraphML")
NODE_LINK = Format(
    "node-link", (".node-link.json",), None, _writes_node_link, "the typed graph as JSON"
)
