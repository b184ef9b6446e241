"""How much work something is, in processor seconds, said against something else.

What else runs on the machine does not count; what a process started does, once it has ended.
"""

from __future__ import annotations

import gc
import resource
import statistics
from collections.abc import Callable


def seconds(function: Callable[[], object], runs: int = 5) -> float:
    """The median of the processor time of several runs, with the collector quiet meanwhile.

    Args:
        function: What to run.
        runs: How often.

    Returns:
        Seconds.
    """
    return side_by_side(function, runs=runs)[0]


def side_by_side(*functions: Callable[[], object], runs: int) -> list[float]:
    """The same of several functions that take turns, so that what slows one slows all.

    Args:
        *functions: What to run.
        runs: How often each.

    Returns:
        Seconds, one for each function.
    """
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(runs):
        for function, took in zip(functions, times, strict=True):
            gc.collect()
            gc.disable()
            start = _processor_time()
            function()
            took.append(_processor_time() - start)
            gc.enable()
    return [statistics.median(took) for took in times]


def _processor_time() -> float:
    """What this process and those that it waited for have used so far."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def row(what: str, took: float, beside: str, baseline: float, bar: float | None = None) -> None:
    """Print one comparison.

    Args:
        what: What was measured.
        took: Its time in seconds.
        beside: What it is compared with.
        baseline: The time of that.
        bar: The ratio that it should stay below, if any.
    """
    ratio = took / baseline
    verdict = "" if bar is None else f"  (bar {bar:g}: {'kept' if ratio <= bar else 'BROKEN'})"
    print(f"  {what:<46}{_told(took)}  {ratio:8.2f} × {beside} {_told(baseline)}{verdict}")


def _told(took: float) -> str:
    return f"{took:8.2f} s " if took >= 1 else f"{1000 * took:8.2f} ms"
