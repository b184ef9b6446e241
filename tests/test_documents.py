"""The code in the README and in the documentation runs as it is printed."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

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
