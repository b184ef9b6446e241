"""`journeykit new`."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeykit as jk
from helpers.command_line import Captured, refused, run
from journeykit.cli.files import journeys_in


@pytest.mark.parametrize("model", [model.key for model in jk.STAGE_MODELS])
def test_both_forms_say_the_same(capsys: Captured, project: Path, model: str) -> None:
    """The program and the document have the stages of the model, and can be checked and drawn."""
    name = 'The "first" map: ours'
    for file in ("first.py", "first.yaml"):
        assert (0, "", "") == run(capsys, "new", file, "--model", model, "--name", name)
    (program,), (document,) = journeys_in(["first.py"]), journeys_in(["first.yaml"])
    wanted = next(each for each in jk.STAGE_MODELS if each.key == model)
    for made in (program, document):
        assert name == made.name
        assert [stage.name for stage in wanted.stages] == [stage.name for stage in made.stages]
        assert len(wanted.stages) - 1 == len(made.transitions)
    assert [t.key for t in program.touchpoints] == [t.key for t in document.touchpoints]
    assert 0 == run(capsys, "draw", "first.py", "--view", "map", "-o", "first.svg")[0]


def test_to_standard_output(capsys: Captured, project: Path) -> None:
    """A hyphen writes YAML to standard output."""
    code, out, err = run(capsys, "new", "-", "--name", "Tea")
    assert (0, "") == (code, err)
    assert '  name: "Tea"\n' in out


def test_nothing_is_replaced_unasked(capsys: Captured, project: Path) -> None:
    """A file that is there stays, unless --force is given."""
    assert "gift.py: there is such a file already; --force replaces it" == refused(
        capsys, "new", "gift.py"
    )
    assert 0 == run(capsys, "new", "gift.py", "--force")[0]


def test_what_cannot_be_written(capsys: Captured, project: Path) -> None:
    """Another suffix, another model and an empty name are refused in a sentence."""
    assert "x.txt: expected a file that ends in .py or .yaml" == refused(capsys, "new", "x.txt")
    assert 'unknown stage model "fuor"; did you mean "four"?' == refused(
        capsys, "new", "x.py", "--model", "fuor"
    )
    assert "--name: expected some text" == refused(capsys, "new", "x.py", "--name", " ")
