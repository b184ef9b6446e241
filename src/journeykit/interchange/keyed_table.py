"""Keyed tables: a whole journey as rows, which a team edits in a spreadsheet and brings back.

The column `journeykit` says what a row is: the journey, a persona, a stage, a touchpoint, a
transition and so on. Each field of the model has a column of its name. A touchpoint has a row for
each persona that experiences it; the first of them has all that is said of the touchpoint itself.
Nothing is lost: what is more than a cell can say in words stands in it as JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from journeykit.bounded_read import checked_memory
from journeykit.channels import BUILT_IN
from journeykit.emotions import Emotion
from journeykit.errors import DocumentError
from journeykit.experience import Experience
from journeykit.fields import called
from journeykit.interchange.cells import as_cell, from_cell
from journeykit.interchange.document import from_document, to_document
from journeykit.interchange.formats import Reading
from journeykit.interchange.losses import Loss, LossReport
from journeykit.interchange.table import MARK, Row, Table
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.shapes import Array, ChannelShape, DocumentPosition, NamedShape, Record, shape_of
from journeykit.suggestions import nearest
from journeykit.text import slug

Cells = dict[str, str]

STAGE = "stage"
_EMOTION = {
    "label": "emotion",
    "valence": "feeling",
    "low": "lowest feeling",
    "high": "highest feeling",
}
"""The columns of an emotion that are not called like its fields."""


_ROW, _ITEM = 2_200, 200
"""How many bytes of memory a row, and one of several things in a cell, take at most."""


def _record(kind: type) -> Record:
    shape = shape_of(kind)
    assert isinstance(shape, Record)  # noqa: S101 — for the type checker
    return shape


def _listed(kind: type) -> dict[str, Record]:
    """The fields of a class that hold several records, each of which gets a row."""
    held = ((name, shape) for name, (_, shape) in _record(kind).fields.items())
    rows = ((name, shape.item) for name, shape in held if isinstance(shape, Array))
    return {
        name: item
        for name, item in rows
        if isinstance(item, Record) and not isinstance(item, ChannelShape | NamedShape)
    }


def _word(kind: type) -> str:
    """What the rows of a class are called."""
    return "any time" if kind is Touchpoint else called(kind)


@cache
def _rows_of_journey() -> dict[str, tuple[str, Record]]:
    """The words of rows that stand for things of the journey, each with its field."""
    return {_word(item.kind): (name, item) for name, item in _listed(Journey).items()}


# ------------------------------------------------------------------------------------- writing


def keyed_rows(journey: Journey) -> Iterator[tuple[str, Cells]]:
    """Write a journey as rows.

    Yields:
        What each row is, and its cells by the name of their column.
    """
    document = to_document(journey)["journey"]
    kinds = {field: (word, item) for word, (field, item) in _rows_of_journey().items()}
    yield "journey", _cells(document, _record(Journey), set(kinds))
    for field, items in document.items():
        if field in kinds and field not in {"stages", "any_time", "transitions"}:
            word, shape = kinds[field]
            yield from ((word, _cells(_keyed(item, shape), shape)) for item in items)
    for number, stage in enumerate(document.get("stages", ())):
        yield "stage", _cells(_keyed(stage, _record(Stage)), _record(Stage), {"touchpoints"})
        key = {STAGE: journey.stages[number].key}
        for touchpoint in stage.get("touchpoints", ()):
            yield from (("touchpoint", key | cells) for cells in _touchpoint(touchpoint))
    for touchpoint in document.get("any_time", ()):
        yield from (("any time", cells) for cells in _touchpoint(touchpoint))
    word, shape = kinds["transitions"]
    yield from ((word, _cells(each, shape)) for each in document.get("transitions", ()))


def _keyed(data: dict[str, Any], shape: Record) -> dict[str, Any]:
    """The same record with its key, so that a team may rename it and lose nothing."""
    if "key" not in shape.fields or "key" in data or "name" not in data:
        return data
    return data | {"key": _key(data["name"])}


def _cells(data: dict[str, Any], shape: Record, without: set[str] | None = None) -> Cells:
    """The cells of a record, but for those that have rows of their own."""
    named = ((name, shape.fields[name][1], held) for name, held in data.items())
    return {
        name: as_cell(held, inner) for name, inner, held in named if name not in (without or ())
    }


def _touchpoint(data: dict[str, Any]) -> Iterator[Cells]:
    """The rows of a touchpoint: one for each persona that experiences it, and at least one."""
    own = _cells(_keyed(data, _record(Touchpoint)), _record(Touchpoint), {"experiences"})
    identity = {name: own[name] for name in ("name", "key") if name in own}
    for number, experience in enumerate(data.get("experiences", ({},))):
        yield (identity if number else own) | _experience(experience)


def _experience(data: dict[str, Any]) -> Cells:
    """The cells of an experience, its emotion spread over several."""
    cells = _cells(data, _record(Experience), {"emotion"})
    emotion = _cells(data.get("emotion", {}), _record(Emotion))
    return cells | {_EMOTION.get(name, name): cell for name, cell in emotion.items()}


def columns_of(rows: Sequence[tuple[str, Cells]]) -> tuple[str, ...]:
    """The columns that some rows need, in the order people read them."""
    used = {name for _, cells in rows for name in cells}
    fields = dict.fromkeys((STAGE, "name", "key", *_record(Touchpoint).fields))
    fields |= dict.fromkeys(_record(Experience).fields)
    fields |= dict.fromkeys((*_EMOTION.values(), "basis"))
    for shape in (_record(Stage), *_listed(Journey).values(), _record(Journey)):
        fields |= dict.fromkeys(shape.fields)
    # Who and where come first, then what is felt, then all the rest.
    first = (STAGE, "name", "channels", "persona", "feeling", "emotion", "actions", "thoughts")
    order = dict.fromkeys((*first, *fields))
    return (MARK, *(name for name in order if name in used))


def keyed_table(journey: Journey) -> Table:
    """Write a journey as one table.

    Returns:
        The table, of which the first row are the headers.
    """
    rows = list(keyed_rows(journey))
    columns = columns_of(rows)
    lines = ((kind, *(cells.get(name, "") for name in columns[1:])) for kind, cells in rows)
    return Table([Row(columns), *map(Row, lines)], journey.name)


# ------------------------------------------------------------------------------------- reading


class _RowReader:
    """Builds the document of a journey, row by row, and remembers which row said what."""

    def __init__(self) -> None:
        self.journey: dict[str, Any] = {}
        self.part = ""
        self.lines: dict[str, tuple[int, str]] = {}
        self.stages: dict[str, int] = {}
        self.personas: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.touchpoints: dict[tuple[str, str], tuple[dict[str, Any], str]] = {}

    def take(self, kind: str, cells: Cells, line: int) -> None:
        """Take one row."""
        if kind == "journey":
            self._journey(cells, line)
        elif kind in {"touchpoint", "any time"}:
            self._touchpoint(kind, cells, line)
        elif kind in (rows := _rows_of_journey()):
            field, shape = rows[kind]
            self._add(self.journey.setdefault(field, []), f"journey.{field}", shape, cells, line)
            if kind == "stage":
                self._stage(line)
        else:
            words = ["journey", "touchpoint", *rows]
            position = DocumentPosition("journeykit")
            error = position.expected("a kind of row", kind, nearest(kind, words))
            raise _at(error, line, MARK)

    def _journey(self, cells: Cells, line: int) -> None:
        if "name" in self.journey:
            raise DocumentError("", problem="there is a second row of a journey", line=line)
        self.journey |= _data(cells, _record(Journey), line)
        self.lines["journey"] = line, self.part

    def _stage(self, line: int) -> None:
        stage = self.journey["stages"][-1]
        key = stage.get("key") or _key(stage.get("name", ""))
        if key in self.stages:
            raise DocumentError("", problem=f'there is a second stage "{key}"', line=line)
        self.stages[key] = len(self.stages)

    def _touchpoint(self, kind: str, cells: Cells, line: int) -> None:
        """A touchpoint, or one more experience of one."""
        columns = _experience_columns()
        mine = {name: cell for name, cell in cells.items() if name not in columns}
        stage = mine.pop(STAGE, "")
        into, path = self._stage_items(kind, stage, line)
        key = mine.get("key") or _key(mine.get("name", ""))
        existing = self.touchpoints.get((path, key))
        if existing is None:
            self._add(into, path, _record(Touchpoint), mine, line)
            existing = into[-1], f"{path}[{len(into) - 1}]"
            self.touchpoints[path, key] = existing
        else:
            self._again(existing[0], mine, line)
        experience = {name: cell for name, cell in cells.items() if name in columns}
        if experience:
            self._resolve(experience)
            held = existing[0].setdefault("experiences", [])
            self.lines[f"{existing[1]}.experiences[{len(held)}]"] = line, self.part
            held.append(_experience_data(experience, line))

    def _resolve(self, experience: Cells) -> None:
        """Take the name of a persona for its key, as people write it."""
        people = self.journey.get("personas", ())
        for each in people[len(self.personas) :]:
            name = each.get("name", "")
            self.personas[each.get("key") or _key(name)] = name
            self.keys.setdefault(name, each.get("key") or _key(name))
        wanted = experience.get("persona", "")
        if wanted not in self.personas and wanted in self.keys:
            experience["persona"] = self.keys[wanted]

    def _stage_items(self, kind: str, stage: str, line: int) -> tuple[list[Any], str]:
        """The list that a touchpoint belongs to."""
        if kind == "any time":
            return self.journey.setdefault("any_time", []), "journey.any_time"
        number = self.stages.get(stage, self.stages.get(_key(stage)))
        if number is None:
            position = DocumentPosition(STAGE)
            error = position.expected(
                "the key of a stage above", stage, nearest(stage, self.stages)
            )
            raise _at(error, line, STAGE)
        holder = self.journey["stages"][number]
        return holder.setdefault("touchpoints", []), f"journey.stages[{number}].touchpoints"

    def _again(self, earlier: dict[str, Any], cells: Cells, line: int) -> None:
        """Refuse a later row of a touchpoint that says something else than the first."""
        for name, value in _data(cells, _record(Touchpoint), line).items():
            if earlier.get(name, value) != value:
                problem = f'another row of this touchpoint has another "{name}"'
                raise DocumentError(name, problem=problem, line=line)
            earlier.setdefault(name, value)

    def _add(self, into: list[Any], path: str, shape: Record, cells: Cells, line: int) -> None:
        self.lines[f"{path}[{len(into)}]"] = line, self.part
        into.append(_data(cells, shape, line))


def _key(name: str) -> str:
    """The key that a name makes."""
    return slug(name) if name else ""


@cache
def _experience_columns() -> frozenset[str]:
    """The columns that belong to an experience, not to the touchpoint."""
    emotion = [_EMOTION.get(str(name), str(name)) for name in _record(Emotion).fields]
    own = set(_record(Experience).fields) - {"emotion"}
    return frozenset({*own, *emotion})


def _experience_data(cells: Cells, line: int) -> dict[str, Any]:
    """The data of an experience, its emotion put together."""
    fields = {column: name for name, column in _EMOTION.items()}
    names = {fields.get(column, column): cell for column, cell in cells.items()}
    emotion = {name: cell for name, cell in names.items() if name in _record(Emotion).fields}
    own = {name: cell for name, cell in names.items() if name not in emotion}
    data = _data(own, _record(Experience), line)
    return data | ({"emotion": _data(emotion, _record(Emotion), line)} if emotion else {})


def _data(cells: Cells, shape: Record, line: int) -> dict[str, Any]:
    """The data of a record, from its cells."""
    data: dict[str, Any] = {}
    for name, cell in cells.items():
        position = DocumentPosition(name)
        if name not in shape.fields:
            what = f"a column of {called(shape.kind)} rows"
            raise _at(DocumentError(name, expected=what, found=f'"{cell[:40]}"'), line, name)
        try:
            data[name] = from_cell(cell, shape.fields[name][1], position)
        except DocumentError as error:
            raise _at(error, line, name) from None
    return data


def _at(error: DocumentError, line: int, column: str) -> DocumentError:
    """The same error, with its row and the name of its column."""
    return DocumentError(
        f'column "{column}"',
        expected=error.expected,
        found=error.found,
        suggestion=error.suggestion,
        problem=error.problem,
        line=line,
    )


def read_keyed(tables: Sequence[Table], format: str, *, file: str = "") -> Reading:
    """Read a journey from tables that we wrote, perhaps edited by a team.

    Args:
        tables: The tables; several are read as if they were one.
        format: The name of the format they come from.
        file: The path of the file, for locations.

    Returns:
        The journey; nothing is lost, and a channel nobody knows is a guess.

    Raises:
        DocumentError: A cell does not say what its column asks for; the error has its line.
    """
    reader = _RowReader()
    texts = [cell for table in tables for row in table.rows for cell in row.cells]
    several = sum(cell.count(";") + cell.count("\n") for cell in texts)
    number = sum(len(table.rows) for table in tables)
    checked_memory(number * _ROW + several * _ITEM, sum(map(len, texts)))
    # In a workbook the touchpoints come first, since people look at them most.
    rows = [(*row, table.part) for table in tables for row in _kinds(table)]
    for kind, cells, line, part in sorted(rows, key=lambda row: row[0] in _LAST):
        reader.part = part
        try:
            reader.take(kind, cells, line)
        except DocumentError as error:
            raise error.within(part) from None
    try:
        journey = from_document({MARK: 1, "journey": reader.journey}, file=file)
    except DocumentError as error:
        raise _placed(error, reader.lines) from error.__cause__
    return Reading(journey, LossReport(format, _new_channels(journey)))


def _refuse_twins(header: Sequence[str], table: Table) -> None:
    """Refuse two columns of one name, of which one would be lost."""
    for name, count in Counter(header).items():
        if name and count > 1:
            problem = f'the column "{name}" stands here {count} times'
            raise DocumentError(table.part, problem=problem, line=table.rows[0].line)


_LAST = frozenset({"touchpoint", "any time"})


def _kinds(table: Table) -> Iterator[tuple[str, Cells, int]]:
    """What each row is, its cells by column, and its line."""
    header = table.header
    mark = header.index(MARK)
    _refuse_twins(header, table)
    for row in table.rows[1:]:
        if any(row.cells[len(header) :]):
            problem = "it has more cells than there are headers"
            raise DocumentError(table.part, problem=problem, line=row.line)
        named = zip(header, row.cells, strict=False)
        cells = {name: cell for name, cell in named if cell and name != MARK}
        kind = row.cells[mark].strip() if mark < len(row.cells) else ""
        if kind or cells:
            yield kind, cells, row.line


def _placed(error: DocumentError, lines_and_columns: dict[str, tuple[int, str]]) -> DocumentError:
    """An error of the document, with the row that said it, its sheet and the column."""
    path = error.path
    while path and path not in lines_and_columns:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    if not path:
        return error
    column = error.path[len(path) :].lstrip(".").partition(".")[0].partition("[")[0]
    line, part = lines_and_columns[path]
    return _at(error, line, _EMOTION.get(column, column) or "name").within(part)


def _new_channels(journey: Journey) -> Iterator[Loss]:
    """Channels that were not said before and look like one that comes with the library."""
    seen = {channel.key for channel in journey.channels}
    for touchpoint in journey.touchpoints:
        for channel in touchpoint.channels:
            near = nearest(channel.key, BUILT_IN)
            if channel.key not in {*BUILT_IN, *seen} and near:
                seen.add(channel.key)
                reason = f'"{channel.name}" is a channel of its own; did you mean "{near}"?'
                yield Loss("guessed", touchpoint.element, "channels", reason)
