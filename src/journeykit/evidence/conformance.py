"""Conformance: how well what happened fits what was designed, by exact alignment."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.evidence.alignment import Aligner
from journeykit.evidence.batches import Path, align_all
from journeykit.evidence.projection import OPEN, Projection
from journeykit.rates import Rate, rate_of

MOST_VARIANTS = 200_000
"""How many distinct paths are aligned at most, the most frequent first."""

_BINS = 10


@frozen
class Variant:
    """Equal paths of entities of one group with one outcome.

    Args:
        path: The touchpoints, by number, in order.
        group: The number of the group.
        outcome: The number of the outcome.
        unmapped: How many unmapped events each has beside.
        count: How many entities there are.
    """

    path: tuple[int, ...]
    group: int
    outcome: int
    unmapped: int
    count: int


def variants_of(p: Projection, most: int = MOST_VARIANTS) -> tuple[Variant, ...]:
    """Return the distinct paths of a log, the most frequent first.

    Args:
        most: How many at most.
    """
    sql = p.engine.dialect
    walks = f"SELECT e, {sql.ordered('k', 'i')} AS walk FROM jk_path GROUP BY e"
    rows = p.rows(
        "SELECT COALESCE(walk, ''), g, o, p.events - p.steps, COUNT(*) AS n FROM jk_people p "
        f"LEFT JOIN ({walks}) w ON w.e = p.e GROUP BY COALESCE(walk, ''), g, o, "
        f"p.events - p.steps ORDER BY n DESC, 1, 2, 3, 4 LIMIT {most}"
    )
    return tuple(
        Variant(tuple(map(int, walk.split(","))) if walk else (), g, o, int(asides), n)
        for walk, g, o, asides, n in rows
    )


@frozen
class Fit:
    """How well some paths fit some design.

    Args:
        entities: How many paths there are.
        total_cost: The cost of their alignments together.
        mean_fitness: The mean of 1 − cost ÷ (length + shortest designed journey).
        log_fitness: 1 − total cost ÷ the sum of these lengths.
        perfect: Those that fit without any cost.
        cost_histogram: How many have which cost.
        fitness_histogram: How many have a fitness of at least which tenth.
        mean_fitness_by_segment: The mean for each group of entities; None for a group of nobody.
        shortest_designed_journey_by_segment: How many touchpoints the shortest designed walk of
            each group has.
    """

    entities: int
    total_cost: int
    mean_fitness: float | None
    log_fitness: float | None
    perfect: Rate
    cost_histogram: tuple[tuple[str, int], ...]
    fitness_histogram: tuple[tuple[str, int], ...]
    mean_fitness_by_segment: tuple[tuple[str, float | None], ...]
    shortest_designed_journey_by_segment: tuple[tuple[str, int], ...]


@frozen
class Moves:
    """What went differently at a touchpoint, along cheapest alignments.

    Args:
        touchpoint: Its key.
        skipped: How many times the design asked for it and it did not happen.
        inserted: How many times it happened where the design did not ask for it.
    """

    touchpoint: str
    skipped: int
    inserted: int


@frozen
class Conformance:
    """How well what happened fits what was designed.

    Args:
        shortest_designed_journey: How many touchpoints the shortest designed walk has; None if the
            design has no walk from an entry to an exit, and then nothing can be aligned.
        entities_with_designed_transitions_only: Those all of whose transitions are designed.
        complete: Each path against whole walks.
        open_may_stop_anywhere: The same, where those still under way may be anywhere.
        unmapped_kept: The same as `complete`, where each unmapped event costs 1.
        own_persona: The same as `complete`, against what the entity's persona may walk.
        moves: What was skipped and inserted, along cheapest alignments against `complete`.
        aligned: The entities whose paths were aligned, of all that have one.
        variants: How many distinct paths were aligned.
        side_by_side: The keys of the stages that run side by side. A walk is not allowed to change
            to and fro between them unless a transition says so: the designed steps are what counts.
    """

    shortest_designed_journey: int | None
    entities_with_designed_transitions_only: Rate
    complete: Fit | None
    open_may_stop_anywhere: Fit | None
    unmapped_kept: Fit | None
    own_persona: Fit | None
    moves: tuple[Moves, ...]
    aligned: Rate
    variants: int
    side_by_side: tuple[str, ...] = ()

    @property
    def fitness(self) -> float | None:
        """The mean fitness of whole paths; None where nothing can be aligned."""
        return self.complete.mean_fitness if self.complete else None


def conformance_of(
    p: Projection,
    most: int = MOST_VARIANTS,
    progress: Callable[[str], None] = lambda _: None,
) -> Conformance:
    """Align what happened with what was designed.

    Args:
        most: How many distinct paths are aligned at most.
        progress: Is told what is being done.
    """
    variants = variants_of(p, most)
    progress(f"aligning {len(variants):,} distinct paths")
    walked = [variant for variant in variants if variant.path]
    (every,) = p.one("SELECT COUNT(*) FROM jk_people WHERE steps > 0")
    walked_count = sum(variant.count for variant in walked)
    min_n = p.schema.min_n
    steps = p.design.whole.steps
    straight = sum(v.count for v in walked if steps.issuperset(pairwise(v.path)))
    whole = Aligner(p.design.whole)
    costs = _Costs(p, whole)
    fits = whole.shortest is not None
    moves = costs.moves(walked) if fits else ()  # first, as the costs are known by then
    return Conformance(
        whole.shortest,
        rate_of(straight, walked_count, min_n),
        costs.complete(walked) if fits else None,
        costs.where_open(walked) if fits else None,
        costs.complete(variants, unmapped=True) if fits else None,
        costs.own(walked) if fits else None,
        moves,
        rate_of(walked_count, every, min_n),
        len({variant.path for variant in walked}),
        p.design.side_by_side,
    )


class _Costs:
    """The costs of paths, each distinct one aligned once with each design."""

    def __init__(self, p: Projection, whole: Aligner) -> None:
        self._p = p
        self._whole = whole
        self._costs_by_path: dict[Aligner, dict[Path, tuple[int, int]]] = {}

    def _learn(self, aligner: Aligner, paths: Sequence[Path], costs: Iterable[int]) -> None:
        """Remember the cost of paths, with the most that each could cost."""
        least = aligner.shortest or 0
        lengths = [len(aligner.relevant(path)) + least for path in paths]
        costs_by_path = self._costs_by_path.setdefault(aligner, {})
        costs_by_path.update(zip(paths, zip(costs, lengths, strict=True), strict=True))

    def _of(
        self, variants: Sequence[Variant], aligners: Sequence[Aligner]
    ) -> list[tuple[int, int]]:
        """Return the cost of each path with its own design, and the most that it could cost."""
        wanted: dict[Aligner, dict[Path, None]] = {}
        for variant, aligner in zip(variants, aligners, strict=True):
            if variant.path not in self._costs_by_path.setdefault(aligner, {}):
                wanted.setdefault(aligner, {})[variant.path] = None
        for aligner, paths in wanted.items():
            self._learn(aligner, tuple(paths), align_all(aligner, tuple(paths)).costs)
        return [self._costs_by_path[a][v.path] for v, a in zip(variants, aligners, strict=True)]

    def complete(self, variants: Sequence[Variant], *, unmapped: bool = False) -> Fit:
        """Align with whole walks; unmapped events cost 1 each if they count."""
        return self._fit(variants, [self._whole] * len(variants), unmapped=unmapped)

    def where_open(self, variants: Sequence[Variant]) -> Fit:
        """Let those who are under way be anywhere."""
        anywhere = Aligner(self._p.design.whole, stop_anywhere=True)
        return self._fit(
            variants, [anywhere if v.outcome == OPEN else self._whole for v in variants]
        )

    def own(self, variants: Sequence[Variant]) -> Fit | None:
        """Align each path with what its persona may walk; None if a persona has no walk."""
        design = self._p.design
        automata = [*map(design.of_persona, design.personas), design.of_strangers]
        distinct = {design.whole: self._whole}
        for automaton in automata:
            if automaton not in distinct:
                distinct[automaton] = Aligner(automaton)
        aligners = [distinct[automaton] for automaton in (*automata, design.of_strangers)]
        if any(aligners[variant.group].shortest is None for variant in variants):
            return None
        shortest = [aligner.shortest or 0 for aligner in aligners]
        return self._fit(variants, [aligners[variant.group] for variant in variants], shortest)

    def _fit(
        self,
        variants: Sequence[Variant],
        aligners: Sequence[Aligner],
        shortest: Iterable[int] | None = None,
        *,
        unmapped: bool = False,
    ) -> Fit:
        """Sum up the costs of some paths."""
        counts: Counter[tuple[int, int, int]] = Counter()
        for variant, (cost, most) in zip(variants, self._of(variants, aligners), strict=True):
            more = variant.unmapped if unmapped else 0
            counts[variant.group, cost + more, most + more] += variant.count
        costs: Counter[int] = Counter()
        bins: Counter[int] = Counter()
        fitness: dict[int, list[float]] = {}
        people: Counter[int] = Counter()
        for (group, cost, length), n in counts.items():
            costs[cost] += n
            bins[_BINS * (length - cost) // length] += n
            fitness.setdefault(group, []).append(n * (length - cost) / length)
            people[group] += n
        every = people.total()
        total = sum(cost * n for cost, n in costs.items())
        lengths = sum(length * n for (_, _, length), n in counts.items())
        names = self._p.groups
        return Fit(
            every,
            total,
            math.fsum(math.fsum(each) for each in fitness.values()) / every if every else None,
            1 - total / lengths if lengths else None,
            rate_of(costs[0], every, self._p.schema.min_n),
            tuple((str(cost), costs[cost]) for cost in sorted(costs)),
            tuple((_bin(n), bins[n]) for n in range(_BINS + 1)),
            tuple(
                (name, math.fsum(fitness[g]) / people[g] if people[g] else None)
                for g, name in enumerate(names)
            ),
            tuple(zip(names, shortest or [self._whole.shortest or 0] * len(names), strict=True)),
        )

    def moves(self, variants: Iterable[Variant]) -> tuple[Moves, ...]:
        """Count what was skipped and inserted along cheapest alignments."""
        paths: Counter[Path] = Counter()
        for variant in variants:
            paths[variant.path] += variant.count
        alignments = align_all(self._whole, tuple(paths), tuple(paths.values()))
        self._learn(self._whole, tuple(paths), alignments.costs)
        return tuple(
            Moves(touchpoint.key, alignments.skipped[k], alignments.inserted[k])
            for k, touchpoint in enumerate(self._p.design.touchpoints)
        )


def _bin(number: int) -> str:
    """Return the name of a bin: its lower end."""
    return "1" if number == _BINS else f"0.{number}"
