"""What a journey refuses: only what would make it meaningless."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeykit import fields
from journeykit.addresses import refuse_twins
from journeykit.channels import Channel, refuse_two_of_one_key
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.stages import Stage, stage_order
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.model import Journey


def refuse_meaningless(journey: Journey) -> None:
    """Refuse two things under one key, a reference to nothing, and a circle of stages."""
    for kind, elements in (
        ("persona", journey.personas),
        ("stage", journey.stages),
        ("opportunity", journey.opportunities),
        ("segment", journey.segments),
        ("system", journey.systems),
    ):
        refuse_twins(kind, ((element.key, element.name) for element in elements))
    refuse_twins("presence of persona", ((e.persona, e.persona) for e in journey.presences))
    _refuse_twin_touchpoints(journey)
    refuse_two_of_one_key(_channels_used(journey))
    stages = {stage.key for stage in journey.stages}
    personas = {persona.key for persona in journey.personas}
    for touchpoint in journey.touchpoints:
        _refers_to_personas(touchpoint, personas)
    for stage in journey.stages:
        _refuse_unknown_feelers(stage, personas)
        for key in stage.after or ():
            refuse_unknown("stage", key, stages, f'after of stage "{stage.name}"')
    _refuse_unknown_feelers(journey, personas)
    _refuse_circles(journey)
    for excluded in journey.excluded:
        refuse_unknown("stage", excluded.stage, stages, "not applicable")
        refuse_unknown("persona", excluded.persona, personas, "not applicable")
    if journey.presences:
        _refuse_nowhere(journey, personas)
    if journey.transitions:
        refuse_unplaced(journey, journey.transitions, steps_of(journey))


def steps_of(journey: Journey) -> frozenset[tuple[str, str]]:
    """Kind and key of whatever a transition may lead to."""
    touchpoints = (touchpoint for touchpoint, _ in _placed(journey))
    return frozenset(
        (kind, step.key)
        for kind, steps in (("stage", journey.stages), ("touchpoint", touchpoints))
        for step in steps
    )


def _placed(journey: Journey) -> Iterator[tuple[Touchpoint, str]]:
    """Each touchpoint with the name of its stage, if it has one."""
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            yield touchpoint, stage.name
    for touchpoint in journey.any_time:
        yield touchpoint, ""


def _refuse_twin_touchpoints(journey: Journey) -> None:
    """Refuse two touchpoints of one key, and say in which stages they stand."""
    seen: set[str] = set()
    for twin, stage in _placed(journey):
        if twin.key in seen:
            # Found again only for the message, so that a large journey needs no words for each.
            first, before = next(each for each in _placed(journey) if each[0].key == twin.key)
            places = _where(before), _where(stage)
            raise DuplicateKeyError(
                "touchpoint", twin.key, first=first.name, second=twin.name, places=places
            )
        seen.add(twin.key)


def _where(stage: str) -> str:
    """Where a touchpoint stands, in words."""
    return f'in stage "{stage}"' if stage else "at any time"


def _channels_used(journey: Journey) -> Iterator[tuple[Channel, object]]:
    """Each channel that is named somewhere, with the thing that names it."""
    for channel in journey.channels:
        yield channel, journey
    for persona in journey.personas:
        for channel in (*persona.prefers, *persona.avoids):
            yield channel, persona
    for touchpoint in journey.touchpoints:
        for channel in touchpoint.channels:
            yield channel, touchpoint
        for step in touchpoint.backstage:
            if step.channel is not None:
                yield step.channel, touchpoint


def refuse_unplaced(
    journey: Journey, transitions: Iterable[Transition], steps: frozenset[tuple[str, str]]
) -> None:
    """Refuse a transition to or from what is not in the journey."""
    personas: set[str] | None = None
    for transition in transitions:
        for end in (transition.source, transition.target):
            if (end.kind, end.key) not in steps:
                keys = sorted(key for kind, key in steps if kind == end.kind)
                where = f'flow of journey "{journey.name}", where it is in no stage'
                raise UnknownReferenceError(end.kind, end.key, choices=keys, where=where)
        if transition.personas:
            personas = personas or {persona.key for persona in journey.personas}
            for key in transition.personas:
                refuse_unknown("persona", key, personas, f"flow {transition.element}")


def _refuse_circles(journey: Journey) -> None:
    """Refuse stages that come after each other."""
    if all(stage.after is None for stage in journey.stages):
        return  # in the order in which they are declared
    order: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter(
        {stage.key: before for stage, before in stage_order(journey.stages)}
    )
    try:
        order.prepare()
    except graphlib.CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise ModelError(f"the stages come after each other in a circle: {circle}") from None


def _refers_to_personas(touchpoint: Touchpoint, personas: set[str]) -> None:
    """Refuse a touchpoint that speaks of somebody who does not walk the journey."""
    where = f'touchpoint "{touchpoint.name}"; add .walked_by(…) before its stage'
    for key in (*touchpoint.personas, *touchpoint.on_behalf_of):
        refuse_unknown("persona", key, personas, where)
    for experience in touchpoint.experiences:
        refuse_unknown("persona", experience.persona, personas, where)
    for served in touchpoint.served:
        refuse_unknown("persona", served.persona, personas, where)


def _refuse_unknown_feelers(holder: Stage | Journey, personas: set[str]) -> None:
    """Refuse what somebody goes through in a stage or a journey that they do not walk."""
    for experience in holder.experiences:
        refuse_unknown("persona", experience.persona, personas, fields.described(holder))


def _refuse_nowhere(journey: Journey, personas: set[str]) -> None:
    """Refuse somebody who joins or leaves at what is in no stage of the journey."""
    steps = {each.element for s in journey.stages for each in (s, *s.touchpoints)}
    for presence in journey.presences:
        refuse_unknown("persona", presence.persona, personas, "presence")
        for step in (presence.joins_at, presence.leaves_after):
            if step is not None and step not in steps:
                keys = sorted(each.key for each in steps if each.kind == step.kind)
                where = f'presence of persona "{presence.persona}", where it is in no stage'
                raise UnknownReferenceError(step.kind, step.key, choices=keys, where=where)


def refuse_unknown(kind: str, key: str, keys: set[str], where: str) -> None:
    """Refuse a key that nothing has."""
    if key not in keys:
        raise UnknownReferenceError(kind, key, choices=sorted(keys), where=where)
