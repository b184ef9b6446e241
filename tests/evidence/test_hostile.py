"""Whatever stands in a log or a design is data, on every engine: it is counted and never run."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.build_log import commands_in, controls_in
from helpers.evidence_shop import project
from helpers.hostile_log import (
    HOSTILE,
    INJECTIONS,
    ROLES,
    hostile_design,
    hostile_rows,
    line_of,
    refuse_damage,
)
from journeykit import journey, persona, touchpoint
from journeykit.evidence import confront
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.log import names_of, outcomes_of
from journeykit.evidence.reporters import FORMATS
from journeykit.evidence.schema import EventSchema


def _written(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_names_of_events_are_data(engine: Any, tmp_path: Path) -> None:
    """Each is counted under its own touchpoint, and nothing else happens."""
    names = [name for name in INJECTIONS if "\u202e" not in name]
    rows = [[f"c{n}", "2026-01-01T00:00:00Z", name] for n, name in enumerate(names)]
    log = _written(tmp_path / "log.csv", ["who", "at", "what"], rows)
    found = names_of(project(engine, log, line_of(*names), EventSchema("who", "at", "what")))
    assert {name: f"step-{n}" for n, name in enumerate(names)} == {
        each.event: each.touchpoint for each in found.mapped_names
    }
    assert () == found.unmapped_names


@pytest.mark.parametrize("embedded", ["sqlite", "duckdb"])
def test_a_whole_report_of_statements(embedded: str, tmp_path: Path) -> None:
    """All of them at once, in every role, asked everything."""
    log = _written(tmp_path / "log.csv", list(ROLES), hostile_rows())
    refuse_damage(confront(hostile_design(), log, events=HOSTILE, engine=embedded))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_no_name_in_a_log_is_obeyed(engine: Any, tmp_path: Path, form: str) -> None:
    """By a terminal in any form; by a build server in those for people, as they may be printed."""
    names = ["\x1b]0;forged\x07", "\n::error::forged", "##[group]a", "\u202egnp.exe", "x" * 9_000]
    rows = [[f"c{n}", "2026-01-01T00:00:00Z", name] for n, name in enumerate(names)]
    log = _written(tmp_path / "log.csv", ["who", "at", "what"], rows)
    report = confront(line_of("a"), log, events=EventSchema("who", "at", "what"), engine=engine)
    written = FORMATS[form](report)
    assert set() == controls_in(written)
    assert form in {"html", "json"} or [] == commands_in(written)


def test_entities_segments_and_variants_are_data(engine: Any, tmp_path: Path) -> None:
    """Whoever is called like a statement is one customer, in a segment of that name."""
    odd = [name for name in INJECTIONS if name.isprintable()]
    people = [persona(f"P{n}", segment=name, key=f"p{n}") for n, name in enumerate(odd)]
    design = line_of("go").walked_by(*people)
    rows = [[name, "2026-01-01T00:00:00Z", "go", name, name] for name in odd]
    log = _written(tmp_path / "log.csv", ["who", "at", "what", "seg", "var"], rows)
    schema = EventSchema(
        "who", "at", "what", persona="seg", variant="var", baseline=odd[0], treatment=odd[1]
    )
    projection = project(engine, log, design, schema)
    _, groups = outcomes_of(projection)
    assert [1] * len(odd) + [0, 0] == [group.entities for _, group in groups]
    variants = dict(projection.rows("SELECT v, COUNT(*) FROM jk_people GROUP BY v"))
    assert {0: 1, 1: 1, 3: len(odd) - 2} == variants


def test_names_of_columns_are_data(engine: Any, tmp_path: Path) -> None:
    """A column may be called like a statement, or like one of our own relations."""
    for who, at, what in (
        ("'; DROP TABLE log; --", '"', "e"),
        ("line", "pos", "instant"),
        ("a b", "select", "ümlaut"),
    ):
        rows = [["c", "2026-01-01T00:00:00Z", "go"]]
        log = _written(tmp_path / "log.csv", [who, at, what], rows)
        projection = project(engine, log, line_of("go"), EventSchema(who, at, what))
        assert 1 == projection.cleaning.events
        projection.close()
        engine.rows("DROP TABLE IF EXISTS log")


@settings(max_examples=15)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6, unique=True))
def test_any_names_at_all(names: list[str]) -> None:
    """Engines agree on which names there are, whatever their characters."""
    counted = []
    usable = [name for name in names if not set(name) & {"\0"} and name.isprintable()]
    for engine in (Sqlite(), Duckdb()):
        text = engine.dialect.text
        rows = engine.rows(" UNION ALL ".join(f"SELECT {text(n)} AS n" for n in usable or ["x"]))
        counted.append(sorted(name for (name,) in rows))
        engine.close()
    assert sorted(usable or ["x"]) == counted[0] == counted[1]


@pytest.mark.parametrize("pattern", ["*'; DROP TABLE jk_rows; --", "%*", "_?", "\\*", "!*"])
def test_patterns_are_data(engine: Any, tmp_path: Path, pattern: str) -> None:
    """Only the star and the question mark are special."""
    fitting, other = pattern.replace("*", "x").replace("?", "y"), "something else"
    rows = [["c", "2026-01-01T00:00:00Z", name] for name in (fitting, other)]
    log = _written(tmp_path / "log.csv", ["who", "at", "what"], rows)
    design = journey("Line").stage("All", touchpoint("Step").observed_as(pattern))
    found = names_of(project(engine, log, design, EventSchema("who", "at", "what")))
    assert [fitting] == [each.event for each in found.mapped_names]
    assert [other] == [each.event for each in found.unmapped_names]
