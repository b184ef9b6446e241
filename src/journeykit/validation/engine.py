"""The engine: runs a set of rules over a journey and sorts what they say."""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Collection, Iterable
from functools import partial

from attrs import evolve

from journeykit import fields
from journeykit.addresses import Element, Location
from journeykit.arguments import characters, number
from journeykit.changes import Differences, Purpose
from journeykit.errors import ModelError
from journeykit.extensions import provider_of
from journeykit.graph import View, view_of
from journeykit.model import Journey
from journeykit.observations import Observations, Observed, observations_of
from journeykit.time_limit import within
from journeykit.validation.applicability import Applicability
from journeykit.validation.causes import explained
from journeykit.validation.finding import Finding, Fine, Problem, Unknown
from journeykit.validation.fixes import FIX_GROUP, Fixing, specific, words_to_type
from journeykit.validation.plugins import GROUP
from journeykit.validation.report import Inapplicable, Passed, Report, Unanswered
from journeykit.validation.rule import PREFIX, Rule
from journeykit.validation.rule_set import RuleSet, trouble
from journeykit.validation.subjects import NEEDS, SUBJECTS
from journeykit.validation.waivers import apply_waivers


def check(
    journey: Journey | View,
    rules: RuleSet | None = None,
    *,
    clock: datetime.date | None = None,
    baseline: Collection[str] = (),
    rule_timeout: float | None = None,
    compared_with: Journey | Differences | None = None,
    evidence: Observed | Observations | None = None,
) -> Report:
    """Look for the gaps in a journey.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        rules: The rules to run; the recommended ones if left out.
        clock: The day, for rules about age and dates; they are inapplicable without it.
        baseline: Fingerprints of findings that are known already.
        rule_timeout: How many seconds each rule may take; as long as it likes if left out. A rule
            that takes longer is an entry in `crashed`, as one that raises is.
        compared_with: The journey it is held against: the as-is of a to-be, the plan of what
            happened. Rules that compare two journeys are inapplicable without it. Where keys were
            renamed, what `compare(before, journey, renamed=…)` returns.
        evidence: What was seen of it: what `confront(journey, …)` returns. Rules about what
            customers really did are inapplicable without it.

    Returns:
        A report: findings, things to review, passed and inapplicable rules, what was waived,
        and what went wrong with the rules themselves. It is never printed and never raised.

    Raises:
        ModelError: It was given no journey, or no set of rules; or it is compared with what is
            no journey, or with the differences or the evidence of another one.

    Example:
        >>> from journeykit import journey
        >>> check(journey("Empty")).findings[0].rule
        'empty-journey'
    """
    from journeykit.validation.profiles import recommended

    view = view_of(journey)
    chosen = recommended() if rules is None else rules
    fields.expect(chosen, RuleSet, 'a set of rules such as PROFILES["strict"]()')
    day: object = clock
    if day is not None and (
        not isinstance(day, datetime.date) or isinstance(day, datetime.datetime)
    ):
        raise ModelError(
            f"clock: expected a date such as date(2026, 11, 29), got {fields.described(day)}"
        )
    if rule_timeout is not None and not (
        fields.is_number(rule_timeout) and number(rule_timeout) > 0
    ):
        raise ModelError(f"rule_timeout: expected seconds, got {fields.described(rule_timeout)}")
    prints: tuple[object, ...] = fields.several(baseline)
    if isinstance(baseline, str) or not all(isinstance(each, str) for each in prints):
        raise ModelError(
            f"baseline: expected the fingerprints that load_baseline(file) returns, "
            f"got {fields.described(baseline)}"
        )
    run = _Run(
        view,
        chosen,
        clock,
        rule_timeout,
        differences=_differences(compared_with, view),
        observations=observations_of(evidence, view.journey.key),
    )
    for rule in run.rules.rules:
        if "waiving" not in rule.needs:
            run.ask(rule)
    waiving = apply_waivers(run.findings, view, run.rules, clock, silent=run.silent)
    run.findings = list(waiving.remaining)
    for rule in run.rules.rules:
        if "waiving" in rule.needs:
            run.ask(rule, waiving=waiving)
    open_findings, accepted = explained(
        run.findings, (each.finding for each in waiving.waived), run.rules.rules, view
    )
    pairs = zip(waiving.waived, accepted, strict=True)
    waived = tuple(evolve(each, finding=finding) for each, finding in pairs)
    new, baselined = _since(frozenset(map(characters, prints)), open_findings)
    return Report(
        journey=view.journey.name,
        key=view.journey.key,
        state=view.journey.state,
        findings=_sorted(finding for finding in new if not finding.review),
        review=_sorted(finding for finding in new if finding.review),
        passed=tuple(run.passed),
        inapplicable=tuple(run.inapplicable),
        unanswered=tuple(run.unanswered),
        waived=waived,
        crashed=_sorted(run.crashed),
        known=_sorted(baselined),
        clock=clock,
        rules=tuple((rule.name, rule.code) for rule in run.rules.rules),
        file=view.journey.location.file if view.journey.location else "",
    )


def _differences(compared_with: object, view: View) -> Differences | None:
    """What is different from the journey that is compared with, if there is one."""
    if compared_with is None or isinstance(compared_with, Differences):
        if compared_with is not None and compared_with.after != view.source:
            raise ModelError("compared_with: expected a comparison with the journey that is given")
        return compared_with
    before = fields.expect(compared_with, Journey, "compared_with: a journey")
    return Differences(before, view.source)


class _Run:
    """One check: the lists it fills while the rules are asked."""

    def __init__(
        self,
        view: View,
        rules: RuleSet,
        clock: datetime.date | None,
        timeout: float | None,
        *,
        differences: Differences | None,
        observations: Observations | None,
    ) -> None:
        self.view = view
        self.rules = rules
        self.clock = clock
        self.timeout = timeout
        self.differences = differences
        self.observations = observations
        self.applicability = Applicability(view)
        self._numbers: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.passed: list[Passed] = []
        self.unanswered: list[Unanswered] = []
        self.silent: set[str] = set()
        self.inapplicable: list[Inapplicable] = []
        self.crashed: list[Finding] = list(rules.troubles)
        self.fixes = list(rules.fixes)

    def ask(self, rule: Rule, **inputs: object) -> None:
        """Ask one rule, and put what it says on its list."""
        options = self.rules.options_of(rule)
        available: dict[str, object] = {
            "clock": self.clock,
            "differences": self.differences,
            "observations": self.observations,
        }
        inputs |= {name: available[name] for name in rule.needs if name in available}

        def look() -> tuple[list[Finding], list[Fine | Unknown]] | None:
            if self._is_shut(rule):
                return None
            verdicts = rule(self.view, **options, **inputs)
            rest = [each for each in verdicts if isinstance(each, Fine | Unknown)]
            findings = [
                _finding(each, rule, self.rules, options, self.view)
                for each in verdicts
                if not isinstance(each, Fine | Unknown)
            ]
            if not findings or rule.code.startswith(PREFIX):
                return findings, rest
            package = _package(rule)
            return [evolve(finding, package=package) for finding in findings], rest

        try:
            answer = within(self.timeout, look)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 — a rule or dimension of anybody's
            self.crashed.append(_crash(rule, error))
            answer = None
        if answer is None:
            self.silent.add(rule.name)
            return
        findings, rest = answer
        self.findings.extend(map(self._advised, findings))
        if not findings:
            self._settle(rule, rest)

    def _advised(self, finding: Finding) -> Finding:
        """A finding with the first advice on it; what fails is told once, and not asked again."""
        for fix in tuple(self.fixes):
            try:
                advice = _text(within(self.timeout, partial(fix, finding, self.view)))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 — a function of anybody's
                self.fixes.remove(fix)
                self.crashed.append(_failed_fix(fix, error))
                continue
            if advice:
                return evolve(finding, fix=advice)
        return finding

    def _is_shut(self, rule: Rule) -> bool:
        """Whether a rule cannot be asked; then say why, or what has to be stated first."""
        dimension, reason = "", ""
        if rule.scope and not self.view.scope.intersection(rule.scope):
            reason = f"scope: none of {', '.join(rule.scope)} is meant to be covered"
        elif "clock" in rule.needs and self.clock is None:
            dimension, reason = "clock", "no clock was given"
        elif "differences" in rule.needs and (cause := self._is_not_compared(rule)):
            self._inapplicable(rule, cause)
            return True
        elif "observations" in rule.needs and self.observations is None:
            self._inapplicable(rule, "there is no evidence of what happened")
            return True
        else:
            dimension, reason = self.applicability.unmet(rule.requires)
        if not reason:
            return False
        number = self._count(rule)
        if number and dimension in NEEDS and dimension != rule.subjects:
            self._unanswered(rule, number, Unknown(*NEEDS[dimension]))
        elif number == 0:
            self._inapplicable(rule, f"there are no {rule.subjects}")
        else:
            self._inapplicable(rule, reason)
        return True

    def _is_not_compared(self, rule: Rule) -> str:
        """Why a rule that compares two journeys has nothing to compare; empty if it has."""
        if self.differences is None:
            return "it is compared with no other journey"
        purpose = self.differences.purpose
        if rule.purposes and purpose not in rule.purposes:
            return f"it is for {' and '.join(_PURPOSES[p] for p in rule.purposes)}"
        return ""

    def _settle(self, rule: Rule, verdicts: list[Fine | Unknown]) -> None:
        """Say of a rule without findings whether it passed, and what it looked at."""
        unknown = [each for each in verdicts if isinstance(each, Unknown)]
        number = None if rule.judges else self._count(rule)
        if number is None:
            number = sum(len(each.at) for each in verdicts if isinstance(each, Fine))
        if unknown:
            number = sum(len(each.at) for each in unknown) or number
            self._unanswered(rule, number, unknown[0])
        elif number:
            subjects = rule.subjects or "subjects"
            self.passed.append(Passed(rule.name, rule.code, number, subjects))
        else:
            to_judge = " to judge" if rule.judges else ""
            self._inapplicable(rule, f"there are no {rule.subjects or 'subjects'}{to_judge}")

    def _count(self, rule: Rule) -> int | None:
        """How many subjects of a rule there are; None where only its verdicts tell."""
        if rule.subjects not in SUBJECTS:
            return None
        if rule.subjects not in self._numbers:
            self._numbers[rule.subjects] = SUBJECTS[rule.subjects](self.view)
        return self._numbers[rule.subjects]

    def _unanswered(self, rule: Rule, number: int, unknown: Unknown) -> None:
        subjects = rule.subjects or "subjects"
        say = words_to_type(unknown.say, unknown.at, self.view)
        what = unknown.what
        self.unanswered.append(Unanswered(rule.name, rule.code, number, subjects, what, say))

    def _inapplicable(self, rule: Rule, reason: str) -> None:
        self.inapplicable.append(Inapplicable(rule.name, rule.code, reason))


_PURPOSES: dict[Purpose, str] = {
    "redesign": "an as-is and its to-be",
    "revision": "a journey and its newer version",
    "execution": "a plan and what happened",
}
"""What two journeys may be compared for, in words."""


def _crash(rule: Rule, error: BaseException) -> Finding:
    """An entry for a rule that raised."""
    description = "".join(traceback.format_exception_only(error)).strip()
    message = f"rule {rule.name} ({rule.code}) of {_package(rule)} raised {description}"
    return trouble("JK002", "rule-crashed", message, salient=rule.name)


def _text(advice: object) -> str:
    """What a function advises; empty if nothing."""
    if advice is not None and not isinstance(advice, str):
        raise TypeError(f"a fix gives text or None, not {type(advice).__name__}")
    return str.__str__(advice) if advice is not None else ""


def _failed_fix(fix: Fixing, error: BaseException) -> Finding:
    """An entry for a fix that raised, or that is no text."""
    description = "".join(traceback.format_exception_only(error)).strip()
    name = str(getattr(fix, "__name__", type(fix).__name__))
    message = f"fix {name} of {provider_of(fix, FIX_GROUP)} raised {description}"
    return trouble("JK004", "fix-failed", message, salient=name)


def _package(rule: Rule) -> str:
    """The distribution that a rule comes from, with its version."""
    return provider_of(rule.condition, GROUP)


def _finding(
    problem: Problem, rule: Rule, rules: RuleSet, options: dict[str, object], view: View
) -> Finding:
    """A problem with everything the report needs."""
    if not isinstance(problem, Problem):
        raise TypeError(f"a rule yields Problem, Fine or Unknown, not {type(problem).__name__}")
    return Finding(
        rule=rule.name,
        code=rule.code,
        severity=rules.severity_of(rule),
        message=problem.message,
        elements=problem.at,
        names=tuple(map(view.names.name_of, problem.at)),
        why=rule.why,
        fix=specific(problem.fix or rule.fix, (*problem.at, *_persona_meant(problem, view)), view),
        salient=problem.salient,
        options=tuple(options.items()),
        location=_location(problem.at, view),
        each=problem.each,
        review=problem.review,
        detects=rule.detects,
        therefore=problem.therefore,
    )


def _persona_meant(problem: Problem, view: View) -> tuple[Element, ...]:
    """The persona whom a problem is about without being at them; advice has to name that one."""
    people = view.journey.personas
    return tuple(persona.element for persona in people if persona.key == problem.salient)


def _location(elements: Iterable[Element], view: View) -> Location | None:
    """Where the first element that was written somewhere was written."""
    for element in (*elements, view.journey.element):
        written = view.location_of(element)
        if written is not None:
            return written
    return None


def _since(
    baseline: Collection[str], findings: Iterable[Finding]
) -> tuple[list[Finding], list[Finding]]:
    """What is new, and what a baseline knew; a finding about several things may be in part new."""
    new: list[Finding] = []
    baselined: list[Finding] = []
    for finding in findings:
        if not baseline or finding.fingerprint in baseline:
            (baselined if baseline else new).append(finding)
            continue
        parts = finding.parts
        fresh = [part.fingerprint not in baseline for part in parts]
        if len(parts) == 1 or all(fresh):
            (new if all(fresh) else baselined).append(finding)
            continue
        baselined.append(finding.about([not is_new for is_new in fresh]))
        if any(fresh):
            new.append(finding.about(fresh))
    return new, baselined


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of a report."""
    return tuple(sorted(findings, key=lambda finding: finding.sorting))
