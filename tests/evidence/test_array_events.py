"""Arrays: the same figures as in SQL, whatever the order of the rows and however many at once."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.evidence_shop import EVENTS, SCHEMA, DuckdbInSql, project, shop
from helpers.oracle_agreement import agrees
from journeykit import journey, touchpoint
from journeykit.evidence import EventSchema, confront
from journeykit.evidence.array_events import ArrayEvents, has_arrays
from journeykit.evidence.array_variants import VariantCounter
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.model import Journey

PLAIN = EventSchema(SCHEMA.entity, SCHEMA.timestamp, SCHEMA.event, naive_offset="+01:00")
PAIRS = [("product", "order")]


def _line() -> Journey:
    """Eleven touchpoints, so that 10 comes before 2 in the order of texts."""
    steps = [touchpoint(f"T{n}").observed_as(f"t{n}") for n in range(11)]
    steps[3] = steps[3].observed_as("also")
    thing = journey("Line").stage("A", *steps[:4]).stage("B", *steps[4:8]).stage("C", *steps[8:])
    return thing.flow(steps[0] >> steps[1] >> steps[2] >> steps[4] >> steps[8] >> steps[10])


def _figures(journey: Journey, log: Path, schema: EventSchema, engine: Any, **more: Any) -> Any:
    return confront(journey, log, events=schema, engine=engine, **more).to_dict()


def test_arrays_answer_where_numpy_is() -> None:
    """Of DuckDB; whoever answers SQL alone is asked in SQL."""
    assert has_arrays(Duckdb())
    assert not has_arrays(DuckdbInSql())
    assert not has_arrays(Sqlite())
    assert isinstance(project(Duckdb(), EVENTS, shop(), SCHEMA).events, ArrayEvents)


@pytest.mark.parametrize("schema", [SCHEMA, PLAIN])
@pytest.mark.parametrize("at_once", [700, 1 << 40])
def test_some_entities_at_a_time_come_to_the_same(
    schema: EventSchema, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As all at once, and as SQL; with and without a column of order, with a cap and without."""
    monkeypatch.setattr("journeykit.evidence.sorted_events.EVENTS_AT_ONCE", at_once)
    for most in (50, 100_000):
        more: dict[str, Any] = {"pairs": PAIRS, "most_variants": most}
        right = _figures(shop(), EVENTS, schema, DuckdbInSql(), **more)
        agrees(right, _figures(shop(), EVENTS, schema, Duckdb(), **more))


def test_rows_in_any_order_of_a_file(tmp_path: Path) -> None:
    """And with a minimum below which figures are withheld."""
    with EVENTS.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    random.Random(4).shuffle(rows)
    log = tmp_path / "log.csv"
    with log.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    right = _figures(shop(), log, SCHEMA, DuckdbInSql(), min_cell=5)
    agrees(right, _figures(shop(), log, SCHEMA, Duckdb(), min_cell=5))


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", " ", ""]),
            st.sampled_from([f"2026-01-0{day}T00:00:00Z" for day in (1, 2, 3, 9)] + ["never"]),
            st.sampled_from([*(f"t{n}" for n in range(11)), "also", "else", ""]),
            st.sampled_from(["1", "2", "10", "", "-3"]),
        ),
        max_size=40,
    ),
    at_once=st.sampled_from([1, 5, 1_000]),
)
def test_small_logs_with_every_trap(rows: list[tuple[str, ...]], at_once: int) -> None:
    """Ties, copies, blanks and unreadable times, in arrays and in sqlite."""
    rows = [("z", "2026-01-01T00:00:00Z", "t0", "1"), *rows]
    schema = EventSchema("who", "at", "what", order="n")
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr("journeykit.evidence.sorted_events.EVENTS_AT_ONCE", at_once)
        log = Path(folder, "log.csv")
        with log.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("who", "at", "what", "n"), *rows])
        agrees(*(_figures(_line(), log, schema, name) for name in ("sqlite", "duckdb")))


def test_paths_longer_than_eight_numbers_hold() -> None:
    """Stay as they are, and are counted with the others; the most frequent come first."""
    np: Any = pytest.importorskip("numpy")
    counter = VariantCounter(11, 2)
    long = [n % 11 for n in range(400)]
    paths = [[10], [2], [2], [], long, long, long, [2, 3]]
    lengths = np.array([len(path) for path in paths])
    flat = np.array([k for path in paths for k in path])
    nothing = np.zeros(len(paths), np.int64)
    counter.add(flat, np.cumsum(lengths) - lengths, lengths, (nothing, nothing, nothing))
    for most, expected in (
        (9, [(3, tuple(long)), (2, (2,)), (1, ()), (1, (10,)), (1, (2, 3))]),
        (4, [(3, tuple(long)), (2, (2,)), (1, ()), (1, (10,))]),
        (1, [(3, tuple(long))]),
    ):
        found = counter.most_common(most)
        assert expected == [
            (count, found.paths[path]) for path, count in zip(found.path, found.count, strict=True)
        ]
