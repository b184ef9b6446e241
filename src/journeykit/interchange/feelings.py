"""Feelings: what people write into the cells for emotions, as a valence and a word.

Scores with or without their scale (`(−1)`, `3.5/5`), ranges (`4/5 … 2/5`), words, signs and emoji
are understood; of words that nobody gave a valence, a few more than the lexicon are guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from journeykit.emotions import LEXICON, Emotion, signed
from journeykit.interchange.headers import meaning
from journeykit.interchange.scales import Scale, out_of
from journeykit.interchange.splitting import as_meant

_WORDS = {
    "frustration": -2.0,
    "anger": -2.0,
    "confusion": -1.0,
    "anxiety": -1.0,
    "worry": -1.0,
    "satisfaction": 1.0,
    "joy": 2.0,
    "excitement": 2.0,
    "delight": 2.0,
    "relief": 1.0,
    "hope": 1.0,
    "trust": 1.0,
    "curiosity": 0.0,
    "disappointment": -1.0,
    "boredom": -1.0,
    "very positive": 2.0,
    "love": 2.0,
    "loves": 2.0,
    "positive": 1.0,
    "good": 1.0,
    "okay": 0.0,
    "ok": 0.0,
    "mixed": 0.0,
    "cautious": 0.0,
    "negative": -1.0,
    "bad": -1.0,
    "very negative": -2.0,
    "hates": -2.0,
    "panicked": -2.0,
}
"""Words that people use and the lexicon does not have; what they are worth is a guess."""

_USUAL = {**_WORDS, **LEXICON}

_SIGNS = {
    **dict.fromkeys("😀😃😄😁😍🤩🥳😆❤💚", 2.0),
    **dict.fromkeys("🙂😊☺😌👍😉🤗😎", 1.0),
    **dict.fromkeys("😐😶😑🤔😮", 0.0),
    **dict.fromkeys("🙁😕☹😟😞😔😒😬👎😰😩🥱😓", -1.0),
    **dict.fromkeys("😡😠😢😭😤🤬😫😱💔🤯", -2.0),
}
_MARKS = {"++": 2.0, "+": 1.0, "+/-": 0.0, "±": 0.0, "-": -1.0, "--": -2.0}
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?")
_DECIMAL_COMMA = re.compile(r"(?<=(?<![\d.,])\d),(?=\d{1,2}(?![\d,.]))")
_BEHIND = re.compile(
    r"([+\u2212-]?\d{1,3}(?:\.\d{1,12})?(?: to [+\u2212-]?\d{1,3}(?:\.\d{1,12})?)?)\)"
)
_OVER = re.compile(rf"({_NUMBER.pattern})\s*(?:/|out of|of|von)\s*(\d{{1,4}})\b")
_TO = re.compile(r"(?<=\d) to (?=[+-]?\d)")
_PARTS = re.compile(r"\s*(?:[,;/&\n]|<br\s*/?>|\band\b|→|…|\.\.\.)\s*", flags=re.IGNORECASE)


@frozen
class Feeling:
    """What a cell says of a feeling.

    Args:
        emotion: The emotion, if one was understood.
        guessed: The words whose valence was guessed.
        unknown: The words that nobody knows the valence of.
        rounded: Whether a score lies between halves.
        outside: Whether a score is off its scale.
    """

    emotion: Emotion | None
    guessed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rounded: bool = False
    outside: bool = False


def plain_numbers(cell: str) -> Iterator[float]:
    """Give the numbers of a cell that stand without their scale, to guess it from.

    Yields:
        Each number.
    """
    text = _unmarked(_labelled(cell)[1] or cell)
    if not _OVER.search(text):
        yield from (float(match[0]) for match in _NUMBER.finditer(text))


def in_words(emotion: Emotion) -> str:
    """Write a feeling in a few words, as `feeling_of` reads it.

    Returns:
        Its word and its number, or its span.

    Example:
        >>> in_words(Emotion(1, "relieved")), in_words(Emotion(low=-1, high=1))
        ('relieved (+1)', '−1 to +1')
    """
    span = f"{signed(emotion.low)} to {signed(emotion.high)}"
    number = span if emotion.is_range else signed(emotion.level)
    return f"{emotion.label} ({number})" if emotion.label else number


_LONGEST_NAME = 80
"""How many characters a name before a feeling has at most."""


def named_feelings(cell: str) -> Iterator[tuple[str, str]]:
    """Tell apart the feelings of several people in one cell.

    Args:
        cell: What stands in the cell.

    Yields:
        Each name with the feeling behind it; nothing where one is not named.

    Example:
        >>> list(named_feelings("Maya: relieved (+1); Tom: −1"))
        [('Maya', 'relieved (+1)'), ('Tom', '−1')]
    """
    parts = [part.partition(": ") for part in cell.split(";")]
    if all(_is_name(name.strip()) and text.strip() for name, _, text in parts):
        yield from ((as_meant(name).strip(), as_meant(text).strip()) for name, _, text in parts)


def _is_name(text: str) -> bool:
    """Whether a text before a colon may be a name."""
    return len(text) < _LONGEST_NAME and any(map(str.isalpha, text))


def have_names(cells: Iterable[str]) -> bool:
    """Whether every cell of a column of feelings says who feels them.

    Args:
        cells: The cells; empty ones say nothing.

    Returns:
        True if each has names before its feelings, which are no headers such as "Mood".
    """
    feelings = [list(named_feelings(cell)) for cell in cells if cell.strip()]
    return bool(feelings) and all(
        each and not any(meaning(n) for n, _ in each) for each in feelings
    )


def feeling_of(cell: str, scale: Scale, feelings: Mapping[str, float]) -> Feeling:
    """Read a feeling.

    Args:
        cell: What stands in the cell.
        scale: The scale of numbers that stand without one.
        feelings: Words with their valences, from −2 to +2.

    Returns:
        The feeling: several values make a range.

    Example:
        >>> feeling_of("anxious (−1)", Scale(1, 5), {}).emotion.label
        'anxious'
        >>> feeling_of("4/5 … 2/5", Scale(1, 5), {}).emotion.is_range
        True
    """
    word, number = _labelled(cell)
    if number:
        scores = list(_scores(_TO.sub("…", _unmarked(number)), scale))
        return _scored(scores, word)
    text = _TO.sub("…", _unmarked(cell))
    scored = list(_scores(text, scale))
    bare = _NUMBER.sub(" ", _OVER.sub(" ", text)) if scored else text
    words = [word for word in map(_bare, _PARTS.split(bare)) if word]
    label = ", ".join(word for word in words if any(map(str.isalpha, word)))
    if scored:
        return _scored(scored, label)
    return _worded(words, label, {k.casefold(): v for k, v in feelings.items()})


def _labelled(cell: str) -> tuple[str, str]:
    """A word and the number in parentheses behind it; empty texts if it is not so."""
    word, _, number = cell.strip().rpartition(" (")
    match = _BEHIND.fullmatch(number)
    return (word.strip(), match[1]) if match and word.strip() else ("", "")


def _unmarked(cell: str) -> str:
    """A cell without emphasis, with the signs of print as those of a keyboard."""
    text = re.sub(r"[*`]|_{1,2}(?=\W|$)", "", cell[:1000].replace("\u2212", "-").replace("–", "-"))
    return _DECIMAL_COMMA.sub(".", text)


def _bare(word: str) -> str:
    return word.strip(" \t()[]:.!“”\"'")


def _scores(text: str, scale: Scale) -> Iterator[tuple[float, Scale]]:
    """The scores in a text, each with its scale."""
    rated = [(float(score), out_of(int(most))) for score, most in _OVER.findall(text) if int(most)]
    return iter(rated or [(float(number[0]), scale) for number in _NUMBER.finditer(text)])


def _scored(scores: Sequence[tuple[float, Scale]], label: str) -> Feeling:
    """The feeling of some scores."""
    values = [scale.valence(score) for score, scale in scores]
    outside = not all(scale.holds(score) for score, scale in scores)
    rounded = any(scale.exact(score) != scale.valence(score) for score, scale in scores)
    return Feeling(_emotion(values, label), rounded=rounded and not outside, outside=outside)


def _worded(words: list[str], label: str, feelings: Mapping[str, float]) -> Feeling:
    """The feeling of some words, signs and emoji."""
    values: list[float] = []
    guessed, unknown = [], []
    for word in words:
        small = word.casefold()
        signs = [_SIGNS[sign] for sign in word if sign in _SIGNS]
        letters = "".join(sign for sign in small if sign not in _SIGNS and sign != "\ufe0f").strip()
        if small in feelings or letters in feelings or letters in LEXICON:
            values.append(feelings.get(small, feelings.get(letters, LEXICON.get(letters, 0.0))))
        elif letters in _WORDS or letters in _MARKS or signs:
            valence = _WORDS.get(letters, _MARKS.get(letters))
            values.extend(signs if valence is None else [valence])
            guessed.append(word)
        elif inner := [_USUAL[part] for part in re.findall(r"\w+", small) if part in _USUAL]:
            values.extend(inner)
            guessed.append(word)
        else:
            unknown.append(word)
    emotion = _emotion(values, label) if values else None
    return Feeling(emotion, tuple(guessed), tuple(unknown))


def _emotion(values: list[float], label: str) -> Emotion:
    """One emotion of one or several valences."""
    low, high = min(values), max(values)
    # Of a span nobody said a middle.
    return Emotion(None, label, low=low, high=high) if low < high else Emotion(low, label)
