"""Aggregation: one problem for everything that lacks the same, instead of fifty."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import overload

from journeykit.graph import View
from journeykit.validation.finding import Fine, Problem, Verdict, as_elements
from journeykit.validation.rules.wording import quoted

_SINGULAR = MappingProxyType(
    {
        "have": "has",
        "are": "is",
        "rest": "rests",
        "name": "names",
        "begin": "begins",
        "use": "uses",
        "support": "supports",
        "lead": "leads",
    }
)
"""The verbs that begin what is said of several things, and of one."""


@overload
def lacking(
    view: View,
    elements: Collection[object],
    *,
    of: int,
    what: str,
    statement: str,
    fix: str = ...,
    review: bool = ...,
    therefore: Collection[object] = ...,
) -> Iterator[Problem]: ...


@overload
def lacking(
    view: View,
    elements: Collection[object],
    *,
    of: Collection[object],
    what: str,
    statement: str,
    fix: str = ...,
    review: bool = ...,
    therefore: Collection[object] = ...,
) -> Iterator[Verdict]: ...


def lacking(
    view: View,
    elements: Collection[object],
    *,
    of: int | Collection[object],
    what: str,
    statement: str,
    fix: str = "",
    review: bool = False,
    therefore: Collection[object] = (),
) -> Iterator[Verdict]:
    """One problem for all the things that lack something, however many there are.

    Args:
        view: The journey, with its questions.
        elements: What lacks it; elements, or values that have an address.
        of: Everything that could lack it; or how many, where a rule counts its subjects.
        what: What they are, in the singular.
        statement: What is said of them, in the plural: `have no emotion`.
        fix: What would improve it.
        review: Whether a person has to decide if it is a problem at all.
        therefore: What follows from it, besides the things that lack it.

    Yields:
        A problem that holds at each of them for itself; none when nothing lacks it. Then that all
        others are fine.
    """
    at = as_elements(tuple(elements))
    if not isinstance(of, int):
        subjects = as_elements(tuple(of))
        lack = frozenset(at)
        if fine := [element for element in subjects if element not in lack]:
            yield Fine(fine)
        of = len(subjects)
    if not at:
        return
    names = quoted(view.name_of(element) for element in at)
    verb, _, rest = statement.partition(" ")
    if len(at) == 1:
        message = f"the {what} {names} {_SINGULAR.get(verb, verb)} {rest}"
    else:
        count = f"{len(at)} of {of}"
        if len(at) == of:
            count = "both" if of == 2 else f"all {of}"  # noqa: PLR2004 — two are both
        message = f"{count} {plural(what)} {statement}: {names}"
    yield Problem(
        message, at, fix=fix, review=review, each=True, therefore=as_elements(tuple(therefore))
    )


def plural(noun: str) -> str:
    """The plural of a regular noun; of `moment of truth`, the first word's.

    Args:
        noun: The noun, perhaps with what belongs to it.

    Example:
        >>> plural("opportunity"), plural("moment of truth")
        ('opportunities', 'moments of truth')
    """
    head, of, rest = noun.partition(" of ")
    head = f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return head + of + rest
