"""What installed packages bring: real distributions in a folder on the path."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeykit.extensions import extensions, names, provider_of, providers

GROUP = "journeykit.tried"
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a distribution of one module, as pip would leave it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def do(module: str, source: str, points: str) -> None:
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{module}-1.2.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.2\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        text = f"[{GROUP}]\n{points}\n"
        (info / "entry_points.txt").write_text(text, encoding="utf-8")

    yield do
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_what_is_brought(install: Install) -> None:
    """Each entry point is loaded, and knows its distribution."""
    install("brings", "ONE = 1\nTWO = 2\n", "b = brings:TWO\na = brings:ONE")
    found = extensions(GROUP)
    assert [("a", "brings 1.2", 1), ("b", "brings 1.2", 2)] == [
        (each.name, each.distribution, each.value) for each in found
    ]
    assert [2] == [each.value for each in extensions(GROUP, "b")]
    assert ("a", "b") == names(GROUP)
    assert ("brings 1.2",) == providers(GROUP)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("raise OSError('no disk')", "OSError: no disk"),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("TWO = 2", "AttributeError: module 'fails' has no attribute 'ONE'"),
        ("ONE = ", "SyntaxError"),
    ],
)
def test_a_failure_is_an_entry(install: Install, source: str, problem: str) -> None:
    """What cannot be loaded is told with its distribution, and the others go on."""
    install("fails", source, "one = fails:ONE")
    install("works", "ONE = 1", "one = works:ONE")
    failing, working = extensions(GROUP)
    assert failing.failed
    assert problem in failing.problem
    assert str(failing).startswith('plug-in "one" of fails 1.2 (fails:ONE): ')
    assert (False, 1) == (working.failed, working.value)


def test_nothing_is_loaded_to_name_it(install: Install) -> None:
    """The names and the distributions are known without running anything."""
    install("fails", "raise OSError('no disk')", "one = fails:ONE")
    assert (("one",), ("fails 1.2",)) == (names(GROUP), providers(GROUP))
    assert "fails" not in sys.modules


def test_where_something_comes_from(install: Install) -> None:
    """The provider of a function is its distribution, or else its module."""
    install("brings", "def one(): ...\n", "a = brings:one")
    (found,) = extensions(GROUP)
    assert "brings 1.2" == provider_of(found.value, GROUP)

    def here() -> None: ...

    assert f"module {__name__}" == provider_of(here, GROUP)
