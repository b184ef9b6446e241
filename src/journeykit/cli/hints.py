"""The options of readers as they are typed: what a reader calls `name=` is `--name` in a shell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from journeykit.interchange.losses import LossReport

TYPED: Mapping[str, str] = MappingProxyType(
    {
        "columns": "--column",
        "feelings": "--feeling",
        "flow=False": "--no-flow",
        "name": "--name",
        "persona": "--persona",
        "scale": "--scale",
        "separator": "--separator",
        "sheet": "--sheet",
        "systems": "--system",
    }
)
"""How each option of a reader is typed."""

_EXAMPLE = re.compile(r'columns=\{"(.+?)": "(.+?)"\}')
_OPTION = re.compile(rf'(?<![\w"-])(flow=False|(?:{"|".join(TYPED)})=(?!\w))')


def as_typed(message: str) -> str:
    """Return what a reader says, with its options as they are typed.

    Args:
        message: A sentence that tells what a caller of the library would say.

    Returns:
        The same for somebody at a command line.

    Example:
        >>> as_typed("the order of the rows is taken for the flow; flow=False leaves it open")
        'the order of the rows is taken for the flow; --no-flow leaves it open'
        >>> as_typed('say it with columns={"…": "touchpoint"}')
        'say it with --column "…=touchpoint"'
    """
    message = _EXAMPLE.sub(r'--column "\1=\2"', message)
    message = re.sub(r"^feelings: ", "--feeling: ", message)
    return _OPTION.sub(lambda match: TYPED.get(match[0]) or TYPED[match[0][:-1]], message)


def losses_as_typed(losses: LossReport) -> LossReport:
    """Return a report whose advice is for somebody at a command line.

    Args:
        losses: What was lost, changed and guessed.

    Returns:
        The same; only the advice at the end of a reason is another.
    """
    entries = []
    for entry in losses.entries:
        reason, semicolon, advice = entry.reason.rpartition("; ")
        entries.append(evolve(entry, reason=f"{reason}{semicolon}{as_typed(advice)}"))
    return evolve(losses, entries=entries)
