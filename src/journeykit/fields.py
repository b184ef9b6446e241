"""What the fields of every value share: the checks they run and the plain things they accept.

A validator here names the element in the user's words. It is called by attrs as
``validator(instance, attribute, value)``, after the converter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import attrs

from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.text import admissible, slug

Scalar: TypeAlias = str | int | float | bool
"""What an attribute of a persona may be: plain data that a guard can compare."""

Validator: TypeAlias = Callable[[Any, Any, Any], None]

_KEY = re.compile(r"[\w.\-]+")


def place(instance: object, attribute: Any) -> str:
    """The words for one field of one value, for an error message."""
    name = getattr(instance, "name", None) or getattr(instance, "text", None)
    what = f"{type(instance).__name__.lower()}"
    return f'{attribute.name} of {what} "{name}"' if name else f"{attribute.name} of {what}"


def text(instance: object, attribute: Any, value: object) -> None:
    """Accept admissible text, empty or not."""
    if not isinstance(value, str):
        raise ModelError(f"{place(instance, attribute)}: expected text, got {value!r}")
    admissible(value, attribute.name)


def name(instance: object, attribute: Any, value: object) -> None:
    """Accept admissible text that says something."""
    if not isinstance(value, str) or not value.strip():
        what = type(instance).__name__.lower()
        raise ModelError(f"{attribute.name} of a {what}: expected some text, got {value!r}")
    admissible(value, attribute.name)


def texts(instance: object, attribute: Any, value: tuple[object, ...]) -> None:
    """Accept a tuple of admissible, non-empty texts."""
    for item in value:
        name(instance, attribute, item)


def key(instance: object, attribute: Any, value: object) -> None:
    """Accept what can serve as an identity: letters, digits, ``-``, ``_`` and ``.``."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ModelError(
            f"{place(instance, attribute)}: expected letters, digits, hyphens, underscores and "
            f"dots, got {value!r}; the slug {slug(str(value) or '-')!r} would do"
        )
    admissible(value, attribute.name)


def keyed_by_name() -> Any:
    """The default of a key: the slug of the name."""
    return attrs.Factory(lambda self: slug(self.name), takes_self=True)


def one_of(kind: str, choices: Iterable[str]) -> Validator:
    """Accept one of some words, and name the nearest when it is none."""
    known = tuple(choices)
    members = frozenset(known)

    def check(instance: object, attribute: Any, value: object) -> None:
        if not isinstance(value, str) or value not in members:
            raise UnknownReferenceError(
                kind, str(value), known=known, where=place(instance, attribute)
            )

    return check


def each_of(kind: str, choices: Iterable[str]) -> Validator:
    """Accept a tuple of words that are all among the choices."""
    check_one = one_of(kind, choices)

    def check(instance: object, attribute: Any, value: tuple[object, ...]) -> None:
        for item in value:
            check_one(instance, attribute, item)

    return check


def is_a(expected: type | tuple[type, ...], words: str) -> Validator:
    """Accept an instance of a type; ``words`` say in plain language what was expected."""

    def check(instance: object, attribute: Any, value: object) -> None:
        if not isinstance(value, expected):
            raise ModelError(
                f"{place(instance, attribute)}: expected {words}, got {_told(value)}"
            )

    return check


def maybe(check: Validator) -> Validator:
    """Accept None, or what another validator accepts."""

    def optional(instance: object, attribute: Any, value: object) -> None:
        if value is not None:
            check(instance, attribute, value)

    return optional


def every(expected: type | tuple[type, ...], words: str) -> Validator:
    """Accept a tuple whose every item is an instance of a type."""
    check_one = is_a(expected, words)

    def check(instance: object, attribute: Any, value: tuple[object, ...]) -> None:
        for item in value:
            check_one(instance, attribute, item)

    return check


def within(low: float, high: float, step: float | None = None) -> Validator:
    """Accept a number from low to high, in whole steps when a step is given."""

    def check(instance: object, attribute: Any, value: object) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high or (step and value % step):  # type: ignore[operator]
            steps = f" in steps of {step:g}" if step else ""
            raise ModelError(
                f"{place(instance, attribute)}: expected a number from {low:+g} to {high:+g}"
                f"{steps}, got {value!r}"
            )

    return check


def flag(instance: object, attribute: Any, value: object) -> None:
    """Accept True or False and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise ModelError(f"{place(instance, attribute)}: expected True or False, got {value!r}")


def as_texts(items: str | Iterable[str]) -> tuple[str, ...]:
    """A tuple of texts; one text alone is one item, not its letters."""
    return (items,) if isinstance(items, str) else tuple(items)


def as_pairs(
    items: Mapping[str, Scalar] | Iterable[tuple[str, Scalar]],
) -> tuple[tuple[str, Scalar], ...]:
    """A mapping as sorted pairs, which can be frozen, compared and hashed."""
    pairs = items.items() if isinstance(items, Mapping) else items
    return tuple(sorted((str(name), value) for name, value in pairs))


def scalars(instance: object, attribute: Any, value: tuple[tuple[str, object], ...]) -> None:
    """Accept pairs of a name and a plain value."""
    for label, item in value:
        name(instance, attribute, label)
        if isinstance(item, str):
            admissible(item, attribute.name)
        elif not isinstance(item, int | float):
            raise ModelError(
                f'{place(instance, attribute)}: "{label}" must be text, a number, True or False, '
                f"got {item!r}"
            )


def _told(value: object) -> str:
    """A wrong value as a person would call it."""
    label = getattr(value, "name", None)
    if isinstance(label, str) and not isinstance(value, type):
        return f'the {type(value).__name__.lower()} "{label}"'
    if isinstance(value, str):
        return f"the text {value!r}"
    return f"{value!r}"
