"""A draft: what readers of foreign formats share while they build a journey.

It keeps the losses, cleans texts, and finds a key of its own for everything that has none.
"""

from __future__ import annotations

from attrs import evolve

from journeykit.addresses import Element, ElementKind, Location
from journeykit.interchange.formats import Reading
from journeykit.interchange.losses import Loss, LossKind, LossReport
from journeykit.interchange.splitting import as_meant
from journeykit.model import Journey
from journeykit.text import LONGEST_TEXT, mended, slug

JOURNEY = Element("journey", ("?",))
"""Stands for the journey until it has a key."""


class Draft:
    """Collects what a reader finds out beside the journey itself.

    Args:
        format: The name of the format.
        file: The path of the file, for locations.
        first_line: The line of the file in which the input starts.
    """

    def __init__(self, format: str, file: str = "", first_line: int = 1) -> None:
        """Start with nothing."""
        self.format = format
        self.file = file
        self.before = first_line - 1
        self.entries: list[Loss] = []
        self.taken: dict[str, dict[str, int]] = {}

    def add(
        self,
        kind: LossKind,
        element: Element,
        field: str,
        reason: str,
        line: int | None = None,
    ) -> None:
        """Keep a loss."""
        at = None if line is None else line + self.before
        self.entries.append(Loss(kind, element, field, reason, at))

    def location(self, line: int) -> Location | None:
        """Where something was written."""
        return Location(self.file, line + self.before) if self.file else None

    def key(self, kind: ElementKind, name: str, line: int | None = None) -> str:
        """A key that nothing of that kind has yet; one that is invented is a guess."""
        taken = self.taken.setdefault(kind, {})
        wanted = slug(name)
        key, count = wanted, taken.get(wanted, 0)
        while key in taken:
            count += 1
            key = f"{wanted}-{count}" if count > 1 else wanted
        taken[key] = 1
        if key != wanted:
            taken[wanted] = count
            reason = f'"{wanted}" is taken by another {kind} of that name; this key is invented'
            self.add("guessed", Element(kind, (key,)), "key", reason, line)
        return key

    def text(self, written: str, element: Element, field: str, line: int | None = None) -> str:
        """A text that a journey admits; what has to be changed for that is reported."""
        stripped = as_meant(written).strip()
        clean = mended(stripped)
        if clean != stripped:
            reason = "a character that no output could show is replaced"
            self.add("changed", element, field, reason, line)
        if len(clean) > LONGEST_TEXT:
            reason = f"longer than {LONGEST_TEXT:,} characters; the rest is cut"
            self.add("lost", element, field, reason, line)
            clean = mended(clean[:LONGEST_TEXT].rstrip())
        return clean

    def reading(self, journey: Journey) -> Reading:
        """The journey with all losses, in the order of the input where it is known."""
        here = journey.element
        entries = sorted(self.entries, key=lambda each: each.line or 0)
        placed = (evolve(e, element=here) if e.element is JOURNEY else e for e in entries)
        return Reading(journey, LossReport(self.format, placed))
