"""Where pain points, metrics and opportunities stand on a map: each once, naming all its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from attrs import frozen

from journeykit.addresses import Element
from journeykit.management import Opportunity
from journeykit.metrics import Metric
from journeykit.pains import Pain
from journeykit.render.diagram.diagram import by_number
from journeykit.render.views.columns import WHOLE, Scene

__all__ = ["Occurrence", "placed_metrics", "placed_opportunities", "placed_pains"]

_Item = TypeVar("_Item", Pain, Metric, Opportunity)


@frozen
class Occurrence(Generic[_Item]):
    """Something with all the places where it stands.

    Args:
        numbers: The numbers of its touchpoints.
        personas: The keys of the personas whose it is.
        places: Its other places, in words, if it stands in several columns.
    """

    item: _Item
    numbers: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@frozen
class _Holding(Generic[_Item]):
    """One place where something stands."""

    item: _Item
    column: str
    number: str = ""
    persona: str = ""
    words: str = ""
    between: bool = False


def placed_pains(scene: Scene) -> Mapping[str, Sequence[Occurrence[Pain]]]:
    """Return the pain points of each column.

    Args:
        scene: The journey that is seen.

    Returns:
        By the key of the column, what stands first there.
    """
    return _gathered(scene, _pain_holdings(scene))


def placed_metrics(scene: Scene) -> Mapping[str, Sequence[Occurrence[Metric]]]:
    """Return the metrics of each column.

    Args:
        scene: The journey that is seen.

    Returns:
        By the key of the column, what stands first there.
    """
    return _gathered(scene, _metric_holdings(scene))


def placed_opportunities(scene: Scene) -> Mapping[str, Sequence[Occurrence[Opportunity]]]:
    """Return the opportunities of each column: where what they address stands.

    Args:
        scene: The journey that is seen.

    Returns:
        By the key of the column, what stands first there.
    """
    return _gathered(scene, _opportunity_holdings(scene)) if scene.journey.opportunities else {}


def _gathered(
    scene: Scene, holdings: Iterable[_Holding[_Item]]
) -> Mapping[str, Sequence[Occurrence[_Item]]]:
    """Everything once, in the column where it stands first."""
    by_key: dict[str, list[_Holding[_Item]]] = {}
    for holding in holdings:
        by_key.setdefault(holding.item.key, []).append(holding)
    placed: dict[str, list[Occurrence[_Item]]] = {}
    position = {group.key: index for index, group in enumerate(scene.groups)}
    for same in by_key.values():
        same.sort(key=lambda holding: position.get(holding.column, 0))
        columns = dict.fromkeys(holding.column for holding in same)
        occurrence = Occurrence(
            same[0].item,
            tuple(sorted({holding.number for holding in same if holding.number}, key=by_number)),
            tuple(dict.fromkeys(holding.persona for holding in same if holding.persona)),
            tuple(
                dict.fromkeys(
                    holding.words
                    for holding in same
                    if holding.words and (len(columns) > 1 or holding.between)
                )
            ),
        )
        placed.setdefault(same[0].column, []).append(occurrence)
    return placed


def _pain_holdings(scene: Scene) -> Iterator[_Holding[Pain]]:
    shown = {persona.key for persona in scene.personas}
    for stage in scene.stages:
        yield from (_Holding(pain, stage.key, words=stage.name) for pain in stage.pains)
    for group, touchpoints in scene.columns:
        for touchpoint in touchpoints:
            number = scene.numbers[touchpoint.key]
            lived = (e for e in touchpoint.experiences if e.persona in shown)
            for experience in lived:
                persona = experience.persona
                yield from (_Holding(pain, group.key, number, persona) for pain in experience.pains)
    if scene.part is None:
        yield from _pains_elsewhere(scene, shown)


def _pains_elsewhere(scene: Scene, shown: AbstractSet[str]) -> Iterator[_Holding[Pain]]:
    """What hurts between touchpoints, and what hurts personas wherever they are."""
    homes = _homes(scene)
    for step in scene.journey.transitions:
        if step.pains and (not step.personas or not shown.isdisjoint(step.personas)):
            (column,) = homes.get(step.element, (WHOLE,))[:1]
            words = _transition_words(scene, step.element)
            yield from (_Holding(pain, column, words=words, between=True) for pain in step.pains)
    yield from (_Holding(pain, WHOLE) for pain in scene.journey.pains)
    for persona in scene.personas:
        yield from (_Holding(pain, WHOLE, persona=persona.key) for pain in persona.pains)


def _metric_holdings(scene: Scene) -> Iterator[_Holding[Metric]]:
    for stage in scene.stages:
        for metric in stage.metrics:
            yield _Holding(metric, stage.key, words=stage.name)
    for group, touchpoints in scene.columns:
        for touchpoint in touchpoints:
            for metric in touchpoint.metrics:
                yield _Holding(metric, group.key, scene.numbers[touchpoint.key])
    for metric in scene.journey.metrics if scene.part is None else ():
        yield _Holding(metric, WHOLE)


def _opportunity_holdings(scene: Scene) -> Iterator[_Holding[Opportunity]]:
    homes = _homes(scene)
    hurt: dict[Element, list[Element]] = {}
    for pain, at in scene.view.pains:
        hurt.setdefault(Element("pain", (pain.key,)), []).append(at)
    for opportunity in scene.journey.opportunities:
        is_shown = False
        for address in opportunity.addresses:
            for element in hurt.get(address, (address,)):
                for column in homes.get(element, ()):
                    is_shown = True
                    number = ""
                    if element.kind == "touchpoint":
                        number = scene.numbers[element.key]
                    between = element.kind == "transition"
                    words = _transition_words(scene, element) if between else ""
                    if element.kind == "stage":
                        words = scene.view.name_of(element)
                    yield _Holding(opportunity, column, number, words=words, between=between)
        if not is_shown and scene.part is None:
            yield _Holding(opportunity, WHOLE)


def _homes(scene: Scene) -> Mapping[Element, Sequence[str]]:
    """The columns of everything that stands in one: a transition in that of where it begins."""
    homes: dict[Element, list[str]] = {}
    for group, touchpoints in scene.columns:
        if group.element is not None:
            homes.setdefault(group.element, []).append(group.key)
        for touchpoint in touchpoints:
            homes.setdefault(touchpoint.element, []).append(group.key)
    for step in scene.journey.transitions:
        if step.source in homes:
            homes[step.element] = homes[step.source]
    return homes


def _transition_words(scene: Scene, element: Element) -> str:
    """A transition in words, with the numbers of touchpoints."""
    names = (
        scene.numbers.get(key) or scene.view.name_of(Element("stage", (key,)))
        for key in element.keys[:2]
    )
    return scene.language(" → ").join(names)
