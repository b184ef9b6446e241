"""Spreadsheets: a workbook that a team edits, formulas that are not computed, hostile archives."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Journey, Reading, journey, persona, touchpoint
from journeykit.cli.hints import losses_as_typed
from journeykit.errors import DocumentError, JourneyError, UnknownReferenceError
from journeykit.testing.strategies import journeys

openpyxl: Any = pytest.importorskip("openpyxl", reason="needs journeykit[xlsx]")


def _read(content: bytes, **options: Any) -> Reading:
    return jk.read(io.BytesIO(content), "xlsx", **options)


def _book(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@settings(max_examples=15)
@given(journeys())
def test_a_workbook_loses_nothing(made: Journey) -> None:
    """Whatever a journey says is there again."""
    assert made == _read(jk.export(made, "xlsx").content).journey


def test_the_same_journey_is_the_same_bytes() -> None:
    """No date and no chance is in the file."""
    made = journey("J").stage("S", touchpoint("T"))
    assert jk.export(made, "xlsx").content == jk.export(made, "xlsx").content


def test_sheets_and_text_that_is_no_formula() -> None:
    """A sheet for each kind of row; a cell that begins like a formula is text."""
    maya = persona("Maya")
    step = touchpoint("=HYPERLINK(1)").feels(maya, -1)
    made = journey("J").walked_by(maya).stage("S", step)
    book = openpyxl.load_workbook(io.BytesIO(jk.export(made, "xlsx").content))
    assert ["Touchpoints", "Journey", "Personas", "Stages"] == book.sheetnames
    sheet = book["Touchpoints"]
    name, feeling = sheet["C2"], sheet["E2"]
    assert ("=HYPERLINK(1)", "s") == (name.value, name.data_type)
    assert (-1, "n") == (feeling.value, feeling.data_type)
    again = _read(jk.export(made, "xlsx").content)
    assert (made, 0) == (again.journey, len(again.losses))


def test_a_workbook_of_others() -> None:
    """The first sheet with anything in it is read by its headers."""
    content = _book(["Phase", "Step", "Persona", "Score"], ["Buy", "Pays", "Ann", 4.5])
    made = _read(content).journey
    assert 1.5 == made.touchpoints[0].valence_of("ann")
    with pytest.raises(UnknownReferenceError, match='unknown sheet "Shet"; did you mean "Sheet"'):
        _read(content, sheet="Shet")


def test_formulas_are_reported_and_not_computed() -> None:
    """What the spreadsheet program computed last is read; where it never did, nothing is."""
    reading = _read(_book(["stage", "touchpoint", "notes"], ["A", "x", "=1+1"]))
    assert "" == reading.journey.touchpoints[0].description
    assert ["the formula '=1+1' is left out: no program has computed it yet"] == [
        entry.reason for entry in reading.losses.lost
    ]
    computed = b'<row><c t="str"><v>A</v></c><c t="str"><f>B9</f><v>Pays</v></c></row>'
    header = b'<row><c t="str"><v>Phase</v></c><c t="str"><v>Step</v></c></row>'
    reading = _read(_with_sheet(header + computed))
    assert "Pays" == reading.journey.touchpoints[0].name
    assert ["the formula '=B9' is not computed; what stood there last is read"] == [
        entry.reason for entry in reading.losses.changed
    ]


def _several(**sheets: list[list[object]]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def _saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_map_is_found_behind_a_cover_and_hidden_lists() -> None:
    """The first sheet in sight that names touchpoints is read; which, and what else, is told."""
    book = _several(
        Lists=[["Step", "Mood"], ["old", 1]],
        Cover=[["Our map"], ["Author", "Ann"]],
        Map=[["Phase", "Step"], ["Buy", "Pays"]],
    )
    book["Lists"].sheet_state = "hidden"
    reading = _read(_saved(book))
    assert ["Pays"] == [each.name for each in reading.journey.touchpoints]
    told = {entry.reason for entry in reading.losses}
    assert 'the sheet "Map" is taken for the map; sheet= reads another' in told
    typed = {entry.reason for entry in losses_as_typed(reading.losses)}
    assert 'the sheet "Map" is taken for the map; --sheet reads another' in typed
    assert 'the hidden sheet "Lists" is left out; sheet= reads it' in told
    assert 'the sheet "Cover" is left out; sheet= reads it' in told
    assert "old" == _read(_saved(book), sheet="Lists").journey.touchpoints[0].name


@pytest.mark.parametrize(
    ("sheet", "row", "message"),
    [
        ("Stages", {"name": "S", "after": "T"}, 'line 2: sheet "Stages", column "after": '),
        ("Touchpoints", {"stage": "T", "name": "Pays"}, 'sheet "Touchpoints", column "stage"'),
        ("Stages", {"name": "S", "nme": "x"}, 'sheet "Stages", column "nme": expected a column of'),
        ("Stages", {"name": "S", "optional": "perhaps"}, 'sheet "Stages", column "optional"'),
        ("Stages", {"": "x"}, 'sheet "Stages"'),
    ],
)
def test_an_error_names_the_sheet(sheet: str, row: dict[str, str], message: str) -> None:
    """A line alone would be one of several: each kind of row has a sheet of its own."""
    kinds = {"Journey": "journey", "Stages": "stage", "Touchpoints": "touchpoint"}
    rows = {"Journey": {"name": "J"}, "Stages": {"name": "S"}, "Touchpoints": {}} | {sheet: row}
    book = _several(
        **{
            title: [["journeykit", *cells], [kinds[title], *cells.values()]]
            for title, cells in rows.items()
            if cells
        }
    )
    with pytest.raises(DocumentError) as caught:
        _read(_saved(book))
    assert message in str(caught.value)
    assert f'sheet "{sheet}"' in str(caught.value)
    foreign = _several(Cover=[["Hello"]], Map=[["Step", "Mood"], ["", "glad"]])
    with pytest.raises(DocumentError, match='sheet "Map": no row of the table has a touchpoint'):
        _read(_saved(foreign))


def test_merged_cells() -> None:
    """A title over all, a phase over two rows, a stage over two columns: nothing gets lost."""
    rows = _several(
        Map=[["Renting a flat", None], ["Phase", "Step"], ["Look", "Searches"], [None, "Calls"]]
    )
    rows["Map"].merge_cells("A1:B1")
    rows["Map"].merge_cells("A3:A4")
    made = _read(_saved(rows)).journey
    assert ("Renting a flat", ["Look"], 2) == (
        made.name,
        [stage.name for stage in made.stages],
        len(made.stages[0].touchpoints),
    )
    columns = _several(
        Map=[
            ["Phase", "Look", None, "Buy", None],
            ["Steps", "Searches", "Calls", "Pays", "Leaves"],
            ["Feelings", "+1", "0", "-2", "-1"],
        ]
    )
    columns["Map"].merge_cells("B1:C1")
    columns["Map"].merge_cells("D1:E1")
    reading = _read(_saved(columns))
    assert [["Searches", "Calls"], ["Pays", "Leaves"]] == [
        [each.name for each in stage.touchpoints] for stage in reading.journey.stages
    ]
    reason = 'column 5 has no header and is taken to go on with "Buy"'
    assert reason in {entry.reason for entry in reading.losses.guessed}


def test_percentages_dates_and_failed_formulas() -> None:
    """A share is a score from 0 to 1; a date is read as written; an error is no value."""
    book = _several(
        Map=[
            ["Phase", "Step", "Satisfaction", "Notes"],
            ["Buy", "Pays", 0.75, datetime.date(2026, 2, 1)],
            ["Buy", "Waits", 0.25, "#N/A"],
        ]
    )
    reading = _read(_saved(book))
    pays, waits = reading.journey.touchpoints
    assert (1.0, -1.0) == (pays.valence_of("customer"), waits.valence_of("customer"))
    assert ("2026-02-01", "") == (pays.description, waits.description)
    reason = "a cell is left out: the formula in it failed with #N/A"
    assert [(reason, 3)] == [(entry.reason, entry.line) for entry in reading.losses.lost]


def _zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04half", "no office file"),
        (b"a,b", "no office file"),
        (_zip(bomb=b"\0" * 250_000_000), "unpacks to more than"),
        (_zip(a=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "a declares entities"),
        (_zip(a=b"<b>" * 200_000), "the XML of a is nested too deeply"),
        (_zip(a=b"<b/>" * 7_000_000), "the XML of a is too much"),
        (_zip(**{f"a{number}": b"" for number in range(2_001)}), "it has more than 2,000 parts"),
        (_zip(nothing=b""), "no spreadsheet"),
        (_book(["stage"], ["x"] * 2_000), 'line 2: sheet "Sheet": it has more than 1,000 columns'),
    ],
    ids=["half", "text", "bomb", "entities", "deep", "large", "parts", "empty", "columns"],
)
def test_hostile_files(content: bytes, message: str) -> None:
    """Half files, zip bombs, entities and endless columns are one clear error."""
    with pytest.raises(DocumentError, match=message):
        _read(content)


def test_a_cell_far_away() -> None:
    """A cell in the last row of a sheet makes no million rows."""
    book = openpyxl.Workbook()
    book.active.append(["stage", "touchpoint"])
    book.active.cell(1_048_576, 1, "far")
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(DocumentError, match="more than 1,000,000 rows"):
        _read(content.getvalue())


def _with_sheet(rows: bytes) -> bytes:
    """A workbook with a sheet that no program wrote."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(content, "w", 8) as new:
        for name in old.namelist():
            sheet = re.sub(rb"(<sheetData>).*(?=</sheetData>)", rb"\g<1>" + rows, old.read(name))
            new.writestr(name, re.sub(rb"<dimension[^>]*>", b"", sheet))
    return content.getvalue()


def test_empty_cells_without_an_end() -> None:
    """Rows that each reach to the last column, with nothing in them."""
    with pytest.raises(DocumentError, match="most of its cells are empty, and too many"):
        _read(_with_sheet(b'<row><c r="XFD1"/></row>' * 2_000))


def test_what_openpyxl_drops_is_no_warning() -> None:
    """Styles and rules of other programs are nothing to be warned of, or to fail for."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old:
        members = {name: old.read(name) for name in old.namelist() if "styles" not in name}
    members["xl/styles.xml"] = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )
    assert "Pays" == _read(_zip(**members)).journey.touchpoints[0].name


GOOD = _book(["Phase", "Step"], ["Buy", "Pays"])


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_broken_bytes(place: int, noise: bytes) -> None:
    """Whatever is broken in a file, the error is ours."""
    broken = GOOD[:place] + noise + GOOD[place + len(noise) :]
    try:
        _read(broken)
    except JourneyError:
        return
