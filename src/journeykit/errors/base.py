"""What all errors of the library have in common."""

from __future__ import annotations

from typing import Any

from journeykit.printable import LONGEST_MESSAGE, console_text, log_text, printable


class JourneyError(Exception):
    r"""The base of everything journeykit raises on purpose.

    Args:
        message: The sentence a person reads.

    Example:
        >>> print(JourneyError("\x1b[2J and a second\nline"))
        \x1b[2J and a second\nline
    """

    def __init__(self, message: str = "") -> None:
        """Keep a message of bounded length, which no terminal or build log obeys."""
        super().__init__(log_text(printable(message, LONGEST_MESSAGE)))

    def __str__(self) -> str:
        """Return the message, so that every console can write it."""
        return console_text(super().__str__())

    def __repr__(self) -> str:
        """Show the class and the message, so that every console can write it."""
        return console_text(super().__repr__())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by data: constructors take keywords, which the default could not repeat."""
        return _restored, (type(self), self.args, dict(self.__dict__))


def _restored(
    kind: type[JourneyError], arguments: tuple[object, ...], data: dict[str, object]
) -> JourneyError:
    # Errors that are an OSError too have a larger layout than RuntimeError's `__new__` knows of.
    new = OSError.__new__ if issubclass(kind, OSError) else Exception.__new__
    error: JourneyError = new(kind, *arguments)
    error.args = arguments
    error.__dict__.update(data)
    return error
