"""What is wrong with a file, or with what it holds."""

from __future__ import annotations

from typing import Any

from journeykit.errors.base import JourneyError
from journeykit.printable import printable, quoted


class DocumentError(JourneyError, ValueError):
    """A document does not say what its format asks for.

    Attributes:
        path: The place inside the document, such as `stages[2].touchpoints[0].channel`.
        expected: What should stand there.
        found: What does stand there, or `None` if that adds nothing.
        suggestion: The nearest valid spelling, or `None`.
        problem: What is wrong, where that is more than something else being expected.
        file: The path of the file, if the document is one.
        line: The line it stands in, counted from 1, where the format has lines.
        column: The column it stands in, counted from 1.

    Example:
        >>> print(DocumentError("stages[2].naem", expected="a field of a stage", suggestion="name"))
        stages[2].naem: expected a field of a stage; did you mean "name"?
        >>> print(DocumentError("version", expected="1", found="7"))
        version: expected 1, found 7
        >>> print(DocumentError("", problem="a quote is open", file="a.csv", line=3, column=7))
        a.csv, line 3, column 7: a quote is open
    """

    def __init__(
        self,
        path: str,
        *,
        expected: str = "",
        found: str | None = None,
        suggestion: str | None = None,
        problem: str = "",
        file: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Keep the data and build the sentence."""
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.expected = expected
        self.found = found
        self.suggestion = suggestion
        self.problem = problem
        super().__init__(
            f"{_place_in_document(file, path, line, column)}: "
            + (problem or f"expected {expected}")
            + ("" if found is None else f", found {printable(found, _LONGEST)}")
            + ("" if suggestion is None else f"; did you mean {quoted(suggestion)}?")
        )

    def inside(self, file: str) -> DocumentError:
        """The same error, which says in which file it is.

        Args:
            file: The path of the file.

        Returns:
            A new error.
        """
        return self._but(file=file)

    def at(self, line: int | None, column: int | None = None) -> DocumentError:
        """The same error, which says where in its text it is.

        Args:
            line: The line, counted from 1.
            column: The column, counted from 1.

        Returns:
            A new error.
        """
        return self._but(line=line, column=column)

    def within(self, part: str) -> DocumentError:
        """The same error, which says in which part of the document it is.

        Args:
            part: What people call the part, such as `sheet "Stages"`; may be empty.

        Returns:
            A new error.
        """
        return self._but(path=", ".join(filter(None, (part, self.path))))

    def _but(self, **changed: Any) -> DocumentError:
        """The same error with other data."""
        data = {name: getattr(self, name) for name in _DATA}
        return DocumentError(**(data | changed))


_DATA = (
    *("path", "expected", "found", "suggestion", "problem"),
    *("file", "line", "column"),
)
"""What an error about a document knows."""

_LONGEST = 120
"""How many characters of what stands in a document a message shows."""


def _place_in_document(file: str, path: str, line: int | None, column: int | None) -> str:
    """Return where something stands; of a long path its end says most."""
    end = path if len(path) <= _LONGEST else f"…{path[-_LONGEST:]}"
    name = printable(file) or ("" if path else "the document")
    spot = [f"{word} {number}" for word, number in (("line", line), ("column", column)) if number]
    return ": ".join(filter(None, (", ".join(filter(None, (name, *spot))), printable(end))))
