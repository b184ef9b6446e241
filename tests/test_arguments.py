"""What callers give: whatever its class does, the answer is a value or an error of ours.

Every constructor, verb and function is called with odd values, one argument after the other.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

import journeykit as jk
from journeykit import Channel, journey, persona, touchpoint
from journeykit.errors import JourneyError


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
}
"""What stands in the places of the arguments that are not odd."""

CALLED_BACK = {"function", "args", "kwargs"}
"""Arguments that may be functions, which raise what they like."""


def everything() -> Iterator[tuple[str, Callable[..., Any]]]:
    """What `import journeykit` brings, but for errors; the verbs of values; reports and figures."""
    for name in jk.__all__:
        thing = getattr(jk, name)
        if callable(thing) and not (isinstance(thing, type) and issubclass(thing, Exception)):
            yield name, thing
    values = (SHOP, MAYA, PAYS, SHOP.stages[0], REPORT, COVERAGE, COVERAGE["touchpoint"])
    for value in (*values, jk.draw(SHOP), Channel.WEBSITE, jk.recommended()):
        for name, _ in inspect.getmembers_static(type(value), inspect.isfunction):
            if not name.startswith("_"):
                yield f"{type(value).__name__}.{name}", getattr(value, name)


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
    assert {} == errors
