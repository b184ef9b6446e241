"""`journeykit questions`."""

from __future__ import annotations

import json
import re

from helpers.command_line import Captured, refused, run


def test_what_is_open_is_asked_thing_by_thing(capsys: Captured) -> None:
    """A question is no failure."""
    code, out, err = run(capsys, "questions", "gift.py")
    assert (0, "") == (code, err)
    assert "\npersona Maya\n  What does Maya need?\n      persona(…, needs=" in out


def test_questions_as_data(capsys: Captured) -> None:
    """For a form or a tracker: one entry a journey, with the address of what each is about."""
    code, out, _ = run(capsys, "questions", "gift.py", "gap.py", "--format", "json")
    assert 0 == code
    first, second = json.loads(out)
    assert ("Buying a gift", "Buying a gift") == (first["journey"], second["journey"])
    (need,) = [q for q in first["questions"] if q["question"] == "What does Maya need?"]
    assert {"kind": "persona", "keys": ["maya"], "name": "Maya"} == need["element"]
    assert ("needs", 'persona(…, needs=["…"])') == (need["field"], need["answer"])


def test_an_unknown_format_of_questions_is_refused(capsys: Captured) -> None:
    """The two there are."""
    expected = 'unknown format "xml"; known: "text", "json"'
    assert expected == refused(capsys, "questions", "gift.py", "--format", "xml")


def test_what_lets_most_rules_judge_is_asked_first(capsys: Captured) -> None:
    """Each with how many rules it opens, before what the map leaves open."""
    _, out, _ = run(capsys, "questions", "gift.py")
    head, _, rest = out.partition("\npersona Maya\n")
    opened = [int(number) for number in re.findall(r"\? \((\d+) rules?\)$", head, re.MULTILINE)]
    assert opened
    assert opened == sorted(opened, reverse=True)
    assert "rules)" not in rest
    _, alone, _ = run(capsys, "questions", "gift.py", "--interview", "map")
    assert "rule" not in alone
