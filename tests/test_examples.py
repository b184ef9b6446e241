"""The examples run as a reader runs them, and do what their prose says."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import journeykit as jk

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
TEXT = "{http://www.w3.org/2000/svg}text"
WRITTEN = {
    "gift": ["gift.svg"],
    "retailer_checkout": ["checkout-as-is.html", "checkout-to-be.html"],
    "software_support": ["software-as-is.html", "software-to-be.html"],
}


def _run(name: str, folder: Path) -> str:
    """What an example prints when it is run in a folder."""
    done = subprocess.run(
        [sys.executable, EXAMPLES / f"{name}.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.replace(f"{ROOT}{os.sep}", "")


def _journeys(name: str) -> dict[str, Any]:
    """What an example defines; its main part does not run."""
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


def test_every_example_is_tested() -> None:
    """An example that is added is run here."""
    assert set(WRITTEN) == {path.stem for path in EXAMPLES.glob("*.py")}


@pytest.mark.embedded
@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_an_example_prints_its_report_and_coverage_and_writes_its_pictures(
    name: str, tmp_path: Path
) -> None:
    """Who runs an example reads what is missing and finds the pictures it names."""
    printed = _run(name, tmp_path)
    assert WRITTEN[name] == sorted(path.name for path in tmp_path.iterdir())
    for written in WRITTEN[name]:
        assert written in printed
    assert len(WRITTEN[name]) == printed.count("rules passed")
    assert len(WRITTEN[name]) == printed.count("Coverage of ")


@pytest.mark.embedded
def test_the_readme_shows_what_the_founding_example_prints(tmp_path: Path) -> None:
    """The report and the coverage in the README are those of today."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"<!-- (?:report|coverage) -->\n\n```text\n(.*?)```", text, re.DOTALL)
    printed = _run("gift", tmp_path)
    assert "\n".join(shown) in printed, "run: python scripts/refresh_readme.py"


def test_the_readme_says_the_founding_sentence() -> None:
    """The README and the example make equal journeys."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)\nreport = ", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    assert _journeys("gift")["gift"] == names["gift"]


@pytest.mark.parametrize(
    "picture", ["gift.svg", "gift-dark.svg", "gift-map.svg", "gift-map-dark.svg"]
)
def test_a_picture_in_the_readme_shows_the_founding_example(picture: str) -> None:
    """Every touchpoint and stage of the example can be read in the committed picture."""
    root = ElementTree.parse(ROOT / "docs" / "images" / picture).getroot()
    shown = re.sub(r"\s+", " ", " ".join("".join(each.itertext()) for each in root.iter(TEXT)))
    gift: jk.Journey = _journeys("gift")["gift"]
    names = [each.name for each in (*gift.touchpoints, *gift.stages)]
    assert [] == [name for name in names if name not in shown]


def test_the_gift_lacks_what_its_author_would_expect() -> None:
    """Nobody has planned for the time after the sale, nor against the shipping cost."""
    report = jk.check(_journeys("gift")["gift"])
    assert {"no-post-purchase", "pain-without-response"} == {f.rule for f in report.findings}


@pytest.mark.parametrize("name", ["retailer_checkout", "software_support"])
def test_a_pair_shares_its_people_and_differs_in_what_the_prose_says(name: str) -> None:
    """As it is and as it should be are two states of one journey of the same people."""
    names = _journeys(name)
    as_is, to_be = names["as_is"], names["to_be"]
    assert ("as-is", "to-be") == (as_is.state, to_be.state)
    assert as_is.key == to_be.key
    assert as_is.personas == to_be.personas
    assert as_is.touchpoints != to_be.touchpoints


@pytest.mark.parametrize("name", ["retailer_checkout", "software_support"])
def test_as_it_should_be_hurts_less_and_covers_no_less(name: str) -> None:
    """The change removes every low point and loses nothing that was covered."""
    names = _journeys(name)
    lows = {
        state: [
            touchpoint.name
            for touchpoint in names[state].touchpoints
            for experience in touchpoint.experiences
            if experience.emotion is not None and experience.emotion.valence < 0
        ]
        for state in ("as_is", "to_be")
    }
    assert lows["as_is"] != []
    assert [] == lows["to_be"]
    before, after = jk.coverage_of(names["as_is"]), jk.coverage_of(names["to_be"])
    for measure in ("stage", "persona_stage", "goal", "path", "need"):
        fractions = before[measure].fraction, after[measure].fraction
        assert None not in fractions
        assert fractions[0] <= fractions[1], measure  # type: ignore[operator]


def test_the_retailer_answers_every_pain_of_the_checkout() -> None:
    """The journey as it is has a plan for each pain, with an owner, a date and a metric."""
    as_is: jk.Journey = _journeys("retailer_checkout")["as_is"]
    assert jk.coverage_of(as_is)["pain"].fraction == 1
    for opportunity in as_is.opportunities:
        assert opportunity.owner is not None
        assert opportunity.due is not None
        assert opportunity.metric == "completed-checkouts"


def test_the_software_company_adds_material_exactly_where_support_was_missing() -> None:
    """Both needs that nothing served are served by new touchpoints of content."""
    names = _journeys("software_support")
    before, after = jk.coverage_of(names["as_is"]), jk.coverage_of(names["to_be"])
    assert (0, 2) == (before["need"].numerator, after["need"].numerator)
    old = {touchpoint.key for touchpoint in names["as_is"].touchpoints}
    new = [t for t in names["to_be"].touchpoints if t.key not in old and t.served]
    assert [(jk.Channel.CONTENT,)] * 2 == [touchpoint.channels for touchpoint in new]


@pytest.mark.parametrize("name", ["retailer_checkout", "software_support"])
@pytest.mark.parametrize("state", ["as_is", "to_be"])
def test_the_pairs_have_no_gap_that_their_prose_does_not_intend(name: str, state: str) -> None:
    """Nothing is wrong with the pairs but what their stories are about."""
    intended = {
        ("software_support", "as_is"): {"preferred-channel-absent"},
    }
    report = jk.check(_journeys(name)[state])
    found = {f.rule for f in report.at_least("warning")}
    assert intended.get((name, state), set()) == found
