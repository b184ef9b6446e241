"""Running a program: whatever it does, it ends in time, leaves nothing, and is told about."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from journeykit.errors import EngineError, EngineMissingError, EngineTimeoutError
from journeykit.render.process import ProgramOutput, run


def python(
    program: str, *, given: bytes = b"", timeout: float = 20.0, largest: int = 10**6
) -> ProgramOutput:
    """Run a little Python program as if it were an engine."""
    command = [sys.executable, "-S", "-c", program]
    return run("little", command, given, timeout=timeout, largest=largest)


def test_bytes_in_bytes_out() -> None:
    """Standard input arrives whole, standard output comes back whole, whatever the bytes."""
    given = bytes(range(256)) * 10_000
    answer = python(
        "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])",
        given=given,
        largest=10**7,
    )
    assert answer == ProgramOutput(given[::-1], "")


def test_a_missing_program() -> None:
    """What is not there is missing, with advice."""
    with pytest.raises(EngineMissingError, match="pip install"):
        run("little", ["/nowhere/little"], b"", timeout=5)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission to execute")
def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    """A file that is no program is an error of its own."""
    file = tmp_path / "little"
    file.write_bytes(b"\x00\x01\x02")
    file.chmod(0o755)
    with pytest.raises(EngineError, match="cannot be started"):
        run("little", [str(file)], b"", timeout=5)


def test_a_failing_program() -> None:
    """The exit code and the reason it gave are in the message."""
    with pytest.raises(
        EngineError, match='"little" ended with exit code 3: no such thing'
    ) as caught:
        python("import sys; print('no such thing', file=sys.stderr); sys.exit(3)")
    assert caught.value.diagnostics == "no such thing"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_crashing_program() -> None:
    """A crash stays in its own process and is named."""
    with pytest.raises(EngineError, match="was ended by signal 11"):
        python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")


def test_a_hanging_program() -> None:
    """The time limit holds."""
    before = time.monotonic()
    with pytest.raises(EngineTimeoutError, match=r"took longer than 0\.3 s") as caught:
        python("import time; time.sleep(60)", timeout=0.3)
    assert caught.value.seconds == 0.3
    assert time.monotonic() - before < 10


def test_a_program_that_closes_its_output_and_hangs() -> None:
    """The time limit holds also when there is nothing left to read."""
    with pytest.raises(EngineTimeoutError):
        python("import os, time; os.close(1); os.close(2); time.sleep(60)", timeout=0.5)


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX")
def test_what_it_started_ends_too(tmp_path: Path) -> None:
    """A child that holds the output open ends with its parent at the time limit."""
    note = tmp_path / "pid"
    child = "import time; time.sleep(60)"
    program = (
        "import subprocess, sys, pathlib;"
        f"child = subprocess.Popen([sys.executable, '-S', '-c', {child!r}]);"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))"
    )
    with pytest.raises(EngineTimeoutError):
        python(program, timeout=1.5)
    pid = int(note.read_text())
    deadline = time.monotonic() + 10
    while _is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    if status.parent.parent.is_dir() and Path("/proc/self").exists():
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_program_that_never_reads() -> None:
    """A megabyte that nobody reads does not hold us up."""
    answer = python("print('done')", given=b"x" * 1_000_000)
    assert answer.output.strip() == b"done"


def test_a_spewing_program() -> None:
    """Output has a bound, and whoever goes beyond it is ended at once."""
    before = time.monotonic()
    with pytest.raises(EngineError, match="wrote more than 100,000 bytes"):
        python(
            "import sys\nwhile True: sys.stdout.buffer.write(bytes(range(256)) * 256)",
            largest=100_000,
        )
    assert time.monotonic() - before < 10


def test_a_chatty_program() -> None:
    """Endless complaints neither block the program nor fill the memory or the message."""
    program = (
        "import sys\n"
        "for line in range(200_000): sys.stderr.write(f'complaint {line}\\n')\n"
        "sys.exit(1)"
    )
    with pytest.raises(EngineError, match="exit code 1") as caught:
        python(program)
    assert len(caught.value.diagnostics) < 2_000


def test_complaints_are_fit_for_a_terminal() -> None:
    """Escape sequences, NUL and broken UTF-8 on standard error come out as plain characters."""
    spill = b"\x1b[31mred\x00\xff\xfe \xc3\xa9"
    program = f"import sys; sys.stderr.buffer.write({spill!r}); sys.exit(1)"
    with pytest.raises(EngineError) as caught:
        python(program)
    assert all(c == "\n" or c.isprintable() for c in caught.value.diagnostics)
    assert "é" in caught.value.diagnostics


def test_environment_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret is passed on; the place is an empty folder that is gone afterwards."""
    monkeypatch.setenv("SOME_TOKEN", "secret")
    answer = python(
        "import os; print(os.environ.get('SOME_TOKEN'), os.environ['SERVER_NAME'],"
        " os.listdir('.'), os.getcwd(), sep='|')"
    )
    token, server, listing, place = answer.output.decode().strip().split("|")
    assert (token, server, listing) == ("None", "journeykit", "[]")
    assert not Path(place).exists()
    assert place != str(Path.cwd())


def test_no_shell() -> None:
    """Arguments arrive as they are."""
    command = [sys.executable, "-S", "-c", "import sys; print(sys.argv[1])", "$(id); `id` && 'x'"]
    assert run("little", command, b"", timeout=20).output.strip() == b"$(id); `id` && 'x'"
