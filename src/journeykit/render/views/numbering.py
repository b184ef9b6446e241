"""The numbers that touchpoints are found by, in the views with rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from journeykit.graph.sequence import followers
from journeykit.graph.view import View
from journeykit.model import Touchpoint

__all__ = ["step_numbers"]


def step_numbers(view: View) -> dict[str, str]:
    """Number the touchpoints of a journey from the first to the last.

    What stands for the same step shares a number and has a letter: touchpoints of a stage at which
    a journey starts, or that transitions lead to from the same ones, if none leads to another.

    Args:
        view: The journey with its answers.

    Returns:
        The number of each touchpoint, by key, in their order.

    Example:
        >>> from journeykit import journey, touchpoint, view_of
        >>> ad, tip, shop = map(touchpoint, ("Clicks an ad", "Gets a tip", "Visits the shop"))
        >>> made = journey("Gift").stage("Discover", ad, tip, shop)
        >>> made = made.flow(ad >> shop).flow(tip >> shop)
        >>> step_numbers(view_of(made))
        {'clicks-an-ad': '1a', 'gets-a-tip': '1b', 'visits-the-shop': '2'}
    """
    numbers: dict[str, str] = {}
    for number, step in enumerate(_steps(view), start=1):
        lettered = 1 < len(step) <= len(ascii_lowercase)
        for index, touchpoint in enumerate(step):
            numbers[touchpoint.key] = f"{number}{ascii_lowercase[index] if lettered else ''}"
    return numbers


def _steps(view: View) -> Iterator[Sequence[Touchpoint]]:
    """The touchpoints in order, those that stand for one step together."""
    before: dict[str, set[str]] = {touchpoint.key: set() for touchpoint in view.touchpoints}
    for key, after in followers(view.graph).items():
        for follower in after:
            before[follower].add(key)
    linked = {frozenset(step.element.keys) for step in view.journey.transitions}
    for stage in view.journey.stages:
        step: list[Touchpoint] = []
        ordered = view.graph.is_ordered(stage.key)
        for touchpoint in stage.touchpoints:
            first = step[0] if step else None
            entries = first is not None and first.entry and touchpoint.entry
            same = first is not None and before[first.key] == before[touchpoint.key] and ordered
            apart = all({touchpoint.key, other.key} not in linked for other in step)
            full = len(step) == len(ascii_lowercase)
            if step and apart and not full and (entries or same):
                step.append(touchpoint)
                continue
            if step:
                yield step
            step = [touchpoint]
        if step:
            yield step
    for touchpoint in view.journey.any_time:
        yield [touchpoint]
