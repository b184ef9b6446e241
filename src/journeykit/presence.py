"""Presence: who joins a journey late or leaves it early, and where that makes them absent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.addresses import Element, as_persona_key, as_step, is_step
from journeykit.errors import ModelError
from journeykit.stages import Stage, stage_order
from journeykit.touchpoints import Touchpoint

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")


def _as_end(step: Touchpoint | Stage | Element | None) -> Element | None:
    """The address of a step, if there is one; what is none is left for the validator."""
    return None if step is None else as_step(step)


@frozen
class Presence:
    """The part of a journey in which a persona takes part.

    Args:
        persona: The key of the persona.
        joins_at: The first stage or touchpoint of theirs; None if they are there from the start.
        leaves_after: The last one; None if they stay to the end.

    Raises:
        ModelError: It says neither.

    Example:
        >>> from journeykit import Stage
        >>> print(Presence("user", joins_at=Stage("Use")).joins_at)
        stage:use
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    joins_at: Element | None = field(
        default=None, converter=_as_end, validator=fields.maybe(is_step), kw_only=True
    )
    leaves_after: Element | None = field(
        default=None, converter=_as_end, validator=fields.maybe(is_step), kw_only=True
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse to say nothing."""
        if self.joins_at is None and self.leaves_after is None:
            raise ModelError(
                f'presence of persona "{self.persona}": expected where they join or leave, '
                'as in joins_at="Use" or leaves_after="Renew"'
            )


def as_presences(items: Presence | Iterable[Presence]) -> tuple[Presence, ...]:
    """A tuple of presences; one alone is one item."""
    return fields.several(items)


@frozen
class Absences:
    """Where personas are not, because they join later or have left.

    Args:
        stages: For each persona and stage, by key, why: "joins later" or "has left".
        touchpoints: For each touchpoint, by key, the keys of those who are not there.
    """

    stages: Mapping[tuple[str, str], str]
    touchpoints: Mapping[str, set[str]]


def absences(journey: Journey) -> Absences:
    """Look up where personas are not, as the journey says of their presence.

    Who joins at a stage is in none that comes before it. Who joins at a touchpoint is also at none
    that is listed before it in its stage. So it is with leaving, the other way round.
    """
    before = {stage.key: earlier for stage, earlier in stage_order(journey.stages)}
    after: defaultdict[str, list[str]] = defaultdict(list)
    for key, earlier in before.items():
        for each in earlier:
            after[each].append(key)
    homes = {step.element: s for s in journey.stages for step in (s, *s.touchpoints)}
    stages: dict[tuple[str, str], str] = {}
    touchpoints: defaultdict[str, set[str]] = defaultdict(set)
    for presence in journey.presences:
        for step, neighbours, why, direction in (
            (presence.joins_at, before, "joins later", 1),
            (presence.leaves_after, after, "has left", -1),
        ):
            if step is None:
                continue
            stages |= {(presence.persona, key): why for key in _beyond(homes[step].key, neighbours)}
            for missed in _until(homes[step].touchpoints[::direction], step):
                touchpoints[missed.key].add(presence.persona)
    by_key = {stage.key: stage for stage in journey.stages}
    for persona, key in stages:
        for missed in by_key[key].touchpoints:
            touchpoints[missed.key].add(persona)
    return Absences(stages, touchpoints)


def _beyond(start: str, neighbours: Mapping[str, Sequence[str]]) -> set[str]:
    """The stages, by key, that some lead to from one."""
    stages: set[str] = set()
    ahead = [start]
    while ahead:
        new = set(neighbours.get(ahead.pop(), ())) - stages
        stages |= new
        ahead.extend(new)
    return stages


def _until(touchpoints: Sequence[Touchpoint], step: Element) -> Iterable[Touchpoint]:
    """The touchpoints of a stage before one of them; none before the stage itself."""
    inside = touchpoints if step.kind == "touchpoint" else ()
    return takewhile(lambda touchpoint: touchpoint.element != step, inside)


def attended(journey: J) -> J:
    """Name who is there at each touchpoint for everybody at which somebody is not.

    What a touchpoint says itself holds; and where nobody would be left, nobody is named.

    Returns:
        The journey as it is looked at; itself where nobody joins late or leaves early.

    Example:
        >>> from journeykit import journey, persona, touchpoint
        >>> buyer, user = persona("Buyer"), persona("User")
        >>> trial = journey("Trial").walked_by(buyer, user).stage("Buy", touchpoint("Orders"))
        >>> trial = trial.stage("Use", touchpoint("Logs in")).present(user, joins_at="Use")
        >>> [touchpoint.personas for touchpoint in attended(trial).touchpoints]
        [('buyer',), ()]
    """
    if not journey.presences:
        return journey
    absent = absences(journey).touchpoints
    everybody = [persona.key for persona in journey.personas]

    def named(touchpoint: Touchpoint) -> Touchpoint:
        if touchpoint.personas or touchpoint.key not in absent:
            return touchpoint
        there = [key for key in everybody if key not in absent[touchpoint.key]]
        return evolve(touchpoint, personas=there) if there else touchpoint

    stages = (evolve(s, touchpoints=tuple(map(named, s.touchpoints))) for s in journey.stages)
    return evolve(journey, stages=tuple(stages))
