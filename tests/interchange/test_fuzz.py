"""Broken files: whatever happened to a file on its way, a reader gives a journey or our error.

Every reader gets valid files with bytes changed, cut, doubled and swapped; a spreadsheet gets that
in its archive or in the XML inside. There are a thousand files each at a desk and ten thousand in
CI; the long search, a million each, runs under the profile `deep` of Hypothesis, in shards.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import io
import random
import time
import zipfile

import pytest
from hypothesis import settings

import journeykit as jk
from helpers.flow_journeys import gift
from helpers.mermaid_journeys import JOURNEYS
from journeykit.errors import JourneyError
from journeykit.interchange.formats import format_of

FORMATS = {"json": "", "mermaid": "", "csv": "", "markdown": "", "yaml": "yaml", "xlsx": "openpyxl"}
_PIECES = (b"", b"\0", b"\xff", b'"', b"'", b"{", b"[", b"]", b":", b";", b",", b"\n", b"\t", b"|")
_PIECES += (b"=", b"-", b"&a ", b"*a ", b"!!", b"%", b"#", b"999999999999", b"NaN", b"journeykit")
_PIECES += (b"<", b"/>", b"&x;", b"1e400", "\u202e".encode(), "−½".encode())
SHARDS = 20


@functools.cache
def _seeds(name: str) -> tuple[bytes, ...]:
    """Valid files of a format."""
    if name == "mermaid":
        return tuple(text.encode() for text in JOURNEYS.values() if len(text) < 500)
    if name == "xlsx":  # small ones, of which the search opens thousands
        maya = jk.persona("Maya")
        pays = jk.touchpoint("Pays", jk.Channel.EMAIL).feels(maya, 1)
        table = jk.journey("Gift").walked_by(maya).stage("Buy", pays)
        return jk.export(table, name).content, _workbook(("Phase", "Step"), ("Buy", "Pays"))
    seeds = [jk.export(gift(), name).content]
    if name == "csv":
        seeds.append(b"Phase;Step;Who;Score\nA;x;Ann;3/5\n;y;Bo;-1\n")
        seeds.append(b",Look,Buy\nTouchpoints,ad / mail,till\nFeelings,happy,-1\nPains,,queue\n")
    if name == "markdown":
        blocks = "".join(f"```mermaid\n{text}\n```\n" for text in list(JOURNEYS.values())[:6])
        seeds.append(f"{blocks}| Stage | Step |\n|--|--|\n| a | b |\n".encode())
    if name == "yaml":
        seeds.append(b"name: A\nstages: {S: {t: website, u: {channels: [email]}}}\nversion: 1.0\n")
    return tuple(seeds)


def _workbook(*rows: tuple[str, ...]) -> bytes:
    """A spreadsheet of somebody else."""
    book = importlib.import_module("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


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


def _broken_inside(source: random.Random, archive: bytes) -> bytes:
    """An archive after something happened to one of its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        chosen = source.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _broken(source, content) if name == chosen else content)
    return made.getvalue()


def _fuzz(name: str, cases: int, seed: int) -> None:
    source = random.Random(seed)
    seeds = _seeds(name)
    reads = format_of(name, "").reads
    assert reads is not None
    for _ in range(cases):
        is_inside = name == "xlsx" and source.random() < 0.1
        content = (_broken_inside if is_inside else _broken)(source, source.choice(seeds))
        started = time.process_time()
        try:
            readings = tuple(reads(content))
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
    """However many of each, they make no other error than ours, each in a moment."""
    _skip_without(name)
    at_a_desk = settings.get_current_profile_name() == "dev"
    _fuzz(name, 1_000 if at_a_desk else 10_000, seed=13)


@pytest.mark.deep
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("name", FORMATS)
def test_a_million_broken_files(name: str, shard: int) -> None:
    """The same, for as long as it takes."""
    _skip_without(name)
    _fuzz(name, 1_000_000 // SHARDS, seed=14 + shard)
