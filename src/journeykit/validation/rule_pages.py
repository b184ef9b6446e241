"""The page of a rule, and the table of all: made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from attrs import frozen

from journeykit.markup import markdown_text
from journeykit.text import wrapped
from journeykit.validation.applicability import name_of
from journeykit.validation.examples import report_on, source_of
from journeykit.validation.fixes import general
from journeykit.validation.profiles import PROFILES, belongs
from journeykit.validation.rule import Option, Rule


@frozen
class PageSection:
    """One part of a page: sentences, options, or an example with what a rule says of it.

    Args:
        heading: What it is about.
        text: What is to be said.
        options: The options of a rule.
        code: Python.
        messages: What was found in that.
    """

    heading: str
    text: str = ""
    options: tuple[Option, ...] = ()
    code: str = ""
    messages: tuple[str, ...] = ()


@frozen
class RulePage:
    """What there is to say of a rule, to be written as Markdown or as plain text.

    Args:
        name: The name of the rule.
        facts: What sort of rule it is, in a few words each.
        detects: What it detects.
        sections: All the rest.
    """

    name: str
    code: str
    facts: tuple[str, ...]
    detects: str
    sections: tuple[PageSection, ...]

    @property
    def markdown(self) -> str:
        """The page in Markdown."""
        return "\n".join(_markdown(self)).rstrip() + "\n"

    @property
    def text(self) -> str:
        """The page as plain text for a terminal, in which nothing is escaped."""
        return "\n".join(_text(self)).rstrip() + "\n"


def page_of(rule: Rule) -> RulePage:
    """Explain a rule.

    Args:
        rule: The rule, of the library or of another package.

    Returns:
        What it detects, why that matters, the exact condition, what to do, where the idea comes
        from, the options, and both examples with what the rule says of them.

    Example:
        >>> from journeykit.validation import every_rule
        >>> rules = {rule.code: rule for rule in every_rule()}
        >>> print(page_of(rules["JK101"]).text.splitlines()[0])
        empty-journey (JK101)
    """
    profiles = ", ".join(name for name in PROFILES if belongs(rule, name))
    report = report_on(rule, rule.fires())
    findings = (*report.findings, *report.review, *report.crashed)
    sections = (
        PageSection("Why it matters", rule.why),
        PageSection("When exactly", rule.formally),
        PageSection("What it looks at", _preconditions(rule)),
        PageSection("What to do", general(rule.fix)),
        PageSection("Source", rule.source),
        PageSection("Options", options=rule.options),
        PageSection(
            "The journey both examples are compared with",
            code=source_of(rule.compared_with) if rule.compared_with else "",
        ),
        PageSection(
            "What was seen in both examples",
            code=source_of(rule.evidence) if rule.evidence else "",
        ),
        PageSection(
            "An example it finds",
            code=source_of(rule.fires),
            messages=tuple(finding.message for finding in findings),
        ),
        PageSection("An example it leaves alone", code=source_of(rule.silent)),
    )
    return RulePage(
        rule.name,
        rule.code,
        (rule.severity, rule.family, f"profiles: {profiles}"),
        rule.detects,
        tuple(s for s in sections if s.text or s.options or s.code or "An example" in s.heading),
    )


def page(rule: Rule) -> str:
    """Explain a rule in Markdown.

    Args:
        rule: The rule, of the library or of another package.

    Returns:
        The page, as `page_of` makes it.

    Example:
        >>> from journeykit.validation import every_rule
        >>> rules = {rule.code: rule for rule in every_rule()}
        >>> print(page(rules["JK101"]).splitlines()[0])
        # empty-journey
    """
    return page_of(rule).markdown


TROUBLES: MappingProxyType[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "JK001": (
            "plugin-failed",
            "A package that brings rules could not be loaded.",
            "Its rules did not run, so that their silence means nothing. All other rules ran.",
            "read the reason in the message; update the package, or check with --no-plugins",
        ),
        "JK002": (
            "rule-crashed",
            "A rule raised an error.",
            "What it would have found is not known; a crash is no pass. All other rules ran.",
            "tell whoever provides it; try your own with journeykit.testing.check_rule",
        ),
        "JK003": (
            "unknown-selector",
            "A word that selects, ignores or configures rules means none.",
            "What was meant to run, or not to run, was misspelt or has another name by now.",
            'take the name from "journeykit rules", or the nearest one from the message',
        ),
        "JK004": (
            "fix-failed",
            "Advice of another package, or of your own, raised an error or is no text.",
            "The findings are all there, with the advice of their rules.",
            "tell whoever provides it; try your own with journeykit.testing.check_fix",
        ),
    }
)
"""What reports tell of the rules themselves, by code: name, what it is, why it matters, a fix."""


def trouble_page(code: str) -> RulePage:
    """Explain an entry that no rule makes, but the check itself.

    Args:
        code: A code of `TROUBLES`.

    Returns:
        A page, as short as there is little to say.

    Example:
        >>> print(trouble_page("JK002").markdown.splitlines()[0])
        # rule-crashed
    """
    name, detects, why, fix = TROUBLES[code]
    return RulePage(
        name,
        code,
        ("error", "told of the rules themselves, whichever of them run"),
        detects,
        (PageSection("Why it matters", why), PageSection("What to do", fix)),
    )


def table(rules: Iterable[Rule], *, link: str = "") -> str:
    """List rules in Markdown, a row each.

    Args:
        link: Where the page of a rule is, with `{name}` in the place of its name.
    """
    rows = [
        "| code | rule | severity | family | recommended | detects |",
        "|---|---|---|---|---|---|",
    ]
    for rule in rules:
        name = f"[`{rule.name}`]({link.format(name=rule.name)})" if link else f"`{rule.name}`"
        default = "yes" if rule.recommended else ""
        cells = (
            rule.code,
            name,
            rule.severity,
            rule.family,
            default,
            markdown_text(rule.detects),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _preconditions(rule: Rule) -> str:
    """What the rule looks at, and what has to be stated before it can judge."""
    needs = [
        f"at least {least:.0%} of the map speak of {name}"
        if least < 1
        else f"the map speaks of {name}" + (f" at least {least:g} times" if least > 1 else "")
        for name, least in ((name_of(each), least) for each, least in rule.requires)
    ]
    if rule.scope:
        needs.append(f"the journey means to cover one of: {', '.join(rule.scope)}")
    if "clock" in rule.needs:
        needs.append("a clock is given")
    if rule.compared_with is not None:
        needs.append("the journey is compared with another one")
    if rule.evidence is not None:
        needs.append("there is evidence of what happened")
    looks_at = f"It looks at {rule.subjects}." if rule.subjects else ""
    only_if = f"It can judge only if {', and '.join(needs)}." if needs else ""
    return " ".join(filter(None, (looks_at, only_if)))


def _markdown(page: RulePage) -> Iterator[str]:
    """The lines of a page in Markdown."""
    yield from (f"# {page.name}", "")
    yield from (" · ".join((f"`{page.code}`", *page.facts)), "", markdown_text(page.detects), "")
    for section in page.sections:
        yield from (f"## {section.heading}", "")
        if section.text:
            yield from (markdown_text(section.text), "")
        if section.options:
            yield from ("| option | type | default | meaning |", "|---|---|---|---|")
            yield from (*map(_row, section.options), "")
        if section.code:
            yield from ("```python", section.code, "```", "")
        if section.messages:
            yield from (*(f"- {markdown_text(message)}" for message in section.messages), "")


def _row(option: Option) -> str:
    """An option as a row of a table."""
    words = (option.type, repr(option.default), option.meaning)
    return f"| {' | '.join((f'`{option.name}`', *map(markdown_text, words)))} |"


_COLUMNS = 88
"""The width of a line of plain text, that of a report."""


def _text(page: RulePage) -> Iterator[str]:
    """The lines of a page as plain text."""
    yield f"{page.name} ({page.code})"
    yield from (
        *wrapped(" · ".join(page.facts), _COLUMNS),
        "",
        *wrapped(page.detects, _COLUMNS),
        "",
    )
    for section in page.sections:
        yield section.heading
        yield from _indented(section.text)
        for option in section.options:
            yield f"  {option.name}: {option.type} = {option.default!r}"
            yield from _indented(option.meaning, 4)
        if section.code:
            yield from (f"    {line}".rstrip() for line in section.code.splitlines())
        for message in section.messages:
            yield from ("", *_indented(f"→ {message}"))
        yield ""


def _indented(text: str, spaces: int = 2) -> Iterator[str]:
    """A text that is broken where the line ends, with a margin."""
    if text:
        yield from (f"{' ' * spaces}{line}" for line in wrapped(text, _COLUMNS - spaces))
