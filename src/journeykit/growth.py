"""Growth: how a journey takes on transitions without looking at all it has already."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from journeykit.growing_set import GrowingSet
from journeykit.invariants import refuse_unplaced, steps_of
from journeykit.journey_index import JourneyIndex
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")


class Growth(NamedTuple):
    """What a growing journey looks up.

    Args:
        steps: Kind and key of whatever a transition may lead to.
        transitions: What has been said already.
    """

    steps: frozenset[tuple[str, str]]
    transitions: GrowingSet[Transition]


class Growing:
    """Slots for what is derived from the fields: no fields, so that no tool takes it for data."""

    __slots__ = ("_cache", "_index")

    _cache: Growth
    _index: JourneyIndex


def grown(self: J, added: tuple[Transition, ...]) -> J:
    """A copy with more transitions, each once.

    Only what is new is checked, and the steps are shared with the copy, so that a sentence of
    ten thousand flows stays linear.
    """
    growth = _growth(self)
    refuse_unplaced(self, added, growth.steps)
    new = tuple(t for t in dict.fromkeys(added) if t not in growth.transitions)
    if not new:
        return self
    longer = copy.copy(self)
    object.__setattr__(longer, "transitions", (*self.transitions, *new))
    cache = growth._replace(transitions=growth.transitions.plus(new))
    object.__setattr__(longer, "_cache", cache)
    return longer


def _growth(journey: Journey) -> Growth:
    """The steps and transitions, to look up; collected when the first flow asks."""
    try:
        return journey._cache  # noqa: SLF001 — our own
    except AttributeError:
        growth = Growth(steps_of(journey), GrowingSet[Transition]().plus(journey.transitions))
        # No lock is needed: whichever thread comes last keeps an equal value.
        object.__setattr__(journey, "_cache", growth)
        return growth
