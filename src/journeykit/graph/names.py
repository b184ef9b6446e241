"""Names and places of the elements of a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from journeykit.addresses import Element, ElementKind, Location
from journeykit.graph.content import Content
from journeykit.graph.index import Index
from journeykit.model import Persona, Stage, Touchpoint
from journeykit.text import slug

_WISHES: tuple[ElementKind, ...] = ("need", "expectation")
_PARTS_OF_CELL: tuple[ElementKind, ...] = ("persona", "stage", "channel")


class Names:
    """What elements are called, and where they were written.

    Args:
        index: The journey by key.
        content: What is said of its parts.
    """

    def __init__(self, index: Index, content: Content) -> None:
        """Keep what it asks."""
        self.index = index
        self.content = content

    def name_of(self, element: Element) -> str:
        """What a person would call an element."""
        if element.kind == "journey":
            return self.index.journey.name
        if element.kind == "cell":
            return " × ".join(
                self.name_of(Element(kind, (key,)))
                for kind, key in zip(_PARTS_OF_CELL, element.keys, strict=False)
            )
        if element.kind == "transition":
            return " → ".join(
                self.index.touchpoints_by_key[key].name
                if key in self.index.touchpoints_by_key
                else self.index.stages_by_key[key].name
                if key in self.index.stages_by_key
                else key
                for key in element.keys
            )
        return self._names.get(element, element.keys[-1] if element.keys else element.kind)

    @cached_property
    def _names(self) -> dict[Element, str]:
        """The names of everything that has one."""
        journey = self.index.journey
        named: list[Persona | Stage | Touchpoint] = [
            *journey.personas,
            *journey.stages,
            *self.index.touchpoints,
        ]
        names = {each.element: each.name for each in named}
        names |= {Element("pain", (pain.key,)): pain.text for pain, _ in self.content.pains}
        names |= {Element("opportunity", (o.key,)): o.name for o in journey.opportunities}
        names |= {Element("metric", (m.key,)): m.name for m, _ in self.content.metrics}
        names |= {Element("segment", (s.key,)): s.name for s in journey.segments}
        names |= {Element("system", (s.key,)): s.name for s in journey.systems}
        channels = {c.key: c.name for t in self.index.touchpoints for c in t.channels}
        names |= {Element("channel", (key,)): name for key, name in channels.items()}
        for touchpoint in self.index.touchpoints:
            names |= {Element("system", (s.key,)): s.name for s in touchpoint.systems}
        for persona in journey.personas:
            names |= {Element("goal", (persona.key, g.key)): g.name for g in persona.goals}
            names |= {Element("goal", (g.key,)): g.name for g in persona.goals}
            names |= {Element("need", (persona.key, slug(n))): n for n in persona.needs}
            names |= {
                Element("expectation", (persona.key, slug(e))): e for e in persona.expectations
            }
            names |= {Element("behaviour", (persona.key, slug(b))): b for b in persona.behaviours}
            preferences = (*persona.prefers, *persona.avoids)
            names |= {Element("channel", (c.key,)): c.name for c in preferences}
        names |= {Element("channel", (c.key,)): c.name for c in journey.channels}
        return names

    @cached_property
    def wishes(self) -> dict[str, dict[str, str]]:
        """For each persona, goals, needs and expectations: key to words."""
        return {
            persona.key: {slug(text): text for text in (*persona.needs, *persona.expectations)}
            | {goal.key: goal.name for goal in persona.goals}
            for persona in self.index.journey.personas
        }

    @cached_property
    def needs_and_expectations(self) -> tuple[tuple[Persona, Element, str], ...]:
        """Every need and expectation: whose it is, its address and its words."""
        return tuple(
            (persona, Element(kind, (persona.key, slug(text))), text)
            for persona in self.index.journey.personas
            for kind, texts in zip(_WISHES, (persona.needs, persona.expectations), strict=True)
            for text in texts
        )

    def has(self, element: Element) -> bool:
        """Whether an element is in the journey."""
        if element.kind == "journey":
            return element.key == self.index.journey.key
        if element.kind == "role":
            return element.key in self.index.scope
        if element.kind == "cell":
            return all(
                Element(kind, (key,)) in self._names
                for kind, key in zip(_PARTS_OF_CELL, element.keys, strict=False)
            )
        if element.kind == "transition":
            return element in self._transitions
        return element in self._names

    @cached_property
    def _transitions(self) -> frozenset[Element]:
        return frozenset(transition.element for transition in self.index.journey.transitions)

    def keys_of_kind(self, kind: str) -> tuple[str, ...]:
        """The keys of everything of one kind, for a proposal.

        Args:
            kind: The kind of element.

        Returns:
            The keys, sorted; several that make one address are joined by a slash.
        """
        return tuple(sorted("/".join(e.keys) for e in self._names if e.kind == kind))

    def location_of(self, element: Element) -> Location | None:
        """Where an element was written."""
        if element.kind == "journey":
            return self.index.journey.location
        elements: dict[str, Sequence[Mapping[str, Persona | Stage | Touchpoint]]] = {
            "persona": (self.index.personas_by_key,),
            "stage": (self.index.stages_by_key,),
            "touchpoint": (self.index.touchpoints_by_key,),
            "transition": (self.index.touchpoints_by_key, self.index.stages_by_key),
            "cell": (self.index.stages_by_key, self.index.personas_by_key),
            "goal": (self.index.personas_by_key,),
            "need": (self.index.personas_by_key,),
            "expectation": (self.index.personas_by_key,),
            "behaviour": (self.index.personas_by_key,),
        }
        for by_key in elements.get(element.kind, ()):
            for key in element.keys:
                if key in by_key and by_key[key].location is not None:
                    return by_key[key].location
        for occurrence in self.content.occurrences.get(element, ()):
            written = self.location_of(occurrence)
            if written is not None:
                return written
        return None
