"""Profiles: ready-made sets of rules, instead of long configurations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from types import MappingProxyType

from journeykit.extensions import Registry
from journeykit.validation.finding import Severity
from journeykit.validation.rule import NAMED_PROFILES, PROFILE_GROUP, Rule
from journeykit.validation.rule_set import RuleSet


@cache
def every_rule() -> tuple[Rule, ...]:
    """Every rule that comes with the library, by code."""
    from journeykit.validation.rules import RULES

    return tuple(sorted(RULES, key=lambda rule: rule.code))


_WANTED: MappingProxyType[str, Callable[[Rule], bool]] = MappingProxyType(
    {
        "recommended": lambda rule: rule.recommended,
        "strict": lambda _: True,
        "draft": lambda rule: rule.recommended and rule.severity == "error",
    }
)
"""Which rules belong to the profiles that rules do not name themselves."""

_GRAVER: MappingProxyType[str, dict[str, Severity]] = MappingProxyType(
    {"privacy": {"consent-not-before-use": "error"}}
)
"""What a profile takes more seriously than the rule itself."""


def belongs(rule: Rule, profile: str) -> bool:
    """Whether a rule runs in a profile.

    Args:
        rule: The rule, of the library or of another package.
        profile: A name from `PROFILES`.

    Returns:
        True if it does.
    """
    if profile in _WANTED:
        return _WANTED[profile](rule)
    return rule.recommended or profile in rule.profiles


def _set(profile: str) -> RuleSet:
    """The rules of a profile, with all of them to select from."""
    rules = every_rule()
    chosen = RuleSet(tuple(rule for rule in rules if belongs(rule, profile)), rules)
    for name, severity in _GRAVER.get(profile, {}).items():
        chosen = chosen.severity(name, severity)
    return chosen


def recommended() -> RuleSet:
    """What a service designer would call a gap, and nothing else."""
    return _set("recommended")


def everything() -> RuleSet:
    """Every rule there is."""
    return _set("strict")


PROFILES: MappingProxyType[str, Callable[[], RuleSet]] = MappingProxyType(
    {name: partial(_set, name) for name in (*_WANTED, *NAMED_PROFILES)}
)
"""The sets of rules that have a name."""

REGISTRY: Registry[Callable[[], RuleSet]] = Registry("profile", PROFILE_GROUP, PROFILES)
"""The same with those of installed packages."""
