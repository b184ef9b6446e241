"""A command line run in this process, and the journeys that its tests are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeykit.cli import main
from journeykit.validation import every_rule

GIFT = """\
from journeykit import Channel, journey, persona, touchpoint

maya = persona("Maya", "36", goals=["a gift"])
ad = touchpoint("Clicks an ad", Channel.ADVERTISING).feels(maya, +1)
pays = touchpoint("Pays", Channel.WEBSITE).feels(maya, +1).serves(maya, "a gift")
thanks = touchpoint("Is thanked", Channel.EMAIL, initiator="company").feels(maya, +2)
gift = (
    journey("Buying a gift", state="as-is")
    .walked_by(maya)
    .stage("Awareness", ad)
    .stage("Purchase", pays)
    .stage("Retention", thanks)
    .flow(ad >> pays >> thanks)
)
"""
RULES = {rule.code: rule for rule in every_rule()}
GAP = GIFT + 'gift = gift.stage("Advocacy")\n'

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    """The exit code of a command line, and what it wrote to both streams."""
    code = main(words)
    told = capsys.readouterr()
    return code, told.out, told.err


def refused(capsys: Captured, *words: str) -> str:
    """The message of a command line that is refused: on one stream, without a traceback."""
    code, out, err = run(capsys, *words)
    assert (2, "") == (code, out)
    assert err.startswith("journeykit: ")
    assert "Traceback" not in err
    return err.removeprefix("journeykit: ").rstrip("\n")


def configure(project: Path, table: str) -> None:
    """Write the project's configuration."""
    text = f'[project]\nname = "maps"\n\n[tool.journeykit]\n{table}\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
