"""Files on the command line: programs and documents."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from helpers.command_line import GIFT, Captured, refused, run
from journeykit import Channel, journey, persona, touchpoint
from journeykit.cli.files import journeys_in
from journeykit.interchange.json import dump


def test_what_a_map_prints_does_not_spoil_the_format(capsys: Captured, project: Path) -> None:
    """It goes to the errors."""
    (project / "loud.py").write_text(f'print("hello")\n{GIFT}', encoding="utf-8")
    _, out, err = run(capsys, "check", "loud.py", "--format", "json")
    assert "Buying a gift" == json.loads(out)["reports"][0]["journey"]
    assert "hello\n" == err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = 1\n", "odd.py: defines no journey at module level"),
        ("x = (\n", "odd.py:1: SyntaxError: '(' was never closed (odd.py, line 1)"),
        ("\n1 / 0\n", "odd.py:2: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(3)\n", "odd.py:2: SystemExit: 3"),
        (
            'from journeykit import journey\njourney("")\n',
            "odd.py:2: name of a journey: expected some text, got ''",
        ),
    ],
    ids=["none", "syntax", "raises", "exits", "ours"],
)
def test_a_file_that_does_not_work_is_told_with_its_line(
    capsys: Captured, project: Path, source: str, message: str
) -> None:
    """As an error of the file, not of ours."""
    (project / "odd.py").write_text(source, encoding="utf-8")
    assert message == refused(capsys, "check", "odd.py")


def test_a_document_that_is_none_is_told(capsys: Captured, project: Path) -> None:
    """With the place inside it."""
    (project / "odd.json").write_text("{", encoding="utf-8")
    assert refused(capsys, "check", "odd.json").startswith("odd.json")


def test_a_file_may_import_its_neighbour_and_hides_what_begins_with_an_underscore(
    project: Path,
) -> None:
    """As when Python runs it; and the guard for programs stays shut."""
    text = "from gift import gift as _gift\nshort = _gift.waive('no-exit', reason='x')\n"
    text += "if __name__ == '__main__':\n    raise SystemExit(9)\n"
    (project / "near.py").write_text(text, encoding="utf-8")
    before = list(sys.path)
    (short,) = journeys_in(["near.py"])
    assert 1 == len(short.waivers)
    assert before == sys.path


def test_a_document_keeps_the_place_it_has_in_its_own_words(tmp_path: Path) -> None:
    """A journey without a place gets that of its file."""
    maya = persona("Maya")
    dump(
        journey("Gift").walked_by(maya).stage("A", touchpoint("Pays", Channel.EMAIL)),
        tmp_path / "g.json",
    )
    (read,) = journeys_in([str(tmp_path / "g.json")])
    assert read.location is not None
    assert "g.json" == Path(read.location.file).name
