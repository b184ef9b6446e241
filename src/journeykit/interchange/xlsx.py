"""Spreadsheets: a sheet for each kind of row, read and written with openpyxl (an extra).

Written is a keyed table, cut into sheets; text stays text, whatever it begins with. What is read
may be that, edited by a team, or the first sheet of any workbook. Formulas are never computed: what
the spreadsheet program computed last is read, and reported.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Unpack

from attrs import frozen

from journeykit.addresses import Element
from journeykit.errors import DocumentError, JourneyError, UnknownReferenceError
from journeykit.interchange.archives import checked, steady
from journeykit.interchange.extras import needed
from journeykit.interchange.foreign_table import is_map
from journeykit.interchange.formats import Export, Format, Reading, when_named
from journeykit.interchange.hints import Hints
from journeykit.interchange.keyed_table import columns_of, keyed_rows
from journeykit.interchange.losses import Loss, LossReport
from journeykit.interchange.table import Row, Table, bounded_row
from journeykit.interchange.table_reader import read_tables
from journeykit.model import Journey

__all__ = ["FORMAT"]

_LONGEST_CELL = 32_767
_NUMBERS = frozenset({"feeling", "lowest feeling", "highest feeling"})
_SHEETS = {"touchpoint": "Touchpoints", "any time": "Touchpoints", "persona": "Personas"}
_SHEETS |= {"stage": "Stages", "transition": "Transitions", "opportunity": "Opportunities"}
_FIRST_OF_ALL = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 — office files know no time zones
_WIDTH = 24
_MOST_LOSSES = 100
_LONGEST_TOLD = 60
_MOST_PLACES = 20_000_000


def _writes(journey: Journey) -> Export:
    """A workbook of a journey, which loses nothing."""
    openpyxl = needed("openpyxl", "xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    rows = list(keyed_rows(journey))
    names = dict.fromkeys(["Touchpoints", *(_SHEETS.get(kind, "Journey") for kind, _ in rows)])
    for name in names:
        own = [(kind, cells) for kind, cells in rows if _SHEETS.get(kind, "Journey") == name]
        columns = columns_of(own)
        sheet = book.create_sheet(name)
        lines = ((kind, *(cells.get(c, "") for c in columns[1:])) for kind, cells in own)
        for number, line in enumerate([columns, *lines], 1):
            _write_row(sheet, number, line, columns)
        _arrange(sheet, len(columns))
    book.properties.created = book.properties.modified = _FIRST_OF_ALL
    content = io.BytesIO()
    book.save(content)
    return Export(steady(content.getvalue()), LossReport("xlsx"))


def _write_row(sheet: Any, number: int, line: Iterable[str], columns: tuple[str, ...]) -> None:
    """The cells of a row; text is marked as text, so that it is never taken for a formula."""
    for index, (text, column) in enumerate(zip(line, columns, strict=True), 1):
        if not text:
            continue
        if len(text) > _LONGEST_CELL:
            problem = f"a cell of a spreadsheet has at most {_LONGEST_CELL:,} characters"
            raise DocumentError(f'column "{column}"', problem=problem, line=number)
        if column in _NUMBERS and number > 1:
            sheet.cell(number, index, float(text))
            continue
        cell = sheet.cell(number, index)
        # Office reads _x0041_ as a letter, and _x005F_ as an underscore (ECMA-376, 22.9.2.19).
        cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in {"=", "+", "-", "@", "'"}


def _arrange(sheet: Any, columns: int) -> None:
    """The headers stay in sight, and the columns are wide enough to read."""
    letter = needed("openpyxl.utils", "xlsx").get_column_letter
    sheet.freeze_panes = "A2"
    for index in range(1, columns + 1):
        sheet.column_dimensions[letter(index)].width = _WIDTH


@frozen
class _Worksheet:
    """A sheet, with its formulas, their results and lines."""

    table: Table
    formulas: tuple[tuple[str, str, int], ...]
    is_hidden: bool


def _sheets(content: bytes, wanted: str | None) -> list[_Worksheet]:
    """The sheets of a workbook, or the one that is wanted."""
    openpyxl = needed("openpyxl", "xlsx")
    checked(content)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles, charts and rules that it drops, none of which is read here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            plain = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            names = [each.title for each in book.worksheets]
            read = _wanted(names, wanted)
            sheets = [_sheet(book[name], plain[name]) for name in read]
    except JourneyError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise
        problem = f"it is no spreadsheet: {type(error).__name__}: {str(error)[:200]}"
        raise DocumentError("", problem=problem) from error
    return [each for each in sheets if each.table.rows]


def _wanted(names: list[str], sheet: str | None) -> list[str]:
    """The sheets to read."""
    if sheet is not None and sheet not in names:
        raise UnknownReferenceError("sheet", sheet, choices=names)
    return names if sheet is None else [sheet]


def _sheet(values: Any, plain: Any) -> _Worksheet:
    """The texts of a sheet, and where it has formulas."""
    part = f'sheet "{values.title}"'
    try:
        table = Table(_cells(values, _text), values.title, part)
    except DocumentError as error:
        raise error.within(part) from None
    rows = {row.line: row.cells for row in table.rows}
    formulas = []
    for row in _cells(plain, _text):
        for index, cell in enumerate(row.cells):
            result = "".join(rows.get(row.line, ())[index : index + 1])
            if cell.startswith("=") and cell != result:  # text that begins so is its own result
                formulas.append((cell[:_LONGEST_TOLD], result, row.line))
    return _Worksheet(table, tuple(formulas), values.sheet_state != "visible")


def _cells(sheet: Any, text: Any) -> Iterator[Row]:
    """The rows of a sheet without the empty cells at their ends."""
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    count = 0
    for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
        count += len(row)
        if count > _MOST_PLACES:
            raise DocumentError("", problem="most of its cells are empty, and too many", line=line)
        end = len(row)
        while end and row[end - 1] is None:
            end -= 1
        cells = [text(value) for value in row[:end]]
        while cells and not cells[-1]:
            cells.pop()
        kept = bounded_row(cells, line, after=line - 1)
        if kept.cells:
            yield kept


def _text(value: object) -> str:
    """What a cell holds, as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text)


def _reads(
    content: bytes,
    *,
    file: str = "",
    sheet: str | None = None,
    **hints: Unpack[Hints],
) -> Iterator[Reading]:
    """The journey of a workbook."""
    sheets = _sheets(content, sheet)
    chosen = [each for each in sheets if each.table.is_keyed] or _maps(sheets, hints)[:1]
    tables = [each.table for each in chosen]
    reading = read_tables(tables, "xlsx", file=file, **hints)
    here = reading.journey.element
    losses = list(reading.losses)
    for each in chosen:
        where = f" in the {each.table.part}" if len(chosen) > 1 else ""
        losses += _formulas_lost(each, here, where)
    if not any(table.is_keyed for table in tables):
        left_out = [each for each in sheets if each not in chosen]
        if chosen != sheets[:1]:
            reason = f'the sheet "{tables[0].name}" is taken for the map; sheet= reads another'
            losses.append(Loss("guessed", here, "", reason))
        for each in left_out:
            hidden = "hidden " if each.is_hidden else ""
            reason = f'the {hidden}sheet "{each.table.name}" is left out; sheet= reads it'
            losses.append(Loss("lost", here, "", reason))
    yield Reading(reading.journey, LossReport("xlsx", losses))


def _maps(sheets: list[_Worksheet], hints: Hints) -> list[_Worksheet]:
    """The sheets in the order in which they are likely to be the map."""
    shown = sorted(sheets, key=lambda each: each.is_hidden)
    named = set(hints.get("columns") or ())
    likely = [
        each
        for each in shown
        if is_map(each.table) or any(named & set(row.cells) for row in each.table.rows[:10])
    ]
    return [*likely, *shown]


def _formulas_lost(sheet: _Worksheet, here: Element, where: str) -> Iterator[Loss]:
    """What became of the formulas of a sheet."""
    for formula, result, line in sheet.formulas[:_MOST_LOSSES]:
        if result:
            reason = (
                f"the formula {formula!r}{where} is not computed; what stood there last is read"
            )
            yield Loss("changed", here, "", reason, line)
        else:
            reason = f"the formula {formula!r}{where} is left out: no program has computed it yet"
            yield Loss("lost", here, "", reason, line)
    more = len(sheet.formulas) - _MOST_LOSSES
    if more > 0:
        yield Loss("changed", here, "", f"so are {more:,} more formulas{where}")


FORMAT = Format(
    "xlsx", (".xlsx",), _reads, _writes, "a spreadsheet, a sheet for each kind of row", when_named
)
