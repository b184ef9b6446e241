"""Walking by brute force: what the words of the effective graph say, far too slow.

Nothing here asks the view or the effective graph, so that both, and the measures that stand on
them, can be held against it.
"""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from journeykit import Element, Journey, Stage, Touchpoint, Transition
from journeykit.guards import Guard
from journeykit.model import stage_order
from journeykit.testing.strategies import journeys, transitions


@st.composite
def plain_journeys(draw: st.DrawFn) -> Journey:
    """Journeys in which everything stands in a stage and everybody comes everywhere."""
    made = draw(journeys(max_stages=3, max_touchpoints=5, max_personas=2, max_transitions=0))
    keep = {"key", "optional", "entry", "exit"}
    bare = tuple(
        attrs.evolve(
            s,
            touchpoints=tuple(
                Touchpoint(t.name, **{name: getattr(t, name) for name in keep})
                for t in s.touchpoints
            ),
        )
        for s in made.stages
    )
    steps = [t.element for s in bare for t in s.touchpoints] + [s.element for s in bare]
    if not steps:
        return Journey("J", personas=made.personas)
    who = [persona.key for persona in made.personas]
    flows = draw(st.lists(transitions(steps, who), max_size=6))
    return Journey("J", personas=made.personas, stages=bare, transitions=flows)


class Definition:
    """What the words of the module say, for a journey as one persona walks it, or anybody."""

    def __init__(self, made: Journey, who: str | None) -> None:
        """Take every sentence of the definition in turn."""
        self.home = {t.element: s for s in made.stages for t in s.touchpoints}
        self.flows = made.transitions
        self.before = {s.key: before for s, before in stage_order(made.stages)}
        self.stages = made.stages
        moves: set[tuple[object, object]] = set()
        for flow in made.transitions:
            if who is None or is_open(made, flow, who):
                moves.add((leaving(flow.source), arriving(flow.target)))
        for s in made.stages:
            inside = [t.element for t in s.touchpoints]
            moves |= {(("in", s.key), e) for e in self.arrivals(s)}
            moves |= {(e, ("out", s.key)) for e in self.departures(s)}
            if not self.is_ordered(s) and len(inside) > 1:
                moves.add((("out", s.key), ("in", s.key)))
            if s.optional or all(t.optional for t in s.touchpoints):
                moves.add((("in", s.key), ("out", s.key)))
            if not self.is_left_forward(s):
                moves |= {
                    (("out", s.key), ("in", later))
                    for later, before in self.before.items()
                    if s.key in before
                }
        self.moves = moves

    def is_ordered(self, s: Stage) -> bool:
        """A stage is ordered if a transition touches a touchpoint of it."""
        return any(self.home.get(end) is s for f in self.flows for end in (f.source, f.target))

    def arrivals(self, s: Stage) -> list[Element]:
        """People arrive at what nothing of the same stage leads to, if there is such a thing."""
        inside = [t.element for t in s.touchpoints]
        if not self.is_ordered(s):
            return inside
        led_to = {
            f.target for f in self.flows if not self.goes_back(f) and self.home.get(f.source) is s
        }
        return [element for element in inside if element not in led_to] or inside

    def departures(self, s: Stage) -> list[Element]:
        """People leave where no transition of the author's goes on."""
        inside = [t.element for t in s.touchpoints]
        if not self.is_ordered(s):
            return inside
        going = {f.source for f in self.flows if not self.goes_back(f)}
        return [element for element in inside if element not in going]

    def is_left_forward(self, s: Stage) -> bool:
        """A transition that is progress leads from the stage, or its touchpoints, elsewhere."""
        return any(
            not self.goes_back(f)
            and (
                f.source == s.element
                or (self.home.get(f.source) is s and self._stage(f.target) is not s)
            )
            for f in self.flows
        )

    def _stage(self, end: Element) -> Stage:
        return self.home.get(end) or next(s for s in self.stages if s.element == end)

    def goes_back(self, flow: Transition) -> bool:
        """A flow goes back if it says so, or if it recovers people by starting over."""
        there, here = self._stage(flow.target), self._stage(flow.source)
        return flow.goes_back or (flow.kind == "recovery" and there.key in self.earlier(here))

    def earlier(self, s: Stage) -> set[str]:
        """Every stage before a stage."""
        found = set(self.before[s.key])
        for _ in self.stages:
            found |= {key for earlier in found for key in self.before[earlier]}
        return found

    def entries(self) -> set[Element]:
        """Declared entries, else where nothing leads to in the first stages that hold anything."""
        every = [t for s in self.stages for t in s.touchpoints]
        if any(t.entry for t in every):
            return {t.element for t in every if t.entry}
        filled = {s.key for s in self.stages if s.touchpoints}
        led_to = {f.target for f in self.flows if not self.goes_back(f)}
        return {
            t.element
            for s in self.stages
            if not self.earlier(s) & filled
            for t in s.touchpoints
            if not self.is_ordered(s) or t.element not in led_to
        }

    def exits(self) -> set[Element]:
        """Declared exits, else where the last stages that hold anything are left."""
        every = [t for s in self.stages for t in s.touchpoints]
        if any(t.exit for t in every):
            return {t.element for t in every if t.exit}
        filled = [s for s in self.stages if s.touchpoints]
        last = [s for s in filled if not any(s.key in self.earlier(other) for other in filled)]
        return {element for s in last for element in self.departures(s)}

    def after(self, starts: set[Element]) -> set[object]:
        """Everything that a walk from some touchpoints comes to."""
        found: set[object] = set(starts)
        while more := {b for a, b in self.moves if a in found and b not in found}:
            found |= more
        return found

    def reachable(self) -> set[str]:
        """The keys of the touchpoints that a walk from an entry comes to."""
        return {e.key for e in self.after(self.entries()) if isinstance(e, Element)}

    def complete(self) -> set[str]:
        """The keys of the touchpoints from which such a walk also comes to an exit."""
        exits = self.exits()
        return {
            e.key
            for e in self.after(self.entries())
            if isinstance(e, Element) and self.after({e}) & exits
        }


def leaving(end: Element) -> object:
    """Where a transition starts: at a touchpoint, or at the gate out of a stage."""
    return ("out", end.key) if end.kind == "stage" else end


def arriving(end: Element) -> object:
    """Where a transition ends: at a touchpoint, or at the gate into a stage."""
    return ("in", end.key) if end.kind == "stage" else end


def is_open(made: Journey, flow: Transition, who: str) -> bool:
    """Nobody else is meant, and the guard is not surely false; otherwise waits for its siblings."""
    facts = next(p for p in made.personas if p.key == who).facts
    if flow.personas and who not in flow.personas:
        return False
    if not isinstance(flow.when, Guard):
        return True
    if not flow.when.is_otherwise:
        return flow.when.holds(facts) is not False
    return not any(
        isinstance(other.when, Guard)
        and other.source == flow.source
        and (not other.personas or who in other.personas)
        and other.when.holds(facts) is True
        for other in made.transitions
    )


def whole_walk(made: Journey, definition: Definition, owed: set[str]) -> bool:
    """Whether one walk from an entry to an exit passes a touchpoint of each stage owed."""
    home = {t.element: s.key for s in made.stages for t in s.touchpoints}
    exits = definition.exits()

    def passed(node: object, before: frozenset[str]) -> frozenset[str]:
        stage = home.get(node) if isinstance(node, Element) else None
        return before | {stage} if stage in owed else before

    seen = {(entry, passed(entry, frozenset())) for entry in definition.entries()}
    waiting = list(seen)
    while waiting:
        node, stages = waiting.pop()
        for state in {(b, passed(b, stages)) for a, b in definition.moves if a == node} - seen:
            seen.add(state)
            waiting.append(state)
    return any(node in exits and stages == owed for node, stages in seen)
