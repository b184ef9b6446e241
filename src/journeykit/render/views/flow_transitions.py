"""The transitions of a flow: who takes each, and which words it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.addresses import Element
from journeykit.render.diagram.diagram import Edge
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.findings import Numbers
from journeykit.render.views.flow_scene import FlowScene, ideas_by_element, listed
from journeykit.touchpoints import visitors_among
from journeykit.transitions import Transition

__all__ = ["transition_edges"]

_LABEL_WIDTH: Final = 11.0
_LABEL_LINES: Final = 6

_BACK: Final = frozenset({"loop", "return", "retry", "churn"})


def transition_edges(scene: FlowScene, numbers: Numbers, *, brief: bool) -> Iterator[Edge]:
    """Yield the transitions between what is shown.

    Args:
        numbers: The numbers of the findings about each element.
        brief: Whether they are drawn without words.

    Yields:
        An edge for each, in the author's order.
    """
    stages = {stage.key for stage in scene.stages}
    ideas = ideas_by_element(scene)
    for transition in scene.journey.transitions:
        ends = transition.source, transition.target
        if not all(end.key in (stages if end.kind == "stage" else scene.keys) for end in ends):
            continue
        element = transition.element
        takers = _takers(scene, transition)
        receivers = _receivers(scene, transition)
        words = [*_words(scene, transition, takers, receivers)]
        # What hurts at a touchpoint stands on its card, and an idea about it there.
        text = "\n".join((*words, *(f"+ {idea.name}" for idea in ideas.get(element, ()))))
        roles = {"brief"} if brief else set()
        if transition.kind in _BACK:
            roles.add("back")
        if takers == () and not receivers:
            roles.add("closed")
        if scene.picked:
            faded = [end.key in scene.faded for end in ends]
            apart = takers is not None and scene.picked.key not in takers
            # One end of a hand-off is for somebody else; who is at the other takes part in it.
            roles.add("faded" if (all(faded) if receivers else apart or any(faded)) else "picked")
        pen = None
        if takers is not None and len(takers) == 1 and len(scene.names) > 1:
            pen = list(scene.names).index(takers[0])
        yield Edge(
            str(transition.source),
            str(transition.target),
            transition.kind,
            text,
            () if brief or not text else wrap_to_width(text, _LABEL_WIDTH, _LABEL_LINES),
            roles=frozenset(roles),
            pen=pen,
            tooltip=_tooltip(scene, transition, element, text),
            element=element,
            marks=numbers.get(element, ()) if numbers else (),
        )


def _takers(scene: FlowScene, transition: Transition) -> tuple[str, ...] | None:
    """Who takes a transition, by key; None for everybody."""
    view = scene.view
    limited = [
        touchpoint
        for end in (transition.source, transition.target)
        if end.kind == "touchpoint" and (touchpoint := view.touchpoint(end.key)).personas
    ]
    if not limited and not transition.personas and isinstance(transition.when, str):
        return None
    people = tuple(scene.names)
    for touchpoint in limited:
        people = visitors_among(touchpoint, people)
    takers = tuple(key for key in people if view.is_open(transition, key))
    return None if len(takers) == len(scene.names) else takers


def _receivers(scene: FlowScene, transition: Transition) -> tuple[str, ...]:
    """To whom a transition hands over, by key; nobody if it is no hand-off."""
    if transition not in scene.view.reachability.handoffs:
        return ()
    there = scene.view.touchpoint(transition.target.key)
    return visitors_among(there, scene.names)


def _words(
    scene: FlowScene,
    transition: Transition,
    takers: tuple[str, ...] | None,
    receivers: tuple[str, ...],
) -> Iterator[str]:
    """The words on an arrow."""
    language = scene.language
    if transition.guarded:
        yield f"{transition.when}"
    if transition.share is not None:
        yield f"{transition.share:g} %"
    if transition.attempts is not None:
        yield language("at most {count} ×", count=transition.attempts)
    if takers and not transition.guarded and _part(scene, transition, takers):
        people = listed([scene.names[key] for key in takers], language)
        yield language("{people} only", people=people)
    if receivers:
        people = listed([scene.names[key] for key in receivers], language)
        yield language("hands over to {people}", people=people)
    yield from (f"! {pain.text}" for pain in transition.pains)


def _part(scene: FlowScene, transition: Transition, takers: tuple[str, ...]) -> bool:
    """Whether others who come to the source do not go along: there people part."""
    source = transition.source
    if source.kind != "touchpoint":
        return True
    there = visitors_among(scene.view.touchpoint(source.key), scene.names)
    arriving = {key for key in there if source.key in scene.view.reachable(key)}
    # Where nobody comes, or nobody knows how, it is still said for whom the way is meant.
    return not (arriving or set(there)) <= set(takers)


def _tooltip(scene: FlowScene, transition: Transition, element: Element, text: str) -> str:
    """All there is to say of a transition."""
    lines = [f"{scene.view.name_of(element)} ({scene.language(transition.kind)})"]
    if text:
        lines.append(text)
    if transition.handover:
        lines.append(scene.language("Hands over: {text}", text=transition.handover))
    return "\n".join(lines)
