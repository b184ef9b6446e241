"""Print the lowest version of every direct dependency, as constraints for pip.

What pyproject.toml promises with `>=` is tried with these: a floor that is too low
shows itself as a failing test.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
FLOOR = re.compile(r"(?P<name>[\w-]+)>=(?P<version>[\d.]+)")


def lowest(project: dict[str, Any]) -> list[str]:
    """The direct dependencies of a project table, each pinned to its floor.

    Args:
        project: The table `[project]` of a pyproject.toml.

    Returns:
        One line `name==version` for each dependency, extras included, sorted.

    Raises:
        ValueError: A dependency has no floor.
    """
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(line for lines in extras.values() for line in lines),
    ]
    lines = set()
    for line in wanted:
        if line.startswith(f"{project['name']}["):  # an extra made of the others
            continue
        floor = FLOOR.fullmatch(line)
        if floor is None:
            raise ValueError(f"no floor in the dependency {line!r}; expected name>=version")
        lines.add(f"{floor['name']}=={floor['version']}")
    return sorted(lines)


if __name__ == "__main__":
    print(*lowest(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]), sep="\n")
