"""What a caller picks out of a journey: one thing in it, or a part of it to be drawn alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from attrs import frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.arguments import characters, part
from journeykit.errors import PictureError, UnknownReferenceError
from journeykit.graph.view import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.printable import representation
from journeykit.render.language import ENGLISH, Language

__all__ = ["Part", "flag", "not_shown", "one_of", "part_of", "some_of"]

_Named = TypeVar("_Named", Persona, Stage, Touchpoint)


def one_of(elements: Sequence[_Named], wanted: object, kind: str, journey: Journey) -> _Named:
    """Return what a caller means.

    Args:
        elements: What there is to pick from.
        wanted: One of them, or a key or name of one; a key counts for more than a name.
        kind: What they are called.
        journey: The journey they are in.

    Returns:
        The thing as the journey has it.

    Raises:
        UnknownReferenceError: The journey has none like that.

    Example:
        >>> from journeykit import journey, persona
        >>> shop = journey("Shop").walked_by(persona("Ann Lee"))
        >>> one_of(shop.personas, "Ann Lee", "persona", shop).key
        'ann-lee'
    """
    key = characters(part(wanted, "key", wanted))
    for names in ({each.key: each for each in elements}, {each.name: each for each in elements}):
        if key in names:
            return names[key]
    name = part(wanted, "name", wanted)
    choices = [each.name for each in elements]
    raise UnknownReferenceError(kind, name, choices=choices, where=f'journey "{journey.name}"')


def some_of(choices: Iterable[str], wanted: object, kind: str, where: str) -> tuple[str, ...]:
    """Return the words that a caller chose, each once.

    Args:
        choices: What there is to choose from.
        wanted: Some of them; one alone is one.
        kind: What one of them is called.
        where: What it is chosen for.

    Returns:
        The words, in the order they were given.

    Raises:
        UnknownReferenceError: There is no such word.
        PictureError: It is no word at all.

    Example:
        >>> some_of(("actions", "pains"), "pains", "lane", "the map")
        ('pains',)
    """
    words = tuple(choices)
    if not isinstance(wanted, Iterable) or isinstance(wanted, Mapping | bytes):
        expected = f'words such as ["{words[0]}", "{words[1]}"]'
        raise PictureError(f"{kind}s", f"{representation(wanted)} is none", expected=expected)
    chosen = fields.several(wanted)
    for word in chosen:
        if not isinstance(word, str) or word not in words:
            raise UnknownReferenceError(kind, word, choices=words, where=where)
    return tuple(dict.fromkeys(map(str, chosen)))


def flag(option: str, value: object) -> bool:
    """Return an option that is on or off.

    Args:
        option: Its name.
        value: What was given.

    Returns:
        The same.

    Raises:
        PictureError: It is something else than True or False.
    """
    if not isinstance(value, bool):
        raise PictureError(option, f"{representation(value)} is none", expected="True or False")
    return value


@frozen
class Part:
    """What is shown of a journey.

    Args:
        touchpoints: The keys of the touchpoints.
        stages: The keys of the stages.
    """

    touchpoints: frozenset[str]
    stages: frozenset[str]

    def shows(self, element: Element) -> bool:
        """Return whether an element is in it.

        Args:
            element: The element; a cell is where its stage is, a way where both its ends are.

        Returns:
            Whether it is shown.
        """
        if element.kind == "cell":
            return element.keys[1] in self.stages
        if element.kind == "transition":
            return all(key in self.touchpoints or key in self.stages for key in element.keys)
        return element.key in {"stage": self.stages, "touchpoint": self.touchpoints}.get(
            element.kind, ()
        )


def part_of(
    view: View,
    *,
    stage: Stage | str | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    margin: int = 0,
    only: AbstractSet[str] | None = None,
) -> Part | None:
    """Return the part of a journey that a caller wants to see alone.

    Args:
        view: The journey with its answers.
        stage: The only stage, or its key or name.
        around: The touchpoint, or its key or name, whose neighbourhood it is.
        steps: How far the neighbourhood reaches, in declared transitions.
        margin: How far a stage reaches beyond itself.
        only: The keys of the only touchpoints there are.

    Returns:
        What is in all of these; nothing if the whole journey is wanted.

    Raises:
        UnknownReferenceError: The journey has no such stage or touchpoint.
        PictureError: The steps are no number of them, or are counted from nowhere.

    Example:
        >>> from journeykit import journey, touchpoint, view_of
        >>> ad, shop = touchpoint("Ad"), touchpoint("Shop")
        >>> view = view_of(journey("Gift").stage("Before", ad).stage("Then", shop).flow(ad >> shop))
        >>> sorted(part_of(view, stage="Then").touchpoints)
        ['shop']
        >>> sorted(part_of(view, around="Ad").touchpoints)
        ['ad', 'shop']
    """
    wanted: object = steps  # whatever options of a picture may hold
    if not isinstance(wanted, int) or isinstance(wanted, bool) or wanted < 0:
        raise PictureError(
            "steps", f"{representation(steps)} is none", expected="how many steps, 0 or more"
        )
    if around is None and steps != 1:
        problem = "there is nothing to count them from"
        raise PictureError("steps", problem, expected="around=… with them")
    journey = view.journey
    kept = []
    chosen = None if stage is None else one_of(journey.stages, stage, "stage", journey)
    if chosen is not None:
        kept.append(_near(view, {t.key for t in chosen.touchpoints}, margin))
    if around is not None:
        middle = one_of(view.touchpoints, around, "touchpoint", journey)
        kept.append(_near(view, {middle.key}, steps))
    if only is not None:
        kept.append(frozenset(only))
    if not kept:
        return None
    shown = frozenset.intersection(*kept)
    homes = {s.key for s in journey.stages if any(t.key in shown for t in s.touchpoints)}
    return Part(shown, frozenset(homes if chosen is None else {*homes, chosen.key}))


def _near(view: View, start: AbstractSet[str], steps: int) -> frozenset[str]:
    """Some touchpoints, with those that declared transitions join to them."""
    neighbours: dict[str, list[str]] = {}
    for transition in view.journey.transitions:
        ends = transition.source, transition.target
        if all(end.kind == "touchpoint" for end in ends):
            neighbours.setdefault(ends[0].key, []).append(ends[1].key)
            neighbours.setdefault(ends[1].key, []).append(ends[0].key)
    reachable, frontier = set(start), set(start)
    for _ in range(steps):
        frontier = {near for key in frontier for near in neighbours.get(key, ())} - reachable
        reachable |= frontier
    return frozenset(reachable)


def not_shown(count: int, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the note on what a picture leaves out.

    Args:
        count: How many touchpoints are not shown.
        language: What it is said in.

    Returns:
        One note, or none where nothing is left out.

    Example:
        >>> not_shown(2)
        ('2 more touchpoints of the journey not shown.',)
    """
    if not count:
        return ()
    touchpoints = language.counted(count, "more touchpoint")
    return (language("{touchpoints} of the journey not shown.", touchpoints=touchpoints),)
