"""References: whether what is named is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.addresses import Element
from journeykit.communication import Trigger
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.guards import Guard, InSegment
from journeykit.model import Journey
from journeykit.printable import quoted
from journeykit.suggestions import did_you_mean, slip_of
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule


def _gift_by(deadline: str) -> Journey:
    """Maya wants her gift by Friday; paying serves what it says it serves."""
    maya = persona("Maya", goals=["a gift that arrives by Friday"])
    pay = touchpoint("Pays").serves(maya, deadline)
    return journey("Buying a gift").walked_by(maya).stage("Purchase", pay)


@rule(
    "unknown-reference",
    "JK114",
    subjects="the journey",
    severity="error",
    detects="A reference to something that the journey does not have.",
    why="A goal served under another spelling counts as unserved, an opportunity for a renamed "
    "pain point addresses nothing, and no picture shows it.",
    formally="A touchpoint serves what is no goal, need or expectation of that persona; an "
    "opportunity addresses an element that does not exist, or misspells a metric; a "
    "goal is due in a stage that is not there; or, where the journey declares its segments, a "
    "persona, touchpoint, trigger or condition names another one. References to personas, stages "
    "and touchpoints in the structure itself cannot be wrong: the journey refuses them when it is "
    "made.",
    fix="correct the name, or add what it refers to",
    source="Reference checks of every compiler and workflow engine.",
    fires=lambda: _gift_by("a gift that arrives by Fryday"),
    silent=lambda: _gift_by("a gift that arrives by Friday"),
    family="structure",
)
def unknown_reference(view: View) -> Iterator[Verdict]:
    """Follow every name that construction does not check."""
    yield Fine(view.journey)
    yield from _unknown_wishes(view)
    yield from _unknown_stages(view)
    yield from _unknown_addresses(view)
    if view.segments:
        yield from _unknown_segments(view)


def _unknown_wishes(view: View) -> Iterator[Problem]:
    """What touchpoints serve and personas do not want."""
    for (persona_key, key), servers in view.serving_touchpoints.items():
        wishes = view.names.wishes[persona_key]
        if key in wishes:
            continue
        for touchpoint in servers:
            served = (s for s in touchpoint.served if (s.persona, s.key) == (persona_key, key))
            text = next(served).text
            name = view.persona(persona_key).name
            yield Problem(
                f'"{touchpoint.name}" serves "{text}", which is no goal, need or '
                f'expectation of "{name}"'
                f"{did_you_mean(text, wishes.values())}",
                touchpoint,
                fix=f'say it in the words of the persona, or add it there: goals=["{text}"]',
                salient=f"{persona_key}/{key}",
            )


def _unknown_stages(view: View) -> Iterator[Problem]:
    """Stages by which goals are due."""
    keys = {stage.key for stage in view.journey.stages}
    for persona, goal in view.goals:
        if goal.due and goal.due not in keys:
            yield Problem(
                f'the goal "{goal.name}" of "{persona.name}" is due in the stage '
                f'"{goal.due}", which the journey does not have'
                f"{did_you_mean(goal.due, keys)}",
                Element("goal", (persona.key, goal.key)),
                fix='name the key of a stage: Goal(…, due="purchase")',
                salient=goal.due,
            )


def _unknown_addresses(view: View) -> Iterator[Problem]:
    """What opportunities would mend, and what they are measured by."""
    metrics = view.content.metrics_by_word if view.journey.opportunities else {}
    for idea in view.journey.opportunities:
        for element in idea.addresses:
            if not view.has(element):
                nearest = did_you_mean(
                    "/".join(element.keys), view.names.keys_of_kind(element.kind)
                )
                yield Problem(
                    f'the opportunity "{idea.name}" addresses the {element.kind} '
                    f'"{"/".join(element.keys)}", which the journey does not have{nearest}',
                    idea,
                    fix="address something that stands on the map, or everywhere=True",
                    salient=str(element),
                )
        # Words for a metric that nobody has defined yet are no reference.
        if intended := slip_of(idea.metric, metrics):
            yield Problem(
                f'the opportunity "{idea.name}" is measured by "{idea.metric}", a metric that '
                f"nothing has; did you mean {quoted(intended)}?",
                idea,
                fix=f'name the metric: .opportunity(…, metric="{intended}")',
                salient=f"metric:{idea.metric}",
            )


def _unknown_segments(view: View) -> Iterator[Problem]:
    """Segments that nobody declared."""
    segments = view.segments
    for where, key in _named_segments(view):
        if key not in segments:
            yield Problem(
                f'"{view.name_of(where)}" names the segment "{key}", which the journey does not '
                f"declare{did_you_mean(key, segments)}",
                where,
                fix=f'declare it: journey(…, segments=[Segment("{key}")])',
                salient=f"segment:{key}",
            )


def _named_segments(view: View) -> Iterator[tuple[Element, str]]:
    """Every place that names a segment, once for each."""
    for persona in view.journey.personas:
        if persona.segment:
            yield persona.element, persona.segment
    for touchpoint in view.touchpoints:
        trigger: Trigger | None = touchpoint.trigger
        keys: Iterable[str] = (touchpoint.segment, trigger.segment if trigger else "")
        yield from ((touchpoint.element, key) for key in dict.fromkeys(keys) if key)
    for segment in view.journey.segments:
        at = Element("segment", (segment.key,))
        yield from ((at, key) for key in _segments_of(segment.where))
    named = (
        (step.element, key) for step in view.journey.transitions for key in _segments_of(step.when)
    )
    yield from dict.fromkeys(named)


def _segments_of(guard: object) -> tuple[str, ...]:
    """The segments that a condition asks for."""
    if not isinstance(guard, Guard):
        return ()
    return tuple(atom.segment for atom in guard.atoms() if isinstance(atom, InSegment))


RULES: tuple[Rule, ...] = (unknown_reference,)
