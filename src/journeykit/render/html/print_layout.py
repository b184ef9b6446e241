"""What a page of HTML is printed on: the sheet, how large its letters are, and in which bands.

What fits a sheet that lies, in letters that can be read, is printed there as it stands. What does
not goes on in bands, as in a picture; but other than a picture, a page may take several sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil
from typing import Final, NamedTuple

from attrs import frozen

from journeykit.render.diagram.diagram import Diagram, Group
from journeykit.render.layout.grid_bands import BandedGrid, banded_grids, in_one_band
from journeykit.render.layout.proportions import LANE_HEADER, columns_room
from journeykit.render.svg.renderer import grid_size, grid_width

__all__ = ["PrintedPage", "paper_of", "printed_in_bands"]

_SHEETS: Final = (("A4", 1050.0, 720.0), ("A3", 1515.0, 1050.0))
"""What can be printed on, in pixels across and down, with the sheet lying."""

_MOST: Final = 11.0
"""Letters are not larger than this, in pixels."""

_LEGIBLE: Final = 7.0
"""Letters smaller than this, in pixels, are worth a larger sheet, or bands."""

_EASY: Final = 9.0
"""Letters larger than this, in pixels, are not worth another sheet."""

_LEAST: Final = 4.0
_BANDS: Final = 200
_LANE_NAMES: Final = LANE_HEADER + 1
"""What every band takes beside its columns, at least, in ems."""

_TRIES: Final = 8
_SLACK: Final = 0.92
"""How much lower than the sheet a page is to be, since letters differ."""


@frozen
class PrintedPage:
    """How a page is printed.

    Args:
        diagram: What is printed, in which stages that no sheet holds are several columns.
        sheet: The name of the sheet.
        letters: The size of its letters, in pixels.
        bands: The columns of each band; none if they all stand beside each other.
        each: How many bands stand on a sheet.
    """

    diagram: Diagram
    sheet: str
    letters: float
    bands: tuple[tuple[Group, ...], ...] = ()
    each: int = 1


class _Candidate(NamedTuple):
    """One way to print a page, and how good it is: what one sheet holds is best."""

    on_one_sheet: int
    letters: float
    paper: PrintedPage


def paper_of(diagram: Diagram) -> PrintedPage:
    """Return what a page is printed on.

    Args:
        diagram: A diagram that has lanes.

    Returns:
        The smallest sheet that holds all of it with letters that can be read; else bands on A3:
        on one sheet if they can be read there, or on several with the largest letters.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.render.views.journey_map import map_diagram
        >>> paper_of(map_diagram(journey("Shop").stage("Purchase", touchpoint("Pays")))).sheet
        'A4'
    """
    width, height = grid_size(in_one_band(diagram))
    for sheet, across, down in _SHEETS:
        letters = min(_MOST, across / width, _SLACK * down / height)
        if letters >= _LEGIBLE:
            return PrintedPage(diagram, sheet, letters)
    sheet, across, down = _SHEETS[-1]
    strip = max(_LEAST, min(_MOST, across / width, _SLACK * down / height))
    best = _Candidate(0, strip, PrintedPage(diagram, sheet, strip))
    for divide in (False, True):
        for wrapped in _legible(diagram, divide=divide):
            best = max(best, *_printed(wrapped), key=lambda candidate: candidate[:2])
        if best.letters >= _LEGIBLE:
            break
    return best.paper


def _legible(diagram: Diagram, *, divide: bool) -> Iterator[BandedGrid]:
    """The grid in as few bands as can be read, and in as few as can easily be read."""
    _, across, _ = _SHEETS[-1]
    whole = sum(map(columns_room, diagram.groups))
    for wanted in (_LEGIBLE, _EASY):
        fewest = max(2, ceil(whole / (across / wanted - _LANE_NAMES)))
        banded = banded_grids(diagram, divide=divide, fewest=fewest, most=_BANDS)
        widest = None
        for wrapped in islice(banded, _TRIES):
            letters = across / grid_width(wrapped)
            if letters >= wanted:
                yield wrapped
                widest = None
                break
            if letters >= _LEGIBLE:
                widest = wrapped
        if widest is not None:
            yield widest


def _printed(wrapped: BandedGrid) -> Iterator[_Candidate]:
    """Bands on one sheet, and on several."""
    width, height = grid_size(wrapped)
    sheet, across, down = _SHEETS[-1]
    diagram, bands = wrapped.diagram, wrapped.bands
    one = min(_MOST, across / width, _SLACK * down / height)
    if one >= _LEGIBLE:
        yield _Candidate(1, one, PrintedPage(diagram, sheet, one, bands, len(bands)))
    # Several sheets are taken for letters that are easily read, and no more for larger ones.
    letters = min(_EASY, across / width)
    each = max(1, int(_SLACK * down / letters / (height / len(bands))))
    yield _Candidate(0, letters, PrintedPage(diagram, sheet, letters, bands, each))


def printed_in_bands(paper: PrintedPage, root: str) -> Iterator[str]:
    """Yield the rules that print a table in bands.

    The rows of the table become rows of a grid, as many for each band. What heads a row stands in
    the table once; where the row goes on it is repeated by the style, so that who hears the page
    hears it once.

    Args:
        paper: How it is printed.
        root: The id of the element that it is for.

    Yields:
        Rules.
    """
    diagram = paper.diagram
    rows = len(diagram.lanes) + 1
    indices = {group.key: index for index, group in enumerate(diagram.groups)}
    room = max(sum(map(columns_room, band)) for band in paper.bands)
    yield (
        f"#{root} table{{display:grid;grid-template-columns:{LANE_HEADER:g}em "
        f"repeat({room},minmax(0,1fr))}}"
        f"#{root} colgroup,#{root} td.corner{{display:none}}"
        f"#{root} thead,#{root} tbody,#{root} tr{{display:contents}}"
        f"#{root} th,#{root} td{{display:block;break-inside:avoid;"
        f"grid-row:calc(var(--band,0)*{rows} + var(--row))}}"
        f"#{root} thead{{--row:1}}#{root} thead th{{height:auto;break-after:avoid}}"
        f"#{root} tbody th{{grid-column:1}}#{root} tr.boundary>td{{grid-column:1/-1}}"
    )
    for number in range(1, rows):
        yield f"#{root} tbody tr:nth-child({number}){{--row:{number + 1}}}"
    for number, band in enumerate(paper.bands):
        column = 2
        for group in band:
            span = columns_room(group)
            index = indices[group.key]
            yield f"#{root} .c{index}{{--band:{number};grid-column:{column}/span {span}}}"
            column += span
        yield f"#{root} thead .c{indices[band[-1].key]} .stage{{margin-inline-end:0}}"
        if number:
            keys = [indices[group.key] for group in band]
            yield from _later(keys, root, on_top=number % paper.each == 0)


def _later(indices: Sequence[int], root: str, *, on_top: bool) -> Iterator[str]:
    """The rules of a band that is not the first."""
    first = indices[0]
    heads = ",".join(f"#{root} thead .c{index}" for index in indices)
    yield f"{heads}{{{'break-before:page' if on_top else 'padding-top:2.4em'}}}"
    yield (
        f"#{root} tbody td.c{first}::before{{content:attr(data-lane);position:absolute;"
        f"inset-block:0 auto;inset-inline:auto 100%;width:{LANE_HEADER:g}em;padding-top:1em;"
        "font-weight:700}"
        f"#{root} tbody tr+tr>td.c{first}::before{{margin-top:-1px;border-top:inherit}}"
        f"#{root} tbody td.c{first}[data-line]::after{{content:attr(data-line);position:absolute;"
        "inset-block:.3em auto;inset-inline:auto 100%;font-size:.85em;"
        f"width:{LANE_HEADER / 0.85:.2f}em;"
        "white-space:nowrap;font-weight:700;color:var(--ink-muted)}"
        f"#{root} tbody td.c{first}[data-line]::before{{padding-top:2.3em}}"
    )
    after = ",".join(f"#{root} tr.boundary+tr>.c{index}" for index in indices)
    yield f"{after}{{border-top:2px dashed var(--edge);padding-top:2.3em}}"
