"""Formats: the one way journeys come in and go out, whatever they are written in.

`read` and `write` find the format by the ending of a file or by its name. A format is a value with
a function that reads, one that writes, or both: those of the library stand in this package, one
module each; others come from installed packages, which name them in the group
`journeykit.formats`, or are handed over as they are.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Unpack, get_args, get_origin, get_type_hints

from attrs import field, frozen

from journeykit import fields
from journeykit.arguments import part, path_of, same
from journeykit.atomic_write import write_whole
from journeykit.bounded_read import checked_limit, read_whole, refuse_no_file
from journeykit.errors import DocumentError, FolderError, ModelError, UnknownReferenceError
from journeykit.extensions import Extension, extensions
from journeykit.extensions import names as names_in
from journeykit.interchange.losses import LossReport
from journeykit.model import Journey

GROUP = "journeykit.formats"
"""The group of entry points that name formats."""

LARGEST_FILE = 50_000_000
"""How many bytes a file may have unless somebody says otherwise."""


@frozen
class Reading:
    """A journey that was read, and what that cost.

    Args:
        losses: What was lost, changed and guessed.
    """

    journey: Journey
    losses: LossReport

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen(repr=False)
class Export:
    """A journey in some format, and what that cost.

    Args:
        content: The bytes of the file.
        losses: What was lost and changed.
    """

    content: bytes
    losses: LossReport

    _repr_html_ = fields.card

    @property
    def text(self) -> str:
        """The content as text; formats that are no text raise a `DocumentError`."""
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            problem = f"{self.losses.format} is no text; use .content for its bytes"
            raise DocumentError("", problem=problem) from None

    def __repr__(self) -> str:
        """Show the size."""
        return f"Export({len(self.content):,} bytes, {self.losses!r})"


Reader = Callable[..., Iterable[Reading]]
"""Takes the bytes of a file and its options, and gives every journey in it.

One that has a keyword `file` is told the path, for locations.
"""

Writer = Callable[..., Export]
"""Takes a journey and its options."""


Recogniser = Callable[[bytes], bool]
"""Tells by the bytes of a file whether it holds a journey."""


def when_named(content: bytes) -> bool:  # noqa: ARG001 — nothing in such a file tells
    """Take no file of a folder for a journey: tables and pages are read when they are named."""
    return False


def _always(content: bytes) -> bool:  # noqa: ARG001 — the ending tells enough
    """Take every file with the endings of a format."""
    return True


@frozen
class Format:
    r"""A format that journeys can be read from, written to, or both.

    Args:
        name: What it is called, such as `mermaid`.
        suffixes: The endings of its files, such as `.mmd`.
        reads: Gives every journey in the bytes of a file; None if it cannot be read.
        writes: Writes a journey; None if it cannot be written.
        description: What it is, in a few words.
        recognises: Tells by its content whether a file with one of the endings holds a journey, so
            that a check of the folder in which it lies reads it; each does if left out.

    Example:
        >>> from journeykit import export, journey
        >>> lines = Format("lines", (".txt",), writes=lambda journey: Export(
        ...     "\n".join(stage.name for stage in journey.stages).encode(), LossReport("lines")))
        >>> export(journey("Shop").stage("Purchase"), lines).text
        'Purchase'
    """

    name: str = field(validator=fields.name)
    suffixes: tuple[str, ...] = field(default=(), converter=fields.as_texts)
    reads: Reader | None = None
    writes: Writer | None = None
    description: str = ""
    recognises: Recogniser = field(default=_always, repr=False)

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen
class _BuiltIn:
    """A format of the library, whose module is imported when it is used."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    attribute: str = "FORMAT"

    def loaded(self) -> Format:
        """The format itself."""
        module = import_module(f"journeykit.interchange.{self.module}")
        format: Format = getattr(module, self.attribute)
        return format


_BUILT_IN = (
    _BuiltIn("json", (".json",), "json"),
    _BuiltIn("mermaid", (".mmd", ".mermaid"), "mermaid"),
    _BuiltIn("csv", (".csv",), "csv"),
    _BuiltIn("yaml", (".yaml", ".yml"), "yaml"),
    _BuiltIn("xlsx", (".xlsx",), "xlsx"),
    _BuiltIn("frame", (), "frames"),
    _BuiltIn("markdown", (".md", ".markdown"), "markdown"),
    _BuiltIn("tsv", (".tsv", ".tab"), "csv", "TSV"),
    _BuiltIn("action-plan", (".plan.csv",), "action_plan"),
    _BuiltIn("graphml", (".graphml",), "graphs"),
    _BuiltIn("node-link", (".node-link.json",), "graphs", "NODE_LINK"),
    _BuiltIn("drawio", (".drawio",), "drawio"),
    _BuiltIn("pptx", (".pptx",), "pptx"),
)


def formats() -> tuple[str, ...]:
    """Return the names of all formats: those of the library, then those of installed packages.

    Returns:
        The names; nothing is loaded for that.

    Example:
        >>> "mermaid" in formats()
        True
    """
    return tuple(dict.fromkeys((*(each.name for each in _BUILT_IN), *names_in(GROUP))))


def read(
    source: str | os.PathLike[str] | IO[str] | IO[bytes] | object,
    format: Format | str | None = None,
    *,
    journey: str | None = None,
    limit: int = LARGEST_FILE,
    **options: Any,
) -> Reading:
    r"""Read a journey from a file, and tell what was lost or guessed.

    Args:
        source: The path of a file, an open file, or a data frame.
        format: The name of the format, or the format itself; by the ending of the file if left out.
        journey: The name or key of the journey, where the file holds several.
        limit: How many bytes the file may have.
        **options: What the format takes, such as `scale=` or `columns=`.

    Returns:
        The journey and the losses.

    Raises:
        DocumentError: The file cannot be read as that format, or holds no journey, or several.
        UnknownReferenceError: There is no such format, option or journey.
        FileMissingError: There is no such file; with the nearest name in its folder.
        OSError: The file cannot be opened, as a folder cannot.

    Example:
        >>> from io import StringIO
        >>> reading = read(StringIO("journey\n  section Buy\n    Pay: 4: Maya"), "mermaid")
        >>> reading.journey
        Journey('Journey', 1 persona, 1 stage, 1 touchpoint, 0 transitions)
    """
    readings = read_all(source, format, limit=limit, **options)
    if journey is not None:
        wanted = [each for each in readings if journey in {each.journey.name, each.journey.key}]
        if not wanted:
            names = [each.journey.name for each in readings]
            raise UnknownReferenceError("journey", journey, choices=names, where=_name_of(source))
        return _only(wanted, source)
    return _only(readings, source)


def _only(readings: Sequence[Reading], source: object) -> Reading:
    """The one reading there is."""
    if len(readings) > 1:
        listed = ", ".join(f'"{each.journey.name}"' for each in readings[:5])
        problem = (
            f"it holds {len(readings)} journeys: {listed}; name one with journey=, "
            "or read them all with read_all"
        )
        raise DocumentError("", problem=problem, file=_name_of(source))
    return readings[0]


def read_all(
    source: str | os.PathLike[str] | IO[str] | IO[bytes] | object,
    format: Format | str | None = None,
    *,
    limit: int = LARGEST_FILE,
    **options: Any,
) -> tuple[Reading, ...]:
    """Read every journey of a file, such as all Mermaid blocks of a Markdown page.

    Args:
        source: The path of a file, an open file, or a data frame.
        format: The name of the format, or the format itself; by the ending of the file if left out.
        limit: How many bytes the file may have.
        **options: What the format takes.

    Returns:
        At least one journey, with its losses.

    Raises:
        DocumentError: The file cannot be read as that format, or holds no journey.
        UnknownReferenceError: There is no such format or option.
        FileMissingError: There is no such file; with the nearest name in its folder.
        OSError: The file cannot be opened, as a folder cannot.
    """
    file = _name_of(source)
    is_frame = not file and part(source, "read") is None
    if file:
        refuse_no_file(file)  # before its ending is found to be wrong
    chosen = format_of("frame" if is_frame and format is None else format, file)
    if chosen.reads is None:
        raise DocumentError("", problem=f"{chosen.name} can be written, not read", file=file)
    _refuse_unknown(options, chosen.reads, chosen)
    try:
        content = _content_of(source, limit)
        readings = tuple(chosen.reads(content, **_with_file(chosen.reads, file), **options))
    except DocumentError as error:
        raise (error if error.file or not file else error.inside(file)) from error.__cause__
    if not readings:
        problem = f"it holds no journey that can be read as {chosen.name}"
        raise DocumentError("", problem=problem, file=file)
    return readings


def export(journey: Journey, format: Format | str, **options: Any) -> Export:
    """Write a journey in a format, and tell what was lost.

    Args:
        format: The name of the format, or the format itself.
        **options: What the format takes.

    Returns:
        The content and the losses.

    Raises:
        UnknownReferenceError: There is no such format or option.
        DocumentError: The format can be read, not written.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> made = export(journey("Shop").stage("Purchase", touchpoint("Pays")), "mermaid")
        >>> print(made.text)
        journey
          title Shop
          section Purchase
            Pays: 3
    """
    fields.expect(journey, Journey, "a journey")
    chosen = format_of(format, "")
    if chosen.writes is None:
        raise DocumentError("", problem=f"{chosen.name} can be read, not written")
    _refuse_unknown(options, chosen.writes, chosen)
    return chosen.writes(journey, **options)


def write(
    journey: Journey,
    path: str | os.PathLike[str],
    format: Format | str | None = None,
    **options: Any,
) -> LossReport:
    """Write a journey to a file, whole or not at all, and tell what was lost.

    Args:
        path: The file; one that is there is replaced in one step.
        format: The name of the format, or the format itself; by the ending of the file if left out.
        **options: What the format takes.

    Returns:
        The losses.

    Raises:
        UnknownReferenceError: There is no such format or option.
        DocumentError: The format can be read, not written.
        FolderError: It is a folder.
        OSError: The file cannot be written.
    """
    if Path(path_of(path)).is_dir():  # before its ending is found to be wrong
        raise FolderError(path_of(path))
    document = export(journey, format_of(format, path_of(path)), **options)
    write_whole(path, document.content)
    return document.losses


def _content_of(source: object, limit: int) -> object:
    """The bytes of a path or an open file; a data frame as it is."""
    if isinstance(source, str | os.PathLike):
        return read_whole(source, limit=limit)
    stream: Any = source
    if part(stream, "read") is not None:
        content = stream.read(checked_limit(limit) + 1)
        return _bounded(content.encode() if isinstance(content, str) else content, limit)
    return source


def _bounded(content: bytes, limit: int) -> bytes:
    """The same bytes, if they are not too many."""
    if len(content) > limit:
        raise DocumentError("", problem=f"it is larger than the limit of {limit:,} bytes")
    return content


def _name_of(source: object) -> str:
    """The path of a file, if it has one."""
    return path_of(source) if isinstance(source, str | os.PathLike) else ""


def format_of(format: Format | str | None, file: str) -> Format:
    """Return the format of a name, or else the one that the ending of a file stands for.

    Args:
        format: The name of the format, or the format itself.
        file: The path of the file; empty if it is none.

    Raises:
        UnknownReferenceError: There is no such format, and none of such an ending.
        ModelError: Neither is known.
    """
    if isinstance(format, Format):
        return format
    if format is None and not file:
        raise ModelError("what is no file has no ending to tell its format; name one with format=")
    chosen = _named(format) if format is not None else format_by_ending(file, brought_formats)
    if chosen is None and format is not None:
        raise UnknownReferenceError("format", format, choices=formats(), where=_failures())
    if chosen is None:
        suffixes = [suffix for each in _BUILT_IN for suffix in each.suffixes]
        ending = Path(file).suffix or "no ending"
        where = "; ".join(filter(None, (file, _failures())))
        raise UnknownReferenceError("format of file", ending, choices=suffixes, where=where)
    return chosen


def _named(name: str) -> Format | None:
    """The format of a name; of the installed packages only those are loaded that use it."""
    for each in _BUILT_IN:
        if same(each.name, name):
            return each.loaded()
    brought = [_as_format(each) for each in extensions(GROUP, name)]
    return next((each for each in brought if isinstance(each, Format)), None)


def format_by_ending(file: str, brought: Callable[[], Iterable[Format]]) -> Format | None:
    """Return the format that the ending of a file stands for, if there is one.

    Args:
        file: The path of the file.
        brought: Gives the formats of installed packages, if none of the library has that ending.

    Returns:
        The format; the one with the longest ending of the library's own.
    """
    file = Path(file).name.lower()
    listed = ((suffix, each) for each in _BUILT_IN for suffix in each.suffixes)
    fitting = [(len(suffix), each) for suffix, each in listed if file.endswith(suffix)]
    if fitting:  # .plan.csv is longer than .csv
        return max(fitting, key=lambda one: one[0])[1].loaded()
    return next((each for each in brought() if file.endswith(each.suffixes)), None)


def brought_formats() -> tuple[Format, ...]:
    """Return the formats that installed packages bring, without those that cannot be loaded."""
    brought = (_as_format(each) for each in extensions(GROUP))
    return tuple(each for each in brought if isinstance(each, Format))


def _as_format(extension: Extension) -> Format | str:
    """The format that a package brings, or what is wrong with it."""
    if extension.failed:
        return str(extension)
    if not isinstance(extension.value, Format):
        return f"{extension}: expected a Format, got {fields.described(extension.value)}"
    return extension.value


def _failures() -> str:
    """What is wrong with the formats of installed packages, in words."""
    brought = (_as_format(each) for each in extensions(GROUP))
    return "; ".join(each for each in brought if isinstance(each, str))


def _with_file(reader: Reader, file: str) -> dict[str, str]:
    """The path of the file, for a reader that wants to know it."""
    return {"file": file} if "file" in inspect.signature(reader).parameters else {}


def _refuse_unknown(options: dict[str, Any], function: Callable[..., object], of: Format) -> None:
    """Refuse an option that a format does not take."""
    keywords = _keywords(function)
    if keywords is None:
        return
    taken = [name for name in keywords if name != "file"]
    for name in options:
        if name not in taken:
            raise UnknownReferenceError("option", name, choices=taken, where=f"format {of.name}")


def _keywords(function: Callable[..., object]) -> list[str] | None:
    """The keywords that a function takes; None if it takes any."""
    names: list[str] = []
    for each in inspect.signature(function).parameters.values():
        if each.kind is each.KEYWORD_ONLY:
            names.append(each.name)
        elif each.kind is each.VAR_KEYWORD:
            hint = get_type_hints(function).get(each.name)
            if get_origin(hint) is not Unpack:
                return None
            names.extend(get_type_hints(get_args(hint)[0]))
    return names
