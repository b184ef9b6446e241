"""The syntax of Mermaid's `journey` diagram, read exactly as Mermaid 11 reads it.

Mermaid prepares a text (line ends, front matter, directives, comments, entity codes), cuts it into
tokens, the first rule that fits winning, and keeps a title, sections and tasks. So does `parse`.
What Mermaid drops without a word is kept aside, with its line and the reason.
"""

from __future__ import annotations

import html
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from journeykit.errors import DocumentError
from journeykit.interchange.front_matter import front_matter

# Mermaid is JavaScript, whose white space is not quite Python's, and whose words are ASCII.
_SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACE = f"[{_SPACES}]"
_TRIMMED = "".join(map(chr, (*range(0x2000, 0x200B), *range(9, 14), 32, 0xA0, 0x1680))) + (
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""What stands for `#` and `;` around an entity code while the text is cut into tokens."""


@frozen
class Task:
    """One task, as Mermaid keeps it.

    Args:
        section: The section it stands in; empty before the first one.
        index: The index of that section; -1 before the first one.
        name: What it is called.
        score: Its number: NaN for what is no number, 0 for nothing at all.
        written: How the score was written.
        people: The actors, in order, repeated and empty ones among them.
        line: The line it starts in.
    """

    section: str
    index: int
    name: str
    score: float
    written: str
    people: tuple[str, ...]
    line: int


@frozen
class Dropped:
    """Something that Mermaid leaves out without a word.

    Args:
        text: What it was.
        reason: Why it is left out.
        line: The line it starts in.
    """

    text: str
    reason: str
    line: int


@frozen
class MermaidDiagram:
    """What Mermaid knows of a journey.

    Args:
        title: The title; the last one wins.
        accessible_title: The title for screen readers.
        description: The description for screen readers.
        sections: The names of the sections in order, each with its line.
        tasks: The tasks in order.
        dropped: What was left out.
    """

    title: str = ""
    accessible_title: str = ""
    description: str = ""
    sections: tuple[tuple[str, int], ...] = ()
    tasks: tuple[Task, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def is_journey(text: str) -> bool:
    """Tell whether Mermaid would take a text for a journey.

    Args:
        text: The text of a diagram.

    Returns:
        Whether it starts with the word `journey`, after front matter, directives and comments.
    """
    return _prepared(text).source.text.startswith("journey")


def parse(text: str) -> MermaidDiagram:
    r"""Read a diagram.

    Args:
        text: The text, from `journey` or the front matter on.

    Returns:
        What Mermaid knows of it.

    Raises:
        DocumentError: Mermaid does not take it; the error has the line and the column.

    Example:
        >>> parse("journey\\n section Tea\\n  Make tea: 5: Me").tasks[0].people
        ('Me',)
    """
    return _DiagramParser(text).diagram()


def number(written: str) -> float:
    """Return what JavaScript's `Number` makes of a text.

    Returns:
        The number; NaN for what is none, 0 for nothing.

    Example:
        >>> number(" 0x3 "), number("3.5"), number(""), number("high")
        (3.0, 3.5, 0.0, nan)
    """
    text = written.strip(_TRIMMED)
    if not text:
        return 0.0
    if _BASED.fullmatch(text):
        return _as_float(int(text[2:], {"x": 16, "o": 8, "b": 2}[text[1].lower()]))
    if text.lstrip("+-") == "Infinity" and len(text) <= len("-Infinity"):
        return -math.inf if text[0] == "-" else math.inf
    return float(text) if _DECIMAL.fullmatch(text) else math.nan


_BASED = re.compile("0(?:[xX][0-9a-fA-F]{1,400}|[oO][0-7]{1,400}|[bB][01]{1,1100})")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _as_float(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return math.inf


# ------------------------------------------------------------------------------ preparation


@frozen
class _Source:
    """A text from which parts were cut, and where each remaining part stood before."""

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origin(self, position: int) -> int:
        """Where a character stood in the text before the cuts."""
        part = bisect_right(self.starts, position) - 1
        return self.origins[part] + position - self.starts[part]

    def without(self, spans: Iterable[tuple[int, int]]) -> _Source:
        """The same text without some parts of it."""
        kept: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length, last = 0, 0
        for start, end in (*spans, (len(self.text), len(self.text))):
            if start > last or not starts:
                kept.append(self.text[last:start])
                starts.append(length)
                origins.append(last)
                length += start - last
            last = max(last, end)
        before = [self.origin(position) for position in origins]
        return _Source("".join(kept), tuple(starts), tuple(before))


@frozen
class _Prepared:
    """A text that is ready to be cut into tokens, and what preparation left out."""

    original: str
    source: _Source
    title: str
    dropped: tuple[tuple[int, str, str], ...]


def _prepared(text: str) -> _Prepared:
    """Do what Mermaid does before it parses."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = _with_single_quotes(plain.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd"))
    source = _Source(plain)
    above = front_matter(plain)
    dropped = list(above.dropped)
    source = source.without([(0, above.end)])
    directives = list(_directives(source.text))
    dropped += [
        (source.origin(start), source.text[start:end], "a directive; it says how to draw")
        for start, end in directives
    ]
    source = source.without(directives)
    comments = list(_comments(source.text))
    dropped += [
        (source.origin(start), source.text[start:end], "a comment") for start, end in comments
    ]
    source = source.without(comments)
    leading = len(source.text) - len(source.text.lstrip(_TRIMMED))
    source = source.without([(0, leading)])
    for word in ("style", "classDef"):
        source = source.without(_semicolons(source.text, word))
    source = evolve(source, text=_ENTITY.sub(rf"{_OPEN}\1{_CLOSE}", source.text))
    return _Prepared(plain, source, above.title, tuple(dropped))


_TAG = re.compile(r"<[0-9A-Za-z_]+[^>]*>")
_VALUE = re.compile('="([^"]*)"')


def _with_single_quotes(text: str) -> str:
    """Write the attributes of tags with single quotes, as Mermaid does before all else."""
    end = text.rfind(">") + 1
    tags = _TAG.sub(lambda tag: _VALUE.sub(r"='\1'", tag[0]), text[:end])
    return tags + text[end:]


_DIRECTIVE = re.compile(rf"%%\{{{_SPACE}*(?:\w+{_SPACE}*:|\w+){_SPACE}*(\w+)?", flags=re.ASCII)
_DIRECTIVE_END = re.compile("\\}%%|[\u2028\u2029]|\\Z")
_SPACE_OR_END = re.compile(f"{_SPACE}*(?:\\}}%%)?")


def _directives(text: str) -> Iterator[tuple[int, int]]:
    """The places of `%%{init: …}%%` and the like; one that is not closed takes all the rest."""
    start = text.find("%%{")
    while start >= 0:
        head = _DIRECTIVE.match(text, start)
        if head is None:
            start = text.find("%%{", start + 1)
            continue
        closing = None if head[1] else _DIRECTIVE_END.search(text, head.end())
        end = head.end() if closing is None else closing.start()
        after = _SPACE_OR_END.match(text, end)
        end = after.end() if after else end
        yield start, end
        start = text.find("%%{", end)


_COMMENT = re.compile(f"{_SPACE}*%%(?!\\{{)[^\n]+\n?")
_REST = re.compile("[^\n\u2028\u2029]*[\n\u2028\u2029]?")


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The places of lines that begin with `%%`, with the empty lines right before them."""
    begin, position = 0, 0
    while position < len(text):
        line = _REST.match(text, position)
        end = line.end() if line else len(text)
        if text[position:end].lstrip(_TRIMMED):
            comment = _COMMENT.match(text, position)
            end = comment.end() if comment else end
            if comment:
                yield begin, end
            begin = end
        position = end


_ENTITY = re.compile("#([0-9A-Za-z_]+);")
"""An entity code such as `#quot;`, hidden from the lexer without moving any character."""

_STYLE = re.compile(r":[^\s#:]*#")
_LINE_END = re.compile("[\n\u2028\u2029]")


def _semicolons(text: str, word: str) -> Iterator[tuple[int, int]]:
    """The last semicolon of each line with a word, a colon and a `#`, which Mermaid takes away."""
    start = text.find(word)
    while start >= 0:
        ending = _LINE_END.search(text, start)
        end = ending.start() if ending else len(text)
        match = _STYLE.search(text, start + len(word), end)
        last = text.rfind(";", start, end)
        if match and last >= match.end():
            yield last, last + 1
        start = text.find(word, end)


def _decoded(text: str) -> str:
    """Show entity codes as Mermaid draws them."""
    if _OPEN not in text:
        return text
    text = re.sub(rf"{_OPEN}(\d+){_CLOSE}", r"&#\1;", text, flags=re.ASCII)
    return html.unescape(text.replace(_OPEN, "&").replace(_CLOSE, ";"))


# ------------------------------------------------------------------------------------ tokens

_TOKENS = re.compile(
    "|".join(
        (
            r"(?P<percent>%(?!\{)[^\n]*)",
            "(?P<tail>[^}\U00010000-\U0010ffff]%%[^\n]*)",  # one unit of UTF-16, then the signs
            r"(?P<newline>\n+)",
            rf"(?P<space>{_SPACE}+)",
            r"(?P<hash>#[^\n]*)",
            r"(?P<journey>journey(?![0-9A-Za-z_]))",
            rf"(?P<title>title{_SPACE}[^#\n;]+)",
            rf"(?P<accessible_title>accTitle{_SPACE}*:{_SPACE}*)",
            rf"(?P<description>accDescr{_SPACE}*:{_SPACE}*)",
            rf"(?P<descriptions>accDescr{_SPACE}*\{{{_SPACE}*)",
            rf"(?P<section>section{_SPACE}[^#:\n;]+)",
            r"(?P<task>[^#:\n;]+)",
            r"(?P<data>:[^#\n;]+)",
        )
    ),
    flags=re.IGNORECASE | re.ASCII,
)
_LINE = re.compile("[^\n]*")
_MOST_PEOPLE = 10_000
_SILENT = {
    "percent": "Mermaid takes a line that begins with % for a comment",
    "tail": "Mermaid takes what follows %% for a comment",
    "hash": "Mermaid takes what follows # for a comment",
}


class _DiagramParser:
    """Reads one diagram, token by token."""

    def __init__(self, text: str) -> None:
        self.prepared = _prepared(text)
        self.text = f"{self.prepared.source.text}\n"
        self.position = 0
        original = self.prepared.original
        self.lines = [0, *(match.end() for match in re.finditer("\n", original))]
        self.title = self.prepared.title
        self.accessible_title = ""
        self.description = ""
        self.sections: list[tuple[str, int]] = []
        self.tasks: list[Task] = []
        self.dropped = [
            Dropped(" ".join(text.split()), reason, self._line_column(at)[0])
            for at, text, reason in self.prepared.dropped
        ]

    def diagram(self) -> MermaidDiagram:
        """The whole of it."""
        first = _TOKENS.match(self.text)
        if not self.text.startswith("journey") or first is None or first.lastgroup != "journey":
            raise self._error(0, 'expected a Mermaid journey, which starts with "journey"')
        self.position = first.end()
        while (token := self._next()) is not None:
            self._take(token)
        self.dropped.sort(key=lambda each: each.line)
        return MermaidDiagram(
            _decoded(self.title),
            _decoded(self.accessible_title),
            _decoded(self.description),
            tuple(self.sections),
            tuple(self.tasks),
            tuple(self.dropped),
        )

    def _next(self, *, same_line: bool = False) -> re.Match[str] | None:
        """The next token that says something; what Mermaid drops in silence is kept aside."""
        while self.position < len(self.text):
            token = _TOKENS.match(self.text, self.position)
            if token is None:
                sign = self.text[self.position]
                raise self._error(self.position, f'Mermaid does not take "{sign}" here')
            self.position = token.end()
            if token.lastgroup in _SILENT:
                text = _decoded(token[0]).strip(_TRIMMED)
                reason = _SILENT[str(token.lastgroup)]
                self.dropped.append(Dropped(text, reason, self._line(token)))
            elif token.lastgroup != "space" and (same_line or token.lastgroup != "newline"):
                return token
        return None

    def _take(self, token: re.Match[str]) -> None:
        """Do what a token says."""
        match token.lastgroup:
            case "title":
                self.title = token[0][len("title ") :]
            case "accessible_title":
                self.accessible_title = self._rest_of_line(token).lstrip(_TRIMMED)
            case "description":
                self.description = self._rest_of_line(token)
            case "descriptions":
                self._descriptions(token)
            case "section":
                name = _decoded(token[0][len("section ") :])
                self.sections.append((name, self._line(token)))
            case "task":
                self._task(token)
            case "journey":
                raise self._error(token.start(), 'the word "journey" cannot begin a task')
            case _:
                raise self._error(token.start(), 'there is no name before ":"')

    def _rest_of_line(self, token: re.Match[str]) -> str:
        """The rest of the line, which an accessible title or description is."""
        rest = _LINE.match(self.text, self.position)
        value = rest[0] if rest else ""
        self.position += len(value)
        if self.position >= len(self.text):
            raise self._error(token.start(), "nothing follows the colon")
        return value.strip(_TRIMMED)

    def _descriptions(self, token: re.Match[str]) -> None:
        """A description of several lines, between braces."""
        end = self.text.find("}", self.position)
        if end < 0:
            raise self._error(token.start(), 'the "{" of accDescr is not closed')
        if end > self.position:
            value = self.text[self.position : end].strip(_TRIMMED)
            self.description = re.sub(f"\n{_SPACE}+", "\n", value)
        self.position = end + 1

    def _task(self, token: re.Match[str]) -> None:
        """A task and its data."""
        data = self._next(same_line=True)
        if data is None or data.lastgroup != "data":
            raise self._error(
                token.start(), f'"{_decoded(token[0]).strip(_TRIMMED)[:40]}" has no score after it'
            )
        pieces = data[0][1:].split(":")
        people = pieces[1].split(",", _MOST_PEOPLE + 1) if len(pieces) > 1 else []
        if len(people) > _MOST_PEOPLE:
            problem = f"a task has more than {_MOST_PEOPLE:,} actors"
            raise self._error(token.start(), problem)
        line = self._line(token)
        if len(pieces) > 2:  # noqa: PLR2004 — score and people
            rest = _decoded(":".join(pieces[2:])).strip(_TRIMMED)
            self.dropped.append(Dropped(rest, "Mermaid reads no third part of a task", line))
        self.tasks.append(
            Task(
                self.sections[-1][0] if self.sections else "",
                len(self.sections) - 1,
                _decoded(token[0]),
                number(pieces[0]),
                pieces[0].strip(_TRIMMED),
                tuple(_decoded(each).strip(_TRIMMED) for each in people),
                line,
            )
        )

    def _line(self, token: re.Match[str]) -> int:
        """The line in which what a token says starts."""
        blank = len(token[0]) - len(token[0].lstrip(_TRIMMED))
        return self._line_column(self.prepared.source.origin(token.start() + blank))[0]

    def _line_column(self, origin: int) -> tuple[int, int]:
        """The line and the column of a character of the original text."""
        line = bisect_right(self.lines, origin)
        return line, origin - self.lines[line - 1] + 1

    def _error(self, position: int, problem: str) -> DocumentError:
        """An error with the place in the original text."""
        line, column = self._line_column(self.prepared.source.origin(position))
        return DocumentError("", problem=problem, line=line, column=column)
