"""Guards: the conditions on a transition, which rules and coverage can decide.

A guard may be free text, which nobody can decide, or a value made here:

>>> adult = attribute("age").at_least(18)
>>> guard = adult & ~in_segment("staff")
>>> str(guard)
'age ≥ 18 and not staff'
>>> guard.holds({"age": 36, "segment": "retail"})
True

A guard answers True, False or None: None when the facts do not say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, NoReturn, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.arguments import part
from journeykit.errors import GuardError, ModelError
from journeykit.fields import Scalar
from journeykit.printable import console_text, representation

Facts: TypeAlias = Mapping[str, Scalar]
"""What is known of a customer: attribute name to value; `segment` is the key of a segment."""

Operator: TypeAlias = Literal["is", "is not", "at least", "at most", "above", "below"]

_SIGNS: dict[str, str] = {
    "is": "=",
    "is not": "≠",
    "at least": "≥",
    "at most": "≤",
    "above": ">",
    "below": "<",
}


DEEPEST_GUARD = 50
"""How many guards may stand inside one another: every question about a guard walks down it."""


class Guard:
    """A condition that can be decided; joined with `&`, `|` and `~`."""

    __slots__ = ()

    is_otherwise: ClassVar[bool] = False
    depth: int = 1

    _repr_html_ = fields.card

    def holds(self, facts: Facts) -> bool | None:  # noqa: ARG002 — each kind uses its own
        """Decide the guard; None when the facts do not say.

        Args:
            facts: What is known of the customer.

        Returns:
            True, False, or None for unknown.
        """
        raise AssertionError("every kind of guard decides itself")

    def atoms(self) -> tuple[Guard, ...]:
        """The smallest conditions it is made of, each once, in the order they are said."""
        return (self,)

    @property
    def text(self) -> str:
        """The condition in words, such as `age ≥ 18`."""
        raise AssertionError("every kind of guard says itself")

    def __str__(self) -> str:
        """Say it, so that every console can write it."""
        return console_text(self.text)

    def __format__(self, spec: str) -> str:
        """Say it inside another text, which is not always meant for a console."""
        return format(self.text, spec)

    def __and__(self, other: Guard) -> Guard:
        """Both."""
        return AllOf((self, other))

    def __or__(self, other: Guard) -> Guard:
        """One or the other."""
        return AnyOf((self, other))

    def __invert__(self) -> Guard:
        """The contrary."""
        return Not(self)

    def __bool__(self) -> NoReturn:
        """Refuse to be true or false: `and`, `or` and `not` would lose conditions."""
        raise GuardError(
            f'the guard "{self}" is neither true nor false before it meets a customer',
            instead="join guards with &, | and ~, not with and, or, not",
        )


def _as_guards(items: Guard | Iterable[Guard]) -> tuple[Guard, ...]:
    """A tuple of guards; one alone is one item."""
    return fields.several(items)


_guards = fields.every(Guard, "a guard such as attribute('age').at_least(18)")


def _above(*parts: object) -> int:
    """One level above some guards; what is no guard, the validator of the parts refuses."""
    depth = 1 + max((part.depth for part in parts if isinstance(part, Guard)), default=0)
    if depth > DEEPEST_GUARD:
        raise ModelError(f"a guard: expected at most {DEEPEST_GUARD} guards inside one another")
    return depth


def _depth_above(parts: str) -> Any:
    """A field for the level of a guard, which is counted when it is made."""
    default = fields.derived(lambda self: _above(*fields.several(getattr(self, parts))))
    return field(default=default, init=False, eq=False, repr=False)


@frozen
class AttributeComparison(Guard):
    """An attribute compared with a value; made by `attribute`."""

    attribute: str = field(validator=fields.name)
    operator: Operator = field(validator=fields.one_of("operator", get_args(Operator)))
    value: Scalar = field(validator=fields.scalar)

    __repr__ = fields.shown

    def __attrs_post_init__(self) -> None:
        """Refuse an order between things that have none."""
        ordered = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if self.operator not in {"is", "is not"} and not ordered:
            raise ModelError(
                f"{self.attribute} {self.operator} {representation(self.value)}: "
                "expected a number to compare"
            )

    def holds(self, facts: Facts) -> bool | None:
        """Compare; None when the attribute is unknown or of another kind."""
        fact = facts.get(self.attribute)
        if fact is None:
            return None
        if self.operator == "is":
            return fact == self.value
        if self.operator == "is not":
            return fact != self.value
        if not isinstance(fact, int | float) or not isinstance(self.value, int | float):
            return None
        return {
            "at least": fact >= self.value,
            "at most": fact <= self.value,
            "above": fact > self.value,
            "below": fact < self.value,
        }[self.operator]

    @property
    def text(self) -> str:
        """Say it."""
        return f"{self.attribute} {_SIGNS[self.operator]} {self.value}"


@frozen
class InSegment(Guard):
    """Membership of a segment; made by `in_segment`."""

    segment: str = field(validator=fields.key)

    __repr__ = fields.shown

    def holds(self, facts: Facts) -> bool | None:
        """Look the segment up among the facts."""
        fact = facts.get(f"segment:{self.segment}")
        if isinstance(fact, bool):
            return fact
        own = facts.get("segment")
        return None if own is None else own == self.segment

    @property
    def text(self) -> str:
        """Say it."""
        return self.segment


@frozen
class AllOf(Guard):
    """Every part holds; made by `&`."""

    parts: tuple[Guard, ...] = field(converter=_as_guards, validator=_guards)
    depth: int = _depth_above("parts")

    __repr__ = fields.shown

    def holds(self, facts: Facts) -> bool | None:
        """Decide as Kleene did: one False decides."""
        answers = [part.holds(facts) for part in self.parts]
        return False if False in answers else None if None in answers else True

    def atoms(self) -> tuple[Guard, ...]:
        """The atoms of all parts."""
        return _atoms(self.parts)

    def __and__(self, other: Guard) -> Guard:
        """One part more."""
        return AllOf((*self.parts, other))

    @property
    def text(self) -> str:
        """Say it."""
        return " and ".join(
            f"({part})" if isinstance(part, AnyOf) else part.text for part in self.parts
        )


@frozen
class AnyOf(Guard):
    """At least one part holds; made by `|`."""

    parts: tuple[Guard, ...] = field(converter=_as_guards, validator=_guards)
    depth: int = _depth_above("parts")

    __repr__ = fields.shown

    def holds(self, facts: Facts) -> bool | None:
        """Decide as Kleene did: one True decides."""
        answers = [part.holds(facts) for part in self.parts]
        return True if True in answers else None if None in answers else False

    def atoms(self) -> tuple[Guard, ...]:
        """The atoms of all parts."""
        return _atoms(self.parts)

    def __or__(self, other: Guard) -> Guard:
        """One part more."""
        return AnyOf((*self.parts, other))

    @property
    def text(self) -> str:
        """Say it."""
        return " or ".join(part.text for part in self.parts)


@frozen
class Not(Guard):
    """The contrary of a guard; made by `~`."""

    part: Guard = field(validator=fields.is_a(Guard, "a guard"))
    depth: int = _depth_above("part")

    __repr__ = fields.shown

    def holds(self, facts: Facts) -> bool | None:
        """Turn the answer round; unknown stays unknown."""
        answer = self.part.holds(facts)
        return None if answer is None else not answer

    def atoms(self) -> tuple[Guard, ...]:
        """The atoms of what is denied."""
        return self.part.atoms()

    @property
    def text(self) -> str:
        """Say it."""
        inner = f"({self.part})" if isinstance(self.part, AllOf | AnyOf) else self.part.text
        return f"not {inner}"


@frozen
class Otherwise(Guard):
    """What is left when no sibling holds; the constant `otherwise`."""

    is_otherwise: ClassVar[bool] = True

    __repr__ = fields.shown

    def holds(self, facts: Facts) -> bool | None:  # noqa: ARG002 — its siblings decide
        """Unknown by itself: the other ways out of the same place decide."""
        return None

    def atoms(self) -> tuple[Guard, ...]:
        """None: it has no condition of its own."""
        return ()

    @property
    def text(self) -> str:
        """Say it."""
        return "otherwise"


otherwise = Otherwise()
"""The way for everybody whom no other guard lets through."""


@frozen(eq=False)
class Attribute:
    """An attribute of a persona, waiting for a comparison; made by `attribute`."""

    name: str = field(validator=fields.name)

    __repr__ = fields.shown

    def __eq__(self, other: object) -> bool:
        """Whether it is the same attribute; with a value it would make no guard, and raises."""
        return self.name == other.name if isinstance(other, Attribute) else self._no("==", "is_")

    def __ne__(self, other: object) -> bool:
        """Whether it is another attribute; with a value it would make no guard, and raises."""
        if isinstance(other, Attribute):
            return self.name != other.name
        return self._no("!=", "is_not")

    def __hash__(self) -> int:
        """Equal attributes have equal hashes."""
        return hash((Attribute, self.name))

    def __ge__(self, other: object) -> bool:
        """Refuse; `at_least` makes the guard."""
        return self._no(">=", "at_least")

    def __le__(self, other: object) -> bool:
        """Refuse; `at_most` makes the guard."""
        return self._no("<=", "at_most")

    def __gt__(self, other: object) -> bool:
        """Refuse; `above` makes the guard."""
        return self._no(">", "above")

    def __lt__(self, other: object) -> bool:
        """Refuse; `below` makes the guard."""
        return self._no("<", "below")

    def _no(self, sign: str, method: str) -> NoReturn:
        """Name the method that makes the guard somebody meant."""
        instead = f"write attribute({self.name!r}).{method}(…)"
        raise GuardError(f"{sign} makes no guard", instead=instead)

    def is_(self, value: Scalar) -> Guard:
        """Equal to a value."""
        return AttributeComparison(self.name, "is", value)

    def is_not(self, value: Scalar) -> Guard:
        """Different from a value."""
        return AttributeComparison(self.name, "is not", value)

    def at_least(self, value: float) -> Guard:
        """A value or more."""
        return AttributeComparison(self.name, "at least", value)

    def at_most(self, value: float) -> Guard:
        """A value or less."""
        return AttributeComparison(self.name, "at most", value)

    def above(self, value: float) -> Guard:
        """More than a value."""
        return AttributeComparison(self.name, "above", value)

    def below(self, value: float) -> Guard:
        """Less than a value."""
        return AttributeComparison(self.name, "below", value)


def attribute(name: str) -> Attribute:
    """Name an attribute of a persona's demographics or psychographics.

    Args:
        name: The attribute's name.

    Returns:
        A value whose methods make guards.

    Example:
        >>> str(attribute("country").is_("Canada"))
        'country = Canada'
    """
    return Attribute(name)


def in_segment(segment: object) -> Guard:
    """Ask for membership of a segment.

    Args:
        segment: A `Segment` or its key.
    """
    key: Any = part(segment, "key", segment)  # what is no key, its validator refuses
    return InSegment(key)


def valuations(guards: Iterable[Guard], *, at_most: int = 4096) -> Iterator[Facts] | None:
    """Enumerate enough customers to decide any combination of guards exactly.

    A comparison only changes its answer at its own constant, so one value below, at and above
    each constant stands for all numbers, and one unmentioned word for all other words.

    Args:
        guards: The guards to be told apart.
        at_most: The bound on the number of valuations.

    Returns:
        The valuations, or None when there would be more than the bound.

    Example:
        >>> [facts["age"] for facts in valuations([attribute("age").at_least(18)]) or ()]
        [17.0, 18, 19.0]
    """
    domains: dict[str, list[Scalar]] = {}
    for guard in guards:
        for atom in guard.atoms():
            if isinstance(atom, InSegment):
                domains.setdefault(f"segment:{atom.segment}", [True, False])
            elif isinstance(atom, AttributeComparison):
                domains.setdefault(atom.attribute, []).append(atom.value)
    size = 1
    for name, values in domains.items():
        if not name.startswith("segment:"):
            domains[name] = _representatives(values)
        size *= len(domains[name])
    if size > at_most:
        return None
    return (
        dict(zip(domains, values, strict=True)) for values in itertools.product(*domains.values())
    )


def _representatives(values: list[Scalar]) -> list[Scalar]:
    """One value for each way the comparisons with these constants can come out."""
    if all(isinstance(value, bool) for value in values):
        return [True, False]
    numbers = sorted({v for v in values if isinstance(v, int | float) and not isinstance(v, bool)})
    others: list[Scalar] = sorted({v for v in values if isinstance(v, str)})
    if numbers:
        between = [(a + b) / 2 for a, b in itertools.pairwise(numbers)]
        spread = {numbers[0] - 1.0, *numbers, *between, numbers[-1] + 1.0}
        return [*sorted(spread), *others]
    return [*others, "".join(str(v) for v in others) + "…"]


def _atoms(parts: Iterable[Guard]) -> tuple[Guard, ...]:
    """The atoms of several guards, each once, first said first."""
    return tuple(dict.fromkeys(atom for part in parts for atom in part.atoms()))
