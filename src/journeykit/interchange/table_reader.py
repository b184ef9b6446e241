"""How tables become journeys, whatever file they come from.

A table that we wrote ourselves has a column `journeykit` and says each row's kind; it is read
exactly (`keyed_table`). Any other is read by the names of its columns (`foreign_table`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from journeykit.errors import DocumentError
from journeykit.interchange.foreign_table import read_foreign
from journeykit.interchange.formats import Reading
from journeykit.interchange.hints import Hints, given_hints
from journeykit.interchange.keyed_table import read_keyed
from journeykit.interchange.table import Table


def read_tables(
    tables: Sequence[Table], format: str, *, file: str = "", **hints: Unpack[Hints]
) -> Reading:
    """Read the journey that some tables hold: several when they are keyed, else the first.

    Args:
        format: The name of the format they come from.
        file: The path of the file, for locations.
        **hints: What would have to be guessed; see `Hints`.

    Returns:
        The journey and the losses.

    Raises:
        DocumentError: There is no table, or it makes no journey.
        ModelError: A hint is something else than is expected.
    """
    options = given_hints(hints)
    keyed = [table for table in tables if table.is_keyed]
    if keyed:
        return read_keyed(keyed, format, file=file)
    cells = (cell for table in tables[:1] for row in table.rows for cell in row.cells)
    if not any(map(str.strip, cells)):
        raise DocumentError("", problem="it holds no table")
    try:
        return read_foreign(tables[0], format, options, file=file)
    except DocumentError as error:
        raise error.within(tables[0].part) from error.__cause__
