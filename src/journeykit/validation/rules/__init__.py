"""The catalogue: one module a family."""

from __future__ import annotations

from journeykit.validation.rule import Rule
from journeykit.validation.rules import structure

FAMILIES: tuple[tuple[Rule, ...], ...] = (structure.RULES,)
"""The families, in the order of their codes."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family)
"""Every rule of the library."""
