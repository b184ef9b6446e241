"""The page of a rule is made from the rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest

from helpers.odd_rules import made
from journeykit import Journey, journey, persona, touchpoint
from journeykit.graph import View
from journeykit.validation import Problem, Rule, every_rule
from journeykit.validation.examples import source_of
from journeykit.validation.rule_pages import page, page_of, table
from journeykit.validation.rules import example_journeys

MAYA = persona("Maya")
every = pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)


def _shop(name: str) -> Journey:
    """A shop."""
    return journey("Shop").walked_by(MAYA).stage("Purchase", touchpoint(name))


def _odd(
    view: View,
    *,
    most: Annotated[int, "how many | are too many"] = 0,
    words: Annotated[tuple[str, ...], "which words"] = ("a_b", "*"),
) -> Iterator[Problem]:
    """Find what is odd."""
    odd = [met for met in view.touchpoints if met.name == "Odd" not in words]
    if len(odd) > most:
        yield Problem("it is *odd*", odd)


ODD = made(
    _odd,
    fires=lambda: _shop("Odd"),
    silent=lambda: _shop("Even"),
    requires={"touchpoints": 1, "emotions": 0.5},
    scope=["purchase"],
)


def test_a_page_tells_what_why_when_and_what_to_do() -> None:
    """In this order, and in words."""
    told = page(ODD)
    headings = [line[3:] for line in told.splitlines() if line.startswith("## ")]
    assert [
        "Why it matters",
        "When exactly",
        "What it looks at",
        "What to do",
        "Source",
        "Options",
        "An example it finds",
        "An example it leaves alone",
    ] == headings
    assert told.startswith("# odd-thing\n\n`ACME101` · warning · oddities · profiles: recommended,")
    expected = (
        "It looks at the journey. It can judge only if the map speaks of touchpoints, and at "
        "least 50% of the map speak of emotions, and the journey means to cover one of: purchase."
    )
    assert expected in told
    assert "| `most` | int | 0 | how many \\| are too many |" in told


def test_a_page_in_plain_text_has_nothing_of_markdown() -> None:
    """The same words, as a terminal can show them: no escapes, tables or fences."""
    expected = """\
odd-thing (ACME101)
warning · oddities · profiles: recommended, strict, checklist, privacy, public-service,
blueprint, automation

Something odd.

Why it matters
  Odd things are odd.

When exactly
  It is odd.

What it looks at
  It looks at the journey. It can judge only if the map speaks of touchpoints, and at
  least 50% of the map speak of emotions, and the journey means to cover one of:
  purchase.

What to do
  make it even

Source
  Ourselves.

Options
  most: int = 0
    how many | are too many
  words: tuple[str, ...] = ('a_b', '*')
    which words

An example it finds
    MAYA = persona("Maya")

    def _shop(name: str) -> Journey:
        \"""A shop.\"""
        return journey("Shop").walked_by(MAYA).stage("Purchase", touchpoint(name))

    _shop("Odd")

An example it leaves alone
    MAYA = persona("Maya")

    def _shop(name: str) -> Journey:
        \"""A shop.\"""
        return journey("Shop").walked_by(MAYA).stage("Purchase", touchpoint(name))

    _shop("Even")
"""
    assert expected == page_of(ODD).text


def test_examples_stand_with_the_helpers_and_values_they_use() -> None:
    """So that a reader can run them; two lambdas are told apart."""
    helpers = 'MAYA = persona("Maya")\n\ndef _shop(name: str) -> Journey:\n    """A shop."""\n'
    body = '    return journey("Shop").walked_by(MAYA).stage("Purchase", touchpoint(name))\n\n'
    assert f'{helpers}{body}_shop("Odd")' == source_of(ODD.fires)
    assert f'{helpers}{body}_shop("Even")' == source_of(ODD.silent)


def test_two_examples_on_one_line_are_told_apart() -> None:
    """By the column where they stand."""
    one, two = (lambda: journey("one")), (lambda: journey("two"))
    assert ('journey("one")', 'journey("two")') == (source_of(one), source_of(two))


def test_an_example_that_was_written_nowhere_has_no_source() -> None:
    """A rule that was typed into an interpreter still has a page."""
    names: dict[str, object] = {"journey": journey}
    exec("def fires():\n    return journey('Odd')", names)
    assert "" == source_of(names["fires"])  # type: ignore[arg-type]
    assert "" == source_of(dict)  # type: ignore[arg-type]


@every
def test_every_rule_has_a_page(rule: Rule) -> None:
    """With the code of its examples, and what it says of the one it finds."""
    told = page(rule)
    assert told.startswith(f"# {rule.name}\n")
    assert (3 if rule.compared_with or rule.evidence else 2) == told.count("```python\n")
    found = told.partition("## An example it finds")[2].partition("## ")[0]
    assert "\n- " in found


@every
def test_the_code_of_an_example_is_what_runs(rule: Rule) -> None:
    """What the page shows is the journey of the example, or a function that makes it."""
    for example in (rule.fires, rule.silent):
        module = __import__(rule.condition.__module__, fromlist=["x"])
        names = {**vars(example_journeys), **vars(module)}
        *helpers, last = _statements(source_of(example))
        exec("\n\n".join(helpers), names)
        made_of = names[example.__name__]() if last.startswith("def ") else eval(last, names)
        assert example() == made_of


def _statements(source: str) -> list[str]:
    """The top-level statements of a source; a last function is defined before it is called."""
    import ast

    tree = ast.parse(source)
    parts = [ast.unparse(node) for node in tree.body]
    return [*parts, parts[-1]] if isinstance(tree.body[-1], ast.FunctionDef) else parts


def test_the_table_has_a_row_a_rule() -> None:
    """With a link where there is a page."""
    rows = table(every_rule()).splitlines()
    assert len(every_rule()) + 2 == len(rows)
    linked = table([ODD], link="rules/{name}.md").splitlines()[2]
    expected = "| ACME101 | [`odd-thing`](rules/odd-thing.md) | warning | oddities | yes |"
    assert f"{expected} Something odd. |" == linked
