"""Engines of the user's own: the same figures, by SQL text alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import duckdb
import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, shop, survey_schema
from helpers.hostile_log import HOSTILE, ROLES, hostile_design, hostile_rows, refuse_damage
from helpers.oracle_agreement import agrees
from journeykit import DocumentError, ModelError
from journeykit.evidence import EvidenceReport, confront
from journeykit.evidence.engines.database import Database
from journeykit.evidence.engines.duckdb import DuckdbDialect
from journeykit.evidence.engines.ibis import Ibis
from journeykit.evidence.engines.spark import Spark, SparkDialect

PAIRS = [("product", "order")]
FROM_CSV = "READ_CSV('{}', all_varchar = true, delim = ',', quote = '\"', escape = '\"')"


def _figures(report: EvidenceReport) -> dict[str, Any]:
    """The figures without the name of the source, and what only a file with an order has."""
    figures = report.to_dict()
    del figures["source"], figures["ties"]
    return figures


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """What the embedded engine finds."""
    survey = (SURVEY, survey_schema())
    return _figures(confront(shop(), EVENTS, events=SCHEMA, survey=survey, pairs=PAIRS))


def test_a_connection_answers_the_same(figures: dict[str, Any]) -> None:
    """Through Python's database interface; what was kept for the questions is gone after it.

    Even if its tables keep no order.
    """
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET preserve_insertion_order = false")
    for name, path in (("clicks", EVENTS), ("answers", SURVEY)):
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM {FROM_CSV.format(path)}')
    engine = Database(connection, DuckdbDialect())
    survey = ("main.answers", survey_schema())
    report = confront(shop(), "clicks", events=SCHEMA, survey=survey, pairs=PAIRS, engine=engine)
    agrees(figures, _figures(report))
    assert report.ties.against_file_order is None
    assert [("answers",), ("clicks",)] == sorted(connection.execute("SHOW TABLES").fetchall())
    with pytest.raises(DocumentError, match="nothing"):
        engine.table('nothing"; DROP TABLE clicks; --')


@pytest.mark.ibis
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # between Ibis and the newest DuckDB
def test_an_ibis_backend_answers_the_same(figures: dict[str, Any]) -> None:
    """By the name of a table, and for a table expression."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other people's packages say of one another
        ibis: Any = import_module("ibis")

    backend = ibis.duckdb.connect()
    for name, path in (("clicks", EVENTS), ("answers", SURVEY)):
        backend.raw_sql(f'CREATE TABLE "{name}" AS SELECT * FROM {FROM_CSV.format(path)}')
    engine = Ibis(backend)
    survey = ("main.answers", survey_schema())
    report = confront(shop(), "clicks", events=SCHEMA, survey=survey, pairs=PAIRS, engine=engine)
    agrees(figures, _figures(report))
    clicks = backend.table("clicks")
    few = confront(shop(), clicks.filter(clicks.event != ""), events=SCHEMA, engine=engine)
    assert (report.log.events, 0) == (few.log.events, few.log.blank_event)
    with pytest.raises(DocumentError, match="no such table"):
        engine.table('nothing"; DROP TABLE clicks; --')


def test_an_ibis_backend_of_another_database() -> None:
    """Has to say how it writes SQL."""

    class Backend:
        name = "snowflake"

    with pytest.raises(ModelError, match="snowflake: give its dialect"):
        Ibis(Backend())
    assert isinstance(Ibis(Backend(), DuckdbDialect()).dialect, DuckdbDialect)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A Spark session on this machine, in a time zone that is not that of the log."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other people's packages say of one another
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.session.timeZone": "America/New_York",
        }
        builder = SparkSession.builder.master("local[1]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        made = builder.getOrCreate()
        made.sparkContext.setLogLevel("OFF")
        yield made
        made.stop()


@pytest.mark.spark
def test_spark_answers_the_same(session: Any, figures: dict[str, Any]) -> None:
    """Every figure, to the last digit that counts."""

    def read(path: Any) -> Any:
        return session.read.csv(str(path), header=True, multiLine=True, quote='"', escape='"')

    survey = (read(SURVEY), survey_schema())
    report = confront(
        shop(), read(EVENTS), events=SCHEMA, survey=survey, pairs=PAIRS, engine=Spark(session)
    )
    agrees(figures, _figures(report))


@pytest.mark.spark
def test_a_whole_report_of_statements_by_spark(session: Any) -> None:
    """Whatever stands in a log is data for Spark, too, whatever it is asked."""
    log = session.createDataFrame(hostile_rows(), schema=list(ROLES))
    refuse_damage(confront(hostile_design(), log, events=HOSTILE, engine=Spark(session)))


def test_a_whole_report_of_statements_by_a_connection() -> None:
    """And for a connection of one's own."""
    connection = duckdb.connect()
    columns = ", ".join(f'"{role}" VARCHAR' for role in ROLES)
    connection.execute(f"CREATE TABLE clicks ({columns})")
    connection.executemany(f"INSERT INTO clicks VALUES ({', '.join('?' * 7)})", hostile_rows())
    engine = Database(connection, DuckdbDialect())
    refuse_damage(confront(hostile_design(), "clicks", events=HOSTILE, engine=engine))


@pytest.mark.spark
@pytest.mark.parametrize(
    "text",
    [
        "it's",
        "\\",
        "\\' OR 1=1 --",
        "${spark.app.name}",
        "$",
        "a\nb",
        '"',
        "`",
        "{x}",
        "😀",
        "\\u0024",
    ],
)
def test_text_is_data_for_spark(session: Any, text: str) -> None:
    """Backslashes and dollar signs begin nothing."""
    engine = Spark(session)
    assert [(text,)] == engine.rows(f"SELECT {SparkDialect().text(text)}")


@pytest.mark.spark
def test_a_table_that_spark_has_not(session: Any) -> None:
    """Is one clear error."""
    with pytest.raises(DocumentError, match="nothing"):
        Spark(session).table("nothing")
