"""Conformance equals the right answers on every engine, in all four ways of counting."""

from __future__ import annotations

from helpers.evidence_shop import oracle
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.conformance import conformance_of, variants_of
from journeykit.evidence.projection import Projection


def test_every_way_of_counting(projection: Projection) -> None:
    """Whole walks, open ones that may stop anywhere, unmapped events kept, own personas."""
    conformance = conformance_of(projection)
    agrees(oracle()["conformance"], conformance)
    assert conformance.fitness is not None


def test_moves_sum_to_the_cost(projection: Projection) -> None:
    """Every unit of cost is one touchpoint skipped or inserted."""
    conformance = conformance_of(projection)
    assert conformance.complete is not None
    moves = sum(each.skipped + each.inserted for each in conformance.moves)
    assert conformance.complete.total_cost == moves


def test_the_share_that_was_aligned_is_told(projection: Projection) -> None:
    """Where there are more distinct paths than are aligned, the most frequent are."""
    few = conformance_of(projection, most=10)
    assert 0 < few.aligned.count < few.aligned.of == 2738
    counts = [variant.count for variant in variants_of(projection, 10)]
    assert counts == sorted(counts, reverse=True)
    assert plain(conformance_of(projection).aligned)["rate"] == 1.0
