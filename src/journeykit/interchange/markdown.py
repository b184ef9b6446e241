"""Markdown: journeys in pages are read, and a page for stakeholders is written.

Every Mermaid journey and every table of touchpoints in a page is a journey; the heading above it is
its name. The page that is written tells a journey to people who will never see its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Unpack

from attrs import frozen

from journeykit.bounded_read import checked_lines, decoded
from journeykit.interchange.formats import Export, Format, Reading
from journeykit.interchange.headers import meaning
from journeykit.interchange.losses import Loss, LossReport
from journeykit.interchange.mermaid import read_diagram
from journeykit.interchange.mermaid_syntax import is_journey
from journeykit.interchange.table import MARK, Hints, Row, Table, bounded_row, read_tables
from journeykit.model import Journey

__all__ = ["FORMAT"]

_FENCE = re.compile(r"[ ]{0,3}(?:>[ ]?)?(`{3,}|~{3,})[ \t]*([^`\n]*)$")
_MERMAID = re.compile(r"\{?\.?mermaid\b")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$")
_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@frozen
class _Block:
    """A Mermaid block or a table, with the heading above it."""

    text: str
    line: int
    heading: str
    rows: tuple[Row, ...] = ()


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
    told = bool(hints.get("columns"))
    passed_over = [
        block.line
        for block in blocks
        if block.rows and not told and not _is_map(block.rows) and _is_near(block.rows)
    ]
    for block in blocks:
        if not block.rows:
            yield read_diagram(
                block.text,
                file=file,
                first_line=block.line,
                scale=hints.get("scale"),
                systems=systems,
                name=hints.get("name") or block.heading,
            )
        elif told or _is_map(block.rows):
            reading = read_tables(
                [Table(block.rows, block.heading)],
                "markdown",
                file=file,
                **hints,
            )
            yield _with_passed_over(reading, passed_over)
            passed_over = []


def _with_passed_over(reading: Reading, lines: list[int]) -> Reading:
    """A reading that tells which tables of the page were left out."""
    here = reading.journey.element
    reason = "a table is left out: no column of it says what the touchpoints are"
    told = (Loss("lost", here, "", reason, line) for line in lines)
    report = reading.losses
    return Reading(reading.journey, LossReport(report.format, (*report.entries, *told)))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """The Mermaid journeys and the tables of a page."""
    heading, index = "", 0
    while index < len(lines):
        fence = _FENCE.match(lines[index])
        if fence:
            end = _end_of_fence(lines, index, fence[1])
            text = "\n".join(_inside(line) for line in lines[index + 1 : end])
            if _MERMAID.match(fence[2]) and is_journey(text):
                yield _Block(text, index + 2, heading)
            index = end + 1
        elif index + 1 < len(lines) and "|" in lines[index] and _RULE.match(lines[index + 1]):
            end = index + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            numbers = [index, *range(index + 2, end)]
            rows = tuple(
                bounded_row(_cells(lines[number]), number + 1, after=place)
                for place, number in enumerate(numbers)
            )
            yield _Block("", index + 1, heading, rows)
            index = end
        else:
            found = _HEADING.match(lines[index])
            heading = found[1] if found else heading
            index += 1


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
    return [cell.replace("\\|", "|").strip() for cell in cells]


def _is_map(rows: tuple[Row, ...]) -> bool:
    """Whether a table is one of touchpoints, or of stages in columns."""
    across = {meaning(cell) for cell in rows[0].cells} - {None}
    down = {meaning(row.cells[0]) for row in rows if row.cells} - {None}
    by_row = across & {"touchpoint", "actions"} and len(across) > 1
    by_column = down & {"touchpoint", "actions", "channels", "emotion"} and len(down) > 1
    return bool(by_row or by_column) or MARK in rows[0].cells


def _is_near(rows: tuple[Row, ...]) -> bool:
    """Whether a table is no map and yet looks as if it were about one."""
    return len({meaning(cell) for cell in rows[0].cells} - {None}) > 1


def _writes(journey: Journey) -> Export:
    """A page for stakeholders."""
    from journeykit.interchange.stakeholder_page import page

    return page(journey)


FORMAT = Format("markdown", (".md", ".markdown"), _reads, _writes, "a page for people")
