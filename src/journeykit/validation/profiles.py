"""Profiles: ready-made sets of rules, instead of long configurations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from journeykit.validation.rule import Rule
from journeykit.validation.rule_set import RuleSet


@cache
def every_rule() -> tuple[Rule, ...]:
    """Every rule that comes with the library, by code."""
    from journeykit.validation.rules import RULES  # noqa: PLC0415 — a hundred small modules' worth

    return tuple(sorted(RULES, key=lambda rule: rule.code))


def _set(wanted: Callable[[Rule], bool]) -> RuleSet:
    """The rules that are wanted, with all of them to select from."""
    rules = every_rule()
    return RuleSet(tuple(rule for rule in rules if wanted(rule)), rules)


def recommended() -> RuleSet:
    """What a service designer would call a gap, and nothing else."""
    return _set(lambda rule: rule.recommended)


def everything() -> RuleSet:
    """Every rule there is."""
    return _set(lambda _: True)


PROFILES: MappingProxyType[str, Callable[[], RuleSet]] = MappingProxyType(
    {
        "recommended": recommended,
        "strict": everything,
        "draft": lambda: _set(lambda rule: rule.recommended and rule.severity == "error"),
        **{
            name: lambda name=name: _set(  # type: ignore[misc]
                lambda rule: rule.recommended or name in rule.profiles
            )
            for name in ("checklist", "privacy", "public-service", "blueprint", "automation")
        },
    }
)
"""The sets of rules that have a name."""
