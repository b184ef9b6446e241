"""The report of a check: a value that stands alone."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import PurePath
from typing import Self

from attrs import evolve, frozen

from journeykit import fields
from journeykit.addresses import Location
from journeykit.arguments import path_of, word_of
from journeykit.errors import RuleNotAskedError
from journeykit.printable import console_text
from journeykit.shapes import Result
from journeykit.validation.finding import SEVERITIES, Finding, Severity, Waived


@frozen
class Inapplicable(Result):
    """A rule that had nothing to say, and why.

    Args:
        rule: Its name.
        reason: Why.
    """

    rule: str
    code: str
    reason: str

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen
class Passed(Result):
    """A rule that looked at something, and found nothing wrong.

    Args:
        rule: Its name.
        number: How many subjects it looked at.
        subjects: What they are, in the plural.
    """

    rule: str
    code: str
    number: int
    subjects: str

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen
class Unanswered(Result):
    """A rule that has something to look at, and cannot judge it.

    Args:
        rule: Its name.
        number: How many subjects it could not judge.
        subjects: What they are, in the plural.
        what: What was never stated, as it ends a sentence.
        say: The words to type.
    """

    rule: str
    code: str
    number: int
    subjects: str
    what: str
    say: str

    __repr__ = fields.shown
    _repr_html_ = fields.card


class Answer(tuple[Finding, ...]):  # noqa: SLOT001 — a tuple has no room for a slot
    """What one rule says of a journey: its findings, or why there are none.

    Attributes:
        verdict: Where it found nothing: that it passed, and at how many subjects; or what was never
            stated, with the words to type; or why it had nothing to judge. None where it found
            something, or crashed.
        review: What a person has to decide, of the same rule.

    Example:
        >>> from journeykit import check, journey
        >>> check(journey("Empty")).of("wait-without-information")
        Inapplicable('wait-without-information', code='JK517', \
reason='there are no waits to judge')
    """

    verdict: Passed | Unanswered | Inapplicable | None
    review: tuple[Finding, ...]

    def __new__(
        cls,
        findings: Iterable[Finding] = (),
        verdict: Passed | Unanswered | Inapplicable | None = None,
        review: Iterable[Finding] = (),
    ) -> Self:
        """Keep all three."""
        answer = super().__new__(cls, fields.several(findings))
        object.__setattr__(answer, "verdict", verdict)
        object.__setattr__(answer, "review", fields.several(review))
        return answer

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: it is a value."""
        raise AttributeError(f"an answer is frozen; {name} cannot be set")

    def __getnewargs__(self) -> tuple[tuple[Finding, ...], object, object]:
        """Copy and pickle all three."""
        return tuple(self), self.verdict, self.review

    def __repr__(self) -> str:
        """Show the findings; where there are none, what is to review, or why."""
        if not self and self.review:
            return f"to review: {self.review!r}"
        return super().__repr__() if self or self.verdict is None else repr(self.verdict)

    def _repr_html_(self) -> str:
        """Show the same as cards."""
        shown = self or self.review or (self.verdict,)
        return "".join(each._repr_html_() for each in shown if each is not None)


_COUNTED = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("info", "info"),
}


def _path_from(root: PurePath, file: str) -> str:
    """Return the path of a file as it looks from a folder that it is in or below."""
    path = PurePath(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


@frozen(repr=False)
class Report(Result):
    """What a check found; nothing is printed and nothing raised.

    Args:
        journey: The name of the journey.
        findings: What is wrong.
        review: What a person has to decide.
        passed: The rules that found nothing wrong, with how many subjects each looked at.
        inapplicable: The rules that have no subject in this journey, with the reason.
        unanswered: The rules that cannot tell, with the one thing to state.
        waived: What somebody accepted, with the reason.
        crashed: What went wrong with rules and plug-ins themselves.
        known: Findings that a baseline already had.
        clock: The day that was given, if any.
        key: The key of the journey.
        rules: The name and code of every rule that was asked, whatever came of it.
        file: The path of the file in which the journey is written; empty if nobody remembers.
    """

    derived = ("ok",)

    journey: str
    state: str = ""
    findings: tuple[Finding, ...] = ()
    review: tuple[Finding, ...] = ()
    passed: tuple[Passed, ...] = ()
    inapplicable: tuple[Inapplicable, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    waived: tuple[Waived, ...] = ()
    crashed: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    clock: datetime.date | None = None
    key: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    file: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong, neither with the journey nor with the rules."""
        return not self.findings and not self.crashed

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of a severity or worse, with what crashed.

        Args:
            severity: The mildest that counts.

        Returns:
            The findings, the worst first.

        Raises:
            UnknownReferenceError: There is no such severity.
        """
        severity = word_of("severity", severity, SEVERITIES)
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return (*self.crashed, *(f for f in self.findings if f.severity in worst))

    def of(self, rule: str) -> Answer:
        """What one rule says: its findings, or why there are none.

        Args:
            rule: Its name or code.

        Returns:
            The findings, with those that others explain. Where there are none, its `verdict` says
            whether the rule passed, could not tell, or had nothing to judge. What a person has to
            decide is its `review`; what was accepted is in the report's `waived`.

        Raises:
            RuleNotAskedError: No such rule ran in this check, so that it could find nothing.
            ModelError: It is no text.

        Example:
            >>> from journeykit import check, journey
            >>> empty = check(journey("Empty"))
            >>> len(empty.of("empty-journey")), len(empty.of("no-exit"))
            (1, 0)
            >>> empty.of("wait-without-information").verdict.reason
            'there are no waits to judge'
            >>> empty.of("emty-journey")
            Traceback (most recent call last):
            journeykit.errors.RuleNotAskedError: no rule "emty-journey" ran in this check of \
"Empty"; did you mean "empty-journey"?
        """
        rule = fields.expect(rule, str, 'the name or code of a rule such as "no-exit"')
        asked_rules = self._asked_rules()
        if rule not in asked_rules:
            from journeykit.validation.profiles import every_rule

            exists = any(rule in {each.name, each.code} for each in every_rule())
            raise RuleNotAskedError(rule, choices=asked_rules, journey=self.journey, exists=exists)
        found, doubtful = (
            tuple(
                each
                for each in (*entries, *(c.finding for f in entries for c in f.consequences))
                if rule in {each.rule, each.code}
            )
            for entries in (self.findings, self.review)
        )
        verdicts: tuple[Passed | Unanswered | Inapplicable, ...] = (
            *self.passed,
            *self.unanswered,
            *self.inapplicable,
        )
        return Answer(
            found,
            next((each for each in verdicts if rule in {each.rule, each.code}), None),
            doubtful,
        )

    def _asked_rules(self) -> tuple[str, ...]:
        """The names and codes of the rules that ran; a report made by hand has what it tells of."""
        waived = (each.finding for each in self.waived)
        findings = (*self.findings, *self.review, *self.known, *waived)
        pairs = [
            *self.rules,
            *((finding.rule, finding.code) for finding in findings),
            *((each.rule, each.code) for finding in findings for each in finding.consequences),
            *((each.rule, each.code) for each in self.inapplicable),
            *((each.rule, each.code) for each in self.unanswered),
            *((each.rule, each.code) for each in self.passed),
        ]
        return tuple(dict.fromkeys(word for pair in pairs for word in pair))

    def relative_to(self, folder: str | os.PathLike[str]) -> Report:
        """The same report with the paths of files below a folder as they look from there.

        Args:
            folder: The folder, such as the root of a repository.

        Returns:
            A new report; files elsewhere keep their paths.
        """
        root = PurePath(path_of(folder))

        def near(finding: Finding) -> Finding:
            if finding.location is None or finding.location.cell:
                return finding
            file = _path_from(root, finding.location.file)
            return evolve(finding, location=Location(file, finding.location.line))

        return evolve(
            self,
            findings=tuple(map(near, self.findings)),
            review=tuple(map(near, self.review)),
            known=tuple(map(near, self.known)),
            waived=tuple(Waived(near(each.finding), each.waiver) for each in self.waived),
            file=_path_from(root, self.file),
        )

    @property
    def unstated(self) -> tuple[tuple[Unanswered, int], ...]:
        """What was never stated, each once, with how many rules it would open: most first."""
        opened: dict[str, list[Unanswered]] = {}
        for each in self.unanswered:
            opened.setdefault(each.what, []).append(each)
        ranked = sorted(opened.values(), key=lambda rules: (-len(rules), rules[0].what))
        return tuple((rules[0], len(rules)) for rules in ranked)

    @property
    def counts(self) -> str:
        """How many findings of each severity there are, in words.

        Example:
            >>> Report("Shop").counts
            'nothing found'
        """
        numbers = ((sum(f.severity == s for f in self.findings), _COUNTED[s]) for s in SEVERITIES)
        counts = [f"{n} {one if n == 1 else several}" for n, (one, several) in numbers if n]
        if self.crashed:
            plural = "" if len(self.crashed) == 1 else "s"
            counts.insert(0, f"{len(self.crashed)} failure{plural} of rules")
        return ", ".join(counts) if self.findings else ", ".join((*counts, "nothing found"))

    def __repr__(self) -> str:
        """Show what was found, in one line."""
        return console_text(f"Report({self.journey!r}, {self.counts})")

    def __str__(self) -> str:
        """The text a person reads."""
        from journeykit.display import report_text

        return report_text(self)

    _repr_pretty_ = fields.whole_text

    def _repr_html_(self) -> str:
        """The view in a notebook."""
        from journeykit.display import report_html

        return report_html(self)
