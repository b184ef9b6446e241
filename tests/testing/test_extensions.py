"""The self-tests that we give to people who extend the library: they pass what is good."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from journeykit import Journey, LossReport
from journeykit.addresses import Element
from journeykit.coverage import MEASURES, Measure
from journeykit.coverage.measure import Cell
from journeykit.coverage.reporters import FORMATS
from journeykit.interchange import formats
from journeykit.interchange.formats import Export, Format, Reading
from journeykit.interview import Question
from journeykit.render import VIEWS
from journeykit.render.diagram.diagram import Diagram, Node
from journeykit.testing import (
    check_dimension,
    check_fix,
    check_format,
    check_interview,
    check_measure,
    check_profile,
    check_reporter,
    check_view,
)
from journeykit.validation import RuleSet, Usage, recommended
from journeykit.validation.reporters import REPORTERS

FEW = 5
"""Ours are held against many more journeys elsewhere."""
PAGE = "markdown"
"""A page for people: where a stage has names and nothing else, it is a list and no map."""
FILES = [each for each in formats._BUILT_IN if each.suffixes and each.name != PAGE]


@pytest.mark.parametrize("name", MEASURES)
def test_our_measures_pass(name: str) -> None:
    """Each one of the library."""
    check_measure(MEASURES[name], fuzz=FEW)


@pytest.mark.parametrize("name", VIEWS.built_in)
def test_our_views_pass(name: str) -> None:
    """Each one of the library."""
    check_view(VIEWS[name], fuzz=FEW)


REPORTING = {f"report-{name}": each for name, each in REPORTERS.items()}
REPORTING |= {f"coverage-{name}": each for name, each in FORMATS.items()}


@pytest.mark.parametrize("report", REPORTING.values(), ids=REPORTING)
def test_our_formats_of_reports_pass(report: Callable[..., str]) -> None:
    """Those of reports and those of coverage."""
    check_reporter(report, fuzz=FEW)


@pytest.mark.parametrize("format", FILES, ids=lambda format: format.name)
def test_our_formats_pass(format: Any) -> None:
    """What is written can be read, and what is lost is told."""
    check_format(format.loaded(), fuzz=FEW)


def _stranger(_: object) -> Measure:
    return Measure("strange", [Cell(Element("touchpoint", ("nowhere",)), "missing")])


def _moody(_: object, asked: list[int] = []) -> Measure:  # noqa: B006 — that is what is wrong
    asked.append(1)
    return Measure(f"m{len(asked)}")


@pytest.mark.parametrize(
    ("measure", "problem"),
    [
        (lambda _: 0.5, "expected a Measure, got 0.5"),
        (lambda _: Measure("two words"), "its name is 'two words'"),
        (_stranger, "it speaks of touchpoint:nowhere, which is not there"),
        (_moody, "it measures something else the second time"),
        (lambda view: view.journey.stages[0], "it raised IndexError"),
    ],
)
def test_what_is_wrong_with_a_measure(measure: Any, problem: str) -> None:
    """The message lists it, and says on which journey."""
    with pytest.raises(AssertionError) as caught:
        check_measure(measure, fuzz=0)
    assert f"on a journey of which nothing is said: {problem}" in str(caught.value)


def test_a_fault_on_some_journey_is_found() -> None:
    """One that the empty journey does not show."""
    with pytest.raises(AssertionError, match=r"(?s)on a journey that Hypothesis made up.*IndexErr"):
        check_measure(lambda view: [Measure("m")][len(view.journey.stages)])


def _shown(title: str = "All", description: str = "All of it.") -> Callable[..., Diagram]:
    node = Node("a", "A")
    return lambda _: Diagram(view="mine", title=title, description=description, nodes=[node])


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (lambda _: "<svg/>", "expected a Diagram"),
        (_shown(title=" "), "its title is empty"),
        (_shown(description=""), "its description is empty"),
        (lambda view: view.nothing, "it raised AttributeError"),
    ],
)
def test_what_is_wrong_with_a_view(view: Any, problem: str) -> None:
    """A picture that a screen reader cannot read, or none at all."""
    check_view(_shown(), fuzz=FEW)
    with pytest.raises(AssertionError) as caught:
        check_view(view, fuzz=0)
    assert problem in str(caught.value)


NUMBERS = itertools.count()


def _asks(question: str, element: Element | None = None) -> Callable[..., list[Question]]:
    return lambda view: [Question(element or view.journey.element, "It", "x", question, "")]


def _moody_interview(view: Any) -> list[Question]:
    return _asks(f"Why {next(NUMBERS)}?")(view)


@pytest.mark.parametrize(
    ("interview", "problem"),
    [
        (_asks("Tell me."), "'Tell me.' is no question"),
        (_asks("Why?", Element("stage", ("gone",))), "it speaks of stage:gone, which is not there"),
        (lambda _: ["Why?"], "it raised journeykit.errors.ModelError: <lambda>: expected a Quest"),
        (_moody_interview, "it asks something else the second time"),
    ],
)
def test_what_is_wrong_with_an_interview(interview: Any, problem: str) -> None:
    """What nobody could answer, or is not there."""
    check_interview(_asks("Why?"), fuzz=FEW)
    with pytest.raises(AssertionError, match=r"^interview ") as caught:
        check_interview(interview, fuzz=0)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("profile", "problem"),
    [
        (list, "expected a RuleSet, got []"),
        (RuleSet, "no rule runs"),
        (lambda: recommended().also("no-exot"), 'no rule, code or family is called "no-exot"'),
    ],
)
def test_what_is_wrong_with_a_profile(profile: Any, problem: str) -> None:
    """A set of nothing, or with a word in it that means nothing."""
    with pytest.raises(AssertionError, match=r"^profile ") as caught:
        check_profile(profile)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("dimension", "problem"),
    [
        (lambda _: 3, "expected a Usage, got 3"),
        (lambda _: Usage(2, 1), "it counts 2 of 1"),
        (lambda _: Usage(next(NUMBERS), 10**6), "it counts something else the second time"),
    ],
)
def test_what_is_wrong_with_a_dimension(dimension: Any, problem: str) -> None:
    """More than there are, or another number each time."""
    check_dimension(lambda view: Usage(0, len(view.touchpoints)), fuzz=FEW)
    with pytest.raises(AssertionError, match="dimension <lambda>") as caught:
        check_dimension(dimension, fuzz=0)
    assert problem in str(caught.value)


def _image(picture: Any) -> Any:
    return picture.text().encode()


def _nothing(picture: Any) -> Any:
    picture.text()


def test_a_format_of_pictures_is_tried_on_pictures() -> None:
    """It may give bytes, as an image is."""
    check_reporter(_image, fuzz=FEW)
    with pytest.raises(AssertionError, match="expected text or bytes, got None"):
        check_reporter(_nothing, fuzz=0)


SOME = recommended().select("empty-journey")


@pytest.mark.parametrize(
    ("fix", "problem"),
    [
        (lambda *_: None, "it knows nothing of what any rule finds; is the name of a rule misspe"),
        (lambda *_: 5, "on the example of empty-journey: expected text or None, got 5 for empty-j"),
        (lambda *_: f"do {next(NUMBERS)}", "it advises something else on empty-journey the sec"),
        (lambda finding, _: finding.nothing, "it raised AttributeError"),
    ],
)
def test_what_is_wrong_with_a_fix(fix: Any, problem: str) -> None:
    """Advice that is none, that is never heard, or that changes."""
    check_fix(lambda finding, _: finding.rule, SOME, fuzz=FEW)
    with pytest.raises(AssertionError, match="fix <lambda>") as caught:
        check_fix(fix, SOME, fuzz=0)
    assert problem in str(caught.value)


def _of_coverage(coverage: Any) -> str:
    return str(coverage["stage"])


@pytest.mark.parametrize(
    ("reporter", "problem"),
    [
        (lambda *_: b"bytes", "expected text, got b'bytes'"),
        (lambda *_: "\ud800", "it raised UnicodeEncodeError"),
        (lambda *_: str(next(NUMBERS)), "it writes something else the second time"),
        (lambda *_: 1 / 0, "it raised ZeroDivisionError"),
    ],
)
def test_what_is_wrong_with_a_format_of_reports(reporter: Any, problem: str) -> None:
    """Text that no file can hold, say."""
    check_reporter(_of_coverage, fuzz=FEW)
    with pytest.raises(AssertionError) as caught:
        check_reporter(reporter, fuzz=FEW)
    assert problem in str(caught.value)


def _named(journey: Journey) -> Export:
    return Export(journey.name.encode(), LossReport("named"))


def _read(content: bytes) -> list[Reading]:
    return [Reading(Journey(content.decode()), LossReport("named"))]


def test_what_is_wrong_with_a_format() -> None:
    """Losses that nobody tells, and errors that are not ours."""
    with pytest.raises(AssertionError, match="another journey, and no loss says so"):
        check_format(Format("named", (".n",), _read, _named), fuzz=FEW)
    with pytest.raises(AssertionError, match=r"reading .* raised UnicodeDecodeError"):
        check_format(Format("named", (".n",), _read, None), fuzz=FEW)
