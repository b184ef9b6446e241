"""Maps with stages as columns: each row is a lane, and each cell says something of one stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.headers import meaning
from journeykit.interchange.losses import shown
from journeykit.interchange.splitting import several
from journeykit.interchange.table import Row

_FOR_ALL = ("channels", "emotion", "score", "persona")
"""The lanes whose one cell is true of every touchpoint of a stage."""

_OF_STAGE = {"pains": "stage pains", "opportunities": "stage opportunities"}


def rows_of_columns(
    rows: Sequence[Row], draft: Draft, separator: str | None
) -> Iterator[tuple[dict[str, str], int]]:
    """Turn a map with stages as columns into rows of touchpoints.

    Args:
        rows: The rows, that of the stages first.
        draft: Takes what is guessed and left out.
        separator: What stands between several things in a cell; guessed if left out.

    Yields:
        The cells of each touchpoint by what they are, and the line they come from.
    """
    lanes = list(_lanes(rows, draft))
    reason = "the stages are taken to be the columns of the table"
    draft.add("guessed", JOURNEY, "stages", reason, rows[0].line)
    for column in range(1, len(rows[0].cells)):
        stage = rows[0].cells[column].strip()
        if stage:
            cells = {name: cell for name, row in lanes if (cell := _cell(row, column))}
            lines = {name: row.line for name, row in lanes}
            yield from _of_stage(stage, cells, lines, draft, separator)


def _lanes(rows: Sequence[Row], draft: Draft) -> Iterator[tuple[str, Row]]:
    """The rows that say something we know, each with what that is."""
    for row in rows[1:]:
        name = meaning(row.cells[0]) if row.cells else None
        if name is None:
            reason = f"the row {shown(row.cells[0] if row.cells else '')} is left out"
            draft.add("lost", JOURNEY, "stages", reason, row.line)
        else:
            yield name, row


def _cell(row: Row, column: int) -> str:
    """The text of a cell, without emphasis."""
    text = row.cells[column].strip() if column < len(row.cells) else ""
    return text.replace("**", "").replace("`", "")


def _of_stage(
    stage: str, cells: dict[str, str], lines: dict[str, int], draft: Draft, separator: str | None
) -> Iterator[tuple[dict[str, str], int]]:
    """The touchpoints of one stage, with what the other lanes say."""
    source = next((name for name in ("touchpoint", "actions", "channels") if name in cells), None)
    steps = several(cells.pop(source), source, separator) if source else [stage]
    line = lines.get(source or "", 1)
    if source != "touchpoint":
        what = f"the lane of {source}" if source else "the stage itself"
        reason = f'nothing says what the touchpoints of "{stage}" are, so {what} is taken for them'
        draft.add("guessed", JOURNEY, "stages", reason, line)
    first: dict[str, str] = {"stage": stage}
    each: dict[str, list[str]] = {}
    for name, cell in cells.items():
        parts = several(cell, name, separator)
        if name in _FOR_ALL or (len(parts) == len(steps) and name not in {"goal", "company_goal"}):
            each[name] = (
                parts if len(parts) == len(steps) and name != "persona" else [cell] * len(steps)
            )
            if len(parts) != len(steps) > 1:
                reason = f'what {name} says of "{stage}" is taken to be true of each touchpoint'
                draft.add("guessed", JOURNEY, "stages", reason, lines[name])
        else:
            first[_OF_STAGE.get(name, name)] = cell
            if name not in _OF_STAGE and len(steps) > 1 and not name.endswith("goal"):
                reason = f'what {name} says of "{stage}" stands at its first touchpoint'
                draft.add("guessed", JOURNEY, "stages", reason, lines[name])
    for number, step in enumerate(steps):
        own = {name: parts[number] for name, parts in each.items()}
        yield {"stage": stage, "touchpoint": step, **own, **(first if number == 0 else {})}, line
