"""Pairs, values and the experiment equal the right answers on every engine."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.evidence_shop import design, oracle
from helpers.oracle_agreement import agrees, plain
from journeykit import UnknownReferenceError
from journeykit.evidence.conversions import experiment_of, pairs_of, values_of
from journeykit.evidence.projection import Projection


def test_conversion_between_touchpoints(projection: Projection) -> None:
    """After the first time at the one, within the window, and above the base rate."""
    wanted = [(pair["from"], pair["to"]) for pair in design()["pairs"]]
    found = pairs_of(projection, wanted)
    for answer, pair in zip(oracle()["pairs"], found, strict=True):
        agrees(answer, plain(pair) | {"from": pair.source, "to": pair.target})


def test_a_pair_of_what_is_no_touchpoint(projection: Projection) -> None:
    """Is refused, with the nearest."""
    with pytest.raises(UnknownReferenceError, match='did you mean "order"'):
        pairs_of(projection, [("product", "ordre")])


def test_values_at_touchpoints(projection: Projection) -> None:
    """Their sum is exact to the last digit."""
    answers = oracle()["values"]
    found = values_of(projection)
    assert [Decimal(answer.pop("sum")) for answer in map(dict, answers)] == [
        Decimal(v.sum) for v in found
    ]
    for answer, value in zip(answers, found, strict=True):
        agrees({key: answer[key] for key in ("touchpoint", "segment", "n", "mean")}, plain(value))


def test_the_experiment(projection: Projection) -> None:
    """Two variants, their difference in two intervals, and the test of two proportions."""
    answers = dict(oracle()["experiment"])
    experiment = experiment_of(projection)
    assert experiment is not None
    success = plain(experiment.success)
    agrees(answers.pop("baseline_success"), success["baseline"])
    agrees(answers.pop("treatment_success"), success["treatment"])
    for figure in ("difference", "newcombe", "agresti_caffo", "z", "p_value"):
        agrees(answers.pop(figure), success[figure])
    agrees(answers, plain(experiment))
