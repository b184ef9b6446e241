"""Which files a command line means."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from helpers.command_line import GAP, GIFT, Captured, refused, run
from journeykit import journey, touchpoint
from journeykit.cli.discovery import sources
from journeykit.cli.files import journeys_in, read_files
from journeykit.interchange.json import dump, dumps

SHOP = journey("Shop").stage("Purchase", touchpoint("Pays"))


@pytest.fixture
def maps(project: Path) -> Path:
    """A folder of maps, with what lies beside maps in a repository."""
    folder = project / "maps"
    (folder / "deep" / ".venv").mkdir(parents=True)
    (folder / "deep" / "__pycache__").mkdir()
    dump(SHOP, folder / "shop.json")
    dump(SHOP, folder / "deep" / ".venv" / "hidden.json")
    (folder / "gift.py").write_text(GIFT, encoding="utf-8")
    (folder / "deep" / "gap.py").write_text(GAP, encoding="utf-8")
    (folder / "deep" / "__pycache__" / "gap.py").write_text(GAP, encoding="utf-8")
    (folder / "other.py").write_text("raise SystemExit('this is none of ours')\n")
    (folder / "helper.py").write_text("import journeykit\nNUMBER = 1\n")
    (folder / "package.json").write_text('{"name": "journeykit"}\n')
    (folder / "known.json").write_text('{"format": "journeykit-baseline", "known": []}\n')
    (folder / "notes.txt").write_text("import journeykit\n")
    return folder


def test_a_folder_means_the_maps_in_it(maps: Path) -> None:
    """What is no map is neither run nor complained of."""
    expected = ["maps/gift.py", "maps/helper.py", "maps/shop.json", "maps/deep/gap.py"]
    assert expected == [Path(source.path).as_posix() for source in sources(["maps"])]
    files = read_files(["maps"])
    assert () == files.problems
    assert ["Buying a gift", "Shop", "Buying a gift"] == [each.name for each in files.journeys]


def test_a_pattern_is_expanded_by_us(maps: Path) -> None:
    """As in shells that do not do it, on every system."""
    found = [Path(source.path).as_posix() for source in sources(["maps/**/*.py"])]
    assert ["maps/deep/gap.py", "maps/gift.py", "maps/helper.py"] == found
    assert ["maps/shop.json"] == [Path(s.path).as_posix() for s in sources(["maps/*.json"])]


def test_a_file_that_is_called_like_a_pattern_is_that_file(project: Path) -> None:
    """A name comes before a pattern."""
    dump(SHOP, project / "[a].json")
    assert [SHOP] == list(journeys_in(["[a].json"]))


def test_what_matches_nothing_is_told(capsys: Captured, project: Path) -> None:
    """A pattern, and a folder without maps."""
    assert "maps/*.py: no file matches this pattern" == refused(capsys, "check", "maps/*.py")
    (project / "empty").mkdir()
    assert "empty: no journey was found here" == refused(capsys, "check", "empty")


def test_each_file_is_read_once(maps: Path) -> None:
    """However often the command line means it."""
    assert len(read_files(["maps", "maps"]).journeys) == len(read_files(["maps"]).journeys)


def test_a_document_comes_through_a_pipe(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """As data, which is never executed."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(dumps(SHOP).encode())))
    code, out, _ = run(capsys, "check", "-", "--format", "json", "--exit-zero")
    assert (0, "Shop") == (code, json.loads(out)["reports"][0]["journey"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"print('no')")))
    assert refused(capsys, "check", "-").startswith(
        "standard input: the document, line 1, column 1: it is no JSON"
    )


def test_the_other_files_are_checked(capsys: Captured, maps: Path) -> None:
    """A broken file is one line, and the exit code says that not everything was looked at."""
    (maps / "broken.py").write_text("import journeykit\n1 / 0\n", encoding="utf-8")
    (maps / "broken.json").write_text('{"journeykit": 1, "journey": {}}', encoding="utf-8")
    code, out, err = run(capsys, "check", "maps", "none.py", "known.json", "--exit-zero")
    assert 2 == code
    assert 2 == out.count("Buying a gift (as-is)")
    assert "Shop\n" in out
    assert [
        'maps/broken.json, line 1: journey: expected a journey with "name"',
        "maps/broken.py:2: ZeroDivisionError: division by zero",
        "none.py: there is no such file",
        "known.json: No such file or directory",
    ] == [line.removeprefix("journeykit: ").replace(os.sep, "/") for line in err.splitlines()]


def test_a_baseline_is_no_journey(capsys: Captured, maps: Path) -> None:
    """Named, it is told; found by a pattern, it is passed over."""
    expected = "maps/known.json: this is a report or a baseline, and no journey"
    assert expected == refused(capsys, "check", "maps/known.json")
    assert () == read_files(["maps/*.json"]).problems


def test_lists_and_dictionaries_of_journeys_are_looked_into(project: Path) -> None:
    """Those of Python itself; a class of somebody's is not asked."""
    text = GIFT + (
        "class Odd(dict):\n    def values(self): raise SystemExit\n"
        "class Shy:\n    __class__ = property(lambda self: 1 / 0)\n"
        "several = [journey('A'), (), 3]\nnamed = {'b': journey('B'), 'c': None}\n"
        "pair = (journey('C'), journey('A'))\nodd, shy = Odd(), Shy()\n_hidden = [journey('D')]\n"
    )
    (project / "several.py").write_text(text, encoding="utf-8")
    names = [each.name for each in journeys_in(["several.py"])]
    assert ["Buying a gift", "A", "B", "C"] == names


def test_two_folders_may_have_a_module_of_one_name(project: Path) -> None:
    """Each map gets its own neighbour."""
    for name in ("one", "two"):
        (project / name).mkdir()
        (project / name / "words.py").write_text(f"NAME = '{name}'\n", encoding="utf-8")
        text = "from journeykit import journey\nfrom words import NAME\nmap = journey(NAME)\n"
        (project / name / "map.py").write_text(text, encoding="utf-8")
    assert ["one", "two"] == [each.name for each in journeys_in(["one", "two"])]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("class E(BaseException): pass\nraise E('x')\n", "odd.py:2: E: x"),
        (
            "class E(Exception):\n    def __str__(self): raise SystemExit(0)\nraise E\n",
            "odd.py:3: E: it cannot be shown",
        ),
        (
            "raise ValueError('\\x1b[2J\\n::error::x' * 99)\n",
            "odd.py:1: ValueError: \\x1b[2J ::err",
        ),
        ("import os\nos.close(0)\nraise GeneratorExit\n", "odd.py:3: GeneratorExit"),
    ],
)
def test_a_program_that_fails_in_an_odd_way_is_told_in_one_line(
    capsys: Captured, project: Path, source: str, message: str
) -> None:
    """Whatever it raises, and whatever that makes of being shown."""
    (project / "odd.py").write_text(source.replace("os.close(0)\n", "\n"), encoding="utf-8")
    told = refused(capsys, "check", "odd.py")
    assert told.startswith(message)
    assert len(told) < 700
