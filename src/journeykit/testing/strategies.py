"""Hypothesis strategies for whole journeys and everything in them.

Every field of the model is filled sometimes, in every journey only a few: what fails shrinks to
the one that matters. Whoever has this package installed can also write
`hypothesis.strategies.from_type(Journey)`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from journeykit.addresses import Element
from journeykit.channels import CHANNELS, Channel
from journeykit.communication import Consent, ConsentRole, Message, Segment, Trigger
from journeykit.durations import Wait
from journeykit.emotions import LEXICON, Basis, Emotion
from journeykit.errors import InadmissibleTextError
from journeykit.experience import Experience, Goal, Served
from journeykit.fields import Scalar
from journeykit.guards import Guard, attribute, in_segment, otherwise
from journeykit.lifecycle import ROLES
from journeykit.management import (
    BusinessGoal,
    Evidence,
    NotApplicable,
    Opportunity,
    Owner,
    System,
    Waiver,
)
from journeykit.metrics import METRIC_KINDS, Metric
from journeykit.model import Journey, Persona, Purpose, Stage, State, Touchpoint
from journeykit.observed_events import ObservedEvent
from journeykit.pains import PAIN_KINDS, Pain
from journeykit.text import admissible, shows
from journeykit.transitions import Transition

T = TypeVar("T")

_MOST_SAID = 4
"""How many optional fields of one value are filled at once."""

_AWKWARD = (
    "お支払いが完了しました",
    "الدفع عبر الإنترنت",
    "भुगतान किया",
    "ชำระเงิน",
    "👩\u200d👩\u200d👧 🎉",
    'say "hello" & it\'s <b>fine</b>',
    'x\n"]; pwned [label="y',
    "<TABLE><TR><TD>&nbsp;</TD></TR></TABLE>",
    "path\\",
    "\\N \\G shop:cart:n",
    "</text></svg><script>alert(1)</script>",
    "by \u2067מאיה\u2069 today",
    "# a; %% b | c --> d",
    "Z\u0351\u036b\u0343a\u036b\u033d",
    "word " * 200 + "x",
)


@cache
def texts(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text of any script that a journey admits, empty or not.

    Args:
        max_size: How many characters text has at most, apart from a few awkward samples that may
            be longer.

    Returns:
        A strategy for text that breaks careless renderers.

    Example:
        >>> from hypothesis import given
        >>> @given(texts())
        ... def test_every_text_is_admitted(text):
        ...     assert Goal("a gift", text).due == text
        >>> test_every_text_is_admitted()
    """
    letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs"))
    plain = st.text(st.sampled_from("abcdefghij KLM-_.0123"), max_size=max_size)
    return plain | st.text(letters, max_size=max_size).filter(_is_admissible) | _awkward()


@cache
def names(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text that says something, for whatever needs a name.

    Args:
        max_size: How many characters it has at most, a few awkward samples apart.

    Returns:
        A strategy.
    """
    # Mapped, not filtered: a test that draws many names would throw a third of its inputs away.
    return texts(max_size=max_size).map(lambda text: text if shows(text) else "A")


@cache
def keys() -> st.SearchStrategy[str]:
    """Keys as people choose them with `key=`."""
    return st.from_regex(r"[a-z][a-zA-Z0-9_.\-]{0,8}", fullmatch=True)


@cache
def dates() -> st.SearchStrategy[datetime.date]:
    """Days of this century."""
    return st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@cache
def channels() -> st.SearchStrategy[Channel]:
    """Channels that come with the library, and others."""
    other = _some(
        Channel,
        {"name": names()},
    )
    return st.sampled_from(CHANNELS) | other


@cache
def emotions() -> st.SearchStrategy[Emotion]:
    """Emotions, with and without a range."""
    halves = st.integers(-4, 4).map(lambda half: half / 2)
    return st.builds(
        _emotion,
        st.tuples(halves, halves, halves).map(sorted),
        st.sampled_from(["one", "range", "range without a middle"]),
        st.sampled_from([*LEXICON, ""]) | texts(),
        st.none() | _word(Basis),
    )


def _emotion(values: list[float], of: str, label: str, basis: Basis | None) -> Emotion:
    low, middle, high = values if of.startswith("range") else (values[1],) * 3
    valence = None if of == "range without a middle" else middle
    return Emotion(valence, label, low=low, high=high, basis=basis)


def guards(segments: Sequence[str] = ("retail", "staff")) -> st.SearchStrategy[Guard]:
    """Guards that can be decided, joined in any way.

    Args:
        segments: The keys of segments they may ask for.

    Returns:
        A strategy.
    """
    numbers = st.integers(0, 99) | st.floats(-1e6, 1e6)
    attributes = st.sampled_from(["age", "visits", "country", "premium"]).map(attribute)
    atoms: st.SearchStrategy[Guard] = st.one_of(
        st.builds(lambda one, value: one.is_(value), attributes, _scalars()),
        st.builds(lambda one, value: one.is_not(value), attributes, _scalars()),
        st.builds(
            lambda one, verb, value: getattr(one, verb)(value),
            attributes,
            st.sampled_from(["at_least", "at_most", "above", "below"]),
            numbers,
        ),
        st.sampled_from(list(segments)).map(in_segment) if segments else st.nothing(),
    )
    joined = st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds(lambda a, b: a & b, inner, inner),
            st.builds(lambda a, b: a | b, inner, inner),
            inner.map(lambda a: ~a),
        ),
        max_leaves=4,
    )
    return joined | st.just(otherwise)


@cache
def owners() -> st.SearchStrategy[Owner]:
    """People and teams who answer for something."""
    return st.builds(Owner, names(), texts())


@cache
def evidence() -> st.SearchStrategy[Evidence]:
    """What stands behind a claim."""
    return _some(Evidence, {"source": names()}, {"sample": st.integers(0, 10**6)})


@cache
def metrics() -> st.SearchStrategy[Metric]:
    """Key figures, defined more or less."""
    return _some(
        Metric,
        {"name": names()},
        {"kind": st.sampled_from([*METRIC_KINDS, "places on a list"])},
    )


@cache
def pains() -> st.SearchStrategy[Pain]:
    """What hurts."""
    return _some(
        Pain,
        {"text": names()},
        {"kind": st.sampled_from([*PAIN_KINDS, "shame"]), "severity": st.integers(1, 5)},
    )


def goals(stages: Sequence[str] = ()) -> st.SearchStrategy[Goal]:
    """What personas want.

    Args:
        stages: The keys of stages by which they may want it.

    Returns:
        A strategy.
    """
    return _some(Goal, {"name": names()}, {"due": _one_of_these(stages)})


@cache
def segments() -> st.SearchStrategy[Segment]:
    """Groups of customers."""
    return _some(Segment, {"name": names()})


@cache
def systems() -> st.SearchStrategy[System]:
    """Systems behind the line of visibility."""
    return _some(System, {"name": names()})


def waivers(elements: Sequence[Element] = ()) -> st.SearchStrategy[Waiver]:
    """Findings accepted on purpose.

    Args:
        elements: Where they may be accepted.

    Returns:
        A strategy.
    """
    return _some(
        Waiver,
        {"rule": st.sampled_from(["JK101", "JK2", "empty-stage"]) | names(), "reason": names()},
        {"at": _one_of_these(elements)},
    )


def observed_events() -> st.SearchStrategy[ObservedEvent]:
    """Events of a log that show that somebody was at a touchpoint.

    Returns:
        A strategy.
    """
    return _some(
        ObservedEvent,
        {"name": st.sampled_from(["order_placed", "/product/*", "rating_*****"]) | names()},
    )


def personas(stages: Sequence[str] = ()) -> st.SearchStrategy[Persona]:
    """People who walk journeys.

    Args:
        stages: The keys of stages that their goals may name.

    Returns:
        A strategy.
    """
    return _some(
        Persona,
        {"name": names()},
        {
            "segment": keys(),
            "languages": _languages(),
            "goals": st.deferred(lambda: _row(goals(stages))),
        },
    )


def experiences(personas: Sequence[str]) -> st.SearchStrategy[Experience]:
    """What one of some personas goes through at one touchpoint.

    Args:
        personas: The keys of the personas.

    Returns:
        A strategy; an empty one if there are no personas.
    """
    return _some(
        Experience,
        {"persona": _one_of_these(personas)},
    )


def touchpoints(personas: Sequence[str] = ()) -> st.SearchStrategy[Touchpoint]:
    """Meetings of customers and companies.

    Args:
        personas: The keys of the personas who walk the journey.

    Returns:
        A strategy.
    """
    whose = _one_of_these(personas)
    return _some(
        Touchpoint,
        {"name": names()},
        {
            "segment": keys(),
            "purpose": st.sampled_from([*get_args(Purpose), "diagnosis"]),
            "languages": _languages(),
            "url": st.sampled_from(["https://example.org/a?b=c&d", "//x", "javascript:1"]),
            "systems": _keyed(systems()),
            "experiences": st.deferred(lambda: _row(experiences(personas)).map(_of_each_persona)),
            "personas": st.deferred(lambda: _row(whose)),
            "served": st.deferred(lambda: _row(_some(Served, {"persona": whose, "text": names()}))),
        },
    )


def stages(touchpoints: st.SearchStrategy[Touchpoint] | None = None) -> st.SearchStrategy[Stage]:
    """Parts of journeys.

    Args:
        touchpoints: What happens in them; anything that needs no persona if left out.

    Returns:
        A strategy.
    """
    held = _touchpoints_of_nobody() if touchpoints is None else touchpoints
    return _some(
        Stage,
        {"name": st.sampled_from(["Awareness", "Purchase", "Loyalty"]) | names()},
        {
            "touchpoints": _keyed(held),
            "roles": _row(st.sampled_from([*ROLES, "treatment"])),
            "after": st.none(),  # a whole journey knows of other stages
        },
    )


def transitions(
    steps: Sequence[Element], personas: Sequence[str] = ()
) -> st.SearchStrategy[Transition]:
    """Steps from one place of a journey to another.

    Args:
        steps: The touchpoints and stages they may join.
        personas: The keys of those who may take them.

    Returns:
        A strategy; an empty one if there are no steps.
    """
    return _some(
        Transition,
        {"source": _one_of_these(steps), "target": _one_of_these(steps)},
        {
            "priority": st.integers(1, 9),
            "share": st.integers(0, 100) | st.floats(0, 100),
            "attempts": st.integers(1, 9),
            "personas": st.deferred(lambda: _row(_one_of_these(personas))),
        },
    )


def opportunities(elements: Sequence[Element] = ()) -> st.SearchStrategy[Opportunity]:
    """Ideas and plans.

    Args:
        elements: What they may address.

    Returns:
        A strategy.
    """
    return _some(
        Opportunity,
        {"name": names()},
        {
            "effort": _halves(),
            "value": _halves(),
            "metric": keys(),
            "addresses": st.deferred(lambda: _row(_one_of_these(elements))),
        },
    )


@st.composite
def journeys(
    draw: st.DrawFn,
    *,
    min_stages: int = 0,
    max_stages: int = 4,
    min_touchpoints: int = 0,
    max_touchpoints: int = 6,
    min_personas: int = 0,
    max_personas: int = 3,
    max_transitions: int = 6,
    connected: bool = False,
    state: State | None = None,
) -> Journey:
    """Whole, valid journeys: empty ones, half-finished ones and odd ones among them.

    Args:
        draw: Given by Hypothesis.
        min_stages: How many stages there are at least.
        max_stages: How many stages there are at most.
        min_touchpoints: How many touchpoints there are at least in all.
        max_touchpoints: How many touchpoints there are at most in all.
        min_personas: How many personas there are at least.
        max_personas: How many personas there are at most.
        max_transitions: How many transitions there are at most, not counting those that connect.
        connected: Whether every touchpoint stands in a stage, and a transition leads from each to
            the next.
        state: The state; any if left out.

    Returns:
        A strategy.

    Example:
        >>> from hypothesis import given
        >>> @given(journeys(max_touchpoints=3))
        ... def test_touchpoints_are_few(journey):
        ...     assert len(journey.touchpoints) <= 3
        >>> test_touchpoints_are_few()
    """
    fewest = max(min_stages, 1 if connected and max_stages else 0)
    shells = draw(_keyed(stages(st.nothing()), at_least=fewest, at_most=max(max_stages, fewest)))
    people = draw(
        _keyed(
            personas([shell.key for shell in shells]),
            at_least=min_personas,
            at_most=max(max_personas, min_personas),
        )
    )
    who = [persona.key for persona in people]
    most = max(max_touchpoints, min_touchpoints)
    met = draw(_keyed(touchpoints(who), at_least=min_touchpoints, at_most=most))
    agreed = _agreement()
    people = tuple(
        attrs.evolve(one, prefers=agreed(one.prefers), avoids=agreed(one.avoids)) for one in people
    )
    met = tuple(attrs.evolve(one, channels=agreed(one.channels)) for one in met)
    last = len(shells) - 1 if connected and shells else len(shells)  # the last one: at any time
    homes = [draw(st.integers(0, last)) for _ in met]
    filled = tuple(
        _placed(
            draw, shell, shells[:place], [t for t, h in zip(met, homes, strict=True) if h == place]
        )
        for place, shell in enumerate(shells)
    )
    any_time = tuple(t for t, home in zip(met, homes, strict=True) if home == len(shells))
    steps = [step.element for step in (*met, *shells)]
    cells = [Element("cell", (persona, shell.key)) for persona in who for shell in shells]
    elements = [*steps, *cells, *(persona.element for persona in people)]
    flows = draw(_row(transitions(steps, who), at_most=max_transitions))
    if connected:
        listed = [step.element for stage in filled for step in stage.touchpoints]
        flows = (*(Transition(a, b) for a, b in itertools.pairwise(listed)), *flows)
    return draw(
        _some(
            Journey,
            {
                "name": names(),
                "personas": st.just(people),
                "stages": st.just(filled),
                "any_time": st.just(any_time),
                "transitions": st.just(flows),
                **({} if state is None else {"state": st.just(state)}),
            },
            {
                "scope": _row(st.sampled_from(ROLES)),
                "state": st.sampled_from([*get_args(State), "pilot"]),
                "stage_model": keys(),
                "opportunities": _keyed(opportunities(elements)),
                "business_goals": _row(
                    st.builds(BusinessGoal, names(), st.sampled_from(["", *ROLES]))
                ),
                "segments": _keyed(segments()),
                "channels": _row(channels()).map(agreed),
                "systems": _keyed(systems()),
                "excluded": _row(_not_applicable(cells)),
                "waivers": _row(waivers(elements)),
            },
        )
    )


def _agreement() -> Callable[[tuple[Channel, ...]], tuple[Channel, ...]]:
    """Takes channels, and gives for each the first of its key: in a journey they may not differ."""
    known: dict[str, Channel] = {}

    def agreed(drawn: tuple[Channel, ...]) -> tuple[Channel, ...]:
        return tuple(known.setdefault(channel.key, channel) for channel in drawn)

    return agreed


def _placed(
    draw: st.DrawFn, shell: Stage, before: Sequence[Stage], held: Sequence[Touchpoint]
) -> Stage:
    """A stage with its touchpoints, after any of the stages before it."""
    after = draw(st.none() | _row(_one_of_these([stage.key for stage in before])))
    return attrs.evolve(shell, touchpoints=held, after=after)


def _not_applicable(cells: Sequence[Element]) -> st.SearchStrategy[NotApplicable]:
    return st.builds(
        lambda element, reason: NotApplicable(element.keys[0], element.keys[1], reason),
        _one_of_these(cells),
        names(),
    )


def _languages() -> st.SearchStrategy[tuple[str, ...]]:
    return _row(st.sampled_from(["en", "ja", "ar", "pt-BR"]))


def _halves() -> st.SearchStrategy[float]:
    return st.integers(0, 10).map(lambda half: half / 2)


@cache
def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    """What a field holds, read from its annotation; texts are empty only where one stands alone."""
    if get_origin(hint) is Literal:
        return _word(hint)
    if hint == str | Guard:
        return texts() | guards()
    if hint == tuple[tuple[str, Scalar], ...]:
        return st.dictionaries(names(), _scalars(), max_size=3)
    if get_origin(hint) in {Union, UnionType}:
        (kind,) = (kind for kind in get_args(hint) if kind is not NoneType)
        return _of_type(kind)
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return _row(names() if item is str else _of_type(item))
    return _OF_CLASS[hint]()


def _optional(kind: type) -> dict[str, Any]:
    """The types of the fields of a class that nobody has to fill."""
    hints = _hints(kind)
    return {
        field.name: hints[field.name]
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING and field.name != "location"
    }


_hints: Callable[[type], dict[str, Any]] = cache(get_type_hints)  # which reads them slowly


class _Plan(Generic[T]):
    """What a value is made of; short in a `repr`, which Hypothesis puts into its reports.

    Args:
        kind: The class.
        required: Strategies for the fields that are always filled.
        optional: Strategies for the fields of which a few are filled.
    """

    def __init__(
        self,
        kind: type[T],
        required: Mapping[str, st.SearchStrategy[Any]],
        optional: Mapping[str, st.SearchStrategy[Any]],
    ) -> None:
        """Keep all three."""
        self.kind = kind
        self.required = required
        self.optional = optional

    def __repr__(self) -> str:
        """Show the class alone."""
        return getattr(self.kind, "__name__", "…")


def _some(
    kind: type[T],
    required: Mapping[str, st.SearchStrategy[Any]],
    special: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({}),
) -> st.SearchStrategy[T]:
    """Values of a class with a few of their optional fields filled.

    What an optional field holds follows from its type, unless it is special. A field that is new
    in the class has nothing to be done here.
    """
    if any(strategy.is_empty for strategy in required.values()):
        return st.nothing()
    optional = {
        name: special[name] if name in special else keys() if name == "key" else _of_type(hint)
        for name, hint in _optional(kind).items()
        if name not in required and not (name in special and special[name].is_empty)
    }
    return _made_of(_Plan(kind, required, optional))


@st.composite
def _made_of(draw: st.DrawFn, plan: _Plan[T]) -> T:
    said = {name: draw(strategy) for name, strategy in plan.required.items()}
    chosen = draw(_choice(tuple(plan.optional)))
    return plan.kind(**said, **{name: draw(plan.optional[name]) for name in chosen})


@cache
def _choice(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=_MOST_SAID, unique=True)


def _row(
    items: st.SearchStrategy[T], *, at_least: int = 0, at_most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples; empty ones where there are no items."""
    if items.is_empty:
        return st.just(())
    return st.lists(items, min_size=at_least, max_size=at_most).map(tuple)


def _keyed(
    items: st.SearchStrategy[T], *, at_least: int = 0, at_most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    """Short tuples of things that have keys, no two alike."""
    return _row(items, at_least=at_least, at_most=at_most).map(_told_apart)


def _told_apart(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same things; one whose key is taken gets the first that is free, so that none is lost."""
    taken: set[str] = set()
    apart = []
    for item in items:
        free = next(each for each in _numbered(item.key) if each not in taken)
        apart.append(item if free == item.key else attrs.evolve(item, key=free))
        taken.add(free)
    return tuple(apart)


def _of_each_persona(told: tuple[Experience, ...]) -> tuple[Experience, ...]:
    """The last thing that is said of each persona."""
    return tuple({experience.persona: experience for experience in told}.values())


def _numbered(key: str) -> Iterator[str]:
    """A key, and then the same with numbers."""
    yield key
    yield from (f"{key}-{number}" for number in itertools.count(2))


def _one_of_these(items: Sequence[T]) -> st.SearchStrategy[T]:
    return st.sampled_from(items) if items else st.nothing()


@cache
def _word(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


@cache
def _numbers() -> st.SearchStrategy[float]:
    return st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False)


@cache
def _scalars() -> st.SearchStrategy[Scalar]:
    return st.booleans() | st.integers(-1000, 1000) | st.floats(-1e6, 1e6) | texts()


def _touchpoints_of_nobody() -> st.SearchStrategy[Touchpoint]:
    return touchpoints()  # where that name is taken by an argument


def _awkward() -> st.SearchStrategy[str]:
    return st.sampled_from(_AWKWARD)


def _is_admissible(text: str) -> bool:
    try:
        admissible(text)
    except InadmissibleTextError:
        return False
    return True


_OF_CLASS: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: texts,
    bool: st.booleans,
    float: _numbers,
    datetime.date: dates,
    Channel: channels,
    Emotion: emotions,
    Evidence: evidence,
    Experience: st.nothing,  # whose it is has to be said
    Guard: guards,
    Metric: metrics,
    ObservedEvent: observed_events,
    Owner: owners,
    Pain: pains,
    Served: st.nothing,
    System: systems,
    Waiver: waivers,
    Consent: lambda: st.builds(Consent, names(), _word(ConsentRole)),
    Message: lambda: st.builds(Message, keys(), names()),
    Trigger: lambda: st.builds(Trigger, names(), texts(), st.booleans()),
    Wait: lambda: st.builds(Wait, texts(), texts()),
}
"""Values of each class that fields hold."""
