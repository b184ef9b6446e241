"""The questions that a map leaves open, as an interviewer would put them.

Guides to journey mapping agree on what to ask: who the customers are and what they want, where
they meet the company, what they do, think and feel there, what stands in their way, and what could
be better. Whatever a journey does not say yet comes back as the question that would fill it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.graph import view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.printable import console_text, log_text, printable


@frozen(repr=False)
class Question:
    """One question that a journey does not answer yet.

    Args:
        element: What it is about.
        name: What people call that.
        field: The field that is empty.
        question: The question, in words.
        answer: How to say the answer.
    """

    element: Element
    name: str
    field: str
    question: str
    answer: str

    __repr__ = fields.shown

    def __str__(self) -> str:
        """The question, and how to answer it."""
        return console_text(log_text(f"{printable(self.question)}\n    {printable(self.answer)}"))


_Asked = tuple[str, str, str]
"""A field, the question that fills it, and the answer to copy."""

_OF_THE_JOURNEY: tuple[_Asked, ...] = (
    ("personas", "Who are your customers?", '.walked_by(persona("…"))'),
    ("scenario", "What has to happen for “{name}” to begin?", 'journey(…, scenario="…")'),
    ("stages", "Which stages do people go through?", '.stage("Awareness", …)'),
)
_OF_A_PERSONA: tuple[_Asked, ...] = (
    ("description", "Who is {name}?", 'persona(…, "…")'),
    ("needs", "What does {name} need?", 'persona(…, needs=["…"])'),
    ("pains", "Which problems does {name} have?", 'persona(…, pains=["…"]) or .suffers("…")'),
    ("goals", "What does {name} want to reach?", 'persona(…, goals=["…"]) or .wants("…")'),
    ("motivations", "Why does {name} want it?", 'persona(…, motivations=["…"])'),
    ("expectations", "What does {name} expect of you?", 'persona(…, expectations=["…"])'),
    ("behaviours", "What does {name} usually do?", 'persona(…, behaviours=["…"])'),
    ("prefers", "How does {name} like to be in touch?", "persona(…, prefers=[Channel.EMAIL])"),
    ("evidence", "What research tells you so about {name}?", '.evidenced_by("…")'),
)
_OF_A_STAGE: tuple[_Asked, ...] = (
    (
        "touchpoints",
        "Where do people meet you during “{name}”?",
        '.stage("{name}", touchpoint("…"))',
    ),
    ("customer_goal", "What do people want during “{name}”?", 'stage(…, customer_goal="…")'),
    ("company_goal", "What are you there for during “{name}”?", 'stage(…, company_goal="…")'),
    ("metrics", "How will you know that “{name}” goes well?", '.measured_by(Metric("…"))'),
)
_OF_A_TOUCHPOINT: tuple[_Asked, ...] = (
    ("channels", "On which channel does “{name}” happen?", ".on(Channel.WEBSITE)"),
    ("owner", "Who on your side answers for “{name}”?", '.owned_by("…")'),
)
_OF_AN_EXPERIENCE: tuple[_Asked, ...] = (
    ("actions", "What does {who} do at “{name}”?", '.does({variable}, "…")'),
    ("thoughts", "What does {who} think at “{name}”?", '.thinks({variable}, "…")'),
    (
        "emotion",
        "What does {who} feel at “{name}”: overwhelmed, excited, confused?",
        '.feels({variable}, +1, "…")',
    ),
)
_HINDERED: _Asked = (
    "pains",
    "What could put {who} off at “{name}”?",
    '.hurts({variable}, "…")',
)
_IMPROVED: tuple[_Asked, ...] = (
    ("opportunities", "What could be better, and what is missing?", '.opportunity("…", …)'),
    (
        "metrics",
        "How will you know that the journey works as a whole?",
        '.measured_by(Metric("…"))',
    ),
    ("owner", "Who answers for the journey from end to end?", '.owned_by("…")'),
)


def questions(journey: Journey) -> tuple[Question, ...]:
    """Ask for everything that a journey does not say yet.

    Args:
        journey: The journey, however unfinished.

    Returns:
        The questions in the order of an interview: who the customers are, which stages they go
        through, where they meet the company stage by stage and what they do, think, feel and
        suffer there, and at last what could be better.

    Raises:
        ModelError: It was given no journey.

    Example:
        >>> from journeykit import journey
        >>> for each in questions(journey("Buying a gift"))[:2]:
        ...     print(each.question)
        Who are your customers?
        What has to happen for “Buying a gift” to begin?
    """
    return tuple(_asked(view_of(journey).journey))


def _asked(journey: Journey) -> Iterator[Question]:
    """The questions, in order."""
    yield from _empty(journey, _OF_THE_JOURNEY)
    for persona in journey.personas:
        yield from _empty(persona, _OF_A_PERSONA)
    for stage in journey.stages:
        yield from _empty(stage, _OF_A_STAGE)
        for touchpoint in stage.touchpoints:
            yield from _at(touchpoint, journey.personas)
    for touchpoint in journey.any_time:
        yield from _at(touchpoint, journey.personas)
    yield from _empty(journey, _IMPROVED)


def _at(touchpoint: Touchpoint, personas: Iterable[Persona]) -> Iterator[Question]:
    """What is open at one touchpoint: itself, then everybody who comes there."""
    yield from _empty(touchpoint, _OF_A_TOUCHPOINT)
    for persona in personas:
        if touchpoint.is_for(persona.key):
            experience = touchpoint.experience_of(persona.key)
            for asked in (*_OF_AN_EXPERIENCE, *_hindrance(touchpoint, persona)):
                if not getattr(experience, asked[0], None):
                    yield _question(touchpoint, asked, persona)


def _hindrance(touchpoint: Touchpoint, persona: Persona) -> tuple[_Asked, ...]:
    """The question for obstacles, which a moment that goes well need not be asked."""
    valence = touchpoint.valence_of(persona.key)
    return () if valence is not None and valence > 0 else (_HINDERED,)


def _empty(
    thing: Journey | Persona | Stage | Touchpoint, asked: Iterable[_Asked]
) -> Iterator[Question]:
    """The questions for the fields of a thing that say nothing."""
    for each in asked:
        if not getattr(thing, each[0]):
            yield _question(thing, each)


def _question(
    thing: Journey | Persona | Stage | Touchpoint, asked: _Asked, persona: Persona | None = None
) -> Question:
    """One question with the names put in."""
    field, question, answer = asked
    names: dict[str, Any] = {"name": thing.name}
    if persona is not None:
        variable = persona.key.replace("-", "_")
        names |= {"who": persona.name, "variable": variable}
    return Question(
        thing.element, thing.name, field, question.format(**names), answer.format(**names)
    )
