"""What callers give: values whose classes may be anybody's, and may do as they like when asked.

A class of one's own may raise where it is compared, hashed, counted or shown. What is given passes
here first, so that a wrong value is refused in words of ours and not in an error of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeVar

from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.printable import representation

WordT = TypeVar("WordT", bound=str)

__all__ = ["characters", "number", "part", "path_of", "plain", "same", "word_of"]


def plain(text: str) -> str:
    """The characters of a text; a class of one's own may compare, hash and print as it likes."""
    return text if type(text) is str else str.__str__(text)


def characters(value: object) -> str:
    """The characters of a text; none of what is no text, which a validator refuses."""
    return plain(value) if isinstance(value, str) else ""


def number(value: Any) -> Any:
    """A number or truth value as Python's own; anything else as it is.

    Columns of data frames hold those of NumPy; a class of one's own may compare as it likes.
    """
    if type(value) in {bool, int, float}:
        return value
    if type(value).__module__ == "numpy" and part(value, "ndim", 1) == 0:
        return value.item()
    if isinstance(value, int):
        return int.__pos__(value)
    return float.__pos__(value) if isinstance(value, float) else value


def same(one: object, other: object) -> bool:
    """Whether two values are equal; one that cannot be compared is equal to nothing."""
    try:
        return bool(one == other)
    except Exception:  # noqa: BLE001 — anybody's class
        return False


def part(value: object, name: str, otherwise: Any = None) -> Any:
    """An attribute of a value, if it has one that can be read."""
    try:
        return getattr(value, name, otherwise)
    except Exception:  # noqa: BLE001 — a property of anybody's
        return otherwise


def word_of(kind: str, value: object, choices: Iterable[WordT], where: str = "") -> WordT:
    """One of some words that a caller chose.

    Args:
        kind: What the words are: `severity`.
        value: What was given.
        choices: The words that there are.
        where: What it is chosen for, for the message.

    Raises:
        UnknownReferenceError: It is none of them.

    Example:
        >>> word_of("severity", "error", ("error", "warning"))
        'error'
    """
    words = tuple(choices)
    word = characters(value)
    if word not in words:
        name = word if isinstance(value, str) else value
        raise UnknownReferenceError(kind, name, choices=words, where=where)
    return words[words.index(word)]


def path_of(path: object) -> str:
    """The path of a file, as text.

    Args:
        path: A text, or what stands for the path of a file.

    Raises:
        ModelError: It is no path.

    Example:
        >>> from pathlib import PurePosixPath
        >>> path_of(PurePosixPath("maps", "gift.json"))
        'maps/gift.json'
        >>> path_of(5)
        Traceback (most recent call last):
        journeykit.errors.ModelError: path: expected the path of a file such as "gift.json", got 5
    """
    value: Any = path
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bytes | os.PathLike):
        try:
            return plain(os.fsdecode(value))
        except Exception as error:  # anybody's class
            raise _no_path(value) from error
    raise _no_path(value)


def _no_path(path: object) -> ModelError:
    return ModelError(
        f'path: expected the path of a file such as "gift.json", got {representation(path)}'
    )
