"""Extensions: what other packages bring, found by entry point and loaded only when asked for.

Rules, formats and whatever else can be extended have a group of entry points each; a package names
what it brings in its ``pyproject.toml``::

    [project.entry-points."journeykit.formats"]
    cjml = "journeykit_cjml:FORMAT"

What fails while it is loaded is an entry like any other, with its distribution and what went wrong,
so that it can be shown and everything else goes on.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from importlib import metadata

from attrs import frozen


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
        told = f'plug-in "{self.name}" of {self.distribution} ({self.target})'
        return f"{told}: {self.problem}" if self.problem else told


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


def provider_of(thing: object, group: str) -> str:
    """Return the distribution that something comes from, with its version.

    Args:
        thing: A function or a class.
        group: The group of entry points it may have been found by.

    Returns:
        The name and version of the distribution, or the name of the module where there is none.
    """
    module = str(getattr(thing, "__module__", "")) or "an unknown module"
    top = module.partition(".")[0]
    # Most distributions are called like their package. To read what all of them hold, as
    # packages_distributions does, would take longer than a whole check.
    with contextlib.suppress(metadata.PackageNotFoundError, ValueError):
        found = metadata.distribution(top)
        return f"{found.name} {found.version}"
    for point in _points(group):
        if point.module.partition(".")[0] == top:
            return _distribution(point)
    return f"module {module}"


def _points(group: str) -> Iterator[metadata.EntryPoint]:
    """The entry points of a group, in the same order wherever the packages lie on the path."""
    points = metadata.entry_points(group=group)
    yield from sorted(points, key=lambda point: (_distribution(point), point.name, point.value))


def _loaded(point: metadata.EntryPoint) -> Extension:
    """What an entry point names, or why it cannot be had."""
    about = (point.group, point.name, _distribution(point), point.value)
    try:
        return Extension(*about, value=point.load())
    except (Exception, SystemExit) as error:  # noqa: BLE001 — anybody's module; the others must run
        problem = "".join(traceback.format_exception_only(error)).strip()
        return Extension(*about, problem=problem)


def _distribution(point: metadata.EntryPoint) -> str:
    """The name and version of the distribution that an entry point belongs to."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"
