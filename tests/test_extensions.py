"""What installed packages bring: real distributions in a folder on the path."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.distributions import Install
from journeykit.errors import ExtensionError, ModelError, UnknownReferenceError
from journeykit.extensions import Registry, extensions, names, provider_of, providers

GROUP = "journeykit.tried"


def test_what_is_brought(install: Install) -> None:
    """Each entry point is loaded, and knows its distribution."""
    install("brings", "ONE = 1\nTWO = 2\n", f"[{GROUP}]\nb = brings:TWO\na = brings:ONE")
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
    install("fails", source, f"[{GROUP}]\none = fails:ONE")
    install("works", "ONE = 1", f"[{GROUP}]\none = works:ONE")
    failing, working = extensions(GROUP)
    assert failing.failed
    assert problem in failing.problem
    assert str(failing).startswith('plug-in "one" of fails 1.2 (fails:ONE): ')
    assert (False, 1) == (working.failed, working.value)


def test_nothing_is_loaded_to_name_it(install: Install) -> None:
    """The names and the distributions are known without running anything."""
    install("fails", "raise OSError('no disk')", f"[{GROUP}]\none = fails:ONE")
    assert (("one",), ("fails 1.2",)) == (names(GROUP), providers(GROUP))
    assert "fails" not in sys.modules


def test_what_is_installed_while_the_program_runs_is_found(
    install: Install, tmp_path: Path
) -> None:
    """The packages are read again once something came to the path or left it."""
    assert () == names(GROUP)
    install("brings", "ONE = 1\n", f"[{GROUP}]\na = brings:ONE")
    assert ("a",) == names(GROUP)
    shutil.rmtree(tmp_path / "brings-1.2.dist-info")
    assert () == names(GROUP)


def test_where_something_comes_from(install: Install) -> None:
    """The provider of a function is its distribution, or else its module."""
    install("brings", "def one(): ...\n", f"[{GROUP}]\na = brings:one")
    (found,) = extensions(GROUP)
    assert "brings 1.2" == provider_of(found.value, GROUP)

    def here() -> None: ...

    assert f"module {__name__}" == provider_of(here, GROUP)


GREETINGS: Registry[Callable[[str], str]] = Registry(
    "greeting", GROUP, {"short": str.upper, "long": "journeykit.text:slug"}
)


def test_a_registry_has_what_is_ours_and_what_is_brought(install: Install) -> None:
    """Ours come first and cannot be replaced; what stands elsewhere is imported when used."""
    install(
        "greets",
        "def hello(name):\n    return f'Hello {name}'\n",
        f"[{GROUP}]\nhello = greets:hello",
    )
    assert ["short", "long", "hello"] == list(GREETINGS)
    assert len(GREETINGS) == 3
    assert ("MAYA", "maya", "Hello Maya") == tuple(GREETINGS[name]("Maya") for name in GREETINGS)
    install("rude", "def shout(name):\n    return name\n", f"[{GROUP}]\nshort = rude:shout")
    assert GREETINGS["short"]("Maya") == "MAYA"


def test_a_name_that_nobody_brings(install: Install) -> None:
    """The nearest is proposed, whoever brings it."""
    install("greets", "def hello(name):\n    return name\n", f"[{GROUP}]\nhello = greets:hello")
    with pytest.raises(
        UnknownReferenceError, match='unknown greeting "helo"; did you mean "hello"'
    ):
        GREETINGS["helo"]
    assert "helo" not in GREETINGS
    for odd in (7, None, []):
        assert odd not in GREETINGS
        with pytest.raises(UnknownReferenceError, match="unknown greeting"):
            GREETINGS[odd]  # type: ignore[index]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("raise OSError('no disk')", "OSError: no disk"),
        ("hello = 7", "it is no function"),
        ("def hello(name):\n    raise KeyError(name)", "KeyError: 'Maya'"),
        ("def hello(name):\n    raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_what_fails_names_its_package(install: Install, source: str, problem: str) -> None:
    """While it is loaded, or while it runs; `SystemExit` ends nothing."""
    install("fails", source, f"[{GROUP}]\nhello = fails:hello")
    with pytest.raises(ExtensionError) as caught:
        GREETINGS["hello"]("Maya")
    plugin = 'the greeting of another package failed: plug-in "hello" of fails 1.2 (fails:hello)'
    assert f"{plugin}: {problem}" == str(caught.value)


def test_our_own_errors_pass_as_they_are(install: Install) -> None:
    """A function that is told of a wrong model says so itself."""
    source = "import journeykit\ndef hello(name):\n    raise journeykit.ModelError(name)\n"
    install("tells", source, f"[{GROUP}]\nhello = tells:hello")
    with pytest.raises(ModelError, match=r"^Maya$"):
        GREETINGS["hello"]("Maya")
