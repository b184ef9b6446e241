"""Traffic: who was at which touchpoint, and which transitions were taken."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping

from attrs import frozen

from journeykit.evidence.design import Design
from journeykit.evidence.facts import OPEN
from journeykit.evidence.projection import Projection
from journeykit.model import Touchpoint
from journeykit.observations import Count, Kind, TouchpointTraffic, TransitionTraffic
from journeykit.rates import Rate, rate_of
from journeykit.validation.waivers import accepted_transitions


def touchpoints_of(p: Projection) -> tuple[TouchpointTraffic, ...]:
    """Count the traffic of each touchpoint."""
    counts = {(k, g): Count(events, entities) for k, g, events, entities in p.events.visits()}
    nothing = Count(0, 0)

    def of(k: int, touchpoint: Touchpoint) -> TouchpointTraffic:
        groups = [(name, counts.get((k, g), nothing)) for g, name in enumerate(p.groups)]
        stage = p.design.stage_of.get(k)
        return TouchpointTraffic(
            touchpoint.key,
            "" if stage is None else p.design.stages[stage],
            sum(count.events for _, count in groups),
            sum(count.entities for _, count in groups),
            tuple(groups),
            looked_for=bool(touchpoint.observed),
        )

    return tuple(of(k, touchpoint) for k, touchpoint in enumerate(p.design.touchpoints))


@frozen
class Ends:
    """A touchpoint at which entities began or ended.

    Args:
        touchpoint: Its key.
        entities: How many.
        not_open: How many of them are not under way any more.
        designed: Whether the design begins or ends there.
    """

    touchpoint: str
    entities: int
    not_open: int
    designed: bool


@frozen
class Terminals:
    """Where entities began and ended.

    Args:
        first_touchpoints: Where they began.
        last_touchpoints: Where they were last.
        entities_entering_as_designed: Those who began where the design begins.
        entities_not_open_ending_as_designed: Those not under way who ended where it ends.
    """

    first_touchpoints: tuple[Ends, ...]
    last_touchpoints: tuple[Ends, ...]
    entities_entering_as_designed: Rate
    entities_not_open_ending_as_designed: Rate


def terminals_of(p: Projection) -> Terminals:
    """Count where entities began and ended."""
    ends = p.design.whole

    def among(column: str, designed: frozenset[int]) -> tuple[Ends, ...]:
        rows = p.rows(
            f"SELECT {column}, COUNT(*), SUM(CASE WHEN o = {OPEN} THEN 0 ELSE 1 END) "
            f"FROM jk_people WHERE steps > 0 GROUP BY {column} ORDER BY {column}"
        )
        keys = p.design.touchpoints
        return tuple(Ends(keys[k].key, n, int(shut), k in designed) for k, n, shut in rows)

    first, last = among("first_k", ends.entries), among("last_k", ends.exits)
    began, shut = sum(e.entities for e in first), sum(e.not_open for e in last)
    entered = sum(e.entities for e in first if e.designed)
    ended = sum(e.not_open for e in last if e.designed)
    min_n = p.schema.min_n
    return Terminals(first, last, rate_of(entered, began, min_n), rate_of(ended, shut, min_n))


@frozen
class StepCount:
    """How often a step was taken.

    Args:
        source: Where it leaves.
        target: Where it arrives.
        count: How often.
    """

    source: str
    target: str
    count: int


@frozen
class Transitions:
    """The transitions of a log.

    Args:
        total: How many were taken.
        designed: Those that the design has.
        unexpected: Those that it has not, and that nobody accepted.
        interrupted: Those with something unmapped between.
        designed_transitions: The transitions of the design, taken or not.
        unexpected_transitions: The others, the most frequent first.
        accepted_transitions: Those that nobody designed and a waiver of the journey accepts.
        with_unmapped_kept: Counts where unmapped events stay in the path, as the one node
            `(unmapped)`.
    """

    total: int
    designed: Rate
    unexpected: Rate
    interrupted: int
    designed_transitions: tuple[TransitionTraffic, ...]
    unexpected_transitions: tuple[TransitionTraffic, ...]
    accepted_transitions: tuple[TransitionTraffic, ...]
    with_unmapped_kept: tuple[StepCount, ...]

    @property
    def never_taken(self) -> tuple[TransitionTraffic, ...]:
        """The declared transitions that nobody took."""
        return tuple(each for each in self.designed_transitions if not each.count)


def transitions_of(p: Projection) -> Transitions:
    """Count the transitions of a log."""
    counts: Counter[tuple[int, int]] = Counter()
    broken: Counter[tuple[int, int]] = Counter()
    groups: Counter[tuple[int, int, int]] = Counter()
    for each in p.events.passages:
        if each.next_k is not None:
            counts[each.k, each.next_k] += each.count
            broken[each.k, each.next_k] += each.cut
            groups[each.k, each.next_k, each.group] += each.count
    table = _CountedTransitions(p.design, counts, broken, groups, p.groups)
    designed = tuple(map(table.row, table.designed))
    others = sorted(table.unexpected, key=lambda pair: (-counts[pair], pair))
    undesigned = tuple(map(table.row, others))
    unexpected = tuple(each for each in undesigned if not each.accepted)
    total = counts.total()
    taken = sum(each.count for each in designed)
    min_n = p.schema.min_n
    return Transitions(
        total,
        rate_of(taken, total, min_n),
        rate_of(sum(each.count for each in unexpected), total, min_n),
        broken.total(),
        designed,
        unexpected,
        tuple(each for each in undesigned if each.accepted),
        _with_unmapped(p),
    )


def customers_of_transitions(p: Projection) -> dict[tuple[str, str], int]:
    """Count how many customers took each transition, by the keys of its ends."""
    p.keep_events()
    rows = p.rows(
        "SELECT k, next_k, COUNT(DISTINCT e) FROM jk_path "
        "WHERE next_k IS NOT NULL GROUP BY k, next_k"
    )
    keys = [touchpoint.key for touchpoint in p.design.touchpoints]
    return {(keys[a], keys[b]): n for a, b, n in rows}


def _with_unmapped(p: Projection) -> tuple[StepCount, ...]:
    """Count the transitions where unmapped events stay in the path."""
    keys = [*(touchpoint.key for touchpoint in p.design.touchpoints), "(unmapped)"]
    return tuple(StepCount(keys[a], keys[b], n) for a, b, n in p.events.with_unmapped())


class _CountedTransitions:
    """Counted transitions beside the designed ones."""

    def __init__(
        self,
        design: Design,
        counts: Mapping[tuple[int, int], int],
        broken: Mapping[tuple[int, int], int],
        groups: Mapping[tuple[int, int, int], int],
        names: tuple[str, ...],
    ) -> None:
        self._design = design
        self._counts = counts
        self._broken = broken
        self._groups = groups
        self._names = names
        floating = design.whole.floating
        implied = sorted(
            pair for pair in counts if pair in design.whole.steps or not floating.isdisjoint(pair)
        )
        self.designed = tuple(dict.fromkeys((*design.declared, *implied)))
        self.unexpected = counts.keys() - set(self.designed)
        self._reason = accepted_transitions(design.view)
        self._steps = {a: _distances(design, a) for a, _ in self.unexpected}

    def row(self, pair: tuple[int, int]) -> TransitionTraffic:
        """Return a transition with everything that is known of it."""
        a, b = pair
        keys, stages = self._design.touchpoints, self._design.stage_of
        unexpected = pair in self.unexpected
        allowed = self._design.reserved.get(pair)
        count = self._counts.get(pair, 0)
        own = None
        if allowed is not None:
            groups = (g for g, name in enumerate(self._names) if name in allowed)
            own = sum(self._groups.get((a, b, g), 0) for g in groups)
        moved = stages[b] - stages[a] if a in stages and b in stages else None
        return TransitionTraffic(
            keys[a].key,
            keys[b].key,
            count,
            self._broken.get(pair, 0),
            designed=not unexpected,
            kind=_kind(a, b, moved) if unexpected else None,
            stages_moved=moved,
            designed_steps=self._steps[a].get(b) if unexpected else 1,
            personas=tuple(name for name in self._names if name in (allowed or ())),
            by_allowed=own,
            by_others=None if own is None else count - own,
            accepted=self._reason(keys[a].key, keys[b].key) if unexpected else "",
        )


def _kind(a: int, b: int, moved: int | None) -> Kind:
    """Return how a transition lies in the order of the stages."""
    if a == b:
        return "loop"
    if moved is None:
        return "any_time"
    return "skip_ahead" if moved > 0 else "step_back" if moved < 0 else "sideways"


def _distances(design: Design, start: int) -> dict[int, int]:
    """Return the fewest designed transitions, one at least, from a touchpoint to the others."""
    successors: dict[int, list[int]] = {}
    for a, b in design.whole.steps:
        successors.setdefault(a, []).append(b)
    distances: dict[int, int] = {}
    waiting = deque([(start, 0)])
    while waiting:
        here, steps = waiting.popleft()
        for there in successors.get(here, ()):
            if there not in distances:
                distances[there] = steps + 1
                waiting.append((there, steps + 1))
    return distances
