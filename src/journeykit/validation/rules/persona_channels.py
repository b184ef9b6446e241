"""Persona channels: whether people are met where they like to be, and not where they do not."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element, cell
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_FAMILY = "personas"


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
    subjects="personas who prefer a channel",
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
    family=_FAMILY,
)
def preferred_channel_absent(view: View) -> Iterator[Verdict]:
    """Compare the channels a persona likes with those it meets."""
    for persona in view.journey.personas:
        own = view.touchpoints_of(persona.key)
        if not persona.prefers or not own:
            continue
        offered = view.persona_stages.channels_of(persona.key)
        absent = [c for c in persona.prefers if not {c.key, c.category} & offered]
        if not absent:
            yield Fine(persona)
        elif _is_told_where(own):
            yield Problem(
                f"{persona.name} prefers {quoted(c.name for c in absent)}, "
                "and has no touchpoint there",
                persona,
                salient=",".join(sorted(channel.key for channel in absent)),
                fix=f"offer something there: touchpoint(…, {absent[0]!r})",
            )
        else:
            yield unstated("channels", persona)


def _is_told_where(touchpoints: tuple[Touchpoint, ...]) -> bool:
    """Whether at least half of some touchpoints name a channel."""
    return 2 * sum(1 for t in touchpoints if t.channels) >= len(touchpoints)


def _on_the_phone(*, away: bool) -> Journey:
    """Maya prefers the phone; the company offers it, and perhaps sends her elsewhere."""
    maya = persona("Maya", prefers=Channel.PHONE)
    steps = [touchpoint("Asks", Channel.PHONE)]
    steps += [touchpoint("Fills in a form", Channel.WEBSITE)] if away else []
    return journey("Buying a gift").walked_by(maya).stage("Purchase", *steps)


@rule(
    "preferred-channel-missing",
    "JK219",
    subjects="touchpoints of personas who prefer a channel",
    severity="info",
    detects="Touchpoints on no channel that a persona prefers, while it is offered elsewhere.",
    why="Who has found the way they like is sent to another one, and some do not follow.",
    formally="A persona prefers channels, and the journey offers one of them somewhere; a "
    "touchpoint that the persona comes to names channels of the company's own, and none of them is "
    "of the class of a preferred one: digital, physical, in person or by phone. Places, waits, "
    "optional touchpoints and what only others say are left alone. Some things can be done in one "
    "way only, so that it is for review. One entry a persona. Where no "
    "preferred channel is offered at all, preferred-channel-absent speaks.",
    fix="offer one of the preferred channels there: touchpoint({touchpoint}, …)",
    source="Journey mapping, step one: how do customers prefer to interact?",
    fires=lambda: _on_the_phone(away=True),
    silent=lambda: _on_the_phone(away=False),
    family=_FAMILY,
)
def preferred_channel_missing(view: View) -> Iterator[Verdict]:
    """Compare the channels of each touchpoint with those a persona likes."""
    offered = {c.key for t in view.touchpoints for c in t.channels}
    # Personas share most of what they come to, and many like the same: each is sorted out once.
    owed = {
        t.key: (t.element, frozenset(c.channel_class for c in t.channels))
        for t in view.touchpoints
        if _is_owed(t)
    }
    sorted_out: dict[tuple[int, frozenset[object]], tuple[list[Element], list[Element]]] = {}
    for persona in view.journey.personas:
        if not offered.intersection(c.key for c in persona.prefers):
            continue
        liked = frozenset(channel.channel_class for channel in persona.prefers)
        own = view.touchpoints_of(persona.key)
        if (id(own), liked) not in sorted_out:
            judged = [owed[t.key] for t in own if t.key in owed]
            sorted_out[id(own), liked] = (
                [element for element, classes in judged if liked.isdisjoint(classes)],
                [element for element, classes in judged if not liked.isdisjoint(classes)],
            )
        away, fine = sorted_out[id(own), liked]
        if fine:
            yield Fine(fine)
        if away:
            total = len(away) + len(fine)
            count = "a touchpoint" if len(away) == 1 else f"{len(away)} of {total} touchpoints"
            yield Problem(
                f"{persona.name} has {count} on no preferred channel: "
                f"{quoted(map(view.names.name_of, away))}",
                away,
                fix=f"offer one there: touchpoint({{touchpoint}}, …).on({persona.prefers[0]!r})",
                salient=persona.key,
                each=True,
                review=True,
            )


def _is_owed(touchpoint: Touchpoint) -> bool:
    """Whether the company decides on which of its channels a touchpoint happens."""
    return (
        any(channel.channel_class not in {"physical", None} for channel in touchpoint.channels)
        and all(channel.ownership == "owned" for channel in touchpoint.channels)
        and touchpoint.wait is None
        and not touchpoint.optional
    )


@rule(
    "preferred-channel-missing-at-stage",
    "JK208",
    subjects="cells of personas who prefer a channel",
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
    family=_FAMILY,
)
def preferred_channel_missing_at_stage(view: View) -> Iterator[Verdict]:
    """Compare the channels of each cell with those a persona likes."""
    for persona in view.journey.personas:
        liked = {channel.key for channel in persona.prefers}
        if not liked:
            continue
        missing = []
        for stage in view.journey.stages:
            offered = {
                c.key
                for touchpoint in view.cells[persona.key, stage.key]
                for c in touchpoint.channels
            }
            if offered and not offered & liked:
                missing.append(stage)
            elif offered:
                yield Fine(cell(persona, stage))
            elif view.cells[persona.key, stage.key]:
                yield unstated("channels", cell(persona, stage))
        if missing:
            yield Problem(
                f"{persona.name} has no preferred channel in "
                f"{quoted(stage.name for stage in missing)}",
                [cell(persona, stage) for stage in missing],
                fix=f"offer one in {{stage}}: touchpoint(…, {persona.prefers[0]!r})",
                each=True,
            )


@rule(
    "only-avoided-channel",
    "JK209",
    subjects="cells of personas who avoid a channel",
    severity="warning",
    detects="A stage, or a touchpoint, that a persona can reach only on channels they avoid.",
    why="People avoid a channel for a reason: no time, no trust, no way to use it. If nothing "
    "else is offered, they are shut out.",
    formally="All channels of all touchpoints of the persona in the stage are avoided ones; or, "
    "where the stage offers others, those of a touchpoint that is not optional and that the "
    "company begins, is for named personas, or is on everybody's way. One finding for each "
    "stage, and one for the touchpoints of a persona.",
    fix="offer another channel in the stage",
    source="Inclusive service design: no one is excluded by the channel.",
    fires=lambda: _meeting(Channel.PHONE, avoids=Channel.PHONE),
    silent=lambda: _meeting(Channel.PHONE, Channel.EMAIL, avoids=Channel.PHONE),
    family=_FAMILY,
)
def only_avoided_channel(view: View) -> Iterator[Verdict]:
    """Look for cells, then for touchpoints, without a channel that a persona does not avoid."""
    passed_by_all = {t.key for t in view.unavoidable} if _anybody_avoids(view) else set()
    on_channels: dict[int, dict[frozenset[str], list[Touchpoint]]] = {}
    for persona in view.journey.personas:
        avoided = {channel.key for channel in persona.avoids}
        if not avoided:
            continue
        better = _better(persona)
        single: list[Touchpoint] = []
        for stage in view.required_stages_of(persona.key):
            own = view.cells[persona.key, stage.key]
            # Most personas share the cells of a stage: their channels are looked at once.
            if id(own) not in on_channels:
                on_channels[id(own)] = _by_channels(view, own)
            shut = [
                t
                for keys, touchpoints in on_channels[id(own)].items()
                if keys <= avoided
                for t in touchpoints
            ]
            if own and len(shut) == len(own):
                yield _shut_out(persona, stage, own, better)
                continue
            forced = [t for t in shut if _cannot_be_left_out(t, passed_by_all)]
            single += forced
            if not forced and on_channels[id(own)]:
                yield Fine(cell(persona, stage))
            elif not forced and own:
                yield unstated("channels", cell(persona, stage))
        if single:
            yield Problem(
                f"{persona.name} has only channels to avoid at {quoted(t.name for t in single)}",
                [*single, persona],
                fix=f"offer an alternative there: touchpoint({single[0].name!r}, …, {better})",
            )


def _by_channels(
    view: View, touchpoints: tuple[Touchpoint, ...]
) -> dict[frozenset[str], list[Touchpoint]]:
    """Some touchpoints that name channels, by the keys of these."""
    touchpoints_by_channels: dict[frozenset[str], list[Touchpoint]] = {}
    for touchpoint in touchpoints:
        if keys := view.channel_keys[touchpoint.key]:
            touchpoints_by_channels.setdefault(keys, []).append(touchpoint)
    return touchpoints_by_channels


def _anybody_avoids(view: View) -> bool:
    """Whether any persona avoids a channel."""
    return any(persona.avoids for persona in view.journey.personas)


def _cannot_be_left_out(touchpoint: Touchpoint, passed_by_all: set[str]) -> bool:
    """Whether a persona meets a touchpoint, whatever else the stage offers."""
    if touchpoint.optional:
        return False
    begun = inference.begun_by_company(touchpoint)
    return begun or bool(touchpoint.personas) or touchpoint.key in passed_by_all


def _better(persona: Persona) -> str:
    """A channel that a persona does not avoid, as people type it."""
    avoided = {channel.key for channel in persona.avoids}
    others = (*persona.prefers, Channel.IN_STORE, Channel.PHONE, Channel.EMAIL, Channel.MAIL)
    return next((repr(channel) for channel in others if channel.key not in avoided), "…")


def _shut_out(persona: Persona, stage: Stage, own: tuple[Touchpoint, ...], better: str) -> Problem:
    """What to say of a stage with nothing but avoided channels."""
    names = quoted(dict.fromkeys(c.name for t in own for c in t.channels))
    return Problem(
        f'in the stage "{stage.name}", {persona.name} has only {names}, which they avoid',
        cell(persona, stage),
        fix=f"offer an alternative in the stage: touchpoint(…, {better})",
    )


RULES: tuple[Rule, ...] = (
    preferred_channel_absent,
    preferred_channel_missing,
    preferred_channel_missing_at_stage,
    only_avoided_channel,
)
