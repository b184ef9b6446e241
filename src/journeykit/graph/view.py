"""The view: a journey with the questions that rules and measures ask, each answered once.

It is built up room by room: the things that are there, what was said of them, the grid of personas
and stages, and walking. Here every element gets its name and its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from journeykit import fields
from journeykit.addresses import Element, ElementKind, Location
from journeykit.graph.reachability import Walking
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.text import slug

_WISHES: tuple[ElementKind, ...] = ("need", "expectation")
_PARTS_OF_CELL: tuple[ElementKind, ...] = ("persona", "stage", "channel")


class View(Walking):
    """A read-only look at a journey; every answer is computed when first asked for and kept.

    Args:
        journey: The journey to look at.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> view = View(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [touchpoint.name for touchpoint in view.entries]
        ['Pays']
    """

    def __repr__(self) -> str:
        """Show what it looks at, in one line."""
        return f"View({self.journey!r})"

    def name_of(self, element: Element) -> str:
        """What a person would call an element.

        Args:
            element: Its address.

        Returns:
            Its name, or its address when it has none.
        """
        if element.kind == "journey":
            return self.journey.name
        if element.kind == "cell":
            return " × ".join(
                self.name_of(Element(kind, (key,)))
                for kind, key in zip(_PARTS_OF_CELL, element.keys, strict=False)
            )
        if element.kind == "transition":
            return " → ".join(
                self._touchpoints[key].name
                if key in self._touchpoints
                else self._stages[key].name
                if key in self._stages
                else key
                for key in element.keys
            )
        return self._names.get(element, element.keys[-1] if element.keys else element.kind)

    @cached_property
    def _names(self) -> dict[Element, str]:
        """The names of everything that has one."""
        journey = self.journey
        named: list[Persona | Stage | Touchpoint] = [
            *journey.personas,
            *journey.stages,
            *self.touchpoints,
        ]
        names = {each.element: each.name for each in named}
        names |= {Element("pain", (pain.key,)): pain.text for pain, _ in self.pains}
        names |= {Element("opportunity", (o.key,)): o.name for o in journey.opportunities}
        names |= {Element("metric", (m.key,)): m.name for m, _ in self.metrics}
        names |= {Element("segment", (s.key,)): s.name for s in journey.segments}
        names |= {Element("system", (s.key,)): s.name for s in journey.systems}
        channels = {c.key: c.name for t in self.touchpoints for c in t.channels}
        names |= {Element("channel", (key,)): name for key, name in channels.items()}
        for touchpoint in self.touchpoints:
            names |= {Element("system", (s.key,)): s.name for s in touchpoint.systems}
        for persona in journey.personas:
            names |= {Element("goal", (persona.key, g.key)): g.name for g in persona.goals}
            names |= {Element("goal", (g.key,)): g.name for g in persona.goals}
            names |= {Element("need", (persona.key, slug(n))): n for n in persona.needs}
            names |= {
                Element("expectation", (persona.key, slug(e))): e for e in persona.expectations
            }
            names |= {Element("behaviour", (persona.key, slug(b))): b for b in persona.behaviours}
            wanted = (*persona.prefers, *persona.avoids)
            names |= {Element("channel", (c.key,)): c.name for c in wanted}
        names |= {Element("channel", (c.key,)): c.name for c in journey.channels}
        return names

    @cached_property
    def wishes(self) -> dict[str, dict[str, str]]:
        """For each persona, goals, needs and expectations: key to words."""
        return {
            persona.key: {slug(text): text for text in (*persona.needs, *persona.expectations)}
            | {goal.key: goal.name for goal in persona.goals}
            for persona in self.journey.personas
        }

    @cached_property
    def needs_and_expectations(self) -> tuple[tuple[Persona, Element, str], ...]:
        """Every need and expectation: whose it is, its address and its words."""
        return tuple(
            (persona, Element(kind, (persona.key, slug(text))), text)
            for persona in self.journey.personas
            for kind, texts in zip(_WISHES, (persona.needs, persona.expectations), strict=True)
            for text in texts
        )

    def has(self, element: Element) -> bool:
        """Whether an element is in the journey.

        Args:
            element: Its address.

        Returns:
            True if the journey has it; a cell is there when its persona and its stage are, a
            role when the journey means to cover it.
        """
        if element.kind == "journey":
            return element.key == self.journey.key
        if element.kind == "role":
            return element.key in self.scope
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
        return frozenset(transition.element for transition in self.journey.transitions)

    def keys_of_kind(self, kind: str) -> tuple[str, ...]:
        """The keys of everything of one kind, for a proposal.

        Args:
            kind: The kind of element.

        Returns:
            The keys, sorted; several that make one address are joined by a slash.
        """
        return tuple(sorted("/".join(e.keys) for e in self._names if e.kind == kind))

    def location_of(self, element: Element) -> Location | None:
        """Where an element was written.

        Args:
            element: Its address; for a cell or a transition, its parts are asked in turn.

        Returns:
            The location, or None when nobody remembers.
        """
        if element.kind == "journey":
            return self.journey.location
        known: dict[str, Sequence[Mapping[str, Persona | Stage | Touchpoint]]] = {
            "persona": (self._personas,),
            "stage": (self._stages,),
            "touchpoint": (self._touchpoints,),
            "transition": (self._touchpoints, self._stages),
            "cell": (self._stages, self._personas),
            "goal": (self._personas,),
            "need": (self._personas,),
            "expectation": (self._personas,),
            "behaviour": (self._personas,),
        }
        for things in known.get(element.kind, ()):
            for key in element.keys:
                if key in things and things[key].location is not None:
                    return things[key].location
        for place in self.occurrences.get(element, ()):
            written = self.location_of(place)
            if written is not None:
                return written
        return None


def view_of(journey: Journey | View) -> View:
    """Look at a journey.

    Args:
        journey: The journey; a view of it is taken as it is, so that its answers are shared.

    Returns:
        A view that answers the questions of rules and measures, each once.

    Raises:
        ModelError: It is something else.

    Example:
        >>> view_of(None)
        Traceback (most recent call last):
        journeykit.errors.ModelError: expected a journey, got None
    """
    if isinstance(journey, View):
        return journey
    return View(fields.expect(journey, Journey, "a journey"))
