"""`journeykit convert`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import journeykit as jk
from helpers.command_line import GIFT, Captured, refused, run

MERMAID = "journey\n  title Tea\n  section Make\n    Boils water: 4: Ann\n    Waits: 2: Ann\n"
TABLE = "Wo,Was,Gefühl\nKüche,Kocht,froh\n"


def test_by_suffix(capsys: Captured, project: Path) -> None:
    """What goes out is what came in; what it cost is told on the errors."""
    (project / "tea.mmd").write_text(MERMAID, encoding="utf-8")
    code, out, err = run(capsys, "convert", "tea.mmd", "tea.json")
    assert (0, "") == (code, out)
    assert "mermaid → json: 0 lost, 0 changed, 2 guessed" in err
    assert "the order of the tasks is taken for the flow" in err
    assert jk.read("tea.mmd").journey == jk.load("tea.json")
    assert (0, "", "") == run(capsys, "convert", "tea.json", "tea.csv")
    assert jk.load("tea.json") == jk.read("tea.csv").journey


def test_a_program_is_converted(capsys: Captured, project: Path) -> None:
    """The journey of a Python file, which is run."""
    assert (0, "", "") == run(capsys, "convert", "gift.py", "gift.yaml")
    assert "Buying a gift" == jk.read("gift.yaml").journey.name


def test_streams(capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen is standard input, or standard output."""
    stream = io.TextIOWrapper(io.BytesIO(MERMAID.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    code, out, _ = run(capsys, "convert", "-", "-", "--from", "mermaid", "--to", "mermaid")
    assert (0, MERMAID) == (code, out)


def test_a_stream_whose_format_nobody_named(
    capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken for JSON; where it is none, the error says how to name another format."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MERMAID.encode())))
    told = refused(capsys, "convert", "-", "gift.yaml")
    assert told.endswith("; --from names a format other than JSON")
    told = refused(capsys, "convert", "-", "-")
    assert told.endswith("standard output has no ending to tell its format; name one with --to")


def test_nothing_is_replaced_unasked(capsys: Captured, project: Path) -> None:
    """A file that is there stays, unless --force is given."""
    (project / "gift.json").write_text("mine")
    told = refused(capsys, "convert", "gift.py", "gift.json")
    assert "gift.json: there is such a file already; --force replaces it" == told
    assert "mine" == (project / "gift.json").read_text()
    assert 0 == run(capsys, "convert", "gift.py", "gift.json", "--force")[0]
    (project / "maps").mkdir()
    told = refused(capsys, "convert", "gift.py", "maps", "--force")
    assert "maps: expected a file, found a folder" == told
    told = refused(capsys, "convert", "gift.py", "none/gift.json")
    assert 'none/gift.json: there is no folder "none"' == told
    assert "Buying a gift" == jk.load("gift.json").name


def test_whole_files_or_none(capsys: Captured, project: Path) -> None:
    """What cannot be read leaves no file behind."""
    (project / "bad.mmd").write_text("journey\n  section A: B\n")
    told = refused(capsys, "convert", "bad.mmd", "out.json")
    assert 'bad.mmd, line 2, column 12: there is no name before ":"' == told
    assert not (project / "out.json").exists()


def test_what_a_reader_cannot_guess_is_said(capsys: Captured, project: Path) -> None:
    """Columns, feelings and the like come from the command line."""
    (project / "map.csv").write_text(TABLE, encoding="utf-8")
    columns = ("--column", "Wo=stage", "--column", "Was=touchpoint", "--column", "Gefühl=emotion")
    more = ("--feeling", "froh=1.5", "--persona", "Ann", "--name", "Essen")
    assert 0 == run(capsys, "convert", "map.csv", "map.json", *columns, *more)[0]
    made = jk.load("map.json")
    assert ("Essen", 1.5) == (made.name, made.touchpoints[0].valence_of("ann"))
    told = refused(capsys, "convert", "map.csv", "x.json", "--column", "Wo")
    assert '"Wo": expected HEADER=MEANING' == told
    told = refused(capsys, "convert", "map.csv", "x.json", "--feeling", "froh=sehr")
    assert '"sehr": expected a number from -2 to 2' == told
    (project / "tea.mmd").write_text(MERMAID, encoding="utf-8")
    told = refused(capsys, "convert", "tea.mmd", "x.json", "--sheet", "A")
    assert told.startswith('unknown option "sheet" in format mermaid')


def test_losses_can_be_kept_and_be_fatal(capsys: Captured, project: Path) -> None:
    """A file takes every loss, and --strict makes the exit code 1."""
    code, _, err = run(capsys, "convert", "gift.py", "g.mmd", "--losses", "losses.txt", "--strict")
    assert 1 == code
    text = (project / "losses.txt").read_text(encoding="utf-8")
    assert text.startswith("python → mermaid: ")
    assert "touchpoint:clicks-an-ad, channels: Mermaid has no place" in text
    assert 1 == len(err.splitlines())


def test_many_losses_are_counted(capsys: Captured, project: Path) -> None:
    """Twenty are told, and how many more there are."""
    rows = "".join(f"S,Step {n},never heard\n" for n in range(50))
    (project / "m.csv").write_text(f"stage,touchpoint,emotion\n{rows}", encoding="utf-8")
    code, _, err = run(capsys, "convert", "m.csv", "m.json")
    assert (0, 22) == (code, len(err.splitlines()))
    assert "more; --losses FILE writes them all" in err


def test_one_of_several_journeys(capsys: Captured, project: Path) -> None:
    """None is taken in silence."""
    more = 'other = journey("Another").stage("Purchase", touchpoint("Asks"))\n'
    (project / "two.py").write_text(GIFT + more, encoding="utf-8")
    told = refused(capsys, "convert", "two.py", "x.json")
    assert "two.py: holds 2 journeys; choose one with --journey: buying-a-gift, another" == told
    assert 0 == run(capsys, "convert", "two.py", "x.json", "--journey", "Another")[0]
    told = refused(capsys, "convert", "two.py", "y.json", "--journey", "Anoter")
    assert 'unknown journey "Anoter" in two.py; did you mean "another"?' == told


def test_unknown_formats(capsys: Captured, project: Path) -> None:
    """The nearest is proposed, or all are listed."""
    assert 'unknown format "jsn"; did you mean "json"?' == refused(
        capsys, "convert", "gift.py", "-", "--to", "jsn"
    )
    assert 'unknown format of file ".odt" in x.odt' in refused(
        capsys, "convert", "gift.py", "x.odt"
    )


def test_advice_is_in_the_words_of_the_command(capsys: Captured, project: Path) -> None:
    """Losses and errors name options as they are typed, and each of them is there."""
    (project / "m.csv").write_text("stage,touchpoint,emotion\nBuy,A,4\nBuy,B,odd\n")
    err = run(capsys, "convert", "m.csv", "m.json", "--losses", "losses.txt")[2]
    told = (project / "losses.txt").read_text(encoding="utf-8") + err
    for advice in (
        "the flow; --no-flow leaves it open",
        "; --name says it",
        "; --scale says it",
        "; --persona names one",
        "; --feeling gives it",
    ):
        assert advice in told
    assert 0 == run(capsys, "convert", "m.csv", "open.json", "--no-flow")[0]
    assert () == jk.load("open.json").transitions
    (project / "odd.csv").write_text("a,b\n1,2\n")
    assert '--column "…=touchpoint"' in refused(capsys, "convert", "odd.csv", "x.json")
    told = refused(capsys, "convert", "m.csv", "x.json", "--column", "stge=stage")
    assert 'unknown column "stge" in --column; did you mean "stage"?' in told
    told = refused(capsys, "convert", "m.csv", "x.json", "--feeling", "odd=9")
    assert '--feeling: expected a number from -2 to 2 in steps of a half for "odd", got 9.0' in told
