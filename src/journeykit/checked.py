"""Functions that hold what they are given against their annotations before they do anything.

Somebody who calls them with another thing gets an error of ours that names the argument, and not
one of Python's from the middle of the library.
"""

from __future__ import annotations

import datetime
import functools
import inspect
import itertools
import os
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from journeykit import arguments, fields
from journeykit.errors import ModelError
from journeykit.printable import representation

__all__ = ["checked"]

_Checked = TypeVar("_Checked", bound=Callable[..., Any])


def checked(function: _Checked) -> _Checked:
    """Refuse an argument that is not what its annotation says, by its name.

    What passes is given on as Python's own: texts and numbers of a class of somebody's own as `str`
    and `int`, and what can be gone through only once as a tuple. One alone is one of several.

    Args:
        function: A function; or a class, whose constructor and public methods are meant.

    Returns:
        The same function or class.

    Example:
        >>> @checked
        ... def longest(names: Iterable[str], most: int = 3) -> str:
        ...     return max(names, key=len)[:most]
        >>> longest(["Ann", "Margaret"])
        'Mar'
        >>> longest(5)
        Traceback (most recent call last):
        journeykit.errors.ModelError: names: expected text, got 5
    """
    kind: Any = function  # a type checker would take it for any class at all
    if inspect.isclass(kind):
        for name, member in vars(kind).copy().items():
            if inspect.isfunction(member) and (name == "__init__" or not name.startswith("_")):
                setattr(kind, name, checked(member))
        return function

    @functools.wraps(function)
    def with_checked_arguments(*args: Any, **kwargs: Any) -> Any:
        if not kwargs and _is_plain(function, *map(type, args)):
            return function(*args)
        in_order, rest, by_name = _takers(function)
        taken = [take(value) for take, value in zip(in_order, args, strict=False)]
        taken += map(rest, args[len(in_order) :])
        for name, value in kwargs.items():
            kwargs[name] = by_name[name](value) if name in by_name else value
        return function(*taken, **kwargs)

    return with_checked_arguments  # type: ignore[return-value]


_Take = Callable[[Any], Any]


class _Acceptance(NamedTuple):
    """A type: in words, what takes a value of it, and the classes whose values pass as they are."""

    words: str
    take: _Take
    plain: frozenset[type] = frozenset()


class _UnfitError(Exception):
    """A value is none of a kind.

    Args:
        value: The value.
        position: Where it stands in what was given, as Python would write it.
        words: What was expected there; the words of the argument if empty.
    """

    def __init__(self, value: object, position: str = "", words: str = "") -> None:
        """Keep all three."""
        self.value = value
        self.position = position
        self.words = words


@functools.lru_cache(maxsize=4096)
def _is_plain(function: Callable[..., Any], *classes: type) -> bool:
    """Whether arguments of these classes pass as they are, whatever they hold.

    Rules ask a view for every touchpoint: that the answer depends on the classes alone, and is
    kept, makes the check of what is right as good as free.
    """
    parameters = [*inspect.signature(function).parameters.values()][: len(classes)]
    return len(parameters) == len(classes) and all(
        parameter.annotation is parameter.empty
        or (
            parameter.kind is parameter.POSITIONAL_OR_KEYWORD
            and each in _kind(_evaluated(parameter.annotation, function)).plain
        )
        for parameter, each in zip(parameters, classes, strict=True)
    )


@functools.cache
def _takers(function: Callable[..., Any]) -> tuple[tuple[_Take, ...], _Take, dict[str, _Take]]:
    """What takes the arguments of a function: in their order, the further ones, and by name.

    Annotations are read when it is first called: they may name what is defined further down.
    """
    in_order: list[_Take] = []
    rest: _Take = _as_it_is
    by_name: dict[str, _Take] = {}
    for parameter in inspect.signature(function).parameters.values():
        take = _argument(parameter, function)
        if parameter.kind is parameter.VAR_POSITIONAL:
            rest = take
        elif parameter.kind is parameter.KEYWORD_ONLY:
            by_name[parameter.name] = take
        else:
            in_order.append(take)
            by_name[parameter.name] = take
    return tuple(in_order), rest, by_name


def _argument(parameter: inspect.Parameter, function: Callable[..., Any]) -> _Take:
    """What takes one argument, or refuses it by its name."""
    if parameter.annotation is parameter.empty:
        return _as_it_is
    words, take, _ = _kind(_evaluated(parameter.annotation, function))

    def argument(value: Any) -> Any:
        try:
            return take(value)
        except _UnfitError as unfit:
            expected, actual = unfit.words or words, fields.described(unfit.value)
            problem = f"{parameter.name}{unfit.position}: expected {expected}, got {actual}"
        raise ModelError(problem)

    return argument


def _evaluated(annotation: object, function: Callable[..., Any]) -> Any:
    """The type that an annotation stands for."""
    names = inspect.unwrap(function).__globals__
    return eval(annotation, names) if isinstance(annotation, str) else annotation  # noqa: S307


def _kind(hint: Any) -> _Acceptance:
    """The kind that a type stands for."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _union([_kind(part) for part in parts])
    if origin is Literal:
        return _Acceptance(f'a word such as "{parts[0]}"', *_PLAIN[str][1:])
    if origin is tuple and parts[-1] is not Ellipsis:
        return _row(parts)
    return _PLAIN.get(origin or hint) or _of_class(origin or hint, parts)


def _of_class(hint: Any, parts: tuple[Any, ...]) -> _Acceptance:
    """The kind of a class; a protocol is taken on trust."""
    if not inspect.isclass(hint) or hint in {Any, object} or getattr(hint, "_is_protocol", False):
        return _Acceptance("anything", _as_it_is)
    if issubclass(hint, Mapping):
        return _mapping(parts)
    if issubclass(hint, Iterable) and hint.__module__ in {"builtins", "collections.abc"}:
        return _several(parts)
    return _Acceptance(fields.one(hint), _instance(hint), frozenset({hint}))


def _as_it_is(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _UnfitError(value)
    return arguments.plain(value)


def _number(kind: type | tuple[type, ...]) -> _Take:
    def take(value: Any) -> Any:
        settled = arguments.number(value)
        if isinstance(settled, bool) is not (kind is bool) or not isinstance(settled, kind):
            raise _UnfitError(value)
        return settled

    return take


def _nothing(value: Any) -> None:
    if value is not None:
        raise _UnfitError(value)


def _path(value: Any) -> str:
    try:
        return arguments.path_of(value)
    except ModelError:
        raise _UnfitError(value) from None


def _function(value: Any) -> Any:
    if not callable(value):
        raise _UnfitError(value)
    return value


def _day(value: Any) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise _UnfitError(value)
    return value


_PLAIN: dict[Any, _Acceptance] = {
    str: _Acceptance("text", _text, frozenset({str})),
    bool: _Acceptance("True or False", _number(bool), frozenset({bool})),
    int: _Acceptance("a whole number", _number(int), frozenset({int})),
    float: _Acceptance("a number", _number((int, float)), frozenset({int, float})),
    types.NoneType: _Acceptance("nothing", _nothing, frozenset({types.NoneType})),
    os.PathLike: _Acceptance('the path of a file such as "gift.json"', _path),
    Callable: _Acceptance("a function", _function),
    datetime.date: _Acceptance("a date such as datetime.date(2026, 11, 21)", _day),
}


def _instance(kind: type) -> _Take:
    def take(value: Any) -> Any:
        if not isinstance(value, kind):
            raise _UnfitError(value)
        return value

    return take


def _union(kinds: list[_Acceptance]) -> _Acceptance:
    """One of several types; what none takes is refused as a whole."""

    def take(value: Any) -> Any:
        problem = _UnfitError(value)
        for kind in kinds:
            try:
                return kind.take(value)
            except _UnfitError as unfit:
                problem = unfit if unfit.value is not value else problem
        raise problem

    words = dict.fromkeys(kind.words for kind in kinds)
    words.pop(_PLAIN[types.NoneType].words, None)
    if _PLAIN[os.PathLike].words in words:
        del words[_PLAIN[str].words]
    # Behind a kind that may change what it takes, nothing is sure to pass as it is.
    plain = (kind.plain for kind in itertools.takewhile(lambda kind: kind.plain, kinds))
    return _Acceptance(" or ".join(words), take, frozenset().union(*plain))


def _row(parts: tuple[Any, ...]) -> _Acceptance:
    """A tuple of so many items."""
    kinds = [_kind(part) for part in parts]

    def take(value: Any) -> Any:
        if not isinstance(value, tuple | list) or len(value) != len(kinds):
            raise _UnfitError(value)
        return tuple(kind.take(item) for kind, item in zip(kinds, value, strict=True))

    return _Acceptance(f"({', '.join(kind.words for kind in kinds)})", take)


def _several(parts: tuple[Any, ...]) -> _Acceptance:
    """Several things of a type, keys among them; a set stays one: it is asked what is in it."""
    each = _kind(parts[0] if parts else object)

    def take(value: Any) -> Any:
        items = tuple(value) if isinstance(value, dict) else fields.several(value)
        taken = [each.take(item) for item in items]
        return frozenset(taken) if isinstance(value, set | frozenset) else tuple(taken)

    return _Acceptance(each.words, take)


def _mapping(parts: tuple[Any, ...]) -> _Acceptance:
    """Names with values."""
    name, its = map(_kind, parts)

    def take(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _UnfitError(value)
        try:
            pairs = [(key, held) for key, held in value.items()]
        except Exception as error:  # of anybody's class
            raise _UnfitError(value) from error
        return {name.take(key): named(key, held) for key, held in pairs}

    def named(key: object, value: Any) -> Any:
        try:
            return its.take(value)
        except _UnfitError as unfit:
            raise _UnfitError(unfit.value, f"[{representation(key)}]", its.words) from None

    return _Acceptance(f"a mapping of {name.words} to {its.words}", take)
