"""The inverse of a matrix, in plain Python: chains have as many rows as a journey touchpoints."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["inverse"]


def inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the inverse of a matrix (Gauss and Jordan, with partial pivoting).

    Args:
        matrix: A square matrix that has one.

    Raises:
        ZeroDivisionError: It has none.

    Example:
        >>> inverse([[2.0, 0.0], [1.0, 1.0]])
        [[0.5, 0.0], [-0.5, 1.0]]
    """
    size = len(matrix)
    rows = [[*row, *(float(n == m) for m in range(size))] for n, row in enumerate(matrix)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda n: abs(rows[n][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        top = rows[column]
        scale = top[column]
        rows[column] = top = [value / scale for value in top]
        for n, row in enumerate(rows):
            factor = row[column]
            if n != column and factor:
                rows[n] = [value - factor * above for value, above in zip(row, top, strict=True)]
    return [row[size:] for row in rows]
