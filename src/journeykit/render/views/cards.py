"""Touchpoints as cards: what a reader sees of one at a glance, and what the pointer tells more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from journeykit.channels import Channel
from journeykit.durations import Wait
from journeykit.emotions import signed
from journeykit.experience import Experience
from journeykit.model import Touchpoint
from journeykit.render.diagram.diagram import Badge, Node
from journeykit.render.layout.proportions import BRIEF_WIDTH, CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width

__all__ = [
    "about",
    "card",
    "channel_badge",
    "feeling",
    "initiator",
    "known_class",
    "lived",
    "tooltip",
    "waiting",
]

_BESIDE_NAME: Final = 1.8
_NAME_LINES: Final = 4
_BRIEF_LINES: Final = 4
_PAIN_LINES: Final = 2
_SMALL: Final = 0.84
"""How large small text is beside the usual one."""

_SHOWN: Final = 3
"""How many channels, feelings or pains a card shows before it says how many more there are."""

_FEELINGS: Final = {
    -2.0: "very bad",
    -1.5: "bad to very bad",
    -1.0: "bad",
    -0.5: "slightly bad",
    0.0: "neutral",
    0.5: "slightly good",
    1.0: "good",
    1.5: "good to very good",
    2.0: "very good",
}


def feeling(experience: Experience) -> str:
    """Return the word for what somebody feels.

    Args:
        experience: An experience with an emotion.

    Returns:
        Its own word, or one for its valence; with its range, if it has one.
    """
    emotion = experience.emotion
    if emotion is None:
        return ""
    if emotion.is_range:
        span = f"{signed(emotion.low)} to {signed(emotion.high)}"
        return f"{emotion.label}, {span}" if emotion.label else span
    return emotion.label or _FEELINGS[emotion.level]


def initiator(touchpoint: Touchpoint) -> str:
    """Return who starts a touchpoint, if it is not the customer.

    Args:
        touchpoint: The touchpoint.

    Returns:
        The words; empty for what the customer starts.
    """
    return {"company": "started by the company", "third party": "started by a third party"}.get(
        touchpoint.initiator, ""
    )


def channel_badge(channel: Channel) -> Badge:
    """Return a channel as a badge.

    Args:
        channel: The channel.

    Returns:
        Its name beside the glyph of its class; without one where nobody knows which it is.

    Example:
        >>> channel_badge(Channel.PHONE).glyph, channel_badge(Channel.UNKNOWN).glyph
        ('interpersonal', '')
    """
    look = known_class(channel)
    return Badge("channel", channel.name, look, look)


def known_class(channel: Channel) -> str:
    """Return the class of a channel, if it is known.

    Args:
        channel: The channel.

    Returns:
        `digital`, `physical` or `interpersonal`; empty where nobody has said.
    """
    return channel.channel_class or ""


def card(
    touchpoint: Touchpoint,
    group: str,
    names: Mapping[str, str],
    *,
    roles: frozenset[str] = frozenset(),
    marks: tuple[int, ...] = (),
    brief: bool = False,
    number: str = "",
) -> Node:
    """Return the card of a touchpoint.

    Args:
        touchpoint: The touchpoint.
        group: The key of the group it stands in.
        names: The names of the personas, by key, in order.
        roles: What is true of it in this picture beside what it says itself.
        marks: The numbers of the findings about it.
        brief: Whether it shows its name, and signs without their words.
        number: The number people find it by, if it has one.

    Returns:
        A node of the role `touchpoint`.
    """
    own = {
        role
        for role, holds in (
            ("optional", touchpoint.optional),
            ("moment of truth", touchpoint.moment_of_truth),
            ("fail point", touchpoint.fail_point),
        )
        if holds
    }
    together = roles | own if own else roles
    badges = _badges(touchpoint, names, together)
    words = tooltip(touchpoint, names)
    width, lines = CARD_WIDTH, _NAME_LINES
    if brief:
        width, lines = BRIEF_WIDTH - _BESIDE_NAME, _BRIEF_LINES
        together |= {"brief"}
        # Nowhere else are the states told in words.
        states = " · ".join(badge.text for badge in badges if badge.kind == "state")
        words = f"{words}\n{states}" if states else words
    return Node(
        f"touchpoint:{touchpoint.key}",
        touchpoint.name,
        wrap_to_width(touchpoint.name, width, lines, bold=True),
        roles=together,
        group=group,
        badges=badges,
        number=number,
        tooltip=words,
        url=touchpoint.url,
        element=touchpoint.element,
        marks=marks,
    )


def _badges(
    touchpoint: Touchpoint, names: Mapping[str, str], roles: frozenset[str]
) -> tuple[Badge, ...]:
    return (
        *_channels(touchpoint),
        *_feelings(touchpoint, names),
        *_pains(touchpoint),
        *_states(touchpoint, roles),
    )


def _channels(touchpoint: Touchpoint) -> tuple[Badge, ...]:
    channels = touchpoint.channels
    badges = map(channel_badge, channels[:_SHOWN])
    return (*badges, *_more("channel", len(channels)))


def _feelings(touchpoint: Touchpoint, names: Mapping[str, str]) -> list[Badge]:
    felt = [e for e in touchpoint.experiences if e.emotion]
    pens = {key: pen for pen, key in enumerate(names)} if felt else {}
    badges = []
    for experience in felt[:_SHOWN]:
        # One persona alone needs no name beside each of its feelings.
        who = f" · {names[experience.persona]}" if len(names) > 1 else ""
        valence = experience.emotion.level if experience.emotion else 0
        look = f"emotion:{valence:g}"
        text = feeling(experience) + who
        badges.append(Badge("emotion", text, look, look, pens[experience.persona]))
    return [*badges, *_more("emotion", len(felt))]


def _pains(touchpoint: Touchpoint) -> list[Badge]:
    pains = [pain for experience in touchpoint.experiences for pain in experience.pains]
    pains.sort(key=lambda pain: -(pain.severity or 0))
    first = [Badge("pain", pain.text, "pain") for pain in pains[:1]]
    rest = len(pains) - 1
    return [*first, Badge("pain", f"and {rest} more")] if rest > 0 else first


def _more(kind: str, count: int) -> tuple[Badge, ...]:
    return (Badge(kind, f"and {count - _SHOWN} more"),) if count > _SHOWN else ()


def _states(touchpoint: Touchpoint, roles: frozenset[str]) -> list[Badge]:
    wait = touchpoint.wait
    states = (
        ("entry" in roles, "entry", "starts here"),
        ("exit" in roles, "exit", "ends here"),
        (touchpoint.outcome == "abandoned", "abandoned", "abandoned"),
        (touchpoint.outcome == "failed", "failed", "failed"),
        (touchpoint.fail_point, "fail point", "fail point"),
        (touchpoint.initiator != "customer", "company", initiator(touchpoint)),
        (touchpoint.automated or touchpoint.trigger is not None, "automatic", "automatic"),
        (wait is not None, "wait", waiting(wait) if wait else ""),
        (touchpoint.optional, "optional", "optional"),
        ("unreachable" in roles, "unreachable", "no transition leads here"),
    )
    return [Badge("state", text, name) for holds, name, text in states if holds]


def waiting(wait: Wait) -> str:
    """Return how long somebody waits, and for what.

    Args:
        wait: The wait.

    Returns:
        The words.

    Example:
        >>> waiting(Wait("up to 3 weeks", until="the day before")), waiting(Wait())
        ('waits up to 3 weeks, until the day before', 'waits')
    """
    until = wait.until.strip()
    if until and not until.lower().startswith("until "):
        until = f"until {until}"
    words = ", ".join(filter(None, (wait.duration.strip(), until)))
    return f"waits {words}".strip()


def tooltip(touchpoint: Touchpoint, names: Mapping[str, str]) -> str:
    """Return all there is to say of a touchpoint, a line each.

    Args:
        touchpoint: The touchpoint.
        names: The names of the personas, by key.

    Returns:
        The lines.
    """
    lines = [*about(touchpoint)]
    if touchpoint.personas:
        lines.append("For: " + ", ".join(names[key] for key in touchpoint.personas))
    for experience in touchpoint.experiences:
        lines.extend(lived(experience, names[experience.persona]))
    lines.extend(f"Serves {names[s.persona]}: {s.text}" for s in touchpoint.served)
    return "\n".join(lines)


def about(touchpoint: Touchpoint) -> Iterator[str]:
    """Yield what there is to say of a touchpoint whoever comes there, a line each.

    Args:
        touchpoint: The touchpoint.

    Yields:
        The lines.
    """
    yield touchpoint.name
    if touchpoint.description:
        yield touchpoint.description
    if touchpoint.channels:
        yield "On: " + ", ".join(channel.name for channel in touchpoint.channels)
    if touchpoint.trigger:
        yield f"Trigger: {touchpoint.trigger.event}"
    if touchpoint.owner:
        yield f"Owner: {touchpoint.owner.name}"


def lived(experience: Experience, who: str) -> list[str]:
    """Return what somebody goes through at a touchpoint, a line each.

    Args:
        experience: What it is.
        who: The name of the persona.

    Returns:
        The lines.
    """
    emotion = experience.emotion
    lines = []
    if emotion:
        number = "" if emotion.is_range else signed(emotion.level)
        about = ", ".join(filter(None, (number, emotion.basis)))
        lines.append(f"{who} feels: {feeling(experience)}{f' ({about})' if about else ''}")
    lines.extend(f"{who} does: {action}" for action in experience.actions)
    lines.extend(f"{who} thinks: {thought}" for thought in experience.thoughts)
    lines.extend(f"{who} says: {quote}" for quote in experience.quotes)
    lines.extend(f"{who} is hurt by: {pain.text}" for pain in experience.pains)
    return lines
