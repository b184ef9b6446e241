"""Whole journeys, and the personas, touchpoints, stages and transitions they are made of."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import get_args

import attrs
from hypothesis import strategies as st

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.checked import checked
from journeykit.communication import Segment
from journeykit.experience import Experience, Served
from journeykit.lifecycle import ROLES
from journeykit.management import BusinessGoal, NotApplicable, Opportunity, System
from journeykit.model import Journey, Persona, Purpose, Stage, State, Touchpoint
from journeykit.presence import Presence
from journeykit.testing.strategies.filling import keyed, one_of_these, row, some
from journeykit.testing.strategies.parts import channels, goals, segments, systems, waivers
from journeykit.testing.strategies.texts import keys, names
from journeykit.transitions import Transition

__all__ = [
    "experiences",
    "journeys",
    "opportunities",
    "personas",
    "stages",
    "touchpoints",
    "transitions",
]


@checked
def personas(stages: Sequence[str] = ()) -> st.SearchStrategy[Persona]:
    """People who walk journeys.

    Args:
        stages: The keys of stages that their goals may name.

    Returns:
        A strategy.
    """
    return some(
        Persona,
        {"name": names()},
        {
            "segment": keys(),
            "languages": _languages(),
            "goals": st.deferred(lambda: row(goals(stages))),
        },
    )


@checked
def experiences(personas: Sequence[str]) -> st.SearchStrategy[Experience]:
    """What one of some personas goes through at one touchpoint.

    Args:
        personas: The keys of the personas.

    Returns:
        A strategy; an empty one if there are no personas.
    """
    return some(
        Experience,
        {"persona": one_of_these(personas)},
    )


@checked
def touchpoints(personas: Sequence[str] = ()) -> st.SearchStrategy[Touchpoint]:
    """Meetings of customers and companies.

    Args:
        personas: The keys of the personas who walk the journey.

    Returns:
        A strategy.
    """
    whose = one_of_these(personas)
    return some(
        Touchpoint,
        {"name": names()},
        {
            "segment": keys(),
            "purpose": st.sampled_from((*get_args(Purpose), "diagnosis")),
            "languages": _languages(),
            "url": st.sampled_from(("https://example.org/a?b=c&d", "//x", "javascript:1")),
            "systems": _systems(),
            "experiences": st.deferred(lambda: _lived(personas)),
            "personas": st.deferred(lambda: row(whose)),
            "on_behalf_of": st.deferred(lambda: row(whose)),
            "served": st.deferred(lambda: row(some(Served, {"persona": whose, "text": names()}))),
        },
    )


@checked
def stages(touchpoints: st.SearchStrategy[Touchpoint] | None = None) -> st.SearchStrategy[Stage]:
    """Parts of journeys.

    Args:
        touchpoints: What happens in them; anything that needs no persona if left out.

    Returns:
        A strategy.
    """
    held = _touchpoints_of_nobody() if touchpoints is None else touchpoints
    return some(
        Stage,
        {"name": st.sampled_from(["Awareness", "Purchase", "Loyalty"]) | names()},
        {
            "touchpoints": keyed(held),
            "roles": _roles(),
            "after": st.none(),  # a whole journey knows of other stages
            "experiences": st.just(()),  # … and of personas
        },
    )


@checked
def transitions(
    steps: Sequence[Element], personas: Sequence[str] = ()
) -> st.SearchStrategy[Transition]:
    """Steps from one place of a journey to another.

    Args:
        steps: The touchpoints and stages they may join.
        personas: The keys of those who may take them.

    Returns:
        A strategy; an empty one if there are no steps.
    """
    return some(
        Transition,
        {"source": one_of_these(steps), "target": one_of_these(steps)},
        {
            "priority": st.integers(1, 9),
            "share": st.integers(0, 100) | st.floats(0, 100),
            "attempts": st.integers(1, 9),
            "personas": st.deferred(lambda: row(one_of_these(personas))),
        },
    )


@checked
def opportunities(elements: Sequence[Element] = ()) -> st.SearchStrategy[Opportunity]:
    """Ideas and plans.

    Args:
        elements: What they may address.

    Returns:
        A strategy.
    """
    return some(
        Opportunity,
        {"name": names()},
        {
            "effort": _halves(),
            "value": _halves(),
            "metric": keys(),
            "addresses": st.deferred(lambda: row(one_of_these(elements))),
        },
    )


@st.composite
@checked
def journeys(
    draw: st.DrawFn,
    *,
    min_stages: int = 0,
    max_stages: int = 4,
    min_touchpoints: int = 0,
    max_touchpoints: int = 6,
    min_personas: int = 0,
    max_personas: int = 3,
    max_transitions: int = 6,
    connected: bool = False,
    state: State | None = None,
) -> Journey:
    """Whole, valid journeys: empty ones, half-finished ones and odd ones among them.

    Args:
        draw: Given by Hypothesis.
        min_stages: How many stages there are at least.
        max_stages: How many stages there are at most.
        min_touchpoints: How many touchpoints there are at least in all.
        max_touchpoints: How many touchpoints there are at most in all.
        min_personas: How many personas there are at least.
        max_personas: How many personas there are at most.
        max_transitions: How many transitions there are at most, not counting those that connect.
        connected: Whether every touchpoint stands in a stage, and a transition leads from each to
            the next.
        state: The state; any if left out.

    Returns:
        A strategy.

    Example:
        >>> from hypothesis import given
        >>> @given(journeys(max_touchpoints=3))
        ... def test_touchpoints_are_few(journey):
        ...     assert len(journey.touchpoints) <= 3
        >>> test_touchpoints_are_few()
    """
    fewest = max(min_stages, 1 if connected and max_stages else 0)
    shells = draw(keyed(stages(st.nothing()), at_least=fewest, at_most=max(max_stages, fewest)))
    people = draw(
        keyed(
            personas([shell.key for shell in shells]),
            at_least=min_personas,
            at_most=max(max_personas, min_personas),
        )
    )
    who = [persona.key for persona in people]
    most = max(max_touchpoints, min_touchpoints)
    met = draw(keyed(touchpoints(who), at_least=min_touchpoints, at_most=most))
    agreed = _agreement()
    people = tuple(
        attrs.evolve(one, prefers=agreed(one.prefers), avoids=agreed(one.avoids)) for one in people
    )
    met = tuple(attrs.evolve(one, channels=agreed(one.channels)) for one in met)
    last = len(shells) - 1 if connected and shells else len(shells)  # the last one: at any time
    homes = [draw(st.integers(0, last)) for _ in met]
    lived = st.deferred(lambda: _lived(who))
    filled = tuple(
        _placed(
            draw,
            shell,
            shells[:place],
            [t for t, h in zip(met, homes, strict=True) if h == place],
            lived,
        )
        for place, shell in enumerate(shells)
    )
    any_time = tuple(t for t, home in zip(met, homes, strict=True) if home == len(shells))
    steps = [step.element for step in (*met, *shells)]
    cells = [Element("cell", (persona, shell.key)) for persona in who for shell in shells]
    elements = [*steps, *cells, *(persona.element for persona in people)]
    flows = draw(row(transitions(steps, who), at_most=max_transitions))
    if connected:
        listed = [step.element for stage in filled for step in stage.touchpoints]
        flows = (*(Transition(a, b) for a, b in itertools.pairwise(listed)), *flows)
    return draw(
        some(
            Journey,
            {
                "name": names(),
                "personas": st.just(people),
                "stages": st.just(filled),
                "any_time": st.just(any_time),
                "transitions": st.just(flows),
                **({} if state is None else {"state": st.just(state)}),
            },
            {
                "scope": _scope(),
                "state": st.sampled_from((*get_args(State), "pilot")),
                "stage_model": keys(),
                "experiences": lived,
                "opportunities": st.deferred(lambda: keyed(opportunities(elements))),
                "business_goals": _business_goals(),
                "segments": _segments(),
                "channels": st.deferred(lambda: row(channels()).map(agreed)),
                "systems": _systems(),
                "presences": st.deferred(lambda: _presences(who, filled)),
                "excluded": st.deferred(lambda: row(_not_applicable(cells))),
                "waivers": st.deferred(lambda: row(waivers(elements))),
            },
        )
    )


def _agreement() -> Callable[[tuple[Channel, ...]], tuple[Channel, ...]]:
    """Takes channels, and gives for each the first of its key: in a journey they may not differ."""
    known: dict[str, Channel] = {}

    def agreed(drawn: tuple[Channel, ...]) -> tuple[Channel, ...]:
        return tuple(known.setdefault(channel.key, channel) for channel in drawn)

    return agreed


def _placed(
    draw: st.DrawFn,
    shell: Stage,
    before: Sequence[Stage],
    held: Sequence[Touchpoint],
    lived: st.SearchStrategy[tuple[Experience, ...]],
) -> Stage:
    """A stage with its touchpoints, after any of the stages before it."""
    keys_before = tuple(stage.key for stage in before)
    after = draw(row(one_of_these(keys_before))) if draw(st.booleans()) else None
    said = draw(lived) if draw(st.booleans()) else ()
    return attrs.evolve(shell, touchpoints=held, after=after, experiences=said)


def _lived(personas: Sequence[str]) -> st.SearchStrategy[tuple[Experience, ...]]:
    """What some personas go through at one place, each at most once."""
    return row(experiences(personas)).map(_of_each_persona)


@cache
def _scope() -> st.SearchStrategy[tuple[str, ...]]:
    return row(st.sampled_from(ROLES))


@cache
def _roles() -> st.SearchStrategy[tuple[str, ...]]:
    return row(st.sampled_from((*ROLES, "treatment")))


@cache
def _segments() -> st.SearchStrategy[tuple[Segment, ...]]:
    return keyed(segments())


@cache
def _systems() -> st.SearchStrategy[tuple[System, ...]]:
    return keyed(systems())


@cache
def _business_goals() -> st.SearchStrategy[tuple[BusinessGoal, ...]]:
    return row(st.builds(BusinessGoal, names(), st.sampled_from(("", *ROLES))))


def _presences(
    who: Sequence[str], stages: Sequence[Stage]
) -> st.SearchStrategy[tuple[Presence, ...]]:
    """Some personas, each of whom joins late or leaves early."""
    if not who or not stages:
        return st.just(())
    ends = st.sampled_from([step.element for s in stages for step in (s, *s.touchpoints)])
    several = st.dictionaries(st.sampled_from(who), ends, max_size=2)
    return st.builds(_present, several, st.booleans())


def _present(ends: Mapping[str, Element], late: bool) -> tuple[Presence, ...]:  # noqa: FBT001
    name = "joins_at" if late else "leaves_after"
    return tuple(Presence(key, **{name: end}) for key, end in ends.items())


def _not_applicable(cells: Sequence[Element]) -> st.SearchStrategy[NotApplicable]:
    return st.builds(
        lambda element, reason: NotApplicable(element.keys[0], element.keys[1], reason),
        one_of_these(cells),
        names(),
    )


@cache
def _languages() -> st.SearchStrategy[tuple[str, ...]]:
    return row(st.sampled_from(("en", "ja", "ar", "pt-BR")))


@cache
def _halves() -> st.SearchStrategy[float]:
    return st.integers(0, 10).map(lambda half: half / 2)


def _of_each_persona(told: tuple[Experience, ...]) -> tuple[Experience, ...]:
    """The last thing that is said of each persona."""
    return tuple({experience.persona: experience for experience in told}.values())


def _touchpoints_of_nobody() -> st.SearchStrategy[Touchpoint]:
    return touchpoints()  # where that name is taken by an argument
