"""The engine: every rule is asked, whatever the others do, and everything is told."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from helpers.odd_rules import made, raising, saying
from journeykit import (
    Element,
    Journey,
    coverage_of,
    draw,
    dumps,
    graph_of,
    journey,
    persona,
    questions,
    touchpoint,
    walkthroughs,
)
from journeykit.coverage.coverage import MEASURES
from journeykit.errors import ModelError
from journeykit.graph import View, view_of
from journeykit.testing.strategies import journeys
from journeykit.validation import (
    PROFILES,
    SUBJECTS,
    Fine,
    Problem,
    Report,
    RuleSet,
    Unknown,
    check,
    everything,
)
from journeykit.validation.waivers import Waiving

DAY = datetime.date(2026, 7, 1)


def _gift() -> Journey:
    """A journey of two touchpoints."""
    ad, shop = touchpoint("Clicks an ad"), touchpoint("Pays")
    return journey("Gift", state="as-is").stage("Awareness", ad).stage("Purchase", shop)


def test_a_finding_carries_what_a_report_needs_to_stand_alone() -> None:
    """Words of the rule, names of the elements, and the place where they were written."""

    def condition(view: View) -> Iterator[Problem]:
        yield Problem("it is slow", view.touchpoints, salient="speed")

    (found,) = check(_gift(), RuleSet((made(condition, severity="error"),))).findings
    assert ("odd-thing", "ACME101", "error", "it is slow") == (
        found.rule,
        found.code,
        found.severity,
        found.message,
    )
    assert ("Clicks an ad", "Pays") == found.names
    assert ("Something odd.", "Odd things are odd.", "make it even") == (
        found.detects,
        found.why,
        found.fix,
    )
    assert found.location is not None
    assert Path(__file__).name == Path(found.location.file).name


def test_a_problem_may_know_a_better_fix() -> None:
    """The advice of the place comes before the advice of the rule."""

    def condition(view: View) -> Iterator[Problem]:
        yield Problem("it is slow", view.journey, fix="hurry")

    assert "hurry" == check(_gift(), RuleSet((made(condition),))).findings[0].fix


@pytest.mark.parametrize("error", [ValueError("no"), KeyError("x"), RecursionError()], ids=repr)
def test_a_rule_that_raises_is_an_entry_and_the_others_run(error: Exception) -> None:
    """Nothing that it said before it broke is counted; the entry names rule and provider."""
    report = check(_gift(), RuleSet((raising(error), saying("one"))))
    (entry,) = report.crashed
    assert ("JK002", "rule-crashed", "error") == (entry.code, entry.rule, entry.severity)
    expected = f"rule broken (ACME666) of module helpers.odd_rules raised {type(error).__name__}"
    assert entry.message.startswith(expected)
    assert ["one"] == [finding.message for finding in report.findings]
    assert "broken" not in {each.rule for each in report.passed}
    assert not report.ok


def test_a_rule_that_breaks_the_terminal_does_not() -> None:
    """Control characters in an error's words do not reach a report."""
    (entry,) = check(_gift(), RuleSet((raising(ValueError("\x1b[31mred\ud800")),))).crashed
    assert entry.message.endswith("raised ValueError: �[31mred�")


def test_an_error_that_cannot_even_be_printed_is_told() -> None:
    """An exception whose own str raises is an entry too."""

    class Odd(Exception):  # noqa: N818 — named as an author might
        def __str__(self) -> str:
            raise ValueError

    (entry,) = check(_gift(), RuleSet((raising(Odd()),))).crashed
    assert "Odd: <exception str() failed>" in entry.message


def test_a_rule_that_yields_something_else_is_an_entry() -> None:
    """A forgotten Problem(…) is told as what it is."""

    def condition(_: View) -> Iterator[str]:
        yield "it is slow"

    (entry,) = check(_gift(), RuleSet((made(condition),))).crashed  # type: ignore[arg-type]
    assert entry.message.endswith(
        "raised TypeError: a rule yields Problem, Fine or Unknown, not str"
    )


def test_an_interrupt_is_not_a_crash() -> None:
    """Ctrl-C stops a check."""
    with pytest.raises(KeyboardInterrupt):
        check(_gift(), RuleSet((raising(KeyboardInterrupt()),)))


def test_a_rule_with_an_unmet_precondition_says_what_is_missing() -> None:
    """A map without emotions is told so once, not once a touchpoint."""
    rules = RuleSet(
        (
            saying("a", name="a-a", code="ACME101", requires={"emotions": 0.5}),
            saying("b", name="b-b", code="ACME102", requires={"personas": 2}),
            saying("c", name="c-c", code="ACME103", requires={"stages": 2}),
        )
    )
    report = check(_gift(), rules)
    assert {
        "b-b": "personas: none used, needs 2",
    } == {each.rule: each.reason for each in report.inapplicable}
    assert [("a-a", "what people feel")] == [(u.rule, u.what) for u in report.unanswered]
    assert ["c"] == [finding.message for finding in report.findings]


def test_a_rule_outside_the_scope_is_inapplicable() -> None:
    """A funnel is not told that it lacks advocacy."""
    rule = saying("no advocates", scope=["advocacy"])
    (skipped,) = check(_gift(), RuleSet((rule,))).inapplicable
    assert "scope: none of advocacy is meant to be covered" == skipped.reason
    meant = journey("Gift", scope=["advocacy"]).stage("Advocacy")
    assert 1 == len(check(meant, RuleSet((rule,))).findings)


def test_the_clock_is_what_was_given() -> None:
    """Without one, a rule that needs it is unanswered; no rule looks at the wall."""

    def condition(view: View, *, clock: datetime.date) -> Iterator[Problem]:
        yield Problem(f"today is {clock}", view.journey)

    rules = RuleSet((made(condition),))
    assert ["what day it is"] == [each.what for each in check(_gift(), rules).unanswered]
    report = check(_gift(), rules, clock=DAY)
    assert ["today is 2026-07-01"] == [finding.message for finding in report.findings]
    assert DAY == report.clock


def test_what_a_person_has_to_decide_is_no_finding() -> None:
    """A review does not make a report fail."""
    report = check(_gift(), RuleSet((saying("perhaps", review=True),)))
    assert ((), ["perhaps"]) == (report.findings, [f.message for f in report.review])
    assert report.ok


def test_a_review_can_be_waived() -> None:
    """Somebody decided, and said why."""
    decided = _gift().waive("odd-thing", reason="we looked at it")
    report = check(decided, RuleSet((saying("perhaps", review=True),)))
    assert ((), ["we looked at it"]) == (report.review, [w.waiver.reason for w in report.waived])


def test_what_the_baseline_has_is_known_and_no_finding() -> None:
    """Findings and reviews alike."""
    rules = RuleSet((saying("a", "b"), saying("c", review=True, name="maybe-so", code="ACME102")))
    first = check(_gift(), rules)
    known = [first.findings[0].fingerprint, first.review[0].fingerprint]
    report = check(_gift(), rules, baseline=known)
    assert (["b"], [], ["a", "c"]) == tuple(
        [finding.message for finding in group]
        for group in (report.findings, report.review, report.known)
    )


def test_rules_about_waivers_run_last() -> None:
    """They are given what became of the waivers, wherever they stand in the set."""

    def condition(view: View, *, waiving: Waiving) -> Iterator[Problem]:
        yield Problem(f"{len(waiving.waived)} waived", view.journey)

    rules = RuleSet((made(condition, "about-waivers", "ACME900"), saying("one")))
    report = check(_gift().waive("odd-thing", reason="fine"), rules)
    assert ["1 waived"] == [finding.message for finding in report.findings]


def test_the_worst_comes_first_then_the_code_then_the_place() -> None:
    """The order of a report does not depend on the order of rules."""
    rules = [
        saying("i", name="i-i", code="ACME101", severity="info"),
        saying("w", name="w-w", code="ACME103"),
        saying("v", name="v-v", code="ACME102"),
        saying("e", name="e-e", code="ACME104", severity="error"),
    ]
    for order in (rules, rules[::-1]):
        found = check(_gift(), RuleSet(order)).findings
        assert ["e", "v", "w", "i"] == [finding.message for finding in found]


@pytest.mark.parametrize("wrong", [None, "Gift", persona("Maya")], ids=["nothing", "text", "who"])
def test_only_a_journey_is_looked_at(wrong: Any) -> None:
    """Whoever takes a journey says so in the same words, before anything else goes wrong."""
    for look in (check, coverage_of, draw, dumps, graph_of, questions, view_of, walkthroughs):
        with pytest.raises(ModelError, match=r"^expected a journey, got "):
            look(wrong)


def test_what_a_terminal_shows_is_one_line() -> None:
    """A last line of a session must not flood it; `print` and notebooks tell the whole."""
    gift = _gift()
    rules = everything()
    report = check(gift, rules.select("JK101", "persona-missing-entirely"))
    shown = {
        repr(check(gift, RuleSet())): "Report('Gift', nothing found)",
        repr(coverage_of(gift)): f"Coverage('Gift', {len(MEASURES)} measures)",
        repr(coverage_of(gift, "stage")): "Coverage('Gift', 1 measure)",
        repr(draw(gift)): "Picture(Diagram('flow', 'Gift'))",
        repr(rules.ignore("JK101")): f"RuleSet({len(rules.rules) - 1} of {len(rules.rules)} rules)",
        repr(view_of(gift)): f"View({gift!r})",
    }
    assert list(shown) == list(shown.values())
    assert "Report('Gift', 1 failure of rules, nothing found)" == repr(report)
    bad = check(journey("Empty"), rules.select("JK101"))
    assert "Report('Empty', 1 error)" == repr(bad)
    (finding,) = bad.findings
    assert f"Finding('error', 'JK101', {finding.message!r})" == repr(finding)


def test_rules_are_a_set_and_no_name() -> None:
    """The name of a profile is no profile; the error says how to get one."""
    with pytest.raises(ModelError, match=r'PROFILES\["strict"\]\(\), got the text \'strict\''):
        check(_gift(), "strict")  # type: ignore[arg-type]
    assert check(_gift(), PROFILES["strict"]()) == check(_gift(), everything())


def test_a_view_can_be_shared() -> None:
    """Who has a view already does not pay for another."""
    view = view_of(_gift())
    assert check(_gift(), everything(), clock=DAY) == check(view, everything(), clock=DAY)
    assert view is view_of(view)


def _found(report: Report) -> set[str]:
    """The rules that found something, by themselves, as a consequence, or waived."""
    findings = (*report.findings, *report.review, *(each.finding for each in report.waived))
    followed = {each.rule for finding in findings for each in finding.consequences}
    return {finding.rule for finding in findings} | followed


def test_every_rule_that_ran_is_told() -> None:
    """Found, passed, inapplicable or crashed: none is lost."""
    report = check(_gift(), everything(), clock=DAY)
    told = _found(report) | {p.rule for p in report.passed}
    told |= {each.rule for each in report.inapplicable}
    told |= {each.rule for each in report.unanswered}
    assert {rule.name for rule in everything().rules} == told


@given(journeys())
def test_no_rule_passes_what_it_never_met(whole: Journey) -> None:
    """Passed means that there was something to look at; without a subject nothing passes."""
    report = check(whole, everything(), clock=DAY)
    view = view_of(whole)
    rules = {rule.name: rule for rule in everything().rules}
    for passed in report.passed:
        rule = rules[passed.rule]
        assert passed.number > 0
        if not rule.judges:
            assert passed.number == SUBJECTS[rule.subjects](view)
    for unanswered in report.unanswered:
        assert unanswered.number > 0
        assert unanswered.what
        assert unanswered.say


@given(journeys())
def test_every_rule_has_one_answer(whole: Journey) -> None:
    """A rule found something, passed, cannot tell or has no subject, and only one of these."""
    report = check(whole, everything(), clock=DAY)
    answers = [
        _found(report),
        {each.rule for each in report.passed},
        {each.rule for each in report.unanswered},
        {each.rule for each in report.inapplicable},
    ]
    assert sum(map(len, answers)) == len(set().union(*answers))


def test_verdicts_are_counted_where_a_rule_names_no_subjects() -> None:
    """Three that are fine make a rule pass; one that cannot be told makes it unanswered."""

    def fine(view: View) -> Iterator[Fine]:
        yield Fine(view.touchpoints)

    def unknown(view: View) -> Iterator[Fine | Unknown]:
        yield Fine(view.touchpoints[:1])
        yield Unknown("who begins the contact", "initiator=", at=view.touchpoints[1:])

    def nothing(_: View) -> Iterator[Fine]:
        yield from ()

    rules = RuleSet(
        (
            made(fine, name="a-a", code="ACME101", subjects=""),
            made(unknown, name="b-b", code="ACME102", subjects=""),
            made(nothing, name="c-c", code="ACME103", subjects=""),
        )
    )
    report = check(_gift(), rules)
    assert [("a-a", 2)] == [(each.rule, each.number) for each in report.passed]
    assert [("b-b", 1, "initiator=")] == [(u.rule, u.number, u.say) for u in report.unanswered]
    assert ["c-c"] == [each.rule for each in report.inapplicable]


def test_a_rule_that_judges_never_passes_by_returning_early() -> None:
    """There are touchpoints, it says nothing of any, and so it is not applicable."""

    def early(view: View) -> Iterator[Problem | Fine]:
        if not view.journey.personas:
            return
        yield Fine(view.touchpoints)

    rules = RuleSet((made(early, subjects="touchpoints"),))
    report = check(_gift(), rules)
    assert () == report.passed
    assert ["there are no touchpoints to judge"] == [each.reason for each in report.inapplicable]
    (passed,) = check(_gift().walked_by(persona("Maya")), rules).passed
    assert (2, "touchpoints") == (passed.number, passed.subjects)


def test_a_rule_that_judges_names_its_subjects_in_its_own_words() -> None:
    """What can be counted is a name of the table; what is judged is anything."""

    def look(view: View) -> Iterator[Fine]:
        yield Fine(view.journey.stages)

    (passed,) = check(_gift(), RuleSet((made(look, subjects="chapters"),))).passed
    assert (2, "chapters") == (passed.number, passed.subjects)


def test_what_is_fine_is_no_problem_however_much_of_it_there_is() -> None:
    """Only problems are limited in number."""

    def look(view: View) -> Iterator[Fine]:
        for _ in range(60_000):
            yield Fine(view.journey)

    report = check(_gift(), RuleSet((made(look),)))
    assert () == report.crashed
    assert [60_000] == [passed.number for passed in report.passed]


def test_what_opens_most_rules_is_asked_first() -> None:
    """Each thing to state is named once, with how many rules it opens."""
    report = check(_gift(), everything(), clock=DAY)
    opened = [rules for _, rules in report.unstated]
    assert opened == sorted(opened, reverse=True)
    assert sum(opened) == len(report.unanswered)


@given(journeys())
def test_whatever_the_journey_the_report_is_the_same_twice_and_speaks_of_what_is_there(
    whole: Journey,
) -> None:
    """No rule raises, and every finding names elements of the journey."""
    report = check(whole, everything(), clock=DAY)
    assert () == report.crashed
    assert report == check(whole, everything(), clock=DAY)
    touchpoints = {t.key for t in whole.touchpoints}
    known = {
        "journey": {whole.key},
        "touchpoint": touchpoints,
        "stage": {s.key for s in whole.stages},
        "persona": {p.key for p in whole.personas},
        "transition": touchpoints | {s.key for s in whole.stages},
    }
    for finding in (*report.findings, *report.review):
        assert finding.elements != (), finding
        for element in finding.elements:
            assert set(element.keys) <= known.get(element.kind, set(element.keys)), finding


def test_the_report_is_the_same_under_any_hash_seed() -> None:
    """Nothing depends on the order of a set."""
    program = (
        "import datetime; from journeykit import *; from journeykit.validation import *;"
        "m = persona('M', goals=['a', 'b', 'c'], prefers=[Channel.EMAIL, Channel.PHONE]);"
        "j = journey('J').walked_by(m, persona('N'));"
        "j = j.stage('A', *(touchpoint(x) for x in 'abcdef')).stage('B').stage('C');"
        "print(check(j, everything(), clock=datetime.date(2026, 7, 1)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert 1 == len(said)


def test_a_cell_is_named_by_what_meets_in_it() -> None:
    """The words of the author, not the keys."""
    maya = persona("Maya")

    def condition(_: View) -> Iterator[Problem]:
        yield Problem("empty", Element("cell", ("maya", "purchase")))

    (found,) = check(_gift().walked_by(maya), RuleSet((made(condition),))).findings
    assert ("Maya × Purchase",) == found.names


@pytest.mark.parametrize("given", [5, "baseline.json"])
def test_a_baseline_is_a_set_of_fingerprints(given: Any) -> None:
    """A path has to be loaded first, which the error says."""
    message = r"^baseline: expected the fingerprints that load_baseline\(file\) returns, got"
    with pytest.raises(ModelError, match=message):
        check(journey("Empty"), baseline=given)


def test_a_report_is_asked_for_a_rule_by_its_name() -> None:
    """Anything but text is refused."""
    report: Any = check(journey("Empty"))
    with pytest.raises(ModelError, match='the name or code of a rule such as "no-exit", got 5'):
        report.of(5)
