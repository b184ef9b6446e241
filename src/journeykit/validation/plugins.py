"""Rules of other packages: found by entry point, loaded only when somebody asks.

A package that brings rules names them in its ``pyproject.toml``::

    [project.entry-points."journeykit.rules"]
    airline = "journeykit_airline:RULES"

What goes wrong with one package is an entry in the report that names its distribution and its
version, and everything else runs.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterable
from importlib import metadata
from itertools import islice
from typing import Any, TypeGuard

from attrs import evolve

from journeykit.errors import RuleError
from journeykit.printable import representation
from journeykit.validation.profiles import PROFILES, belongs
from journeykit.validation.rule import Rule
from journeykit.validation.rule_set import RuleSet, trouble

GROUP = "journeykit.rules"
"""The group of entry points that name rules."""


def installed(base: RuleSet | None = None, *, profile: str = "recommended") -> RuleSet:
    """Add the rules of every installed package that brings some.

    An entry point gives a rule, several, or a set. A rule runs if it belongs to the profile, and
    can be selected if it does not.

    Args:
        base: The rules to add to; those of the profile if left out.
        profile: The profile that decides which of the packages' rules run.

    Returns:
        The rules. Whatever could not be loaded is an error entry ``JK001`` in their reports.
    """
    rules = PROFILES[profile]() if base is None else base
    for point in sorted(metadata.entry_points(group=GROUP), key=_order):
        rules = _with(rules, point, profile)
    return rules


def providers() -> tuple[str, ...]:
    """The distributions that bring rules, none of which is loaded for that.

    Returns:
        Their names and versions.
    """
    points = sorted(metadata.entry_points(group=GROUP), key=_order)
    return tuple(dict.fromkeys(map(_distribution, points)))


def provider_of(thing: Callable[..., object]) -> str:
    """The distribution that something comes from, with its version.

    Args:
        thing: A function.

    Returns:
        The name and version of the distribution, or the name of the module where there is none.
    """
    module = str(getattr(thing, "__module__", "")) or "an unknown module"
    top = module.partition(".")[0]
    # Most distributions are called like their package. To read what all of them hold, as
    # packages_distributions does, would take longer than a whole check.
    with contextlib.suppress(metadata.PackageNotFoundError, ValueError):
        found = metadata.distribution(top)
        return f"{found.name} {found.version}"
    for point in sorted(metadata.entry_points(group=GROUP), key=_order):
        if point.module.partition(".")[0] == top:
            return _distribution(point)
    return f"module {module}"


def _order(point: metadata.EntryPoint) -> tuple[str, str, str]:
    """The same order wherever the packages lie on the path."""
    return _distribution(point), point.name, point.value


def _distribution(point: metadata.EntryPoint) -> str:
    """The name and version of the distribution that an entry point belongs to."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"


def _with(rules: RuleSet, point: metadata.EntryPoint, profile: str) -> RuleSet:
    """A set with the rules of one entry point, or with what went wrong."""
    try:
        loaded = point.load()
        given = _listed(loaded)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — anybody's module; the others must run
        return _failed(rules, point, "".join(traceback.format_exception_only(error)).strip())
    for each in given:
        if not _is_rule(each):
            got = representation(each)
            rules = _failed(rules, point, f"expected a rule, got {got}; did you forget @rule?")
        elif each not in rules.available:
            rules = _extended(rules, each, point, profile)
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


def _extended(rules: RuleSet, rule: Rule, point: metadata.EntryPoint, profile: str) -> RuleSet:
    """A set with one more rule, or with the word that its name or code is taken."""
    try:
        available = evolve(rules, available=(*rules.available, rule))
    except RuleError as error:
        return _failed(rules, point, f"rule {rule.name}: {'; '.join(error.problems)}")
    runs = (*rules.rules, rule) if belongs(rule, profile) else rules.rules
    return evolve(available, rules=runs)


def _failed(rules: RuleSet, point: metadata.EntryPoint, reason: str) -> RuleSet:
    """A set whose reports tell that a plug-in failed."""
    message = f'plug-in "{point.name}" of {_distribution(point)} ({point.value}): {reason}'
    entry = trouble("JK001", "plugin-failed", message)
    return evolve(rules, troubles=(*rules.troubles, entry))
