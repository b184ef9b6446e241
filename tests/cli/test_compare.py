"""`journeykit compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.command_line import GIFT, Captured, refused, run

PAIR = (
    GIFT
    + 'to_be = journey("Buying a gift", state="to-be").walked_by(maya).stage("Purchase", pays)\n'
)


def test_what_is_different_is_told(capsys: Captured) -> None:
    """As text, as Markdown and as data; the exit code is 0."""
    code, out, _ = run(capsys, "compare", "gift.py", "gap.py")

    assert 0 == code
    assert '+ added: stage "Advocacy"' in out
    assert "| added |" in run(capsys, "compare", "gift.py", "gap.py", "--format", "markdown")[1]
    document = json.loads(run(capsys, "compare", "gift.py", "gap.py", "--format", "json")[1])
    assert ["stage:advocacy"] == [change["element"] for change in document["changes"]]


def test_journeys_of_one_file_are_named_by_state(capsys: Captured, project: Path) -> None:
    """A file with an as-is and a to-be is named twice."""
    (project / "pair.py").write_text(PAIR, encoding="utf-8")

    code, out, _ = run(capsys, "compare", "pair.py:as-is", "pair.py:to-be")

    assert 0 == code
    assert out.startswith("Buying a gift (as-is) → Buying a gift (to-be)\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["gift.py", "gap.py"], 0),
        (["gift.py", "gift.py", "--fail-on", "difference"], 0),
        (["gift.py", "gap.py", "--fail-on", "difference"], 1),
        (["gift.py", "gap.py", "--fail-on", "regression"], 1),
        (["gap.py", "gift.py", "--fail-on", "regression"], 0),
    ],
)
def test_the_exit_code_says_what_was_asked(capsys: Captured, words: list[str], code: int) -> None:
    """An empty stage is a regression; to fill it is none."""
    assert code == run(capsys, "compare", *words)[0]


def test_a_renamed_key_is_given_in_pairs(capsys: Captured, project: Path) -> None:
    """The touchpoint is then the same, and nothing was added."""
    renamed = GIFT.replace("Channel.WEBSITE)", 'Channel.WEBSITE, key="checkout")')
    (project / "new.py").write_text(renamed, encoding="utf-8")

    out = run(capsys, "compare", "gift.py", "new.py", "--renamed", "pays=checkout")[1]

    assert "no difference" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gift.py", "gone.py"], "gone.py: there is no such file"),
        (["gift.py", "pair.py"], "pair.py: expected one journey, as in FILE:to-be"),
        (["gift.py", "pair.py:to-bee"], "the file holds buying-a-gift (as-is)"),
        (["gift.py", "gap.py", "--renamed", "pays"], "expected OLD=NEW, as in pays=checkout"),
        (["gift.py", "gap.py", "--renamed", "pay=x"], 'did you mean "pays"?'),
        (["gift.py", "gap.py", "--format", "txt"], 'did you mean "text"?'),
        (["gift.py", "gap.py", "--fail-on", "diference"], 'did you mean "difference"?'),
    ],
)
def test_wrong_usage_is_told(
    capsys: Captured, project: Path, words: list[str], message: str
) -> None:
    """Each message says what was expected."""
    (project / "pair.py").write_text(PAIR, encoding="utf-8")

    assert message in refused(capsys, "compare", *words)


def test_a_state_is_named_of_any_document(capsys: Captured, project: Path) -> None:
    """A colon after a file of any suffix says which journey is meant."""
    text = "journeykit: 1\njourney: {name: Gift, state: to-be, stages: {Buy: {Pays: website}}}\n"
    (project / "gift.yaml").write_text(text, encoding="utf-8")

    assert 0 == run(capsys, "compare", "gift.py", "gift.yaml:to-be")[0]
    assert "the file holds gift (to-be)" in refused(capsys, "compare", "gift.py", "gift.yaml:as-is")
