"""The language of a picture: its headings, legends and all other words that are not the author's.

A view says everything in English, and hands each sentence to the language it is drawn in, which
knows what to say instead. What an author wrote is never translated, nor are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.arguments import word_of
from journeykit.errors import PictureError, UnknownReferenceError
from journeykit.printable import representation
from journeykit.text import admissible

__all__ = ["ENGLISH", "LANGUAGES", "Language", "LanguageName", "language_of"]

LanguageName: TypeAlias = Literal["en", "de", "fr", "es", "ja", "ar"]
"""The languages that come with the library."""

LANGUAGES: Final[tuple[str, ...]] = ("en", "de", "fr", "es", "ja", "ar")
"""Their codes."""

_FROM_RIGHT: Final = frozenset({"ar"})
_FOLDER: Final = Path(__file__).with_name("languages")
_CODE: Final = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BLANK: Final = re.compile(r"\{(\w+)\}")


def _pairs(texts: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    listed: Iterable[Any] = texts.items() if isinstance(texts, Mapping) else texts
    return fields.several(listed)


@frozen
class Language:
    """The words of a picture that no author wrote.

    Args:
        code: Which language it is, as web pages say it: `nl`, `pt-BR`.
        texts: What to say for each English text; where nothing is given, it stays English. What
            stands in braces stands for something that changes: it may move, and may be left out.
        right_to_left: Whether it reads from right to left, so that pictures run that way, too.

    Raises:
        UnknownReferenceError: No picture says such an English text.
        PictureError: The code is none, or a translation has other braces than its English text.

    Example:
        >>> dutch = Language("nl", {"Touchpoints": "Contactmomenten"})
        >>> dutch("Touchpoints"), dutch("Channels")
        ('Contactmomenten', 'Channels')
        >>> Language("nl", {"Emotion": "Gevoel"})
        Traceback (most recent call last):
        journeykit.errors.UnknownReferenceError: unknown text "Emotion"; did you mean "Emotions"?
    """

    code: str
    texts: tuple[tuple[str, str], ...] = field(converter=_pairs, default=())
    right_to_left: bool = field(default=False, kw_only=True)
    _texts: dict[str, str] = field(init=False, eq=False, repr=False)

    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Look that the translations are of texts that pictures have."""
        code: object = self.code
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            shown = representation(code)
            raise PictureError("language", f"{shown} is no code", expected="such as nl or pt-BR")
        for english, text in self.texts:
            _check(english, text)
        object.__setattr__(self, "_texts", dict(self.texts))

    def __repr__(self) -> str:
        """Show the code, and how much is translated."""
        return f"Language({self.code!r}, {len(self.texts)} texts)"

    def __call__(self, english: str, /, **values: object) -> str:
        """Return what is said for an English text.

        Args:
            english: The text, with names in braces for what changes.
            **values: What stands for these names.

        Returns:
            The text in this language.

        Example:
            >>> ENGLISH("owner: {owner}", owner="Ann")
            'owner: Ann'
        """
        text = self._texts.get(english, english)
        if not values:
            return text
        # Not `str.format`: that would let a translation look into the values.
        return _BLANK.sub(lambda blank: str(values.get(blank[1], blank[0])), text)

    def counted(self, count: int, word: str) -> str:
        """Return a number with its word.

        Args:
            count: How many.
            word: The English word for one.

        Example:
            >>> ENGLISH.counted(1, "stage"), ENGLISH.counted(1200, "touchpoint")
            ('1 stage', '1,200 touchpoints')
        """
        return self(f"{{count}} {word}" + ("" if count == 1 else "s"), count=self.number(count))

    def number(self, count: int) -> str:
        """Return a whole number, with a sign between its thousands.

        Returns:
            Its digits; in other languages than English with a narrow space, which all can read.
        """
        digits = f"{count:,}"
        return digits if self.code.partition("-")[0] == "en" else digits.replace(",", "\u202f")

    def listed(self, items: Sequence[str]) -> str:
        """Return some things in a sentence.

        Returns:
            The words.

        Example:
            >>> ENGLISH.listed(["Ann", "Bob", "Cleo"]), ENGLISH.listed([])
            ('Ann, Bob and Cleo', '')
        """
        if len(items) < 2:  # noqa: PLR2004 one thing is no list
            return "".join(items)
        return self("{first} and {last}", first=self(", ").join(items[:-1]), last=items[-1])

    @property
    def missing(self) -> tuple[str, ...]:
        """The English texts that nothing is given for."""
        return () if self == ENGLISH else tuple(t for t in _english() if t not in self._texts)


def _check(english: object, text: object) -> None:
    if english not in _english_texts():
        raise UnknownReferenceError("text", str(english), choices=_english())
    if not isinstance(text, str):
        problem = f"{representation(text)} is no text for {representation(english)}"
        raise PictureError("language", problem, expected="a str")
    admissible(text, "the text of a language")
    blanks = _BLANK.findall(str(english))
    for name in _BLANK.findall(text):
        if name not in blanks:
            problem = f'"{text}" speaks of {{{name}}}, which "{english}" has not'
            expected = "no other braces than the English text has"
            raise PictureError("language", problem, expected=expected)


@cache
def _english() -> tuple[str, ...]:
    """Every text that pictures say."""
    import json  # English alone is told without it

    return tuple(json.loads((_FOLDER / "en.json").read_text("utf-8")))


@cache
def _english_texts() -> frozenset[str]:
    """The same, to look one up."""
    return frozenset(_english())


@cache
def _brought(code: str) -> Language:
    """A language that comes with the library."""
    if code == "en":
        return ENGLISH
    import json

    texts = json.loads((_FOLDER / f"{code}.json").read_text("utf-8"))
    return Language(code, texts, right_to_left=code in _FROM_RIGHT)


ENGLISH: Final = Language("en")
"""The language that pictures speak if none is given."""


def language_of(language: object) -> Language:
    """Return what a caller means.

    Args:
        language: A language, or the code of one that comes with the library.

    Raises:
        UnknownReferenceError: None of that code comes with the library.
        PictureError: It is neither a language nor a code.

    Example:
        >>> language_of("de")("Touchpoints"), language_of("ar").right_to_left
        ('Kontaktpunkte', True)
    """
    if isinstance(language, Language):
        return language
    if not isinstance(language, str):
        expected = f"a Language, or one of the codes {', '.join(LANGUAGES)}"
        raise PictureError("language", f"{representation(language)} is none", expected=expected)
    return _brought(word_of("language", language, LANGUAGES))
