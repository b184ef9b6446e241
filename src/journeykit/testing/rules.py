"""The self-test of a rule, for everybody who writes one."""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Callable, Iterator

from journeykit.changes import Differences
from journeykit.checked import checked
from journeykit.dsl import journey
from journeykit.graph import View, view_of
from journeykit.model import Journey
from journeykit.printable import representation
from journeykit.testing.trying import FUZZED, on_many_journeys, strangers_to
from journeykit.validation.applicability import Applicability
from journeykit.validation.examples import EXAMPLE_DAY, report_on
from journeykit.validation.report import Report
from journeykit.validation.rule import Rule


def check_rule(rule: Rule, *, clock: datetime.date = EXAMPLE_DAY, fuzz: int = FUZZED) -> None:
    """Hold a rule against everything that a good rule is.

    Its metadata tell people enough; it fires on the one example and is silent on the other; it
    says the same twice and changes nothing; it is silent on a journey of which nothing is said;
    and no journey that Hypothesis makes up lets it raise or speak of elements that are not there.

    Args:
        clock: The day, for rules that need one.
        fuzz: How many journeys to make up; needs `journeykit[testing]` unless 0.

    Raises:
        AssertionError: Something is wrong; the message lists all of it.

    Example:
        >>> from journeykit.validation import every_rule
        >>> check_rule(every_rule()[0], fuzz=0)
    """
    if not isinstance(rule, Rule):
        described = representation(rule)
        raise AssertionError(f"expected a rule, got {described}; did you forget the decorator?")  # noqa: TRY004 — a test fails
    problems = _problems(rule, clock, fuzz)
    if problems:
        listed = "".join(f"\n- {problem}" for problem in problems)
        raise AssertionError(f"rule {rule.name} ({rule.code}):{listed}")


@checked
def _problems(rule: Rule, clock: datetime.date, fuzz: int) -> list[str]:
    """What is wrong with a rule; journeys are made up for one with which nothing else is."""
    problems = [*_metadata(rule), *_examples(rule, clock), *_empty(rule, clock)]
    return _fuzzed(rule, clock, fuzz) if fuzz and not problems else problems


def _metadata(rule: Rule) -> Iterator[str]:
    """What people would miss on the rule's page."""
    for what in ("formally", "source", "family"):
        if not getattr(rule, what).strip():
            yield f"{what} is empty; it stands on the page of the rule"
    for what in ("detects", "why", "formally"):
        text = getattr(rule, what).strip()
        if text and text[-1] not in ".!?":
            yield f"{what} is a sentence: end it with a full stop"
    for option in rule.options:
        if not option.meaning.strip():
            yield f"option {option.name} does not tell what it changes"


def _examples(rule: Rule, clock: datetime.date) -> Iterator[str]:
    """Whether the examples do what they are there for."""
    for name, example in (("fires", rule.fires), ("silent", rule.silent)):
        try:
            journey = example()
        except Exception as error:  # noqa: BLE001 — an example of anybody's
            yield f"the example {name} cannot be made: {_error_words(error)}"
            continue
        report = report_on(rule, journey, clock)
        yield from _pure(rule, example, clock, name)
        yield from _sound(report, journey, f"the example {name}")
        findings = (*report.findings, *report.review)
        if not findings and not report.crashed and (report.inapplicable or report.unanswered):
            yield from _closed(rule, report, name)
        elif name == "fires" and not findings and not report.crashed:
            yield "it finds nothing on the example that should make it fire"
        elif name == "silent" and findings:
            yield f"it is not silent on the example that should leave it so: {findings[0].message}"


def _closed(rule: Rule, report: Report, name: str) -> Iterator[str]:
    """An example in which the rule has nothing to judge shows nothing."""
    reasons = [each.reason for each in report.inapplicable]
    reasons += [f"it is not stated {each.what}" for each in report.unanswered]
    advice = (
        ""
        if rule.subjects
        else "; yield Fine(…) for each subject with which nothing is wrong, or count them by "
        "subjects="
    )
    yield f"it has nothing to say on the example {name}: {reasons[0]}{advice}"


def _pure(
    rule: Rule, example: Callable[[], Journey], clock: datetime.date, name: str
) -> Iterator[str]:
    """Whether the rule says the same twice and leaves the journey alone."""
    journey, same = example(), example()
    if journey != same:
        yield f"the example {name} is another one each time"
        return
    first = report_on(rule, journey, clock)
    if journey != same:
        yield f"it changes the journey of the example {name}"
    if first != report_on(rule, journey, clock) or first != report_on(rule, same, clock):
        yield f"it says something else the second time on the example {name}"
    if "waiving" not in rule.needs:
        yield from _leaves_the_view(rule, journey, clock, name)


def _leaves_the_view(
    rule: Rule, journey: Journey, clock: datetime.date, name: str
) -> Iterator[str]:
    """Whether the view that other rules share answers as before."""
    view = view_of(journey)
    if Applicability(view).unmet(rule.requires)[1]:
        return
    arguments = {option.name: option.default for option in rule.options}
    arguments |= {"clock": clock} if "clock" in rule.needs else {}
    if rule.compared_with is not None:
        arguments["differences"] = Differences(rule.compared_with(), journey)
    if rule.evidence is not None:
        arguments["observations"] = rule.evidence()
    try:
        first = rule(view, **arguments)
        before = _answers(view)
        second = rule(view, **arguments)
        after = _answers(view)
    except Exception:  # noqa: BLE001 — told already, as a crash
        return
    if first != second:
        yield f"it says something else when asked again about one view of the example {name}"
    if any(after.get(question) != answer for question, answer in before.items()):
        yield f"it changes what the view of the example {name} answers"


def _answers(view: View) -> dict[str, str]:
    """What a view and its parts have answered so far."""
    parts = {
        "": view,
        **{name: part for name, part in vars(view).items() if hasattr(part, "__dict__")},
    }
    return {
        f"{part_name}.{name}": repr(answer)
        for part_name, part in parts.items()
        for name, answer in vars(part).items()
        if not name.startswith("_") and name not in parts
    }


def _empty(rule: Rule, clock: datetime.date) -> Iterator[str]:
    """Whether a rule keeps silent where nothing was said; one about emptiness may speak once."""
    empty = journey("Nothing yet")
    report = report_on(rule, empty, clock)
    yield from _sound(report, empty, "the empty journey")
    findings = [*report.findings, *report.review]
    about_emptiness = all(finding.elements == (empty.element,) for finding in findings)
    if len(findings) > 1 or not about_emptiness:
        yield f"it is not silent on the empty journey: {findings[0].message}"


def _fuzzed(rule: Rule, clock: datetime.date, fuzz: int) -> list[str]:
    """What goes wrong on some journey that Hypothesis makes up."""

    def complaints(journey: Journey) -> list[str]:
        report = report_on(rule, journey, clock)
        problems = list(_sound(report, journey, "a journey"))
        if report != report_on(rule, journey, clock):
            problems.append("it says something else the second time")
        return problems

    return on_many_journeys(complaints, fuzz, empty=False)


def _sound(report: Report, journey: Journey, name: str) -> Iterator[str]:
    """Whether nothing raised and every finding is about something that is there."""
    for entry in report.crashed:
        yield f"on {name}: {entry.message}"
    for finding in (*report.findings, *report.review):
        if not finding.message.strip():
            yield f"on {name}: a problem without a message"
        if not finding.elements:
            yield f"on {name}: a problem that is nowhere: {finding.message}"
        for element in strangers_to(journey, finding.elements):
            yield f"on {name}: it speaks of {element}, which is not there"


def _error_words(error: Exception) -> str:
    return "".join(traceback.format_exception_only(error)).strip()
