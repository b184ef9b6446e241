"""The syntax of Mermaid's journeys, held against Mermaid itself."""

from __future__ import annotations

import contextlib
import math
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from helpers.mermaid_journeys import JOURNEYS
from journeykit.errors import DocumentError
from journeykit.interchange.mermaid_syntax import MermaidDiagram, parse

Oracle = Callable[[str], dict[str, Any] | None]


def _ours(text: str) -> dict[str, Any] | None:
    """What we read of a text, in the form of the oracle; None for what we refuse."""
    try:
        read = parse(text)
    except DocumentError:
        return None
    return {
        "title": read.title.strip(),
        "accessible_title": read.accessible_title,
        "description": read.description,
        "sections": [name.strip() for name, _ in read.sections],
        "tasks": [
            {
                "section": task.section.strip(),
                "name": task.name.strip(),
                "score": _told(task.score),
                "people": list(task.people),
            }
            for task in read.tasks
        ],
    }


def _told(score: float) -> str:
    """A number as JavaScript shows it."""
    if math.isnan(score):
        return "NaN"
    if math.isinf(score):
        return "Infinity" if score > 0 else "-Infinity"
    return str(int(score)) if score == int(score) else repr(score)


def _theirs(read: dict[str, Any] | None) -> dict[str, Any] | None:
    """What Mermaid reads, without the spaces around names and with entity codes as drawn."""
    if read is None:
        return None
    return {
        "title": _drawn(read["title"]),
        "accessible_title": _drawn(read["accessible_title"]),
        "description": _drawn(read["description"]),
        "sections": [_drawn(name) for name in read["sections"]],
        "tasks": [
            {
                "section": _drawn(task["section"]),
                "name": _drawn(task["name"]),
                "score": task["score"],
                "people": [_drawn(each) for each in task["people"]],
            }
            for task in read["tasks"]
        ],
    }


def _drawn(text: str) -> str:
    import html

    text = text.replace("ﬂ°°", "&#").replace("ﬂ°", "&").replace("¶ß", ";")
    return html.unescape(text).strip() if "&" in text else text.strip()


@pytest.mark.node
@pytest.mark.parametrize("name", JOURNEYS)
def test_each_journey_is_read_as_mermaid_reads_it(name: str, mermaid: Oracle) -> None:
    """Task by task: sections, names, scores and people, and what is refused."""
    expected = _theirs(mermaid(JOURNEYS[name]))
    actual = _ours(JOURNEYS[name])
    if expected and not expected["title"] and JOURNEYS[name].lstrip().startswith("---"):
        expected["title"] = actual["title"] if actual else ""  # Mermaid hands it in at drawing
    assert expected == actual


_PIECES = (
    *("journey", "title ", "title", "section ", "section", "accTitle:", "accDescr:", "accDescr {"),
    *(
        "}",
        ":",
        "::",
        ": 3: Me",
        ": 4",
        ": x: A, B,",
        ",",
        ";",
        "#",
        "#quot;",
        "%",
        "%%",
        "%%{",
        "}%%",
    ),
    *("\n", "\n", "\n ", "\n  ", " ", "\t", "\r\n", "Sow", "Water 2", "é", "🌱", "---", "-", "1e1"),
    *("style a:b#c;", "<a b='c'>", '<a b="c">', "\u00a0", "\u2028", "0x1F", "Ende", "journey "),
)


def _random_text(source: random.Random) -> str:
    pieces = source.choices(_PIECES, k=source.randint(1, 25))
    return source.choice(("journey\n", "journey\n", "journey\n", "")) + "".join(pieces)


@pytest.mark.node
def test_random_texts_are_read_as_mermaid_reads_them(mermaid: Oracle) -> None:
    """Whatever is put together from pieces of the syntax, both say the same."""
    source = random.Random(13)
    for _ in range(1500):
        text = _random_text(source)
        assert (text, _theirs(mermaid(text))) == (text, _ours(text))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("journey\n section A\n  Waters\n", 3, 3, '"Waters" has no score'),
        ("journey\n section A: B\n", 2, 11, 'no name before ":"'),
        ("---\ntitle: T\n---\n%% x\njourney\n A; B: 3", 6, 3, 'does not take ";"'),
        ("flowchart LR", 1, 1, "expected a Mermaid journey"),
        ("journey\n accDescr { x", 2, 2, "not closed"),
        ("journey\n journey b: 3: Me", 2, 2, "cannot begin a task"),
    ],
)
def test_errors_name_the_place(text: str, line: int, column: int, words: str) -> None:
    """The line and the column are those of the file, whatever was cut before."""
    with pytest.raises(DocumentError, match=words) as caught:
        parse(text)
    assert (line, column) == (caught.value.line, caught.value.column)


def test_what_mermaid_drops_in_silence_is_kept_aside() -> None:
    """Comments, hashes and third parts are there to be reported, with their lines."""
    read = parse("journey\n% of seeds: 3: Bo\n Sows: 4: Bo: more\n section Bed #1\n%% remark")
    assert [
        ("% of seeds: 3: Bo", 2),
        ("more", 3),
        ("#1", 4),
        ("%% remark", 5),
    ] == [(each.text, each.line) for each in read.dropped]


@pytest.mark.parametrize("title", ["|\n  Two\n  lines", "[a, b]", "{a: b}", "&x A"])
def test_a_title_that_is_no_plain_text(title: str) -> None:
    """Front matter is YAML, of which plain and quoted titles are read; others are told."""
    read = parse(f"---\ntitle: {title}\n---\njourney\n T: 3: M")
    assert ("", "a title that is no plain text") == (read.title, read.dropped[0].reason)


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "%%{x" * 50_000,
        "journey\n" + "\n" * 200_000 + "%",
        "---\n" + "\n" * 200_000,
        "journey\n style" + ":" * 200_000,
        "journey\n" + "<a" * 100_000,
        "journey\nx " + " " * 200_000 + "%%",
        "journey\n" + "#a" * 100_000,
        "journey\n" + " title x" * 50_000,
        "journey\naccDescr {" + "\n " * 100_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_long_texts_take_linear_time(text: str) -> None:
    """What makes careless patterns go back and forth is read in a moment."""
    started = time.process_time()
    with contextlib.suppress(DocumentError):
        assert isinstance(parse(text), MermaidDiagram)
    assert time.process_time() - started < 3
