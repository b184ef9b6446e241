"""What the fields of every value share: the checks they run and the plain things they accept.

A validator here names the element in the user's words. It is called by attrs as
`validator(instance, attribute, value)`, after the converter.
"""

from __future__ import annotations

import contextlib
import functools
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar
from unicodedata import category

import attrs

from journeykit import arguments
from journeykit.arguments import characters, plain
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.printable import console_text, quoted, representation
from journeykit.suggestions import slip_of
from journeykit.text import LONGEST_TEXT, admissible, shows, slug

T = TypeVar("T")

Scalar: TypeAlias = str | int | float | bool
"""What an attribute of a persona may be: plain data that a guard can compare."""

Validator: TypeAlias = Any
"""A validator as attrs calls it; type checkers take a field's type from its annotation alone."""

_KEY = re.compile(r"[\w.\-]+")


def called(kind: type) -> str:
    """A class as a person would call it: `business goal`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


def one(kind: type) -> str:
    """One of a class, with its article: `an owner`."""
    words = called(kind)
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def names_of(value: object) -> tuple[str, ...]:
    """The names of what a value is made with; none if it is no value of ours."""
    kind: Any = type(value)  # for type checkers, a class might not be hashable
    return _names(kind)


@functools.lru_cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of what a class is made with: asked once a class, not once a value."""
    return tuple(each.name for each in attrs.fields(kind) if each.init) if attrs.has(kind) else ()


def field_label(instance: Any, attribute: Any) -> str:
    """The words for one field of one value, for an error message."""
    name = _label(instance)
    what = called(type(instance))
    named = f" {quoted(name)}" if name else ""
    return f"{attribute.name} of {what}{named}"


def _settle(instance: Any, attribute: Any, value: object, settled: object) -> None:
    """Keep what a validator made of a value: pasted text ends its lines as all other text does."""
    if settled is not value:
        object.__setattr__(instance, attribute.name, settled)


def text(instance: Any, attribute: Any, value: Any) -> None:
    """Accept admissible text, empty or not."""
    if not isinstance(value, str):
        raise ModelError(
            f"{field_label(instance, attribute)}: expected text, got {described(value)}"
        )
    _settle(instance, attribute, value, admissible(plain(value), attribute.name))


def name(instance: Any, attribute: Any, value: Any) -> None:
    """Accept admissible text that says something."""
    _settle(instance, attribute, value, _admissible_name(instance, attribute, value))


def _admissible_name(instance: Any, attribute: Any, value: Any) -> str:
    """One admissible text that says something, or an error."""
    text = characters(value)
    if not shows(text):
        what = one(type(instance))
        shown = representation(text) if isinstance(value, str) else described(value)
        raise ModelError(f"{attribute.name} of {what}: expected some text, got {shown}")
    return admissible(text, attribute.name)


def texts(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a tuple of admissible, non-empty texts."""
    settled = tuple([_admissible_name(instance, attribute, item) for item in value])
    _settle(instance, attribute, value, settled)


def key(instance: Any, attribute: Any, value: Any) -> None:
    """Accept what can serve as an identity: letters, digits, `-`, `_` and `.`."""
    text = characters(value)
    if not is_key(text):
        advice = f"; the slug {_slug_of(text)!r} would do" if text else ""
        raise ModelError(
            f"{field_label(instance, attribute)}: expected letters, digits, hyphens, underscores "
            f"and dots, got {described(value)}{advice}"
        )
    _settle(instance, attribute, value, admissible(text, attribute.name))


def derived(default: Callable[[Any], object]) -> Any:
    """A default that is computed from the fields before it."""
    return attrs.Factory(default, takes_self=True)


def keyed_by_name() -> Any:
    """The default of a key: the slug of the name."""
    # What is no text is refused by the validator of the name, which runs later.
    return derived(lambda self: _slug_of(self.name))


def _slug_of(value: object) -> str:
    """The slug of a text; what is none, or too long, is refused by another validator."""
    return slug(characters(value) or "-")


def is_key(text: str) -> bool:
    """Whether a text can serve as an identity as it is."""
    if len(text) > LONGEST_TEXT:
        return False
    if _KEY.fullmatch(text):
        return True
    # Python's \w leaves out the marks that Hindi or Thai cannot be written without.
    letters = "".join(character for character in text if category(character)[0] != "M")
    return _KEY.fullmatch(letters) is not None


def keyed_by_text() -> Any:
    """The default of a key: the slug of the text."""
    return derived(lambda self: _slug_of(self.text))


def one_of(kind: str, choices: Iterable[str]) -> Validator:
    """Accept one of some words, and name the nearest when it is none."""
    allowed = tuple(choices)
    members = frozenset(allowed)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        # Every address is checked here, and a measure makes hundreds of thousands.
        if type(value) is str and value in members:
            return
        if not isinstance(value, str):
            where = field_label(instance, attribute)
            example = next(filter(None, allowed))
            raise ModelError(
                f'{where}: expected a word such as "{example}", got {described(value)}'
            )
        word = plain(value)
        if word not in members:
            where = field_label(instance, attribute)
            raise UnknownReferenceError(kind, word, choices=allowed, where=where)
        if isinstance(getattr(instance, attribute.name, None), str):
            _settle(instance, attribute, value, word)

    return check


_LONGEST_WORD = 100
"""How many characters a word of one's own may have."""


def open_word(kind: str, choices: Iterable[str]) -> Validator:
    """Accept one of some words or a word of one's own, but no slip of one of them."""
    allowed = tuple(choices)
    members = frozenset(allowed)
    check_one = one_of(kind, allowed)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        word = plain(value) if isinstance(value, str) else ""
        short = 0 < len(word) <= _LONGEST_WORD
        if not short or word in members or slip_of(word, allowed) is not None:
            check_one(instance, attribute, value)
            return
        settled = _admissible_name(instance, attribute, value)
        if isinstance(getattr(instance, attribute.name, None), str):
            _settle(instance, attribute, value, settled)

    return check


def each_open_word(kind: str, choices: Iterable[str]) -> Validator:
    """Accept a tuple of words that are among the choices, or one's own."""
    check_one = open_word(kind, choices)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        for item in value:
            check_one(instance, attribute, item)

    return check


def each_of(kind: str, choices: Iterable[str]) -> Validator:
    """Accept a tuple of words that are all among the choices."""
    check_one = one_of(kind, choices)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        for item in value:
            check_one(instance, attribute, item)

    return check


def is_a(expected: type | tuple[type, ...], words: str) -> Validator:
    """Accept an instance of a type; `words` say in plain language what was expected."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if not isinstance(value, expected):
            raise ModelError(
                f"{field_label(instance, attribute)}: expected {words}, got {described(value)}"
            )

    return check


def maybe(check: Validator) -> Validator:
    """Accept None, or what another validator accepts."""

    def optional(instance: Any, attribute: Any, value: Any) -> None:
        if value is not None:
            check(instance, attribute, value)

    return optional


def every(expected: type | tuple[type, ...], words: str) -> Validator:
    """Accept a tuple whose every item is an instance of a type."""
    check_one = is_a(expected, words)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        for item in value:
            if not isinstance(item, expected):
                check_one(instance, attribute, item)

    return check


def _settle_number(instance: Any, attribute: Any, value: Any) -> Any:
    """Keep Python's own number instead of one of NumPy."""
    settled = arguments.number(value)
    _settle(instance, attribute, value, settled)
    return settled


def is_number(value: object) -> bool:
    """Whether it is a number that can be written down: not NaN, infinite, True or False."""
    value = arguments.number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -sys.float_info.max <= value <= sys.float_info.max


def number(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a finite number."""
    value = _settle_number(instance, attribute, value)
    if not is_number(value):
        raise ModelError(
            f"{field_label(instance, attribute)}: expected a number, got {described(value)}"
        )


def whole(low: int, high: int) -> Validator:
    """Accept a whole number from low to high."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        value = _settle_number(instance, attribute, value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ModelError(
                f"{field_label(instance, attribute)}: expected a whole number from {low} to "
                f"{high}, got {described(value)}"
            )

    return check


def within(low: float, high: float, step: float | None = None) -> Validator:
    """Accept a number from low to high, in whole steps when a step is given."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        value = _settle_number(instance, attribute, value)
        if not is_number(value) or not low <= value <= high or (step and value % step):
            steps = f" in steps of {step:g}" if step else ""
            raise ModelError(
                f"{field_label(instance, attribute)}: expected a number from {low:+g} to {high:+g}"
                f"{steps}, got {described(value)}"
            )

    return check


def flag(instance: Any, attribute: Any, value: Any) -> None:
    """Accept True or False and nothing that merely looks like it."""
    value = _settle_number(instance, attribute, value)
    if not isinstance(value, bool):
        raise ModelError(
            f"{field_label(instance, attribute)}: expected True or False, got {described(value)}"
        )


def several(items: T | Iterable[T]) -> tuple[T, ...]:
    """A tuple of several things; one alone is one item, and a text is not its letters.

    Every field that holds several is converted by this, and by nothing that could raise: a wrong
    thing becomes an item too, and the validator, which knows the field and its owner, refuses it.
    """
    if type(items) is tuple:
        return items
    # A mapping is one wrong item: its keys alone would be taken, and what they stand for lost.
    if isinstance(items, set | frozenset):  # whose order would be another in every run
        items = sorted(items, key=representation)
    if isinstance(items, Iterable) and not isinstance(items, str | bytes | Mapping):
        with contextlib.suppress(Exception):  # of anybody's class: it is one wrong item
            return tuple(items)
    alone: Any = items
    return (alone,)


def each_once(items: Iterable[T]) -> tuple[T, ...]:
    """A tuple in which nothing is said twice; what cannot be compared so, the validator refuses."""
    every = tuple(items)
    with contextlib.suppress(Exception):  # of anybody's class
        return tuple(dict.fromkeys(every))
    return every


def several_named(items: T | str | Iterable[T | str], make: Callable[[str], T]) -> tuple[T, ...]:
    """A tuple of several things, each of which a text may stand for."""
    each: tuple[T | str, ...] = several(items)
    return tuple(make(item) if isinstance(item, str) else item for item in each)


def as_texts(items: str | Iterable[str]) -> tuple[str, ...]:
    """A tuple of texts; one text alone is one item."""
    return several(items)


def as_pairs(
    items: Mapping[str, Scalar] | Iterable[tuple[str, Scalar]],
) -> tuple[tuple[str, Scalar], ...]:
    """A mapping as sorted pairs, which can be frozen, compared and hashed."""
    pairs: tuple[Any, ...] = several(items.items() if isinstance(items, Mapping) else items)
    if not all(map(_is_pair, pairs)):
        return pairs  # the validator says so
    return tuple(sorted(map(_named, pairs), key=lambda pair: characters(pair[0])))


def _named(pair: Any) -> Any:
    """A name and its value; a number will do for a name, and the validator refuses the rest."""
    name, value = pair
    if isinstance(name, int | float):
        return representation(arguments.number(name)), value
    return (plain(name) if isinstance(name, str) else name), value


def _is_pair(item: object) -> bool:
    """Whether something can stand for a name and its value."""
    return isinstance(item, tuple | list) and len(item) == 2  # noqa: PLR2004 — a pair


def as_float(value: float) -> float:
    """A number as a float, so that 1 and 1.0 are the same; anything else as it is."""
    return float(arguments.number(value)) if is_number(value) else value


def maybe_float(value: float | None) -> float | None:
    """A number as a float; None, and anything else, as it is."""
    return None if value is None else as_float(value)


def scalar(instance: Any, attribute: Any, value: Any) -> None:
    """Accept plain data: text, a number, True or False."""
    value = _settle_number(instance, attribute, value)
    _settle(instance, attribute, value, _plain(instance, attribute, value))


def _plain(instance: Any, attribute: Any, value: Any) -> Scalar:
    """One plain value, or an error."""
    value = arguments.number(value)
    if isinstance(value, str):
        return admissible(value, attribute.name)
    if isinstance(value, bool) or is_number(value):
        return value  # type: ignore[no-any-return]
    raise ModelError(
        f"{field_label(instance, attribute)}: expected text, a number, True or False, "
        f"got {described(value)}"
    )


def scalars(instance: Any, attribute: Any, value: Any) -> None:
    """Accept pairs of a name and a plain value, each name once."""
    for item in value:
        if not _is_pair(item):
            raise ModelError(
                f"{field_label(instance, attribute)}: expected names with values, such as "
                f'{{"age": 36}}, got'
                f" {described(item)}"
            )
    settled = tuple(
        (_admissible_name(instance, attribute, label), _plain(instance, attribute, item))
        for label, item in value
    )
    if settled:  # equal numbers may be of another type
        object.__setattr__(instance, attribute.name, settled)
    if len({label for label, _ in value}) < len(value):
        labels = [label for label, _ in value]
        twice = next(label for label in labels if labels.count(label) > 1)
        raise ModelError(f'{field_label(instance, attribute)}: "{twice}" is said twice')


def expect(value: object, kind: type[T], words: str) -> T:
    """Return an argument of a function if it is of a kind.

    Args:
        value: What was given.
        kind: The class it should be of.
        words: That class in plain language: `a journey`.

    Returns:
        The value.

    Raises:
        ModelError: It is something else.
    """
    if not isinstance(value, kind):
        raise ModelError(f"expected {words}, got {described(value)}")
    return plain(value) if isinstance(value, str) else value  # type: ignore[return-value]


def described(value: object) -> str:
    """A wrong value as a person would call it; never longer than a message bears."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, str):
        value = plain(value)
        return f"the text {representation(value[:_SHOWN] + '…' if len(value) > _SHOWN else value)}"
    label = _label(value)
    return f"the {called(type(value))} {quoted(label)}" if label else representation(value)


def _label(value: object) -> str:
    """What a value is called, if its class, which may be anybody's, says so."""
    labels = (characters(arguments.part(value, name)) for name in ("name", "text"))
    return next(filter(None, labels), "")


_SHOWN = 80
"""How many characters of a wrong value a message shows."""


def shown(self: Any) -> str:
    """Show what was said of a value, and nothing that was not: the `repr` of every value.

    One function for all of them: the one that attrs would write for each class has to be compiled
    for each class, whenever the library is imported.
    """
    arguments = []
    for position, attribute in enumerate(attrs.fields(type(self))):
        value = getattr(self, attribute.name)
        if attribute.repr and attribute.init and value != default_of(self, attribute):
            positional = position == 0 and not attribute.kw_only
            arguments.append(repr(value) if positional else f"{attribute.name}={value!r}")
    return console_text(f"{type(self).__name__}({', '.join(arguments)})")


def card(self: object) -> str:
    """Show a value as a card in a notebook: the `_repr_html_` of every value without a picture."""
    from journeykit.display import card_html

    return card_html(self)


def whole_text(self: object, printer: Any, cycle: bool) -> None:  # noqa: ARG001, FBT001 IPython's
    """Show the text of a value: the `_repr_pretty_` of every value that is made to be read.

    IPython calls it for the plain text of a cell, which is all that a Word document or a terminal
    has of it. Among other values, as in a list, it stays the one line of its `repr`.
    """
    alone = len(printer.stack) == 1
    printer.text((alone and str(self)) or repr(self))


def default_of(value: object, attribute: Any) -> object:
    """What a field of a value would hold if nobody had said anything."""
    default = attribute.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default_value = default.factory(value) if default.takes_self else default.factory()
        return attribute.converter(default_value) if attribute.converter else default_value
    return default
