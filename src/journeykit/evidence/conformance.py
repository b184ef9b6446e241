"""Conformance: how well what happened fits what was designed, by exact alignment."""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.evidence.alignment import Aligner
from journeykit.evidence.batches import Paths, align_all, tally
from journeykit.evidence.facts import OPEN, Variants
from journeykit.evidence.projection import Projection
from journeykit.rates import Rate, rate_of

MOST_VARIANTS = 200_000
"""How many distinct paths are aligned at most, the most frequent first."""

_BINS = 10


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
    variants = p.events.variants(most)
    progress(f"aligning {len(variants.paths):,} distinct paths")
    walked = [n for n, path in enumerate(variants.path) if variants.paths[path]]
    (every,) = p.one("SELECT COUNT(*) FROM jk_people WHERE steps > 0")
    costs = _Costs(p, variants, walked)
    walked_count = sum(costs.people)
    min_n = p.schema.min_n
    known = p.design.whole.steps
    straight = sum(
        n
        for path, n in zip(variants.paths, costs.people, strict=True)
        if path and known.issuperset(pairwise(path))
    )
    fits = costs.whole.shortest is not None
    moves = costs.moves() if fits else ()  # first, as the costs are known by then
    return Conformance(
        costs.whole.shortest,
        rate_of(straight, walked_count, min_n),
        costs.complete() if fits else None,
        costs.where_open() if fits else None,
        costs.with_unmapped() if fits else None,
        costs.own() if fits else None,
        moves,
        rate_of(walked_count, every, min_n),
        sum(map(bool, variants.paths)),
        p.design.side_by_side,
    )


class _Costs:
    """The costs of paths, each distinct one aligned once with each design.

    Args:
        projection: The projection.
        variants: The variants.
        walked: The positions of those that have a path.
    """

    def __init__(self, projection: Projection, variants: Variants, walked: list[int]) -> None:
        self._p = projection
        self._variants = variants
        self._walked = walked
        self._paths = Paths(variants.paths)
        self._known: dict[Aligner, list[int]] = {}
        self._lengths: dict[Aligner, list[int]] = {}
        self.whole = Aligner(projection.design.whole)
        self.people = [0] * len(variants.paths)
        for n in walked:
            self.people[variants.path[n]] += variants.count[n]

    def _learn(self, aligner: Aligner, costs: Sequence[int]) -> list[int]:
        """Remember the costs of paths; -1 for those that are not known."""
        known = self._known.setdefault(aligner, [-1] * len(costs))
        self._known[aligner] = [
            new if new >= 0 else old for old, new in zip(known, costs, strict=True)
        ]
        return self._known[aligner]

    def _of(self, aligner: Aligner, which: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return the costs of some variants with a design, and the most that each could cost."""
        paths = [self._variants.path[n] for n in which]
        known = self._known.get(aligner) or [-1] * len(self._variants.paths)
        new = sorted({path for path in paths if known[path] < 0})
        if new:
            known = self._learn(aligner, align_all(aligner, self._paths, which=new).costs)
        if aligner not in self._lengths:
            least = aligner.shortest or 0
            self._lengths[aligner] = [
                len(aligner.relevant(path)) + least for path in self._variants.paths
            ]
        lengths = self._lengths[aligner]
        return [known[path] for path in paths], [lengths[path] for path in paths]

    def complete(self) -> Fit:
        """Align with whole walks."""
        return self._fit([(self.whole, self._walked)])

    def with_unmapped(self) -> Fit:
        """Align with whole walks, where each unmapped event costs 1, also of those without path."""
        return self._fit([(self.whole, range(len(self._variants.path)))], unmapped=True)

    def where_open(self) -> Fit:
        """Let those who are under way be anywhere."""
        anywhere = Aligner(self._p.design.whole, stop_anywhere=True)
        outcome = self._variants.outcome
        return self._fit(
            [
                (anywhere, [n for n in self._walked if outcome[n] == OPEN]),
                (self.whole, [n for n in self._walked if outcome[n] != OPEN]),
            ]
        )

    def own(self) -> Fit | None:
        """Align each path with what its persona may walk; None if a persona has no walk."""
        design = self._p.design
        automata = [*map(design.of_persona, design.personas), design.of_strangers]
        distinct = {design.whole: self.whole}
        for automaton in automata:
            if automaton not in distinct:
                distinct[automaton] = Aligner(automaton)
        aligners = [distinct[automaton] for automaton in (*automata, design.of_strangers)]
        parts: dict[Aligner, list[int]] = {}
        for n in self._walked:
            parts.setdefault(aligners[self._variants.group[n]], []).append(n)
        if any(aligner.shortest is None for aligner in parts):
            return None
        return self._fit(list(parts.items()), [aligner.shortest or 0 for aligner in aligners])

    def _fit(
        self,
        parts: Iterable[tuple[Aligner, Sequence[int]]],
        shortest: Iterable[int] | None = None,
        *,
        unmapped: bool = False,
    ) -> Fit:
        """Sum up the costs of some variants, each part with its own design."""
        counts: Counter[tuple[int, ...]] = Counter()
        for aligner, which in parts:
            columns = [*self._of(aligner, which)]
            if unmapped:
                more = [self._variants.unmapped[n] for n in which]
                columns = [list(map(operator.add, column, more)) for column in columns]
            groups = [self._variants.group[n] for n in which]
            counts.update(tally([self._variants.count[n] for n in which], groups, *columns))
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
            tuple(zip(names, shortest or [self.whole.shortest or 0] * len(names), strict=True)),
        )

    def moves(self) -> tuple[Moves, ...]:
        """Count what was skipped and inserted along cheapest alignments."""
        walked = [n for n, path in enumerate(self._variants.paths) if path]
        alignments = align_all(self.whole, self._paths, self.people, walked)
        self._learn(self.whole, alignments.costs)
        return tuple(
            Moves(touchpoint.key, alignments.skipped[k], alignments.inserted[k])
            for k, touchpoint in enumerate(self._p.design.touchpoints)
        )


def _bin(number: int) -> str:
    """Return the name of a bin: its lower end."""
    return "1" if number == _BINS else f"0.{number}"
