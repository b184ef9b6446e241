"""`journeykit explain`: explain a rule."""

from __future__ import annotations

import argparse

from journeykit.cli.arguments import add_output, add_rule_selection
from journeykit.cli.exit_codes import CLEAN
from journeykit.cli.output import write
from journeykit.cli.rule_selection import configured, plugin_hint, selected
from journeykit.cli.usage import UsageError, one_of
from journeykit.suggestions import did_you_mean_one_of
from journeykit.validation import RuleSet
from journeykit.validation.rule_pages import TROUBLES, RulePage, page_of, trouble_page

DESCRIPTION = "Show the page of a rule."

FORMATS = ("text", "markdown")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument("name", metavar="NAME", help="its name or code, in any case")
    add_rule_selection(command)
    add_output(command, "text (default) or markdown")


def run(args: argparse.Namespace) -> int:
    """Show the page of a rule, or of an entry about the rules themselves."""
    one_of("format", args.format, FORMATS)
    project = configured(args)
    selection = selected(args, project)
    page = _page(args.name, selection)
    if page is None:
        raise UsageError(_unknown(args.name, selection) + plugin_hint(args, project))
    text = page.markdown if args.format == "markdown" else page.text
    write(args, text.rstrip("\n"), args.format)
    return CLEAN


def _page(name: str, selection: RuleSet) -> RulePage | None:
    """Return the page of a name or code, if there is such a rule."""
    wanted = name.casefold()
    for rule in selection.available:
        if wanted in {rule.name.casefold(), rule.code.casefold()}:
            return page_of(rule)
    for code, (called, *_) in TROUBLES.items():
        if wanted in {called, code.casefold()}:
            return trouble_page(code)
    return None


def _unknown(name: str, selection: RuleSet) -> str:
    """Return why there is no page, and what may have been meant."""
    if any(rule.family == name for rule in selection.available):
        hint = f"journeykit rules --select {name} lists its rules"
        return f'"{name}" is a family of rules and no rule; {hint}'
    names = [word for rule in selection.available for word in (rule.name, rule.code)]
    names += [word for code, (called, *_) in TROUBLES.items() for word in (called, code)]
    near = did_you_mean_one_of(name, names) or "; journeykit rules lists them all"
    return f'no rule is called "{name}"{near}'
