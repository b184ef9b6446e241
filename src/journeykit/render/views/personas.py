"""The personas: who goes through the journey, side by side, with what they say, want and need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.diagram.image import Image
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import GAP, HEADER, LANE_HEADER, TRACK
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import channel_name, known_class
from journeykit.render.views.column_cards import note_of
from journeykit.render.views.columns import subtitle_of
from journeykit.render.views.findings import number_findings
from journeykit.render.views.selection import one_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["personas_diagram"]

_WIDTH = 21.0
"""How wide the column of a persona is, in ems."""

_INITIAL = 4.2
"""What the initial takes from the width of a name, in ems."""

_IN_A_ROW = 8
"""How many notes of a row stand below each other before some stand beside them."""

_MOST_ABREAST = 3
"""How many notes of a persona stand side by side at most."""

_ABOUT = frozenset({"persona", "goal", "need", "expectation", "behaviour", "pain"})
"""What findings have to be about to be listed here."""


def personas_diagram(
    journey: Journey | View,
    *,
    persona: Persona | str | None = None,
    report: Report | None = None,
    language: Language = ENGLISH,
    pictures: Mapping[Element, Image] = MappingProxyType({}),
) -> Diagram:
    """Put the personas side by side, so that what they say and need can be compared.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        persona: The only persona to show, or its key or name.
        report: Findings to mark and to list.
        language: What the words that are not the author's are said in.
        pictures: The author's own pictures of personas. To `draw`, whatever stands for a persona
            may be given, and the path of a file.

    Returns:
        The diagram: a column a persona; rows in which nobody says anything are left out.

    Raises:
        UnknownReferenceError: The journey has no such persona.

    Example:
        >>> from journeykit import journey, persona
        >>> ann, bob = persona("Ann", goals=["a gift"]), persona("Bob", needs=["advice"])
        >>> diagram = personas_diagram(journey("Shop").walked_by(ann, bob))
        >>> [lane.text for lane in diagram.lanes]
        ['Goals', 'Needs']
    """
    view = view_of(journey).whole
    people = view.journey.personas
    if persona is not None:
        people = (one_of(people, persona, "persona", view.journey),)
    marks, numbers = number_findings(report, lambda element: element.kind in _ABOUT)
    pens = {each.key: index for index, each in enumerate(view.journey.personas)}
    groups = [
        evolve(
            _group(
                each,
                pens[each.key],
                numbers.get(each.element, ()),
                len(_pain_touchpoints(view, each)),
            ),
            image=pictures.get(each.element),
        )
        for each in people
    ]
    lanes: list[Lane] = []
    cells: list[GridCell] = []
    for key, row in _ROWS.items():
        filled = [
            GridCell(key, group.key, nodes)
            for each, group in zip(people, groups, strict=True)
            if (nodes := tuple(row.fill(_Seen(view, language), each, group)))
        ]
        if filled:
            lanes.append(_lane(key, row, language))
            cells.extend(filled)
    return Diagram(
        view="personas",
        title=view.journey.name,
        subtitle=subtitle_of(view.journey, language),
        description=language(
            "{personas} side by side.", personas=language.counted(len(people), "persona")
        ),
        groups=groups,
        lanes=lanes or [_lane("about", _ROWS["about"], language)],
        cells=cells,
        marks=marks,
        notes=() if people else (language("No personas yet."),),
        language=language,
    )


def _lane(key: str, row: _CardLine, language: Language) -> Lane:
    title = language(row.title)
    lines = wrap_to_width(title, LANE_HEADER - 1, 4, bold=True)
    return Lane(key, title, lines, row.role)


@frozen
class _Seen:
    """A journey, and what is said of it.

    Args:
        view: The journey with its answers.
        language: What the words that are not the author's are said in.
    """

    view: View
    language: Language


def _group(persona: Persona, pen: int, marks: Sequence[int], notes: int) -> Group:
    """The column of a persona, in which long rows stand side by side."""
    tracks = max(1, min(_MOST_ABREAST, ceil(notes / _IN_A_ROW)))
    width = max(_WIDTH, tracks * TRACK + (tracks - 1) * GAP)
    name = wrap_to_width(persona.name, (width - _INITIAL) / HEADER, 3, bold=True, name=True)
    return Group(
        persona.key,
        persona.name,
        name,
        "persona",
        width=width,
        tracks=tracks,
        pen=pen,
        element=persona.element,
        marks=marks,
    )


def _about(seen: _Seen, persona: Persona, group: Group) -> Iterator[Node]:
    attributes = (*persona.demographics, *persona.psychographics)
    facts = [f"{name}: {value}" for name, value in attributes]
    segment = persona.segment and seen.language("segment: {segment}", segment=persona.segment)
    texts = (persona.description, segment, *facts)
    yield from _notes("about", "action", group, filter(None, texts))


def _quotes(seen: _Seen, persona: Persona, group: Group) -> Iterator[Node]:
    for touchpoint, experience in seen.view.content.experiences_of.get(persona.key, ()):
        for index, quote in enumerate(experience.quotes):
            key = f"quote/{touchpoint.key}/{index}"
            yield note_of(key, f"“{quote}”", "quote", group, details=(touchpoint.name,))


def _pains(seen: _Seen, persona: Persona, group: Group) -> Iterator[Node]:
    """What hurts everywhere first, then what hurts somewhere, once with all its places."""
    for pain, names in _pain_touchpoints(seen.view, persona).items():
        severity = pain.severity
        about = seen.language("severity {severity} of 5", severity=severity) if severity else ""
        details = tuple(filter(None, (about, " · ".join(names))))
        yield note_of(
            f"pain/{pain.key}",
            pain.text,
            "pain",
            group,
            details=details,
            tone="error" if (severity or 0) > 3 else "emotion:-1",  # noqa: PLR2004
            element=Element("pain", (pain.key,)),
        )


def _pain_touchpoints(view: View, persona: Persona) -> Mapping[Pain, Sequence[str]]:
    """What hurts a persona, with the names of the touchpoints where it does."""
    touchpoints: dict[Pain, list[str]] = {pain: [] for pain in persona.pains}
    for touchpoint, experience in view.content.experiences_of.get(persona.key, ()):
        for pain in experience.pains:
            touchpoints.setdefault(pain, []).append(touchpoint.name)
    return touchpoints


def _notes(row: str, role: str, group: Group, texts: Iterator[str]) -> Iterator[Node]:
    for index, text in enumerate(texts):
        yield note_of(f"{row}/{index}", text, role, group)


def _texts_of(attribute: str) -> Callable[[_Seen, Persona, Group], Iterator[Node]]:
    """A row of what a persona says of itself."""

    def filled(_seen: _Seen, persona: Persona, group: Group) -> Iterator[Node]:
        texts = (getattr(each, "name", each) for each in getattr(persona, attribute))
        return _notes(attribute, attribute, group, texts)

    return filled


def _channels_of(attribute: str) -> Callable[[_Seen, Persona, Group], Iterator[Node]]:
    """A row of channels."""

    def filled(seen: _Seen, persona: Persona, group: Group) -> Iterator[Node]:
        channels: Sequence[Channel] = getattr(persona, attribute)
        for channel in channels:
            name = channel_name(channel, seen.language)
            yield Node(
                f"{attribute}/{channel.key}",
                name,
                (name,),
                "channel",
                group=group.key,
                tone=known_class(channel),
                element=Element("channel", (channel.key,)),
            )

    return filled


@frozen
class _CardLine:
    title: str
    fill: Callable[[_Seen, Persona, Group], Iterator[Node]]
    role: str = "notes"


_ROWS: Mapping[str, _CardLine] = MappingProxyType(
    {
        "about": _CardLine("About", _about),
        "quotes": _CardLine("In their words", _quotes),
        "goals": _CardLine("Goals", _texts_of("goals")),
        "needs": _CardLine("Needs", _texts_of("needs")),
        "motivations": _CardLine("Motivations", _texts_of("motivations")),
        "expectations": _CardLine("Expectations", _texts_of("expectations")),
        "behaviours": _CardLine("Behaviours", _texts_of("behaviours")),
        "pains": _CardLine("Pain points", _pains),
        "prefers": _CardLine("Prefers", _channels_of("prefers"), "chips"),
        "avoids": _CardLine("Avoids", _channels_of("avoids"), "chips"),
        "access needs": _CardLine("Access needs", _texts_of("access_needs")),
        "languages": _CardLine("Languages", _texts_of("languages")),
    }
)
"""Every row, from top to bottom."""
