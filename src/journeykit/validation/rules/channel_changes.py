"""Channel changes: whether people can go on where they are, or take along what they said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import EffectiveGraph, EffectiveNode, View
from journeykit.model import Journey, Touchpoint
from journeykit.transitions import Transition
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.channels import names_channels
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_FAMILY = "channels"
_SHOP = touchpoint("Explores the shop", Channel.WEBSITE)
_PAY = touchpoint("Pays", Channel.WEBSITE)
_CALL = touchpoint("Asks on the phone", Channel.PHONE)


def _journey_of(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Buying a gift").stage("Purchase", *touchpoints)


def _keys(touchpoint: Touchpoint) -> frozenset[str]:
    """The keys of the channels of a touchpoint on which people meet the company."""
    return frozenset(channel.key for channel in touchpoint.channels if channel.is_contact)


def _on(view: View, step: Element) -> frozenset[str]:
    """The keys of the channels at one end of a transition; none for a whole stage."""
    if step.kind != "touchpoint":
        return frozenset()
    return view.channel_keys[step.keys[0]]


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
    subjects="channels",
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
    family=_FAMILY,
)
def isolated_channel(view: View) -> Iterator[Verdict]:
    """Look for channels whose touchpoints lead only to each other."""
    walks = view.graph
    used: dict[str, list[Touchpoint]] = {}
    joined: set[str] = set()
    for touchpoint in walks.touchpoints:
        keys = view.channel_keys[touchpoint.key]
        for key in keys:
            used.setdefault(key, []).append(touchpoint)
        near = _neighbours(walks, walks.node(touchpoint.key))
        if len(keys) > 1 or not near or any(_is_elsewhere(node, keys) for node in near):
            joined.update(keys)
    for key, island in used.items() if len(used) > 1 else ():
        if key in joined:
            yield Fine(Element("channel", (key,)))
        elif not view.journey.transitions:
            yield unstated("transitions", island)
        elif not names_channels(view):
            yield unstated("channels", island)
        else:
            name = island[0].channels[0].name
            yield Problem(
                f'the channel "{name}" is not connected to any other', island, salient=key
            )


def _neighbours(walks: EffectiveGraph, node: EffectiveNode) -> set[EffectiveNode]:
    """What is directly before and after a touchpoint, but for gates that lead nowhere."""
    after = {e.target for e in walks.outgoing[node]}
    before = {e.source for e in walks.incoming[node]}
    return {n for n in after if n.is_touchpoint or walks.outgoing[n]} | {
        n for n in before if n.is_touchpoint or walks.incoming[n]
    }


def _is_elsewhere(node: EffectiveNode, keys: frozenset[str]) -> bool:
    """Whether a neighbour is on another channel, or behind a gate, where anything may be."""
    return node.touchpoint is None or _keys(node.touchpoint) != keys


def _advice(*, handed_over: str) -> Journey:
    """From the shop to the phone, after the chat has handed over properly."""
    chat = touchpoint("Chats", Channel.CHAT)
    return (
        _journey_of(_SHOP, chat, _CALL)
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
    formally="A transition that goes on comes to one of the company's own channels from another, "
    "of which it shares no class (digital, physical, in person or by phone), from another place, "
    "or from any other where the name says that people copy or type in by hand what they had "
    "there; touchpoints without contact between the two, waits and what people do alone, are "
    "looked through. Nothing is handed over on the way. That something has to be is inferred from "
    "the change, so that it is for review. All are one entry.",
    fix='say what is handed over: .flow({source:variable} >> {target:variable}, handover="…")',
    source="Continuity across channels, in every text on omnichannel service.",
    fires=lambda: _advice(handed_over=""),
    silent=lambda: _advice(handed_over="the question"),
    family=_FAMILY,
)
def switch_without_handover(view: View) -> Iterator[Verdict]:
    """Look at each change between classes of the company's own channels."""
    switches = {
        step.element: handed_over
        for step, here, handed_over in _arrivals(view)
        if _has_to_hand_over(here, view.touchpoint(step.target.key))
    }
    yield from lacking(
        view,
        [element for element, handed_over in switches.items() if not handed_over],
        of=switches,
        what="change of channel",
        statement="have no handover",
        review=True,
    )


def _arrivals(view: View) -> Iterator[tuple[Transition, Touchpoint, bool]]:
    """The steps to the company's own channels, with where people were on one before.

    Told with each is whether anything was handed over since. Touchpoints without contact are
    looked through; of several ways to one of these, the first in the author's order counts.
    """
    owned = {t.key for t in view.touchpoints if all(c.ownership == "owned" for c in t.channels)}
    came: dict[str, tuple[Touchpoint, bool]] = {
        t.key: (t, False) for t in view.touchpoints if _keys(t) and t.key in owned
    }
    waiting = list(came)
    for key in waiting:
        before, handed_over = came[key]
        for step in view.outgoing.get(view.touchpoint(key).element, ()):
            if step.goes_back or step.target.key not in owned or step.target.kind == "stage":
                continue
            handed_over_here = handed_over or bool(step.handover)
            if _keys(view.touchpoint(step.target.key)):
                yield step, before, handed_over_here
            elif step.target.key not in came:
                came[step.target.key] = before, handed_over_here
                waiting.append(step.target.key)


def _has_to_hand_over(here: Touchpoint, there: Touchpoint) -> bool:
    """Whether somebody or something else takes over, by class, by place, or from hand to hand."""
    return (
        inference.changes_class(here, there)
        or _changes_place(here, there)
        or (inference.copies_by_hand(there) and _keys(here).isdisjoint(_keys(there)))
    )


def _changes_place(here: Touchpoint, there: Touchpoint) -> bool:
    """Whether people go from one place to another; what comes by post is at no place."""
    both = (*here.channels, *there.channels)
    both_physical = all(c.channel_class == "physical" and c.key != Channel.MAIL.key for c in both)
    return both_physical and _keys(here).isdisjoint(_keys(there))


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
    subjects="touchpoints on preferred channels",
    severity="info",
    detects="A touchpoint that only leads to channels a persona does not prefer.",
    why="Somebody who is served where they like it is sent elsewhere without a choice.",
    formally="The touchpoint happens on a preferred channel of a persona who comes there, it has "
    "declared transitions, and each leads to a touchpoint that names channels, none of them a "
    "preferred one. All are one finding.",
    fix="offer a next step on a preferred channel: .flow({touchpoint:variable} >> …)",
    source="Journey mapping, step one: how do customers prefer to interact?",
    fires=lambda: _only_by_phone(alternative=False),
    silent=lambda: _only_by_phone(alternative=True),
    recommended=False,
    family=_FAMILY,
)
def forced_switch(view: View) -> Iterator[Verdict]:
    """Compare the channels before and after each touchpoint with what people like."""
    liked = [(p.key, {c.key for c in p.prefers}) for p in view.journey.personas if p.prefers]
    preferred = frozenset().union(*(channels for _, channels in liked))
    forced, judged, unknown = [], [], []
    leaving: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for source, steps in view.outgoing.items() if liked else ():
        here = _on(view, source)
        onward = [_on(view, step.target) for step in steps]
        if not here & preferred:
            continue
        if not all(onward):
            unknown.append(source)
            continue
        judged.append(source)
        change = here, frozenset().union(*onward)
        if change not in leaving:
            leaving[change] = [k for k, c in liked if here & c and c.isdisjoint(change[1])]
        if leaving[change] and any(map(view.touchpoint(source.key).is_for, leaving[change])):
            forced.append(source)
    if unknown:
        yield unstated("channels", unknown)
    yield from lacking(
        view,
        forced,
        of=judged,
        what="touchpoint",
        statement="lead only to channels that a persona there does not prefer",
    )


def _to_and_fro(*channels: Channel) -> Journey:
    """A journey that goes from channel to channel."""
    steps = [touchpoint(f"Step {n}", channel) for n, channel in enumerate(channels, 1)]
    path = steps[0] >> steps[1]
    for step in steps[2:]:
        path = path >> step
    return _journey_of(*steps).flow(path)


@rule(
    "channel-ping-pong",
    "JK308",
    subjects="changes between two channels",
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
    family=_FAMILY,
)
def channel_ping_pong(
    view: View,
    *,
    least: Annotated[int, "how many changes in a row are too many"] = 3,
) -> Iterator[Verdict]:
    """Follow changes between two channels from step to step."""
    changes: dict[tuple[str, str], Element] = {}
    for step in view.journey.transitions:
        here, there = _on(view, step.source), _on(view, step.target)
        if len(here) == len(there) == 1 and here != there and not step.goes_back:
            changes[step.source.key, step.target.key] = step.element
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
    if changes and not chains:
        yield Fine(changes.values())


RULES: tuple[Rule, ...] = (
    isolated_channel,
    switch_without_handover,
    forced_switch,
    channel_ping_pong,
)
