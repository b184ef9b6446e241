"""Fixes in the names of the journey that they are given for."""

from __future__ import annotations

import ast
import datetime
import inspect
import json
import re
from collections.abc import Iterator

import pytest

import journeykit
from journeykit import (
    Channel,
    Journey,
    Persona,
    Stage,
    Touchpoint,
    cell,
    dumps,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.graph import view_of
from journeykit.text import slug
from journeykit.validation import Rule, check, every_rule, everything
from journeykit.validation.fixes import general, specific

DAY = datetime.date(2026, 7, 1)
OMAR = persona("Omar")
SURGERY, CALL = touchpoint('Waits in the "blue" room'), touchpoint("911")
WAITING = stage("Waiting", SURGERY, CALL)
VIEW = view_of(journey("Hip").walked_by(OMAR).stage(WAITING).flow(SURGERY >> CALL))


@pytest.mark.parametrize(
    ("fix", "elements", "expected"),
    [
        (
            "touchpoint({touchpoint})",
            [SURGERY.element],
            r'touchpoint("Waits in the \"blue\" room")',
        ),
        ("{touchpoint:variable} >> …", [SURGERY.element], "waits_in_the_blue_room >> …"),
        ("{touchpoint:variable} >> …", [CALL.element], "… >> …"),
        ("{touchpoint}, {metric}", [CALL.element], '"911", "…"'),
        ("{persona} in {stage}", [cell(OMAR, WAITING)], '"Omar" in "Waiting"'),
        (
            "{source:variable} >> {target}",
            [VIEW.journey.transitions[0].element],
            'waits_in_the_blue_room >> "911"',
        ),
        ("add it", [CALL.element], "add it"),
        ("{not closed, {0}", [CALL.element], "{not closed, {0}"),
    ],
)
def test_a_fix_names_what_it_is_about(fix: str, elements: list[object], expected: str) -> None:
    """Names are quoted as in code, variables are words, and what is not there is left open."""
    assert expected == specific(fix, elements, VIEW)  # type: ignore[arg-type]


def test_no_page_shows_a_placeholder() -> None:
    """A page is about no journey, so that its fix has dots where a finding has names."""
    assert [] == [rule.name for rule in every_rule() if "{" in general(rule.fix)]


def fragments(fix: str) -> list[str]:
    """The code in a fix: each chain of calls, up to the bracket that closes it."""
    found, end = [], 0
    for match in re.finditer(r"(?<![\w.])(?:\.?\w+(?:\.\w+)*\()", fix):
        if match.start() < end:
            continue
        end = closed(fix, match.end())
        while more := re.match(r"\.\w+\(", fix[end:]):
            end = closed(fix, end + more.end())
        found.append(fix[match.start() : end])
    return found


def closed(text: str, start: int) -> int:
    """Where a bracket that was opened before a place closes, strings aside."""
    depth = 1
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[({]|[\])}]', text[start:]):
        depth += {"[": 1, "(": 1, "{": 1, "]": -1, ")": -1, "}": -1}.get(match[0], 0)
        if not depth:
            return start + match.end()
    raise AssertionError(f"a bracket is not closed: {text}")


METHODS = (Touchpoint, Journey, Stage, Persona)
"""What a fix that begins with a dot is said of."""


def is_sayable(call: ast.Call) -> bool:
    """Whether a call is one of the library, and takes the words that it is given."""
    match call.func:
        case ast.Name(id=name):
            calls = [getattr(journeykit, name, None)]
        case ast.Attribute(attr=name):
            calls = [getattr(owner, name, None) for owner in METHODS]
    words = {word.arg for word in call.keywords}
    taken = [inspect.signature(each).parameters for each in calls if each is not None]
    return any(
        words <= set(each) or any(p.kind is p.VAR_KEYWORD for p in each.values()) for each in taken
    )


RULES = [rule for rule in every_rule() if not rule.needs]


def texts(value: object) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in texts(each))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_code_of_a_fix_is_code_about_what_is_there(rule: Rule) -> None:
    """It can be read and said, and what it names is named by the journey."""
    whole = rule.fires()
    named = {"…", *texts(json.loads(dumps(whole)))}
    words = {slug(text).replace("-", "_") for text in named}
    report = check(whole, everything().select(rule.name), clock=DAY)
    for code in (c for f in (*report.findings, *report.review) for c in fragments(f.fix)):
        said = re.sub(r'"…"|…', lambda match: "..." if match[0] == "…" else '"…"', code)
        tree = ast.parse(f"_{said}" if said.startswith(".") else said)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert is_sayable(node), code
                # What follows the name of a metric or a consent is a word of the library.
                about = node.args[:1] if isinstance(node.func, ast.Name) else node.args
                given = {n.value for n in about if isinstance(n, ast.Constant)} - {...}
                assert given <= named, code
            elif isinstance(node, ast.BinOp):
                ends = {n.id for n in (node.left, node.right) if isinstance(n, ast.Name)}
                assert ends <= words, code


def _hip() -> Journey:
    """Rosa waits for her operation and hears of a delay, nobody knows how."""
    rosa = persona("Rosa", prefers=Channel.PHONE)
    calls = touchpoint("Calls the clinic", Channel.PHONE).feels(rosa, 1)
    waits = touchpoint("Waits for the date", wait="3 weeks").feels(rosa, -2)
    hears = touchpoint("Is told of a delay", initiator="company").feels(rosa, -1)
    letter = touchpoint("Gets a letter", Channel.MAIL, initiator="company").feels(rosa, -1)
    made = journey("Hip").walked_by(rosa).stage("Ask", calls)
    made = made.stage("Wait", waits, hears, letter).stage(
        "Operation", touchpoint("Comes in", Channel.IN_STORE)
    )
    return made.flow(calls >> waits >> hears >> letter)


@pytest.mark.parametrize(
    ("rule", "fix"),
    [
        ("touchpoint-without-channel", 'touchpoint("Is told of a delay", Channel.MAIL)'),
        ("emotion-cliff", 'prepare people for "Waits for the date"'),
        ("negative-run", 'such as "Waits for the date"'),
        ("long-wait", 'shorten "Waits for the date"'),
        ("stage-without-emotion", 'what is felt in "Operation": .feels(rosa, …)'),
    ],
)
def test_advice_names_what_is_on_the_map(rule: str, fix: str) -> None:
    """The touchpoint, the stage, a persona who is there, and a channel the company uses."""
    [found] = check(_hip(), everything()).of(rule)
    assert fix in found.fix


def test_advice_on_where_to_begin_names_a_touchpoint() -> None:
    """The first one; and what is never stated is asked with names of the map."""
    a, b = touchpoint("Asks"), touchpoint("Hears")
    report = check(journey("Visit").walked_by(OMAR).stage("Ask", a, b).flow(a >> b >> a))
    [found] = report.of("no-entry")
    assert 'mark where people enter: touchpoint("Asks", entry=True)' == found.fix
    said = {each.what: each.say for each, _ in report.unstated}
    assert '.feels(omar, -1, "anxious")' == said["what people feel"]
    loose = check(journey("Visit").walked_by(OMAR).stage("Ask", a, b).stage("Go", touchpoint("C")))
    assert ".flow(asks >> hears)" in {each.say for each, _ in loose.unstated}


def test_a_purpose_that_is_not_about_the_wait_changes_nothing_about_it() -> None:
    """Whether anybody is told anything is for review until the map says who tells whom."""
    waits, pays = touchpoint("Waits", wait="3 days"), touchpoint("Pays", purpose="convert")
    for made in (touchpoint("Pays"), pays):
        report = check(
            journey("Shop").walked_by(OMAR).stage("Buy", made, waits).flow(made >> waits)
        )
        assert ["wait-without-information"] == [
            f.rule for f in report.review if f.rule == "wait-without-information"
        ]
        assert not [f for f in report.findings if f.rule == "wait-without-information"]
