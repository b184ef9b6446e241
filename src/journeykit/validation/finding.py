"""What a rule says: a problem, and the finding that the engine makes of it."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen
from attrs import fields as attrs_fields

from journeykit import fields
from journeykit.addresses import Element, Location, element_of
from journeykit.checked import checked
from journeykit.management import Waiver
from journeykit.printable import console_text, representation, shortened
from journeykit.shapes import Result
from journeykit.text import LONGEST_TEXT, mended

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst to the mildest."""


def as_elements(at: object) -> tuple[Element, ...]:
    """The addresses of one thing, or of several."""
    if type(at) is Element:
        return (at,)
    items: tuple[object, ...] = tuple(at) if isinstance(at, Mapping) else fields.several(at)
    # Most are addresses already: of ten thousand touchpoints each rule names some.
    return tuple(
        dict.fromkeys([each if type(each) is Element else element_of(each) for each in items])
    )


@frozen
class Problem:
    """What a rule yields: a sentence and where it holds.

    Args:
        message: What is wrong, in the words of the author of the map.
        at: The things it is about: elements, or values that have an address.
        fix: What would mend it here; the general advice of the rule if left out.
        salient: What tells two problems at the same place apart, if anything.
        review: Whether a person has to decide if it is a problem at all.
        each: Whether it holds at each of the elements for itself, so that a waiver at one of
            them leaves the others.
        therefore: What follows from it, besides the things it is about. What the rules that its
            rule explains say of these alone is attached to it.
    """

    message: str
    at: tuple[Element, ...] = field(converter=as_elements)
    fix: str = field(default="", kw_only=True)
    salient: str = field(default="", kw_only=True)
    review: bool = field(default=False, converter=bool, kw_only=True)
    each: bool = field(default=False, converter=bool, kw_only=True)
    therefore: tuple[Element, ...] = field(default=(), converter=as_elements, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen
class Fine:
    """What a rule yields where nothing is wrong with what it looked at.

    Args:
        at: What was looked at: an element or a value that has an address, or several.
    """

    at: tuple[Element, ...] = field(converter=as_elements)

    __repr__ = fields.shown
    _repr_html_ = fields.card


@frozen
class Unknown:
    """What a rule yields where it cannot tell, because something was never stated.

    Args:
        what: What is not stated, as it ends a sentence: "who begins the contact".
        say: The words to type: "initiator=".
        at: What could not be judged: an element or a value that has an address, or several.
    """

    what: str
    say: str
    at: tuple[Element, ...] = field(default=(), converter=as_elements, kw_only=True)

    __repr__ = fields.shown
    _repr_html_ = fields.card


Verdict: TypeAlias = Problem | Fine | Unknown
"""What a rule yields: wrong, fine, or cannot tell."""


def _bounded(text: str) -> str:
    """A text of anybody's rule that every output can show."""
    # A class of one's own that is a text may do anything when it is formatted. What was cut and
    # tells its length is a little longer, and is not cut again when the finding is copied.
    value: object = text
    whole = str.__str__(value) if isinstance(value, str) else representation(value)
    return mended(whole if len(whole) < LONGEST_TEXT + 64 else shortened(whole, LONGEST_TEXT))


_OF_THESE = "; of these: "
"""Stands before the names that a part of a finding is still about."""


@frozen
class Consequence(Result):
    """A finding that another one explains, and that is therefore told with it.

    Args:
        rule: The name of the rule.
        severity: `error`, `warning` or `info`.
        message: What is wrong.
        elements: Where.
        names: What people call those elements, in the same order.
        fix: What would mend it by itself.
        salient: What tells two findings at the same place apart.
    """

    rule: str
    code: str
    severity: Severity
    message: str = field(converter=_bounded)
    elements: tuple[Element, ...] = ()
    names: tuple[str, ...] = ()
    fix: str = field(default="", converter=_bounded)
    salient: str = field(default="", converter=_bounded)

    @classmethod
    def of(cls, finding: Finding) -> Consequence:
        """The consequence that a finding is."""
        return cls(**{each.name: getattr(finding, each.name) for each in attrs_fields(cls)})

    @property
    def finding(self) -> Finding:
        """The finding that it is."""
        return Finding(**{each.name: getattr(self, each.name) for each in attrs_fields(type(self))})


@frozen(repr=False)
class Finding(Result):
    """A problem with everything a report needs to stand alone.

    Args:
        rule: The name of the rule.
        severity: `error`, `warning` or `info`.
        message: What is wrong.
        elements: Where.
        names: What people call those elements, in the same order.
        why: Why it matters.
        fix: What would mend it.
        salient: What tells two findings at the same place apart.
        options: The options the rule ran with.
        location: Where the first element was written.
        each: Whether it holds at each element for itself.
        review: Whether a person has to decide if it is a problem at all.
        detects: What the rule detects, so that a report can explain it.
        package: The distribution that the rule comes from, with its version; empty for the library.
        therefore: What follows from it, besides the elements.
        consequences: What other rules found, and this explains.
    """

    derived = ("fingerprint",)

    rule: str
    code: str
    severity: Severity
    message: str = field(converter=_bounded)
    elements: tuple[Element, ...] = ()
    names: tuple[str, ...] = ()
    why: str = field(default="", converter=_bounded)
    fix: str = field(default="", converter=_bounded)
    salient: str = field(default="", converter=_bounded)
    options: tuple[tuple[str, object], ...] = ()
    location: Location | None = None
    each: bool = False
    review: bool = False
    detects: str = field(default="", converter=_bounded)
    package: str = ""
    therefore: tuple[Element, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    _repr_html_ = fields.card

    @property
    def fingerprint(self) -> str:
        """An identity that survives other wording, other names and another order.

        It is made of the rule, the addresses and what is salient, never of the message.
        """
        parts = [self.rule, *sorted(map(str, self.elements)), self.salient]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]

    @property
    def parts(self) -> tuple[Finding, ...]:
        """What it says of each element, where it holds at each for itself; else itself alone."""
        if not self.each or len(self.elements) < 2:  # noqa: PLR2004 — one cannot be parted
            return (self,)
        alone = range(len(self.elements))
        return tuple(self.about([index == one for index in alone]) for one in alone)

    @checked
    def about(self, kept: Sequence[bool]) -> Finding:
        """The same finding about some of its elements.

        Args:
            kept: For each element, whether it is still about it.

        Returns:
            A finding whose message ends with the names that are left; itself if all are.
        """
        if all(kept):
            return self
        names = tuple(itertools.compress(self.names, kept))
        whole, _, _ = self.message.partition(_OF_THESE)
        return evolve(
            self,
            elements=tuple(itertools.compress(self.elements, kept)),
            names=names,
            message=whole + _OF_THESE + ", ".join(f'"{name}"' for name in names),
        )

    @property
    def sorting(self) -> tuple[int, str, tuple[str, ...], str]:
        """The order of a report: the worst first, then by code and place."""
        elements = tuple(map(str, self.elements))
        return SEVERITIES.index(self.severity), self.code, elements, self.message

    def __repr__(self) -> str:
        """Show how grave it is, of which rule, and what it says, in one line."""
        return console_text(f"Finding({self.severity!r}, {self.code!r}, {self.message!r})")


@frozen
class Waived(Result):
    """A finding that somebody accepted.

    Args:
        waiver: The waiver, with its reason.
    """

    finding: Finding
    waiver: Waiver

    __repr__ = fields.shown
    _repr_html_ = fields.card
