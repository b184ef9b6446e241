"""Formats: found by ending or by name, ours and those of others."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given

import journeykit as jk
from journeykit import Export, Format, Journey, LossReport, Reading, journey, touchpoint
from journeykit.errors import (
    DocumentError,
    FileMissingError,
    FolderError,
    ModelError,
    UnknownReferenceError,
)
from journeykit.testing.strategies import journeys

GIFT = journey("Gift").stage("Purchase", touchpoint("Pays"))
LINES = Format(
    "lines",
    (".lines",),
    reads=lambda content, *, upper=False: [
        Reading(journey(name.upper() if upper else name), LossReport("lines"))
        for name in content.decode().splitlines()
    ],
)


def test_a_file_by_its_ending(tmp_path: Path) -> None:
    """The ending tells the format, in any case."""
    file = tmp_path / "GIFT.JSON"
    assert LossReport("json") == jk.write(GIFT, file)
    reading = jk.read(file)
    assert (GIFT, LossReport("json")) == (reading.journey, reading.losses)
    assert GIFT == jk.load(file)


@given(journeys())
def test_json_loses_nothing(made: Journey) -> None:
    """What is written as JSON comes back equal, with an empty report."""
    export = jk.export(made, "json")
    assert Reading(made, LossReport("json")) == jk.read(io.BytesIO(export.content), "json")


def test_a_format_by_hand(tmp_path: Path) -> None:
    """A format can be handed over as it is, with its options."""
    file = tmp_path / "a.lines"
    file.write_text("One\nTwo\n")
    assert ["ONE", "TWO"] == [r.journey.name for r in jk.read_all(file, LINES, upper=True)]
    assert "Two" == jk.read(file, LINES, journey="two").journey.name


def test_several_journeys_are_no_journey(tmp_path: Path) -> None:
    """Who asks for one and gets two is told their names."""
    file = tmp_path / "a.lines"
    file.write_text("One\nTwo\n")
    with pytest.raises(DocumentError, match='holds 2 journeys: "One", "Two"; name one'):
        jk.read(file, LINES)
    with pytest.raises(UnknownReferenceError, match=r'unknown journey "Tow".*did you mean "Two"'):
        jk.read(file, LINES, journey="Tow")
    with pytest.raises(DocumentError, match="holds no journey"):
        jk.read(io.StringIO(""), LINES)


def test_unknown_formats(tmp_path: Path) -> None:
    """The error names the nearest, or lists what there is."""
    with pytest.raises(UnknownReferenceError, match='unknown format "jsno"; did you mean "json"'):
        jk.export(GIFT, "jsno")
    (tmp_path / "a.mmdd").touch()
    with pytest.raises(UnknownReferenceError, match=r'unknown format of file ".mmdd" in .*a\.mmdd'):
        jk.read(tmp_path / "a.mmdd")
    with pytest.raises(FileMissingError, match=r"b\.mmdd: there is no such file"):
        jk.read(tmp_path / "b.mmdd")
    with pytest.raises(ModelError, match="no ending to tell its format"):
        jk.read(io.StringIO("x"))


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    """It is told for what it is, not for its ending."""
    with pytest.raises(FolderError, match="expected a file, found a folder"):
        jk.write(GIFT, tmp_path)


def test_one_way_formats() -> None:
    """What can only be read is not written."""
    with pytest.raises(DocumentError, match="lines can be read, not written"):
        jk.export(GIFT, LINES)
    with pytest.raises(DocumentError, match="one-way can be written, not read"):
        jk.read(io.StringIO(""), Format("one-way"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """No more is read than allowed."""
    file = tmp_path / "a.json"
    jk.write(GIFT, file)
    with pytest.raises(DocumentError, match="larger than the limit of 10 bytes"):
        jk.read(file, limit=10)


def test_a_format_of_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point brings a format; one that fails is told with its distribution."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "loud.py").write_text(
        "from journeykit import Export, Format, LossReport\n"
        "LOUD = Format('loud', ('.loud',), writes=lambda journey: Export(\n"
        "    journey.name.upper().encode(), LossReport('loud')))\nNONE = 3\n"
    )
    info = tmp_path / "loud-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[journeykit.formats]\nloud = loud:LOUD\nnone = loud:NONE\n"
    )
    try:
        assert {"loud", "none"} <= set(jk.formats())
        assert Export(b"GIFT", LossReport("loud")) == jk.export(GIFT, "loud")
        jk.write(GIFT, tmp_path / "a.loud")
        assert "GIFT" == (tmp_path / "a.loud").read_text()
        with pytest.raises(UnknownReferenceError, match=r"loud 1\.0 \(loud:NONE\): expected a For"):
            jk.export(GIFT, "none")
    finally:
        sys.modules.pop("loud", None)


def test_an_export_shows_its_size() -> None:
    """The bytes of a file are no line of a notebook."""
    assert "Export(44 bytes, LossReport('json', 0 lost, 0 changed, 0 guessed))" == repr(
        jk.export(journey("A"), "json", indent=None)
    )
