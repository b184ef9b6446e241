"""A log that does not hold what was said of it is refused, on every engine in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.evidence_shop import project
from journeykit import DocumentError, journey, touchpoint
from journeykit.errors import UnknownReferenceError
from journeykit.evidence.schema import EventSchema

HEADER = "who,at,what,n,arm\n"
GOOD = "2026-01-01T00:00:00Z"
SCHEMA = EventSchema("who", "at", "what")


def _project(engine: Any, folder: Path, rows: str, schema: EventSchema = SCHEMA) -> Any:
    (folder / "w.csv").write_text(HEADER + rows)
    design = journey("Line").stage("All", touchpoint("Goes").observed_as("go"))
    return project(engine, folder / "w.csv", design, schema)


@pytest.mark.parametrize(
    "time", ["2026-01-01", "2026-01-01T10:00", "2026/01/01 10:00:00", "1767225600"]
)
def test_times_that_cannot_be_read_are_counted(engine: Any, tmp_path: Path, time: str) -> None:
    """The column, how many, and what was expected; the field itself may be a customer."""
    with pytest.raises(DocumentError) as refused:
        _project(engine, tmp_path, f"c,{time},go,1,a\n")

    assert str(refused.value).endswith(
        'w.csv: column "at": 0 of 1 timestamps could be read; expected a date and a time such as '
        "2026-03-02T00:26:18Z or 2026-03-02 00:26:18.5+01:00"
    )


def test_rows_that_do_not_count_are_counted_by_reason(engine: Any, tmp_path: Path) -> None:
    """Nobody, no time, no name: each of the reasons has its number."""
    with pytest.raises(DocumentError) as refused:
        _project(engine, tmp_path, f",{GOOD},go,1,a\nc,soon,go,1,a\nc,{GOOD},,1,a\n")

    assert str(refused.value).endswith(
        'it has no event that counts; of 3 rows, 1 with nothing in the column "who", 1 with no '
        'readable time in the column "at", 1 with nothing in the column "what"'
    )


def test_a_log_without_rows_has_none(engine: Any, tmp_path: Path) -> None:
    """A header alone is no log."""
    with pytest.raises(DocumentError, match="no event that counts; it has no rows"):
        _project(engine, tmp_path, "")


@pytest.mark.parametrize("role", ["order", "value"])
def test_a_column_of_numbers_without_any_is_refused(engine: Any, tmp_path: Path, role: str) -> None:
    """An order by words would be none, and a sum of words nothing."""
    schema = EventSchema("who", "at", "what", **{role: "n"})
    with pytest.raises(DocumentError, match=f'column "n", named as {role}: 0 of 1 fields') as no:
        _project(engine, tmp_path, f"c,{GOOD},go,first,a\n", schema)

    assert "first" not in str(no.value)


@pytest.mark.parametrize("role", ["order", "value"])
def test_a_column_of_numbers_may_have_gaps(engine: Any, tmp_path: Path, role: str) -> None:
    """Not every event has an amount."""
    schema = EventSchema("who", "at", "what", **{role: "n"})
    made = _project(engine, tmp_path, f"c,{GOOD},go,,a\nc,{GOOD},go,7,a\n", schema)

    assert 2 == made.cleaning.events


def test_a_variant_that_nobody_has_is_refused(engine: Any, tmp_path: Path) -> None:
    """The nearest of the log is named."""
    schema = EventSchema("who", "at", "what", variant="arm", baseline="old", treatment="newer")
    with pytest.raises(UnknownReferenceError) as refused:
        _project(engine, tmp_path, f"c,{GOOD},go,1,old\nd,{GOOD},go,1,new\n", schema)

    assert str(refused.value).startswith('unknown variant "newer" in column "arm" of ')
    assert str(refused.value).endswith('named as treatment; did you mean "new"?')


def test_a_column_of_customers_holds_no_variants(engine: Any, tmp_path: Path) -> None:
    """Whoever names the wrong column is told so, and no customer is named."""
    schema = EventSchema("who", "at", "what", variant="who", baseline="old", treatment="new")
    rows = "".join(f"customer-{n},{GOOD},go,1,old\n" for n in range(30))
    with pytest.raises(DocumentError) as refused:
        _project(engine, tmp_path, rows, schema)

    assert str(refused.value).endswith(
        'column "who", named as variant: expected at most 20 variants, "old" among them, found 30'
    )
