"""Look-up: what a journey has under an address, a key or a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar, overload

from journeykit import fields
from journeykit.addresses import Element, Keyed, element_of, key_of
from journeykit.arguments import plain, same
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.experience import Experience
from journeykit.journey_index import index_of, name_of
from journeykit.personas import Persona
from journeykit.presence import attended
from journeykit.printable import quoted
from journeykit.stages import Stage
from journeykit.text import slug
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition
from journeykit.verbs import Lived

if TYPE_CHECKING:
    from journeykit.model import Journey

K = TypeVar("K", bound=Keyed | Transition)

_WORDS = {"need": "needs", "expectation": "expectations", "behaviour": "behaviours"}
"""Kinds of elements that are sentences of a persona, and the fields that hold them."""


def find_stage(journey: Journey, stage: Stage | str, key: str | None = None) -> Stage | None:
    """The stage of that key; or, where no key is given, of that name in other letters."""
    if isinstance(stage, Stage) or key is not None:
        searched = stage.key if isinstance(stage, Stage) else key
        return next((s for s in journey.stages if same(s.key, searched)), None)
    stage = fields.expect(stage, str, "a stage or its name")
    named = (s for s in journey.stages if s.name.casefold() == stage.casefold())
    keyed = (s for s in journey.stages if s.key in {stage, key_of(stage)})
    return next(keyed, None) or next(named, None)


def stage_named(journey: Journey, stage: Stage | str) -> Stage:
    """The stage of that name or key, which must be there."""
    match = find_stage(journey, stage)
    if match is None:
        names = [s.name for s in journey.stages]
        raise _unknown(journey, "stage", getattr(stage, "name", stage), names)
    return match


@overload
def find(self: Journey, element: K) -> K: ...


@overload
def find(self: Journey, element: str | Element) -> Any: ...


def find(self: Journey, element: Keyed | Transition | Element | str) -> Any:
    """Return what the journey has under a key, a name, an address, or the key of a value.

    Args:
        element: A key or a name; an address, such as a finding names it, or its word such as
            `"stage:purchase"`; or a value, of which the journey's own version is found.

    Returns:
        The value. A cell is the touchpoints that the persona meets in the stage; a transition is
        the first that joins its ends.

    Raises:
        UnknownReferenceError: There is no such thing.
        ModelError: Two elements_in of different kinds have that key.
    """
    if not isinstance(element, str):
        return _at(self, element_of(element))
    element = plain(element)
    kind, colon, _ = element.partition(":")
    if colon and kind.isalpha():
        return _at(self, Element.parse(element))
    index = index_of(self)
    matches = index.main.called(element) or index.parts.called(element, self)
    if not matches:
        main = index.main.elements_in.values()
        words = dict.fromkeys(word for each in main for word in (each.key, name_of(each)))
        raise _unknown(self, "key or name", element, [*words])
    if len(matches) > 1:
        named = " or ".join(quoted(str(address)) for address in matches)
        raise ModelError(f"{quoted(element)} may be {named} here; say which")
    return next(iter(matches.values()))


def address_of(self: Journey, element: object) -> Element:
    """The address of a thing; a key or a name is that of something the journey has."""
    if not isinstance(element, str):
        return element_of(element)
    element = plain(element)
    value = find(self, element)
    kind, colon, _ = element.partition(":")
    return Element.parse(element) if colon and kind.isalpha() else element_of(value)


def contains(self: Journey, element: object) -> bool:
    """Whether the journey has something under a key, a name, an address or the key of a value."""
    try:
        find(self, element)  # type: ignore[call-overload]
    except UnknownReferenceError:
        return False
    except ModelError:
        return isinstance(element, str)
    return True


def touchpoints_of(
    self: Journey, element: Persona | Stage | Element | str
) -> tuple[Touchpoint, ...]:
    """Return the touchpoints that a persona meets, or that a stage has.

    Args:
        element: The persona or the stage, its key, its name or its address.

    Returns:
        The touchpoints, in the journey's order.

    Raises:
        UnknownReferenceError: The journey has no such persona or stage.
    """
    value = find(self, element)
    if isinstance(value, Persona):
        return tuple(each for each in attended(self).touchpoints if each.is_for(value.key))
    return fields.expect(value, Stage, "a persona or a stage").touchpoints


def transitions_from(
    self: Journey, step: Touchpoint | Stage | Element | str
) -> tuple[Transition, ...]:
    """Return the transitions that leave a touchpoint or a stage.

    Args:
        step: The touchpoint or the stage, its key, its name or its address.

    Returns:
        The transitions, in the order they were said.

    Raises:
        UnknownReferenceError: The journey has no such step.
    """
    return index_of(self).leaving.get(step_of(self, step).element, ())


def transitions_to(
    self: Journey, step: Touchpoint | Stage | Element | str
) -> tuple[Transition, ...]:
    """Return the transitions that arrive at a touchpoint or a stage.

    Args:
        step: The touchpoint or the stage, its key, its name or its address.

    Returns:
        The transitions, in the order they were said.

    Raises:
        UnknownReferenceError: The journey has no such step.
    """
    return index_of(self).arriving.get(step_of(self, step).element, ())


def transitions_between(
    self: Journey,
    source: Touchpoint | Stage | Element | str,
    target: Touchpoint | Stage | Element | str,
) -> tuple[Transition, ...]:
    """Return the transitions from one touchpoint or stage to another.

    Args:
        source: Where they leave.
        target: Where they arrive.

    Returns:
        The transitions, in the order they were said; several if they have different guards.

    Raises:
        UnknownReferenceError: The journey has no such step.
    """
    end = step_of(self, target).element
    return tuple(each for each in transitions_from(self, source) if each.target == end)


def step_of(journey: Journey, step: Touchpoint | Stage | Element | str) -> Touchpoint | Stage:
    """The touchpoint or stage that is meant; a name of both is the touchpoint's."""
    if isinstance(step, str):
        value: Any = next(iter(index_of(journey).steps.called(step).values()), None)
        if value is not None:
            return value  # type: ignore[no-any-return]
    what = "a touchpoint or a stage"
    return fields.expect(find(journey, step), (Touchpoint, Stage), what)  # type: ignore[arg-type]


def _at(journey: Journey, element: Element) -> Any:
    """What stands at an address."""
    value = next(_candidates(journey, element), None)
    if value is None:
        index = index_of(journey)
        lived = (address for address, _ in _experiences(journey))
        several = (journey.element, *index.parts.elements_in, *index.joining, *lived)
        addresses = sorted({"/".join(each.keys) for each in several if each.kind == element.kind})
        raise _unknown(journey, element.kind, "/".join(element.keys), addresses)
    return value


def _experiences(journey: Journey) -> Iterator[tuple[Element, Experience]]:
    """What is gone through, under the key of the persona and that of the place."""
    holders: tuple[Lived, ...] = (*journey.touchpoints, *journey.stages, journey)
    for holder in holders:
        for each in holder.experiences:
            yield Element("experience", (each.persona, holder.key)), each


def _candidates(journey: Journey, element: Element) -> Iterator[Any]:
    """Whatever an address may mean."""
    kind, keys = element.kind, element.keys
    index = index_of(journey)
    if kind == "transition":
        yield from index.joining.get(element, ())
    elif kind == "cell" and {Element("persona", keys[:1]), Element("stage", keys[1:2])} <= {
        each.element for each in (*journey.personas, *journey.stages)
    }:
        inside = touchpoints_of(attended(journey), Element("stage", keys[1:2]))
        yield tuple(each for each in inside if each.is_for(keys[0]))
    elif kind == "experience":
        yield from (each for address, each in _experiences(journey) if address == element)
    elif kind in _WORDS or len(keys) > 1:
        owners = (each for each in journey.personas if each.key == keys[0])
        for owner in owners:
            parts = getattr(owner, _WORDS.get(kind, f"{kind}s"), ())
            yield from (each for each in parts if keys[1:] == (_key(each),))
    else:
        element_there = (
            journey if element == journey.element else index.main.elements_in.get(element)
        )
        element_there = element_there or index.parts.elements_in.get(element)
        yield from (element_there,) if element_there else ()


def _key(part: object) -> str:
    """The key of a part of a persona; a sentence has its slug."""
    return slug(plain(part)) if isinstance(part, str) else key_of(part)


def _unknown(journey: Journey, kind: str, name: object, names: list[str]) -> UnknownReferenceError:
    """The error for what is not there, with the nearest that is."""
    where = f'journey "{journey.name}"'
    return UnknownReferenceError(kind, name, choices=names, where=where)
