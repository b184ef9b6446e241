"""How long something takes, said against something else."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable


def seconds(function: Callable[[], object], runs: int = 5) -> float:
    """The median time of several runs, with the collector quiet while they run.

    Args:
        function: What to run.
        runs: How often.

    Returns:
        Seconds.
    """
    return side_by_side(function, runs=runs)[0]


def side_by_side(*functions: Callable[[], object], runs: int) -> list[float]:
    """The median times of several functions that take turns, so that what slows one slows all.

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
            start = time.perf_counter()
            function()
            took.append(time.perf_counter() - start)
            gc.enable()
    return [statistics.median(took) for took in times]


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
