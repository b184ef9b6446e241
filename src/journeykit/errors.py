"""Every error journeykit raises, in one place.

Each kind is a `JourneyError` *and* the builtin that a caller would reach for without knowing the
library, carries what it knows as attributes, and builds its own sentence from them: callers pass
data, never prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.printable import (
    LONGEST_MESSAGE,
    console_text,
    log_text,
    printable,
    quoted,
    representation,
)
from journeykit.suggestions import did_you_mean, did_you_mean_one_of, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DocumentError",
    "DuplicateKeyError",
    "EngineError",
    "EngineMissingError",
    "EngineTimeoutError",
    "ExtensionError",
    "GuardError",
    "InadmissibleTextError",
    "JourneyError",
    "MissingExtraError",
    "ModelError",
    "PictureError",
    "PictureTimeoutError",
    "RuleError",
    "RuleNotAskedError",
    "UnknownReferenceError",
    "UnsafePictureError",
]

_LISTED = 8
"""How many known names a message lists before it says how many there are."""

_LISTED_LENGTH = 40
"""How many characters of each it shows."""


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


def _in(where: str) -> str:
    return f" in {where}" if where else ""


class ModelError(JourneyError, ValueError):
    """What was said makes no journey, or no part of one.

    Args:
        message: The sentence a person reads.
    """


class InadmissibleTextError(ModelError):
    r"""A text holds a character that no output could show safely, or is too long.

    Attributes:
        text: The whole text.
        position: The index of the first offending character.
        reason: What is wrong with it.
        where: The field or element that the text was meant for.

    Example:
        >>> print(InadmissibleTextError("a\0b", position=1, reason="U+0000 is a control character"))
        text not allowed: U+0000 is a control character, at position 1 of 'a\x00b'
    """

    def __init__(self, text: str, *, position: int, reason: str, where: str = "") -> None:
        """Keep the data and build the sentence."""
        self.text = text
        self.position = position
        self.reason = reason
        self.where = where
        # An excerpt around the place: four thousand characters would bury the reason.
        start = max(0, position - 20)
        excerpt = ascii(text[start : position + 20])
        super().__init__(
            f"text not allowed{_in(where)}: {reason}, at position {position} of {excerpt}"
        )


class DuplicateKeyError(ModelError):
    """Two different things, or two versions of one thing, go by the same key.

    Attributes:
        kind: What they are: "stage", "touchpoint", …
        key: The key that both claim.
        first: The name of the one that came first.
        second: The name of the one that came second.
        places: Where the two stand, in words, if that helps to find them.
        standard: How to write the one of that key that comes with the library, if there is one.

    Example:
        >>> error = DuplicateKeyError("touchpoint", "pays", first="Pays", second="pays!")
        >>> print(str(error).partition("; ")[0])
        two different touchpoints have the key "pays": "Pays" and "pays!"
        >>> error = DuplicateKeyError("persona", "ann", first="Ann", second="Ann")
        >>> print(str(error).partition("; ")[0])
        two versions of one persona have the key "ann": "Ann" and "Ann"
    """

    def __init__(
        self,
        kind: str,
        key: str,
        *,
        first: str,
        second: str,
        places: tuple[str, str] = ("", ""),
        standard: str = "",
    ) -> None:
        """Keep the data and build the sentence."""
        self.kind = kind
        self.key = key
        self.first = first
        self.second = second
        self.places = places
        self.standard = standard
        versions = first == second and kind in _REPLACED
        if kind == "touchpoint" and versions and places[0] != places[1]:
            super().__init__(
                f"the touchpoint {quoted(first)} is in two places, {places[0]} and {places[1]}; "
                f'if people come to it twice, give the second a key of its own with key="…"'
            )
            return
        both = f"two versions of one {kind}" if versions else f"two different {_several(kind)}"
        change = "put the new one in the place of the old with .replace(…), or " if versions else ""
        change = f"write {standard} for the standard one everywhere, or " if standard else change
        named = (f"{quoted(n)} {p}".rstrip() for n, p in zip((first, second), places, strict=True))
        super().__init__(
            f"{both} have the key {quoted(key)}: {' and '.join(named)}; "
            f'{change}give one of them another with key="…"'
        )


def _several(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


_REPLACED = frozenset({"persona", "stage", "touchpoint"})
"""What a journey can replace."""


class UnknownReferenceError(ModelError, LookupError):
    """Something refers to a thing that is not there.

    Attributes:
        kind: What was looked for: "channel", "touchpoint", …
        name: What it was called.
        known: What there is, in the order given.
        suggestion: The nearest of them, or `None`.
        where: Where the reference stands.

    Example:
        >>> print(UnknownReferenceError("channel", "emial", known=("email", "phone"),
        ...                             where='touchpoint "Basket reminder"'))
        unknown channel "emial" in touchpoint "Basket reminder"; did you mean "email"?
        >>> print(UnknownReferenceError("persona", "Zoe", known=("Maya", "Tom")))
        unknown persona "Zoe"; known: "Maya", "Tom"
    """

    def __init__(
        self, kind: str, name: object, *, known: Iterable[str] = (), where: str = ""
    ) -> None:
        """Keep the data, find the nearest name, and build the sentence."""
        # Whoever gave something else than a name is told what it was.
        name = str.__str__(name) if isinstance(name, str) else representation(name)
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        self.suggestion = nearest(name, self.known)
        self.where = where
        super().__init__(
            f"unknown {kind} {quoted(name)}{_in(where)}"
            f"{did_you_mean(name, self.known) or self._listed()}"
        )

    def _listed(self) -> str:
        if not self.known:
            return f"; there is no {self.kind} at all"
        listed = ", ".join(quoted(name, _LISTED_LENGTH) for name in self.known[:_LISTED])
        more = len(self.known) - _LISTED
        return f"; known: {listed}" + (f" and {more} more" if more > 0 else "")


class RuleNotAskedError(UnknownReferenceError):
    """A report is asked for a rule that did not run in its check, so that silence means nothing.

    Attributes:
        name: The name or code that was asked for.
        known: The names and codes of the rules that did run.
        journey: The name of the journey that was checked.
        exists: Whether the library has such a rule, which could be selected.

    Example:
        >>> print(RuleNotAskedError("thin-persna", known=("thin-persona", "JK201"), journey="Gift"))
        no rule "thin-persna" ran in this check of "Gift"; did you mean "thin-persona"?
        >>> error = RuleNotAskedError("no-exit", journey="Gift", exists=True)
        >>> print(str(error).partition("; ")[2])
        recommended().also("no-exit") would be a set of rules with it
    """

    def __init__(
        self, name: str, *, known: Iterable[str] = (), journey: str, exists: bool = False
    ) -> None:
        """Keep the data, find the nearest name, and build the sentence."""
        super().__init__("rule", name, known=known)
        self.journey = journey
        self.exists = exists
        check = f"in this check of {quoted(journey)}"
        select = f"; recommended().also({quoted(name)}) would be a set of rules with it"
        near = did_you_mean_one_of(name, self.known)
        JourneyError.__init__(
            self,
            f"the rule {quoted(name)} did not run {check}{select}"
            if exists
            else f"no rule {quoted(name)} ran {check}{near}",
        )


class GuardError(JourneyError, TypeError):
    """A guard was written in a way that Python would decide before it knows a customer.

    Attributes:
        problem: What is wrong.
        instead: What to write instead.

    Example:
        >>> print(GuardError("== makes no guard", instead='write attribute("age").is_(…)'))
        == makes no guard; write attribute("age").is_(…)
    """

    def __init__(self, problem: str, *, instead: str) -> None:
        """Keep the data and build the sentence."""
        self.problem = problem
        self.instead = instead
        super().__init__(f"{problem}; {instead}")


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
            + ("" if found is None else f", found {printable(found, _LONGEST_FOUND)}")
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
        told = {name: getattr(self, name) for name in _TOLD_OF_DOCUMENTS}
        return DocumentError(**(told | changed))


_TOLD_OF_DOCUMENTS = (
    *("path", "expected", "found", "suggestion", "problem"),
    *("file", "line", "column"),
)
"""What an error about a document knows."""

_LONGEST_FOUND = 120
"""How many characters of what stands in a document a message shows."""


def _place_in_document(file: str, path: str, line: int | None, column: int | None) -> str:
    """Return where something stands; of a long path its end says most."""
    end = path if len(path) <= _LONGEST_FOUND else f"…{path[-_LONGEST_FOUND:]}"
    name = printable(file) or ("" if path else "the document")
    spot = [f"{word} {number}" for word, number in (("line", line), ("column", column)) if number]
    return ": ".join(filter(None, (", ".join(filter(None, (name, *spot))), printable(end))))


class MissingExtraError(JourneyError, ImportError):
    """A part of the library needs a package that is not installed.

    Attributes:
        module: The module that is missing.
        extra: The extra of this library that brings it.

    Example:
        >>> print(MissingExtraError("openpyxl", extra="xlsx"))
        this needs openpyxl, which is not installed: pip install "journeykit[xlsx]"
    """

    def __init__(self, module: str, *, extra: str) -> None:
        """Keep the data and build the sentence."""
        self.module = module
        self.extra = extra
        install = f'pip install "journeykit[{extra}]"'
        super().__init__(f"this needs {module}, which is not installed: {install}")


class ExtensionError(JourneyError, RuntimeError):
    """Something that another package brings cannot be loaded, or failed.

    Attributes:
        kind: What it is, such as `measure`.

    Example:
        >>> print(ExtensionError("measure", 'plug-in "trust" of acme 1.2 (acme:trust): KeyError'))
        the measure of another package failed: plug-in "trust" of acme 1.2 (acme:trust): KeyError
    """

    def __init__(self, kind: str, problem: str) -> None:
        """Keep the data and build the sentence."""
        self.kind = kind
        super().__init__(f"the {kind} of another package failed: {problem}")


class RuleError(JourneyError, ValueError):
    """A rule is misconfigured, which is not the same as a rule that found something.

    Attributes:
        rule: The rule's code or name.
        problems: Everything that is wrong with its configuration.

    Example:
        >>> print(RuleError("JK101", ["limit: expected a whole number", "unknown option 'lmit'"]))
        rule JK101 is misconfigured: limit: expected a whole number; unknown option 'lmit'
    """

    def __init__(self, rule: str, problems: Iterable[str]) -> None:
        """Keep the data and build the sentence."""
        given: object = rule  # whatever a caller took for the name of one
        self.rule = str.__str__(given) if isinstance(given, str) else representation(given)
        self.problems = tuple(problems)
        super().__init__(f"rule {self.rule} is misconfigured: {'; '.join(self.problems)}")


class EngineError(JourneyError, RuntimeError):
    """A layout engine could not draw.

    Attributes:
        engine: The engine's name.
        problem: What went wrong.
        diagnostics: What the engine itself wrote about it, perhaps nothing.

    Example:
        >>> print(EngineError("dot", "ended with exit code 1", diagnostics="syntax error"))
        the layout engine "dot" ended with exit code 1: syntax error
    """

    def __init__(self, engine: str, problem: str, *, diagnostics: str = "") -> None:
        """Keep the data and build the sentence."""
        self.engine = engine
        self.problem = problem
        self.diagnostics = diagnostics
        tail = f": {diagnostics}" if diagnostics else ""
        super().__init__(f'the layout engine "{engine}" {problem}{tail}')


class EngineMissingError(EngineError, FileNotFoundError):
    """No layout engine works here; the message says what to install on each system.

    Attributes:
        engine: The engine that was asked for, or all that were tried.
        problem: Why it does not work.
        advice: What to install, one line a system.

    Example:
        >>> error = EngineMissingError("dot", "is not installed")
        >>> print(str(error).splitlines()[0])
        the layout engine "dot" is not installed
        >>> 'pip install "journeykit[draw]"' in error.advice
        True
    """

    def __init__(self, engine: str, problem: str, *, diagnostics: str = "") -> None:
        """Keep the data and build the sentence."""
        super().__init__(engine, problem, diagnostics=diagnostics)
        self.advice = _INSTALL
        self.args = (f"{self.args[0]}\n{_INSTALL}",)


_INSTALL = """\
To draw with pip alone:  pip install "journeykit[draw]"
or install Graphviz:     Debian, Ubuntu   sudo apt install graphviz
                         Fedora           sudo dnf install graphviz
                         Alpine           apk add graphviz
                         macOS            brew install graphviz
                         Windows          winget install Graphviz.Graphviz
                         conda            conda install -c conda-forge graphviz
Text, Mermaid, DOT and the map need no layout engine."""


class EngineTimeoutError(EngineError, TimeoutError):
    """A layout engine took longer than it was given, and was ended.

    Attributes:
        engine: The engine's name.
        seconds: The time it was given.

    Example:
        >>> print(str(EngineTimeoutError("dot", seconds=30)).partition(";")[0])
        the layout engine "dot" took longer than 30 s and was ended
    """

    def __init__(self, engine: str, *, seconds: float) -> None:
        """Keep the data and build the sentence."""
        self.seconds = seconds
        super().__init__(
            engine,
            f"took longer than {seconds:g} s and was ended; "
            "draw less at once, or raise the time limit",
        )


class PictureError(JourneyError, ValueError):
    """A picture is asked for that cannot be drawn so.

    Attributes:
        option: What was given or asked for: "report", "theme", "DOT", …
        problem: What is wrong with it.
        expected: What would do.

    Example:
        >>> print(PictureError("theme", "3 is none", expected="a Theme or its name"))
        theme: 3 is none; expected a Theme or its name
    """

    def __init__(self, option: str, problem: str, *, expected: str) -> None:
        """Keep the data and build the sentence."""
        self.option = option
        self.problem = problem
        self.expected = expected
        super().__init__(f"{option}: {problem}; expected {expected}")


class PictureTimeoutError(JourneyError, TimeoutError):
    """A picture that needs no layout engine took longer than it was given.

    Attributes:
        view: The view that was drawn.
        seconds: The time it was given.

    Example:
        >>> print(PictureTimeoutError("map", seconds=5))
        the map took longer than 5 s and was ended; draw less at once, or raise the time limit
    """

    def __init__(self, view: str, *, seconds: float) -> None:
        """Keep the data and build the sentence."""
        self.view = view
        self.seconds = seconds
        super().__init__(
            f"the {view} took longer than {seconds:g} s and was ended; "
            "draw less at once, or raise the time limit"
        )


class UnsafePictureError(JourneyError, ValueError):
    """A finished picture holds something that could run, or load, on a reader's screen.

    Attributes:
        problem: What was found.
        element: The element it was found in.

    Example:
        >>> print(UnsafePictureError("an event attribute onclick", element="a"))
        the picture was refused: an event attribute onclick in <a>
    """

    def __init__(self, problem: str, *, element: str = "") -> None:
        """Keep the data and build the sentence."""
        self.problem = problem
        self.element = element
        super().__init__(
            f"the picture was refused: {problem}" + (f" in <{element}>" if element else "")
        )
