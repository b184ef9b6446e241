"""The effective graph against its definition, spelled out once more and far too slow."""

from __future__ import annotations

from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

from journeykit import Element, Journey, Stage, Touchpoint, Transition, journey, stage, touchpoint
from journeykit.graph import view_of
from journeykit.guards import Guard
from journeykit.model import stage_order
from journeykit.testing.strategies import journeys, transitions

A, B, C, D = (touchpoint(name) for name in "ABCD")


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
            if who is None or _is_open(made, flow, who):
                moves.add((_leaving(flow.source), _arriving(flow.target)))
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


def _leaving(end: Element) -> object:
    return ("out", end.key) if end.kind == "stage" else end


def _arriving(end: Element) -> object:
    return ("in", end.key) if end.kind == "stage" else end


def _is_open(made: Journey, flow: Transition, who: str) -> bool:
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


@given(plain_journeys())
def test_reachable_and_complete_are_as_defined(made: Journey) -> None:
    """For anybody, and for each persona behind its guards."""
    view = view_of(made)
    for who in (None, *(persona.key for persona in made.personas)):
        definition = Definition(made, who)
        assert definition.reachable() == view.reachable(who)
        assert definition.complete() == view.complete(who)


@given(plain_journeys())
def test_entries_and_exits_are_as_defined(made: Journey) -> None:
    """Declared ones count alone."""
    view, definition = view_of(made), Definition(made, None)
    assert definition.entries() == {touchpoint.element for touchpoint in view.entries}
    assert definition.exits() == {touchpoint.element for touchpoint in view.exits}


@given(plain_journeys(), st.randoms(use_true_random=False))
def test_the_order_of_flows_changes_nothing(made: Journey, random: object) -> None:
    """Independent sentences may be said in any order."""
    flows = list(made.transitions)
    random.shuffle(flows)  # type: ignore[attr-defined]
    again = attrs.evolve(made, transitions=flows)
    for who in (None, *(persona.key for persona in made.personas)):
        assert view_of(made).reachable(who) == view_of(again).reachable(who)
        assert view_of(made).complete(who) == view_of(again).complete(who)


@given(plain_journeys())
def test_other_names_change_nothing(made: Journey) -> None:
    """Keys are addresses and no more: renamed throughout, everything stays where it was."""
    stages = {s.key: f"s{n}" for n, s in enumerate(made.stages)}
    steps = {t.key: f"t{n}" for n, t in enumerate(made.touchpoints)}
    renamed = Journey(
        "J",
        stages=[
            attrs.evolve(
                s,
                key=stages[s.key],
                after=None if s.after is None else [stages[key] for key in s.after],
                touchpoints=[attrs.evolve(t, key=steps[t.key]) for t in s.touchpoints],
            )
            for s in made.stages
        ],
        transitions=[
            attrs.evolve(
                f,
                source=_renamed(f.source, stages, steps),
                personas=(),
                target=_renamed(f.target, stages, steps),
            )
            for f in made.transitions
        ],
    )
    for question in ("reachable", "complete"):
        answer = getattr(view_of(made), question)()
        assert {steps[key] for key in answer} == getattr(view_of(renamed), question)()


def _renamed(end: Element, stages: dict[str, str], steps: dict[str, str]) -> Element:
    return Element(end.kind, (stages[end.key] if end.kind == "stage" else steps[end.key],))


def test_stages_without_flow_follow_one_another() -> None:
    """Inside a stage in any order, then everything in the next."""
    view = view_of(journey("J").stage("1", A, B).stage("2", C, D))
    walks = view.walks
    followers = {
        walks.touchpoints[n].name: {walks.touchpoints[m].name for m in walks.steps_from(n)}
        for n in range(4)
    }
    assert {"A": {"B", "C", "D"}, "B": {"A", "C", "D"}, "C": {"D"}, "D": {"C"}} == followers


def test_an_optional_stage_can_be_passed_by() -> None:
    """And so can an empty one, and one of optional touchpoints."""
    maybe = touchpoint("Maybe", optional=True)
    made = journey("J").stage("1", A).stage("2", B, optional=True).stage("3").stage("4", maybe)
    walks = view_of(made.stage("5", C)).walks
    assert {"B", "Maybe", "C"} == {walks.touchpoints[n].name for n in walks.steps_from(0)}


def test_stages_side_by_side_both_follow_and_both_lead_on() -> None:
    """The order of stages is partial."""
    one = stage("1", A)
    left, right = stage("2", B, after=one), stage("3", C, after=one)
    made = journey("J").stage(one).stage(left).stage(right).stage("4", D, after=[left, right])
    walks = view_of(made).walks
    steps = {
        (walks.touchpoints[a].name, walks.touchpoints[b].name)
        for a in range(4)
        for b in walks.steps_from(a)
    }
    assert {*product("A", "BC"), *product("BC", "D")} == steps


def test_the_graph_stays_linear() -> None:
    """Ten times the touchpoints, ten times the edges, though everything follows everything."""

    def edges(count: int) -> int:
        stages = [Stage(f"s{n}", [Touchpoint(f"t{n}-{m}") for m in range(count)]) for n in range(3)]
        return sum(map(len, view_of(Journey("J", stages=stages)).walks.following))

    assert edges(100) < 11 * edges(10)
