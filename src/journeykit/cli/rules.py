"""`journeykit rules`: list the rules."""

from __future__ import annotations

import argparse
import json

from journeykit.cli.arguments import add_output, add_rule_selection
from journeykit.cli.exit_codes import CLEAN
from journeykit.cli.output import write
from journeykit.cli.rule_selection import configured, selected
from journeykit.cli.usage import one_of
from journeykit.printable import LONGEST_MESSAGE, printable
from journeykit.validation import Rule, RuleSet
from journeykit.validation.applicability import name_of
from journeykit.validation.rule_pages import table

DESCRIPTION = (
    "List the rules; a star marks those that run. With --select only the selected ones are listed."
)

FORMATS = ("text", "markdown", "json")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_rule_selection(command)
    add_output(command, "text (default), markdown or json")


def run(args: argparse.Namespace) -> int:
    """List the rules there are, or those that are selected."""
    one_of("format", args.format, FORMATS)
    selection = selected(args, configured(args))
    listed = selection.rules if args.select else selection.available
    rules = sorted(listed, key=lambda rule: rule.code)
    if args.format == "json":
        text = json.dumps([_data(rule, selection) for rule in rules], ensure_ascii=False, indent=2)
    elif args.format == "markdown":
        text = table(rules).rstrip("\n")
    else:
        text = _text(rules, selection)
    write(args, text, args.format)
    return CLEAN


def _text(rules: list[Rule], selection: RuleSet) -> str:
    """Return a line a rule, and how many run."""
    longest = max((len(rule.name) for rule in rules), default=0)
    lines = [
        f"{'*' if rule.name in selection else ' '} {rule.code:<8} {rule.name:<{longest}}  "
        f"{selection.severity_of(rule):<7}  {printable(rule.detects, LONGEST_MESSAGE)}"
        for rule in rules
    ]
    total = f"{len(selection.rules)} of {len(selection.available)} rules run (*)"
    return "\n".join([*lines, "", total])


def _data(rule: Rule, selection: RuleSet) -> dict[str, object]:
    """Return a rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": selection.severity_of(rule),
        "runs": rule.name in selection,
        "recommended": rule.recommended,
        "profiles": list(rule.profiles),
        "detects": rule.detects,
        "why": rule.why,
        "formally": rule.formally,
        "fix": rule.fix,
        "source": rule.source,
        "requires": {name_of(each): least for each, least in rule.requires},
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
