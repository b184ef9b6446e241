"""Baselines: an old map fails only on what is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from helpers.odd_rules import saying
from journeykit import Journey, journey, touchpoint
from journeykit.addresses import Location
from journeykit.errors import DocumentError
from journeykit.validation import RuleSet, check, recommended
from journeykit.validation.baseline import as_baseline, load_baseline, save_baseline

RULES = RuleSet((saying("one", "two"), saying("three", name="maybe", code="ACME102", review=True)))


def _map(*names: str) -> Journey:
    """A map with an empty stage for each name."""
    made = journey("Gift").stage("Purchase", touchpoint("Pays"))
    for name in names:
        made = made.stage(name)
    return made


def test_what_is_in_the_baseline_is_known_and_only_new_findings_fail(tmp_path: Path) -> None:
    """The point of it all."""
    file = tmp_path / "known.json"
    old = check(_map("Awareness"), recommended())
    assert 1 == len(old.of("empty-stage"))
    save_baseline(old, file)
    known = load_baseline(file)
    assert check(_map("Awareness"), recommended(), baseline=known).ok
    new = check(_map("Awareness", "Advocacy"), recommended(), baseline=known)
    assert [("Advocacy",)] == [finding.names for finding in new.of("empty-stage")]


def test_a_new_name_or_order_is_nothing_new(tmp_path: Path) -> None:
    """What counts is the key of an element, which a renamed element keeps."""
    file = tmp_path / "known.json"
    save_baseline(check(_map("Awareness", "Advocacy"), recommended()), file)
    renamed = (
        journey("Gift")
        .stage("Speaking of it", key="advocacy")
        .stage("Hearing of it", key="awareness")
        .stage("Purchase", touchpoint("Pays"))
    )
    report = check(renamed, recommended(), baseline=load_baseline(file))
    assert () == report.of("empty-stage")
    known = {name for finding in report.known for name in finding.names}
    assert {"Hearing of it", "Speaking of it"} <= known


def test_the_file_tells_people_what_it_knows() -> None:
    """Rule, elements and names stand beside each fingerprint, in one order."""
    report = check(journey("Gift"), RULES)
    document = json.loads(as_baseline(report))
    assert ("journeykit-baseline", 1) == (document["format"], document["version"])
    entries = document["known"]["gift"]
    assert ["maybe", "odd-thing", "odd-thing"] == [entry["rule"] for entry in entries]
    assert {"fingerprint", "rule", "elements", "names"} == set(entries[0])
    assert (["journey:gift"], ["Gift"]) == (entries[0]["elements"], entries[0]["names"])


def test_the_same_findings_make_the_same_bytes() -> None:
    """New words, another severity, another order of rules: no change to review."""
    again = RuleSet(RULES.rules[::-1]).severity("odd-thing", "error")
    assert as_baseline(check(journey("Gift"), RULES)) == as_baseline(check(journey("Gift"), again))


def test_findings_known_before_stay_known(tmp_path: Path) -> None:
    """A baseline that is brought up to date keeps what it had."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    save_baseline(check(journey("Gift"), RULES), first)
    report = check(journey("Gift"), RULES, baseline=load_baseline(first))
    assert ((), ()) == (report.findings, report.review)
    save_baseline(report, second)
    assert first.read_bytes() == second.read_bytes()


def test_what_is_waived_is_not_in_the_baseline() -> None:
    """Its waiver speaks for it; when the waiver ends, the finding is news."""
    waived = journey("Gift").waive("odd-thing", reason="fine").waive("maybe", reason="fine")
    assert {"gift": []} == json.loads(as_baseline(check(waived, RULES)))["known"]


def test_two_journeys_do_not_answer_for_each_other(tmp_path: Path) -> None:
    """What is known of the map as it is is news in the map as it should be."""
    file = tmp_path / "known.json"
    is_, to_be = (
        _map("Awareness"),
        _map("Awareness").pipe(lambda j: journey("To be").stage(j.stages[1])),
    )
    save_baseline([check(is_, recommended()), check(to_be, RuleSet())], file)
    assert () != tuple(load_baseline(file, is_))
    assert frozenset() == load_baseline(file, to_be)
    assert frozenset() == load_baseline(file, journey("Never heard of"))
    assert load_baseline(file) == load_baseline(file, is_)


def test_the_state_and_the_file_tell_journeys_of_one_name_apart(tmp_path: Path) -> None:
    """What is known of the map as it is, or of another file, is news here."""
    as_is = evolve(_map("Awareness"), state="as-is")
    places = [Location(str(tmp_path / name)) for name in ("a.py", "b.py", "none.py")]
    for place in places[:2]:
        Path(place.file).touch()
    baseline = tmp_path / "known.json"
    journeys = [
        evolve(as_is, state=state, location=place)
        for state in ("as-is", "to-be")
        for place in places
    ]
    save_baseline([check(each, recommended()) for each in journeys[:1]], baseline)
    known = [bool(load_baseline(baseline, each)) for each in journeys]
    assert [True, False, False, False, False, False] == known
    # It says the same wherever the repository lies, and whatever the working directory is.
    assert ["gift (as-is) in a.py"] == list(json.loads(baseline.read_text("utf-8"))["known"])
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (moved / "a.py").touch()
    (moved / "known.json").write_bytes(baseline.read_bytes())
    there = evolve(as_is, location=Location(str(moved / "a.py")))
    assert load_baseline(moved / "known.json", there)
    # A place that is no file, as a cell of a notebook has, is none.
    save_baseline(check(journeys[2], recommended()), baseline)
    assert load_baseline(baseline, evolve(as_is, location=Location("another.py")))


_GOOD: dict[str, Any] = {"format": "journeykit-baseline", "version": 1, "known": {}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "known.json: expected a baseline in JSON"),
        ("{", "known.json: expected a baseline in JSON"),
        ("[" * 100_000, "known.json: expected a baseline in JSON"),
        ("[]", 'known.json: expected a baseline, with "format": "journeykit-baseline"'),
        ("{}", 'known.json: expected a baseline, with "format": "journeykit-baseline"'),
        (json.dumps(_GOOD | {"version": 2}), "known.json: version: expected 1, found 2"),
        (json.dumps(_GOOD | {"version": True}), "known.json: version: expected 1, found True"),
        (json.dumps(_GOOD | {"known": []}), "known.json: known: expected the findings of each"),
        (json.dumps(_GOOD | {"known": {"gift": 1}}), "known.json: known.gift: expected a list"),
        (
            json.dumps(_GOOD | {"known": {"gift": [{"fingerprint": "<script>"}]}}),
            "known.json: known.gift[0].fingerprint: expected 20 hexadecimal digits",
        ),
        (
            json.dumps(_GOOD | {"known": {"gift": [3]}}),
            "known.json: known.gift[0].fingerprint: expected 20 hexadecimal digits",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The error names the file and the place in it."""
    file = tmp_path / "known.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        load_baseline(file)
    assert str(caught.value).startswith(message)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are told as such."""
    file = tmp_path / "known.json"
    file.write_bytes(b"\xff\xfe{}")
    with pytest.raises(DocumentError, match="expected text in UTF-8"):
        load_baseline(file)


def test_a_baseline_that_is_not_there_is_an_oserror(tmp_path: Path) -> None:
    """As with any other file."""
    with pytest.raises(FileNotFoundError):
        load_baseline(tmp_path / "none.json")


def _without_targets(*names: str) -> Journey:
    """A journey with metrics of which nobody says what they should be."""
    return journey("Gift").stage("Purchase", touchpoint("Pays", metrics=names))


def test_of_a_finding_about_several_things_each_is_known_for_itself(tmp_path: Path) -> None:
    """What lacks the same is told as one, but mending a part of it makes nothing new."""
    rules = recommended().select("metric-without-target")
    save_baseline(check(_without_targets("Sales", "Returns", "Calls"), rules), tmp_path / "old")
    baseline = load_baseline(tmp_path / "old")

    fewer = check(_without_targets("Sales", "Returns"), rules, baseline=baseline)
    assert () == fewer.findings
    assert [("Sales", "Returns")] == [finding.names for finding in fewer.known]

    other = check(_without_targets("Sales", "Visits"), rules, baseline=baseline)
    assert [("Visits",)] == [finding.names for finding in other.findings]
    assert [("Sales",)] == [finding.names for finding in other.known]
    assert 'both metrics have no target: "Sales" and "Visits"; of these: "Visits"' == (
        other.findings[0].message
    )
