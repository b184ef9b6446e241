"""Experience: what a persona wants, and what it goes through at a touchpoint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import ElementKind, Keyed, as_persona_key, refuse_twins
from journeykit.emotions import Emotion
from journeykit.pains import Pain, are_pains, as_pains


@frozen
class Goal(Keyed):
    """What a persona wants to reach.

    Args:
        name: The goal in the persona's words.
        due: The key of the stage by which it should be reached.
        key: The identity; the slug of the name if left out.
    """

    _kind: ClassVar[ElementKind] = "goal"

    name: str = field(validator=fields.name)
    due: str = field(default="", validator=fields.text)
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_goals(items: Goal | str | Iterable[Goal | str]) -> tuple[Goal, ...]:
    """A tuple of goals; a sentence is enough."""
    return fields.several_named(items, Goal)


are_goals = fields.every(Goal, "a goal or a sentence that says it")


@frozen
class Served:
    """A goal, need or expectation of one persona that a touchpoint serves.

    Args:
        persona: The key of the persona.
        key: The slug of what is served.
        text: Its words, for people.
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    text: str = field(validator=fields.name)
    key: str = field(default=fields.keyed_by_text(), validator=fields.key)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_served(items: Served | Iterable[Served]) -> tuple[Served, ...]:
    """A tuple of what is served; one alone is one item."""
    return fields.several(items)


@frozen
class Experience:
    """One persona at one touchpoint, in a stage as a whole, or in the whole journey.

    Args:
        persona: The key of the persona.
        actions: What they do.
        thoughts: What they think.
        quotes: What they say, word for word.
        emotion: What they feel.
        pains: What hurts.
    """

    persona: str = field(converter=as_persona_key, validator=fields.key)
    actions: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    thoughts: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    quotes: tuple[str, ...] = field(default=(), converter=fields.as_texts, validator=fields.texts)
    emotion: Emotion | None = field(
        default=None, validator=fields.maybe(fields.is_a(Emotion, "an emotion"))
    )
    pains: tuple[Pain, ...] = field(default=(), converter=as_pains, validator=are_pains)

    __repr__ = fields.shown
    _repr_html_ = fields.card


def as_experiences(items: Experience | Iterable[Experience]) -> tuple[Experience, ...]:
    """A tuple of experiences; one alone is one item."""
    return fields.several(items)


def refuse_two_of_one_persona(owner: Any) -> None:
    """Refuse two experiences of one persona in one place, which nobody could tell apart."""
    if len(owner.experiences) > 1:
        refuse_twins("experience of persona", ((e.persona, owner.name) for e in owner.experiences))
