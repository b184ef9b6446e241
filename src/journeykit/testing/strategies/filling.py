"""Values of a class of which a few optional fields are filled, read from its annotations.

Hypothesis swaps the parts of inputs that come from strategies of one label, and throws away what
does not fit. All that `map` makes shares a label, and so do the items of all `lists`; so what is
here is made with `st.builds` and `st.tuples`, whose labels say what they are made of.

A field that is new in a class has nothing to be done here. A class that no field has held before
gets its strategy with `@values_of`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from journeykit.experience import Experience, Served
from journeykit.fields import Scalar
from journeykit.guards import Guard
from journeykit.testing.strategies.texts import dates, keys, names, texts

__all__ = ["keyed", "one_of_these", "row", "scalars", "some", "values_of", "word"]

T = TypeVar("T")
Strategy = TypeVar("Strategy", bound=Callable[..., st.SearchStrategy[Any]])

_MOST_OPTIONAL = 1
"""How many optional fields of a small value are filled at once."""


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
        return st.builds(dict, row(st.tuples(names(), scalars())))
    if get_origin(hint) in {Union, UnionType}:
        # Beside the words of a vocabulary, most texts would be refused as slips of one of them.
        return _of_type(next(kind for kind in get_args(hint) if kind is not NoneType))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return row(names() if item is str else _of_type(item))
    return _OF_CLASS[hint]()


_hints: Callable[[type], dict[str, Any]] = cache(get_type_hints)  # which reads them slowly


class _Recipe:
    """What a value is made of; short in a `repr`, which Hypothesis puts into its reports.

    Args:
        kind: The class.
        required: Strategies for the fields that are always filled.
        special: What makes the strategies of fields whose type does not say all.
        often: The optional fields that are filled more often than others.
        most: How many optional fields are filled at once.
    """

    def __init__(
        self,
        kind: Any,
        required: Mapping[str, st.SearchStrategy[Any]],
        special: Mapping[str, Callable[[], st.SearchStrategy[Any]]],
        often: tuple[str, ...],
        most: int,
    ) -> None:
        """Keep them, and what chooses among the optional fields."""
        self.kind = kind
        self.required = required
        self.special = special
        self.choice = st.binary(min_size=most, max_size=most)
        self.offered = _offered(kind, tuple(required), often)

    def named(self, chosen: bytes) -> Iterator[str]:
        """The names of the optional fields that were chosen; an empty one is none."""
        return (self.offered[int(share * len(self.offered))] for share in _shares(chosen))

    def strategy(self, name: str) -> st.SearchStrategy[Any]:
        """Return what makes the content of an optional field."""
        if name in self.special:
            return self.special[name]()
        return keys() if name == "key" else _of_type(_hints(self.kind)[name])

    def __repr__(self) -> str:
        """Show the class alone."""
        return getattr(self.kind, "__name__", "…")


def some(
    kind: type[T],
    required: Mapping[str, st.SearchStrategy[Any]],
    special: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType({}),
    *,
    often: tuple[str, ...] = (),
    most: int = _MOST_OPTIONAL,
) -> st.SearchStrategy[T]:
    """Values of a class with a few of their optional fields filled.

    What an optional field holds follows from its type, unless it is special. A field that is new
    in the class has nothing to be done here. What is special is made when it is drawn: most of it
    never is, and to make a strategy costs more than to draw from it.
    """
    nothing = st.nothing()
    if any(strategy is nothing for strategy in required.values()):
        return nothing
    recipe = _Recipe(kind, required, special, often, most)
    return _values(recipe.kind)(recipe)


@cache
def _values(kind: Any) -> Callable[[_Recipe], st.SearchStrategy[Any]]:
    """A strategy of its own for each class: Hypothesis swaps what comes from one strategy."""

    @st.composite
    def values(draw: st.DrawFn, recipe: _Recipe, kind: Any = kind) -> Any:
        chosen = draw(recipe.choice)
        fields = {name: draw(strategy) for name, strategy in recipe.required.items()}
        for name in dict.fromkeys(recipe.named(chosen)):
            strategy = recipe.strategy(name) if name else st.nothing()
            if strategy is not st.nothing():
                fields[name] = draw(strategy)
        return kind(**fields)

    return values


@cache
def _offered(kind: Any, required: tuple[str, ...], often: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the optional fields to choose from; an empty one is none."""
    optional = [
        field.name
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING and field.name not in {*required, "location"}
    ]
    share = len(optional) // 4
    return ("", *[""] * share, *often * share, *optional)


def _shares(drawn: bytes) -> Iterator[float]:
    """Read numbers from 0, the simplest, to just below 1, all drawn in a single choice.

    Whatever decides how large a value becomes is drawn like this, and first. Hypothesis begins with
    small inputs: it makes a few choices, asks how small the rest could be, and throws away what
    becomes much larger; it cannot know of choices that come later. It makes bytes simpler one by
    one, and as nothing else here is made of bytes, it swaps them with nothing else.
    """
    return (byte / 256 for byte in drawn)


_MOST_ITEMS = 2
"""How many items a short tuple has."""


def row(
    items: st.SearchStrategy[T], *, exactly: int | None = None
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples; empty only where there are no items: a field that is filled says something."""
    return _several(items, exactly, tuple)


def keyed(
    items: st.SearchStrategy[T], *, exactly: int | None = None
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples of things that have keys, no two alike."""
    return _several(items, exactly, _with_distinct_keys)


def _several(
    items: st.SearchStrategy[T],
    exactly: int | None,
    joined: Callable[[Sequence[T]], tuple[T, ...]],
) -> st.SearchStrategy[tuple[T, ...]]:
    """Tuples of so many items, or of a few."""
    if items is st.nothing():
        return st.just(())
    counts = range(1, _MOST_ITEMS + 1) if exactly is None else [exactly]
    return st.builds(joined, st.one_of(*(st.tuples(*[items] * count) for count in counts)))


def _with_distinct_keys(items: Sequence[Any]) -> tuple[Any, ...]:
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
