"""Pictures in another language: every word of ours is translated, and right to left means it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from helpers.greek_journey import GREEK, GREEK_BEFORE
from journeykit import Channel, Journey, JourneyError
from journeykit.coverage.labels import LABELS
from journeykit.emotions import Basis
from journeykit.lifecycle import ROLES
from journeykit.management import Status
from journeykit.metrics import METRIC_KINDS
from journeykit.model import State
from journeykit.pains import PAIN_KINDS
from journeykit.render import LANGUAGES, Language, Picture, draw
from journeykit.render.language import ENGLISH, language_of
from journeykit.render.views.blueprint import ROWS
from journeykit.render.views.coverage import STATES
from journeykit.render.views.map_lanes import LANES
from journeykit.touchpoints import Outcome
from journeykit.transitions import TransitionKind
from journeykit.validation import Finding, Report

HERE = Path(jk.__file__).parent / "render"
CATALOGUE = json.loads((HERE / "languages" / "en.json").read_text("utf-8"))
VIEWS = ("flow", "graph", "map", "lanes", "blueprint", "coverage", "personas")

# A language in which every Latin letter of ours would stand out: capital omegas, and no words.
OMEGA = Language(
    "el", {text: re.sub(r"(\{\w+\})|[A-Za-z]", lambda m: m[1] or "Ω", text) for text in CATALOGUE}
)


def test_headings_are_said_in_another_language() -> None:
    """What no author wrote is translated; what an author wrote is not."""
    gift = jk.journey("Gift").stage("Purchase", jk.touchpoint("Pays", Channel.WEBSITE))
    diagram = draw(gift, "map", language="de").diagram

    assert ["Kontaktpunkte", "Kanäle"] == [lane.text for lane in diagram.lanes]
    assert ["Purchase"] == [group.text for group in diagram.groups]
    assert draw(gift, "map", language="en") == draw(gift, "map")


def test_people_bring_their_own() -> None:
    """A language is a value; what it does not translate stays English, and it says what that is."""
    dutch = Language("nl", {"Touchpoints": "Contactmomenten"})
    gift = jk.journey("Gift").stage("Purchase", jk.touchpoint("Pays", Channel.WEBSITE))

    lanes = draw(gift, "map", language=dutch).diagram.lanes
    assert ["Contactmomenten", "Channels"] == [lane.text for lane in lanes]
    assert set(CATALOGUE) - {"Touchpoints"} == set(dutch.missing)
    assert () == OMEGA.missing == ENGLISH.missing


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Language("nl", {"Emotion": "x"}),
            'unknown text "Emotion"; did you mean "Emotions"?',
        ),
        (
            lambda: Language("nl", {"Goals": 3}),
            "language: 3 is no text for 'Goals'; expected a str",
        ),
        (
            lambda: Language("nl", {"Goals": "{count} doelen"}),
            'language: "{count} doelen" speaks of {count}, which "Goals" has not; expected',
        ),
        (lambda: Language("Dutch"), "language: 'Dutch' is no code; expected such as nl or pt-BR"),
        (lambda: language_of("nl"), 'unknown language "nl"; known: "en", "de", "fr"'),
        (
            lambda: language_of(3),
            "language: 3 is none; expected a Language, or one of the codes en",
        ),
    ],
)
def test_errors_say_what_is_wrong(make: object, message: str) -> None:
    """In the words of who made the mistake."""
    assert callable(make)
    with pytest.raises(JourneyError) as caught:
        make()
    assert message in str(caught.value)


def test_a_translation_looks_into_nothing() -> None:
    """Braces stand for words, and for nothing that Python could evaluate."""
    with pytest.raises(JourneyError):
        Language("nl", {"{people} only": "{people.__class__} {0!r} {x}"})
    odd = Language("nl", {"{people} only": "alleen {people.__class__}"})
    assert odd("{people} only", people="{names} Ann") == "alleen {people.__class__}"
    assert ENGLISH("{people} only", people="{names}") == "{names} only"


# ---------------------------------------------------------------------- the catalogues


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))


def said() -> Iterator[str]:
    """The texts that the source says in a language, as far as they stand there."""
    for path in HERE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in {"language", "say"}:
                yield from literals(call.args[0])
            elif name == "counted":
                for word in literals(call.args[-1]):
                    yield from (f"{{count}} {word}", f"{{count}} {word}s")


def test_the_catalogue_has_every_text() -> None:
    """Nothing is said that nobody could translate."""
    found = set(said())
    assert len(found) > 100
    assert set() == found - set(CATALOGUE)


def test_the_catalogue_has_the_words_of_the_model() -> None:
    """What comes with the library is translated by name: channels, kinds, states, measures."""
    words = {
        *(channel.name for channel in (*jk.CHANNELS, Channel.UNKNOWN)),
        *({*PAIN_KINDS, *METRIC_KINDS} - {"other"}),
        *(
            word
            for kind in (State, Basis, Outcome, TransitionKind, Status)
            for word in get_args(kind)
        ),
        *LABELS.values(),
        *ROLES,
        *(kind.title for kind in LANES.values()),
        *(row.title for row in ROWS.values()),
        *STATES,
    }
    assert {""} == words - set(CATALOGUE)


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_catalogues_are_complete(code: str) -> None:
    """Each translates everything, and says nothing of what is not there."""
    texts = json.loads((HERE / "languages" / f"{code}.json").read_text("utf-8"))
    assert list(CATALOGUE) == list(texts)
    assert () == language_of(code).missing
    for english, text in texts.items():
        assert text, english
        assert set(re.findall(r"\{\w+\}", text)) <= set(re.findall(r"\{\w+\}", english)), english
        if code in {"ja", "ar"}:
            assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text)), (english, text)


# ---------------------------------------------------------------------- every word of every view


def pictures(journey: Journey, language: Language | str) -> Iterator[tuple[str, Picture]]:
    """Every view of a journey, and what else has words of its own."""
    for view in VIEWS:
        yield view, draw(journey, view, language=language)  # type: ignore[call-overload]
    yield "empty rows", draw(journey, "blueprint", show_empty=True, language=language)
    yield "empty lanes", draw(journey, "map", show_empty=True, language=language)
    yield "lanes by channel", draw(journey, "lanes", by="channel", language=language)
    yield "lanes by owner", draw(journey, "lanes", by="owner", language=language)
    yield "channels", draw(journey, "coverage", channels=True, language=language)
    yield "a part", draw(journey, "map", around=journey.touchpoints[1], language=language)
    before = GREEK_BEFORE
    yield "compared", draw(journey, "flow", compared_with=before, language=language)
    yield "compared map", draw(journey, "map", compared_with=before, language=language)


class Reader(HTMLParser):
    """What people read or hear of an SVG or of a page."""

    heard = frozenset({"aria-label", "title", "alt", "data-lane", "data-line"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Words in attributes; style sheets have none."""
        self.hidden = tag == "style"
        self.words += [value or "" for name, value in attrs if name in self.heard]

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if not self.hidden:
            self.words.append(data)


def english(words: str) -> list[str]:
    """Latin letters in a text, but for those of numbers such as 3a and 3b."""
    return re.findall("[A-Za-z]+", re.sub(r"(\d)[ab]\b", r"\1", words))


def words_of(markup: str) -> str:
    """What people read or hear of an SVG or of a page."""
    reader = Reader()
    reader.feed(markup)
    return "\n".join(filter(str.strip, reader.words))


def test_no_english_word_remains() -> None:
    """Each letter from A to Z in a picture of a Greek journey would be ours, untranslated."""
    for name, picture in pictures(GREEK, OMEGA):
        shown = {"text": picture.text(), "svg": words_of(picture.svg())}
        if picture.diagram.is_grid:
            shown["html"] = words_of(picture.html())
        else:
            quoted = re.findall(r'"([^"]*)"', picture.mermaid)
            shown["mermaid"] = "\n".join(quoted).replace("<br/>", "\n")
        for kind, words in shown.items():
            assert not english(words), (name, kind)
        assert "Ω" in shown["text"]


@pytest.mark.parametrize("code", ["ja", "ar"])
def test_languages_leave_no_english_word(code: str) -> None:
    """Whose letters are others show that nothing was forgotten, view by view."""
    for name, picture in pictures(GREEK, code):
        assert not english(words_of(picture.svg())), name


@pytest.mark.dot
def test_graphviz_says_no_english_word() -> None:
    """Nor does a flow that Graphviz lays out."""
    report = Report("γιφτ", findings=[Finding("ρ", "κ", "error", "λ", fix="μ")] * 60)
    for options in ({}, {"report": report}):
        picture = draw(GREEK, direction="down", engine="dot", language=OMEGA, **options)
        assert not english(words_of(picture.svg()))


# ---------------------------------------------------------------------- from right to left


def boxes(svg: str, role: str) -> list[tuple[float, float]]:
    """Left and right sides of what has a role, by its first rectangle."""
    root = ET.fromstring(svg)
    found = []
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("data-role") == role:
            rect = next(group.iter("{http://www.w3.org/2000/svg}rect"))
            left = float(rect.get("x", 0))
            found.append((left, left + float(rect.get("width", 0))))
    return found


@pytest.mark.parametrize("view", ["map", "flow", "lanes", "blueprint"])
def test_pictures_run_from_right_to_left(view: str) -> None:
    """Everything stands where it stood, seen in a mirror; nothing is drawn backwards."""
    turned = Language("he", right_to_left=True)
    usual, mirrored = (
        draw(GREEK, view, language=language).svg()  # type: ignore[call-overload]
        for language in (ENGLISH, turned)
    )
    width = float(re.search(r'width="([\d.]+)"', usual)[1])  # type: ignore[index]

    expected = [(width - right, width - left) for left, right in boxes(usual, "touchpoint")]
    assert expected
    assert boxes(mirrored, "touchpoint") == [pytest.approx(each, abs=0.11) for each in expected]
    assert "<text" in mirrored
    assert not re.search(r"<text[^>]*transform", mirrored)


def test_a_curve_runs_from_right_to_left() -> None:
    """In the drawing as on the page: the first feeling is the rightmost."""
    svg = draw(GREEK, "map", language="ar").svg()
    root = ET.fromstring(svg)
    dots = [
        float(circle.get("cx", 0))
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        if group.get("data-role") == "emotion"
        for circle in list(group.iter("{http://www.w3.org/2000/svg}circle"))[:1]
    ]
    first = dots[: len(dots) // 2]
    assert all(one > other for one, other in pairwise(first))
    page = draw(GREEK, "map", language="ar").html()
    assert 'dir="rtl"' in page
    assert 'lang="ar"' in page
    assert 'transform="matrix(-1 0 0 1 1000 0)"' in page


def test_graphviz_and_mermaid_run_from_right_to_left() -> None:
    """They are told the direction, and turn by themselves."""
    picture = draw(GREEK, language="ar")
    assert "rankdir=RL" in picture.dot
    assert picture.mermaid.startswith("flowchart RL")
    dot = draw(GREEK, direction="down", language="ar").dot
    assert "rankdir=TB" in dot
    assert "labeljust=r" in dot
    assert 'ALIGN="LEFT"' not in dot
