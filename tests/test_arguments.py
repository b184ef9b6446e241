"""What callers give: whatever its class does, the answer is a value or an error of ours.

Every constructor, verb and function of the modules that `docs/architecture.md` calls public is
called with odd values, one argument after the other.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

import journeykit as jk
from journeykit import Channel, coverage, journey, persona, testing, touchpoint, validation
from journeykit.checked import checked
from journeykit.comparison import compare
from journeykit.errors import JourneyError, ModelError
from journeykit.testing import strategies
from journeykit.validation.reporters import as_text


class OwnError(Exception):
    """What a class of somebody's own raises."""


def fail(*_: object, **__: object) -> NoReturn:
    """Raise, whatever is asked."""
    raise OwnError


def odd(*names: str, base: type = object) -> Any:
    """A value of a class that raises when it is asked for some things."""
    made = type("Odd", (base,), dict.fromkeys(names, fail))
    return made("pays") if base is str else made(3) if base is int else made()


WAYS = ("eq", "hash", "str", "repr", "iter", "len", "bool", "index", "fspath", "getattr")
ALL = tuple(f"__{way}__" for way in (*WAYS, "lt", "contains", "getitem", "format"))
PARTS = ("__eq__", "__hash__", "__str__", "__repr__", "__len__", "__iter__", "__getitem__")


def breaks_off() -> Iterator[int]:
    """A generator that raises in the middle."""
    yield 1
    raise OwnError


def odd_values() -> dict[str, Any]:
    """Values that nobody should give, each made anew."""
    return {
        **{f"raises at {way}": odd(f"__{way}__") for way in WAYS},
        "raises at everything": odd(*ALL),
        "a text that raises": odd(*PARTS, base=str),
        "a number that raises": odd("__eq__", "__lt__", "__gt__", "__repr__", "__bool__", base=int),
        "several that raise": [odd("__eq__", "__hash__", "__repr__")] * 2,
        "one that breaks off": breaks_off(),
        "a huge number": 10**5_000,
        "no number": float("nan"),
        "no character": "\ud800",
        "a control character": "a\x1b[2Jb\0",
        **{repr(each): each for each in (5, -1, None, "", [], [[]], {}, {5: 5}, [{}], b"\xff")},
        **{repr(each): each for each in (True, {1, "a"}, int, object())},
    }


MAYA = persona("Maya", goals=["a gift"], pains=["queues"])
PAYS, AD = touchpoint("Pays", Channel.WEBSITE).feels(MAYA, 1), touchpoint("Ad")
SHOP = journey("Shop").walked_by(MAYA).stage("Buy", AD, PAYS).flow(AD >> PAYS)
REPORT, COVERAGE = jk.check(SHOP), jk.coverage_of(SHOP)
COMPARISON = compare(SHOP, SHOP.rename("pays", "Pays by card"))

USUAL: dict[str, Any] = {
    "journey": SHOP,
    "before": SHOP,
    "after": SHOP,
    "persona": MAYA,
    "stage": "Buy",
    "touchpoint": PAYS,
    "source": AD,
    "target": PAYS,
    "valence": 1,
    "path": "shop.json",
    "accent": "#ffcc00",
    "report": REPORT,
    "reports": REPORT,
    "coverage": COVERAGE,
    "comparison": COMPARISON,
    "changes": COMPARISON.changes,
    "strength": 2,
    "first": "#ffffff",
    "second": "#000000",
}
"""What stands in the places of the arguments that are not odd."""

CALLED_BACK = {"function", "args", "kwargs"}
"""Arguments that may be functions, which raise what they like."""


ARCHITECTURE = Path(__file__).parents[1] / "docs" / "architecture.md"
PUBLIC = re.findall(r"(?m)^- `(journeykit[\w.]*)`$", ARCHITECTURE.read_text("utf-8"))
ASSERTING = {"AssertionError"}
"""What a test kit raises where what it is given is called and does not do what it should."""


def everything() -> Iterator[tuple[str, Callable[..., Any]]]:
    """What public modules bring, but for errors; the verbs of values; reports and figures."""
    once: dict[int, str] = {}  # many stand in a module and in the one above it
    for module in PUBLIC:
        for name in import_module(module).__all__:
            thing = getattr(import_module(module), name)
            called = f"{module}.{name}"
            if (
                callable(thing)
                and not _is_no_function(thing)
                and once.setdefault(id(thing), called) == called
            ):
                yield called, thing
    values = (SHOP, MAYA, PAYS, SHOP.stages[0], REPORT, COVERAGE, COVERAGE["touchpoint"])
    looks = (jk.view_of(SHOP), jk.view_of(SHOP).graph, COMPARISON, REPORT.findings[0])
    for value in (*values, *looks, jk.draw(SHOP), Channel.WEBSITE, jk.recommended()):
        for name, _ in inspect.getmembers_static(type(value), inspect.isfunction):
            if not name.startswith("_"):
                yield f"{type(value).__name__}.{name}", getattr(value, name)


def _is_no_function(thing: Any) -> bool:
    """Whether it is an error, a protocol, or an alias of a type."""
    is_error = isinstance(thing, type) and issubclass(thing, Exception)
    return is_error or getattr(thing, "_is_protocol", False) or hasattr(thing, "__origin__")


def calls(function: Callable[..., Any]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each argument of a function once with each odd value, the others as usual."""
    parameters = inspect.signature(function).parameters.values()
    for chosen in parameters:
        for what, value in odd_values().items():
            given: list[Any] = []
            named: dict[str, Any] = {}
            for each in parameters:
                needed = each.default is each.empty and each.kind not in VARIABLE
                if each is not chosen and not needed:
                    continue
                argument = value if each is chosen else USUAL.get(each.name, "Pays")
                if each.kind is each.VAR_KEYWORD:
                    named["unheard_of"] = argument
                elif each.kind is each.KEYWORD_ONLY or each.default is not each.empty:
                    named[each.name] = argument
                else:
                    given.append(argument)
            yield f"{chosen.name} {what}", partial(function, *given, **named)


VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def foreign_error(call: Callable[[], object]) -> str:
    """The class of a foreign error that a call makes; empty for a value or an error of ours."""
    try:
        call()
    except (JourneyError, OSError) as error:
        return "" if str(error) else "no message"
    except Exception as error:  # noqa: BLE001 — which this is about
        return type(error).__name__
    return ""


FUNCTIONS = dict(everything())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_whatever_is_given(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value comes back, or an error of ours, which can be shown."""
    monkeypatch.chdir(tmp_path)
    errors = {
        what: error
        for what, call in calls(FUNCTIONS[name])
        # What is called back may raise what it likes.
        if not set(what.split()) & CALLED_BACK and (error := foreign_error(call))
    }
    kit = "journeykit.testing.check_" in name
    assert set() == set(errors.values()) - (ASSERTING if kit else set()), errors


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: coverage.t_way(SHOP, "2"), "strength: expected a whole number, got the text"),
        (lambda: coverage.save_ratchet(SHOP, "x"), "coverage: expected a coverage, got the jou"),
        (lambda: coverage.shortfalls(COVERAGE, ["goal"]), "fail_under: expected a mapping of t"),
        (lambda: as_text(SHOP), "reports: expected a report, got the jour"),
        (lambda: validation.save_baseline(REPORT, 5), "path: expected the path of a file such"),
        (lambda: jk.view_of(SHOP).name_of("pays"), "element: expected an element, got the text"),
        (
            lambda: jk.view_of(SHOP).graph.successors("pay"),
            'unknown touchpoint "pay"; did you mean "pays"',
        ),
        (lambda: testing.check_measure(5), "measure: expected a function, got 5"),
        (lambda: strategies.stages("x"), "touchpoints: expected a search strategy, got"),
    ],
)
def test_an_argument_is_refused_by_its_name(call: Callable[[], object], message: str) -> None:
    """What was expected and what was given stand beside it; of a key, what there is."""
    with pytest.raises(ModelError, match=re.escape(message)):
        call()


def test_what_passes_is_pythons_own() -> None:
    """One alone is one of several; what can be gone through once, a tuple; a set stays a set."""

    @checked
    def kept(names: Collection[str], most: float = 1, **further: int) -> object:
        return names, most, further

    wrong: Any = 5
    assert (("Ann",), 1, {}) == kept("Ann")
    assert (("Ann", "Bo"), 2.5, {"n": 3}) == kept(iter(["Ann", "Bo"]), 2.5, n=3)
    assert (frozenset({"Ann"}), 1, {}) == kept({"Ann"})
    assert (("Bo", "Ann"), 1, {}) == kept({"Bo": 1, "Ann": 2})
    with pytest.raises(ModelError, match=r"most: expected a number, got \[\]"):
        kept("Ann", [])  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="names: expected text, got 5"):
        kept(["Ann", wrong])


def test_a_kind_of_class_is_looked_at_once_and_each_value_of_another_anew() -> None:
    """What passed once lets through nothing that is only like it."""

    @checked
    def kept(names: Collection[str] | str, where: str | int = "") -> object:
        return names, where

    assert (("Ann",), "") == kept("Ann")
    assert (("Ann",), 3) == kept("Ann", 3)
    one: Any = kept("Ann", odd("__eq__", "__hash__", base=str))
    assert type(one[1]) is str
    with pytest.raises(ModelError, match="where: expected text or a whole number, got True"):
        kept("Ann", True)  # noqa: FBT003 — which this is about
