"""Forks: what the guards on the ways out of one place leave open.

A guard that is a value can be decided for any customer, so a fork can be proved complete, or one
of its ways proved to be closed for good. Free text cannot; who asks is told so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from journeykit.communication import Segment
from journeykit.guards import AllOf, AnyOf, AttributeComparison, Guard, InSegment, Not, valuations
from journeykit.transitions import Transition

Completeness: TypeAlias = Literal["complete", "open", "unknown"]
"""Whether somebody finds every way closed; `unknown` when the words do not say."""

Segments: TypeAlias = Mapping[str, Segment]
"""The segments of a journey, by key."""


def expanded(guard: Guard, segments: Segments, seen: frozenset[str] = frozenset()) -> Guard:
    """A guard with what decides each segment in place of the segment.

    Args:
        segments: The segments of the journey, by key.
        seen: Segments that are being expanded, which their own condition may name again.

    Returns:
        The guard; segments that nobody defined stay.
    """
    if isinstance(guard, InSegment):
        where = segments[guard.segment].where if guard.segment in segments else None
        if where is None or guard.segment in seen:
            return guard
        return expanded(where, segments, seen | {guard.segment})
    if isinstance(guard, AllOf):
        return AllOf(tuple(expanded(part, segments, seen) for part in guard.parts))
    if isinstance(guard, AnyOf):
        return AnyOf(tuple(expanded(part, segments, seen) for part in guard.parts))
    if isinstance(guard, Not):
        return Not(expanded(guard.part, segments, seen))
    return guard


def is_impossible(guard: Guard, segments: Segments) -> bool:
    """Whether no customer whatever can meet a guard.

    Args:
        segments: The segments of the journey, by key.

    Returns:
        True when that is proved; False when somebody can, or when nobody knows.
    """
    whole = expanded(guard, segments)
    if whole.is_otherwise or isinstance(whole, AttributeComparison | InSegment):
        return False
    cases = valuations([whole])
    return cases is not None and all(whole.holds(facts) is False for facts in cases)


def overlap(first: Guard, second: Guard, segments: Segments) -> bool:
    """Whether some customer meets two guards at once.

    Args:
        segments: The segments of the journey, by key.

    Returns:
        True when there is such a customer; False when there is none, or when nobody knows.
    """
    pair = [expanded(first, segments), expanded(second, segments)]
    return any(all(guard.holds(facts) for guard in pair) for facts in valuations(pair) or ())


def completeness(transitions: Sequence[Transition], segments: Segments) -> Completeness:
    """Whether a customer may find every way out closed.

    Args:
        transitions: The transitions out of one element.
        segments: The segments of the journey, by key.

    Returns:
        `complete` when somebody is let through in any case, `open` when it is proved or plain
        that somebody is not, `unknown` otherwise. A single condition in free text is plainly
        open: its contrary leads nowhere. Several are taken to name the outcomes there are.
    """
    guards = [transition.when for transition in transitions]
    if any(guard == "" or (isinstance(guard, Guard) and guard.is_otherwise) for guard in guards):
        return "complete"
    decidable = [expanded(g, segments) for g in dict.fromkeys(guards) if isinstance(g, Guard)]
    if decidable:
        cases = valuations(decidable)
        if cases is None:
            return "unknown"
        if all(any(guard.holds(facts) for guard in decidable) for facts in cases):
            return "complete"
    if len(set(guards)) == 1:
        return "open"
    in_words = len(decidable) < len(set(guards)) or any(_names_segment(g) for g in decidable)
    return "unknown" if in_words else "open"


def _names_segment(guard: Guard) -> bool:
    """Whether a guard asks for a segment that nobody defined."""
    return any(isinstance(atom, InSegment) for atom in guard.atoms())
