"""Subjects: what a rule looks at, counted, so that no rule passes what it never met.

A rule names what it judges: each wait, each change of channel, each pain point. Where a journey
has none, the rule is not applicable. Where it has some, but what is needed to judge them was never
stated, the rule is unanswered. Only otherwise can it pass, and the report says at how many it
looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType

from journeykit.graph import View
from journeykit.model import Touchpoint
from journeykit.validation.finding import Unknown


def _pairs(number: int) -> int:
    """How many pairs a number of things makes."""
    return number * (number - 1) // 2


def _changes_of_channel(view: View) -> int:
    """How many transitions lead between touchpoints that share no channel."""
    channels = view.channel_keys
    return sum(
        1
        for each in view.journey.transitions
        if (here := channels.get(each.source.key))
        and (there := channels.get(each.target.key))
        and not here & there
    )


SUBJECTS: MappingProxyType[str, Callable[[View], int]] = MappingProxyType(
    {
        "the journey": lambda view: 1,  # noqa: ARG005 — there always is one
        "journeys": lambda view: 1 if view.touchpoints or view.journey.stages else 0,
        "personas": lambda view: len(view.journey.personas),
        "pairs of personas": lambda view: _pairs(len(view.journey.personas)),
        "stages": lambda view: len(view.journey.stages),
        "filled stages": lambda view: len(view.filled_stages),
        "touchpoints": lambda view: len(view.touchpoints),
        "pairs of touchpoints": lambda view: _pairs(len(view.touchpoints)),
        "transitions": lambda view: len(view.journey.transitions),
        "decisions": lambda view: sum(1 for out in view.outgoing.values() if len(out) > 1),
        "guards": lambda view: sum(1 for each in view.journey.transitions if each.guarded),
        "shares": lambda view: sum(1 for t in view.journey.transitions if t.share is not None),
        "cells of persona and stage": lambda view: sum(
            len(view.required_stages_of(persona.key)) for persona in view.journey.personas
        ),
        "goals": lambda view: len(view.goals),
        "needs": lambda view: sum(len(persona.needs) for persona in view.journey.personas),
        "expectations": lambda view: sum(len(p.expectations) for p in view.journey.personas),
        "behaviours": lambda view: sum(len(p.behaviours) for p in view.journey.personas),
        "preferred channels": lambda view: sum(len(p.prefers) for p in view.journey.personas),
        "avoided channels": lambda view: sum(len(p.avoids) for p in view.journey.personas),
        "access needs": lambda view: sum(len(p.access_needs) for p in view.journey.personas),
        "languages": lambda view: sum(len(p.languages) for p in view.journey.personas),
        "pain points": lambda view: len(view.pains),
        "pain points of personas": lambda view: sum(len(p.pains) for p in view.journey.personas),
        "feelings": lambda view: len(view.emotions),
        "negative feelings": lambda view: sum(1 for _, _, e in view.emotions if e.low < 0),
        "moments of truth": lambda view: sum(1 for t in view.touchpoints if t.moment_of_truth),
        "fail points": lambda view: sum(1 for t in view.touchpoints if t.fail_point),
        "waits": lambda view: sum(1 for t in view.touchpoints if t.wait),
        "abandoned or failed touchpoints": lambda view: sum(
            1 for t in view.touchpoints if t.outcome != "completed"
        ),
        "channels": lambda view: sum(len(t.channels) for t in view.touchpoints),
        "declared channels": lambda view: len(view.journey.channels),
        "changes of channel": _changes_of_channel,
        "messages": lambda view: sum(len(t.messages) for t in view.touchpoints),
        "campaigns": lambda view: len({t.campaign for t in view.touchpoints if t.campaign}),
        "consents": lambda view: sum(len(t.consents) for t in view.touchpoints),
        "automated touchpoints": lambda view: sum(1 for t in view.touchpoints if t.automated),
        "triggers": lambda view: sum(1 for t in view.touchpoints if t.trigger),
        "personalised touchpoints": lambda view: sum(1 for t in view.touchpoints if t.personalised),
        "systems": lambda view: len(view.content.systems),
        "declared systems": lambda view: len(view.journey.systems),
        "owners": lambda view: sum(1 for t in view.touchpoints if t.owner),
        "metrics": lambda view: len(view.metrics),
        "opportunities": lambda view: len(view.journey.opportunities),
        "business goals": lambda view: len(view.journey.business_goals),
        "segments": lambda view: len(view.journey.segments),
        "evidence": lambda view: sum(len(each) for each in view.evidence.values()),
        "dates of evidence": lambda view: sum(
            1 for each in view.evidence.values() for evidence in each if evidence.date
        ),
        "waivers": lambda view: int(view.content.has_waivers),
        "cells that are not applicable": lambda view: len(view.journey.excluded),
        "presences": lambda view: len(view.journey.presences),
        "texts": lambda view: 1 + len(view.journey.stages) + len(view.touchpoints),
    }
)
"""What rules look at, by its name in the plural, and how to count it."""


NEEDS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "emotions": ("what people feel", '.feels({persona:variable}, -1, "anxious")'),
        "actions": ("what people do", '.does({persona:variable}, "…")'),
        "channels": ("where touchpoints happen", "touchpoint({touchpoint}, Channel.…)"),
        "owners": ("who owns the touchpoints", '.owned_by("…")'),
        "owners of anything": ("who owns what", '.owned_by("…")'),
        "owners of systems": ("who owns the systems", 'System("…", "IT")'),
        "evidence of anything": ("what stands behind the map", '.evidenced_by("interviews")'),
        "served": ("which goals touchpoints serve", '.serves({persona:variable}, "…")'),
        "purposes": ("what touchpoints are for", 'touchpoint({touchpoint}, purpose="support")'),
        "backstage": (
            "what happens behind touchpoints",
            'touchpoint({touchpoint}, backstage=["…"])',
        ),
        "handovers": (
            "what is handed over",
            '.flow({touchpoint:variable} >> {next:variable}, handover="…")',
        ),
        "opportunities": ("what should be improved", '.opportunity("…", {touchpoint:variable})'),
        "severities": ("how severe pain points are", '.hurts({persona:variable}, "…", severity=4)'),
        "priorities": ("which opportunities come first", '.opportunity(…, priority="high")'),
        "metrics": ("how success is measured", '.measured_by(Metric("NPS", "nps"))'),
        "metrics of opportunities": (
            "which metric shows that an opportunity paid off",
            '.opportunity(…, metric="…")',
        ),
        "metrics of stages": ("how stages are measured", '.measured_by(Metric("NPS", "nps"))'),
        "measured stages": ("how stages are measured", '.measured_by(Metric("NPS", "nps"))'),
        "named personas": (
            "who comes to which touchpoint",
            "touchpoint({touchpoint}).met_by({persona:variable})",
        ),
        "segments": ("which segments there are", "journey(…, segments=[Segment(…)])"),
        "events": ("which events there are", 'journey(…, events=["…"])'),
        "languages": (
            "which languages touchpoints speak",
            'touchpoint({touchpoint}, languages=["en"])',
        ),
        "initiators": ("who begins the contact", 'touchpoint({touchpoint}, initiator="company")'),
        "transitions": ("how people move on", ".flow({touchpoint:variable} >> {next:variable})"),
        "clock": ("what day it is", "check(…, clock=date.today())"),
    }
)
"""For each thing that may never have been stated: what it is, and the words to type.

`{persona}`, `{touchpoint}` and `{next}` stand for names of the journey that is checked."""


def unstated(dimension: str, at: object) -> Unknown:
    """Return the verdict on subjects that cannot be judged until something is stated.

    Args:
        dimension: What is not stated, by a name of `NEEDS`.

    Returns:
        That it cannot be told, with the words to type.
    """
    what, say = NEEDS[dimension]
    return Unknown(what, say, at=at)


def says_what_for(touchpoints: Iterable[Touchpoint]) -> bool:
    """Return whether at least half of some touchpoints say what they are for.

    Args:
        touchpoints: The touchpoints; of none it is not said.
    """
    purposes = [bool(touchpoint.purpose) for touchpoint in touchpoints]
    return bool(purposes) and 2 * sum(purposes) >= len(purposes)
