"""The ways of a journey, laid out: where everybody, or one persona, can go from where.

An author declares some transitions and leaves the rest to the order of the stages. Both together
are the effective graph:

* Every declared transition is an edge.
* A stage in which no touchpoint has a declared transition is *unordered*: its touchpoints can
  follow one another in any order.
* A stage that no declared transition leaves forward (a recovery that starts over in an earlier
  stage does not) is followed by the next stages in the partial order. People leave it where its
  own transitions end, but not for the next stage where they gave up or are seen off, and arrive
  in the next where its own transitions begin. If they end nowhere and transitions leave the stage
  as a whole, people leave it from anywhere.
* What one persona hands over to another goes on without the first: between marking an order as
  shipped and opening the parcel somebody else acts. For the persona who waits, such touchpoints
  stand *aside*: a walk leads through them as through a gate.
* What can come at any time may come as soon as somebody is on the way. If it leads on, so does
  every beginning; if not, people go on from where they were.

Drawing an edge from each touchpoint of a stage to each of the next would make the graph
quadratic. So each stage has two gates, one that people come in by and one that they leave by,
and the size of the graph stays linear in touchpoints and transitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from journeykit.graph.handoffs import NOTHING_BESIDE, Beside
from journeykit.graph.traversal import reached
from journeykit.model import Journey, Stage, Touchpoint, stage_order
from journeykit.transitions import Transition

IMPLIED = -1
"""The number of an edge that nobody declared."""


def departure_touchpoints(journey: Journey) -> frozenset[str]:
    """Where people are meant to leave: they gave up or failed, churned, or are seen off.

    Args:
        journey: The journey.

    Returns:
        The keys of the touchpoints.
    """
    churned = {step.target for step in journey.transitions if step.kind == "churn"}
    keys = {target.key for target in churned if target.kind == "touchpoint"}
    for stage in journey.stages if len(keys) < len(churned) else ():
        if stage.element in churned:
            keys.update(touchpoint.key for touchpoint in stage.touchpoints)
    return frozenset(keys).union(
        touchpoint.key
        for touchpoint in journey.touchpoints
        if touchpoint.outcome != "completed" or touchpoint.purpose == "offboarding"
    )


class Ways:
    """Touchpoints, gates and the edges between them, and where journeys start and end.

    Nodes are numbered: touchpoints first, in the journey's order, then two gates a stage. Edges
    carry the number of the transition they stand for, or :data:`IMPLIED`.

    Args:
        journey: The journey.
        here: Which touchpoints exist for whoever walks.
        open_to: Which transitions whoever walks may take.
        beside: What others do while whoever walks waits for them, and where they hand over.
    """

    def __init__(
        self,
        journey: Journey,
        here: Callable[[Touchpoint], bool],
        open_to: Callable[[Transition], bool],
        beside: Beside = NOTHING_BESIDE,
    ) -> None:
        """Lay out nodes and edges."""
        self.journey = journey
        self.touchpoints = tuple(t for t in journey.touchpoints if here(t))
        self.number = {t.key: place for place, t in enumerate(self.touchpoints)}
        count = len(self.touchpoints)
        self._gate_in = {s.key: count + 2 * place for place, s in enumerate(journey.stages)}
        self._gate_out = {key: gate + 1 for key, gate in self._gate_in.items()}
        self.aside = tuple(t for t in journey.touchpoints if t.key in beside.aside)
        self._handed = beside
        gates = count + 2 * len(journey.stages)
        self._beside = {t.key: gates + place for place, t in enumerate(self.aside)}
        self._gates_end = gates
        self._meanwhile = gates + len(self.aside)
        self.size = self._meanwhile + 1
        self.following: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        self._inside = {
            stage.key: tuple(self.number[t.key] for t in stage.touchpoints if t.key in self.number)
            for stage in journey.stages
        }
        self._stage_of = {
            number: key for key, numbers in self._inside.items() for number in numbers
        }
        self._stage_beside = {
            self._beside[t.key]: stage.key
            for stage in (journey.stages if self.aside else ())
            for t in stage.touchpoints
            if t.key in self._beside
        }
        self._before = {s.key: before for s, before in stage_order(journey.stages)}
        self._declare(open_to)
        self._imply()

    def _declare(self, open_to: Callable[[Transition], bool]) -> None:
        """Lay the declared transitions.

        A transition that is closed to whoever walks is no edge, but it was declared all the same:
        the order of the stages does not lead around a condition that somebody does not meet. One
        to what can come at any time is a detour: people go on from where they were.
        """
        self.declared: dict[int, tuple[int, int]] = {}
        self._forward_out: set[int] = set()
        self._forward_in: set[int] = set()
        self._led_inside: set[int] = set()
        self._touched: set[str] = set()
        self._left: set[str] = set()
        self._back: set[int] = set()
        self._sources: set[int] = set()
        for place, transition in enumerate(self.journey.transitions):
            source = self._end(transition.source.kind, transition.source.key, self._gate_out)
            target = self._end(transition.target.kind, transition.target.key, self._gate_in)
            if source is None or target is None:
                continue
            self._sources.add(source)
            if source in self._stage_beside or open_to(transition):
                self.declared[place] = (source, target)
                self.following[source].append((target, place))
            leaves, arrives = self._stage_of.get(source), self._stage_of.get(target)
            if leaves is not None:
                self._touched.add(leaves)
            if arrives is not None:
                self._touched.add(arrives)
            if self._goes_back(transition, source, target):
                self._back.add(place)
                continue
            home = self._home(target)
            if home is None:
                continue
            self._forward_out.add(source)
            self._forward_in.add(target)
            leaves = leaves or self._stage_beside.get(source)
            if leaves is not None and leaves == home:
                self._led_inside.add(target)
            elif leaves is not None:
                self._left.add(leaves)

    def _goes_back(self, transition: Transition, source: int, target: int) -> bool:
        """Whether a transition is no way forward: it says so, stays, or starts over to recover."""
        if transition.source == transition.target or transition.goes_back:
            return True
        if transition.kind != "recovery":
            return False
        here, there = self._home(source), self._home(target)
        if not here or here == there:
            return False
        earlier = dict.fromkeys(self._before[here])
        waiting = list(earlier)
        while waiting:
            new = [key for key in self._before[waiting.pop()] if key not in earlier]
            earlier.update(dict.fromkeys(new))
            waiting.extend(new)
        return there in earlier

    def _end(self, kind: str, key: str, gates: dict[str, int]) -> int | None:
        """The node at one end of a transition, or None when it does not exist here."""
        if kind == "stage":
            return gates.get(key)
        return self.number.get(key, self._beside.get(key))

    def _imply(self) -> None:
        """Lay what the order of the stages implies."""
        after = self._stages_after()
        for stage in self.journey.stages:
            gate_in, gate_out = self._gate_in[stage.key], self._gate_out[stage.key]
            inside = self._inside[stage.key]
            for number in self.arrivals(stage):
                self.following[gate_in].append((number, IMPLIED))
            for number in self._leaving(stage):
                self.following[number].append((gate_out, IMPLIED))
            if len(inside) > 1 and stage.key not in self._touched:
                self.following[gate_out].append((gate_in, IMPLIED))
            if not inside or stage.optional or all(self._may_be_left_out(n) for n in inside):
                self.following[gate_in].append((gate_out, IMPLIED))
            if not self._left_forward(stage):
                for key in after[stage.key]:
                    self.following[gate_out].append((self._gate_in[key], IMPLIED))
        leading_on = [number for number in self.any_time if self.following[number]]
        if leading_on:
            self.following[self._meanwhile].extend((number, IMPLIED) for number in leading_on)
            for number in self.entries:
                self.following[number].append((self._meanwhile, IMPLIED))

    @cached_property
    def any_time(self) -> tuple[int, ...]:
        """What can come at any time."""
        keys = (touchpoint.key for touchpoint in self.journey.any_time)
        return tuple(self.number[key] for key in keys if key in self.number)

    def _may_be_left_out(self, number: int) -> bool:
        return self.touchpoints[number].optional

    def _stages_after(self) -> dict[str, list[str]]:
        """For each stage, those that come directly after it."""
        after: dict[str, list[str]] = {stage.key: [] for stage in self.journey.stages}
        for key, before in self._before.items():
            for earlier in before:
                after[earlier].append(key)
        return after

    def _left_forward(self, stage: Stage) -> bool:
        """Whether a declared transition leaves the stage and goes on."""
        return stage.key in self._left or self._gate_out[stage.key] in self._forward_out

    def _home(self, node: int) -> str | None:
        """The stage of a touchpoint or a gate."""
        if node < len(self.touchpoints):
            return self._stage_of.get(node)
        if node >= self._gates_end:
            return self._stage_beside.get(node)
        return self.journey.stages[(node - len(self.touchpoints)) // 2].key

    def is_ordered(self, stage: str) -> bool:
        """Whether it is stated what comes first and last in a stage.

        Args:
            stage: The key of the stage.

        Returns:
            True if transitions order its touchpoints, or it has exactly one.
        """
        return stage in self._touched or len(self._inside[stage]) == 1

    def arrivals(self, stage: Stage) -> tuple[int, ...]:
        """Where people arrive in a stage: at what nothing in the stage leads to.

        Args:
            stage: The stage.

        Returns:
            The numbers of touchpoints; all of them when the stage is unordered.
        """
        inside = self._inside[stage.key]
        if stage.key not in self._touched:
            return inside
        return tuple(number for number in inside if number not in self._led_inside) or inside

    def _departures(self, stage: Stage) -> tuple[int, ...]:
        """Where people leave a stage: where no declared transition goes on.

        Who gave up or is seen off there leaves the journey and does not come to the next stage, as
        long as somebody else does.
        """
        inside = self._inside[stage.key]
        if stage.key not in self._touched:
            return inside
        last = tuple(number for number in inside if number not in self._forward_out)
        return tuple(number for number in last if not self._is_for_leaving(number)) or last

    def _is_for_leaving(self, number: int) -> bool:
        return self.touchpoints[number].key in self._left_for_good

    @cached_property
    def _left_for_good(self) -> frozenset[str]:
        return departure_touchpoints(self.journey)

    def _leaving(self, stage: Stage) -> tuple[int, ...]:
        """Where people go out by the gate: where they leave; else anywhere, if ways start there."""
        ways = self._gate_out[stage.key] in self._sources
        return self._departures(stage) or (self._inside[stage.key] if ways else ())

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """Where journeys start: declared entries, else the beginning of the first stages.

        A persona also starts where others hand over to it and it would not come by itself. What
        can come at any time may be declared an entry beside the others; where it is all there is,
        each is one.
        """
        starts = list(self._own_entries())
        found = reached(self.following, starts)
        for number in self._numbers(self._handed.joins):
            if number not in found:
                starts.append(number)
                found |= reached(self.following, [number])
        return tuple(starts)

    def _own_entries(self) -> tuple[int, ...]:
        """Where journeys start, whatever others do."""
        if not any(stage.touchpoints for stage in self.journey.stages):
            return self.any_time
        declared = tuple(n for n, t in enumerate(self.touchpoints) if t.entry)
        if any(t.entry for stage in self.journey.stages for t in stage.touchpoints):
            return declared
        starts: list[int] = []
        for stage in self._first_stages():
            inside = self._inside[stage.key]
            if stage.key in self._touched:
                inside = tuple(n for n in inside if n not in self._forward_in)
            starts.extend(inside)
        return tuple(dict.fromkeys((*starts, *declared)))

    @cached_property
    def exits(self) -> tuple[int, ...]:
        """Where journeys end: declared exits, else where the last stages are left.

        Where only others have an exit, or the rest of a round is theirs, the journey of a persona
        ends where it hands over to them.
        What can come at any time may be declared an exit beside the others; where it is all there
        is, each is one.
        """
        if not any(stage.touchpoints for stage in self.journey.stages):
            return self.any_time
        declared = tuple(n for n, t in enumerate(self.touchpoints) if t.exit)
        if any(t.exit for stage in self.journey.stages for t in stage.touchpoints):
            return declared or self._numbers(self._handed.leaves)
        after = self._stages_after()
        ends: list[int] = []
        for stage in self._last_stages(after):
            if stage.key in self._touched:
                ends.extend(self._departures(stage))
            else:
                ends.extend(self._inside[stage.key])
        return tuple(dict.fromkeys((*(ends or self._numbers(self._handed.leaves)), *declared)))

    def _numbers(self, keys: frozenset[str]) -> tuple[int, ...]:
        """The numbers of touchpoints, in order."""
        return tuple(sorted(self.number[key] for key in keys))

    def _first_stages(self) -> list[Stage]:
        """The stages with touchpoints before which no stage has any."""
        filled_before: dict[str, bool] = {}
        first = []
        for stage in self._in_order():
            earlier = any(
                filled_before[key] or bool(self._inside[key]) for key in self._before[stage.key]
            )
            filled_before[stage.key] = earlier
            if self._inside[stage.key] and not earlier:
                first.append(stage)
        return first

    def _last_stages(self, after: dict[str, list[str]]) -> list[Stage]:
        """The stages with touchpoints after which no stage has any."""
        filled_after: dict[str, bool] = {}
        last = []
        for stage in reversed(self._in_order()):
            later = any(filled_after[key] or bool(self._inside[key]) for key in after[stage.key])
            filled_after[stage.key] = later
            if self._inside[stage.key] and not later:
                last.append(stage)
        return last[::-1]

    def _in_order(self) -> list[Stage]:
        """The stages, each after what comes before it; the author's order wherever it is free."""
        done: set[str] = set()
        waiting = list(self.journey.stages)
        ordered: list[Stage] = []
        while waiting:
            ready = next(s for s in waiting if done.issuperset(self._before[s.key]))
            waiting.remove(ready)
            ordered.append(ready)
            done.add(ready.key)
        return ordered

    def in_order_after(self, node: int) -> tuple[int, ...]:
        """What follows a node in an order that somebody stated.

        The touchpoints of an unordered stage follow one another in no order at all, so nothing
        can be said of what comes before or after one of several. Going back is left out.

        Args:
            node: The number of a touchpoint or a gate.

        Returns:
            The numbers of the touchpoints and gates that follow.
        """
        return tuple(
            target
            for target, edge in self.following[node]
            if (self._is_stated(node, target) if edge == IMPLIED else edge not in self._back)
        )

    def _is_stated(self, source: int, target: int) -> bool:
        """Whether an implied edge stands for an order, and not for the lack of one."""
        if self._meanwhile in (source, target):
            return False
        stage = self._home(source)
        if stage is None or stage != self._home(target):
            return True
        if target == self._gate_in[stage]:
            return False
        if source == self._gate_in[stage] and target == self._gate_out[stage]:
            return not self._inside[stage]
        return self.is_ordered(stage)

    @cached_property
    def preceding(self) -> list[list[tuple[int, int]]]:
        """For each node, where its edges come from."""
        preceding: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        for source, edges in enumerate(self.following):
            for target, edge in edges:
                preceding[target].append((source, edge))
        return preceding

    def touchpoints_among(self, nodes: Iterable[int]) -> tuple[Touchpoint, ...]:
        """The touchpoints among some nodes; gates are left out.

        Args:
            nodes: The numbers of nodes.

        Returns:
            The touchpoints, in the order of the nodes.
        """
        return tuple(self.touchpoints[n] for n in nodes if n < len(self.touchpoints))

    def steps_from(self, node: int) -> tuple[int, ...]:
        """The touchpoints that can directly follow a touchpoint, looking through gates.

        Args:
            node: The number of the touchpoint.

        Returns:
            The numbers of the touchpoints, each once.
        """
        seen: dict[int, None] = {}
        gates = [node]
        passed = {node}
        while gates:
            for target, _ in self.following[gates.pop()]:
                if target < len(self.touchpoints):
                    seen[target] = None
                elif target not in passed:
                    passed.add(target)
                    gates.append(target)
        return tuple(n for n in seen if n != node)
