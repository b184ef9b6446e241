"""Streams of every kind: strict about what they take, whatever things are called."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from helpers.build_log import commands_in, controls_in
from helpers.hostile import BUILD_COMMANDS
from journeykit import Channel, journey, persona, touchpoint
from journeykit.cli import main
from journeykit.interchange.json import dump

NAMES = [
    *(text for _, text in BUILD_COMMANDS[::3]),
    "  ::error::forged",
    "a\u2028::error::forged",
    "a\u0085##[error]forged",
    "a\r::error::forged",
    "a\u202eb",
    "\x1b]0;forged\x07",
    "日本 🎁 ß",
]
"""What everything is called, as far as a name may be."""


def _written(encoding: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The exit code of a command, and what its strict streams took: UTF-8, whatever they were."""
    kept = [io.BytesIO() for _ in range(2)]
    streams = [io.TextIOWrapper(each, encoding, errors="strict") for each in kept]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        code = main(words)
    for stream in streams:
        stream.flush()
    return code, "\n".join(each.getvalue().decode() for each in kept)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [*((name, "utf-8") for name in NAMES), *((NAMES[-1], other) for other in ("ascii", "cp1252"))],
    ids=lambda text: ascii(text)[:30],
)
def test_nothing_is_obeyed_whatever_the_stream_takes(
    project: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, name: str
) -> None:
    """Names, columns, options and files, through a stream that refuses what it has not."""
    shown = "".join(letter for letter in name if letter.isprintable()) or "a"
    who = persona(shown, key="who", goals=shown)
    pays = touchpoint(shown, Channel.WEBSITE, key="pays").feels(who, -1, shown).observed_as("b")
    dump(journey(shown, key="gift").walked_by(who).stage(shown, pays), project / "named.json")
    column = name.replace("\r", " ").replace(",", " ").strip()
    log = f'customer,time,"{column}"\n1,2026-01-01T10:00:00Z,"{column}"\n'
    (project / "log.csv").write_bytes(log.encode("utf-8", "surrogatepass"))
    columns = ("--entity", "customer", "--timestamp", "time", "--engine", "sqlite", "--event")
    for words in (
        ("check", "named.json", "--verbose"),
        ("coverage", "named.json"),
        ("questions", "named.json"),
        ("compare", "named.json", "gift.py"),
        ("confront", "named.json", "log.csv", *columns, column),
        ("confront", "named.json", "log.csv", *columns, "missing"),
        ("check", f"{name}.json"),
        ("check", "named.json", "--profile", name),
        ("check", "named.json", "--select", name),
        ("draw", "named.json", "-o", "a.svg", "--view", name),
        ("explain", name),
        ("convert", "named.json", "-", "--to", name),
    ):
        code, told = _written(encoding, monkeypatch, *words)
        assert code in {0, 1, 2}
        assert not commands_in(told), (words, told)
        assert not controls_in(told), (words, told)
