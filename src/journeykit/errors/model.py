"""What is wrong with a journey, or with what is asked of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.errors.base import JourneyError
from journeykit.printable import quoted, representation
from journeykit.suggestions import did_you_mean, did_you_mean_one_of, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = 8
"""How many known names a message lists before it says how many there are."""

_LISTED_LENGTH = 40
"""How many characters of each it shows."""


def _in(where: str) -> str:
    return f" in {where}" if where else ""


class ModelError(JourneyError, ValueError):
    """What was said makes no journey, or no part of one.

    Args:
        message: The sentence a person reads.
    """


class InadmissibleTextError(ModelError):
    r"""A text holds a character that no output could show safely, or is too long.

    Attributes:
        text: The whole text.
        position: The index of the first offending character.
        reason: What is wrong with it.
        where: The field or element that the text was meant for.

    Example:
        >>> print(InadmissibleTextError("a\0b", position=1, reason="U+0000 is a control character"))
        text not allowed: U+0000 is a control character, at position 1 of 'a\x00b'
    """

    def __init__(self, text: str, *, position: int, reason: str, where: str = "") -> None:
        """Keep the data and build the sentence."""
        self.text = text
        self.position = position
        self.reason = reason
        self.where = where
        # An excerpt around the place: four thousand characters would bury the reason.
        start = max(0, position - 20)
        excerpt = ascii(text[start : position + 20])
        super().__init__(
            f"text not allowed{_in(where)}: {reason}, at position {position} of {excerpt}"
        )


class DuplicateKeyError(ModelError):
    """Two different things, or two versions of one thing, go by the same key.

    Attributes:
        kind: What they are: "stage", "touchpoint", …
        key: The key that both claim.
        first: The name of the one that came first.
        second: The name of the one that came second.
        places: Where the two stand, in words, if that helps to find them.
        standard: How to write the one of that key that comes with the library, if there is one.

    Example:
        >>> error = DuplicateKeyError("touchpoint", "pays", first="Pays", second="pays!")
        >>> print(str(error).partition("; ")[0])
        two different touchpoints have the key "pays": "Pays" and "pays!"
        >>> error = DuplicateKeyError("persona", "ann", first="Ann", second="Ann")
        >>> print(str(error).partition("; ")[0])
        two versions of one persona have the key "ann": "Ann" and "Ann"
    """

    def __init__(
        self,
        kind: str,
        key: str,
        *,
        first: str,
        second: str,
        places: tuple[str, str] = ("", ""),
        standard: str = "",
    ) -> None:
        """Keep the data and build the sentence."""
        self.kind = kind
        self.key = key
        self.first = first
        self.second = second
        self.places = places
        self.standard = standard
        versions = first == second and kind in _REPLACED
        if kind == "touchpoint" and versions and places[0] != places[1]:
            super().__init__(
                f"the touchpoint {quoted(first)} is in two places, {places[0]} and {places[1]}; "
                f'if people come to it twice, give the second a key of its own with key="…"'
            )
            return
        both = f"two versions of one {kind}" if versions else f"two different {_several(kind)}"
        change = "put the new one in the place of the old with .replace(…), or " if versions else ""
        change = f"write {standard} for the standard one everywhere, or " if standard else change
        named = (f"{quoted(n)} {p}".rstrip() for n, p in zip((first, second), places, strict=True))
        super().__init__(
            f"{both} have the key {quoted(key)}: {' and '.join(named)}; "
            f'{change}give one of them another with key="…"'
        )


def _several(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


_REPLACED = frozenset({"persona", "stage", "touchpoint"})
"""What a journey can replace."""


class UnknownReferenceError(ModelError, LookupError):
    """Something refers to a thing that is not there.

    Attributes:
        kind: What was looked for: "channel", "touchpoint", …
        name: What it was called.
        choices: What there is, in the order given.
        suggestion: The nearest of them, or `None`.
        where: Where the reference stands.

    Example:
        >>> print(UnknownReferenceError("channel", "emial", choices=("email", "phone"),
        ...                             where='touchpoint "Basket reminder"'))
        unknown channel "emial" in touchpoint "Basket reminder"; did you mean "email"?
        >>> print(UnknownReferenceError("persona", "Zoe", choices=("Maya", "Tom")))
        unknown persona "Zoe"; known: "Maya", "Tom"
    """

    def __init__(
        self, kind: str, name: object, *, choices: Iterable[str] = (), where: str = ""
    ) -> None:
        """Keep the data, find the nearest name, and build the sentence."""
        # Whoever gave something else than a name is told what it was.
        name = str.__str__(name) if isinstance(name, str) else representation(name)
        self.kind = kind
        self.name = name
        self.choices = tuple(choices)
        self.suggestion = nearest(name, self.choices)
        self.where = where
        super().__init__(
            f"unknown {kind} {quoted(name)}{_in(where)}"
            f"{did_you_mean(name, self.choices) or self._listed()}"
        )

    def _listed(self) -> str:
        if not self.choices:
            return f"; there is no {self.kind} at all"
        listed = ", ".join(quoted(name, _LISTED_LENGTH) for name in self.choices[:_LISTED])
        more = len(self.choices) - _LISTED
        return f"; known: {listed}" + (f" and {more} more" if more > 0 else "")


class RuleNotAskedError(UnknownReferenceError):
    """A report is asked for a rule that did not run in its check, so that silence means nothing.

    Attributes:
        name: The name or code that was asked for.
        choices: The names and codes of the rules that did run.
        journey: The name of the journey that was checked.
        exists: Whether the library has such a rule, which could be selected.

    Example:
        >>> print(RuleNotAskedError("thin-persna", choices=["thin-persona"], journey="Gift"))
        no rule "thin-persna" ran in this check of "Gift"; did you mean "thin-persona"?
        >>> error = RuleNotAskedError("no-exit", journey="Gift", exists=True)
        >>> print(str(error).partition("; ")[2])
        recommended().also("no-exit") would be a set of rules with it
    """

    def __init__(
        self, name: str, *, choices: Iterable[str] = (), journey: str, exists: bool = False
    ) -> None:
        """Keep the data, find the nearest name, and build the sentence."""
        super().__init__("rule", name, choices=choices)
        self.journey = journey
        self.exists = exists
        check = f"in this check of {quoted(journey)}"
        select = f"; recommended().also({quoted(name)}) would be a set of rules with it"
        near = did_you_mean_one_of(name, self.choices)
        JourneyError.__init__(
            self,
            f"the rule {quoted(name)} did not run {check}{select}"
            if exists
            else f"no rule {quoted(name)} ran {check}{near}",
        )


class GuardError(JourneyError, TypeError):
    """A guard was written in a way that Python would decide before it knows a customer.

    Attributes:
        problem: What is wrong.
        instead: What to write instead.

    Example:
        >>> print(GuardError("== makes no guard", instead='write attribute("age").is_(…)'))
        == makes no guard; write attribute("age").is_(…)
    """

    def __init__(self, problem: str, *, instead: str) -> None:
        """Keep the data and build the sentence."""
        self.problem = problem
        self.instead = instead
        super().__init__(f"{problem}; {instead}")
