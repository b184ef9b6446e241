"""Reading takes at most ten times the size of a file and 300 MB, however tiny its values are.

Each file is read by a process of its own, whose largest memory Linux tells.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import journeykit as jk
from journeykit.bounded_read import checked_memory
from journeykit.errors import DocumentError
from journeykit.interchange import csv, keyed_table, mermaid, row_builder, short_forms, yaml
from journeykit.interchange.json import _VALUE as JSON_VALUE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it otherwise")

_READS = """
import sys
import journeykit as jk

def largest():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024

def read(path):
    try:
        return jk.load(path) if path.endswith(".json") else jk.read(path)
    except jk.JourneyError as error:
        print(error, file=sys.stderr)

read(sys.argv[1])
before = largest()
read(sys.argv[2])
print(largest() - before)
"""


def _grown(folder: Path, small: bytes, large: bytes, ending: str) -> tuple[int, str]:
    """By how many bytes a process grows that reads a file, and what it complains of."""
    paths = [folder / f"{name}.{ending}" for name in ("small", "large")]
    for path, content in zip(paths, (small, large), strict=True):
        path.write_bytes(content)
    command = [sys.executable, "-c", _READS, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return int(done.stdout), done.stderr


def _json(number: int, field: str, make: Callable[[int], Any], **more: Any) -> bytes:
    shop = {"name": "A", **more, field: [make(n) for n in range(number)]}
    return json.dumps({"journeykit": 1, "journey": shop}, separators=(",", ":")).encode()


def _values(content: bytes) -> int:
    """What the values of a JSON document may take."""
    return JSON_VALUE * sum(map(content.count, (b",", b"[", b"{")))


def _felt(n: int) -> dict[str, Any]:
    return {"name": f"t{n}", "experiences": [{"persona": "p", "emotion": {"valence": 1}}]}


def _lines(first: str, line: str, number: int) -> bytes:
    return (first + "".join(line.format(n) for n in range(number))).encode()


Shape = tuple[str, Callable[[int], bytes], Callable[[bytes], int]]

SHAPES: dict[str, Shape] = {
    "bare touchpoints": (
        "json",
        lambda n: _json(n, "any_time", lambda i: {"name": f"{i:x}"}),
        _values,
    ),
    "bare stages": ("json", lambda n: _json(n, "stages", lambda i: {"name": f"{i:x}"}), _values),
    "bare personas": (
        "json",
        lambda n: _json(n, "personas", lambda i: {"name": f"{i:x}"}),
        _values,
    ),
    "short words": (
        "json",
        lambda n: _json(
            1, "personas", lambda _: {"name": "B", "behaviours": [f"{i:x}" for i in range(n)]}
        ),
        _values,
    ),
    "feelings": ("json", lambda n: _json(n, "any_time", _felt, personas=[{"name": "P"}]), _values),
    "long texts": (
        "json",
        lambda n: _json(
            n // 40, "any_time", lambda i: {"name": f"{i:x}", "description": "x" * 4000}
        ),
        _values,
    ),
    "YAML of names": (
        "yaml",
        lambda n: _lines("name: A\nstages:\n  S:\n", "    - t{:x}\n", n),
        lambda content: yaml._NODE * content.count(b"\n"),
    ),
    "YAML of paths": (
        "yaml",
        lambda n: _lines(
            "name: A\nany_time: [a, b]\ntransitions:\n", "  - a >> b >> a >> b\n", n // 3
        ),
        lambda content: short_forms._TRANSITION * content.count(b">>"),
    ),
    "rows": (
        "csv",
        lambda n: _lines("stage,touchpoint\n", "S,t{:x}\n", n),
        lambda content: (row_builder._EACH + csv._ROW) * content.count(b"\n"),
    ),
    "rows of somebody": (
        "csv",
        lambda n: _lines("stage,touchpoint,persona,score\n", "S,t{:x},Ann,3\n", n),
        lambda content: (2 * row_builder._EACH + csv._ROW) * content.count(b"\n"),
    ),
    "rows with keys": (
        "csv",
        lambda n: _lines("journeykit,key,name\njourney,a,A\n", "any time,t{0:x},t{0:x}\n", n),
        lambda content: keyed_table._ROW * content.count(b"\n"),
    ),
    "small cells": (
        "csv",
        lambda n: _lines("stage,touchpoint" + ",x" * 500 + "\n", "12," * 501 + "{}\n", n // 100),
        lambda content: csv._CELL * content.count(b","),
    ),
    "tasks": (
        "mmd",
        lambda n: _lines("journey\n  section S\n", "t{:x}: 5: Me\n", n),
        lambda content: mermaid._TASK * content.count(b"\n"),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_a_value_costs_is_what_it_is_said_to_cost(name: str, tmp_path: Path) -> None:
    """Ten times the text, and for each part so much as its format reckons with."""
    ending, make, needed = SHAPES[name]
    if ending == "yaml" and importlib.util.find_spec("yaml") is None:
        pytest.skip("needs yaml")
    content = make(4_000)
    grown, problem = _grown(tmp_path, make(100), content, ending)
    assert problem == ""
    assert grown < 10 * len(content) + needed(content)


def _touchpoints_of_everybody(number: int) -> bytes:
    people = _lines("stage,touchpoint,persona,score\n", "A,t,p{},1\n", 2_000)
    return people + _lines("", "A,u{},,2\n", number)


def _alternatives(number: int) -> bytes:
    path = f"  - {' | '.join('a' * 90)} >> {' | '.join('b' * 90)}\n"
    return f"name: A\nany_time: [a, b]\ntransitions:\n{path * number}".encode()


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("json", _json(1_000_000, "stages", lambda _: {})),
        ("json", b'{"journeykit": 1, "journey": ' + b"[" * 2_000_000),
        pytest.param(
            "yaml", b"name: A\nstages: [" + b"a," * 1_000_000 + b"]\n", marks=pytest.mark.deep
        ),
        ("yaml", _alternatives(100)),
        ("csv", _touchpoints_of_everybody(1_000)),
        ("csv", b"stage,touchpoint\n" + (b"12," * 999 + b"\n") * 12_000),
        ("csv", b"journeykit,key,name,goals\n" + b"persona,a,A," + b"a;" * 1_600_000 + b"\n"),
        ("mmd", b"journey\n" + b"a:1\n" * 200_000),
        ("mmd", b"journey\n" + (b"a:1:" + b"p," * 9_000 + b"\n") * 50),
    ],
    ids=[
        "objects",
        "lists",
        "words",
        "alternatives",
        "everybody",
        "cells",
        "items",
        "tasks",
        "actors",
    ],
)
def test_what_would_take_more_is_refused_first(ending: str, content: bytes, tmp_path: Path) -> None:
    """Before it has taken it, whichever way a few letters stand for very many values."""
    if ending == "yaml" and importlib.util.find_spec("yaml") is None:
        pytest.skip("needs yaml")
    grown, problem = _grown(tmp_path, b"", content, ending)
    assert "far too many values for its size" in problem or "more than 131,072" in problem
    assert grown < 10 * len(content) + 300_000_000


@pytest.mark.deep
@pytest.mark.parametrize("name", SHAPES)
def test_ten_times_the_size_and_300_megabytes(name: str, tmp_path: Path) -> None:
    """For the largest file of each kind that is read."""
    ending, make, needed = SHAPES[name]
    number = 10_000
    while True:
        content = make(number)
        try:
            checked_memory(needed(content), len(content))
        except DocumentError:
            break
        if len(content) > 20_000_000:
            break
        number = number * 5 // 4
    content = make(number * 4 // 5)
    grown, problem = _grown(tmp_path, make(100), content, ending)
    assert problem == ""
    assert grown < 10 * len(content) + 300_000_000


def test_a_document_as_people_write_it_takes_less_than_ten_times_its_size(tmp_path: Path) -> None:
    """With indents, or without, no floor is needed where touchpoints say something."""
    maya = jk.persona("Maya", "36, Canadian, works in human resources", goals=["a gift by Friday"])
    steps = [
        jk.touchpoint(
            f"Touchpoint {n} in the shop",
            jk.Channel.WEBSITE,
            description="What happens at this touchpoint, in about as many words as people use.",
            owner="Digital team",
        ).feels(maya, 1, "glad that it works")
        for n in range(2_000)
    ]
    told = jk.journey("Gift").walked_by(maya).stage("Buy", *steps)
    text = jk.dumps(told).encode()
    grown, _ = _grown(tmp_path, jk.dumps(jk.journey("A")).encode(), text, "json")
    assert grown < 10 * len(text)
