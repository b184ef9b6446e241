"""Channels: whether people can go on where they are, and are told the same everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.communication import Message
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import EffectiveGraph, Node, View
from journeykit.model import Journey, Touchpoint
from journeykit.suggestions import did_you_mean
from journeykit.validation import inference
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.wording import quoted

_AD = touchpoint("Clicks an ad", Channel.ADVERTISING)
_SHOP = touchpoint("Explores the shop", Channel.WEBSITE)
_PAY = touchpoint("Pays", Channel.WEBSITE)
_CALL = touchpoint("Asks on the phone", Channel.PHONE)


def _met(*touchpoints: Touchpoint, offering: Collection[Channel] = ()) -> Journey:
    """A journey of one stage, with the channels the company says it offers."""
    return journey("Buying a gift", channels=offering).stage("Purchase", *touchpoints)


def _keys(met: Touchpoint) -> frozenset[str]:
    """The keys of the channels of a touchpoint."""
    return frozenset(channel.key for channel in met.channels)


def _on(view: View, step: Element) -> frozenset[str]:
    """The keys of the channels at one end of a transition; none for a whole stage."""
    if step.kind != "touchpoint":
        return frozenset()
    return view.channel_keys[step.keys[0]]


@rule(
    "touchpoint-without-channel",
    "JK301",
    subjects="touchpoints",
    severity="warning",
    detects="Touchpoints without a channel.",
    why="Where customers meet the company is half of what a touchpoint is. Without it nobody "
    "knows who has to act.",
    formally="A touchpoint names no channel, while at least half of the touchpoints of the journey "
    "do, and the company begins it: it tells, sends or calls somebody, and nobody knows how. What "
    "customers or third parties begin, waits and abandoned ends may happen on no channel at all. "
    "All of them are one finding.",
    fix="say where it happens: touchpoint({touchpoint}, Channel.WEBSITE)",
    source="Journey mapping asks which channels customers use.",
    fires=lambda: _met(_SHOP, _PAY, touchpoint("Is told of a delay", initiator="company")),
    silent=lambda: _met(
        _SHOP, _PAY, touchpoint("Is told of a delay", Channel.MAIL, initiator="company")
    ),
    requires={"channels": 0.5},
)
def touchpoint_without_channel(view: View) -> Iterator[Problem]:
    """Look for touchpoints without a channel."""
    begun = [
        touchpoint
        for touchpoint in view.touchpoints
        if inference.begun_by_company(touchpoint)
        and touchpoint.wait is None
        and touchpoint.outcome == "completed"
    ]
    silent = [touchpoint for touchpoint in begun if not touchpoint.channels]
    yield from lacking(view, silent, of=len(begun), what="touchpoint", said="have no channel")


@rule(
    "unknown-channel",
    "JK302",
    subjects="channels",
    severity="error",
    detects="A channel that is not among those the journey declares.",
    why="If the company has said which channels it offers, another one is a mistake or a promise "
    "that nobody keeps.",
    formally="The journey declares its channels, and a touchpoint happens on one whose key is not "
    "among them. Without a declaration any channel is right, because the taxonomy is open, and "
    "that is where this differs from the usual check against a closed list.",
    fix="correct the channel, or declare it: journey(…, channels=[…])",
    source="Reference checks of campaign tools.",
    fires=lambda: _met(_SHOP, _CALL, offering=[Channel.WEBSITE]),
    silent=lambda: _met(_SHOP, _CALL, offering=[Channel.WEBSITE, Channel.PHONE]),
    requires={"channels": 1},
)
def unknown_channel(view: View) -> Iterator[Problem]:
    """Compare the channels used with those declared."""
    declared = {channel.key: channel.name for channel in view.journey.channels}
    if not declared:
        return
    for met in view.touchpoints:
        for channel in met.channels:
            if channel.key not in declared:
                hint = did_you_mean(channel.name, declared.values())
                yield Problem(
                    f'"{met.name}" happens on "{channel.name}", which the journey does not '
                    f"declare{hint}",
                    [met, channel],
                )


@rule(
    "single-channel-stage",
    "JK303",
    subjects="stages",
    severity="info",
    detects="Stages with a single channel.",
    why="Who cannot or will not use it is excluded. In awareness, one channel also means that "
    "most people never hear of the company.",
    formally="A stage has at least so many touchpoints, all of them name channels, and all "
    "together these are a single one. All such stages are one finding. Off by default: on real "
    "maps most stages are like that, often with reason.",
    fix="offer a second channel in the stage",
    source="Guides to optimising journeys: be present on several channels in awareness.",
    fires=lambda: _met(_SHOP, _PAY),
    silent=lambda: _met(_SHOP, _PAY, _CALL),
    recommended=False,
    profiles=("checklist",),
    requires={"channels": 0.5},
)
def single_channel_stage(
    view: View,
    *,
    least: Annotated[int, "how many touchpoints a stage must have to be asked"] = 2,
) -> Iterator[Problem]:
    """Count the channels of each stage."""
    single = [
        stage
        for stage in view.filled_stages
        if len(stage.touchpoints) >= least
        and all(met.channels for met in stage.touchpoints)
        and len(frozenset().union(*map(_keys, stage.touchpoints))) == 1
    ]
    yield from lacking(
        view,
        single,
        of=len(view.filled_stages),
        what="stage",
        said="have a single channel",
    )


def _shop_and_phone() -> Journey:
    """On the website people go from page to page; calls lead to calls."""
    answer = touchpoint("Gets an answer", Channel.PHONE)
    return (
        journey("Buying a gift")
        .stage("Consideration", _SHOP, _CALL)
        .stage("Purchase", _PAY, answer)
        .flow(_SHOP >> _PAY)
        .flow(_CALL >> answer)
    )


@rule(
    "isolated-channel",
    "JK305",
    subjects="touchpoints",
    severity="warning",
    detects="A channel without a connection to any other.",
    why="Disconnected channels are the first pain point on every list: who calls cannot continue "
    "in the shop, and who shops cannot call.",
    formally="The journey uses several channels; the touchpoints of this one have transitions, "
    "and every transition to or from them ends on the same channel again; none of them is joined "
    "to another stage by the order of the stages alone, and none happens on two channels.",
    fix='connect it: .flow({touchpoint:variable} >> …, handover="…")',
    source="Glossaries of pain points: disconnected channels.",
    fires=_shop_and_phone,
    silent=lambda: _shop_and_phone().flow(_CALL >> _PAY),
    requires={"channels": 0.5, "transitions": 1},
)
def isolated_channel(view: View) -> Iterator[Problem]:
    """Look for channels whose touchpoints lead only to each other."""
    walks = view.graph
    used: dict[str, list[Touchpoint]] = {}
    joined: set[str] = set()
    for met in walks.touchpoints:
        keys = view.channel_keys[met.key]
        for key in keys:
            used.setdefault(key, []).append(met)
        near = _neighbours(walks, walks.node(met.key))
        if len(keys) > 1 or not near or any(_is_elsewhere(node, keys) for node in near):
            joined.update(keys)
    for key, island in used.items():
        if len(used) > 1 and key not in joined:
            name = island[0].channels[0].name
            yield Problem(
                f'the channel "{name}" is not connected to any other', island, salient=key
            )


def _neighbours(walks: EffectiveGraph, node: Node) -> set[Node]:
    """What is directly before and after a touchpoint, but for gates that lead nowhere."""
    after = {e.target for e in walks.outgoing[node]}
    before = {e.source for e in walks.incoming[node]}
    return {n for n in after if n.is_touchpoint or walks.outgoing[n]} | {
        n for n in before if n.is_touchpoint or walks.incoming[n]
    }


def _is_elsewhere(node: Node, keys: frozenset[str]) -> bool:
    """Whether a neighbour is on another channel, or behind a gate, where anything may be."""
    return node.touchpoint is None or _keys(node.touchpoint) != keys


def _advice(*, handed_over: str) -> Journey:
    """From the shop to the phone, after the chat has handed over properly."""
    chat = touchpoint("Chats", Channel("Chat"))
    return (
        _met(_SHOP, chat, _CALL)
        .flow(_SHOP >> chat, handover="the basket")
        .flow(chat >> _CALL, handover=handed_over)
    )


@rule(
    "switch-without-handover",
    "JK306",
    subjects="changes of channel",
    severity="warning",
    detects="Changes of channel without a handover.",
    why='People have to start over and tell their story again. That is what they mean by "one '
    'hand does not know what the other does".',
    formally="A transition that goes on leads between two of the company's own touchpoints whose "
    "channels share no class (digital, physical, in person or by phone), and has no handover. "
    "That something has to be handed over is inferred from the change, so that it is for review. "
    "All are one entry.",
    fix='say what is handed over: .flow({source:variable} >> {target:variable}, handover="…")',
    source="Continuity across channels, in every text on omnichannel service.",
    fires=lambda: _advice(handed_over=""),
    silent=lambda: _advice(handed_over="the question"),
)
def switch_without_handover(view: View) -> Iterator[Problem]:
    """Look at each change between classes of the company's own channels."""
    owned = {
        touchpoint.key: touchpoint
        for touchpoint in view.touchpoints
        if all(channel.ownership == "owned" for channel in touchpoint.channels)
    }
    switches = [
        step
        for step in view.journey.transitions
        if not step.goes_back
        and (here := owned.get(step.source.key))
        and (there := owned.get(step.target.key))
        and inference.changes_class(here, there)
    ]
    yield from lacking(
        view,
        [step.element for step in switches if not step.handover],
        of=len(switches),
        what="change of channel",
        said="have no handover",
        review=True,
    )


def _only_by_phone(*, alternative: bool) -> Journey:
    """Maya prefers the website; from the shop the journey goes on by phone."""
    maya = persona("Maya", prefers=Channel.WEBSITE)
    bought = (
        journey("Buying a gift")
        .walked_by(maya)
        .stage("Consideration", _SHOP)
        .stage("Purchase", _CALL, _PAY)
        .flow(_SHOP >> _CALL)
    )
    return bought.flow(_SHOP >> _PAY) if alternative else bought.flow(_CALL >> _PAY)


@rule(
    "forced-switch",
    "JK307",
    subjects="transitions",
    severity="info",
    detects="A touchpoint that only leads to channels a persona does not prefer.",
    why="Somebody who is served where they like it is sent elsewhere without a choice.",
    formally="The touchpoint happens on a preferred channel of a persona who comes there, it has "
    "declared transitions, and each leads to a touchpoint that names channels, none of them a "
    "preferred one. All are one finding.",
    fix="offer a next step on a preferred channel",
    source="Journey mapping, step one: how do customers prefer to interact?",
    fires=lambda: _only_by_phone(alternative=False),
    silent=lambda: _only_by_phone(alternative=True),
    recommended=False,
    requires={"channels": 0.5, "transitions": 1, "personas": 1},
)
def forced_switch(view: View) -> Iterator[Problem]:
    """Compare the channels before and after each touchpoint with what people like."""
    liked = [(p.key, {c.key for c in p.prefers}) for p in view.journey.personas if p.prefers]
    wanted = frozenset().union(*(channels for _, channels in liked))
    forced = []
    leaving: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for source, steps in view.outgoing.items() if liked else ():
        here = _on(view, source)
        onward = [_on(view, step.target) for step in steps]
        if not here & wanted or not all(onward):
            continue
        change = here, frozenset().union(*onward)
        if change not in leaving:
            leaving[change] = [k for k, c in liked if here & c and c.isdisjoint(change[1])]
        if leaving[change] and any(map(view.touchpoint(source.key).is_for, leaving[change])):
            forced.append(source)
    yield from lacking(
        view,
        forced,
        of=len(view.touchpoints),
        what="touchpoint",
        said="lead only to channels that a persona there does not prefer",
    )


def _to_and_fro(*channels: Channel) -> Journey:
    """A journey that goes from channel to channel."""
    steps = [touchpoint(f"Step {n}", channel) for n, channel in enumerate(channels, 1)]
    path = steps[0] >> steps[1]
    for step in steps[2:]:
        path = path >> step
    return _met(*steps).flow(path)


@rule(
    "channel-ping-pong",
    "JK308",
    subjects="transitions",
    severity="info",
    detects="Customers are sent back and forth between two channels.",
    why="Every change costs time and attention; going back and forth costs patience as well.",
    formally="Along declared transitions that do not go back, two channels alternate at least so "
    "many times, over touchpoints that have one channel each.",
    fix="merge the steps on each channel, or let people stay on one",
    source="Customer effort: every switch is one.",
    fires=lambda: _to_and_fro(Channel.EMAIL, Channel.WEBSITE, Channel.EMAIL, Channel.WEBSITE),
    silent=lambda: _to_and_fro(Channel.EMAIL, Channel.WEBSITE, Channel.WEBSITE, Channel.EMAIL),
    recommended=False,
    requires={"channels": 0.5, "transitions": 1},
)
def channel_ping_pong(
    view: View,
    *,
    least: Annotated[int, "how many changes in a row are too many"] = 3,
) -> Iterator[Problem]:
    """Follow changes between two channels from step to step."""
    changes = [
        (step.source.key, step.target.key)
        for step in view.journey.transitions
        if len(_on(view, step.source)) == len(_on(view, step.target)) == 1
        and _on(view, step.source) != _on(view, step.target)
        and not step.goes_back
    ]
    on = view.channel_keys
    chains = {change: [change[0], change[1]] for change in changes}
    arriving: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        arriving.setdefault(change[1], []).append(change)
    for _ in range(least - 1):
        longer: dict[tuple[str, str], list[str]] = {}
        for change in chains:
            for before in arriving.get(change[0], ()):
                same = on[before[0]] == on[change[1]]
                if same and before in chains and change not in longer:
                    longer[change] = [*chains[before], change[1]]
        chains = longer
    goes_on = {tuple(chain[1:]) for chain in chains.values()}
    first = [chain for chain in chains.values() if tuple(chain[:-1]) not in goes_on]
    for chain in first or list(chains.values())[:1]:
        steps = [view.touchpoint(key) for key in dict.fromkeys(chain)]
        names = quoted(view.touchpoint(key).channels[0].name for key in chain)
        yield Problem(f"customers are sent back and forth: {names}", steps)


def _promised(ad: str, shop: str) -> Journey:
    """What the ad and the shop say of delivery."""
    clicks = touchpoint("Clicks an ad", messages=[Message("delivery", ad)])
    explores = touchpoint("Explores the shop", messages=[Message("delivery", shop)])
    return _met(clicks, explores)


@rule(
    "inconsistent-message",
    "JK309",
    subjects="messages",
    severity="warning",
    detects="The same message says different things in different places.",
    why="A price or a date that changes from channel to channel costs trust at once.",
    formally="Two touchpoints carry messages with the same key and different texts; letter case "
    "and spaces do not count.",
    fix="say the same everywhere, or give the messages different keys",
    source="Guides to optimising journeys: consistent messaging across platforms.",
    fires=lambda: _promised("delivered in two days", "delivered in five days"),
    silent=lambda: _promised("delivered in two days", "Delivered in two days"),
    requires={"messages": 2},
)
def inconsistent_message(view: View) -> Iterator[Problem]:
    """Compare the texts of each message."""
    said: dict[str, dict[str, tuple[str, Touchpoint]]] = {}
    for met in view.touchpoints:
        for message in met.messages:
            text = " ".join(message.text.casefold().split())
            said.setdefault(message.key, {}).setdefault(text, (message.text, met))
    for key, texts in said.items():
        if len(texts) > 1:
            versions = " but ".join(f'"{text}" at "{met.name}"' for text, met in texts.values())
            at = dict.fromkeys(met.element for _, met in texts.values())
            yield Problem(f'the message "{key}" differs: {versions}', at, salient=key)


@rule(
    "unused-channel",
    "JK310",
    subjects="declared channels",
    severity="warning",
    detects="A declared channel without a touchpoint.",
    why="It costs money somewhere, or it was forgotten on the map.",
    formally="The journey declares the channel, and no touchpoint happens on it.",
    fix="add a touchpoint on it, or remove the channel from the list",
    source="Hygiene: what is declared should be used.",
    fires=lambda: _met(_SHOP, _PAY, offering=[Channel.WEBSITE, Channel.PHONE]),
    silent=lambda: _met(_SHOP, _CALL, offering=[Channel.WEBSITE, Channel.PHONE]),
    requires={"channels": 1},
)
def unused_channel(view: View) -> Iterator[Problem]:
    """Compare the channels declared with those used."""
    if not view.journey.channels:
        return
    used = {channel.key for met in view.touchpoints for channel in met.channels}
    for channel in view.journey.channels:
        if channel.key not in used:
            yield Problem(f'the channel "{channel.name}" has no touchpoint', channel)


def _spring(*channels: Channel) -> Journey:
    """A campaign of several touchpoints."""
    steps = [touchpoint(f"Spring offer {n}", c, campaign="spring") for n, c in enumerate(channels)]
    return _met(*steps)


@rule(
    "single-channel-campaign",
    "JK311",
    subjects="campaigns",
    severity="info",
    detects="A campaign on a single channel.",
    why="People notice what they see more than once and in more than one place.",
    formally="At least two touchpoints belong to the campaign, all of them name channels, and all "
    "together these are a single one.",
    fix="add a touchpoint on another channel",
    source="Guides to optimising journeys: campaigns across channels.",
    fires=lambda: _spring(Channel.EMAIL, Channel.EMAIL),
    silent=lambda: _spring(Channel.EMAIL, Channel.SOCIAL_MEDIA),
    requires={"campaigns": 2, "channels": 1},
)
def single_channel_campaign(view: View) -> Iterator[Problem]:
    """Count the channels of each campaign."""
    campaigns: dict[str, list[Touchpoint]] = {}
    for met in view.touchpoints:
        if met.campaign:
            campaigns.setdefault(met.campaign, []).append(met)
    for name, touchpoints in campaigns.items():
        channels = frozenset().union(*map(_keys, touchpoints))
        if len(touchpoints) > 1 and len(channels) == 1 and all(t.channels for t in touchpoints):
            where = touchpoints[0].channels[0].name
            yield Problem(
                f'the campaign "{name}" runs on "{where}" only', touchpoints, salient=name
            )


@rule(
    "no-earned-touchpoint",
    "JK312",
    subjects="journeys",
    severity="info",
    detects="Awareness or advocacy without what other people say.",
    why="Recommendations, reviews and search results are believed where advertising is not.",
    formally="Stages that play awareness or advocacy have touchpoints with channels, and none of "
    "these channels is an earned one.",
    fix="add what other people say: touchpoint(…, Channel.REVIEWS) or Channel.WORD_OF_MOUTH",
    source="All guides name word of mouth and reviews among the first touchpoints.",
    fires=lambda: journey("Buying a gift").stage("Awareness", _AD),
    silent=lambda: journey("Buying a gift").stage(
        "Awareness", _AD, touchpoint("Hears from a friend", Channel.WORD_OF_MOUTH)
    ),
    recommended=False,
    requires={"channels": 0.5},
    scope=("awareness", "advocacy"),
)
def no_earned_touchpoint(view: View) -> Iterator[Problem]:
    """Look for earned channels where they matter."""
    stages = view.stages_with_role("awareness", "advocacy")
    channels = [c for stage in stages for met in stage.touchpoints for c in met.channels]
    if channels and not any(channel.ownership == "earned" for channel in channels):
        yield Problem(
            f"nothing that other people say in {quoted(stage.name for stage in stages)}", stages
        )


RULES: tuple[Rule, ...] = (
    touchpoint_without_channel,
    unknown_channel,
    single_channel_stage,
    isolated_channel,
    switch_without_handover,
    forced_switch,
    channel_ping_pong,
    inconsistent_message,
    unused_channel,
    single_channel_campaign,
    no_earned_touchpoint,
)
