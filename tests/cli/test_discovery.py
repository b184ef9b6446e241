"""Which files a command line means."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from helpers.command_line import GAP, GIFT, Captured, refused, run
from helpers.distributions import Install
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


YAML_OF_OURS = {
    "short.yaml": "name: Shop\nstages:\n  Buy: [Pays]\n",
    "whole.yml": "# a map\njourneykit: 1\njourney:\n  name: Shop\n",
    "framed.yaml": "journey: {name: Shop}\n",
    "second.yaml": "name: an app\n---\njourneykit: 1\njourney: {name: Shop}\n",
    "misspelt.yaml": "name: Shop\nsate: as-is\nstages:\n  Buy: [Pays]\n",
    "broken.yaml": "name: Shop\nstate: as-is\nstages: [\n",
}
YAML_OF_OTHERS = {
    "azure.yml": "name: $(Date)\ntrigger: [main]\nstages:\n- stage: Build\n  jobs: []\n",
    "azure-small.yml": "name: all\nstages:\n  - stage: Build\n",
    "gitlab.yml": "stages: [build, test]\nbuild:\n  script: make\n",
    "github.yml": "name: check\non: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n",
    "compose.yaml": "name: shop\nservices:\n  web:\n    image: shop\n",
    "dvc.yaml": "stages:\n  train:\n    cmd: python train.py\n",
    "pipeline.yaml": "name: a\nversion: 1\nstages: []\nsteps: []\nimage: b\nservices: []\n",
    "odd.yaml": "- &a [*a, *a]\n\t: ]\n",
}
MERMAID = {
    "tea.mmd": "---\ntitle: Tea\n---\n%% a comment\njourney\n  section Go\n    Make: 5: Me\n",
    "broken.mermaid": "journey\n  section Go\n    Make\n",
    "flow.mmd": "flowchart TD\n  journey --> end\n",
}


def test_a_folder_tells_documents_of_ours_from_those_of_others(project: Path) -> None:
    """By what stands in them, so that one with a mistake is told and no workflow is."""
    folder = project / "maps"
    folder.mkdir()
    for name, text in (YAML_OF_OURS | YAML_OF_OTHERS | MERMAID).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "table.csv").write_text("name,stage\n1,2\n", encoding="utf-8")
    (folder / "README.md").write_text("# Shop\n", encoding="utf-8")
    expected = {*YAML_OF_OURS, "tea.mmd", "broken.mermaid"}
    assert expected == {Path(source.path).name for source in sources(["maps"])}
    assert 3 == len(read_files(["maps"]).problems)


def test_a_pattern_that_spells_an_ending_means_every_such_file(project: Path) -> None:
    """Nothing in a table says that it is a journey, but whoever types the pattern does."""
    (project / "a.csv").write_text("touchpoint,stage\nPays,Buy\n", encoding="utf-8")
    assert ["a.csv"] == [source.path for source in sources(["*.csv"])]
    assert [] == [*sources(["a*"])]
    assert 1 == len(journeys_in(["*.csv"]))


def test_formats_of_packages_are_found_in_folders(project: Path, install: Install) -> None:
    """By their ending, or by what their function says; one that fails is told with its file."""
    source = (
        "from journeykit import Format, LossReport, Reading, journey\n"
        "def reads(content): yield Reading(journey(content.decode()), LossReport('own'))\n"
        "OWN = Format('own', ('.own',), reads)\n"
        "SHARED = Format('shared', ('.txt',), reads, recognises=lambda c: c.startswith(b'map'))\n"
        "FAILS = Format('fails', ('.log',), reads, recognises=lambda c: c[9])\n"
    )
    points = "\n".join(f"{name} = owns:{name.upper()}" for name in ("own", "shared", "fails"))
    for name in ("a.own", "map.txt", "notes.txt", "b.log"):
        (project / name).write_text(name, encoding="utf-8")
    install("owns", source, f"[journeykit.formats]\n{points}\n")
    names = [each.name for each in journeys_in(["*[nlt]*"]) if each.key != "buying-a-gift"]
    assert ["a.own", "b.log", "map.txt"] == names


def test_each_word_that_means_no_journey_is_told(project: Path) -> None:
    """Beside others that do; and what is not there is told as that, whatever its ending."""
    dump(SHOP, project / "shop.json")
    (project / "empty").mkdir()
    words = ["shop.json", "empty", "nowhere", "none.csv", "gone.xyz"]
    missing = [f"{word}: there is no such file or folder" for word in words[2:]]
    assert ("empty: no journey was found here", *missing) == read_files(words).problems


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
        'maps/broken.json, line 1, column 19: journey: expected a journey with "name"',
        "maps/broken.py:2: ZeroDivisionError: division by zero",
        "none.py: there is no such file or folder",
        "known.json: there is no such file or folder",
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
