"""Losses: what a format could not carry, what it changed, and what its reader guessed.

Every read and every write returns a `LossReport` beside what it was asked for. It is a value:
iterate over it, filter it, print it. An empty report says that nothing was lost or guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, frozen, has

from journeykit import fields
from journeykit.addresses import Element
from journeykit.channels import CHANNELS
from journeykit.durations import Wait
from journeykit.emotions import signed
from journeykit.experience import Experience
from journeykit.fields import default_of
from journeykit.graph.declined import declined_touchpoints
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.presence import Presence
from journeykit.printable import console_text, log_text, quoted
from journeykit.shapes import Record, shape_of
from journeykit.transitions import Transition

LossKind: TypeAlias = Literal["lost", "changed", "guessed"]
"""Not carried at all, carried in another form, or added by the reader."""

_SHOWN = 60
"""How many characters of a text a reason shows."""


@frozen
class Loss:
    """One thing that was lost, changed or guessed.

    Args:
        kind: `lost`, `changed` or `guessed`.
        element: What it is about, in the journey.
        field: The field of the element; empty for the element as a whole.
        reason: What happened and why, for people.
        line: The line of the input it comes from, counted from 1, if there is one.

    Example:
        >>> print(Loss("lost", Element("touchpoint", ("pays",)), "backstage", "no place for it"))
        lost: touchpoint:pays, backstage: no place for it
    """

    kind: LossKind = field(validator=fields.one_of("kind of loss", get_args(LossKind)))
    element: Element
    field: str
    reason: str
    line: int | None = None

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.element}, {self.field}" if self.field else str(self.element)
        line = "" if self.line is None else f" (line {self.line})"
        return console_text(log_text(f"{self.kind}: {where}: {self.reason}{line}"))


def _as_entries(entries: Iterable[Loss]) -> tuple[Loss, ...]:
    """A tuple of losses."""
    return fields.several(entries)


@frozen(repr=False)
class LossReport:
    """What became of a journey on its way through a format.

    Args:
        format: The name of the format.
        entries: What was lost, changed and guessed, in the order it was met.

    Example:
        >>> report = LossReport("mermaid", [Loss("guessed", Element("journey", ("j",)), "", "x")])
        >>> report, len(report.guessed), bool(report.lost)
        (LossReport('mermaid', 0 lost, 0 changed, 1 guessed), 1, False)
    """

    format: str
    entries: tuple[Loss, ...] = field(default=(), converter=_as_entries)

    _repr_html_ = fields.card

    @property
    def lost(self) -> tuple[Loss, ...]:
        """What could not be carried."""
        return self._of("lost")

    @property
    def changed(self) -> tuple[Loss, ...]:
        """What is carried in another form."""
        return self._of("changed")

    @property
    def guessed(self) -> tuple[Loss, ...]:
        """What nobody said and the reader added."""
        return self._of("guessed")

    def _of(self, kind: LossKind) -> tuple[Loss, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def __iter__(self) -> Iterator[Loss]:
        """Go through the entries."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Count the entries; an empty report is false."""
        return len(self.entries)

    def __add__(self, other: LossReport) -> LossReport:
        """Join the reports of two steps, as of a conversion from one format to another."""
        names = dict.fromkeys((self.format, other.format))
        return LossReport(" → ".join(names), (*self.entries, *other.entries))

    def __str__(self) -> str:
        """Show every entry on a line of its own, below a summary."""
        lines = (f"{self.format}: {self._counted()}", *map(str, self.entries))
        return console_text(log_text("\n".join(lines)))

    def __repr__(self) -> str:
        """Show the numbers."""
        return f"LossReport({self.format!r}, {self._counted()})"

    _repr_pretty_ = fields.whole_text

    def _counted(self) -> str:
        """How many entries there are of each kind."""
        return ", ".join(f"{len(self._of(kind))} {kind}" for kind in get_args(LossKind))


def parts_of(journey: Journey) -> Iterator[tuple[Element, Any]]:
    """Go through everything in a journey that has fields of its own and an address.

    Yields:
        The address and the value: the journey itself, personas, stages, touchpoints, experiences,
        transitions.
    """
    yield journey.element, journey
    yield from ((persona.element, persona) for persona in journey.personas)
    yield from ((stage.element, stage) for stage in journey.stages)
    for touchpoint in journey.touchpoints:
        yield touchpoint.element, touchpoint
        for experience in touchpoint.experiences:
            yield Element("experience", (experience.persona, touchpoint.key)), experience
    for transition in journey.transitions:
        yield transition.element, transition


def not_carried(
    journey: Journey, carried: Mapping[type, Iterable[str]], name: str
) -> Iterator[Loss]:
    """Find what a format has no place for, in the fields of the model itself.

    Args:
        journey: The journey that is written.
        carried: For each class of the model, the fields that the format does carry. The parts of
            a class that is not named are left to whoever calls. Of pain points, feelings and other
            things that stand in a field, what is not carried is told with that field.
        name: The name of the format, for the reason.

    Yields:
        One loss for each field that was said and is not carried.
    """
    fields_by_kind = {kind: frozenset(those) for kind, those in carried.items()}
    for element, value in parts_of(journey):
        kept = fields_by_kind.get(type(value))
        record = shape_of(type(value))
        if kept is None or not isinstance(record, Record):
            continue
        for label, held in _stated_fields(value, record):
            if label not in kept:
                yield Loss("lost", element, label, f"{name} has no place for {shown(held)}")
                continue
            for what in _not_inside(held, fields_by_kind):
                yield Loss("lost", element, label, f"{name} has no place for {what}")


def _not_inside(held: object, carried: Mapping[type, frozenset[str]]) -> Iterator[str]:
    """What is not carried of the things that stand in a field, in words."""
    for item in held if isinstance(held, tuple) else (held,):
        kept = carried.get(type(item))
        if kept is None or type(item) in _PARTS or item in CHANNELS:  # known by its name alone
            continue
        for label, more in _stated_fields(item, shape_of(type(item))):
            if label in kept:
                yield from _not_inside(more, carried)
            else:
                yield f"the {label.replace('_', ' ')} of {shown(item)}, {shown(more)}"


def declined_unsaid(journey: Journey, name: str) -> Iterator[Loss]:
    """Find what reads as if people came there, in a format that has no ways.

    Args:
        journey: The journey that is written.
        name: The name of the format, for the reason.

    Yields:
        One change for each touchpoint that was declined.
    """
    declined = declined_touchpoints(journey)
    for touchpoint in journey.touchpoints:
        if touchpoint.key in declined:
            reason = f"{name} does not say that it was declined"
            yield Loss("changed", touchpoint.element, "", reason)


def namesakes(journey: Journey, name: str) -> Iterator[Loss]:
    """Find people of one name, whom a format without keys does not tell apart.

    Args:
        journey: The journey that is written.
        name: The name of the format, for the reason.

    Yields:
        One loss for each persona whose name another has already.
    """
    seen: set[str] = set()
    for persona in journey.personas:
        if persona.name in seen:
            reason = f"{name} does not tell people apart who have one name, {shown(persona.name)}"
            yield Loss("lost", persona.element, "", reason)
        seen.add(persona.name)


def middle_unsaid(journey: Journey, name: str) -> Iterator[Loss]:
    """Find feelings of which a format says the span alone, though somebody said one inside it.

    Args:
        journey: The journey that is written.
        name: The name of the format, for the reason.

    Yields:
        One loss for each such feeling at a touchpoint.
    """
    for element, value in parts_of(journey):
        emotion = value.emotion if isinstance(value, Experience) else None
        if emotion and emotion.is_range and emotion.valence is not None:
            reason = f"{name} says the span alone, and not {signed(emotion.valence)} inside it"
            yield Loss("lost", element, "emotion", reason)


def _stated_fields(value: Any, shape: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a value of which something was said."""
    for label, (attribute, _) in shape.fields.items():
        held = getattr(value, label)
        if held != default_of(value, attribute):
            yield label, held


_PARTS = frozenset({Persona, Stage, Touchpoint, Experience, Transition})
"""What `parts_of` goes through by itself."""


def shown(value: object) -> str:
    """Return a value as a person would call it, short enough for a message.

    Args:
        value: The value of a field.

    Returns:
        Its words in quotes, or the words of its first items.

    Example:
        >>> shown(("a", "b", "c", "d"))
        '"a", "b" and 2 more'
        >>> shown(True)
        'yes'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        if value and has(type(value[0])) and not _called(value[0]):
            return f"{len(value)} {fields.called(type(value[0]))}{'' if len(value) == 1 else 's'}"
        first = [shown(item) for item in value[:2]]
        more = len(value) - len(first)
        return (", ".join(first) + (f" and {more} more" if more else "")) or "nothing"
    words = _called(value) or str(value)
    return quoted(" ".join(words[: 2 * _SHOWN].split()), _SHOWN)


def _called(value: object) -> str:
    """What people call a value; empty where it has no name."""
    if isinstance(value, Wait):
        return value.words
    if isinstance(value, Presence):
        joins = f" from {value.joins_at}" if value.joins_at else ""
        return value.persona + joins + (f" to {value.leaves_after}" if value.leaves_after else "")
    return str(getattr(value, "name", "") or getattr(value, "text", ""))
