"""One way to run another program: bounded in time, output, environment and place."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from typing import IO, Final

import attrs

from journeykit.errors import EngineError, EngineMissingError, EngineTimeoutError
from journeykit.fields import shown

__all__ = ["LARGEST_OUTPUT", "ProgramOutput", "run"]

LARGEST_OUTPUT: Final = 64 * 1024 * 1024
"""The most bytes that a program may write before it is ended."""

_LARGEST_DIAGNOSTICS = 64 * 1024
_SHOWN_DIAGNOSTICS = 1_500
_CHUNK = 64 * 1024

_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SYSTEMROOT",
    "WINDIR",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "LOCALAPPDATA",
)
"""What programs need to find fonts, libraries and caches; tokens and proxies stay here."""


@attrs.frozen
class ProgramOutput:
    """What a program that ended well had to say.

    Attributes:
        output: The bytes on its standard output.
        diagnostics: The end of what it wrote on standard error, readable.
    """

    output: bytes
    diagnostics: str

    __repr__ = shown


def run(
    name: str,
    command: list[str],
    standard_input: bytes,
    *,
    timeout: float,
    largest: int = LARGEST_OUTPUT,
) -> ProgramOutput:
    """Run a program to its end, or end it.

    Args:
        name: What it is called in messages.
        command: The program's path and its arguments; no shell reads them.
        standard_input: What it reads on standard input.
        timeout: Seconds it may take.
        largest: The most bytes it may write.

    Returns:
        What it wrote.

    Raises:
        EngineMissingError: If there is no such program.
        EngineTimeoutError: If it took too long; it and all it started are ended.
        EngineError: If it cannot be started, failed, or wrote too much.
    """
    # Graphviz refuses to load any file if it takes itself for part of a web server.
    variables = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    variables["SERVER_NAME"] = "journeykit"
    deadline = time.monotonic() + timeout
    with tempfile.TemporaryDirectory(prefix="journeykit-") as empty:
        process = _started(name, command, empty, variables)
        output = _PipeReader(process.stdout, largest, stop_at_limit=True)
        errors = _PipeReader(process.stderr, _LARGEST_DIAGNOSTICS)
        _write_behind(process.stdin, standard_input)
        try:
            ended = output.wait(deadline) and errors.wait(deadline) and _ended(process, deadline)
        finally:
            # Not even an interrupt leaves a program, or what it started, behind.
            _end(process)
    diagnostics = _readable(errors.content())
    if output.overflowed:
        problem = f"wrote more than {largest:,} bytes and was ended"
        raise EngineError(name, problem, diagnostics=diagnostics)
    if not ended:
        raise EngineTimeoutError(name, seconds=timeout)
    if process.returncode != 0:
        problem = _ending(process.returncode)
        raise EngineError(name, problem, diagnostics=diagnostics)
    return ProgramOutput(output.content(), diagnostics)


def _started(
    name: str, command: list[str], directory: str, variables: dict[str, str]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 an argument list, made by us
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=directory,
            env=variables,
            start_new_session=True,  # its own process group; without effect on Windows
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except FileNotFoundError as error:
        raise EngineMissingError(name, "is not installed", diagnostics=str(error)) from error
    except OSError as error:
        raise EngineError(name, "cannot be started", diagnostics=str(error)) from error


class _PipeReader:
    """A thread that empties a pipe, keeps so much of it, and never holds anyone up."""

    def __init__(
        self, pipe: IO[bytes] | None, largest: int, *, stop_at_limit: bool = False
    ) -> None:
        self.overflowed = False
        self._pipe = pipe
        self._largest = largest
        self._stop_at_limit = stop_at_limit
        self._chunks: list[bytes] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        if self._pipe is None:
            return
        kept = 0
        with contextlib.suppress(OSError, ValueError), self._pipe as pipe:
            while chunk := os.read(pipe.fileno(), _CHUNK):
                kept += len(chunk)
                if kept <= self._largest:
                    self._chunks.append(chunk)
                elif self._stop_at_limit:
                    self.overflowed = True
                    return  # closing the pipe ends most programs; the others are ended

    def wait(self, deadline: float) -> bool:
        """Tell whether all was read in time, or too much."""
        self._thread.join(max(0.0, deadline - time.monotonic()))
        return not self._thread.is_alive() and not self.overflowed

    def content(self) -> bytes:
        """Return what was kept."""
        return b"".join(self._chunks)


def _write_behind(pipe: IO[bytes] | None, standard_input: bytes) -> None:
    def write() -> None:
        # A program may end, or be ended, before it has read all: its own answer says why.
        with contextlib.suppress(OSError, ValueError), pipe as opened:  # type: ignore[union-attr]
            opened.write(standard_input)

    threading.Thread(target=write, daemon=True).start()


def _ended(process: subprocess.Popen[bytes], deadline: float) -> bool:
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


def _readable(diagnostics: bytes) -> str:
    """Return the end of what a program complained of, fit for a terminal."""
    text = diagnostics.decode("utf-8", "replace")
    printable = "".join(c if c == "\n" or c.isprintable() else " " for c in text)
    lines = (line.strip() for line in printable.split("\n"))
    # Every program that uses fonts repeats what fontconfig thinks of the machine.
    text = "\n".join(line for line in lines if line and not line.startswith("Fontconfig"))
    return text if len(text) <= _SHOWN_DIAGNOSTICS else "…" + text[-_SHOWN_DIAGNOSTICS:]
