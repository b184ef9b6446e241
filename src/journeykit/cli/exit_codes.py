"""The exit codes of every command."""

from __future__ import annotations

CLEAN = 0
"""Nothing was found that counts."""

FINDINGS = 1
"""Something was found that counts."""

USAGE = 2
"""The command line, a file or the configuration cannot be used."""

INTERRUPTED = 130
"""Somebody pressed Ctrl-C, in the number that shells give it."""


def exit_code(*, findings: bool, broken: bool) -> int:
    """Return the exit code of a command that read several files.

    Args:
        findings: Whether something was found that counts.
        broken: Whether a file could not be used, so that not everything was looked at.

    Returns:
        One of the exit codes.
    """
    if broken:
        return USAGE
    return FINDINGS if findings else CLEAN
