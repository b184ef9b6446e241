"""What a report may claim: nothing passes unseen, and saying more never makes it less honest."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit import Channel, Journey, Message, journey, persona, touchpoint
from journeykit.graph import view_of
from journeykit.testing.strategies import journeys
from journeykit.validation import (
    Fine,
    Problem,
    Report,
    Rule,
    Unknown,
    check,
    every_rule,
    everything,
)

DAY = datetime.date(2026, 7, 1)

JUDGING = tuple(rule for rule in every_rule() if rule.judges and not rule.needs)
"""The rules that say of each subject what it is."""

_HOLDERS = {
    "touchpoint": lambda whole: whole.touchpoints,
    "stage": lambda whole: whole.stages,
    "persona": lambda whole: whole.personas,
    "journey": lambda whole: (whole,),
}
"""Of what more is said, and where it is found."""

_DESCRIBED = "missing-description"
_KNOWN = "thin-persona"
_MANAGED = "moment-of-truth-unmanaged"
_MEASURED = ("nothing-measured", "no-journey-metric", "business-goal-without-metric")
_OWNED = ("touchpoint-without-owner", "nothing-owned", "ownership-breaks-off")

FIELDS: dict[tuple[str, str], tuple[object, frozenset[str]]] = {
    (holder, field): (value, frozenset(answers))
    for holder, field, value, *answers in (
        ("touchpoint", "description", "Something is said.", _DESCRIBED),
        ("touchpoint", "url", "https://example.org/"),
        ("touchpoint", "campaign", "Spring"),
        ("touchpoint", "incentive", "free shipping"),
        ("touchpoint", "duration", "20 minutes"),
        ("touchpoint", "meta", {"ticket": 1}),
        ("touchpoint", "languages", "en"),
        ("touchpoint", "physical_evidence", "a receipt"),
        ("touchpoint", "evidence", "12 interviews"),
        ("touchpoint", "purpose", "other"),
        ("touchpoint", "frontstage", "greets", "frontstage-without-backstage", _MANAGED),
        ("touchpoint", "backstage", "packs", "frontstage-without-backstage", _MANAGED),
        ("touchpoint", "systems", "CRM", "frontstage-without-backstage", _MANAGED),
        ("touchpoint", "metrics", "Helped", "stage-without-metric", "nothing-measured", _MANAGED),
        ("touchpoint", "owner", "Shop", *_OWNED, _MANAGED),
        ("stage", "description", "Something is said.", _DESCRIBED),
        ("stage", "customer_goal", "to be done", _DESCRIBED),
        ("stage", "company_goal", "to help", _DESCRIBED),
        ("stage", "duration", "2 days"),
        ("stage", "meta", {"ticket": 1}),
        ("persona", "description", "Somebody.", _DESCRIBED, _KNOWN),
        ("persona", "needs", "rest", _KNOWN),
        ("persona", "motivations", "curiosity", _KNOWN),
        ("persona", "demographics", {"age": 40}, _KNOWN),
        ("persona", "evidence", "12 interviews", _KNOWN),
        ("journey", "description", "Something is said.", _DESCRIBED, "missing-scenario"),
        ("journey", "scenario", "It is Friday.", "missing-scenario"),
        ("journey", "value_proposition", "It is quick."),
        ("journey", "version", "1"),
        ("journey", "reviewed", DAY),
        ("journey", "business_goals", "to grow"),
        ("journey", "owner", "Shop", "nothing-owned"),
        ("journey", "metrics", "NPS", *_MEASURED),
    )
}
"""Ways to say more, and the rules for which that is an answer."""


def _with(whole: Journey, holder: str, field: str, key: str | None = None) -> Journey:
    """The journey in which something says more, or everything of its kind that says nothing."""
    value, _ = FIELDS[holder, field]
    for each in _HOLDERS[holder](whole):
        if not getattr(each, field) and key in {None, each.key}:
            more = evolve(each, **{field: value})
            whole = more if isinstance(more, Journey) else whole.replace(more)
    return whole


def _told(report: Report) -> Counter[tuple[str, str]]:
    """What each rule says of which element, however grave."""
    found = [*report.findings, *report.review]
    found += [each.finding for f in found for each in f.consequences]
    return Counter((f.rule, str(element)) for f in found for element in f.elements)


@given(journeys())
def test_a_rule_that_judges_passes_at_as_many_subjects_as_it_called_fine(whole: Journey) -> None:
    """Passed, unanswered or not applicable follow from the verdicts alone."""
    view = view_of(whole)
    report = check(view, everything(), clock=DAY)
    passed = {each.rule: each.number for each in report.passed}
    unanswered = {each.rule for each in report.unanswered}
    for rule in JUDGING:
        verdicts = rule(view)
        problems = [v for v in verdicts if isinstance(v, Problem)]
        unknown = [v for v in verdicts if isinstance(v, Unknown)]
        fine = sum(len(v.at) for v in verdicts if isinstance(v, Fine))
        if rule.name in passed:
            assert not problems
            assert not unknown
            assert 0 < fine == passed[rule.name]
        if rule.name in unanswered and not rule.requires:
            assert not problems
            assert unknown


@given(journeys())
def test_no_subject_is_called_both_wrong_and_fine(whole: Journey) -> None:
    """Each subject of a rule about single touchpoints has one verdict."""
    view = view_of(whole)
    for rule in JUDGING:
        if rule.name not in {"wait-without-information", "moment-of-truth-negative", "dead-end"}:
            continue
        verdicts = rule(view)
        fine = {e for v in verdicts if isinstance(v, Fine) for e in v.at}
        wrong = {e for v in verdicts if isinstance(v, Problem) for e in v.at}
        assert set() == fine & {e for e in wrong if e.kind == "touchpoint"}


@given(journeys(), st.sampled_from(sorted(FIELDS)), st.data())
def test_saying_more_of_something_never_silences_a_finding(
    whole: Journey, more: tuple[str, str], data: st.DataObject
) -> None:
    """A field that answers nothing takes no finding away, and makes no nine of one."""
    holder, field = more
    keys = [each.key for each in _HOLDERS[holder](whole) if not getattr(each, field)]
    assume(keys)
    asked = [r.name for r in JUDGING if r.name not in FIELDS[more][1]]
    rules = everything().select(*asked)
    fuller = _with(whole, holder, field, data.draw(st.sampled_from(keys)))

    before, after = check(whole, rules, clock=DAY), check(fuller, rules, clock=DAY)

    assert {rule for rule, _ in _told(before)} <= {rule for rule, _ in _told(after)}
    for rule in asked:
        said, now = (
            [f for f in (*r.findings, *r.review) if f.rule == rule] for r in (before, after)
        )
        assert len(now) <= len(said) + 1


@pytest.mark.parametrize("rule", [r for r in every_rule() if not r.needs], ids=lambda r: r.name)
def test_all_that_can_be_said_besides_silences_no_rule(rule: Rule) -> None:
    """What a rule finds on its example stays, whatever else the map says that is no answer."""
    whole = fuller = rule.fires()
    for (holder, field), (_, answers) in FIELDS.items():
        if rule.name not in answers:
            fuller = _with(fuller, holder, field)
    rules = everything().select(rule.name)
    before, after = (check(each, rules, clock=DAY) for each in (whole, fuller))
    assert {each for each, _ in _told(before)} <= {each for each, _ in _told(after)}


def test_the_examples_of_every_rule_that_judges_are_judged() -> None:
    """Each is wrong on its bad example, and says of something on its good one that it is fine."""
    for rule in JUDGING:
        assert any(isinstance(v, Problem) for v in rule(view_of(rule.fires())))
        assert any(isinstance(v, Fine) for v in rule(view_of(rule.silent())))


def test_a_wait_and_a_change_of_channel_are_judged_though_nothing_else_is_said() -> None:
    """No touchpoint has a purpose and no transition a handover: that shuts no rule up."""
    orders = touchpoint("Orders", Channel.WEBSITE)
    waits = touchpoint("Waits", wait="3 days")
    collects = touchpoint("Collects it", Channel.IN_STORE)
    whole = journey("Gift").walked_by(persona("Maya")).stage("Buy", orders, waits, collects)
    said = {each.rule: each.names for each in check(whole.flow(orders >> waits >> collects)).review}
    assert ("Waits",) == said["wait-without-information"]
    assert ("Waits → Collects it",) == said["switch-without-handover"]

    told = evolve(waits, messages=[Message("delivery", "It comes on Friday")])
    whole = journey("Gift").walked_by(persona("Maya")).stage("Buy", orders, told, collects)
    report = check(whole.flow(orders >> told, handover="the number").flow(told >> collects))
    rules = {each.rule for each in (*report.findings, *report.review)}
    assert not {"wait-without-information", "switch-without-handover"} & rules
