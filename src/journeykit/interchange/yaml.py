"""YAML: the document for people who write it by hand (an extra).

It is the JSON document with short forms (`short_forms`). It is read event by event, without tags,
aliases and whatever else could make more of a file than stands in it, and every error has its line
and column. A text stays a text where texts stand: `no` and `1.10` are what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import attrs

from journeykit.bounded_read import checked_memory, decoded
from journeykit.errors import DocumentError
from journeykit.interchange.document import from_document, to_document
from journeykit.interchange.extras import needed
from journeykit.interchange.formats import Export, Format, Reading
from journeykit.interchange.losses import LossReport
from journeykit.interchange.short_forms import Expansion, WrittenNode, number_or_text, shortened
from journeykit.model import Journey
from journeykit.shapes import shape_of
from journeykit.suggestions import nearest

__all__ = ["FORMAT"]

_DEEPEST = 100
_NODE = 1_000
"""How many bytes of memory a part takes at most, beside its text."""
_WIDTH = 96
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|(?<!^)\ufeff"
)
"""What no YAML may hold (YAML 1.2.2, 5.1); its reader says neither line nor column."""


def _reads(content: bytes, *, file: str = "") -> Iterator[Reading]:
    """The journey of each document in a file."""
    for node in _documents(decoded(content)):
        if node.is_nothing:
            continue
        written = _journey(node)
        try:
            document = Expansion(file).journey(written)
            journey = from_document(document, file=file, owned=True)
        except DocumentError as error:
            raise _placed(error, written, file) from error.__cause__
        yield Reading(journey, LossReport("yaml"))


def _placed(error: DocumentError, written: WrittenNode, file: str) -> DocumentError:
    """The error with its line and column, which are noted only where they are asked for."""
    if error.line:
        return error
    expansion = Expansion(file, notes_positions=True)
    with suppress(DocumentError):
        expansion.journey(written)
    return expansion.at(error)


def _journey(node: WrittenNode) -> WrittenNode:
    """The journey of a document, which may leave out the frame of the JSON document."""
    if not isinstance(node.value, dict):
        problem = 'expected a mapping with "name" and "stages"'
        raise DocumentError("", problem=problem, line=node.line, column=node.column)
    members = dict(node.value)
    version = members.pop("journeykit", None)
    if version is not None and version.value != "1":
        # The document itself says what a newer version means.
        from_document({"journeykit": _version(version)})
    if set(members) == {"journey"} or ("journey" in members and "name" not in members):
        extra = next((name for name in members if name != "journey"), None)
        if extra is not None:
            at = members[extra]
            suggestion = nearest(extra, ["journeykit", "journey"])
            raise DocumentError(
                extra,
                expected='"journeykit" and "journey" alone',
                suggestion=suggestion,
                line=at.line,
                column=at.column,
            )
        return members["journey"]
    return WrittenNode(members, node.line, node.column)


def _version(node: WrittenNode) -> Any:
    text = str(node.value)
    return int(text) if text.isdecimal() and len(text) < 9 else text  # noqa: PLR2004 — a version


def _documents(text: str) -> Iterator[WrittenNode]:
    """The documents of a text, each as one node."""
    yaml = needed("yaml", "yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _NodeBuilder(len(text))
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event, type(event).__name__)
            if builder.document is not None:
                yield builder.document
                builder.document = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"it is no YAML: {error.problem or error.context}"
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise DocumentError("", problem=problem, line=line, column=column) from error
    except yaml.reader.ReaderError as error:
        match = next(_UNPRINTABLE.finditer(text), None)
        start = match.start() if match else len(text)
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        problem = f"it is no YAML: {error.reason}"
        raise DocumentError("", problem=problem, line=line, column=column) from error


class _NodeBuilder:
    """Builds nodes of events, without recursion and within bounds."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.open: list[tuple[WrittenNode, list[WrittenNode]]] = []
        self.document: WrittenNode | None = None
        self.count = 0

    def take(self, event: Any, kind: str) -> None:
        """Take one event."""
        if kind == "AliasEvent":
            raise self._error(event, f"the alias *{event.anchor} is not read; write it out")
        if getattr(event, "tag", None) is not None and event.tag != "!":
            raise self._error(event, f"the tag {event.tag} is not read")
        if kind == "ScalarEvent":
            # The line break that ends a block of text is no part of what somebody says.
            text = event.value.rstrip("\n") if event.style in {"|", ">"} else event.value
            self._add(WrittenNode(text, *_line_and_column(event), plain=not event.style))
        elif kind in {"SequenceStartEvent", "MappingStartEvent"}:
            if len(self.open) >= _DEEPEST:
                raise self._error(event, f"it is nested more than {_DEEPEST} deep")
            value: Any = [] if kind == "SequenceStartEvent" else {}
            self.open.append((WrittenNode(value, *_line_and_column(event)), []))
        elif kind in {"SequenceEndEvent", "MappingEndEvent"}:
            node, held = self.open.pop()
            self._add(self._closed(node, held))

    def _add(self, node: WrittenNode) -> None:
        self.count += 1
        checked_memory(self.count * _NODE, self.size)
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.document = node

    def _closed(self, node: WrittenNode, held: list[WrittenNode]) -> WrittenNode:
        """A list or a mapping with all that it holds."""
        if isinstance(node.value, list):
            return WrittenNode(held, node.line, node.column)
        members: dict[str, WrittenNode] = {}
        for key, value in zip(held[::2], held[1::2], strict=True):
            if not isinstance(key.value, str):
                raise self._at(key, "a key is a text")
            if key.value in members:
                raise self._at(key, f'the key "{key.value[:60]}" stands here twice')
            members[key.value] = value
        return WrittenNode(members, node.line, node.column)

    def _error(self, event: Any, problem: str) -> DocumentError:
        line, column = _line_and_column(event)
        return DocumentError("", problem=problem, line=line, column=column)

    @staticmethod
    def _at(node: WrittenNode, problem: str) -> DocumentError:
        return DocumentError("", problem=problem, line=node.line, column=node.column)


def _line_and_column(event: Any) -> tuple[int, int]:
    """The line and the column of an event."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def _writes(journey: Journey) -> Export:
    """A document with short forms, which loses nothing."""
    yaml = needed("yaml", "yaml")
    document = to_document(journey)
    document["journey"] = shortened(document["journey"], shape_of(Journey))
    text = yaml.dump(
        document, Dumper=_dumper(yaml), allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return Export(text.encode(), LossReport("yaml"))


def _dumper(yaml: Any) -> Any:
    """A dumper that quotes what this reader takes for a number, though YAML 1.1 does not: `1e5`."""

    def text_node(dumper: Any, text: str) -> Any:
        style = None if isinstance(number_or_text(text), str) else "'"
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(str, text_node)
    return dumper


_TOP_LEVEL_KEY = re.compile(r"""^["']?(\w+(?:[ -]\w+)*)["']?[ \t]*:(?=\s|$)""", flags=re.MULTILINE)
_NAMED_STAGE = re.compile(r"^[ \t]*-[ \t]+stage[ \t]*:", flags=re.MULTILINE)
"""How build servers name their stages, and journeys do not."""


def _is_ours(content: bytes) -> bool:
    """Tell a journey from what else is kept in YAML, such as workflows and services.

    By its keys alone, so that a journey with a mistake in it is one too.
    """
    documents = re.split(r"^---", content.decode("utf-8-sig", "replace"), flags=re.MULTILINE)
    return any(map(_is_our_document, documents))


def _is_our_document(text: str) -> bool:
    """Whether one document says that it is a journey, or is made like one."""
    keys = set(_TOP_LEVEL_KEY.findall(text))
    if "journeykit" in keys or keys == {"journey"}:
        return True
    names = keys & {each.name for each in attrs.fields(Journey)}
    is_like_one = {"name", "stages"} <= names and len(names) > len(keys - names)
    return is_like_one and _NAMED_STAGE.search(text) is None


FORMAT = Format(
    "yaml", (".yaml", ".yml"), _reads, _writes, "the document, written by hand", _is_ours
)
