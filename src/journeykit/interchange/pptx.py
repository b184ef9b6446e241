"""PowerPoint: native shapes that people edit, a slide for each view or band (an extra).

The first slide names the journey, the second its personas; then come the stages, up to five a
slide, each with its touchpoints and feelings; the last one is the action plan.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from journeykit.emotions import Emotion
from journeykit.experience import Experience, Goal
from journeykit.interchange.archives import steady
from journeykit.interchange.extras import needed
from journeykit.interchange.feelings import in_words
from journeykit.interchange.formats import Export, Format
from journeykit.interchange.losses import LossReport, not_carried
from journeykit.management import Opportunity, Owner
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.text import wrapped

__all__ = ["FORMAT"]

_STAGES, _CARDS, _ROWS = 5, 6, 10
"""How many stages stand on a slide, touchpoints in a stage, and rows in a table."""

_CARRIED = {
    Journey: (
        *("name", "description", "state", "personas", "stages", "any_time", "opportunities", "key"),
    ),
    Persona: ("name", "description", "goals", "key"),
    Stage: ("name", "touchpoints", "key"),
    Touchpoint: ("name", "channels", "experiences", "key"),
    Experience: ("persona", "emotion"),
    Emotion: ("valence", "label", "low", "high"),
    Goal: ("name", "key"),
    Opportunity: ("name", "owner", "priority", "due", "status", "key"),
    Owner: ("name",),
}
_INK, _PALE = "1F2933", "EEF2F7"
_FEELINGS = {-2: "F4B6AD", -1: "F9D9D2", 0: "EEEEEE", 1: "D8ECD9", 2: "B2D9B5"}
_RIM, _EM, _LEADING, _SMALLEST = 0.2, 0.55, 1.2, 5
"""The inside margins of a shape in inches, the width of a letter and the height of a line beside
the size of the text, and the smallest size that is tried."""

_FIRST_OF_ALL = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 — office files know no time zones

Band = tuple[str, Sequence[Touchpoint]]


def _writes(journey: Journey) -> Export:
    """The slides of a journey."""
    deck = _Deck(needed("pptx", "pptx"), journey)
    losses = not_carried(journey, _CARRIED, "a slide")
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
        for start in range(0, len(bands), _STAGES):
            self._map(bands[start : start + _STAGES])
        for start in range(0, len(self.journey.opportunities), _ROWS):
            self._plan(start)
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
            for start in range(0, max(1, len(touchpoints)), _CARDS):
                told = name if not start else f"{name} (continued)"
                yield told, touchpoints[start : start + _CARDS]

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
        for start in range(0, len(self.journey.personas), _ROWS):
            slide = self._slide("Who it is about")
            rows = [
                (p.name, p.description, "; ".join(goal.name for goal in p.goals))
                for p in self.journey.personas[start : start + _ROWS]
            ]
            self._table(slide, ("Persona", "Description", "Goals"), rows)

    def _plan(self, start: int) -> None:
        slide = self._slide("What we will do")
        rows = [
            (
                each.name,
                each.owner.name if each.owner else "",
                each.priority or "",
                each.due.isoformat() if each.due else "",
                each.status or "",
            )
            for each in self.journey.opportunities[start : start + _ROWS]
        ]
        self._table(slide, ("Opportunity", "Owner", "Priority", "Due", "Status"), rows)

    def _table(self, slide: Any, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table that people can edit."""
        place = (self.inches(0.4), self.inches(1.3), self.inches(12.5), self.inches(0.5))
        table = slide.shapes.add_table(len(rows) + 1, len(headers), *place).table
        for number, row in enumerate((headers, *rows)):
            for column, text in enumerate(row):
                cell = table.cell(number, column)
                cell.text = _line(text)
                cell.text_frame.paragraphs[0].font.size = self.points(12)

    def _map(self, bands: Sequence[Band]) -> None:
        """The stages as arrows, their touchpoints as cards below."""
        slide = self._slide(self.journey.name)
        width = 12.5 / _STAGES
        for number, (name, touchpoints) in enumerate(bands):
            left = 0.4 + number * width
            spot = (left, 1.2, width - 0.1, 0.7)
            size = _fitting(name, spot[2] - 0.3, spot[3], largest=14)
            self._shape(slide, self.shapes.PENTAGON, spot, name, fill=_PALE, size=size)
            for place, touchpoint in enumerate(touchpoints):
                spot = (left, 2.05 + place * 0.88, width - 0.15, 0.8)
                text, fill = self._card(touchpoint)
                size = _fitting(text, spot[2], spot[3])
                self._shape(slide, self.shapes.ROUNDED_RECTANGLE, spot, text, fill=fill, size=size)

    def _card(self, touchpoint: Touchpoint) -> tuple[str, str]:
        """What a card says, and the colour of its feeling, which stands in words as well."""
        felt = [
            f"{self.names[e.persona]} {in_words(e.emotion)}"
            for e in touchpoint.experiences
            if e.emotion
        ]
        valences = [e.emotion.level for e in touchpoint.experiences if e.emotion]
        channels = ", ".join(channel.name for channel in touchpoint.channels)
        text = "\n".join(filter(None, (touchpoint.name, channels, ", ".join(felt))))
        fill = _FEELINGS[round(sum(valences) / len(valences))] if valences else "FFFFFF"
        return text, fill

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


def _fitting(text: str, width: float, height: float, *, largest: int = 10) -> int:
    """The largest size, in points, in which a text stands inside a shape; inches as given."""
    for size in range(largest, _SMALLEST, -1):
        columns = int((width - _RIM) * 72 / (size * _EM))
        lines = sum(len(wrapped(line, columns)) or 1 for line in text.split("\n"))
        if lines * size * _LEADING <= (height - _RIM) * 72:
            return size
    return _SMALLEST


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


FORMAT = Format("pptx", (".pptx",), None, _writes, "slides for PowerPoint, in native shapes")
