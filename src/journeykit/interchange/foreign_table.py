"""Tables as people keep them: touchpoints in rows or stages in columns, under their own headers.

What can be guessed is guessed and reported: what the columns are, the scale of scores, the words
for feelings, where a cell holds several things, and that the order of the rows is the flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.formats import Reading
from journeykit.interchange.headers import is_named, meaning
from journeykit.interchange.hints import Options
from journeykit.interchange.losses import shown
from journeykit.interchange.row_builder import RowBuilder
from journeykit.interchange.stage_columns import rows_of_columns
from journeykit.interchange.table import Row, Table
from journeykit.interchange.touchpoint_rows import rows_of_touchpoints


def read_foreign(table: Table, format: str, options: Options, *, file: str = "") -> Reading:
    """Read the journey of a table that is not ours.

    Args:
        format: The name of the format it comes from.
        options: What somebody said about it.
        file: The path of the file, for locations.

    Returns:
        The journey, and all that was guessed and left out.

    Raises:
        DocumentError: No column says what the touchpoints are.
    """
    draft = Draft(format, file)
    filled = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    table = Table([_without_errors(row, draft) for row in filled], table.name)
    top, stages_as_columns = _orientation(table, options)
    title = _title(table.rows[:top], draft)
    rows = table.rows[top:]
    read = rows_of_columns if stages_as_columns else rows_of_touchpoints
    headers = _first_cells(rows) if stages_as_columns else rows[0].cells
    return RowBuilder(draft, options, list(read(rows, draft, options)), headers).reading(
        options.name, title or table.name or PurePath(file).stem
    )


def is_map(table: Table) -> bool:
    """Tell whether a table is one of touchpoints, or of stages in columns.

    Returns:
        Whether its headers say so.
    """
    down = {meaning(row.cells[0]) for row in table.rows[:50] if row.cells} - {None}
    by_column = down & {"touchpoint", "actions", "channels", "emotion"} and len(down) > 1
    return table.is_keyed or bool(by_column) or any(map(_names_touchpoints, table.rows[:10]))


def _names_touchpoints(row: Row) -> bool:
    """Whether a row is one of headers, that of the touchpoints among them."""
    across = {meaning(cell) for cell in row.cells} - {None}
    alone = len(row.cells) == 1 and is_named(row.cells[0], "touchpoint")
    return alone or (bool(across & {"touchpoint", "actions"}) and len(across) > 1)


_BEYOND_GUESSES = 1000

_ERRORS = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


def _without_errors(row: Row, draft: Draft) -> Row:
    """A row without what spreadsheet programs write where a formula failed."""
    if _ERRORS.isdisjoint(map(str.strip, row.cells)):
        return row
    for cell in row.cells:
        if cell.strip() in _ERRORS:
            reason = f"a cell is left out: the formula in it failed with {cell.strip()}"
            draft.add("lost", JOURNEY, "stages", reason, row.line)
    return Row(("" if cell.strip() in _ERRORS else cell for cell in row.cells), row.line)


def _title(rows: Sequence[Row], draft: Draft) -> str:
    """The first line above a table, which says what it is about; others are left out."""
    texts = [(" ".join(filter(None, row.cells)).strip(), row.line) for row in rows]
    for text, line in texts[1:]:
        reason = f"the line {shown(text)} above the table is left out"
        draft.add("lost", JOURNEY, "", reason, line)
    return texts[0][0] if texts else ""


def _orientation(table: Table, options: Options) -> tuple[int, bool]:
    """The index of the row of headers, and whether the stages are its columns."""
    meaningful, top = max(
        (_meaningful(row.cells, options), -index) for index, row in enumerate(table.rows[:10])
    )
    headers = _first_cells(table.rows[:50])
    names = [options.columns.get(header, meaning(header)) for header in headers]
    lanes = [index for index, name in enumerate(names) if name not in {None, "", "stage"}]
    down = len({names[index] for index in lanes}) + _spoken_of(headers, options)
    if lanes and down >= 2 and down >= meaningful:  # noqa: PLR2004 — one is chance
        stages = names.index("stage") if "stage" in names[: lanes[0]] else max(lanes[0] - 1, 0)
        return stages, True
    return -top, False


def _meaningful(cells: Iterable[str], options: Options) -> int:
    """How many cells of a row mean something as headers; many if somebody spoke of them."""
    names = {cell.strip() for cell in cells} - {""}
    return len({meaning(name) for name in names} - {None}) + _spoken_of(names, options)


def _spoken_of(headers: Iterable[str], options: Options) -> int:
    """A number that beats all guesses if somebody spoke of these headers."""
    return _BEYOND_GUESSES * bool(options.columns and options.columns.keys() <= set(headers))


def _first_cells(rows: Sequence[Row]) -> list[str]:
    """The first cell of each row."""
    return [row.cells[0].strip() if row.cells else "" for row in rows]
