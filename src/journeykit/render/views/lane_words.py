"""What cards in lanes say beyond their names: who shares them, and who hands over to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeykit.experience import Experience
from journeykit.graph.view import View
from journeykit.model import Persona, Touchpoint
from journeykit.render.language import Language
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.cards import about, lived, serves, tooltip
from journeykit.render.views.columns import Scene
from journeykit.touchpoints import visitors_among
from journeykit.transitions import Transition

__all__ = ["LaneWords", "handovers", "listed_names", "shown_touchpoints"]


class LaneWords:
    """What cards tell, looked up once for all lanes.

    Args:
        scene: The scene.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.shown = {persona.key for persona in scene.personas}
        self.lived = {
            (touchpoint.key, experience.persona): experience
            for touchpoint, experience in scene.view.experiences
        }
        self.people = {t.key: self._people(t) for t in shown_touchpoints(scene)}
        self.served: dict[tuple[str, str], list[str]] = {}
        for touchpoint in shown_touchpoints(scene):
            for served in touchpoint.served:
                self.served.setdefault((touchpoint.key, served.persona), []).append(served.text)
        self.stages: dict[str, frozenset[str]] = {}
        self.tooltips: dict[str, str] = {}
        self.abouts: dict[str, tuple[str, ...]] = {}
        self.notes: dict[str, dict[str, list[str]]] = {}
        for step in handovers(scene.view):
            source, target = step.source.key, step.target.key
            self._give(source, "hands over to {people}", target)
            self._give(target, "taken over from {people}", source)

    def _give(self, touchpoint: str, text: str, other: str) -> None:
        """Note that one touchpoint hands over to another, or takes over from it."""
        people = self.whose(self.scene.view.touchpoint(other))
        whose = self.scene.language(text, people=people)
        numbers = self.notes.setdefault(touchpoint, {}).setdefault(whose, [])
        numbers.append(self.scene.numbers[other])

    def _people(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Who comes to a touchpoint, of those who are shown; empty for everybody."""
        if not touchpoint.personas:
            return ()
        return visitors_among(touchpoint, (p.key for p in self.scene.personas))

    def experiences(self, touchpoint: Touchpoint, persona: Persona | None) -> Iterable[Experience]:
        """What a persona goes through at a touchpoint, or all who are shown."""
        if persona is None:
            return (each for each in touchpoint.experiences if each.persona in self.shown)
        own = self.lived.get((touchpoint.key, persona.key))
        return [own] if own else []

    def required(self, persona: str) -> frozenset[str]:
        """The keys of the stages in which a persona should meet something."""
        if persona not in self.stages:
            stages = self.scene.view.required_stages_of(persona)
            self.stages[persona] = frozenset(stage.key for stage in stages)
        return self.stages[persona]

    def whose(self, touchpoint: Touchpoint) -> str:
        """Whose a touchpoint is, in words."""
        people = self.people.get(touchpoint.key) or touchpoint.personas
        return listed_names([self.scene.names[key] for key in people], self.scene.language)

    def company(self, touchpoint: Touchpoint, persona: str) -> str:
        """With whom somebody shares a touchpoint, in words; empty if with nobody."""
        people = self.people[touchpoint.key]
        if not people or len(people) == len(self.shown):
            if len(self.shown) > _NAMED:
                return self.scene.language("with everybody")
            people = tuple(p.key for p in self.scene.personas)
        others = [self.scene.names[key] for key in people if key != persona]
        if not others:
            return ""
        return self.scene.language(
            "with {people}", people=listed_names(others, self.scene.language)
        )

    def tooltip(self, touchpoint: Touchpoint, persona: Persona | None) -> str:
        """All there is to say of a touchpoint in one lane."""
        if persona is None:
            if touchpoint.key not in self.tooltips:
                self.tooltips[touchpoint.key] = tooltip(
                    touchpoint, self.scene.names, self.scene.language
                )
            return self.tooltips[touchpoint.key]
        if touchpoint.key not in self.abouts:
            self.abouts[touchpoint.key] = tuple(about(touchpoint, self.scene.language))
        own = self.lived.get((touchpoint.key, persona.key))
        wishes = self.served.get((touchpoint.key, persona.key), ())
        return "\n".join(
            (
                *self.abouts[touchpoint.key],
                *(lived(own, persona.name, self.scene.language) if own else ()),
                *(serves(persona.name, wish, self.scene.language) for wish in wishes),
            )
        )


_LONG = 16.0
"""A name that is wider than so many ems is shortened on a badge."""

_NAMED = 3
"""So many names are told one by one."""


def listed_names(names: Sequence[str], language: Language) -> str:
    """Return names in words, long ones shortened, or how many there are beyond a few."""
    names = ["".join(wrap_to_width(name, _LONG, 1, name=True)) for name in names[: _NAMED + 1]] + [
        *names[_NAMED + 1 :]
    ]
    if len(names) > _NAMED:
        others = language("{count} others", count=len(names) - _NAMED + 1)
        names = [*names[: _NAMED - 1], others]
    return language.listed(names)


def handovers(view: View) -> Iterator[Transition]:
    """Yield the transitions at which one persona hands over to another, in order.

    Args:
        view: The journey with its answers.

    Yields:
        The transitions.
    """
    return (step for step in view.journey.transitions if step in view.reachability.handoffs)


def shown_touchpoints(scene: Scene) -> Iterator[Touchpoint]:
    """Yield the touchpoints that are shown, column by column."""
    for _, touchpoints in scene.columns:
        yield from touchpoints
