"""Frozen means frozen: values between threads and processes, and with the tools made for values."""

from __future__ import annotations

import copy
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import attrs
import pytest

import journeykit as jk
from helpers.odd_rules import saying
from journeykit import Channel, Journey, Persona, Stage, Touchpoint, attribute, in_segment
from journeykit.coverage import coverage_of, prime_path_coverage, t_way, walkthroughs
from journeykit.validation import check, every_rule, recommended

MAYA = Persona("Maya", demographics={"age": 36}, goals=["a gift"], evidence="interviews")
AD = Touchpoint("Ad", Channel.ADVERTISING).feels(MAYA, 1).owned_by("Marketing", "Sales")
SHOP = Touchpoint("Shop", Channel.WEBSITE).serves(MAYA, "a gift").hurts(MAYA, "slow")
PAYS = Touchpoint("Pays", Channel.WEBSITE).measured_by("paid").observed_as("order")
BASE = Journey("Gift", personas=MAYA, stages=[Stage("Buy", [AD, SHOP, PAYS])], key="gift")
GROWN = (
    BASE.flow(AD >> SHOP, when=(attribute("age").above(30)) & ~in_segment("vip"))
    .flow(SHOP >> PAYS, kind="branch", share=50)
    .waive("no-exit", reason="later", at=PAYS)
    .opportunity("Faster", SHOP, effort=1, value=5)
)


def _values() -> Iterator[tuple[str, Any]]:
    """One value of each kind that people hold."""
    coverage = coverage_of(GROWN)
    report = check(GROWN)
    yield from (
        ("persona", MAYA),
        ("touchpoint", SHOP),
        ("stage", GROWN.stages[0]),
        ("journey", GROWN),
        ("path", AD >> SHOP),
        ("guard", GROWN.transitions[0].when),
        ("theme", jk.DARK),
        ("stage model", jk.five_retention),
        ("report", report),
        ("finding", report.findings[0]),
        ("coverage", coverage),
        ("measure", coverage.measures[0]),
        ("prime paths", prime_path_coverage(GROWN)),
        ("combinations", t_way(GROWN, 2)),
        ("walkthrough plan", walkthroughs(GROWN)),
        ("comparison", jk.compare(BASE, GROWN)),
        ("rule", every_rule()[0]),
        ("rule set", recommended()),
        ("changed rule set", recommended().severity("JK2", "info").ignore("JK101")),
        ("picture", jk.draw(GROWN)),
        ("export", jk.export(GROWN, "csv")),
    )


VALUES = dict(_values())
each_value = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())


# ---------------------------------------------------------------------- threads


def _at_once(*tasks: Callable[[], Journey]) -> list[Journey]:
    """What threads make that begin at one moment."""
    start = threading.Barrier(len(tasks))
    made: list[Journey] = []

    def run(task: Callable[[], Journey]) -> None:
        start.wait()
        made.append(task())

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


@pytest.fixture
def _changing_all_the_time() -> Iterator[None]:
    """Let the interpreter change between threads as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_changing_all_the_time")
def test_two_threads_may_grow_one_journey() -> None:
    """Neither takes for said what only the other has said."""
    there, back = SHOP >> PAYS, PAYS >> AD
    for _ in range(1_500):
        base = BASE.flow(AD >> SHOP)
        made = _at_once(
            lambda base=base: base.flow(there).flow(back),  # type: ignore[misc]
            lambda base=base: base.flow(back).flow(there),  # type: ignore[misc]
        )
        assert [3, 3] == [len(journey.transitions) for journey in made]


# ---------------------------------------------------------------------- the tools made for values


@each_value
def test_a_value_pickles_and_copies(value: Any) -> None:
    """What comes back is equal, and can stand in a set with the first."""
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert value == again
        assert {value} == {value, again}


@each_value
def test_a_value_has_its_fields_as_data(value: Any) -> None:
    """`attrs.asdict` needs no help, and shows fields alone, nothing of how the value works."""
    assert not [name for name in attrs.asdict(value) if name.startswith("_")]


@each_value
def test_a_value_can_be_had_with_another_field(value: Any) -> None:
    """`copy.replace`, new in Python 3.13, works as `attrs.evolve` does."""
    if hasattr(value, "__replace__"):  # attrs has it since 25.1
        assert value == value.__replace__()


def test_a_replaced_field_is_checked() -> None:
    """What nobody could write, nobody can replace."""
    if hasattr(BASE, "__replace__"):
        with pytest.raises(jk.ModelError, match="unknown touchpoint"):
            GROWN.__replace__(stages=())
        assert "gift" == BASE.__replace__(name="Other").key


# ---------------------------------------------------------------------- rules


def test_a_rule_pickles_by_its_name() -> None:
    """As a function does: what comes back is the very rule."""
    rules = every_rule()
    for again in (pickle.loads(pickle.dumps(rules)), copy.deepcopy(list(rules))):
        assert all(one is other for one, other in zip(rules, again, strict=True))
    assert len(rules) == len({*rules, *map(attrs.evolve, rules)})


def test_a_changed_rule_keeps_its_change() -> None:
    """Only what differs from the rule of that name travels with it."""
    milder = attrs.evolve(every_rule()[0], severity="info", why="We know.")
    assert milder == pickle.loads(pickle.dumps(milder))


def test_a_rule_that_nobody_can_find_does_not_pickle() -> None:
    """A rule made inside a function has no name to be found by, as such a function has none."""
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(saying("Something."))


def test_a_pool_of_processes_checks_journeys() -> None:
    """Rules and journeys go there, findings and reports come back."""
    rules = recommended().severity("JK1", "error")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert check(GROWN, rules) == pool.submit(check, GROWN, rules).result()
