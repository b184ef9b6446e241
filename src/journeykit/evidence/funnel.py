"""The funnel: how many reach each stage, one after the other, and where the others stopped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from journeykit.evidence.projection import Projection
from journeykit.evidence.sql_events import keep_funnel
from journeykit.observations import FunnelStep, Stopped
from journeykit.rates import Rate, percent, rate_of


def _steps(steps: Iterable[FunnelStep]) -> tuple[FunnelStep, ...]:
    return tuple(steps)


@frozen
class Funnel:
    """The stages, and how many reached each after the one before.

    Args:
        name: Whose it is, and how it was counted.
        steps: The stages, in order.

    Example:
        >>> print(funnel_of_counts("everybody", ["look", "pay"], [40, 10]))
        everybody
          look  40
          pay   10  25.0 % of 40
    """

    name: str
    steps: tuple[FunnelStep, ...] = field(converter=_steps)

    @property
    def reached(self) -> tuple[int | None, ...]:
        """How many reached each stage; None where it is withheld."""
        return tuple(step.reached for step in self.steps)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many reached each stage of which it is known."""
        return tuple(each for each in self.reached if each is not None)

    @property
    def conversion(self) -> Rate | None:
        """The share of those in the first stage who reached the last; None without stages."""
        return self.steps[-1].overall if self.steps else None

    def __str__(self) -> str:
        """Say it in a line a stage."""
        width = max((len(step.stage) for step in self.steps), default=0)
        lines = [
            f"  {each.stage:{width}}  {_shown(each.reached)}"
            + (f"  {percent(each.step.rate)} of {each.step.of}" if each.step else "")
            for each in self.steps
        ]
        return "\n".join([self.name, *lines])


def _shown(reached: int | None) -> str:
    return "withheld" if reached is None else str(reached)


def funnel_of_counts(
    name: str, stages: Iterable[str], counts: Iterable[int], min_n: int = 30
) -> Funnel:
    """Return a funnel from how many reached each stage.

    Args:
        name: What it is called.
        stages: The keys of the stages.
        min_n: Below how many a rate is small.
    """
    steps: list[FunnelStep] = []
    numbers = tuple(counts)
    for stage, n, before in zip(stages, numbers, (None, *numbers[:-1]), strict=True):
        step = None if before is None else rate_of(n, before, min_n)
        drop = None if before is None else before - n
        steps.append(FunnelStep(stage, n, rate_of(n, numbers[0], min_n), step, drop))
    return Funnel(name, steps)


@frozen
class Funnels:
    """All funnels of a log.

    Args:
        overall: Entities that reached each stage after the one before, others may lie between.
        within_window: Those who did so within the window from their first entry.
        by_segment: The same as `overall` for each group of entities.
        by_segment_within_window: The same as `within_window` for each group.
        sessions: The same as `overall` with visits in place of entities; None without a column.
        touched: How many had any event in the stage.
        any_order: How many touched all stages so far, in any order.
        strict: How many went through the stages so far with neighbouring events.
        entities_not_in_funnel: How many never were in the first stage; None where it is withheld.
        where_they_stopped: What became of those who did not go on.
    """

    overall: Funnel
    within_window: Funnel
    by_segment: tuple[tuple[str, Funnel], ...]
    by_segment_within_window: tuple[tuple[str, Funnel], ...]
    sessions: Funnel | None
    touched: tuple[tuple[str, int], ...]
    any_order: tuple[tuple[str, int], ...]
    strict: tuple[tuple[str, int], ...]
    entities_not_in_funnel: int | None
    where_they_stopped: tuple[Stopped, ...]


def funnels_of(p: Projection) -> Funnels:
    """Count the funnels of a log."""
    p.events.keep_funnel()
    size = len(p.design.stages)
    within = [f"t{n} - t1 <= {p.schema.window}" for n in range(1, size + 1)]
    columns = ", ".join(
        [
            *(f"COUNT(t{n})" for n in range(1, size + 1)),
            *(f"SUM(CASE WHEN {each} THEN 1 ELSE 0 END)" for each in within),
        ]
    )
    rows = {
        g: [int(n) for n in counts]
        for g, *counts in p.rows(
            f"SELECT g, {columns} FROM jk_funnel f JOIN jk_people p ON p.e = f.e GROUP BY g"
        )
    }
    nothing = [0] * (2 * size)
    groups = [(name, rows.get(g, nothing)) for g, name in enumerate(p.groups)]
    every = [sum(counts) for counts in zip(*(counts for _, counts in groups), strict=True)]

    def funnel(name: str, counts: list[int]) -> Funnel:
        return funnel_of_counts(name, p.design.stages, counts, p.schema.min_n)

    days = f"within {p.schema.window_days:g} days"
    (entities,) = p.one("SELECT COUNT(*) FROM jk_people")
    touched, any_order, strict = _without_order(p)
    return Funnels(
        overall=funnel("entities", every[:size]),
        within_window=funnel(f"entities, {days}", every[size:]),
        by_segment=tuple((name, funnel(name, counts[:size])) for name, counts in groups),
        by_segment_within_window=tuple(
            (name, funnel(f"{name}, {days}", counts[size:])) for name, counts in groups
        ),
        sessions=_sessions(p, columns) if p.schema.session else None,
        touched=touched,
        any_order=any_order,
        strict=strict,
        entities_not_in_funnel=entities - every[0] if every else entities,
        where_they_stopped=_stopped(p),
    )


def _sessions(p: Projection, columns: str) -> Funnel:
    """Count the funnel of visits."""
    p.keep_events()
    keep_funnel(p, "jk_visits", "e, session")
    counts = [int(n or 0) for n in p.one(f"SELECT {columns} FROM jk_visits")]
    p.forget("jk_visits")
    p.forget("jk_visits_first")
    size = len(p.design.stages)
    return funnel_of_counts("sessions", p.design.stages, counts[:size], p.schema.min_n)


def _without_order(p: Projection) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Count who touched a stage, all stages so far, and all so far with neighbouring events."""
    stages = range(1, len(p.design.stages) + 1)
    so_far = {n: " AND ".join(f"i{m} IS NOT NULL" for m in range(1, n + 1)) for n in stages}
    counted = ", ".join(
        [
            *(f"COUNT(i{n})" for n in stages),
            *(f"SUM(CASE WHEN {so_far[n]} THEN 1 ELSE 0 END)" for n in stages),
        ]
    )
    row = p.one(f"SELECT {counted} FROM jk_funnel_first") if stages else ()
    counts = [int(n or 0) for n in row]
    touched, any_order = counts[: len(stages)], counts[len(stages) :]
    strict = [*touched[:1], *p.events.in_one_run()]
    return tuple(
        tuple(zip(p.design.stages, each, strict=True)) for each in (touched, any_order, strict)
    )


def _stopped(p: Projection) -> tuple[Stopped, ...]:
    """Say of each stage what became of those who did not go on."""
    bad = p.among(p.design.abandonment)
    stops = []
    for number, stage in enumerate(p.design.stages, 1):
        last = number == len(p.design.stages)
        gone = "0 = 1" if last else f"t{number + 1} IS NOT NULL"
        ends = (gone, f"last_k IN {bad}", "idle = 1")
        counts = _first_that_holds(p, ends, f"t{number} IS NOT NULL")
        progressed, explicit, silent, still = counts
        reached, min_n = sum(counts), p.schema.min_n
        stops.append(
            Stopped(
                stage,
                reached,
                progressed,
                explicit,
                silent,
                still,
                abandoned=rate_of(explicit + silent, reached, min_n),
                step_decided=None if last else rate_of(progressed, reached - still, min_n),
            )
        )
    return tuple(stops)


def _first_that_holds(p: Projection, conditions: Iterable[str], where: str) -> list[int]:
    """Count the entities of the funnel by the first condition that holds, or none."""
    branches = [f"WHEN {each} THEN {n}" for n, each in enumerate(conditions)]
    case = f"CASE {' '.join(branches)} ELSE {len(branches)} END"
    rows: list[tuple[Any, ...]] = p.rows(
        f"SELECT {case}, COUNT(*) FROM jk_funnel f JOIN jk_people p ON p.e = f.e "
        f"WHERE {where} GROUP BY {case}"
    )
    counts = dict(rows)
    return [counts.get(n, 0) for n in range(len(branches) + 1)]
