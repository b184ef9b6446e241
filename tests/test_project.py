"""The promises the project makes about itself: versions, layers, imports, what files may say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import journeykit

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "graphviz",
    "hypothesis",
    "journeykit.stage_models",
    "jsonschema",
    "networkx",
    "pygraphviz",
    "resvg_py",
    "typst",
    "wcwidth",
    "yaml",
)


def _python(program: str) -> str:
    """What a fresh interpreter prints for a program."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def _readme_command(name: str) -> str:
    """The one line of the shell block below the marker `<!-- name -->` in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"<!-- {name} -->\n+```(?:shell|sh|bash|console)\n(.+?)\n```", text)
    assert len(blocks) == 1, f"the README has {len(blocks)} blocks marked <!-- {name} -->"
    return str(blocks[0])


def test_importing_the_package_imports_nothing_heavy() -> None:
    """`import journeykit` leaves Graphviz, networkx and the like to where they are used."""
    program = f"import sys, journeykit; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    assert _python(program) == ""


def test_the_version_stands_in_one_place() -> None:
    """The version is written in the package alone, and the changelog tells of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert "version" not in project
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{journeykit.__version__}]" in changelog


def test_the_public_names_are_sorted_and_exist() -> None:
    """`__all__` holds constants, then classes, then functions, each sorted and to be had."""
    names = list(journeykit.__all__)
    assert sorted(set(names), key=lambda n: (not n.isupper(), n[0].islower(), n)) == names
    assert [] == [name for name in names if not hasattr(journeykit, name)]


def test_the_run_time_dependencies_are_the_small_core() -> None:
    """A plain installation brings attrs, graphviz, networkx and wcwidth, and nothing else."""
    requires = metadata.requires("journeykit") or []
    core = {re.split(r"[^\w-]", line)[0] for line in requires if "extra ==" not in line}
    assert {"attrs", "graphviz", "networkx", "wcwidth"} == core


@pytest.mark.parametrize("name", ["first command", "test command"], ids=["first", "test"])
def test_the_readme_holds_each_command_on_one_line(name: str) -> None:
    """A newcomer copies one line, and the continuous integration runs that same line."""
    command = _readme_command(name)
    assert command.startswith("python3 -m venv ")
    assert "\n" not in command


def test_imports_run_downward() -> None:
    """The layers written down in pyproject.toml hold."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


def _own_files() -> list[Path]:
    """The files of the project as git lists them, else as they lie in its folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        folders = ("src", "tests", "docs", "examples")
        paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    ours = (path for path in paths if "__pycache__" not in path.parts)
    return [path for path in ours if path.is_file() and path.name != "uv.lock"]


def test_no_file_names_a_path_of_a_machine() -> None:
    """Nothing the project says depends on whose machine it was written on."""
    folders = ("home", "root", "tmp", "Users", "work", "farm")
    path = re.compile(rb"(?<![\w./~:>-])/(?:" + "|".join(folders).encode() + rb")/\w")
    found = [str(file.relative_to(ROOT)) for file in _own_files() if path.search(file.read_bytes())]
    assert [] == found


def test_lock_files_name_the_public_registries_alone() -> None:
    """Who installs from a lock file fetches from where everybody does."""
    hosts = {
        host
        for name in ("uv.lock", "tests/package-lock.json")
        if (ROOT / name).exists()
        for host in re.findall(
            r'"(?:resolved": "|)https?://([^/"]+)/', (ROOT / name).read_text(encoding="utf-8")
        )
    }
    assert hosts <= {
        "files.pythonhosted.org",
        "pypi.org",
        "registry.npmjs.org",
        "feross.org",
        "opencollective.com",
        "www.patreon.com",
    } | {"github.com"}


def test_the_lock_file_knows_every_direct_dependency() -> None:
    """What pyproject.toml asks for is what uv.lock was made from (else run `uv lock`)."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = pyproject["project"]["optional-dependencies"]
    asked = {*pyproject["project"]["dependencies"], *(line for e in extras.values() for line in e)}
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (own,) = (package for package in lock["package"] if package["name"] == "journeykit")
    locked = {_requirement(each) for each in own["metadata"]["requires-dist"]}
    direct = {line for line in asked if not line.startswith("journeykit[")}
    assert direct == {line for line in locked if line != "journeykit"}
    grouped = own["metadata"]["requires-dev"]
    for group, lines in pyproject["dependency-groups"].items():
        named = {line for line in lines if isinstance(line, str)}
        assert named <= {_requirement(each) for each in grouped[group]}


def _requirement(locked: dict[str, Any]) -> str:
    """A requirement of the lock file, as pyproject.toml writes it."""
    extras = ",".join(locked.get("extras", ()))
    return f"{locked['name']}{f'[{extras}]' if extras else ''}{locked.get('specifier', '')}"
