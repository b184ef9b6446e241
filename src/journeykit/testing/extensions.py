"""The self-tests of what packages bring besides rules, for everybody who writes some."""

from __future__ import annotations

import inspect
import io
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from journeykit.checked import checked
from journeykit.coverage import Measure, coverage_of
from journeykit.coverage.coverage import Measuring
from journeykit.errors import JourneyError
from journeykit.graph import View, view_of
from journeykit.interchange.formats import Format, export, read, when_named
from journeykit.interview import Interview, questions
from journeykit.model import Journey
from journeykit.render import Viewing, draw
from journeykit.render.diagram.consistency import inconsistencies
from journeykit.render.diagram.diagram import Diagram
from journeykit.testing.trying import FUZZED, on_many_journeys, strangers_to
from journeykit.validation import RuleSet, Usage, check, installed_rules
from journeykit.validation.fixes import Fixing

Complaints = Iterator[str]


@checked
def check_measure(measure: Measuring, *, fuzz: int = FUZZED) -> None:
    """Hold a measure of coverage against everything that a good measure is.

    It gives a `Measure` with a name, the same one twice, whose cells are all in the journey; and no
    journey that Hypothesis makes up lets it raise.

    Args:
        measure: The function from a view of the journey to a measure.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.coverage import MEASURES
        >>> check_measure(MEASURES["touchpoint"], fuzz=0)
    """

    def complaints(journey: Journey) -> Complaints:
        view = view_of(journey)
        taken: object = measure(view)
        if not isinstance(taken, Measure):
            yield f"expected a Measure, got {taken!r}"
            return
        if not taken.name.isidentifier():
            yield f"its name is {taken.name!r}; --fail-under NAME=90 needs letters and underscores"
        if measure(view_of(journey)) != taken:
            yield "it measures something else the second time"
        # "Otherwise" is the cell of a decision, and no transition that the journey has.
        named = (cell.element for cell in taken.cells if cell.element.kind != "transition")
        strangers = strangers_to(journey, named)
        if strangers:
            yield f"it speaks of {strangers[0]}, which is not there"

    _hold("measure", measure, complaints, fuzz)


@checked
def check_view(view: Viewing, *, fuzz: int = FUZZED) -> None:
    """Hold a view against everything that a good view is.

    It gives a `Diagram`, the same one twice, whose edges, cells and curves refer to what is there,
    and that can be drawn or laid out and told in words; and no journey that Hypothesis makes up
    lets it raise.

    Args:
        view: The function from a view of the journey to a diagram.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.render.views.flow import flow_diagram
        >>> check_view(flow_diagram, fuzz=0)
    """

    def complaints(journey: Journey) -> Complaints:
        diagram: object = view(view_of(journey))
        if not isinstance(diagram, Diagram):
            yield f"expected a Diagram, got {diagram!r}"
            return
        if view(view_of(journey)) != diagram:
            yield "it shows something else the second time"
        wrong = [f"{problem}; expected {what}" for problem, what in inconsistencies(diagram)]
        if wrong:
            yield wrong[0]
            return
        for what in ("title", "description"):
            if not getattr(diagram, what).strip():
                yield f"its {what} is empty, which a screen reader reads out"
        picture = draw(journey, view)
        if not (picture.svg() if diagram.is_grid else picture.dot):
            yield "it draws nothing"
        picture.text()

    _hold("view", view, complaints, fuzz)


@checked
def check_reporter(reporter: Callable[..., str], *, fuzz: int = FUZZED) -> None:
    """Hold a format of reports, of coverage or of pictures against everything that a good one is.

    It gives text that can be written to a file, or of a picture bytes, the same twice, whatever was
    found; and no journey that Hypothesis makes up lets it raise.

    Args:
        reporter: A function from reports, from coverage or from a picture; its first parameter is
            annotated accordingly, or called `coverage` or `picture`.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.validation.reporters import as_markdown
        >>> check_reporter(as_markdown, fuzz=0)
    """
    kind = _kind_written(reporter)
    makers: dict[str, Callable[[Journey], Any]] = {"coverage": coverage_of, "picture": draw}
    result = makers.get(kind, check)

    def complaints(journey: Journey) -> Complaints:
        text: object = reporter(result(journey))
        if not isinstance(text, str | bytes if kind == "picture" else str):
            yield f"expected text{' or bytes' if kind == 'picture' else ''}, got {text!r}"
            return
        if isinstance(text, str):
            text.encode()  # raises where a file could not hold it
        if reporter(result(journey)) != text:
            yield "it writes something else the second time"

    _hold("format", reporter, complaints, fuzz)


@checked
def check_dimension(dimension: Callable[[View], Usage], *, fuzz: int = FUZZED) -> None:
    """Hold a dimension, of which rules can ask for some, against everything that a good one is.

    It counts no more than there are, the same twice; and no journey that Hypothesis makes up lets
    it raise.

    Args:
        dimension: The function from a view of the journey to a usage.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.validation.applicability import DIMENSIONS
        >>> check_dimension(DIMENSIONS["channels"], fuzz=0)
    """

    def complaints(journey: Journey) -> Complaints:
        usage: object = dimension(view_of(journey))
        if not isinstance(usage, Usage):
            yield f"expected a Usage, got {usage!r}"
            return
        if not 0 <= usage.used <= usage.of:
            yield f"it counts {usage.used} of {usage.of}"
        if dimension(view_of(journey)) != usage:
            yield "it counts something else the second time"

    _hold("dimension", dimension, complaints, fuzz)


@checked
def check_profile(profile: Callable[[], RuleSet]) -> None:
    """Hold a profile against everything that a good one is.

    It gives a set of rules of which some run, the same twice, and every word in it means one.

    Args:
        profile: The function that gives a set of rules.

    Raises:
        AssertionError: Something is wrong; the message says what.

    Example:
        >>> from journeykit.validation import PROFILES
        >>> check_profile(PROFILES["strict"])
    """
    rules: object = profile()
    problems = []
    if not isinstance(rules, RuleSet):
        problems = [f"expected a RuleSet, got {rules!r}"]
    elif profile() != rules:
        problems = ["it is another set the second time"]
    elif not rules.rules:
        problems = ["no rule runs"]
    else:
        problems = [entry.message for entry in rules.troubles]
    if problems:
        raise AssertionError(f"profile {_name_of(profile)}: {'; '.join(problems)}")


@checked
def check_interview(interview: Interview, *, fuzz: int = FUZZED) -> None:
    """Hold an interview against everything that a good one is.

    It asks the same twice, of elements that the journey has, and everything it asks ends with a
    question mark; and no journey that Hypothesis makes up lets it raise.

    Args:
        interview: The function from a view of the journey to questions.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.interview import INTERVIEWS
        >>> check_interview(INTERVIEWS["map"], fuzz=0)
    """

    def complaints(journey: Journey) -> Complaints:
        asked = questions(journey, interview)
        if questions(journey, interview) != asked:
            yield "it asks something else the second time"
        for each in asked:
            if not each.question.rstrip().endswith("?"):
                yield f"{each.question!r} is no question"
        strangers = strangers_to(journey, (each.element for each in asked))
        if strangers:
            yield f"it speaks of {strangers[0]}, which is not there"

    _hold("interview", interview, complaints, fuzz)


@checked
def check_fix(fix: Fixing, rules: RuleSet | None = None, *, fuzz: int = FUZZED) -> None:
    """Hold a fix against everything that a good one is.

    It knows something of what at least one rule finds, gives text or None, the same twice; and no
    finding on a journey that Hypothesis makes up lets it raise.

    Args:
        fix: The function from a finding and a view of its journey to advice.
        rules: The rules whose findings it may be asked about; those of the library and of all
            installed packages if left out. Each is tried on the journey of its example.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> check_fix(lambda finding, view: f"ask the desk about {finding.rule}", fuzz=0)
    """
    every = installed_rules(profile="strict") if rules is None else rules
    advised = False

    def complaints(journey: Journey, asked: RuleSet = every) -> Complaints:
        nonlocal advised
        view = view_of(journey)
        for finding in check(view, asked).findings:
            advice: object = fix(finding, view)
            advised = advised or bool(advice)
            if advice is not None and not isinstance(advice, str):
                yield f"expected text or None, got {advice!r} for {finding.rule}"
            elif fix(finding, view) != advice:
                yield f"it advises something else on {finding.rule} the second time"

    for rule in every.rules:
        for problem in _contained(partial(complaints, asked=RuleSet((rule,))))(rule.fires()):
            raise AssertionError(f"fix {_name_of(fix)}: on the example of {rule.name}: {problem}")
    if not advised:
        problem = "it knows nothing of what any rule finds; is the name of a rule misspelt?"
        raise AssertionError(f"fix {_name_of(fix)}: {problem}")
    _hold("fix", fix, complaints, fuzz)


@checked
def check_format(format: Format, *, fuzz: int = FUZZED) -> None:
    """Hold a format of journeys against everything that a good one is.

    What it writes it can read, if it does both, and what comes back is the journey, or the losses
    say that something was left behind. Bytes that are no such document are refused by an error of
    this library; and no journey that Hypothesis makes up lets it raise another.

    Args:
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message says what, and on which journey.

    Example:
        >>> from journeykit.interchange.yaml import FORMAT
        >>> check_format(FORMAT, fuzz=0)
    """

    def complaints(journey: Journey) -> Complaints:
        if format.writes is None:
            return
        written = export(journey, format)
        if export(journey, format) != written:
            yield "it writes something else the second time"
        if format.reads is None:
            return
        if not format.recognises(written.content) and format.recognises is not when_named:
            yield "recognises= does not know what it wrote"
        try:
            reading = read(io.BytesIO(written.content), format)
        except JourneyError as error:
            if any(stage.touchpoints for stage in journey.stages):
                yield f"it cannot read what it wrote: {error}"
            return
        if reading.journey != journey and not (written.losses.entries or reading.losses.entries):
            yield "what comes back is another journey, and no loss says so"

    _hold("format", format, complaints, fuzz)
    problems = list(_damaged(format))
    if problems:
        raise AssertionError(f"format {format.name}: {problems[0]}")


def _damaged(format: Format) -> Complaints:
    """What a format says of bytes that are no document of it."""
    for content in (b"\xff\xfe\x00", b"", b"\x00" * 9, b"[" * 9_000) if format.reads else ():
        try:
            read(io.BytesIO(content), format)
        except JourneyError:
            continue
        except Exception as error:  # noqa: BLE001 — anybody's function
            yield f"reading {content[:9]!r} raised {_error_words(error)}"


def _hold(
    kind: str, extension: object, complaints: Callable[[Journey], Complaints], fuzz: int
) -> None:
    """Try something on the empty journey, on a small one, and on many."""
    problems = on_many_journeys(_contained(complaints), fuzz)
    if problems:
        listed = "".join(f"\n- {problem}" for problem in problems)
        raise AssertionError(f"{kind} {_name_of(extension)}:{listed}")


def _name_of(extension: object) -> str:
    """What something is called."""
    return str(getattr(extension, "name", None) or getattr(extension, "__name__", repr(extension)))


def _contained(complaints: Callable[[Journey], Complaints]) -> Callable[[Journey], list[str]]:
    """The complaints on a journey; what was raised is one."""

    def contained(journey: Journey) -> list[str]:
        try:
            return list(complaints(journey))
        except Exception as error:  # noqa: BLE001 — anybody's function
            return [f"it raised {_error_words(error)}"]

    return contained


def _error_words(error: Exception) -> str:
    """What went wrong, in the words of Python."""
    return "".join(traceback.format_exception_only(error)).strip()


def _kind_written(reporter: Callable[..., Any]) -> str:
    """What a function writes, as its first parameter says: coverage, a picture, or reports."""
    code = getattr(inspect.unwrap(reporter), "__code__", None)
    first = "".join(code.co_varnames[:1]) if code is not None else ""
    hint = str(getattr(reporter, "__annotations__", {}).get(first, ""))
    kinds = ("coverage", "picture")
    return next((k for k in kinds if first == k or k.capitalize() in hint), "report")
