"""Conformance equals the right answers on every engine, in all four ways of counting."""

from __future__ import annotations

import csv

from helpers.evidence_shop import FOLDER, oracle
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.alignment import Aligner
from journeykit.evidence.conformance import conformance_of
from journeykit.evidence.facts import OPEN
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
    counts = list(projection.events.variants(10).count)
    assert counts == sorted(counts, reverse=True)
    assert plain(conformance_of(projection).aligned)["rate"] == 1.0


def test_no_customer_costs_more_than_elsewhere(projection: Projection) -> None:
    """Each has the optimal cost that other programs found, pm4py among them, in all four ways."""
    design, sql = projection.design, projection.engine.dialect
    whole, anywhere = Aligner(design.whole), Aligner(design.whole, stop_anywhere=True)
    own = [Aligner(design.of_persona(persona)) for persona in design.personas]
    own += [Aligner(design.of_strangers)] * 2
    projection.keep_events()
    walks = f"SELECT e, {sql.ordered('k', 'i')} AS walk FROM jk_path GROUP BY e"
    costs = {}
    for entity, walk, group, outcome, unmapped in projection.rows(
        "SELECT n.entity, w.walk, p.g, p.o, p.events - p.steps FROM jk_people p "
        f"JOIN jk_entities n ON n.e = p.e LEFT JOIN ({walks}) w ON w.e = p.e"
    ):
        path = tuple(map(int, walk.split(","))) if walk else ()
        cost, still = whole.cost(path), anywhere if outcome == OPEN else whole
        costs[entity] = (cost, still.cost(path), cost + unmapped, own[group].cost(path))
    with (FOLDER / "costs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            elsewhere = [int(row[name]) if row[name] else None for name in list(row)[1:]]
            found = zip(costs.pop(row["entity"]), elsewhere, strict=True)
            assert [] == [pair for pair in found if pair[1] is not None and pair[0] != pair[1]]
    assert {} == costs
