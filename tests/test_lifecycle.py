"""Canonical roles: what makes stages of different names comparable."""

from __future__ import annotations

import pytest

from journeykit.lifecycle import ALIASES, CONTENT, POST_PURCHASE, ROLES, roles_of
from journeykit.text import slug


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_content_and_is_its_own_alias(role: str) -> None:
    """What customer and company do there is told, and the name alone says the role."""
    assert (role,) == roles_of(role.title())
    assert CONTENT[role].touchpoints


def test_aliases_are_slugs_of_known_roles() -> None:
    """Whoever writes a stage's name in any way finds its roles."""
    assert list(ALIASES) == [slug(alias) for alias in ALIASES]
    assert {role for roles in ALIASES.values() for role in roles} == set(ROLES)
    assert set(POST_PURCHASE) < set(ROLES)
    assert set(CONTENT) == set(ROLES)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Decision / Purchase", ("purchase",)),
        ("POST-PURCHASE", ("experience", "retention")),
        ("Loyalty and advocacy", ("retention", "advocacy")),
        ("Getting out", ()),
    ],
)
def test_a_name_says_its_roles(name: str, roles: tuple[str, ...]) -> None:
    """In any spelling; a name of one's own says none."""
    assert roles == roles_of(name)
