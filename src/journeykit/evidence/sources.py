"""Where a log lies, and which engine reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from journeykit.errors import DocumentError, MissingExtraError, UnknownReferenceError
from journeykit.evidence.arguments import refuse_no_engine
from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.engine import LogTable, SqlEngine
from journeykit.evidence.engines.sqlite import Sqlite

_EMBEDDED: dict[str, Callable[[], Duckdb | Sqlite]] = {"duckdb": Duckdb, "sqlite": Sqlite}
_TEXT = {".csv", ".tsv", ".tab", ".txt"}


@contextmanager
def opened(engine: SqlEngine | str | None, source: Any) -> Iterator[tuple[SqlEngine, LogTable]]:
    """Open a log.

    Args:
        engine: `duckdb`, `sqlite`, whatever answers SQL, or None for what fits the source.

    Yields:
        The engine and the table. An engine of ours is closed in the end.

    Raises:
        ModelError: The engine is none.
        UnknownReferenceError: There is no engine of that name.
        MissingExtraError: It is not installed.
        DocumentError: The source cannot be read, or was changed while it was read.
    """
    refuse_no_engine(engine)
    if engine is not None and not isinstance(engine, str):
        yield engine, engine.table(source)
        return
    own = _engine(engine, source)
    try:
        before = _state(source)
        yield own, own.table(source)
        if _state(source) != before:
            problem = "it was changed while it was read; read a copy of it"
            raise DocumentError("", problem=problem, file=str(source))
    finally:
        own.close()


def called(source: Any) -> str:
    """Return what people call a source.

    Example:
        >>> called("events.csv"), called([])
        ('events.csv', 'the list')
    """
    return str(source) if isinstance(source, str | Path) else f"the {type(source).__name__}"


def _state(source: Any) -> tuple[int, int] | None:
    """Return when a file was last changed, and its size; None for what is no file."""
    if not isinstance(source, str | Path) or not Path(source).is_file():
        return None
    status = Path(source).stat()
    return status.st_mtime_ns, status.st_size


def _engine(name: str | None, source: Any) -> Duckdb | Sqlite:
    """Return an engine by its name, or the one that can read a source."""
    if name is None:
        tabular = isinstance(source, str | Path) and Path(source).suffix.casefold() in _TEXT
        name = "duckdb" if find_spec("duckdb") or not tabular else "sqlite"
    if name not in _EMBEDDED:
        raise UnknownReferenceError("engine", name, choices=_EMBEDDED)
    if name == "sqlite" and not isinstance(source, str | Path):
        raise DocumentError("", expected="a path, for the engine sqlite", found=called(source))
    if name == "duckdb" and find_spec("duckdb") is None:
        raise MissingExtraError("duckdb", extra="evidence")
    return _EMBEDDED[name]()
