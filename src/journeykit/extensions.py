"""Extensions: what other packages bring, found by entry point and loaded only when asked for.

Rules, measures, views, formats and whatever else can be extended have a group of entry points each;
a package names what it brings in its `pyproject.toml`::

    [project.entry-points."journeykit.formats"]
    cjml = "journeykit_cjml:FORMAT"

What fails while it is loaded is an entry like any other, with its distribution and what went wrong,
so that it can be shown and everything else goes on.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import evolve, frozen

from journeykit.arguments import characters, word_of
from journeykit.errors import ExtensionError, JourneyError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Function = TypeVar("Function", bound=Callable[..., Any])


@frozen
class Extension:
    """Something that a package brings, or the reason why it cannot.

    Args:
        group: The group of entry points it belongs to.
        name: The name of its entry point.
        distribution: The name and version of the package.
        target: The module and the attribute that the entry point names.
        value: What was loaded; None if that failed.
        problem: What went wrong; empty if nothing did.
    """

    group: str
    name: str
    distribution: str
    target: str
    value: object = None
    problem: str = ""

    @property
    def failed(self) -> bool:
        """Whether it could not be loaded."""
        return bool(self.problem)

    def __str__(self) -> str:
        """Name it and its package, and say what went wrong."""
        description = f'plug-in "{self.name}" of {self.distribution} ({self.target})'
        return f"{description}: {self.problem}" if self.problem else description


@frozen
class Registry(Mapping[str, Function]):
    """One kind of function that the library has by name, and that packages can add to.

    Args:
        kind: What one of them is called, such as `measure`.
        group: The group of entry points that name further ones.
        built_in: Those of the library, which nobody can replace: functions, or where they are, as
            in `package.module:function`, so that they are imported when they are used.

    Example:
        >>> greetings = Registry("greeting", "journeykit.greetings", {"short": lambda: "Hi"})
        >>> greetings["short"]()
        'Hi'
        >>> greetings["shirt"]
        Traceback (most recent call last):
        journeykit.errors.UnknownReferenceError: unknown greeting "shirt"; did you mean "short"?
    """

    kind: str
    group: str
    built_in: Mapping[str, Function | str]

    def __iter__(self) -> Iterator[str]:
        """Go through the names: those of the library, then those of packages; nothing is loaded."""
        yield from dict.fromkeys((*self.built_in, *names(self.group)))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        """Whether there is one of that name."""
        return isinstance(name, str) and (name in self.built_in or name in names(self.group))

    def __getitem__(self, name: str) -> Function:
        """Return the function of a name, loaded if a package brings it.

        Returns:
            The function. Whatever goes wrong in one of a package is an `ExtensionError`.

        Raises:
            UnknownReferenceError: There is none of that name.
            ExtensionError: The package that brings it cannot be loaded.
        """
        # What packages bring is looked up, which takes longer than a small picture, only if asked.
        name = characters(name)
        if name not in self.built_in:
            name = word_of(self.kind, name, self)
        else:
            function = self.built_in[name]
            return self._imported(function) if isinstance(function, str) else function
        extension = extensions(self.group, name)[0]
        if extension.failed:
            raise ExtensionError(self.kind, str(extension))
        if not callable(extension.value):
            raise ExtensionError(self.kind, str(evolve(extension, problem="it is no function")))
        return cast("Function", self._contained(extension, extension.value))

    def _imported(self, where: str) -> Function:
        """A function of the library that is imported when it is used."""
        module, _, name = where.partition(":")
        return cast("Function", getattr(import_module(module), name))

    def _contained(self, extension: Extension, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of a package, whose failures name the package."""

        @contextlib.contextmanager
        def named() -> Iterator[None]:
            try:
                yield
            except (KeyboardInterrupt, GeneratorExit, JourneyError):
                raise
            except BaseException as error:
                failed = evolve(extension, problem=_error_words(error))
                raise ExtensionError(self.kind, str(failed)) from error

        def items(result: Iterator[object]) -> Iterator[object]:
            with named():
                yield from result

        @wraps(function)
        def contained(*args: Any, **options: Any) -> Any:
            with named():
                result = function(*args, **options)
            # What yields runs when it is asked for its items, and fails only then.
            return items(result) if isinstance(result, Iterator) else result

        return contained


def extensions(group: str, name: str | None = None) -> tuple[Extension, ...]:
    """Load what the installed packages bring for a group.

    Args:
        group: The group of entry points.
        name: The name of an entry point, if nothing else is to be loaded.

    Returns:
        What they bring, failures among it, in the same order on every machine.

    Example:
        >>> extensions("journeykit.nothing")
        ()
    """
    return tuple(_loaded(point) for point in _points(group) if name in {None, point.name})


def names(group: str) -> tuple[str, ...]:
    """Return the names that the installed packages use in a group; nothing is loaded.

    Args:
        group: The group of entry points.

    Returns:
        The names, each once.
    """
    return tuple(dict.fromkeys(point.name for point in _points(group)))


def providers(group: str) -> tuple[str, ...]:
    """Return the packages that bring something for a group; nothing is loaded.

    Args:
        group: The group of entry points.

    Returns:
        The names and versions of their distributions, each once.
    """
    return tuple(dict.fromkeys(map(_distribution, _points(group))))


def provider_of(value: object, group: str) -> str:
    """Return the distribution that something comes from, with its version.

    Args:
        value: A function or a class.
        group: The group of entry points it may have been found by.

    Returns:
        The name and version of the distribution, or the name of the module where there is none.
    """
    from importlib import metadata

    module = str(getattr(value, "__module__", "")) or "an unknown module"
    top = module.partition(".")[0]
    # Most distributions are called like their package. To read what all of them hold, as
    # packages_distributions does, would take longer than a whole check.
    with contextlib.suppress(metadata.PackageNotFoundError, ValueError):
        distribution = metadata.distribution(top)
        return f"{distribution.name} {distribution.version}"
    for point in _points(group):
        if point.module.partition(".")[0] == top:
            return _distribution(point)
    return f"module {module}"


def _points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, in the same order wherever the packages lie on the path."""
    return _points_on_path(group, _state_of_path())


@lru_cache(maxsize=64)
def _points_on_path(group: str, _: tuple[object, ...]) -> tuple[EntryPoint, ...]:
    """The same, read again only when the path is another: to read it takes as long as a check."""
    from importlib import metadata  # its own imports cost more than a small check

    points = metadata.entry_points(group=group)
    return tuple(sorted(points, key=lambda each: (_distribution(each), each.name, each.value)))


def _state_of_path() -> tuple[object, ...]:
    """What is another after a package was installed or removed, or the path was changed."""
    return (*map(_state_of_folder, sys.path), *map(id, sys.meta_path))


def _state_of_folder(name: str) -> tuple[int, ...]:
    """Which folder it is, and when something was last put there or taken away."""
    try:
        state = Path(name).stat()
    except (OSError, ValueError):
        return ()
    return state.st_dev, state.st_ino, state.st_mtime_ns


def _loaded(point: EntryPoint) -> Extension:
    """What an entry point names, or why it cannot be had."""
    about = (point.group, point.name, _distribution(point), point.value)
    try:
        return Extension(*about, value=point.load())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — anybody's module; the others must run
        return Extension(*about, problem=_error_words(error))


def _error_words(error: BaseException) -> str:
    """What went wrong, in the words of Python."""
    import traceback

    return "".join(traceback.format_exception_only(error)).strip()


def _distribution(point: EntryPoint) -> str:
    """The name and version of the distribution that an entry point belongs to."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"
