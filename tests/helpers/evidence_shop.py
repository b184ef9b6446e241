"""The online shop of `shop/`: its design as a journey, its log, and the right answers.

The data were made up by a seeded program and are free for any use. What is in them on purpose, on
which a plain reading goes wrong: rows out of order and in one instant, offsets mixed in one
customer, duplicates, blanks, dates that do not exist, names with quotes, wildcards and markup,
segments that appear late or that nobody declared, customers exactly at a limit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from journeykit import Journey, ObservedEvent, Persona, Stage, Touchpoint, Transition
from journeykit.evidence.design import Design
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.mapping import mapping_of
from journeykit.evidence.projection import Projection
from journeykit.evidence.schema import EventSchema
from journeykit.evidence.survey import SurveyMetric, SurveySchema
from journeykit.graph import view_of

FOLDER = Path(__file__).parents[1] / "evidence" / "shop"
EVENTS = FOLDER / "events.csv"
SURVEY = FOLDER / "survey.csv"
OUTCOMES = {"success": "completed", "abandonment": "abandoned"}

SCHEMA = EventSchema(
    entity="entity",
    timestamp="timestamp",
    event="event",
    order="seq",
    persona="segment",
    session="session",
    variant="variant",
    value="value",
    naive_offset="+00:00",
    idle_cutoff_days=14,
    window_days=7,
    min_n=30,
    baseline="A",
    treatment="B",
)


@cache
def design() -> dict[str, Any]:
    """The design as its document has it."""
    document: dict[str, Any] = yaml.safe_load((FOLDER / "design.yaml").read_text("utf-8"))
    return document


@cache
def oracle() -> dict[str, Any]:
    """The right answers, each found in at least two independent ways."""
    answers: dict[str, Any] = json.loads((FOLDER / "oracle.json").read_text("utf-8"))
    return answers


@cache
def shop() -> Journey:
    """The designed journey."""
    said = design()
    exits = {each["touchpoint"]: OUTCOMES[each["outcome"]] for each in said["exits"]}
    stages = []
    for stage in said["stages"]:
        inside = [t for t in said["touchpoints"] if t["stage"] == stage["key"]]
        touchpoints = [_touchpoint(t, said["entries"], exits) for t in inside]
        stages.append(Stage(stage["name"], touchpoints, key=stage["key"]))
    personas = [Persona(p["name"], segment=p["segment"], key=p["key"]) for p in said["personas"]]
    where = {t.key: t for stage in stages for t in stage.touchpoints}
    transitions = [
        Transition(
            where[step["from"]],
            where[step["to"]],
            when=step.get("when", ""),
            personas=step.get("personas", ()),
        )
        for step in said["transitions"]
    ]
    return Journey("Online shop", personas=personas, stages=stages, transitions=transitions)


def _touchpoint(said: dict[str, Any], entries: list[str], exits: dict[str, str]) -> Touchpoint:
    exact = [ObservedEvent(name, exact=True) for name in said.get("events", ())]
    patterns = [ObservedEvent(name, exact=False) for name in said.get("patterns", ())]
    return Touchpoint(
        said["name"],
        observed=(*exact, *patterns),
        entry=said["key"] in entries,
        exit=said["key"] in exits,
        outcome=exits.get(said["key"], "completed"),
        key=said["key"],
    )


class DuckdbInSql:
    """DuckDB as it answers where NumPy is not installed: by SQL alone."""

    def __init__(self) -> None:
        engine = Duckdb()
        self.dialect = engine.dialect
        self.rows, self.table, self.close = engine.rows, engine.table, engine.close


ENGINES: dict[str, Callable[[], Any]] = {
    "sqlite": Sqlite,
    "duckdb": Duckdb,
    "duckdb-in-sql": DuckdbInSql,
}


def project(
    engine: Any, source: Path, journey: Journey, schema: EventSchema, **options: bool
) -> Projection:
    """Project a log onto a journey."""
    design = Design(view_of(journey))
    mapping = mapping_of(design.touchpoints)
    return Projection(engine, engine.table(source), schema, design, mapping, **options)


def survey_schema() -> SurveySchema:
    """What the columns of the shop's survey mean."""
    said = design()["survey"]
    metrics = {
        name: SurveyMetric(
            each["kind"],
            **{key: tuple(value) for key, value in each.items() if key != "kind"},
        )
        for name, each in said["metrics"].items()
    }
    return SurveySchema(
        "touchpoint", "score", metrics, metric="metric", entity="entity", weight="weight"
    )
