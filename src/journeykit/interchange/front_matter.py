"""Front matter: the settings above a Mermaid diagram, of which its title is part of a journey.

Mermaid reads them as YAML and refuses the whole diagram where they are none. Here the lines that
people write are understood; of any other it is said that Mermaid may refuse it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from attrs import frozen

__all__ = ["FrontMatter", "front_matter"]


@frozen
class FrontMatter:
    """What stands above a diagram.

    Args:
        end: Where the diagram begins; 0 if nothing stands above it.
        dropped: Where something stands that is no part of a journey, what it is, and why.
    """

    end: int = 0
    title: str = ""
    dropped: tuple[tuple[int, str, str], ...] = ()


_OPENING = re.compile(r"([^\S\n]*)-{3}[^\S\n]*\n")
_CLOSING = r"\n{}-{{3}}\s*\n"


def front_matter(text: str) -> FrontMatter:
    r"""Read what stands above a diagram.

    Args:
        text: The text, with newlines alone between its lines.

    Returns:
        The title, and where the diagram begins.

    Example:
        >>> front_matter("---\ntitle: Tea\n---\njourney").title
        'Tea'
    """
    opening = _OPENING.match(text)
    closing = opening and re.compile(_CLOSING.format(re.escape(opening[1])))
    closed = opening and closing and closing.search(text, opening.end())
    if not opening or not closed:
        return FrontMatter()
    lines = _Lines(text[opening.end() : closed.start()], opening.end())
    dropped = list(lines.doubtful())
    if lines.has_settings:
        dropped.append((0, "front matter", "how it is drawn is no part of a journey"))
    return FrontMatter(closed.end(), lines.title, tuple(dropped))


_DOUBT = "Mermaid may refuse the diagram: this line of its front matter does not look like YAML"
_NO_TEXT = "a title that is no plain text"
_BLANK = re.compile(r"[ \t]*(?:#.*)?")
_ENTRY = re.compile(r"""( *)(-[ ]+)?(?:([\w.-]+|'[^']*'|"[^"\\]*")[ ]*:(?=[ \t]|$))?[ \t]*(.*)""")
_QUOTED = re.compile(r"""(?:'((?:[^']|'')*)'|("(?:[^"\\]|\\.)*"))[ \t]*(?:[ ]#.*)?""")
_BLOCK = re.compile(r"[|>][-+\d]*[ \t]*(?:[ ]#.*)?")
_TEXTS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")
_NO_PLAIN = re.compile(r"[,\]}%@`*]|[?:-](?:[ \t]|$)")
_NOTHING = frozenset({"", "~", "null", "false", "0"})


class _Lines:
    """The lines between the rules."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.title = ""
        self.has_settings = False
        self.levels: list[tuple[int, set[str]]] = []
        self.opens = True
        self.block: int | None = None

    def doubtful(self) -> Iterator[tuple[int, str, str]]:
        """The lines of which Mermaid may make something else, or nothing."""
        start = self.start
        for line in self.text.split("\n"):
            if not _BLANK.fullmatch(line) and (reason := self._doubt(line)):
                yield start, line, reason
            start += len(line) + 1

    def _doubt(self, line: str) -> str:
        """Why a line is doubtful; empty where it is plain."""
        entry = _ENTRY.match(line)
        assert entry is not None  # noqa: S101 — it takes whatever a line holds
        depth, key, value = len(entry[1]), (entry[3] or "").strip("\"'"), entry[4]
        if self.block is not None and depth > self.block:
            return ""
        self.block = None
        is_placed = self._enter(depth, key, is_item=bool(entry[2]))
        self.opens = not value or _BLANK.fullmatch(value) is not None
        if _BLOCK.fullmatch(value):
            self.block = depth
        is_own = len(self.levels) == 1
        self.has_settings |= is_own and key in {"config", "displayMode"}
        if not is_placed or not (entry[2] or entry[3]) or not _is_value(value):
            return _DOUBT
        title = _text_of(value) if is_own and key == "title" else self.title
        self.title = title or ""
        return _NO_TEXT if title is None else ""

    def _enter(self, depth: int, key: str, *, is_item: bool) -> bool:
        """Whether a line may stand so far from the margin, and its key is new there."""
        while self.levels and depth < self.levels[-1][0]:
            self.levels.pop()
        level = self.levels[-1] if self.levels else None
        if level is None or depth > level[0]:
            if not self.opens:
                return False
            level = (depth, set())
            self.levels.append(level)
        if is_item or not key:
            return True
        is_new = key not in level[1]
        level[1].add(key)
        return is_new


def _is_value(value: str) -> bool:
    """Whether a value is complete on its line."""
    if value[:1] in {"'", '"'}:
        return _QUOTED.fullmatch(value) is not None
    if value[:1] in {"[", "{"}:
        bare = _TEXTS.sub("", value)
        return all(bare.count(a) == bare.count(b) for a, b in ("[]", "{}"))
    plain = re.split(r"[ \t]#", value, maxsplit=1)[0].rstrip()
    return not _NO_PLAIN.match(plain) and ": " not in plain and not plain.endswith(":")


def _text_of(value: str) -> str | None:
    """The text of a scalar; None if it is no scalar, or one that only YAML understands."""
    quoted = _QUOTED.fullmatch(value)
    if quoted and quoted[2]:
        try:
            return str(json.loads(quoted[2]))
        except ValueError:
            return None
    if quoted:
        return quoted[1].replace("''", "'")
    plain = re.split(r"[ \t]#", value, maxsplit=1)[0].rstrip()
    if plain[:1] in tuple("|>[{&!"):
        return None
    return "" if plain.casefold() in _NOTHING else plain
