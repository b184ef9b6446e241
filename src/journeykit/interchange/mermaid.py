"""Mermaid's `journey` diagram: sections, tasks, one score a task, and who takes part.

It is read as Mermaid 11 reads it, and written so that Mermaid reads the same tasks, scores and
people. A Mermaid journey has no channel, no transition, and one score for all who take part: both
ways, the loss report says what that means for the journey at hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from journeykit.addresses import Element
from journeykit.bounded_read import checked_lines, checked_memory, decoded
from journeykit.emotions import Emotion, signed
from journeykit.errors import DocumentError
from journeykit.experience import Experience
from journeykit.fields import as_texts
from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.formats import Export, Format, Reading
from journeykit.interchange.losses import (
    Loss,
    LossReport,
    declined_unsaid,
    namesakes,
    not_carried,
    shown,
)
from journeykit.interchange.mermaid_syntax import MermaidDiagram, Task, is_journey, parse
from journeykit.interchange.scales import FIVE, Scale, ScaleLike, as_scale, guessed
from journeykit.management import System
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.text import slug
from journeykit.transitions import Transition

__all__ = ["FORMAT", "read_diagram"]

_SYSTEM = re.compile(
    r"(?i:\b(?:systems?|système|sistema|apis?|bot|chatbot|server|backend|database|db|service|"
    r"platform|app|ui|cron|gateway|webhook|pipeline|repository|storage|router|cache|"
    r"infrastructure|llm|ai|ci|cd)\b)|[a-z][A-Z]"
)
_NOBODY = "Customer"
_NO_SECTION = "Before the first section"
_MOST_ACTORS = 10_000
_TASK, _ACTOR = 2_200, 900
"""How many bytes of memory a line, and one more who takes part, take at most."""

_DRAWN = 50_000
"""How many characters Mermaid draws at most unless its configuration says otherwise."""


def read_diagram(
    text: str,
    *,
    file: str = "",
    first_line: int = 1,
    scale: ScaleLike | None = None,
    systems: str | Iterable[str] = (),
    name: str = "",
) -> Reading:
    r"""Read one Mermaid journey.

    Args:
        text: The text of the diagram.
        file: The path of the file it comes from, for locations.
        first_line: The line of the file in which it starts.
        scale: The scale of the scores, such as `1..5`; guessed from the scores if left out.
        systems: The actors that are systems, not people.
        name: The name of the journey, where the diagram has no title.

    Returns:
        The journey and the losses.

    Raises:
        DocumentError: Mermaid does not take it; the error has the line and the column.

    Example:
        >>> reading = read_diagram("journey\n  section Buy\n    Pay: 2: Maya")
        >>> reading.journey.touchpoints[0].valence_of("maya")
        -1.0
    """
    checked_memory((text.count("\n") + 1) * _TASK + text.count(",") * _ACTOR, len(text))
    draft = Draft("mermaid", file, first_line)
    try:
        diagram = parse(text)
    except DocumentError as error:
        line = (error.line or 1) + draft.before
        problem = error.problem
        raise DocumentError("", problem=problem, line=line, column=error.column) from None
    return _JourneyBuilder(draft, diagram, scale, frozenset(as_texts(systems)), name).reading()


class _JourneyBuilder:
    """Makes a journey of a diagram."""

    def __init__(
        self,
        draft: Draft,
        diagram: MermaidDiagram,
        scale: ScaleLike | None,
        systems: frozenset[str],
        name: str,
    ) -> None:
        self.draft = draft
        self.diagram = diagram
        self.systems = systems
        self.name = name
        self.scale = self._scale(scale)
        self.personas = self._personas()

    def reading(self) -> Reading:
        """The whole of it."""
        steps = [self._touchpoint(task) for task in self.diagram.tasks]
        if len(steps) > 1:
            reason = "the order of the tasks is taken for the flow"
            self.draft.add("guessed", JOURNEY, "transitions", reason)
        for dropped in self.diagram.dropped:
            reason = f"{shown(dropped.text)} is left out: {dropped.reason}"
            self.draft.add("lost", JOURNEY, "", reason, dropped.line)
        name = self._name()
        return self.draft.reading(
            Journey(
                name,
                self.draft.text(self.diagram.description, JOURNEY, "description"),
                personas=self.personas.values(),
                stages=self._stages(steps),
                transitions=[
                    Transition(before.element, after.element) for before, after in pairwise(steps)
                ],
                location=self.draft.location(1),
            )
        )

    def _name(self) -> str:
        """The title, or what comes nearest."""
        title = self.draft.text(self.diagram.title, JOURNEY, "name")
        accessible = self.draft.text(self.diagram.accessible_title, JOURNEY, "name")
        if title and accessible not in {"", title}:
            reason = f"a journey has one name; accTitle {shown(accessible)} is left out"
            self.draft.add("lost", JOURNEY, "name", reason)
        if not title:
            reason = "the diagram has no title"
            self.draft.add("guessed", JOURNEY, "name", reason)
        return title or accessible or self.name or "Journey"

    def _scale(self, scale: ScaleLike | None) -> Scale:
        """The scale of the scores; one that is not the documented one is a guess."""
        if scale is not None:
            return as_scale(scale)
        scores = [task.score for task in self.diagram.tasks if task.written]
        # Mermaid documents 1 to 5: a zero among them is off the scale, and told as that.
        scale = FIVE if all(0 <= score <= FIVE.best for score in scores) else guessed(scores)
        if scores:
            documented = "as Mermaid documents it" if scale == FIVE else "by the scores there are"
            reason = f"the scale of the scores is taken to be {scale}, {documented}"
            self.draft.add("guessed", JOURNEY, "experiences", reason)
        return scale

    def _personas(self) -> dict[str, Persona]:
        """A persona for every actor that is no system, in the order of their first task."""
        lines: dict[str, int] = {}
        for task in self.diagram.tasks:
            for actor in task.people:
                lines.setdefault(actor, task.line)
        lines.pop("", None)
        if not lines and self.diagram.tasks:
            key = self.draft.key("persona", _NOBODY)
            reason = "no task says who takes part, so somebody is invented who feels the scores"
            self.draft.add("guessed", Element("persona", (key,)), "", reason)
            return {"": Persona(_NOBODY, key=key)}
        if len(lines) > _MOST_ACTORS:
            problem = f"it has more than {_MOST_ACTORS:,} actors"
            raise DocumentError("", problem=problem)
        people = ((actor, line) for actor, line in lines.items() if actor not in self.systems)
        return {actor: self._persona(actor, line) for actor, line in people}

    def _persona(self, actor: str, line: int) -> Persona:
        """The persona of an actor."""
        key = self.draft.key("persona", actor, line)
        element = Element("persona", (key,))
        if _SYSTEM.search(actor):
            reason = f"{shown(actor)} is read as a person; if it is a system, name it in systems="
            self.draft.add("guessed", element, "", reason, line)
        name = self.draft.text(actor, element, "name", line)
        return Persona(name, key=key, location=self.draft.location(line))

    def _stages(self, steps: list[Touchpoint]) -> Iterator[Stage]:
        """A stage for every section, and one for what stands before the first."""
        held: list[list[Touchpoint]] = [[] for _ in range(len(self.diagram.sections) + 1)]
        for task, step in zip(self.diagram.tasks, steps, strict=True):
            held[task.index + 1].append(step)
        if held[0]:
            key = self.draft.key("stage", _NO_SECTION)
            reason = "tasks before the first section stand in a stage of their own"
            self.draft.add("guessed", Element("stage", (key,)), "", reason)
            yield Stage(_NO_SECTION, held[0], key=key)
        for (section, line), inside in zip(self.diagram.sections, held[1:], strict=True):
            name = section.strip() or "Section"
            key = self.draft.key("stage", name, line)
            name = self.draft.text(name, Element("stage", (key,)), "name", line)
            if not section.strip():
                reason = "the section has no name"
                self.draft.add("guessed", Element("stage", (key,)), "name", reason, line)
            yield Stage(name, inside, key=key, location=self.draft.location(line))

    def _touchpoint(self, task: Task) -> Touchpoint:
        """The touchpoint of a task."""
        written = task.name.strip().removeprefix(_JOINER) or "Task"
        key = self.draft.key("touchpoint", written, task.line)
        element = Element("touchpoint", (key,))
        people = self._people(task, element)
        emotion = self._emotion(task, element)
        feeling = people or ([self.personas[""]] if "" in self.personas else [])
        if emotion and not feeling:
            reason = f"the score {task.written} is nobody's: the task says not who takes part"
            self.draft.add("lost", element, "experiences", reason, task.line)
        return Touchpoint(
            self.draft.text(written, element, "name", task.line),
            personas=people,
            systems=[
                System(actor) for actor in dict.fromkeys(task.people) if actor in self.systems
            ],
            experiences=[Experience(p, emotion=emotion) for p in feeling] if emotion else (),
            key=key,
            location=self.draft.location(task.line),
        )

    def _people(self, task: Task, element: Element) -> list[Persona]:
        """Who takes part, each once."""
        seen: dict[str, None] = {}
        for actor in task.people:
            if actor in seen or not actor:
                what = f"{shown(actor)} is named twice" if actor else "an actor without a name"
                self.draft.add("lost", element, "personas", what, task.line)
            elif actor not in self.systems:
                seen[actor] = None
        return [self.personas[actor] for actor in seen]

    def _emotion(self, task: Task, element: Element) -> Emotion | None:
        """What the score says, if it says something."""
        if math.isnan(task.score) or not task.written:
            what = f"{shown(task.written)} is no number" if task.written else "there is no score"
            reason = f"{what}, so nothing is known of how it feels"
            self.draft.add("lost", element, "experiences", reason, task.line)
            return None
        valence, exact = self.scale.valence(task.score), self.scale.exact(task.score)
        if valence != exact:
            cut = "off" if abs(exact) > 2 else "between the halves of"  # noqa: PLR2004 — the ends
            reason = f"the score {task.written} is {cut} the scale; it is read as {signed(valence)}"
            self.draft.add("changed", element, "experiences", reason, task.line)
        return Emotion(valence)


def _reads(
    content: bytes,
    *,
    file: str = "",
    scale: ScaleLike | None = None,
    systems: str | Iterable[str] = (),
    name: str = "",
) -> Iterator[Reading]:
    """The journey of a file."""
    text = checked_lines(decoded(content))
    yield read_diagram(text, file=file, scale=scale, systems=systems, name=name)


# ----------------------------------------------------------------------------------- writing

_CARRIED = {
    Journey: ("name", "description", "personas", "stages", "any_time", "transitions", "key"),
    Persona: ("name", "key"),
    Stage: ("name", "touchpoints", "roles", "key"),
    Touchpoint: ("name", "personas", "experiences", "key"),
    Experience: ("persona", "emotion"),
}
_LOOKALIKE = str.maketrans({"#": "＃", ";": "；", "\n": " "})
_LOOKALIKES = {
    "title": _LOOKALIKE,
    "name": _LOOKALIKE | str.maketrans({":": "："}),
    "actor": _LOOKALIKE | str.maketrans({":": "：", ",": "，"}),
    "description": str.maketrans({"#": "＃", "}": "｝"}),
}
_KEYWORD = re.compile(
    r"(?i)(?:title\s|section\s|journey\b|accTitle\s*$|accDescr\s*(?:$|\{))", re.ASCII
)
_JOINER = "\u2060"
"""An invisible character before a name that would otherwise be a word of the syntax."""


def _writes(journey: Journey) -> Export:
    """Write a journey, then look at what Mermaid reads of it."""
    text = "\n".join(_lines(journey)) + "\n"
    losses = [
        *not_carried(journey, _CARRIED, "Mermaid"),
        *declined_unsaid(journey, "Mermaid"),
        *namesakes(journey, "Mermaid"),
        *_Check(journey, parse(text)).losses(),
    ]
    if len(text) > _DRAWN:
        reason = f"Mermaid draws no more than {_DRAWN:,} characters unless maxTextSize is raised"
        losses.append(Loss("lost", journey.element, "", reason))
    return Export(text.encode(), LossReport("mermaid", losses))


def _lines(journey: Journey) -> Iterator[str]:
    """The lines of the diagram."""
    yield "journey"
    yield f"  title {_escaped(journey.name, 'title') or journey.key}"
    if journey.description.strip():
        yield f"  accDescr {{ {_escaped(journey.description, 'description')} }}"
    names = {persona.key: persona.name for persona in journey.personas}
    for name, steps in _sections(journey):
        yield f"  section {_escaped(name, 'name') or 'Section'}"
        for step in steps:
            score = f"{_score(step):.4g}"
            people = ", ".join(_escaped(names[key], "actor") or key for key in _people_of(step))
            yield f"    {_task(step)}: {score}" + (f": {people}" if people else "")


def _sections(journey: Journey) -> Iterator[tuple[str, tuple[Touchpoint, ...]]]:
    """The stages, then what can come at any time."""
    yield from ((stage.name, stage.touchpoints) for stage in journey.stages)
    if journey.any_time:
        yield "At any time", journey.any_time


def _task(step: Touchpoint) -> str:
    """The name of a task; one that begins like a word of the syntax begins with a joiner."""
    name = _escaped(step.name, "name") or step.key
    return f"{_JOINER}{name}" if _KEYWORD.match(name) else name


def _escaped(text: str, kind: str) -> str:
    """A text with look-alikes in place of what Mermaid does not take there."""
    clean = text.translate(_LOOKALIKES[kind]).replace("%%", "％％").strip(" \t\n\ufeff")
    return f"％{clean[1:]}" if clean.startswith("%") else clean


def _people_of(step: Touchpoint) -> tuple[str, ...]:
    """Who takes part: those that are named, and those who feel something."""
    return tuple(dict.fromkeys((*step.personas, *(e.persona for e in step.experiences))))


def _valences(step: Touchpoint) -> list[float]:
    return [each.emotion.level for each in step.experiences if each.emotion]


def _score(step: Touchpoint) -> float:
    """One score for all: the mean, or the middle where nobody said anything."""
    valences = _valences(step)
    return FIVE.score(sum(valences) / len(valences)) if valences else FIVE.score(0)


class _Check:
    """Holds a journey against what Mermaid reads of it."""

    def __init__(self, journey: Journey, diagram: MermaidDiagram) -> None:
        self.journey = journey
        self.diagram = diagram

    def losses(self) -> Iterator[Loss]:
        """Everything that differs."""
        journey, diagram = self.journey, self.diagram
        yield from _named(journey.element, journey.name, journey.key, diagram.title)
        if diagram.description != journey.description:
            yield _changed(journey.element, "description", diagram.description)
        if journey.any_time:
            reason = 'what can come at any time stands in a section "At any time" at the end'
            yield Loss("changed", journey.element, "any_time", reason)
        for stage, (section, _) in zip(journey.stages, diagram.sections, strict=False):
            yield from _named(stage.element, stage.name, stage.key, section)
            if stage.roles != Stage(section.strip() or "Section").roles:
                yield Loss(
                    "lost", stage.element, "roles", f"Mermaid has no place for {stage.roles}"
                )
        yield from self._personas()
        for step, task in zip(journey.touchpoints, diagram.tasks, strict=True):
            yield from _named(step.element, step.name, step.key, task.name.replace(_JOINER, ""))
            yield from _felt(step)
        yield from self._transitions()

    def _personas(self) -> Iterator[Loss]:
        """Personas that come back otherwise, or not at all."""
        steps = zip(self.journey.touchpoints, self.diagram.tasks, strict=True)
        actors: dict[str, str] = {}
        for step, task in steps:
            for key, actor in zip(_people_of(step), task.people, strict=True):
                actors.setdefault(key, actor)
        for persona in self.journey.personas:
            if persona.key in actors:
                yield from _named(persona.element, persona.name, persona.key, actors[persona.key])
            else:
                reason = "Mermaid knows only those who take part in a task that names them"
                yield Loss("lost", persona.element, "", reason)
        if list(actors) != [
            persona.key for persona in self.journey.personas if persona.key in actors
        ]:
            reason = "Mermaid lists people in the order of their first task"
            yield Loss("changed", self.journey.element, "personas", reason)

    def _transitions(self) -> Iterator[Loss]:
        """Transitions that do not simply follow the order of the tasks."""
        steps = [step.element for step in self.journey.touchpoints]
        plain = {Transition(a, b) for a, b in pairwise(steps)}
        for transition in self.journey.transitions:
            if transition not in plain:
                reason = "Mermaid has no transitions, only the order of tasks"
                yield Loss("lost", transition.element, "", reason)


def _named(element: Element, name: str, key: str, read: str) -> Iterator[Loss]:
    """What became of a name and of its key."""
    if read.strip() != name:
        yield _changed(element, "name", read)
    if slug(read.strip() or "-") != key:
        yield Loss("lost", element, "key", f"Mermaid has no keys, so {shown(key)} is left out")


def _changed(element: Element, field: str, read: str) -> Loss:
    reason = f"written as {shown(read)}, since Mermaid takes the text not as it is"
    return Loss("changed", element, field, reason)


def _felt(step: Touchpoint) -> Iterator[Loss]:
    """What one score for all does to the feelings at a touchpoint."""
    people, valences = _people_of(step), _valences(step)
    if people != step.personas:
        reason = "Mermaid names everybody who takes part"
        yield Loss("changed", step.element, "personas", reason)
    if not valences:
        reason = "nobody said how it feels; Mermaid wants a score, so the middle is written"
        yield Loss("changed", step.element, "experiences", reason)
    elif len(valences) < len(people) or len(set(valences)) > 1 or _score(step) * 2 % 1:
        numbers = ", ".join(map(signed, valences))
        reason = f"Mermaid has one score for all {len(people)}; the mean of {numbers} is written"
        yield Loss("changed", step.element, "experiences", reason)
    for each in step.experiences:
        emotion = each.emotion
        if emotion and emotion != Emotion(emotion.level):
            element = Element("experience", (each.persona, step.key))
            span = f"{signed(emotion.low)} to {signed(emotion.high)}" if emotion.is_range else ""
            more = emotion.label or span or emotion.basis
            reason = f"Mermaid has a number for a feeling and no place for {shown(more)}"
            yield Loss("lost", element, "emotion", reason)


def _is_ours(content: bytes) -> bool:
    """Tell a journey from a flowchart and all else that Mermaid draws."""
    return is_journey(content.decode("utf-8-sig", "replace"))


FORMAT = Format(
    "mermaid", (".mmd", ".mermaid"), _reads, _writes, "the journey diagram of Mermaid", _is_ours
)
