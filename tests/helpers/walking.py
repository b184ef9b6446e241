"""Walking by brute force: what the words of the effective graph say, far too slow.

Nothing here asks the view or the effective graph, so that both, and the measures that stand on
them, can be held against it.
"""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from journeykit import Element, Journey, Persona, Stage, Touchpoint, Transition
from journeykit.guards import Guard, attribute, otherwise
from journeykit.model import stage_order
from journeykit.testing.strategies import journeys, transitions


@st.composite
def plain_journeys(draw: st.DrawFn) -> Journey:
    """Journeys of nothing but steps and ways, on which everybody comes everywhere."""
    made = draw(journeys(max_stages=3, max_touchpoints=5, max_personas=2, max_transitions=0))
    bare = tuple(attrs.evolve(s, touchpoints=map(plain, s.touchpoints)) for s in made.stages)
    any_time = tuple(map(plain, made.any_time))
    inside = [t for s in bare for t in s.touchpoints]
    steps = [each.element for each in (*inside, *any_time, *bare)]
    if not steps:
        return Journey("J", personas=made.personas)
    who = [persona.key for persona in made.personas]
    drawn = draw(st.lists(transitions(steps, who), max_size=6))
    flows = [attrs.evolve(f, kind="next") if f.kind == "declined" else f for f in drawn]
    return Journey("J", personas=made.personas, stages=bare, any_time=any_time, transitions=flows)


def plain(met: Touchpoint) -> Touchpoint:
    """A touchpoint with nothing but what decides how people walk."""
    keep = ("key", "optional", "entry", "exit", "outcome", "purpose")
    return Touchpoint(met.name, **{name: getattr(met, name) for name in keep})


_OFTEN_NOBODY = st.sampled_from([(), (), (), ("ann",), ("ben",)])
_SELDOM = st.sampled_from([False, False, False, True])
_VIP, _NO_VIP = attribute("vip").is_(True), attribute("vip").is_(False)


@st.composite
def crossing_journeys(draw: st.DrawFn) -> Journey:
    """Journeys on which two people go different ways: everything that keeps one from a place."""
    places = draw(st.lists(st.integers(0, 3), min_size=2, max_size=6))
    met = [
        Touchpoint(
            f"Step {number}",
            key=f"t{number}",
            personas=draw(_OFTEN_NOBODY),
            entry=draw(_SELDOM),
            exit=draw(_SELDOM),
            optional=draw(_SELDOM),
            outcome=draw(st.sampled_from(["completed", "completed", "completed", "failed"])),
        )
        for number in range(len(places))
    ]
    inside = [[t for t, at in zip(met, places, strict=True) if at == place] for place in range(4)]
    stages = [Stage(f"Stage {n}", each, key=f"s{n}") for n, each in enumerate(inside[:3])]
    end = st.sampled_from([*(each.element for each in (*met, *met, *met, *stages))])
    step = st.builds(
        Transition,
        source=end,
        target=end,
        when=st.sampled_from(["", "", "", "", _VIP, _NO_VIP, _VIP & _NO_VIP, otherwise]),
        kind=st.sampled_from(["next", "next", "next", "next", "return", "churn", "optional"]),
        personas=_OFTEN_NOBODY,
    )
    return Journey(
        "J",
        personas=[
            Persona("Ann", demographics={"vip": True}),
            Persona("Ben", demographics={"vip": False}),
        ],
        stages=stages,
        any_time=inside[3],
        transitions=draw(st.lists(step, min_size=1, max_size=7)),
    )


class Definition:
    """What the words of the module say, for a journey as one persona walks it, or anybody."""

    def __init__(self, made: Journey, who: str | None) -> None:
        """Take every sentence of the definition in turn."""
        self.home = {t.element: s for s in made.stages for t in s.touchpoints}
        self.any_time = {t.element for t in made.any_time}
        self.touchpoints = made.touchpoints
        self.flows = made.transitions
        self.walked = [f for f in self.flows if who is None or is_open(made, f, who)]
        self.before = {s.key: before for s, before in stage_order(made.stages)}
        self.stages = made.stages
        moves: set[tuple[object, object]] = set()
        moves |= {(leaving(f.source), arriving(f.target)) for f in self.walked}
        for s in made.stages:
            inside = [t.element for t in s.touchpoints]
            moves |= {(("in", s.key), e) for e in self.arrivals(s)}
            moves |= {(e, ("out", s.key)) for e in self.leaving_from(s)}
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
        leading_on = {e for e in self.any_time if any(a == e for a, _ in moves)}
        moves |= {(entry, e) for entry in self.entries() for e in leading_on}
        self.moves = moves

    def is_ordered(self, s: Stage) -> bool:
        """A stage is ordered if a transition touches a touchpoint of it."""
        return any(self.home.get(end) is s for f in self.flows for end in (f.source, f.target))

    def arrivals(self, s: Stage) -> list[Element]:
        """People arrive at what nothing of the same stage leads to, if there is such a thing."""
        inside = [t.element for t in s.touchpoints]
        if not self.is_ordered(s):
            return inside
        led_to = {f.target for f in self.flows if self.goes_on(f) and self.home.get(f.source) is s}
        return [element for element in inside if element not in led_to] or inside

    def departures(self, s: Stage) -> list[Element]:
        """People leave where no transition of the author's goes on; some of them for good."""
        inside = [t.element for t in s.touchpoints]
        if not self.is_ordered(s):
            return inside
        going = {f.source for f in self.flows if self.goes_on(f)}
        last = [t for t in s.touchpoints if t.element not in going]
        return [t.element for t in last if not self.is_for_leaving(t)] or [t.element for t in last]

    def leaving_from(self, s: Stage) -> list[Element]:
        """If there is no such place and a transition starts from the whole stage, from anywhere."""
        whole = any(f.source == s.element for f in self.flows)
        return self.departures(s) or ([t.element for t in s.touchpoints] if whole else [])

    def is_left_forward(self, s: Stage) -> bool:
        """A transition that is progress leads from the stage, or its touchpoints, elsewhere."""
        return any(
            self.goes_on(f)
            and (
                f.source == s.element
                or (self.home.get(f.source) is s and self._stage(f.target) is not s)
            )
            for f in self.flows
        )

    def _stage(self, end: Element) -> Stage | None:
        return self.home.get(end) or next((s for s in self.stages if s.element == end), None)

    def goes_on(self, flow: Transition) -> bool:
        """A flow does, unless it is said to go back, stays, starts over, or is a mere detour."""
        there, here = self._stage(flow.target), self._stage(flow.source)
        starts_over = there is not None and here is not None and there.key in self.earlier(here)
        goes_back = flow.goes_back or (flow.kind == "recovery" and starts_over)
        return not goes_back and flow.target not in {flow.source, *self.any_time}

    def earlier(self, s: Stage) -> set[str]:
        """Every stage before a stage."""
        found = set(self.before[s.key])
        for _ in self.stages:
            found |= {key for earlier in found for key in self.before[earlier]}
        return found

    def entries(self) -> set[Element]:
        """Declared entries, else where nothing leads to in the first stages that hold anything."""
        if not self.home:
            return self.any_time
        declared = {t.element for t in self.touchpoints if t.entry}
        if declared - self.any_time:
            return declared
        filled = {s.key for s in self.stages if s.touchpoints}
        led_to = {f.target for f in self.flows if self.goes_on(f)}
        return declared | {
            t.element
            for s in self.stages
            if not self.earlier(s) & filled
            for t in s.touchpoints
            if not self.is_ordered(s) or t.element not in led_to
        }

    def exits(self) -> set[Element]:
        """Declared exits, else where the last stages that hold anything are left."""
        if not self.home:
            return self.any_time
        declared = {t.element for t in self.touchpoints if t.exit}
        if declared - self.any_time:
            return declared
        filled = [s for s in self.stages if s.touchpoints]
        last = [s for s in filled if not any(s.key in self.earlier(other) for other in filled)]
        return declared | {element for s in last for element in self.departures(s)}

    def after(self, starts: set[Element]) -> set[object]:
        """Everything that a walk from some touchpoints comes to."""
        found: set[object] = set(starts)
        while more := {b for a, b in self.moves if a in found and b not in found}:
            found |= more
        return found

    def reachable(self) -> set[str]:
        """The keys of the touchpoints that a walk from an entry comes to, or that just come."""
        return self._and_any_time(self.after(self.entries()))

    def _and_any_time(self, found: set[object]) -> set[str]:
        """The keys of the touchpoints among nodes, and of what can come at any time."""
        return {node.key for node in found | self.any_time if isinstance(node, Element)}

    def ends(self) -> set[Element]:
        """Where a walk may end: at an exit, or where people are meant to leave."""
        return self.exits() | {t.element for t in self.touchpoints if self.is_drop_off(t)}

    def is_drop_off(self, met: Touchpoint) -> bool:
        """Nothing follows, and people are meant to leave or need not have come."""
        led = [flow for flow in self.flows if flow.target == met.element]
        aside = met.optional or (bool(led) and all(flow.kind == "optional" for flow in led))
        return self.nothing_follows(met.element) and (aside or self.is_for_leaving(met))

    def is_for_leaving(self, met: Touchpoint) -> bool:
        """It was abandoned or failed, people are seen off, or they churned."""
        home = self.home.get(met.element)
        left = {met.element} | ({home.element} if home else set())
        return (
            met.outcome != "completed"
            or met.purpose == "offboarding"
            or any(flow.kind == "churn" and flow.target in left for flow in self.flows)
        )

    def nothing_follows(self, met: Element) -> bool:
        """People come from there to nothing but what they can come back from."""
        around = {node for node in self.after({met}) if met in self.after({node})}
        beyond = {n for n in self.after({met}) - around if isinstance(n, Element)}
        passing = self.any_time - self.exits()
        return met not in passing and beyond <= passing

    def complete(self) -> set[str]:
        """The keys of the touchpoints from which such a walk also comes to an end."""
        ends = self.ends()
        reached = self.after(self.entries())
        return self._and_any_time({e for e in reached if self.after({e}) & ends})  # type: ignore[arg-type]


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
