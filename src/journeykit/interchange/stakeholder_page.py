"""The page for stakeholders: a journey in Markdown, for people who never see its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.channels import Channel
from journeykit.emotions import Emotion
from journeykit.experience import Experience, Goal
from journeykit.interchange.feelings import in_words
from journeykit.interchange.formats import Export
from journeykit.interchange.losses import (
    Loss,
    LossReport,
    declined_unsaid,
    middle_unsaid,
    namesakes,
    not_carried,
    parts_of,
    shown,
)
from journeykit.interchange.splitting import MEANT
from journeykit.management import Opportunity, Owner
from journeykit.markup import markdown_text
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.pains import Pain

__all__ = ["HEADERS", "page"]

_CARRIED = {
    Journey: (
        *("name", "description", "state", "scenario", "value_proposition", "personas", "stages"),
        *("any_time", "opportunities", "owner", "version", "reviewed", "stage_model"),
    ),
    Persona: ("name", "description", "goals", "needs", "expectations", "pains"),
    Stage: ("name", "description", "touchpoints", "customer_goal", "company_goal", "pains"),
    Touchpoint: ("name", "channels", "experiences", "owner", "moment_of_truth", "personas"),
    Channel: ("name",),
    Experience: ("persona", "emotion", "pains"),
    Emotion: ("valence", "label", "low", "high"),
    Goal: ("name",),
    Pain: ("text",),
    Opportunity: ("name", "owner", "priority", "due", "status"),
    Owner: ("name",),
}

HEADERS = (
    *("Touchpoint", "Moment of truth", "Channels", "Personas", "Feelings", "Pain points", "Owner"),
)
"""The columns of the tables of touchpoints, by which the page is known when it comes back."""

ANY_TIME = "At any time"
"""The heading above the touchpoints that stand in no stage."""


def page(journey: Journey) -> Export:
    """Write the page of a journey.

    Returns:
        The text, and what it has no place for.
    """
    text = "\n\n".join(_blocks(journey)) + "\n"
    losses = [
        *not_carried(journey, _CARRIED, "the page"),
        *declined_unsaid(journey, "the page"),
        *namesakes(journey, "the page"),
        *middle_unsaid(journey, "the page"),
        *_on_one_line(journey),
    ]
    return Export(text.encode(), LossReport("markdown", losses))


def _on_one_line(journey: Journey) -> Iterator[Loss]:
    """That a text of several lines or spaces stands on one line of the page."""
    for element, value in parts_of(journey):
        for label in _CARRIED.get(type(value), ()):
            held = getattr(value, label)
            for text in map(_words, held if isinstance(held, tuple) else (held,)):
                in_lines = label == "description" and not isinstance(value, Persona)
                if text.strip() != " ".join(text.split()) and not in_lines:
                    yield Loss("changed", element, label, f"{shown(text)} stands on one line")


def _words(value: object) -> str:
    """What the page writes of a value that has no address of its own."""
    if isinstance(value, Persona | Stage | Touchpoint | Experience):
        return ""
    words = (getattr(value, name, "") for name in ("name", "text", "label"))
    return value if isinstance(value, str) else next(filter(None, words), "")


def _blocks(journey: Journey) -> Iterator[str]:
    """The parts of the page."""
    yield f"# {_line(journey.name)}"
    if journey.description:
        yield markdown_text(journey.description)
    facts = list(_facts(journey))
    if facts:
        yield "\n".join(f"- **{label}:** {_line(text)}" for label, text in facts)
    if journey.personas:
        yield "## Who it is about"
        yield "\n".join(map(_persona, journey.personas))
    names = {persona.key: persona.name for persona in journey.personas}
    for stage in journey.stages:
        yield from _stage(stage, names)
        if choices := list(_choices(journey, stage)):
            yield "\n".join(choices)
    if journey.any_time:
        yield f"## {ANY_TIME}"
        yield _touchpoints(journey.any_time, names)
    if journey.opportunities:
        yield "## What we will do"
        yield _plan(journey)


def _facts(journey: Journey) -> Iterator[tuple[str, str]]:
    """What is said of the journey as a whole."""
    owner = journey.owner.name if journey.owner else ""
    reviewed = journey.reviewed.isoformat() if journey.reviewed else ""
    facts = {
        "State": journey.state,
        "Scenario": journey.scenario,
        "Value proposition": journey.value_proposition,
        "Stage model": journey.stage_model,
        "Owner": owner,
        "Version": journey.version,
        "Last reviewed": reviewed,
    }
    yield from ((label, text) for label, text in facts.items() if text)


def _persona(persona: Persona) -> str:
    """A persona, with what they want and what hurts."""
    lines = [f"- **{_line(persona.name)}**"]
    if persona.description:
        lines[0] += f", {_line(persona.description)}"
    wishes = (*(goal.name for goal in persona.goals), *persona.needs, *persona.expectations)
    for label, texts in (("Wants", wishes), ("Pain points", [p.text for p in persona.pains])):
        if texts:
            lines.append(f"  - {label}: {_listed(texts)}")
    return "\n".join(lines)


def _stage(stage: Stage, names: dict[str, str]) -> Iterator[str]:
    """A stage: what is wanted in it, then its touchpoints."""
    yield f"## {_line(stage.name)}"
    if stage.description:
        yield markdown_text(stage.description)
    goals = (("Customers want", stage.customer_goal), ("We want", stage.company_goal))
    lines = [f"- {label}: {_line(text)}" for label, text in goals if text]
    lines += [f"- Pain point: {_line(pain.text)}" for pain in stage.pains]
    if lines:
        yield "\n".join(lines)
    if stage.touchpoints:
        yield _touchpoints(stage.touchpoints, names)


_ONWARD = frozenset({"next", "branch"})
"""The kinds of transition between which people choose; the others go back, or out."""


def _choices(journey: Journey, stage: Stage) -> Iterator[str]:
    """Where people go on from a stage's touchpoints in one way or another."""
    for here in stage.touchpoints:
        conditions = {
            step.target: str(step.when)
            for step in journey.transitions_from(here)
            if step.kind in _ONWARD
        }
        if len(conditions) > 1:
            named = (
                f"{_line(journey[target].name)}{f' ({_line(when)})' if when else ''}"
                for target, when in conditions.items()
            )
            yield f"- After {_line(here.name)}: {', or '.join(named)}"


def _touchpoints(touchpoints: Iterable[Touchpoint], names: dict[str, str]) -> str:
    """A table of touchpoints."""
    rows = []
    for each in touchpoints:
        truth = "yes" if each.moment_of_truth else ""
        felt = [
            f"{_cell(names[e.persona], ';:')}: {_cell(in_words(e.emotion))}"
            for e in each.experiences
            if e.emotion
        ]
        pains = [
            f"{_cell(names[e.persona], ';:')}: {_cell(pain.text)}"
            if len(names) > 1
            else _cell(pain.text)
            for e in each.experiences
            for pain in e.pains
        ]
        owner = each.owner.name if each.owner else ""
        personas = [names[key] for key in each.personas]
        channels = [channel.name for channel in each.channels]
        lists = ("; ".join(map(_cell, texts)) for texts in (channels, personas))
        rows.append(
            [_cell(each.name), truth, *lists, "; ".join(felt), "; ".join(pains), _cell(owner)]
        )
    return _table(HEADERS, rows)


def _plan(journey: Journey) -> str:
    """The table of opportunities."""
    headers = ("Opportunity", "Owner", "Priority", "Due", "Status")
    return _table(headers, [_opportunity(each) for each in journey.opportunities])


def _opportunity(each: Opportunity) -> list[str]:
    owner = each.owner.name if each.owner else ""
    due = each.due.isoformat() if each.due else ""
    return [_line(text) for text in (each.name, owner, each.priority or "", due, each.status or "")]


def _table(headers: tuple[str, ...], rows: list[list[str]]) -> str:
    """A table, without the columns in which nothing stands."""
    used = [index for index in range(len(headers)) if not index or any(row[index] for row in rows)]
    lines = [[headers[index] for index in used], ["---"] * len(used)]
    lines += [[row[index] for index in used] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _listed(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "; ".join(map(_line, texts))


def _cell(text: str, signs: str = ";") -> str:
    """A text in a cell, in which signs that stand between texts are marked as meant."""
    for sign in signs:
        text = text.replace(sign, MEANT[sign])
    line = _line(text)
    for sign in signs:
        line = line.replace(MEANT[sign], f"\\{sign}")
    return line


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(markdown_text(text).replace("<br>", " ").split())
