"""Engines: what they read, and one clear error for what they cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, project, shop
from journeykit import DocumentError, journey, touchpoint
from journeykit.evidence.design import Design
from journeykit.evidence.engines import Dialect
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.engine import LogTable
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.log import log_of, names_of
from journeykit.evidence.mapping import mapping_of
from journeykit.evidence.projection import Projection
from journeykit.evidence.schema import EventSchema
from journeykit.graph import view_of

GO = journey("Line").stage("All", touchpoint("Goes").observed_as("go"))
COLUMNS = EventSchema("who", "at", "what")


def _parquet(path: Path) -> Path:
    Duckdb().rows(f"COPY (SELECT * FROM READ_CSV('{EVENTS}', all_varchar=true)) TO '{path}'")
    return path


def test_every_source_gives_the_same_log(tmp_path: Path) -> None:
    """A file, a Parquet of it, a frame of pandas and one of Polars."""
    text = pl.read_csv(EVENTS, infer_schema=False)
    sources: list[Any] = [
        EVENTS,
        _parquet(tmp_path / "log.parquet"),
        text,
        pd.DataFrame(text.to_dicts()),
    ]
    logs = [log_of(project(Duckdb(), source, shop(), SCHEMA)) for source in sources]
    assert [logs[0]] * len(sources) == logs


def test_typed_times_are_read(tmp_path: Path) -> None:
    """Without an offset, with one, and whole days; numbers order the events."""
    path = tmp_path / "log.parquet"
    Duckdb().rows(
        "COPY (SELECT 1 AS who, TIMESTAMP '2026-01-01 00:00:00' AS at, 'go' AS what, 2 AS n) "
        f"TO '{path}'"
    )
    schema = EventSchema("who", "at", "what", order="n", naive_offset="-01:00")
    log = log_of(project(Duckdb(), path, GO, schema))
    assert "2026-01-01T01:00:00.000Z" == log.log_end


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "it is empty"),
        ("who,at,what\n", "it has no event that counts"),
        ("who,at,what\n1,soon,go\n", "0 of 1 timestamps could be read"),
        ("who,at,what,who\n", 'two columns are called "who"'),
        (b"who,at,what\n1,2026-01-01T00:00:00Z,\xff\n", None),
        ('who,at,what\n1,2026-01-01T00:00:00Z,"go\n', None),
        ("who,at,what\n1,2026-01-01T00:00:00Z\n", None),
        ("who,at,what\n1,2026-01-01T00:00:00Z,go,more\n", None),
    ],
)
def test_a_broken_file_is_one_clear_error(
    engine: Any, tmp_path: Path, content: Any, message: str | None
) -> None:
    """Which names the file."""
    path = tmp_path / "log.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DocumentError, match=message) as caught:
        project(engine, path, GO, COLUMNS)
    assert "log.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["n", "file_row_number", "File_Row_Number"])
def test_equal_rows_of_parquet_count_once(tmp_path: Path, name: str) -> None:
    """Even if a column is called as DuckDB calls the number of a row."""
    path = tmp_path / "log.parquet"
    rows = ", ".join(f"('1', TIMESTAMP '2026-01-01', 'go', {n})" for n in (2, 1, 2, 3))
    Duckdb().rows(
        f'COPY (SELECT * FROM (VALUES {rows}) v(who, "at", what, "{name}")) TO \'{path}\''
    )
    schema = EventSchema("who", "at", "what", order=name)
    log = log_of(project(Duckdb(), path, GO, schema))
    assert (4, 1, 3) == (log.rows_read, log.exact_duplicates, log.events)


def test_what_does_not_fit_into_memory_goes_to_a_folder_that_is_gone_with_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written where the program runs."""
    monkeypatch.chdir(tmp_path)
    engine = Duckdb(memory="40MB", threads=1)
    # Numbers of which no two are alike, so that nothing is packed: 96 MB, which 40 cannot hold.
    engine.rows(
        "CREATE TEMP TABLE t AS SELECT HASH(n) AS a, HASH(n + 1) AS b, HASH(n + 2) AS c "
        "FROM RANGE(2000000) r(n)"
    )
    ((folder, kept),) = engine.rows(
        "SELECT CURRENT_SETTING('temp_directory'), SUM(size) FROM DUCKDB_TEMPORARY_FILES()"
    )
    assert kept > 0
    assert list(Path(folder).iterdir())
    engine.close()
    assert not Path(folder).exists()
    assert [] == list(tmp_path.iterdir())


def test_positions_follow_the_order_of_events_over_several_groups_of_rows() -> None:
    """Tables of DuckDB are cut into groups of 122,880 rows, which threads may take in turn."""
    engine = Duckdb(threads=4)
    engine.rows(
        "CREATE TABLE clicks AS SELECT HASH(n) % 9973 AS who, TO_TIMESTAMP(n) AS stamp, "
        "'go' AS what FROM RANGE(300000) r(n)"
    )
    columns = (("who", "number"), ("stamp", "instant"), ("what", "text"))
    table = LogTable("clicks", "clicks", columns)
    schema, design = EventSchema("who", "stamp", "what"), Design(view_of(GO))
    Projection(engine, table, schema, design, mapping_of(design.touchpoints))
    wrong = (
        "SELECT COUNT(*) FROM (SELECT i, ROW_NUMBER() OVER (PARTITION BY e ORDER BY instant) AS n, "
        "MIN(i) OVER (PARTITION BY e) AS least, next_k, "
        "LEAD(k) OVER (PARTITION BY e ORDER BY instant) AS following FROM jk_path) s "
        "WHERE i - least <> n - 1 OR next_k IS DISTINCT FROM following"
    )
    assert [(0,)] == engine.rows(wrong)
    engine.close()


def test_a_dialect_says_what_has_no_standard() -> None:
    """Whoever writes one is told at once what is missing."""
    with pytest.raises(TypeError, match="decimal"):
        Dialect()  # type: ignore[abstract]


def test_half_a_parquet_file(tmp_path: Path) -> None:
    """Is refused before anything is counted."""
    path = _parquet(tmp_path / "log.parquet")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(
        DocumentError, match=r"log\.parquet: it is no Parquet file, or not all of it"
    ):
        project(Duckdb(), path, shop(), SCHEMA)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("NULL, TIMESTAMP '2026-01-01', 'go'", 'nothing in the column "who"'),
        ("'1', CAST(NULL AS TIMESTAMP), 'go'", 'column "at": 0 of 1 timestamps could be read'),
        ("'1', TIMESTAMP '2026-01-01', NULL", 'nothing in the column "what"'),
    ],
)
def test_a_column_in_which_nothing_stands(tmp_path: Path, row: str, message: str) -> None:
    """Is named, whichever it is."""
    path = tmp_path / "log.parquet"
    Duckdb().rows(f"COPY (SELECT * FROM (VALUES ({row})) v(who, \"at\", what)) TO '{path}'")
    with pytest.raises(DocumentError, match=message):
        project(Duckdb(), path, GO, COLUMNS)


def test_a_name_for_each_of_many_events(tmp_path: Path) -> None:
    """All are counted, and the report names the first thousand."""
    path = tmp_path / "log.parquet"
    Duckdb().rows(
        'COPY (SELECT CAST(n % 9973 AS VARCHAR) AS who, TO_TIMESTAMP(n) AS "at", '
        f"'event ' || n AS what FROM RANGE(100000) r(n)) TO '{path}'"
    )
    found = names_of(project(Duckdb(), path, GO, COLUMNS))
    assert (100_000, 100_000) == (found.names, found.unmapped)
    assert 1_000 == len(found.unmapped_names)


def test_times_that_are_numbers(tmp_path: Path) -> None:
    """Nobody knows whether they count seconds, or from when."""
    path = tmp_path / "log.parquet"
    Duckdb().rows(f"COPY (SELECT 1 AS who, 17 AS at, 'go' AS what) TO '{path}'")
    with pytest.raises(DocumentError, match='column "at": expected times, or text'):
        project(Duckdb(), path, GO, COLUMNS)


def test_what_is_no_source() -> None:
    """A path that leads nowhere, and a value that is no frame."""
    with pytest.raises(DocumentError, match="there is no such file"):
        Duckdb().table("nowhere.csv")
    with pytest.raises(DocumentError, match="expected the path of a file, or a frame"):
        Duckdb().table(7)


def test_wildcards_in_a_path_stand_for_themselves(tmp_path: Path) -> None:
    """A file called with a star is one file."""
    path = tmp_path / "a*[1].csv"
    path.write_text("who,at,what\n1,2026-01-01T00:00:00Z,go\n")
    (tmp_path / "ab1.csv").write_text("who,at,what\n2,2026-01-01T00:00:00Z,go\n")
    assert 1 == log_of(project(Duckdb(), path, GO, COLUMNS)).entities


def test_the_floor_has_a_ceiling(tmp_path: Path) -> None:
    """More rows than sqlite should hold are refused, with what would hold them."""
    path = tmp_path / "log.csv"
    path.write_text("who,at,what\n" + "1,2026-01-01T00:00:00Z,go\n" * 4)
    with pytest.raises(DocumentError, match="more than 3 rows"):
        Sqlite().table(path, most=3)


MIXED = """who,at,what
1,2026-01-01T00:00:00,go
1,2026-01-01T00:00:00Z,go
"""


def test_stamps_with_and_without_an_offset(engine: Any, tmp_path: Path) -> None:
    """May be mixed only where it is said what holds for those without."""
    path = tmp_path / "log.csv"
    path.write_text(MIXED)
    with pytest.raises(DocumentError, match="1 of 2 timestamps state no offset"):
        project(engine, path, GO, COLUMNS)


def test_a_byte_order_mark_is_no_part_of_a_column(engine: Any, tmp_path: Path) -> None:
    """As spreadsheets write one."""
    path = tmp_path / "log.csv"
    path.write_text("\ufeffwho,at,what\r\n1,2026-01-01T00:00:00Z,go\r\n", newline="")
    assert 1 == project(engine, path, GO, COLUMNS).cleaning.events


def test_ids_are_never_numbers(engine: Any, tmp_path: Path) -> None:
    """007 and 7 are two customers, and so are A and a; null is a name."""
    path = tmp_path / "log.csv"
    who = ["007", "7", "7.0", "A", "a", "null", "NaN", "   ", ""]
    path.write_text("who,at,what\n" + "".join(f"{w},2026-01-01T00:00:00Z,go\n" for w in who))
    log = log_of(project(engine, path, GO, COLUMNS))
    assert (7, 2) == (log.entities, log.blank_entity)
