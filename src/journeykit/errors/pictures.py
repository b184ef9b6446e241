"""What is wrong with a picture, or with what draws it."""

from __future__ import annotations

from journeykit.errors.base import JourneyError


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
