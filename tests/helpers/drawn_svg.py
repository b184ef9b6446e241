"""What an SVG shows, by where it stands: every text, and every area and line with its colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from attrs import frozen

from journeykit.render.layout.boxes import Box
from journeykit.render.layout.text_metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"([MLHVCQAZmlhvcqaz])([^MLHVCQAZmlhvcqaz]*)")


@frozen
class Shape:
    """An area, a line or a text.

    Args:
        kind: `text`, or the name of the element.
        box: The smallest rectangle around it.
        fill: The colour of the area or of the letters; empty for none.
        stroke: The colour of the line; empty for none.
        text: What is written.
        role: The role of the group it stands in.
        points: The corners of a line.
        opacity: How much of what lies behind it is covered.
    """

    kind: str
    box: Box
    fill: str = ""
    stroke: str = ""
    text: str = ""
    role: str = ""
    points: tuple[tuple[float, float], ...] = ()
    opacity: float = 1


def shapes(svg: str) -> list[Shape]:
    """Everything that is drawn, from the bottom to the top."""
    root = ET.fromstring(svg)
    return list(_inside(root, 0, 0, ""))


def _inside(element: ET.Element, x: float, y: float, role: str) -> Iterator[Shape]:
    for child in element:
        name = child.tag.removeprefix(SVG)
        own = child.get("data-role") or role
        dx, dy, scale = _moved(child)
        if name in {"g", "a", "svg"}:
            yield from _inside(child, x + dx, y + dy, own)
        elif name == "text":
            yield _text(child, x + dx, y + dy, own)
        elif name in {"rect", "circle", "ellipse", "polygon", "path", "line", "polyline"}:
            points = tuple((x + dx + px * scale, y + dy + py * scale) for px, py in _points(child))
            if points:
                yield Shape(
                    name,
                    _around(points),
                    _colour(child.get("fill", "black")),
                    _colour(child.get("stroke", "none")),
                    role=own,
                    points=points,
                    opacity=float(child.get("opacity", "1")),
                )


def _colour(value: str) -> str:
    return {"none": "", "transparent": "", "black": "#000000", "white": "#ffffff"}.get(value, value)


def _moved(element: ET.Element) -> tuple[float, float, float]:
    transform = element.get("transform", "")
    move = re.search(r"translate\(([-\d.e]+)[ ,]+([-\d.e]+)\)", transform)
    scale = re.search(r"scale\(([-\d.]+)", transform)
    x, y = (float(move[1]), float(move[2])) if move else (0.0, 0.0)
    return x, y, float(scale[1]) if scale else 1.0


def _text(element: ET.Element, x: float, y: float, role: str) -> Shape:
    words = "".join(element.itertext()).strip("\u2066\u2067\u2069")
    size = float(element.get("font-size", "13").removesuffix("px"))
    bold = element.get("font-weight", "") in {"bold", "700"}
    width = text_width(words, bold=bold) * size
    left = x + float(element.get("x", 0))
    left -= {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
    base = y + float(element.get("y", 0))
    box = Box(left, base - 0.72 * size, width, 0.9 * size)
    return Shape("text", box, _colour(element.get("fill", "black")), text=words, role=role)


def _around(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _points(element: ET.Element) -> list[tuple[float, float]]:
    name = element.tag.removeprefix(SVG)

    def number(attribute: str) -> float:
        value = element.get(attribute, "0")
        return 100_000.0 if value.endswith("%") else float(value)

    if name == "rect":
        x, y = number("x"), number("y")
        return [(x, y), (x + number("width"), y + number("height"))]
    if name in {"circle", "ellipse"}:
        x, y = number("cx"), number("cy")
        rx, ry = number("r") or number("rx"), number("r") or number("ry")
        return [(x - rx, y - ry), (x + rx, y + ry)]
    if name == "line":
        return [(number("x1"), number("y1")), (number("x2"), number("y2"))]
    if name in {"polygon", "polyline"}:
        numbers = [float(each) for each in _NUMBER.findall(element.get("points", ""))]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    return list(_path(element.get("d", "")))


def _path(data: str) -> Iterator[tuple[float, float]]:
    """The ends of the pieces of a path; of curves, those alone."""
    x = y = 0.0
    for letter, rest in _STEP.findall(data):
        numbers = [float(each) for each in _NUMBER.findall(rest)]
        relative = letter.islower()
        size = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}[letter.upper()]
        for at in range(0, len(numbers), size or 1):
            end = numbers[at : at + size][-2:]
            if letter in "Hh":
                x = end[0] + (x if relative else 0)
            elif letter in "Vv":
                y = end[0] + (y if relative else 0)
            else:
                x, y = (end[0] + (x if relative else 0), end[1] + (y if relative else 0))
            yield x, y
