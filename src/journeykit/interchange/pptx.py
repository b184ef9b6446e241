"""PowerPoint: native shapes that people edit, a slide for each view or band (an extra).

The first slide names the journey, the second its personas; then come the stages, up to five a
slide, each with its touchpoints and feelings; the last one is the action plan. Texts have one size:
a card is as high as its words need, and what has no room goes on with the next slide.
"""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from journeykit.channels import Channel
from journeykit.emotions import Emotion
from journeykit.experience import Experience, Goal
from journeykit.interchange.archives import steady
from journeykit.interchange.cards import card_colour, card_text
from journeykit.interchange.extras import needed
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import (
    LossReport,
    declined_unsaid,
    middle_unsaid,
    namesakes,
    not_carried,
)
from journeykit.management import Opportunity, Owner
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.text import wrapped

__all__ = ["FORMAT"]

_STAGES = 5
"""How many stages stand on a slide."""

_FEWEST = 3
"""Cards are no wider than where so many stages stand on a slide."""

_WIDTH, _LEFT = 12.5, 0.4
"""How wide a slide is inside its margins, and where it begins; in inches as all that follows."""

_CARDS_FROM, _CARDS_TO, _GAP, _LOWEST = 2.05, 7.35, 0.08, 0.5
_ROWS_FROM, _ROWS_TO = 1.3, 7.2
_CARD_SIZE, _ROW_SIZE = 9, 12
"""The sizes of texts on cards and in tables, in points."""

_CARRIED = {
    Journey: (
        *("name", "description", "state", "personas", "stages", "any_time", "opportunities"),
    ),
    Persona: ("name", "description", "goals"),
    Stage: ("name", "touchpoints"),
    Touchpoint: ("name", "channels", "experiences"),
    Channel: ("name",),
    Experience: ("persona", "emotion"),
    Emotion: ("valence", "label", "low", "high"),
    Goal: ("name",),
    Opportunity: ("name", "owner", "priority", "due", "status"),
    Owner: ("name",),
}
_INK, _PALE = "1F2933", "EEF2F7"
_RIM, _EM, _LEADING, _SMALLEST = 0.2, 0.55, 1.2, 5
"""The inside margins of a shape in inches, the width of a letter and the height of a line beside
the size of the text, and the smallest size that is tried."""

_FIRST_OF_ALL = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 — office files know no time zones

_Item = TypeVar("_Item")
_Texts = tuple[str, ...]
Band = tuple[str, Sequence[tuple[Touchpoint, float]]]
"""A stage, or a part of one, with its touchpoints and how high their cards are."""


def _writes(journey: Journey) -> Export:
    """The slides of a journey."""
    deck = _Deck(needed("pptx", "pptx"), journey)
    losses = [
        *not_carried(journey, _CARRIED, "a slide"),
        *declined_unsaid(journey, "a slide"),
        *namesakes(journey, "a slide"),
        *middle_unsaid(journey, "a slide"),
    ]
    return Export(deck.content(), LossReport("pptx", losses))


class _Deck:
    """Makes the slides."""

    def __init__(self, pptx: Any, journey: Journey) -> None:
        self.journey = journey
        self.names = {persona.key: persona.name for persona in journey.personas}
        self.inches = needed("pptx.util", "pptx").Inches
        self.points = needed("pptx.util", "pptx").Pt
        self.colour = needed("pptx.dml.color", "pptx").RGBColor
        self.shapes = needed("pptx.enum.shapes", "pptx").MSO_SHAPE
        self.deck = pptx.Presentation()
        self.deck.slide_width, self.deck.slide_height = self.inches(13.333), self.inches(7.5)

    def content(self) -> bytes:
        """The bytes of the file, the same for the same journey."""
        self._title()
        if self.journey.personas:
            self._personas()
        bands = list(self._bands())
        slides = max(1, math.ceil(len(bands) / _STAGES))
        on_each = max(1, math.ceil(len(bands) / slides))  # a last stage is not left alone
        for start in range(0, len(bands), on_each):
            self._map(bands[start : start + on_each])
        self._plan()
        properties = self.deck.core_properties
        properties.title, properties.author = self.journey.name[:255], ""
        properties.created = properties.modified = _FIRST_OF_ALL
        content = io.BytesIO()
        self.deck.save(content)
        return steady(content.getvalue())

    def _bands(self) -> Iterator[Band]:
        """Each stage with its touchpoints, in pieces that fit on a slide."""
        parts = [(stage.name, stage.touchpoints) for stage in self.journey.stages]
        if self.journey.any_time:
            parts.append(("At any time", self.journey.any_time))
        for name, touchpoints in parts:
            cards = [(each, self._card_height(each)) for each in touchpoints]
            room = _CARDS_TO - _CARDS_FROM
            for number, part in enumerate(_in_parts(cards, [h + _GAP for _, h in cards], room)):
                yield (f"{name} (continued)" if number else name), part

    def _card_height(self, touchpoint: Touchpoint) -> float:
        """How high a card is, so that its text stands in it."""
        text = card_text(touchpoint, self.names)
        needed_height = _height(text, _WIDTH / _STAGES - 0.15, _CARD_SIZE)
        return min(max(needed_height, _LOWEST), _CARDS_TO - _CARDS_FROM - _GAP)

    def _slide(self, title: str) -> Any:
        """A new slide with its title."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.shapes.title.text = _line(title)
        slide.shapes.title.left, slide.shapes.title.top = self.inches(0.4), self.inches(0.2)
        slide.shapes.title.width, slide.shapes.title.height = self.inches(12.5), self.inches(0.9)
        for paragraph in slide.shapes.title.text_frame.paragraphs:
            paragraph.font.size = self.points(28)
        return slide

    def _title(self) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[0])
        title, below = slide.shapes.title, slide.placeholders[1]
        # The template is made for narrower slides.
        for shape, top, height in ((title, 2.3, 1.6), (below, 4.1, 1.9)):
            shape.left, shape.width = self.inches(0.9), self.inches(11.5)
            shape.top, shape.height = self.inches(top), self.inches(height)
        title.text = _line(self.journey.name)
        about = " · ".join(filter(None, (self.journey.state, self.journey.description)))
        below.text = _line(about)

    def _personas(self) -> None:
        rows = [
            (each.name, each.description, "; ".join(goal.name for goal in each.goals))
            for each in self.journey.personas
        ]
        self._tables("Who it is about", {"Persona": 1, "Description": 2, "Goals": 2}, rows)

    def _plan(self) -> None:
        rows = [
            (
                each.name,
                each.owner.name if each.owner else "",
                each.priority or "",
                each.due.isoformat() if each.due else "",
                each.status or "",
            )
            for each in self.journey.opportunities
        ]
        columns = {"Opportunity": 5.0, "Owner": 2.5, "Priority": 1, "Due": 1.2, "Status": 1.2}
        self._tables("What we will do", columns, rows)

    def _tables(self, title: str, columns: Mapping[str, float], rows: Sequence[_Texts]) -> None:
        """A table that people can edit, on as many slides as it needs."""
        widths = [_WIDTH * share / sum(columns.values()) for share in columns.values()]
        room = _ROWS_TO - _ROWS_FROM - _height("x", 1, _ROW_SIZE)
        sizes = [
            min(
                _fitting(text, w, room, largest=_ROW_SIZE)
                for text, w in zip(r, widths, strict=True)
            )
            for r in rows
        ]
        heights = [
            max(_height(text, w, size) for text, w in zip(row, widths, strict=True))
            for row, size in zip(rows, sizes, strict=True)
        ]
        sized = list(zip(rows, sizes, strict=True))
        for part in _in_parts(sized, heights, room) if rows else ():
            bounds = map(self.inches, (_LEFT, _ROWS_FROM, _WIDTH, 0.4 * (len(part) + 1)))
            shapes = self._slide(title).shapes
            table = shapes.add_table(len(part) + 1, len(columns), *bounds).table
            for number, width in enumerate(widths):
                table.columns[number].width = self.inches(width)
            for number, (row, size) in enumerate((((*columns,), _ROW_SIZE), *part)):
                for column, text in enumerate(row):
                    cell = table.cell(number, column)
                    cell.text = _line(text)
                    cell.text_frame.paragraphs[0].font.size = self.points(size)

    def _map(self, bands: Sequence[Band]) -> None:
        """The stages as arrows, their touchpoints as cards below."""
        slide = self._slide(self.journey.name)
        width = _WIDTH / max(len(bands), _FEWEST)
        for number, (name, cards) in enumerate(bands):
            left, top = _LEFT + number * width, _CARDS_FROM
            spot = (left, 1.2, width - 0.1, 0.7)
            size = _fitting(name, spot[2] - 0.3, spot[3], largest=14)
            self._shape(slide, self.shapes.PENTAGON, spot, name, fill=_PALE, size=size)
            for touchpoint, height in cards:
                spot = (left, top, width - 0.15, height)
                text, fill = card_text(touchpoint, self.names), card_colour(touchpoint) or "FFFFFF"
                size = _fitting(text, spot[2], height, largest=_CARD_SIZE)
                self._shape(slide, self.shapes.ROUNDED_RECTANGLE, spot, text, fill=fill, size=size)
                top += height + _GAP

    def _shape(
        self,
        slide: Any,
        kind: Any,
        spot: tuple[float, float, float, float],
        text: str,
        *,
        fill: str,
        size: int,
    ) -> None:
        """One shape with its text."""
        shape = slide.shapes.add_shape(kind, *map(self.inches, spot))
        shape.fill.solid()
        shape.fill.fore_color.rgb = self.colour.from_string(fill)
        shape.line.color.rgb = self.colour.from_string("9AA5B1")
        frame = shape.text_frame
        frame.word_wrap = True
        frame.text = text.replace("\t", " ")
        for paragraph in frame.paragraphs:
            paragraph.font.size = self.points(size)
            paragraph.font.color.rgb = self.colour.from_string(_INK)


def _fitting(text: str, width: float, height: float, *, largest: int) -> int:
    """The largest size, in points, in which a text stands inside a shape; inches as given."""
    sizes = range(largest, _SMALLEST, -1)
    return next((size for size in sizes if _height(text, width, size) <= height), _SMALLEST)


def _height(text: str, width: float, size: int) -> float:
    """How high a shape is in which a text of some size stands, in inches."""
    columns = max(int((width - _RIM) * 72 / (size * _EM)), 1)
    lines = sum(len(wrapped(line, columns)) or 1 for line in text.split("\n"))
    return lines * size * _LEADING / 72 + _RIM


def _in_parts(
    items: Sequence[_Item], heights: Sequence[float], room: float
) -> Iterator[Sequence[_Item]]:
    """Some items in parts of which each has room; one empty part of no items."""
    part: list[_Item] = []
    used = 0.0
    for item, height in zip(items, heights, strict=True):
        if part and used + height > room:
            yield part
            part, used = [], 0.0
        part.append(item)
        used += height
    yield part


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


FORMAT = Format("pptx", (".pptx",), None, _writes, "slides for PowerPoint, in native shapes")
