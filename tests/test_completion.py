"""What editors without a type checker offer: Jedi, which completes in Jupyter and IPython."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import jedi
import pytest

from journeykit import Journey, Metric, Pain, Stage, Touchpoint
from journeykit.lifecycle import ROLES
from journeykit.metrics import METRIC_KINDS
from journeykit.model import Purpose, State
from journeykit.pains import PAIN_KINDS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = jedi.Project(ROOT, added_sys_path=[str(ROOT / "src")], smart_sys_path=False)

README = (ROOT / "README.md").read_text(encoding="utf-8")
SENTENCE = next(
    code
    for code in re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    if ".walked_by" in code
)
DOTS = [dot for dot in re.finditer(r"\.(\w+)\(", SENTENCE) if not dot[1].startswith("_")]

VERBS_OF_A_JOURNEY = {"walked_by", "stage", "flow", "anytime", "opportunity", "owned_by", "waive"}
VERBS_OF_A_TOUCHPOINT = {"feels", "hurts", "serves", "does", "on", "owned_by", "measured_by"}


def _offered(code: str) -> set[str]:
    """The names that are offered at the end of some code."""
    return {completion.name for completion in jedi.Script(code, project=PROJECT).complete()}


@pytest.mark.parametrize("dot", DOTS, ids=lambda dot: f"{dot.start()}-{dot[1]}")
def test_every_dot_of_the_readme_offers_what_follows(dot: re.Match[str]) -> None:
    """Whoever writes the sentence is shown its next word, wherever it has come to."""
    assert dot[1] in _offered(SENTENCE[: dot.start() + 1])


def test_every_verb_of_the_sentence_stands_in_the_readme() -> None:
    """The test above looks at all of them."""
    assert {"walked_by", "stage", "flow", "feels", "hurts", "serves"} <= {dot[1] for dot in DOTS}


@pytest.mark.parametrize(
    "verb",
    [
        '.walked_by(persona("Maya"))',
        '.stage("Buy")',
        ".flow()",
        '.owned_by("Ann")',
        '.measured_by("NPS")',
        '.waive("JK101", reason="later")',
        '.insert("Compare", after="Buy")',
        ".flow().flow().flow()",
    ],
)
def test_a_journey_stays_one_after_every_verb(verb: str) -> None:
    """Verbs that several classes share forget no more than a journey's own."""
    offered = _offered(f'from journeykit import journey, persona\njourney("Gift"){verb}.')
    assert offered >= VERBS_OF_A_JOURNEY


@pytest.mark.parametrize(
    "verb",
    [
        '.feels(maya, +1, "curious")',
        '.hurts(maya, "slow")',
        '.owned_by("Ann")',
        '.measured_by("NPS").evidenced_by("survey")',
        ".feels(maya, 1).feels(maya, 2).on(Channel.EMAIL)",
    ],
)
def test_a_touchpoint_stays_one_after_every_verb(verb: str) -> None:
    """The same for touchpoints."""
    start = "from journeykit import Channel, persona, touchpoint\nmaya = persona('Maya')\n"
    assert _offered(f'{start}touchpoint("Pays"){verb}.') >= VERBS_OF_A_TOUCHPOINT


def test_a_class_of_ones_own_keeps_its_verbs() -> None:
    """What is added in a subclass is offered after the verbs that were inherited."""
    code = """
from journeykit import Journey
class Ours(Journey):
    def audited(self): ...
"""
    assert "audited" in _offered(code + 'Ours("Gift").owned_by("Ann").flow().stage("Buy").')


def _words_in(hint: Any) -> set[str]:
    """The words that an annotation lists, however deep."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return set().union(*map(_words_in, get_args(hint)))


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        (Touchpoint, "purpose", get_args(Purpose)),
        (Pain, "kind", PAIN_KINDS),
        (Metric, "kind", METRIC_KINDS),
        (Stage, "roles", ROLES),
        (Journey, "scope", ROLES),
        (Journey, "state", get_args(State)),
    ],
)
def test_constructors_offer_the_words_they_know(
    kind: type, field: str, words: tuple[str, ...]
) -> None:
    """Editors complete what an annotation lists, also where a word of one's own is taken."""
    assert set(words) == _words_in(get_type_hints(kind)[field])
