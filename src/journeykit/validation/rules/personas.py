"""Persona coverage: whether everybody who walks the journey is served on the way."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element, cell
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted

_FRIDAY = "a gift that arrives by Friday"
_MAYA = persona("Maya", goals=[_FRIDAY], needs=["to know the total price"])
_BEN = persona("Ben")


def _for_two() -> Journey:
    """A journey that Maya and Ben begin with the same ad."""
    return (
        journey("Buying a gift")
        .walked_by(_MAYA, _BEN)
        .stage("Awareness", touchpoint("Clicks an ad"))
    )


@rule(
    "persona-stage-hole",
    "JK201",
    subjects="cells of persona and stage",
    severity="warning",
    detects="A persona without a touchpoint in a stage.",
    why="Every persona needs touchpoints in each stage. A hole is either a gap in the service or "
    "a question that nobody asked.",
    formally="The persona comes to no touchpoint of the stage; the stage is not optional and the "
    "cell is not marked as not applicable. A touchpoint that names nobody is for everybody. Of a "
    "stage in which nothing happens for anybody, empty-stage speaks once instead of once a "
    "persona; otherwise a cell is among the findings exactly when coverage counts it as missing. "
    "One finding a persona names all its holes.",
    fix="add a touchpoint for {persona} in {stage}, or say .not_applicable({persona:variable}, "
    '{stage:variable}, reason="…")',
    source="Guides to optimising journeys: touchpoints at each stage for every buyer persona.",
    fires=lambda: _for_two().stage("Purchase", touchpoint("Pays", personas=[_MAYA])),
    silent=lambda: _for_two().stage("Purchase", touchpoint("Pays")),
    requires={"personas": 1, "stages": 1},
)
def persona_stage_hole(view: View) -> Iterator[Problem]:
    """Look for empty cells of the grid."""
    cells = view.cells
    for who in view.journey.personas:
        span = [stage for stage in view.required_stages_of(who.key) if stage.touchpoints]
        holes = [stage for stage in span if not cells[who.key, stage.key]]
        if holes:
            names = quoted(stage.name for stage in holes)
            several = f"{len(holes)} of {len(span)} stages: {names}"
            yield Problem(
                f"{who.name} has no touchpoint in {several if len(holes) > 1 else names}",
                [cell(who, stage) for stage in holes],
                each=True,
            )


def _unserved(view: View, who: Persona, key: str) -> bool:
    """Whether no touchpoint that a persona comes to serves a wish of theirs."""
    return not any(met.is_for(who.key) for met in view.touchpoints_serving(who.key, key))


@rule(
    "goal-unserved",
    "JK203",
    subjects="goals",
    severity="warning",
    detects="A goal that no touchpoint serves.",
    why="The goal is why the persona is here. If nothing serves it, the journey is the company's "
    "and not theirs.",
    formally="No touchpoint that the persona comes to says that it serves the goal. Asked only "
    "where some touchpoint says what it serves.",
    fix='say where it is reached: touchpoint(…).serves(persona, "the goal")',
    source="Goals and pain points of the target customers are the first question of every guide.",
    fires=lambda: (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Purchase", touchpoint("Sees the total").serves(_MAYA, "to know the total price"))
    ),
    silent=lambda: (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Purchase", touchpoint("Pays").serves(_MAYA, _FRIDAY))
    ),
    requires={"goals": 1, "served": 1},
)
def goal_unserved(view: View) -> Iterator[Problem]:
    """Look at each goal for a touchpoint that serves it."""
    for who, goal in view.goals:
        if _unserved(view, who, goal.key):
            yield Problem(
                f'no touchpoint serves the goal of {who.name}: "{goal.name}"',
                Element("goal", (who.key, goal.key)),
            )


def _delivery(*, reached: bool) -> Journey:
    """Express delivery serves Maya's goal; she may come to it or not."""
    shop, pay = touchpoint("Explores the shop"), touchpoint("Pays")
    express = touchpoint("Chooses express delivery").serves(_MAYA, _FRIDAY)
    bought = (
        journey("Buying a gift")
        .walked_by(_MAYA)
        .stage("Consideration", shop)
        .stage("Purchase", express, pay)
    )
    return bought.flow(shop >> express >> pay) if reached else bought.flow(shop >> pay)


@rule(
    "goal-out-of-reach",
    "JK204",
    subjects="goals",
    severity="warning",
    detects="A goal that is served only where its persona cannot get.",
    why="On paper the goal is served. The customer who wants it never gets there.",
    formally="Touchpoints serve the goal of the persona, and none of them can be reached by them "
    "from an entry in the effective graph. Not said of goals that nothing serves, nor of personas "
    "who do not get through the journey at all, of whom persona-without-path speaks.",
    fix="add a transition that leads {persona} there",
    source="Reachability, as in requirements coverage of tests.",
    fires=lambda: _delivery(reached=False),
    silent=lambda: _delivery(reached=True),
    requires={"goals": 1, "served": 1, "transitions": 1},
)
def goal_out_of_reach(view: View) -> Iterator[Problem]:
    """Look whether a persona comes to what serves its goals."""
    for who, goal in view.goals:
        servers = [
            met for met in view.touchpoints_serving(who.key, goal.key) if met.is_for(who.key)
        ]
        shut_out = view.can_finish and not view.graph_for(who.key).can_finish
        if not servers or shut_out or not view.graph_for(who.key).entries:
            continue
        if not any(view.can_reach(who.key, met.key) for met in servers):
            yield Problem(
                f'the goal of {who.name}, "{goal.name}", is served only by '
                f"{quoted(met.name for met in servers)}, which they cannot reach",
                Element("goal", (who.key, goal.key)),
            )


@rule(
    "persona-pain-unaddressed",
    "JK205",
    subjects="pain points of personas",
    severity="warning",
    detects="A persona's pain point without a response.",
    why="A persona is useful when its pain points lead to responses.",
    formally="A pain of the persona itself has no response, no opportunity addresses it or the "
    "persona, and neither holds for a pain of the same key elsewhere. Asked only where the journey "
    "has opportunities or responses at all: without any, nobody has begun to answer.",
    fix='add a response: .opportunity("…", pain), or Pain(…, response="…")',
    source="Guides to optimising journeys: intended responses to pain points.",
    fires=lambda: _annoyed().opportunity("Offer gift wrapping", everywhere=True),
    silent=lambda: _annoyed().opportunity(
        "Show all costs at once", _annoyed().personas[0].pains[0]
    ),
    requires={"pains": 1, "personas": 1},
)
def persona_pain_unaddressed(view: View) -> Iterator[Problem]:
    """Look at the pains of personas for an answer."""
    if not view.content.pains_with_response and not view.journey.opportunities:
        return
    for who in view.journey.personas:
        for pain in who.pains:
            if not view.is_addressed(pain, who.element):
                yield Problem(
                    f'no response to a pain point of {who.name}: "{pain.text}"',
                    [who.element, Element("pain", (pain.key,))],
                )


def _annoyed() -> Journey:
    """Maya, whom hidden costs annoy wherever she goes, pays."""
    maya = persona("Maya", pains=["hidden costs"])
    return journey("Buying a gift").walked_by(maya).stage("Purchase", touchpoint("Pays"))


def _with_needs(*needs: str) -> Journey:
    """Maya needs several things; seeing the total serves one of them."""
    maya = persona("Maya", needs=needs)
    total = touchpoint("Sees the total").serves(maya, "to know the total price")
    return journey("Buying a gift").walked_by(maya).stage("Purchase", total)


@rule(
    "need-unserved",
    "JK206",
    subjects="needs",
    severity="warning",
    detects="A need that no touchpoint meets.",
    why="Unmet needs are why customers leave.",
    formally="No touchpoint that the persona comes to says that it serves the need. Asked only "
    "where some touchpoint serves a need of somebody, so that nobody is blamed for linking goals "
    "alone.",
    fix='say where it is met: touchpoint(…).serves(persona, "the need")',
    source="Guides to optimising journeys look for gaps and unmet needs.",
    fires=lambda: _with_needs("to know the total price", "to send it to another address"),
    silent=lambda: _with_needs("to know the total price"),
    requires={"served": 1, "personas": 1},
)
def need_unserved(view: View) -> Iterator[Problem]:
    """Look at each need for a touchpoint that serves it."""
    yield from _unmet(view, "need")


@rule(
    "expectation-unmet",
    "JK215",
    subjects="expectations",
    severity="info",
    detects="An expectation that no touchpoint meets.",
    why="Satisfaction is what happens, measured against what was expected.",
    formally="No touchpoint that the persona comes to says that it serves the expectation. Asked "
    "only where some touchpoint serves an expectation of somebody.",
    fix='say where it is met: touchpoint(…).serves(persona, "the expectation")',
    source="Journey maps of user-experience research list expectations beside actions.",
    fires=lambda: _with_expectations("a friendly answer", "delivery within two days"),
    silent=lambda: _with_expectations("a friendly answer"),
    requires={"served": 1, "personas": 1},
)
def expectation_unmet(view: View) -> Iterator[Problem]:
    """Look at each expectation for a touchpoint that serves it."""
    yield from _unmet(view, "expectation")


def _with_expectations(*expectations: str) -> Journey:
    """Maya expects several things; the chat serves one of them."""
    maya = persona("Maya", expectations=expectations)
    chat = touchpoint("Asks in the chat").serves(maya, "a friendly answer")
    return journey("Buying a gift").walked_by(maya).stage("Purchase", chat)


def _unmet(view: View, kind: str) -> Iterator[Problem]:
    """The needs, or expectations, that nothing serves; none as long as no other is linked."""
    wished = [(who, e, text) for who, e, text in view.needs_and_expectations if e.kind == kind]
    if not any((who.key, e.keys[1]) in view.serving_touchpoints for who, e, _ in wished):
        return
    for who, element, text in wished:
        if _unserved(view, who, element.keys[1]):
            yield Problem(f'no touchpoint serves the {kind} of {who.name}: "{text}"', element)


def _meeting(
    *channels: Channel, prefers: Channel | None = None, avoids: Channel | None = None
) -> Journey:
    """Maya, who likes and dislikes some channels, meets the company on others."""
    maya = persona("Maya", prefers=prefers or (), avoids=avoids or ())
    steps = [touchpoint(f"Meets us by {channel}", channel) for channel in channels]
    return journey("Buying a gift").walked_by(maya).stage("Purchase", *steps)


@rule(
    "preferred-channel-absent",
    "JK207",
    subjects="preferred channels",
    severity="warning",
    detects="A channel that a persona prefers and that the journey does not offer.",
    why="How people prefer to be in touch is one of the first things to ask. A journey that "
    "never offers it was designed for somebody else.",
    formally="No touchpoint that the persona comes to happens on the preferred channel, nor on one "
    "of the same category. One finding a persona. Asked only where at least half of the "
    "touchpoints name a channel.",
    fix="add a touchpoint on that channel",
    source="Journey mapping, step one: how do customers prefer to interact?",
    fires=lambda: _meeting(Channel.WEBSITE, prefers=Channel.PHONE),
    silent=lambda: _meeting(Channel.WEBSITE, Channel.PHONE, prefers=Channel.PHONE),
    requires={"channels": 0.5, "personas": 1},
)
def preferred_channel_absent(view: View) -> Iterator[Problem]:
    """Compare the channels a persona likes with those it meets."""
    for who in view.journey.personas:
        if not view.touchpoints_of(who.key):
            continue
        met = view.persona_stages.channels_of(who.key)
        absent = [c for c in who.prefers if not {c.key, c.category} & met]
        if absent:
            yield Problem(
                f"{who.name} prefers {quoted(c.name for c in absent)}, and has no touchpoint there",
                who,
                salient=",".join(sorted(channel.key for channel in absent)),
                fix=f"offer something there: touchpoint(…, {absent[0]!r})",
            )


@rule(
    "preferred-channel-missing-at-stage",
    "JK208",
    subjects="preferred channels",
    severity="info",
    detects="A stage without any channel that a persona prefers.",
    why="People who like to be served one way have to change it for that stage.",
    formally="The persona comes to touchpoints of the stage that name channels, and none of them "
    "is a preferred one. One finding a persona.",
    fix="offer one of the preferred channels in the stage",
    source="Journey mapping, step one: how do customers prefer to interact?",
    fires=lambda: _meeting(Channel.WEBSITE, prefers=Channel.PHONE),
    silent=lambda: _meeting(Channel.WEBSITE, Channel.PHONE, prefers=Channel.PHONE),
    recommended=False,
    profiles=("public-service",),
    requires={"channels": 0.5, "personas": 1},
)
def preferred_channel_missing_at_stage(view: View) -> Iterator[Problem]:
    """Compare the channels of each cell with those a persona likes."""
    for who in view.journey.personas:
        liked = {channel.key for channel in who.prefers}
        if not liked:
            continue
        missing = []
        for stage in view.journey.stages:
            offered = {c.key for met in view.cells[who.key, stage.key] for c in met.channels}
            if offered and not offered & liked:
                missing.append(stage)
        if missing:
            yield Problem(
                f"{who.name} has no preferred channel in {quoted(stage.name for stage in missing)}",
                [cell(who, stage) for stage in missing],
                each=True,
            )


@rule(
    "only-avoided-channel",
    "JK209",
    subjects="avoided channels",
    severity="warning",
    detects="A stage that a persona can reach only on channels they avoid.",
    why="People avoid a channel for a reason: no time, no trust, no way to use it. If nothing "
    "else is offered, they are shut out.",
    formally="The persona comes to touchpoints of the stage, each of them names channels, and all "
    "of these channels are avoided ones.",
    fix="offer another channel in the stage",
    source="Inclusive service design: no one is excluded by the channel.",
    fires=lambda: _meeting(Channel.PHONE, avoids=Channel.PHONE),
    silent=lambda: _meeting(Channel.PHONE, Channel.EMAIL, avoids=Channel.PHONE),
    requires={"channels": 1, "personas": 1},
)
def only_avoided_channel(view: View) -> Iterator[Problem]:
    """Look for cells without any channel that a persona does not avoid."""
    for who in view.journey.personas:
        avoided = {channel.key for channel in who.avoids}
        if not avoided:
            continue
        others = (*who.prefers, Channel.IN_STORE, Channel.PHONE, Channel.EMAIL, Channel.MAIL)
        better = next((repr(channel) for channel in others if channel.key not in avoided), "…")
        for stage in view.required_stages_of(who.key):
            met = view.cells[who.key, stage.key]
            if met and all(t.channels and {c.key for c in t.channels} <= avoided for t in met):
                names = quoted(dict.fromkeys(c.name for t in met for c in t.channels))
                yield Problem(
                    f'in the stage "{stage.name}", {who.name} has only {names}, which they avoid',
                    cell(who, stage),
                    fix=f"offer an alternative in the stage: touchpoint(…, {better})",
                )


RULES: tuple[Rule, ...] = (
    persona_stage_hole,
    goal_unserved,
    goal_out_of_reach,
    persona_pain_unaddressed,
    need_unserved,
    preferred_channel_absent,
    preferred_channel_missing_at_stage,
    only_avoided_channel,
    expectation_unmet,
)
