"""Matches: things that may be the same under another key, proposed and never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from attrs import frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.changes.changes import Change
from journeykit.checked import checked
from journeykit.model import Journey

_KINDS = ("persona", "stage", "touchpoint", "opportunity", "metric", "pain")
_ALIKE = 0.6
"""From this likeness of two names on, they may be the same thing said anew."""
_MOST_PAIRS = 10_000
"""So many names are held against each other; beyond, only equal places are looked at."""


@frozen
class Match:
    """A thing that was removed and one that was added, which may be the same.

    Args:
        before: The address in the first journey.
        after: The address in the second.
        reason: Why it may be the same.
    """

    before: Element
    after: Element
    reason: str

    __repr__ = fields.shown
    _repr_html_ = fields.card


@checked
def matches(before: Journey, after: Journey, changes: Iterable[Change]) -> tuple[Match, ...]:
    """Return what may be the same thing under another key.

    Args:
        before: The first journey.
        after: The second.
        changes: What is different between them.

    Returns:
        At most one match for each thing, the most alike first.
    """
    listed = list(changes)
    candidates: list[tuple[float, Match]] = []
    for kind in _KINDS:
        gone = [c for c in listed if c.kind == "removed" and c.element.kind == kind]
        new = [c for c in listed if c.kind == "added" and c.element.kind == kind]
        if len(gone) * len(new) <= _MOST_PAIRS:
            candidates.extend(_by_name(gone, new))
    removed = {change.element for change in listed if change.kind == "removed"}
    added = {change.element for change in listed if change.kind == "added"}
    candidates.extend(_by_place(before, after, removed, added))
    return _each_once(candidates)


def _by_name(gone: list[Change], new: list[Change]) -> Iterable[tuple[float, Match]]:
    """Pairs whose names are alike."""
    for old in gone:
        for fresh in new:
            likeness = SequenceMatcher(None, old.name.casefold(), fresh.name.casefold()).ratio()
            if likeness >= _ALIKE:
                reason = f'the names "{old.name}" and "{fresh.name}" are alike'
                yield likeness, Match(old.element, fresh.element, reason)


def _touchpoints_by_neighbours(journey: Journey) -> dict[tuple[str, ...], Element]:
    """The touchpoints by their stage and their two neighbours in it."""
    touchpoints: dict[tuple[str, ...], Element] = {}
    for stage in journey.stages:
        keys = ["", *(touchpoint.key for touchpoint in stage.touchpoints), ""]
        for index, touchpoint in enumerate(stage.touchpoints):
            touchpoints[stage.key, keys[index], keys[index + 2]] = touchpoint.element
    return touchpoints


def _by_place(
    before: Journey, after: Journey, removed: set[Element], added: set[Element]
) -> Iterable[tuple[float, Match]]:
    """Touchpoints between the same neighbours, one of which at least is a touchpoint."""
    now = _touchpoints_by_neighbours(after)
    for neighbours, old in _touchpoints_by_neighbours(before).items():
        new = now.get(neighbours)
        if new is not None and old in removed and new in added and any(neighbours[1:]):
            yield _ALIKE, Match(old, new, "they stand between the same touchpoints")


def _each_once(candidates: list[tuple[float, Match]]) -> tuple[Match, ...]:
    """The most alike pairs, each thing once."""
    taken: set[tuple[str, Element]] = set()
    kept: list[Match] = []
    for _, match in sorted(candidates, key=lambda pair: -pair[0]):
        ends = {("before", match.before), ("after", match.after)}
        if not ends & taken:
            taken |= ends
            kept.append(match)
    return tuple(kept)
