"""What a build server would obey in a log, read as its own runner reads it."""

from __future__ import annotations

import re


def commands_in(log: str) -> list[str]:
    """Return the lines of a log that GitHub, Azure Pipelines or TeamCity would obey.

    The runner of GitHub Actions trims a line, and obeys what starts with `::` and has another `::`;
    the older form `##[command]` it finds anywhere, as Azure Pipelines finds `##vso[`.
    """
    return [line for line in re.split("\r\n|[\n\r]", log) if _is_command(line)]


def _is_command(line: str) -> bool:
    trimmed = line.strip().lstrip("\u200b\ufeff").lstrip()
    if trimmed.startswith("::") and "::" in trimmed[2:]:
        return True
    return re.search(r"##(vso|teamcity)?\[.*\]", line, flags=re.IGNORECASE) is not None


def controls_in(log: str) -> set[str]:
    """Return what a terminal would obey, or show in a place or direction of its own."""
    return set(re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", log))
