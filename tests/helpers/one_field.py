"""One more thing said of a plain journey: for each field of each class, values read from its type.

What a field holds follows from its annotation, so that a field that is new is there by itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from journeykit import Channel, Journey, Persona, Stage, Touchpoint, journey, persona, touchpoint
from journeykit.addresses import Element
from journeykit.emotions import Emotion
from journeykit.errors import JourneyError
from journeykit.experience import Experience
from journeykit.fields import Scalar
from journeykit.guards import Guard, attribute
from journeykit.interchange.losses import parts_of
from journeykit.transitions import Transition

CLASSES = (Journey, Persona, Stage, Touchpoint, Experience, Transition)
"""What has an address and fields of its own."""

_STRUCTURE = frozenset(
    {
        *((Journey, name) for name in ("personas", "stages", "any_time", "transitions")),
        *((Stage, "touchpoints"), (Touchpoint, "experiences"), (Experience, "persona")),
        *((Transition, "source"), (Transition, "target")),
    }
)
"""Fields that hold what has an address itself, or say where it stands."""

MAYA, TOM = persona("Maya"), persona("Tom")
BASE = (
    journey("Gift")
    .walked_by(MAYA, TOM)
    .stage(
        "Look",
        touchpoint("Sees an ad", Channel.WEBSITE, personas=[MAYA, TOM])
        .feels(MAYA, 1)
        .feels(TOM, 1),
    )
    .stage(
        "Buy",
        touchpoint("Pays", Channel.EMAIL, personas=[MAYA, TOM]).feels(MAYA, -1).feels(TOM, -1),
        touchpoint("Unpacks", personas=[MAYA]).feels(MAYA, 2),
    )
)
BASE = BASE.flow(BASE.touchpoints[0] >> BASE.touchpoints[1] >> BASE.touchpoints[2])
_STEP = BASE.touchpoints[1].element

_SPECIAL: dict[Any, tuple[Any, ...]] = {
    str: ("Words about it", "two\nlines", "1. a; b: c | d # e, f"),
    bool: (True,),
    float: (2.5, -1.5),
    int: (2,),
    datetime.date: (datetime.date(2027, 1, 31),),
    Element: (_STEP, BASE.stages[0].element),
    Guard: (attribute("age").at_least(18),),
    Scalar: ("red", 3),
    Emotion: (
        *map(Emotion, (1.5, -0.5)),
        Emotion(1.0, "proud"),
        Emotion(None, low=-1.0, high=1.0),
        Emotion(0.0, low=-2.0, high=2.0),
        Emotion(1.0, "glad", basis="observed"),
    ),
}
_KEYS = {
    "persona": ("maya",),
    "personas": (("tom",), ("maya", "tom")),
    "on_behalf_of": (("tom",),),
    "stage": ("look",),
    "after": (("look",),),
    "key": ("another-key",),
    "segment": ("retail",),
    "languages": (("de",),),
    "experiences": (
        (Experience("tom", emotion=Emotion(-2.0, "sad")),),
        (Experience("maya", ["queues"]),),
        (Experience("maya", (), ["hm"]), Experience("tom", (), (), ["oh"])),
        (Experience("tom", pains=["slow"]),),
    ),
}
"""Fields of which the name tells more than the type."""


def fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a class that say something themselves."""
    names = (each.name for each in attrs.fields(kind) if each.name != "location")
    return tuple(name for name in names if (kind, name) not in _STRUCTURE)


def element_of(kind: type) -> tuple[Element, Any]:
    """The last element of a class that more is said of, with its address before that."""
    return [(element, value) for element, value in parts_of(BASE) if type(value) is kind][-1]


def saying_more(kind: type, field: str) -> Iterator[Journey]:
    """The plain journey, in which an element of a class says something else in one field."""
    return iter(dict.fromkeys(_saying_more(kind, field)))


def _saying_more(kind: type, field: str) -> Iterator[Journey]:
    """The same, some of them twice."""
    element, value = element_of(kind)
    for content in _contents(kind, field):
        with suppress(JourneyError):
            made = _with(element, value, attrs.evolve(value, **{field: content}))
            if made != BASE:
                yield made


def _with(element: Element, old: Any, new: Any) -> Journey:
    """The plain journey with another element in the place of one."""

    def swapped(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(new if each is old else each for each in items)

    if isinstance(new, Journey):
        return new
    if isinstance(new, Persona | Stage | Touchpoint):
        key = new.key
        new = attrs.evolve(new, key=old.key)
        made = _placed(swapped, old, new)
        return made if key == old.key else made.rekey(element, key)
    return _placed(swapped, old, new)


def _placed(swapped: Any, old: Any, new: Any) -> Journey:
    """The plain journey in which something stands in the place of something else."""
    stages = []
    for stage in swapped(BASE.stages):
        steps = [
            attrs.evolve(step, experiences=swapped(step.experiences))
            for step in swapped(stage.touchpoints)
        ]
        stages.append(attrs.evolve(stage, touchpoints=steps))
    return attrs.evolve(
        BASE,
        personas=swapped(BASE.personas),
        stages=stages,
        transitions=swapped(BASE.transitions),
    )


@cache
def _contents(kind: type, field: str) -> tuple[Any, ...]:
    """What a field may hold."""
    if field in _KEYS:
        return _KEYS[field]
    return tuple(_of_type(get_type_hints(kind)[field]))


def _of_type(hint: Any) -> Iterator[Any]:
    """Values of an annotation."""
    if hint in _SPECIAL:
        yield from _SPECIAL[hint]
    elif get_origin(hint) is Literal:
        yield from get_args(hint)[:3]
    elif get_origin(hint) in {Union, UnionType}:
        for each in get_args(hint):
            if each is not NoneType:
                yield from _of_type(each)
    elif hint == tuple[tuple[str, Scalar], ...]:
        yield {"colour": "red"}
    elif get_origin(hint) is tuple:
        items = list(_of_type(get_args(hint)[0]))
        yield from ((item,) for item in items)
        yield tuple(items[:2])
    else:
        yield from _of_class(hint)


def _of_class(kind: Any) -> Iterator[Any]:
    """A value with what it needs, and one more for each content of each optional field."""
    listed = [each for each in attrs.fields(kind) if each.name != "location"]
    needed = [each.name for each in listed if each.default is attrs.NOTHING]
    plain = {name: next(iter(_contents(kind, name))) for name in needed}
    more = [{each.name: content} for each in listed for content in _contents(kind, each.name)]
    for said in ({}, *more):
        with suppress(JourneyError):
            yield kind(**plain | said)


Difference = tuple[Element, str]
"""An element, and the field of it in which two journeys differ; empty if only one has it."""


def different(made: Journey, back: Journey) -> list[Difference]:
    """Where a journey that came back is another than the one that was made.

    Args:
        made: What was written.
        back: What was read; things are the same by their names, or else by their order.

    Returns:
        Each element and field, addressed as in the first journey if it has them.
    """
    differences = [(made.element, "key")] if made.key != back.key else []
    pairs = [
        *_paired(made.personas, back.personas),
        *_paired(made.stages, back.stages),
        *_paired(made.touchpoints, back.touchpoints),
    ]
    listed = [*back.personas, *back.stages, *back.touchpoints]
    passing = {each.element: f"passing-{number}" for number, each in enumerate(listed)}
    known = {theirs.element for _, theirs in pairs}
    differences += [(each.element, "") for each in listed if each.element not in known]
    differences += [(ours.element, "key") for ours, theirs in pairs if ours.key != theirs.key]
    back = attrs.evolve(back, key=made.key)
    for element, key in passing.items():  # so that no key is in the way of another
        back = back.rekey(element, key)
    for ours, theirs in pairs:
        element = theirs.element
        back = back.rekey(Element(element.kind, (passing[element],)), ours.key)
    before, after = dict(parts_of(made)), dict(parts_of(back))
    beyond = before.keys() ^ after.keys()
    differences += [(each, "") for each in beyond if not {*passing.values()} & {*each.keys}]
    for element in before.keys() & after.keys():
        one, other = before[element], after[element]
        named = (each for each in fields_of(type(one)) if each != "key")
        differences += [
            (element, each) for each in named if getattr(one, each) != getattr(other, each)
        ]
    return differences


def _paired(ours: Sequence[Any], theirs: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Things of one name, then the others in their order."""
    rest, others = list(theirs), []
    for each in ours:
        same = next((other for other in rest if other.name == each.name), None)
        if same is None:
            others.append(each)
            continue
        rest.remove(same)
        yield each, same
    yield from zip(others, rest, strict=False)
