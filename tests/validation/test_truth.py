"""What a report may claim: nothing passes unseen, and saying more never makes it less honest."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit import Channel, Journey, Message, Touchpoint, journey, persona, touchpoint
from journeykit.graph import view_of
from journeykit.testing.strategies import journeys
from journeykit.validation import Fine, Problem, Report, Unknown, check, every_rule, everything

DAY = datetime.date(2026, 7, 1)

JUDGING = tuple(rule for rule in every_rule() if rule.judges and not rule.needs)
"""The rules that say of each subject what it is."""

FAMILIES = frozenset({"experience", "personas", "channels", "accessibility", "waiting"})
"""The families whose findings a stranger's field must not touch."""


def _changed(whole: Journey, key: str, change: Callable[[Touchpoint], Touchpoint]) -> Journey:
    """The journey with one touchpoint of a stage changed."""
    stages = tuple(
        evolve(s, touchpoints=tuple(change(t) if t.key == key else t for t in s.touchpoints))
        for s in whole.stages
    )
    return evolve(whole, stages=stages)


FILLS: dict[str, tuple[Callable[[Touchpoint], Touchpoint], frozenset[str]]] = {
    "description": (lambda t: evolve(t, description="Something is said."), frozenset()),
    "owner": (lambda t: evolve(t, owner="Shop"), frozenset({"moment-of-truth-unmanaged"})),
    "purpose": (
        lambda t: evolve(t, purpose="convert"),
        frozenset({"single-modality-critical-step"}),
    ),
}
"""Ways to say more of one touchpoint, and the rules for which that is an answer."""


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


@pytest.mark.parametrize("field", FILLS)
@given(data=st.data())
def test_saying_more_of_something_else_never_silences_a_finding(
    field: str, data: st.DataObject
) -> None:
    """A field that answers nothing takes no finding away, and makes no nine of one."""
    whole = data.draw(journeys())
    keys = [t.key for s in whole.stages for t in s.touchpoints if not getattr(t, field)]
    assume(keys)
    fill, answered = FILLS[field]
    more = _changed(whole, data.draw(st.sampled_from(keys)), fill)
    asked = [r.name for r in JUDGING if r.family in FAMILIES and r.name not in answered]
    rules = everything().select(*asked)

    before, after = check(whole, rules, clock=DAY), check(more, rules, clock=DAY)

    assert Counter() == _told(before) - _told(after)
    for rule in asked:
        said, now = (
            [f for f in (*r.findings, *r.review) if f.rule == rule] for r in (before, after)
        )
        assert len(now) <= len(said) + 1


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
