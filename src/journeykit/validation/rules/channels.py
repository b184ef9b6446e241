"""Channels: whether people can go on where they are, and are told the same everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.communication import Message
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.suggestions import did_you_mean
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_AD = touchpoint("Clicks an ad", Channel.ADVERTISING)
_SHOP = touchpoint("Explores the shop", Channel.WEBSITE)
_PAY = touchpoint("Pays", Channel.WEBSITE)
_CALL = touchpoint("Asks on the phone", Channel.PHONE)


def _journey_of(*touchpoints: Touchpoint, offering: Collection[Channel] = ()) -> Journey:
    """A journey of one stage, with the channels the company says it offers."""
    return journey("Buying a gift", channels=offering).stage("Purchase", *touchpoints)


def _keys(touchpoint: Touchpoint) -> frozenset[str]:
    """The keys of the channels of a touchpoint on which people meet the company."""
    return frozenset(channel.key for channel in touchpoint.channels if channel.is_contact)


def _on(view: View, step: Element) -> frozenset[str]:
    """The keys of the channels at one end of a transition; none for a whole stage."""
    if step.kind != "touchpoint":
        return frozenset()
    return view.channel_keys[step.keys[0]]


@rule(
    "touchpoint-without-channel",
    "JK301",
    subjects="touchpoints that the company begins",
    severity="warning",
    detects="Touchpoints without a channel.",
    why="Where customers meet the company is half of what a touchpoint is. Without it nobody "
    "knows who has to act.",
    formally="A touchpoint names no channel, while at least half of the touchpoints of the journey "
    "do, and the company begins it: it tells, sends or calls somebody, and nobody knows how. What "
    "customers or third parties begin, waits and abandoned ends may happen on no channel at all; a "
    "failure that the company declares has to be told. "
    "All of them are one finding.",
    fix="say where it happens: touchpoint({touchpoint}, Channel.…)",
    source="Journey mapping asks which channels customers use.",
    fires=lambda: _journey_of(_SHOP, _PAY, touchpoint("Is told of a delay", initiator="company")),
    silent=lambda: _journey_of(
        _SHOP, _PAY, touchpoint("Is told of a delay", Channel.MAIL, initiator="company")
    ),
)
def touchpoint_without_channel(view: View) -> Iterator[Verdict]:
    """Look for touchpoints without a channel."""
    begun = [
        touchpoint
        for touchpoint in view.touchpoints
        if inference.begun_by_company(touchpoint)
        and touchpoint.wait is None
        and touchpoint.outcome != "abandoned"
    ]
    silent = [touchpoint for touchpoint in begun if not touchpoint.channels]
    if silent and not names_channels(view):
        yield unstated("channels", silent)
        return
    yield from lacking(
        view,
        silent,
        of=begun,
        what="touchpoint",
        statement="have no channel",
        fix=_saying_where(view) if silent else "",
    )


def _saying_where(view: View) -> str:
    """Advice with the channel on which the company begins most, or else the most frequent."""
    named = [t for t in view.touchpoints if t.channels]
    begun = [touchpoint for touchpoint in named if inference.begun_by_company(touchpoint)]
    times = Counter(channel for each in begun or named for channel in each.channels)
    [(channel, _)] = times.most_common(1)
    return f"say where it happens: touchpoint({{touchpoint}}, {channel!r})"


def names_channels(view: View) -> bool:
    """Return whether at least half of the touchpoints name a channel.

    Args:
        view: The journey, with its questions.
    """
    return 2 * sum(1 for t in view.touchpoints if t.channels) >= len(view.touchpoints)


@rule(
    "unknown-channel",
    "JK302",
    subjects="touchpoints, where channels are declared",
    severity="error",
    detects="A channel that is not among those the journey declares.",
    why="If the company has said which channels it offers, another one is a mistake or a promise "
    "that nobody keeps.",
    formally="The journey declares its channels, and a touchpoint happens on one whose key is not "
    "among them. Without a declaration any channel is right, because the taxonomy is open, and "
    "that is where this differs from the usual check against a closed list.",
    fix="correct the channel, or declare it: journey(…, channels=[…])",
    source="Reference checks of campaign tools.",
    fires=lambda: _journey_of(_SHOP, _CALL, offering=[Channel.WEBSITE]),
    silent=lambda: _journey_of(_SHOP, _CALL, offering=[Channel.WEBSITE, Channel.PHONE]),
)
def unknown_channel(view: View) -> Iterator[Verdict]:
    """Compare the channels used with those declared."""
    declared = {channel.key: channel.name for channel in view.journey.channels}
    for touchpoint in view.touchpoints if declared else ():
        unknown = [c for c in touchpoint.channels if c.is_contact and c.key not in declared]
        for channel in unknown:
            hint = did_you_mean(channel.name, declared.values())
            yield Problem(
                f'"{touchpoint.name}" happens on "{channel.name}", which the journey does not '
                f"declare{hint}",
                [touchpoint, channel],
            )
        if touchpoint.channels and not unknown:
            yield Fine(touchpoint)


@rule(
    "single-channel-stage",
    "JK303",
    subjects="stages of several touchpoints",
    severity="info",
    detects="Stages with a single channel.",
    why="Who cannot or will not use it is excluded. In awareness, one channel also means that "
    "most people never hear of the company.",
    formally="A stage has at least so many touchpoints, all of them name channels, and all "
    "together these are a single one. All such stages are one finding. Off by default: on real "
    "maps most stages are like that, often with reason.",
    fix="offer a second channel in {stage}",
    source="Guides to optimising journeys: be present on several channels in awareness.",
    fires=lambda: _journey_of(_SHOP, _PAY),
    silent=lambda: _journey_of(_SHOP, _PAY, _CALL),
    recommended=False,
    profiles=("checklist",),
)
def single_channel_stage(
    view: View,
    *,
    least: Annotated[int, "how many touchpoints a stage must have to be asked"] = 2,
) -> Iterator[Verdict]:
    """Count the channels of each stage."""
    several = [stage for stage in view.filled_stages if len(stage.touchpoints) >= least]
    stages_with_channels = [
        stage for stage in several if all(touchpoint.channels for touchpoint in stage.touchpoints)
    ]
    if not stages_with_channels and several:
        yield unstated("channels", several)
    yield from lacking(
        view,
        [
            s
            for s in stages_with_channels
            if len(frozenset().union(*map(_keys, s.touchpoints))) == 1
        ],
        of=stages_with_channels,
        what="stage",
        statement="have a single channel",
    )


def _by_mail(*others: Touchpoint) -> Journey:
    """Five contacts by email, and perhaps another one."""
    return _journey_of(*(touchpoint(f"Email {n}", Channel.EMAIL) for n in range(1, 6)), *others)


@rule(
    "single-channel-journey",
    "JK313",
    subjects="journeys on channels",
    severity="info",
    detects="A journey on a single channel.",
    why="Who does not use it, or is not reached by it once, is lost for the whole journey.",
    formally="So many touchpoints name channels, and all together these are a single one, which is "
    "no place: a visit to a clinic happens there and nowhere else.",
    fix="offer a second channel where it matters most: touchpoint({touchpoint}, …).on(…)",
    source="Service standards of governments: all channels.",
    fires=_by_mail,
    silent=lambda: _by_mail(_CALL),
)
def single_channel_journey(
    view: View,
    *,
    least: Annotated[int, "how many touchpoints have to name a channel"] = 5,
) -> Iterator[Verdict]:
    """Count the channels of the journey."""
    placed = [touchpoint for touchpoint in view.touchpoints if touchpoint.channels]
    if len(placed) < least:
        return
    channels = {channel.key: channel for t in placed for channel in t.channels}
    [first, *others] = channels.values()
    if others or first.channel_class == "physical":
        yield Fine(view.journey)
    else:
        yield Problem(f'everything happens on the channel "{first.name}"', view.journey)


def _promised(ad: str, shop: str) -> Journey:
    """What the ad and the shop say of delivery."""
    clicks = touchpoint("Clicks an ad", messages=[Message("delivery", ad)])
    explores = touchpoint("Explores the shop", messages=[Message("delivery", shop)])
    return _journey_of(clicks, explores)


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
)
def inconsistent_message(view: View) -> Iterator[Verdict]:
    """Compare the texts of each message."""
    texts_by_message: dict[str, dict[str, tuple[str, Touchpoint]]] = {}
    for touchpoint in view.touchpoints:
        for message in touchpoint.messages:
            text = " ".join(message.text.casefold().split())
            texts_by_message.setdefault(message.key, {}).setdefault(
                text, (message.text, touchpoint)
            )
    for key, texts in texts_by_message.items():
        if len(texts) > 1:
            versions = " but ".join(
                f'"{text}" at "{touchpoint.name}"' for text, touchpoint in texts.values()
            )
            at = dict.fromkeys(touchpoint.element for _, touchpoint in texts.values())
            yield Problem(f'the message "{key}" differs: {versions}', at, salient=key)
    yield from (
        Fine([touchpoint for _, touchpoint in texts.values()])
        for texts in texts_by_message.values()
        if len(texts) == 1
    )


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
    fires=lambda: _journey_of(_SHOP, _PAY, offering=[Channel.WEBSITE, Channel.PHONE]),
    silent=lambda: _journey_of(_SHOP, _CALL, offering=[Channel.WEBSITE, Channel.PHONE]),
)
def unused_channel(view: View) -> Iterator[Verdict]:
    """Compare the channels declared with those used."""
    used = {channel.key for touchpoint in view.touchpoints for channel in touchpoint.channels}
    for channel in view.journey.channels:
        if channel.key in used:
            yield Fine(channel)
        elif used:
            yield Problem(f'the channel "{channel.name}" has no touchpoint', channel)
        else:
            yield unstated("channels", channel)


def _spring(*channels: Channel) -> Journey:
    """A campaign of several touchpoints."""
    steps = [touchpoint(f"Spring offer {n}", c, campaign="spring") for n, c in enumerate(channels)]
    return _journey_of(*steps)


@rule(
    "single-channel-campaign",
    "JK311",
    subjects="campaigns of several touchpoints",
    severity="info",
    detects="A campaign on a single channel.",
    why="People notice what they see more than once and in more than one place.",
    formally="At least two touchpoints belong to the campaign, all of them name channels, and all "
    "together these are a single one.",
    fix="add a touchpoint on another channel",
    source="Guides to optimising journeys: campaigns across channels.",
    fires=lambda: _spring(Channel.EMAIL, Channel.EMAIL),
    silent=lambda: _spring(Channel.EMAIL, Channel.SOCIAL_MEDIA),
)
def single_channel_campaign(view: View) -> Iterator[Verdict]:
    """Count the channels of each campaign."""
    campaigns: dict[str, list[Touchpoint]] = {}
    for touchpoint in view.touchpoints:
        if touchpoint.campaign:
            campaigns.setdefault(touchpoint.campaign, []).append(touchpoint)
    for name, touchpoints in campaigns.items():
        channels = frozenset().union(*map(_keys, touchpoints))
        if len(touchpoints) == 1:
            continue
        if len(channels) > 1:
            yield Fine(touchpoints[0])
        elif not all(t.channels for t in touchpoints):
            yield unstated("channels", [t for t in touchpoints if not t.channels])
        else:
            where = touchpoints[0].channels[0].name
            yield Problem(
                f'the campaign "{name}" runs on "{where}" only', touchpoints, salient=name
            )


@rule(
    "no-earned-touchpoint",
    "JK312",
    subjects="stages of awareness or advocacy",
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
    scope=("awareness", "advocacy"),
)
def no_earned_touchpoint(view: View) -> Iterator[Verdict]:
    """Look for earned channels where they matter."""
    stages = view.stages_with_role("awareness", "advocacy")
    channels = [
        c for stage in stages for touchpoint in stage.touchpoints for c in touchpoint.channels
    ]
    if not any(stage.touchpoints for stage in stages):
        return
    if not channels:
        yield unstated("channels", stages)
    elif any(channel.ownership == "earned" for channel in channels):
        yield Fine(stages)
    else:
        yield Problem(
            f"nothing that other people say in {quoted(stage.name for stage in stages)}", stages
        )


RULES: tuple[Rule, ...] = (
    touchpoint_without_channel,
    unknown_channel,
    single_channel_stage,
    single_channel_journey,
    inconsistent_message,
    unused_channel,
    single_channel_campaign,
    no_earned_touchpoint,
)
