"""Which rules run: what the command line says, then what the project says."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import cast

from journeykit.cli.arguments import words
from journeykit.cli.configuration import Configuration, configuration
from journeykit.cli.usage import UsageError, one_of
from journeykit.errors import RuleError
from journeykit.extensions import providers
from journeykit.validation import RuleSet, Severity, installed_rules
from journeykit.validation.plugins import GROUP
from journeykit.validation.profiles import REGISTRY as PROFILES


def configured(args: argparse.Namespace) -> Configuration:
    """Return the configuration that holds for a command.

    Args:
        args: The command line.

    Returns:
        The configuration of the project.
    """
    return configuration(args.config, Path.cwd())


def selected(args: argparse.Namespace, project: Configuration) -> RuleSet:
    """Return the rules that a command runs.

    Args:
        args: The command line, which comes first.

    Raises:
        UsageError: A profile, a selector, an option or a severity is unknown.
    """
    profile = one_of("profile", args.profile or project.profile, PROFILES)
    rules = installed_rules(profile=profile) if _plugins(args, project) else PROFILES[profile]()
    select = words(args.select) or project.select
    try:
        if select:
            rules = rules.select(*select)
        rules = rules.also(*project.also, *words(args.also)).ignore(
            *project.ignore, *words(args.ignore)
        )
        for selector, severity in project.severity.items():
            rules = rules.severity(selector, cast("Severity", severity))
        for rule, options in project.options.items():
            rules = rules.configure(rule, **options)
    except RuleError as error:
        raise UsageError(str(error)) from error
    unknown = [entry.message for entry in rules.troubles if entry.code == "JK003"]
    if unknown:
        raise UsageError("; ".join(unknown) + plugin_hint(args, project))
    return rules


def _plugins(args: argparse.Namespace, project: Configuration) -> bool:
    """Tell whether the rules of installed packages are loaded."""
    return project.plugins if args.plugins is None else bool(args.plugins)


def plugin_hint(args: argparse.Namespace, project: Configuration) -> str:
    """Return the tail of a message about an unknown rule: which packages could bring it.

    Args:
        args: The command line.

    Returns:
        A clause that starts with a semicolon; empty if all installed rules are loaded already.
    """
    others = () if _plugins(args, project) else providers(GROUP)
    return f"; --plugins loads the rules of {', '.join(others)}" if others else ""
