"""What somebody said about a table, checked before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from attrs import frozen

from journeykit import fields
from journeykit.errors import ModelError
from journeykit.interchange.scales import Scale, ScaleLike, as_scale
from journeykit.printable import quoted

_MOST = 2
"""Feelings are from minus to plus this."""


class Hints(TypedDict, total=False):
    """What a reader of tables would have to guess.

    Args:
        columns: What the columns are: their headers, each with a name such as `touchpoint`,
            `persona` or `pains`, or with an empty text for one to be left out.
        scale: The scale of the scores, such as `1..5`; guessed if left out.
        feelings: The valences of words, from −2 to +2.
        separator: What stands between several things in a cell; guessed if left out.
        persona: The name of the persona, for tables without a column of personas.
        name: The name of the journey.
        flow: Whether the order of the rows is taken for the flow.
    """

    columns: Mapping[str, str] | None
    scale: ScaleLike | None
    feelings: Mapping[str, float] | None
    separator: str | None
    persona: str
    name: str
    flow: bool


@frozen
class Options:
    """What somebody said about a table; see `Hints`."""

    columns: Mapping[str, str]
    scale: Scale | None
    feelings: Mapping[str, float]
    separator: str | None
    persona: str
    name: str
    flow: bool


def given_hints(hints: Mapping[str, Any]) -> Options:
    """Return all hints of a reader, those that nobody gave with their defaults.

    Args:
        hints: What a caller gave; see `Hints`.

    Returns:
        Every hint, those that nobody gave with their defaults.

    Raises:
        ModelError: One is something else than is expected.

    Example:
        >>> given_hints({"feelings": {"meh": -0.5}}).feelings
        {'meh': -0.5}
    """
    scale = hints.get("scale")
    return Options(
        columns=_columns(hints.get("columns")),
        scale=None if scale is None else as_scale(scale),
        feelings=_feelings(hints.get("feelings")),
        separator=None if hints.get("separator") is None else _text(hints, "separator", ";"),
        persona=_text(hints, "persona", "Maya"),
        name=_text(hints, "name", "Buying a gift"),
        flow=_flag(hints.get("flow", True)),
    )


def _columns(hint: object) -> dict[str, str]:
    """The meanings of columns by their headers."""
    expected = 'headers with what they mean, such as {"Wo": "stage"}'
    columns = _mapping("columns", hint, expected)
    for header, meaning in columns.items():
        for each in (header, meaning):
            if not isinstance(each, str):
                raise _refused("columns", expected, each)
    return columns


def _feelings(hint: object) -> dict[str, float]:
    """The valences of words."""
    expected = 'words with numbers from -2 to 2, such as {"meh": -0.5}'
    feelings = _mapping("feelings", hint, expected)
    for word, valence in feelings.items():
        if not isinstance(word, str):
            raise _refused("feelings", expected, word)
        if not fields.is_number(valence) or not -_MOST <= valence <= _MOST or 2 * valence % 1:
            words = f"a number from -2 to 2 in steps of a half for {quoted(word)}"
            raise _refused("feelings", words, valence)
    return feelings


def _mapping(name: str, hint: object, expected: str) -> dict[Any, Any]:
    if hint is not None and not isinstance(hint, Mapping):
        raise _refused(name, expected, hint)
    return dict(hint or {})


def _text(hints: Mapping[str, Any], name: str, example: str) -> str:
    hint = "" if hints.get(name) is None else hints[name]
    if not isinstance(hint, str):
        raise _refused(name, f"text such as {quoted(example)}", hint)
    return hint


def _flag(hint: object) -> bool:
    if not isinstance(hint, bool):
        raise _refused("flow", "True or False", hint)
    return hint


def _refused(name: str, expected: str, hint: object) -> ModelError:
    return ModelError(f"{name}: expected {expected}, got {fields.described(hint)}")
