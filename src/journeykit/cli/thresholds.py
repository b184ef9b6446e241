"""What has to be reached, as a command line says it."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.cli.usage import UsageError, one_of
from journeykit.coverage.thresholds import is_percentage


def least_percentage(
    kind: str, word: str, choices: Iterable[str], example: int
) -> tuple[str, float]:
    """Return what `--fail-under` says of one thing that is counted.

    Args:
        kind: What it is: "measure" or "figure".
        word: What stands on the command line, such as `persona_stage=90`.
        choices: The names there are.
        example: A percentage for the message.

    Returns:
        Its name, and the percentage it has to reach.

    Raises:
        UsageError: There is no such name, or it is no percentage.

    Example:
        >>> least_percentage("measure", "goal=90", ["goal"], 90)
        ('goal', 90.0)
    """
    name, _, percent = word.partition("=")
    one_of(kind, name, choices)
    try:
        least = float(percent)
    except ValueError:
        least = -1.0
    if not is_percentage(least):
        raise UsageError(f'--fail-under "{word}": expected a percentage, as in {name}={example}')
    return name, least
