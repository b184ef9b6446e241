"""Layout engines: DOT text in, the bytes of a picture out, always in a process of its own.

Whatever runs gets an argument list and no shell, an
empty working directory, a short list of environment variables, a time limit that ends its whole
process group, and a bound on what it may write.
"""

from __future__ import annotations

import re
import shutil
import sys
from abc import ABC, abstractmethod
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

import attrs

from journeykit.arguments import word_of
from journeykit.errors import EngineError, EngineMissingError
from journeykit.fields import shown
from journeykit.render.process import run

__all__ = [
    "FORMATS",
    "TIME_LIMIT",
    "EmbeddedGraphviz",
    "Engine",
    "EngineStatus",
    "FirstThatWorks",
    "InstalledDot",
    "default_engine",
    "engines",
]

TIME_LIMIT: Final = 30.0
"""Seconds that a drawing may take unless a caller says otherwise."""

FORMATS: Final = ("svg", "png", "pdf")
"""What an engine may be asked for."""

_SIGNATURES: Final = {"svg": b"<svg", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}
_HEAD = 2_000
"""Where the signature must stand; an SVG has declarations and comments before it."""


@runtime_checkable
class Engine(Protocol):
    """What draws DOT text. Anything with these three members will do.

    Example:
        >>> isinstance(InstalledDot(), Engine)
        True
    """

    @property
    def name(self) -> str:
        """What the engine is called in messages."""
        ...

    def version(self) -> str:
        """Return the version of Graphviz, or raise an `EngineError`."""
        ...

    def render(self, dot: str, format: str, *, timeout: float = TIME_LIMIT) -> bytes:
        """Return the picture, or raise an `EngineError`."""
        ...


class _GraphvizProcess(ABC):
    """A Graphviz that runs in a process of its own; subclasses say how it is started."""

    __slots__ = ()

    @property
    @abstractmethod
    def name(self) -> str:
        """What the engine is called in messages."""

    @abstractmethod
    def _command(self, format: str) -> list[str]:
        """Return what starts it, or raise an `EngineMissingError`."""

    def version(self) -> str:
        """Return the version of Graphviz.

        Returns:
            Such as `14.0.5`.

        Raises:
            EngineError: If it cannot draw.
        """
        return _version(self)

    def render(self, dot: str, format: str, *, timeout: float = TIME_LIMIT) -> bytes:
        """Draw.

        Args:
            dot: DOT text, as our own writer makes it.
            format: One of `FORMATS`.
            timeout: Seconds it may take.

        Returns:
            The picture.

        Raises:
            EngineMissingError: If it is not installed.
            EngineTimeoutError: If it took too long.
            EngineError: If it failed, complained of an error, or gave no picture.
            ValueError: If there is no such format.
        """
        word_of("format", format, FORMATS)
        command = self._command(format)
        answer = run(self.name, command, dot.encode("utf-8"), timeout=timeout)
        # A malformed label is drawn as something else, and only a line says so.
        if _ERROR_LINE.search(answer.diagnostics):
            raise EngineError(self.name, "complained", diagnostics=answer.diagnostics)
        if _SIGNATURES[format] not in answer.output[:_HEAD]:
            problem = f"gave no {format.upper()}"
            raise EngineError(self.name, problem, diagnostics=answer.diagnostics)
        return answer.output


@attrs.frozen
class InstalledDot(_GraphvizProcess):
    """The `dot` program of an installed Graphviz.

    Args:
        program: Its name, looked up on the `PATH`, or its path.

    Example:
        >>> InstalledDot().name
        'dot'
    """

    program: str = "dot"

    __repr__ = shown

    @property
    def name(self) -> str:
        """What the engine is called in messages: the program."""
        return self.program

    def is_installed(self) -> bool:
        """Tell whether the program is there; whether it works is another question."""
        return shutil.which(self.program) is not None

    def _command(self, format: str) -> list[str]:
        """The program, by its path: it runs in an empty directory."""
        path = shutil.which(self.program)
        if path is None:
            raise EngineMissingError(self.name, "is not installed")
        return [str(Path(path).absolute()), "-Kdot", f"-T{format}"]


@attrs.frozen
class EmbeddedGraphviz(_GraphvizProcess):
    """The Graphviz that pip installs: the wheels of pygraphviz 2 carry one.

    Example:
        >>> EmbeddedGraphviz().name
        'pygraphviz'
    """

    __repr__ = shown

    @property
    def name(self) -> str:
        """What the engine is called in messages: the package."""
        return "pygraphviz"

    def is_installed(self) -> bool:
        """Tell whether the package is there; whether it works is another question."""
        return find_spec("pygraphviz") is not None

    def _command(self, format: str) -> list[str]:
        """A Python that imports the package and nothing of ours."""
        package = find_spec("pygraphviz")
        if package is None or package.origin is None:
            raise EngineMissingError(self.name, "is not installed")
        # The file and not `-m`: that would import journeykit first. Isolated and without the
        # start-up hooks of other packages, which cost time and may print.
        program = Path(__file__).with_name("pygraphviz_worker.py")
        packages = Path(package.origin).parent.parent
        return [sys.executable, "-I", "-S", str(program), format, str(packages)]


@attrs.frozen
class FirstThatWorks:
    """Several engines, of which the first that can draws.

    A program that is there but broken (no plugins, a library missing) should not keep one that
    works from drawing. An engine that ran out of time is not followed by another.

    Args:
        engines: The engines, the preferred one first.

    Example:
        >>> FirstThatWorks((InstalledDot(), EmbeddedGraphviz())).name
        'dot, pygraphviz'
    """

    engines: tuple[Engine, ...]

    __repr__ = shown

    @property
    def name(self) -> str:
        """The names of all of them."""
        return ", ".join(engine.name for engine in self.engines)

    def version(self) -> str:
        """Return the version of the first that works.

        Returns:
            Such as `2.43.0`.

        Raises:
            EngineError: If none can draw.
        """
        return _version(self)

    def render(self, dot: str, format: str, *, timeout: float = TIME_LIMIT) -> bytes:
        """Draw with the first that can.

        Args:
            dot: DOT text, as our own writer makes it.
            format: One of `FORMATS`.
            timeout: Seconds each may take.

        Returns:
            The picture.

        Raises:
            EngineMissingError: If there is no engine.
            EngineTimeoutError: If one took too long.
            EngineError: What the first of them said, if none could draw.
            ValueError: If there is no such format.
        """
        first: EngineError | None = None
        for engine in self.engines:
            try:
                return engine.render(dot, format, timeout=timeout)
            except EngineError as error:
                if isinstance(error, TimeoutError):
                    raise
                first = first or error
        raise first or EngineMissingError("dot, pygraphviz", "is not installed")


def default_engine() -> Engine:
    """Return the engine that draws when none is named.

    An installed `dot` goes first, because whoever installed it expects its fonts and looks; the
    embedded one follows.

    Raises:
        EngineMissingError: If there is none; the message says what to install.
    """
    there: tuple[Engine, ...] = tuple(
        engine for engine in (InstalledDot(), EmbeddedGraphviz()) if engine.is_installed()
    )
    if not there:
        raise EngineMissingError("dot", "is not installed, nor is the embedded one")
    return there[0] if len(there) == 1 else FirstThatWorks(there)


@attrs.frozen(kw_only=True)
class EngineStatus:
    """What one engine can do on this machine, found by letting it draw.

    Attributes:
        name: The engine's name.
        works: Whether it draws SVG with the labels we write.
        version: The version of Graphviz; empty if it does not work.
        formats: Which of `FORMATS` it draws.
        problem: Why it does not work, or which format it cannot draw; else empty.
    """

    name: str
    works: bool
    version: str
    formats: tuple[str, ...]
    problem: str

    __repr__ = shown


_PROBE = "digraph { a [shape=plain, label=<<TABLE><TR><TD><B>probe</B></TD></TR></TABLE>>] }"


def engines(*others: Engine, timeout: float = TIME_LIMIT) -> tuple[EngineStatus, ...]:
    """Try every engine and tell which work here.

    Args:
        others: Engines to try beside our own two.
        timeout: Seconds each of their drawings may take.

    Returns:
        A status each: the installed one, the embedded one, the others.
    """
    tried: tuple[Engine, ...] = (InstalledDot(), EmbeddedGraphviz(), *others)
    return tuple(_probed(engine, timeout) for engine in tried)


def _probed(engine: Engine, timeout: float) -> EngineStatus:
    drawn: list[str] = []
    problems: list[str] = []
    version = ""
    for format_ in FORMATS:
        try:
            picture = engine.render(_PROBE, format_, timeout=timeout)
        except EngineMissingError as error:
            problems.append(error.problem)
            break
        except EngineError as error:
            problems.append(str(error).partition("\n")[0])
            continue
        if format_ == "svg":
            if b"probe" not in picture:  # built without an XML parser: labels vanish in silence
                problems.append("leaves out HTML-like labels")
                continue
            version = _version_in(picture) or engine.version()
        drawn.append(format_)
    return EngineStatus(
        name=engine.name,
        works="svg" in drawn,
        version=version,
        formats=tuple(drawn),
        problem="; ".join(problems),
    )


_ERROR_LINE = re.compile("^(?:Error|.*syntax error)", re.MULTILINE)
_GENERATED_BY = re.compile(rb"Generated by graphviz version ([0-9][^\s<]*)")


def _version_in(svg: bytes) -> str:
    match = _GENERATED_BY.search(svg[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _version(engine: Engine) -> str:
    return _version_in(engine.render("digraph {}", "svg")) or "unknown"
