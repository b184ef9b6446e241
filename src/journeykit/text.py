"""Text that people typed: what is admitted, the key it makes, and how wide it stands.

Everything a person writes into a journey passes `admissible` once, when the value is made, so that
every output may take text for clean and has only its own syntax to escape.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from unicodedata import bidirectional, category, east_asian_width, normalize

from journeykit.errors import InadmissibleTextError
from journeykit.printable import ISOLATE_END, ISOLATE_STARTS, SUSPICIOUS, stray_isolate

__all__ = [
    "LONGEST_TEXT",
    "admissible",
    "breakable",
    "clusters",
    "is_right_to_left",
    "isolated",
    "mended",
    "slug",
    "width",
    "wrapped",
]

LONGEST_TEXT = 4096
"""The most characters one text may have."""

_LONGEST_SLUG = 80


def admissible(text: str, where: str = "") -> str:
    r"""Return a text if every output can show it safely.

    Lines that end in a carriage return and a line feed, as text pasted on Windows does, end in one
    line feed; everything else stays as it is. Refused are control characters other than tab and
    newline, noncharacters, lone surrogates, bidirectional embeddings and overrides (U+202A to
    U+202E), bidirectional isolates (U+2066 to U+2069) that do not pair up within a paragraph, and
    more than 4,096 characters. Paired isolates are admitted, since they are the right way to quote
    a name of the other direction.

    Args:
        text: What somebody wrote.
        where: What it is meant for, for the message: `'the name of a touchpoint'`.

    Returns:
        The same text, each line ended by one line feed.

    Raises:
        TypeError: If it is no text at all.
        InadmissibleTextError: If it is refused; the error tells where and why.

    Example:
        >>> admissible("Pays, at last")
        'Pays, at last'
        >>> admissible("Pays\x00")
        Traceback (most recent call last):
        journeykit.errors.InadmissibleTextError: text not allowed: U+0000 is a control ...
    """
    if not isinstance(text, str):
        named_place = f" for {where}" if where else ""
        message = f"expected text{named_place}, not {type(text).__name__}"
        raise TypeError(message)
    if len(text) > LONGEST_TEXT:
        reason = f"it has {len(text):,} characters, of at most {LONGEST_TEXT:,}"
        raise InadmissibleTextError(text, position=LONGEST_TEXT, reason=reason, where=where)
    # Printable ASCII is nearly all there is in nearly every journey, and known without a search.
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    if re.search(SUSPICIOUS, text):
        _examine(text, where)
    return text


def _examine(text: str, where: str) -> None:
    for match in re.finditer(SUSPICIOUS, text):
        if not "\u2066" <= match[0] <= "\u2069":
            reason = f"U+{ord(match[0]):04X} is {_kind_of(match[0])}"
            raise InadmissibleTextError(text, position=match.start(), reason=reason, where=where)
    stray = stray_isolate(text)
    if stray is not None:
        reason = f"U+{ord(text[stray]):04X} is a bidirectional isolate without its other half"
        raise InadmissibleTextError(text, position=stray, reason=reason, where=where)


def _kind_of(character: str) -> str:
    if "\u202a" <= character <= "\u202e":
        return "a bidirectional override"
    if character == "\r":
        return "a carriage return (end a line with a newline alone)"
    return {"Cc": "a control character", "Cs": "a lone surrogate"}.get(
        category(character), "a noncharacter"
    )


def mended(text: str) -> str:
    r"""Return a text that every output can show, whoever wrote it.

    What a rule of another package says, or an error of its own, never passed `admissible`.

    Args:
        text: Any text, of any length.

    Returns:
        The text, with U+FFFD in the place of each character that is not admitted.

    Example:
        >>> mended("rule raised \x1b[31mred\r\n")
        'rule raised \ufffd[31mred\n'
    """
    if text.isascii() and text.isprintable():
        return text
    unix = text.replace("\r\n", "\n")
    stray = stray_isolate(unix) is not None
    return re.sub(
        SUSPICIOUS,
        lambda match: match[0] if "\u2066" <= match[0] <= "\u2069" and not stray else "\ufffd",
        unix,
    )


def slug(name: str) -> str:
    """Return the key that a name makes when none is given.

    The rule: capitals become small and look-alike forms one (Unicode's NFKC case folding); letters,
    digits and their marks of every script stay, accents included; all that stands between them
    becomes one hyphen; hyphens at both ends go. A name without any letter or digit is spelled by
    its code points after `u`. More than 80 characters are cut and end in a checksum of the rest.
    What is longer than any text of a journey may be is read no further.

    Accents stay because dropping them would merge different words (`für`, `fur`), and for most
    scripts there is nothing to drop.

    Args:
        name: A name as people read it.

    Returns:
        A key: never empty, the same on every machine, and its own slug.

    Example:
        >>> slug("Clicks an ad!")
        'clicks-an-ad'
        >>> slug("Überprüfung — Größe")
        'überprüfung-grösse'
        >>> slug("お支払い")
        'お支払い'
        >>> slug("😀🎉")
        'u-1f600-1f389'
    """
    name = name[:LONGEST_TEXT]
    key = _NOT_IN_ASCII_KEY.sub("-", name.lower()) if name.isascii() else _folded_key(name)
    key = key.strip("-") or "-".join(["u", *(f"{ord(c):x}" for c in _visible(name) or name)])
    if len(key) <= _LONGEST_SLUG:
        return key
    # A checksum is enough: should two keys ever meet, the model refuses them by name.
    checksum = f"-{zlib.crc32(key.encode('utf-8', 'surrogatepass')):08x}"
    return key[: _LONGEST_SLUG - len(checksum)].rstrip("-") + checksum


_NOT_IN_ASCII_KEY = re.compile("[^a-z0-9]+")


def _folded_key(name: str) -> str:
    # The order of Unicode's identifier caseless match (Standard, section 3.13, D147).
    folded = normalize("NFKC", normalize("NFD", _visible(name)).casefold())
    folded = normalize("NFKC", folded.casefold())
    key: list[str] = []
    kept = False
    for character in folded:
        kind = category(character)[0]
        if kind in "LN" or (kind == "M" and kept):  # a mark needs a letter to stand on
            key.append(character)
            kept = True
        elif kept:
            key.append("-")
            kept = False
    return "".join(key)


def _visible(name: str) -> str:
    """Leave out joiners, soft hyphens and variation selectors: they change looks, not words."""
    return "".join(c for c in name if category(c) != "Cf" and not _is_variation_selector(c))


_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u2800\u3164\uffa0")
"""Letters and marks that show nothing: the fillers of Hangul, the empty pattern of Braille, and
what Unicode leaves out where it means nothing (Default_Ignorable_Code_Point)."""


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    Args:
        number: How many.
        noun: Of what, in the singular.

    Returns:
        Both, the noun in the plural where it has to be.

    Example:
        >>> counted(1, "stage"), counted(3, "stage")
        ('1 stage', '3 stages')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shows(text: str) -> bool:
    """Return whether anything of a text can be seen.

    Returns:
        False where it has only blanks, joiners, soft hyphens, fillers and the like.

    Example:
        >>> shows("Pays"), shows(chr(0x200B)), shows(" ")
        (True, False, False)
    """
    if text.isascii() and text.isprintable():
        return text.strip(" ") != ""
    return any(
        not (c in _BLANK or c.isspace() or category(c) == "Cf" or _is_variation_selector(c))
        for c in text
    )


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


# Latin, Greek and Cyrillic, punctuation, signs of money, arrows and operators: each of these is one
# column and stands alone, so that journeys in Europe's languages need no tables.
_NEEDS_TABLES = re.compile(
    "[^\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff]"
)


def width(text: str) -> int:
    r"""Return how many columns a line of text takes in a fixed-width font.

    Wide characters (Chinese, Japanese, Korean, emoji) take two columns, combining marks none, an
    emoji that is joined from several two in all.

    Args:
        text: One line.

    Returns:
        The number of columns.

    Example:
        >>> width("Pays"), width("支払い"), width("e\u0301"), width("👩\u200d💻")
        (4, 6, 1, 2)
    """
    if not _NEEDS_TABLES.search(text):
        return len(text)
    return sum(_cluster_width(cluster) for cluster in clusters(text))


def clusters(text: str) -> list[str]:
    r"""Return what a reader takes for single characters: each base with all that joins it.

    Args:
        text: Any text.

    Returns:
        Its extended grapheme clusters (Unicode Annex 29), in order.

    Example:
        >>> len(clusters("e\u0301👩\u200d💻"))
        2
    """
    if not _NEEDS_TABLES.search(text):
        return list(text)
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


def _cluster_width(cluster: str) -> int:
    if not _NEEDS_TABLES.search(cluster):
        return len(cluster)
    from wcwidth import wcswidth

    return max(0, wcswidth(cluster))


def wrapped(text: str, columns: int, lines: int | None = None) -> tuple[str, ...]:
    """Break a text into lines of at most a number of columns.

    Breaks stand at spaces, between wide characters (not before closing or after opening
    punctuation), and inside words that are longer than a line, after a hyphen first; never inside
    what a reader takes for one character. Newlines stay breaks. Apart from spaces nothing is lost,
    unless `lines` says so.

    Args:
        text: The whole text.
        columns: The width of a line, as `width` measures it. A single character that is wider still
            gets a line of its own.
        lines: How many lines there may be; if more are needed the last one ends in `…`.

    Returns:
        The lines, without spaces at their ends; none for an empty text.

    Raises:
        ValueError: If there is no column or no line to write in.

    Example:
        >>> wrapped("shipping cost appears at the last step", 16)
        ('shipping cost', 'appears at the', 'last step')
        >>> wrapped("shipping cost appears at the last step", 16, lines=2)
        ('shipping cost', 'appears at the…')
    """
    if columns < 1 or (lines is not None and lines < 1):
        message = f"expected at least one column and one line, not {columns} and {lines}"
        raise ValueError(message)
    stripped = text.strip(" \t\n")
    if not stripped:
        return ()
    # Of a text that is cut no more is broken than is shown, and one line to know of the rest.
    needed = None if lines is None else lines + 1
    paragraphs = stripped.split("\n", -1 if needed is None else needed)
    broken = tuple(islice((line for each in paragraphs for line in _lines(each, columns)), needed))
    if lines is None or len(broken) <= lines:
        return broken
    return (*broken[: lines - 1], _shortened(broken[lines - 1], columns))


def _lines(paragraph: str, columns: int) -> Iterator[str]:
    """Fill lines greedily; a paragraph without words is one empty line."""
    line, used = "", 0
    for spaced, piece in _pieces(paragraph, columns):
        gap = 1 if spaced and line else 0
        needed = width(piece)
        if line and used + gap + needed > columns:
            yield line
            line, used, gap = "", 0, 0
        line += " " * gap + piece
        used += gap + needed
    yield line


def _pieces(paragraph: str, columns: int) -> Iterator[tuple[bool, str]]:
    """Yield what may stand on a line of its own, each with whether a space goes before it."""
    for match in _WORD.finditer(paragraph):
        word = match[0]
        parts = (
            [word] if len(word) <= columns and width(word) == len(word) else _parts(word, columns)
        )
        yield from ((number == 0, part) for number, part in enumerate(parts))


_WORD = re.compile("[^ \t]+")
"""A no-break space is a part of a word."""


def _parts(word: str, columns: int) -> Iterator[str]:
    """Cut a word where it may break, and wherever a part is still longer than a line."""
    for part in breakable(word):
        last, used = "", 0
        for cluster in clusters(part):
            taken = _cluster_width(cluster)
            if last and used + taken > columns:
                yield last
                last, used = "", 0
            last += cluster
            used += taken
        yield last


def breakable(word: str) -> list[str]:
    """Return the parts of a word between which a line may break.

    Args:
        word: A word, without spaces.

    Returns:
        The parts: a break may stand between wide characters, and after a hyphen or a slash that
        joins two words.

    Example:
        >>> breakable("Pre-assessment/triage"), breakable("支払い。"), breakable("-5")
        (['Pre-', 'assessment/', 'triage'], ['支', '払', 'い。'], ['-5'])
    """
    joined = [part for part in _AFTER_HYPHEN.split(word) if part]
    if not _NEEDS_TABLES.search(word):
        return joined
    parts: list[str] = []
    for each in joined:
        last, last_is_wide = "", False
        for cluster in clusters(each):
            is_wide = east_asian_width(cluster[0]) in "WF"
            if last and (is_wide or last_is_wide) and not _holds(last, cluster):
                parts.append(last)
                last = ""
            last += cluster
            last_is_wide = is_wide
        parts.append(last)
    return parts


_AFTER_HYPHEN = re.compile("(?<=[^\\W\\d_][-\u2010/])(?=[^\\W\\d_])")
"""Where a hyphen or a slash stands between letters."""


def _holds(line: str, cluster: str) -> bool:
    """Tell whether typography keeps two characters together: 「支 and い。 are not broken."""
    closing = category(cluster[0]) in {"Pe", "Pf", "Po"} or cluster[0] in "ーっッゃゅょャュョぁァ々"
    return closing or (line != "" and category(line[-1]) in {"Ps", "Pi"})


def _shortened(line: str, columns: int) -> str:
    kept = clusters(line)
    while kept and sum(map(_cluster_width, kept)) + 1 > columns:
        kept.pop()
    return "".join(kept).rstrip() + "…"


def is_right_to_left(text: str) -> bool:
    """Tell whether a text reads from right to left, by its first letter with a direction.

    Args:
        text: Any text; what stands in isolates does not count (Unicode Annex 9, rule P2).

    Returns:
        `True` for text that starts in Arabic, Hebrew and the like; `False` also for no letters.

    Example:
        >>> is_right_to_left("الدفع"), is_right_to_left("Pays الدفع")
        (True, False)
    """
    if text.isascii():
        return False
    depth = 0
    for character in text:
        if character in ISOLATE_STARTS:
            depth += 1
        elif character == ISOLATE_END:
            depth = max(0, depth - 1)
        elif depth == 0:
            direction = bidirectional(character)
            if direction in {"L", "R", "AL"}:
                return direction != "L"
    return False


def isolated(text: str) -> str:
    r"""Wrap a text so that its direction neither follows nor changes what stands around it.

    Isolates inside that lost their other half, to a line break say, are evened out first.

    Args:
        text: One line.

    Returns:
        The text between U+2068 (first strong isolate) and U+2069.

    Example:
        >>> isolated("الدفع") == "\u2068الدفع\u2069"
        True
    """
    depth = 0
    even: list[str] = []
    for character in text:
        if character in ISOLATE_STARTS:
            depth += 1
        elif character == ISOLATE_END:
            if depth == 0:
                continue
            depth -= 1
        even.append(character)
    return "\u2068" + "".join(even) + ISOLATE_END * (depth + 1)
