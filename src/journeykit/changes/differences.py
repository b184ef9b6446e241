"""Differences: two journeys held against each other, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import filterfalse
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.arguments import word_of
from journeykit.changes.changes import CHANGE_KINDS, Change, ChangeKind, changes_between
from journeykit.changes.deviations import Deviation, deviations
from journeykit.changes.matching import Match, matches
from journeykit.changes.renaming import renamed_keys
from journeykit.checked import checked
from journeykit.emotions import Emotion
from journeykit.graph import View, view_of
from journeykit.management import Opportunity
from journeykit.model import Journey

Progress: TypeAlias = Literal["carried out", "in part", "effect only", "not carried out", "dropped"]
"""What may become of an opportunity; of an `effect only` nobody says how it comes about."""

Purpose: TypeAlias = Literal["redesign", "revision", "execution"]
"""What two journeys are compared for."""

PURPOSES: tuple[Purpose, ...] = ("redesign", "revision", "execution")
"""Everything that two journeys may be compared for."""


_STATE = ("journey", "state")
"""The kind and the property by which an as-is and its to-be always differ."""


_INSIDE = frozenset({"stage", "touchpoint", "transition"})
"""What a journey consists of, so that work on it is work on the journey."""


@frozen
class FeelingChange:
    """What one persona feels at one touchpoint, in a stage or in the journey, before and after.

    Args:
        element: The address of the experience.
        name: Who and where, in words.
        before: The feeling in the first journey; None if none was stated.
        after: The feeling in the second.
    """

    element: Element
    name: str
    before: Emotion | None
    after: Emotion | None

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def difference(self) -> float | None:
        """By how much it is better, at the low end of a range; None where one is not stated."""
        if self.before is None or self.after is None:
            return None
        return self.after.low - self.before.low


@frozen
class Progressed:
    """What became of an opportunity of the first journey.

    Args:
        progress: `carried out`, `in part`, `not carried out` or `dropped`; `effect only` where no
            more than feelings and pain points are others, and nothing says how that comes about.
        open: The names of what it addresses and nothing was done about.
    """

    opportunity: Opportunity
    progress: Progress
    open: tuple[str, ...] = ()

    __repr__ = fields.shown
    _repr_html_ = fields.card


def _level(emotion: object) -> tuple[float | None, float, float] | None:
    """How good a feeling is, whatever it is called and however it is known."""
    return (emotion.valence, emotion.low, emotion.high) if isinstance(emotion, Emotion) else None


def _places(changes: Iterable[Change]) -> Iterator[Element]:
    """Where experiences are others; an address says the key of the place alone."""
    for change in changes:
        if change.element.kind == "experience":
            yield from (Element(kind, change.element.keys[1:]) for kind in ("touchpoint", "stage"))


def _is_effect(change: Change) -> bool:
    """Whether a change is one that work hopes to gain: in a feeling or a pain point."""
    if change.element.kind == "experience":
        return change.attribute != "actions"
    return change.element.kind == "pain" and change.attribute != "response"


def _as_mapping(renamed: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> Any:
    """A mapping, or its pairs, as a mapping; what is neither, the validator refuses."""
    if isinstance(renamed, tuple | list) and all(isinstance(each, tuple) for each in renamed):
        with suppress(TypeError, ValueError):
            return dict(renamed)
    return renamed


def _settle_renamed(differences: Differences, _attribute: object, renamed: Any) -> None:
    """Keep the keys that became others, however they were named, if they can have."""
    pairs = renamed_keys(differences.before, differences.after, renamed)
    object.__setattr__(differences, "renamed", tuple(sorted(pairs.items())))


_is_journey = fields.is_a(Journey, "a journey")


@frozen
class Differences:
    """What is different in the second of two journeys.

    Args:
        before: The first journey: the as-is, what was planned, yesterday's.
        after: The second: the to-be, what happened, today's.
        renamed: Keys of the first journey that have become other keys in the second; or addresses,
            such as `touchpoint:pays`. Kept as pairs of keys.

    Raises:
        ModelError: One of them is no journey, or a key cannot have become the other.
        UnknownReferenceError: A renamed key is not in its journey.
    """

    before: Journey = field(validator=_is_journey)
    after: Journey = field(validator=_is_journey)
    renamed: tuple[tuple[str, str], ...] = field(
        default=(), converter=_as_mapping, validator=_settle_renamed, repr=False
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was added, removed, moved and changed."""
        return changes_between(self.before, self.after, self._now)

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.changes)

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind.

        Args:
            kind: `added`, `removed`, `moved` or `changed`.

        Returns:
            The changes, in order.

        Raises:
            UnknownReferenceError: There is no such kind.
        """
        kind = word_of("kind of change", kind, CHANGE_KINDS)
        return tuple(change for change in self.changes if change.kind == kind)

    @checked
    def at(self, element: Element) -> tuple[Change, ...]:
        """Return what happened to one thing.

        Args:
            element: Its address.

        Returns:
            The changes, in order.
        """
        return tuple(change for change in self.changes if change.element == element)

    @cached_property
    def feelings(self) -> tuple[FeelingChange, ...]:
        """The feelings that are better, worse or of another span, newly stated or no longer.

        One that is called or known otherwise and is as good as before is among the changes alone.
        """
        return tuple(
            FeelingChange(each.element, each.name, each.before, each.after)  # type: ignore[arg-type]
            for each in self.of("changed")
            if each.element.kind == "experience"
            and each.attribute == "emotion"
            and _level(each.before) != _level(each.after)
        )

    @cached_property
    def plan(self) -> tuple[Progressed, ...]:
        """What became of each opportunity of the first journey."""
        return tuple(map(self._progress, self.before.opportunities))

    def _progress(self, opportunity: Opportunity) -> Progressed:
        """What became of one opportunity.

        What it addresses was worked on where it is gone, was changed in more than its name, place
        or wording, or where something in it or at it was. A pain point less, or another feeling, is
        what one hopes to gain by that, and no work. A status of `done` or `dropped` in the second
        journey is taken at its word.
        """
        key = self._now.get(opportunity.key, opportunity.key)
        status = self._statuses.get(key, opportunity.status)
        if status == "done":
            return Progressed(opportunity, "carried out")
        if status == "dropped":
            return Progressed(opportunity, "dropped")
        addressed = opportunity.addresses
        remaining = [element for element in addressed if not self._is_acted_on(element)]
        open_names = tuple(map(self.view_before.name_of, remaining))
        if len(remaining) < len(addressed):
            return Progressed(opportunity, "in part" if remaining else "carried out", open_names)
        gained = any(map(self.is_worked_on, remaining))
        return Progressed(opportunity, "effect only" if gained else "not carried out", open_names)

    def _is_acted_on(self, element: Element) -> bool:
        """Whether something there is another that customers meet or do, not only what they feel."""
        here = self.now(element)
        if here.kind == "pain" and here not in self._acted_on:
            places = (self.now(at) for pain, at in self.view_before.pains if pain.key == here.key)
            return self.is_worked_on(element) and any(map(self._acted_on.__contains__, places))
        if here.kind == "cell":
            here = Element("stage", here.keys[1:2])
        ends = here.keys if here.kind == "transition" else ()
        return here in self._acted_on or any(
            Element("touchpoint", (key,)) in self._done_otherwise for key in ends
        )

    @cached_property
    def _statuses(self) -> dict[str, str | None]:
        """The status of each opportunity of the second journey, by key."""
        return {each.key: each.status for each in self.after.opportunities}

    @checked
    def is_worked_on(self, element: Element) -> bool:
        """Whether anything was done about a thing of the first journey, or about what stands in it.

        Another name, place or wording, or more evidence, is no work on it.

        Args:
            element: Its address.

        Returns:
            True if it is gone or another, if an experience there is another, or if a pain point
            there is gone.
        """
        here = self.now(element)
        if here.kind == "transition":
            ends = (Element("touchpoint", (key,)) for key in here.keys)
            return here in self._worked_on or any(end in self._experienced_anew for end in ends)
        if here.kind == "cell":
            return Element("stage", here.keys[1:2]) in self._worked_on
        return here in self._worked_on

    @cached_property
    def _done_otherwise(self) -> frozenset[Element]:
        """The touchpoints and stages where somebody does something else than before."""
        return frozenset(_places(filterfalse(_is_effect, self._substantial)))

    @cached_property
    def _acted_on(self) -> frozenset[Element]:
        """What is gone, new or another, but for feelings and pain points, with what holds it."""
        acts = filterfalse(_is_effect, self._substantial)
        return self._with_holders({change.element for change in acts} | self._done_otherwise)

    @cached_property
    def _experienced_anew(self) -> frozenset[Element]:
        """The touchpoints and stages with an experience that is another, or a pain point less."""
        felt = set(_places(self._substantial))
        hurting = {(pain.key, place) for pain, place in self.view_after.pains}
        hurt = {(pain.key, self.now(place)) for pain, place in self.view_before.pains}
        return frozenset(felt | {place for _, place in hurt - hurting})

    @cached_property
    def _substantial(self) -> tuple[Change, ...]:
        """The changes of more than a name, a place or words, or than what the map stands for."""
        return tuple(
            change
            for change in self.changes
            if change.has_substance and (change.element.kind, change.attribute) != _STATE
        )

    @cached_property
    def _worked_on(self) -> frozenset[Element]:
        """What is gone, new or another, with what holds it."""
        changed = {change.element for change in self._substantial}
        return self._with_holders(changed | self._experienced_anew)

    def _with_holders(self, elements: Iterable[Element]) -> frozenset[Element]:
        """Some elements, with the stages in which they stand or stood, and with the journey."""
        worked_on = set(elements)
        for view in (self.view_before, self.view_after):
            for stage in view.journey.stages:
                inside = {self.now(touchpoint.element) for touchpoint in stage.touchpoints}
                if inside & worked_on:
                    worked_on.add(self.now(stage.element))
        if any(element.kind in _INSIDE for element in worked_on):
            worked_on.add(self.after.element)
        return frozenset(worked_on)

    @cached_property
    def deviations(self) -> tuple[Deviation, ...]:
        """How what happened differs from the plan; nothing unless the second journey is actual."""
        return deviations(self.changes) if self.after.state == "actual" else ()

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """What may be the same thing under another key; proposed, never assumed."""
        return matches(self.before, self.after, self.changes)

    @property
    def purpose(self) -> Purpose:
        """What the two are compared for, by their states.

        An `execution` is what happened against a plan, a `revision` the same journey at another
        time, a `redesign` everything else, as an as-is and its to-be.
        """
        if self.after.state == "actual" != self.before.state:
            return "execution"
        same = self.before.state == self.after.state != ""
        return "revision" if same else "redesign"

    @checked
    def now(self, element: Element) -> Element:
        """Return the address that something of the first journey has in the second.

        Args:
            element: Its address in the first.

        Returns:
            The same address, but for keys that were renamed.
        """
        if element == self.before.element:
            return self.after.element
        return Element(element.kind, tuple(self._now.get(key, key) for key in element.keys))

    @cached_property
    def _now(self) -> dict[str, str]:
        """The new keys by the old ones."""
        return dict(self.renamed)

    @cached_property
    def view_before(self) -> View:
        """The first journey, with its questions."""
        return view_of(self.before)

    @cached_property
    def view_after(self) -> View:
        """The second journey, with its questions."""
        return view_of(self.after)
