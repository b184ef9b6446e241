"""What packages and callers can add: measures, formats of reports, views, pictures, profiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import journeykit as jk
from helpers.command_line import Captured, run
from helpers.distributions import Install
from journeykit import ModelError, UnknownReferenceError, journey, touchpoint
from journeykit.coverage import Measure
from journeykit.coverage.measure import Cell
from journeykit.errors import ExtensionError, PictureError
from journeykit.render import VIEWS
from journeykit.render.diagram.consistency import inconsistencies
from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.diagram.grid import Curve, GridCell, Lane, Point
from journeykit.testing import check_rule, check_view
from journeykit.testing.strategies import journeys
from journeykit.validation import Usage
from journeykit.validation.reporters import reporter
from journeykit.validation.rule_pages import page

SHOP = journey("Shop").stage("Purchase", touchpoint("Pays"), touchpoint("Waits"))
PACKAGE = """
from journeykit import Question
from journeykit.coverage.measure import Cell, Measure
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.validation import RuleSet, recommended
from journeykit.validation.applicability import Usage


def short_names(view):
    return Measure("short_names", [
        Cell(t.element, "covered" if len(t.name) < 5 else "missing") for t in view.touchpoints
    ])


def count(*reports):
    return " ".join(str(len(report.findings)) for report in reports)


def share(coverage):
    return " ".join(str(measure.numerator) for measure in coverage)


def names(view, *, most=9):
    nodes = [Node(t.key, t.name) for t in view.touchpoints[:most]]
    return Diagram(view="names", title="Names", description="All names.", nodes=nodes)


def outline(picture):
    return picture.text()


def one_rule():
    return recommended().select("persona-stage-hole")


def salutation(view):
    for p in view.journey.personas:
        yield Question(p.element, p.name, "meta", f"How is {p.name} addressed?", "meta={…}")


def desk(finding, view):
    return f"ask the desk of {view.journey.name}" if finding.rule == "no-post-purchase" else None


def notes(view):
    return Usage(sum(1 for t in view.touchpoints if t.description), len(view.touchpoints))
"""
POINTS = """
[journeykit.measures]
short_names = acme_more:short_names
[journeykit.reports]
count = acme_more:count
[journeykit.coverage_reports]
share = acme_more:share
[journeykit.views]
names = acme_more:names
[journeykit.pictures]
outline = acme_more:outline
[journeykit.profiles]
acme = acme_more:one_rule
[journeykit.dimensions]
notes = acme_more:notes
[journeykit.interviews]
salutation = acme_more:salutation
[journeykit.fixes]
desk = acme_more:desk
"""


@pytest.fixture
def acme(install: Install) -> None:
    """A package that brings one of each."""
    install("acme_more", PACKAGE, POINTS)


def _short_names(view: jk.View) -> Measure:
    """A measure of somebody's own."""
    cells = (Cell(t.element, "covered") for t in view.touchpoints if len(t.name) < 5)
    return Measure("mine", cells)


def test_a_measure_by_hand_stands_beside_ours() -> None:
    """A function is as good as a name."""
    coverage = jk.coverage_of(SHOP, ["stage", _short_names])
    assert ["stage", "mine"] == [measure.name for measure in coverage]
    assert coverage["mine"].numerator == 1


def test_a_function_that_measures_nothing_is_told() -> None:
    """A number is no measure: it does not say what is missing."""
    with pytest.raises(ModelError, match="<lambda>: expected a Measure, got 7"):
        jk.coverage_of(SHOP, lambda _: 7)  # type: ignore[arg-type,return-value]


def test_a_measure_takes_the_place_of_no_other() -> None:
    """Neither of one of ours, nor of another of somebody's own."""
    for measures in ([lambda _: Measure("stage")], [_short_names, lambda _: Measure("mine")]):
        with pytest.raises(ModelError, match=r"two measures are called .*; give yours another"):
            jk.coverage_of(SHOP, measures)


@pytest.mark.usefixtures("acme")
def test_a_measure_of_a_package_is_asked_for_by_name() -> None:
    """Also beside ours; the nearest is proposed for what nobody brings."""
    assert str(jk.coverage_of(SHOP, "short_names")["short_names"]) == "short_names 1/2 50.0%"
    with pytest.raises(UnknownReferenceError, match='did you mean "short_names"'):
        jk.coverage_of(SHOP, "short_name")


@pytest.mark.usefixtures("acme")
def test_the_command_line_knows_measures_of_packages(tmp_path: Path, capsys: Captured) -> None:
    """To show them, to hold them to a share, and in a format of a package."""
    file = tmp_path / "shop.json"
    jk.dump(SHOP, file)
    shown = run(capsys, "coverage", str(file), "--measure", "short_names")
    assert "short_names" in shown[1]
    failed = run(capsys, "coverage", str(file), "--fail-under", "short_names=90")
    assert (1, "journeykit: Shop: short_names is 50.0%, below 90%") == (
        failed[0],
        failed[2].strip(),
    )
    counted = run(capsys, "coverage", str(file), "--measure", "short_names", "--format", "share")
    assert counted[1] == "1\n"


@pytest.mark.usefixtures("acme")
def test_a_format_of_reports_is_written_by_name(tmp_path: Path, capsys: Captured) -> None:
    """From Python, and from the command line."""
    file = tmp_path / "shop.json"
    jk.dump(SHOP, file)
    number = len(jk.check(SHOP).findings)
    assert f"{number} {number}" == reporter("count")(jk.check(SHOP), jk.check(SHOP))
    assert f"{number}\n" == run(capsys, "check", str(file), "--format", "count", "--exit-zero")[1]


VISIT = SHOP.walked_by(jk.persona("Ana"))


def _likes(view: jk.View) -> list[jk.Question]:
    """An interview of somebody's own."""
    people = view.journey.personas
    return [
        jk.Question(p.element, p.name, "prefers", f"What does {p.name} like?", "") for p in people
    ]


def test_an_interview_by_hand_stands_beside_ours() -> None:
    """Alone, or after the library's; what both ask is asked once."""
    (likes,) = jk.questions(VISIT, _likes)
    assert "What does Ana like?" == likes.question
    assert (*jk.questions(VISIT, "map"), likes) == jk.questions(VISIT, ["map", _likes, _likes])


@pytest.mark.usefixtures("acme")
def test_an_interview_of_a_package_is_asked_for_by_name(tmp_path: Path, capsys: Captured) -> None:
    """From Python, and from the command line."""
    assert ["How is Ana addressed?"] == [q.question for q in jk.questions(VISIT, "salutation")]
    with pytest.raises(
        UnknownReferenceError, match=r'unknown interview .*did you mean "salutation"'
    ):
        jk.questions(VISIT, "salutatoin")
    file = tmp_path / "visit.json"
    jk.dump(VISIT, file)
    out = run(capsys, "questions", str(file), "--interview", "salutation")[1]
    assert "Shop: 1 open question\n\npersona Ana\n  How is Ana addressed?\n      meta={…}\n" == out
    assert 'did you mean "map"' in run(capsys, "questions", str(file), "--interview", "maps")[2]


@pytest.mark.parametrize(
    ("interviews", "message"),
    [
        (7, 'interviews: expected names such as "map", or functions that ask questions, got 7'),
        (lambda _: ["Why?"], "<lambda>: expected a Question, got the text 'Why?'"),
        (lambda _: 3, "<lambda>: expected a Question, got 3"),
    ],
)
def test_what_is_no_interview_is_told(interviews: Any, message: str) -> None:
    """What was expected, and what was there."""
    with pytest.raises(ModelError, match=f"^{re.escape(message)}$"):
        jk.questions(VISIT, interviews)


def test_an_interview_that_fails_while_it_asks_names_its_package(install: Install) -> None:
    """A generator fails when it is asked for its first item, which is no way out."""
    install(
        "acme_asks",
        "def asks(view):\n    yield {}['x']\n",
        "[journeykit.interviews]\nasks = acme_asks:asks\n",
    )
    expected = r'interview of another package failed: plug-in "asks" of acme_asks 1\.2 .*KeyError'
    with pytest.raises(ExtensionError, match=expected):
        jk.questions(VISIT, "asks")


def _desk(finding: jk.Finding, view: jk.View) -> str | None:
    """Advice of somebody's own."""
    return f"ask {view.journey.name}" if finding.rule == "no-post-purchase" else None


def test_a_fix_by_hand_takes_the_place_of_the_advice_of_a_rule() -> None:
    """The first that knows something is heard, and nothing else about the finding changes."""
    plain = jk.check(SHOP)
    advised = jk.check(SHOP, jk.recommended().advise(lambda *_: None, _desk, lambda *_: "late"))
    assert ["ask Shop"] == [finding.fix for finding in advised.findings]
    assert [finding.fingerprint for finding in plain.findings] == [
        finding.fingerprint for finding in advised.findings
    ]
    assert () == advised.crashed
    with pytest.raises(jk.JourneyError, match="expected a function that advises, got 'call us'"):
        jk.recommended().advise("call us")  # type: ignore[arg-type]


@pytest.mark.usefixtures("acme")
def test_a_fix_of_a_package_is_loaded_with_its_rules(tmp_path: Path, capsys: Captured) -> None:
    """By `installed_rules()`, and so by `--plugins`."""
    assert ["ask the desk of Shop"] == [
        f.fix for f in jk.check(SHOP, jk.installed_rules()).findings
    ]
    file = tmp_path / "shop.json"
    jk.dump(SHOP, file)
    assert "fix: ask the desk of Shop" in run(capsys, "check", str(file), "--plugins")[1]
    assert "ask the desk" not in run(capsys, "check", str(file))[1]


@pytest.mark.parametrize(
    ("source", "code", "problem"),
    [
        ("def fix(finding, view):\n    return {}['x']\n", "JK004", "raised KeyError: 'x'"),
        ("def fix(finding, view):\n    return 5\n", "JK004", "a fix gives text or None, not int"),
        ("fix = 'call us'\n", "JK001", "it is no function"),
        ("raise OSError('gone')\n", "JK001", "OSError: gone"),
    ],
)
def test_a_fix_that_fails_is_an_entry(
    install: Install, source: str, code: str, problem: str
) -> None:
    """One, which names the package; every finding keeps the advice of its rule."""
    install("acme_fix", source, "[journeykit.fixes]\nfix = acme_fix:fix\n")
    report = jk.check(SHOP, jk.installed_rules())
    (entry,) = report.crashed
    assert code == entry.code
    assert "acme_fix 1.2" in entry.message
    assert problem in entry.message
    assert jk.check(SHOP).findings == report.findings


def _names(view: jk.View, *, most: int = 9) -> Diagram:
    """A view of somebody's own."""
    return Diagram(
        view="names",
        title="Names",
        description="All names.",
        nodes=[Node(t.key, t.name) for t in view.touchpoints[:most]],
    )


@pytest.mark.parametrize("view", [_names, "names"])
@pytest.mark.usefixtures("acme")
def test_a_view_by_hand_or_by_name(view: Any) -> None:
    """It takes its own options, and knows what it does not take."""
    assert [n.text for n in jk.draw(SHOP, view).diagram.nodes] == ["Pays", "Waits"]
    assert [n.text for n in jk.draw(SHOP, view, most=1).diagram.nodes] == ["Pays"]
    with pytest.raises(UnknownReferenceError, match=r'unknown option "mots".*"most"'):
        jk.draw(SHOP, view, mots=1)


def test_a_view_that_makes_no_diagram_is_told() -> None:
    """What it gave stands in the message."""
    broken: Callable[..., Any] = lambda _: "a drawing"  # noqa: E731
    with pytest.raises(PictureError, match=r'^view "<lambda>" of module .*expected a Diagram'):
        jk.draw(SHOP, broken)


def _diagram(**parts: Any) -> Diagram:
    """A diagram of one node, with something else in it."""
    said = {"view": "odd", "title": "Odd", "description": "…", "nodes": [Node("pays", "Pays")]}
    return Diagram(**(said | parts))


UNDRAWABLE = [
    (
        {"edges": [Edge("pays", "pay")]},
        'the edge from "pays" to "pay" ends at no node "pay"; expected a key such as "pays"',
    ),
    (
        {"edges": [Edge("x", "pays")]},
        'the edge from "x" to "pays" begins at no node "x"; expected a key such as "pays"',
    ),
    ({"title": None}, "the title of the diagram is None; expected text"),
    ({"nodes": ["pays"]}, "nodes[0] of the diagram is 'pays'; expected a node"),
    ({"nodes": [Node("a", 5)]}, 'the text of the node "a" is 5; expected text'),  # type: ignore[arg-type]
    ({"nodes": [Node("a", "A", pen=True)]}, "is True; expected a whole number or None"),
    ({"nodes": [Node("a", "A", group="b")]}, 'is in no group "b"; expected the key of a group'),
    ({"nodes": [Node("a", "A"), Node("a", "B")]}, 'two nodes have the key "a"; expected a key of'),
    ({"direction": "down"}, 'expected "left to right" or "top to bottom"'),
    (
        {"lanes": [Lane("x", "X")], "cells": [GridCell("y", "g")], "groups": [Group("g", "G")]},
        'the cell of "y" and "g" is in no lane "y"; expected a key such as "x"',
    ),
    (
        {
            "lanes": [Lane("x", "X", role="curve")],
            "groups": [Group("g", "G")],
            "curves": [Curve("c", "C", 0, "x", [Point("g", 0.5, 1, 1, 1)], [[0, 1]])],
        },
        'the curve "c" joins point 1; expected one of its 1, counted from 0',
    ),
]


@pytest.mark.parametrize(("parts", "message"), UNDRAWABLE)
def test_a_view_whose_diagram_cannot_be_drawn_is_told(parts: Any, message: str) -> None:
    """The view, whose it is, and what in it is wrong; the test kit says the same."""

    def odd(_: jk.View) -> Diagram:
        return _diagram(**parts)

    with pytest.raises(PictureError, match=re.escape(message)) as caught:
        jk.draw(SHOP, odd)
    assert str(caught.value).startswith(f'view "odd" of module {__name__}: ')
    with pytest.raises(AssertionError, match=re.escape(message)):
        check_view(odd, fuzz=0)


def test_a_view_of_a_package_is_told_with_its_distribution(install: Install) -> None:
    """Whoever reads the error knows whom to write to."""
    source = (
        "from journeykit.render.diagram.diagram import Diagram, Edge\n"
        "def odd(view):\n"
        "    return Diagram(view='odd', title='Odd', description='…', edges=[Edge('a', 'b')])\n"
    )
    install("acme_odd", source, "[journeykit.views]\nodd = acme_odd:odd\n")
    with pytest.raises(PictureError, match=r'^view "odd" of acme_odd 1\.2: the edge from "a" to'):
        jk.draw(SHOP, "odd")


@settings(max_examples=15)
@given(journeys())
def test_our_own_diagrams_are_consistent(made: jk.Journey) -> None:
    """What a view of somebody else's is held to, ours fulfil."""
    for view in VIEWS.built_in:
        assert [] == list(inconsistencies(VIEWS[view](jk.view_of(made))))


@pytest.mark.usefixtures("acme")
def test_a_picture_is_saved_in_the_format_of_a_package(tmp_path: Path) -> None:
    """The suffix is the name of the entry point."""
    saved = jk.draw(SHOP).save(tmp_path / "shop.outline")
    assert saved.read_text(encoding="utf-8") == jk.draw(SHOP).text()
    with pytest.raises(UnknownReferenceError, match=r'unknown suffix "\.outlin"'):
        jk.draw(SHOP).save(tmp_path / "shop.outlin")


@pytest.mark.usefixtures("acme")
def test_a_profile_of_a_package_is_chosen_by_name(tmp_path: Path, capsys: Captured) -> None:
    """On the command line, and by rules that belong to it."""
    file = tmp_path / "shop.json"
    jk.dump(SHOP, file)
    listed = run(capsys, "check", str(file), "--profile", "acme", "--format", "json")
    assert '"rules": [\n        [\n          "persona-stage-hole"' in listed[1]
    assert 'did you mean "acme"' in run(capsys, "check", str(file), "--profile", "acne")[2]


def notes(view: jk.View) -> Usage:
    """Count the touchpoints with a note."""
    return Usage(sum(1 for step in view.touchpoints if step.description), len(view.touchpoints))


def house_notes(_view: jk.View) -> Any:
    """Count nothing."""
    return 3


def _asking_for(dimension: Any) -> jk.Rule:
    """A rule that asks for a dimension."""

    @jk.rule(
        "note-too-short",
        "ACME901",
        severity="info",
        detects="A short note.",
        why="It says little.",
        formally="A note has fewer than ten letters.",
        fix="say more",
        source="Practice.",
        fires=lambda: journey("Shop").stage("Buy", touchpoint("Pays", description="short")),
        silent=lambda: journey("Shop").stage("Buy", touchpoint("Pays", description="long enough")),
        requires={dimension: 1},
        subjects="touchpoints",
        family="acme",
    )
    def note_too_short(view: jk.View) -> Any:
        for step in view.touchpoints:
            if 0 < len(step.description) < 10:
                yield jk.Problem(f'the note of "{step.name}" is short', step)

    return note_too_short


@pytest.mark.usefixtures("acme")
def test_a_rule_waits_for_a_dimension_of_a_package() -> None:
    """A rule is not applicable as long as nobody speaks of it."""
    (inapplicable,) = jk.check(SHOP, jk.RuleSet([_asking_for("notes")])).inapplicable
    assert inapplicable.reason == "notes: none used, needs 1"


def test_a_rule_waits_for_a_dimension_of_ones_own() -> None:
    """It is handed over as it is, and no package has to be installed for that."""
    asking = _asking_for(notes)
    (inapplicable,) = jk.check(SHOP, jk.RuleSet([asking])).inapplicable
    assert inapplicable.reason == "notes: none used, needs 1"
    assert "the map speaks of notes" in page(asking)
    check_rule(asking, fuzz=0)


def test_a_dimension_that_fails_is_told_and_the_other_rules_run() -> None:
    """As a rule that fails is, with what was expected."""
    rules = [_asking_for(house_notes), *jk.recommended().rules]
    report = jk.check(SHOP, jk.RuleSet(rules))
    (crash,) = report.crashed
    assert "rule note-too-short (ACME901)" in crash.message
    assert "expected a usage of the dimension, got 3" in crash.message
    assert report.passed
