"""The strategies: they make every kind of journey, of any script, and shrink to little."""

from __future__ import annotations

import datetime
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import attrs
import hypothesis
import pytest
from hypothesis import find, given, seed, settings
from hypothesis import strategies as st

from journeykit import Element, Journey, Owner, Touchpoint, cell
from journeykit.fields import default_of
from journeykit.guards import AllOf, AnyOf, AttributeComparison, Guard, InSegment, Not, Otherwise
from journeykit.shapes import DocumentPosition, shape_of
from journeykit.testing import strategies
from journeykit.testing.strategies import journeys
from journeykit.testing.strategies.filling import some
from journeykit.text import admissible

_SEARCH = settings(max_examples=1_000, derandomize=True, database=None, deadline=None)


def _values(value: object) -> Iterator[Any]:
    """A value of the model and everything inside it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif attrs.has(type(value)):
        yield value
        for attribute in attrs.fields(type(value)):
            if attribute.eq:
                yield from _values(getattr(value, attribute.name))


@pytest.mark.deep
def test_every_field_of_the_model_is_filled_sometimes() -> None:
    """A few hundred examples leave no field of any class at its default."""
    filled: set[str] = set()
    seen: set[type] = set()

    @_SEARCH
    @given(
        st.tuples(
            journeys(max_touchpoints=1, max_personas=1),
            *[strategies.touchpoints(["maya"])] * 5,
            strategies.experiences(["maya"]),
            *[strategies.personas(["purchase"])] * 2,
            strategies.opportunities([cell("maya", "purchase")]),
            strategies.transitions([Element("stage", ("purchase",))], ["maya"]),
            strategies.waivers([cell("maya", "purchase")]),
        )
    )
    def look(made: object) -> None:
        for value in _values(made):
            seen.add(type(value))
            filled.update(
                f"{type(value).__name__}.{attribute.name}"
                for attribute in attrs.fields(type(value))
                if getattr(value, attribute.name) != default_of(value, attribute)
            )

    look()
    every = {
        f"{kind.__name__}.{attribute.name}"
        for kind in seen
        for attribute in attrs.fields(kind)
        if attribute.init and attribute.eq
    }
    assert set() == every - filled
    assert 28 <= len(seen)


@pytest.mark.parametrize("kind", [AllOf, AnyOf, AttributeComparison, InSegment, Not, Otherwise])
def test_every_kind_of_guard_occurs(kind: type[Guard]) -> None:
    """Guards of each kind are made."""
    assert isinstance(
        find(strategies.guards(), lambda g: isinstance(g, kind), settings=_SEARCH), kind
    )


@pytest.mark.deep
def test_a_journey_shrinks_to_what_matters() -> None:
    """The smallest journey with a touchpoint has nothing else."""
    small = journeys(max_stages=1, max_touchpoints=2, max_personas=1, max_transitions=1)
    smallest = find(small, lambda made: bool(made.touchpoints), settings=_SEARCH)
    assert (0, 0, 1, 0) == (
        len(smallest.personas),
        len(smallest.stages),
        len(smallest.touchpoints),
        len(smallest.transitions),
    )


@given(strategies.texts() | strategies.names())
def test_text_is_admissible(text: str) -> None:
    """No strategy makes text that a value would refuse."""
    assert text == admissible(text)


@pytest.mark.parametrize(
    "sample", ["japanese", "arabic", "emoji", "quote", "dot"], ids=lambda name: name
)
def test_text_is_awkward_sometimes(sample: str) -> None:
    """Scripts, quotes and what means something to a renderer all occur."""
    wanted = {
        "japanese": "支払",
        "arabic": "الدفع",
        "emoji": "🎉",
        "quote": '"',
        "dot": "\\N",
    }[sample]
    assert wanted in find(strategies.texts(), lambda text: wanted in text, settings=_SEARCH)


@given(journeys(max_stages=2, max_touchpoints=3, max_personas=1, max_transitions=0))
def test_sizes_are_bounded(made: Journey) -> None:
    """Nobody gets more than was asked for."""
    assert len(made.stages) <= 2
    assert len(made.touchpoints) <= 3
    assert len(made.personas) <= 1
    assert () == made.transitions


@pytest.mark.parametrize(
    "strategy",
    [
        strategies.channels(),
        strategies.emotions(),
        strategies.evidence(),
        strategies.experiences(["maya"]),
        strategies.goals(["purchase"]),
        strategies.metrics(),
        strategies.opportunities(),
        strategies.owners(),
        strategies.pains(),
        strategies.personas(),
        strategies.segments(),
        strategies.stages(),
        strategies.systems(),
        strategies.touchpoints(),
        strategies.waivers(),
    ],
    ids=repr,
)
def test_each_strategy_makes_values_that_can_be_made_again(
    strategy: st.SearchStrategy[Any],
) -> None:
    """Every value is equal to one made of its own fields: nothing depends on how it was made."""

    @given(strategy)
    def again(value: object) -> None:
        said = {a.name: getattr(value, a.name) for a in attrs.fields(type(value)) if a.init}
        assert value == type(value)(**said)
        assert hash(value) == hash(type(value)(**said))

    again()


def test_strategies_over_nothing_are_empty() -> None:
    """Where there are no personas or steps, there are no experiences or transitions."""
    assert strategies.experiences([]).is_empty
    assert strategies.transitions([]).is_empty


def test_hypothesis_finds_the_strategy_by_itself() -> None:
    """`from_type(Journey)` works for whoever has both installed, and costs no import."""
    program = (
        "import sys\n"
        "from hypothesis import given, settings, strategies as st\n"
        "assert 'journeykit.testing.strategies' not in sys.modules\n"
        "from journeykit import Journey\n"
        "@settings(max_examples=3, database=None, deadline=None)\n"
        "@given(st.from_type(Journey))\n"
        "def test(made): assert isinstance(made, Journey)\n"
        "test()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)


# ---------------------------------------------------------------------- a new field


@attrs.frozen(repr=False)
class _Kiosk(Touchpoint):
    """A touchpoint with fields that the library has never heard of.

    Args:
        floor: Where it stands.
        tested: When it was tried last.
        helpers: Who helps there.
    """

    floor: str = attrs.field(default="", kw_only=True)
    tested: datetime.date | None = attrs.field(default=None, kw_only=True)
    helpers: tuple[Owner, ...] = attrs.field(default=(), kw_only=True)


@pytest.mark.parametrize("field", ["floor", "tested", "helpers"])
def test_a_new_field_needs_nothing_but_its_declaration(field: str) -> None:
    """Strategies fill it, the document has it, the schema describes it: all read the class."""
    made = find(
        some(_Kiosk, {"name": strategies.names()}),
        lambda kiosk: bool(getattr(kiosk, field)),
        settings=_SEARCH,
    )
    shape = shape_of(_Kiosk)
    data = shape.write(made)
    assert field in data
    assert made == shape.read(json.loads(json.dumps(data)), DocumentPosition(""))
    definitions: dict[str, Any] = {}
    shape.schema(definitions)
    assert "description" in definitions["_Kiosk"]["properties"][field]


_STEPS = [Element("touchpoint", ("ad",)), Element("stage", ("purchase",))]

_EVERY: dict[str, st.SearchStrategy[Any]] = {
    "journeys": journeys(),
    "journeys of two": journeys(min_personas=2, min_stages=3, min_touchpoints=5),
    "connected journeys": journeys(connected=True, min_touchpoints=3),
    "journeys of a state": journeys(state="to-be"),
    "journeys without touchpoints": journeys(max_touchpoints=0),
    "journeys without stages": journeys(max_stages=0),
    "journeys without personas": journeys(max_personas=0),
    "journeys without transitions": journeys(max_transitions=0),
    "long journeys": journeys(max_touchpoints=20, max_transitions=20, max_stages=8),
    "journeys by type": st.from_type(Journey),
    "journeys by name": st.builds(Journey, name=strategies.names()),
    "channels": strategies.channels(),
    "dates": strategies.dates(),
    "emotions": strategies.emotions(),
    "evidence": strategies.evidence(),
    "experiences": strategies.experiences(["maya", "tom"]),
    "goals": strategies.goals(["purchase"]),
    "guards": strategies.guards(),
    "guards without segments": strategies.guards([]),
    "keys": strategies.keys(),
    "metrics": strategies.metrics(),
    "names": strategies.names(),
    "short names": strategies.names(max_size=3),
    "observed events": strategies.observed_events(),
    "opportunities": strategies.opportunities(_STEPS),
    "owners": strategies.owners(),
    "pains": strategies.pains(),
    "personas": strategies.personas(["purchase"]),
    "segments": strategies.segments(),
    "stages": strategies.stages(strategies.touchpoints(["maya"])),
    "systems": strategies.systems(),
    "texts": strategies.texts(),
    "touchpoints": strategies.touchpoints(["maya", "tom"]),
    "transitions": strategies.transitions(_STEPS, ["maya"]),
    "waivers": strategies.waivers(_STEPS),
}


def _outcomes(strategy: st.SearchStrategy[Any], first: int = 1) -> list[str]:
    """What became of each input that Hypothesis drew, from the seed on that is said."""
    from hypothesis.statistics import collector

    outcomes: list[str] = []

    def collect(statistics: dict[str, Any]) -> None:
        outcomes.extend(case["status"] for case in statistics["generate-phase"]["test-cases"])

    @seed(first)
    @settings(max_examples=100, database=None, deadline=None)
    @given(strategy)
    def look(_: object) -> None:
        """Take whatever comes."""

    with collector.with_value(collect):  # type: ignore[attr-defined]
        look()
    return outcomes


def test_every_strategy_is_tried() -> None:
    """The table below names each that is public."""
    names = " ".join(_EVERY).replace("observed events", "observed_events")
    assert [] == [name for name in strategies.__all__ if name not in names]


_WHOLE = {name for name in _EVERY if "journeys " in f"{name} "}


@pytest.mark.skipif(
    hypothesis.__version_info__ < (6, 170), reason="older ones begin with larger inputs"
)
@pytest.mark.parametrize(
    ("strategy", "seeds"),
    [
        pytest.param(strategy, 6, id=name, marks=pytest.mark.deep)
        if name in _WHOLE
        else pytest.param(strategy, 1, id=name)
        for name, strategy in _EVERY.items()
    ],
)
def test_few_inputs_are_thrown_away(strategy: st.SearchStrategy[Any], seeds: int) -> None:
    """At most one in twenty, of all that `--hypothesis-show-statistics` calls invalid.

    That is what a filter refused, and what Hypothesis gave up as too large for its beginning. No
    health check is suppressed. One seed of whole journeys has a few more than another.
    """
    outcomes = [outcome for first in range(seeds) for outcome in _outcomes(strategy, first)]
    assert len(outcomes) - outcomes.count("valid") <= 0.05 * len(outcomes)


@given(journeys(min_personas=2, min_stages=3, min_touchpoints=5, state="to-be"))
def test_what_is_asked_for_is_there(made: Journey) -> None:
    """At least so many of each, in the state."""
    assert (len(made.personas), len(made.stages), made.state) >= (2, 3, "to-be")
    assert made.state == "to-be"
    assert len(made.stages) >= 3
    assert len(made.touchpoints) >= 5


@given(journeys(connected=True, min_touchpoints=2))
def test_a_connected_journey_hangs_together(made: Journey) -> None:
    """Every touchpoint stands in a stage, and a transition leads from each to the next."""
    assert made.any_time == ()
    steps = [step.element for stage in made.stages for step in stage.touchpoints]
    joined = {(each.source, each.target) for each in made.transitions}
    assert joined.issuperset(itertools.pairwise(steps))


@pytest.mark.deep
def test_a_fault_shrinks_to_a_small_journey() -> None:
    """To one touchpoint of one persona, with nothing beside it."""
    small = find(
        journeys(),
        lambda made: any(t.experiences for t in made.touchpoints),
        settings=settings(_SEARCH, max_examples=500),
    )
    assert len(small.touchpoints) == 1
    assert len(small.personas) <= 1
    assert small.opportunities == ()
