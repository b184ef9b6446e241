"""Editing: verbs that change what a journey has, and leave no reference to nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from operator import is_, is_not
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from journeykit import arguments, fields
from journeykit.addresses import Element, Keyed, element_of
from journeykit.errors import DuplicateKeyError, ModelError
from journeykit.guards import Guard, InSegment
from journeykit.journey_index import index_of, name_of
from journeykit.lookup import find
from journeykit.presence import attended
from journeykit.printable import quoted
from journeykit.references import GONE, addresses, rebuilt, with_key, without
from journeykit.rerouting import rerouted
from journeykit.stages import Stage, stage_order
from journeykit.touchpoints import Touchpoint
from journeykit.transitions import Transition

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")


def remove(
    self: J,
    *elements: Keyed | Transition | Element | str,
    reroute: bool = False,
) -> J:
    """Take something out of a journey, with everything that means nothing without it.

    A stage goes with its touchpoints; a touchpoint with the transitions that lead to it or from
    it; a persona with what was said of it. Opportunities no longer address it, waivers for it are
    gone, and stages that came after a stage come after what it came after.

    Args:
        *elements: What goes: values, keys, names, addresses; transitions too.
        reroute: Whether what led to a touchpoint or stage leads on to what it led to.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such thing.
        ModelError: Nothing was named, or something cannot do without it: a touchpoint that is for
            one persona only would be for everybody, a guard would ask for an unknown segment.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> a, b, c = map(touchpoint, "ABC")
        >>> walk = journey("Walk").stage("Way", a, b, c).flow(a >> b >> c)
        >>> [str(t.element) for t in walk.remove(b, reroute=True).transitions]
        ['transition:a/c']
    """
    if not elements:
        raise ModelError("expected something to remove, such as a touchpoint or its key")
    return _removed(self, elements, reroute=reroute)


def _removed(
    self: J, elements: Iterable[Keyed | Transition | Element | str], *, reroute: bool = False
) -> J:
    """A journey without some elements_in, or without any change if they are none."""
    transitions, gone = _resolved(self, elements)
    journey = self
    if transitions:
        kept = tuple(each for each in self.transitions if each not in transitions)
        journey = evolve(journey, transitions=kept)
    steps = [each for each in gone if each.kind in {"touchpoint", "stage"}]
    if reroute:
        journey = evolve(journey, transitions=rerouted(journey.transitions, steps))
    if gone:
        _refuse_indispensable(journey, gone)
        journey = _bridged(_still_present(journey, gone), gone)
    steps_and_all = addresses(gone)
    remaining = {t.element for t in journey.transitions if without(t, steps_and_all) is not GONE}
    joined = {each.element for each in self.transitions}
    return _forgetting(journey, {*gone, *(joined - remaining)})


def rename(self: J, element: Keyed | Element | str, name: str) -> J:
    """Call something otherwise; its key, and so everything that refers to it, stays.

    Args:
        element: The value, its key, its name or its address.
        name: The new name; of a pain, its new words.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such thing.
    """
    current: Any = find(self, element)
    changed = evolve(current, **{"name" if hasattr(current, "name") else "text": name})
    renamed: J = changed if current is self else replace(self, changed)
    return renamed


def rekey(self: J, element: Keyed | Element | str, key: str) -> J:
    """Give something another key, and everything that refers to it as well.

    Args:
        element: The value, its key, its name or its address.
        key: The new key.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such thing.
        DuplicateKeyError: Another thing of that kind has the key.
    """
    current: Any = find(self, element)
    address = element_of(current)
    if current is self or arguments.same(key, current.key):
        return evolve(self, key=key) if current is self else self
    evolve(current, key=key)  # refuses what is no key
    other = index_of(self).parts.elements_in.get(Element(address.kind, (key,)))
    if other is not None:
        raise DuplicateKeyError(address.kind, key, first=name_of(other), second=name_of(current))
    rekeyed: J = rebuilt(self, lambda value: with_key(value, address.kind, current.key, key))
    return rekeyed


def replace(
    self: J,
    new: Keyed | Transition,
    *,
    old: Keyed | Transition | Element | str | None = None,
) -> J:
    """Put a newer version of something in its place.

    Whatever refers to it, flows and opportunities and waivers, refers to the new one. A stage
    comes with its own touchpoints and leaves those of the old one behind. A channel, a metric or
    a pain is replaced wherever it stands.

    Args:
        new: The value as it should be.
        old: What it takes the place of: what has its key if left out, or, for a transition, the
            one that joins the same ends.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: The journey has nothing of that kind and key, or something refers
            to a touchpoint that the new stage no longer has.
        ModelError: Several transitions join the ends, or it is nothing that a journey has.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> call = touchpoint("Calls", key="call")
        >>> dentist = journey("Dentist").stage("Book", call)
        >>> dentist.replace(evolve(call, name="Rings up")).touchpoints[0].name
        'Rings up'
    """
    if isinstance(new, Transition):
        index = self.transitions.index(_old_transition(self, new, old))
        others = (*self.transitions[:index], new, *self.transitions[index + 1 :])
        return evolve(self, transitions=others)
    if element_of(new).kind == "journey":
        raise ModelError(
            "expected a part of the journey, such as a touchpoint, a stage or a persona, "
            f"got {fields.described(new)}"
        )
    current: Any = find(self, new if old is None else old)
    if element_of(current).kind != new.element.kind:
        raise ModelError(
            f"{fields.described(new)} cannot take the place of {fields.described(current)}; "
            f"expected {fields.one(type(current))}"
        )
    journey = rekey(self, current, new.key)
    kind = new.element.kind
    if kind in _HOMES:  # what stands in one place only need not be looked for in all of it
        homes: dict[str, Any] = {name: _with(getattr(journey, name), new) for name in _HOMES[kind]}
        return evolve(journey, **homes)

    def newer(value: Any) -> Any:
        alike = isinstance(value, Keyed) and value.key == new.key
        return new if alike and value.element == new.element else value

    changed: J = rebuilt(journey, newer)
    return changed


_HOMES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "persona": ("personas",),
        "stage": ("stages",),
        "touchpoint": ("stages", "any_time"),
        "opportunity": ("opportunities",),
    }
)
"""The fields of a journey that hold a kind of thing, where nothing else holds it."""


def _with(values: tuple[Any, ...], new: Any) -> tuple[Any, ...]:
    """Some elements_in, or the stages that hold some, with a newer version of one in its place."""

    def newer(value: Any) -> Any:
        if value.element == new.element:
            return new
        if isinstance(value, Stage) and isinstance(new, Touchpoint):
            touchpoints = _with(value.touchpoints, new)
            changed = any(map(is_not, touchpoints, value.touchpoints))
            return evolve(value, touchpoints=touchpoints) if changed else value
        return value

    return tuple(map(newer, values))


def map_touchpoints(self: J, function: Callable[[Touchpoint], Touchpoint]) -> J:
    """Change every touchpoint by a function.

    Args:
        function: Takes a touchpoint and returns it, changed or not; the key stays.

    Returns:
        A new journey.

    Raises:
        ModelError: It is no function, returned something else, or changed a key.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> shop = journey("Shop").stage("Buy", touchpoint("Pays"), touchpoint("Leaves"))
        >>> ours = shop.map_touchpoints(lambda each: each.owned_by("Ann"))
        >>> [each.owner.name for each in ours.touchpoints]
        ['Ann', 'Ann']
    """
    if not callable(function):
        raise ModelError(f"expected a function of a touchpoint, got {fields.described(function)}")

    def changed(touchpoint: Touchpoint) -> Touchpoint:
        new = fields.expect(function(touchpoint), Touchpoint, "a touchpoint from the function")
        if new.key != touchpoint.key:
            raise ModelError(
                f"the function gave touchpoint {quoted(touchpoint.name)} another key, "
                f"{quoted(new.key)}; .rekey(…) changes what refers to it as well"
            )
        return new

    stages = tuple(evolve(s, touchpoints=tuple(map(changed, s.touchpoints))) for s in self.stages)
    return evolve(self, stages=stages, any_time=tuple(map(changed, self.any_time)))


def only(self: J, *elements: Keyed | Element | str) -> J:
    """Cut a part out of a journey: everything else is removed.

    Args:
        *elements: The stages, touchpoints and personas to keep. Where no stage and no touchpoint is
            named, all stay, and so with personas. A touchpoint that is only for others goes too.

    Returns:
        A new journey, of the same name and key.

    Raises:
        UnknownReferenceError: There is no such thing.
        ModelError: Nothing was named to keep, or something that is none of these.
    """
    if not elements:
        raise ModelError("expected what to keep: stages, touchpoints or personas")
    kept = {find(self, element).element for element in elements}
    steps = {each for each in kept if each.kind in {"stage", "touchpoint"}}
    people = {each for each in kept if each.kind == "persona"}
    if kept != steps | people:
        odd = next(iter(kept - steps - people))
        raise ModelError(f"expected stages, touchpoints and personas to keep, got {odd}")
    gone: list[Element] = []
    if people:
        gone = [each.element for each in self.personas if each.element not in people]
    for stage in self.stages if steps else ():
        if stage.element in steps:
            continue
        left_out = [t.element for t in stage.touchpoints if t.element not in steps]
        gone += left_out
        gone += [stage.element] if len(left_out) == len(stage.touchpoints) else []
    gone += [t.element for t in self.any_time if steps and t.element not in steps]
    names = {each.key for each in gone if each.kind == "persona"}
    others = (t for t in self.touchpoints if t.personas and names.issuperset(t.personas))
    return _removed(self, dict.fromkeys([*gone, *(t.element for t in others)]))


def _forgetting(journey: J, elements: Collection[Element]) -> J:
    """A journey without some elements, in which nothing refers to them."""
    if not elements:
        return journey
    gone = addresses(elements)
    forgetting: J = rebuilt(journey, lambda value: without(value, gone))
    return forgetting


def _resolved(
    journey: Journey, elements: Iterable[Keyed | Transition | Element | str]
) -> tuple[set[Transition], dict[Element, None]]:
    """The transitions that are to go, and the addresses of all else; a stage's touchpoints too."""
    transitions: set[Transition] = set()
    gone: dict[Element, None] = {}
    for element in elements:
        value = find(journey, element)
        if isinstance(value, Transition):
            alike = index_of(journey).joining[value.element]
            transitions.update((element,) if isinstance(element, Transition) else alike)
        elif isinstance(value, Keyed) and value is not journey:
            gone[value.element] = None
            if isinstance(value, Stage):
                gone |= dict.fromkeys(each.element for each in value.touchpoints)
        else:
            raise ModelError(
                f"expected something that can be removed, got {fields.described(value)}"
            )
    return transitions, gone


def _still_present(journey: J, gone: Collection[Element]) -> J:
    """A journey in which who joins or leaves at what goes, does so at what remains beside it.

    Where nothing of theirs remains, the touchpoints name who is there.
    """
    ends = {p.joins_at for p in journey.presences} | {p.leaves_after for p in journey.presences}
    if ends.isdisjoint(gone):
        return journey
    presences = []
    for each in journey.presences:
        joins = _nearest_kept(journey, each.joins_at, gone, 1)
        leaves = _nearest_kept(journey, each.leaves_after, gone, -1)
        if (joins, leaves) != (None, None):
            presences.append(evolve(each, joins_at=joins, leaves_after=leaves))
        if bool(joins) != bool(each.joins_at) or bool(leaves) != bool(each.leaves_after):
            journey = attended(journey)
    return evolve(journey, presences=presences)


def _nearest_kept(
    journey: Journey, step: Element | None, gone: Collection[Element], direction: int
) -> Element | None:
    """A step; if it goes, the next of its kind that does not, in one direction."""
    if step is None or step not in gone:
        return step
    steps = [
        each.element
        for stage in journey.stages
        for each in ((stage,) if step.kind == "stage" else stage.touchpoints)
    ][::direction]
    return next((each for each in steps[steps.index(step) :] if each not in gone), None)


def _bridged(journey: J, gone: Collection[Element]) -> J:
    """A journey whose stages come after what the stages that go came after."""
    before = {stage.key: keys for stage, keys in stage_order(journey.stages)}

    def kept_before(keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            if Element("stage", (key,)) in gone:
                yield from kept_before(before[key])
            else:
                yield key

    stages: list[Stage] = []
    previous: tuple[str, ...] = ()
    for stage in journey.stages:
        after = tuple(dict.fromkeys(kept_before(before[stage.key])))
        unsaid = stage.after is None and after == previous
        stages.append(stage if unsaid or after == stage.after else evolve(stage, after=after))
        previous = previous if stage.element in gone else (stage.key,)
    unchanged = all(map(is_, stages, journey.stages))
    return journey if unchanged else evolve(journey, stages=stages)


def _refuse_indispensable(journey: Journey, gone: Collection[Element]) -> None:
    """Refuse to remove what something else cannot do without, and name that."""
    people = {element.key for element in gone if element.kind == "persona"}
    theirs = [
        touchpoint.name
        for touchpoint in journey.touchpoints
        if touchpoint.personas
        and people.issuperset(touchpoint.personas)
        and touchpoint.element not in gone
    ]
    if theirs:
        names = " and ".join(quoted(p.name) for p in journey.personas if p.key in people)
        raise ModelError(
            f"without {names}, nobody comes to {', '.join(map(quoted, theirs))}; remove that as "
            "well, or say who else comes there with .met_by(…)"
        )
    if not any(element.kind == "segment" for element in gone):
        return
    asking: dict[str, list[str]] = {}
    guards = [(str(t.element), t.when) for t in journey.transitions]
    for asks, guard in (*guards, *((quoted(s.name), s.where) for s in journey.segments)):
        for segment in _asked_for(guard):
            asking.setdefault(segment, []).append(asks)
    for element in gone:
        if element.kind == "segment" and element.key in asking:
            holders = ", ".join(asking[element.key])
            raise ModelError(f"{element} cannot go: {holders} asks for it; change that first")


def _asked_for(guard: object) -> set[str]:
    """The segments that a guard asks for."""
    atoms = guard.atoms() if isinstance(guard, Guard) else ()
    return {atom.segment for atom in atoms if isinstance(atom, InSegment)}


def _old_transition(
    journey: Journey, new: Transition, old: Keyed | Transition | Element | str | None
) -> Transition:
    """The one transition that a new one takes the place of."""
    if isinstance(old, Transition) and old in journey.transitions:
        return old
    transition: Any = find(journey, new if old is None else old)
    ends = fields.expect(transition, Transition, "a transition")
    first, *others = index_of(journey).joining[ends.element]
    if others:
        number = len(others) + 1
        raise ModelError(
            f"{number} transitions join these ends, {ends.element}; say which with old=…"
        )
    return first
