"""The code in the README and in the documentation runs as it is printed."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import journeykit
from journeykit import errors
from journeykit.cli import parser
from journeykit.cli.rule_selection import configured, selected
from journeykit.coverage import MEASURES
from journeykit.validation import PROFILES

ROOT = Path(__file__).resolve().parent.parent
MADE = ("_build", "generated")  # by the documentation's build
DOCUMENTS = [
    ROOT / "README.md",
    *(
        path
        for path in sorted((ROOT / "docs").rglob("*.md"))
        if path.relative_to(ROOT / "docs").parts[0] not in MADE
    ),
]
BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<language>python|pycon)\n(?P<code>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize(
    "path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
)
def test_the_code_of_a_document_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of Python run from top to bottom; a session with >>> prints what it shows."""
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": path.stem}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start("code"))
        if block["language"] == "python":
            # Blank lines in front make a traceback point into the document.
            program = compile("\n" * line + block["code"], path, "exec", dont_inherit=True)
            exec(program, names)
        else:
            session = doctest.DocTestParser().get_doctest(
                block["code"], names, path.name, str(path), line
            )
            options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            runner = doctest.DebugRunner(optionflags=options)
            runner.run(session, clear_globs=False)
            names = session.globs


def _blocks(language: str) -> list[str]:
    """The blocks of a language in all documents."""
    block = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [
        found[1] for path in DOCUMENTS for found in block.finditer(path.read_text(encoding="utf-8"))
    ]


COMMANDS = sorted(
    {
        line.strip().removeprefix("- run: ")
        for block in (*_blocks("shell"), *_blocks("yaml"))
        for line in block.replace("\\\n", " ").splitlines()
        if line.strip().removeprefix("- run: ").startswith("journeykit ")
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_a_document_is_one_that_the_program_takes(command: str) -> None:
    """Whoever copies a command from the documentation gets no word about its usage."""
    words = shlex.split(command.partition(">")[0])[1:]
    assert parser().parse_args(words).run is not None


def test_the_documents_show_commands() -> None:
    """The search for commands finds some."""
    assert {"check", "coverage"} <= {command.split()[1] for command in COMMANDS}


def test_the_configuration_in_a_document_is_one_that_the_program_takes(tmp_path: Path) -> None:
    """Every key, rule and option that the documentation configures exists."""
    (shown,) = [block for block in _blocks("toml") if "[tool.journeykit]" in block]
    file = tmp_path / "pyproject.toml"
    file.write_text(shown, encoding="utf-8")
    given = parser().parse_args(["rules", "--config", str(file)])
    rules = selected(given, configured(given))
    assert () == rules.troubles
    assert "thin-persona" not in rules


def test_the_reference_is_complete() -> None:
    """Every name that can be imported from the package has its entry."""
    pages = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md")
    )
    entries = set(re.findall(r"\.\. auto\w+:: (?:[\w.]+\.)?(\w+)$", pages, re.MULTILINE))
    models = {model.key.replace("-", "_") for model in journeykit.STAGE_MODELS}  # in the vocabulary
    documented = set(errors.__all__) if "automodule:: journeykit.errors" in pages else set()
    assert set() == set(journeykit.__all__) - entries - models - documented


def test_every_measure_is_explained() -> None:
    """The page on the numbers has a row for each measure."""
    page = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")
    assert set(MEASURES) == set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))


def test_every_profile_is_listed() -> None:
    """The page on builds names each profile."""
    page = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
    assert set() == {name for name in PROFILES if f"`{name}`" not in page}
