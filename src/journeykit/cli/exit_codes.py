"""The exit codes of every command."""

from __future__ import annotations

CLEAN = 0
"""Nothing was found that counts."""

FOUND = 1
"""Something was found that counts."""

USAGE = 2
"""The command line, a file or the configuration cannot be used."""
