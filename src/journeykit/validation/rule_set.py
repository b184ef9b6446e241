"""A set of rules: an immutable value to select from, ignore in and configure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args, get_origin

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.arguments import characters, part, word_of
from journeykit.errors import RuleError
from journeykit.printable import quoted, representation
from journeykit.suggestions import did_you_mean, did_you_mean_one_of
from journeykit.validation.finding import SEVERITIES, Finding, Severity
from journeykit.validation.fixes import Fixing
from journeykit.validation.rule import Rule

if TYPE_CHECKING:
    from typing import Self


def trouble(code: str, name: str, message: str, *, salient: str = "") -> Finding:
    """An entry about the rules themselves, for `report.crashed`.

    Args:
        code: `JK001` to `JK004`.
        name: What kind of trouble it is.
        message: What happened.
        salient: What it happened to; the message if left out.
    """
    return Finding(name, code, "error", message, salient=salient or message)


def _verify(rule: object) -> None:
    """Refuse a function that somebody forgot to make a rule of, and a list of rules."""
    if isinstance(rule, Rule):
        return
    if isinstance(rule, list | tuple):
        raise RuleError("list", ["expected rules one by one; put a star before it, extend(*RULES)"])
    name = characters(part(rule, "__name__")) or representation(rule)
    raise RuleError(name, ["expected a rule; did you forget the decorator, @rule(…)?"])


def _tuple(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, however they were given."""
    return fields.several(rules)


@frozen(repr=False)
class RuleSet:
    """Rules in the order they run, with their severities and options.

    Args:
        rules: The rules that run.
        available: The rules that can be selected.
        severities: Severities that differ from the rules' own.
        settings: Options that differ from the rules' own.
        troubles: What went wrong while the set was made; every report shows it.
        fixes: What advises on findings, before the advice of the rules; the first that knows some.

    Example:
        >>> from journeykit.validation import recommended
        >>> "empty-journey" in recommended().ignore("JK101")
        False
    """

    rules: tuple[Rule, ...] = field(default=(), converter=_tuple)
    available: tuple[Rule, ...] = field(
        default=fields.derived(lambda self: self.rules), converter=_tuple
    )
    severities: tuple[tuple[str, Severity], ...] = ()
    settings: tuple[tuple[str, str, Any], ...] = ()
    troubles: tuple[Finding, ...] = ()
    fixes: tuple[Fixing, ...] = ()

    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse what is no rule, and two rules that answer to one name or code."""
        for rule in (*self.rules, *self.available):
            _verify(rule)
        seen: dict[str, Rule] = {}
        for each in self.available:
            for word in (each.name, each.code):
                if word in seen and seen[word] is not each:
                    raise RuleError(each.code, [f"{word!r} is also {seen[word].name!r}"])
                seen[word] = each

    def __repr__(self) -> str:
        """Show how many of the rules run, in one line."""
        return f"RuleSet({len(self.rules)} of {len(self.available)} rules)"

    def __contains__(self, name: str) -> bool:
        """Whether a rule of that name or code would run."""
        return any(name in {rule.name, rule.code} for rule in self.rules)

    def select(self, *selectors: str) -> Self:
        """Run these and no others.

        Args:
            *selectors: Names, codes, beginnings of codes (`"JK2"`) or families.

        Returns:
            A new set. A selector that matches nothing is an error entry in its reports.
        """
        return evolve(self._troubled(selectors), rules=self._matching(selectors))

    def also(self, *selectors: str) -> Self:
        """Run these as well.

        Args:
            *selectors: Names, codes, beginnings of codes or families.

        Returns:
            A new set.
        """
        more = set(self._matching(selectors)) | set(self.rules)
        return evolve(
            self._troubled(selectors), rules=tuple(r for r in self.available if r in more)
        )

    def ignore(self, *selectors: str) -> Self:
        """Do not run these.

        Args:
            *selectors: Names, codes, beginnings of codes or families.

        Returns:
            A new set.
        """
        less = set(self._matching(selectors))
        return evolve(
            self._troubled(selectors), rules=tuple(r for r in self.rules if r not in less)
        )

    def extend(self, *rules: Rule) -> Self:
        """Run further rules, of your own or of another package.

        Returns:
            A new set.

        Raises:
            RuleError: A name or code is taken, or something is no rule.
        """
        return evolve(self, rules=(*self.rules, *rules), available=(*self.available, *rules))

    def severity(self, selector: str, severity: Severity) -> Self:
        """Take some rules more, or less, seriously.

        Args:
            selector: A name, a code, the beginning of a code or a family.
            severity: `error`, `warning` or `info`.

        Returns:
            A new set.
        """
        if characters(severity) not in SEVERITIES:
            raise RuleError(
                selector, [f"severity {representation(severity)}: expected {', '.join(SEVERITIES)}"]
            )
        names = {
            rule.name: word_of("severity", severity, SEVERITIES)
            for rule in self._matching([selector])
        }
        merged = tuple(sorted((dict(self.severities) | names).items()))
        return evolve(self._troubled([selector]), severities=merged)

    def configure(self, selector: str, /, **options: Any) -> Self:
        """Give a rule other options.

        Args:
            selector: Its name or code.
            **options: The options, by name.

        Returns:
            A new set.

        Raises:
            RuleError: The rule has no such option, or the value has another type; everything
                that is wrong is named at once.
        """
        word = characters(selector)
        selected = [rule for rule in self.available if word in {rule.name, rule.code}]
        if not selected:
            return self._troubled([selector])
        by_name = {option.name: option for option in selected[0].options}
        problems = []
        for name, value in options.items():
            if name not in by_name:
                problems.append(
                    f"unknown option {representation(name)}{did_you_mean(name, by_name)}"
                )
            elif not _fits(value, by_name[name].kind):
                problems.append(
                    f"{name}: expected {by_name[name].type}, got {representation(value)}"
                )
            elif isinstance(value, list):
                options[name] = tuple(value)
        if problems:
            raise RuleError(selected[0].code, problems)
        merged = {(rule, name): value for rule, name, value in self.settings}
        merged |= {(selected[0].name, name): value for name, value in options.items()}
        settings = tuple((rule, name, merged[rule, name]) for rule, name in sorted(merged))
        return evolve(self, settings=settings)

    def advise(self, *fixes: Fixing) -> Self:
        """Put advice of your own in the place of that of the rules.

        Args:
            *fixes: Functions from a finding and a view of its journey to what is to be done, or to
                None where they know nothing. The first that knows something is heard.

        Returns:
            A new set.

        Raises:
            RuleError: One of them is no function.

        Example:
            >>> from journeykit import check, journey
            >>> from journeykit.validation import recommended
            >>> def ask_us(finding, view):
            ...     return "ask the map desk" if finding.rule == "empty-journey" else None
            >>> check(journey("New"), recommended().advise(ask_us)).of("empty-journey")[0].fix
            'ask the map desk'
        """
        for each in fixes:
            if not callable(each):
                problem = f"expected a function that advises, got {representation(each)}"
                raise RuleError("fix", [problem])
        return evolve(self, fixes=(*self.fixes, *fixes))

    def severity_of(self, rule: Rule) -> Severity:
        """How seriously a rule is taken here."""
        _verify(rule)
        return dict(self.severities).get(rule.name, rule.severity)

    def options_of(self, rule: Rule) -> dict[str, Any]:
        """The options a rule runs with here."""
        _verify(rule)
        own = {option.name: option.default for option in rule.options}
        return own | {
            name: value for rule_name, name, value in self.settings if rule_name == rule.name
        }

    def _matching(self, selectors: Iterable[str]) -> tuple[Rule, ...]:
        """The available rules that some selector means."""
        chosen = tuple(selectors)
        return tuple(rule for rule in self.available if any(_means(s, rule) for s in chosen))

    def _troubled(self, selectors: Iterable[str]) -> Self:
        """The same set, with an entry for each selector that means nothing."""
        words = [word for r in self.available for word in (r.name, r.code, r.family)]
        unknown = [
            characters(s) or representation(s)
            for s in selectors
            if not any(_means(s, rule) for rule in self.available)
        ]
        message = "no rule, code or family is called"
        troubles = (
            trouble(
                "JK003", "unknown-selector", f"{message} {quoted(s)}{did_you_mean_one_of(s, words)}"
            )
            for s in unknown
        )
        new = (t for t in troubles if t not in self.troubles)
        return evolve(self, troubles=(*self.troubles, *new))


def _means(selector: str, rule: Rule) -> bool:
    """Whether a selector means a rule."""
    word = characters(selector)
    if word in {rule.name, rule.code, rule.family}:
        return True
    return rule.code.startswith(word) and (
        word.isupper() or any(character.isdigit() for character in word)
    )


def _fits(value: object, kind: Any) -> bool:
    """Whether a value is of an option's type; a whole number is a number too."""
    if get_origin(kind) is tuple:
        each = get_args(kind)[0]
        return isinstance(value, list | tuple) and all(_fits(item, each) for item in value)
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)
