"""Broken files: whatever happened to a file on its way, a reader gives a journey or our error.

Every reader gets valid files with bytes changed, cut, doubled and swapped. The long search, a
million files each, runs under the Hypothesis profile `deep`.
"""

from __future__ import annotations

import functools
import importlib.util
import io
import random
import time

import pytest

import journeykit as jk
from helpers.flow_journeys import gift
from helpers.mermaid_journeys import JOURNEYS
from journeykit.errors import JourneyError

FORMATS = {"json": "", "mermaid": "", "csv": "", "markdown": "", "yaml": "yaml", "xlsx": "openpyxl"}
_PIECES = (b"", b"\0", b"\xff", b'"', b"'", b"{", b"[", b"]", b":", b";", b",", b"\n", b"\t", b"|")
_PIECES += (b"=", b"-", b"&a ", b"*a ", b"!!", b"%", b"#", b"999999999999", b"NaN", b"journeykit")


@functools.cache
def _seeds(name: str) -> tuple[bytes, ...]:
    """Valid files of a format."""
    if name == "mermaid":
        return tuple(text.encode() for text in JOURNEYS.values() if len(text) < 500)
    seeds = [jk.export(gift(), name).content]
    if name == "csv":
        seeds.append(b"Phase;Step;Who;Score\nA;x;Ann;3/5\n;y;Bo;-1\n")
    if name == "markdown":
        blocks = "".join(f"```mermaid\n{text}\n```\n" for text in list(JOURNEYS.values())[:6])
        seeds.append(f"{blocks}| Stage | Step |\n|--|--|\n| a | b |\n".encode())
    if name == "yaml":
        seeds.append(b"name: A\nstages: {S: {t: website, u: {channels: [email]}}}\nversion: 1.0\n")
    return tuple(seeds)


def _broken(source: random.Random, content: bytes) -> bytes:
    """A file after something happened to it."""
    for _ in range(source.randint(1, 4)):
        start = source.randrange(len(content) + 1)
        end = min(len(content), start + source.choice((0, 1, 1, 2, 8, 40)))
        match source.randrange(4):
            case 0:
                content = content[:start] + source.choice(_PIECES) + content[end:]
            case 1:
                content = content[:start] + content[end:]
            case 2:
                content = content[:end] + content[start:]
            case _:
                content = content[:start]
    return content


def _fuzz(name: str, cases: int, seed: int) -> None:
    source = random.Random(seed)
    seeds = _seeds(name)
    for _ in range(cases):
        content = _broken(source, source.choice(seeds))
        started = time.process_time()
        try:
            readings = jk.read_all(io.BytesIO(content), name)
        except JourneyError as error:
            message = str(error)
        else:
            message = ""
            assert all(isinstance(each.journey, jk.Journey) for each in readings)
            assert all(str(each.losses) for each in readings)
        assert len(message) < 2_000, content
        assert time.process_time() - started < 5, content


def _skip_without(name: str) -> None:
    part = FORMATS[name]
    if part and importlib.util.find_spec(part) is None:
        pytest.skip(f"needs {part}")


@pytest.mark.parametrize("name", FORMATS)
def test_broken_files(name: str) -> None:
    """Ten thousand of each make no other error than ours, each in a moment."""
    _skip_without(name)
    _fuzz(name, 10_000, seed=13)


@pytest.mark.deep
@pytest.mark.parametrize("name", FORMATS)
def test_a_million_broken_files(name: str) -> None:
    """The same, for as long as it takes."""
    _skip_without(name)
    _fuzz(name, 1_000_000, seed=14)
