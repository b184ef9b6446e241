"""A rule: a small pure function and what people should know about it.

The decorator makes a frozen value and registers nothing; a rule runs when it is in the
`RuleSet` that is asked.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from attrs import evolve, field, frozen
from attrs import fields as attrs_fields

from journeykit import fields
from journeykit.arguments import characters
from journeykit.changes import PURPOSES, Purpose
from journeykit.errors import RuleError
from journeykit.extensions import names
from journeykit.graph import View
from journeykit.lifecycle import ROLES
from journeykit.model import Journey
from journeykit.observations import Observations
from journeykit.printable import representation
from journeykit.suggestions import did_you_mean
from journeykit.validation.applicability import REGISTRY as DIMENSIONS
from journeykit.validation.applicability import Dimension
from journeykit.validation.finding import SEVERITIES, Fine, Severity, Unknown, Verdict
from journeykit.validation.subjects import SUBJECTS

Condition: TypeAlias = Callable[..., Iterable[Verdict]]
"""Takes a view, and options as keywords; yields what it says of each subject."""

PREFIX = "JK"
"""The prefix of codes that belongs to the library."""

PROFILE_GROUP = "journeykit.profiles"
"""The group of entry points that name profiles of other packages."""

NAMED_PROFILES = ("checklist", "privacy", "public-service", "blueprint", "automation")
"""The profiles that a rule may name; each goes beyond the recommended one."""

MOST_PROBLEMS = 50_000
"""How many problems a rule may find in one journey."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2,10}[0-9]{3}")


@frozen
class Option:
    """A number or word that a rule can be given.

    Args:
        name: Its keyword.
        default: What holds if nothing is given.
        meaning: What it changes.
    """

    name: str
    kind: type
    default: Any
    meaning: str

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def type(self) -> str:
        """The name of its type, as people write it."""
        return self.kind.__name__ if type(self.kind) is type else str(self.kind)


def _tuple(items: Any) -> tuple[Any, ...]:
    """A tuple of what a rule is given several of."""
    each: tuple[Any, ...] = fields.several(items)
    return each


@frozen
class Rule:
    """What a rule looks for, and why; made by `rule`.

    Args:
        name: Its identity, in words joined by hyphens.
        code: Its short alias: a prefix of capital letters and three digits.
        condition: The function that looks.
        severity: `error`, `warning` or `info`.
        detects: What it detects, in one sentence.
        why: Why that matters.
        formally: The exact condition, in words.
        fix: What to do about it.
        source: Where the idea comes from.
        fires: Makes a small journey on which it finds something.
        silent: Makes a small journey on which it finds nothing.
        recommended: Whether it belongs to the recommended profile.
        profiles: Further profiles it belongs to.
        requires: Dimensions, or their names, that a journey has to use before the rule has
            anything to say: a count, or a share below 1.
        scope: Canonical roles one of which the journey has to mean to cover.
        family: The group it is listed with.
        subjects: What it looks at, in the plural. A rule that yields only problems takes a name of
            `SUBJECTS`, by which they are counted; one that judges counts them by its verdicts.
        explains: The names of rules whose findings are told with its own, where they speak only of
            what follows from it.
        options: What it can be given; read from the function's keywords.
        needs: What the engine gives it beside: `clock`, `waiving`, `differences`,
            `observations`.
        compared_with: Makes the journey that both examples are compared with, for a rule about
            what became of another journey.
        purposes: What the two journeys have to be compared for; anything if empty.
        evidence: Makes the observations that both examples are checked with, for a rule about
            what was seen.
    """

    name: str
    code: str
    condition: Condition = field(repr=False)
    severity: Severity
    detects: str = field(repr=False)
    why: str = field(repr=False)
    formally: str = field(repr=False)
    fix: str = field(repr=False)
    source: str = field(repr=False)
    fires: Callable[[], Journey] = field(repr=False)
    silent: Callable[[], Journey] = field(repr=False)
    recommended: bool = True
    profiles: tuple[str, ...] = field(default=(), converter=_tuple, repr=False)
    requires: tuple[tuple[Dimension | str, float], ...] = field(
        default=(), converter=_tuple, repr=False
    )
    scope: tuple[str, ...] = field(default=(), converter=_tuple, repr=False)
    family: str = field(default="", repr=False)
    subjects: str = field(default="", repr=False)
    explains: tuple[str, ...] = field(default=(), converter=_tuple, repr=False)
    options: tuple[Option, ...] = field(default=(), converter=_tuple, repr=False)
    needs: tuple[str, ...] = field(default=(), converter=_tuple, repr=False)
    compared_with: Callable[[], Journey] | None = field(default=None, repr=False)
    purposes: tuple[Purpose, ...] = field(default=(), converter=_tuple, repr=False)
    evidence: Callable[[], Observations] | None = field(default=None, repr=False)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that could not be selected, gated or explained."""
        problems = []
        name, code = characters(self.name), characters(self.code)
        if not _NAME.fullmatch(name):
            shown = representation(self.name)
            problems.append(f"name {shown}: expected lower-case words joined by hyphens")
        if not _CODE.fullmatch(code):
            shown = representation(self.code)
            problems.append(f"code {shown}: expected capital letters and three digits")
        if characters(self.severity) not in SEVERITIES:
            shown = representation(self.severity)
            problems.append(f"severity {shown}: expected one of {', '.join(SEVERITIES)}")
        elif code.startswith(PREFIX) and not _is_ours(self.condition):
            problems.append(f"code {code!r}: {PREFIX} belongs to journeykit, use another prefix")
        problems.extend(_unpaired(self.requires))
        others = [name for name in self.profiles if characters(name) not in NAMED_PROFILES]
        if others:
            profiles = (*NAMED_PROFILES, *names(PROFILE_GROUP))
            problems.extend(_unknown("profile", others, profiles))
        problems.extend(_unknown("scope", self.scope, ROLES))
        problems.extend(_unknown("purpose", self.purposes, PURPOSES))
        problems.extend(_half_a_comparison(self))
        if characters(self.subjects) and not self.judges:
            problems.extend(_unknown("subjects", [self.subjects], SUBJECTS))
        problems.extend(
            f"{what}: expected a sentence"
            for what in ("detects", "why", "fix")
            if not characters(getattr(self, what)).strip()
        )
        problems.extend(
            f"{what}: expected a function that makes a journey, as in lambda: journey(…)"
            for what in ("fires", "silent")
            if not callable(getattr(self, what))
        )
        if problems:
            raise RuleError(self.code, problems)

    @property
    def judges(self) -> bool:
        """Whether it says of each subject what it is: wrong, fine, or cannot tell.

        Its type tells: a function that returns an `Iterator[Problem]` can never say "fine".
        """
        annotation = str(getattr(self.condition, "__annotations__", {}).get("return", ""))
        return any(word in annotation for word in ("Verdict", "Fine", "Unknown"))

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Pickle by name, as a function does, with what differs from the rule of that name."""
        module = str(getattr(self.condition, "__module__", ""))
        for name, named in vars(sys.modules.get(module, object)).items():
            if isinstance(named, Rule) and named.condition is self.condition:
                return _rule_named, (module, name, _differences(named, self))
        return super().__reduce__()

    def __call__(self, view: View, **options: object) -> tuple[Verdict, ...]:
        """Look at a view with the given options, and nothing else.

        Args:
            view: The journey, with its questions.
            **options: As named in `options`, and `clock` if the rule needs one.

        Returns:
            What it says, in the order it says it.

        Raises:
            ValueError: The rule finds more than a report can hold.
        """
        verdicts, problems = [], 0
        for verdict in self.condition(view, **options):
            verdicts.append(verdict)
            problems += not isinstance(verdict, Fine | Unknown)
            if problems > MOST_PROBLEMS:
                raise ValueError(f"it finds more than {MOST_PROBLEMS:,} problems")
        return tuple(verdicts)


def _rule_named(module: str, name: str, differences: dict[str, Any]) -> Rule:
    """Find a pickled rule again."""
    named: Rule = getattr(importlib.import_module(module), name)
    return evolve(named, **differences) if differences else named


def _differences(one: Rule, other: Rule) -> dict[str, Any]:
    """The fields in which the second rule differs from the first."""
    values = {attribute.name: getattr(other, attribute.name) for attribute in attrs_fields(Rule)}
    return {name: value for name, value in values.items() if value != getattr(one, name)}


def _is_ours(condition: Condition) -> bool:
    """Whether a function is part of the library."""
    return str(getattr(condition, "__module__", "")).partition(".")[0] == "journeykit"


def _half_a_comparison(rule: Rule) -> Iterator[str]:
    """What to say of a rule that is given one half of what it needs."""
    needs = set(map(characters, rule.needs))
    if "differences" in needs and rule.compared_with is None:
        yield "compared_with: expected a function that makes the journey to compare with"
    if rule.compared_with is not None and "differences" not in needs:
        yield "compared_with: expected a function that takes differences beside the view"
    if "observations" in needs and rule.evidence is None:
        yield "evidence: expected a function that makes the observations of both examples"
    if rule.evidence is not None and "observations" not in needs:
        yield "evidence: expected a function that takes observations beside the view"


def _unpaired(requires: tuple[object, ...]) -> Iterator[str]:
    """What to say of dimensions that are none, or come without a number."""
    for each in requires:
        if isinstance(each, tuple) and len(each) == 2:  # noqa: PLR2004 — a name and a number
            if not callable(each[0]):
                yield from _unknown("requires", each[:1], DIMENSIONS)
        else:
            yield f"requires: expected names with numbers, got {representation(each)}"


def _unknown(what: str, words: Iterable[str], choices: Collection[str]) -> Iterator[str]:
    """What to say of words that mean nothing here, and would keep a rule shut for ever."""
    for word in words:
        if characters(word) not in choices:
            near = did_you_mean(characters(word), choices)
            yield f"{what} {representation(word)}: expected one of {', '.join(choices)}{near}"


def rule(
    name: str,
    code: str,
    *,
    severity: Severity,
    detects: str,
    why: str,
    formally: str,
    fix: str,
    source: str,
    fires: Callable[[], Journey],
    silent: Callable[[], Journey],
    recommended: bool = True,
    profiles: Iterable[str] = (),
    requires: Mapping[str, float] | Mapping[Dimension | str, float] | None = None,
    scope: Iterable[str] = (),
    family: str = "",
    subjects: str = "",
    compared_with: Callable[[], Journey] | None = None,
    purposes: Iterable[Purpose] = (),
    evidence: Callable[[], Observations] | None = None,
    explains: Iterable[str] = (),
) -> Callable[[Condition], Rule]:
    """Make a rule of a function that takes a view and yields problems.

    The function's keyword arguments become the rule's options: each has a default and is
    annotated `Annotated[type, "what it changes"]`. Four keywords are no options: a rule that has
    `clock` is given the day, and is inapplicable where no day was given; one that has
    `differences` is given what is different from the journey that is compared with, and one that
    has `observations` what was seen of the journey, and both are inapplicable where there is
    none; one that has `waiving` runs last and is given what became of the waivers.

    Args:
        name: The identity, in lower-case words joined by hyphens.
        code: The alias: your prefix and three digits; `JK` belongs to this library.
        severity: `error`, `warning` or `info`.
        detects: What it detects, in one sentence.
        why: Why that matters.
        formally: The exact condition, in words.
        fix: What to do about it.
        source: Where the idea comes from.
        fires: Makes a small journey on which the rule finds something.
        silent: Makes a small journey on which it finds nothing.
        recommended: Whether it belongs to the recommended profile.
        profiles: Further profiles it belongs to.
        requires: What a journey has to speak of: a count, or a share below 1, for each dimension,
            which is a name or a function from the view to a `Usage`.
        scope: Canonical roles one of which the journey has to mean to cover.
        family: The group it is listed with; the module of the function if left out.
        subjects: What the rule looks at, in the plural, such as `"waits"`. A rule that judges
            yields `Fine(subject)` for each subject with which nothing is wrong, and is not
            applicable where it says nothing of any. A rule that yields only problems takes a name
            of `SUBJECTS`.
        explains: The names of rules whose findings follow from its own: what they say only of the
            elements of one of its problems, or of those in its `therefore`, is attached to it as
            a consequence and is no finding of its own.
        compared_with: Makes the journey that both examples are compared with, for a rule that has
            `differences`.
        purposes: What the two journeys have to be compared for: a `redesign` (as-is and to-be),
            a `revision` (yesterday and today) or an `execution` (planned and actual).
        evidence: Makes the observations that both examples are checked with, for a rule that has
            `observations`.

    Returns:
        A decorator that returns the `Rule`.

    Raises:
        RuleError: The metadata or the function make no rule; everything wrong with the metadata
            is named at once.
    """

    def make(condition: Condition) -> Rule:
        options, needs = _options_of(condition, code)
        return Rule(
            name,
            code,
            condition,
            severity,
            detects=detects,
            why=why,
            formally=formally,
            fix=fix,
            source=source,
            fires=fires,
            silent=silent,
            recommended=recommended,
            profiles=_words(profiles),
            requires=tuple((requires or {}).items()),
            scope=_words(scope),
            family=family or condition.__module__.rpartition(".")[2].replace("_", " "),
            subjects=subjects,
            explains=_words(explains),
            options=options,
            needs=needs,
            compared_with=compared_with,
            purposes=tuple(purposes),
            evidence=evidence,
        )

    return make


def _words(words: Iterable[str]) -> tuple[str, ...]:
    """Words, or the one word that was given without a list around it."""
    return (words,) if isinstance(words, str) else tuple(words)


_INPUTS = ("clock", "waiving", "differences", "observations")
"""Keywords that the engine fills: the day, what became of the waivers, what is different, and what
was seen."""


_TAKES_A_VIEW = "expected a function that takes a view: def look(view): …"

_PLACED = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
)
"""The kinds of parameters that take a value by its place."""


def _options_of(condition: Condition, code: str) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """The options of a function, and what it needs from the engine."""
    try:
        first, *keywords = inspect.signature(condition).parameters.values()
    except (TypeError, ValueError) as error:
        raise RuleError(code, [_TAKES_A_VIEW]) from error
    if first.kind not in _PLACED:
        raise RuleError(code, [_TAKES_A_VIEW])
    if not keywords:
        return (), ()
    try:
        hints = get_type_hints(condition, include_extras=True)
    except NameError as error:
        problem = f"its annotations cannot be read ({error}); import what they name at run time"
        raise RuleError(code, [problem]) from error
    options, problems = [], []
    for keyword in keywords:
        if keyword.name in _INPUTS:
            continue
        hint = hints.get(keyword.name)
        annotated = get_args(hint) if get_origin(hint) is Annotated else ()
        if keyword.default is keyword.empty or len(annotated) != 2:  # noqa: PLR2004 — type, meaning
            problems.append(
                f'option {keyword.name}: expected "Annotated[type, meaning]" and a default'
            )
        else:
            options.append(Option(keyword.name, annotated[0], keyword.default, annotated[1]))
    if problems:
        raise RuleError(code, problems)
    return tuple(options), tuple(k.name for k in keywords if k.name in _INPUTS)
