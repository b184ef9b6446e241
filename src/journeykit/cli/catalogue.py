"""``journeykit rules`` and ``journeykit explain``: what is looked for, and why."""

from __future__ import annotations

import argparse
import json

from journeykit.cli import CLEAN
from journeykit.cli.selection import configured, plugin_hint, selected
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.suggestions import did_you_mean_one_of
from journeykit.validation import Rule, RuleSet
from journeykit.validation.rule_pages import TROUBLES, Page, page_of, table, trouble_page

FORMATS = ("text", "markdown", "json")
"""How the list of rules can be written."""

PAGE_FORMATS = ("text", "markdown")
"""How the page of a rule can be."""


def rules(given: argparse.Namespace) -> int:
    """List the rules there are; a star marks those that would run.

    Who selects some gets a list of these alone.

    Args:
        given: The command line.

    Returns:
        0.
    """
    if given.format not in FORMATS:
        raise UsageError(str(UnknownReferenceError("format", given.format, known=FORMATS)))
    chosen = selected(given, configured(given))
    listed = chosen.rules if given.select else chosen.available
    ordered = sorted(listed, key=lambda rule: rule.code)
    if given.format == "json":
        print(json.dumps([_data(rule, chosen) for rule in ordered], ensure_ascii=False, indent=2))
    elif given.format == "markdown":
        print(table(ordered), end="")
    else:
        longest = max((len(rule.name) for rule in ordered), default=0)
        for rule in ordered:
            star = "*" if rule.name in chosen else " "
            severity = chosen.severity_of(rule)
            print(f"{star} {rule.code:<8} {rule.name:<{longest}}  {severity:<7}  {rule.detects}")
        print(f"\n{len(chosen.rules)} of {len(chosen.available)} rules run (*)")
    return CLEAN


def explain(given: argparse.Namespace) -> int:
    """Show the page of a rule, or of an entry about the rules themselves.

    Args:
        given: The command line.

    Returns:
        0.
    """
    if given.format not in PAGE_FORMATS:
        raise UsageError(str(UnknownReferenceError("format", given.format, known=PAGE_FORMATS)))
    project = configured(given)
    chosen = selected(given, project)
    found = _page(given.name, chosen)
    if found is None:
        raise UsageError(_unknown(given.name, chosen) + plugin_hint(given, project))
    print(found.markdown if given.format == "markdown" else found.text, end="")
    return CLEAN


def _page(name: str, chosen: RuleSet) -> Page | None:
    """The page of a name or code, if there is such a rule."""
    wanted = name.casefold()
    for rule in chosen.available:
        if wanted in {rule.name.casefold(), rule.code.casefold()}:
            return page_of(rule)
    for code, (called, *_) in TROUBLES.items():
        if wanted in {called, code.casefold()}:
            return trouble_page(code)
    return None


def _unknown(name: str, chosen: RuleSet) -> str:
    """Why there is no page, and what may have been meant."""
    if any(rule.family == name for rule in chosen.available):
        told = f"journeykit rules --select {name} lists its rules"
        return f'"{name}" is a family of rules and no rule; {told}'
    known = [word for rule in chosen.available for word in (rule.name, rule.code)]
    known += [word for code, (called, *_) in TROUBLES.items() for word in (called, code)]
    near = did_you_mean_one_of(name, known) or "; journeykit rules lists them all"
    return f'no rule is called "{name}"{near}'


def _data(rule: Rule, chosen: RuleSet) -> dict[str, object]:
    """A rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": chosen.severity_of(rule),
        "runs": rule.name in chosen,
        "recommended": rule.recommended,
        "profiles": list(rule.profiles),
        "detects": rule.detects,
        "why": rule.why,
        "formally": rule.formally,
        "fix": rule.fix,
        "source": rule.source,
        "requires": dict(rule.requires),
        "scope": list(rule.scope),
        "needs_clock": "clock" in rule.needs,
        "options": [
            {
                "name": option.name,
                "type": option.type,
                "default": option.default,
                "meaning": option.meaning,
            }
            for option in rule.options
        ],
    }
