"""The log itself: cleaning, names, ties and outcomes equal the right answers on every engine."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from helpers.evidence_shop import ENGINES, EVENTS, SCHEMA, oracle, project, shop
from helpers.oracle_agreement import agrees, plain
from journeykit.evidence.log import log_of, names_of, outcomes_of, ties_of
from journeykit.evidence.projection import Projection
from journeykit.evidence.traffic import transitions_of


def test_every_row_is_counted_at_the_first_step_that_takes_it(projection: Projection) -> None:
    """Duplicates, blanks and dates that do not exist are counted, and nothing is lost."""
    agrees(oracle()["log"], log_of(projection))


def test_names_find_their_touchpoints(projection: Projection) -> None:
    """Exact names, patterns and near misses, with quotes, wildcards and markup in them."""
    answers = dict(oracle()["mapping"])
    names = plain(names_of(projection))
    for listed in ("mapped_names", "unmapped_names"):
        by_name = itemgetter("event")
        agrees(sorted(answers.pop(listed), key=by_name), sorted(names[listed], key=by_name))
    agrees(answers, names)


def test_ties_are_counted_and_what_they_would_do(projection: Projection) -> None:
    """Without the order column, 130 cells of the table of transitions would be wrong."""
    agrees(oracle()["ties"], ties_of(projection))


def test_outcomes_of_all_and_of_each_group(projection: Projection) -> None:
    """Success, abandonment in words and in silence, and those still under way."""
    overall, groups = outcomes_of(projection)
    agrees(oracle()["outcomes"]["overall"], overall)
    agrees(oracle()["outcomes"]["by_segment"], groups)


def test_duplicates_may_be_kept(engine: Any) -> None:
    """The headline counts with duplicates are another log's, which shows that they were removed."""
    answers = oracle()["without_removing_duplicates"]
    kept = project(engine, EVENTS, shop(), SCHEMA, keep_duplicates=True)
    names, transitions = names_of(kept), transitions_of(kept)
    assert answers["events"] == names.events
    assert answers["mapped"] == names.mapped
    assert answers["transitions"] == transitions.total
    assert answers["designed"] == transitions.designed.count


def test_a_closed_projection_leaves_nothing_behind() -> None:
    """A connection that is the user's own holds nothing of ours afterwards."""
    engine = ENGINES["sqlite"]()
    project(engine, EVENTS, shop(), SCHEMA).close()
    tables = engine.rows("SELECT name FROM sqlite_temp_master UNION SELECT name FROM sqlite_master")
    assert {("log",)} == set(tables)
