"""Text that leaves to a terminal or a log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from helpers.build_log import commands_in, controls_in
from helpers.hostile import BUILD_COMMANDS, HOSTILE, INADMISSIBLE
from journeykit import attribute, in_segment, journey, persona, touchpoint
from journeykit.printable import log_text, printable, quoted, representation, shortened

EVERY = [*HOSTILE, *INADMISSIBLE, *BUILD_COMMANDS]
TEXTS = [pytest.param(text, id=name) for name, text in EVERY]
ANY_TEXT = st.text(st.characters(), max_size=40) | st.text(":#[]\n \t\x1b\u202ea", max_size=20)


@pytest.mark.parametrize("text", TEXTS)
def test_a_printable_text_is_one_line_that_no_terminal_obeys(text: str) -> None:
    """Whatever it holds, and whatever a strict pipe takes."""
    shown = printable(text)
    assert [] == [c for c in shown if c in "\n\t\u2028\u2029"]
    assert set() == controls_in(shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("text", TEXTS)
def test_no_build_server_obeys_a_log(text: str) -> None:
    """At the start of the log, of a line and within one."""
    log = log_text(f"{text}\n  {text}\nname: {text}")
    assert [] == commands_in(log)
    assert set() == controls_in(log)


@given(ANY_TEXT)
def test_whatever_text_comes_the_log_is_safe(text: str) -> None:
    """And what is safe already stays as it is."""
    log = log_text(text)
    assert [] == commands_in(log)
    assert set() == controls_in(log)
    assert log == log_text(log)
    assert printable(text) == printable(printable(text))


def test_the_helper_that_reads_a_log_finds_commands() -> None:
    """The test of the test: each of them would be obeyed as it is."""
    for name, text in BUILD_COMMANDS:
        if "wrapped" not in name:
            assert commands_in(text), name


@pytest.mark.parametrize(
    "text", ["Pays, at last", "お支払い", "👩\u200d👩\u200d👧", "by \u2067מאיה\u2069 today"]
)
def test_what_people_write_stays(text: str) -> None:
    """In every script, with isolates in pairs."""
    assert text == printable(text) == log_text(text)


def test_what_is_long_is_cut_with_its_length() -> None:
    """The reader knows that there was more."""
    assert "aaa… 20,000,000 characters" == printable("a" * 20_000_000, 3)
    assert '"aaa… 4 characters"' == quoted("aaaa", 3)
    assert "aaa" == shortened("aaa", 3)


class _Hostile:
    """A value of a class that does not want to be shown."""

    def __repr__(self) -> str:
        raise SystemExit(0)


class _Shouting:
    """A value whose `repr` is a terminal's command."""

    def __repr__(self) -> str:
        return "\x1b[2J" * 1000


def test_the_representation_of_a_value_is_had_whatever_its_class_does() -> None:
    """Only who presses Ctrl-C gets through."""
    assert "<_Hostile whose repr raises SystemExit>" == representation(_Hostile())
    assert representation(_Shouting()).startswith(r"\x1b[2J\x1b[2J")
    assert len(representation(_Shouting())) < 500


PRINTED = """
import journeykit as jk
from journeykit import Channel, attribute, journey, persona, touchpoint
from journeykit.interview import questions

maya = persona("Märy お支払い", "−2 → 3", goals=["≥ 1"], pains=["…"])
pays = touchpoint("Pays → お", Channel.WEBSITE).feels(maya, -1.5, "😀")
asks = touchpoint("Asks")
shop = journey("Shop −").walked_by(maya).stage("Use", pays, asks).flow(pays >> asks >> pays)
for value in (
    shop, maya, pays, pays >> asks, jk.coverage_of(shop), jk.check(shop), jk.walkthroughs(shop),
    *jk.check(shop).findings, *questions(shop), jk.draw(shop), jk.draw(shop, view="map"),
    jk.compare(shop, shop.stage("Advocacy →")), shop.transitions[0],
):
    print(value)
    print(repr(value))
    print([value])
try:
    shop.flow(pays >> touchpoint("お → あ"))
except jk.JourneyError as error:
    print(error, [error])
"""


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8"])
def test_every_value_can_be_printed_on_every_console(encoding: str) -> None:
    """A file or pipe on Windows is in code page 1252, in which Python stops at the first arrow."""
    done = subprocess.run(
        [sys.executable, "-c", PRINTED],
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert b"" == done.stderr
    text = done.stdout.decode(encoding)
    assert ("→" in text) is (encoding == "utf-8")
    assert ("Pays ->" in text) is (encoding != "utf-8")


class _Unshown:
    """A value of a class that breaks whoever shows it."""

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __repr__


AD = touchpoint("Ad")
ANN = persona("Ann")
SHOP = journey("Shop").walked_by(ANN).stage("Use", AD)
WRONG: dict[str, Callable[[Any], object]] = {
    "name": persona,
    "description": lambda wrong: persona("Ann", wrong),
    "goals": lambda wrong: persona("Ann", goals=[wrong]),
    "demographics": lambda wrong: persona("Ann", demographics={"age": wrong}),
    "prefers": lambda wrong: persona("Ann", prefers=[wrong]),
    "channel": lambda wrong: touchpoint("Ad", wrong),
    "initiator": lambda wrong: touchpoint("Ad", initiator=wrong),
    "feels": lambda wrong: AD.feels(ANN, wrong),
    "label": lambda wrong: AD.feels(ANN, 1, wrong),
    "hurts": lambda wrong: AD.hurts(ANN, wrong),
    "stage": SHOP.stage,
    "touchpoint": lambda wrong: SHOP.stage("Use", wrong),
    "flow": SHOP.flow,
    "when": lambda wrong: SHOP.flow(AD >> AD, when=wrong),
    "personas": SHOP.walked_by,
    "waive": lambda wrong: SHOP.waive("empty-stage", reason=wrong),
    "state": lambda wrong: journey("Shop", state=wrong),
    "attribute": lambda wrong: attribute("age").is_(wrong),
    "segment": in_segment,
    "check": jk.check,
    "rules": lambda wrong: jk.check(SHOP, wrong),
    "coverage": jk.coverage_of,
    "draw": jk.draw,
    "view": lambda wrong: jk.draw(SHOP, wrong),
    "theme": lambda wrong: jk.draw(SHOP, theme=wrong),
    "engine": lambda wrong: jk.draw(SHOP, engine=wrong),
    "persona": lambda wrong: jk.draw(SHOP, persona=wrong),
    "report": lambda wrong: jk.draw(SHOP, report=wrong),
    "part": lambda wrong: jk.draw(SHOP, "map", stage=wrong),
    "compare": lambda wrong: jk.compare(SHOP, wrong),
    "loads": jk.loads,
    "dumps": jk.dumps,
}


@pytest.mark.parametrize("use", WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_our_error_whatever_its_class_does(use: Callable[[Any], object]) -> None:
    """One that cannot be shown, one of five thousand digits, one of twenty million characters."""
    for wrong in (_Unshown(), 10**5000, "\x1b" * 20_000_000):
        with pytest.raises((jk.JourneyError, TypeError)) as caught:
            use(wrong)
        assert len(str(caught.value)) < 700
        assert not controls_in(str(caught.value))
