"""What stands in the columns of a grid: touchpoints as cards, notes, and the personas above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeykit.management import BackstageStep
from journeykit.model import Persona, Touchpoint
from journeykit.render.diagram.diagram import Badge, Group, Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import CARD_INSET, NOTE_INSET, track_width
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import channel_badge, channel_name, initiator, taking, waiting
from journeykit.render.views.columns import Scene

_MOST_LINES = 8


def card_of(scene: Scene, touchpoint: Touchpoint, group: Group, *, channels: bool = False) -> Node:
    """Return a touchpoint as a card.

    Args:
        scene: The scene it stands in.
        group: The column it stands in.
        channels: Whether its channels stand on it, for views without a lane of channels.
    """
    name = touchpoint.name
    badges = [*_badges(touchpoint, scene.language)]
    if touchpoint.key not in scene.view.reachable():
        words = scene.language("no transition leads here")
        badges.append(Badge("unreachable", words, "unreachable", "optional"))
    if touchpoint.key in scene.view.declined:
        words = scene.language("declined")
        badges.append(Badge("declined", words, "declined", "optional"))
    if channels:
        badges = [*(channel_badge(each, scene.language) for each in touchpoint.channels), *badges]
    details = [touchpoint.description] if touchpoint.description else []
    return Node(
        touchpoint.key,
        name,
        wrap_to_width(name, track_width(group) - CARD_INSET, _MOST_LINES, bold=True, name=True),
        "touchpoint",
        roles={badge.kind for badge in badges},
        group=group.key,
        badges=badges,
        number=scene.numbers[touchpoint.key],
        tooltip="\n".join([name, *details]),
        url=touchpoint.url,
        element=touchpoint.element,
        marks=scene.marks_of(touchpoint.element),
    )


def _badges(touchpoint: Touchpoint, language: Language) -> Iterable[Badge]:
    if touchpoint.moment_of_truth:
        yield Badge("moment of truth", language("moment of truth"), "moment", "moment")
    if touchpoint.outcome != "completed":
        yield Badge("outcome", language(touchpoint.outcome), touchpoint.outcome, "missing")
    if touchpoint.fail_point:
        yield Badge("fail point", language("fail point"), "fail point", "warning")
    if touchpoint.wait:
        yield Badge("wait", waiting(touchpoint.wait, language), "wait", "warning")
    if takes := taking(touchpoint.duration, language):
        yield Badge("duration", takes, "duration")
    if touchpoint.initiator != "customer":
        yield Badge("initiator", initiator(touchpoint, language), "company")
    if touchpoint.automated or touchpoint.trigger:
        words = language("automatic")
        if touchpoint.trigger:
            words = language("trigger: {event}", event=touchpoint.trigger.event)
        yield Badge("automatic", words, "automatic")
    if touchpoint.optional:
        yield Badge("optional", language("optional"), "optional", "optional")


def note_of(
    key: str,
    text: str,
    role: str,
    group: Group,
    *,
    details: Sequence[str] = (),
    **more: object,
) -> Node:
    """Return a thought, a pain, an idea and the like as a note.

    Args:
        key: Its identity in the diagram.
        text: All it says.
        group: The column it stands in.
        details: Further lines of the second rank.
        **more: Further fields of the node.
    """
    lines = wrap_to_width(text, track_width(group) - NOTE_INSET, _MOST_LINES)
    return Node(key, text, lines, role, group=group.key, details=details, **more)  # type: ignore[arg-type]


def owner_words(owner: object) -> str:
    """Return an owner as words, with the department.

    Args:
        owner: An owner, or nobody.

    Returns:
        The words; empty for nobody.
    """
    name, department = getattr(owner, "name", ""), getattr(owner, "department", "")
    return f"{name} ({department})" if department else name


def owned(owner: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the line on who owns something.

    Args:
        owner: The owner in words; empty for nobody.
        language: What it is said in.

    Returns:
        One line, or none for nobody.
    """
    return (language("owner: {owner}", owner=owner),) if owner else ()


def acted(step: BackstageStep, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the lines on who takes a backstage step, and on which channel.

    Args:
        language: What channels are called in.

    Returns:
        A line for each of the two that was said.
    """
    channel = channel_name(step.channel, language) if step.channel else ""
    return tuple(filter(None, (step.by, channel)))


def persona_nodes(scene: Scene) -> tuple[Node, ...]:
    """Return who walks the journey, each with their line, for above the grid.

    Returns:
        One node a persona.
    """
    return tuple(
        Node(
            persona.key,
            persona.name,
            (persona.name,),
            "persona",
            details=tuple(
                filter(
                    None,
                    (
                        persona.description,
                        _wishes(scene, "wants: {wishes}", [goal.name for goal in persona.goals]),
                        _wishes(scene, "needs: {wishes}", persona.needs),
                        *_presence(scene, persona),
                    ),
                )
            ),
            pen=scene.pens[persona.key],
            element=persona.element,
            marks=scene.marks_of(persona.element),
        )
        for persona in scene.personas
    )


def _wishes(scene: Scene, text: str, wishes: Sequence[str]) -> str:
    return scene.language(text, wishes="; ".join(wishes)) if wishes else ""


def _presence(scene: Scene, persona: Persona) -> Iterator[str]:
    """Where a persona joins late and leaves early, as far as it is said."""
    view, language = scene.view, scene.language
    for presence in view.journey.presences:
        if presence.persona == persona.key and presence.joins_at:
            yield language('joins at "{step}"', step=view.name_of(presence.joins_at))
        if presence.persona == persona.key and presence.leaves_after:
            yield language('leaves after "{step}"', step=view.name_of(presence.leaves_after))
