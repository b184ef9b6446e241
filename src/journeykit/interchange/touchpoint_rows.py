"""Tables with touchpoints in rows: what each row says, by what its columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.errors import DocumentError
from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.headers import is_named, meaning, meanings
from journeykit.interchange.hints import Options
from journeykit.interchange.inline_markup import unmarked
from journeykit.interchange.losses import shown
from journeykit.interchange.splitting import is_nothing, several
from journeykit.interchange.stage_columns import touchpoints_of
from journeykit.interchange.table import NamedRow, Row


def rows_of_touchpoints(rows: Sequence[Row], draft: Draft, options: Options) -> Iterator[NamedRow]:
    """Name the cells of each row by what their columns are.

    Args:
        rows: The rows, that of the headers first.
        draft: Takes what is guessed and left out.
        options: What somebody said about the table.

    Yields:
        What each row says.

    Raises:
        DocumentError: No column says what the touchpoints are.
        UnknownReferenceError: Somebody spoke of a column that is not there.
    """
    header = [cell.strip() for cell in rows[0].cells]
    names = meanings(header, options.columns)
    if "touchpoint" not in names:
        names = _without_touchpoint(names, header, draft, rows[0].line)
    _tell_columns(header, names, draft, options, rows[0].line)
    _tell_nameless(header, rows, draft)
    is_unmarked = draft.format == "markdown"  # where a star that is left is one that was meant
    nothing: dict[str, int] = {}
    for row in rows[1:]:
        cells: dict[str, str] = {}
        for name, cell in zip(names, row.cells, strict=False):
            text = cell.strip() if is_unmarked else unmarked(cell.strip(), markdown=False)
            if name and text and is_nothing(text):
                nothing.setdefault(text, row.line)
            elif name and text:
                cells[name] = f"{cells[name]}\n{text}" if name in cells else text
        if len(row.cells) > len(header) and any(cell.strip() for cell in row.cells[len(header) :]):
            reason = "cells beyond the last header are left out"
            draft.add("lost", JOURNEY, "", reason, row.line)
        if len(several(cells.get("touchpoint", ""), "touchpoint of a row", options.separator)) > 1:
            lines = dict.fromkeys(cells, row.line)
            stage = cells.pop("stage", "")
            reason = "cells of touchpoints are taken to hold several, each one a touchpoint"
            draft.add("guessed", JOURNEY, "stages", reason, row.line)
            yield from touchpoints_of(stage, cells, lines, draft, options.separator)
        else:
            yield NamedRow(cells, row.line)
    for text, line in nothing.items():
        draft.add("guessed", JOURNEY, "stages", f"{shown(text)} is taken for nothing", line)


def _without_touchpoint(
    names: list[str | None], header: list[str], draft: Draft, line: int
) -> list[str | None]:
    """Take another column for the touchpoints where none says so."""
    for name in ("actions", "channels", "description"):
        if name in names:
            index = names.index(name)
            reason = f"no column is called touchpoint, so {shown(header[index])} is taken for it"
            draft.add("guessed", JOURNEY, "stages", reason, line)
            return [*names[:index], "touchpoint", *names[index + 1 :]]
    listed = ", ".join(map(shown, header[:12]))
    problem = f"no column says what the touchpoints are: {listed}"
    how = 'say it with columns={"…": "touchpoint"}'
    raise DocumentError("", problem=f"{problem}; {how}", line=line)


def _tell_columns(
    header: list[str], names: list[str | None], draft: Draft, options: Options, line: int
) -> None:
    """Report what the columns are taken for, and which are left out."""
    for column, name in zip(header, names, strict=True):
        if column in options.columns or (name and is_named(column, name)):
            continue
        if name == "touchpoint" and meaning(column) != name:
            continue  # it was told above
        if name:
            reason = f"the column {shown(column)} is taken for {name}"
            draft.add("guessed", JOURNEY, "stages", reason, line)
        elif column:
            reason = f"the column {shown(column)} is left out: its header is no word of a journey"
            draft.add("lost", JOURNEY, "stages", reason, line)
    for name in dict.fromkeys(filter(None, names)):
        same = [shown(column) for column, each in zip(header, names, strict=True) if each == name]
        if len(same) > 1:
            reason = (
                f"the columns {', '.join(same)} are all taken for {name}; columns= says otherwise"
            )
            draft.add("guessed", JOURNEY, "stages", reason, line)


def _tell_nameless(header: list[str], rows: Sequence[Row], draft: Draft) -> None:
    """Report the columns that have cells and no header."""
    for index, name in enumerate(header):
        cells = (row for row in rows[1:] if index < len(row.cells) and row.cells[index].strip())
        first = None if name else next(cells, None)
        if first:
            reason = f"column {index + 1} is left out: it has no header"
            draft.add("lost", JOURNEY, "stages", reason, first.line)
