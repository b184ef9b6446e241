"""Renaming: which keys of one journey somebody says became which keys of another."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit import fields
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.model import Journey
from journeykit.printable import quoted

_EXAMPLE = 'renamed: expected old keys with new ones, such as {"pays": "checks-out"}'


def renamed_keys(
    before: Journey, after: Journey, renamed: Mapping[str, str] | None
) -> dict[str, str]:
    """Return which keys became which, if they can have.

    Args:
        before: The first journey.
        after: The second.
        renamed: What a caller gave: keys or addresses of the first journey, each with the key or
            address in the second.

    Returns:
        The new keys by the old ones.

    Raises:
        ModelError: It is no mapping of texts, the two are of different kinds, two became one, or
            what something is said to have become was there before.
        UnknownReferenceError: A key is not in its journey; the nearest is named.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> waits = journey("Ward").stage("All", touchpoint("Waits", key="wait"))
        >>> queues = journey("Ward").stage("All", touchpoint("Queues", key="queue"))
        >>> renamed_keys(waits, queues, {"touchpoint:wait": "touchpoint:queue"})
        {'wait': 'queue'}
    """
    if renamed is None:
        return {}
    if not isinstance(renamed, Mapping):
        raise ModelError(f"{_EXAMPLE}, got {fields.described(renamed)}")
    pairs: dict[str, str] = {}
    for old, new in renamed.items():
        was, old_kinds = _identified(old, before)
        now, new_kinds = _identified(new, after)
        _refuse_other_kind((was, old_kinds, before), (now, new_kinds, after))
        pairs[was] = now
    _refuse_two_in_one(pairs)
    _refuse_what_was_there(before, after, pairs)
    return pairs


def _identified(word: object, journey: Journey) -> tuple[str, tuple[str, ...]]:
    """The key that a word names in a journey, and the kinds of what has it."""
    if not isinstance(word, str):
        raise ModelError(f"{_EXAMPLE}, got {fields.described(word)}")
    kinds_by_key = _kinds(journey)
    kind, colon, key = word.partition(":")
    where = quoted(journey.name)
    if not colon:
        if word not in kinds_by_key:
            raise UnknownReferenceError("key", word, choices=kinds_by_key, where=where)
        return word, kinds_by_key[word]
    if kind not in kinds_by_key.get(key, ()):
        addresses = [f"{each}:{key}" for key, kinds in kinds_by_key.items() for each in kinds]
        raise UnknownReferenceError("element", word, choices=addresses, where=where)
    return key, (kind,)


def _refuse_other_kind(
    old: tuple[str, tuple[str, ...], Journey], new: tuple[str, tuple[str, ...], Journey]
) -> None:
    """Refuse a touchpoint that became a stage, and the like."""
    if not set(old[1]) & set(new[1]):
        was, now = (
            f"the {kinds[0]} {quoted(key)} of {quoted(journey.name)}"
            for key, kinds, journey in (old, new)
        )
        raise ModelError(
            f"renamed: {was} cannot have become {now}; expected the key of another {old[1][0]}"
        )


def _refuse_two_in_one(pairs: Mapping[str, str]) -> None:
    """Refuse two keys that became the same one."""
    first: dict[str, str] = {}
    for was, now in pairs.items():
        if now in first:
            raise ModelError(
                f"renamed: both {quoted(first[now])} and {quoted(was)} became {quoted(now)}; "
                "expected a key of its own for each"
            )
        first[now] = was


def _refuse_what_was_there(before: Journey, after: Journey, pairs: Mapping[str, str]) -> None:
    """Refuse a key that was there before, unless what had it became something else."""
    old, new = _kinds(before), _kinds(after)
    for was, now in pairs.items():
        same = [kind for kind in old.get(now, ()) if kind in old[was] and kind in new[now]]
        if same and now not in pairs:
            raise ModelError(
                f"renamed: {quoted(was)} cannot have become {quoted(now)}, which is a {same[0]} of "
                f"{quoted(before.name)} already; expected a key that only {quoted(after.name)} has"
            )


def _kinds(journey: Journey) -> dict[str, tuple[str, ...]]:
    """The kinds of everything that can be renamed, by key."""
    kinds: dict[str, tuple[str, ...]] = {}
    for several in (
        journey.personas,
        journey.stages,
        journey.touchpoints,
        journey.opportunities,
    ):
        for each in several:
            kinds[each.key] = (*kinds.get(each.key, ()), each.element.kind)
    return kinds
