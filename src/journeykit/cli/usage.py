"""What a command line can get wrong."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.errors import JourneyError, UnknownReferenceError


class UsageError(JourneyError, ValueError):
    """The command line, or the configuration, asks for something that is not there.

    Args:
        message: The sentence a person reads.
    """


def one_of(kind: str, name: str, choices: Iterable[str]) -> str:
    """Return a name that an option was given, once it is known to be one of those there are.

    Args:
        kind: What it is the name of: "format", "severity", …
        name: What stands on the command line.

    Raises:
        UsageError: There is no such name; the message proposes the nearest.

    Example:
        >>> one_of("format", "json", ["text", "json"])
        'json'
    """
    names = tuple(choices)
    if name not in names:
        raise UsageError(str(UnknownReferenceError(kind, name, choices=names)))
    return name
