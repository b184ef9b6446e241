"""`journeykit draw`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.command_line import GIFT, Captured, refused, run
from journeykit.cli.files import journeys_in
from journeykit.render import draw as picture_of
from journeykit.validation import check as look


def test_a_map_is_drawn_without_any_engine(capsys: Captured, project: Path) -> None:
    """The ending of the file is the format."""
    words = ("draw", "gift.py", "--view", "map", "-o", "map.svg")
    assert (0, "", "") == run(capsys, *words)
    assert "Clicks an ad" in (project / "map.svg").read_text(encoding="utf-8")


def test_one_of_several_journeys_is_chosen(capsys: Captured, project: Path) -> None:
    """By key or name; none is taken in silence."""
    more = 'other = journey("Another").stage("Purchase", touchpoint("Asks"))\n'
    (project / "two.py").write_text(GIFT + more, encoding="utf-8")
    for chosen, expected in (("Another", "Asks"), ("buying-a-gift", "Clicks an ad")):
        assert 0 == run(capsys, "draw", "two.py", "-o", "x.dot", "--journey", chosen)[0]
        assert expected in (project / "x.dot").read_text(encoding="utf-8")
    told = refused(capsys, "draw", "two.py", "-o", "y.dot")
    expected = "two.py: defines 2 journeys; choose one with --journey: buying-a-gift, another"
    assert expected == told
    assert not (project / "y.dot").exists()
    told = refused(capsys, "draw", "two.py", "-o", "x.dot", "--journey", "anothr")
    assert 'unknown journey "anothr" in two.py; did you mean "another"?' == told


def test_what_draw_takes_the_command_takes(capsys: Captured, project: Path) -> None:
    """Looks, direction, persona and the marks of what was found."""
    made = journeys_in(["gap.py"])[-1]
    who = made.personas[0]
    words = ("--theme", "dark", "--direction", "down", "--persona", who.name, "--report")
    assert (0, "", "") == run(capsys, "draw", "gap.py", "-o", "x.dot", *words)
    picture = picture_of(made, theme="dark", direction="down", persona=who, report=look(made))
    assert picture.dot == (project / "x.dot").read_text(encoding="utf-8")
    assert picture.diagram.marks


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (["--stage", "Purchase"], {"stage": "Purchase"}),
        (["--around", "Is thanked"], {"around": "Is thanked"}),
        (["--around", "clicks-an-ad", "--steps", "2"], {"around": "clicks-an-ad", "steps": 2}),
        (["--detail", "full"], {"detail": "full"}),
        (["--persona", "Tom", "--alone"], {"persona": "Tom", "alone": True}),
        (["--view", "map", "--stage", "Purchase"], {"view": "map", "stage": "Purchase"}),
        (
            ["--view", "map", "--lanes", "company goals, emotions"],
            {"view": "map", "lanes": ("company goals", "emotions")},
        ),
        (["--view", "lanes", "--by", "channel"], {"view": "lanes", "by": "channel"}),
        (["--view", "map", "--language", "ja"], {"view": "map", "language": "ja"}),
        (["--view", "map", "--fit", "16:9"], {"view": "map", "fit": "16:9"}),
        (["--view", "map", "--fit", "900"], {"view": "map", "fit": 900}),
    ],
    ids=" ".join,
)
def test_a_part_of_a_large_journey_is_drawn(
    capsys: Captured, project: Path, words: list[str], options: dict[str, Any]
) -> None:
    """In the same words as in Python."""
    large = GIFT + (
        'tom = persona("Tom")\n'
        'calls = touchpoint("Calls", Channel.PHONE).met_by(tom)\n'
        'more = [touchpoint(f"Opens letter {n}", Channel.MAIL) for n in range(60)]\n'
        'gift = gift.walked_by(tom).stage("Purchase", calls).stage("Advocacy", *more)\n'
        "gift = gift.flow(ad >> calls)\n"
    )
    (project / "large.py").write_text(large, encoding="utf-8")
    file = "x.dot" if options.get("view", "flow") == "flow" else "x.svg"
    assert (0, "", "") == run(capsys, "draw", "large.py", "-o", file, *words)
    drawn = (project / file).read_bytes()
    made = journeys_in(["large.py"])[-1]
    picture_of(made, **options).save(file)
    assert drawn == (project / file).read_bytes()
    picture_of(made, options.get("view", "flow")).save(file)
    assert drawn != (project / file).read_bytes()


def test_pictures_of_ones_own(capsys: Captured, project: Path) -> None:
    """A file for a touchpoint stands on the map, one for a persona beside the name."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    (project / "screen.svg").write_text(drawing, encoding="utf-8")
    for view, name in (("map", "Clicks an ad"), ("personas", "maya")):
        words = ("--view", view, "--pictures", f"{name}=screen.svg")
        assert (0, "", "") == run(capsys, "draw", "gift.py", "-o", "x.svg", *words)
        assert "data:image/svg+xml" in (project / "x.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--stage", "Purchas"], 'unknown stage "Purchas" in journey "Buying a gift"; did you'),
        (["--around", "Pais"], 'unknown touchpoint "Pais" in journey "Buying a gift"; did you'),
        (["--steps", "2"], "--steps needs --around, from which they are counted"),
        (["--around", "Pays", "--steps", "-1"], "steps: -1 is none; expected how many"),
        (["--alone"], "--alone needs --persona, whose path is drawn"),
        (["--detail", "ful"], 'unknown detail "ful"; did you mean "full"?'),
        (["--engine", "dott"], 'unknown engine "dott"; did you mean "dot"?'),
        (
            ["--view", "map", "--detail", "full"],
            'the view "map" takes no --detail; it takes --persona, --report, --stage, ',
        ),
        (
            ["--view", "graph", "--persona", "Maya"],
            'the view "graph" takes no --persona; it takes --direction, --report',
        ),
        (["--view", "lanes", "--by", "chanel"], 'unknown kind of lane "chanel" in the lanes'),
        (["--view", "map", "--lanes", "emotion"], 'did you mean "emotions"?'),
        (["--fit", "A5"], 'unknown fit "A5"'),
        (["--fit", "7"], "fit: 7.0 is none; expected one of 16:9, A4, A3, or a width"),
        (["--view", "map", "--pictures", "x.png"], "--pictures takes KEY=FILE, as in pays=screen"),
        (["--view", "map", "--pictures", "Pais=x.png"], 'unknown touchpoint or persona "Pais"'),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_a_part_that_there_is_not_is_refused(
    capsys: Captured, words: list[str], message: str
) -> None:
    """In the words of the command line, and before anything is written."""
    assert message in refused(capsys, "draw", "gift.py", "-o", "x.svg", *words)
    assert not Path("x.svg").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "x.svg", "--view", "mapp"], 'unknown view "mapp"; did you mean "map"?'),
        (["-o", "x.xyz"], 'unknown suffix ".xyz"'),
        (["-o", "no/such/folder/x.dot"], 'there is no folder "no/such/folder"'),
        (["-o", "x.dot", "--theme", "drak"], 'unknown theme "drak"; did you mean "dark"?'),
        (["-o", "x.dot", "--direction", "dwn"], 'unknown direction "dwn"; did you mean "down"'),
        (["-o", "x.dot", "--persona", "Mya"], 'unknown persona "Mya"'),
    ],
)
def test_wrong_usage_is_refused(capsys: Captured, words: list[str], message: str) -> None:
    """Views, endings and folders that are not there."""
    assert message in refused(capsys, "draw", "gift.py", *words)


def test_the_time_limit_can_be_said(capsys: Captured, project: Path) -> None:
    """A picture that takes longer is no picture, and the message says what to do."""
    more = "gift = gift.stage('Use', *[touchpoint(f'T{n}') for n in range(500)])\n"
    (project / "large.py").write_text(GIFT + more, encoding="utf-8")
    words = ("draw", "large.py", "--view", "map", "-o", "x.svg", "--timeout")
    told = refused(capsys, *words, "0.001")
    assert told.startswith("the map took longer than 0.001 s and was ended; draw less at once")
    assert not (project / "x.svg").exists()
    assert "expected seconds, more than 0" in refused(capsys, *words, "-1")
    assert 0 == run(capsys, *words, "60")[0]


def test_a_to_be_is_drawn_on_its_as_is(capsys: Captured, project: Path) -> None:
    """Two journeys of one file in one picture."""
    maps = """
from journeykit import journey, touchpoint
as_is = journey("Gift", state="as-is").stage("Purchase", touchpoint("Pays"))
to_be = journey("Gift", state="to-be").stage("Purchase", touchpoint("Pays at once"))
"""
    (project / "maps.py").write_text(maps, encoding="utf-8")
    (project / "new.py").write_text(maps.replace("as_is", "_as_is"), encoding="utf-8")

    code, *_ = run(
        capsys, "draw", "new.py", "--compared-with", "maps.py:as-is", "--output", "both.txt"
    )

    assert 0 == code
    assert "Pays at once: new" in (project / "both.txt").read_text(encoding="utf-8")
