"""What is wrong with the path of a file."""

from __future__ import annotations

import errno
from typing import Any

from journeykit.errors.base import JourneyError
from journeykit.printable import console_text, printable, quoted


class _PathError(JourneyError, OSError):
    """No file is there; it knows what every `OSError` knows, and says it in words of its own."""

    def __init__(self, path: str, problem: str, number: int) -> None:
        """Keep the data and build the sentence."""
        super().__init__(f"{printable(path)}: {problem}")
        self.path = path
        self.errno, self.strerror, self.filename = number, problem, path

    def __str__(self) -> str:
        """Return the sentence, where the system would begin with a number."""
        return console_text(str(self.args[0]))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by data, with what the system keeps beside it."""
        return _restored, (type(self), self.args, vars(self), self.errno, self.strerror)


def _restored(
    kind: type[_PathError], args: tuple[object, ...], data: dict[str, Any], number: int, words: str
) -> _PathError:
    """The same error in another process."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(data)
    error.errno, error.strerror, error.filename = number, words, error.path
    return error


class FileMissingError(_PathError, FileNotFoundError):
    """There is no file of that name.

    Attributes:
        path: The path that was named.
        suggestion: The nearest name in the same folder, or `None`.

    Example:
        >>> print(FileMissingError("shpo.csv", suggestion="shop.csv"))
        shpo.csv: there is no such file; did you mean "shop.csv"?
    """

    def __init__(self, path: str, *, suggestion: str | None = None) -> None:
        """Keep the data and build the sentence."""
        guess = "" if suggestion is None else f"; did you mean {quoted(suggestion)}?"
        super().__init__(path, f"there is no such file{guess}", errno.ENOENT)
        self.suggestion = suggestion


class FolderError(_PathError, IsADirectoryError):
    """A folder stands where a file is expected.

    Attributes:
        path: The path that was named.

    Example:
        >>> print(FolderError("maps"))
        maps: expected a file, found a folder
    """

    def __init__(self, path: str) -> None:
        """Keep the data and build the sentence."""
        super().__init__(path, "expected a file, found a folder", errno.EISDIR)
