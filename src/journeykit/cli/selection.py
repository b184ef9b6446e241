"""Which rules run: what the command line says, then what the project says."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from journeykit.cli.configuration import Configuration, configuration
from journeykit.cli.usage import UsageError
from journeykit.errors import RuleError, UnknownReferenceError
from journeykit.validation import PROFILES, RuleSet, Severity
from journeykit.validation.plugins import providers


def configured(given: argparse.Namespace) -> Configuration:
    """The configuration that holds for a command.

    Args:
        given: The command line.

    Returns:
        The configuration of the project.
    """
    return configuration(given.config, Path.cwd())


def selected(given: argparse.Namespace, project: Configuration) -> RuleSet:
    """The rules that a command runs.

    Args:
        given: The command line, which comes first.
        project: The configuration.

    Returns:
        The rules.

    Raises:
        UsageError: A profile, a selector, an option or a severity is not to be had.
    """
    profile = given.profile or project.profile
    if profile not in PROFILES:
        raise UsageError(str(UnknownReferenceError("profile", profile, known=PROFILES)))
    rules = RuleSet.installed(profile=profile) if _plugins(given, project) else PROFILES[profile]()
    select = words(given.select) or project.select
    try:
        if select:
            rules = rules.select(*select)
        rules = rules.also(*project.also).ignore(*project.ignore, *words(given.ignore))
        for selector, severity in project.severity.items():
            rules = rules.severity(selector, cast("Severity", severity))
        for rule, options in project.options.items():
            rules = rules.configure(rule, **options)
    except RuleError as error:
        raise UsageError(str(error)) from error
    unknown = [entry.message for entry in rules.troubles if entry.code == "JK003"]
    if unknown:
        raise UsageError("; ".join(unknown) + plugin_hint(given, project))
    return rules


def _plugins(given: argparse.Namespace, project: Configuration) -> bool:
    """Whether the rules of installed packages are loaded."""
    return project.plugins if given.plugins is None else bool(given.plugins)


def plugin_hint(given: argparse.Namespace, project: Configuration) -> str:
    """The tail of a message about an unknown rule: where else it could come from.

    Args:
        given: The command line.
        project: The configuration.

    Returns:
        A clause that starts with a semicolon; empty if all installed rules are loaded already.
    """
    others = () if _plugins(given, project) else providers()
    return f"; --plugins loads the rules of {', '.join(others)}" if others else ""


def words(given: Iterable[str] | None) -> tuple[str, ...]:
    """The words of an option that takes several, with commas or repeated.

    Example:
        >>> words(["JK1, JK2", "personas"])
        ('JK1', 'JK2', 'personas')
    """
    return tuple(word.strip() for item in given or () for word in item.split(",") if word.strip())
