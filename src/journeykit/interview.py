"""The questions that a map leaves open, as an interviewer would put them.

Guides to journey mapping agree on what to ask: who the customers are and what they want, where
they meet the company, what they do, think and feel there, what stands in their way, and what could
be better. Whatever a journey does not say yet comes back as the question that would fill it.

An *interview* is a function that asks such questions of a view of a journey. The library has two,
what guides ask and what the rules could not judge; packages bring others by entry point, for what
people of their trade ask besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import attrs

from journeykit import fields
from journeykit.addresses import Element
from journeykit.errors import ModelError
from journeykit.experience import Experience
from journeykit.extensions import Registry
from journeykit.graph import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.printable import console_text, log_text, printable
from journeykit.touchpoints import visitors_among
from journeykit.validation import check
from journeykit.validation.subjects import NEEDS


@attrs.frozen(repr=False)
class Question:
    """One question that a journey does not answer yet.

    Args:
        element: What it is about.
        name: What people call that.
        field: The field that is empty.
        question: The question, in words.
        answer: How to say the answer.
        opens: How many rules can judge the journey once that is said.

    Example:
        >>> from journeykit import touchpoint
        >>> pays = touchpoint("Pays")
        >>> print(Question(pays.element, pays.name, "wait", "How long does it take?", "wait=…"))
        How long does it take?
            wait=…
    """

    element: Element = attrs.field(
        validator=fields.is_a(Element, "an address, as touchpoint.element")
    )
    name: str = attrs.field(validator=fields.text)
    field: str = attrs.field(validator=fields.text)
    question: str = attrs.field(validator=fields.name)
    answer: str = attrs.field(validator=fields.text)
    opens: int = attrs.field(default=0, validator=fields.whole(0, 10_000))

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __str__(self) -> str:
        """The question, and how to answer it."""
        return console_text(log_text(f"{printable(self.question)}\n    {printable(self.answer)}"))


class Questions(tuple[Question, ...]):
    """The questions that a journey leaves open, those first that open most.

    A notebook and `print` show the first five, and how many more there are.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """The first questions, and how many more there are."""
        return "\n".join([*map(str, self[:_SHOWN]), *self._more])

    def _repr_html_(self) -> str:
        """The same as cards."""
        cards = "".join(each._repr_html_() for each in self[:_SHOWN])
        return cards + "".join(f"<p>{escape(more)}</p>" for more in self._more)

    @property
    def _more(self) -> tuple[str, ...]:
        """How many questions are not shown, if any."""
        more = len(self) - _SHOWN
        return (f"and {more} more question{'' if more == 1 else 's'}",) if more > 0 else ()


_SHOWN = 5
"""So many questions are shown; nobody answers a hundred at once."""


Interview: TypeAlias = Callable[[View], Iterable[Question]]
"""What asks for what a journey does not say: a function of its view."""

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


def questions(
    journey: Journey | View,
    interviews: str | Interview | Iterable[str | Interview] = ("rules", "map"),
) -> Questions:
    """Ask for everything that a journey does not say yet.

    Args:
        journey: The journey, however unfinished; or a view of it.
        interviews: Which interviews, or the one: names of the library's or of those of installed
            packages, or functions; what rules could not judge, and what a map needs, if left out.

    Returns:
        The questions, those first whose answer lets most rules judge the journey; then in the
        order of an interview: who the customers are, which stages they go through, where they
        meet the company stage by stage and what they do, think, feel and suffer there, and at
        last what could be better.

    Raises:
        ModelError: It was given no journey or no interviews, or one asks something else than
            questions.
        UnknownReferenceError: There is no interview of that name.
        ExtensionError: An interview of an installed package failed.

    Example:
        >>> from journeykit import journey
        >>> for each in questions(journey("Buying a gift"), "map")[:2]:
        ...     print(each.question)
        Who are your customers?
        What has to happen for “Buying a gift” to begin?
    """
    view = view_of(journey)
    asked = (each for interview in _functions(interviews) for each in _held(interview, view))
    return Questions(sorted(dict.fromkeys(asked), key=lambda question: -question.opens))


def _functions(interviews: object) -> tuple[Interview, ...]:
    """The interviews that were named or given; one alone is one."""
    several = (interviews,) if callable(interviews) else fields.several(interviews)
    return tuple(map(_function, several))


def _function(interview: object) -> Interview:
    """The function of an interview, by its name or as it is."""
    if callable(interview) and not isinstance(interview, type):
        return cast("Interview", interview)
    if not isinstance(interview, str):
        expected = 'names such as "map", or functions that ask questions'
        raise ModelError(f"interviews: expected {expected}, got {fields.described(interview)}")
    return REGISTRY[interview]


def _held(interview: Interview, view: View) -> Iterator[Question]:
    """What one interview asks, if these are questions."""
    result: object = interview(view)
    for each in result if isinstance(result, Iterable) else (result,):
        if not isinstance(each, Question):
            called = getattr(interview, "__name__", "the interview")
            raise ModelError(f"{called}: expected a Question, got {fields.described(each)}")
        yield each


_THE_DAY, _ = NEEDS["clock"]
"""What a check is told, and no map says."""


def ask_rules(view: View) -> Iterator[Question]:
    """Ask for what the recommended rules would need to judge the journey."""
    journey = view.journey
    for each, rules in check(view).unstated:
        if each.what == _THE_DAY:
            continue
        yield Question(
            journey.element, journey.name, "", f"Can you say {each.what}?", each.say, opens=rules
        )


def ask_map(view: View) -> Iterator[Question]:
    """Ask for what guides to journey mapping expect of a map."""
    journey = view.journey
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
    people = {persona.key: persona for persona in personas}
    experiences = {experience.persona: experience for experience in touchpoint.experiences}
    for key in visitors_among(touchpoint, people):
        experience = experiences.get(key)
        for wording in (*_OF_AN_EXPERIENCE, *_hindrance(experience)):
            if not getattr(experience, wording[0], None):
                yield _question(touchpoint, wording, people[key])


def _hindrance(experience: Experience | None) -> tuple[_Asked, ...]:
    """The question for obstacles, which a moment that goes well need not be asked."""
    emotion = experience.emotion if experience else None
    return () if emotion is not None and emotion.level > 0 else (_HINDERED,)


def _empty(
    element: Journey | Persona | Stage | Touchpoint, asked: Iterable[_Asked]
) -> Iterator[Question]:
    """The questions for the fields of a thing that say nothing."""
    for each in asked:
        if not getattr(element, each[0]):
            yield _question(element, each)


def _question(
    element: Journey | Persona | Stage | Touchpoint, wording: _Asked, persona: Persona | None = None
) -> Question:
    """One question with the names put in."""
    field, question, answer = wording
    names: dict[str, Any] = {"name": element.name}
    if persona is not None:
        variable = persona.key.replace("-", "_")
        names |= {"who": persona.name, "variable": variable}
    return Question(
        element.element, element.name, field, question.format(**names), answer.format(**names)
    )


INTERVIEWS: MappingProxyType[str, Interview] = MappingProxyType(
    {"map": ask_map, "rules": ask_rules}
)
"""The interviews of the library, by name."""

REGISTRY: Registry[Interview] = Registry("interview", "journeykit.interviews", INTERVIEWS)
"""The same with those of installed packages."""
