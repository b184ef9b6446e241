"""Rules for the journeys of air passengers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from journeykit import Channel, Journey, Touchpoint, journey, persona, touchpoint
from journeykit.graph import View
from journeykit.validation import Fine, Problem, Rule, rule

FAMILY = "airline"

_DISRUPTION = re.compile(r"\b(cancel|delay|divert|overbook|missed connection)", re.IGNORECASE)


def is_disruption(step: Touchpoint) -> bool:
    """Whether a touchpoint is about a flight that does not go as planned."""
    return bool(_DISRUPTION.search(step.name))


def _flight(*steps: Touchpoint) -> Journey:
    """A journey whose steps follow one another on the day of travel."""
    trip = journey("Flying home").stage("Day of travel", *steps)
    for before, after in pairwise(steps):
        trip = trip.flow(before >> after)
    return trip


@rule(
    "disruption-without-rebooking",
    "AIR101",
    severity="warning",
    detects="A cancelled or delayed flight after which the passenger is left to find a way.",
    why="Passengers remember how a disruption was handled longer than the disruption itself.",
    formally="A touchpoint whose name speaks of a disruption has no transition of the kind "
    "recovery that leaves it.",
    fix='lead on from it: .flow(cancelled >> rebooking, kind="recovery")',
    source="Service recovery; for the European Union, Regulation (EC) 261/2004, article 8.",
    fires=lambda: _flight(touchpoint("Flight is cancelled"), touchpoint("Sleeps at the airport")),
    silent=lambda: (
        journey("Flying home")
        .stage("Day of travel", cancelled := touchpoint("Flight is cancelled"))
        .stage("Later", rebooked := touchpoint("Is rebooked in the app"))
        .flow(cancelled >> rebooked, kind="recovery")
    ),
    family=FAMILY,
)
def disruption_without_rebooking(view: View) -> Iterator[Problem | Fine]:
    """Look for disruptions that nothing recovers from."""
    recovered = {t.source.key for t in view.journey.transitions if t.kind == "recovery"}
    for step in view.touchpoints:
        if not is_disruption(step):
            continue
        if step.key in recovered:
            yield Fine(step)
        else:
            yield Problem(f'nothing leads on from "{step.name}"', step)


@rule(
    "disruption-on-one-channel",
    "AIR102",
    severity="info",
    detects="News of a disruption that reach passengers on too few channels.",
    why="At an airport batteries are empty and boards are far away; one channel misses people.",
    formally="A touchpoint whose name speaks of a disruption names fewer channels than asked for.",
    fix="tell it elsewhere as well: .on(Channel.PHONE)",
    source="Practice of irregular-operations desks.",
    fires=lambda: _flight(touchpoint("Flight is delayed", Channel.EMAIL)),
    silent=lambda: _flight(touchpoint("Flight is delayed", Channel.EMAIL, Channel.PHONE)),
    requires={"channels": 1},
    family=FAMILY,
)
def disruption_on_one_channel(
    view: View, *, at_least: Annotated[int, "how many channels are enough"] = 2
) -> Iterator[Problem | Fine]:
    """Look for disruptions that are told on too few channels."""
    for step in view.touchpoints:
        if not is_disruption(step):
            continue
        if len(step.channels) >= at_least:
            yield Fine(step)
        else:
            known = ", ".join(channel.name for channel in step.channels) or "no channel"
            yield Problem(f'passengers hear of "{step.name}" on {known} alone', step)


@rule(
    "assistance-not-arranged",
    "AIR103",
    severity="error",
    detects="A passenger with an access need whom no touchpoint accommodates.",
    why="Assistance has to be booked before the day of travel; at the gate it is too late.",
    formally="A persona has an access need that no touchpoint of its own says it accommodates.",
    fix='arrange it in time: touchpoint(…, accommodates=["wheelchair"])',
    source="For the European Union, Regulation (EC) 1107/2006, article 7.",
    fires=lambda: _flight(touchpoint("Checks in")).walked_by(
        persona("Ines", access_needs=["wheelchair"])
    ),
    silent=lambda: _flight(
        touchpoint("Checks in", accommodates=["wheelchair"]), touchpoint("Boards")
    ).walked_by(persona("Ines", access_needs=["wheelchair"])),
    requires={"access needs": 1},
    family=FAMILY,
)
def assistance_not_arranged(view: View) -> Iterator[Problem | Fine]:
    """Look for access needs that nobody has thought of."""
    for someone in view.journey.personas:
        met = {need for step in view.touchpoints_of(someone.key) for need in step.accommodates}
        for need in someone.access_needs:
            if need in met:
                yield Fine(someone)
            else:
                message = f"nothing on the way is arranged for {someone.name}: {need}"
                yield Problem(message, someone, salient=need)


RULES: tuple[Rule, ...] = (
    disruption_without_rebooking,
    disruption_on_one_channel,
    assistance_not_arranged,
)
"""What the entry point names."""
