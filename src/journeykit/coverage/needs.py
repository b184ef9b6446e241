"""Promises: what personas want, need and suffer from, and whether the journey answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeykit.addresses import Element
from journeykit.coverage.measure import Cell, Measure, Status
from journeykit.experience import Goal
from journeykit.graph import View
from journeykit.model import Persona, Touchpoint
from journeykit.pains import Pain
from journeykit.text import slug


def goal(view: View) -> Measure:
    """Goals served by a touchpoint that their persona can reach.

    The counterpart of requirements coverage.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in goals of personas.
    """
    return Measure("goal", _goals(view, lambda _persona, _goal, _touchpoint: True))


def goal_preferred(view: View) -> Measure:
    """Goals served, within reach, on a channel that their persona prefers.

    Without preferred channels every channel will do.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in goals of personas.
    """

    def preferred(persona: Persona, _: Goal, touchpoint: Touchpoint) -> bool:
        return not persona.prefers or bool(set(persona.prefers).intersection(touchpoint.channels))

    return Measure("goal_preferred", _goals(view, preferred))


def goal_in_time(view: View) -> Measure:
    """Goals served, within reach, no later than in the stage by which they are due.

    A goal that is due in no particular stage is in time in any.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in goals of personas.
    """

    def in_time(_: Persona, wish: Goal, touchpoint: Touchpoint) -> bool:
        home = view.stage_of(touchpoint.key)
        if not wish.due or home is None:
            return True
        return home.key == wish.due or home.key in view.earlier_stages.get(wish.due, ())

    return Measure("goal_in_time", _goals(view, in_time))


def _goals(view: View, good: Callable[[Persona, Goal, Touchpoint], bool]) -> Iterator[Cell]:
    """The goals, covered where a touchpoint within reach is good enough."""
    for persona, wish in view.goals:
        served = any(
            view.can_reach(persona.key, t.key) and good(persona, wish, t)
            for t in view.touchpoints_serving(persona.key, wish.key)
        )
        element = Element("goal", (persona.key, wish.key))
        yield Cell(element, "covered" if served else "missing")


def need(view: View) -> Measure:
    """Needs served by a touchpoint that their persona comes to.

    A need is partial when it is served only where the persona cannot get.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in needs of personas.
    """
    return Measure("need", _needs(view))


def _needs(view: View) -> Iterator[Cell]:
    for persona in view.journey.personas:
        for wish in persona.needs:
            key = slug(wish)
            servers = [
                t for t in view.touchpoints_serving(persona.key, key) if t.is_walked_by(persona.key)
            ]
            element = Element("need", (persona.key, key))
            if any(view.can_reach(persona.key, t.key) for t in servers):
                yield Cell(element, "covered")
            elif servers:
                yield Cell(element, "partial", "out of reach")
            else:
                yield Cell(element, "missing")


def pain(view: View) -> Measure:
    """Pains with a response, or with an opportunity that addresses them or their place.

    An idea for a place answers what hurts there if that is one thing; of several pains, and for a
    whole stage, it answers those it names. The counterpart of tracing hazards to
    mitigations. A pain that hurts in several places needs an answer that holds in each.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in different pains.
    """
    return Measure("pain", _pains(view, _answered, lambda _: 1))


def pain_weighted(view: View) -> Measure:
    """Pains with an answer, each counted as often as it is severe.

    A pain whose severity nobody stated has no weight, and is told as such.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in points of severity.
    """
    return Measure("pain_weighted", _pains(view, _answered, lambda one: one.severity or 0))


def pain_resolved(view: View) -> Measure:
    """Pains whose answer stands: there is a response today, or an opportunity is done.

    Args:
        view: The journey, with its questions.

    Returns:
        The measure, in different pains.
    """

    def resolved(looked_at: View, one: Pain, at: Element) -> bool:
        done = any(answer.status == "done" for answer in looked_at.content.answers_to(one, at))
        return done or looked_at.content.has_response(one, at)

    return Measure("pain_resolved", _pains(view, resolved, lambda _: 1))


def _answered(view: View, one: Pain, at: Element) -> bool:
    """Whether anything is done or planned about a pain at a place."""
    return view.is_addressed(one, at)


def _pains(
    view: View, good: Callable[[View, Pain, Element], bool], weight: Callable[[Pain], int]
) -> Iterator[Cell]:
    """The different pains, covered where each place has a good answer."""
    occurrences: dict[str, list[tuple[Pain, Element]]] = {}
    for one, at in view.pains:
        occurrences.setdefault(one.key, []).append((one, at))
    for key, occurrences_of_pain in occurrences.items():
        element, most = Element("pain", (key,)), max(weight(one) for one, _ in occurrences_of_pain)
        status: Status = (
            "covered" if all(good(view, *each) for each in occurrences_of_pain) else "missing"
        )
        if not most:
            yield Cell(element, "not applicable", "its severity is not stated", weight=0)
        else:
            yield Cell(element, status, weight=most)
