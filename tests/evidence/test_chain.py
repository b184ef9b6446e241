"""The chain equals the right answers on every engine, and brute force on small ones."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.evidence_shop import oracle
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.chain import LOST, START, SUCCESS, Chain, Chains, Model, chains_of
from journeykit.evidence.projection import Projection


@pytest.fixture(scope="module")
def chains(projection: Projection) -> Chains:
    """The chains of the shop."""
    return chains_of(projection)


def test_decided_steps(chains: Chains) -> None:
    """Success, steps, losses, removal effects and halved losses of each touchpoint."""
    answers: dict[str, Any] = dict(oracle()["chain"]["decided"])
    found = chains.decided
    counts = {(each["from"], each["to"]): each["count"] for each in answers.pop("counts")}
    assert counts == {(each.source, each.target): each.count for each in found.counts}
    answers.pop("resampled")
    agrees(answers, found)


@pytest.mark.parametrize("which", ["closed_paths", "all_steps"])
def test_ways_of_counting_that_read_high(chains: Chains, which: str) -> None:
    """Kept beside the right one, to show by how much."""
    chain: Chain = getattr(chains, which)
    success = {each.touchpoint: each.success for each in chain.touchpoints}
    agrees(oracle()["chain"][which], plain(chain) | {"success": success})


def test_intervals_are_those_of_resampled_entities(chains: Chains) -> None:
    """Errors within 10 % of the jackknife, bounds within a tenth of the bootstrap's width."""
    resampled = oracle()["chain"]["decided"]["resampled"]
    found = {each.touchpoint: each.change for each in chains.decided.touchpoints}
    pairs = [(resampled["success_from_start"], chains.decided.success)]
    pairs += [(answer, found[key]) for key, answer in resampled["loss_halved_change"].items()]
    for answer, estimate in pairs:
        if answer is None or answer["value"] is None:
            assert estimate is None
            continue
        assert estimate is not None
        error = answer["standard_error"]
        if not math.isnan(error):  # a touchpoint that one entity more or less takes away
            assert estimate.standard_error == pytest.approx(error, rel=0.1, abs=1e-12)
        width = answer["high"] - answer["low"]
        assert abs(estimate.low - answer["low"]) <= 0.1 * width + 1e-12
        assert abs(estimate.high - answer["high"]) <= 0.1 * width + 1e-12


STATES = (START, 0, 1, 2)
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(STATES), st.sampled_from((0, 1, 2, SUCCESS, LOST))),
    st.integers(1, 9),
    max_size=14,
).map(lambda counts: counts | {(START, 0): 3} | {(k, LOST): 1 for k in (0, 1, 2)})


def _walked(counts: dict[tuple[int, int], float], start: int, steps: int = 4_000) -> float:
    """The probability of success by walking the chain step by step."""
    rows: dict[int, float] = {}
    for (a, _), n in counts.items():
        rows[a] = rows.get(a, 0) + n
    here, success = {start: 1.0}, 0.0
    for _ in range(steps):
        there: dict[int, float] = {}
        for (a, b), n in counts.items():
            if a in here:
                there[b] = there.get(b, 0.0) + here[a] * n / rows[a]
        success += there.pop(SUCCESS, 0.0)
        there.pop(LOST, None)
        here = there
        if sum(here.values()) < 1e-13:
            break
    return success


def _less_lost(counts: dict[tuple[int, int], float], k: int) -> dict[tuple[int, int], float]:
    """The same chain with half the loss at a touchpoint, the rest in proportion."""
    whole = sum(n for (a, _), n in counts.items() if a == k)
    lost = counts.get((k, LOST), 0) / whole
    grown = (1 - lost / 2) / (1 - lost)
    return {
        (a, b): n if a != k else n / 2 if b == LOST else n * grown for (a, b), n in counts.items()
    }


@settings(max_examples=60)
@given(COUNTS)
def test_the_solution_is_what_walking_finds(counts: dict[tuple[int, int], int]) -> None:
    """Success, removal and halved loss, each against the chain walked step by step."""
    model = Model(counts)
    whole = _walked(dict(counts), START)
    assert model.success_from(START) == pytest.approx(whole, abs=1e-9)
    for k in (0, 1, 2):
        if k not in model.visits:
            continue
        removed = {(a, LOST if b == k else b): 0 for a, b in counts} | {}
        for (a, b), n in counts.items():
            if a != k:
                removed[a, LOST if b == k else b] += n
        without = {step: float(n) for step, n in removed.items() if n}
        drop = model.removal_drop(k)
        assert drop == pytest.approx(whole - _walked(without, START), abs=1e-9)
        if model.loss(k) < 1:
            halved = _walked(_less_lost(dict(counts), k), START)
            assert model.halved(k) == pytest.approx(halved, abs=1e-9)
        else:
            assert model.halved(k) is None


@settings(max_examples=60)
@given(COUNTS)
def test_influences_are_derivatives(counts: dict[tuple[int, int], int]) -> None:
    """One small part of a step more changes the figures by its influence."""
    model = Model(counts)
    small = 1e-6
    for step, influence in model.influence().items():
        more = Model({**counts, step: counts[step] + small})
        change = (_sure(more.success_from(START)) - _sure(model.success_from(START))) / small
        assert change == pytest.approx(influence, abs=1e-4)
    for k in (0, 1, 2):
        if model.halved(k) is None:
            continue
        before = _sure(model.halved(k)) - _sure(model.success_from(START))
        for step, influence in model.influence_of_halving(k).items():
            more = Model({**counts, step: counts[step] + small})
            after = _sure(more.halved(k)) - _sure(more.success_from(START))
            assert (after - before) / small == pytest.approx(influence, abs=1e-4)


def _sure(value: float | None) -> float:
    assert value is not None
    return value


def test_a_circle_that_nothing_leaves() -> None:
    """Has no success and no end, and does not stop the rest from being solved."""
    model = Model({(START, 0): 1, (START, 1): 1, (0, 0): 1, (1, SUCCESS): 1})
    assert 0.5 == model.success_from(START)
    assert 0.0 == model.success_from(0)
    assert model.steps_from(START) is None
    assert 1.0 == model.steps_from(1)
