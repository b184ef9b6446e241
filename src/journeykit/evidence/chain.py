"""What a fix would bring: an absorbing Markov chain over the transitions that were taken.

The chain is of first order: where somebody goes next depends on where they are and on nothing
else. What it says is an association and no causal claim: it assumes that those who are saved go on
as the others did.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from journeykit.evidence.facts import EXPLICIT, LOST, OPEN, SILENT, START
from journeykit.evidence.facts import SUCCEEDED as SUCCESS
from journeykit.evidence.linear import inverse
from journeykit.evidence.projection import Projection
from journeykit.evidence.traffic import StepCount
from journeykit.rates import Rate, Z, rate_of


@frozen
class Estimate:
    """A figure of the chain with its 95 % interval.

    The standard error is that of the infinitesimal jackknife over entities (Efron 1982): the limit
    of what resampling them finds, without any chance in it.

    Args:
        value: The figure.
        low: The lower end of its interval.
        high: The upper end.
    """

    value: float
    low: float
    high: float
    standard_error: float


@frozen
class Leverage:
    """What a touchpoint means for the success of all.

    Args:
        touchpoint: Its key.
        visits: How many visits were counted; without any, nothing is known of it.
        loss: The share of them that were the last of a journey that was lost.
        success: The probability of success from there.
        expected_steps: The expected number of transitions from there to the end.
        removal_drop: By how much success from the start would fall if everybody who comes here
            were lost.
        removal_effect: The same as a share of success (Anderl et al. 2016).
        loss_halved_success: Success from the start if half of those lost here went on as the
            others do; None if nobody goes on.
        loss_halved_change: By how much it would rise.
        change: The same with its interval.
    """

    touchpoint: str
    visits: int
    loss: float | None
    success: float | None
    expected_steps: float | None
    removal_drop: float | None
    removal_effect: float | None
    loss_halved_success: float | None
    loss_halved_change: float | None
    change: Estimate | None


@frozen
class Chain:
    """A chain over some of the steps of a log.

    Args:
        success_from_start: The probability of success of somebody who begins; None if nobody does.
        expected_steps_from_start: The expected number of transitions to the end.
        steps_counted: How many steps it rests on.
        success: The success from the start with its interval; None where it was not asked for.
        touchpoints: What each touchpoint means.
        counts: How often which step was taken; the states beside the touchpoints are called
            `(start)`, `(success)` and `(lost)`.
        interval_entities: On how many entities of all the intervals rest; None without intervals.
    """

    success_from_start: float | None
    expected_steps_from_start: float | None
    steps_counted: int
    success: Estimate | None
    touchpoints: tuple[Leverage, ...]
    counts: tuple[StepCount, ...]
    interval_entities: Rate | None = None

    @property
    def ranked(self) -> tuple[Leverage, ...]:
        """The touchpoints at which fewer losses would bring most, the best first."""
        changing = (each for each in self.touchpoints if each.loss_halved_change)
        return tuple(sorted(changing, key=lambda each: -(each.loss_halved_change or 0.0)))


@frozen
class Chains:
    """The chain, counted in three ways.

    Args:
        decided: Only steps out of visits that are older than the idle cutoff, each of which had
            the same chance to show a loss. The one to use.
        closed_paths: All steps of entities that are not under way any more; reads high.
        all_steps: All steps; reads higher still, as somebody under way shows their next step
            sooner than their loss.
    """

    decided: Chain
    closed_paths: Chain
    all_steps: Chain


def chains_of(p: Projection) -> Chains:
    """Count the chain of a log."""
    counts: dict[str, Counter[tuple[int, int]]] = {"decided": Counter(), "closed": Counter()}
    every: Counter[tuple[int, int]] = Counter()
    for a, b, old, outcome, n in _steps(p):
        every[a, b] += n
        counts["decided"][a, b] += n * old
        counts["closed"][a, b] += n * (outcome != OPEN)
    decided = Model(counts["decided"])
    errors, sampled = _errors(p, decided) if decided.success_from(START) else ({}, None)
    return Chains(
        evolve(_chain(p, decided, counts["decided"], errors), interval_entities=sampled),
        _chain(p, Model(counts["closed"]), counts["closed"], {}),
        _chain(p, Model(every), every, {}),
    )


def _steps(p: Projection) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield the steps of all paths, each cut after its first success, with its end.

    Yields:
        From where, to where, whether it is older than the idle cutoff, the number of the outcome,
        and how many there are.
    """
    old = f"CASE WHEN first_at <= {p.decided_until} THEN 1 ELSE 0 END AS old"
    for first, old_enough, outcome, n in p.rows(
        f"SELECT first_k, old, o, COUNT(*) FROM (SELECT first_k, o, {old} FROM jk_people "
        "WHERE steps > 0) w GROUP BY first_k, old, o"
    ):
        yield START, first, old_enough, outcome, n
    for each in p.events.passages:
        target = SUCCESS if each.side == 0 else each.next_k
        if target is None and each.outcome in {EXPLICIT, SILENT}:
            target = LOST
        if each.side <= 0 and target is not None:
            yield each.k, target, each.old, each.outcome, each.count


def _chain(
    p: Projection,
    model: Model,
    counted: Mapping[tuple[int, int], int],
    errors: Mapping[int | None, float],
) -> Chain:
    """Say what a solved chain means."""
    counts = {step: n for step, n in counted.items() if n}
    keys = [touchpoint.key for touchpoint in p.design.touchpoints]
    names = {START: "(start)", SUCCESS: "(success)", LOST: "(lost)"} | dict(enumerate(keys))
    pairs = [*sorted(key for key in counts if key[0] == START), *sorted(counts)]
    return Chain(
        model.success_from(START),
        model.steps_from(START),
        sum(counts.values()),
        _estimate(model.success_from(START), errors.get(None)),
        tuple(_leverage(key, k, model, errors) for k, key in enumerate(keys)),
        tuple(StepCount(names[a], names[b], counts[a, b]) for a, b in dict.fromkeys(pairs)),
    )


def _leverage(key: str, k: int, model: Model, errors: Mapping[int | None, float]) -> Leverage:
    """Say what a touchpoint means."""
    if k not in model.visits:
        return Leverage(key, 0, None, None, None, None, None, None, None, None)
    whole, drop, halved = model.success_from(START), model.removal_drop(k), model.halved(k)
    change = None if halved is None or whole is None else halved - whole
    return Leverage(
        key,
        model.visits[k],
        model.loss(k),
        model.success_from(k),
        model.steps_from(k),
        drop,
        drop / whole if drop is not None and whole else None,
        halved,
        change,
        _estimate(change, errors.get(k)),
    )


def _estimate(value: float | None, error: float | None) -> Estimate | None:
    if value is None or error is None:
        return None
    return Estimate(value, value - Z * error, value + Z * error, error)


class Model:
    """An absorbing chain, solved.

    Args:
        counts: How often each step was taken; states are touchpoints by number, and `START`,
            `SUCCESS` and `LOST`.

    Example:
        >>> model = Model({(START, 0): 4, (0, SUCCESS): 1, (0, LOST): 3})
        >>> model.success_from(START), model.halved(0)
        (0.25, 0.625)
    """

    def __init__(self, counts: Mapping[tuple[int, int], int]) -> None:
        self._rows: dict[int, dict[int, int]] = {}
        for (a, b), n in counts.items():
            if n:
                self._rows.setdefault(a, {})[b] = n
        self.visits = {a: sum(row.values()) for a, row in self._rows.items()}
        self._states = self._ending()
        index = {state: n for n, state in enumerate(self._states)}
        matrix = [[(a == b) - self.share(a, b) for b in self._states] for a in self._states]
        solved = inverse(matrix)
        self._n = {a: {b: solved[index[a]][index[b]] for b in self._states} for a in self._states}
        self._success = {
            a: math.fsum(row[b] * self.share(b, SUCCESS) for b in self._states)
            for a, row in self._n.items()
        }
        self._trapped = {a for a, row in self._rows.items() if self._leads_astray(a, row)}

    def _ending(self) -> list[int]:
        """Return the states from which something ends; from the others nothing ever does."""
        before: dict[int, set[int]] = {}
        for a, row in self._rows.items():
            for b in row:
                before.setdefault(b, set()).add(a)
        ending: set[int] = set()
        waiting = [SUCCESS, LOST]
        while waiting:
            for a in before.get(waiting.pop(), ()):
                if a not in ending:
                    ending.add(a)
                    waiting.append(a)
        return sorted(ending)

    def _leads_astray(self, a: int, row: Mapping[int, int]) -> bool:
        """Whether some steps lead to a state of which no step was counted, or that never ends."""
        states = {*self._states, SUCCESS, LOST}
        return a not in states or not states.issuperset(row)

    def share(self, a: int, b: int) -> float:
        """Return the probability of a step."""
        return self._rows[a].get(b, 0) / self.visits[a]

    def loss(self, k: int) -> float:
        """Return the share of visits that a loss followed."""
        return self.share(k, LOST)

    def success_from(self, state: int) -> float | None:
        """Return the probability of success; None for a state that is not in the chain."""
        if state in self._rows and state not in self._n:
            return 0.0
        return self._success.get(state)

    def steps_from(self, state: int) -> float | None:
        """Return the expected number of steps to the end; None if there may be no end."""
        row = self._n.get(state)
        if row is None or any(visits and b in self._trapped for b, visits in row.items()):
            return None
        return math.fsum(row.values())

    def _hit(self, k: int, start: int = START) -> float:
        """Return the probability of ever coming to a state."""
        return self._n[start][k] / self._n[k][k] if {start, k} <= self._n.keys() else 0.0

    def removal_drop(self, k: int) -> float | None:
        """Return what success from the start loses if everybody at a touchpoint is lost."""
        return self._hit(k) * self._success[k] if k in self._n else 0.0

    def _scaled(self, k: int) -> tuple[float, float, float]:
        """Return how the other steps grow if half the loss goes on, with success and visits."""
        lost = self.loss(k)
        growth = (1 - lost / 2) / (1 - lost)
        own = self._n[k][k]
        visits = 1 / (1 - growth * (1 - 1 / own))
        return growth, growth * self._success[k] / own * visits, visits

    def halved(self, k: int) -> float | None:
        """Return success from the start if half of those lost at a touchpoint went on.

        All of it follows from one solution of the chain: only the excursions that begin at the
        touchpoint change, each by one factor.
        """
        if k not in self._n or START not in self._n or self.loss(k) == 1:
            return None
        _, success, _ = self._scaled(k)
        return self._success[START] + self._hit(k) * (success - self._success[k])

    def influence(self) -> dict[tuple[int, int], float]:
        """Return what one more step of each kind adds to success from the start."""
        return {
            (a, b): self._n[START][a] * (self._ends(b) - self._success[a]) / self.visits[a]
            for a, row in self._rows.items()
            if a in self._n
            for b in row
        }

    def _ends(self, b: int) -> float:
        """Return the probability of success after a step to a state."""
        return 1.0 if b == SUCCESS else self._success.get(b, 0.0)

    def influence_of_halving(self, k: int) -> dict[tuple[int, int], float]:
        """Return what one more step of each kind adds to the change that `halved` makes.

        The derivative of both probabilities by the share of each step; the shares of a state sum
        to one, so a step more takes from the others what it adds.
        """
        growth, here, again = self._scaled(k)
        gain = here - self._success[k]
        success = {a: self._success[a] + self._hit(k, a) * gain for a in self._n}
        own, hit = self._n[k][k], self._hit(k)

        def visits(a: int) -> float:
            return self._n[START][a] + hit * self._n[k][a] * (again * growth / own - 1)

        plain = self.influence()
        lost = self.loss(k)
        slope = 0.5 / (1 - lost) ** 2
        base = here / growth
        influence: dict[tuple[int, int], float] = {}
        for a, b in plain:
            then = 1.0 if b == SUCCESS else success.get(b, 0.0)
            if a == k:
                more_lost = (b == LOST) - lost
                more_good = (0.0 if b == LOST else then) - base
                effect = hit * again * (slope * more_lost * base + growth * more_good)
            else:
                effect = visits(a) * (then - success[a])
            influence[a, b] = effect / self.visits[a] - plain[a, b]
        return influence


def _errors(p: Projection, model: Model) -> tuple[dict[int | None, float], Rate]:
    """Return the standard error of success from the start and of each change, and their sample."""
    influences: dict[int | None, dict[tuple[int, int], float]] = {None: model.influence()}
    for k in sorted(model.visits):
        if k >= 0 and model.halved(k) is not None:
            influences[k] = model.influence_of_halving(k)
    (entities,) = p.one("SELECT COUNT(*) FROM jk_people")
    (sampled,) = p.one(f"SELECT COUNT(*) FROM jk_people WHERE e % {p.every} = 0")
    squares = p.events.squares(list(influences.values()))
    scaled = (math.sqrt(square * entities / sampled) for square in squares)
    errors = dict(zip(influences, scaled, strict=True))
    return errors, rate_of(sampled, entities, p.schema.min_n)
