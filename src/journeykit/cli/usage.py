"""What a command line can get wrong."""

from __future__ import annotations

from journeykit.errors import JourneyError

USAGE = 2
"""The exit code of a command that could not begin."""


class UsageError(JourneyError, ValueError):
    """The command line, or the configuration, asks for something that is not there.

    Args:
        message: The sentence a person reads.
    """
