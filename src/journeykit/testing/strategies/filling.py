"""Values of a class of which a few optional fields are filled, read from its annotations.

A field that is new in a class has nothing to be done here. A class that no field has held before
gets its strategy with `@values_of`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from journeykit.experience import Experience, Served
from journeykit.fields import Scalar
from journeykit.guards import Guard
from journeykit.testing.strategies.texts import dates, keys, names, texts

__all__ = ["keyed", "one_of_these", "row", "scalars", "some", "values_of", "word"]

T = TypeVar("T")
Strategy = TypeVar("Strategy", bound=Callable[..., st.SearchStrategy[Any]])

_MOST_SAID = 4
"""How many optional fields of one value are filled at once."""


@cache
def _numbers() -> st.SearchStrategy[float]:
    return st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False)


@cache
def scalars() -> st.SearchStrategy[Scalar]:
    """Plain data: truth, numbers and text."""
    return st.booleans() | st.integers(-1000, 1000) | st.floats(-1e6, 1e6) | texts()


_OF_CLASS: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: texts,
    bool: st.booleans,
    float: _numbers,
    datetime.date: dates,
    Experience: st.nothing,  # whose it is has to be said
    Served: st.nothing,
}
"""Values of each class that fields hold."""


def values_of(kind: type) -> Callable[[Strategy], Strategy]:
    """Use a strategy for all fields that hold a class.

    Args:
        kind: The class.

    Returns:
        A decorator for a function that needs no argument.
    """

    def noted(strategy: Strategy) -> Strategy:
        _OF_CLASS[kind] = strategy
        return strategy

    return noted


@cache
def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    """What a field holds, read from its annotation; texts are empty only where one stands alone."""
    if get_origin(hint) is Literal:
        return word(hint)
    if hint == str | Guard:
        return texts() | _OF_CLASS[Guard]()
    if hint == tuple[tuple[str, Scalar], ...]:
        return st.dictionaries(names(), scalars(), max_size=3)
    if get_origin(hint) in {Union, UnionType}:
        # Beside the words of a vocabulary, most texts would be refused as slips of one of them.
        return _of_type(next(kind for kind in get_args(hint) if kind is not NoneType))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return row(names() if item is str else _of_type(item))
    return _OF_CLASS[hint]()


def _optional(kind: type) -> dict[str, Any]:
    """The types of the fields of a class that nobody has to fill."""
    hints = _hints(kind)
    return {
        field.name: hints[field.name]
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING and field.name != "location"
    }


_hints: Callable[[type], dict[str, Any]] = cache(get_type_hints)  # which reads them slowly


class _Recipe(Generic[T]):
    """What a value is made of; short in a `repr`, which Hypothesis puts into its reports.

    Args:
        kind: The class.
        required: Strategies for the fields that are always filled.
        optional: Strategies for the fields of which a few are filled.
    """

    def __init__(
        self,
        kind: type[T],
        required: Mapping[str, st.SearchStrategy[Any]],
        optional: Mapping[str, st.SearchStrategy[Any]],
    ) -> None:
        """Keep all three."""
        self.kind = kind
        self.required = required
        self.optional = optional

    def __repr__(self) -> str:
        """Show the class alone."""
        return getattr(self.kind, "__name__", "…")


def some(
    kind: type[T],
    required: Mapping[str, st.SearchStrategy[Any]],
    special: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({}),
) -> st.SearchStrategy[T]:
    """Values of a class with a few of their optional fields filled.

    What an optional field holds follows from its type, unless it is special. A field that is new
    in the class has nothing to be done here. What is special may be deferred: most of it is never
    drawn, and to make a strategy costs more than to draw from it.
    """
    nothing = st.nothing()
    if any(strategy is nothing for strategy in required.values()):
        return nothing
    optional = {
        name: special[name] if name in special else keys() if name == "key" else _of_type(hint)
        for name, hint in _optional(kind).items()
        if name not in required and special.get(name) is not nothing
    }
    return _made_of(_Recipe(kind, required, optional))


@st.composite
def _made_of(draw: st.DrawFn, plan: _Recipe[T]) -> T:
    said = {name: draw(strategy) for name, strategy in plan.required.items()}
    chosen = draw(_choice(tuple(plan.optional)))
    return plan.kind(**said, **{name: draw(plan.optional[name]) for name in chosen})


@cache
def _choice(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=_MOST_SAID, unique=True)


def row(
    items: st.SearchStrategy[T], *, at_least: int = 0, at_most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples; empty ones where there are no items."""
    if items is st.nothing():
        return st.just(())
    return st.lists(items, min_size=at_least, max_size=at_most).map(tuple)


def keyed(
    items: st.SearchStrategy[T], *, at_least: int = 0, at_most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples of things that have keys, no two alike."""
    return row(items, at_least=at_least, at_most=at_most).map(_told_apart)


def _told_apart(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same things; one whose key is taken gets the first that is free, so that none is lost."""
    taken: set[str] = set()
    apart = []
    for item in items:
        free = next(each for each in _numbered(item.key) if each not in taken)
        apart.append(item if free == item.key else attrs.evolve(item, key=free))
        taken.add(free)
    return tuple(apart)


def _numbered(key: str) -> Iterator[str]:
    """A key, and then the same with numbers."""
    yield key
    yield from (f"{key}-{number}" for number in itertools.count(2))


def one_of_these(items: Sequence[T]) -> st.SearchStrategy[T]:
    """One of some things; nothing where there are none."""
    return st.sampled_from(items) if items else st.nothing()


@cache
def word(literal: Any) -> st.SearchStrategy[Any]:
    """One of the words of a `Literal`."""
    return st.sampled_from(get_args(literal))
