"""Small rules of an imaginary company, for tests of what runs and reports them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from journeykit import journey
from journeykit.graph import View
from journeykit.validation import Problem, Rule, Severity, rule

TOLD: dict[str, Any] = {
    "detects": "Something odd.",
    "why": "Odd things are odd.",
    "formally": "It is odd.",
    "fix": "make it even",
    "source": "Ourselves.",
    "fires": lambda: journey("Odd"),
    "silent": lambda: journey("Even"),
    "family": "oddities",
    "subjects": "the journey",
}


def made(
    condition: Callable[..., Iterable[Problem]],
    name: str = "odd-thing",
    code: str = "ACME101",
    severity: Severity = "warning",
    **changed: Any,
) -> Rule:
    """A rule of a condition."""
    return rule(name, code, severity=severity, **(TOLD | changed))(condition)


def saying(*messages: str, review: bool = False, **changed: Any) -> Rule:
    """A rule that says the same of every journey."""

    def condition(view: View) -> Iterable[Problem]:
        for message in messages:
            yield Problem(message, view.journey, salient=message, review=review)

    return made(condition, **changed)


def raising(error: BaseException, **changed: Any) -> Rule:
    """A rule that raises."""

    def condition(view: View) -> Iterable[Problem]:
        yield Problem("before it breaks", view.journey)
        raise error

    return made(condition, **({"name": "broken", "code": "ACME666"} | changed))
