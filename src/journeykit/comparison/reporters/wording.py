"""The words that the formats of a comparison share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from journeykit.changes import Change, ChangeKind, FeelingChange
from journeykit.comparison.comparison import Comparison, MeasureChange
from journeykit.emotions import Emotion, signed
from journeykit.validation import Finding

GLYPHS: dict[ChangeKind, str] = {"added": "+", "removed": "-", "moved": "↷", "changed": "~"}
"""A sign for each kind of change; the word stands beside it."""

_CALLED = {"experience": "", "journey": "the journey", "pain": "pain point"}
_LONGEST, _SHOWN_BEFORE = 80, 20
"""So many letters of a value are shown, and so many before the first that is another."""


def heading(comparison: Comparison) -> str:
    """Return what is held against what."""
    before, after = comparison.before, comparison.after
    first = f"{before.name} ({before.state})" if before.state else before.name
    second = f"{after.name} ({after.state})" if after.state else after.name
    return f"{first} → {second}"


def worth_telling(comparison: Comparison) -> tuple[Change, ...]:
    """Return the changes that do not merely follow from another."""
    return tuple(change for change in comparison.changes if not change.follows)


def element_words(change: Change) -> str:
    """Return what a change is about, and where that stands."""
    kind = _CALLED.get(change.element.kind, change.element.kind)
    if change.element.kind == "experience":
        return change.name
    if change.element.kind == "journey":
        return kind
    place = f" in {change.place}" if change.place and change.kind != "moved" else ""
    return f'{kind} "{change.name}"{place}'


def consequences(comparison: Comparison) -> tuple[Finding, ...]:
    """Return what the rules about two journeys say, but for deviations, which have a list."""
    return () if comparison.purpose == "execution" else comparison.report.findings


def details(change: Change) -> str:
    """Return how a thing moved or changed; empty where it is new or gone."""
    if change.kind == "moved" and change.attribute == "order":
        return "in another order"
    if change.kind == "moved":
        return f'from "{change.before or "any time"}" to "{change.after or "any time"}"'
    if change.kind == "changed":
        attribute = change.attribute.replace("_", " ")
        return f"{attribute}: {' → '.join(both_shown(change))}"
    return ""


def both_shown(change: Change) -> tuple[str, str]:
    """Return what a property was and what it is, so that they can be told apart.

    Returns:
        Both as a person reads them: of long texts the part in which they differ, of feelings that
        are the same how each is known.
    """
    before, after = shown(change.before), shown(change.after)
    if before != after:
        return before, after
    if isinstance(change.before, Emotion) and isinstance(change.after, Emotion):
        bases = [each.basis or "not stated" for each in (change.before, change.after)]
        return f"{before} ({bases[0]})", f"{after} ({bases[1]})"
    was, now = (" ".join(_words(value).split()) for value in (change.before, change.after))
    differing = (
        index for index, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]
    )
    start = max(0, next(differing, min(len(was), len(now))) - _SHOWN_BEFORE)
    return (shown(f"…{was[start:]}"), shown(f"…{now[start:]}")) if start else (before, after)


def shown(value: object) -> str:
    """Return a value as a person reads it, in one line of bounded length.

    Example:
        >>> shown(None), shown(("a", "b")), shown(True)
        ('nothing', 'a, b', 'yes')
    """
    text = " ".join(_words(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(value: object) -> str:
    """A value in words."""
    if value is None or value in ((), ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    if isinstance(value, Emotion):
        return feeling(value)
    return _named(value) if attrs.has(type(value)) else str(value)


def _named(value: object) -> str:
    """A value of the model by its name, or by all that it says."""
    for attribute in ("name", "text", "event", "source", "reason"):
        word = getattr(value, attribute, "")
        if isinstance(word, str) and word:
            return word
    fields = attrs.fields(type(value))  # type: ignore[arg-type]
    values = (getattr(value, attribute.name) for attribute in fields)
    return ", ".join(_words(each) for each in values if each not in (None, "", (), False))


def feeling(emotion: Emotion | None) -> str:
    """Return a feeling in a word and a number.

    Example:
        >>> feeling(Emotion(-1, "annoyed")), feeling(None)
        ('-1 annoyed', 'not stated')
    """
    if emotion is None:
        return "not stated"
    number = signed(emotion.level)
    if emotion.is_range:
        number = f"{signed(emotion.low)} to {signed(emotion.high)}"
    return f"{number} {emotion.label}".replace("\u2212", "-").rstrip()


def feelings_summary(feelings: Iterable[FeelingChange]) -> str:
    """Return how many feelings are better, worse or stated once; nothing where none differs."""
    those = tuple(feelings)
    differences = [each.difference for each in those if each.difference is not None]
    better = sum(1 for each in differences if each > 0)
    worse = sum(1 for each in differences if each < 0)
    counts = {
        "of another span": len(differences) - better - worse,
        "newly stated": sum(1 for each in those if each.before is None),
        "no longer stated": sum(1 for each in those if each.after is None),
    }
    compared = [f"{better} better, {worse} worse"] if better or worse else []
    return ", ".join([*compared, *(f"{count} {name}" for name, count in counts.items() if count)])


def measure_lines(coverage: Iterable[MeasureChange]) -> Iterator[tuple[MeasureChange, str, str]]:
    """Yield each measure that is different, with both of its figures."""
    for each in coverage:
        if each.gained or each.lost or each.before.fraction != each.after.fraction:
            yield each, str(each.before).partition(" ")[2], str(each.after).partition(" ")[2]


def pain_points(comparison: Comparison) -> str:
    """Return how many pain points are new and gone, also with the touchpoint they belonged to."""
    kinds = [change.kind for change in comparison.changes if change.element.kind == "pain"]
    new, gone = kinds.count("added"), kinds.count("removed")
    return f"{new} new, {gone} gone" if new or gone else ""


def plan_line(comparison: Comparison) -> str:
    """Return how many opportunities of the first journey were carried out."""
    done = sum(1 for each in comparison.plan if each.progress == "carried out")
    return f"{done} of {len(comparison.plan)} opportunities carried out"
