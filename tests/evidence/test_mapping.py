"""The mapping: exact names beat patterns, and what cannot be right is refused when it is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.evidence_shop import project
from journeykit import (
    ModelError,
    ObservedEvent,
    Touchpoint,
    UnknownReferenceError,
    attribute,
    in_segment,
    journey,
    touchpoint,
)
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.log import names_of
from journeykit.evidence.mapping import mapping_of
from journeykit.evidence.schema import EventSchema
from journeykit.evidence.traffic import touchpoints_of


def test_an_exact_name_beats_a_pattern() -> None:
    """Whichever of the two touchpoints comes first."""
    looks = touchpoint("Looks").observed_as("/product/*")
    compares = touchpoint("Compares").observed_as("/product/compare")
    for places in ([looks, compares], [compares, looks]):
        mapping = mapping_of(places)
        assert places.index(compares) == mapping.touchpoint_of("/product/compare")
        assert places.index(looks) == mapping.touchpoint_of("/product/7")
        assert mapping.touchpoint_of("/products/7") is None


@pytest.mark.parametrize(
    ("touchpoints", "message"),
    [
        (
            [touchpoint("Pays").observed_as("paid"), touchpoint("Buys").observed_as("paid")],
            'the event "paid" would show two touchpoints, "Pays" and "Buys"',
        ),
        (
            [touchpoint("Pays").observed_as("pay/*"), touchpoint("Ends").observed_as("*/done")],
            'the patterns "pay/*" of "Pays" and "*/done" of "Ends" overlap: "pay/done" would',
        ),
        (
            [
                touchpoint("Pays").observed_as("paid"),
                touchpoint("Buys").observed_as(ObservedEvent("paid", exact=False)),
            ],
            'the pattern "paid" of "Buys" can never match: the event of that name shows "Pays"',
        ),
        ([touchpoint("Pays")], "no touchpoint says by which events of a log it is known"),
    ],
)
def test_what_cannot_be_right_is_refused(touchpoints: list[Touchpoint], message: str) -> None:
    """When the mapping is built, with both touchpoints by name."""
    with pytest.raises(ModelError) as caught:
        mapping_of(touchpoints)
    assert message in str(caught.value)


def test_two_patterns_of_one_touchpoint_may_overlap() -> None:
    """They lead to the same place."""
    pays = touchpoint("Pays").observed_as("pay*", "*ment")
    assert 0 == mapping_of([pays]).touchpoint_of("payment")


LOG = """who,at,what,page,amount
1,2026-01-01T00:00:00Z,view,pay,10
1,2026-01-01T00:00:01Z,view,shop,9
2,2026-01-01T00:00:02Z,view,,x
2,2026-01-01T00:00:03Z,click,it's,50
"""


def test_conditions_on_other_columns(engine: Any, tmp_path: Path) -> None:
    """An event with a condition beats one without; an empty field meets none."""
    page, amount = attribute("page"), attribute("amount")
    pays = touchpoint("Pays").observed_as(ObservedEvent("view", where=page.is_("pay")))
    dear = touchpoint("Dear").observed_as(ObservedEvent("*", where=amount.above(20)))
    quote = touchpoint("Quote").observed_as(ObservedEvent("click", where=page.is_("it's")))
    looks = touchpoint("Looks").observed_as("view")
    design = journey("Shop").stage("All", looks, pays, dear, quote)
    (tmp_path / "log.csv").write_text(LOG)
    projection = project(engine, tmp_path / "log.csv", design, EventSchema("who", "at", "what"))
    counts = {each.touchpoint: each.events for each in touchpoints_of(projection)}
    assert {"looks": 2, "pays": 1, "dear": 0, "quote": 1} == counts
    assert 4 == names_of(projection).mapped


@pytest.mark.parametrize(
    ("guard", "message"),
    [
        (attribute("pag").is_("pay"), 'unknown column "pag"'),
        (in_segment("vip"), "ask for a column"),
    ],
)
def test_a_condition_on_what_is_no_column(tmp_path: Path, guard: Any, message: str) -> None:
    """Is refused, with the nearest column."""
    pays = touchpoint("Pays").observed_as(ObservedEvent("view", where=guard))
    (tmp_path / "log.csv").write_text(LOG)
    with pytest.raises(ModelError, match=message):
        project(
            Sqlite(),
            tmp_path / "log.csv",
            journey("Shop").stage("All", pays),
            EventSchema("who", "at", "what"),
        )


def test_a_misspelt_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    """And with the role it was to play."""
    (tmp_path / "log.csv").write_text(LOG)
    design = journey("Shop").stage("All", touchpoint("Looks").observed_as("view"))
    with pytest.raises(UnknownReferenceError) as caught:
        project(Sqlite(), tmp_path / "log.csv", design, EventSchema("who", "att", "what"))
    assert 'unknown column "att"' in str(caught.value)
    assert 'named as timestamp; did you mean "at"?' in str(caught.value)
