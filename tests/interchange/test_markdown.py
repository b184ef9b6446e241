"""Markdown: the journeys of a page, and the page of a journey."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Channel, Journey, journey, persona, touchpoint
from journeykit.errors import DocumentError, JourneyError
from journeykit.testing.strategies import journeys

PAGE = """\
# Our journeys

Some words | with a bar.

```python
journey = "no"
```

## Renting

```mermaid
journey
    section Look
      Finds a flat: 4: Ines
```

```mermaid
flowchart LR
  a --> b
```

## Living there

| Phase | Step | Feeling |
|:------|:----:|--------:|
| Winter | **Heating** fails \\| again | −2 |
| | Calls | `annoyed` |

> ~~~mermaid
> journey
>   title Quoted
>   Waits: 2: Ines
> ~~~

| Key | Value |
|---|---|
| a | b |
"""


def test_every_journey_of_a_page() -> None:
    """Mermaid blocks and tables, named by the heading above unless they have a title."""
    readings = jk.read_all(io.StringIO(PAGE), "markdown")
    assert ["Renting", "Living there", "Quoted"] == [each.journey.name for each in readings]
    table = readings[1].journey
    assert ["Heating fails | again", "Calls"] == [t.name for t in table.touchpoints]
    assert [-2, -1] == [t.valence_of("customer") for t in table.touchpoints]


def test_lines_are_those_of_the_page() -> None:
    """An error in a block names the line of the page."""
    with pytest.raises(DocumentError, match="line 4, column 3: "):
        jk.read(io.StringIO("# A\n```mermaid\njourney\n  Waits\n```\n"), "markdown")


def test_a_page_without_a_journey() -> None:
    """There is an error, not an empty journey."""
    with pytest.raises(DocumentError, match="holds no journey that can be read as markdown"):
        jk.read(io.StringIO("# Nothing\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"), "markdown")


def test_the_page_for_stakeholders() -> None:
    """What people want to know of a journey, in plain tables."""
    maya = persona("Maya", "36", goals=["a gift by Friday"])
    pays = touchpoint("Pays", Channel.WEBSITE, owner="Shop").feels(maya, +1, "relieved")
    pays = pays.hurts(maya, "hidden costs")
    made = journey("Gift", "A birthday.", state="as-is").walked_by(maya).stage("Purchase", pays)
    made = made.stage("Use", customer_goal="joy")
    export = jk.export(made, "markdown")
    assert (
        """\
# Gift

A birthday.

- **State:** as-is

## Who it is about

- **Maya**, 36
  - Wants: a gift by Friday

## Purchase

| Touchpoint | Channels | Feelings | Pain points | Owner |
| --- | --- | --- | --- | --- |
| Pays | Website | Maya: relieved (+1) | hidden costs | Shop |

## Use

- Customers want: joy
"""
        == export.text
    )
    assert not export.losses


def test_alternatives_are_named_below_the_table() -> None:
    """Where people go on in one way or another, and on which condition."""
    asks, calls, writes, answer, back = map(
        touchpoint, ["Asks", "Calls", "Writes", "Hears", "Waits"]
    )
    whole = journey("Q").stage("One", asks, calls, writes).stage("Two", answer, back)
    whole = whole.flow(asks >> jk.either(calls, writes) >> answer)
    assert "\n- After Asks: Calls, or Writes\n" in jk.export(whole, "markdown").text
    told = whole.flow(asks >> back, when="it is late").flow(answer >> back >> answer, kind="loop")
    text = jk.export(told, "markdown").text
    assert "- After Asks: Calls, or Writes, or Waits (it is late)" in text
    assert text.count("- After") == 1


@given(journeys())
def test_every_name_is_on_the_page(made: Journey) -> None:
    """Each stage has its heading, and each touchpoint its row."""
    text = jk.export(made, "markdown").text
    assert len(re.findall(r"^\| ", text, re.MULTILINE)) >= len(made.touchpoints)
    assert len(re.findall(r"^## ", text, re.MULTILINE)) >= len(made.stages)


@given(st.text("|-: #`~>\nabjourney\\", max_size=120))
def test_any_page_is_read_or_refused(text: str) -> None:
    """No page makes any error but ours."""
    try:
        jk.read_all(io.StringIO(text), "markdown")
    except JourneyError:
        return


def test_tables_under_the_headings_of_a_section_are_one_journey() -> None:
    """A page for stakeholders comes back as one journey, its headings as the stages."""
    maya = persona("Maya")
    checks = touchpoint("Checks the date", Channel.WEBSITE, personas=[maya])
    pays = touchpoint("Pays", Channel.WEBSITE, owner="Shop")
    made = journey("A gift").walked_by(maya).stage("Choice", checks).stage("Purchase", pays)
    reading = jk.read(io.StringIO(jk.export(made, "markdown").text), "markdown")
    assert "A gift" == reading.journey.name
    assert {"Choice": ["Checks the date"], "Purchase": ["Pays"]} == {
        stage.name: [each.name for each in stage.touchpoints] for stage in reading.journey.stages
    }
    reason = 'the headings "Choice", "Purchase" are taken for the stages of one journey'
    assert reason in {entry.reason for entry in reading.losses.guessed}


def test_tables_with_stages_of_their_own_stay_apart() -> None:
    """Two maps in one section, each with its phases, are two journeys."""
    table = "| Phase | Step |\n|--|--|\n| A | x |\n"
    page = f"# Maps\n## Renting\n{table}\n## Moving\n{table}"
    readings = jk.read_all(io.StringIO(page), "markdown")
    assert ["Renting", "Moving"] == [reading.journey.name for reading in readings]


def test_pages_of_other_tools() -> None:
    """Headings that are underlined, and the blocks of wikis that fence with colons."""
    page = "Renting\n=======\n\n:::mermaid\njourney\n  Views: 1: Ann\n:::\n\n::: note\n"
    page += "| Stage | Step |\n|---|---|\n| A | x |\n:::\n"
    first, second = jk.read_all(io.StringIO(page), "markdown")
    assert ("Renting", "Views") == (first.journey.name, first.journey.touchpoints[0].name)
    assert ("Renting", "x") == (second.journey.name, second.journey.touchpoints[0].name)


def test_our_own_page_comes_back() -> None:
    """With who feels what, under its own name, its one stage being a stage."""
    maya, tom = persona("Maya"), persona("Tom")
    pays = touchpoint("Pays").feels(maya, 1, "relieved").feels(tom, low=-1, high=1)
    made = journey("Buying a gift").walked_by(maya, tom).stage("Purchase", pays)
    page = jk.export(made, "markdown").text
    reading = jk.read(io.StringIO(page), "markdown")
    assert ("Buying a gift", ["Purchase"]) == (
        reading.journey.name,
        [stage.name for stage in reading.journey.stages],
    )
    assert made.touchpoints[0].experiences == reading.journey.touchpoints[0].experiences
    assert any("who feels them" in entry.reason for entry in reading.losses.guessed)


def test_our_own_page_says_what_it_does_not_give_back() -> None:
    """Moments of truth and what may come at any time come back; what stands in no table is told."""
    maya, tom = persona("Maya", goals=["a gift"]), persona("Tom")
    pays = touchpoint("Pays", moment_of_truth=True).feels(maya, 1, "relieved").hurts(tom, "queues")
    helps = touchpoint("Asks for help").feels(tom, 0)
    made = journey("A gift").walked_by(maya, tom).stage("Purchase", pays).anytime(helps)
    export = jk.export(made.opportunity("Shorter queues"), "markdown")
    reading = jk.read(io.StringIO(export.text), "markdown")
    back = reading.journey
    assert (["Purchase"], ["Asks for help"]) == (
        [stage.name for stage in back.stages],
        [each.name for each in back.any_time],
    )
    assert [True, False] == [each.moment_of_truth for each in back.touchpoints]
    assert "| Tom: queues |" in export.text
    assert [["Maya"], ["Tom"]] == [
        [back[each.persona].name for each in back.touchpoints[0].experiences if said(each)]
        for said in (lambda each: each.emotion, lambda each: each.pains)
    ]
    assert ["Who it is about", "What we will do"] == [
        entry.reason.split('"')[1] for entry in reading.losses.lost
    ]


@pytest.mark.parametrize(
    "word", ["2 * 3 *", "`code`", "a_b_", "#1", "A|B", "Q & A", "<b>", "a\\b", "[l](u)", "**b**"]
)
def test_marks_that_are_meant_come_back(word: str) -> None:
    """What the page writes with a backslash is read as it was said."""
    rosa = persona(word)
    step = touchpoint(word, Channel(word), personas=[rosa])
    made = journey(word).walked_by(rosa).stage(word, step)
    back = jk.read(io.StringIO(jk.export(made, "markdown").text), "markdown").journey
    things = (back, *back.personas, *back.stages, *back.touchpoints, *back.touchpoints[0].channels)
    assert [word] * 5 == [each.name for each in things]


def test_signs_between_texts_are_meant_where_our_page_says_so() -> None:
    """A word of a feeling keeps its digits and marks; a semicolon in a name is part of it."""
    maya, tom = persona("Maya: the first"), persona("Tom; the second")
    pays = touchpoint("Pays; at last", Channel("Till 1; left, by the door"))
    pays = pays.feels(maya, 0, "1. first!").feels(tom, 0, "a; b").hurts(tom, "Slow. Dear: 5 € / h")
    made = journey("Gift").walked_by(maya, tom).stage("Purchase", pays)
    page = jk.export(made, "markdown").text
    assert r"Maya\: the first: 1\. first\! (0); Tom\; the second: a\; b (0)" in page
    (back,) = jk.read(io.StringIO(page), "markdown").journey.touchpoints
    assert (pays.name, pays.channels) == (back.name, back.channels)
    first, second = back.experiences
    assert ["1. first!", "a; b"] == [e.emotion.label for e in (first, second) if e.emotion]
    assert ["Slow. Dear: 5 € / h"] == [pain.text for pain in second.pains]


def test_a_stage_without_touchpoints_is_told() -> None:
    """No table stands under its heading, so nothing of it comes back."""
    made = journey("Gift").stage("Look", touchpoint("Looks")).stage("Later")
    reading = jk.read(io.StringIO(jk.export(made, "markdown").text), "markdown")
    assert ['"Later" is left out: nothing stands under the heading'] == [
        entry.reason for entry in reading.losses.lost
    ]


def test_names_before_feelings_are_names() -> None:
    """Cleaned as any other; what one person feels twice is a span."""
    page = "| Touchpoint | Feelings |\n|--|--|\n| a | Ma\0ya: glad (+1); Tom: −1; Tom: +2 |\n"
    made = jk.read(io.StringIO(page), "markdown").journey
    assert ["Ma ya", "Tom"] == [each.name.replace("\ufffd", " ") for each in made.personas]
    felt = made.touchpoints[0].experiences[1].emotion
    assert felt
    assert (-1, 2) == (felt.low, felt.high)


def test_headers_before_feelings_are_nobody() -> None:
    """A word for feelings is no name, and one cell without a name speaks for its column."""
    for cell in ("Mood: glad", "Maya: glad |\n| b | sad"):
        page = f"| Touchpoint | Feelings |\n|--|--|\n| a | {cell} |\n"
        made = jk.read(io.StringIO(page), "markdown").journey
        assert ["Customer"] == [each.name for each in made.personas]


def test_what_nobody_sees_is_not_read_and_quotations_are() -> None:
    """Tables in comments are hidden; those in quotations are not."""
    table = "| Stage | Touchpoint |\n|--|--|\n| a | {} |\n"
    quoted = "".join(f"> {line}\n" for line in table.format("quoted").splitlines())
    page = f"<!-- old\n{table.format('hidden')}-->\n\n{quoted}\n<!-- x -->\n{table.format('seen')}"
    readings = jk.read_all(io.StringIO(page), "markdown")
    assert ["quoted", "seen"] == [each.journey.touchpoints[0].name for each in readings]


@pytest.mark.parametrize("word", ["See https://x.org/a", "www.x.org", "a <!-- b --> c"])
def test_links_that_our_page_breaks_come_back(word: str) -> None:
    """What keeps a name from becoming a link is nothing that anybody said."""
    maya = persona("Maya")
    step = touchpoint(word).feels(maya, 1, word).hurts(maya, word)
    page = jk.export(journey(word).walked_by(maya).stage(word, step), "markdown").text
    back = jk.read(io.StringIO(page), "markdown").journey
    assert [word] * 3 == [each.name for each in (back, *back.stages, *back.touchpoints)]
    assert step.experiences == back.touchpoints[0].experiences


@pytest.mark.parametrize("text", ["One page per task", "Message at each step", "One channel"])
@pytest.mark.parametrize("more", [{}, {"owner": "Web", "priority": "high"}])
def test_what_we_will_do_is_no_second_journey(text: str, more: dict[str, str]) -> None:
    """The word of a header in the text of a plan makes it no table of touchpoints."""
    step = touchpoint("z")
    made = journey("J").stage("S", step).opportunity(text, step, **more)  # type: ignore[arg-type]
    (reading,) = jk.read_all(io.StringIO(jk.export(made, "markdown").text), "markdown")
    assert ["z"] == [each.name for each in reading.journey.touchpoints]
    told = r'the text under "What we will do"|a table is left out'
    assert any(re.match(told, entry.reason) for entry in reading.losses.lost)
