"""Comparing figures with the right answers of `oracle.json`."""

from __future__ import annotations

import math
from typing import Any

import attrs


def plain(figure: Any) -> Any:
    """A figure as its document has it: mappings, lists and numbers."""
    if attrs.has(type(figure)):
        return {
            name: plain(getattr(figure, name))
            for name in (each.name for each in attrs.fields(type(figure)))
        }
    if isinstance(figure, tuple):
        pairs = figure and all(
            isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str)
            for item in figure
        )
        return {key: plain(value) for key, value in figure} if pairs else [*map(plain, figure)]
    return figure


def differences(answer: Any, figure: Any, where: str = "") -> list[str]:
    """Where a figure says something else than the right answer, or nothing.

    Only what the answer has is asked for: a figure may say more.
    """
    if isinstance(answer, dict):
        if not isinstance(figure, dict):
            return [f"{where}: {figure!r} is no {answer!r}"]
        return [
            problem
            for key, value in answer.items()
            for problem in (
                differences(value, figure[key], f"{where}.{key}")
                if key in figure
                else [f"{where}.{key} is missing"]
            )
        ]
    if isinstance(answer, list):
        if not isinstance(figure, list) or len(answer) != len(figure):
            return [f"{where}: {figure!r} is no {answer!r}"]
        pairs = enumerate(zip(answer, figure, strict=True))
        return [
            problem for place, (a, b) in pairs for problem in differences(a, b, f"{where}[{place}]")
        ]
    if isinstance(answer, float) and isinstance(figure, int | float):
        near = math.isclose(answer, figure, rel_tol=1e-9, abs_tol=1e-15)
        return [] if near else [f"{where}: {figure!r} ≠ {answer!r}"]
    return [] if answer == figure else [f"{where}: {figure!r} ≠ {answer!r}"]


def agrees(answer: Any, figure: Any) -> None:
    """Fail with every place in which a figure differs from the right answer."""
    found = differences(answer, plain(figure))
    assert not found, "\n".join(found[:20])
