"""Rules and fixes of other packages: found by entry point, loaded only when somebody asks.

A package that brings some names them in its `pyproject.toml`::

    [project.entry-points."journeykit.rules"]
    airline = "journeykit_airline:RULES"

    [project.entry-points."journeykit.fixes"]
    airline = "journeykit_airline.fixes:ask_desk"

What goes wrong with one package is an entry in the report that names its distribution and its
version, and everything else runs.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeGuard

from attrs import evolve

from journeykit.errors import RuleError
from journeykit.extensions import Extension, extensions
from journeykit.printable import representation
from journeykit.validation.fixes import FIX_GROUP
from journeykit.validation.profiles import REGISTRY as PROFILES
from journeykit.validation.profiles import belongs
from journeykit.validation.rule import Rule
from journeykit.validation.rule_set import RuleSet, trouble

GROUP = "journeykit.rules"
"""The group of entry points that name rules."""


def installed_rules(base: RuleSet | None = None, *, profile: str = "recommended") -> RuleSet:
    """Return a set of rules, and the rules and fixes of every installed package that brings some.

    An entry point gives a rule, several, or a set. A rule runs if it belongs to the profile, and
    can be selected if it does not. One for fixes gives a function.

    Args:
        base: The rules to add to; those of the profile if left out.
        profile: The profile that decides which of the packages' rules run.

    Returns:
        The rules. Whatever could not be loaded is an error entry `JK001` in their reports.
    """
    rules = PROFILES[profile]() if base is None else base
    for extension in extensions(GROUP):
        rules = _with(rules, extension, profile)
    for extension in extensions(FIX_GROUP):
        rules = _advised(rules, extension)
    return rules


def _advised(rules: RuleSet, extension: Extension) -> RuleSet:
    """A set with the fixes of one entry point, or with what went wrong."""
    if extension.failed:
        return _failed(rules, extension, extension.problem)
    if not callable(extension.value):
        return _failed(rules, extension, "it is no function")
    fix: Any = extension.value
    return rules if fix in rules.fixes else rules.advise(fix)


def _with(rules: RuleSet, extension: Extension, profile: str) -> RuleSet:
    """A set with the rules of one entry point, or with what went wrong."""
    if extension.failed:
        return _failed(rules, extension, extension.problem)
    try:
        values = _listed(extension.value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — anybody's iterator; the others must run
        return _failed(rules, extension, "".join(traceback.format_exception_only(error)).strip())
    for each in values:
        if not _is_rule(each):
            got = representation(each)
            rules = _failed(rules, extension, f"expected a rule, got {got}; did you forget @rule?")
        elif each not in rules.available:
            rules = _extended(rules, each, extension, profile)
    return rules


def _is_rule(value: object) -> TypeGuard[Rule]:
    """Whether a value is a rule, by its type: `isinstance` would ask the value itself."""
    return issubclass(type(value), Rule)


_MOST_RULES = 10_000
"""How many rules of one entry point are looked at; an iterator may have no end."""


def _listed(loaded: Any) -> tuple[object, ...]:
    """One rule, several, or those of a set, as a tuple."""
    if isinstance(loaded, RuleSet):
        return loaded.available
    if not isinstance(loaded, Rule) and isinstance(loaded, Iterable):
        return tuple(islice(loaded, _MOST_RULES))
    return (loaded,)


def _extended(rules: RuleSet, rule: Rule, extension: Extension, profile: str) -> RuleSet:
    """A set with one more rule, or with the word that its name or code is taken."""
    try:
        available = evolve(rules, available=(*rules.available, rule))
    except RuleError as error:
        return _failed(rules, extension, f"rule {rule.name}: {'; '.join(error.problems)}")
    runs = (*rules.rules, rule) if belongs(rule, profile) else rules.rules
    return evolve(available, rules=runs)


def _failed(rules: RuleSet, extension: Extension, reason: str) -> RuleSet:
    """A set whose reports tell that a plug-in failed."""
    message = str(evolve(extension, problem=reason))
    entry = trouble("JK001", "plugin-failed", message)
    return evolve(rules, troubles=(*rules.troubles, entry))
