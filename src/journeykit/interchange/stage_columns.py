"""Maps with stages as columns: each row is a lane, and each cell says something of one stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.headers import is_named, meanings
from journeykit.interchange.hints import Options
from journeykit.interchange.inline_markup import unmarked
from journeykit.interchange.losses import shown
from journeykit.interchange.splitting import several
from journeykit.interchange.table import NamedRow, Row

_FOR_ALL = ("channels", "emotion", "score", "persona", "owner")
"""The lanes whose one cell is true of every touchpoint of a stage."""

_OF_STAGE = {"pains": "stage pains", "opportunities": "stage opportunities"}


def rows_of_columns(rows: Sequence[Row], draft: Draft, options: Options) -> Iterator[NamedRow]:
    """Turn a map with stages as columns into rows of touchpoints.

    Args:
        rows: The rows, that of the stages first.
        draft: Takes what is guessed and left out.
        options: What somebody said about the table.

    Yields:
        What is said of each touchpoint.

    Raises:
        UnknownReferenceError: Somebody spoke of a row that is not there.
    """
    if draft.format != "markdown":  # where a star that is left is one that was meant
        rows = [Row((unmarked(cell, markdown=False) for cell in r.cells), r.line) for r in rows]
    lanes = list(_lanes(rows, draft, options))
    reason = "the stages are taken to be the columns of the table"
    draft.add("guessed", JOURNEY, "stages", reason, rows[0].line)
    lines = {name: row.line for name, row in lanes}
    stage = ""
    for column in range(1, max(len(row.cells) for row in rows)):
        own = _cell(rows[0], column)
        stage = own or stage
        cells = {name: cell for name, row in lanes if (cell := _cell(row, column))}
        if not stage and cells:
            reason = f"column {column + 1} is left out: no stage stands above it"
            draft.add("lost", JOURNEY, "stages", reason, rows[0].line)
        elif cells and not own:
            reason = f'column {column + 1} has no header and is taken to go on with "{stage}"'
            draft.add("guessed", JOURNEY, "stages", reason, rows[0].line)
        if stage and (own or cells):
            yield from touchpoints_of(stage, cells, lines, draft, options.separator)


def _lanes(rows: Sequence[Row], draft: Draft, options: Options) -> Iterator[tuple[str, Row]]:
    """The rows that say something we know, each with what that is."""
    headers = [_cell(row, 0) for row in rows]
    names = meanings(headers, options.columns)
    for header, name, row in zip(headers[1:], names[1:], rows[1:], strict=True):
        if name is not None:
            yield name, row
        if header in options.columns or (name and is_named(header, name)):
            continue
        if name is None:
            reason = f"the row {shown(header)} is left out; columns= says what it is"
            draft.add("lost", JOURNEY, "stages", reason, row.line)
        else:
            reason = f"the row {shown(header)} is taken for {name}"
            draft.add("guessed", JOURNEY, "stages", reason, row.line)


def _cell(row: Row, column: int) -> str:
    """The text of a cell; nothing beyond the last one."""
    return row.cells[column].strip() if column < len(row.cells) else ""


def touchpoints_of(
    stage: str, cells: dict[str, str], lines: dict[str, int], draft: Draft, separator: str | None
) -> Iterator[NamedRow]:
    """Tell apart the touchpoints of one stage, with what else is said of them.

    Args:
        stage: The name of the stage; empty if it is that of the row above.
        cells: What is said, by what it is.
        lines: The line of each.
        draft: Takes what is guessed.
        separator: What stands between several things in a cell; guessed if left out.

    Yields:
        What is said of each touchpoint.
    """
    cells = dict(cells)
    source = next((name for name in ("touchpoint", "actions", "channels") if name in cells), None)
    steps = several(cells.pop(source), source, separator) if source else [stage]
    line = lines.get(source or "", 1)
    if source != "touchpoint":
        what = f"the lane of {source}" if source else "the stage itself"
        reason = f'nothing says what the touchpoints of "{stage}" are, so {what} is taken for them'
        draft.add("guessed", JOURNEY, "stages", reason, line)
    here = {"stage": stage} if stage else {}
    first: dict[str, str] = {}
    each: dict[str, list[str]] = {}
    for name, cell in cells.items():
        parts = several(cell, name, separator)
        if name in _FOR_ALL or (len(parts) == len(steps) and name not in {"goal", "company_goal"}):
            each[name] = (
                parts if len(parts) == len(steps) and name != "persona" else [cell] * len(steps)
            )
            if len(steps) > 1:
                paired = "goes to its touchpoints one by one"
                how = paired if len(parts) == len(steps) else "is taken to be true of each"
                reason = f'what {name} says of "{stage}" {how}'
                draft.add("guessed", JOURNEY, "stages", reason, lines[name])
        else:
            first[_OF_STAGE.get(name, name)] = cell
            if name not in _OF_STAGE and len(steps) > 1 and not name.endswith("goal"):
                reason = f'what {name} says of "{stage}" stands at its first touchpoint'
                draft.add("guessed", JOURNEY, "stages", reason, lines[name])
    for number, step in enumerate(steps):
        own = {name: parts[number] for name, parts in each.items()}
        cells_of_step = {**here, "touchpoint": step, **own, **(first if number == 0 else {})}
        yield NamedRow(
            cells_of_step, line, {_OF_STAGE.get(name, name): lines[name] for name in cells}
        )
