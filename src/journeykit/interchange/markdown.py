"""Markdown: journeys in pages are read, and a page for stakeholders is written.

Every Mermaid journey and every table of touchpoints in a page is a journey; the heading above it is
its name. Tables that name no stage, one under each heading of a section, are the stages of one
journey. The page that is written tells a journey to people who will never see its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Unpack

from attrs import frozen

from journeykit.bounded_read import checked_lines, checked_memory, decoded
from journeykit.interchange.foreign_table import is_map
from journeykit.interchange.formats import Export, Format, Reading, when_named
from journeykit.interchange.headers import is_any_time, is_heading, meaning
from journeykit.interchange.hints import Hints
from journeykit.interchange.inline_markup import unmarked
from journeykit.interchange.losses import Loss, LossKind, LossReport, shown
from journeykit.interchange.mermaid import read_diagram
from journeykit.interchange.mermaid_syntax import is_journey
from journeykit.interchange.scales import VALENCE
from journeykit.interchange.splitting import protected
from journeykit.interchange.stakeholder_page import HEADERS, page
from journeykit.interchange.table import Row, Table, bounded_row
from journeykit.interchange.table_reader import read_tables
from journeykit.model import Journey

__all__ = ["FORMAT"]

_JOURNEY = 4_000
"""How many bytes of memory one journey of a page takes at most, beside its touchpoints."""

_FENCE = re.compile(r"[ ]{0,3}(?:>[ ]?)?(`{3,}|~{3,}|:{3,}(?=[ \t]*\{?mermaid))[ \t]*([^`\n]*)$")
_MERMAID = re.compile(r"\{?\.?mermaid\b")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"[ ]{0,3}=+[ \t]*$")
_COMMENT = re.compile(r"(?<!\\)<!--")
_BREAK = re.compile(r"(?<!\\)<br[ ]*/?>", re.IGNORECASE)
_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@frozen
class _MarkdownPart:
    """A Mermaid block or a table, with the heading above it."""

    text: str
    line: int
    heading: str
    section: str = ""
    rows: tuple[Row, ...] = ()
    stages: tuple[str, ...] = ()


def _reads(
    content: bytes,
    *,
    file: str = "",
    systems: str | Iterable[str] = (),
    **hints: Unpack[Hints],
) -> Iterator[Reading]:
    """Every journey of a page."""
    text = checked_lines(decoded(content))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = list(_blocks(lines))
    checked_memory(len(blocks) * _JOURNEY, len(text))
    has_columns = bool(hints.get("columns"))
    reason = "a table is left out: no column of it says what the touchpoints are"
    passed_over: list[tuple[LossKind, str, int]] = [
        ("lost", reason, block.line)
        for block in blocks
        if block.rows and not has_columns and not _is_map(block.rows) and _is_near(block.rows)
    ]
    for block in _joined(blocks):
        if not block.rows:
            yield read_diagram(
                block.text,
                file=file,
                first_line=block.line,
                scale=hints.get("scale"),
                systems=systems,
                name=hints.get("name") or block.heading,
            )
        elif has_columns or _is_map(block.rows):
            ours = bool(block.stages) and _is_ours(block)
            separated: Hints = {"separator": ";", "scale": VALENCE, **hints} if ours else hints
            tables = [Table(block.rows, block.heading)]
            reading = read_tables(tables, "markdown", file=file, **separated)
            unread = _unread(lines, blocks) if ours else ()
            yield _with(reading, [*_told_stages(block), *passed_over, *unread])
            passed_over = []


def _with(reading: Reading, losses: Iterable[tuple[LossKind, str, int]]) -> Reading:
    """A reading that tells more of the page."""
    here = reading.journey.element
    more = (Loss(kind, here, "", reason, line) for kind, reason, line in losses)
    report = reading.losses
    return Reading(reading.journey, LossReport(report.format, (*report.entries, *more)))


def _told_stages(block: _MarkdownPart) -> Iterator[tuple[LossKind, str, int]]:
    """That the headings above some tables are taken for stages."""
    stages = [heading for heading in block.stages if not is_any_time(heading)]
    if stages:
        listed = ", ".join(map(shown, stages))
        several = f"the headings {listed} are taken for the stages of one journey"
        one = f"the heading {listed} is taken for the stage of the journey"
        yield "guessed", several if len(stages) > 1 else one, block.line


def _unread(
    lines: list[str], blocks: Iterable[_MarkdownPart]
) -> Iterator[tuple[LossKind, str, int]]:
    """What a page of ours tells beside its tables, a line for each heading."""
    maps = [b for b in blocks if b.rows and (_is_map(b.rows) or _is_near(b.rows))]
    tables = {line for block in maps for line in (block.line + 1, *(r.line for r in block.rows))}
    heading, headings = "", set()
    for number, line in enumerate(lines, 1):
        if match := _HEADING.match(line):
            heading = unmarked(match[2], markdown=True)
            next_line = next((each for each in lines[number:] if each.strip()), "# ")
            if _HEADING.match(next_line) and len(match[1]) > 1:
                reason = f"{shown(heading)} is left out: nothing stands under the heading"
                yield "lost", reason, number
        elif line.strip() and number not in tables and heading not in headings:
            headings.add(heading)
            reason = f"the text under {shown(heading)} is left out: only tables are read"
            yield "lost", reason, number


def _joined(blocks: Iterable[_MarkdownPart]) -> Iterator[_MarkdownPart]:
    """The blocks, of which tables under the headings of one section are one."""
    for section, group in groupby(blocks, key=_stages_of):
        tables = tuple(group)
        headings = tuple(dict.fromkeys(block.heading for block in tables))
        if not section or (len(headings) == 1 and not _is_ours(tables[0])):
            yield from tables
            continue
        columns = dict.fromkeys(cell for block in tables for cell in block.rows[0].cells)
        rows = [Row(("Stage", *columns), tables[0].rows[0].line)]
        for block in tables:
            for row in block.rows[1:]:
                cells = dict(zip(block.rows[0].cells, row.cells, strict=False))
                own = (cells.get(column, "") for column in columns)
                rows.append(Row((block.heading, *own), row.line))
        yield _MarkdownPart("", tables[0].line, section, rows=tuple(rows), stages=headings)


def _is_ours(block: _MarkdownPart) -> bool:
    """Whether a table stands on a page that we wrote, where each heading is a stage."""
    header = Table(block.rows).header[bool(block.stages) :]
    return header[:1] == HEADERS[:1] and set(header) <= set(HEADERS)


def _stages_of(block: _MarkdownPart) -> str:
    """The section of which a table is one stage; empty for any other block."""
    if not block.rows:
        return ""
    table = Table(block.rows)
    columns = {meaning(cell) for cell in table.header}
    names_touchpoints = columns & {"touchpoint", "actions"} and "stage" not in columns
    is_plain = not table.is_keyed and len(set(table.header)) == len(table.header)
    return block.section if names_touchpoints and is_plain and _is_map(block.rows) else ""


def _blocks(lines: list[str]) -> Iterator[_MarkdownPart]:
    """The Mermaid journeys and the tables of a page."""
    headings: dict[int, str] = {}
    index = 0
    lines = list(lines)
    while index < len(lines):
        fence = _FENCE.match(lines[index])
        if not fence:
            _hide_comment(lines, index)
        if fence:
            end = _end_of_fence(lines, index, fence[1])
            text = "\n".join(_inside(line) for line in lines[index + 1 : end])
            if _MERMAID.match(fence[2]) and is_journey(text):
                yield _MarkdownPart(text, index + 2, *_named(headings))
            index = end + 1
        elif index + 1 < len(lines) and "|" in lines[index] and _is_rule(*lines[index : index + 2]):
            end = index + 2
            while end < len(lines) and "|" in lines[end] and _is_quoted(lines[end], lines[index]):
                _hide_comment(lines, end)
                end += 1
            numbers = [index, *range(index + 2, end)]
            rows = tuple(
                bounded_row(_cells(_inside(lines[number])), number + 1, after=before)
                for before, number in enumerate(numbers)
            )
            yield _MarkdownPart("", index + 1, *_named(headings), rows)
            index = end
        else:
            match = _HEADING.match(lines[index])
            if _UNDERLINE.match(lines[index]) and index and lines[index - 1].strip():
                headings = {1: unmarked(lines[index - 1].strip(), markdown=True)}
            elif match:
                level = len(match[1])
                headings = {each: text for each, text in headings.items() if each < level}
                headings[level] = unmarked(match[2], markdown=True)
            index += 1


def _hide_comment(lines: list[str], index: int) -> None:
    """Empty the comment of HTML that a line begins, which nobody sees on the page."""
    line, shown, start = lines[index], "", 0
    while (begin := _begin_of_comment(line, start)) >= 0:
        end = line.find("-->", begin)
        if end < 0:
            break
        shown += line[start:begin]
        start = end + 3
    if begin < 0 or line[:begin].strip():  # only what begins a line goes on below it
        lines[index] = shown + line[start:]
        return
    lines[index] = shown
    for number in range(index + 1, len(lines)):
        end = lines[number].find("-->")
        lines[number] = lines[number][end + 3 :] if end >= 0 else ""
        if end >= 0:
            return


def _begin_of_comment(line: str, start: int) -> int:
    """Where the next comment begins; one after a backslash is text."""
    match = _COMMENT.search(line, start)
    return match.start() if match else -1


def _is_rule(above: str, line: str) -> bool:
    """Whether a line is the rule below the headers of a table."""
    return _is_quoted(line, above) and _RULE.match(_inside(line)) is not None


def _is_quoted(line: str, other: str) -> bool:
    """Whether two lines are both in a quotation, or both in none."""
    return (_inside(line) == line) == (_inside(other) == other)


def _named(headings: dict[int, str]) -> tuple[str, str]:
    """The heading right above, and that of the section it stands in."""
    texts = ["", "", *headings.values()]
    return texts[-1], texts[-2]


def _end_of_fence(lines: list[str], start: int, fence: str) -> int:
    """The index of the line that closes a block of code; the end of the page if none does."""
    closing = re.compile(rf"[ ]{{0,3}}(?:>[ ]?)?{fence[0]}{{{len(fence)},}}[ \t]*$")
    for index in range(start + 1, len(lines)):
        if closing.match(lines[index]):
            return index
    return len(lines)


def _inside(line: str) -> str:
    """A line of a block, without the sign of a quotation."""
    return re.sub(r"^[ ]{0,3}>[ ]?", "", line)


def _cells(line: str) -> list[str]:
    """The cells of a row; a bar after a backslash stands inside one."""
    inner = line.strip().removeprefix("|")
    cells = re.split(r"(?<!\\)\|", inner)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    cells = [_BREAK.sub("\n", cell.replace("\\|", "|").strip()) for cell in cells]
    return [unmarked(protected(cell), markdown=True) for cell in cells]


def _is_map(rows: tuple[Row, ...]) -> bool:
    """Whether the headers of a table, or the headings down its first column, make it a map."""
    filled = [row for row in rows if any(row.cells)]
    labels = [row for row in filled[1:] if row.cells and is_heading(row.cells[0])]
    down = [Row((row.cells[0], ""), row.line) for row in labels]
    return is_map(Table(filled[:1])) or is_map(Table(down))


def _is_near(rows: tuple[Row, ...]) -> bool:
    """Whether a table is no map and yet looks as if it were about one."""
    return len({meaning(cell) for cell in rows[0].cells} - {None}) > 1


def _writes(journey: Journey) -> Export:
    """A page for stakeholders."""
    return page(journey)


FORMAT = Format("markdown", (".md", ".markdown"), _reads, _writes, "a page for people", when_named)
