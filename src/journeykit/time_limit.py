"""Work whose time is bounded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["within"]

Result = TypeVar("Result")


def within(seconds: float | None, work: Callable[[], Result]) -> Result:
    """Do some work that may never end.

    Work with a bound runs in a thread of its own. When its time is up the thread is told to end,
    and is left behind if it does not listen: nobody waits for it any more, nor does the end of the
    program. Code that never gives other threads a turn, as a loop inside a C extension may, cannot
    be bounded so; only the system can end it.

    Args:
        seconds: How long it may take; for ever if `None`.
        work: What is to be done.

    Raises:
        TimeoutError: It took longer.
        BaseException: Whatever the work raises.

    Example:
        >>> within(1.0, lambda: 6 * 7)
        42
    """
    if seconds is None:
        return work()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 — raised again where the work is waited for
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(min(seconds, threading.TIMEOUT_MAX))
    if thread.is_alive():
        _tell_to_end(thread)
        raise TimeoutError(f"it took longer than {seconds:g} s and was ended")
    if errors:
        raise errors[0]
    return results[0]


def _tell_to_end(thread: threading.Thread) -> None:
    """Raise an exception in another thread, which CPython offers to C alone."""
    import ctypes

    identity, ends = ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, ends)
