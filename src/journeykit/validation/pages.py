"""The page of a rule, and the table of all: made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from journeykit.markup import markdown_text
from journeykit.validation.examples import report_on, source_of
from journeykit.validation.profiles import PROFILES, belongs
from journeykit.validation.report import Report
from journeykit.validation.rule import Rule


def page(rule: Rule) -> str:
    """Explain a rule in Markdown.

    Args:
        rule: The rule, of the library or of another package.

    Returns:
        What it detects, why that matters, the exact condition, what to do, where the idea comes
        from, the options, and both examples with what the rule says of them.

    Example:
        >>> from journeykit.validation import every_rule
        >>> rules = {rule.code: rule for rule in every_rule()}
        >>> print(page(rules["JK101"]).splitlines()[0])
        # empty-journey
    """
    return "\n".join(_page(rule)).rstrip() + "\n"


TROUBLES: MappingProxyType[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "JK001": (
            "plugin-failed",
            "A package that brings rules could not be loaded.",
            "Its rules did not run, so that their silence means nothing. All other rules ran.",
            "read the reason in the message; update the package, or check with `--no-plugins`",
        ),
        "JK002": (
            "rule-crashed",
            "A rule raised an error.",
            "What it would have found is not known; a crash is no pass. All other rules ran.",
            "tell whoever provides it; try your own with `journeykit.testing.check_rule`",
        ),
        "JK003": (
            "unknown-selector",
            "A word that selects, ignores or configures rules means none.",
            "What was meant to run, or not to run, was misspelt or has another name by now.",
            "take the name from `journeykit rules`, or the nearest one from the message",
        ),
    }
)
"""What reports tell of the rules themselves, by code: name, what it is, why it matters, a fix."""


def trouble_page(code: str) -> str:
    """Explain an entry that no rule makes, but the check itself.

    Args:
        code: A code of :data:`TROUBLES`.

    Returns:
        A page in Markdown, as short as there is little to say.

    Example:
        >>> print(trouble_page("JK002").splitlines()[0])
        # rule-crashed
    """
    name, told, why, fix = TROUBLES[code]
    head = f"# {name}\n\n`{code}` · error · told of the rules themselves, whichever of them run\n"
    return f"{head}\n{told}\n\n## Why it matters\n\n{why}\n\n## What to do\n\n{fix}\n"


def table(rules: Iterable[Rule], *, link: str = "") -> str:
    """List rules in Markdown, a row each.

    Args:
        rules: The rules.
        link: Where the page of a rule is, with ``{name}`` in the place of its name.

    Returns:
        The table.
    """
    rows = [
        "| code | rule | severity | family | recommended | detects |",
        "|---|---|---|---|---|---|",
    ]
    for rule in rules:
        name = f"[`{rule.name}`]({link.format(name=rule.name)})" if link else f"`{rule.name}`"
        default = "yes" if rule.recommended else ""
        told = (rule.code, name, rule.severity, rule.family, default, markdown_text(rule.detects))
        rows.append(f"| {' | '.join(told)} |")
    return "\n".join(rows) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    """The parts of a page."""
    profiles = ", ".join(name for name in PROFILES if belongs(rule, name))
    yield f"# {rule.name}"
    yield ""
    yield f"`{rule.code}` · {rule.severity} · {rule.family} · profiles: {profiles}"
    yield ""
    yield markdown_text(rule.detects)
    yield ""
    parts = (
        ("Why it matters", rule.why),
        ("When exactly", rule.formally),
        ("When it has something to say", _gates(rule)),
        ("What to do", rule.fix),
        ("Source", rule.source),
    )
    for heading, text in parts:
        if text:
            yield from (f"## {heading}", "", markdown_text(text), "")
    yield from _options(rule)
    yield from _example("An example it finds", source_of(rule.fires))
    yield from _said(report_on(rule, rule.fires()))
    yield from _example("An example it leaves alone", source_of(rule.silent))


def _gates(rule: Rule) -> str:
    """What has to be there before the rule speaks, in a sentence."""
    needs = [
        f"at least {least:.0%} of the map speak of {dimension}"
        if least < 1
        else f"the map speaks of {dimension}" + (f" at least {least:g} times" if least > 1 else "")
        for dimension, least in rule.requires
    ]
    if rule.scope:
        needs.append(f"the journey means to cover one of: {', '.join(rule.scope)}")
    if "clock" in rule.needs:
        needs.append("a clock is given")
    return f"Only if {', and '.join(needs)}." if needs else ""


def _options(rule: Rule) -> Iterator[str]:
    """The options, a row each."""
    if not rule.options:
        return
    yield from ("## Options", "", "| option | type | default | meaning |", "|---|---|---|---|")
    for option in rule.options:
        default = markdown_text(repr(option.default))
        told = (
            f"`{option.name}`",
            markdown_text(option.type),
            default,
            markdown_text(option.meaning),
        )
        yield f"| {' | '.join(told)} |"
    yield ""


def _example(heading: str, source: str) -> Iterator[str]:
    """An example with its code."""
    yield from (f"## {heading}", "")
    if source:
        yield from ("```python", source, "```", "")


def _said(report: Report) -> Iterator[str]:
    """What the rule says of its example."""
    for finding in (*report.findings, *report.review, *report.crashed):
        yield f"- {markdown_text(finding.message)}"
    yield ""
