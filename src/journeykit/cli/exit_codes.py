"""The exit codes of every command."""

from __future__ import annotations

CLEAN = 0
"""Nothing was found that counts."""

FOUND = 1
"""Something was found that counts."""

USAGE = 2
"""The command line, a file or the configuration cannot be used."""

INTERRUPTED = 130
"""Somebody pressed Ctrl-C, in the number that shells give it."""
