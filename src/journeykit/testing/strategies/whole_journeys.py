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

_MOST_OPTIONAL = 2
"""How many optional fields of a persona, a touchpoint and the like are filled at once."""

_URLS = ("https://example.org/a?b=c&d", "//x", "javascript:1")


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
            "segment": keys,
            "languages": _languages,
            "goals": lambda: row(goals(stages)),
        },
        often=("goals",),
        most=_MOST_OPTIONAL,
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
        most=_MOST_OPTIONAL,
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
            "segment": keys,
            "purpose": lambda: st.sampled_from((*get_args(Purpose), "diagnosis")),
            "languages": _languages,
            "url": lambda: st.sampled_from(_URLS),
            "systems": _systems,
            "experiences": lambda: _lived(personas),
            "personas": lambda: row(whose),
            "on_behalf_of": lambda: row(whose),
            "served": lambda: row(some(Served, {"persona": whose, "text": names()})),
        },
        often=("channels", "experiences", "personas"),
        most=_MOST_OPTIONAL,
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
            "touchpoints": lambda: keyed(held),
            "roles": _roles,
            "after": st.none,  # a whole journey knows of other stages
        },
        most=_MOST_OPTIONAL,
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
            "priority": lambda: st.integers(1, 9),
            "share": lambda: st.integers(0, 100) | st.floats(0, 100),
            "attempts": lambda: st.integers(1, 9),
            "personas": lambda: row(one_of_these(personas)),
        },
        most=_MOST_OPTIONAL,
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
            "effort": _halves,
            "value": _halves,
            "metric": keys,
            "addresses": lambda: row(one_of_these(elements)),
        },
    )


@st.composite
@checked
def journeys(
    draw: st.DrawFn,
    *,
    min_stages: int = 0,
    max_stages: int = 3,
    min_touchpoints: int = 0,
    max_touchpoints: int = 4,
    min_personas: int = 0,
    max_personas: int = 2,
    max_transitions: int = 4,
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
    # How many of each is drawn first, as numbers: Hypothesis begins with small inputs, and throws
    # away what turns out larger than its beginning let it expect; and it makes a number smaller by
    # one together with what is no longer there, which it does with nothing else.
    fewest = max(min_stages, 1 if connected and max_stages else 0)
    touchpoint_count = draw(_count(min_touchpoints, max_touchpoints))
    transition_count = draw(_count(0, max_transitions))
    stage_count = draw(_count(fewest, max_stages))
    persona_count = draw(_count(min_personas, max_personas))
    shells = draw(keyed(stages(st.nothing()), exactly=stage_count))
    people = draw(keyed(personas([shell.key for shell in shells]), exactly=persona_count))
    persona_keys = [persona.key for persona in people]
    all_touchpoints = draw(keyed(touchpoints(persona_keys), exactly=touchpoint_count))
    agreed = _agreement()
    people = tuple(
        attrs.evolve(one, prefers=agreed(one.prefers), avoids=agreed(one.avoids)) for one in people
    )
    all_touchpoints = tuple(
        attrs.evolve(one, channels=agreed(one.channels)) for one in all_touchpoints
    )
    last = len(shells) - 1 if connected and shells else len(shells)  # the last one: at any time
    homes = [draw(st.integers(0, last)) for _ in all_touchpoints]
    filled = tuple(
        _placed(
            draw,
            shell,
            shells[:index],
            [t for t, h in zip(all_touchpoints, homes, strict=True) if h == index],
            persona_keys,
        )
        for index, shell in enumerate(shells)
    )
    any_time = tuple(
        t for t, home in zip(all_touchpoints, homes, strict=True) if home == len(shells)
    )
    steps = [step.element for step in (*all_touchpoints, *shells)]
    cells = [Element("cell", (persona, shell.key)) for persona in persona_keys for shell in shells]
    elements = [*steps, *cells, *(persona.element for persona in people)]
    flows = draw(row(transitions(steps, persona_keys), exactly=transition_count))
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
                "scope": _scope,
                "state": lambda: st.sampled_from((*get_args(State), "pilot")),
                "stage_model": keys,
                "experiences": lambda: _lived(persona_keys),
                "opportunities": lambda: keyed(opportunities(elements)),
                "business_goals": _business_goals,
                "segments": _segments,
                "channels": lambda: st.builds(agreed, row(channels())),
                "systems": _systems,
                "presences": lambda: _presences(persona_keys, filled),
                "excluded": lambda: row(_not_applicable(cells) if cells else st.nothing()),
                "waivers": lambda: row(waivers(elements)),
            },
            most=_MOST_OPTIONAL,
        )
    )


_FEW = 4
"""How many more than the fewest there are mostly, however many there may be."""


@cache
def _count(fewest: int, most: int) -> st.SearchStrategy[int]:
    """How many there are of a kind: mostly few."""
    few = st.integers(fewest, max(fewest, min(most, fewest + _FEW)))
    return few if most <= fewest + _FEW else few | few | st.integers(fewest, most)


def _agreement() -> Callable[[tuple[Channel, ...]], tuple[Channel, ...]]:
    """Takes channels, and gives for each the first of its key: in a journey they may not differ."""
    channels: dict[str, Channel] = {}

    def agreed(drawn: tuple[Channel, ...]) -> tuple[Channel, ...]:
        return tuple(channels.setdefault(channel.key, channel) for channel in drawn)

    return agreed


def _placed(
    draw: st.DrawFn,
    shell: Stage,
    before: Sequence[Stage],
    held: Sequence[Touchpoint],
    persona_keys: Sequence[str],
) -> Stage:
    """A stage with its touchpoints; sometimes after any of those before it, or with experiences."""
    stage = attrs.evolve(shell, touchpoints=held)
    match draw(_more_of_a_stage()):
        case "after":
            keys_before = [each.key for each in before]
            return attrs.evolve(stage, after=draw(row(one_of_these(keys_before))))
        case "experiences":
            return attrs.evolve(stage, experiences=draw(_lived(persona_keys)))
    return stage


@cache
def _more_of_a_stage() -> st.SearchStrategy[str]:
    return st.sampled_from(("", "", "after", "experiences"))


def _lived(personas: Sequence[str]) -> st.SearchStrategy[tuple[Experience, ...]]:
    """What some personas go through at one place, each at most once."""
    return st.builds(_of_each_persona, row(experiences(personas)))


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
    persona_keys: Sequence[str], stages: Sequence[Stage]
) -> st.SearchStrategy[tuple[Presence, ...]]:
    """Some personas, each of whom joins late or leaves early."""
    if not persona_keys or not stages:
        return st.just(())
    ends = st.sampled_from([step.element for s in stages for step in (s, *s.touchpoints)])
    several: st.SearchStrategy[dict[str, Element]] = st.builds(
        dict, row(st.tuples(st.sampled_from(persona_keys), ends))
    )
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
    return st.sampled_from([half / 2 for half in range(11)])


def _of_each_persona(experiences: tuple[Experience, ...]) -> tuple[Experience, ...]:
    """The last thing that is said of each persona."""
    return tuple({experience.persona: experience for experience in experiences}.values())


def _touchpoints_of_nobody() -> st.SearchStrategy[Touchpoint]:
    return touchpoints()  # where that name is taken by an argument
