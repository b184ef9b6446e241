"""Touchpoints as cards: what a reader sees of one at a glance, and what the pointer tells more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from journeykit.channels import BUILT_IN, Channel
from journeykit.durations import Wait, duration_words
from journeykit.emotions import Emotion, signed
from journeykit.experience import Experience
from journeykit.model import Touchpoint
from journeykit.render.diagram.diagram import Badge, Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import BRIEF_WIDTH, CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width

__all__ = [
    "about",
    "card",
    "channel_badge",
    "channel_name",
    "feeling",
    "initiator",
    "known_class",
    "lived",
    "serves",
    "spanned",
    "taking",
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


def feeling(experience: Experience, language: Language = ENGLISH) -> str:
    """Return the word for what somebody feels.

    Args:
        experience: An experience with an emotion.
        language: What it is said in.

    Returns:
        Its own word, or one for its valence; with its range, if it has one.
    """
    emotion = experience.emotion
    if emotion is None:
        return ""
    if emotion.is_range:
        span = spanned(emotion, language)
        return language(", ").join(filter(None, (emotion.label, span)))
    return emotion.label or language(_FEELINGS[emotion.level])


def spanned(emotion: Emotion, language: Language = ENGLISH) -> str:
    """Return the range of an emotion in words.

    Args:
        emotion: An emotion that is a range.
        language: What it is said in.

    Returns:
        From where to where.
    """
    return language("{low} to {high}", low=signed(emotion.low), high=signed(emotion.high))


def initiator(touchpoint: Touchpoint, language: Language = ENGLISH) -> str:
    """Return who starts a touchpoint, if it is not the customer.

    Args:
        language: What it is said in.

    Returns:
        The words; empty for what the customer starts.
    """
    if touchpoint.initiator == "customer":
        return ""
    company = touchpoint.initiator == "company"
    return language("started by the company" if company else "started by a third party")


def channel_badge(channel: Channel, language: Language = ENGLISH) -> Badge:
    """Return a channel as a badge.

    Args:
        language: What it is said in.

    Returns:
        Its name beside the glyph of its class; without one where nobody knows which it is.

    Example:
        >>> channel_badge(Channel.PHONE).glyph, channel_badge(Channel.UNKNOWN).glyph
        ('interpersonal', '')
    """
    look = known_class(channel)
    return Badge("channel", channel_name(channel, language), look, look)


def channel_name(channel: Channel, language: Language = ENGLISH) -> str:
    """Return what a channel is called.

    Args:
        language: What it is said in.

    Returns:
        The name its author gave it; a channel that comes with the library speaks the language.
    """
    brought = channel == Channel.UNKNOWN or BUILT_IN.get(channel.key) == channel
    return language(channel.name) if brought else channel.name


def known_class(channel: Channel) -> str:
    """Return the class of a channel, if it is known.

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
    language: Language = ENGLISH,
) -> Node:
    """Return the card of a touchpoint.

    Args:
        group: The key of the group it stands in.
        names: The names of the personas, by key, in order.
        roles: What is true of it in this picture beside what it says itself.
        marks: The numbers of the findings about it.
        brief: Whether it shows its name, and signs without their words.
        number: The number people find it by, if it has one.
        language: What it is said in.

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
    badges = _badges(touchpoint, names, together, language)
    words = tooltip(touchpoint, names, language)
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
    touchpoint: Touchpoint, names: Mapping[str, str], roles: frozenset[str], language: Language
) -> tuple[Badge, ...]:
    return (
        *_channels(touchpoint, language),
        *_feelings(touchpoint, names, language),
        *_pains(touchpoint, language),
        *_states(touchpoint, roles, language),
    )


def _channels(touchpoint: Touchpoint, language: Language) -> tuple[Badge, ...]:
    channels = touchpoint.channels
    badges = (channel_badge(channel, language) for channel in channels[:_SHOWN])
    return (*badges, *_more("channel", len(channels), language))


def _feelings(touchpoint: Touchpoint, names: Mapping[str, str], language: Language) -> list[Badge]:
    felt = [e for e in touchpoint.experiences if e.emotion]
    pens = {key: pen for pen, key in enumerate(names)} if felt else {}
    badges = []
    for experience in felt[:_SHOWN]:
        # One persona alone needs no name beside each of its feelings.
        whose = f" · {names[experience.persona]}" if len(names) > 1 else ""
        valence = experience.emotion.level if experience.emotion else 0
        look = f"emotion:{valence:g}"
        text = feeling(experience, language) + whose
        badges.append(Badge("emotion", text, look, look, pens[experience.persona]))
    return [*badges, *_more("emotion", len(felt), language)]


def _pains(touchpoint: Touchpoint, language: Language) -> list[Badge]:
    pains = [pain for experience in touchpoint.experiences for pain in experience.pains]
    pains.sort(key=lambda pain: -(pain.severity or 0))
    first = [Badge("pain", pain.text, "pain") for pain in pains[:1]]
    rest = len(pains) - 1
    return [*first, Badge("pain", language("and {count} more", count=rest))] if rest > 0 else first


def _more(kind: str, count: int, language: Language) -> tuple[Badge, ...]:
    more = language("and {count} more", count=count - _SHOWN)
    return (Badge(kind, more),) if count > _SHOWN else ()


def _states(touchpoint: Touchpoint, roles: frozenset[str], language: Language) -> list[Badge]:
    wait = touchpoint.wait
    states = (
        ("entry" in roles, "entry", language("starts here")),
        ("exit" in roles, "exit", language("ends here")),
        (touchpoint.outcome == "abandoned", "abandoned", language("abandoned")),
        (touchpoint.outcome == "failed", "failed", language("failed")),
        (touchpoint.fail_point, "fail point", language("fail point")),
        (touchpoint.initiator != "customer", "company", initiator(touchpoint, language)),
        (
            touchpoint.automated or touchpoint.trigger is not None,
            "automatic",
            language("automatic"),
        ),
        (wait is not None, "wait", waiting(wait, language) if wait else ""),
        (bool(touchpoint.duration.strip()), "duration", taking(touchpoint.duration, language)),
        (touchpoint.optional, "optional", language("optional")),
        ("unreachable" in roles, "unreachable", language("no transition leads here")),
        ("declined" in roles, "declined", language("declined")),
    )
    return [Badge("state", text, name) for holds, name, text in states if holds]


def waiting(wait: Wait, language: Language = ENGLISH) -> str:
    """Return how long somebody waits, and for what.

    Args:
        language: What it is said in.

    Returns:
        The words.

    Example:
        >>> waiting(Wait("up to 3 weeks", until="the day before")), waiting(Wait())
        ('waits up to 3 weeks, until the day before', 'waits')
    """
    until = wait.until.strip()
    if until and not until.lower().startswith("until "):
        until = language("until {event}", event=until)
    words = language(", ").join(filter(None, (wait.words, until)))
    return language("waits {time}", time=words) if words else language("waits")


def taking(duration: str, language: Language = ENGLISH) -> str:
    """Return how long something takes.

    Args:
        duration: The words for it, or a duration of ISO 8601.
        language: What it is said in.

    Returns:
        The words; none where nothing was said.

    Example:
        >>> taking("PT40M"), taking("")
        ('takes 40 minutes', '')
    """
    return language("takes {time}", time=duration_words(duration)) if duration.strip() else ""


def tooltip(touchpoint: Touchpoint, names: Mapping[str, str], language: Language = ENGLISH) -> str:
    """Return all there is to say of a touchpoint, a line each.

    Args:
        names: The names of the personas, by key.
        language: What it is said in.
    """
    lines = [*about(touchpoint, language)]
    if touchpoint.personas:
        people = language(", ").join(names[key] for key in touchpoint.personas)
        lines.append(language("For: {people}", people=people))
    if touchpoint.on_behalf_of:
        people = language(", ").join(names[key] for key in touchpoint.on_behalf_of)
        lines.append(language("On behalf of: {people}", people=people))
    for experience in touchpoint.experiences:
        lines.extend(lived(experience, names[experience.persona], language))
    lines.extend(serves(names[s.persona], s.text, language) for s in touchpoint.served)
    return "\n".join(lines)


def serves(persona: str, wish: str, language: Language = ENGLISH) -> str:
    """Return whose wish a touchpoint serves.

    Args:
        persona: The name of the persona.
        language: What it is said in.

    Returns:
        The words.
    """
    return language("Serves {persona}: {text}", persona=persona, text=wish)


def about(touchpoint: Touchpoint, language: Language = ENGLISH) -> Iterator[str]:
    """Yield what there is to say of a touchpoint whoever comes there, a line each.

    Args:
        language: What it is said in.

    Yields:
        The lines.
    """
    yield touchpoint.name
    if touchpoint.description:
        yield touchpoint.description
    if touchpoint.channels:
        names = (channel_name(channel, language) for channel in touchpoint.channels)
        yield language("On: {channels}", channels=language(", ").join(names))
    if touchpoint.trigger:
        yield language("Trigger: {event}", event=touchpoint.trigger.event)
    if touchpoint.owner:
        yield language("Owner: {owner}", owner=touchpoint.owner.name)


def lived(experience: Experience, persona: str, language: Language = ENGLISH) -> list[str]:
    """Return what somebody goes through at a touchpoint, a line each.

    Args:
        persona: The name of the persona.
        language: What it is said in.
    """
    emotion = experience.emotion
    lines = []
    if emotion:
        number = "" if emotion.is_range else signed(emotion.level)
        basis = language(emotion.basis) if emotion.basis else ""
        about = language(", ").join(filter(None, (number, basis)))
        felt = feeling(experience, language) + (f" ({about})" if about else "")
        lines.append(language("{persona} feels: {text}", persona=persona, text=felt))
    lines.extend(
        language("{persona} does: {text}", persona=persona, text=action)
        for action in experience.actions
    )
    lines.extend(
        language("{persona} thinks: {text}", persona=persona, text=thought)
        for thought in experience.thoughts
    )
    lines.extend(
        language("{persona} says: {text}", persona=persona, text=quote)
        for quote in experience.quotes
    )
    lines.extend(
        language("{persona} is hurt by: {text}", persona=persona, text=pain.text)
        for pain in experience.pains
    )
    return lines
